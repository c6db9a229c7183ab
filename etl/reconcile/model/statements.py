"""Figures as linear statements: which amounts, in which time, lie between which bounds.

An amount is named by its series (reporter, partner, basic indicator, unit) and a window of
days. Must not compare statements with one another.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core import intervals as bounds
from etl.core.model import Book, Figure, Indicator, Period
from etl.reconcile.model.relations import Relations

REVISION: Final = Decimal("0.01")
"""Ordinary revision of an annual table, relative. Late declarations move the first print of a
year's trade by tenths of a per cent; one per cent leaves room for that and is still less than
what separates two tables that count different things. It holds for a level and, because the
year before is seldom still open, for the ratio of two official years as well."""

_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_ZERO: Final = Decimal(0)
_LONGEST_GROWTH: Final = 366  # days; a longer span overlaps the same span a year before


class Series(NamedTuple):
    """A basic flow or stock: one that is no sum of others."""

    reporter: str
    partner: str
    indicator: str
    unit: str


class Window(NamedTuple):
    """A series from one day up to, but not including, another (proleptic ordinals)."""

    series: Series
    start: int
    stop: int


class Statement(NamedTuple):
    """`low <= part <= high`, or `low <= part / whole <= high` where there is a whole.

    The number of a "more than" or "less than" is excluded (see `system`).
    """

    figure: Figure
    part: tuple[Window, ...]
    whole: tuple[Window, ...]
    """Empty for an amount; the year before for a growth; the total for a share."""
    low: Decimal
    """Base units, or a ratio: 1.24 for growth of 24 %, 0.144 for a share of 14.4 %."""
    high: Decimal | None
    official: bool
    """Of a table that may be revised; statements in prose are held to their digits."""
    tested: bool
    """Whether it gets a verdict: the reference does not."""

    @property
    def windows(self) -> tuple[Window, ...]:
        """Every amount that it speaks of."""
        return self.part + self.whole

    @property
    def counted(self) -> bool:
        """Whether it is an amount in whole numbers: more than 7 is at least 8."""
        return self.figure.unit == "count" and not self.whole


class Statements(NamedTuple):
    """The statements of one or two books, and the figures that take no part, with the reason."""

    statements: tuple[Statement, ...]
    """Sorted by figure."""
    left_out: dict[str, str]


def of_books(book: Book, reference: Book | None, relations: Relations) -> Statements:
    """Every figure of both books as a statement. Raises ValueError if they share a figure id."""
    figures = dict(book.figures)
    official = _official(book)
    if reference is not None:
        if shared := sorted(set(figures) & set(reference.figures)):
            raise ValueError(f"figures with the same id in both files: {', '.join(shared)}")
        figures.update(reference.figures)
        official |= _official(reference)
    units = _Units(list(figures.values()), relations)
    statements: list[Statement] = []
    left_out: dict[str, str] = {}
    for figure_id in sorted(figures):
        made = statement(figures[figure_id], relations, units, figure_id in official)
        if isinstance(made, Statement):
            statements.append(made._replace(tested=figure_id in book.figures))
        else:
            left_out[figure_id] = made
    return Statements(tuple(statements), left_out)


def _official(book: Book) -> set[str]:
    return {f.id for f in book.figures.values() if book.sources[f.source].is_official}


def statement(
    figure: Figure, relations: Relations, units: _Units, official: bool
) -> Statement | str:
    """The statement of one figure, or why it takes no part."""
    indicator = relations.indicators[figure.indicator]
    if why := _untested(figure, indicator):
        return why
    if indicator.kind in ("flow", "stock"):
        if indicator.kind == "stock" and figure.period.start != figure.period.end:
            return "A stock is counted on one day, not over a span: it takes no part in the test."
        part = windows(figure, figure.indicator, figure.partner, figure.unit, relations)
        low, high = _amount_bounds(figure, official)
        return Statement(figure, part, (), low, high, official, tested=True)
    measured = units.of(figure)
    if measured is None:
        return "It does not say in which currency it is measured: it takes no part in the test."
    part = windows(figure, indicator.of, figure.partner, measured, relations)
    if indicator.kind == "share":
        whole = windows(figure, indicator.of, indicator.whole, measured, relations)
    else:
        if (figure.period.end - figure.period.start).days >= _LONGEST_GROWTH:
            return "Growth over more than a year has no single year before: it takes no part."
        whole = tuple(year_before(w) for w in part)
    low, high = _ratio_bounds(figure, growth=indicator.kind == "growth")
    return Statement(figure, part, whole, low, high, official, tested=True)


def _untested(figure: Figure, indicator: Indicator) -> str:
    if indicator.kind == "rank":
        return "A rank is not an amount: it takes no part in the test."
    if indicator.kind not in ("flow", "stock", "growth", "share") or indicator.within:
        return "Statements of its kind take no part in the test yet."
    if figure.status not in ("actual", "estimate") or figure.retracted or figure.base:
        return "Plans, and what was taken back, take no part in the test."
    return ""


def bare(official: Statement) -> Statement:
    """An official amount as its table has it, without room for a revision."""
    low, high = _amount_bounds(official.figure, official=False)
    return official if official.whole else official._replace(low=low, high=high)


def windows(
    figure: Figure, indicator: str, partner: str, unit: str, relations: Relations
) -> tuple[Window, ...]:
    """The basic amounts that add up to `indicator` with `partner` in the figure's period."""
    start, stop = span(figure.period)
    return tuple(
        Window(Series(figure.reporter, partner, leaf, unit), start, stop)
        for leaf in relations.leaves[indicator]
    )


def span(period: Period) -> tuple[int, int]:
    """First day, and the day after the last."""
    return period.start.toordinal(), period.end.toordinal() + 1


def year_before(window: Window) -> Window:
    """The same span a year earlier; a month's end stays a month's end."""
    first = date.fromordinal(window.start)
    last = date.fromordinal(window.stop - 1)
    start = _a_year_back(first)
    # 28 February is the end of a span of months, but as a single day it is that day.
    end = start if first == last else _a_year_back(last, to_end=True)
    return window._replace(start=start.toordinal(), stop=end.toordinal() + 1)


def whole_year(window: Window) -> Window:
    """The calendar year in which a window begins."""
    year = date.fromordinal(window.start).year
    return window._replace(
        start=date(year, 1, 1).toordinal(), stop=date(year, 12, 31).toordinal() + 1
    )


def _a_year_back(day: date, *, to_end: bool = False) -> date:
    length = calendar.monthrange(day.year - 1, day.month)[1]
    is_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=length if to_end and is_end else min(day.day, length))


def _amount_bounds(figure: Figure, official: bool) -> tuple[Decimal, Decimal | None]:
    """What the wording and digits allow; an official amount may be revised."""
    low, high = _stated(figure)
    if figure.unit == "count" and figure.qualifier == "more_than":
        low += _ONE  # more than 7 is at least 8
    if figure.unit == "count" and figure.qualifier == "less_than" and high is not None:
        high = max(high - _ONE, low)
    if official:
        low *= _ONE - REVISION
        high = None if high is None else high * (_ONE + REVISION)
    return max(low, _ZERO), high


def _ratio_bounds(figure: Figure, *, growth: bool) -> tuple[Decimal, Decimal | None]:
    low, high = _stated(figure)
    shift = _ONE if growth else _ZERO
    return max(shift + low / _HUNDRED, _ZERO), None if high is None else shift + high / _HUNDRED


def _stated(figure: Figure) -> tuple[Decimal, Decimal | None]:
    low, high = bounds.of_figure(figure)
    assert low is not None  # every kind that is tested has a floor
    return low, high


class _Units:
    """In which unit a growth or a share is measured, though its statement does not say.

    The unit in which the same source, or else any source, states the amounts it is measured on.
    """

    def __init__(self, figures: list[Figure], relations: Relations) -> None:
        self._relations = relations
        self._near: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._anywhere: dict[tuple[str, str], set[str]] = defaultdict(set)
        for figure in figures:
            if relations.indicators[figure.indicator].kind not in ("flow", "stock"):
                continue
            for leaf in relations.leaves[figure.indicator]:
                self._near[figure.source, figure.reporter, leaf].add(figure.unit)
                self._anywhere[figure.reporter, leaf].add(figure.unit)

    def of(self, figure: Figure) -> str | None:
        """The unit; "" where nothing else is stated, None where two would do."""
        leaves = self._relations.leaves[self._relations.indicators[figure.indicator].of]
        near = {u for leaf in leaves for u in self._near[figure.source, figure.reporter, leaf]}
        found = near or {u for leaf in leaves for u in self._anywhere[figure.reporter, leaf]}
        if len(found) > 1:
            return None
        return next(iter(found), "")
