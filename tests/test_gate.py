"""Before the application is there, some requests are answered and the others wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from dashboard.server.gate import Early, Gate, Mounted
from tests.conftest import finished


class Loading:
    """An application whose load takes until it is let go, and what happened in order."""

    def __init__(self, mistake: Exception | None = None) -> None:
        self.happened: list[str] = []
        self.go = threading.Event()
        self.mistake = mistake
        early = Early(
            self._answer("early"),
            lambda scope: scope["path"] == "/",
            lambda: self.happened.append("start"),
            lambda: self.happened.append("stop"),
            self._answer("ending"),
        )
        self.gate = Gate(self._load, early, lambda: self.happened.append("failed"))

    def _load(self) -> Mounted:
        assert self.go.wait(60)
        if self.mistake is not None:
            raise self.mistake
        return Mounted(self._answer("whole"), self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _: Any) -> AsyncIterator[None]:
        self.happened.append("open")
        yield
        self.happened.append("close")

    def _answer(self, name: str) -> Callable[..., Awaitable[None]]:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            await send(name)

        return answer

    async def ask(self, path: str) -> str:
        """Who answers a request."""
        told: list[Any] = []

        async def send(message: Any) -> None:
            told.append(message)

        async def receive() -> Any:
            raise AssertionError("nobody listens to the request here")

        await self.gate({"type": "http", "path": path}, receive, send)
        (name,) = told
        return str(name)

    def run(self, conversation: Callable[[], Awaitable[None]]) -> None:
        """The conversation, between the start of the server and its end."""
        finished(self._run(conversation))

    async def _run(self, conversation: Callable[[], Awaitable[None]]) -> None:
        told: asyncio.Queue[Any] = asyncio.Queue()
        said: asyncio.Queue[Any] = asyncio.Queue()
        server = asyncio.create_task(self.gate({"type": "lifespan"}, told.get, said.put))
        await told.put({"type": "lifespan.startup"})
        assert (await said.get())["type"] == "lifespan.startup.complete"
        await conversation()
        await self.gate.end()
        await told.put({"type": "lifespan.shutdown"})
        assert (await said.get())["type"] == "lifespan.shutdown.complete"
        await server


def test_what_needs_the_application_waits_for_it_and_the_rest_does_not() -> None:
    loading = Loading()

    async def conversation() -> None:
        waiting = asyncio.create_task(loading.ask("/stream"))
        assert await loading.ask("/") == "early"
        assert not waiting.done()
        assert loading.happened == ["start"]
        loading.go.set()
        assert await waiting == "whole"
        assert await loading.ask("/") == "whole", "once it is there it answers for all"
        assert loading.happened == ["start", "open"]

    loading.run(conversation)
    assert loading.happened == ["start", "open", "close", "stop"]


def test_who_ends_it_while_it_loads_does_not_wait() -> None:
    loading = Loading()

    async def conversation() -> None:
        assert await loading.ask("/") == "early"

    loading.run(conversation)
    assert loading.happened == ["start", "stop"], "what was never open is not closed"
    assert loading.gate.failure is None
    loading.go.set()


def test_who_waits_is_told_before_the_end_that_it_comes() -> None:
    loading = Loading()

    async def conversation() -> None:
        waiting = [asyncio.create_task(loading.ask(path)) for path in ("/stream", "/data")]
        await asyncio.sleep(0)
        await loading.gate.end()
        assert [task.result() for task in waiting] == ["ending", "ending"]
        assert await loading.ask("/stream") == "ending", "who comes then waits no more"
        assert await loading.ask("/") == "early"

    loading.run(conversation)
    assert loading.happened == ["start", "stop"]
    loading.go.set()


def test_the_end_of_one_that_is_there_waits_for_nobody() -> None:
    loading = Loading()

    async def conversation() -> None:
        waiting = asyncio.create_task(loading.ask("/stream"))
        loading.go.set()
        assert await waiting == "whole"
        await loading.gate.end()
        assert await loading.ask("/stream") == "whole"

    loading.run(conversation)
    assert loading.happened == ["start", "open", "close", "stop"]


@pytest.mark.parametrize("mistake", [ImportError("no such module"), OSError("unreadable")])
def test_what_cannot_be_loaded_is_told_to_who_started_it(mistake: Exception) -> None:
    loading = Loading(mistake)

    async def conversation() -> None:
        waiting = asyncio.create_task(loading.ask("/stream"))
        await asyncio.sleep(0)
        loading.go.set()
        async with asyncio.timeout(60):
            assert await waiting == "ending"
        assert loading.gate.failure is mistake

    loading.run(conversation)
    assert loading.happened == ["start", "failed", "stop"]
