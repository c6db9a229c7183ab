"""The value of a proposal as the words give it: sign, ends, unit, and what leaves it open.

Must not know which indicator it is of, only of what kind.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from etl.core.intervals import interval, turned
from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind, Quantity
from etl.draft.grammar import Measurement
from etl.draft.model import UNKNOWN
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity, printed
from etl.draft.signs import is_negative
from etl.draft.status import barely


class ProposedValue(NamedTuple):
    """A number as it would be recorded."""

    printed: str
    value: Decimal | None
    """Base units; None for a range."""
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str
    doubt: str
    """Why it may be other than read; empty where it is sure."""


def value_of(
    place: Paragraph, stated: StatedQuantity, measure: Measurement, kind: IndicatorKind
) -> ProposedValue:
    """The value of a number that measures an indicator of a kind."""
    quantity, qualifier = _signed(place, stated, measure, kind)
    return ProposedValue(
        printed(quantity, stated.high, stated.unit) if quantity else UNKNOWN,
        quantity.base if quantity and stated.high is None else None,
        *_ends(quantity, qualifier, stated, kind),
        _unit(stated, measure, kind),
        qualifier,
        _doubt(place, stated),
    )


def _signed(
    place: Paragraph, stated: StatedQuantity, measure: Measurement, kind: IndicatorKind
) -> tuple[Quantity | None, str]:
    """The quantity with the sign that the words give it, and its qualifier."""
    quantity, qualifiers = stated.quantity, stated.reading.qualifiers
    usual = stated.reading.qualifier
    qualifiers = (usual, *(one for one in qualifiers if one != usual))
    if quantity is None:
        return None, qualifiers[0]
    if KINDS[kind].signed and measure.role != "growth":
        if quantity.digits > 0 and is_negative(place, stated, KINDS[kind].says == "change"):
            quantity = quantity._replace(digits=-quantity.digits)
            qualifiers = turned(qualifiers)
    elif measure.fell and measure.role == "growth" and quantity.digits > 0:
        quantity = quantity._replace(digits=-quantity.digits)
        qualifiers = turned(qualifiers)
    elif measure.role != "growth" and quantity.digits < 0:
        quantity = quantity._replace(digits=-quantity.digits)
    return quantity, qualifiers[0]


def _ends(
    quantity: Quantity | None, qualifier: str, stated: StatedQuantity, kind: IndicatorKind
) -> tuple[Decimal | None, Decimal | None]:
    if quantity is None:
        return stated.reading.low, stated.reading.high
    unit = quantity.unit or ("rank" if KINDS[kind].tested == "place" else "count")
    ends = interval(quantity, qualifier, unit, kind)  # type: ignore[arg-type]
    if stated.high is None:
        return ends.low, ends.high
    upper = interval(stated.high, qualifier, unit, kind)  # type: ignore[arg-type]
    return ends.low, upper.high


def _unit(stated: StatedQuantity, measure: Measurement, kind: IndicatorKind) -> str:
    if stated.unit:
        return stated.unit
    return "rank" if measure.role == "rank" or KINDS[kind].tested == "place" else "count"


def _doubt(place: Paragraph, stated: StatedQuantity) -> str:
    if stated.quantity is None:
        return "its digits make no number that can be read"
    if word := barely(place, stated):
        return f'"{word}" leaves open whether it was reached'
    if stated.far:
        return "no currency is printed in the paragraph"
    if stated.borrowed:
        return ""
    doubts = []
    if len(stated.reading.qualifiers) > 1 and stated.reading.qualifiers[1:] != ("exact",):
        doubts.append(f"may be {' or '.join(stated.reading.qualifiers)}")
    if {"value", "unit", "qualifier"} & set(stated.reading.unsure):
        doubts.append("the reader is not sure")
    return "; ".join(doubts)
