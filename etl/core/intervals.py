"""Intervals: the lowest and highest true value that a statement allows.

Knows wording and printed digits only. Must not compare figures with one another.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import Figure, IndicatorKind, Interval, Qualifier, Quantity

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_HALF: Final = Decimal("0.5")
_QUARTER: Final = Decimal("0.25")
_TENTH: Final = Decimal("0.1")
_HUNDRED: Final = 100
_SIMPLEST: Final = 5
"""Fractions up to fifths are what people say of a part; smaller ones are said to be exact."""
_TURNED: Final[dict[Qualifier, Qualifier]] = {
    **{"more_than": "less_than", "less_than": "more_than"},
    **{"at_least": "at_most", "at_most": "at_least"},
}


def interval(
    stated: Quantity,
    qualifier: Qualifier,
    unit: str,
    kind: IndicatorKind,
    precision: Decimal | None = None,
) -> Interval:
    """Lowest and highest true value that the wording and the printed digits allow.

    stated: the quantity with its printed digits and scale; unit: "count", "rank",
    "percent", a currency, ...; kind: that of its indicator, which sets the possible values;
    precision: the curator's own step, in base units.
    Returns base units; an end is None where neither wording nor kind sets one.
    A bare "16 billion" is 15.5 to 16.5: half a unit of the last printed digit
    (the convention of the GRIM test, Brown and Heathers 2017). A count printed to
    the unit and a rank are exact. For "about" see `_about`, for "a third" `_fraction`. No
    amount or count goes below zero, no growth below -100 %, no rank below 1, a share lies
    within 0 and 100 %; what may be negative (a balance, a flow that is stated so) has no floor.
    """
    value = stated.base
    row = KINDS[kind]
    if stated.fraction:
        low, high = _fraction(stated, qualifier, precision)
    elif qualifier in ("more_than", "at_least", "less_than", "at_most"):
        low = high = value
    elif qualifier == "approximately":
        spread = precision or _about(stated, row.is_whole(unit))
        low, high = value - spread, value + spread
    elif precision is None and row.is_whole(unit) and stated.step <= 1:
        low = high = value
    else:
        spread = (precision or stated.step) * _HALF
        low, high = value - spread, value + spread
    # A flow that is stated to be negative went the other way, and has no floor.
    floor = None if row.adds_over_time and value < 0 else row.floor
    ceiling = row.ceiling
    if qualifier in ("more_than", "at_least"):
        return Interval(low, None)
    if qualifier in ("less_than", "at_most"):
        # From zero up; a growth of zero or less can only be a loss.
        return Interval(_highest(floor, _ZERO) if value > 0 else floor, high)
    return Interval(_highest(floor, low), high if ceiling is None else min(high, ceiling))


def of_figure(figure: Figure) -> Interval:
    """The interval of one figure, in base units (see `interval`).

    A range goes from the low end of its lower number to the high end of its higher one.
    """
    bounds = interval(figure.quantity, figure.qualifier, figure.unit, figure.kind, figure.precision)
    if figure.quantity_high is None:
        return bounds
    upper = figure.quantity_high, figure.qualifier, figure.unit, figure.kind, figure.precision
    return Interval(bounds.low, interval(*upper).high)


def _about(stated: Quantity, whole: bool) -> Decimal:
    """How far the true value of "about" a number may be from it, either way.

    One unit of the last digit that is not zero (about 270: 260 to 280), and at most a quarter of
    the number (about 20: 15 to 25). A rounded number is one on the scale that the speaker uses
    (Krifka 2007), and scales are powers of ten, their double, their half and the half of that
    (Jansen and Pollmann 2001): the coarsest step that people put around a number is half of its
    half. How wide "about" is taken depends on magnitude and roundness, not on which of these
    words is chosen (Ferson et al. 2015), so all of them have this rule. It is never narrower
    than the same number without the word, and what is whole may be one off at least.
    """
    spread = min(_last_digit(stated), abs(stated.base) * _QUARTER)
    return max(spread, stated.step * _HALF, _ONE if whole else _ZERO)


def _last_digit(stated: Quantity) -> Decimal:
    """One unit of the last digit that is not zero: 10 for 270, 0.1 for 3.40 of its scale."""
    if not stated.digits:
        return stated.step
    exponent = stated.digits.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # NaN and infinity cannot be read
    return Decimal(1).scaleb(exponent + stated.scale) * stated.factor


def _fraction(
    stated: Quantity, qualifier: Qualifier, precision: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Percentages between which a part said as a fraction lies, to a tenth and outwards.

    "A third" is half way to the next simple fractions, a quarter and two fifths: 29.1 to 36.7;
    "about a third" reaches them, but is no wider than a quarter of it. The next are those of the
    Farey sequence one order above its denominator, and above fifths at least. With "more than"
    it is the fraction itself.
    """
    assert stated.fraction
    part = Fraction(*stated.fraction)
    before, after = _next_fractions(part)
    if precision is not None:
        spread = Fraction(precision) / _HUNDRED / (1 if qualifier == "approximately" else 2)
        low, high = part - spread, part + spread
    elif qualifier == "exact":
        low, high = (before + part) / 2, (part + after) / 2
    elif qualifier == "approximately":
        low, high = max(before, part * 3 / 4), min(after, part * 5 / 4)
        low, high = min(low, (before + part) / 2), max(high, (part + after) / 2)
    else:
        low = high = part
    down, up = _tenths(low, ROUND_FLOOR), _tenths(high, ROUND_CEILING)
    return (-up, -down) if stated.digits < 0 else (down, up)


def _next_fractions(part: Fraction) -> tuple[Fraction, Fraction]:
    order = max(_SIMPLEST, part.denominator) + 1
    every = [Fraction(n, d) for d in range(1, order + 1) for n in range(d + 1)]
    return max(f for f in every if f < part), min(f for f in every if f > part)


def _tenths(part: Fraction, rounding: str) -> Decimal:
    percent = Decimal(part.numerator * _HUNDRED) / part.denominator
    return percent.quantize(_TENTH, rounding)


def _highest(floor: Decimal | None, low: Decimal) -> Decimal:
    return low if floor is None else max(floor, low)


def turned(qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    """What is said of an amount, said of its negative: more than 3 is less than -3."""
    return tuple(_TURNED.get(qualifier, qualifier) for qualifier in qualifiers)
