"""Many readers at once, without a browser: each repeats what a browser was seen to send.

A reader of a Streamlit app speaks its protocol on a websocket, keeps the large messages as the
browser does and so lets the server name them instead of sending them again. A reader of a Dash
app posts. Only loopback addresses are asked.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_KEPT_RUNS: Final = 2
"""How many runs the browser keeps a message for (global.maxCachedMessageAge)."""
_ANSWER: Final = 600
_SEED: Final = 7
_WIDGET: Final = re.compile(rb"\$\$ID-[0-9a-f]{32}-([a-z_]+)")


class Recorded(NamedTuple):
    """What a browser sent: when it opened the page, and at each change."""

    opening: bytes
    changes: tuple[bytes, ...]
    dash: bool


class Streamlit:
    """One session with a Streamlit app."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._kept: dict[str, int] = {}
        self._widgets: dict[bytes, bytes] = {}
        self._run = 0

    async def send(self, message: bytes) -> float:
        """Seconds from the message to the end of the run that it asks for."""
        self._run += 1
        self._kept = {k: run for k, run in self._kept.items() if self._run - run <= _KEPT_RUNS}
        asked = BackMsg.FromString(message)
        del asked.rerun_script.cached_message_hashes[:]
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        start = time.perf_counter()
        await self._connection.send(asked.SerializeToString())
        async with asyncio.timeout(_ANSWER):
            while not self._ends(await self._connection.recv()):
                pass
        return time.perf_counter() - start

    def widget(self, key: bytes) -> bytes:
        """The id of the widget of that key, among those that the server has sent."""
        return self._widgets[key]

    def _ends(self, answer: bytes | str) -> bool:
        assert isinstance(answer, bytes)
        for found in _WIDGET.finditer(answer) if self._run == 1 else ():
            self._widgets[found[1]] = found[0]
        message = ForwardMsg.FromString(answer)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._run
        elif message.metadata.cacheable:
            self._kept[message.hash] = self._run
        assert not (kind == "delta" and message.delta.new_element.HasField("exception")), message
        return str(kind) == "script_finished"


class Dash:
    """One reader of a Dash app, which keeps nothing of a reader."""

    def __init__(self, address: str, pool: ThreadPoolExecutor) -> None:
        self._address = f"{address}/_dash-update-component"
        self._pool = pool

    async def send(self, message: bytes) -> float:
        """Seconds from the request to the whole answer."""
        start = time.perf_counter()
        await asyncio.get_running_loop().run_in_executor(self._pool, self._post, message)
        return time.perf_counter() - start

    def _post(self, message: bytes) -> None:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address, message, headers)
        with urllib.request.urlopen(request, timeout=_ANSWER) as answer:
            answer.read()


class Readers:
    """So many sessions with one server, open until the block ends."""

    def __init__(self, address: str, recorded: Recorded, count: int) -> None:
        self._address = address
        self._recorded = recorded
        self._changes = recorded.changes
        self._count = count
        self._readers: list[Streamlit | Dash] = []
        self._connections: list[ClientConnection] = []
        self._pool = ThreadPoolExecutor(count)

    async def __aenter__(self) -> Readers:
        for _ in range(self._count):
            if self._recorded.dash:
                self._readers.append(Dash(self._address, self._pool))
            else:
                stream = self._address.replace("http", "ws", 1) + "/_stcore/stream"
                # Browsers send no pings: a server that is slow is slow, and not gone.
                connection = await connect(
                    stream,
                    subprotocols=["streamlit"],  # type: ignore[list-item]
                    max_size=None,
                    ping_interval=None,
                )
                self._connections.append(connection)
                self._readers.append(Streamlit(connection))
        # One after the other, as readers come.
        for reader in self._readers:
            await reader.send(self._recorded.opening)
        return self

    async def __aexit__(self, *_: object) -> None:
        for connection in self._connections:
            await connection.close()
        self._pool.shutdown()

    async def change(self, each: int, every: float = 0.0) -> list[float]:
        """Seconds of every change: so many by each reader, one in `every` seconds, at random."""
        generator = random.Random(_SEED)
        starts = [generator.uniform(0, every) for _ in self._readers]
        tasks = [
            self._one(reader, start, each, every)
            for reader, start in zip(self._readers, starts, strict=True)
        ]
        return [took for reader in await asyncio.gather(*tasks) for took in reader]

    def widget(self, key: bytes) -> bytes:
        """The id of the widget of that key; readers of Streamlit only."""
        reader = self._readers[0]
        assert isinstance(reader, Streamlit)
        return reader.widget(key)

    async def _one(
        self, reader: Streamlit | Dash, wait: float, each: int, every: float
    ) -> list[float]:
        loop = asyncio.get_running_loop()
        due = loop.time() + wait
        took = []
        for number in range(each):
            await asyncio.sleep(max(0.0, due - loop.time()))
            seconds = await reader.send(self._changes[number % len(self._changes)])
            # A change that had to wait for the reader's last one has waited since it was due.
            took.append(loop.time() - due if every else seconds)
            due += every
        return took
