"""The process that checks a large file beside the server: `python -m dashboard.server.checking`.

Ends with the server. Must load neither what reconciles nor what makes tables: a server that starts
has nothing to show before this is done.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

from dashboard.server import kept, logs
from dashboard.server.processes import be_polite, do, receive
from etl.book.load import load


def check(data: bytes, base: bytes | None, folder: Path, name: str, polite: bool = True) -> None:
    """Check a file in a process of its own, which keeps the book under that name if it is good."""
    task = {"figures": data, "reference": base, "folder": str(folder), "check": name}
    do(__name__, {**task, "polite": polite})


def hurried(data: bytes, base: bytes | None, folder: Path, name: str) -> None:
    """The same for a server that has nothing to show until that is done."""
    check(data, base, folder, name, polite=False)


def _check(task: Mapping[str, Any]) -> NoReturn:
    base = None if task["reference"] is None else load(task["reference"]).book
    book, problems = load(task["figures"], base)
    if book is not None:
        kept.write_book(Path(task["folder"]), task["check"], book)
    # At once: to take a large book apart, object by object, takes a tenth of what checking it does.
    os._exit(len(problems) > 0)


def _end_with(stream: IO[bytes] | io.FileIO) -> None:
    while receive(stream) is not None:
        pass
    os._exit(0)  # the server has gone, and nobody reads what is found


def main() -> int:
    """Check what standard input brings; returns the exit code."""
    # Without a buffer, whose lock the thread below would hold when the interpreter ends.
    stream = io.FileIO(0, closefd=False)
    told = receive(stream)
    if told is None:
        return 0  # the server has ended before it said what to do
    task = kept.unpacked(told)
    if task["polite"]:
        be_polite()
    logs.set_up(task["log"])
    threading.Thread(target=_end_with, args=(stream,), daemon=True).start()
    _check(task)


if __name__ == "__main__":
    sys.exit(main())
