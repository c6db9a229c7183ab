"""What every format says about the data set as a whole: its day, licence and names.

Must not read the clock: the newest source dates a build, so that same data gives same bytes.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Final

from etl.core.model import Book, Source

PROJECT: Final = "Attested"
CREATED_BASIS: Final = (
    "Day of publication of the newest source; the clock is not asked, so that the same data "
    "always gives the same bytes."
)


def all_sources(book: Book, reference: Book | None = None) -> list[Source]:
    """Sources of the figures, then those of the official figures, if there are any."""
    return [*book.sources.values(), *(reference.sources.values() if reference else ())]


def newest(book: Book, reference: Book | None = None) -> date | None:
    """Day of publication of the newest source; None where there is no source."""
    return max((source.published for source in all_sources(book, reference)), default=None)


def licence_url(book: Book) -> str:
    """Page of the licence, from its SPDX identifier (https://spdx.org/licenses/)."""
    return f"https://spdx.org/licenses/{book.dataset.licence}.html"


def source_name(source: Source) -> str:
    """Title, publisher where it is known, and day of publication of a source."""
    parts = (source.title, source.publisher, source.published.isoformat())
    return ", ".join(part for part in parts if part)


def version_of(figures: bytes, reference: bytes | None, coverage: bytes | None) -> str:
    """Name of one state of the data, made from the bytes of its files: the same wherever they are.

    The first 16 hexadecimal digits of a SHA-256 over those of the files; a missing one counts too.
    """
    digest = sha256()
    for data in (figures, reference, coverage):
        digest.update(b"-" if data is None else sha256(data).digest())
    return digest.hexdigest()[:16]


def file_stem(book: Book) -> str:
    """Name of the files that hold the whole data set, without the ending."""
    return book.dataset.name
