"""What the other statements allow for one: ranges with the statements that set them.

Results are in base units, percent for growth and share. Must not write sentences.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from typing import Final, NamedTuple

from etl.core.model import IndicatorKind
from etl.reconcile.model.drift import Drift
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, Window
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
    kind: IndicatorKind,
) -> Range | None:
    """Range of an amount, or of a ratio where there is a whole; None if it is no unknown."""
    terms = case.system.terms(part)
    base = case.system.terms(whole)
    if terms is None or base is None:
        return None
    if base:
        low = case.solver.furthest_ratio(terms, base, believed, up=False)
        high = case.solver.furthest_ratio(terms, base, believed, up=True)
        return _percent(low, high, growth=kind == "growth")
    low = case.solver.furthest(terms, believed, up=False)
    high = case.solver.furthest(terms, believed, up=True)
    return _amounts(low, high, whole_numbers=part[0].series.unit == "count")


def of_statement(case: Case, statement: Statement, believed: frozenset[int]) -> Range:
    """Range that `believed` statements, without this one, allow for a statement of the group."""
    kind = case.kind(statement)
    found = of_windows(case, statement.part, statement.whole, believed, kind)
    assert found is not None  # every amount of a statement is an unknown of its group
    for drift in case.system.drifts.get(statement.figure.id, ()):
        if drift.owners <= believed:
            found = _within(found, drift)
    return found


def _within(found: Range, drift: Drift) -> Range:
    """The range of a growth, no wider than one revision lets two official years move apart."""
    low = ((drift.low - _ONE) * _HUNDRED).quantize(_FINE, ROUND_FLOOR)
    high = ((drift.high - _ONE) * _HUNDRED).quantize(_FINE, ROUND_CEILING)
    if (found.low is not None and found.low > high) or (
        found.high is not None and found.high < low
    ):
        return found  # first prints that are believed leave another growth
    if found.low is None or found.low < low:
        found = found._replace(low=low, low_reasons=drift.owners)
    if found.high is None or found.high > high:
        found = found._replace(high=high, high_reasons=drift.owners)
    return found


def pins_down(found: Range, kind: IndicatorKind, *, at_floor: bool = False) -> bool:
    """Whether both ends are set and close together; at_floor: nothing at all was stated."""
    if found.high is None or (found.high <= floor(kind) and not at_floor):
        return False
    low = floor(kind) if found.low is None else found.low
    return found.high - floor(kind) <= (low - floor(kind)) * SUPPORTED


def floor(kind: IndicatorKind) -> Decimal:
    """The lowest value that there is: nothing, or the loss of everything."""
    return -_HUNDRED if kind == "growth" else Decimal(0)


def distance(stated: Statement, low: Decimal | None, high: Decimal | None) -> Decimal:
    """Relative distance of what is stated from another range, as in `Statement`; 0 in overlap."""
    if high and high < stated.low:
        return (stated.low - high) / high
    if low and stated.high is not None and stated.high < low:
        return (low - stated.high) / low
    return Decimal(0)


def _amounts(low: Extreme, high: Extreme, *, whole_numbers: bool) -> Range:
    if not whole_numbers:
        bottom, top = _end(low, ROUND_FLOOR), _end(high, ROUND_CEILING)
    else:
        bottom, top = _whole(low, ROUND_CEILING), _whole(high, ROUND_FLOOR)
    return _range(bottom, top, low, high, floor=Decimal(0))


def _end(found: Extreme, rounding: str) -> Decimal | None:
    """An end of a range; None where there is none."""
    return None if found.value is None else decimal(found.value, rounding)


def decimal(value: Number, rounding: str) -> Decimal:
    """A rational number as a decimal one, rounded as said where it has no short one."""
    with localcontext() as context:
        context.prec, context.rounding = _EXACT, rounding
        made = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(made) != value:
            context.prec = _DIGITS
            made = Decimal(value.numerator) / Decimal(value.denominator)
    return made.quantize(_ONE) if made == made.to_integral_value() else made


def _whole(found: Extreme, rounding: str) -> Decimal | None:
    """An end of a range of counted things, rounded inward, as they come in whole numbers."""
    if found.value is None:
        return None
    up = rounding == ROUND_CEILING
    return Decimal(math.ceil(found.value) if up else math.floor(found.value))


def _percent(low: Extreme, high: Extreme, *, growth: bool) -> Range:
    shift = 1 if growth else 0
    low, high = (
        end._replace(value=None if end.value is None else (end.value - shift) * 100)
        for end in (low, high)
    )
    bottom, top = _end(low, ROUND_FLOOR), _end(high, ROUND_CEILING)
    return _range(bottom, top, low, high, floor=Decimal(-shift) * _HUNDRED)


def _range(
    bottom: Decimal | None, top: Decimal | None, low: Extreme, high: Extreme, *, floor: Decimal
) -> Range:
    """Without the ends that hold by definition: nothing stated, no reason."""
    if not high.reasons or top is None:
        high = Extreme(None, frozenset())
        top = None
    if not low.reasons or (bottom is not None and bottom <= floor):
        return Range(None, top, frozenset(), high.reasons)
    return Range(bottom, top, low.reasons, high.reasons)
