"""The page as it is served: Streamlit's, with what we say of it before any script runs.

It goes out in two parts where it must: a browser has its scripts to load while the figures of a
server that has just been started are still being read. Must not know what a figure is.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dashboard.server import streamlit_inside
from dashboard.server.codings import accepts

_ELEMENTS: Final = ("PlotlyChart", "Selectbox", "Metric", "Html", "Button")
"""What the first page is made of, beside what Streamlit's page loads by itself."""
_LEVEL: Final = 6
"""Of gzip."""
_GZIP: Final = 16 + zlib.MAX_WBITS
"""What zlib calls the format."""
_AT_ONCE: Final = 0.02
"""Seconds within which the head of a page is there, but for the first ones after a start."""


class Head(NamedTuple):
    """What the page says of itself before any script runs; plain text."""

    title: str
    description: str
    linked_data: str
    """JSON-LD, or empty."""
    links: str = ""
    """Value of a Link header, or empty."""
    body: str = ""
    """HTML for the end of the body: what stands on the page before anything is drawn."""


class Frame(NamedTuple):
    """What every page has, whatever it shows."""

    added: str = ""
    """HTML for its head: style and scripts."""
    icon: str = ""
    """Address of its icon; empty for Streamlit's."""


NO_FRAME: Final = Frame()


def whole(head: Head, frame: Frame) -> bytes:
    """Streamlit's page with our title, description, linked data and an early start for charts."""
    return (_beginning(frame) + _ending(head)).encode()


def _beginning(frame: Frame) -> str:
    """The page as far as it is the same whatever is shown: all that a browser has to load."""
    added = []
    if chart := streamlit_inside.chart_script():
        # The largest script: loaded and run while the server makes the page, not for its first
        # chart. After Streamlit's own, which it shares modules with.
        added.append(f'<script type="module" crossorigin src="{chart}"></script>')
    added += (
        f'<link rel="modulepreload" crossorigin href="{script}">'
        for script in streamlit_inside.scripts_of(*_ELEMENTS)
        if script != chart
    )
    return streamlit_inside.beginning(frame.icon, "".join(added) + frame.added)


def _ending(head: Head) -> str:
    added = f'<meta name="description" content="{html.escape(head.description)}">'
    if head.linked_data:
        # A data block is never run; "<" must not end it.
        data = head.linked_data.replace("<", "\\u003c")
        added += f'<script type="application/ld+json">{data}</script>'
    return streamlit_inside.ending(head.title, added, head.body)


async def answer(
    head: Callable[[], Head], frame: Frame, scope: Scope, receive: Receive, send: Send
) -> None:
    """Send the page; where its head is still to come, a browser has its scripts to load already."""
    asked = Headers(scope=scope)
    headers = {
        "Cache-Control": "no-cache",
        "Content-Type": "text/html; charset=utf-8",
        "Vary": "Accept-Encoding",
    }
    zipped = accepts(asked, "gzip")
    if zipped:
        headers["Content-Encoding"] = "gzip"
    coming = asyncio.ensure_future(asyncio.to_thread(head))
    if asked.get("sec-fetch-dest") == "document":  # other readers want the links of the header
        await asyncio.wait([coming], timeout=_AT_ONCE)
        if not coming.done():
            await _in_parts(coming, frame, headers, send)
            return
    shown = await coming
    if shown.links:
        headers["Link"] = shown.links
    body = whole(shown, frame)
    body = gzip.compress(body, _LEVEL, mtime=0) if zipped else body
    await Response(body, headers=headers)(scope, receive, send)


async def _in_parts(
    coming: Awaitable[Head], frame: Frame, headers: Mapping[str, str], send: Send
) -> None:
    """First what all pages have, then what is known once the head is."""
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    packed = zlib.compressobj(_LEVEL, wbits=_GZIP) if "Content-Encoding" in headers else None
    first = _beginning(frame).encode()
    if packed:
        first = packed.compress(first) + packed.flush(zlib.Z_SYNC_FLUSH)
    await send({"type": "http.response.body", "body": first, "more_body": True})
    rest = _ending(await coming).encode()
    if packed:
        rest = packed.compress(rest) + packed.flush()
    await send({"type": "http.response.body", "body": rest})
