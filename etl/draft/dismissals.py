"""Why a numeral is no statistic.

Must not know indicators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.draft.grammar import Paragraph
from etl.draft.model import Guess
from etl.draft.quantities import Stated
from etl.draft.vocabulary import vocabulary

_EDGE: Final = r"(?<![^\W\d_])"
_END: Final = r"(?![^\W\d_])"
_AROUND: Final = 36


def reason(place: Paragraph, stated: Stated) -> Guess:  # noqa: PLR0911 - one rule a line
    """The reason of a dismissal: anniversary, name, plain_count or not_a_statistic."""
    anniversary, names = _patterns(place.language)
    text, lower = place.text, place.lower
    phrase = lower[stated.start : stated.end]
    after = lower[stated.end : stated.end + _AROUND]
    before = lower[max(0, stated.start - _AROUND) : stated.start]
    if anniversary.search(phrase) or anniversary.search(after[:24]):
        return Guess("anniversary", 0.95, "stands with a word for it")
    if stated.kind == "ordinal":
        if names.match(after) or names.search(before[-18:]):
            return Guess("name", 0.85, "part of a name")
        return Guess("not_a_statistic", 0.85, "an order that ranks nothing")
    if text[stated.start].isupper() and phrase[:1].isalpha() and stated.kind != "count":
        return Guess("name", 0.6, "begins with a capital")
    if phrase[:1].isalpha() and any(one.isdigit() for one in phrase):
        return Guess("name", 0.8, "letters and digits in one word")
    if names.match(after):
        return Guess("name", 0.7, "part of a name")
    if stated.kind == "count":
        return Guess("plain_count", 0.8, "counts what nobody keeps statistics of")
    return Guess("not_a_statistic", 0.6, "states no amount, share or place")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary(language)
    return (
        re.compile(rf"(?:{words.anniversary})"),
        re.compile(rf"[\s-]*(?:[^\W\d_]+\s+)?{_EDGE}(?:{words.names}){_END}"),
    )
