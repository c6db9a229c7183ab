"""Spans of time made of today's dates, until `etl.reading.spans` stands."""
# ruff: noqa: RUF001

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from etl.core.model import Period
from etl.core.periods import parse_period
from etl.draft.times import Span
from etl.reading.dates import expressions
from etl.reading.numerals import scan
from etl.reading.passages import folded

_SINCE: Final = re.compile(r"(?:since|from|dal|dall'|с|начиная с)\s+$")
_END: Final = re.compile(
    r"(?:at the end of|by the end of|alla fine del|a fine|на конец|в конце)\s+$"
)
_BASE: Final = re.compile(
    r"(?:than|compared (?:to|with)|against|versus|from the level of|rispetto a\w*|чем|"
    r"по сравнению с|к уровню|против)\s+(?:\w+\s+){0,5}$"
)
_LAST: Final = re.compile(
    r"(?<!\w)(?:(last|previous|the past) year|(?:l'anno scorso|lo scorso anno|nell'anno passato)|"
    r"(?:в прошлом году|прошлого года|за прошлый год|по итогам прошлого года))(?!\w)"
)


def spans(text: str, language: str, published: date) -> list[Span]:
    """Times of a paragraph."""
    lower = folded(text)
    found = []
    period: Period | None
    for match in _LAST.finditer(lower):
        period = parse_period(str(published.year - 1))
        why = f"Last year, seen from {published:%B %Y}."
        found.append(Span(*match.span(), match.group(), period, "inferred", why, "covers"))
    for one in expressions(text, lower, scan(text, lower, language), language, published):
        before = lower[max(0, one.start - 40) : one.start]
        role = "base" if _BASE.search(before) else "covers"
        basis, why, period = "stated", "", None
        start = one.start
        if one.months:
            years = one.months // 12
            opens = date(published.year - years, published.month, published.day)
            opens += timedelta(days=1)
            period = parse_period(f"{opens.isoformat()}/{published.isoformat()}")
            basis, why = "inferred", f"The span of {text[one.start : one.end]}, to the document."
        elif one.spans and not one.year_open:
            first, last = one.spans[0]
            period = parse_period(_text(first, last))
            if since := _SINCE.search(before):
                period = parse_period(f"{_open(first, last)}/{published.isoformat()}")
                basis, why = "inferred", "The start is printed and no end: to the document."
                start -= len(since.group())
            elif _END.search(before):
                basis, why = "inferred", "Said of the end of a year: for a flow the whole year."
        elif one.year_open and one.spans:
            continue
        found.append(Span(start, one.end, text[start : one.end], period, basis, why, role))
    return sorted(found)


def _open(first: date, last: date) -> str:
    return _text(first, last)


def _text(first: date, last: date) -> str:  # noqa: PLR0911 - one rule a line
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return str(first.year)
        return f"{first.year}/{last.year}"
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = (first.month, last.month)
        if months in ((1, 6), (7, 12)):
            return f"{first.year}-S{1 if months[0] == 1 else 2}"
        if months[1] - months[0] == 2 and months[0] % 3 == 1:
            return f"{first.year}-Q{(months[0] + 2) // 3}"
        if months[0] == months[1]:
            return f"{first.year}-{months[0]:02d}"
        return f"{first.year}-{months[0]:02d}/{last.year}-{months[1]:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"
