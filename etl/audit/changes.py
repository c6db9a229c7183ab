"""Words of change in the sentence before a place: rose, declined, cresciuto.

Must not know figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.words import lexicon

_SENTENCE_END: Final = re.compile(r"[.;!?]\s")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(lexicon(language).changes)})")


def changes(lower: str, at: int, language: str) -> bool:
    """Whether a word of change stands before a place, in the same sentence."""
    window = lower[max(0, at - lexicon(language).reach) : at]
    return bool(_pattern(language).search(_SENTENCE_END.split(window)[-1]))
