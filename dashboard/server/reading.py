"""The figures file and what lies beside it, read whole or not at all.

What was checked before is not checked again: a checked book lies in the cache folder by the hash
of its bytes. Must not know what is shown.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.server import checking, kept, looking
from dashboard.server.looking import COVERAGE, REFERENCE, signature
from dashboard.server.state_files import StateFiles
from etl.cli.files import read_bytes
from etl.core.model import Book
from etl.core.problems import Problem, Refused, lines_of, render

MOST_PROBLEMS: Final = 50
LARGE: Final = 1_000_000
"""Bytes of a file whose check takes long enough to be kept, and to be left to another process."""


class LoadedFile(NamedTuple):
    """A file, and what is in it."""

    data: bytes
    book: Book | None
    problems: tuple[str, ...]
    """The first ones, as `check` prints them."""
    total: int


@dataclass(frozen=True)
class Files:
    """The figures with what they are tested against, as they were at one moment."""

    figures: LoadedFile
    reference: LoadedFile | None
    noted: bytes | None
    """Bytes of coverage.csv, if there is one."""

    @property
    def stated(self) -> StateFiles:
        """Their bytes, good or not."""
        official = None if self.reference is None else self.reference.data
        return StateFiles(self.figures.data, official, self.noted)

    @cached_property
    def version(self) -> str:
        """Made from the content: the same content has the same version, wherever it is."""
        return self.stated.version


class Early:
    """The files read once, from before anybody asks: while a server loads its application."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._files: list[Files] = []
        self._seconds = 0.0
        self._thread = threading.Thread(target=self._read, args=(path, folder), daemon=True)
        self._thread.start()

    def _read(self, path: Path, folder: Path) -> None:
        started = time.monotonic()
        # Nobody is shown anything yet, who would be kept waiting by it.
        self._files.append(read(path, folder, checking.hurried))
        self._seconds = time.monotonic() - started

    def files(self) -> tuple[Files, float] | None:
        """The files, waited for, and the seconds that they took; None where that has failed.

        Once: they are as large as what is shown of them, and held by nobody afterwards.
        """
        self._thread.join()
        return (self._files.pop(), self._seconds) if self._files else None


_EARLY: Final[dict[Path, Early]] = {}


def begin(path: Path, folder: Path) -> None:
    """Look at the files and read them, while the process loads what it shows them with."""
    looking.first(path)
    _EARLY[path] = Early(path, folder)


def begun(path: Path) -> Early | None:
    """What has begun, once: it is not held for longer than it takes to show it."""
    return _EARLY.pop(path, None)


Check = Callable[[bytes, bytes | None, Path, str], list[Problem]]
"""Checks a file, with one that it is based on: keeps its book in a folder under a name, or returns
what is wrong."""


def read(path: Path, folder: Path | None = None, beside: Check | None = None) -> Files:
    """The files as they are now. Never raises for a bad file.

    folder: for checked books, if they are kept. beside: checks a large file in a process of its
    own, so that nobody need wait here.
    """
    figures = _load(path, None, folder, beside)
    reference = None
    official = path.with_name(REFERENCE)
    if figures.book is not None and not isinstance(signature(official), str):
        reference = _load(official, figures, folder, beside)
    return Files(figures, reference, _bytes(path.with_name(COVERAGE)))


def stated(path: Path) -> StateFiles:
    """Bytes of the files as they are now, unread."""
    beside = (_bytes(path.with_name(name)) for name in (REFERENCE, COVERAGE))
    return StateFiles(_bytes(path) or b"", *beside)


def _bytes(path: Path) -> bytes | None:
    """The bytes of a file that need not be there."""
    try:
        return read_bytes(path)
    except Refused:
        return None


def _load(
    path: Path, base: LoadedFile | None, folder: Path | None, beside: Check | None
) -> LoadedFile:
    try:
        data = read_bytes(path)
    except Refused as refused:
        return LoadedFile(b"", None, (render(refused.at(1, 1), path.name, []),), 1)
    book, problems = _checked(data, base, folder, beside)
    return LoadedFile(data, book, _rendered(problems, path, data), len(problems))


def _checked(
    data: bytes, base: LoadedFile | None, folder: Path | None, beside: Check | None
) -> tuple[Book | None, list[Problem]]:
    if folder is None or len(data) < LARGE:
        return _checked_here(data, base)
    name = kept.book_name(data, base.data if base else None)
    book = kept.read_book(folder, name)
    if book is None and beside is not None:
        if problems := beside(data, base.data if base else None, folder, name):
            return None, problems
        book = kept.read_book(folder, name)
    # Not kept where the folder cannot be written, or whoever checks has come to no end.
    return (book, []) if book else _checked_here(data, base)


def _checked_here(data: bytes, base: LoadedFile | None) -> tuple[Book | None, list[Problem]]:
    # Half of what this module would load: a large file is handed to others before.
    from etl.book.load import load

    return load(data, base.book if base else None)


def _rendered(problems: list[Problem], path: Path, data: bytes) -> tuple[str, ...]:
    if not problems:
        return ()
    lines = lines_of(data.decode("utf-8", errors="replace"))
    # The name alone: where the server keeps its files is nothing that a reader should see.
    return tuple(render(problem, path.name, lines) for problem in problems[:MOST_PROBLEMS])
