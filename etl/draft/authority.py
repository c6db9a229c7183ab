"""Whom a text cites for its numbers, and how far a citation reaches.

"According to Kazakh statistics, ..." reaches to the end of its paragraph or to the next
citation; "..., the ministry said" its own sentence, and what follows it in the paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.draft.model import Guess
from etl.draft.sentences import Sentence
from etl.words.patterns import EDGE, END
from etl.words.trade import vocabulary

_LONGEST: Final = 80
_NOBODY: Final = Guess("", 1.0, "nobody is cited")
_STOPS: Final = re.compile(r"[,.;:()\u00ab\u00bb\"\u201c\u201d\n]|\s[-\u2013\u2014]\s")


class CitedAuthority(NamedTuple):
    """A citation at a place of a paragraph."""

    start: int
    name: str
    sure: float


def citations(text: str, lower: str, language: str) -> list[CitedAuthority]:
    """Every citation of a paragraph, in order."""
    opening, closing = _patterns(language)
    cited = [
        CitedAuthority(match.start(), name, 0.9)
        for match in opening.finditer(lower)
        if (name := _name_after(text, match.end()))
    ]
    for match in closing.finditer(lower):
        name = _name_before(text, match.start())
        if name and not any(abs(one.start - match.start()) < _LONGEST for one in cited):
            cited.append(CitedAuthority(match.start() - len(name), name, 0.7))
    return sorted(cited)


def authority(sentences: list[Sentence], sentence: Sentence, cited: list[CitedAuthority]) -> Guess:
    """Who is cited for a number of a sentence: in it, or in a sentence before it."""
    here = [one for one in cited if sentence.holds(one.start)]
    if here:
        return Guess(here[0].name, here[0].sure, "cited in the sentence")
    before = [one for one in cited if one.start < sentence.start]
    if not before:
        return _NOBODY
    back = sentences.index(sentence) - next(
        index for index, s in enumerate(sentences) if s.start <= before[-1].start < s.end
    )
    return Guess(before[-1].name, 0.7 if back <= 2 else 0.5, "cited in a sentence before")


def _name_after(text: str, at: int) -> str:
    rest = text[at : at + _LONGEST]
    stop = _STOPS.search(rest)
    name = rest[: stop.start()] if stop else rest.rpartition(" ")[0]
    words = name.split()
    return " ".join(words[:8]) if words and any(word[0].isupper() for word in words) else ""


def _name_before(text: str, at: int) -> str:
    """The capitalised words just before a verb of saying, with what joins them."""
    words = text[max(0, at - _LONGEST) : at].split()
    name: list[str] = []
    for word in reversed(words):
        if _STOPS.search(word[-1]) and name:
            break
        plain = word.strip(',;:\u00ab\u00bb"\u201c\u201d')
        if not plain:
            break
        if plain[0].isupper() or plain.lower() in ("of", "the", "for", "and", "di", "del", "'s"):
            name.insert(0, plain)
        else:
            break
    while name and name[0].lower() in ("of", "for", "and", "di", "del"):
        name.pop(0)
    told = " ".join(name)
    return told if len(told) > 3 and name[-1][0].isupper() else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary(language).authority
    return (
        re.compile(rf"{EDGE}(?:{words.opening}){END}[\s']*(?:the\s+)?"),
        re.compile(rf"{EDGE}(?:{words.closing}){END}"),
    )
