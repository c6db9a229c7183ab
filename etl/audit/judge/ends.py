"""Which end of a span a level has that a change leads from or to.

"Grew from $5 to $6 billion between 2018 and 2019": five in 2018, six in 2019. Must not know
figures.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.place import EDGE
from etl.audit.judge.stated import reading_at
from etl.audit.read.passage import Passage
from etl.core.days import Days, whole_years
from etl.reading.passages import Span
from etl.reading.span import Span as Time
from etl.words import lexicon
from etl.words.patterns import alternatives

_JANUARY_1: Final = (1, 1)
_DECEMBER_31: Final = (12, 31)


@cache
def _to_there(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{alternatives(lexicon(language).to)})\s*$")


class End(NamedTuple):
    """One of the two levels of a change."""

    is_first: bool
    pair: Span
    """Both levels, as they are printed."""


@cache
def _to(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(lexicon(language).to)})\s*")


def end_at(passage: Passage, phrase: Span) -> End | None:
    """Which level of a change a phrase states; None where it is none of two."""
    levels = [reading for reading in passage.readings if reading.kind not in ("date", "period")]
    own = reading_at(levels, phrase)
    if own is None:
        return None
    at = levels.index(own)
    gap = _to(passage.language)
    for first, second, is_first in (
        *((own, one, True) for one in levels[at + 1 : at + 2]),
        *((one, own, False) for one in levels[max(0, at - 1) : at]),
    ):
        leads = second.place == "change_to" and gap.fullmatch(
            passage.lower, first.end, second.start
        )
        if leads:
            return End(is_first, (first.start, second.end))
    return None


def is_led_to(passage: Passage, phrase: Span) -> bool:
    """Whether a phrase states the level at which a change ends: it doubled, to 8 billion."""
    levels = [reading for reading in passage.readings if reading.kind not in ("date", "period")]
    own = reading_at(levels, phrase)
    if own is None or own.place == "change_to":
        return own is not None
    at = levels.index(own)
    by = at and levels[at - 1].place == "change_by"
    return bool(by and _to_there(passage.language).search(passage.lower, 0, own.start))


def year_of(end: End, time: Time) -> Days | None:
    """The first or the last year of a span of years; None where the time is none."""
    span = time.period
    if span is None or span.start.year == span.end.year or not _is_whole(span.start, span.end):
        return None
    year = span.start.year if end.is_first else span.end.year
    return whole_years(year, year)


def _is_whole(start: date, end: date) -> bool:
    return (start.month, start.day) == _JANUARY_1 and (end.month, end.day) == _DECEMBER_31
