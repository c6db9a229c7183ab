"""What each command does: read, call the library, print or write.

Heavy libraries are imported by the command that needs them, so that `check` starts as
quickly as YAML itself.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from etl.cli.files import read_bytes, swap_in, write_file
from etl.figures import load
from etl.model import Book
from etl.problems import Problem, Refused, render

REFERENCE: Final = "reference.yaml"
"""Official figures; lies beside the figures file, or not at all."""
COVERAGE: Final = "coverage.csv"


def check(options: Namespace) -> int:
    """Print that a file holds together, or every problem in the order of the file."""
    base = _load(options.within) if options.within else None
    if options.within and base is None:
        return 1
    book = _load(options.figures, base)
    if book is None:
        return 1
    figures, sources = len(book.figures), len(book.sources)
    print(f"{_count(figures, 'figure')} from {_count(sources, 'source')}: no problems")
    return 0


def build(options: Namespace) -> int:
    """Write every table, whole or not at all."""
    books = _books(options.figures, None)
    if books is None:
        return 1
    from etl.export.package import files
    from etl.extra import beside
    from etl.reconcile import reconcile as solve

    book, reference = books
    noted = options.figures.with_name(COVERAGE)
    coverage = read_bytes(noted) if noted.exists() else None
    made = files(book, beside(book, lambda: solve(book, reference), reference, coverage))
    swap_in(options.out, made)
    print(f"{_count(len(made), 'file')} in {options.out}")
    return 0


def generate(options: Namespace) -> int:
    """Write the files that are derived from the schema."""
    from etl.generated import generated

    for name, data in generated().items():
        write_file(options.out / name, data)
        print(options.out / name)
    return 0


def audit(options: Namespace) -> int:
    """Account for every number in the documents, and write the counts beside the figures."""
    book = _load(options.figures)
    if book is None:
        return 1
    from etl import audit as auditing
    from etl.export.csv import csv_bytes

    if not options.documents.is_dir():
        print(f"{options.documents} is no folder: name the folder of the texts", file=sys.stderr)
        return 1
    documents = {
        path.name: read_bytes(path)
        for path in sorted(options.documents.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }
    report = auditing.audit(book, documents)
    if options.format == "json":
        print(auditing.render_json(report))
    else:
        print(auditing.render_text(report))
    coverage = csv_bytes(auditing.coverage_rows(book, report))
    write_file(options.figures.with_name(COVERAGE), coverage)
    return 0 if report.clean else 1


def reconcile(options: Namespace) -> int:
    """Test all figures against one another."""
    books = _books(options.figures, options.against)
    if books is None:
        return 1
    from etl.reconcile import reconcile as solve
    from etl.reconcile.render import as_dict, as_text

    report = solve(*books)
    if options.format == "json":
        print(json.dumps(as_dict(report), indent=2, ensure_ascii=False))
    else:
        print(as_text(report))
    return 1 if options.strict and report.conflicts else 0


def _books(path: Path, named: Path | None) -> tuple[Book, Book | None] | None:
    """The book and its official figures; None after problems are printed.

    named: the file of the official figures; otherwise it lies beside the book, or not at all.
    """
    book = _load(path)
    if book is None:
        return None
    reference = named or path.with_name(REFERENCE)
    if named is None and not reference.exists():
        return book, None
    official = _load(reference, book)
    return None if official is None else (book, official)


def _load(path: Path, base: Book | None = None) -> Book | None:
    """The book of a file, or None after its problems are printed."""
    try:
        data = read_bytes(path)
    except Refused as refused:
        print(render(refused.at(1, 1), str(path), []))
        return None
    book, problems = load(data, base)
    if book is None:
        _print_problems(problems, path, data)
    return book


def _print_problems(problems: list[Problem], path: Path, data: bytes) -> None:
    lines = data.decode("utf-8", errors="replace").split("\n")
    for problem in problems:
        print(render(problem, str(path), lines))
    print(_count(len(problems), "problem"), file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
