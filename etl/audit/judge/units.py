"""Whether the words beside an amount name the unit that its entry has: short tons, barrels.

Must not read the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure, Unit
from etl.reading.passages import Span
from etl.words.measures import OTHER_UNITS

_BEHIND: Final = 24
"""Characters after a phrase in which its unit is named."""
_LETTERS: Final = r"[^\W\d_]*"


def unit_remarks(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """Another unit than the declared one of a figure, or none that the sentence names."""
    unit = book.units.get(figure.unit)
    if unit is None:
        return
    # Kept in tonnes, printed in thousands of them.
    alike = [one for one in book.units.values() if one.base == unit.base]
    words = [word for one in alike for word in one.words.get(passage.language, ())]
    if not words:
        return
    stems = sorted((re.escape(word.lower()) for word in words), key=len, reverse=True)
    known = re.compile(rf"{EDGE}(?:{'|'.join(stems)}){_LETTERS}")
    end = min(len(passage.lower), phrase[1] + _BEHIND)
    if named := known.search(passage.lower, phrase[0], end):
        yield from _other(passage, named.span(), unit, " ".join(words))
        return
    first, last = passage.sentence(phrase[0])
    if not known.search(passage.lower, first, last):
        said = f"no words here name {unit.name}, the unit of {figure.indicator}"
        todo = "state the number in its own unit, or dismiss the phrase as not_recordable"
        yield Remark("value", phrase, said, todo)


def _other(passage: Passage, named: Span, unit: Unit, declared: str) -> Iterator[Remark]:
    """A word that makes another unit of a named one, and that the declared words do not have."""
    words = OTHER_UNITS[passage.language]
    before = re.compile(rf"{EDGE}(?:{words}){END}\.?\s+$")
    start = max(0, named[0] - _BEHIND)
    other = next(
        (
            (start + at, named[1])
            for at in range(named[0] - start)
            if before.match(passage.lower[start : named[0]], at)
        ),
        None,
    )
    if other is None and (
        behind := re.compile(rf"\s+(?:{words}){END}").match(passage.lower, named[1])
    ):
        other = named[0], behind.end()
    if other and not re.search(rf"{EDGE}(?:{words}){END}", declared.lower()):
        said = " ".join(passage.text[slice(*other)].split())
        fault = f'"{said}" is another unit than {unit.name}'
        yield Remark("value", other, fault, "declare it as a unit of its own")
