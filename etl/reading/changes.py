"""Words of change in the sentence around a place: rose, declined, cresciuto; and their direction.

Must not know figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from etl.reading.passages import Span
from etl.reading.sentences import STOP, ends_sentence
from etl.words import lexicon
from etl.words.patterns import alternatives


class _Patterns(NamedTuple):
    change: re.Pattern[str]
    directed: re.Pattern[str]
    directed_after: re.Pattern[str]
    qualifier: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    edge, end, rest = r"(?<![^\W\d_])", r"(?![^\W\d_])", r"[^\W\d_]*"
    falls, rises = "|".join(words.falls), "|".join(words.rises)
    directed = rf"(?:(?P<fall>(?:{falls}){rest})|(?P<rise>(?:{rises}){rest}))"
    every = "|".join((*words.rises, *words.falls, *words.changes))
    return _Patterns(
        re.compile(rf"{edge}(?:{every})"),
        re.compile(edge + directed),
        re.compile(rf"[\s,-]{{1,2}}{directed}"),
        re.compile(rf"(?:{alternatives(words.qualifiers)}){end}"),
    )


def changes(text: str, lower: str, at: int, language: str) -> bool:
    """Whether a word of change stands before a place, in the same sentence.

    lower: of the text, from `passages.folded`.
    """
    opening = _sentence(text, at, language)
    return bool(_patterns(language).change.search(lower, opening, at))


def direction(text: str, lower: str, phrase: Span, language: str) -> tuple[int, Span]:
    """1 where a phrase is said to be a rise, -1 where a fall, 0 where neither; and by which word.

    A word of the phrase decides, then that just after it ("a 24% decline"), else the last one
    before in the sentence.
    """
    patterns = _patterns(language)
    opening = _sentence(text, phrase[0], language)
    word = (
        _last_directed(lower, phrase, patterns)
        or patterns.directed_after.match(lower, phrase[1])
        or _last_directed(lower, (opening, phrase[0]), patterns)
    )
    if not word:
        return 0, phrase
    kind = word.lastgroup or ""
    return (-1 if kind == "fall" else 1), word.span(kind)


def _last_directed(lower: str, span: Span, patterns: _Patterns) -> re.Match[str] | None:
    last = None
    for match in patterns.directed.finditer(lower, *span):
        if not patterns.qualifier.match(lower, match.start()):  # "more than" is no rise
            last = match
    return last


def _sentence(text: str, at: int, language: str) -> int:
    """Where the sentence begins that a place lies in, or as far back as the language reaches.

    No sentence ends before a small letter, after an initial or after an abbreviation.
    """
    words = lexicon(language)
    opening = max(0, at - words.reach)
    for stop in STOP.finditer(text, opening, at):
        if ends_sentence(text, stop, language):
            opening = stop.end()
    return opening
