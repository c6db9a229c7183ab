"""The page's own face, style and script: what stands in the served page before Streamlit's draw.

Reads the files of its own folder, once.
"""

from __future__ import annotations

import hashlib
import html
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER: Final = "attested"
"""Where the files are served, beside the pages."""
_HERE: Final = Path(__file__).parent / "assets"
_TYPES: Final = {
    "page.js": "text/javascript; charset=utf-8",
    "charts.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "mark.svg": "image/svg+xml",
}


class Face(NamedTuple):
    """What the site says of itself at the top of every page; plain text."""

    name: str
    about: str
    """One sentence."""
    day: str
    """As of when, in words; empty where nothing is known."""
    more: str = ""
    """What follows it where there is room."""


def routes() -> list[Route]:
    """The addresses of the files; each name holds a digest of its file."""
    return [Route(f"/{FOLDER}/{{name}}", _answer)]


def paths() -> frozenset[str]:
    """The paths that they are asked for by."""
    return frozenset(f"/{FOLDER}/{name}" for name in _files())


def tags() -> str:
    """For the head of the page: style and scripts."""
    return (
        f'<link rel="stylesheet" href="{_address("page.css")}">'
        f'<script src="{_address("page.js")}"></script>'
        f'<script src="{_address("charts.js")}"></script>'
    )


def icon() -> str:
    """Address of the mark."""
    return _address("mark.svg")


def body(face: Face) -> str:
    """The face as HTML, for the end of the body: a link that skips to the text stays the first."""
    more = f"<span>{html.escape(face.more)}</span>" if face.more else ""
    day = f'<p class="day">{html.escape(face.day)}{more}</p>' if face.day else ""
    return (
        f'<section id="face" aria-label="{html.escape(face.name)}"><a href="./">'
        f'<img src="{icon()}" alt="" width="26" height="26">{html.escape(face.name)}</a>'
        f'<p class="about">{html.escape(face.about)}</p>{day}</section><p id="where"></p>'
    )


@cache
def _files() -> dict[str, tuple[str, bytes]]:
    """Content by the name that is served: page.1a2b3c4d.js, and its type."""
    served = {}
    for name, kind in _TYPES.items():
        content = (_HERE / name).read_bytes()
        stem, _, ending = name.partition(".")
        served[f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"] = (kind, content)
    return served


def _address(name: str) -> str:
    stem, _, ending = name.partition(".")
    served = next(n for n in _files() if n.startswith(f"{stem}.") and n.endswith(f".{ending}"))
    return f"./{FOLDER}/{served}"


async def _answer(request: Request) -> Response:
    known = _files().get(request.path_params["name"])
    if known is None:
        return Response("not found", 404, media_type="text/plain")
    kind, content = known
    headers = {"Cache-Control": "public, immutable, max-age=31536000"}
    return Response(content, headers=headers, media_type=kind)
