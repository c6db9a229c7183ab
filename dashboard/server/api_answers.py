"""How a file, a part of it or a problem goes over the wire: tags, ranges, compression, headers.

Must not know which files there are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Mapping
from http import HTTPStatus
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.server import addresses
from dashboard.server.codings import Gzipped, accepts

METHODS: Final = ("GET", "HEAD", "OPTIONS")
_ALLOWED: Final = ", ".join(METHODS)
_SHARED: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Content-Range, Content-Location, Link, X-Total-Count, Retry-After"
    ),
    # Kept by caches, but asked for again each time: figures are corrected.
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}
_GZIP: Final = "gzip"
_GZIPPED: Final = Gzipped(most=32_000_000, level=6)
_PACKED: Final = re.compile(r"application/(vnd\.apache\.parquet|vnd\.openxmlformats.*|zip)")
"""Types of files that are compressed already."""
_RANGE: Final = re.compile(r"bytes=(?!-$)([0-9]{0,18})-([0-9]{0,18})")


class ProblemDetails(Exception):
    """What went wrong with a request, for the person who made it."""

    def __init__(self, status: HTTPStatus, detail: str, **more: Any) -> None:
        self.status = status
        self.detail = detail
        self.more = more


class Unmade(NamedTuple):
    """Bytes that take long to make."""

    ending: str
    """What its format is called in an address."""
    name: Hashable
    """What tells them from others of the format."""
    rows: int
    """How many they tell of: how long it takes."""
    make: Callable[[], bytes]


NO_HEADERS: Final[Mapping[str, str]] = {}


class File(NamedTuple):
    """Bytes and their media type."""

    data: bytes | memoryview | Unmade
    media: str
    headers: Mapping[str, str] = NO_HEADERS
    """Further headers of the answer."""
    chosen: bool = False
    """Whether the client's Accept has chosen its format."""


def served(request: Request, file: File) -> Response:
    """The file, the part of it that is asked for, or that the client has it already.

    Compressed here and not by a middleware after us, so that each coding has a tag of its own.
    """
    assert not isinstance(file.data, Unmade), "made before it is served"
    digest = hashlib.sha256(file.data).hexdigest()[:32]
    asked = _asked(request, len(file.data), f'"{digest}"')
    is_packed = _PACKED.match(file.media) is not None
    packed = asked is None and not is_packed and accepts(request.headers, _GZIP)
    tag = f'"{digest}-{_GZIP}"' if packed else f'"{digest}"'
    headers = {**_SHARED, "ETag": tag, "Accept-Ranges": "bytes", **file.headers}
    if file.chosen:
        headers["Vary"] = f"Accept, {_SHARED['Vary']}"
    if packed:
        headers["Content-Encoding"] = _GZIP
    elif asked is None and _GZIP in request.headers.get("accept-encoding", ""):
        # It is refused, or in vain, but a middleware that sees the word would compress.
        headers["Content-Encoding"] = "identity"
    if _unchanged(request.headers.getlist("if-none-match"), tag):
        headers.pop("Content-Encoding", None)
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if asked:
        return _some_bytes(file.data, file.media, asked, headers)
    body = _GZIPPED.of(digest, bytes(file.data)) if packed else file.data
    return Response(body, media_type=file.media, headers=headers)


def _unchanged(lines: list[str], tag: str) -> bool:
    """Whether If-None-Match names this tag; compared weakly, as RFC 9110 says."""
    named = [name.strip().removeprefix("W/") for name in ",".join(lines).split(",")]
    return tag in named or named == ["*"]


def _asked(request: Request, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte that are asked for, or None where the whole file is.

    Only of the uncompressed bytes: If-Range with a tag of others asks for the whole. The first
    lies beyond the last where there are no such bytes.
    """
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if not match or request.method != "GET" or request.headers.get("if-range", tag) != tag:
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None  # no range at all, and RFC 9110 says to ignore it
    return int(first), min(int(last or size), size - 1)


def _some_bytes(
    data: bytes | memoryview, media: str, asked: tuple[int, int], headers: dict[str, str]
) -> Response:
    """One range of bytes, which readers of Parquet ask for first."""
    size = len(data)
    start, end = asked
    if start > end:
        headers["Content-Range"] = f"bytes */{size}"
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return Response(status_code=status, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    part = data[start : end + 1]
    return Response(part, HTTPStatus.PARTIAL_CONTENT, headers, media)


def moved(address: str) -> Response:
    """Where to read about what this address names, which is no file itself."""
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={**_SHARED, "Location": address})


def preflight() -> Response:
    """What other sites' pages may ask for."""
    headers = {
        **_SHARED,
        "Allow": _ALLOWED,
        "Access-Control-Allow-Methods": _ALLOWED,
        "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


def refused(request: Request, problem: ProblemDetails) -> Response:
    """The problem as JSON (RFC 9457)."""
    content = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "instance": f"{urlsplit(addresses.root()).path}{request.url.path}",
        **{key: value for key, value in problem.more.items() if value},
    }
    headers = dict(_SHARED)
    if problem.status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _ALLOWED
    if soon := problem.more.get("retry_after"):
        headers["Retry-After"] = str(soon)
    return JSONResponse(
        content, problem.status.value, headers, media_type="application/problem+json"
    )
