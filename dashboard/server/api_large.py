"""Large answers: one is made at a time, and once for all who ask for it meanwhile.

Twelve workbooks of 20,000 figures at once took a gigabyte, and forty requests held every thread:
who waits here holds none. Must not know what is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from functools import partial
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

MOST: Final = 240_000
"""Rows that are written or wait for it: twelve workbooks of 20,000 figures take half a minute."""


class TooManyError(Exception):
    """So many wait that another one would wait too long."""


class Large:
    """What is being made, by name; nothing is held once all who asked for it have it."""

    def __init__(self) -> None:
        self._coming: dict[Hashable, asyncio.Task[bytes]] = {}
        self._rows = 0
        """How many all of them tell of."""
        self._turn = CapacityLimiter(1)

    async def of(self, name: Hashable, rows: int, make: Callable[[], bytes]) -> bytes:
        """What has the name, made in a thread; who asks for the same meanwhile waits for that.

        rows: how many it tells of. Raises TooManyError at once.
        """
        coming = self._coming.get(name)
        if coming is None:
            if self._coming and self._rows + rows > MOST:
                raise TooManyError
            coming = asyncio.create_task(run_sync(make, limiter=self._turn))
            self._coming[name] = coming
            self._rows += rows
            coming.add_done_callback(partial(self._came, name, rows))
        # Others may wait for it where this request is given up.
        return await asyncio.shield(coming)

    def _came(self, name: Hashable, rows: int, _: object) -> None:
        del self._coming[name]
        self._rows -= rows
