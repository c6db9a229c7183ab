"""In which language a text is written, by its letters and its commonest words.

Must not know what the words mean.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from etl.core.problems import Refused
from etl.core.schema import LANGUAGES
from etl.words.common import COMMON

_WORD: Final = re.compile(r"[^\W\d_]+")
_OTHER: Final = "the text is in none of the languages that are read"
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_NOT_RUSSIAN: Final = re.compile("[\u0402-\u040f\u0452-\u045f\u0460-\u052f]")
"""Letters of other languages that are written in Cyrillic. The Russian yo is none of them."""
_ELSEWHERE: Final = frozenset(
    (
        "les des et dans pour une du est sur au aux avec par le la selon entre un deux"
        " los las el por para con una del se y en que de"
        " der die und das den von mit dem ist im auf zu f\u00fcr"
        " ve bir bu ile i\u00e7in os da do dos das em uma com na no"
        " het een van voor w z na do jest"
    ).split()
)
"""The commonest words of other languages in Latin letters; some are those of ours too."""
_READ: Final = 20_000
"""Characters that are looked at."""
_LEAST: Final = 0.08
"""Share of the commonest words below which a text is in another language."""
_FEW: Final = 12
"""Words; a shorter text has too few of them for a share."""


def language_of(text: str, short: str = "") -> tuple[str, float]:
    """Code and certainty (0 to 1). Raises Refused (bad-choice) where it is none that is read.

    short: the language of a text of a few words that tell none.
    """
    words = _WORD.findall(text[:_READ].lower())
    if not words and short:
        return short, 0.0
    if not words:
        raise Refused("bad-choice", "the text has no words", _ALLOWED)
    cyrillic = sum(bool(_CYRILLIC.match(word)) for word in words)
    if 2 * cyrillic > len(words):
        others = sum(bool(_NOT_RUSSIAN.search(word)) for word in words)
        if others > _LEAST * cyrillic:
            raise Refused("bad-choice", _OTHER, _ALLOWED)
        return "ru", 1.0
    counts = {language: sum(word in COMMON[language] for word in words) for language in LANGUAGES}
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    share = counts[best] / len(words)
    if sum(word in _ELSEWHERE for word in words) > counts[best]:
        raise Refused("bad-choice", _OTHER, _ALLOWED)
    if short and not counts[best] and len(words) < _FEW and all(map(_is_latin, words)):
        return short, 0.0
    if not counts[best] or (share < _LEAST and len(words) >= _FEW):
        raise Refused("bad-choice", _OTHER, _ALLOWED)
    return best, 1.0 if counts[best] >= 2 * counts[second] else 0.6


def _is_latin(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")


_ALLOWED: Final = f"allowed are {', '.join(LANGUAGES)}: name one with --language"
