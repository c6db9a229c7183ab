"""What servers tell those after them and beside them: what was shown, its name, what was cited.

Small files in the folder of versions, which cannot be made again where they are deleted. Must
load no table, and not know what is shown.
"""

from __future__ import annotations

import hashlib
import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

VERSIONS: Final = "versions"
"""Below the cache folder: every state that was shown."""
_SHOWN: Final = "shown"
_CITED: Final = "cited"
_NAMES: Final = "names"
_ANOTHER: Final = "another"
"""After a name that a file got with figures of which it had none before."""
_MOMENT: Final = "%Y-%m-%dT%H%M%S.%fZ"
EVER: Final = "~"
"""After every moment, as texts are compared."""
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


def note_name(cache: Path, figures: Path, name: str, at: datetime, *, another: bool) -> None:
    """Note under which name the data set of a figures file is shown from now on.

    another: this is not the data set that the file held before, under a name of its own.
    """
    path = _names_of(cache, figures)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if name_now(cache, figures) != name:
            with path.open("ab", buffering=0) as file:
                file.write(f"{moment(at)} {name}{f' {_ANOTHER}' if another else ''}\n".encode())
    except (OSError, ValueError) as error:
        _LOG.warning("it is not noted that the data set is named %s: %s", name, error)


def name_now(cache: Path, figures: Path) -> str:
    """The name that was noted last of the data set of a file; empty where there is none."""
    try:
        return next((named.name for named in reversed(_named(_names_of(cache, figures)))), "")
    except (OSError, ValueError):
        return ""


def names_before(cache: Path, figures: Path, name: str) -> dict[str, str]:
    """Other names that the data set of a figures file was shown under, each until when.

    A data set is known by its name: servers that show one of the same name share its states,
    wherever their files lie. One that gets another name in the same file is still the same, and
    what was given out under the name before stays its own; what others show under that name from
    then on is theirs. name: of now; where it is not noted yet, the data set that the file held
    last may have got it. Moments are as `moment` writes them.
    """
    try:
        told = _named(_names_of(cache, figures))
    except (OSError, ValueError):
        return {}
    ends = [named.since for named in told[1:]] + [EVER]
    last = max((at for at, named in enumerate(told) if named.name == name), default=len(told) - 1)
    first = max((at for at in range(last + 1) if told[at].another), default=0)
    own = zip(told[first : last + 1], ends[first:], strict=False)
    return {named.name: end for named, end in own if named.name != name}


class _Named(NamedTuple):
    since: str
    name: str
    another: bool
    """This is not the data set that the file held before."""


def _named(path: Path) -> list[_Named]:
    """Since when which name, oldest first; nothing where none is noted. Raises OSError."""
    if not path.exists():
        return []
    rows = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    return [_Named(row[0], row[1], row[2:] == [_ANOTHER]) for row in rows if len(row) >= 2]


def _names_of(cache: Path, figures: Path) -> Path:
    return cache / VERSIONS / _NAMES / _pointer(cache, figures).name


def moment(at: datetime) -> str:
    """A moment as part of a file's name: such texts stand in the order of time."""
    return at.astimezone(UTC).strftime(_MOMENT)


def moment_of(text: str) -> datetime | None:
    """The moment that such a text tells; None for another text."""
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


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
