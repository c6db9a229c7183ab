"""Who does the work of a command: this process, others of this machine, or a cluster.

Documents and groups of figures are judged one by one, so any executor of `concurrent.futures` can
share them out; its answers come in order, and the result is the same.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Final

MISSING: Final = "--cluster needs Dask: pip install attested[cluster]"
_PATIENCE: Final = 30
"""Seconds within which a scheduler must answer, and have a worker."""
_LOOK: Final = 5
"""Seconds after which it is asked whether there still is one."""
_NOTHING: Final = "Nothing is written; without --cluster this machine does the work."


class NoClusterError(Exception):
    """The cluster cannot be used; says why in one sentence."""


@contextmanager
def executor(cluster: str, tasks: int, worth: int) -> Iterator[Executor | None]:
    """An executor for so many tasks, or None where this process does them soonest.

    cluster: address of a Dask scheduler ("tcp://host:8786"), or empty. worth: tasks from which a
    process of its own is worth its start. Raises NoClusterError.
    """
    if cluster:
        with _cluster(cluster) as workers:
            yield workers
        return
    shares = min(os.cpu_count() or 1, tasks // worth)
    if shares < 2:
        yield None
        return
    # Not forked: whoever calls may have threads.
    with ProcessPoolExecutor(shares, mp_context=get_context("spawn")) as pool:
        yield pool


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise NoClusterError(MISSING) from None
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call] # has none
    except (OSError, ValueError) as error:  # a time-out is an OSError
        raise NoClusterError(
            f"--cluster {address}: no Dask scheduler answers there ({error}); start one with"
            " `dask scheduler`, and name it as tcp://HOST:8786"
        ) from None
    with client:
        _await_worker(client, address)
        yield _Workers(client, address)


class _Workers(Executor):
    """The workers of a Dask cluster; what they do is waited for as long as there are any."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **_: Any) -> Iterator[Any]:
        """As that of any executor. Raises NoClusterError where nobody is left to do it."""
        # Every task is its own: to name each by its content would cost more than to do it.
        return self._answers(deque(self._client.map(fn, *iterables, pure=False)))

    def _answers(self, waiting: deque[Any]) -> Iterator[Any]:
        while waiting:
            yield self._answer(waiting.popleft())  # and held no longer

    def _answer(self, task: Any) -> Any:
        from distributed import KilledWorker

        try:
            while True:
                try:
                    return task.result(timeout=_LOOK)
                except TimeoutError:
                    if task.status == "error":  # its own
                        raise
                _await_worker(self._client, self._address)
        except CancelledError:
            raise NoClusterError(
                f"--cluster {self._address}: the Dask scheduler there answers no more. {_NOTHING}"
            ) from None
        except KilledWorker as error:
            raise NoClusterError(
                f"--cluster {self._address}: a part of the work was lost with each worker that"
                f" took it, as where memory does not suffice ({error}). {_NOTHING}"
            ) from None


def _await_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except OSError:  # a time-out
        raise NoClusterError(
            f"--cluster {address}: the Dask scheduler there has had no worker for {_PATIENCE}"
            f" seconds; start one with `dask worker {address}`. {_NOTHING}"
        ) from None
