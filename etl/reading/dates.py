"""Dates and periods in a paragraph, and whether one is that of a figure, an event or the document.

Must not decide what becomes of a date that belongs to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from etl.reading.forms import Build, Days, forms, whole_months
from etl.reading.numerals import Numeral, Scan
from etl.reading.years import years
from etl.words import Lexicon, lexicon
from etl.words.patterns import alternatives

_BEFORE: Final = 16
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


def expressions(
    text: str, lower: str, scan: Scan, language: str, published: date
) -> list[Expression]:
    """Dates and periods of a paragraph, in order, none inside another.

    lower: of the text, from `passages.folded`. Relative years ("of this year") are read from
    `published`.
    """
    plain = (numeral for numeral in scan.numerals if not numeral.has_unit)
    starts = [token.start for numeral in plain for token in numeral.tokens]
    ends = [numeral.end for numeral in scan.numerals]
    found: list[Expression] = []
    end = 0
    for start in sorted({*starts, *scan.calendar}):
        if start < end:
            continue
        for expression in _at(text, lower, start, language, published):
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


class _Patterns(NamedTuple):
    of_digits: tuple[tuple[re.Pattern[str], Build], ...]
    of_words: tuple[tuple[re.Pattern[str], Build], ...]
    clock: re.Pattern[str]
    of_a_day: re.Pattern[str]
    counts: re.Pattern[str]
    words: Lexicon


def _at(text: str, lower: str, start: int, language: str, published: date) -> Iterator[Expression]:
    """The longest expression that begins here; years of one row come one by one."""
    patterns = _patterns(language)
    best: Expression | None = None
    forms = patterns.of_digits if lower[start].isdecimal() else patterns.of_words
    for pattern, build in forms:
        match = pattern.match(lower, start)
        if match and (best is None or match.end() > best.end):
            built = build(match, published, patterns.words)
            if built and not (built[2] and _is_count(text, match, patterns)):
                best = Expression(start, match.end(), *built)
    if best:
        if best.spans == ((published, published),):
            best = best._replace(end=_with_clock(lower, best.start, best.end, patterns))
        yield best
        return
    for span in years(text, lower, start, language):
        yield Expression(*span, (whole_months(int(lower[slice(*span)]), 1, 12),))


def _is_count(text: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether the number beside a month is no day: "in June 25 companies", "some may 12 times"."""
    calendar = patterns.words.calendar
    if calendar.capital_months and text[match.start("word")].islower():
        return True
    if match.start("word") > match.start() or not patterns.counts.match(match.string, match.end()):
        return False
    opening = max(0, match.start() - _BEFORE)
    return not patterns.of_a_day.search(match.string, opening, match.start())


def _with_clock(lower: str, start: int, end: int, patterns: _Patterns) -> int:
    """Where a date with the time of day ends; "25 June 2025, 11.34 firms" has none."""
    in_digits = not any(map(str.isalpha, lower[start:end]))
    while clock := patterns.clock.match(lower, end):
        if clock["mark"] == "." and not (in_digits or clock["at"]):
            break
        end = clock.end()
    return end


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    calendar = words.calendar
    of_digits, of_words = forms(words)
    end = r"(?![^\W\d_])"
    on = alternatives(calendar.goes_on)
    return _Patterns(
        tuple((re.compile(pattern), build) for pattern, build in of_digits),
        tuple((re.compile(pattern), build) for pattern, build in of_words),
        re.compile(
            rf",?\s*(?:(?P<at>{alternatives(calendar.at)})\s|[^\W\d_]{{1,2}}\s)?"
            r"(?:[01]?\d|2[0-3])(?P<mark>[:.])[0-5]\d(?::[0-5]\d)?(?!\d|\s?%|[.,]\d)"
            r"(?!(?<=\.\d\d)\s*[^\W\d_])"
        ),
        re.compile(rf"(?<![^\W\d_])(?:{alternatives(calendar.before_day)})\s+$"),
        re.compile(
            rf"\s+(?:[^\W\d_]+\s+)?(?:{alternatives(calendar.counted)}){end}"
            rf"|\s+(?!(?:{on}){end})[^\W\d_]{{2,}}s{end}"
        ),
        words,
    )
