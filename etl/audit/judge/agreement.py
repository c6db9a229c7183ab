"""Whether words of a time may mean the period of a figure, and what is inferred without words.

Must not know where in a text the words stand.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from etl.core.days import Days
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reading.span import Span as Time

_HALF_YEAR: Final = 6


def agrees(time: Time, figure: Figure, published: Period) -> bool:
    """Whether words may mean the period of a figure; those of unknown length mean several years."""
    period, is_level = figure.period, KINDS[figure.kind].tested == "level"
    if not time.readings:
        return time.role != "covers" or _is_long(period, published)
    if time.months and _is_as_long(figure, time.months, published):
        return True
    spans_ = [(period.start, period.end)]
    if figure.base and KINDS[figure.kind].against:
        # Both ends of a change: from 2013 to 2023 it grew.
        spans_ += [(figure.base.start, period.end), (figure.base.end, period.end)]
        # The years after the base: in the three years to 2023 it grew, on 2020. A year that is
        # printed as the first is the base itself: between 2018 and 2022.
        first = figure.base.end + timedelta(1)
        if str(first.year) not in time.text:
            spans_.append((first, period.end))
    # At the end of June: where words name a day, what is counted is of that day.
    has_day = is_level and any(one.start == one.end for one in time.readings)
    for one in time.readings:
        # Since 2019 it doubled: a change from there to the last year that is told of.
        is_since = time.to_text and _begins(one, figure) and by_rule(figure, published)
        if is_since or (one.start, one.end) in spans_:
            return True
        # What is counted on a day may be said of the span that holds it.
        is_day = is_level and not has_day and period.start == period.end
        if is_day and one.start <= period.start <= one.end:
            return True
        # What flows in a year is told by a day of it: given after the flood of 6 April 2009.
        if time.role == "event" and not is_level and period.coverage == "full_year":
            return period.start <= one.start <= period.end
    return False


def spans_of(time: Time) -> set[Days]:
    """First and last day of all that words may mean."""
    return {(one.start, one.end) for one in time.readings}


def is_base_of(time: Time, figure: Figure) -> bool:
    """Whether words name what a growth, a change or a multiple is measured against."""
    base = figure.base if KINDS[figure.kind].against else None
    return base is not None and (base.start, base.end) in spans_of(time)


def _begins(one: Period, figure: Figure) -> bool:
    """Whether a span begins with what a change is measured against."""
    base = figure.base if KINDS[figure.kind].against else None
    return base is not None and one.start in (base.start, base.end)


def _is_long(period: Period, published: Period) -> bool:
    """Whether a period may be what words of an unknown length state: several years to the end."""
    is_long = period.is_open or period.start.year < period.end.year
    return is_long and published.start.year - 1 <= period.end.year


def _is_as_long(figure: Figure, months: int, published: Period) -> bool:
    """Whether a length is told in calendar years: the past 20 years as 2004/2023.

    A change over ten years has its base ten years before.
    """
    period = figure.period
    years, rest = divmod(months, 12)
    if figure.base and KINDS[figure.kind].against:
        return not rest and figure.base.end.year + years == period.end.year
    if rest or period.is_open or (period.start.month, period.start.day) != (1, 1):
        return False
    last = published.end.year
    if period.end == published.end:
        return period.start.year == last - years
    whole = (period.end.month, period.end.day) == (12, 31)
    return whole and period.end.year == last - 1 and period.start.year == last - years


def by_rule(figure: Figure, published: Period) -> bool:
    """Whether a period without words follows from the day of publication (design section 3)."""
    period = figure.period
    if period.is_open or figure.status in ("forecast", "target"):
        return True
    is_day = period.start == period.end
    if KINDS[figure.kind].tested == "level" or (is_day and KINDS[figure.kind].periods == "any"):
        return published.start <= period.start and period.end <= published.end
    year = published.end.year
    year_ago = period.start.year == period.end.year == year - 1
    is_year = period.coverage == "full_year"
    if published.end.month <= _HALF_YEAR:
        return is_year and year_ago
    this_half = (period.start.year, period.start.month) == (year, 1)
    return (is_year and year_ago) or (this_half and period.end <= published.end)
