"""coverage.csv: how completely each source was read. Counts and digests, no text.

`curation` is a digest of what the figures file says of the source, so that a stale account is
found without the document. Plain values; `etl.tables` makes a table of them. Must not open files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple, get_type_hints

from etl.audit.report import AuditReport, DocumentReport
from etl.core.model import Book, Dismissal, Event, Figure, Quantity
from etl.core.schema import DISMISSAL_REASONS


class Account(NamedTuple):
    """What the audit counted in one source; the columns of coverage.csv, in their order."""

    source_id: str
    sha256: str
    curation: str
    paragraphs: int
    numerals: int
    figures: int
    events: int
    dates: int
    dismissed: int
    pending: int
    wrong: int
    not_held: int
    dismissed_anniversary: int
    dismissed_plain_count: int
    dismissed_name: int
    dismissed_historical_date: int
    dismissed_not_a_statistic: int
    dismissed_idiom: int
    dismissed_range: int
    dismissed_repeated: int
    dismissed_not_recordable: int
    dismissed_out_of_scope: int
    dismissed_unclear: int


def accounts(book: Book, report: AuditReport, before: bytes = b"") -> list[Account]:
    """An account of each source with a document, in the report's order.

    before: coverage.csv as it was. A document that could not be read keeps its account of then.
    """
    kept = {account.source_id: account for account in read_accounts(before, book)}
    rows = []
    for document in report.documents:
        if document.sha256:
            rows.append(_account(book, document))
        elif document.source in kept:
            rows.append(kept[document.source])
    return rows


def _account(book: Book, document: DocumentReport) -> Account:
    return Account(
        source_id=document.source,
        sha256=document.sha256,
        curation=curation(book, document.source),
        paragraphs=document.paragraphs,
        numerals=len(document.numerals),
        figures=document.count("figure"),
        events=document.count("event"),
        dates=document.count("date"),
        dismissed=document.count("dismissed"),
        pending=document.count("pending"),
        wrong=document.wrong,
        not_held=document.not_held,
        **{f"dismissed_{why}": document.reasons.get(why, 0) for why in DISMISSAL_REASONS},
    )


def write_accounts(rows: Iterable[Account]) -> bytes:
    """The bytes of coverage.csv, by the standard library alone: `audit` starts without pandas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Account._fields)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def read_accounts(data: bytes, book: Book) -> list[Account]:
    """The accounts that coverage.csv holds of a book's sources; none where it is unreadable.

    data: bytes as `write_accounts` gives them.
    """
    kinds = get_type_hints(Account)
    try:
        return [
            Account(**{name: kinds[name](row[name]) for name in Account._fields})
            for row in csv.DictReader(data.decode("utf-8").splitlines())
            if row["source_id"] in book.sources
        ]
    except (ValueError, KeyError, TypeError):
        return []


def _printed(quantity: Quantity | None) -> str:
    return f"{quantity.digits} {quantity.scale} {quantity.unit}" if quantity else ""


def curation(book: Book, source: str) -> str:
    """Digest of everything that the audit of a source reads from the figures file.

    The first 16 hexadecimal digits of a SHA-256; a note or a title does not change it.
    """
    declared = book.sources[source]
    parts: list[tuple[object, ...]] = [
        (declared.document, declared.sha256, declared.published, declared.language),
        (declared.published_as, declared.skip_lines, book.format, *_named(book, declared.language)),
    ]
    parts += [
        (
            *(figure.id, figure.indicator, book.indicators[figure.indicator].kind),
            *(figure.period.text, figure.period_basis, figure.period_as_stated),
            *(figure.base and figure.base.text, figure.reporter, figure.partner),
            *(_printed(figure.quantity), _printed(figure.quantity_high), figure.unit),
            *(figure.qualifier, figure.status, figure.as_stated),
            *(figure.paragraph, _which(figure), *figure.meant),
            *filter(None, (figure.unit_as_stated,)),
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


def _named(book: Book, language: str) -> Iterator[object]:
    """The words with which indicators and areas are looked for in a text of a language."""
    for indicator in book.indicators.values():
        yield indicator.words.get(language, ())
    for area in book.areas.values():
        yield area.name, area.in_text, area.words.get(language), area.adjectives.get(language)


def _which(entry: Figure | Event | Dismissal) -> str:
    """Which occurrence is meant; the first by name is another thing than the first by default."""
    named = entry.occurrence_given and entry.occurrence == 1
    return f"{entry.occurrence}{' named' if named else ''}"


def foreign(book: Book, rows: Iterable[Account]) -> list[str]:
    """Sources whose account is that of another text than the one they name; in its order."""
    return [
        account.source_id
        for account in rows
        if account.sha256 != book.sources[account.source_id].sha256
    ]


def stale(book: Book, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """What coverage.csv says that the figures file no longer does; empty when it is fresh.

    rows: as read from coverage.csv, every value a text.
    """
    outdated = []
    expected = [source.id for source in book.sources.values() if source.document]
    table = {row["source_id"]: row for row in rows}
    for source in expected:
        if source not in table:
            outdated.append(f"{source} is missing")
        elif table[source]["sha256"] != book.sources[source].sha256:
            outdated.append(f"{source}: another text")
        elif table[source]["curation"] != curation(book, source):
            outdated.append(f"{source}: its entries have changed since the audit")
    return outdated + [f"{source} names no document" for source in table if source not in expected]
