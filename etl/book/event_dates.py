"""Double entry of an event's date: what its phrase prints must be that of `date`.

Years, names of months and days in digits are read, in the language of the source. What is
not printed ("June of this year") is not judged. Must not know files or figures.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from etl.core.model import Period
from etl.core.problems import Refused, quoted
from etl.words import lexicon
from etl.words.patterns import alternatives

_LEAP_YEAR: Final = 366
_LAST_DAY: Final = 31
_UNITS: Final = ("year", "month", "day")


class _Patterns(NamedTuple):
    full: re.Pattern[str]
    year: re.Pattern[str]
    word: re.Pattern[str]
    day: re.Pattern[str]


class _Printed(NamedTuple):
    """One part of a date as printed."""

    unit: str
    number: int
    text: str


def stated_date(when: Period, text: str, language: str) -> Refused | None:
    """What the phrase prints otherwise than the date says (stated-date); None where they agree.

    Every year, month and day printed lies within the date, and one of each kind is that of
    its first or last day: "12 June 2018" is no `2018-06`, for a date is as exact as printed.
    """
    printed = list(_printed(text, language))
    wrong = [part.text for unit in _UNITS for part in _disagreeing(printed, unit, when)]
    if not wrong:
        return None
    fault = f"as_stated {quoted(text)} says {' and '.join(dict.fromkeys(wrong))}"
    return Refused("stated-date", f"{fault}, date says {when.text}")


def _disagreeing(printed: list[_Printed], unit: str, when: Period) -> list[_Printed]:
    parts = [part for part in printed if part.unit == unit]
    ends = {getattr(when.start, unit), getattr(when.end, unit)}
    if not any(part.number in ends for part in parts):
        return parts
    inside = _covered(unit, when.start, when.end)
    return [part for part in parts if part.number not in inside]


def _covered(unit: str, start: date, end: date) -> Container[int]:
    """Years, months or days of the month that a span meets."""
    if unit == "year":
        return range(start.year, end.year + 1)
    length = min((end - start).days, _LEAP_YEAR)  # by then every month and day was met
    return {getattr(start + timedelta(number), unit) for number in range(length + 1)}


def _printed(text: str, language: str) -> Iterator[_Printed]:
    months, patterns = lexicon(language).months, _patterns(language)
    for match in patterns.full.finditer(text):
        for unit in _UNITS:
            number = match[unit] or match[f"{unit}_last"]
            yield _Printed(unit, int(number), match.group())
    rest = patterns.full.sub(" ", text)
    for match in patterns.year.finditer(rest):
        yield _Printed("year", int(match.group()), match.group())
    words = [word for word in patterns.word.findall(rest) if word.lower() in months]
    for word in words:
        yield _Printed("month", months[word.lower()], word)
    if words:
        for match in patterns.day.finditer(rest):
            if 1 <= int(match.group()) <= _LAST_DAY:
                yield _Printed("day", int(match.group()), match.group())


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    calendar = words.calendar
    year = r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)"
    month_day = r"(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)"
    day_month = r"(?P<day_last>[0-3]?\d)\.(?P<month_last>0?[1-9]|1[0-2])"
    ending = alternatives((*calendar.day_endings, *words.ordinal_endings))
    counted = alternatives((*calendar.months, *calendar.years, *calendar.decades))
    return _Patterns(
        # With a slash, day and month may stand in either order: only the year is read.
        re.compile(
            rf"(?P<year>{year})-{month_day}(?!\d)|(?<![\d.]){day_month}\.(?P<year_last>{year})"
        ),
        re.compile(year),
        re.compile(r"[^\W\d_]+"),
        # No part of a clock or of a larger number, and not the count of "5 months".
        re.compile(
            rf"(?<![\w.,:/])\d{{1,2}}(?!\d|[.,:/%]\d)(?=(?:{ending})?(?![^\W\d_]))"
            rf"(?!\s?%|[\s-](?:{counted})(?![^\W\d_]))",
            re.IGNORECASE,
        ),
    )
