"""What a change is measured against, and among whom a rank is, as the words of a draft tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from etl.core.days import period, whole_years, year_before
from etl.core.kinds import KINDS
from etl.core.model import IndicatorKind, Period
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.times import NumberPeriod
from etl.reading.span import Span
from etl.words.patterns import EDGE, END, alternatives
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
    base = _named(place, stated, spans, told)
    if base is None or base.basis == "inferred" or base.period is None:
        return "", told
    usual = base.period.span == year_before(covered.span)
    return ("" if usual else base.period.text), told


def _named(
    place: Paragraph, stated: StatedQuantity, spans: list[Span], told: NumberPeriod
) -> Span | None:
    """The words of what a number is measured against: behind it, else before it."""
    sentence = place.sentence(stated.start)
    here = [s for s in spans if sentence.holds(s.start) and s != told.span]
    behind = [s for s in here if s.role == "base" and s.start >= stated.end]
    if stated.kind == "multiple":  # three times that of 2020
        next_to = [s for s in here if not place.lower[stated.end : s.start].strip(" ")]
        behind = [s for s in next_to if s.start >= stated.end] or behind
    before = [s for s in here if s.role == "base" and s.end <= stated.start]
    for span in (*behind[:1], *before[-1:]):
        first, last = sorted((stated.start, span.start))
        if not any(first < one.start < last for one in place.quantities if one is not stated):
            return span
    return None


def _is_years(covered: Period) -> bool:
    """Whether a span is several whole years."""
    whole = (covered.start.month, covered.start.day) == _NEW_YEAR and (
        (covered.end.month, covered.end.day) == _LAST_DAY
    )
    return whole and covered.start.year < covered.end.year and not covered.is_open


def among_of(place: Paragraph, stated: StatedQuantity, silent: set[str], own: Sequence[str]) -> str:
    """The key `among` of a rank: the area in which it is one, or the buyers; empty for all.

    silent: codes of its two sides. own: words of the indicator, all of which may say it already.
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
    role = some.match(place.lower, stated.end, sentence.end)
    if role is None:
        # Its place among suppliers: 41st; the ninth-largest customer, up from 14th place.
        before = _named_before(place.language).finditer(place.lower, sentence.start, stated.start)
        role = next(reversed(list(before)), None)
    if role is None:
        return ""
    words = SIGNS[place.language]
    if region := words.of_regions.get(role["stem"]):
        return region.title()
    said = bool(own) and all(role["stem"] in word.lower() for word in own)
    return "" if said else words.sets[role["stem"]]


@cache
def _named_before(language: str) -> re.Pattern[str]:
    words = SIGNS[language]
    return re.compile(rf"{EDGE}(?P<stem>{'|'.join((*words.sets, *words.of_regions))})")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = SIGNS[language]
    stems = (*words.sets, *words.of_regions)
    return (
        re.compile(rf"{EDGE}(?:{alternatives(words.within)}){END}['\s]*(?:[^\W\d_]+\s+)?$"),
        re.compile(rf"\s+(?:[^\W\d_]+\s+){{0,3}}?(?P<stem>{'|'.join(stems)})"),
    )
