"""Processes beside the server: each a module of this folder that is told its task by a message.

Must load none of what they do.
"""

from __future__ import annotations

import io
import logging
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from dashboard.server import kept, logs, settings

_LOG: Final = logging.getLogger(__name__)
_LENGTH: Final = struct.Struct(">Q")
_POLITE: Final = 10
"""Readers come first."""
_RUN: Final = (
    "import sys; module, *sys.path[:] = sys.argv[1:]; import runpy; "
    "runpy.run_module(module, run_name='__main__', alter_sys=True)"
)
"""As `-m` does, but with the folders that are told alone: not the working directory, which `-m`
puts first, and also one with a colon, which fits no PYTHONPATH."""


def send(stream: IO[bytes] | io.FileIO, data: bytes) -> None:
    """One message: its length, then its bytes."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes] | io.FileIO) -> bytes | None:
    """The next message; None at the end, also where it comes in the middle of one."""
    head = _exactly(stream, _LENGTH.size)
    return None if head is None else _exactly(stream, _LENGTH.unpack(head)[0])


def _exactly(stream: IO[bytes] | io.FileIO, length: int) -> bytes | None:
    parts: list[bytes] = []
    while length:
        part = stream.read(length)
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def started(module: str) -> subprocess.Popen[bytes]:
    """A new process of a module, which waits for its task (see `message`).

    Raises OSError where it cannot be started.
    """
    # The same modules, from wherever this process has them, and none of the working directory.
    home = str(Path(__file__).parents[2])
    folders = [folder or home for folder in sys.path if folder or home not in sys.path]
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, module, *folders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def message(task: Mapping[str, Any]) -> bytes:
    """A task as a process is told it: with how it logs, and the code that it has to be of."""
    return kept.packed({"log": settings.current().log_format, "code": kept.code(), **task})


def task_from(stream: IO[bytes] | io.FileIO) -> Mapping[str, Any] | None:
    """What this process is to do, and how it logs is set up.

    None where that is nothing: the server has ended before it said so, or is of other code, as
    after an update in its place. What it keeps by the name of its code must be found by that.
    """
    told = receive(stream)
    if told is None:
        return None
    task: Mapping[str, Any] = kept.unpacked(told)
    logs.set_up(task["log"])
    if task["code"] != kept.code():
        _LOG.error("the code has changed since the server was started: start it again")
        return None
    return task


def do(module: str, task: Mapping[str, Any]) -> Any:
    """Have a process of its own do something, wait for its end, and return what it says.

    None where that is nothing, also where it cannot be started or is ended: the log tells.
    """
    told = message(task)
    try:
        process = started(module)
    except OSError as error:
        _LOG.error("%s cannot be started: %s", module, error.strerror)
        return None
    said = None
    # One that ends at its start does not hear all of it, which closing the pipe tells once more.
    with suppress(BrokenPipeError), process:
        assert process.stdin
        assert process.stdout
        send(process.stdin, told)
        said = receive(process.stdout)
        process.wait()
    if process.returncode:
        signalled = process.returncode in (-signal.SIGTERM, -signal.SIGINT)
        level = logging.INFO if signalled else logging.ERROR
        _LOG.log(level, "%s has ended with %s", module, process.returncode)
    return None if said is None else kept.unpacked(said)


def be_polite() -> None:
    """Let readers come first."""
    os.nice(_POLITE)
