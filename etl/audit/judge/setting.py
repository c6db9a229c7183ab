"""What the paragraphs of a document are judged by: its book, and the entries of its source.

Must not judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from etl.audit.judge.parts import Excess
from etl.audit.read.names import Names
from etl.audit.read.passage import Passage
from etl.core.model import Book, Dismissal, Event, Figure, Period, Source

Entry = Figure | Event | Dismissal
_NAMES: Final = {Figure: "figure", Event: "event", Dismissal: "dismissal"}


class DocumentSetting(NamedTuple):
    """What all paragraphs of a document share."""

    book: Book
    source: Source
    published: Period
    document: tuple[Passage, ...]
    names: Names
    excesses: Mapping[str, Excess]
    """By id of a figure, parts that are too much for their whole."""


class SourceEntries(NamedTuple):
    """What a book says of one source, by paragraph."""

    figures: dict[int, list[Figure]]
    events: dict[int, list[Event]]
    dismissals: dict[int, list[Dismissal]]
    named: tuple[Figure, ...] = ()
    """Figures whose period is stated by words that may stand in another paragraph."""


def phrase_of(entry: Entry) -> str:
    """The words of the text that an entry points at."""
    return entry.phrase if isinstance(entry, Dismissal) else entry.as_stated


def name_of(entry: Entry) -> str:
    """How a message calls an entry of the figures file."""
    if isinstance(entry, Dismissal):
        return "dismissal"
    return f"{_NAMES[type(entry)]} {entry.id}"
