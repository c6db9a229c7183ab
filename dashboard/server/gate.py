"""The application before it is there: what needs no Streamlit is answered while that is loaded.

A browser takes as long to load and run a page's scripts as Python takes to load what draws the
page, so both do it at the same time. ASGI. Must not load Streamlit, nor know what a figure is.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any, Final, NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]
_LAST_WORD: Final = 1.0
"""Seconds in which those who wait are told that the server ends."""


class Mounted(NamedTuple):
    """An application, and what runs from its start to its end."""

    app: ASGIApp
    lifespan: Lifespan


class Early(NamedTuple):
    """What is there before the application is."""

    app: ASGIApp
    answers: Callable[[Scope], bool]
    """Which requests it answers."""
    start: Callable[[], None]
    """Before the first reader."""
    stop: Callable[[], None]
    """At the end, whether the application was there or not."""
    ending: ASGIApp
    """Answers those who wait for an application that will not come."""


class Gate:
    """Answers what it can, and lets all else wait until the application is loaded and started.

    load: takes its time, and is called in a thread of its own. failed: called where the
    application cannot be loaded or started. Whoever ends the server calls `end` first.
    """

    def __init__(
        self, load: Callable[[], Mounted], early: Early, failed: Callable[[], None]
    ) -> None:
        self._load: Final = load
        self._early: Final = early
        self._failed: Final = failed
        self._app: ASGIApp | None = None
        self._waiting: Final[set[asyncio.Task[Any]]] = set()
        self._decided: Final = asyncio.Event()
        """Whether the application is there, or will never be."""
        self._told: Final = asyncio.Event()
        """To end."""
        self.failure: Exception | None = None
        """Why the application could not be loaded or started."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._app is None and self._early.answers(scope):
            await self._early.app(scope, receive, send)
            return
        await self._decision()
        await (self._app or self._early.ending)(scope, receive, send)

    async def end(self) -> None:
        """Tell those who wait that the application will not come; returns once they are told."""
        self._decided.set()
        if self._app is None and self._waiting:
            await asyncio.wait(self._waiting, timeout=_LAST_WORD)

    async def _decision(self) -> None:
        task = asyncio.current_task()
        if self._decided.is_set() or task is None:
            return
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)
        await self._decided.wait()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._early.start()
        running = asyncio.create_task(self._run())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self._app is None:
            running.cancel()  # whoever ends it while it loads need not wait for that
        self._told.set()
        await asyncio.wait([running])
        self._early.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _run(self) -> None:
        try:
            app, lifespan = await self._loaded()
            async with lifespan(app):
                self._app = app
                self._decided.set()
                await self._told.wait()
        except Exception as error:  # whatever it is: who started the server tells it
            self.failure = error
            self._decided.set()
            self._failed()

    async def _loaded(self) -> Mounted:
        """What is loaded, in a thread that nobody waits for at the end."""
        loop = asyncio.get_running_loop()
        loaded: asyncio.Future[Mounted] = loop.create_future()

        def tell(mounted: Mounted | None, error: Exception | None) -> None:
            if loaded.cancelled():
                return
            if mounted is None:
                assert error is not None, "one or the other"
                loaded.set_exception(error)
            else:
                loaded.set_result(mounted)

        def load() -> None:
            mounted, failure = None, None
            try:
                mounted = self._load()
            except Exception as error:  # told where it is waited for
                failure = error
            with suppress(RuntimeError):  # the server has ended meanwhile
                loop.call_soon_threadsafe(tell, mounted, failure)

        threading.Thread(target=load, name="loading", daemon=True).start()
        return await loaded
