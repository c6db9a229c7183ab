"""What stands before all else: sub-path, foreign pages, the most sessions, a line a request.

ASGI middleware, outermost. Counts what `/metrics` tells. Must not know what a figure is.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server import addresses, logs, settings
from dashboard.server.settings import PROBES

_QUIET: Final = ("/_stcore/health", *PROBES)
"""Asked all the time by machines: no lines of the log."""
_STREAM: Final = "/_stcore/stream"
_TRY_AGAIN: Final = 30
"""Seconds, where there are too many readers."""
_STARTED_AGAIN: Final = 10
"""Seconds, where the server ends."""
_MISDIRECTED: Final = (
    "This server is not known by the name that was asked for."
    " Who runs it can name more: --public-url, --hosts.\n"
)
_ENDS: Final = "This server is just being ended. Try again soon."
_TWO_LENGTHS: Final = "A request says its length once (RFC 9112, section 6.3).\n"
_OK: Final = 200
_CITATION: Final = re.compile(r"/api/(?:v/[0-9a-f]+/)?figures/([^/.]+)\.(?:txt|bib|ris|csl\.json)")
"""Address of the citation of one figure."""
_TEXT, _FOREIGN, _RESTART, _FULL = 1003, 1008, 1012, 1013
"""Codes with which a connection is closed (RFC 6455 and its register)."""


class Counts:
    """Numbers of one process since its start."""

    def __init__(self) -> None:
        self.sessions = 0
        self.refused = 0
        """Readers who were told that there are too many."""
        self.requests: Counter[int] = Counter()
        """By status."""
        self.seconds = 0.0
        self.cited: set[str] = set()
        """Figures that somebody asked for by their own addresses, as citations do."""


COUNTS: Final = Counts()


class Operated:
    """The application as an operator wants it."""

    def __init__(self, app: ASGIApp, full: Callable[[], str]) -> None:
        self.app = app
        self.full = full
        """The page that says that there are too many readers."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._session(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, begun = time.perf_counter(), False
        status, path = 500, scope["path"]
        base = settings.current().base_path

        async def noted(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                headers = MutableHeaders(scope=message)
                if base and headers.get("location", "").startswith("/"):
                    headers["location"] = base + headers["location"]
            await send(message)

        try:
            await self._answer(scope, base)(scope, receive, noted)
        except anyio.get_cancelled_exc_class():
            # The server ends, and waits no longer. An answer that has begun is cut.
            if not begun:
                await ending(scope, receive, noted)
        finally:
            took = time.perf_counter() - started
            COUNTS.requests[status] += 1
            COUNTS.seconds += took
            if status == _OK and (named := _CITATION.fullmatch(scope["path"])):
                COUNTS.cited.add(named[1])
            if not path.endswith(_QUIET):
                logs.event(
                    "request",
                    method=scope["method"],
                    path=path,
                    status=status,
                    ms=round(1_000 * took, 1),
                )

    def _answer(self, scope: Scope, base: str) -> ASGIApp:
        """Who answers: the application, or nobody below it."""
        path, headers = scope["path"], Headers(scope=scope)
        if "transfer-encoding" in headers and "content-length" in headers:
            # A proxy may have gone by the other: what follows would be a request of its own.
            return PlainTextResponse(_TWO_LENGTHS, 400, {"Connection": "close"})
        if path not in PROBES and not addresses.is_ours(_host(scope)):
            return PlainTextResponse(_MISDIRECTED, 421, {"Cache-Control": "no-store"})
        if base and path not in PROBES:
            if path == base:
                # The page's scripts are beside it, so its address must end with a slash. What is
                # sent as "/" gets the sub-path with every other address.
                return RedirectResponse("/", 308)
            if not path.startswith(f"{base}/"):
                return PlainTextResponse("not found", 404)
            scope["path"] = path.removeprefix(base)
            raw: bytes = scope.get("raw_path", b"")
            scope["raw_path"] = raw.removeprefix(base.encode())
        if _wants_page(scope) and COUNTS.sessions >= settings.current().most_sessions:
            _refused()
            told = {"Retry-After": str(_TRY_AGAIN), "Cache-Control": "no-store"}
            return HTMLResponse(self.full(), 503, told)
        return self.app

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = settings.current()
        if chosen.base_path:
            scope["path"] = scope["path"].removeprefix(chosen.base_path)
        if not addresses.is_ours(_host(scope)) or is_foreign(
            Headers(scope=scope), chosen.public_url
        ):
            await _closed(receive, send, _FOREIGN)
            return
        headers = MutableHeaders(scope=scope)
        if origin := headers.get("origin"):
            # Streamlit asks once more; a proxy may have put another host in the place of ours.
            headers["host"] = urlsplit(origin).netloc
        if scope["path"] != _STREAM:
            await self.app(scope, receive, send)
            return
        if COUNTS.sessions >= chosen.most_sessions:
            _refused()
            await _closed(receive, send, _FULL)
            return
        COUNTS.sessions += 1
        try:
            await self.app(scope, _in_bytes(receive, send), send)
        finally:
            COUNTS.sessions -= 1


def _refused() -> None:
    """Count a reader who is told that there are too many; the log tells it once a minute."""
    COUNTS.refused += 1
    logs.EVENT.warning("%d readers: no more are let in (--most-sessions)", COUNTS.sessions)


def is_foreign(headers: Headers, public: str) -> bool:
    """Whether another site's page opens a session: no reader is driven by a page of others.

    Streamlit asks the same, and then other hosts which address this machine has. We do not.
    """
    origin = headers.get("origin")
    if origin is None:
        return False
    host = urlsplit(origin).netloc
    return not host or host not in (headers.get("host"), urlsplit(public).netloc)


def _host(scope: Scope) -> str:
    return Headers(scope=scope).get("host", "")


def _wants_page(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and "text/html" in accepted and "/api" not in scope["path"]


def _in_bytes(receive: Receive, send: Send) -> Receive:
    """What a page says. Streamlit (1.67.0) fails on a text, so that one ends the session."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and message.get("bytes") is None:
            await send({"type": "websocket.close", "code": _TEXT})
            return {"type": "websocket.disconnect", "code": _TEXT}
        return message

    return received


async def _closed(receive: Receive, send: Send, code: int) -> None:
    await receive()
    await send({"type": "websocket.close", "code": code})


async def ending(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers who asks for what does not come any more, since the server ends. ASGI."""
    if scope["type"] == "websocket":
        await receive()
        # One that is not opened has no code to close it with. A browser wants a name that it gave.
        named = next(iter(scope.get("subprotocols", ())), None)
        await send({"type": "websocket.accept", "subprotocol": named})
        await send({"type": "websocket.close", "code": _RESTART})
        return
    told = {
        "Retry-After": str(_STARTED_AGAIN),
        "Cache-Control": "no-store",
        "Connection": "close",
    }
    answer: Response = PlainTextResponse(f"{_ENDS}\n", 503, told)
    if "text/html" in Headers(scope=scope).get("accept", ""):
        answer = HTMLResponse(plain_page("Not there at the moment", _ENDS), 503, told)
    await answer(scope, receive, send)


def plain_page(title: str, text: str) -> str:
    """A page of one sentence, without scripts. text: HTML."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{title}</title><body><h1>{title}</h1><p>{text}</p></body></html>"
    )


def response(text: str, media: str, status: int = 200, **headers: str) -> Response:
    """A short text that no cache keeps."""
    return Response(text, status, {"Cache-Control": "no-store", **headers}, media_type=media)
