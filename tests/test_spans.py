"""Periods that texts state, in three languages, seen from the day of publication.

periods.txt has a row a form: language | text | what is printed = period [or period] basis role,
and so on in order. No role: it is what a number covers. No basis: stated.

Of etl/words/times: en, it, ru; etl/reading: leads, meanings, references,
single_times, span, spans, times, years.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.days import parse_period
from etl.core.schema import LANGUAGES
from etl.reading import times
from etl.reading.passages import folded
from etl.reading.span import Span
from etl.reading.spans import spans
from tests.conftest import ROOT

PUBLISHED: Final = date(2024, 6, 25)

FORMS: Final = (ROOT / "tests" / "periods.txt").read_text(encoding="utf-8").splitlines()


def shown(span: Span) -> str:
    readings = [span.period.text if span.period else "unknown", *(p.text for p in span.others)]
    basis = "" if span.basis == "stated" else " inferred"
    role = "" if span.role == "covers" else f" {span.role}"
    return f"{span.text} = {' or '.join(readings)}{basis}{role}"


@pytest.mark.parametrize("row", FORMS)
def test_every_ordinary_form_is_understood(row: str) -> None:
    language, text, expected = row.split("|")
    assert "; ".join(shown(span) for span in spans(text, language, PUBLISHED)) == expected


def only(text: str, language: str = "en", published: date | str = PUBLISHED) -> Span:
    known = parse_period(published) if isinstance(published, str) else published
    (span,) = spans(text, language, known)
    return span


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2014-06", "since 2005", "2005/2014-06"),
        ("2014", "since 2005", "2005/2014"),
        ("2014-06", "last year", "2013"),
        ("2014", "last year", "2013"),
        ("2014-06", "in January-May", "2014-01/2014-05"),
        ("2014", "in January-May", "2014-01/2014-05"),
        ("2014-06", "over the past 10 years", "2004-07/2014-06"),
        ("2024-01-15", "last month", "2023-12"),
        ("2024-01-15", "last quarter", "2023-Q4"),
        ("2024-03-01", "in May", "2023-05"),
        ("2024-02-29", "yesterday", "2024-02-28"),
    ],
)
def test_relative_times_are_seen_from_what_is_known_of_publication(
    published: str, text: str, expected: str
) -> None:
    span = only(text, published=published)
    assert span.period
    assert span.period.text == expected


def test_a_fiscal_year_has_twelve_months_from_the_one_in_which_it_begins() -> None:
    for text, month, expected in (
        ("FY2022/23", 4, "2022-04/2023-03"),
        ("FY2023", 7, "2022-07/2023-06"),
        ("fiscal 2023", 1, "2023"),
    ):
        (span,) = spans(text, "en", PUBLISHED, fiscal_month=month)
        assert [period.text for period in span.readings] == [expected]
        assert (span.basis, span.reason) == ("stated", "")
    asked = only("FY2022/23")
    assert asked.basis == "inferred"
    assert "the month in which it begins is not printed" in asked.reason


def test_a_start_that_a_name_tells_is_declared_or_unknown() -> None:
    declared = {"independence": date(1991, 12, 16)}
    (span,) = spans("since independence", "en", PUBLISHED, starts=declared)
    assert shown(span) == "since independence = 1991-12-16/2024-06-25 inferred"
    assert span.reason == "from 1991-12-16, as declared, to 2024-06-25"
    unknown = only("since independence")
    assert unknown.period is None
    assert unknown.reason == "the day of this start is not declared"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("in 2023", ""),
        ("last year", '"last year", seen from 2024-06-25'),
        ("since 2005", "no end is printed, so to 2024-06-25, when the text was published"),
        ("at the end of 2023", "the end of it, which for a flow is the whole"),
        ("in January-May", "no year is printed; the last one before 2024-06-25"),
        ("over the past 20 years", "ends on 2024-06-25, when the text was published"),
        ("in recent years", "how long is not said"),
    ],
)
def test_what_is_inferred_says_how(text: str, reason: str) -> None:
    assert only(text).reason == reason


def test_places_are_those_of_the_paragraph_as_printed() -> None:
    text = "Trade (İzmir)\u00a0in\u00a02023 was 5 billion."
    span = only(text)
    assert text[span.start : span.end] == span.text == "in\u00a02023"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_understood_as_it_is_commonly_written(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        span = only(f"It was {text}.")
        assert span.period
        assert (span.period.start, span.period.end, span.basis) == (day, day, "stated")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_with_which_a_form_begins_leads_to_it(language: str) -> None:
    """Whatever matches anywhere in a row of periods.txt is among the few that are tried there."""
    known = times._patterns(language)
    rows = {*known.digits, *known.years, *known.codes}
    rows.update(row for words in known.words.values() for row in words)
    texts = [folded(row.split("|")[1]) for row in FORMS if row.startswith(language)]
    missed = [
        (lower[start:], form)
        for lower in texts
        for start in range(len(lower))
        if lower[start].isalnum() and not lower[start - 1 : start].isalnum()
        for pattern, form, read in rows - {*times._rows_at(lower, start, language)}
        if pattern.match(lower, start)
    ]
    assert missed == []
