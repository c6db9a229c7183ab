"""What the other statements allow for one: ranges with the statements that set them.

Results are in base units, percent for growth and share. Must not write sentences.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind
from etl.reconcile.model.drift import Drift
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Measure, Statement, Window
from etl.reconcile.model.system import Number, System
from etl.reconcile.solve.solver import Extreme, Solver

SUPPORTED: Final = Decimal("1.25")
"""Others pin a figure down where the highest value they allow is at most so many times the
lowest: amounts to within an eighth either way, growth to 25 points at most."""

_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_FINE: Final = Decimal("0.0000001")  # per cent
_EXACT: Final = 20
"""Significant digits to which a number is given as it is; one that has more, or no end, as a third
has, is rounded outward to _DIGITS."""

_DIGITS: Final = 12


class Case(NamedTuple):
    """One group in hand: its system, the solver that holds it, and what the book declares."""

    system: System
    solver: Solver
    declared: Relations

    def kind(self, statement: Statement) -> IndicatorKind:
        """Kind of the indicator of a statement."""
        return self.declared.indicators[statement.figure.indicator].kind


class Range(NamedTuple):
    """Lowest and highest value that a set of statements allows, in base units or percent."""

    low: Decimal | None
    """None where the amount or ratio can fall to its natural floor: nothing pushes it up."""
    high: Decimal | None
    low_reasons: frozenset[int]
    high_reasons: frozenset[int]
    above: bool = False
    """Whether the lowest value itself is excluded: "more than" was said."""
    below: bool = False
    """Whether the highest value itself is."""

    @property
    def reasons(self) -> frozenset[int]:
        """Statements that set either end."""
        return self.low_reasons | self.high_reasons

    @property
    def says_nothing(self) -> bool:
        """Whether neither end is set."""
        return self.low is None and self.high is None


def of_windows(
    case: Case,
    part: tuple[Window, ...],
    whole: tuple[Window, ...],
    believed: frozenset[int],
    measure: Measure,
) -> Range | None:
    """Range of an amount, or of a ratio where there is a whole; None if it is no unknown.

    measure: how the numbers are shown.
    """
    terms = case.system.terms(part)
    base = case.system.terms(whole)
    if terms is None or base is None:
        return None
    if base:
        low = case.solver.furthest_ratio(terms, base, believed, up=False)
        high = case.solver.furthest_ratio(terms, base, believed, up=True)
        return _range(low, high, measure, least=0)
    low = case.solver.furthest(terms, believed, up=False)
    high = case.solver.furthest(terms, believed, up=True)
    least = None if case.system.signed.intersection(w.series.indicator for w in part) else 0
    if any(w.times < 0 for w in part):
        least = None
    if part[0].series.unit == "count" and measure.spans == 1:
        low, high = _whole(low, math.ceil), _whole(high, math.floor)
    return _range(low, high, measure, least=least)


def of_statement(case: Case, statement: Statement, believed: frozenset[int]) -> Range:
    """Range that `believed` statements, without this one, allow for a statement of the group."""
    implied = of_windows(case, statement.part, statement.whole, believed, statement.measure)
    assert implied is not None  # every amount of a statement is an unknown of its group
    for drift in case.system.drifts.get(statement.figure.id, ()):
        if drift.owners <= believed:
            implied = _within(implied, drift, statement.measure)
    return implied


def _within(implied: Range, drift: Drift, measure: Measure) -> Range:
    """The range of a growth, no wider than one revision lets two official years move apart."""
    low, high = (
        (ratio * measure.factor - measure.less).quantize(_FINE, rounding)
        for ratio, rounding in ((drift.low, ROUND_FLOOR), (drift.high, ROUND_CEILING))
    )
    if (implied.low is not None and implied.low > high) or (
        implied.high is not None and implied.high < low
    ):
        return implied  # first prints that are believed leave another growth
    if implied.low is None or implied.low < low:
        implied = implied._replace(low=low, low_reasons=drift.owners, above=False)
    if implied.high is None or implied.high > high:
        implied = implied._replace(high=high, high_reasons=drift.owners, below=False)
    return implied


def pins_down(implied: Range, kind: IndicatorKind, *, at_floor: bool = False) -> bool:
    """Whether both ends are set and close together; at_floor: nothing at all was stated."""
    least = floor(kind)
    low = least if implied.low is None else implied.low
    if implied.high is None or low is None or (implied.high == least and not at_floor):
        return False
    if least is None:  # of what may be negative: close together beside its size
        return implied.high - low <= min(abs(low), abs(implied.high)) * (SUPPORTED - 1)
    return implied.high - least <= (low - least) * SUPPORTED


def floor(kind: IndicatorKind) -> Decimal | None:
    """The lowest value that there is: nothing, or the loss of everything; None without one."""
    return KINDS[kind].floor


def distance(stated: Statement, low: Decimal | None, high: Decimal | None) -> Decimal:
    """Relative distance of what is stated from another range, as in `Statement`; 0 in overlap."""
    if high and stated.low is not None and high < stated.low:
        return (stated.low - high) / high
    if low and stated.high is not None and stated.high < low:
        return (low - stated.high) / low
    return Decimal(0)


def decimal(value: Number, rounding: str) -> Decimal:
    """A rational number as a decimal one, rounded as said where it has no short one."""
    with localcontext() as context:
        context.prec, context.rounding = _EXACT, rounding
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(quotient) != value:
            context.prec = _DIGITS
            quotient = Decimal(value.numerator) / Decimal(value.denominator)
    if quotient != quotient.to_integral_value():
        return quotient
    with localcontext() as context:  # the usual context has no room for more than 28 digits
        context.prec = max(_EXACT, quotient.adjusted() + 1)
        return quotient.quantize(_ONE)


def _whole(end: Extreme, rounded: Callable[[Number], int]) -> Extreme:
    """An end of a range of counted things, rounded inward, as they come in whole numbers."""
    return end if end.value is None else end._replace(value=rounded(end.value))


def _range(low: Extreme, high: Extreme, measure: Measure, *, least: int | None) -> Range:
    """As shown, without the ends that hold by definition: nothing stated, no reason.

    least: what an amount or ratio can fall to if nothing pushes it up.
    """
    has_low = low.reasons and low.value is not None and (least is None or low.value > least)
    has_high = high.reasons and high.value is not None
    return Range(
        _shown(low.value, measure, ROUND_FLOOR) if has_low else None,
        _shown(high.value, measure, ROUND_CEILING) if has_high else None,
        low.reasons if has_low else frozenset(),
        high.reasons if has_high else frozenset(),
        above=bool(has_low and low.excluded),
        below=bool(has_high and high.excluded),
    )


def _shown(value: Number | None, measure: Measure, rounding: str) -> Decimal | None:
    if value is None:
        return None
    number = Fraction(value) * measure.factor / measure.spans - measure.less
    return decimal(number, rounding)
