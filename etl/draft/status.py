"""Whether the words around a number tell it as a fact, as a plan, or as what does not hold.

Must not know indicators.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from etl.core.model import Period
from etl.draft.model import DENIED, UNKNOWN, Guess
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.words.patterns import EDGE, END
from etl.words.trade import vocabulary

_ACTUAL: Final = Guess("actual", 1.0, "")


def status_of(
    place: Paragraph, stated: StatedQuantity, covered: Period | None, published: date
) -> Guess:
    """The key `status` of a number that covers a period."""
    lead = _lead(place, stated)
    denied, negation, _ = _patterns(place.language)
    if denied.search(lead) or negation.search(lead):
        return Guess(UNKNOWN, 0.2, DENIED)
    if stated.reading.status != "actual":
        return Guess(stated.reading.status, 0.9, "told by the words beside it")
    if covered and covered.end > published:
        return Guess("target", 0.6, "its period is still to come")
    return _ACTUAL


def barely(place: Paragraph, stated: StatedQuantity) -> str:
    """The word that leaves open whether a number was reached; empty where none does."""
    word = _patterns(place.language)[2].search(_lead(place, stated))
    return word.group().split()[0] if word else ""


def _lead(place: Paragraph, stated: StatedQuantity) -> str:
    """What its sentence says before a number."""
    return place.lower[place.sentence(stated.start).start : stated.start]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What denies a number, just before it too, and what leaves open whether it was reached."""
    words = vocabulary(language)
    few = rf"(?:(?!{words.ands}\s)[^\W\d_]+\s+){{0,3}}"
    return (
        re.compile(rf"{EDGE}(?:{words.denied}){END}"),
        re.compile(rf"(?:{EDGE}|(?=n't))(?:{words.negation}){few}[$\u20ac]?$"),
        re.compile(rf"{EDGE}(?:{words.barely})\s+{few}[$\u20ac]?$"),
    )
