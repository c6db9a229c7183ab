"""What the server adds to Streamlit's own: security headers, compressed scripts, our page.

ASGI middleware and the start-up of the application object. Reads no data but Streamlit's own
static files; must not know what a figure is.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import gzip
import hashlib
import html
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable, Container
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server import addresses, memory, page, settings, streamlit_inside
from dashboard.server.codings import accepts
from dashboard.server.operating import Operated, plain_page, response
from dashboard.server.streamlit_inside import STATIC

_LOG: Final = logging.getLogger(__name__)
_FILES: Final = "/static/"
_NO_PAGES: Final = ("/_stcore/", "/api/", "/component/", "/media/", _FILES)
"""Where HTML, if there is any, is a file and not the app's page."""
_SMALLEST: Final = 1_000
_TYPES: Final = {".js": "text/javascript", ".css": "text/css"}
_ENCODINGS: Final = ("br", "gzip")
_BROTLI: Final = 5
"""As quick as gzip, and an eighth smaller."""
_ONCE: Final = 9
"""Smaller still, for what is compressed only once; the two levels above it take half a minute."""
STORE: Final = Path(sys.prefix) / "var" / "attested"
"""Where the installation keeps Streamlit's scripts compressed, under their own names."""
_YEAR: Final = "public, immutable, max-age=31536000"


def middleware(
    head: Callable[[], page.Head],
    addresses: Callable[[], Container[str] | None] = lambda: None,
    frame: page.Frame = page.NO_FRAME,
) -> list[Middleware]:
    """Headers, page and compression, outermost first; head is asked for at every page load.

    addresses: those of the pages, without a slash; None where they are not known. Any other is
    not found.
    """
    return [
        Middleware(_Secure),
        Middleware(Operated, full=_full),
        Middleware(_Compressed),
        Middleware(_Page, head=head, addresses=addresses, frame=frame),
        Middleware(_Files),
    ]


def _full() -> str:
    return plain_page("Too many readers", "This page is full at the moment. Try again soon.")


def _nothing() -> None:
    pass


def lifespan(
    start: Callable[[], None], warm: Callable[[], None], stop: Callable[[], None] = _nothing
) -> Callable[[ASGIApp], AbstractAsyncContextManager[None]]:
    """Start-up that does the slow things once, while the first reader's browser loads scripts.

    start: before the first reader; warm: beside the first readers; stop: after the last.

    Streamlit collects garbage after every rerun. What is loaded at the start never becomes
    garbage, and freezing it keeps the collector from walking it each time.
    """

    def prepare() -> None:
        # Nothing that is loaded here is garbage: the collector need not look for any.
        gc.disable()
        try:
            warm()
        except Exception:  # whatever it is: the pages say it, and a server without them says less
            _LOG.exception("nothing is drawn before the first reader asks for it")
        # Not looked through here: all readers would wait for as long as that takes.
        gc.freeze()
        gc.enable()

    @asynccontextmanager
    async def run(_: ASGIApp) -> AsyncIterator[None]:
        start()
        thread = threading.Thread(target=prepare, name="warming", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop()

    return run


def freeze() -> None:
    """Take everything alive out of the collector's sight; what an earlier call froze is freed."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    # Python waits until a quarter of what it last saw alive is new: now it has seen little.
    gc.collect()
    memory.give_back()  # what was read is gone: a twelfth of all


@cache
def policy(embedding: str = "'none'") -> str:
    """Content security policy: this server's own scripts and data, and nothing else.

    embedding: sites that may show the pages inside their own.

    The page has one inline script of Streamlit's, allowed by its digest. Its components set
    inline styles, so styles must be.
    """
    scripts = streamlit_inside.inline_scripts()
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {allowed}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {embedding}",
            "object-src 'none'",
        )
    )


class _Secure:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy(settings.current().embedding)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, secured if scope["type"] == "http" else send)


class _Compressed:
    """Sends Streamlit's scripts compressed: 2.8 MB instead of 9.3 for the first visit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        encoding = _encoding(Headers(scope=scope)) if scope["type"] == "http" else ""
        if encoding and scope["method"] in ("GET", "HEAD") and scope["path"] in _scripts():
            headers = {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}
            headers |= _script_headers(_scripts()[scope["path"]])
            body = await _body(scope["path"], encoding)
            await Response(body, headers=headers)(scope, receive, send)
        else:
            await self.app(scope, receive, _varying(send) if scope["type"] == "http" else send)


def _varying(send: Send) -> Send:
    """Says once by what an answer varies: Starlette (1.10.0) adds what stands there already."""

    async def varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if told := ", ".join(headers.getlist("vary")):
                del headers["vary"]
                names = {name.strip().lower(): name.strip() for name in told.split(",")}
                headers["Vary"] = ", ".join(names.values())
        await send(message)

    return varying


class _Page:
    """Answers with our page wherever Streamlit would answer with its own."""

    def __init__(
        self,
        app: ASGIApp,
        head: Callable[[], page.Head],
        addresses: Callable[[], Container[str] | None],
        frame: page.Frame,
    ) -> None:
        self.app = app
        self.head = head
        self.addresses = addresses
        self.frame = frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        replaced = False

        async def ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                replaced = kind.startswith("text/html") and message["status"] == 200
            if not replaced:
                await send(message)
            elif message["type"] == "http.response.start":
                known = self.addresses()
                if known is not None and scope["path"].strip("/") not in known:
                    start = html.escape(f"{addresses.root()}/")
                    lost = plain_page(
                        "Not found", f'There is no such page. <a href="{start}">Start</a>'
                    )
                    await HTMLResponse(lost, 404)(scope, receive, send)
                    return
                await page.answer(self.head, self.frame, scope, receive, send)

        is_page = scope["type"] == "http" and not scope["path"].startswith(_NO_PAGES)
        await self.app(scope, receive, ours if is_page else send)


def _encoding(headers: Headers) -> str:
    """The best compression that both the browser and this server know; empty if there is none."""
    return next((one for one in _ENCODINGS if accepts(headers, one)), "")


@cache
def static() -> dict[str, Path]:
    """Streamlit's scripts, styles and fonts, by the path they are asked for."""
    return {
        "/" + path.relative_to(STATIC).as_posix(): path
        for path in (STATIC / "static").rglob("*")
        if path.is_file()
    }


class _Files:
    """Answers with them, as Streamlit does and before it is loaded.

    Streamlit has its page for a name that it does not know: a script of an older version would be
    HTML. Here that is not found.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._files: Final = StaticFiles(directory=STATIC)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["method"] not in ("GET", "HEAD")
            or not scope["path"].startswith(_FILES)
        ):
            await self.app(scope, receive, send)
            return
        path = static().get(scope["path"])
        if path is None:
            answer = response("not found", "text/plain", 404)
        elif path.suffix in _TYPES and scope["path"] not in _scripts():
            # So small that it is read at once: a file is read by six threads, one after the other.
            answer = Response(path.read_bytes(), headers=_script_headers(path))
        else:
            answer = self._files.file_response(path, path.stat(), scope)
            answer.headers["Cache-Control"] = _YEAR
        await answer(scope, receive, send)


@cache
def _scripts() -> dict[str, Path]:
    """Scripts and styles worth compressing, by the path they are asked for."""
    return {
        name: path
        for name, path in static().items()
        if path.suffix in _TYPES and path.stat().st_size > _SMALLEST
    }


def _script_headers(script: Path) -> dict[str, str]:
    return {"Cache-Control": _YEAR, "Content-Type": _TYPES[script.suffix] + "; charset=utf-8"}


async def _body(path: str, encoding: str) -> bytes:
    """A script compressed.

    A first page asks for a hundred while Python loads Streamlit: one that lies there compressed is
    read at once, since a thread for each would wait for its turn beside that.
    """
    if encoding == "br" and _stored(_scripts()[path]).exists():
        return _zipped(path, encoding)
    return await asyncio.to_thread(_zipped, path, encoding)


@cache
def _zipped(path: str, encoding: str) -> bytes:
    script = _scripts()[path]
    if encoding == "gzip":
        return _gzipped(script.read_bytes())
    try:
        # A script's name holds a digest of it: one of the same name is the same.
        return _stored(script).read_bytes()
    except OSError:
        return _brotli(script.read_bytes(), _BROTLI)


def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _brotli(body: bytes, level: int) -> bytes:
    import pyarrow  # every wheel of it has Brotli; a server with its scripts in store needs none

    data: bytes = pyarrow.Codec("brotli", compression_level=level).compress(body, asbytes=True)
    return data


def _stored(script: Path) -> Path:
    return STORE / f"{script.name}.br"


def store() -> None:
    """Compress every script once, so that no start has to: half a second of the first page."""
    STORE.mkdir(parents=True, exist_ok=True)
    for script in _scripts().values():
        # Written whole or not at all: the name appears when all of it is there.
        new_file = STORE / f"{script.name}.new"
        new_file.write_bytes(_brotli(script.read_bytes(), _ONCE))
        new_file.replace(_stored(script))


if __name__ == "__main__":
    store()
