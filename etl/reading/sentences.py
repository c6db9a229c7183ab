"""Where sentences begin and end in a paragraph.

No sentence ends before a small letter, after an initial or after an abbreviation.
"""

from __future__ import annotations

import re
from typing import Final

from etl.reading.passages import Span
from etl.words import lexicon

STOP: Final = re.compile(r"[.!?;][\s\"»”)]+")
_LAST_WORD: Final = re.compile(r"[^\W\d_]*$")
_LONGEST_WORD: Final = 24


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of a paragraph, one after the other without a gap."""
    starts = [0]
    starts += [stop.end() for stop in STOP.finditer(text) if ends_sentence(text, stop, language)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def ends_sentence(text: str, stop: re.Match[str], language: str) -> bool:
    """Whether a mark that `STOP` has matched ends a sentence."""
    if text[stop.start()] == ";":
        return True
    following = text[stop.end() : stop.end() + 1]
    return following.isupper() and not abbreviated(
        text, stop.start(), lexicon(language).abbreviations
    )


def abbreviated(text: str, end: int, abbreviations: tuple[str, ...]) -> bool:
    """Whether the full stop at a place belongs to an abbreviation or an initial."""
    if text[end] != ".":
        return False
    match = _LAST_WORD.search(text, max(0, end - _LONGEST_WORD), end)
    word = match.group() if match else ""
    return (len(word) == 1 and word.isupper()) or word.lower() in abbreviations
