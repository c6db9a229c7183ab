"""Verbs behind an amount that tell a plan or a forecast: $3 million is planned for 2025.

Must not know items and amounts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.reading.passages import folded
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.patterns import alternatives

_ARTICLE: Final = 2
"""Letters of words that are articles as often as they open a clause: il."""
_LOOK_ON: Final = 40
"""Characters behind a verb that may say that it is told of what is to change."""


@cache
def _clause_end(language: str) -> re.Pattern[str]:
    """Where the clause of an amount ends: what follows is told of another."""
    table = lexicon(language)
    words = alternatives((*table.ands, *(w for w in table.relatives if len(w) > _ARTICLE)))
    return re.compile(rf"[.,;:!?]\s|[;!?\n]|(?<![^\W\d_])(?:{words})(?![^\W\d_])")


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words = forms(language)
    edge = r"(?<![^\W\d_])"
    return tuple(
        (re.compile(rf"{edge}(?:{source})(?!\s*{words.unplanned})(?![^\W\d_])"), status)
        for source, status in words.plans_after
    )


def plans(text: str, start: int, end: int, language: str) -> tuple[str, int] | None:
    """The status that a verb between two places tells of the amount before it, and its last place.

    start: where the amount ends; end: how far to look. None where no plan is told.
    """
    lower = folded(text[start : end + _LOOK_ON])
    clause = _clause_end(language).search(lower, 0, end - start)
    stop = clause.start() if clause else end - start
    for pattern, status in _patterns(language):
        match = pattern.search(lower)
        if match and match.end() <= stop:
            return status, start + match.end() - 1
    return None
