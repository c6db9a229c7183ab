"""What is wrong with one figure by itself, its indicator and its source; double entry.

Must not know where the figure stands in the file, or compare it with others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from etl.book.figure_periods import period_problems
from etl.book.indicators import unit_kind
from etl.core.former import FORMER
from etl.core.kinds import KINDS
from etl.core.model import PERCENT, Figure, Indicator, Quantity, Source, Unit
from etl.core.problems import RULES, Refused, choices
from etl.core.schema import MONEY

_HUNDREDTH: Final = Decimal("0.01")
_ZERO: Final = Decimal(0)
NO_UNITS: Final[Mapping[str, Unit]] = {}


def figure_problems(
    figure: Figure,
    indicator: Indicator,
    source: Source,
    precision: Quantity | None,
    on_a_day: bool = False,
    units: Mapping[str, Unit] = NO_UNITS,
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with one figure, with the key that says it.

    precision: the curator's step as written. on_a_day: whether its numbers are counted on a day.
    units: those that the data set declares. Its phrase is judged in `stated`.
    """
    yield from _amount_problems(figure, indicator, units)
    yield from period_problems(figure, indicator, source, on_a_day)
    if figure.reporter == figure.partner:
        yield "partner", Refused("same-area", f"reporter and partner are {figure.partner}")
    if bool(source.document) != bool(figure.paragraph):
        fault = "a paragraph without a document" if figure.paragraph else "no paragraph"
        yield "paragraph", Refused("paragraph", fault)
    if figure.among and not KINDS[indicator.kind].among:
        yield "among", Refused("among", f"among for {KINDS[indicator.kind].noun}")
    if precision or figure.precision_reason:
        yield from _precision_problems(figure, precision)


def _precision_problems(
    figure: Figure, precision: Quantity | None
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with a precision and its reason, of which one at least is given."""
    if not precision:
        yield "precision_reason", Refused("reason", "precision_reason without precision")
        return
    if not figure.precision_reason:
        yield "precision", Refused("reason", "a precision without precision_reason")
    if precision.unit != figure.quantity.unit or precision.base <= 0:
        fault = f"a precision of {precision.base:f} {precision.unit}".rstrip()
        yield "precision", Refused("unit", fault, "allowed is a step above zero in the same unit")
        return
    step = figure.quantity.step
    if KINDS[figure.kind].among:
        allowed = "a rank is exact: leave precision out, or set the qualifier that is printed"
        yield "precision", Refused("unit", "a precision of a rank", allowed)
    elif precision.base < step and not figure.quantity.fraction:
        fault = f"a precision of {precision.base:,f}, value has steps of {step:,f}"
        allowed = "a precision may be as fine as what is printed, or less fine; leave it out"
        yield "precision", Refused("stated-scale", fault, allowed)
    elif precision.base > abs(figure.quantity.base) > 0:
        fault = f"a precision of {precision.base:,f}, the value is {figure.quantity.base:,f}"
        allowed = "a precision is no larger than the number"
        yield "precision", Refused("stated-scale", fault, allowed)


def _amount_problems(
    figure: Figure, indicator: Indicator, units: Mapping[str, Unit]
) -> Iterator[tuple[str, Refused]]:
    """What the indicator's unit and kind do not allow."""
    fraction = figure.quantity.fraction
    if fraction and unit_kind(indicator.unit) == "times":
        fault = f"the fraction {fraction[0]}/{fraction[1]} for {KINDS[indicator.kind].noun}"
        decimal = (Decimal(fraction[0]) / fraction[1]).quantize(_HUNDREDTH).normalize()
        yield "value", Refused("unit", fault, f"write value: {decimal:f}")
        return
    if refused := _other_unit(figure.quantity.unit, indicator, units):
        yield "value", refused
        return
    if (until := FORMER.get(figure.unit)) and until < figure.period.start.year:
        fault = f"{figure.unit} was money until {until}, the period is {figure.period.text}"
        yield "value", Refused("unit", fault, "write the currency of that time")
        return
    for amount in figure.ends:
        if refused := _impossible(amount, indicator):
            yield "value", refused
            return


def _other_unit(unit: str, indicator: Indicator, units: Mapping[str, Unit]) -> Refused | None:
    """Why a value in this unit is none of this indicator."""
    fault = f"the unit {unit}" if unit else "no unit"
    if (declared := units.get(indicator.unit)) is not None:
        alike = [other.id for other in units.values() if other.base == declared.base]
        return None if unit in alike else Refused("unit", fault, f"allowed: {choices(alike)}")
    is_money = unit not in ("", PERCENT)
    wanted = indicator.unit if indicator.unit in ("currency", PERCENT) else ""
    if ("currency" if is_money else unit) != wanted:
        allowed = {"currency": "a currency like USD", PERCENT: "%", "": "no unit"}[wanted]
        return Refused("unit", fault, f"allowed is {allowed}")
    if is_money and unit not in MONEY:
        return Refused("unit", f"{unit} is no currency", "allowed are the codes of ISO 4217")
    return None


def _impossible(value: Decimal, indicator: Indicator) -> Refused | None:
    """Why no number of this kind can be this one."""
    kind = KINDS[indicator.kind]
    whole = kind.is_whole(indicator.unit)
    least = min(kind.floor, _ZERO) if kind.floor is not None else None
    if least is not None and value < least:
        signed = (row.noun for row in KINDS.values() if row.signed and row.floor is None)
        allowed = f"{RULES['negative']}; what may be less is {choices(signed)}"
        if kind.adds_over_time:
            allowed += ", or a flow whose as_stated prints the minus"
        return Refused("negative", f"{value:,f}", allowed)
    if kind.ceiling is not None and value > kind.ceiling:
        return Refused("share-over-100", f"{value:f} %")
    if whole and (value != value.to_integral_value() or (kind.floor and value < kind.floor)):
        return Refused("whole-number", f"{value:f}")
    return None
