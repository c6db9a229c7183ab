"""One period as a text prints it, with all that it may mean.

Must not know how it is read.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from etl.core.days import Days, moved, period, whole_years
from etl.core.model import Period

Role = Literal["covers", "base", "event"]
Basis = Literal["stated", "inferred"]

_YEAR: Final = 12
"""Months."""


class Span(NamedTuple):
    """One period as printed."""

    start: int
    end: int
    text: str
    period: Period | None
    """The likeliest; None where words state a period whose ends nobody can tell."""
    basis: Basis
    """`stated` where start and end are printed with their year."""
    reason: str
    """How it was inferred, in a few words; empty where it is stated."""
    role: Role
    """What a number covers, what it is measured against, or the day of something."""
    others: tuple[Period, ...] = ()
    """What the words may mean as well: the last day of a year, where something is counted on it."""
    year_open: bool = False
    """Whether it is a day without its year."""
    months: int = 0
    """Of a length that ends when the text was written: over the past 20 years."""
    inner: int = 0
    """Where it begins without the words that lead to it."""
    back: int = 0
    """Years before what is told of: the previous year, two years earlier."""
    to_text: bool = False
    """Whether it has a start and no end, so that it runs to the day of publication."""

    @property
    def readings(self) -> tuple[Period, ...]:
        """All periods that it may mean."""
        return (*((self.period,) if self.period else ()), *self.others)


def from_text(back: int) -> str:
    """How a previous year, or a year so many before, is read from what its text tells of."""
    before = "the year" if back == 1 else f"{back} years"
    return f"{before} before the one that the text speaks of"


def seen_from(time: Span, told: Days | None) -> Span:
    """A previous year whose own paragraph tells of none, seen from what another one tells of.

    It is the same span, or the whole year, so long before; seen from the day of publication, or
    from the year before that, it may still be another.
    """
    seen = time.readings
    years = {one.end.year - 1 for one in seen}
    if told:
        year = told[1].year - time.back
        days = (moved(told, -_YEAR * time.back), whole_years(year, year))
        seen = (*(period(*one) for one in days), *seen)
        time = time._replace(reason=from_text(time.back))
    first, *others = dict.fromkeys((*seen, *(period(*whole_years(one, one)) for one in years)))
    return time._replace(period=first, others=tuple(others))
