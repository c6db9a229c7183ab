"""Regular expressions made of a language's tables: numbers in digits, ranges, any of some words.

Must not know what a word is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from etl.words import lexicon

SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} "
SIGNS: Final = "+-\N{MINUS SIGN}\N{EN DASH}"
"""Signs that may be printed before a number; all but the first are a minus."""
EDGE: Final = r"(?<![^\W\d_])"
"""No letter stands before."""
END: Final = r"(?![^\W\d_])"
"""No letter follows."""


def alternatives(known: Iterable[str]) -> str:
    """Regular expression of words, longest first; a space in one is any white space."""
    ordered = sorted(known, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"


@cache
def number_pattern(language: str) -> str:
    """Regular expression of a number in digits, with the language's marks."""
    words = lexicon(language)
    group = f"[{re.escape(words.group)}{SPACES}]"
    decimal = re.escape(words.decimal)
    return rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?(?!\d)|\d+(?:{decimal}\d+)?(?!\d)"
