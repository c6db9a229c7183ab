"""Whom a text is about as a whole: what its sentences leave open is told by it.

Must not know numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from etl.audit.read.passage import Passage
from etl.core.model import WORLD, Book
from etl.reading.areas import Mention

WHOLE_TEXT: Final = "the text as a whole"
_HEADING: Final = 2
"""Paragraphs that tell whom a text is about."""
_SEVERAL: Final = 3


class TextSetting(NamedTuple):
    """Whom a text is about."""

    reporter: str
    """The economy of the book."""
    partner: str
    """The other side that the text speaks of most; empty where it names none."""
    sure: float
    declared: frozenset[str]
    speaker: str = ""
    """The country that "our country" means; empty where nothing tells."""
    headed: frozenset[str] = frozenset()
    """Areas that its first two paragraphs name."""
    several: bool = False
    """Whether it names so many others that one of them is not everywhere meant."""


def setting(paragraphs: Iterable[list[Mention]], book: Book, speaker: str) -> TextSetting:
    """The other side of a text, by how often it is named; an earlier one wins a tie.

    speaker: the country whose language the text is written in. Where the text names nobody, the
    partner of most of the book's figures is guessed.
    """
    reporter, declared = book.dataset.reporter, frozenset(book.areas)
    counts: Counter[str] = Counter()
    headed: set[str] = set()
    for at, mentions in enumerate(paragraphs):
        headed |= {one.area for one in mentions if at < _HEADING}
        for one in mentions:
            if one.area not in (reporter, WORLD):
                counts[one.area] += 2 if one.sure >= 1 else 1
    ranked = counts.most_common(2)
    own = speaker if speaker in declared else ""
    if not ranked:
        other = own if own != reporter else ""
        return TextSetting(reporter, other or _usual(book), 0.4, declared, own)
    clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
    sure, several = 0.85 if clear else 0.6, len(counts) >= _SEVERAL
    return TextSetting(*(reporter, ranked[0][0], sure, declared, own), frozenset(headed), several)


def areas_of(passage: Passage) -> list[Mention]:
    """The areas of a passage, but for the country of a currency: $5 million, US dollars."""
    money = [(one.start, one.end) for one in passage.readings if one.kind == "money"]
    return [m for m in passage.places if not any(a <= m.start < b for a, b in money)]


def _usual(book: Book) -> str:
    """The partner of most figures of a book; of a book without figures the first other area."""
    counts = Counter(figure.partner for figure in book.figures.values())
    if counts:
        return counts.most_common(1)[0][0]
    others = (area for area in book.areas if area not in (book.dataset.reporter, WORLD))
    return next(others, "")
