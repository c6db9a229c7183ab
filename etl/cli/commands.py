"""What each command does: read, call the library, print or write.

Heavy libraries are imported by the command that needs them, so that `check` starts as
quickly as YAML itself.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from etl.cli.files import read_bytes, swap_in, write_file
from etl.figures import load
from etl.model import Book
from etl.problems import Problem, Refused, render


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
    book = _load(options.figures)
    if book is None:
        return 1
    from etl.export.package import files

    made = files(book)
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
    """Account for every number in the documents."""
    raise NotImplementedError


def reconcile(options: Namespace) -> int:
    """Test all figures against one another."""
    raise NotImplementedError


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
