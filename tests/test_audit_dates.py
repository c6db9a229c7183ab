"""Dates and periods in three languages, and what they may belong to."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.days import parse_period
from etl.reading.dates import Expression, Targets, belongs, expressions, year_before
from etl.reading.numerals import scan
from etl.reading.passages import folded

PUBLISHED = date(2024, 6, 25)


def found(text: str, language: str = "en") -> list[Expression]:
    lower = folded(text)
    return expressions(text, lower, scan(text, lower, language), language, PUBLISHED)


def shown(text: str, language: str = "en") -> list[str]:
    """Each date as printed, with the first span of days that it may mean."""
    lines = []
    for one in found(text, language):
        if one.months:
            meaning = f"{one.months} months"
        else:
            first, last = one.spans[0]
            meaning = f"{first:%m-%d}" if one.year_open else f"{first}/{last}"
        lines.append(f"{text[one.start : one.end]} = {meaning}")
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2025-05-30", ["2025-05-30 = 2025-05-30/2025-05-30"]),
        ("18.04.2014", ["18.04.2014 = 2014-04-18/2014-04-18"]),
        ("32.04.2014", []),
        ("On June 12, 1992 –", ["June 12, 1992 = 1992-06-12/1992-06-12"]),
        ("On June 25, a man", ["June 25 = 06-25"]),
        ("2 April 2012, 26 March", ["2 April 2012 = 2012-04-02/2012-04-02", "26 March = 03-26"]),
        ("In October, 1992", ["October, 1992 = 1992-10-01/1992-10-31"]),
        ("February 2024", ["February 2024 = 2024-02-01/2024-02-29"]),
        ("January-April 2024", ["January-April 2024 = 2024-01-01/2024-04-30"]),
        ("January to April of 2024", ["January to April of 2024 = 2024-01-01/2024-04-30"]),
        ("May 5 billion", []),
        ("first half of 2022", ["first half of 2022 = 2022-01-01/2022-06-30"]),
        ("third quarter of 2022", ["third quarter of 2022 = 2022-07-01/2022-09-30"]),
        ("fifth quarter of 2022", []),
        (
            "H1 2022, 3Q 2024",
            ["H1 2022 = 2022-01-01/2022-06-30", "3Q 2024 = 2024-07-01/2024-09-30"],
        ),
        ("Q1-Q3 2024", ["Q1-Q3 2024 = 2024-01-01/2024-09-30"]),
        ("I–III quarters of 2024", ["I–III quarters of 2024 = 2024-01-01/2024-09-30"]),
        ("third-first quarter of 2024", ["first quarter of 2024 = 2024-01-01/2024-03-31"]),
        ("first five months of 2024", ["first five months of 2024 = 2024-01-01/2024-05-31"]),
        ("in 9 months of 2023", ["9 months of 2023 = 2023-01-01/2023-09-30"]),
        ("first half of this year", ["first half of this year = 2024-01-01/2024-06-30"]),
        ("over the past 20 years", ["past 20 years = 240 months"]),
        ("the last two decades", ["last two decades = 240 months"]),
        ("Since 2005, in 2023.", ["2005 = 2005-01-01/2005-12-31", "2023 = 2023-01-01/2023-12-31"]),
        (
            "in 1994, 1998 and 2003",
            [
                "1994 = 1994-01-01/1994-12-31",
                "1998 = 1998-01-01/1998-12-31",
                "2003 = 2003-01-01/2003-12-31",
            ],
        ),
        ("the end of 2023", ["2023 = 2023-01-01/2023-12-31"]),
        ("2023 companies, the 2025 Forum", []),
        ("in 2023.5 or $2023 million in 2,023", []),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "il 25 giugno 2024", ["25 giugno 2024 = 2024-06-25/2024-06-25"]),
        ("it", "il 1° gennaio 2020", ["1° gennaio 2020 = 2020-01-01/2020-01-01"]),
        ("it", "gennaio-aprile 2024", ["gennaio-aprile 2024 = 2024-01-01/2024-04-30"]),
        ("it", "primo semestre del 2022", ["primo semestre del 2022 = 2022-01-01/2022-06-30"]),
        ("it", "II trimestre 2022", ["II trimestre 2022 = 2022-04-01/2022-06-30"]),
        (
            "it",
            "nei primi cinque mesi del 2024",
            ["primi cinque mesi del 2024 = 2024-01-01/2024-05-31"],
        ),
        ("it", "negli ultimi 20 anni", ["ultimi 20 anni = 240 months"]),
        (
            "it",
            "dal 2005, nel 2023",
            ["2005 = 2005-01-01/2005-12-31", "2023 = 2023-01-01/2023-12-31"],
        ),
        ("ru", "25 июня 2024 года", ["25 июня 2024 = 2024-06-25/2024-06-25"]),
        ("ru", "в январе–апреле 2024 года", ["январе–апреле 2024 = 2024-01-01/2024-04-30"]),
        ("ru", "в I полугодии 2022 года", ["I полугодии 2022 = 2022-01-01/2022-06-30"]),
        ("ru", "І полугодие 2022", ["І полугодие 2022 = 2022-01-01/2022-06-30"]),
        ("ru", "во втором полугодии 2022", ["втором полугодии 2022 = 2022-07-01/2022-12-31"]),
        ("ru", "III квартал 2022 г.", ["III квартал 2022 = 2022-07-01/2022-09-30"]),
        (
            "ru",
            "за первые пять месяцев 2024 года",
            ["первые пять месяцев 2024 = 2024-01-01/2024-05-31"],
        ),
        ("ru", "за последние 20 лет", ["последние 20 лет = 240 months"]),
        (
            "ru",
            "в 1998 и 2007 годах",
            ["1998 = 1998-01-01/1998-12-31", "2007 = 2007-01-01/2007-12-31"],
        ),
        ("ru", "в 2023 г.", ["2023 = 2023-01-01/2023-12-31"]),
        ("ru", "продано 2023 машины", []),
    ],
)
def test_italian_and_russian(language: str, text: str, expected: list[str]) -> None:
    assert shown(text, language) == expected


def test_a_clock_time_belongs_to_the_documents_date_only() -> None:
    text = "Created 25.06.2024, 11:34; seen 24.06.2024, 11:34"
    assert [text[one.start : one.end] for one in found(text)] == ["25.06.2024, 11:34", "24.06.2024"]


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("in 2023", "2023", True),
        ("in 2023", "2022", False),
        ("since 2005", "2005/2024-06-25", True),
        ("in 2010", "2005/2024-06-25", False),
        ("in 2024", "2005/2024-06-25", False),
        ("in 2024", "2024-01/2024-04", True),
        ("January-April 2024", "2024-01/2024-04", True),
        ("January 2024", "2024", True),
        ("April 6, 2009", "2009", False),
        ("first nine months of 2024", "2005/2024-09", True),
        ("first half of 2022", "2022-S1", True),
        ("first half of 2022", "2021-S1", False),
        ("past 20 years", "2004-06-26/2024-06-25", True),
        ("past 20 years", "2004/2023", True),
        ("past 20 years", "1994-06-26/2024-06-25", False),
        ("past 20 years", "1990/2009", False),
        ("March 28", "2024-03-28", True),
        ("March 28", "2023-03-28", True),
        ("March 28", "2024-03", False),
        ("June 25", "1999", True),
        ("June 25, 2023", "1999", False),
    ],
)
def test_what_a_date_belongs_to(text: str, period: str, expected: bool) -> None:
    span = parse_period(period)
    targets = Targets(((span.start, span.end),), PUBLISHED)
    (expression,) = found(text)
    assert belongs(expression, targets) is expected


def test_the_base_of_growth_is_the_same_span_a_year_earlier() -> None:
    def base(text: str) -> str:
        period = parse_period(text)
        return "/".join(map(str, year_before((period.start, period.end))))

    assert base("2024-01/2024-05") == "2023-01-01/2023-05-31"
    assert base("2023-02") == "2022-02-01/2022-02-28"
    assert base("2025-02") == "2024-02-01/2024-02-29"
    assert base("2024-02-29") == "2023-02-28/2023-02-28"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_found_as_it_is_commonly_written(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        (expression,) = found(f"It was {text}.")
        assert expression.spans == ((day, day),)
        assert not expression.year_open
