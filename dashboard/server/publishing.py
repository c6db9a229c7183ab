"""What a running server shows: a state is published when its files are whole and good.

A thread looks at the files. What has changed within two seconds may be half of a copy, also when
the server starts; only what was shown before is whole for sure. What changes while it is read is
read again. Readers only ever ask for the state that is published.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.server import checking, data, logs, reading
from dashboard.server.data import Snapshot, State
from dashboard.server.looking import Look, Seen, look
from dashboard.server.reading import Early, Files
from dashboard.server.reconciling import Reconciling
from dashboard.server.remembered import shown_last
from dashboard.server.state_files import FIGURES
from dashboard.server.versions import Versions
from etl.core.schema import REFERENCE

_LOG: Final = logging.getLogger(__name__)
_STILL: Final = 2.0
"""Seconds that a file has not changed for: a copy over a slow line pauses for less."""
_LOOK: Final = 0.25
_FIRST_CHARTS: Final = 5.0
"""Seconds that a server is left alone for its first readers."""
_TENTH: Final = 10
_MOST_NAMED: Final = 20


class Published(NamedTuple):
    """A state, and what an operator wants to know of it."""

    state: State
    version: str
    """Of the files that are shown."""
    since: float
    """When it was published, as `time.time`."""
    lost: tuple[str, ...]
    """What the last change has taken away, in sentences; a restart is no change."""
    unkept: str = ""
    """Why it cannot be fetched when it is shown no more; empty where it can, or is not kept yet."""


class Before(NamedTuple):
    """What is known when a server starts."""

    first: Seen
    """The files as the process saw them first."""
    versions: Versions
    """What was shown before it."""
    early: Early | None = None
    """The files as they were read since then."""


class _Read(NamedTuple):
    """The files, and what they looked like before they were read."""

    seen: Seen
    files: Files
    seconds: float


class Publishing:
    """The state that is shown, renewed as files change."""

    def __init__(
        self,
        path: Path,
        folder: Path,
        cited: Callable[[str], frozenset[str]] = lambda _: frozenset(),
        keep: Callable[[Snapshot, Files], str] | None = None,
        settled: Callable[..., None] = lambda *_: None,
        before: Before | None = None,
    ) -> None:
        self._path = path
        self._folder = folder
        self._cited = cited
        """Ids of the figures of a data set that somebody has cited; asked at each look."""
        self._keep = keep
        """Keeps each new state once readers have it; returns why it is not kept."""
        self._settled = settled
        """Called where much was made that will stay: the state is kept, or reconciled. With a
        state, once it is shown no more, for what was found in it and is not kept yet."""
        self._before = before
        self._first = threading.Event()
        self._ended = threading.Event()
        self._published: Published | None = None
        self._tried_older = False

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._follow, name="publishing", daemon=True).start()

    def stop(self) -> None:
        """Look no more, and end what is computed."""
        self._ended.set()
        self._first.set()
        if self._published and (snapshot := self._published.state.snapshot) and snapshot.beside:
            snapshot.beside.stop()

    def now(self) -> Published | None:
        """What is published; None before the first state is."""
        return self._published

    def soon(self, seconds: float) -> Published | None:
        """What is published; so long is waited for the first state, or less."""
        self._first.wait(seconds)
        return self._published

    def state(self) -> State:
        """The state that is shown; waits for the first."""
        self._first.wait()
        if self._published is None:
            return State(None, (), 0, stale=False)
        return self._published.state

    def _follow(self) -> None:
        shown: Look | None = None
        while not self._ended.is_set():
            try:
                if self._published and (snapshot := self._published.state.snapshot):
                    # So that other servers know of them before the file changes.
                    self._cited(snapshot.book.dataset.name)
                if look(self._path) != shown:
                    shown = self._renew()
            except Exception:  # whatever it is: what is shown stays, and is looked after
                _LOG.exception("the figures could not be read")
                if self._published is None:
                    unread = State(None, ("The server has made a mistake.",), 1, stale=False)
                    self._set(Published(unread, "", time.time(), ()))
            self._pause()

    def _pause(self) -> None:
        """Until the next look."""
        self._ended.wait(_LOOK)

    def _seconds(self) -> float:
        """On a clock that never jumps."""
        return time.monotonic()

    def _renew(self) -> Look | None:
        """Publish the files once they are whole; what they looked like, None if nothing was."""
        # Where nothing is shown yet, they are read while they are watched.
        read = self._first_read() if self._published is None else None
        looked = self._still(read)
        if looked is None:
            return None
        if read is None or read.seen.look != looked:
            read = self._read()
        if read.seen.look != looked or look(self._path) != looked:
            return None  # they have changed meanwhile: once more
        self._publish(read.files, read.seconds)
        return looked

    def _first_read(self) -> _Read:
        """The files as they were read while the server was starting, if they were."""
        early = self._before.early.files() if self._before and self._before.early else None
        return _Read(self._before.first, *early) if self._before and early else self._read()

    def _read(self) -> _Read:
        seen, started = Seen(look(self._path), self._seconds()), time.monotonic()
        beside = None if self._published is None else checking.check
        files = reading.read(self._path, self._folder, beside)
        return _Read(seen, files, time.monotonic() - started)

    def _still(self, read: _Read | None) -> Look | None:
        """What the files look like once they are still; None where the server ends first.

        read: the files of a server that shows nothing yet, as they were at first.
        """
        looked, since = look(self._path), self._seconds()
        if read is not None and read.seen.look == looked:
            since = read.seen.at
            if self._before is not None and self._before.versions.has(read.files.version):
                return looked
            if self._before is not None and self._before.first.look == looked:
                since = self._before.first.at
        while not self._ended.is_set():
            if self._seconds() - since >= _STILL:
                return looked
            if self._published is None:  # others have waited for a copy to end with that
                self._set_older()
            self._pause()
            again = look(self._path)
            if again != looked:
                looked, since = again, self._seconds()
        return None

    def _set_older(self) -> None:
        """Show what was shown last by a server before this one, where that is kept."""
        place = shown_last(self._folder, self._path)
        if self._tried_older or place is None:
            return
        self._tried_older = True
        folder, since = place
        files = reading.read(folder / FIGURES, self._folder)
        if files.figures.book is None or files.version != folder.name:
            _LOG.warning("version %s, shown last, can no longer be read", folder.name)
            return
        _LOG.info("version %s, shown last, is shown until the files are whole", files.version)
        state = data.state_of(files, None, self._beside(files, None, folder / FIGURES))
        self._set(Published(state, files.version, since, self._told_lost(None, state.snapshot)))

    def _publish(self, files: Files, seconds: float) -> None:
        if self._published is None and (
            files.figures.book is None or data.is_reference_broken(files)
        ):
            self._set_older()
        before = self._published
        last = before.state.snapshot if before else None
        if before and last and files.figures.book and files.version == last.version:
            # Official figures that cannot be read may be those of another file that cannot.
            problems, total = data.problems_of(files)
            if problems and problems != before.state.problems:
                _LOG.error(f"reload refused: {problems[0]}")
            elif before.state.problems and not problems:
                logs.over(_LOG.name)
                _LOG.info("version %s is whole again", files.version)
            again = before.state._replace(problems=problems, total=total, stale=False)
            self._set(before._replace(state=again))
            return
        state = data.state_of(files, last, self._beside(files, last, self._path))
        if state.problems:
            # With the problem in it: another one is another complaint (see `OnceAMinute`).
            _LOG.error(f"reload refused: {state.problems[0]}")
        if state.stale and before:
            self._set(before._replace(state=state))
            return
        if not state.problems:
            logs.over(_LOG.name)
        lost = self._told_lost(last, state.snapshot)
        if state.snapshot:
            figures = len(state.snapshot.book.figures)
            _LOG.info(
                "published version %s: %d figures, read in %.1f s", files.version, figures, seconds
            )
        published = Published(state, files.version, time.time(), lost)
        self._set(published)
        if last and state.snapshot is not last:
            # What worked beside for it has been ended, perhaps before it had come to that.
            self._settled(last)
        if state.snapshot and self._keep:
            if before is None:
                self._ended.wait(_FIRST_CHARTS)
            self._set(published._replace(unkept=self._keep(state.snapshot, files)))
            self._settled()

    def _beside(self, files: Files, last: Snapshot | None, path: Path) -> Reconciling | None:
        """What reconciles them; path: where they lie."""
        if files.figures.book is None or data.is_refused(files, last):
            return None
        if last is not None and last.beside is not None:
            last.beside.stop()
        beside = Reconciling(
            files.figures.book,
            files.stated,
            self._folder,
            self._settled,
            partial(reading.stated, path),
            self._path,
        )
        beside.start(_FIRST_CHARTS if self._published is None else 0.0)
        return beside

    def _told_lost(self, last: Snapshot | None, new: Snapshot | None) -> tuple[str, ...]:
        """What a new state has taken away, see `losses`; the log tells it as well."""
        if new is None:
            return ()
        cited = self._cited(new.book.dataset.name)
        figures, official = self._shown(last, new)
        lost = (
            *losses(figures, new.book.figures, cited),
            *losses(official, _official(new), cited, "official figures"),
        )
        for sentence in lost:
            _LOG.warning(sentence)  # each is a complaint of its own, see `OnceAMinute`
        return lost

    def _shown(
        self, last: Snapshot | None, new: Snapshot
    ) -> tuple[Collection[str], Collection[str]]:
        """Ids of the figures that were shown last, by this server or by one before it.

        And those of official figures. Of a state that one before it has shown last, see
        `Versions.last_figures`.
        """
        if last is not None:
            return last.book.figures, _official(last)
        if self._before is None:
            return (), ()
        last_figures, name = self._before.versions.last_figures, new.book.dataset.name
        return last_figures(name, new.version), last_figures(name, new.version, REFERENCE)

    def _set(self, published: Published) -> None:
        self._published = published
        self._first.set()


def _official(snapshot: Snapshot) -> Collection[str]:
    """Ids of its official figures."""
    return snapshot.reference.figures if snapshot.reference else ()


def losses(
    before: Collection[str], after: Collection[str], cited: frozenset[str], called: str = "figures"
) -> list[str]:
    """What a new state has taken away that somebody should know of, in sentences.

    before, after: ids of figures. cited: those that somebody has cited. called: what they are.
    """
    gone = [name for name in before if name not in after]
    told = []
    if len(gone) * _TENTH > len(before):
        told.append(f"{len(gone)} of {len(before)} {called} are gone: more than a tenth")
    if named := [name for name in gone if name in cited]:
        more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        told.append(f"cited {called} are gone: {', '.join(named[:_MOST_NAMED])}{more}")
    return told
