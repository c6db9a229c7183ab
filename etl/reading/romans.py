"""Roman numerals: XXI, the V Caspian Summit, ХХ век.

Not counted are CD, MM and the like, abbreviations far more often than numbers, and a single
letter that stands beside no word such as century (a pronoun or an initial).
"""
# ruff: noqa: RUF001, RUF002 - Cyrillic letters that Russian texts print for Latin ones

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.patterns import alternatives

_CYRILLIC: Final = {"І": "I", "Х": "X", "С": "C", "М": "M"}
_LATIN: Final = str.maketrans(_CYRILLIC)
_LETTERS: Final = re.compile(rf"(?<!\w)[IVXLCDM{''.join(_CYRILLIC)}]+(?!\w)")
_VALID: Final = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_DASH: Final = "\N{EN DASH}"
_SMALL: Final = "ivxіх"
_RANGE: Final = re.compile(rf"\s?[-{_DASH}]\s?[{_SMALL}]+(?!\w)")
_RANGE_BEFORE: Final = re.compile(rf"(?<!\w)[{_SMALL}]+\s?[-{_DASH}]\s?$")
_BESIDE: Final = 32


@cache
def _company(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word that wants a number: the first or second after it, or just before it."""
    letter = r"[^\W\d_]"
    beside = rf"(?:{alternatives(lexicon(language).roman_beside)})(?!{letter})"
    after = re.compile(rf"[\s-]+(?:{letter}+[\s-]+)?{beside}")
    return after, re.compile(rf"(?<!{letter}){beside}\s+$")


def romans(text: str, lower: str, language: str) -> Iterator[Span]:
    """Where capitals make a Roman numeral.

    lower: the same text from `passages.folded`.
    """
    for match in _LETTERS.finditer(text):
        letters = match.group().translate(_LATIN)
        if not _VALID.fullmatch(letters) or set(letters).isdisjoint("IVX"):
            continue
        if len(letters) > 1 or _has_company(lower, match.span(), language):
            yield match.span()


def _has_company(lower: str, span: Span, language: str) -> bool:
    """Whether a single letter stands by a word like century, or in a range: "I-III quarters"."""
    after, before = _company(language)
    start, end = span
    if after.match(lower, end) or _RANGE.match(lower, end):
        return True
    opening = max(0, start - _BESIDE)
    return any(pattern.search(lower, opening, start) for pattern in (before, _RANGE_BEFORE))
