"""Every state of the data that was shown, kept as files: a citation of it never goes stale.

Below the cache folder, `versions/<version>/` has the files that the state was read from, its tables
as CSV and, once they are known, its findings; `versions/log/` one file for each time that the state
that is shown changed. What cannot be written is not kept, and stops nobody. Must not know what is
shown now.
"""

from __future__ import annotations

import csv
import fcntl
import logging
import re
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.server import state_files
from dashboard.server.names import VERSIONS, name_now, note_name
from dashboard.server.notes import Notes
from dashboard.server.remembered import is_there
from dashboard.server.state_files import StateFiles
from etl.book.load import load
from etl.core.schema import FIGURES, REFERENCE, Table
from etl.tables.declared import FINDINGS, RANGES
from etl.tables.export.package import Extra, Package
from etl.tables.extra import stated

if TYPE_CHECKING:
    from etl.tables.changes import Change, Publication
    from etl.tables.columns import Frame

_LOG: Final = logging.getLogger(__name__)
_VERSION: Final = re.compile("[0-9a-f]{16}")
_TURN: Final = "turn"
_LEFT: Final = re.compile(r"\.[0-9a-f]{16}\..+")
"""Folders that are written before they have their name."""
_TABLES: Final = "tables"
_FINDINGS: Final = "findings"
_ID: Final = "figure_id"
_MOST_HELD: Final = 12_000_000
"""Bytes of the files of states before the present one that are held; the last one always is."""
_EACH: Final = 1_000_000
"""What a state counts for, however small its files are."""
_MOST_WAITING: Final = 3
"""Who may wait at once for a state to be read, whoever reads it among them."""


class BusyError(Exception):
    """Other states are being read, and whoever asked did not want to wait, or many wait."""


class Versions:
    """The states that are kept in one folder; several servers may share it.

    figures: the file of the data set, which may have had another name in it; None where it has had
    one name only.
    """

    def __init__(self, cache: Path, figures: Path | None = None) -> None:
        self._cache = cache
        self._figures = figures
        self._folder = cache / VERSIONS
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._notes = Notes(cache, figures)
        self._open: OrderedDict[str, tuple[Package, int]] = OrderedDict()
        """States that are held, and what they count for."""

    def publish(self, package: Package, files: StateFiles, at: datetime | None = None) -> str:
        """Keep a state that is shown from now on, and note what it has changed.

        Returns why it is not kept, as the log tells it; empty where it is.
        package: has the version. A state that is shown already, as after a restart, is no news.
        """
        at, name = at or datetime.now(UTC), package.book.dataset.name
        try:
            with self._alone():
                placed = self._notes.after_all(at)
                if self._figures:
                    self._note_name(package, self._figures, placed)
                told = self.publications(name)
                last = told[-1].version if told else ""
                if not self._is_whole(package.version, files):
                    self._put_aside(package.version)
                    self._keep(package, files)
                if last != package.version:
                    self._note(package, last, at, placed)
        except OSError as error:
            why = f"version {package.version} is not kept: {error.strerror}"
            _LOG.warning(why)
            return why
        return ""

    def _note_name(self, package: Package, figures: Path, at: datetime) -> None:
        """Note the name of the data set of a file.

        One that has no figure of the state before is another: two containers that share the folder
        may each have their own at the same path.
        """
        name, was = package.book.dataset.name, name_now(self._cache, figures)
        another = was not in ("", name) and package.book.figures.keys().isdisjoint(
            self.last_figures(was, "")
        )
        note_name(self._cache, figures, name, at, another=another)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time of all who share the folder; what a killed one has left goes.

        Raises OSError where the folder cannot be written. Where it knows no locks, all write at
        once: a state still appears whole.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / _TURN).open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
            except OSError as error:
                _LOG.warning("the cache folder knows no locks: %s", error.strerror)
            else:
                for left in self._folder.iterdir():
                    if _LEFT.fullmatch(left.name):
                        shutil.rmtree(left, ignore_errors=True)
            yield

    def _is_whole(self, version: str, files: StateFiles) -> bool:
        """Whether a state lies there with the bytes of its files and its tables."""
        folder = self._folder / version
        same = (_bytes(folder / name) == data for name, data in files.by_name().items())
        return (folder / _TABLES).is_dir() and all(same)

    def _put_aside(self, version: str) -> None:
        """Take away what lies where a state is to be written."""
        folder = self._folder / version
        if folder.is_dir():
            _LOG.warning("version %s was not whole and is written anew", version)
            away = Path(tempfile.mkdtemp(prefix=f".{version}.", dir=self._folder))
            folder.rename(away / version)
            shutil.rmtree(away, ignore_errors=True)

    def _keep(self, package: Package, files: StateFiles) -> None:
        from etl.tables.export.csv import csv_bytes

        named = files.by_name()
        for name, frame in package.stated_tables.items():
            named[f"{_TABLES}/{name}.csv"] = csv_bytes(frame)
        self._whole(package.version, named)

    def add_findings(self, package: Package) -> str:
        """Keep what was found in a state that is kept, once it is known.

        Returns why it is not kept, as the log tells it; empty where it is, or its state is not.
        package: has the version, and its findings are known.
        """
        folder = self._folder / package.version
        if not folder.is_dir() or (folder / _FINDINGS).exists():
            return ""
        from etl.tables.export.csv import csv_bytes

        written = {
            f"{name}.csv": csv_bytes(frame)
            for name, frame in package.tables.items()
            if name not in package.stated_tables
        }
        try:
            temporary = Path(tempfile.mkdtemp(prefix=f".{_FINDINGS}.", dir=folder))
            try:
                for name, data in written.items():
                    (temporary / name).write_bytes(data)
                temporary.rename(folder / _FINDINGS)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
        except OSError as error:
            # Another server that shares the folder may have been quicker.
            if not (folder / _FINDINGS).is_dir():
                why = f"findings of {package.version} are not kept: {error.strerror}"
                _LOG.warning(why)
                return why
        return ""

    def _whole(self, version: str, files: Mapping[str, bytes]) -> None:
        """Write a folder whole or not at all; another server may have been quicker."""
        temporary = Path(tempfile.mkdtemp(prefix=f".{version}.", dir=self._folder))
        try:
            (temporary / _TABLES).mkdir()
            for name, data in files.items():
                (temporary / name).write_bytes(data)
            if not (self._folder / version).exists():
                temporary.rename(self._folder / version)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def _note(self, package: Package, last: str, at: datetime, placed: datetime) -> None:
        """Note that a state is shown. at: as the clock tells it. placed: after all other notes."""
        from etl.tables.changes import Publication

        before = self.package(package.book.dataset.name, last) if last else None
        told = _changes(before, package) if before else ()
        published = at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        note = Publication(package.version, last, published, len(package.book.figures), told)
        self._notes.add(note, package.book.dataset.name, placed)

    def has(self, version: str) -> bool:
        """Whether a state is kept, and so was shown once."""
        return bool(_VERSION.fullmatch(version)) and is_there(self._folder / version / _TABLES)

    def last_figures(self, dataset: str, shown: str, table: Table = FIGURES) -> list[str]:
        """Ids of the figures of the state of a data set that was shown last.

        Where that is the state that is shown now, as after most restarts, those of the one before
        it, so that what it has taken away is told again. Empty where it has taken nothing away: to
        read 100,000 takes a second before the first page.
        table: that of the figures, or that of the official ones, which a state need not have.
        """
        last = self._notes.before(dataset, shown)
        path = self._folder / last / _TABLES / f"{table.name}.csv"
        if not last or (table is not FIGURES and not is_there(path)):
            return []
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                at = next(rows, []).index(_ID)
                return [row[at] for row in rows if len(row) > at and row[at]]
        except (OSError, ValueError, csv.Error) as error:
            _LOG.warning("version %s can no longer be read: %s", last, error)
            return []

    def publications(self, dataset: str) -> list[Publication]:
        """When which state of a data set came to be shown; see `Notes.publications`."""
        return self._notes.publications(dataset)

    def names(self, dataset: str) -> list[str]:
        """Versions of a data set that came to be shown; see `Notes.names`."""
        return self._notes.names(dataset)

    def package(self, dataset: str, version: str, patience: float = -1) -> Package | None:
        """The files of a state of a data set, its findings if it was tested; None for another.

        dataset: its name; a state of another that shares the folder is none. patience: seconds
        to wait while other states are read, since each costs the time and the memory of a start;
        BusyError after them, or at once where others wait already; without end where negative.
        """
        if not self.has(version) or not self._notes.is_of(version, dataset):
            return None
        package = self._held(version) or self._read_in_turn(version, patience)
        ours = self._notes.ours(dataset)
        return package if package and package.book.dataset.name in ours else None

    def _read_in_turn(self, version: str, patience: float) -> Package | None:
        # Who waits holds a thread of those that answer everything else.
        if patience >= 0 and not self._waiting.acquire(blocking=False):
            raise BusyError
        try:
            if not self._reading.acquire(timeout=patience):
                raise BusyError
            try:
                return self._held(version) or self._hold(version)
            finally:
                self._reading.release()
        finally:
            if patience >= 0:
                self._waiting.release()

    def _hold(self, version: str) -> Package | None:
        """Read a state, and hold it in the place of those that were asked for longest ago."""
        files = self._files(version)
        package = files and self._opened(version, files)
        if not files or not package:
            return None
        self._notes.know(version, package.book.dataset.name)
        with self._lock:
            size = sum(len(data) for data in files.by_name().values())
            self._open[version] = package, size + _EACH
            while len(self._open) > 1 and sum(n for _, n in self._open.values()) > _MOST_HELD:
                self._open.popitem(last=False)
        return package

    def _held(self, version: str) -> Package | None:
        with self._lock:
            if version not in self._open:
                return None
            self._open.move_to_end(version)
            return self._open[version][0]

    def _files(self, version: str) -> StateFiles | None:
        folder = self._folder / version
        try:
            return StateFiles(
                (folder / state_files.FIGURES).read_bytes(),
                _bytes(folder / state_files.REFERENCE),
                _bytes(folder / state_files.COVERAGE),
            )
        except OSError:
            return None

    def _opened(self, version: str, files: StateFiles) -> Package | None:
        folder = self._folder / version
        book = load(files.figures).book
        if book is None:
            _LOG.warning("version %s can no longer be read", version)
            return None
        reference = load(files.reference, book).book if files.reference else None
        more = _with_findings(stated(book, reference, files.coverage), folder / _FINDINGS)
        package = Package(book, more, version)
        # As they were written then, whatever writes tables today.
        for path in (*(folder / _TABLES).glob("*.csv"), *(folder / _FINDINGS).glob("*.csv")):
            package.keep(path.name, path.read_bytes())
        return package


def _with_findings(beside: Extra, folder: Path) -> Extra:
    """The same tables and what was found then, as far as it is kept."""
    kept = {
        table: data
        for table in (*FINDINGS, RANGES)
        if (data := _bytes(folder / f"{table.name}.csv")) is not None
    }

    def make() -> Iterator[Frame]:
        from etl.tables.written import frame_of

        yield from (frame_of(table, data) for table, data in kept.items())
        yield from beside.make()

    return Extra((*kept, *beside.declared), make, beside.reference)


def _changes(before: Package, after: Package) -> tuple[Change, ...]:
    """What differs in the figures, then in the official ones, which are cited as well."""
    from etl.tables.changes import changes

    names = (FIGURES.name, REFERENCE.name)
    frames = ((before.stated_tables.get(name), after.stated_tables.get(name)) for name in names)
    return tuple(change for pair in frames for change in changes(*pair))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
