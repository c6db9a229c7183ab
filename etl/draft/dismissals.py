"""Why a numeral is no statistic.

Must not know indicators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.draft.model import Guess
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.roles import is_alone
from etl.reading.times import YEAR
from etl.words.patterns import EDGE, END
from etl.words.trade import vocabulary

_AROUND: Final = 36
FEWEST: Final = 20
"""A count of something undeclared below this is no statistic."""
_OF_WHAT: Final = "nothing near tells of what"
LIKE_A_YEAR: Final = re.compile(YEAR)
_LETTERS: Final = re.compile(
    r"(?<![^\W_])(?=[^\W\d_]{2,3}[ \xa0-]$)[^\W\d_a-z\u0430-\u044f]+[ \xa0-]$"
)
"""Two or three capitals: a flight, a form, a plate."""


def reason(place: Paragraph, stated: StatedQuantity) -> Guess:  # noqa: PLR0911 - one rule a line
    """The reason of a dismissal; of what may be a statistic, that it is unclear."""
    anniversary, names, _ = _patterns(place.language)
    text, lower = place.text, place.lower
    phrase = lower[stated.start : stated.end]
    after = lower[stated.end : stated.end + _AROUND]
    before = lower[max(0, stated.start - _AROUND) : stated.start]
    if anniversary.search(phrase) or anniversary.search(after[:24]):
        return Guess("anniversary", 0.95, "stands with a word for it")
    if stated.kind == "ordinal":
        if names.match(after) or names.search(before[-18:]):
            return Guess("name", 0.85, "part of a name")
        if is_alone(place, stated):
            return Guess("unclear", 0.4, "it may be a rank")
        return Guess("not_a_statistic", 0.85, "an order that ranks nothing")
    if is_label(place, stated):
        return Guess("name", 0.85, "a number of a house, a room or a flight")
    if text[stated.start].isupper() and phrase[:1].isalpha() and stated.kind != "count":
        return Guess("name", 0.6, "begins with a capital")
    if phrase[:1].isalpha() and any(one.isdigit() for one in phrase):
        return Guess("name", 0.8, "letters and digits in one word")
    if names.match(after):
        return Guess("name", 0.7, "part of a name")
    if stated.kind == "count" and LIKE_A_YEAR.fullmatch(phrase):
        return Guess("historical_date", 0.6, "a year that the words leave bare")
    if stated.kind == "count":
        value = stated.value
        if value is not None and (value >= FEWEST or value != value.to_integral_value()):
            return Guess("unclear", 0.4, f"a statistic maybe: {_OF_WHAT}")
        return Guess("plain_count", 0.8, "counts what nobody keeps statistics of")
    if _is_ratio(stated):
        return Guess("unclear", 0.4, f"so many times as much: {_OF_WHAT}")
    return Guess("not_a_statistic", 0.6, "states no amount, share or place")


def _is_ratio(stated: StatedQuantity) -> bool:
    """Whether a multiple compares: 2.2 times, nearly double; nobody meets nearly twice."""
    reading = stated.reading
    if stated.kind != "multiple":
        return False
    told = reading.place == "change_by" or reading.qualifier != "exact"
    return told or any(map(str.isdigit, reading.text))


def is_label(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a bare number tells which house, room or flight is meant, and counts nothing."""
    if stated.kind not in ("count", "other"):
        return False
    if not place.text[stated.start : stated.end].isdigit():
        return False
    before = place.text[max(0, stated.start - _AROUND) : stated.start]
    if _LETTERS.search(before):
        return all(one.end != stated.start - 1 for one in place.areas)
    lead = _patterns(place.language)[2].search(before)
    return lead is not None and (not lead["name"].strip() or lead["name"].strip()[0].isupper())


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary(language)
    return (
        re.compile(rf"(?:{words.anniversary})"),
        re.compile(rf"[\s-]*(?:[^\W\d_]+\s+)?{EDGE}(?:{words.names}){END}"),
        re.compile(
            rf"{EDGE}(?i:{words.addresses}){END}\.?\s+(?P<name>(?:[^\W\d_][\w.-]*,?\s+){{0,2}})"
            rf"(?:n[.\u00b0]\s*|no\.\s*|\u2116\s*)?$"
        ),
    )
