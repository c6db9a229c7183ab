"""Whether a date or period of a paragraph is that of the document, of an event or of a figure."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from etl.core.days import Days
from etl.reading.span import Span as Time

_MONTH_DAYS: Final = 30.44
_TOLERANCE: Final = 31
_LONGEST_YEAR: Final = 366


class Targets(NamedTuple):
    """What a date of one paragraph may belong to."""

    periods: tuple[Days, ...]
    """Periods of its figures with what they are measured against, and dates of its events."""
    published: Days


def belongs(time: Time, targets: Targets) -> bool:
    """Whether a time is that of the document, of an event, or a period of a figure.

    It is, when it is the same days, shares the first or the last of them, or contains them:
    "since 2005" opens 2005/2024-09, and a quarter lies in its year.
    """
    if time.months:
        return any(_as_long(period, time.months, targets) for period in targets.periods)
    for first, last in ((period.start, period.end) for period in time.readings):
        if first == last and is_published(time, targets.published):
            return True
        for start, end in targets.periods:
            if time.year_open:
                if start == end and first == last and _same_day(first, start):
                    return True
            elif first == start or last == end or (first <= start and end <= last):
                return True
    return False


def is_published(time: Time, published: Days) -> bool:
    """Whether a time is the day of publication, printed with its year or without."""
    day = published[0]
    if day != published[1] or not time.period or time.period.start != time.period.end:
        return False
    return _same_day(time.period.start, day) if time.year_open else time.period.start == day


def _same_day(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)


def _as_long(period: Days, months: int, targets: Targets) -> bool:
    if period[0] == date.min:
        return False
    length = (period[1] - period[0]).days + 1
    recent = abs((targets.published[1] - period[1]).days) <= _LONGEST_YEAR
    return recent and abs(length - months * _MONTH_DAYS) <= _TOLERANCE
