"""Periods: `2023`, `2022-S1`, `2024-01/2024-04`, `2005/2024-09`, or a day. Both ends count.

Must not know figures; a text in, days and coverage out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from etl.core.model import Coverage, Period
from etl.core.problems import Refused, quoted

_PART: Final = re.compile(
    r"(?P<year>(?:1[89]|20|21)\d\d)"
    r"(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)
_EXAMPLES: Final = "allowed are 2023, 2022-S1, 2024-Q2, 2024-05, 2024-06-25, or two of them with /"


def parse_day(text: str) -> date:
    """The day that `2024-06-25` names. Raises Refused (bad-date) for anything else."""
    match = _PART.fullmatch(text)
    if match is None or match["day"] is None:
        raise Refused("bad-date", f"{quoted(text)} is no day", "allowed is a day like 2024-06-25")
    return _ends(match, text)[0]


def parse_period(text: str) -> Period:
    """Days and coverage of a period.

    Returns first and last day, both counted. Coverage: `point` for one day, `full_year`
    for one calendar year, `part_year` within one, `multi_year` over several.
    Raises Refused (bad-period, period-order) for anything else.
    """
    first, slash, second = text.partition("/")
    start, end = _span(first, text)
    if slash:
        end = _span(second, text)[1]
    if end < start:
        raise Refused("period-order", f"{quoted(text)} ends before it begins")
    return Period(text, start, end, _coverage(start, end))


def _span(part: str, text: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if match is None:
        raise Refused("bad-period", f"{quoted(text)} is no period", _EXAMPLES)
    return _ends(match, text)


def _ends(match: re.Match[str], text: str) -> tuple[date, date]:
    year = int(match["year"])
    if match["half"]:
        first, last = int(match["half"]) * 6 - 5, int(match["half"]) * 6
    elif match["quarter"]:
        first, last = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    elif match["month"]:
        first = last = int(match["month"])
    else:
        first, last = 1, 12
    length = (date(year + last // 12, last % 12 + 1, 1) - date(year, last, 1)).days
    if match["day"]:
        day = int(match["day"])
        if not 1 <= day <= length:
            found = f"{quoted(text)}: {year}-{first:02d} has {length} days"
            raise Refused("bad-date", found, "allowed is a day of the calendar")
        return date(year, first, day), date(year, first, day)
    return date(year, first, 1), date(year, last, length)


def _coverage(start: date, end: date) -> Coverage:
    if start == end:
        return "point"
    if start.year != end.year:
        return "multi_year"
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return "full_year" if whole else "part_year"
