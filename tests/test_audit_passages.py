"""Paragraphs of a text, and phrases found in them on token boundaries.

Of etl/reading: passages.
"""

from __future__ import annotations

import pytest

from etl.audit.read.names import Names
from etl.audit.read.passage import read
from etl.book.load import load
from etl.reading.numerals import scan
from etl.reading.passages import context, folded, paragraphs, phrase_spans
from tests.one_paragraph import book_text


def stands(text: str, phrase: str) -> list[str]:
    """What of the text the phrase is found at."""
    numbers = scan(text, folded(text), "en").numbers
    return [text[start:end] for start, end in phrase_spans(text, phrase, numbers)]


def test_paragraphs_are_blocks_between_blank_lines() -> None:
    assert paragraphs(b"\n\n one\ntwo\n \t\n\n\nthree\n") == ["one\ntwo", "three"]
    assert paragraphs(b"one\r\n\r\ntwo") == ["one", "two"]
    assert paragraphs(b"one\r\rtwo") == ["one", "two"]
    assert paragraphs(b"\xef\xbb\xbfone") == ["one"]
    assert paragraphs(b"") == []
    assert paragraphs(b" \n\n ") == []


def test_what_no_reader_sees_is_left_out_and_letters_are_composed() -> None:
    assert paragraphs("to\u200bur\u00adists\ufeff".encode()) == ["tourists"]
    assert paragraphs("piu\u0300 di \ufb01ve".encode()) == ["più di five"]
    assert paragraphs("one\n\u200b\n\ufeff\ntwo".encode()) == ["one", "two"]
    assert stands("più di 5", "piu\u0300 di 5") == ["più di 5"]
    assert stands("five", "\ufb01ve") == ["five"]


def test_a_known_word_cut_by_a_line_end_is_put_together() -> None:
    text = b"6 mil-\nlion, mil-\n\nlion, three-\nyear, Mil-\n  LION"
    known = {"million"}
    assert paragraphs(text, known) == ["6 million, mil-", "lion, three-\nyear, MilLION"]
    assert paragraphs(b"mil-\nlion") == ["mil-\nlion"]


def test_text_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        paragraphs(b"caff\xe8")


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("16 billion, 7.6 billion and 6 billion", "6 billion", ["6 billion"]),
        ("16.216 billiondollars", "16.216 billion", []),
        ("16.216 billiondollars", "16.216 billiondollars", ["16.216 billiondollars"]),
        ("12,210 or 12 210", "210", []),
        ("12,210 or 12 210", "12", []),
        ("it was 24%.", "24", ["24"]),
        ("$7.6", "$7", []),
        ("thirdly, a third and Third", "third", ["third"]),
        ("G20", "20", []),
        ("the 66-th", "66", ["66"]),
        ("6\n  billion and 6\u00a0billion", "6 billion", ["6\n  billion", "6\u00a0billion"]),
        ("two and two", "two", ["two", "two"]),
        ("more than 5", "More than 5", []),
        ("1.5, 2.5 and 3.5", "5, 2", []),
        ("1.5, 2.5 and 3.5", ", 2.5", [", 2.5"]),
        ("anything", "", []),
        ("a.c abc", "a.c", ["a.c"]),
    ],
)
def test_phrases_cut_no_word_and_no_number(text: str, phrase: str, expected: list[str]) -> None:
    assert stands(text, phrase) == expected


def test_folding_keeps_places_and_makes_one_form_of_many() -> None:
    assert folded("L\N{RIGHT SINGLE QUOTATION MARK}\u00a0A\N{MINUS SIGN}1") == "l' a-1"
    assert folded("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}X") == "ix"


def test_context_marks_the_phrase_and_is_one_line() -> None:
    text = "The first line\nhas ten words in all, and goes on for some time after them."
    at = text.index("ten")
    assert context(text, (at, at + 3), 10) == "…line has [ten] words in…"
    assert context("ten", (0, 3)) == "[ten]"


def test_a_passage_holds_no_list_of_those_before_it() -> None:
    """Of many paragraphs such lists would fill the memory."""
    loaded = load(book_text("Nothing.").encode())
    assert loaded.book
    (source,) = loaded.book.sources.values()
    data = "\n\n".join(["Exports fell."] * 300).encode()
    passages = read(data, source, Names(loaded.book, source.language)).passages
    held = [len(own) for one in passages for own in vars(one).values() if isinstance(own, list)]
    assert len(passages) == 300
    assert sum(held) < 10 * len(passages)
