"""What every format says about the data set as a whole: its day, licence and names.

Must not read the clock: the newest source dates a build, so that same data gives same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def licence_text(book: Book) -> str:
    """What a reader of the files may do with them, and where that is said in full."""
    dataset = book.dataset
    people = ", ".join(dataset.contributors) or PROJECT
    return (
        f"{dataset.title}\nVersion {dataset.version}, by {people}\n\n"
        f"SPDX-License-Identifier: {dataset.licence}\n{licence_url(book)}\n\n"
        "The licence is that of the data. The documents that they are taken from are their\n"
        "publishers' and no part of them.\n"
    )


def duckdb_views(tables: Iterable[str]) -> str:
    """Statements for DuckDB that make each Parquet file in its folder a table by its name."""
    return "".join(
        f"create or replace view \"{name}\" as select * from read_parquet('{name}.parquet');\n"
        for name in tables
    )


def source_name(source: Source) -> str:
    """Title, publisher where it is known, and day, month or year of publication of a source."""
    parts = (source.title, source.publisher, source.published_as)
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
