"""The process that reconciles beside the server: `python -m dashboard.server.reconciler`.

Reads figures from its standard input, writes what each set of partners says as soon as it is
known, those first that readers look at; then keeps what was found and makes the files that take
long. Ends with the server.
Must not load Streamlit.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections import UserDict, deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from dashboard.server import kept
from dashboard.server.processes import be_polite, do, receive, send, task_from
from dashboard.server.slices import by_pair
from dashboard.server.state_files import StateFiles
from dashboard.server.versions import Versions
from etl.book.load import load
from etl.core.model import Book, Figure
from etl.reconcile import Cache, Report, ranges, reconcile, related
from etl.tables.export.about import file_stem
from etl.tables.export.package import Package
from etl.tables.extra import beside, stated

Pair = tuple[str, str]
"""Reporter and partner."""
_TURN: Final = 0.25
"""Seconds between two looks at whether another server is done."""


def clusters(book: Book, reference: Book | None) -> list[frozenset[Pair]]:
    """Pairs whose figures bear on one another, in the order of the file."""
    of = {figure.id: (figure.reporter, figure.partner) for figure in _figures(book, reference)}
    above: dict[Pair, Pair] = {pair: pair for pair in of.values()}

    def top(pair: Pair) -> Pair:
        while above[pair] != pair:
            above[pair] = above[above[pair]]
            pair = above[pair]
        return pair

    for group in related(book, reference):
        first, *others = [of[name] for name in group]
        for other in others:
            above[top(other)] = top(first)
    together: dict[Pair, set[Pair]] = {}
    for pair in dict.fromkeys((f.reporter, f.partner) for f in book.figures.values()):
        together.setdefault(top(pair), set()).add(pair)
    for pair in above:
        together.get(top(pair), set()).add(pair)
    return [frozenset(pairs) for pairs in together.values()]


def part(book: Book, pairs: frozenset[Pair]) -> Book:
    """The book with the figures of these pairs alone."""
    return book._replace(
        figures={
            name: figure
            for name, figure in book.figures.items()
            if (figure.reporter, figure.partner) in pairs
        }
    )


def in_turn(waiting: Iterable[frozenset[Pair]], asked: deque[Pair]) -> Iterator[frozenset[Pair]]:
    """Each set of pairs once: that which was asked for last first, then those of the file."""
    left = dict.fromkeys(waiting)
    of = {pair: pairs for pairs in left for pair in pairs}
    while left:
        chosen = next(iter(left))
        while asked:
            wanted = of.get(asked.pop())
            if wanted in left:
                chosen = wanted
                break
        del left[chosen]
        yield chosen


def _figures(book: Book, reference: Book | None) -> Iterator[Figure]:
    yield from book.figures.values()
    if reference is not None:
        yield from reference.figures.values()


def _work(book: Book, reference: Book | None, task: Mapping[str, Any], asked: deque[Pair]) -> None:
    folder = Path(task["folder"])
    with kept.Turn(folder, task["name"]) as turn:
        _wait(turn, book, reference, asked)
        whole = kept.read(folder, task["name"])
        if not isinstance(whole, Report):
            whole = _solved(book, reference, task, asked)
        parts = kept.read(folder, task["parts"])
        if not isinstance(parts, dict):
            parts = _parts(whole, book)
            kept.write(folder, task["parts"], parts)
        _tell("parts", parts)
        _tell("whole", kept.packed(whole))
        known = kept.read(folder, task["ranges"])
        if not isinstance(known, tuple):
            known = ranges(book, reference, whole)
            kept.write(folder, task["ranges"], known)
        _tell("ranges", kept.packed(known))
        files = _files(task)
        more = beside(book, lambda: whole, reference, files.coverage, lambda: known)
        package = Package(book, more, files.version)
        versions = Versions(folder, _path(task))
        versions.publish(package, files)
        versions.add_findings(package)
        for name in large_files(book) if task["files"] else ():
            if not (folder / (task["files"] + name)).is_file():
                kept.write_bytes(folder, task["files"] + name, package.file(name))


def _path(task: Mapping[str, Any]) -> Path | None:
    return Path(task["path"]) if task["path"] else None


def _files(task: Mapping[str, Any]) -> StateFiles:
    return StateFiles(task["figures"], task["reference"], task["coverage"])


def _wait(turn: kept.Turn, book: Book, reference: Book | None, asked: deque[Pair]) -> None:
    """Until no other server that shares the folder works at the same; what it has found is read.

    Pairs that readers look at meanwhile are reconciled here.
    """
    solved: Cache = {}
    while not turn.taken():
        while asked:
            pair = asked.pop()
            for pairs in clusters(book, reference):
                if pair in pairs:
                    _tell_part(book, reference, pairs, solved)
        time.sleep(_TURN)


def large_files(book: Book) -> tuple[str, ...]:
    """Names of the files of a build that take long to make where there are many figures."""
    stem = file_stem(book)
    return f"{stem}.xlsx", f"{stem}.zip"


def _tell(kind: str, value: object) -> None:
    """Say something to the server: "parts", the "whole", or "ranges".

    As the server holds it: packed, for most of it is never looked at.
    """
    send(sys.stdout.buffer, kept.packed((kind, value)))


def _parts(report: Report, book: Book) -> dict[Pair, bytes]:
    """What bears on each pair of a book, packed."""
    return {pair: kept.packed(own) for pair, own in by_pair(report, book).items()}


def _solved(
    book: Book, reference: Book | None, task: Mapping[str, Any], asked: deque[Pair]
) -> Report:
    """The report of all figures, told in parts while it is made, and kept."""
    folder = Path(task["folder"])
    groups = f"groups-{kept.code()[:32]}.pickle"
    before: Cache = kept.read(folder, groups) or {}
    solved: Cache = _Used(before)
    together = clusters(book, reference)
    for pairs in in_turn(together, asked) if len(together) > 1 else ():
        _tell_part(book, reference, pairs, solved)
    whole = reconcile(book, reference, solved)
    kept.write(folder, task["name"], whole)
    kept.write(folder, groups, dict(solved))
    return whole


def _tell_part(book: Book, reference: Book | None, pairs: frozenset[Pair], solved: Cache) -> None:
    """Say what the figures of these pairs say about one another."""
    own = part(book, pairs)
    official = None if reference is None else part(reference, pairs)
    _tell("parts", _parts(reconcile(own, official, solved), own))


class _Used(UserDict[str, Any]):
    """A cache that keeps what was used, so that it does not grow with every correction."""

    def __init__(self, before: Mapping[str, Any]) -> None:
        super().__init__()
        self._before = before

    def __missing__(self, name: str) -> Any:
        self.data[name] = self._before[name]
        return self.data[name]

    def __contains__(self, name: object) -> bool:
        return name in self.data or name in self._before


def _listen(stream: IO[bytes] | io.FileIO, asked: deque[Pair]) -> None:
    while (message := receive(stream)) is not None:
        reporter, partner = kept.unpacked(message)
        asked.append((reporter, partner))
    os._exit(0)  # the server has gone, and nobody reads what is found


def keep(files: StateFiles, folder: Path, path: Path) -> str:
    """Keep a state that is shown among the versions, in a process of its own; waits for it.

    Returns why it is not kept (see `Versions.publish`). path: where its figures lie.
    """
    book = kept.book_name(files.figures, None)
    task = {"keep": True, "book": book, "folder": str(folder), "path": str(path)}
    said = do(__name__, {**task, **files._asdict()})
    # The log tells what became of one that says nothing.
    return f"version {files.version} is not kept" if said is None else str(said)


def _keep(book: Book, reference: Book | None, task: Mapping[str, Any]) -> None:
    files = _files(task)
    package = Package(book, stated(book, reference, files.coverage), files.version)
    why = Versions(Path(task["folder"]), _path(task)).publish(package, files)
    send(sys.stdout.buffer, kept.packed(why))


def _book(task: Mapping[str, Any]) -> Book:
    """The checked book of the figures, kept where that is worth it."""
    folder, name = Path(task["folder"]), task["book"]
    book = kept.read_book(folder, name) if name else None
    if book is not None:
        return book
    book, _ = load(task["figures"])
    assert book is not None, "the server has loaded it"
    if name:
        kept.write_book(folder, name, book)
    return book


def main() -> int:
    """Reconcile, or only keep, what standard input brings; returns the exit code."""
    # Without a buffer, whose lock the thread below would hold when the interpreter ends.
    stream = io.FileIO(0, closefd=False)
    task = task_from(stream)
    if task is None:
        return 0
    be_polite()
    asked: deque[Pair] = deque()
    threading.Thread(target=_listen, args=(stream, asked), daemon=True).start()
    book = _book(task)
    reference = None if task["reference"] is None else load(task["reference"], book).book
    if "keep" in task:
        _keep(book, reference, task)
    else:
        _work(book, reference, task, asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
