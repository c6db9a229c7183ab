"""Whether a dismissal's reason can be true of the numbers that it covers.

Must not know figures: what a figure states is no longer the dismissal's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from etl.audit.judge.named import follows
from etl.audit.judge.place import Remark
from etl.audit.judge.table import headed
from etl.audit.read.passage import Passage
from etl.core.model import Dismissal
from etl.reading.passages import Span, folded
from etl.reading.readings import Reading

_NO_STATISTIC: Final = frozenset(
    {"plain_count", "anniversary", "historical_date", "name", "not_a_statistic"}
)
"""Reasons that are never true of an amount of money, a percentage or an amount with a unit."""
_NOTHING: Final = _NO_STATISTIC | {"idiom"}
"""Reasons that are never true of a rank, a share, or of what an indicator counts."""
_REPEATED: Final = "repeated"
_RANGE: Final = "range"
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_FEWEST: Final = 20
"""So many of what an indicator counts are no plain count: two firms may sign a treaty."""
_LARGE: Final = 1_000
"""So much of a unit is a statistic, whoever counts it."""
_STATISTIC: Final = (
    "add a figure, or dismiss it as out_of_scope where no indicator measures it, as repeated where "
    "it is stated again, as not_recordable where no entry can hold it, else as unclear"
)
_NOUNS: Final = {
    "money": "an amount of money",
    "percent": "a percentage",
    "points": "a number of percentage points",
    "measure": "an amount with a unit",
}

Covers = Callable[[Passage, Span], bool]
"""Whether a place of a document is dismissed as repeated itself."""


def reason_remarks(
    passage: Passage,
    span: Span,
    entry: Dismissal,
    document: Sequence[Passage],
    is_repeated: Covers,
) -> Iterator[Remark]:
    """What speaks against the reason: money that is no plain count, a repeated number told once.

    span: what the dismissal covers.
    """
    touched = [one for one in passage.readings if one.start < span[1] and span[0] < one.end]
    if entry.reason == _RANGE and not any(one.quantity_high for one in touched):
        shown = " ".join(passage.text[slice(*span)].split())
        yield Remark("reason", span, f'"{shown}" is no end of a range', _STATISTIC)
    for reading in touched:
        has_digits = any(map(str.isdigit, reading.text))
        is_idiom = entry.reason == "idiom" and reading.kind == "money" and has_digits
        is_few = reading.kind == "measure" and max(_ends(reading), default=Decimal(0)) < _LARGE
        noun = _NOUNS.get(reading.kind, "") if entry.reason in _NO_STATISTIC or is_idiom else ""
        if is_few and entry.reason == "plain_count":
            noun = ""  # 35 barrels given as a present
        if entry.reason in _NOTHING and not noun:
            noun = _is_statistic(passage, reading, entry.reason)
        if noun:
            shown = " ".join(reading.text.split())
            fault = f'"{shown}" is {noun}, the reason is {entry.reason}'
            yield Remark("reason", span, fault, _STATISTIC)
    if entry.reason == _REPEATED and not _stands_again(
        passage, span, touched, document, is_repeated
    ):
        phrase = " ".join(passage.text[slice(*span)].split())
        fault = f'"{phrase}" is dismissed as repeated, and stands nowhere else'
        yield Remark("reason", span, fault, "add a figure, or correct the reason")


def _is_statistic(passage: Passage, reading: Reading, reason: str) -> str:
    """What statistic a number is for certain, with its article; empty for none."""
    if reading.kind == "ordinal" and reading.place == "rank":
        return "a rank"
    is_counted = any(
        mention.start >= reading.end and follows(passage, reading.end, mention.start)
        for mention in passage.indicators
    )
    first, last = passage.sentence(reading.start)
    measured = any(first <= mention.start < last for mention in passage.indicators)
    if reading.kind == "fraction" and (is_counted or (reading.place == "share" and measured)):
        return "a share"
    # Double taxation has a name; what doubled has none, and is no idiom.
    if reading.kind == "multiple" and reading.place == "change_by":
        return "a multiple" if measured or reason == "idiom" else ""
    is_year = _YEAR.fullmatch(reading.text) is not None
    if reading.kind != "count" or is_year or max(_ends(reading), default=Decimal(0)) < _FEWEST:
        return ""
    if is_counted:
        return "a count of what an indicator counts"
    is_large = reading.quantity is not None and reading.quantity.scale > 0
    return "a number with a scale" if is_large and any(map(str.isdigit, reading.text)) else ""


def _stands_again(
    passage: Passage,
    span: Span,
    touched: list[Reading],
    document: Sequence[Passage],
    is_repeated: Covers,
) -> bool:
    """Whether every number, or the phrase where none is read, stands where nothing drops it."""
    numbers = [reading for reading in touched if reading.quantity is not None]
    if not numbers:
        phrase = folded(passage.text[slice(*span)])
        return sum(other.lower.count(phrase) for other in document) > 1
    known = [(number, headed(passage, number, document)) for number in numbers]
    return all(
        any(
            (_is_same(number, other) or _is_cell_of(full, place, other, document))
            and not is_repeated(place, (other.start, other.end))
            for place in document
            for other in place.readings
            if place is not passage or not (other.start < span[1] and span[0] < other.end)
        )
        for number, full in known
    )


def _is_cell_of(full: Reading, place: Passage, other: Reading, document: Sequence[Passage]) -> bool:
    """Whether a number is one with another where headings give cells their unit."""
    if full.kind != "count" and other.kind == "count":
        other = headed(place, other, document)
    return _is_same(full, other)


def _is_same(one: Reading, other: Reading) -> bool:
    """Whether two numbers are one, where one of them may be rounded."""
    if one.quantity is None or other.quantity is None or one.kind != other.kind:
        return False
    if one.unit and other.unit and one.unit != other.unit:
        return False
    step = max(one.quantity.step, other.quantity.step)
    pairs = zip(_ends(one), _ends(other), strict=False)
    return len(_ends(one)) == len(_ends(other)) and all(abs(a - b) * 2 <= step for a, b in pairs)


def _ends(reading: Reading) -> list[Decimal]:
    quantities = (reading.quantity, reading.quantity_high)
    return [abs(quantity.base) for quantity in quantities if quantity is not None]
