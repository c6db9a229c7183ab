"""The process that checks a large file beside the server: `python -m dashboard.server.checking`.

Ends with the server. Must load neither what reconciles nor what makes tables: a server that starts
has nothing to show before this is done.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

from dashboard.server import kept
from dashboard.server.processes import be_polite, do, receive, send, task_from
from etl.core.problems import Problem


def check(
    data: bytes, base: bytes | None, folder: Path, name: str, polite: bool = True
) -> list[Problem]:
    """Check a file in a process of its own, which keeps the book under that name if it is good.

    Returns what is wrong with it: nothing where it is good, and where nobody knows because the
    process has come to no end.
    """
    task = {"figures": data, "reference": base, "folder": str(folder), "check": name}
    return do(__name__, {**task, "polite": polite}) or []


def hurried(data: bytes, base: bytes | None, folder: Path, name: str) -> list[Problem]:
    """The same for a server that has nothing to show until that is done."""
    return check(data, base, folder, name, polite=False)


def _check(task: Mapping[str, Any]) -> NoReturn:
    from etl.book.load import load  # not in the server, which has it checked

    base = None if task["reference"] is None else load(task["reference"]).book
    book, problems = load(task["figures"], base)
    if book is not None:
        kept.write_book(Path(task["folder"]), task["check"], book)
    send(sys.stdout.buffer, kept.packed(problems))
    # At once: to take a large book apart, object by object, takes a tenth of what checking it does.
    os._exit(0)


def _end_with(stream: IO[bytes] | io.FileIO) -> None:
    while receive(stream) is not None:
        pass
    os._exit(0)  # the server has gone, and nobody reads what is found


def main() -> int:
    """Check what standard input brings; returns the exit code."""
    gc.disable()  # one task, and the process ends
    # Without a buffer, whose lock the thread below would hold when the interpreter ends.
    stream = io.FileIO(0, closefd=False)
    task = task_from(stream)
    if task is None:
        return 0
    if task["polite"]:
        be_polite()
    threading.Thread(target=_end_with, args=(stream,), daemon=True).start()
    _check(task)


if __name__ == "__main__":
    sys.exit(main())
