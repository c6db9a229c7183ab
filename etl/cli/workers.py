"""Who does the work of a command: this process, others of this machine, or a cluster.

Documents and groups of figures are judged one by one, so any executor of `concurrent.futures` can
share them out; its answers come in order, and the result is the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Final

MISSING: Final = "--cluster needs Dask: pip install attested[cluster]"
_PATIENCE: Final = 30
"""Seconds within which a scheduler must answer, and have a worker."""


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
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except OSError:  # a time-out
            raise NoClusterError(
                f"--cluster {address}: the Dask scheduler there has had no worker for {_PATIENCE}"
                f" seconds; start one with `dask worker {address}`"
            ) from None
        # Every task is its own: to name each by its content would cost more than to do it.
        with client.get_executor(pure=False) as workers:
            yield workers
