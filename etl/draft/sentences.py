"""Sentences of a paragraph, and the brackets in them.

Must not know numbers.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from etl.reading.passages import Span
from etl.words import lexicon

_STOP: Final = re.compile(
    r"[.!?;\u2026]+[\"'\u00bb\u201d\u2019)\]]*(?=\s|$)"
    r"|\n\s*(?=[-*\u2022\u2013]\s|[^\n:]{2,40}:\s)"
)
"""The end of a sentence, or of a line of a list."""
_WORD_BEFORE: Final = re.compile(r"[^\W_]+$")
_OPENS: Final = re.compile(r"[\s\"'\u00ab\u201c\u2018(\[-]*")
_LONGEST_WORD: Final = 24


class Sentence(NamedTuple):
    """Where a sentence stands in its paragraph, and the brackets that it holds."""

    start: int
    end: int
    brackets: tuple[Span, ...]
    """Insides of round brackets, outermost first."""

    def holds(self, at: int) -> bool:
        """Whether a place lies in it."""
        return self.start <= at < self.end

    def bracket(self, at: int) -> Span | None:
        """The innermost bracket around a place."""
        around = [span for span in self.brackets if span[0] <= at < span[1]]
        return max(around) if around else None


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of a paragraph, in order; they cover all of it.

    None ends after an initial or an abbreviation, nor before a small letter or a digit that
    continues it.
    """
    pieces: list[Sentence] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop, language):
            pieces.append(_sentence(text, start, stop.end()))
            start = stop.end()
    if text[start:].strip() or not pieces:
        pieces.append(_sentence(text, start, len(text)))
    return pieces


def _ends(text: str, stop: re.Match[str], language: str) -> bool:
    abbreviations = lexicon(language).abbreviations
    mark = text[stop.start()]
    if mark in ";\n!?" or text[stop.start() - 1 : stop.start()] == ")":
        return True
    opens = _OPENS.match(text, stop.end())
    after = text[opens.end() : opens.end() + 1] if opens else ""
    word = _WORD_BEFORE.search(text, max(0, stop.start() - _LONGEST_WORD), stop.start())
    before = word.group() if word else ""
    if len(before) == 1 and before.isupper() and len(stop.group()) == 1:
        return False
    if before.lower() in abbreviations:
        # An abbreviated "year" ends a sentence where a word with a capital follows.
        if before.lower() in lexicon(language).scales or f"{before.lower()}." in _scales(language):
            return after.isupper() and not _all_capitals(text, opens)
        return before.islower() and len(before) <= 2 and after.isupper() and _is_word(text, opens)
    return not after or after.isupper() or (after.isdigit() and not before.isdigit())


def _scales(language: str) -> dict[str, int]:
    return lexicon(language).scales


def _all_capitals(text: str, opens: re.Match[str] | None) -> bool:
    """Whether a word of capitals follows, which goes on the amount."""
    at = opens.end() if opens else 0
    word = re.match(r"[^\W\d_]+", text[at : at + _LONGEST_WORD])
    return bool(word) and len(word.group()) > 1 and word.group().isupper() if word else False


def _is_word(text: str, opens: re.Match[str] | None) -> bool:
    """Whether a longer word with one capital only follows."""
    at = opens.end() if opens else 0
    word = re.match(r"[^\W\d_]+", text[at : at + _LONGEST_WORD])
    return bool(word) and len(word.group()) > 3 and word.group()[1:].islower() if word else False


def _sentence(text: str, start: int, end: int) -> Sentence:
    brackets: list[Span] = []
    opened: list[int] = []
    for at in range(start, end):
        if text[at] == "(":
            opened.append(at)
        elif text[at] == ")" and opened:
            brackets.append((opened.pop() + 1, at))
    return Sentence(start, end, tuple(sorted(brackets, key=lambda span: (span[0], -span[1]))))
