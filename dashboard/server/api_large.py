"""Large answers: one is made at a time, and once for all who ask for it meanwhile.

Twelve workbooks of 20,000 figures at once took a gigabyte, and forty requests held every thread:
who waits here holds none. Must not know what is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect
from starlette.types import Receive

MOST: Final = 240_000
"""Rows that are written or wait for it: twelve workbooks of 20,000 figures take half a minute."""


class TooManyError(Exception):
    """So many wait that another one would wait too long."""


class _Coming:
    """What is being made, or waits for its turn."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.askers = 0
        self.begun = False


class Large:
    """What is being made, by name; nothing is held once all who asked for it have it."""

    def __init__(self) -> None:
        self._coming: dict[Hashable, tuple[_Coming, asyncio.Task[bytes]]] = {}
        self._turn = asyncio.Lock()
        self._thread = CapacityLimiter(1)

    async def of(self, name: Hashable, rows: int, make: Callable[[], bytes]) -> bytes:
        """What has the name, made in a thread; who asks for the same meanwhile waits for that.

        What nobody waits for any more when its turn comes is not made. rows: how many it tells
        of. Raises TooManyError at once.
        """
        if name not in self._coming:
            waiting = sum(each.rows for each, _ in self._coming.values())
            if waiting and waiting + rows > MOST:
                raise TooManyError
            new = _Coming(rows)
            self._coming[name] = new, asyncio.create_task(self._made(name, new, make))
        coming, task = self._coming[name]
        coming.askers += 1
        try:
            # Others may wait for it where this request is given up.
            return await asyncio.shield(task)
        finally:
            coming.askers -= 1
            if not coming.askers and not coming.begun:
                task.cancel()
                self._coming.pop(name, None)  # at once: who comes now asks for another

    async def _made(self, name: Hashable, coming: _Coming, make: Callable[[], bytes]) -> bytes:
        async with self._turn:
            coming.begun = True  # a thread cannot be called back
            try:
                return await run_sync(make, limiter=self._thread)
            finally:
                del self._coming[name]


async def while_there(receive: Receive, coming: Coroutine[Any, Any, bytes]) -> bytes:
    """What is waited for, as long as the client is there; ClientDisconnect once it has gone."""
    table, gone = asyncio.create_task(coming), asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait((table, gone), return_when=asyncio.FIRST_COMPLETED)
        if table.done():
            return table.result()
        raise ClientDisconnect
    finally:
        table.cancel()
        gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # what else a client sends is not read
