"""What each command does: read, call the library, print or write.

Heavy libraries are imported by the command that needs them, so that `check` starts as
quickly as YAML itself.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Final, TextIO

from etl.book.load import load
from etl.cli import workers
from etl.cli.files import read_bytes, swap_in, write_file
from etl.core.model import Book
from etl.core.problems import Problem, Refused, choices, lines_of, render

REFERENCE: Final = "reference.yaml"
"""Official figures; lies beside the figures file, or not at all."""
COVERAGE: Final = "coverage.csv"
_WORTH_A_PROCESS: Final = 1_000
"""Figures that are reconciled in about the time that a new process takes to start."""
_MOST_PROBLEMS: Final = 1_000
"""A file with more is no figures file, or wrong in one way all over."""


def check(options: Namespace) -> int:
    """Print that a file holds together, or every problem in the order of the file."""
    base = load_book(options.within) if options.within else None
    if options.within and base is None:
        return 1
    book = load_book(options.figures, base)
    if book is None:
        return 1
    figures, sources = len(book.figures), len(book.sources)
    print(f"{_count(figures, 'figure')} from {_count(sources, 'source')}: no problems")
    from etl.reconcile.model.relations import unproven

    for area, others in unproven(book).items():
        print(
            f"note: {area} is no country of ISO 3166 and is taken to overlap {', '.join(others)}:"
            f" with them it never adds up to a group. Where it does not overlap, write"
            f" `outside: [{', '.join(others)}]` at {area}",
            file=sys.stderr,
        )
    return 0


def build(options: Namespace) -> int:
    """Write every table, whole or not at all."""
    books = load_books(options.figures, None)
    if books is None:
        return 1
    from etl.audit import foreign, read_accounts
    from etl.reconcile import reconcile as solve
    from etl.tables.export.about import version_of
    from etl.tables.export.package import files
    from etl.tables.extra import beside

    book, reference = books
    noted = options.figures.with_name(COVERAGE)
    coverage = None
    if noted.exists():
        coverage = read_file(noted)
        if coverage is None:
            return 1
        if others := foreign(book, read_accounts(coverage, book)):
            print(
                f"{noted} is of other documents than {options.figures} names "
                f"({', '.join(others)}): audit them again with --write-coverage, or remove it",
                file=sys.stderr,
            )
            return 1
    official = read_file(options.figures.with_name(REFERENCE)) if reference else None
    version = version_of(read_file(options.figures) or b"", official, coverage)
    extra = beside(book, lambda: solve(book, reference), reference, coverage)
    contents = files(book, extra, version, options.partition)
    swap_in(options.out, contents)
    print(f"{_count(len(contents), 'file')} in {options.out}")
    return 0


def publish(options: Namespace) -> int:
    """Check a file, and put it whole where a server shows it from; in one step, or not at all."""
    data = read_file(options.file)
    if data is None:
        return 1
    book, problems = load(data)
    if book is None:
        print_problems(problems, options.file, data, None)
        return 1
    before = None
    if options.to.exists():
        kept = read_file(options.to)
        before = None if kept is None else load(kept).book
    write_file(options.to, data)
    gone = [name for name in before.figures if name not in book.figures] if before else []
    told = f"; gone: {choices(gone)}" if gone else ""
    print(f"{options.to}: {_count(len(book.figures), 'figure')} published{told}")
    return 0


def example(options: Namespace) -> int:
    """Put the shipped data into a folder."""
    from etl.cli.example import example as write

    for path in write(options.out):
        print(path)
    return 0


def generate(options: Namespace) -> int:
    """Write the files that are derived from the schema."""
    from etl.tables.generated import generated

    for name, data in generated().items():
        write_file(options.out / name, data)
        print(options.out / name)
    return 0


def audit(options: Namespace) -> int:
    """Account for every number in the documents; the counts are written where that is asked for."""
    # For machines, standard output is JSON or empty.
    to = sys.stderr if options.format == "json" else None
    book = load_book(options.figures, to=to)
    if book is None:
        return 1
    from etl import audit as auditing

    if not options.documents.is_dir():
        print(f"{options.documents} is no folder: name the folder of the texts", file=sys.stderr)
        return 1
    documents = {}
    for path in sorted(options.documents.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            text = read_file(path, to)
            if text is None:
                return 1
            documents[path.name] = text
    noted = options.figures.with_name(COVERAGE)
    writes = options.write_coverage
    before = read_file(noted, to) if writes and noted.exists() else b""
    if before is None:
        return 1
    with workers.executor(options.cluster, len(documents), auditing.A_TASK) as executor:
        report = auditing.audit(book, documents, executor)
    if options.format == "json":
        print(auditing.render_json(report))
    else:
        print(auditing.render_text(report, str(options.figures)))
    if writes:
        write_file(noted, auditing.write_accounts(auditing.accounts(book, report, before)))
    return 0 if report.clean else 1


def reconcile(options: Namespace) -> int:
    """Test all figures against one another."""
    books = load_books(options.figures, options.against)
    if books is None:
        return 1
    from etl.reconcile import ranges
    from etl.reconcile import reconcile as solve
    from etl.reconcile.say.render import as_dict, as_text

    with workers.executor(options.cluster, len(books[0].figures), _WORTH_A_PROCESS) as executor:
        report = solve(*books, executor=executor)
    if options.strict:
        unknown = tuple(known for known in ranges(*books, report) if known.not_known)
        report = report._replace(ranges_not_known=unknown)
    if options.format == "json":
        import json

        print(json.dumps(as_dict(report), indent=2, ensure_ascii=False))
    else:
        print(as_text(report))
    is_sure = report.is_sure and not report.ranks_not_tested
    return 1 if options.strict and (report.conflicts or not is_sure) else 0


def read(options: Namespace) -> int:
    """Print what every quantity of a text states; exit code 1 where it is no text."""
    data = (
        sys.stdin.buffer.read()
        if options.text == "-"
        else read_file(Path(options.text), sys.stderr)
    )
    if data is None:
        return 1
    from etl.reading.reader import read as readings_of
    from etl.reading.render import as_json, as_text

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if options.text == "-" else options.text
        print(
            f"{name} is no UTF-8 text (byte {error.start + 1}): save it as UTF-8", file=sys.stderr
        )
        return 1
    language = options.language or _language_of(text)
    if language is None:
        return 1
    readings = readings_of(text, language)
    if options.format == "json":
        print(as_json(readings))
    elif readings:
        print(as_text(readings))
    return 0


def _language_of(text: str) -> str | None:
    """The language of a text, English for a few words that tell none; None after saying why."""
    from etl.reading.language import language_of

    if not text.strip():
        print("the text is empty", file=sys.stderr)
        return None
    try:
        return language_of(text, short="en")[0]
    except Refused as refused:
        print(f"{refused.found}: {refused.allowed}", file=sys.stderr)
        return None


def load_books(
    path: Path, named: Path | None, to: TextIO | None = None
) -> tuple[Book, Book | None] | None:
    """The book and its official figures; None after problems are printed.

    named: the file of the official figures; otherwise it lies beside the book, or not at all.
    """
    book = load_book(path, to=to)
    if book is None:
        return None
    reference = named or path.with_name(REFERENCE)
    if named is None and not reference.exists():
        return book, None
    official = load_book(reference, book, to)
    return None if official is None else (book, official)


def load_book(path: Path, base: Book | None = None, to: TextIO | None = None) -> Book | None:
    """The book of a file, or None after its problems are printed (to: standard output)."""
    data = read_file(path, to)
    if data is None:
        return None
    book, problems = load(data, base)
    if book is None:
        print_problems(problems, path, data, to)
    return book


def read_file(path: Path, to: TextIO | None = None) -> bytes | None:
    """The bytes of a file, or None after it is printed why it cannot be read."""
    try:
        return read_bytes(path)
    except Refused as refused:
        print(render(refused.at(1, 1), str(path), []), file=to)
        return None


def print_problems(problems: list[Problem], path: Path, data: bytes, to: TextIO | None) -> None:
    """Every problem of a file, with the line that it is in."""
    lines = lines_of(data.decode("utf-8", errors="replace"))
    for problem in problems[:_MOST_PROBLEMS]:
        print(render(problem, str(path), lines), file=to)
    if len(problems) > _MOST_PROBLEMS:
        print(f"... and {_count(len(problems) - _MOST_PROBLEMS, 'problem')} more", file=to)
    print(_count(len(problems), "problem"), file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
