"""What can be known: for each indicator, partner and year the narrowest range, and an estimate.

The range is what all statements outside conflicts allow, exact. The estimate is the history that
moves the stated amounts least from the middle of what they can mean, each in units of its own
width (least weighted adjustment after Stone 1942, in the norm that a linear program knows); it is
derived, and given only where the range is as close as that of a figure that is called supported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from etl.core.days import ordinals, whole_years
from etl.core.kinds import KINDS
from etl.core.model import Period
from etl.reconcile.find.deduce import Target, windows_of
from etl.reconcile.find.implied import Case, Range, decimal, of_windows, pins_down
from etl.reconcile.find.near import blocks
from etl.reconcile.findings import UNNAMED, Known
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import (
    AMOUNT,
    MEASURES,
    Measure,
    Series,
    Statement,
    Window,
)
from etl.reconcile.model.system import Number, Row, System, Terms, build, exact
from etl.reconcile.model.voices import merged
from etl.reconcile.say import explain, wording
from etl.reconcile.solve.simplex import Simplex, Undecided
from etl.reconcile.solve.solver import Solver

LARGE: Final = 150
"""Statements up to which a group is taken as a whole; a larger one block by block."""

_OPEN: Final = date.min.toordinal()

Point = dict[int, Number]


def of_group(group: tuple[Statement, ...], declared: Relations) -> Iterator[Known]:
    """What statements that hang together, and can all be true, say of each year they touch."""
    statements = tuple(node.statement for node in merged(group))
    if len(statements) <= LARGE:
        yield from _of(statements, frozenset(range(len(statements))), declared)
        return
    for block in blocks(statements, declared):
        places = sorted(block.area)
        core = frozenset(at for at, n in enumerate(places) if n in block.core)
        yield from _of(tuple(statements[n] for n in places), core, declared)


def _of(
    statements: tuple[Statement, ...], core: frozenset[int], declared: Relations
) -> Iterator[Known]:
    touched = [w for n in core for w in statements[n].windows]
    if not touched:
        return
    # A period without a beginning touches no year before all others; alone, that of its end.
    last = date.fromordinal(max(w.stop for w in touched) - 1).year
    first = min((w.start for w in touched if w.start > _OPEN), default=_ends(last)[0])
    years = {y for w in touched for y in _years(max(w.start, first), w.stop)}
    system = build(statements, declared, {d for y in years for d in _ends(y)})
    inquiry = _Inquiry(Case(system, Solver(system), declared))
    for target in _targets(statements, core, declared, first):
        known = inquiry.about(target)
        if known is not None:
            yield known


def one_each(known: Iterable[Known]) -> tuple[Known, ...]:
    """The values, sorted: one that two blocks of a group tell of has the ends of both."""
    each: dict[Value, Known] = {}
    for one in known:
        value = Value(
            one.indicator, one.reporter, one.partner, one.period, one.unit, one.measured_in
        )
        each[value] = _narrowest(each[value], one) if value in each else one
    return tuple(each[value] for value in sorted(each))


def _narrowest(one: Known, other: Known) -> Known:
    """What two ranges of one value have in common; a range that is not known limits nothing."""
    low = max((k.low for k in (one, other) if k.low is not None), default=None)
    high = min((k.high for k in (one, other) if k.high is not None), default=None)
    for known in (one, other):
        if (known.low, known.high) == (low, high) and known.reasons:
            return known
    both = tuple(sorted({*one.reasons, *other.reasons}))
    within = (k.estimate for k in (one, other) if _is_within(k.estimate, low, high))
    return one._replace(low=low, high=high, reasons=both, estimate=next(within, None))


def _is_within(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool:
    return value is not None and (low is None or low <= value) and (high is None or value <= high)


class Value(NamedTuple):
    """What a range is of: no two ranges are of one value."""

    indicator: str
    reporter: str
    partner: str
    period: Period
    unit: str
    measured_in: str


class _Inquiry:
    """One question after another about a system; one without an answer takes no other's away."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._point: Point = {}
        self._no_estimate = ""
        self._nothing_known = ""
        try:
            if not case.solver.possible(case.solver.everyone):
                self._nothing_known = "what is believed contradicts itself"
        except Undecided as error:
            self._nothing_known = str(error)
        try:
            self._point = {} if self._nothing_known else _estimate(case.system)
        except Undecided as error:
            self._no_estimate = str(error)

    def about(self, target: Target) -> Known | None:
        """What is known of a value, or why it is not; None where nothing is said of it."""
        case = self._case
        part, whole = windows_of(target, case.declared)
        measure = _measure(target, case.declared)
        terms, base = case.system.terms(part), case.system.terms(whole)
        if terms is None or base is None:
            return None
        known = Known(
            indicator=target.indicator,
            reporter=target.reporter,
            partner=target.partner,
            period=_period(target),
            unit="percent" if whole else target.unit,
            measured_in=target.unit or UNNAMED,
        )
        try:
            implied = self._range(part, whole, measure)
        except Undecided as error:
            return known._replace(not_known=explain.not_known("known", str(error)))
        if implied is None or implied.says_nothing:
            return None
        figures = [case.system.statements[n].figure.id for n in sorted(implied.reasons)]
        known = known._replace(low=implied.low, high=implied.high, reasons=tuple(figures))
        if not pins_down(implied, case.declared.indicators[target.indicator].kind):
            return known
        if self._no_estimate:
            return known._replace(not_known=explain.not_known("estimate", self._no_estimate))
        return known._replace(estimate=_value(terms, base, self._point, measure))

    def _range(
        self, part: tuple[Window, ...], whole: tuple[Window, ...], measure: Measure
    ) -> Range | None:
        if self._nothing_known:
            raise Undecided(self._nothing_known)
        return of_windows(self._case, part, whole, self._case.solver.everyone, measure)


def _period(target: Target) -> Period:
    return wording.period_of_days(target.start, target.stop)


def _measure(target: Target, declared: Relations) -> Measure:
    kind = KINDS[declared.indicators[target.indicator].kind]
    return AMOUNT if kind.is_amount else MEASURES[kind.tested == "growth", False]


def _years(start: int, stop: int) -> Iterable[int]:
    return range(date.fromordinal(start).year, date.fromordinal(stop - 1).year + 1)


def _ends(year: int) -> tuple[int, int]:
    return ordinals(whole_years(year, year))


def _targets(
    statements: tuple[Statement, ...], core: frozenset[int], declared: Relations, first: int
) -> list[Target]:
    """Each indicator and partner in each year, or day of a stock, that a statement touches.

    Sums of what is touched too, and growths and shares that somebody states of them.
    """
    leaves: dict[Series, set[tuple[int, int]]] = {}
    for n in core:
        for window in statements[n].windows:
            series = window.series
            is_day = not KINDS[declared.indicators[series.indicator].kind].adds_over_time
            own = leaves.setdefault(series, set())
            if is_day:
                own.add((window.start, window.stop))
            else:
                own.update(map(_ends, _years(max(window.start, first), window.stop)))
    stated = {statements[n].figure.indicator for n in core}
    targets: set[Target] = set()
    for name, indicator in declared.indicators.items():
        kind = KINDS[indicator.kind]
        is_rate = kind.tested == "growth" or (kind.whole and bool(indicator.whole))
        if not kind.is_amount and not (is_rate and name in stated and indicator.side == "partner"):
            continue
        parts = [leaf for leaf, _ in declared.leaves[indicator.of or name]]
        for (reporter, partner, leaf, unit), spans in leaves.items():
            if leaf == parts[0] and partner != indicator.whole:
                targets.update(Target(name, partner, reporter, unit, *span) for span in spans)
    return sorted(targets)


def _estimate(system: System) -> Point:
    """The history that moves stated amounts least; what is a ratio only sets bounds."""
    rows: list[Row] = list(system.rows)
    width = system.something + 1
    cost: dict[int, Number] = {}
    for n, statement in enumerate(system.statements):
        low, high = statement.low, statement.high
        if statement.whole or low is None or high is None or low == high:
            continue
        terms = dict(system.terms(statement.part) or {})
        middle = exact((low + high) / 2)
        up, down = width, width + 1
        width += 2
        rows.append(Row({**terms, up: -1, down: 1}, middle, middle, n))
        weight = -1 / Fraction(exact(high - low))
        cost |= {up: weight, down: weight}
    simplex = Simplex(width, [row.terms for row in rows], system.free)
    simplex.limit(system.something, 1)
    for r, row in enumerate(rows):
        simplex.hold(r, row.low, row.high)
    if simplex.contradiction() is None and cost:
        simplex.most(cost)
    return {u: simplex.value({u: 1}) for u in range(system.something)}


def _value(
    terms: Terms | None, base: Terms | None, point: Point, measure: Measure
) -> Decimal | None:
    top = sum((Fraction(c) * point[u] for u, c in (terms or {}).items()), Fraction(0))
    bottom = sum((Fraction(c) * point[u] for u, c in (base or {}).items()), Fraction(0))
    if base and not bottom:
        return None
    number = top / bottom if base else top
    return decimal(number * measure.factor / measure.spans - measure.less, ROUND_HALF_EVEN)
