"""Whether a number that a text takes back is entered as current, or the one instead as taken back.

Must not know what a correction may change: the check of the book does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure
from etl.reading.passages import Span
from etl.words.corrections import CORRECTIONS

_CLAUSE: Final = re.compile(r"[;:]")
_AFTER: Final = 24
"""Characters: $560 million, by mistake."""


class _Patterns(NamedTuple):
    wrong: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = CORRECTIONS[language]
    kinds = (rf"{EDGE}(?:{'|'.join(stems)}){END}" for stems in (words.wrong, words.right))
    return _Patterns(*map(re.compile, kinds))


def corrected_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book
) -> Iterator[Remark]:
    """Words of a mistake beside a current figure, or of the right number beside another."""
    wrong, right = (_told(passage, phrase, known) for known in _patterns(passage.language))
    after = _patterns(passage.language).wrong.search(
        passage.lower, phrase[1], min(len(passage.lower), phrase[1] + _AFTER)
    )
    if after and not passage.number_between(phrase[1], after.start()):
        wrong = wrong or after.span()
    if not wrong and not right:
        return
    is_past = bool(figure.retracted) or any(
        other.supersedes == figure.id for other in book.figures.values()
    )
    if wrong and not right and not is_past:
        fault = f'"{passage.text[slice(*wrong)]}" takes the number back, the figure is current'
        todo = "set supersedes at its correction, or retracted here"
        yield Remark("corrected", wrong, fault, todo)
    if right and is_past and not wrong:
        fault = f'"{passage.text[slice(*right)]}" tells the right number, the figure is not current'
        todo = "exchange the two figures"
        yield Remark("corrected", right, fault, todo)


def _told(passage: Passage, phrase: Span, known: re.Pattern[str]) -> Span | None:
    """The last words of a kind in the clause before a number, no other number between."""
    first, _ = passage.sentence(phrase[0])
    spans = [
        match.span()
        for match in known.finditer(passage.lower, first, phrase[0])
        if not passage.number_between(match.end(), phrase[0])
        and not _CLAUSE.search(passage.lower, match.end(), phrase[0])
    ]
    return spans[-1] if spans else None
