"""How dates and periods are printed, and which days each form means.

Must not know what stands around a date, nor whom it belongs to.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from etl.words import Lexicon
from etl.words.patterns import alternatives

Days = tuple[date, date]
"""First and last day, both counted."""

YEAR: Final = r"(?:1[89]|20|21)\d\d"
DASH: Final = r"\s?[-\N{EN DASH}\N{EM DASH}/]\s?"
_NO_MORE: Final = r"(?![\d%]|[.,]\d|[^\W\d_])"
_DAY: Final = r"(?:[0-2]?[1-9]|[123]0|31)"
_LONGEST_COUNT: Final = 100
"""Of months, years or decades that are written as a word."""
_QUARTERS: Final = 4
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "\u0456": 1, "\u0456\u0456": 2}

Built = tuple[tuple[Days, ...], int, bool] | None
Build = Callable[[re.Match[str], date, Lexicon], Built]
Forms = tuple[tuple[str, Build], ...]


def whole_months(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last day of another, both counted from 1."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def forms(words: Lexicon) -> tuple[Forms, Forms]:
    """Regular expressions of dates that begin with a digit, and of those that begin with a word."""
    calendar = words.calendar
    month = alternatives(words.months)
    ending = f"(?:{alternatives(calendar.day_endings)})?"
    of = rf"(?:\s+(?:{alternatives(calendar.of)}))?\s*"
    year = rf"(?:(?P<year>{YEAR})|{alternatives(calendar.this_year)}){_NO_MORE}"
    maybe_year = rf"(?:\.?,?{of}(?P<year>{YEAR}){_NO_MORE})?"
    joins = rf"(?:{DASH}|\s+(?:{alternatives(calendar.joins)})\s+)"
    cardinals = (word for word, number in words.cardinals.items() if number <= _LONGEST_COUNT)
    count = rf"(?P<count>\d{{1,3}}|{alternatives(cardinals)})[\s-]+"
    first = rf"(?:(?:{alternatives(calendar.first)})[\s-]+)?"
    ordinals = (word for word, number in words.ordinals.items() if number <= _QUARTERS)
    number = rf"iii|ii|iv|i|\u0456\u0456|\u0456|[1-4]|{alternatives(ordinals)}"
    nth = rf"(?:(?P<from>{number}){DASH})?(?P<nth>{number})"
    nth += f"(?:{alternatives(words.ordinal_endings)})?"
    code = rf"(?:[hq](?P<from>[1-4]){DASH})?(?:(?P<half>h)|q)(?P<nth>[1-4])"
    part = rf"(?:(?P<half>{alternatives(calendar.halves)})|{alternatives(calendar.quarters)})"
    length = "|".join(
        f"(?P<{name}>{alternatives(known)})"
        for name, known in (("m", calendar.months), ("y", calendar.years), ("d", calendar.decades))
    )
    either: Forms = (
        (rf"{nth}[\s-]+{part}{of}{year}", _part_of),
        (rf"{first}{count}(?:{alternatives(calendar.months)}){of}{year}", _first_months),
    )
    month_day: Forms = (
        (rf"(?P<word>{month})\.?\s+(?P<day>{_DAY}){ending}(?!\d|[.,]\d){maybe_year}", _day),
    )
    return (
        (rf"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _day),
        (rf"(?P<day>\d\d?)[./](?P<month>\d\d?)[./](?P<year>{YEAR})(?!\d)", _day),
        (rf"(?P<day>{_DAY}){ending}{of}(?P<word>{month})\b{maybe_year}", _day),
        (rf"(?P<nth>[1-4])(?:(?P<half>h)|q)\s?(?:of\s)?{year}", _part_of),
        *either,
    ), (
        *(month_day if calendar.month_first else ()),
        (rf"(?P<from>{month}){joins}(?P<word>{month}),?{of}{year}", _months_of),
        (rf"(?P<word>{month})\.?,?{of}{year}", _months_of),
        (rf"{code}\s?(?:of\s)?{year}", _part_of),
        (rf"(?:{alternatives(calendar.past)})[\s-]+{count}(?:{length})\b", _length),
        *either,
    )


def _day(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    month = words.months[parts["word"]] if parts.get("word") else int(parts["month"])
    year = int(parts["year"]) if parts.get("year") else 0
    try:
        # A leap year holds every day that a date without a year may name.
        day = date(year or 2000, month, int(parts["day"]))
    except ValueError:
        return None
    return ((day, day),), 0, not year


def _months_of(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    last = words.months[parts["word"]]
    first = words.months[parts["from"]] if parts.get("from") else last
    if first > last:
        return None
    return tuple(whole_months(year, first, last) for year in _years(parts, published)), 0, False


def _part_of(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    length = 6 if parts["half"] else 3
    last = _nth(parts["nth"], words)
    first = _nth(parts["from"], words) if parts.get("from") else last
    if not 1 <= first <= last <= 12 // length:
        return None
    months = (first - 1) * length + 1, last * length
    return tuple(whole_months(year, *months) for year in _years(parts, published)), 0, False


def _nth(text: str, words: Lexicon) -> int:
    return int(text) if text.isdecimal() else _ROMAN.get(text) or words.ordinals.get(text, 0)


def _first_months(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    count = _count(parts["count"], words)
    if not 1 <= count <= 12:
        return None
    return tuple(whole_months(year, 1, count) for year in _years(parts, published)), 0, False


def _length(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    unit = 1 if parts["m"] else 12 if parts["y"] else 120
    return (), _count(parts["count"], words) * unit, False


def _count(text: str, words: Lexicon) -> int:
    return int(text) if text.isdecimal() else words.cardinals[text]


def _years(parts: dict[str, str | None], published: date) -> Iterable[int]:
    """The year printed, or those that "of this year" and "of the year" may mean."""
    year = parts.get("year")
    return (int(year),) if year else (published.year, published.year - 1)
