"""What servers tell those after them and beside them: what was shown last, and what was cited.

Small files in the folder of versions, which cannot be made again where they are deleted. Must
load no table, and not know what is shown.
"""

from __future__ import annotations

import hashlib
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

VERSIONS: Final = "versions"
"""Below the cache folder: every state that was shown."""
_SHOWN: Final = "shown"
_CITED: Final = "cited"
_LOG: Final = logging.getLogger(__name__)


def note_shown(cache: Path, figures: Path, version: str) -> None:
    """Note which version of a figures file is shown. What cannot be written is not noted."""
    path = _pointer(cache, figures)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_text(version, "ascii")
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        _LOG.warning("it is not noted that %s is shown: %s", version, error.strerror)


def shown_last(cache: Path, figures: Path) -> tuple[Path, float] | None:
    """Where the state of a figures file lies that was shown last, and since when it was shown.

    None where none was, or it is no longer kept.
    """
    path = _pointer(cache, figures)
    try:
        folder = cache / VERSIONS / path.read_text("ascii")
        since = path.stat().st_mtime
    except (OSError, ValueError):
        return None
    return (folder, since) if folder.parent == cache / VERSIONS and is_there(folder) else None


def is_there(path: Path) -> bool:
    """Whether something lies there; not where that may not be looked at."""
    try:
        path.stat()
    except OSError:
        return False
    return True


def _pointer(cache: Path, figures: Path) -> Path:
    name = hashlib.sha256(os.fsencode(figures.absolute())).hexdigest()[:32]
    return cache / VERSIONS / _SHOWN / name


class Cited:
    """Figures that somebody has cited, from this server or from another that shares the folder."""

    def __init__(self, cache: Path, here: set[str]) -> None:
        self._folder = cache / VERSIONS / _CITED
        self._here = here
        """What this server was asked for; others add to it."""
        self._told: set[str] = set()
        """What of it stands in the file, or could not be written there."""
        self._seen: tuple[Path, int, int] | None = None
        self._known: frozenset[str] = frozenset()

    def of(self, dataset: str) -> frozenset[str]:
        """Ids of those of a data set; what this server was asked for since is told to the others.

        Costs a look at one file: it may be asked all the time.
        """
        path = self._folder / f"{dataset}.txt"
        self._read(path)
        if new := frozenset(self._here) - self._known - self._told:
            self._told |= new
            self._add(path, new)
        return self._known | self._here

    def _read(self, path: Path) -> None:
        try:
            about = path.stat()
            seen = (path, about.st_mtime_ns, about.st_size)
            if seen != self._seen:
                self._known = frozenset(path.read_text("utf-8").split())
                self._seen = seen
        except FileNotFoundError:
            self._known, self._seen = frozenset(), None
        except (OSError, ValueError) as error:
            _LOG.warning("what was cited is not known: %s", error)

    def _add(self, path: Path, new: frozenset[str]) -> None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # One write at the end of the file: what another server adds at the same time stays.
            with path.open("ab", buffering=0) as file:
                file.write("".join(f"{name}\n" for name in sorted(new)).encode())
        except OSError as error:
            _LOG.warning("what was cited is not noted: %s", error.strerror)
