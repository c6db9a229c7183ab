"""Indicators of a book that a number may be of: those that its noun names in its role.

Must not know areas, nor the words around a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import Indicator, IndicatorKind
from etl.draft.grammar import Measurement
from etl.draft.indicators import Named, is_level
from etl.draft.known import Known
from etl.draft.model import NOT_TOLD, Guess
from etl.draft.nouns import Noun
from etl.draft.quantities import StatedQuantity

_OTHER_THING: Final = frozenset({"stock"})
"""Words that make of an indicator another one, not a part of it."""
_KIND_OF_ROLE: Final[Mapping[str, IndicatorKind]] = {
    **{"growth": "growth", "share": "share", "rank": "rank", "ratio": "ratio"},
    **{"multiple": "multiple", "change": "change", "points": "change"},
}
"""What an indicator would be that is told in a role; of an amount, a flow."""


def candidates(known: Known, noun: Noun, role: str, stated: StatedQuantity) -> list[str]:
    """Indicators that a noun names in a role, the likeliest first."""
    indicators = known.book.indicators
    if noun.declared:
        own = indicators[noun.declared]
        if _has_role(own, role) and _is_in_unit(known, own, stated):
            return [noun.declared]
        derived = [
            one.id
            for one in indicators.values()
            if _has_role(one, role) and noun.declared in (one.of, one.id)
        ]
        if derived:
            return derived
    levels = _levels(known, noun)
    if role == "level":
        return [one for one in levels if _is_in_unit(known, indicators[one], stated)]
    if role == "rank":
        return [
            one.indicator.id
            for one in known.indicators.named
            if KINDS[one.indicator.kind].tested == "place" and (one.atom or "partner") == noun.atom
        ]
    return [one.id for one in indicators.values() if _has_role(one, role) and one.of in levels[:1]]


def only_rank(known: Known, role: str) -> Guess:
    """The indicator of a rank of whom no word tells, where the book has one; else unknown."""
    ranks = [one for one in known.book.indicators.values() if _has_role(one, "rank")]
    if role == "rank" and len(ranks) == 1:
        return Guess(ranks[0].id, 0.5, "the only rank of the book")
    return NOT_TOLD


def kind_of(known: Known, indicator: str, role: str) -> IndicatorKind:
    """The kind of an indicator; of one that the book does not have, what its role says."""
    if indicator in known.book.indicators:
        return known.book.indicators[indicator].kind
    return _KIND_OF_ROLE.get(role, "flow")


def to_declare(
    known: Known, measure: Measurement, stated: StatedQuantity
) -> tuple[str, str, str, str] | None:
    """Id, name, kind and unit of an indicator to declare where none fits."""
    noun = measure.noun
    if noun is None:
        return None
    levels = _levels(known, noun)
    base = levels[0] if levels else noun.atom or "amount"
    name = base.replace("_", " ").capitalize()
    unit = {"money": "currency", "percent": "percent", "points": "percent"}.get(stated.kind)
    unit = unit or ("times" if measure.role == "multiple" else stated.unit or "count")
    if measure.role == "level":
        product = re.sub(r"[^a-z0-9]+", "", noun.product) if noun.product.isascii() else ""
        own = f"{base}_{product}" if product else base
        own = own if own not in known.book.indicators else f"{own}_{unit}"
        return own, name, "stock" if unit == "count" else "flow", unit
    if measure.role == "rank":
        return f"{base}_rank", f"Rank as {base}", "rank", "rank"
    kind = _KIND_OF_ROLE[measure.role]
    return f"{base}_{kind}", f"{kind.capitalize()} of {base}", kind, unit


def _has_role(indicator: Indicator, role: str) -> bool:
    """Whether an indicator is told in a role."""
    return is_level(indicator) if role == "level" else indicator.kind == role


def _is_in_unit(known: Known, indicator: Indicator, stated: StatedQuantity) -> bool:
    units = known.book.units
    if stated.kind == "measure":
        bases = [units[one].base for one in (indicator.unit, stated.unit) if one in units]
        return len(bases) > 1 and bases[0] == bases[1]
    unit = {"money": "currency", "percent": "percent", "count": "count"}.get(stated.kind)
    return unit is None or indicator.unit == unit


def _levels(known: Known, noun: Noun) -> list[str]:
    """Levels that a noun names: those that share its modifiers first."""
    if noun.declared and is_level(known.book.indicators[noun.declared]):
        return [noun.declared]
    fitting = [
        one
        for one in known.indicators.named
        if one.atom
        and one.atom == noun.atom
        and is_level(one.indicator)
        and one.modifiers <= noun.modifiers
        and (_is_counted_on_a_day(one) or not _OTHER_THING & (noun.modifiers - one.modifiers))
    ]
    whole = [one for one in fitting if not one.others or noun.product in one.others]
    fitting = whole or fitting
    fitting.sort(key=lambda one: -len(one.modifiers))
    return [one.indicator.id for one in fitting]


def _is_counted_on_a_day(one: Named) -> bool:
    return KINDS[one.indicator.kind].periods == "day"
