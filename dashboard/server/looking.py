"""What the files that are shown look like, without reading them; and when they were first seen.

A server must have seen a file still for two seconds before it shows it. It takes about as long to
load, so the command looks before that. Must load nothing.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final, NamedTuple

COVERAGE: Final = "coverage.csv"
"""What the audit found in the documents; lies beside the figures file, or not at all."""
REFERENCE: Final = "reference.yaml"
"""Official figures to test against; lies beside the figures file, or not at all."""
Signature = tuple[int, ...] | str
Look = tuple[Signature, ...]


class Seen(NamedTuple):
    """What the files looked like at one moment."""

    look: Look
    at: float
    """As `time.monotonic`."""


_FIRST: Final[dict[Path, Seen]] = {}


def look(path: Path) -> Look:
    """The state of the files that are shown; differs as soon as one of them was saved."""
    return tuple(map(signature, (path, path.with_name(REFERENCE), path.with_name(COVERAGE))))


def signature(path: Path) -> Signature:
    """What differs as soon as a file was saved; a text where there is none to look at."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return type(error).__name__
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def first(path: Path) -> Seen:
    """What they looked like when this process first asked, and when that was."""
    if path not in _FIRST:
        _FIRST[path] = Seen(look(path), time.monotonic())
    return _FIRST[path]
