"""What leans on uvicorn's inside (looked at: 0.54.0; h11: 0.16.0): how requests come, and the end.

Its own time-out begins after the first answer, so that a thousand half-sent requests hold a
thousand connections for ever.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
from collections.abc import Awaitable, Callable
from typing import Any, Final

import h11
import uvicorn
from h11._receivebuffer import ReceiveBuffer
from uvicorn.protocols.http.h11_impl import H11Protocol

LOOKED_AT: Final = "0.54.0"
H11_LOOKED_AT: Final = "0.16.0"
SECONDS: Final = 20.0
"""For the head of a request, from its first byte or from the connection on."""
_LOG: Final = logging.getLogger(__name__)
_SPARE: Final = 256
"""Descriptors that are left for files and processes."""
_USUAL: Final = 1_024
_ENDLESS: Final = 1 << 20


class _Lines(ReceiveBuffer):
    """Bytes that have come, of which the lines of a head end as RFC 9112 says (section 2.2).

    What ends with LF alone is one line for some proxies: a request could be hidden in another.
    """

    def maybe_extract_lines(self) -> list[bytearray] | None:
        """Lines up to the first empty one; None where that has not come."""
        size = len(self)
        lines: list[bytearray] | None = super().maybe_extract_lines()
        if lines is not None and size - len(self) != sum(len(line) + 2 for line in lines) + 2:
            raise h11.RemoteProtocolError("a line ends with LF alone")
        return lines


class Impatient(H11Protocol):
    """Closes a connection that has not sent the head of a request in time.

    Refuses one whose lines do not end as they must. Beyond the most connections, a new one is
    closed at once: those that there are go on.
    """

    seconds: float = SECONDS
    most: int = _USUAL - _SPARE

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.conn._receive_buffer = _Lines()
        # It goes by whether somebody listens, whatever it was told; Streamlit does while it loads.
        self.access_log = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock, or close where there are too many."""
        super().connection_made(transport)
        self._patience: asyncio.TimerHandle | None = None
        if len(self.connections) > self.most:
            _LOG.warning("more than %d connections: new ones are closed", self.most)
            transport.abort()
            return
        self._start()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Stop the clock where the head is whole; go on with it where it is not."""
        super().data_received(data)
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            self._stop()  # closed, or a session by now
        elif self._answering():
            self._stop()
        elif self._patience is None:
            self._start()

    def _answering(self) -> bool:
        # uvicorn says that there always is one, and sets it to None at first.
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete

    def on_response_complete(self) -> None:
        """Between two requests uvicorn's own clock runs."""
        self._stop()
        super().on_response_complete()

    def _start(self) -> None:
        self._patience = self.loop.call_later(self.seconds, self._give_up)

    def _stop(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        self.transport.close()


class Server(uvicorn.Server):
    """Says that it ends before it ends connections, which it does before the application hears it.

    ending: called first. It must not take long, and raise nothing.
    """

    def __init__(self, config: uvicorn.Config, ending: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End in order."""
        await self._ending()
        await super().shutdown(sockets)


def raise_limit() -> int:
    """Let this process open as many descriptors as it may; returns how many that are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (OSError, ValueError):  # macOS allows less than it says
        _LOG.warning("no more than %d descriptors may be open", soft)
    now, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _ENDLESS if now == resource.RLIM_INFINITY else now


def protocol(descriptors: int, sessions: int) -> type[Any]:
    """The protocol for a server with so many descriptors and so many readers at most.

    A page is loaded over six connections or fewer, and then held over one.
    """
    most = max(_SPARE, min(descriptors - _SPARE, 2 * sessions + _USUAL))
    return type("Impatient", (Impatient,), {"most": most})
