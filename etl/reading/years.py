"""Lone numbers like 2023, and whether they are years: "in 2023", "2023 года", not "2023 visas".

Must not know figures or other dates.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.reading.changes import changes
from etl.reading.passages import Span
from etl.reading.times import DASH, YEAR
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.patterns import alternatives
from etl.words.times import times

_BEFORE: Final = 24
_BEGINS: Final = re.compile(r"(?:^|[.,;:(\n])\s*(?:[-\N{EN DASH}\N{EM DASH}\N{BULLET}*]\s+)?$")
_CLAUSE: Final = 80
"""Characters between a multiple and the year by which it is reached."""


class _Patterns(NamedTuple):
    row: re.Pattern[str]
    year: re.Pattern[str]
    before: re.Pattern[str]
    qualified: re.Pattern[str]
    after: re.Pattern[str]
    counted: re.Pattern[str]
    noun: re.Pattern[str]
    range: re.Pattern[str]
    before_amount: frozenset[str]
    by: frozenset[str]
    between: frozenset[str]
    """Before the first of two numbers that are the ends of a range."""
    amount: re.Pattern[str]
    """An amount right before a preposition: from 9.1% of 2018."""
    multiple: re.Pattern[str]
    ends: frozenset[str]
    """Last words of qualifiers."""
    label: re.Pattern[str]
    """After a year that stands before its amount: 2014: about $5 million."""


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    calendar = words.calendar
    edge, end = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    ands = alternatives((*calendar.joins, *words.ands))
    separator = rf"(?:\s?,\s(?:(?:{ands})\s)?|\s(?:{ands})\s|{DASH})"
    return _Patterns(
        re.compile(rf"{YEAR}(?!\d)(?:{separator}{YEAR}(?!\d))*(?!%|[.,]\d)"),
        re.compile(YEAR),
        re.compile(rf"(?:{edge}({alternatives(calendar.before_year)})[\s-]+\(?|(\())$"),
        re.compile(rf"{edge}(?:{alternatives(words.qualifiers)})[\s-]+\(?$"),
        re.compile(rf"\s?(?:{alternatives(calendar.after_year)}){end}"),
        re.compile(rf"\s+(?:{alternatives(calendar.counted)}){end}"),
        re.compile(rf"\s+(?!(?:{alternatives(calendar.goes_on)}){end})[^\W\d_]"),
        re.compile(rf"\s(?:{ands})\s\d"),
        frozenset(("(", *calendar.before_amount)) - {*words.by},
        frozenset(words.by),
        frozenset(times(language).from_),
        re.compile(rf"(?:{alternatives((*words.percents, *words.scales))})\s+$"),
        re.compile(rf"{edge}(?:{'|'.join(forms(language).multiples)}){end}[^.;]*$"),
        frozenset(word.split()[-1] for word in words.qualifiers),
        re.compile(
            rf"(?:\s?:|\s[-\N{{EN DASH}}\N{{EM DASH}}])\s"
            rf"(?:(?:{alternatives(words.qualifiers)})\s)?(?!{YEAR}(?![\d.,]))"
            rf"(?:{alternatives(words.currencies)}|[^\w\s])?\s?\d"
        ),
    )


def years(text: str, lower: str, start: int, language: str) -> list[Span]:
    """The years of the row that begins here ("1998 and 2007"); none where they may be counts.

    lower: of the text, from `passages.folded`.
    """
    patterns = _patterns(language)
    row = patterns.row.match(lower, start)
    if row is None or (start and lower[start - 1] in ".,:/" and lower[start - 2].isdigit()):
        return []
    spans = [year.span() for year in patterns.year.finditer(lower, start, row.end())]
    if patterns.after.match(lower, row.end()):
        return spans
    opener = patterns.before.search(lower, max(0, start - _BEFORE), start)
    if patterns.counted.match(lower, row.end()):
        # In 2019 companies came: what opens a sentence is when, unless it is as round as a count.
        word = opener[1] if opener else ""
        opens = opener and word and text[opener.start(1)].isupper()
        is_round = row[0].endswith("00")
        return spans if opens and not is_round and word not in patterns.before_amount else []
    if opener is None:
        is_label = _BEGINS.search(lower, max(0, start - _BEFORE), start) and patterns.label.match(
            lower, row.end()
        )
        is_row = len(spans) > 1 and not patterns.noun.match(lower, row.end())
        return spans if is_label or is_row else []
    return [] if _opens_amount(text, lower, opener, row.end(), language) else spans


def _opens_amount(text: str, lower: str, opener: re.Match[str], end: int, language: str) -> bool:
    """Whether what looks like a year is rather a count: "by 2000 visas", "more than 2000"."""
    patterns = _patterns(language)
    word = opener[1] or opener[2]
    if word in patterns.between and patterns.range.match(lower, end):
        return True
    if word.split()[-1] in patterns.ends:
        qualified = patterns.qualified.search(lower, max(0, opener.start() - _BEFORE), opener.end())
        if qualified and qualified.start() < opener.start():
            # "More than 2000" may count; "più del 2022" has an article that only years have.
            return word in patterns.before_amount
    if patterns.amount.search(lower, max(0, opener.start() - _BEFORE), opener.start()):
        return False  # down from 9.1% in 2018, whatever else the preposition leads to
    if word in patterns.by and changes(text, lower, opener.start(), language):
        # What doubles does so by a year, and by no number of things.
        return not patterns.multiple.search(lower, max(0, opener.start() - _CLAUSE), opener.start())
    return word in patterns.before_amount and bool(patterns.noun.match(lower, end))
