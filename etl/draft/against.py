"""What a change is measured against, and among whom a rank is, as the words of a draft tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.core.days import period, whole_years, year_before
from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind, Period
from etl.draft.grammar import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.times import NumberPeriod
from etl.reading.spans import Span
from etl.words.patterns import alternatives
from etl.words.signs import SIGNS

_REACH: Final = 60
"""Characters after a rank in which its set is named."""
_CLAUSE: Final = re.compile(r"[,;:()\N{EN DASH}\N{EM DASH}]")
_NEW_YEAR: Final = (1, 1)
_LAST_DAY: Final = (12, 31)


def base_of(
    place: Paragraph,
    stated: StatedQuantity,
    spans: list[Span],
    told: NumberPeriod,
    kind: IndicatorKind,
) -> tuple[str, NumberPeriod]:
    """The key `base`, empty where it is the same span a year before; and the period beside it.

    "From 2013 to 2023 it grew": the change of 2023 against 2013.
    """
    if not KINDS[kind].against or told.period is None:
        return "", told
    covered = told.period
    if _is_years(covered):
        first, last = covered.start.year, covered.end.year
        end = told._replace(period=period(*whole_years(last, last)))
        return period(*whole_years(first, first)).text, end
    sentence = place.sentence(stated.start)
    named = [
        span
        for span in spans
        if span.role == "base" and stated.end <= span.start < sentence.end and span.period
    ]
    if not named or named[0].basis == "inferred" or named[0].period is None:
        return "", told
    if any(stated.end <= one.start < named[0].start for one in place.quantities):
        return "", told
    days = named[0].period.start, named[0].period.end
    usual = days == year_before((covered.start, covered.end))
    return ("" if usual else named[0].period.text), told


def _is_years(covered: Period) -> bool:
    """Whether a span is several whole years."""
    whole = (covered.start.month, covered.start.day) == _NEW_YEAR and (
        (covered.end.month, covered.end.day) == _LAST_DAY
    )
    return whole and covered.start.year < covered.end.year and not covered.is_open


def among_of(place: Paragraph, stated: StatedQuantity, silent: set[str], own: str) -> str:
    """The key `among` of a rank: the area in which it is one, or the buyers; empty for all.

    silent: codes of its two sides. own: words of the indicator, which need not be said again.
    """
    sentence = place.sentence(stated.start)
    leading, some = _patterns(place.language)
    for mention in place.areas:
        between = place.lower[stated.end : mention.start]
        near = stated.end <= mention.start < sentence.end and len(between) <= _REACH
        if mention.area in silent or not near or _CLAUSE.search(between):
            continue
        if leading.search(between):
            return mention.area
    role = some.match(place.lower, stated.end)
    if role is None or role["stem"] in own.lower():
        return ""
    return SIGNS[place.language].sets[role["stem"]]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = SIGNS[language]
    return (
        re.compile(
            rf"(?<![^\W\d_])(?:{alternatives(words.within)})(?![^\W\d_])['\s]*(?:[^\W\d_]+\s+)?$"
        ),
        re.compile(rf"\s+(?:[^\W\d_]+\s+)?(?P<stem>{'|'.join(words.sets)})"),
    )
