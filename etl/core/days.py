"""Days, months, quarters, halves and spans: `2023`, `2022-S1`, `2005/2024-09`. Both ends count.

The one place that counts days and months. Must not know figures or how a language writes dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from etl.core.model import Coverage, Period
from etl.core.problems import Refused, quoted

Days = tuple[date, date]
"""First and last day, both counted."""
ONE_DAY: Final = timedelta(1)
_MOST_KEPT: Final = 10_000
"""Periods whose names are kept: many statements are of few."""
_PART: Final = re.compile(
    r"(?P<year>(?:1[89]|20|21)\d\d)"
    r"(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)
_EXAMPLES: Final = "allowed are 2023, 2022-S1, 2024-Q2, 2024-05, 2024-06-25, or two of them with /"
_NO_START: Final = ".."
"""As in ISO 8601-2: nothing says when it began."""


def parse_day(text: str) -> date:
    """The day that `2024-06-25` names. Raises Refused (bad-date) for anything else."""
    match = _PART.fullmatch(text)
    if match is None or match["day"] is None:
        raise Refused("bad-date", f"{quoted(text)} is no day", "allowed is a day like 2024-06-25")
    return _ends(match, text)[0]


def parse_published(text: str) -> Period:
    """The days on which something can have come out: a day, a month or a year.

    Raises Refused (bad-date) for anything else.
    """
    match = _PART.fullmatch(text)
    if match is None or match["half"] or match["quarter"]:
        allowed = "allowed is a day like 2024-06-25, or a month or a year where no more is known"
        raise Refused("bad-date", f"{quoted(text)} is no day", allowed)
    start, end = _ends(match, text)
    return Period(text, start, end, _coverage(start, end))


def parse_period(text: str) -> Period:
    """Days and coverage of a period.

    Returns first and last day, both counted. Coverage: `point` for one day, `full_year`
    for one calendar year, `part_year` within one, `multi_year` over several. `../2024` begins on
    the first day there is, for nothing says when it began.
    Raises Refused (bad-period, period-order) for anything else.
    """
    first, slash, second = text.partition("/")
    if slash and first == _NO_START:
        start, end = date.min, _span(second, text)[1]
    else:
        start, end = _span(first, text)
        if slash:
            end = _span(second, text)[1]
    if end < start:
        raise Refused("period-order", f"{quoted(text)} ends before it begins")
    return Period(text, start, end, _coverage(start, end))


@lru_cache(_MOST_KEPT)
def period(start: date, end: date, *, alike: bool = False) -> Period:
    """The period of these days under its shortest usual name: 2024-Q2, 2005/2024-09, 2024-06-25.

    alike: both ends as years, both as months or both as days: 1992-08-22/1993-12-31.
    """
    if end < start:
        raise Refused("period-order", f"{start}/{end} ends before it begins")
    name = _name_alike(start, end) if alike and start != date.min else _name(start, end)
    return Period(name, start, end, _coverage(start, end))


def _name(start: date, end: date) -> str:
    if start == end:
        return start.isoformat()
    same_year, whole = start.year == end.year, are_whole_months(start, end)
    if same_year and whole:
        first, last = start.month, end.month
        if (first, last) == (1, 12):
            return str(start.year)
        for letter, length in (("S", 6), ("Q", 3)):
            if last == first + length - 1 and last % length == 0:
                return f"{start.year}-{letter}{last // length}"
        if first == last:
            return f"{start:%Y-%m}"
    begins = f"{start:%Y-%m}" if start.day == 1 else start.isoformat()
    ends = f"{end:%Y-%m}" if is_month_end(end) else end.isoformat()
    if not same_year and (start.month, start.day) == (1, 1):
        begins = str(start.year)
    if start == date.min:
        begins = _NO_START
    if not same_year and (end.month, end.day) == (12, 31):
        ends = str(end.year)
    return f"{begins}/{ends}"


def _name_alike(start: date, end: date) -> str:
    form = "%Y-%m" if are_whole_months(start, end) else "%Y-%m-%d"
    if (start.month, end.month) == (1, 12) and form == "%Y-%m":
        form = "%Y"
    return "/".join(dict.fromkeys(f"{day:{form}}" for day in (start, end)))


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return monthrange(year, month)[1]


def is_month_end(day: date) -> bool:
    """Whether it is the last day of its month."""
    return day.day == month_length(day.year, day.month)


def are_whole_months(start: date, end: date) -> bool:
    """Whether a span begins with a month and ends with one."""
    return start.day == 1 and is_month_end(end)


def whole_months(year: int, first: int, last: int) -> Days:
    """From the first day of one month of a year to the last day of another."""
    return date(year, first, 1), date(year, last, month_length(year, last))


def whole_years(first: int, last: int) -> Days:
    """From 1 January of one year to 31 December of another."""
    return date(first, 1, 1), date(last, 12, 31)


def ordinals(days: Days) -> tuple[int, int]:
    """A span by the numbers of its first day and of the day after its last (see `date`)."""
    return days[0].toordinal(), days[1].toordinal() + 1


def from_ordinals(start: int, stop: int) -> Days:
    """The span that `ordinals` numbers so."""
    return date.fromordinal(start), date.fromordinal(stop - 1)


def later(day: date, months: int) -> date:
    """So many months later (or earlier, below 0), on the last day where the month is shorter.

    31 January and one month is 28 February; the end of a month does not stay one: see `moved`.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def moved(days: Days, months: int) -> Days:
    """The same span so many months later; a span that ends with a month still does."""
    start, end = (later(day, months) for day in days)
    if days[0] != days[1] and is_month_end(days[1]):
        end = end.replace(day=month_length(end.year, end.month))
    return start, end


def year_before(days: Days) -> Days:
    """The same span a year earlier: what growth is measured on."""
    return moved(days, -12)


def months_until(end: date, months: int) -> Days:
    """So many months that end with a day: 12 until 25 June 2024 begin on 26 June 2023."""
    if is_month_end(end):
        first = later(end.replace(day=1), 1 - months)
        return first, end
    return later(end, -months) + ONE_DAY, end


def _span(part: str, text: str) -> Days:
    match = _PART.fullmatch(part)
    if match is None:
        raise Refused("bad-period", f"{quoted(text)} is no period", _EXAMPLES)
    return _ends(match, text)


def _ends(match: re.Match[str], text: str) -> Days:
    year = int(match["year"])
    if match["half"]:
        first, last = int(match["half"]) * 6 - 5, int(match["half"]) * 6
    elif match["quarter"]:
        first, last = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    elif match["month"]:
        first = last = int(match["month"])
    else:
        first, last = 1, 12
    length = month_length(year, last)
    if match["day"]:
        day = int(match["day"])
        if not 1 <= day <= length:
            fault = f"{quoted(text)}: {year}-{first:02d} has {length} days"
            raise Refused("bad-date", fault, "allowed is a day of the calendar")
        return date(year, first, day), date(year, first, day)
    return whole_months(year, first, last)


def _coverage(start: date, end: date) -> Coverage:
    if start == end:
        return "point"
    if start.year != end.year:
        return "multi_year"
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return "full_year" if whole else "part_year"
