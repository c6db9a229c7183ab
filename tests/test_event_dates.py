"""An event's date and its phrase: double entry, as far as the phrase prints a date."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.book.event_dates import stated_date
from etl.book.load import load
from etl.core.days import parse_period
from tests.conftest import ROOT

SMALL = (ROOT / "tests" / "small.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("when", "text", "language"),
    [
        ("1992-06-12", "June 12, 1992", "en"),
        ("1992-06-12", "12 June 1992", "en"),
        ("1992-06-12", "the 12th of June, 1992", "en"),
        ("1992-10", "October, 1992", "en"),
        ("1996", "1996", "en"),
        ("2025-05-30", "2025-05-30", "en"),
        ("2025-05-30", "30.05.2025", "en"),
        ("2025-05-30", "30.5.2025 at 10:45", "en"),
        ("2025-05-30", "05/30/2025", "en"),
        ("2025-03-28", "March 28", "en"),
        ("2025-03-28", "28 MARCH", "en"),
        ("2014-09", "Sept. 2014", "en"),
        ("2022-06", "June of this year", "en"),
        ("2024-07", "early July", "en"),
        # The date may be more exact than what is printed.
        ("2024-07-03", "early July", "en"),
        ("2024-07-03", "this year", "en"),
        ("2024-07-03", "yesterday", "en"),
        ("2019-05-01/2019-05-03", "1-3 May 2019", "en"),
        ("2019-05-01/2019-05-03", "May 1, 2 and 3, 2019", "en"),
        ("2019-06/2019-08", "June to August 2019", "en"),
        ("2019-06/2019-08", "summer of 2019", "en"),
        ("2018/2020", "between 2018 and 2020", "en"),
        ("2018-12/2019-01", "from December 2018 to January 2019", "en"),
        ("2015/2020", "2015-2020", "en"),
        ("2022-S1", "first half of 2022", "en"),
        ("2019-05", "5 months before May 2019, at 9 %", "en"),
        ("2018-05", "66-th session, May 2018", "en"),
        ("2021-06-01", "1° giugno 2021", "it"),
        ("2021-06-08", "8 giugno 2021", "it"),
        ("2021-05-09", "9 мая 2021 года", "ru"),
        ("2021-05-09", "9-го мая", "ru"),
    ],
)
def test_a_phrase_that_prints_the_date_agrees(when: str, text: str, language: str) -> None:
    assert stated_date(parse_period(when), text, language) is None


@pytest.mark.parametrize(
    ("when", "text", "language", "says"),
    [
        ("2018-05", "June 1999", "en", "1999 and June"),
        ("2018-05", "May 1999", "en", "1999"),
        ("2018-05", "June 2018", "en", "June"),
        ("2018-05-12", "13 May 2018", "en", "13"),
        ("2018-05-12", "May 13th", "en", "13"),
        ("2018-05-12", "2018-06-12", "en", "2018-06-12"),
        ("2018-05-12", "12.06.2018", "en", "12.06.2018"),
        ("2018-05-12", "12/05/2019", "en", "2019"),
        # A date is as exact as printed.
        ("2018", "June 2018", "en", "June"),
        ("2018-06", "12 June 2018", "en", "12"),
        ("2017/2019", "2018", "en", "2018"),
        ("2010/2020", "2010 to 2021", "en", "2021"),
        ("2022-06", "July of this year", "en", "July"),
        ("2021-06-01", "1° luglio 2021", "it", "luglio"),
        ("2021-05-09", "8 мая 2021 года", "ru", "8"),
        ("2021-05-09", "9 Июня", "ru", "Июня"),
    ],
)
def test_what_is_printed_otherwise_is_named(when: str, text: str, language: str, says: str) -> None:
    refused = stated_date(parse_period(when), text, language)
    assert refused is not None
    assert refused.rule == "stated-date"
    assert refused.found == f'as_stated "{text}" says {says}, date says {when}'


def test_months_are_read_in_the_language_of_the_source() -> None:
    assert stated_date(parse_period("2021-05"), "giugno 2021", "en") is None
    assert stated_date(parse_period("2021-05"), "giugno 2021", "it") is not None


def test_the_phrase_of_an_event_is_shown() -> None:
    text = SMALL.replace("as_stated: May 2018", "as_stated: June 1999")
    (problem,) = load(text.encode()).problems
    assert (problem.rule, problem.found) == (
        "stated-date",
        'as_stated "June 1999" says 1999 and June, date says 2018-05',
    )
    line = text.splitlines()[problem.line - 1]
    assert line[problem.column - 1 :] == "June 1999"


def test_an_event_of_an_unknown_source_is_one_problem() -> None:
    event = SMALL[SMALL.index("  - id: treaty-2018") : SMALL.index("\ndismissed:")]
    changed = event.replace("ministry-2020-02-11", "ministry-2020-02-12").replace("May", "June")
    problems = load(SMALL.replace(event, changed).encode()).problems
    assert [problem.rule for problem in problems] == ["unknown-reference"]
