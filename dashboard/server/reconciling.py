"""Reconciliation beside the server, in a process of its own: what is known of it at any moment.

A result that lies in the cache folder is there at once. Must not know Streamlit.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from dashboard.server import kept, reconciler
from dashboard.server.processes import message, receive, send, started
from dashboard.server.reconciler import Pair, large_files
from dashboard.server.remembered import is_there
from dashboard.server.state_files import StateFiles
from etl.core.model import Book
from etl.reconcile import Known, Report

_LOG: Final = logging.getLogger(__name__)
_LARGE: Final = 1_000_000
"""Bytes of a figures file whose checked book is worth keeping."""
_AGAIN: Final = (5.0, 60.0, 600.0)
"""Seconds until a process that was ended begins anew: memory may have been short for a moment."""
_MOST_SEEN: Final = 64
"""Pairs whose findings are held as pages need them."""


class StillTestingError(Exception):
    """What the figures say about one another is not known yet."""


class Reconciling:
    """One state of the figures while it is reconciled, and afterwards."""

    def __init__(
        self,
        book: Book,
        stated: StateFiles,
        folder: Path,
        settled: Callable[[], None] = lambda: None,
        again: Callable[[], StateFiles | None] = lambda: None,
        path: Path | None = None,
    ) -> None:
        self._book = book
        self._folder = folder
        self._path = path
        """Where the figures lie, if that is known."""
        self._settled = settled
        """Called once nothing more will be known."""
        self._again = again
        """Gives the files for a process that begins anew; they are too large to be held for it."""
        figures, reference, coverage = map(kept.digest, stated)
        key = kept.key_of(figures, reference)
        large = len(stated.figures) >= _LARGE
        files = self._key = kept.key_of(figures, reference, coverage)
        self._names = {
            "name": f"report-{key}.pickle",
            "parts": f"parts-{key}.pickle",
            "ranges": f"ranges-{key}.pickle",
            "files": f"file-{files}-" if large else "",
            "book": kept.book_name_of(figures, kept.digest(None)) if large else "",
        }
        self._task = self._task_of(stated)
        self._parts: dict[Pair, bytes] = {}
        self._whole = b""
        self._known = b""
        """What was found, packed: a fifth of its size. Most pairs are never looked at."""
        self._seen: dict[Pair, tuple[bytes, Report]] = {}
        self._ranged = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._asked: Pair | None = None
        self._ended = threading.Event()
        self._over = threading.Event()
        self._stopped = threading.Event()
        self._started = 0.0
        self._rest = 0.0
        self._wanted = threading.Event()
        """Somebody waits for it, or it is to end."""
        self.failed = False
        """The process has ended without a result, and nothing can be said for now."""
        self.is_kept = True
        """What was found could be written to the cache folder, or is not written yet."""
        self.unkept = ""
        """Why what was found is not kept with its state, for whoever tells it."""

    def start(self, rest: float = 0.0) -> None:
        """Begin; returns at once.

        rest: seconds for which what is not kept is left alone, unless somebody waits for it: a
        server that has just been started needs every core for its first page.
        """
        self._rest = rest
        threading.Thread(target=self._follow, name="reconciling", daemon=True).start()

    def of(self, pair: Pair) -> Report | None:
        """What bears on one pair; None while it is not known."""
        data = self._parts.get(pair)
        if data is None:
            return None
        seen = self._seen.get(pair)
        if seen is None or seen[0] is not data:
            seen = (data, kept.unpacked(data))
            with self._looking:
                self._seen[pair] = seen
                while len(self._seen) > _MOST_SEEN:
                    del self._seen[next(iter(self._seen))]
        return seen[1]

    @property
    def is_known(self) -> bool:
        """Whether it is known what all figures say about one another."""
        return bool(self._whole)

    @property
    def has_ranges(self) -> bool:
        """Whether it is known what can be known of each year."""
        return bool(self._known)

    @property
    def is_over(self) -> bool:
        """Whether everything is known and made, or will never be."""
        return self._over.is_set()

    def wait(self, seconds: float | None = None) -> Report | None:
        """Everything, waited for; None where it has failed or takes longer."""
        self._wanted.set()
        self._ended.wait(seconds)
        return kept.unpacked(self._whole) if self._whole else None

    def ranges(self, seconds: float | None = None) -> tuple[Known, ...] | None:
        """What can be known of each year, waited for; None where that takes longer."""
        self._wanted.set()
        self._ranged.wait(seconds)
        return kept.unpacked(self._known) if self._known else None

    def file(self, name: str) -> Path | None:
        """Where a file lies that takes long to make; None for another, and where it must be made.

        Raises StillTestingError while it is being made.
        """
        if not self._names["files"] or name not in large_files(self._book):
            return None
        path = self._folder / (self._names["files"] + name)
        if is_there(path):
            kept.used(path)
            return path
        if not self.is_over:
            self._wanted.set()
            raise StillTestingError
        return None

    def first(self, pair: Pair) -> None:
        """Somebody looks at this pair: it comes next."""
        pair = (pair[0], pair[1])  # of texts alone: the process knows no names of pages
        if pair == self._asked:
            return
        with self._lock:
            self._asked = pair
            # What is asked for before the process has its task is sent behind it.
            process = None if self._task or self._ended.is_set() else self._process
            if process and process.stdin:
                # It may have ended by itself: then its result is being read.
                with suppress(OSError, ValueError):
                    send(process.stdin, kept.packed(pair))

    def stop(self) -> None:
        """End the process; nothing more will be known."""
        with self._lock:
            self._stopped.set()
            self._wanted.set()
            if self._process:
                self._process.kill()

    def _task_of(self, stated: StateFiles) -> dict[str, Any]:
        """What the process is told."""
        told = {"folder": str(self._folder), "path": str(self._path or "")}
        return {**stated._asdict(), **told, **self._names}

    def _follow(self) -> None:
        for pause in (*_AGAIN, None):
            well = self._try()
            if not self._stopped.is_set():
                self._settled()
            if well or pause is None or self._stopped.wait(pause):
                return
            stated = self._again()
            if stated is None or kept.key(*stated) != self._key:
                return  # they have changed, and who publishes them begins with the new ones
            self._task = self._task_of(stated)

    def _try(self) -> bool:
        """Find out what there is to know; whether no second try would know more."""
        self._started = time.monotonic()
        self._begin()
        well = True
        try:
            # As they lie there: readers of the first page would wait for what is unpacked.
            parts = kept.read(self._folder, self._names["parts"])
            whole, known = (
                kept.read_packed(self._folder, self._names[name]) for name in ("name", "ranges")
            )
            if isinstance(parts, dict) and whole:
                self._parts = parts
                self._finish(whole)
            if known:
                self._know(known)
            parts = whole = known = None
            if not (self._whole and self._known and self._is_made()):
                well = self._work()
        except Exception:  # whatever it is: readers must be told, and not wait for ever
            well = False
            _LOG.exception("the figures could not be reconciled")
        finally:
            self.failed = not self._whole and not self._stopped.is_set()
            self.is_kept = not self._whole or self._lies_there()
            self._task = {}
            for event in (self._ended, self._ranged, self._over):
                event.set()
        return well

    def _begin(self) -> None:
        """A second try is like the first: who asks waits for it, and nothing has failed yet."""
        self.failed = False
        self._over.clear()
        if not self._whole:
            self._ended.clear()
        if not self._known:
            self._ranged.clear()

    def _lies_there(self) -> bool:
        """Whether all that was found lies in the cache folder."""
        names = (self._names[name] for name in ("name", "parts", "ranges"))
        return all(is_there(self._folder / name) for name in names) and self._is_made()

    def _is_made(self) -> bool:
        """Whether the files that take long lie in the cache folder."""
        start = self._names["files"]
        return not start or all(
            is_there(self._folder / (start + name)) for name in large_files(self._book)
        )

    def _work(self) -> bool:
        """Have the process do it; whether it has ended well."""
        self._wanted.wait(self._rest)
        self._rest = 0.0
        self._started = time.monotonic()
        with self._lock:
            if self._stopped.is_set():
                return True
            self._process = started(reconciler.__name__)
        with self._process as process:
            assert process.stdin
            assert process.stdout
            try:
                with self._lock:
                    send(process.stdin, message(self._task))
                    self._task = {}
                    if self._asked:  # before there was this process
                        send(process.stdin, kept.packed(self._asked))
                while (said := receive(process.stdout)) is not None:
                    kind, value = kept.unpacked(said)
                    if kind == "whole":
                        self._finish(value)
                    elif kind == "ranges":
                        self._know(value)
                    else:
                        self._parts.update(value)
            except BrokenPipeError:
                _LOG.error("the process that reconciles has ended at its start")
            finally:
                if not self._whole:
                    process.kill()
        if process.returncode and not self._stopped.is_set():
            signalled = process.returncode in (-signal.SIGTERM, -signal.SIGINT)
            told = _LOG.info if signalled else _LOG.error
            told("the process that reconciles has ended with %s", process.returncode)
        return process.returncode == 0

    def _finish(self, whole: bytes) -> None:
        if not self._whole:
            _LOG.info("reconciled in %.1f s", time.monotonic() - self._started)
        self._whole = whole
        self._ended.set()

    def _know(self, known: bytes) -> None:
        self._known = known
        self._ranged.set()
