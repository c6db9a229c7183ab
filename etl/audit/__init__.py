"""Proof against the texts: every number of a document is accounted for.

`audit` takes a book and the bytes of its documents, and returns an `AuditReport`; nothing here
opens files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from hashlib import sha256
from typing import Final, TypeVar

from etl.audit.accounts import (
    Account,
    accounts,
    curation,
    foreign,
    read_accounts,
    stale,
    write_accounts,
)
from etl.audit.judge.paragraph import ParagraphAudit
from etl.audit.judge.parts import excesses
from etl.audit.judge.setting import DocumentSetting, SourceEntries, name_of, phrase_of
from etl.audit.read.names import Names
from etl.audit.read.passage import read
from etl.audit.report import AuditReport, DocumentReport, Finding, render_json, render_text
from etl.core.model import Book, Dismissal, Event, Figure, Source

__all__ = [
    "Account",
    "AuditReport",
    "accounts",
    "audit",
    "curation",
    "foreign",
    "read_accounts",
    "render_json",
    "render_text",
    "stale",
    "write_accounts",
]

A_TASK: Final = 50
"""Documents that a worker gets together: a new process takes as long as some thirty."""
_NOTHING: Final = SourceEntries({}, {}, {})
_E = TypeVar("_E", Figure, Event, Dismissal)


def audit(
    book: Book, documents: Mapping[str, bytes], executor: Executor | None = None
) -> AuditReport:
    """Check a book against the texts that it was read from.

    documents: bytes by file name, as `Source.document` names them. A source without a
    document (an official table) is left out. Never raises for bad input: what is missing,
    unreadable or changed is a finding. executor: one of `concurrent.futures` that shares the
    documents out; the report is the same.
    """
    sources = [source for source in book.sources.values() if source.document]
    if executor is None:
        reports = _reports(book, documents, sources)
    else:
        reports = _shared(book, documents, sources, executor)
    named = {source.document for source in book.sources.values()}
    return AuditReport(
        tuple(reports), tuple(sorted(name for name in documents if name not in named))
    )


def _reports(
    book: Book, documents: Mapping[str, bytes], sources: Sequence[Source]
) -> list[DocumentReport]:
    entries = _by_source(book)
    languages = {source.language for source in sources}
    names = {language: Names(book, language) for language in languages}
    return [
        _document(
            book, source, documents.get(source.document), entries.get(source.id, _NOTHING), names
        )
        for source in sources
    ]


def _shared(
    book: Book, documents: Mapping[str, bytes], sources: Sequence[Source], executor: Executor
) -> list[DocumentReport]:
    """The same, each task with a run of the sources and what belongs to them."""
    starts = range(0, len(sources), A_TASK)
    tasks = [_part(book, documents, sources[at : at + A_TASK]) for at in starts]
    batches = executor.map(_reports, *zip(*tasks, strict=True)) if tasks else ()
    return [report for reports in batches for report in reports]


def _part(
    book: Book, documents: Mapping[str, bytes], sources: Sequence[Source]
) -> tuple[Book, dict[str, bytes], Sequence[Source]]:
    ids, names = {source.id for source in sources}, {source.document for source in sources}
    part = book._replace(
        figures={name: f for name, f in book.figures.items() if f.source in ids},
        events={name: e for name, e in book.events.items() if e.source in ids},
        dismissals=tuple(d for d in book.dismissals if d.source in ids),
    )
    return part, {name: data for name, data in documents.items() if name in names}, sources


def _document(
    book: Book,
    source: Source,
    data: bytes | None,
    entries: SourceEntries,
    names: Mapping[str, Names],
) -> DocumentReport:
    if data is None:
        return _unread(source, "document-missing", "not among the documents", "add the file")
    try:
        document = read(data, source, names[source.language])
    except UnicodeDecodeError:
        return _unread(source, "document-encoding", "no UTF-8 text", "save it as UTF-8")
    findings = []
    digest = sha256(data).hexdigest()
    if digest != source.sha256:
        fault = f"not the text that was read: its sha256 is {digest}"
        todo = "read it again, then correct sha256"
        findings.append(_whole(source, "document-changed", fault, todo))
    passages = document.passages
    findings += _beyond(source, entries, len(passages))
    own = [figure for rows in entries.figures.values() for figure in rows]
    setting = DocumentSetting(
        book,
        source,
        document.published,
        tuple(passages),
        names[source.language],
        excesses(own, book),
    )
    numerals = []
    for passage in passages:
        paragraph = ParagraphAudit(passage, setting, entries)
        paragraph.audit()
        numerals += paragraph.numerals
        findings += paragraph.findings
    return DocumentReport(
        source.id, source.document, digest, len(passages), tuple(numerals), tuple(findings)
    )


def _unread(source: Source, rule: str, fault: str, todo: str) -> DocumentReport:
    finding = _whole(source, rule, fault, todo)
    return DocumentReport(source.id, source.document, "", 0, (), (finding,))


def _whole(source: Source, rule: str, fault: str, todo: str) -> Finding:
    name = f"source {source.id}"
    return Finding(source.id, source.document, 0, rule, name, "", "", fault, todo)


def _beyond(source: Source, entries: SourceEntries, last: int) -> list[Finding]:
    """Entries whose paragraph the document does not have."""
    return [
        Finding(
            source.id,
            source.document,
            number,
            "paragraph-missing",
            name_of(entry),
            phrase_of(entry),
            "",
            f"the document has {last} paragraphs",
            "correct the paragraph",
            entry.line,
        )
        for section in (entries.figures, entries.events, entries.dismissals)
        for number, group in section.items()
        if number > last
        for entry in group
    ]


def _by_source(book: Book) -> dict[str, SourceEntries]:
    """Entries of each source by paragraph, so that no paragraph looks through all of them."""
    figures = _by_paragraph(book.figures.values())
    events = _by_paragraph(book.events.values())
    dismissals = _by_paragraph(book.dismissals)
    return {
        source: SourceEntries(
            figures.get(source, {}),
            events.get(source, {}),
            dismissals.get(source, {}),
            tuple(f for fs in figures.get(source, {}).values() for f in fs if f.period_as_stated),
        )
        for source in book.sources
    }


def _by_paragraph(entries: Iterable[_E]) -> dict[str, dict[int, list[_E]]]:
    grouped: dict[str, dict[int, list[_E]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        grouped[entry.source][entry.paragraph].append(entry)
    return grouped
