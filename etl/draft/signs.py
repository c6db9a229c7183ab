"""Whether the words around an amount tell that it is below zero: a deficit, an outflow, a fall.

And whether they tell that it is of another kind than its indicator, which is a guess then.

Must not know indicators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind
from etl.draft.grammar import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.words.patterns import alternatives
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


def doubt_of(place: Paragraph, stated: StatedQuantity, kind: IndicatorKind) -> str:
    """Why an amount may be of another kind than its indicator: an outflow, an average; else ""."""
    one = KINDS[kind]
    if not one.is_amount:
        return ""
    if not one.signed and is_negative(place, stated, is_change=False):
        return f"the words tell a deficit or an outflow, and {one.noun} has no sign"
    before = [other.end for other in place.quantities if other.end <= stated.start]
    start = max([place.sentence(stated.start).start, *before])
    is_mean = _mean(place.language).search(place.lower, start, stated.start)
    after = _mean_after(place.language).match(place.lower, stated.end)
    if is_mean or after or stated.reading.per:
        return f"the words tell an average, and it is {one.noun}"
    return ""


@cache
def _mean(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(SIGNS[language].mean)})")


@cache
def _mean_after(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{alternatives(SIGNS[language].mean_after)})(?![^\W\d_])")


@cache
def _words(language: str) -> re.Pattern[str]:
    words = SIGNS[language]
    negative, positive = "|".join(words.negative), "|".join(words.positive)
    return re.compile(rf"(?<![^\W\d_])(?:(?P<negative>{negative})|(?P<positive>{positive}))")
