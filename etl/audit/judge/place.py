"""Where a figure's phrase stands, and what is said of it: shared by all that look around it."""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.reading.numerals import Numeral
from etl.reading.passages import Span

EDGE: Final = r"(?<![^\W\d_])"
END: Final = r"(?![^\W\d_])"
WINDOW: Final = 96
"""Characters before a phrase in which a qualifier may begin."""


class Remark(NamedTuple):
    """One rule of report.RULES that the wording around a phrase breaks."""

    rule: str
    span: Span
    """The words that break it; a curator who reads them otherwise dismisses them."""
    found: str
    todo: str


class Place(NamedTuple):
    """A paragraph: as printed, from `passages.folded`, all its numerals, its language."""

    text: str
    lower: str
    numerals: list[Numeral]
    language: str
