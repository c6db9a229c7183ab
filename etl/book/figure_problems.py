"""What is wrong with one figure by itself, its indicator and its source; double entry.

Must not know where the figure stands in the file, or compare it with others.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from etl.book.quantities import compare
from etl.core.model import Figure, Indicator, Quantity, Source
from etl.core.problems import Refused, quoted
from etl.core.schema import CURRENCIES
from etl.reading.phrases import PERCENT, read_phrase

_HUNDRED: Final = Decimal(100)


def figure_problems(
    figure: Figure, indicator: Indicator, source: Source, precision: Quantity | None
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with one figure, with the key that says it."""
    yield from _amount_problems(figure, indicator)
    if indicator.kind == "stock" and figure.period.coverage != "point":
        yield "period", Refused("stock-day", f"{quoted(figure.period.text)} is no day")
    if figure.period.end > source.published:
        found = f"the period ends {figure.period.end}, published {source.published}"
        yield "period", Refused("period-future", found)
    if figure.reporter == figure.partner:
        yield "partner", Refused("same-area", f"reporter and partner are {figure.partner}")
    if bool(source.document) != bool(figure.paragraph):
        found = "a paragraph without a document" if figure.paragraph else "no paragraph"
        yield "paragraph", Refused("paragraph", found)
    inferred = figure.period_basis == "inferred"
    if inferred and not figure.period_reason:
        yield "period_basis", Refused("reason", "the period is inferred without period_reason")
    elif figure.period_reason and not inferred:
        yield "period_reason", Refused("reason", "period_reason without period_basis: inferred")
    if precision or figure.precision_reason:
        yield from _precision_problems(figure, precision)
    try:
        reading = read_phrase(figure.as_stated, source.language)
    except Refused as refused:
        yield "as_stated", refused
        return
    if reading.ordinal and indicator.unit != "rank":
        yield "as_stated", Refused("stated-unit", f"{quoted(figure.as_stated)} is a rank")
    elif reading.change and indicator.kind != "growth":
        found = f"{quoted(figure.as_stated)} is a change, the indicator a {indicator.kind}"
        yield "as_stated", Refused("stated-unit", found, "allowed is an indicator of growth")
    elif refused_reading := compare(figure.quantity, figure.qualifier, reading, figure.as_stated):
        yield "as_stated", refused_reading


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
        found = f"a precision of {precision.base:f} {precision.unit}".rstrip()
        yield "precision", Refused("unit", found, "allowed is a step above zero in the same unit")


def _amount_problems(figure: Figure, indicator: Indicator) -> Iterator[tuple[str, Refused]]:
    """What the indicator's unit and kind do not allow."""
    unit, value = figure.quantity.unit, figure.value
    kind = "currency" if unit and unit != PERCENT else unit
    wanted = indicator.unit if indicator.unit in ("currency", PERCENT) else ""
    if kind != wanted:
        allowed = {"currency": "a currency like USD", PERCENT: "%", "": "no unit"}[wanted]
        found = f"the unit {unit}" if unit else "no unit"
        yield "value", Refused("unit", found, f"allowed is {allowed}")
        return
    if wanted == "currency" and unit not in CURRENCIES:
        yield (
            "value",
            Refused("unit", f"{unit} is no currency", "allowed are the codes of ISO 4217"),
        )
    if value < (-_HUNDRED if indicator.kind == "growth" else 0):
        yield "value", Refused("negative", f"{value:,f}")
    elif indicator.kind == "share" and value > _HUNDRED:
        yield "value", Refused("share-over-100", f"{value:f} %")
    elif indicator.unit in ("rank", "count") and (
        value != value.to_integral_value() or (indicator.unit == "rank" and value < 1)
    ):
        yield "value", Refused("whole-number", f"{value:f}")
