"""What the other statements allow for one: ranges with the statements that set them.

Results are in base units, percent for growth and share. Must not write sentences.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

from etl.model import IndicatorKind
from etl.reconcile.solve import Extreme, Solver, furthest_ratio
from etl.reconcile.statements import Statement, Window
from etl.reconcile.system import System, ratio

SUPPORTED: Final = Decimal("1.25")
"""Others pin a figure down where the highest value they allow is at most so many times the
lowest: amounts to within an eighth either way, growth to 25 points at most."""

_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_NEARLY: Final = Decimal("0.000001")  # of a counted thing, lost to rounding in the solver


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
    solver: Solver,
    system: System,
    part: tuple[Window, ...],
    whole: tuple[Window, ...],
    believed: frozenset[int],
    kind: IndicatorKind,
    unit: str,
) -> Range | None:
    """Range of an amount, or of a ratio where there is a whole; None if it is no unknown."""
    terms = system.terms(part)
    base = system.terms(whole)
    if terms is None or base is None:
        return None
    if base:
        ends = [furthest_ratio(system, terms, base, believed, up=up) for up in (False, True)]
        return _percent(ends[0], ends[1], growth=kind == "growth")
    low = solver.furthest(terms, believed, up=False)
    high = solver.furthest(terms, believed, up=True)
    return _amounts(low, high, system, whole_numbers=unit == "count")


def of_statement(
    solver: Solver,
    system: System,
    statement: Statement,
    believed: frozenset[int],
    kind: IndicatorKind,
) -> Range:
    """Range that `believed` statements, without this one, allow for a statement of the group."""
    found = of_windows(
        solver, system, statement.part, statement.whole, believed, kind, statement.figure.unit
    )
    assert found is not None  # every amount of a statement is an unknown of its group
    return found


def pins_down(found: Range, kind: IndicatorKind, factor: Decimal = SUPPORTED) -> bool:
    """Whether both ends are set and close together."""
    if found.high is None or (found.low is None and found.high != 0):
        return False
    shift = _HUNDRED if kind == "growth" else Decimal(0)
    return found.high + shift <= ((found.low or Decimal(0)) + shift) * factor


def _amounts(low: Extreme, high: Extreme, system: System, *, whole_numbers: bool) -> Range:
    bottom = None if low.value is None else system.amount(low.value)
    top = None if high.value is None else system.amount(high.value)
    if whole_numbers:
        bottom = bottom and (bottom - _NEARLY).to_integral_value(ROUND_CEILING)
        top = top and (top + _NEARLY).to_integral_value(ROUND_FLOOR)
    return _range(bottom, top, low, high, Decimal(0))


def _percent(low: Extreme, high: Extreme, *, growth: bool) -> Range:
    shift = _ONE if growth else Decimal(0)
    bottom = None if low.value is None else (ratio(low.value) - shift) * _HUNDRED
    top = None if high.value is None else (ratio(high.value) - shift) * _HUNDRED
    return _range(bottom, top, low, high, -shift * _HUNDRED)


def _range(
    bottom: Decimal | None, top: Decimal | None, low: Extreme, high: Extreme, floor: Decimal
) -> Range:
    if bottom is not None and bottom <= floor:
        return Range(None, top, frozenset(), high.reasons)
    return Range(bottom, top, low.reasons, high.reasons)
