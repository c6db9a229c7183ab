"""Headers that are skipped and statistics that are not held: nothing is lost, whatever the text.

Of etl/audit: accounts; etl/audit/read: passage.
"""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.audit import AuditReport, audit
from etl.audit.read.passage import without_header
from etl.book.load import load
from etl.core.model import Book, Dismissal
from etl.core.schema import DISMISSAL_REASONS, NOT_HELD
from etl.reading.passages import paragraphs
from tests.one_paragraph import book_text

LINES = st.lists(
    st.sampled_from(
        (*("Title: 12 firms", "# 40,000 visas", "Date: 2019-05-02", "It sold 7 ships."),
         *("Then 300 firms left.", "", "  ", "\u2014 9 %", "End of 5 parts."))
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip
ENDS = st.sampled_from(("\n", "\r\n", "\r"))


def _book(text: bytes, skip: int, dismissals: tuple[Dismissal, ...] = ()) -> Book:
    book = load(book_text("x").encode()).book
    assert book
    source = book.sources["note"]._replace(sha256=sha256(text).hexdigest(), skip_lines=skip)
    return book._replace(sources={"note": source}, dismissals=dismissals)


def _audit(text: bytes, skip: int, dismissals: tuple[Dismissal, ...] = ()) -> AuditReport:
    return audit(_book(text, skip, dismissals), {"note.txt": text})


@given(lines=LINES, end=ENDS, skip=st.integers(0, 9), mark=st.booleans())
@settings(max_examples=200)
def test_a_header_loses_its_numerals_and_no_other(
    lines: list[str], end: str, skip: int, mark: bool
) -> None:
    text = ("\ufeff" if mark else "").encode() + end.join(lines).encode()
    whole = [(n.paragraph, n.phrase) for n in _audit(text, 0).documents[0].numerals]
    rest = [(n.paragraph, n.phrase) for n in _audit(text, skip).documents[0].numerals]
    header = end.join(lines[:skip]).encode()
    silent = [n.phrase for n in _audit(header, 0).documents[0].numerals]
    # What the header holds falls silent, and what follows it keeps its paragraph.
    assert sorted(p for _, p in whole) == sorted([*silent, *(p for _, p in rest)])
    assert set(rest) <= set(whole)
    if skip >= len(lines):
        assert rest == []


@given(lines=LINES, end=ENDS, skip=st.integers(0, 9))
@settings(max_examples=200)
def test_paragraphs_keep_their_numbers_without_the_header(
    lines: list[str], end: str, skip: int
) -> None:
    data = end.join(lines).encode()
    before, after = paragraphs(data), paragraphs(without_header(data, skip))
    assert len(after) == len(before)
    headers = len(paragraphs(end.join(lines[:skip]).encode()))
    assert after[headers:] == before[headers:]


@given(reasons=st.lists(st.sampled_from(DISMISSAL_REASONS), min_size=1, max_size=9))
@settings(max_examples=100)
def test_every_dismissed_number_is_counted_once_by_its_reason(reasons: list[str]) -> None:
    numbers = range(41, 41 + len(reasons))
    text = "".join(f"It counted {number} ships. " for number in numbers).encode()
    dismissals = tuple(
        Dismissal("note", 1, str(number), 1, reason, at)
        for at, (number, reason) in enumerate(zip(numbers, reasons, strict=True), 1)
    )
    (document,) = _audit(text, 0, dismissals).documents
    assert {n.phrase: n.by for n in document.numerals} == {
        str(number): reason for number, reason in zip(numbers, reasons, strict=True)
    }
    assert document.not_held == sum(reason in NOT_HELD for reason in reasons)
    assert sum(document.reasons.values()) == len(reasons)
    assert {reason: document.reasons[reason] for reason in reasons} == {
        reason: reasons.count(reason) for reason in reasons
    }
