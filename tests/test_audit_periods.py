"""The period is double entry: what the words beside a number state, against `period`.

Of etl/audit/judge: agreement, period, times.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from typing import NamedTuple

import pytest

from etl.audit import audit
from etl.audit.report import Finding
from etl.core.days import parse_period
from etl.core.model import Dismissal, Period
from tests.audit_world import lone_book


class Stated(NamedTuple):
    """One figure of a paragraph."""

    as_stated: str
    period: str
    value: str = ""
    basis: str = "stated"
    words: str = ""
    base: str = ""


def findings(
    text: str,
    *stated: Stated,
    language: str = "en",
    indicator: str = "turnover",
    published: str = "2024-06-25",
    version: int = 2,
) -> list[Finding]:
    """What the audit says of figures and their paragraph; a value is as stated, in dollars."""
    book = lone_book(
        text,
        *((one.value or _value(one.as_stated), one.as_stated) for one in stated),
        indicator=indicator,
        language=language,
        period="2023-05-05" if indicator == "firms" else "2023",
        published=published,
    )
    figures = {
        figure.id: figure._replace(
            period=parse_period(one.period),
            period_basis=one.basis,
            period_as_stated=one.words,
            base=_period(one.base),
        )
        for figure, one in zip(book.figures.values(), stated, strict=True)
    }
    report = audit(book._replace(figures=figures, format=version), {"note.txt": text.encode()})
    return [finding for finding in report.findings if finding.rule != "pending"]


def _value(as_stated: str) -> str:
    number = as_stated.lstrip("$").split()[0].rstrip("%")
    return f"{number} %" if "%" in as_stated else f"{number} billion USD"


def _period(text: str) -> Period | None:
    return parse_period(text) if text else None


def told(text: str, *stated: Stated, language: str = "en", **more: str) -> list[str]:
    return [finding.found for finding in findings(text, *stated, language=language, **more)]  # type: ignore[arg-type]


BILLION = {"en": "5 billion dollars", "it": "5 miliardi di dollari", "ru": "5 млрд долларов"}


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "In 2023 trade was {}.", "2023", "2022"),
        ("en", "Trade was {} in 2023.", "2023", "2024"),
        ("en", "In January-September 2023 trade was {}.", "2023-01/2023-09", "2023-01/2023-10"),
        ("en", "In the first 11 months of 2023 it was {}.", "2023-01/2023-11", "2023"),
        ("en", "Trade in Q3 2023 reached {}.", "2023-Q3", "2023-Q2"),
        ("en", "9M 2023: {}.", "2023-01/2023-09", "2023-01/2023-08"),
        ("en", "H1 2024 trade was {}.", "2024-S1", "2023-S1"),
        ("en", "From 2005 to September 2023 it was {}.", "2005/2023-09", "2005/2023"),
        ("en", "In the 12 months to May 2024 it was {}.", "2023-06/2024-05", "2023-05/2024-05"),
        ("it", "Nel 2023 gli scambi erano {}.", "2023", "2022"),
        ("it", "Nei primi cinque mesi del 2024 erano {}.", "2024-01/2024-05", "2024-01/2024-06"),
        ("it", "Nel terzo trimestre del 2023 erano {}.", "2023-Q3", "2023-Q4"),
        ("ru", "В 2023 году товарооборот составил {}.", "2023", "2022"),
        ("ru", "За 8 месяцев 2023 года он составил {}.", "2023-01/2023-08", "2023-01/2023-09"),
        ("ru", "В январе-мае 2024 года он составил {}.", "2024-01/2024-05", "2023-01/2023-05"),
        ("ru", "В 2013г он составил {}.", "2013", "2014"),
    ],
)
def test_words_that_print_the_period_must_agree(
    language: str, text: str, right: str, wrong: str
) -> None:
    as_stated = BILLION[language]
    printed = text.format(as_stated)
    value = "5 billion USD"
    assert told(printed, Stated(as_stated, right, value), language=language) == []
    (found,) = findings(printed, Stated(as_stated, wrong, value), language=language)
    assert (found.rule, found.is_note) == ("period", False)
    assert f"states {right}" in found.found
    assert found.found.endswith(f"the period is {wrong}")
    assert found.todo == "correct the period, or name the words that state it in period_as_stated"


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Last year trade was {}.", "2023", "2021"),
        ("en", "Trade was {} last year.", "2023", "2022"),
        ("en", "Since 2005 it has been {}.", "2005/2024-06-25", "2006/2024-06-25"),
        ("en", "Over the past 20 years it was {}.", "2004-06-26/2024-06-25", "2005/2024-06-25"),
        ("en", "At the end of 2023 it was {}.", "2023", "2023-12"),
        ("en", "In FY2022/23 it was {}.", "2022-07/2023-06", "2022-07/2023-07"),
        ("en", "In January-May it was {}.", "2024-01/2024-05", "2024-01/2024-04"),
        ("it", "Lo scorso anno erano {}.", "2023", "2022"),
        ("it", "Dal 2005 sono {}.", "2005/2024-06-25", "2004/2024-06-25"),
        ("ru", "В прошлом году он составил {}.", "2023", "2022"),
        ("ru", "За последние 20 лет это {}.", "2004-06-26/2024-06-25", "1994-06-26/2024-06-25"),
        ("ru", "За 5 месяцев он составил {}.", "2024-01/2024-05", "2024-01/2024-04"),
    ],
)
def test_words_seen_from_the_day_of_publication_must_agree(
    language: str, text: str, right: str, wrong: str
) -> None:
    as_stated = BILLION[language]
    printed = text.format(as_stated)
    value = "5 billion USD"
    inferred = Stated(as_stated, right, value, "inferred")
    assert told(printed, inferred, language=language) == []
    (found,) = findings(printed, inferred._replace(period=wrong), language=language)
    assert found.rule == "period"
    assert right in found.found
    (basis,) = findings(printed, inferred._replace(basis="stated"), language=language)
    assert (basis.rule, basis.is_note) == ("period-basis", False)
    assert "does not print all of the period" in basis.found
    assert basis.todo.startswith("set period_basis: inferred, with period_reason: ")
    (note,) = findings(printed, inferred._replace(basis="stated"), language=language, version=1)
    assert (note.rule, note.is_note) == ("period-basis", True)


TWO_YEARS = "Trade was $17 billion in 2023 and $15 billion in 2022."


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (TWO_YEARS, "2023", "2022"),
        ("In 2023 trade was $17 billion, in 2022 $15 billion.", "2023", "2022"),
        ("Trade ($17 billion in 2023) had been $15 billion in 2022.", "2023", "2022"),
        ("In 2022 and 2023 trade was $17 billion and $15 billion.", "2022", "2023"),
        ("In 2023 trade rose to $17 billion from $15 billion in 2022.", "2023", "2022"),
        ("$17 billion (2023) and $15 billion (2022)", "2023", "2022"),
        ("In 2023: $17 billion, against $15 billion a year earlier.", "2023", "2022"),
    ],
)
def test_each_of_two_numbers_has_its_own_year(text: str, first: str, second: str) -> None:
    def of(one: str, other: str) -> list[str]:
        stated = Stated("$17 billion", one), Stated("$15 billion", other)
        return [f"{f.entry}: {f.rule}" for f in findings(text, *stated) if not f.is_note]

    inferred = "a year earlier" in text
    expected = ["figure figure-2: period-basis"] if inferred else []
    assert of(first, second) == expected
    assert of(second, first) == ["figure figure-1: period", "figure figure-2: period"]


def test_a_number_without_words_follows_the_rules_or_names_its_words() -> None:
    text = "Trade is $5 billion."
    assert told(text, Stated("$5 billion", "2023", basis="inferred")) == []
    assert told(text, Stated("$5 billion", "2022", basis="inferred")) == [
        "no words here state 2022"
    ]
    assert told(text, Stated("$5 billion", "2023")) == [
        "no words here state the period, its basis is stated"
    ]


def test_words_of_another_sentence_are_named() -> None:
    text = "In 2021 the two met. Trade was $5 billion."
    far = Stated("$5 billion", "2021")
    (found,) = findings(text, far)
    assert (found.rule, found.is_note) == ("period-words", False)
    assert found.found == '"In 2021" states its period, and stands in another sentence'
    assert found.todo == "name the words that state it in period_as_stated"
    assert findings(text, far, version=1)[0].is_note
    assert told(text, far._replace(words="In 2021")) == []
    assert told(text, far._replace(period="2020")) == [
        'no words here state 2020; "In 2021" states 2021'
    ]


def test_the_words_that_are_named_must_stand_there_and_agree() -> None:
    text = "In 2021 the two met, and trade grew. It was $5 billion in all."
    stated = Stated("$5 billion", "2021", words="In 2021")
    assert told(text, stated) == []
    assert told(text, stated._replace(words="in 2022")) == [
        'period_as_stated "in 2022" does not stand here'
    ]
    assert told(text, stated._replace(period="2022")) == [
        '"In 2021" states 2021, the period is 2022'
    ]
    assert told(text, stated._replace(words="the two met")) == [
        'period_as_stated "the two met" states no period that can be read'
    ]


def test_words_that_stand_apart_are_named_with_an_ellipsis() -> None:
    text = "Since 2005 the flow has grown. By the count of September 2023 it was $5 billion."
    words = "Since 2005 … September 2023"
    assert told(text, Stated("$5 billion", "2005/2023-09", basis="inferred", words=words)) == []
    assert told(text, Stated("$5 billion", "2005/2023-08", basis="inferred", words=words)) == [
        '"Since 2005" and "of September 2023" state 2005/2024-06-25 or 2023-09, '
        "the period is 2005/2023-08"
    ]


def test_named_words_do_not_hide_those_right_after_the_number() -> None:
    swapped = Stated("$17 billion", "2022", words="in 2022")
    assert told(TWO_YEARS, swapped, Stated("$15 billion", "2022")) == [
        '"in 2023" stands right after the number, and states another period'
    ]


@pytest.mark.parametrize(
    ("text", "period", "base", "expected"),
    [
        ("In 2023 trade grew 5% on 2022.", "2023", "", []),
        ("In 2023 trade grew 5% over 2016.", "2023", "2016", []),
        (
            "In 2023 trade grew 5% over 2016.",
            "2023",
            "",
            [
                '"over 2016" measures it against 2016, '
                "the figure against the same span a year before"
            ],
        ),
        (
            "In 2023 trade grew 5% against the 2018 level.",
            "2023",
            "2019",
            ['"against the 2018 level" measures it against 2018, the figure against 2019'],
        ),
        ("In January-May 2024 it grew 5% on the same period of 2023.", "2024-01/2024-05", "", []),
        ("In January-May 2024 it grew 5% year on year.", "2024-01/2024-05", "", []),
    ],
)
def test_a_growth_is_measured_against_what_the_words_name(
    text: str, period: str, base: str, expected: list[str]
) -> None:
    stated = Stated("5%", period, base=base)
    assert told(text, stated, indicator="growth") == expected


@pytest.mark.parametrize(
    ("text", "published", "right", "wrong"),
    [
        ("There are 270 firms.", "2024-06-25", "2024-06-25", "2024-06-24"),
        ("There were 270 firms as of 1 May.", "2024-06-25", "2024-05-01", "2024-05-02"),
        ("At the end of 2023 there were 270 firms.", "2024-06-25", "2023-12-31", "2024-12-31"),
        ("In May 2024 there were 270 firms.", "2024-06-25", "2024-05-15", "2024-06-15"),
    ],
)
def test_what_is_counted_on_a_day(text: str, published: str, right: str, wrong: str) -> None:
    stated = Stated("270", right, "270", "inferred")
    assert told(text, stated, indicator="firms", published=published) == []
    (found,) = findings(text, stated._replace(period=wrong), indicator="firms", published=published)
    assert found.rule == "period"


def test_a_year_that_several_numbers_may_mean_is_asked_for() -> None:
    text = "In 2022 and 2023 trade was $5 billion."
    (found,) = findings(text, Stated("$5 billion", "2023"))
    assert (found.rule, found.found) == ("period-words", '"In 2022" or "2023" may state its period')
    assert told(text, Stated("$5 billion", "2023", words="2023")) == []


def test_a_dismissed_word_no_longer_tells_a_period() -> None:
    text = "In 2023, the year of the fair, trade was $5 billion."
    book = lone_book(
        text,
        ("5 billion USD", "$5 billion"),
        indicator="turnover",
        language="en",
        period="2022",
        published="2024-06-25",
    )
    documents = {"note.txt": text.encode()}
    (finding,) = audit(book, documents).findings[:1]
    assert finding.rule == "period"
    silent = Dismissal("note", 1, "In 2023", 1, "not_a_statistic", 1)
    assert audit(book._replace(dismissals=(silent,)), documents).clean
