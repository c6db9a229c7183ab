"""What servers tell those after them and beside them: what was shown last, and what was cited.

Small files in the folder of versions, which cannot be made again where they are deleted. Must
load no table, and not know what is shown.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from dashboard.server.names import VERSIONS, digest_of, names_before

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
    return cache / VERSIONS / _SHOWN / digest_of(figures)


class Cited:
    """Figures that somebody has cited, from this server or from another that shares the folder."""

    def __init__(self, cache: Path, here: set[str], figures: Path) -> None:
        self._cache = cache
        self._figures = figures
        self._here = here
        """What this server was asked for; others add to it."""
        self._told: set[str] = set()
        """What of it stands in the file, or could not be written there."""
        self._files: dict[Path, tuple[tuple[int, int], frozenset[str]]] = {}
        """What stands in each file, and its time and size when it was read."""

    def of(self, dataset: str) -> frozenset[str]:
        """Ids of those of a data set; what this server was asked for since is told to the others.

        Also those that were cited under another name that it had. Costs a look at one file or
        two: it may be asked all the time.
        """
        folder = self._cache / VERSIONS / _CITED
        names = (dataset, *names_before(self._cache, self._figures, dataset))
        known = frozenset[str]().union(*(self._read(folder / f"{name}.txt") for name in names))
        if new := frozenset(self._here) - known - self._told:
            self._told |= new
            self._add(folder / f"{dataset}.txt", new)
        return known | self._here

    def _read(self, path: Path) -> frozenset[str]:
        seen, known = self._files.get(path, (None, frozenset[str]()))
        try:
            about = path.stat()
            if (about.st_mtime_ns, about.st_size) != seen:
                seen = about.st_mtime_ns, about.st_size
                known = frozenset(path.read_text("utf-8").split())
                self._files[path] = seen, known
        except FileNotFoundError:
            self._files.pop(path, None)
            return frozenset()
        except (OSError, ValueError) as error:
            _LOG.warning("what was cited is not known: %s", error)
        return known

    def _add(self, path: Path, new: frozenset[str]) -> None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # One write at the end of the file: what another server adds at the same time stays.
            with path.open("ab", buffering=0) as file:
                file.write("".join(f"{name}\n" for name in sorted(new)).encode())
        except OSError as error:
            _LOG.warning("what was cited is not noted: %s", error.strerror)
