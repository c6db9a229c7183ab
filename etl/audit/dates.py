"""Dates and periods in a paragraph, and whether one is that of a figure, an event or the document.

A lone number like 2023 is a year only beside a word that says so ("in 2023", "2023 года") or in
a row of years. Must not decide what becomes of a date that belongs to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from etl.audit.numerals import Numeral, Scan
from etl.quantities import alternatives
from etl.words import Lexicon, lexicon

Days = tuple[date, date]
"""First and last day, both counted."""

_YEAR: Final = r"(?:1[89]|20|21)\d\d"
_NO_MORE: Final = r"(?![\d%]|[.,]\d|[^\W\d_])"
_DAY: Final = r"(?:[0-2]?[1-9]|[123]0|31)"
_DASH: Final = r"\s?[-\N{EN DASH}\N{EM DASH}/]\s?"
_CLOCK: Final = re.compile(r",?\s*(?:\w{1,2}\s)?(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?!\d)")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "\u0456": 1, "\u0456\u0456": 2}
_BEFORE: Final = 24
_MONTH_DAYS: Final = 30.44
_TOLERANCE: Final = 31
_LONGEST_YEAR: Final = 366


class Expression(NamedTuple):
    """One date or period as printed, with every span of days that it may mean."""

    start: int
    end: int
    spans: tuple[Days, ...] = ()
    months: int = 0
    """Length, of "over the past 20 years"; such a period ends about when the text was written."""
    year_open: bool = False
    """Whether the year is missing: only the day and month of `spans` count."""


class Targets(NamedTuple):
    """What a date of one paragraph may belong to."""

    periods: tuple[Days, ...]
    """Periods of its figures with the bases of their growth, and dates of its events."""
    published: date


def expressions(lower: str, scan: Scan, language: str, published: date) -> list[Expression]:
    """Dates and periods of a paragraph, in order, none inside another.

    lower: from `passages.folded`. Relative years ("of this year") are read from `published`.
    """
    patterns = _patterns(language)
    plain = (numeral for numeral in scan.numerals if not numeral.has_unit)
    starts = [token.start for numeral in plain for token in numeral.tokens]
    ends = [numeral.end for numeral in scan.numerals]
    found: list[Expression] = []
    end = 0
    for start in sorted({*starts, *scan.calendar}):
        if start < end:
            continue
        for expression in _at(lower, start, patterns, published):
            if not _cuts_a_quantity(expression, scan.numerals, ends):
                found.append(expression)
                end = expression.end
    return found


def _cuts_a_quantity(expression: Expression, numerals: list[Numeral], ends: list[int]) -> bool:
    """In "May 5 billion" there is no fifth of May."""
    for at in range(bisect_right(ends, expression.start), len(numerals)):
        numeral = numerals[at]
        if numeral.start >= expression.end:
            break
        if numeral.start < expression.start or expression.end < numeral.end:
            return True
    return False


def belongs(expression: Expression, targets: Targets) -> bool:
    """Whether a date is that of the document, of an event, or a period of a figure.

    It is, when it is the same days, shares the first or the last of them, or contains them:
    "since 2005" opens 2005/2024-09, and a quarter lies in its year.
    """
    if expression.months:
        return any(_as_long(period, expression.months, targets) for period in targets.periods)
    for first, last in expression.spans:
        if first == last and _same_day(first, targets.published, expression.year_open):
            return True
        for start, end in targets.periods:
            if expression.year_open:
                if start == end and first == last and _same_day(first, start, True):
                    return True
            elif first == start or last == end or (first <= start and end <= last):
                return True
    return False


def _same_day(one: date, other: date, year_open: bool) -> bool:
    return (one.month, one.day) == (other.month, other.day) if year_open else one == other


def _as_long(period: Days, months: int, targets: Targets) -> bool:
    length = (period[1] - period[0]).days + 1
    recent = abs((targets.published - period[1]).days) <= _LONGEST_YEAR
    return recent and abs(length - months * _MONTH_DAYS) <= _TOLERANCE


def year_before(period: Days) -> Days:
    """The same span a year earlier: what growth is measured on."""
    first, last = period
    return _shifted(first), _shifted(last)


def _shifted(day: date) -> date:
    length = monthrange(day.year - 1, day.month)[1]
    whole = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, length if whole else min(day.day, length))


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


Built = tuple[tuple[Days, ...], int, bool] | None
Build = Callable[[re.Match[str], date, Lexicon], Built]
Forms = tuple[tuple[str, Build], ...]


class _Patterns(NamedTuple):
    of_digits: tuple[tuple[re.Pattern[str], Build], ...]
    of_words: tuple[tuple[re.Pattern[str], Build], ...]
    years: re.Pattern[str]
    year: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    words: Lexicon


def _at(lower: str, start: int, patterns: _Patterns, published: date) -> Iterator[Expression]:
    """The longest expression that begins here; years of one row come one by one."""
    best: Expression | None = None
    forms = patterns.of_digits if lower[start].isdecimal() else patterns.of_words
    for pattern, build in forms:
        match = pattern.match(lower, start)
        if match and (best is None or match.end() > best.end):
            built = build(match, published, patterns.words)
            if built:
                best = Expression(start, match.end(), *built)
    if best:
        if best.spans == ((published, published),):
            while clock := _CLOCK.match(lower, best.end):
                best = best._replace(end=clock.end())
        yield best
        return
    row = patterns.years.match(lower, start)
    if row is None or (start and lower[start - 1] in ".,:/" and lower[start - 2].isdigit()):
        return
    before = lower[max(0, start - _BEFORE) : start]
    years = list(patterns.year.finditer(lower, start, row.end()))
    if len(years) > 1 or patterns.before.search(before) or patterns.after.match(lower, row.end()):
        for year in years:
            yield Expression(*year.span(), (_months(int(year.group()), 1, 12),))


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    calendar = words.calendar
    of_digits, of_words = _forms(words)
    ands = alternatives((*calendar.joins, *words.ands))
    separator = rf"(?:\s?,\s(?:(?:{ands})\s)?|\s(?:{ands})\s|{_DASH})"
    return _Patterns(
        tuple((re.compile(pattern), build) for pattern, build in of_digits),
        tuple((re.compile(pattern), build) for pattern, build in of_words),
        re.compile(rf"{_YEAR}(?!\d)(?:{separator}{_YEAR}(?!\d))*(?!%|[.,]\d)"),
        re.compile(_YEAR),
        re.compile(rf"(?:(?<![^\W\d_])(?:{alternatives(calendar.before_year)})[\s-]+\(?|\()$"),
        re.compile(rf"\s?(?:{alternatives(calendar.after_year)})(?![^\W\d_])"),
        words,
    )


def _forms(words: Lexicon) -> tuple[Forms, Forms]:
    """Regular expressions of dates that begin with a digit, and of those that begin with a word."""
    calendar = words.calendar
    month = alternatives(words.months)
    ending = f"(?:{alternatives(calendar.day_endings)})?"
    of = rf"(?:\s+(?:{alternatives(calendar.of)}))?\s*"
    year = rf"(?:(?P<year>{_YEAR})|{alternatives(calendar.this_year)}){_NO_MORE}"
    maybe_year = rf"(?:\.?,?{of}(?P<year>{_YEAR}){_NO_MORE})?"
    joins = rf"(?:{_DASH}|\s+(?:{alternatives(calendar.joins)})\s+)"
    count = rf"(?P<count>\d{{1,3}}|{alternatives(words.cardinals)})[\s-]+"
    first = rf"(?:(?:{alternatives(calendar.first)})[\s-]+)?"
    number = rf"iii|ii|iv|i|\u0456\u0456|\u0456|[1-4]|{alternatives(words.ordinals)}"
    nth = rf"(?:(?P<from>{number}){_DASH})?(?P<nth>{number})"
    nth += f"(?:{alternatives(words.ordinal_endings)})?"
    code = rf"(?:[hq](?P<from>[1-4]){_DASH})?(?:(?P<half>h)|q)(?P<nth>[1-4])"
    part = rf"(?:(?P<half>{alternatives(calendar.halves)})|{alternatives(calendar.quarters)})"
    length = "|".join(
        f"(?P<{name}>{alternatives(known)})"
        for name, known in (("m", calendar.months), ("y", calendar.years), ("d", calendar.decades))
    )
    either: Forms = (
        (rf"{nth}[\s-]+{part}{of}{year}", _part_of),
        (rf"{first}{count}(?:{alternatives(calendar.months)}){of}{year}", _first_months),
    )
    return (
        (rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _day),
        (rf"(?P<day>\d\d?)[./](?P<month>\d\d?)[./](?P<year>{_YEAR})(?!\d)", _day),
        (rf"(?P<day>{_DAY}){ending}{of}(?P<word>{month})\b{maybe_year}", _day),
        (rf"(?P<nth>[1-4])(?:(?P<half>h)|q)\s?(?:of\s)?{year}", _part_of),
        *either,
    ), (
        (rf"(?P<word>{month})\.?\s+(?P<day>{_DAY}){ending}(?!\d|[.,]\d){maybe_year}", _day),
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
    return tuple(_months(year, first, last) for year in _years(parts, published)), 0, False


def _part_of(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    length = 6 if parts["half"] else 3
    last = _nth(parts["nth"], words)
    first = _nth(parts["from"], words) if parts.get("from") else last
    if not 1 <= first <= last <= 12 // length:
        return None
    months = (first - 1) * length + 1, last * length
    return tuple(_months(year, *months) for year in _years(parts, published)), 0, False


def _nth(text: str, words: Lexicon) -> int:
    return int(text) if text.isdecimal() else (_ROMAN | words.ordinals).get(text, 0)


def _first_months(match: re.Match[str], published: date, words: Lexicon) -> Built:
    parts = match.groupdict()
    count = _count(parts["count"], words)
    if not 1 <= count <= 12:
        return None
    return tuple(_months(year, 1, count) for year in _years(parts, published)), 0, False


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
