"""Whether a growth, a change or a multiple is measured against what the words name.

Must not know how a period is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from etl.audit.judge.agreement import agrees
from etl.audit.judge.place import Remark
from etl.audit.judge.times import PIECES, holder, is_taken
from etl.audit.read.passage import Passage
from etl.core.days import Days, moved, whole_years, year_before
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reading.passages import Span
from etl.reading.span import Span as Time

_A_YEAR: Final = 366
"""Days."""
_YEAR: Final = 12
"""Months."""


def base_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    published: Period,
    format_: int = 2,
    document: Sequence[Passage] = (),
) -> Iterator[Remark]:
    """Whether a growth, a change or a multiple is measured against what the words name."""
    if not KINDS[figure.kind].against:
        return
    first, last = passage.sentence(phrase[0])
    here = [t for t in passage.times if first <= t.start < last and t.role == "base"]
    after = next((t for t in here if t.inner >= phrase[1]), None)
    if after is None or passage.number_between(phrase[1], after.start):
        # With the time that opens the sentence: against 2019 it doubled.
        before = [t for t in here if t.end <= phrase[0]]
        is_open = before and not passage.number_between(before[-1].end, phrase[0])
        after = before[-1] if is_open and before[-1].basis == "stated" else None
    if after is None or not after.period:
        if figure.base and not _names_base(passage, phrase, figure, published, document):
            fault = f"no words here name {figure.base.text}, against which it is measured"
            todo = "correct the base, or leave it out for the same span a year before"
            yield Remark("base", phrase, fault, todo, format_ < 2)
        return
    days = (figure.period.start, figure.period.end)
    expected = (figure.base.start, figure.base.end) if figure.base else year_before(days)
    stated = after.period
    if (stated.start, stated.end) == expected or _is_same_span(stated, figure):
        return
    if after.basis == "inferred" and not _is_another_year(stated, expected, days):
        return
    against = figure.base.text if figure.base else "the same span a year before"
    fault = f'"{after.text}" measures it against {stated.text}, the figure against {against}'
    yield Remark("base", (after.start, after.end), fault, f"set base: {stated.text}")


def _is_same_span(stated: Period, figure: Figure) -> bool:
    """Whether a base is the period's own months in the year that words name.

    Eleven months that were 76 % of the level of 2016 are measured against eleven of its months.
    """
    base, days = figure.base, (figure.period.start, figure.period.end)
    years = figure.period.start.year - stated.start.year
    is_year = (stated.start, stated.end) == whole_years(stated.start.year, stated.start.year)
    return base is not None and is_year and (base.start, base.end) == moved(days, -_YEAR * years)


def _is_another_year(stated: Period, expected: Days, days: Days) -> bool:
    """Whether words of a year that is reckoned leave no room for the base that a figure has.

    The previous year may be that before the text, and that before the period.
    """
    is_year = (stated.start.year, 12, 31) == (stated.end.year, stated.end.month, stated.end.day)
    is_span = (stated.start, stated.end) == year_before(days)  # than a year before, of a quarter
    is_disjoint = stated.end < expected[0] or expected[1] < stated.start
    return (is_year or is_span) and is_disjoint and expected != year_before(days)


def _names_base(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    published: Period,
    document: Sequence[Passage],
) -> bool:
    """Whether words state what a figure is measured against: 2019, since 2019, the past decade.

    The same span a year before needs none. Words right after another number are that number's.
    """
    base, days = figure.base, (figure.period.start, figure.period.end)
    if base is None or (base.start, base.end) == year_before(days):
        return True
    own = passage.sentence(phrase[0])
    named = [holder(document, p) for p in PIECES.split(figure.period_as_stated) if p]
    for place in {id(place): place for place in (passage, *named) if place}.values():
        for time in place.times:
            is_here = place is passage and own[0] <= time.start < own[1]
            if is_here and is_taken(passage, time, phrase):
                continue
            if agrees(time, figure, published) and not _is_period(time, figure):
                return True
            if any(_may_be_base(one, base) for one in time.readings):
                return True
    # "2015=100" may be the base of an index that no time is read in.
    return KINDS[figure.kind].base == "must" and str(base.start.year) in passage.text


def _may_be_base(one: Period, base: Period) -> bool:
    """Whether a period is a base, or begins with it, or is the year in which it lies."""
    is_year = (one.end - one.start).days <= _A_YEAR
    inside = is_year and one.start <= base.start and base.end <= one.end
    return inside or one.start == base.start or (one.start, one.end) == (base.start, base.end)


def _is_period(time: Time, figure: Figure) -> bool:
    """Whether words state the period itself, and nothing of what it is measured against."""
    days = (figure.period.start, figure.period.end)
    return not time.months and any((one.start, one.end) == days for one in time.readings)
