"""Processes beside the server: each a module of this folder that is told its task by a message.

Must load none of what they do.
"""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any, Final

from dashboard.server import kept, settings

_LENGTH: Final = struct.Struct(">Q")
_POLITE: Final = 10
"""Readers come first."""


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
    """A new process of a module, which waits for its task."""
    # The same modules, from wherever this process has them.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )


def do(module: str, task: Mapping[str, Any]) -> None:
    """Have a process of its own do something, and wait for its end."""
    with started(module) as process:
        assert process.stdin
        with suppress(BrokenPipeError):
            send(process.stdin, kept.packed({"log": settings.current().log_format, **task}))
            process.wait()


def be_polite() -> None:
    """Let readers come first."""
    os.nice(_POLITE)
