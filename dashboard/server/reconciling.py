"""Reconciliation beside the server, in a process of its own: what is known of it at any moment.

A result that lies in the cache folder is there at once. Must not know Streamlit.
"""

from __future__ import annotations

import logging
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from dashboard.server import kept
from dashboard.server.reconciler import Pair, receive, send, started
from dashboard.server.slices import by_pair
from etl.core.model import Book
from etl.reconcile import Report

_LOG: Final = logging.getLogger(__name__)
_LARGE: Final = 1_000_000
"""Bytes of a figures file whose checked book is worth keeping."""


class Reconciling:
    """One state of the figures while it is reconciled, and afterwards."""

    def __init__(self, book: Book, figures: bytes, reference: bytes | None, folder: Path) -> None:
        self._book = book
        self._folder = folder
        self._name = f"report-{kept.key(figures, reference)}.pickle"
        self._task = {
            "figures": figures,
            "reference": reference,
            "folder": str(folder),
            "name": self._name,
            "book": kept.book_name(figures, None) if len(figures) >= _LARGE else "",
        }
        self._parts: dict[Pair, Report] = {}
        self._whole: Report | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._asked: Pair | None = None
        self._ended = threading.Event()
        self._stopped = False
        self.failed = False
        """The process has ended without a result, and nothing can be said."""

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._follow, name="reconciling", daemon=True).start()

    def of(self, pair: Pair) -> Report | None:
        """What bears on one pair; None while it is not known."""
        return self._parts.get(pair)

    def whole(self) -> Report | None:
        """Everything; None while it is not known."""
        return self._whole

    def wait(self, seconds: float | None = None) -> Report | None:
        """Everything, waited for; None where it has failed or takes longer."""
        self._ended.wait(seconds)
        return self._whole

    def first(self, pair: Pair) -> None:
        """Somebody looks at this pair: it comes next."""
        pair = (pair[0], pair[1])  # of texts alone: the process knows no names of pages
        if pair == self._asked:
            return
        with self._lock:
            self._asked = pair
            if self._process and self._process.stdin and not self._ended.is_set():
                # It may have ended by itself: then its result is being read.
                with suppress(OSError, ValueError):
                    send(self._process.stdin, kept.packed(pair))

    def stop(self) -> None:
        """End the process; nothing more will be known."""
        with self._lock:
            self._stopped = True
            if self._process:
                self._process.kill()

    def _follow(self) -> None:
        started = time.monotonic()
        try:
            whole = kept.read(self._folder, self._name)
            if whole is None:
                self._work()
            elif isinstance(whole, Report):
                self._finish(whole)
        except Exception:  # whatever it is: readers must be told, and not wait for ever
            _LOG.exception("the figures could not be reconciled")
        finally:
            self.failed = self._whole is None and not self._stopped
            self._task = {}
            self._ended.set()
        if self._whole is not None:
            _LOG.info("reconciled in %.1f s", time.monotonic() - started)

    def _work(self) -> None:
        with self._lock:
            if self._stopped:
                return
            self._process = started()
        with self._process as process:
            assert process.stdin
            assert process.stdout
            try:
                with self._lock:
                    send(process.stdin, kept.packed(self._task))
                self._task = {}
                while (message := receive(process.stdout)) is not None:
                    pairs, report = kept.unpacked(message)
                    if not pairs:
                        self._finish(report)
                        continue
                    known = by_pair(report, self._book, set(pairs))
                    self._parts.update(known)
            except BrokenPipeError:
                _LOG.error("the process that reconciles has ended at its start")
            finally:
                if self._whole is None:
                    process.kill()
        if self._whole is None and not self._stopped:
            _LOG.error("the process that reconciles has ended with %s", process.returncode)

    def _finish(self, whole: Report) -> None:
        self._parts = dict(by_pair(whole, self._book))
        self._whole = whole
        self._ended.set()
