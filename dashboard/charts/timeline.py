"""The axis of years: each year that somebody speaks of has its place, runs that nobody does fold.

One rule for all charts. Places are plain numbers: a usual year is 1 wide, a year of many statements
wider, a fold narrower. Must not know plotly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

FOLDED_FROM: Final = 2
"""Years in a row of which nobody says anything, from which they fold."""
FOLD: Final = 0.8
WIDEST: Final = 6.0
"""How many times as wide as another a year of very many statements may be."""


class Fold(NamedTuple):
    """A run of years that nobody speaks of, both counted, and where it lies."""

    first: int
    last: int
    left: float
    right: float


class Timeline(NamedTuple):
    """Where years lie from left to right."""

    lefts: Mapping[int, float]
    """Left edge of each year that has a place of its own."""
    widths: Mapping[int, float]
    folds: tuple[Fold, ...]
    quiet: tuple[int, ...]
    """Years with a place of which nobody speaks."""
    end: float

    def at(self, moment: datetime) -> float:
        """Where a moment lies; one in a fold in its part of the fold."""
        year = moment.year
        start = datetime(year, 1, 1)
        part = (moment - start) / (datetime(year + 1, 1, 1) - start)
        if year in self.lefts:
            return self.lefts[year] + part * self.widths[year]
        for fold in self.folds:
            if fold.first <= year <= fold.last:
                years = fold.last - fold.first + 1
                return fold.left + (year - fold.first + part) / years * (fold.right - fold.left)
        return 0.0 if year < min(self.lefts) else self.end

    def span(self, start: date, end: date) -> tuple[float, float]:
        """Where a period begins and ends; both days count."""
        after = datetime(end.year, end.month, end.day) + timedelta(days=1)
        right = self.at(after) if after.year in self.lefts or after.year in self._folded else None
        if right is None or (after.month, after.day) == (1, 1):
            right = self.at(after - timedelta(microseconds=1))
        return self.at(datetime(start.year, start.month, start.day)), right

    @property
    def _folded(self) -> set[int]:
        return {year for fold in self.folds for year in range(fold.first, fold.last + 1)}

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """The middle of at most so many years, the last among them, with its name."""
        years = list(self.lefts)
        step = max(1, -(-len(years) // most))
        kept = years[::-1][::step][::-1]
        return [(self.lefts[year] + self.widths[year] / 2, str(year)) for year in kept]


def timeline(spoken: Iterable[int], widths: Mapping[int, float] | None = None) -> Timeline:
    """The axis from the first to the last year that somebody speaks of.

    widths: of years that need more than their usual place.
    """
    years = sorted(set(spoken))
    wide = widths or {}
    lefts: dict[int, float] = {}
    taken: dict[int, float] = {}
    folds: list[Fold] = []
    quiet: list[int] = []
    x = 0.0
    previous = years[0] - 1
    for year in years:
        missing = range(previous + 1, year)
        if len(missing) >= FOLDED_FROM:
            folds.append(Fold(missing[0], missing[-1], x, x + FOLD))
            x += FOLD
        for each in (*(missing if len(missing) < FOLDED_FROM else ()), year):
            lefts[each] = x
            taken[each] = min(max(1.0, wide.get(each, 1.0)), WIDEST)
            x += taken[each]
        quiet += missing if len(missing) < FOLDED_FROM else ()
        previous = year
    return Timeline(lefts, taken, tuple(folds), tuple(quiet), x)
