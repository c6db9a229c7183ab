"""A printed numeric phrase read on its own: "over 7.6 billion US dollars", "fell by 3%".

The quantity of `reader.phrase` with the sign that its words give it: fell by 3% is -3 %. Must
not know what a curator wrote beside it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from etl.core.intervals import turned
from etl.core.model import Qualifier, Quantity
from etl.reading import reader
from etl.words import Money

_MOST_KEPT: Final = 10_000


class Reading(NamedTuple):
    """What a phrase says on its own."""

    quantity: Quantity
    qualifiers: tuple[Qualifier, ...]
    """What the wording allows; ("exact",) without any qualifying word."""
    ordinal: bool
    signed: bool = False
    """Whether a sign or a word for it is printed."""
    change: bool = False
    """Whether a word of change is printed: fell by, a rise of."""
    units: Money = ()
    """Every currency that the printed word may stand for, first the quantity's."""


@lru_cache(_MOST_KEPT)
def read_phrase(text: str, language: str) -> Reading:
    """What a printed phrase says: "over 7.6 billion US dollars", "third", "fell by 3%".

    language: a code of schema.LANGUAGES. Raises Refused (stated-unreadable) for what is more or
    less than one number with its own words. A fall turns its qualifier round: by more than 3 %
    is less than -3 %.
    """
    whole = reader.phrase(text, language)
    quantity, qualifiers = whole.quantity, whole.qualifiers
    if quantity is None or whole.value is None:
        raise reader.unreadable(text, "a range is not one number")
    change = whole.place == "change_by"
    if change and whole.change == "fall":
        quantity = quantity._replace(digits=-abs(quantity.digits))
        qualifiers = turned(qualifiers)
    signed = whole.signed or (change and bool(whole.change))
    ordinal = whole.kind == "ordinal"
    return Reading(quantity, qualifiers, ordinal, signed, change, whole.units)
