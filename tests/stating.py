"""One phrase beside one value, as the loader compares them."""

from __future__ import annotations

from typing import Final

from etl.book.quantities import read_amount
from etl.book.stated import disagreement
from etl.core.kinds import KINDS
from etl.core.model import Indicator, IndicatorKind, Qualifier, Status, Unit
from etl.core.problems import Refused
from etl.reading.wordings import Phrases
from tests.small import SMALL, book_of

BOOK: Final = book_of(SMALL)
TEMPLATE: Final = BOOK.figures["syl-exports-2019"]
PHRASES: Final = Phrases()


def stated(
    value: str,
    phrase: str,
    *,
    kind: IndicatorKind = "flow",
    qualifier: Qualifier = "exact",
    language: str = "en",
    unit: str = "",
    per: str = "",
    status: Status = "actual",
    units: tuple[Unit, ...] = (),
) -> Refused | None:
    """What a phrase says otherwise than a value, for an indicator of a kind; None if they agree.

    unit: that of the indicator, where the value does not say it.
    """
    amount = read_amount(value)
    printed = amount.quantity.unit
    declared = {one.id for one in units}
    plain = "currency" if printed and printed != "percent" else printed
    unit = unit or (printed if printed in declared else plain) or KINDS[kind].units[0]
    indicator = Indicator("x", "X", "trade", kind, unit, "X", "X.", per=per)
    figure = TEMPLATE._replace(
        kind=kind,
        quantity=amount.quantity,
        quantity_high=amount.high,
        qualifier=qualifier,
        as_stated=phrase,
        unit=printed or unit,
        status=status,
    )
    reader = Phrases(units) if units else PHRASES
    try:
        reading = reader.read(phrase, language)
    except Refused as refused:
        return refused
    return disagreement(figure, indicator, reading)


def rule(refused: Refused | None) -> str:
    """The rule that refuses; "" where nothing does."""
    return refused.rule if refused else ""
