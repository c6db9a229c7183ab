"""Numbers, days and spans of time as sentences say them, written by Babel.

The one speaker: sentences of findings (`etl.reconcile.say`) and pages (`dashboard.view`) both ask
it. A language is one mapping of `SPEECH`. Must not know figures, units or what is said of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from etl.core.days import are_whole_months, is_month_end

NO_START: Final = date.min
"""The first day of a period of which no document says when it began."""

_MOST_KEPT: Final = 20_000
"""Numbers and days that are kept as they were written: pages and findings say the same again."""

SPEECH: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "year": "y",
        "month": "MMMM",
        "month_short": "MMM",
        "month_year": "MMMM y",
        "month_year_short": "MMM y",
        "day_month_short": "d MMM",
        "day": "d MMMM y",
        "day_short": "d MMM y",
        "span": "{first} to {last}",
        "months_short": "{first}-{last}",
        "until": "until {last}",
    }
}
"""Of each language, how it writes days and their parts (patterns of CLDR), and joins two ends."""


def number(
    value: Decimal, decimals: int | None = None, *, signed: bool = False, language: str = "en"
) -> str:
    """A number in groups of three digits: "12,210", "+3.40".

    decimals: how many to show; without them those that the number is written with, zeros too.
    """
    shown = places(value) if decimals is None else decimals
    return _written(value or abs(value), shown, signed and value != 0, language)  # never "-0"


def _written(value: Decimal, decimals: int, signed: bool, language: str) -> str:
    written = f"{value:+,.{decimals}f}" if signed else f"{value:,.{decimals}f}"
    marks = _marks(language)
    return written.translate(marks) if marks else written


@cache
def _marks(language: str) -> dict[int, str]:
    """What stands for the marks of a number as Python writes it, where they are others.

    Babel takes ten times as long for a whole number.
    """
    locale = _locale(language)
    marks = {",": get_group_symbol(locale), ".": get_decimal_symbol(locale)}
    return {ord(mark): own for mark, own in marks.items() if mark != own}


@cache
def _locale(language: str) -> Locale:
    return Locale(language)


def rounded(value: Decimal, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """A value with so many significant digits."""
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), rounding)


def plain(value: Decimal) -> Decimal:
    """Without trailing zeros after the point."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def places(value: Decimal) -> int:
    """How many decimals a value is written with; 0 where its last digit stands before the point."""
    written = f"{value:f}"
    return len(written) - written.index(".") - 1 if "." in written else 0


def day(when: date, *, short: bool = False, language: str = "en") -> str:
    """A day: "30 January 2025", or short "30 Jan 2025"."""
    return _date(when, "day", short, language)


def month(when: date, *, short: bool = False, language: str = "en") -> str:
    """The month of a day: "January 2025", or short "Jan 2025"."""
    return _date(when, "month_year", short, language)


def span(start: date, end: date, *, roughly: bool = False, language: str = "en") -> str:
    """A span in a sentence, both ends counted: "2024", "January to April 2024", "30 May 2025".

    Two ends are named alike, "1 January 2005 to 25 June 2024", but months and years as what they
    are: "2005 to September 2024". roughly: by months, where a day is nothing that the source
    prints. Without a start it is "until May 2024".
    """
    words = SPEECH[language]
    if start == NO_START:
        return words["until"].format(last=_end(end, language, roughly=roughly))
    if start == end:
        return day(start, language=language)
    whole = are_whole_months(start, end)
    if whole and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return _date(end, "year", False, language)
        last = month(end, language=language)
        if start.month == end.month:
            return last
        return words["span"].format(first=_date(start, "month", False, language), last=last)
    if not whole and not (roughly and start.year != end.year):
        first, last = (day(one, language=language) for one in (start, end))
    else:
        first = _start(start, language, roughly=True)
        last = _end(end, language, roughly=True)
    return words["span"].format(first=first, last=last)


def span_in_brief(start: date, end: date, *, language: str = "en") -> str:
    """A span in a table or a label: "2023", "Jan-Apr 2024", "2005 to 25 Jun 2024", "30 May 2025".

    Without a start it is "until 2024".
    """
    words = SPEECH[language]
    if start == NO_START:
        return words["until"].format(last=_end(end, language, short=True))
    if start == end:
        return day(start, short=True, language=language)
    if start.year != end.year:
        first = _start(start, language, short=True)
        return words["span"].format(first=first, last=_end(end, language, short=True))
    if are_whole_months(start, end):
        if (start.month, end.month) == (1, 12):
            return _date(end, "year", False, language)
        if start.month == end.month:
            return month(end, short=True, language=language)
    within = span_within_year(start, end, language=language)
    return f"{within} {_date(end, 'year', False, language)}"


def span_within_year(start: date, end: date, *, language: str = "en") -> str:
    """A span of several days of one year, without its year: "Mar-May", "1 Jan to 25 Jun"."""
    words = SPEECH[language]
    whole = are_whole_months(start, end)
    pattern = "month_short" if whole else "day_month_short"
    first, last = (_date(one, pattern, False, language) for one in (start, end))
    if first == last:
        return first
    return words["months_short" if whole else "span"].format(first=first, last=last)


def _start(when: date, language: str, *, short: bool = False, roughly: bool = False) -> str:
    """The first end of a span: a year or a month where it begins with one."""
    if (when.month, when.day) == (1, 1):
        return _date(when, "year", False, language)
    return _date(when, "month_year" if roughly or when.day == 1 else "day", short, language)


def _end(when: date, language: str, *, short: bool = False, roughly: bool = False) -> str:
    """The last end of a span: a year or a month where it ends with one."""
    if (when.month, when.day) == (12, 31):
        return _date(when, "year", False, language)
    whole = roughly or is_month_end(when)
    return _date(when, "month_year" if whole else "day", short, language)


@lru_cache(_MOST_KEPT)
def _date(when: date, pattern: str, short: bool, language: str) -> str:
    form = SPEECH[language][f"{pattern}_short" if short else pattern]
    return format_date(when, form, _locale(language))
