"""Periods: what a text covers to the day, and that both ends count."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.days import (
    later,
    months_until,
    parse_day,
    parse_period,
    period,
    year_before,
)
from etl.core.model import Coverage, Period
from etl.core.problems import Refused
from tests.conftest import examples

YEARS = st.integers(1800, 2199)
DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end", "coverage"),
    [
        ("2023", "2023-01-01", "2023-12-31", "full_year"),
        ("2022-S1", "2022-01-01", "2022-06-30", "part_year"),
        ("2022-S2", "2022-07-01", "2022-12-31", "part_year"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "part_year"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "part_year"),
        ("2024-02", "2024-02-01", "2024-02-29", "part_year"),
        ("1900-02", "1900-02-01", "1900-02-28", "part_year"),
        ("2024-06-25", "2024-06-25", "2024-06-25", "point"),
        ("2024-01/2024-04", "2024-01-01", "2024-04-30", "part_year"),
        ("2005/2024-09", "2005-01-01", "2024-09-30", "multi_year"),
        ("1992-08-22/2022-08-21", "1992-08-22", "2022-08-21", "multi_year"),
        ("2023-12-31/2024-01-01", "2023-12-31", "2024-01-01", "multi_year"),
        ("2022-S1/2022-S2", "2022-01-01", "2022-12-31", "full_year"),
        ("2023/2023", "2023-01-01", "2023-12-31", "full_year"),
        ("2024-06-25/2024-06-25", "2024-06-25", "2024-06-25", "point"),
        # The end of a part that begins earlier is still its last day.
        ("2023-05/2023", "2023-05-01", "2023-12-31", "part_year"),
    ],
)
def test_a_period_covers_its_days(text: str, start: str, end: str, coverage: Coverage) -> None:
    expected = Period(text, date.fromisoformat(start), date.fromisoformat(end), coverage)
    assert parse_period(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "2023 ",
            " 2023",
            "23",
            "20234",
            "1799",
            "2200",
            "02023",
            "\N{FULLWIDTH DIGIT TWO}023",
        ),
        *("2024-S3", "2024-S0", "2024-Q5", "2024-Q0", "2024-s1", "2024-H1", "2024-T1"),
        *("2024-13", "2024-00", "2024-1", "2024-06-5", "2024-6-25", "2024/06", "2024-06-25T00:00"),
        *("2023/", "/2023", "2023//2024", "2021/2022/2023", "2023-2024", "2023 / 2024"),
        *("May 2018", "11.02.2020", "last year", "2023\n"),
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_period(text)
    assert refused.value.rule == "bad-period"
    assert "2022-S1" in refused.value.allowed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-02-30", '"2024-02-30": 2024-02 has 29 days'),
        ("2023-02-29", '"2023-02-29": 2023-02 has 28 days'),
        ("2024-04-31/2024-05", '"2024-04-31/2024-05": 2024-04 has 30 days'),
        ("2024-06-00", '"2024-06-00": 2024-06 has 30 days'),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(text: str, found: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_period(text)
    assert (refused.value.rule, refused.value.found) == ("bad-date", found)


@pytest.mark.parametrize("text", ["2024/2023", "2024-05/2024-04", "2024-06-25/2024-06-24"])
def test_a_period_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_period(text)
    assert refused.value.rule == "period-order"
    assert refused.value.found == f'"{text}" ends before it begins'


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-Q1", "2024-06-25/2024-06-26", "June 25"])
def test_a_day_is_written_in_full(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_day(text)
    assert refused.value.rule == "bad-date"
    assert refused.value.allowed == "allowed is a day like 2024-06-25"


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_period(day.isoformat()) == Period(day.isoformat(), day, day, "point")


@given(DAYS, DAYS)
def test_days_written_out_are_read_back_and_both_ends_count(one: date, other: date) -> None:
    start, end = sorted((one, other))
    period = parse_period(f"{start}/{end}")
    assert (period.start, period.end) == (start, end)
    assert parse_period(period.text) == period
    assert (period.coverage == "point") == (start == end)
    assert (period.coverage == "multi_year") == (start.year != end.year)


@given(YEARS, st.sampled_from([("S", 2), ("Q", 4), ("", 12)]))
def test_halves_quarters_and_months_tile_a_year(year: int, parts: tuple[str, int]) -> None:
    mark, count = parts
    names = [f"{year}-{mark}{n}" if mark else f"{year}-{n:02d}" for n in range(1, count + 1)]
    periods = [parse_period(name) for name in names]
    whole = parse_period(str(year))
    assert periods[0].start == whole.start
    assert periods[-1].end == whole.end
    for before, after in pairwise(periods):
        assert before.end + timedelta(days=1) == after.start
    days = sum((period.end - period.start).days + 1 for period in periods)
    assert days == 365 + isleap(year)
    assert {period.coverage for period in periods} == {"part_year"}
    assert parse_period(f"{names[0]}/{names[-1]}").coverage == "full_year"


@examples(300)
@given(st.text(alphabet="0123456789-/SQ ", max_size=22))
def test_any_text_is_a_period_in_order_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except Refused as refused:
        rule = refused.rule
    else:
        rule = "" if period.start <= period.end else "in no order"
    assert rule in {"", "bad-period", "bad-date", "period-order"}


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2022-01-01", "2022-06-30", "2022-S1"),
        ("2022-07-01", "2022-12-31", "2022-S2"),
        ("2024-04-01", "2024-06-30", "2024-Q2"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-01-01", "2024-04-30", "2024-01/2024-04"),
        ("2005-01-01", "2024-09-30", "2005/2024-09"),
        ("2005-01-01", "2009-12-31", "2005/2009"),
        ("2005-03-01", "2009-12-31", "2005-03/2009"),
        ("2023-07-01", "2024-06-30", "2023-07/2024-06"),
        ("1992-08-22", "2022-08-21", "1992-08-22/2022-08-21"),
        ("2024-01-01", "2024-06-25", "2024-01/2024-06-25"),
        ("2024-06-25", "2024-06-25", "2024-06-25"),
        ("0001-01-01", "2024-12-31", "../2024"),
        ("0001-01-01", "2024-05-31", "../2024-05"),
        ("0001-01-01", "2024-06-25", "../2024-06-25"),
    ],
)
def test_days_get_their_shortest_usual_name(start: str, end: str, name: str) -> None:
    named = period(date.fromisoformat(start), date.fromisoformat(end))
    assert named == parse_period(name)


@given(DAYS, DAYS)
def test_a_name_tells_the_days_that_it_was_made_of(one: date, other: date) -> None:
    start, end = sorted((one, other))
    assert parse_period(period(start, end).text) == period(start, end)


def test_days_that_end_before_they_begin_have_no_name() -> None:
    with pytest.raises(Refused, match="2024-02-01/2024-01-01 ends before it begins"):
        period(date(2024, 2, 1), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-06-25", -240, "2004-06-25"),
        ("2023-02-28", 12, "2024-02-28"),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day: str, months: int, expected: str) -> None:
    assert later(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2024-01/2024-05", "2023-01/2023-05"),
        ("2024-02", "2023-02"),
        ("2025-02", "2024-02"),
        ("2024-02-29", "2023-02-28"),
        ("2023-02-28", "2022-02-28"),
        ("2023", "2022"),
    ],
)
def test_the_base_of_growth_is_the_same_span_a_year_earlier(span: str, expected: str) -> None:
    whole = parse_period(span)
    assert period(*year_before((whole.start, whole.end))).text == expected


@pytest.mark.parametrize(
    ("end", "months", "expected"),
    [
        ("2024-06-25", 240, "2004-06-26/2024-06-25"),
        ("2024-06-30", 12, "2023-07/2024-06"),
        ("2024-02-29", 1, "2024-02"),
        ("2024-12-31", 120, "2015/2024"),
    ],
)
def test_so_many_months_end_with_a_day(end: str, months: int, expected: str) -> None:
    assert period(*months_until(date.fromisoformat(end), months)).text == expected


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2005, 1, 1), date(2024, 12, 31), "2005/2024"),
        (date(2024, 5, 1), date(2024, 12, 31), "2024-05/2024-12"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 2, 1), date(2024, 2, 1), "2024-02-01"),
        (date.min, date(2024, 12, 31), "../2024"),
        (date.min, date(2024, 6, 25), "../2024-06-25"),
    ],
)
def test_a_name_with_both_ends_alike(start: date, end: date, text: str) -> None:
    assert period(start, end, alike=True) == parse_period(text)
