"""When which state of the data came to be shown: one small file for each time that it changed.

Below the cache folder, in `versions/log/`; several servers may share it, also those of other data
sets. Their order is that in which they were written. Must not know how a state is kept.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dashboard.server.names import EVER, VERSIONS, moment, moment_of, names_before

if TYPE_CHECKING:
    from etl.tables.changes import Publication

_LOG: Final = logging.getLogger(__name__)
_LOG_FOLDER: Final = "log"
_MOST_TOLD: Final = 1_000
"""Publications that a list of changes goes back."""

_SAID: Final = ("version", "previous", "published_at", "figures")
"""What a note says beside the name of the data set and the changes."""
_Note = tuple[Path, int, int]
"""A file of the log, its time and its size."""


class Notes:
    """The notes of one folder.

    figures: the file of the data set, which may have had another name in it; None where it has had
    one name only.
    """

    def __init__(self, cache: Path, figures: Path | None = None) -> None:
        self._cache = cache
        self._figures = figures
        self._folder = cache / VERSIONS / _LOG_FOLDER
        self._told: tuple[object, list[Publication]] = (None, [])
        """The publications that were read last, and of which notes."""
        self._datasets: dict[str, str] = {}
        """Names of the data sets of versions; a version is of the content, and so is the name."""

    def add(self, note: Publication, dataset: str, placed: datetime) -> None:
        """Note that a state is shown. placed: after all other notes. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", dir=self._folder)
        told = {"dataset": dataset, **note._asdict()}
        told["changes"] = [change._asdict() for change in note.changes]
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file)
            Path(temporary).replace(self._folder / f"{moment(placed)}-{note.version}.json")
        except OSError:
            Path(temporary).unlink(missing_ok=True)  # a disk that is full has no room for it
            raise

    def know(self, version: str, dataset: str) -> None:
        """A version is of the data set of this name, as its files say."""
        self._datasets[version] = dataset

    def after_all(self, at: datetime) -> datetime:
        """A moment after those of all notes: the clock may have been put back since they were made.

        The order of notes is that in which they are written, and a new name begins after them.
        """
        told = (moment_of(_moment(place)) for place, _, _ in reversed(self._notes()))
        last = next(filter(None, told), None)
        return at if last is None else max(at, last + datetime.resolution)

    def before(self, dataset: str, shown: str) -> str:
        """Version of the state of a data set that was shown before this one; see `last_figures`.

        Empty where there is none, or none that need be read: the same state is shown as then, and
        had taken nothing away.
        """
        ours = self.ours(dataset)
        last = next(
            filter(None, (_said(place, ours) for place, _, _ in reversed(self._notes()))), None
        )
        if last is None:
            return ""
        if last["version"] != shown:
            return str(last["version"])
        taken = any(kind == "removed" for _, kind, _ in last["changes"])
        return str(last["previous"]) if taken else ""

    def publications(self, dataset: str) -> list[Publication]:
        """When which state of a data set came to be shown, oldest first.

        Two servers that agree count once. dataset: its name; others may share the folder.
        """
        notes, ours = self._notes(), self.ours(dataset)
        key = (ours, notes)
        known, told = self._told
        if known != key:
            told = []
            for note in (_read(place, ours) for place, _, _ in notes):
                if note and (not told or told[-1].version != note.version):
                    told.append(note)
            self._told = key, told
        return [*told]

    def names(self, dataset: str) -> list[str]:
        """Versions of a data set that came to be shown, oldest first.

        Those of others that share the folder are nobody's business. One whose notes do not say
        whose it is, as those of older programs, is not among them.
        """
        notes, ours = (place for place, _, _ in self._notes()), self.ours(dataset)
        counted = (_version(note) for note in notes if _counts(note, self._dataset(note), ours))
        return [*dict.fromkeys(counted)]

    def ours(self, dataset: str) -> dict[str, str]:
        """Names of a data set, each until when: of its present name every state counts."""
        before = names_before(self._cache, self._figures, dataset) if self._figures else {}
        return {**before, dataset: EVER}

    def _dataset(self, note: Path) -> str:
        """Name of the data set that a note is of, read once; empty where it does not say."""
        version = _version(note)
        if version not in self._datasets:
            self._datasets[version] = _noted(note)
        return self._datasets[version]

    def is_of(self, version: str, dataset: str) -> bool:
        """Whether a state may be one of a data set: a note says so, or none says anything."""
        if self._datasets.get(version) == dataset:
            return True
        notes, ours = self._folder.glob(f"*-{version}.json"), self.ours(dataset)
        said = [(note, name) for note in notes if (name := self._dataset(note))]
        return not said or any(_counts(note, name, ours) for note, name in said)

    def _notes(self) -> list[_Note]:
        """The notes that count, by name and so by time, with what tells whether one is another."""
        try:
            with os.scandir(self._folder) as entries:
                notes = [
                    (Path(entry.path), stat.st_mtime_ns, stat.st_size)
                    for entry in entries
                    if entry.name.endswith(".json") and (stat := entry.stat())
                ]
        except OSError:
            return []
        return sorted(notes)[-_MOST_TOLD:]


def _version(note: Path) -> str:
    """The version that the name of a note tells."""
    return note.stem.rpartition("-")[2]


def _moment(note: Path) -> str:
    """The moment that the name of a note tells: notes stand in the order of them."""
    return note.stem.rpartition("-")[0]


def _noted(path: Path) -> str:
    """Name of the data set of a note; empty where it tells none."""
    try:
        note = json.loads(path.read_text("utf-8"))
        return str(note.get("dataset", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _counts(note: Path, name: str, ours: Mapping[str, str]) -> bool:
    """Whether a note is one of a data set. name: that it tells. ours: see `Notes.ours`."""
    return _moment(note) <= ours.get(name, "")


def _said(path: Path, ours: Mapping[str, str]) -> dict[str, Any] | None:
    """What a note of the log says; None where it is not whole, or of another data set.

    Needs no table, which take longer to load than the first page may wait.
    """
    try:
        note = json.loads(path.read_text("utf-8"))
        # One that does not tell is of an older program, and anybody's.
        if "dataset" in note and not _counts(path, note.pop("dataset"), ours):
            return None
        changes = [
            (item["figure_id"], item["change"], tuple(item["columns"])) for item in note["changes"]
        ]
        return {**{name: note[name] for name in _SAID}, "changes": changes}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        _LOG.warning("%s is not used: %s", path.name, error)
        return None


def _read(path: Path, ours: Mapping[str, str]) -> Publication | None:
    """The same as it is told."""
    from etl.tables.changes import Change, Publication

    if (note := _said(path, ours)) is None:
        return None
    return Publication(**{**note, "changes": tuple(Change(*c) for c in note["changes"])})
