"""What one language calls all that a book knows: made once for a book, asked by many texts."""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.audit.read.names import Names
from etl.core.model import Book
from etl.draft.indicators import IndicatorNames, names
from etl.reading.areas import Gazetteer, gazetteer


class Known(NamedTuple):
    """The words of a book in one language."""

    book: Book
    indicators: IndicatorNames
    gazetteer: Gazetteer
    names: Names
    """As the audit knows them."""


_MOST_KEPT: Final = 8
_KEPT: Final[dict[tuple[int, int, int, int, str], Known]] = {}


def known(book: Book, language: str) -> Known:
    """The words of a book; those of the last few books are kept.

    Two books with the same declarations share theirs: of a draft, of a comparison.
    """
    # What is kept holds the book, so that its parts keep their identity.
    key = id(book.areas), id(book.indicators), id(book.units), id(book.dataset), language
    # Another thread may clear what is kept at any time.
    words = _KEPT.get(key)
    if words is None:
        words = Known(
            book,
            names(book, language),
            gazetteer(book, language),
            Names(book, language),
        )
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = words
    return words
