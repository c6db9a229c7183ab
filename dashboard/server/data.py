"""The figures as they are on disk now, and the last good state of them.

The only module of the dashboard that reads files. Must not know Streamlit: a state lives in
the process, is shared by every reader and is never changed once it is made.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dashboard.server import settings
from dashboard.server.reconciling import Reconciling
from dashboard.server.slices import by_pair
from etl.audit import Account, curation, read_accounts
from etl.book.load import load
from etl.core.model import Book
from etl.core.problems import Problem, Refused, lines_of, render
from etl.reconcile import Cache, Report, reconcile
from etl.tables.export.package import Package
from etl.tables.extra import beside

if TYPE_CHECKING:
    import pandas as pd

    from etl.tables.columns import Frame

ROOT: Final = Path(__file__).resolve().parents[2]
COVERAGE: Final = "coverage.csv"
"""What the audit found in the documents; lies beside the figures file, or not at all."""
REFERENCE: Final = "reference.yaml"
"""Official figures to test against; lies beside the figures file, or not at all."""
MOST_PROBLEMS: Final = 50
MOST_KEPT: Final = 500
"""Sets of charts, of some 50 kB each."""


class Coverage(NamedTuple):
    """How completely one document was read, as its audit found."""

    numerals: int
    pending: int
    """Numerals that nothing accounts for, and entries that the text contradicts."""
    fresh: bool
    """Nothing that the audit looked at has changed since."""


class StillTestingError(Exception):
    """What the figures say about one another is not known yet."""


NOTHING: Final = Report((), (), (), (), (), (), complete=True, groups=0, solved=0)
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
    ) -> None:
        self.book = book
        self.reference = reference
        self.noted = noted
        """Bytes of coverage.csv, if there is one."""
        self.beside = beside
        """Reconciliation in its own process; without it the figures are reconciled here."""
        self._lock = threading.RLock()
        self._solving = threading.Lock()
        self._kept: dict[Hashable, bytes] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], dict[Any, Any]] = {}

    @cached_property
    def report(self) -> Report:
        """What the figures say about one another (see `etl.reconcile`); waited for.

        Pages ask `report_of`, which never waits. Raises StillTestingError where it has failed.
        """
        if self.beside is not None:
            report = self.beside.wait()
            if report is None:
                raise StillTestingError
            return report
        with self._solving:  # a lock of its own: charts need not wait for it
            return reconcile(self.book, self.reference, _SOLVED)

    @property
    def testing(self) -> bool:
        """Whether the figures are being reconciled, or have not been because that has failed."""
        return self.beside is not None and self.beside.whole() is None

    def report_of(self, pair: tuple[str, str]) -> Report | None:
        """What bears on the figures of one pair, known once; None while they are being tested."""
        if self.beside is None:
            return self._by_pair.get(pair, NOTHING)
        known = self.beside.of(pair)
        if known is None and self.beside.whole() is None:
            self.beside.first(pair)
            return None
        return known or NOTHING

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], Report]:
        return by_pair(self.report, self.book)

    @cached_property
    def package(self) -> Package:
        """Every file of a build, each made when it is first asked for."""
        return Package(
            self.book, beside(self.book, lambda: self.report, self.reference, self.noted)
        )

    @cached_property
    def linked(self) -> str:
        """What the data set is, as JSON-LD for the head of every page (see `Package.dataset`)."""
        # From the root: a page's own address, or a base path of the pages, must not change them.
        return self.package.dataset("/api/").decode()

    @cached_property
    def coverage(self) -> dict[str, Coverage]:
        """What the audit noted, by source; a source that was never audited is not in it."""
        if self.noted is None:
            return {}
        found = read_accounts(self.noted, self.book)
        return {account.source_id: self._coverage(account) for account in found}

    def _coverage(self, account: Account) -> Coverage:
        source = self.book.sources[account.source_id]
        noted = (account.sha256, account.curation)
        fresh = noted == (source.sha256, curation(self.book, source.id))
        return Coverage(account.numerals, account.pending + account.wrong, fresh)

    @property
    def tables(self) -> Mapping[str, Frame]:
        """The tidy tables that need no reconciliation, by name (see `frames.tables`)."""
        return self.package.of_book

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The same tables as data frames alone (see `frames.of`)."""
        return {name: frame.declared for name, frame in self.tables.items()}

    def part(self, table: str, **values: str) -> pd.DataFrame:
        """Rows of a table with these values in these columns, in the order of the table.

        Found through an index that is made once: a page costs by what it shows, not by what
        there is. table: a name of `frames`, or "official".
        """
        frame = self.official if table == "official" else self.frames[table]
        columns = tuple(values)
        with self._lock:
            index = self._indexes.get((table, columns))
            if index is None:
                grouped = frame.groupby(list(columns), sort=False, observed=True)
                index = self._indexes[table, columns] = dict(grouped.indices)
        wanted = tuple(values.values())
        return frame.take(index.get(wanted if len(wanted) > 1 else wanted[0], []))

    def kept(self, key: Hashable, made: Callable[[], bytes]) -> bytes:
        """What was made for this key before, or is made now; the oldest goes where many are.

        One at a time: a reader who comes while it is made waits for it, instead of making it too.
        """
        found = self._kept.get(key)
        if found is not None:
            return found
        with self._lock:
            if key not in self._kept:
                if len(self._kept) >= MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = made()
            return self._kept[key]

    @cached_property
    def official(self) -> pd.DataFrame:
        """Official figures in the columns of `figures`; no rows where there are none."""
        from etl.tables import frames  # the page's first bytes need not wait for pandas

        if self.reference is None:
            return self.frames["figures"].iloc[:0]
        return frames.figures(self.reference)


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
_Signature = tuple[int, ...] | str
_MOMENT: Final = 0.03
"""Seconds between two looks at a file that has changed."""
_MOST_LOOKS: Final = 30
_MOST_READS: Final = 5
_LOCK: Final = threading.Lock()
_BESIDE: Final[list[bool]] = []
_KEPT: Final[dict[Path, tuple[tuple[_Signature, ...], State]]] = {}


def figures_path() -> Path:
    """Where the figures file is, as it is set; a relative path is one of the root."""
    return ROOT / settings.current().figures


def current(path: Path | None = None) -> State:
    """The figures as they are on disk now; reads only what has changed since the last call.

    path: the figures file; `figures_path()` where it is not given. A file that is broken or
    gone leaves the last good snapshot in place and says what is wrong. Never raises for a
    bad file. Safe to call from many threads; a changed file is read once.
    """
    path = path or figures_path()
    with _LOCK:
        looked = _look(path)
        kept = _KEPT.get(path)
        if kept and kept[0] == looked:
            return kept[1]
        last = kept[1].snapshot if kept else None
        looked = _settled(path)
        state = _read(path, path.with_name(REFERENCE), last)
        for _ in range(_MOST_READS):
            if _look(path) == looked:
                break
            looked = _settled(path)
            state = _read(path, path.with_name(REFERENCE), last)
        _KEPT[path] = (looked, state)
        return state


def _look(path: Path) -> tuple[_Signature, ...]:
    """The state of the files that are shown; differs as soon as one of them was saved."""
    return tuple(map(_signature, (path, path.with_name(REFERENCE), path.with_name(COVERAGE))))


def _settled(path: Path) -> tuple[_Signature, ...]:
    """The same once nobody is writing: two looks in a row agree.

    Half a file can be sound YAML with half the figures. An editor writes it within
    milliseconds, so a file that has not changed for a moment is whole.
    """
    looked = _look(path)
    for _ in range(_MOST_LOOKS):
        time.sleep(_MOMENT)
        again = _look(path)
        if again == looked:
            break
        looked = again
    return looked


def current_package() -> Package | None:
    """Every file of the last good state, for whoever needs no more than that."""
    snapshot = current().snapshot
    return None if snapshot is None else snapshot.package


def _signature(path: Path) -> _Signature:
    """What differs as soon as a file was saved; a text where there is none to look at."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        return type(error).__name__
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _read(path: Path, reference: Path, last: Snapshot | None) -> State:
    figures, book, problems, total = _load(path, None)
    if book is None:
        return State(last, problems, total, stale=last is not None)
    official: Book | None = None
    table: bytes | None = None
    if not isinstance(_signature(reference), str):
        # Good figures are shown also where what they are tested against is broken.
        table, official, problems, total = _load(reference, book)
    noted = _bytes(path.with_name(COVERAGE))
    beside = None
    if _BESIDE:
        if last is not None and last.beside is not None:
            last.beside.stop()
        beside = Reconciling(book, figures, table if official else None, settings.current().cache)
        beside.start()
    return State(Snapshot(book, official, noted, beside), problems, total, stale=False)


def reconcile_beside(wanted: bool) -> None:
    """Whether what is read from now on is reconciled in a process of its own, as a server does.

    What runs when it is no longer wanted ends.
    """
    _BESIDE[:] = [True] if wanted else []
    with _LOCK:
        for _, state in _KEPT.values():
            if not wanted and state.snapshot and state.snapshot.beside:
                state.snapshot.beside.stop()
        _KEPT.clear()


def _bytes(path: Path) -> bytes | None:
    """The bytes of a file that need not be there."""
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _load(path: Path, base: Book | None) -> tuple[bytes, Book | None, tuple[str, ...], int]:
    """The bytes of a file, and its book, or None and its first problems as text."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        refused = Refused("file-missing", f"the file cannot be read: {reason}")
        return b"", None, (render(refused.at(1, 1), path.name, []),), 1
    book, problems = load(data, base)
    return data, book, _rendered(problems, path, data), len(problems)


def _rendered(problems: list[Problem], path: Path, data: bytes) -> tuple[str, ...]:
    if not problems:
        return ()
    lines = lines_of(data.decode("utf-8", errors="replace"))
    # The name alone: where the server keeps its files is nothing that a reader should see.
    return tuple(render(problem, path.name, lines) for problem in problems[:MOST_PROBLEMS])
