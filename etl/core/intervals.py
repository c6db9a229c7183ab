"""Intervals: the lowest and highest true value that a statement allows.

Knows wording and printed digits only. Must not compare figures with one another.
"""

from __future__ import annotations

from decimal import Decimal

from etl.core.kinds import KINDS
from etl.core.model import Figure, IndicatorKind, Interval, Qualifier, Quantity

_ZERO = Decimal(0)
_HALF = Decimal("0.5")
_WHOLE_UNITS = frozenset({"count", "rank"})


def interval(
    stated: Quantity,
    qualifier: Qualifier,
    unit: str,
    kind: IndicatorKind,
    precision: Decimal | None = None,
) -> Interval:
    """Lowest and highest true value that the wording and the printed digits allow.

    stated: the quantity with its printed digits and scale; unit: "count", "rank",
    "percent" or a currency; kind: that of its indicator, which sets the possible values;
    precision: the curator's own step, in base units.
    Returns base units; `high` is None where the wording sets no upper end.
    A bare "16 billion" is 15.5 to 16.5: half a unit of the last printed digit
    (the convention of the GRIM test, Brown and Heathers 2017). A count printed to
    the unit and a rank are exact. "About 270" is 260 to 280: one unit of the last
    digit that is not zero. No amount or count goes below zero, no growth below -100 %,
    no rank below 1, and a share lies within 0 and 100 %.
    """
    value = stated.base
    floor, ceiling = KINDS[kind].floor, KINDS[kind].ceiling
    if qualifier in ("more_than", "at_least"):
        return Interval(value, None)
    if qualifier in ("less_than", "at_most"):
        # From zero up; a growth of zero or less can only be a loss.
        return Interval(_highest(floor, _ZERO) if value > 0 else floor, value)
    if qualifier == "approximately":
        spread = precision or _last_digit(stated)
    elif precision is not None:
        spread = precision * _HALF
    elif unit in _WHOLE_UNITS and stated.step <= 1:
        spread = _ZERO
    else:
        spread = stated.step * _HALF
    high = value + spread
    return Interval(
        _highest(floor, value - spread), high if ceiling is None else min(high, ceiling)
    )


def of_figure(figure: Figure) -> Interval:
    """The interval of one figure, in base units (see `interval`)."""
    return interval(figure.quantity, figure.qualifier, figure.unit, figure.kind, figure.precision)


def _highest(floor: Decimal | None, low: Decimal) -> Decimal:
    return low if floor is None else max(floor, low)


def _last_digit(stated: Quantity) -> Decimal:
    """One unit of the last digit that is not zero: 10 for 270, 0.1 for 3.40 of its scale."""
    if not stated.digits:
        return stated.step
    exponent = stated.digits.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # NaN and infinity cannot be read
    return Decimal(1).scaleb(exponent + stated.scale)
