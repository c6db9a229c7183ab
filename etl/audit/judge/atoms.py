"""What common nouns of trade reports an indicator is of, and a text has: firms, visas, investment.

Must not know figures.
"""

from __future__ import annotations

import re
from functools import cache

from etl.audit.judge.place import EDGE
from etl.core.model import Book
from etl.words.trade import vocabulary


def atoms(own: set[str], book: Book) -> set[str]:
    """What nouns of trade reports an indicator is of, by its own words and its declaration."""
    told: set[str] = set()
    for name in own:
        one = book.indicators[name]
        said = {language: " ; ".join(words) for language, words in one.words.items()}
        said["en"] = f"{said.get('en', '')} ; {one.name} ; {one.statement} ; {one.definition}"
        for language, text in said.items():
            told |= atoms_in(text.lower(), language)
    return told


@cache
def atoms_in(text: str, language: str) -> frozenset[str]:
    """What nouns of trade reports a text has, in lower case."""
    names = vocabulary(language).atoms.items()
    return frozenset(atom for atom, stems in names if re.search(rf"{EDGE}(?:{stems})", text))
