"""Whether the words around an amount tell that it is below zero: a deficit, an outflow, a fall.

Must not know indicators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.words.patterns import EDGE
from etl.words.signs import SIGNS

_AFTER: Final = 28
"""Characters: a $700 million trade deficit."""
_APART: Final = re.compile(r"[,;:()\d]")


def is_negative(place: Paragraph, stated: StatedQuantity, is_change: bool) -> bool:
    """Whether an amount is below zero; is_change: whether it is that of a change.

    The word in its phrase decides, then that right behind it, else the last one before in its
    sentence, no other amount between.
    """
    if is_change:
        return stated.reading.change == "fall"
    pattern = _words(place.language)
    sentence = place.sentence(stated.start)
    inside = pattern.search(place.lower, stated.start, stated.end)
    if inside is None:
        end = min(sentence.end, stated.end + _AFTER)
        inside = pattern.search(place.lower, stated.end, end)
        if inside and _APART.search(place.lower, stated.end, inside.start()):
            inside = None
    if inside is None:
        before = [one.end for one in place.quantities if one.end <= stated.start]
        start = max([sentence.start, *before])
        inside = next(reversed(list(pattern.finditer(place.lower, start, stated.start))), None)
    return inside is not None and inside.lastgroup == "negative"


@cache
def _words(language: str) -> re.Pattern[str]:
    words = SIGNS[language]
    negative, positive = "|".join(words.negative), "|".join(words.positive)
    return re.compile(rf"{EDGE}(?:(?P<negative>{negative})|(?P<positive>{positive}))")
