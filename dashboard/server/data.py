"""The figures as they are shown now, and the last good state of them.

Must not know Streamlit: a state lives in the process, is shared by every reader and is never
changed once it is made.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dashboard.server import addresses, kept, reading, settings
from dashboard.server.looking import Look, look
from dashboard.server.reading import Files
from dashboard.server.reconciling import Reconciling, StillTestingError
from dashboard.server.slices import by_pair
from etl.core.model import Book
from etl.reconcile import Cache, Known, Report, ranges, reconcile
from etl.tables.export.package import Package
from etl.tables.extra import beside

if TYPE_CHECKING:
    import pandas as pd

    from etl.audit import Account
    from etl.tables.columns import Frame

ROOT: Final = Path(__file__).resolve().parents[2]
MOST_KEPT: Final = 50_000_000
"""Bytes of sets of charts, each of some 50 to 200 kB."""
MOST_RANGED: Final = 300
"""Figures whose ranges a page can wait for."""
MOST_CHOSEN: Final = 200
"""Parts of tables that readers look at just now: a page asks for the same ones several times."""


class Coverage(NamedTuple):
    """How completely one document was read, as its audit found."""

    numerals: int
    pending: int
    """Numerals that nothing accounts for, and entries that the text contradicts."""
    fresh: bool
    """Nothing that the audit looked at has changed since."""
    not_held: int
    """Statistics of the document that the figures do not hold."""


NOTHING: Final = Report((), (), (), (), (), complete=True, groups=0, solved=0)
"""A report that says nothing."""


class Snapshot:
    """One good state of the figures, with everything that is computed from it, once.

    Shared by all readers: nothing in it may be changed.
    """

    def __init__(
        self,
        book: Book,
        reference: Book | None,
        noted: bytes | None,
        beside: Reconciling | None = None,
        version: str = "",
    ) -> None:
        self.book = book
        self.reference = reference
        self.noted = noted
        """Bytes of coverage.csv, if there is one."""
        self.beside = beside
        """Reconciliation in its own process; without it the figures are reconciled here."""
        self.version = version
        """Made from the content of the files (see `reading.Files`)."""
        self._lock = threading.RLock()
        self._solving = threading.Lock()
        self._kept: dict[Hashable, bytes] = {}
        self._size = 0
        """Bytes of what is kept."""
        self._chosen: dict[Hashable, pd.DataFrame] = {}
        self._rows: dict[str, pd.DataFrame] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], dict[Any, Any]] = {}

    @cached_property
    def report(self) -> Report:
        """What the figures say about one another (see `etl.reconcile`).

        Raises StillTestingError while that is found beside: who waits would hold a thread.
        """
        if self.beside is not None:
            report = self.beside.wait(0)
            if report is None:
                raise StillTestingError
            return report
        with self._solving:  # a lock of its own: charts need not wait for it
            return reconcile(self.book, self.reference, _SOLVED)

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """What can be known of each year (see `etl.reconcile.ranges`); only where `has_ranges`."""
        from etl.tables import findings

        return findings.ranges(self._ranges(), self.book).declared

    @property
    def has_ranges(self) -> bool:
        """Whether what follows from the figures is known, or so little that a page can wait."""
        if len(self.book.figures) <= MOST_RANGED:
            return True
        return self.beside is not None and self.beside.has_ranges

    def frame(self, name: str) -> Frame | None:
        """One table with its rows; None while the figures that it tells of are being tested.

        Never waits long, so that a page can say so. KeyError for a name that no table has.
        """
        stated = self.package.stated_tables
        if name in stated:
            return stated[name]
        return self.package.tables[name] if self._is_known else None

    def is_ready(self, file: str) -> bool:
        """Whether a file of the build can be made now: what is tested beside may not be known."""
        if file.partition(".")[0] in self.package.stated_tables:
            return True
        try:
            return self.prepared(file) is not None or self._is_known
        except StillTestingError:
            return False

    @property
    def _is_known(self) -> bool:
        """Whether everything is known that follows from the figures; a page waits for little."""
        if self.beside is None:
            return True
        if len(self.book.figures) <= MOST_RANGED and not self.beside.has_ranges:
            self.beside.ranges(_PATIENCE)
        return self.beside.is_known and self.beside.has_ranges

    @property
    def testing(self) -> bool:
        """Whether the figures are being reconciled, or have not been because that has failed."""
        return self.beside is not None and not self.beside.is_known

    def report_of(self, pair: tuple[str, str]) -> Report | None:
        """What bears on the figures of one pair, known once; None while they are being tested."""
        if self.beside is None:
            return self._by_pair.get(pair, NOTHING)
        known = self.beside.of(pair)
        if known is None and not self.beside.is_known:
            self.beside.first(pair)
            return None
        return known or NOTHING

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], Report]:
        return by_pair(self.report, self.book)

    @cached_property
    def package(self) -> Package:
        """Every file of a build, each made when it is first asked for."""
        return self.new_package()

    def new_package(self) -> Package:
        """The same for one use: what it makes is held by nobody else."""
        return Package(
            self.book,
            beside(self.book, lambda: self.report, self.reference, self.noted, self._ranges),
            self.version,
        )

    def _ranges(self) -> Sequence[Known]:
        """What can be known of each year; as the report, not waited for."""
        if self.beside is None:
            return ranges(self.book, self.reference, self.report)
        known = self.beside.ranges(0)
        if known is None:
            raise StillTestingError
        return known

    def file(self, name: str) -> bytes:
        """The bytes of a file of the build; KeyError for a name that is none of it."""
        path = self.prepared(name)
        return self.package.file(name) if path is None else bytes(kept.mapped(path))

    def prepared(self, name: str) -> Path | None:
        """A large file that was made beside and lies in the cache folder; None where none is."""
        return None if self.beside is None else self.beside.file(name)

    @cached_property
    def linked(self) -> str:
        """What the data set is, as JSON-LD for the head of every page (see `Package.dataset`)."""
        # From the root: a page's own address must not change them.
        return self.package.dataset(f"{addresses.root()}/api/").decode()

    @cached_property
    def coverage(self) -> dict[str, Coverage]:
        """What the audit noted, by source; a source that was never audited is not in it."""
        if self.noted is None:
            return {}
        from etl.audit import read_accounts  # with all that audits: the first page needs none of it

        accounts = read_accounts(self.noted, self.book)
        return {account.source_id: self._coverage(account) for account in accounts}

    def _coverage(self, account: Account) -> Coverage:
        from etl.audit import curation

        source = self.book.sources[account.source_id]
        noted = (account.sha256, account.curation)
        fresh = noted == (source.sha256, curation(self.book, source.id))
        pending = account.pending + account.wrong
        return Coverage(account.numerals, pending, fresh, account.not_held)

    @property
    def tables(self) -> Mapping[str, Frame]:
        """The tidy tables that need no reconciliation, by name (see `frames.tables`)."""
        return self.package.of_book

    def rows(self, table: str) -> pd.DataFrame:
        """One of the same tables as a data frame alone (see `frames.of`), held from then on."""
        if table not in self._rows:
            self._rows[table] = self.tables[table].declared
        return self._rows[table]

    def part(self, table: str, **values: str) -> pd.DataFrame:
        """Rows of a table with these values in these columns, in the order of the table.

        Found through an index that is made once: a page costs by what it shows, not by what
        there is. table: a name of `tables`, or "official".
        """
        frame = self.official if table == "official" else self.rows(table)
        columns = tuple(values)
        with self._lock:
            index = self._indexes.get((table, columns))
            if index is None:
                grouped = frame.groupby(list(columns), sort=False, observed=True)
                index = self._indexes[table, columns] = dict(grouped.indices)
        wanted = tuple(values.values())
        places = index.get(wanted if len(wanted) > 1 else wanted[0], [])
        if len(places) and places[-1] - places[0] == len(places) - 1:
            return frame.iloc[places[0] : places[-1] + 1]  # as they lie: nothing is copied
        return frame.take(places)

    def chosen(self, key: Hashable, build: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Rows that a choice leaves, found once of the last choices: nobody may change them."""
        rows = self._chosen.get(key)
        if rows is None:
            rows = build()
            with self._lock:
                self._chosen[key] = rows
                while len(self._chosen) > MOST_CHOSEN:
                    del self._chosen[next(iter(self._chosen))]
        return rows

    def kept(self, key: Hashable, build: Callable[[], bytes]) -> bytes:
        """What was made for this key before, or is made now; the oldest goes where many are.

        One at a time: a reader who comes while it is made waits for it, instead of making it too.
        """
        content = self._kept.get(key)
        if content is not None:
            return content
        with self._lock:
            if key not in self._kept:
                self._kept[key] = build()
                self._size += len(self._kept[key])
                while self._size > MOST_KEPT and len(self._kept) > 1:
                    self._size -= len(self._kept.pop(next(iter(self._kept))))
            return self._kept[key]

    @cached_property
    def official(self) -> pd.DataFrame:
        """Official figures in the columns of `figures`; no rows where there are none."""
        from etl.tables import frames  # the page's first bytes need not wait for pandas

        return self.none if self.reference is None else frames.figures(self.reference)

    @cached_property
    def none(self) -> pd.DataFrame:
        """The columns of `figures` without a row."""
        return self.rows("figures").iloc[:0]


class State(NamedTuple):
    """What there is to show."""

    snapshot: Snapshot | None
    """The last good state; None where the file was never good."""
    problems: tuple[str, ...]
    """What is wrong with the files as they are now, as `check` prints it."""
    total: int
    """How many problems there are; more than `problems` has where they are very many."""
    stale: bool
    """The snapshot is older than the file, because the file is broken or gone."""


_SOLVED: Final[Cache] = {}
"""Groups of figures that were reconciled before: a changed figure only solves its own again."""
_PATIENCE: Final = 5.0
"""Seconds that a page waits for what few figures say about one another."""
_MOMENT: Final = 0.03
"""Seconds between two looks at a file that has changed."""
_MOST_LOOKS: Final = 30
_MOST_READS: Final = 5
_LOCK: Final = threading.Lock()
_KEPT: Final[dict[Path, tuple[Look, State]]] = {}
_SERVED: Final[list[Callable[[], State]]] = []


def figures_path() -> Path:
    """Where the figures file is, as it is set; a relative path is one of the root."""
    return ROOT / settings.current().figures


def serve_from(published: Callable[[], State] | None) -> None:
    """Where `current` has its state from in a server: what is published there, in its own time."""
    _SERVED[:] = [published] if published else []


def current(path: Path | None = None) -> State:
    """The figures as they are published, or, where nothing publishes, as they are on disk now.

    path: the figures file; `figures_path()` where it is not given. A file that is broken or
    gone leaves the last good snapshot in place and says what is wrong. Never raises for a
    bad file. Safe to call from many threads; a changed file is read once.
    """
    if path is None and _SERVED:
        return _SERVED[0]()
    path = path or figures_path()
    with _LOCK:
        looked = look(path)
        kept = _KEPT.get(path)
        if kept and kept[0] == looked:
            return kept[1]
        last = kept[1].snapshot if kept else None
        looked = _settled(path)
        state = _read(path, last)
        for _ in range(_MOST_READS):
            if look(path) == looked:
                break
            looked = _settled(path)
            state = _read(path, last)
        _KEPT[path] = (looked, state)
        return state


def _settled(path: Path) -> Look:
    """The same once nobody is writing: two looks in a row agree.

    Half a file can be sound YAML with half the figures. An editor writes it within
    milliseconds, so a file that has not changed for a moment is whole.
    """
    looked = look(path)
    for _ in range(_MOST_LOOKS):
        time.sleep(_MOMENT)
        again = look(path)
        if again == looked:
            break
        looked = again
    return looked


def current_file(name: str) -> Path | None:
    """Where a large file of the last good state lies that was made beside; None for another."""
    snapshot = current().snapshot
    return None if snapshot is None else snapshot.prepared(name)


def current_package() -> Package | None:
    """Every file of the last good state, for whoever needs no more than that."""
    snapshot = current().snapshot
    return None if snapshot is None else snapshot.package


def _read(path: Path, last: Snapshot | None) -> State:
    return state_of(reading.read(path), last)


def is_refused(files: Files, last: Snapshot | None) -> bool:
    """Whether some files are not to be shown; last: the last good snapshot before them.

    Broken official figures take none away that were shown.
    """
    if files.figures.book is None:
        return True
    has_had = last is not None and last.reference is not None
    return has_had and is_reference_broken(files)


def is_reference_broken(files: Files) -> bool:
    """Whether there are official figures which cannot be read."""
    return files.reference is not None and files.reference.book is None


def problems_of(files: Files) -> tuple[tuple[str, ...], int]:
    """What is wrong with the official figures beside good ones, and in how many places."""
    official = files.reference
    return (official.problems, official.total) if official else ((), 0)


def state_of(files: Files, last: Snapshot | None, beside: Reconciling | None = None) -> State:
    """What there is to show of some files; last: the last good snapshot before them."""
    figures, reference = files.figures, files.reference
    if figures.book is None:
        return State(last, figures.problems, figures.total, stale=last is not None)
    problems, total = problems_of(files)
    if is_refused(files, last):
        return State(last, problems, total, stale=True)
    # Good figures are shown also where what they are tested against was never good.
    official = None if reference is None else reference.book
    snapshot = Snapshot(figures.book, official, files.noted, beside, files.version)
    return State(snapshot, problems, total, stale=False)
