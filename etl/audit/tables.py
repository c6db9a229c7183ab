"""coverage.csv: how completely each source was read. Counts and digests, no text.

`curation` is a digest of what the figures file says of the source, so that a stale row is
found without the document. Must not open files.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from etl.audit.report import DocumentReport, Report
from etl.core.model import Book, Dismissal, Event, Figure
from etl.core.schema import Field, Table
from etl.tables.tidy import Cell, Rows

COVERAGE: Final = Table(
    "coverage",
    "How completely each document was read: every numeral of its text, by what accounts for it",
    (
        Field("source_id", "string", "Source", "Source that was audited", "SOURCE_ID"),
        Field("sha256", "string", "SHA-256", "Digest of the text that was audited"),
        Field("curation", "string", "Curation", "Digest of what the figures file says of it"),
        Field("paragraphs", "integer", "Paragraphs", "Paragraphs of the text"),
        Field("numerals", "integer", "Numerals", "Numbers in digits and words, with their units"),
        Field("figures", "integer", "Figures", "Numerals that a figure states"),
        Field("events", "integer", "Events", "Numerals in the date of an event"),
        Field("dates", "integer", "Dates", "Dates of the document and periods of figures"),
        Field("dismissed", "integer", "Dismissed", "Numerals that the curator dismissed"),
        Field("pending", "integer", "Pending", "Numerals that nothing accounts for"),
        Field("wrong", "integer", "Wrong", "Entries that the text contradicts"),
    ),
    ("source_id",),
    (("source_id", "sources", "source_id"),),
)
"""Columns in their order."""


def coverage_rows(book: Book, report: Report, before: bytes = b"") -> Rows:
    """The table coverage.csv: a row for each source with a document, in the report's order.

    before: the file as it was. A document that could not be read keeps its row of then.
    """
    kept = {row[0]: row for row in read_coverage(before, book).rows}
    rows: list[tuple[Cell, ...]] = []
    for document in report.documents:
        if document.sha256:
            rows.append(_row(book, document))
        elif document.source in kept:
            rows.append(kept[document.source])
    return Rows(COVERAGE, rows)


def _row(book: Book, document: DocumentReport) -> tuple[Cell, ...]:
    return (
        document.source,
        document.sha256,
        curation(book, document.source),
        document.paragraphs,
        len(document.numerals),
        document.count("figure"),
        document.count("event"),
        document.count("date"),
        document.count("dismissed"),
        document.count("pending"),
        document.wrong,
    )


def read_coverage(data: bytes, book: Book) -> Rows:
    """The table that coverage.csv holds, for the sources of a book; empty where it is unreadable.

    data: bytes as `csv_bytes` writes them. A source of which nothing was noted has no row.
    """
    try:
        found = list(csv.DictReader(data.decode("utf-8").splitlines()))
        rows: list[tuple[Cell, ...]] = [
            tuple(
                int(row[field.name]) if field.type == "integer" else row[field.name]
                for field in COVERAGE.fields
            )
            for row in found
            if row["source_id"] in book.sources
        ]
    except (ValueError, KeyError, TypeError):
        return Rows(COVERAGE, [])
    return Rows(COVERAGE, rows)


def curation(book: Book, source: str) -> str:
    """Digest of everything that the audit of a source reads from the figures file.

    The first 16 hexadecimal digits of a SHA-256; a note or a title does not change it.
    """
    declared = book.sources[source]
    parts: list[tuple[object, ...]] = [
        (declared.document, declared.sha256, declared.published, declared.language)
    ]
    parts += [
        (
            *(figure.id, figure.indicator, book.indicators[figure.indicator].kind),
            *(figure.period.text, figure.quantity, figure.qualifier, figure.as_stated),
            *(figure.paragraph, _which(figure)),
        )
        for figure in book.figures.values()
        if figure.source == source
    ]
    parts += [
        (event.id, event.date.text, event.as_stated, event.paragraph, _which(event))
        for event in book.events.values()
        if event.source == source
    ]
    parts += [
        (entry.paragraph, entry.phrase, _which(entry), entry.reason)
        for entry in book.dismissals
        if entry.source == source
    ]
    text = "\n".join("\t".join(map(str, part)) for part in parts)
    return sha256(text.encode()).hexdigest()[:16]


def _which(entry: Figure | Event | Dismissal) -> str:
    """Which occurrence is meant; the first by name is another thing than the first by default."""
    named = entry.occurrence_given and entry.occurrence == 1
    return f"{entry.occurrence}{' named' if named else ''}"


def stale(book: Book, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """What coverage.csv says that the figures file no longer does; empty when it is fresh.

    rows: as read from coverage.csv, every value a text.
    """
    found = []
    expected = [source.id for source in book.sources.values() if source.document]
    table = {row["source_id"]: row for row in rows}
    for source in expected:
        if source not in table:
            found.append(f"{source} is missing")
        elif table[source]["sha256"] != book.sources[source].sha256:
            found.append(f"{source}: another text")
        elif table[source]["curation"] != curation(book, source):
            found.append(f"{source}: its entries have changed since the audit")
    return found + [f"{source} names no document" for source in table if source not in expected]
