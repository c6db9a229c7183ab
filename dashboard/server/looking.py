"""What the files that are shown look like, without reading them; and since when they are still.

A server shows a file only once it was still for two seconds. Where the disk of this machine keeps
the times, they tell it at once; elsewhere it must be seen. It takes about as long to load, so the
command looks before that. Must load nothing.
"""

from __future__ import annotations

import re
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
_MOUNTS: Final = Path("/proc/self/mountinfo")
_OWN_CLOCK: Final = frozenset(
    ("bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs")
)
"""File systems whose times are those of this machine's clock, as the kernel names them. A server of
files has a clock of its own, and this machine may remember what it said for a minute."""
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
"""A space or a line's end in the name of a folder, as the kernel writes it."""


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
    """What they looked like when this process first asked, and since when they have."""
    if path not in _FIRST:
        _FIRST[path] = Seen(look(path), time.monotonic() - age(path))
    return _FIRST[path]


def age(path: Path) -> float:
    """Seconds since one of the files, or what lies in their folder, has last changed.

    Told by the time of the change, which no copy sets, and that of the content. 0 where a clock
    other than this machine's has told them, or where they lie in the future.
    """
    files = (path, path.with_name(REFERENCE), path.with_name(COVERAGE), path.parent)
    ages = []
    for file in files:
        try:
            status = file.stat()
        except (OSError, ValueError):
            continue  # one that comes later changes its folder
        if not _has_own_clock(file):
            return 0.0
        ages.append(time.time() - max(status.st_mtime, status.st_ctime))
    return max(0.0, min(ages, default=0.0))


def _has_own_clock(path: Path) -> bool:
    """Whether the times of a file are those of this machine's clock; not where nobody can say."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
        place = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    kind, longest = "", 0
    for line in lines:
        # 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
        ours, _, theirs = line.partition(" - ")
        folder = Path(_ESCAPED.sub(lambda escape: chr(int(escape[1], 8)), ours.split()[4]))
        # The last of several mounted at one place is the one that is seen.
        if place.is_relative_to(folder) and len(folder.parts) >= longest:
            kind, longest = theirs.split()[0], len(folder.parts)
    return kind in _OWN_CLOCK
