"""The commands that read a text with a book: draft and compare."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from etl.book.load import load
from etl.cli.commands import load_book, load_books, print_problems, read_file
from etl.cli.files import write_file
from etl.core.model import Book
from etl.core.problems import Refused

if TYPE_CHECKING:
    from etl.draft.model import Draft


def draft(options: Namespace) -> int:
    """Print proposals for every number of a document, or add them to the figures file."""
    book = load_book(options.figures, to=sys.stderr)
    data = read_file(options.document, sys.stderr)
    if book is None or data is None:
        return 1
    proposals = _drafted(options.document, data, book, options.published, options.language or "")
    if proposals is None:
        return 1
    if options.add:
        return _add(options.figures, proposals, book)
    from etl.draft.render import as_json, as_yaml

    print(as_json(proposals) if options.format == "json" else as_yaml(proposals), end="")
    return 0


def _drafted(path: Path, data: bytes, book: Book, day: date, language: str) -> Draft | None:
    """The draft of a document, or None after it is printed why there is none."""
    from etl.draft import draft as drafted
    from etl.draft.documents import text_of

    try:
        text = text_of(data, path.name)
        return drafted(text, book, day, path.name, language, data)
    except Refused as refused:
        print(f"{path}: {refused.found}; {refused.allowed}", file=sys.stderr)
        return None


def _add(path: Path, proposals: Draft, known: Book) -> int:
    """Append a draft to the figures file, whole or not at all, and no document a second time."""
    from etl.draft.add import added

    digest = proposals.source.sha256
    same = next((one.id for one in known.sources.values() if one.sha256 == digest), None)
    if same is not None:
        print(
            f"{path}: the source {same} has this document already (SHA-256 {digest});"
            " to draft it anew, take that source and its figures out first",
            file=sys.stderr,
        )
        print(f"nothing was added: {path} is as it was", file=sys.stderr)
        return 1
    before = read_file(path)
    if before is None:
        return 1
    try:
        data = added(before.decode("utf-8"), proposals).encode("utf-8")
    except Refused as refused:
        print(f"{path}: {refused.found}; {refused.allowed}", file=sys.stderr)
        return 1
    book, problems = load(data)
    if book is None:
        print_problems(problems, path, data, None)
        print(f"nothing was added: {path} is as it was", file=sys.stderr)
        return 1
    write_file(path, data)
    aside = sum(bool(one.proposed or one.unreadable) for one in proposals.figures)
    told = (
        f"{len(proposals.figures) - aside} figures, {len(proposals.events)} events added to {path}"
    )
    print(f"{told}; {aside} figures as comments, which say why" if aside else told)
    return 0


def compare(options: Namespace) -> int:
    """Print what all that is known says of each statement of a text."""
    # For machines, standard output is JSON or empty.
    books = load_books(options.figures, options.against, sys.stderr)
    name = "standard input" if options.text == "-" else options.text
    data = (
        sys.stdin.buffer.read()
        if options.text == "-"
        else read_file(Path(options.text), sys.stderr)
    )
    if books is None or data is None:
        return 1
    from etl.draft.compare import compare as compared
    from etl.draft.documents import text_of
    from etl.draft.say import as_json, as_text

    try:
        read = text_of(data, name)
        comparison = compared(read, books[0], options.published, books[1], options.language or "")
    except Refused as refused:
        print(f"{name}: {refused.found}; {refused.allowed}", file=sys.stderr)
        return 1
    if options.format == "json":
        print(as_json(comparison))
    else:
        print(as_text(comparison, books[0]), end="")
    return 1 if options.strict and comparison.count("contradicts") else 0


def text(options: Namespace) -> int:
    """Print the paragraphs of a document with their numbers."""
    from etl.draft.documents import text_of
    from etl.reading.passages import paragraphs

    data = read_file(options.document, sys.stderr)
    if data is None:
        return 1
    try:
        read = text_of(data, options.document.name)
    except Refused as refused:
        print(f"{options.document}: {refused.found}; {refused.allowed}", file=sys.stderr)
        return 1
    for number, paragraph in enumerate(paragraphs(read.encode("utf-8")), 1):
        print(f"{number}: {' '.join(paragraph.split())}\n")
    return 0
