"""What findings and pages say of numbers and spans: one speaker for both."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.core.days import parse_period
from etl.words import speech


@pytest.mark.parametrize(
    ("text", "words", "roughly", "brief"),
    [
        ("2024", "2024", "2024", "2024"),
        ("2005/2023", "2005 to 2023", "2005 to 2023", "2005 to 2023"),
        ("2022-S1", "January to June 2022", "January to June 2022", "Jan-Jun 2022"),
        ("2024-05", "May 2024", "May 2024", "May 2024"),
        ("2024-02-29", "29 February 2024", "29 February 2024", "29 Feb 2024"),
        (
            "2021-11/2022-02",
            "November 2021 to February 2022",
            "November 2021 to February 2022",
            "Nov 2021 to Feb 2022",
        ),
        ("2005/2024-09", "2005 to September 2024", "2005 to September 2024", "2005 to Sep 2024"),
        ("2005-03/2023", "March 2005 to 2023", "March 2005 to 2023", "Mar 2005 to 2023"),
        (
            "2005/2024-06-25",
            "1 January 2005 to 25 June 2024",
            "2005 to June 2024",
            "2005 to 25 Jun 2024",
        ),
        (
            "2024-05-06/2024-06-07",
            "6 May 2024 to 7 June 2024",
            "6 May 2024 to 7 June 2024",
            "6 May to 7 Jun 2024",
        ),
        ("../2024", "until 2024", "until 2024", "until 2024"),
        ("../2024-05", "until May 2024", "until May 2024", "until May 2024"),
        ("../2024-06-20", "until 20 June 2024", "until June 2024", "until 20 Jun 2024"),
    ],
)
def test_a_span_in_a_sentence_roughly_and_in_brief(
    text: str, words: str, roughly: str, brief: str
) -> None:
    span = parse_period(text)
    assert speech.span(span.start, span.end) == words
    assert speech.span(span.start, span.end, roughly=True) == roughly
    assert speech.span_in_brief(span.start, span.end) == brief


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "words"),
    [
        ("12210", None, False, "12,210"),
        ("3.40", None, False, "3.40"),
        ("1E+6", None, False, "1,000,000"),
        ("3.4", 2, True, "+3.40"),
        ("-1234.5", None, True, "-1,234.5"),
        ("0", None, True, "0"),
        ("9" * 40 + ".5", None, False, ",".join(["9", *["999"] * 13]) + ".5"),
    ],
)
def test_a_number_keeps_every_digit(
    value: str, decimals: int | None, signed: bool, words: str
) -> None:
    assert speech.number(Decimal(value), decimals, signed=signed) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "-1.234.567,50"),
        ("fr", "-1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,50"),
    ],
)
def test_a_number_has_the_marks_of_its_language(language: str, words: str) -> None:
    assert speech.number(Decimal("-1234567.50"), language=language) == words


def test_significant_digits_and_no_idle_zeros() -> None:
    assert speech.rounded(Decimal("12345"), 2) == Decimal("12E3")
    assert speech.rounded(Decimal(0), 2) == 0
    assert str(speech.plain(Decimal("3.400"))) == "3.4"
    assert speech.number(speech.plain(Decimal("12E3"))) == "12,000"
    assert [speech.places(Decimal(n)) for n in ("1.50", "12", "1E+3")] == [2, 0, 0]
