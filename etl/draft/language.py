"""Which language a text is written in, told by its commonest words."""

from __future__ import annotations

import re
from typing import Final

from etl.core.problems import Refused
from etl.core.schema import LANGUAGES
from etl.draft.vocabulary import vocabulary

_WORD: Final = re.compile(r"[^\W\d_]+")
_READ: Final = 20_000
"""Characters that are looked at."""
_LEAST: Final = 0.08
"""Share of the commonest words below which a text is in another language."""
_FEW: Final = 12
"""Words; a shorter text has too few of them for a share."""


def language_of(text: str) -> tuple[str, float]:
    """Code and certainty (0 to 1). Raises Refused (bad-choice) where it is none that is read."""
    words = _WORD.findall(text[:_READ].lower())
    if not words:
        raise Refused("bad-choice", "the text has no words", _ALLOWED)
    counts = {
        language: sum(word in vocabulary(language).stop for word in words) for language in LANGUAGES
    }
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    share = counts[best] / len(words)
    if not counts[best] or (share < _LEAST and len(words) >= _FEW):
        raise Refused("bad-choice", "the text is in none of the languages that are read", _ALLOWED)
    return best, 1.0 if counts[best] >= 2 * counts[second] else 0.6


_ALLOWED: Final = f"allowed are {', '.join(LANGUAGES)}: name one with --language"
