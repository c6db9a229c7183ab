"""The texts that were read, where they lie on this machine: they are never part of the project.

Reads files of one folder only, by the name that a source records, and only what has its digest.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.server import settings
from etl.core.model import Figure, Source
from etl.reading.passages import paragraphs, phrase_spans

_NUMBERS: Final = re.compile(r"\d+(?:[.,'\s]\d+)*")
"""Digits with their marks: "6 billion" does not stand in "7.6 billion"."""


class MarkedParagraph(NamedTuple):
    """A paragraph of a document, parted where a figure stands."""

    before: str
    phrase: str
    after: str


def passage(source: Source, figure: Figure) -> MarkedParagraph | None:
    """Where a figure stands in its document; None where the text read is not here."""
    folder = settings.current().documents
    if folder is None or not source.document or not figure.paragraph:
        return None
    read = _paragraphs(folder, source.document, source.sha256)
    if figure.paragraph > len(read):
        return None
    text = read[figure.paragraph - 1]
    spans = phrase_spans(text, figure.as_stated, [m.span() for m in _NUMBERS.finditer(text)])
    if len(spans) < figure.occurrence:
        return None
    start, end = spans[figure.occurrence - 1]
    return MarkedParagraph(text[:start], text[start:end], text[end:])


@lru_cache(maxsize=64)
def _paragraphs(folder: Path, name: str, digest: str) -> tuple[str, ...]:
    path = folder / Path(name).name
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        return ()
    same = hashlib.sha256(data).hexdigest() == digest
    return tuple(paragraphs(data)) if same else ()
