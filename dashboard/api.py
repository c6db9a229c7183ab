"""The tables as data at stable addresses below /api/, beside the pages of the same server.

Turns an address into a file of the package, or into a problem that says what to do (RFC 9457).
Must not know Streamlit, read files or decide what a table holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.api_filters import WrongParameter, filtered, hint
from etl.export import citation
from etl.export.csv import csv_bytes
from etl.export.json import json_bytes
from etl.export.linked import provenance
from etl.export.package import DATA_PACKAGE, DATASET, Package, media_type
from etl.problems import quoted
from etl.tidy import Rows

_METHODS: Final = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
_ALLOWED: Final = "GET, HEAD, OPTIONS"
_SHARED: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Range",
    # Kept by caches, but asked for again each time: figures are corrected.
    "Cache-Control": "no-cache",
}
_RANGE: Final = re.compile(r"bytes=(?!-$)([0-9]{0,18})-([0-9]{0,18})")
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_CITED: Final[dict[str, Callable[[citation.Citation], str]]] = {
    "txt": citation.as_text,
    "bib": citation.as_bibtex,
    "csl.json": citation.as_csl,
}
_TABLES: Final[dict[str, Callable[[Package, Rows], bytes]]] = {
    "csv": lambda _, rows: csv_bytes(rows),
    "json": lambda _, rows: json_bytes(rows),
    "parquet": Package.parquet,
}
_OF_A_FIGURE: Final = "figures/"

SIGNPOSTS: Final = (
    f'</api/{DATASET}>; rel="describedby"; type="{media_type(DATASET)}", '
    f'</api/{DATA_PACKAGE}>; rel="describedby"; type="{media_type(DATA_PACKAGE)}"'
)
"""Value of a Link header for the pages: where machines find the data (https://signposting.org)."""


def routes(current: Callable[[], Package | None]) -> list[Route]:
    """Routes below /api, for the application that also serves the pages.

    current: gives the files to answer with, or None where there is no good book; asked at each
    request.
    """
    api = _Api(current)
    # One route for everything, so that what does not exist is our 404 and not the app's page.
    return [
        Route("/api", api.answer, methods=_METHODS),
        Route("/api/{address:path}", api.answer, methods=_METHODS),
    ]


class _Problem(Exception):
    """What went wrong with a request, for the person who made it."""

    def __init__(self, status: HTTPStatus, detail: str, **more: Any) -> None:
        self.status = status
        self.detail = detail
        self.more = more


class _File(NamedTuple):
    data: bytes
    media: str


class _Api:
    def __init__(self, current: Callable[[], Package | None]) -> None:
        self._current = current

    def answer(self, request: Request) -> Response:
        """The answer to any request below /api; runs in a thread, since files take a while."""
        try:
            if request.method == "OPTIONS":
                return _preflight()
            if request.method not in ("GET", "HEAD"):
                detail = f"{request.method} is not possible here: the data are read only."
                raise _Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail)
            return _served(request, self._file(request))
        except _Problem as problem:
            return _problem(request, problem)

    def _file(self, request: Request) -> _File:
        package = self._package()
        address: str = request.path_params.get("address", "")
        if address.startswith(_OF_A_FIGURE):
            _no_parameters(request)
            return _of_figure(package, address.removeprefix(_OF_A_FIGURE), _base(request))
        name, _, ending = address.partition(".")
        rows = package.tables.get(name)
        if rows and ending in _TABLES:
            if not request.query_params and address in package.names():
                return _File(package.file(address), media_type(address))
            return _File(_part(package, rows, ending, request), media_type(address))
        if rows and ending in _CITED and address not in package.names():
            _no_parameters(request)
            base = _base(request)
            cited = package.cited(name, f"{base}{name}.csv" if base else "")
            return _File(_CITED[ending](cited).encode(), media_type(address))
        if address in package.names():
            _no_parameters(request)
            return _File(package.file(address), media_type(address))
        raise _unknown(package, name, ending)

    def _package(self) -> Package:
        package = self._current()
        if package is None:
            detail = "There are no figures to serve at the moment: the figures file has a mistake."
            raise _Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail)
        return package


def _part(package: Package, rows: Rows, ending: str, request: Request) -> bytes:
    """The rows that the parameters ask for."""
    try:
        part = filtered(rows, request.query_params.multi_items(), package.tables)
    except WrongParameter as wrong:
        more = {"parameter": wrong.name, "allowed": wrong.allowed}
        raise _Problem(HTTPStatus.BAD_REQUEST, str(wrong), **more) from None
    return _TABLES[ending](package, part)


def _of_figure(package: Package, address: str, base: str) -> _File:
    name, _, ending = address.partition(".")
    stated = package.stated(name)
    if stated is None:
        detail = f"There is no figure {quoted(name)}{hint(name, package.book.figures)}"
        raise _Problem(HTTPStatus.NOT_FOUND, detail)
    if ending == "jsonld":
        return _File(provenance([stated], base="../"), media_type(address))
    if ending not in _CITED:
        known = ", ".join(f"{name}.{known}" for known in ("jsonld", *_CITED))
        raise _Problem(HTTPStatus.NOT_FOUND, f"A figure is served as {known}.")
    where = f"{base}{_OF_A_FIGURE}{name}.jsonld" if base else ""
    cited = package.cited_figure(*stated, where)
    return _File(_CITED[ending](cited).encode(), media_type(address))


def _unknown(package: Package, name: str, ending: str) -> _Problem:
    if name in package.declared:
        endings = ", ".join(f"{name}.{known}" for known in (*_TABLES, *_CITED))
        detail = f"The table {name} is not served as {quoted(ending)}. It is served as {endings}."
        return _Problem(HTTPStatus.NOT_FOUND, detail)
    found = f"There is no table {quoted(name)}{hint(name, package.declared)}"
    detail = f"{found} /api/{DATA_PACKAGE} lists all tables."
    return _Problem(HTTPStatus.NOT_FOUND, detail, tables=list(package.declared))


def _no_parameters(request: Request) -> None:
    if request.query_params:
        detail = f"{request.url.path} takes no parameters."
        raise _Problem(HTTPStatus.BAD_REQUEST, detail, parameter=next(iter(request.query_params)))


def _base(request: Request) -> str:
    """Address of this folder as the client names it, or nothing where its Host is no host."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}/api/"


def _served(request: Request, file: _File) -> Response:
    tag = f'"{hashlib.sha256(file.data).hexdigest()[:32]}"'
    headers = {**_SHARED, "ETag": tag, "Accept-Ranges": "bytes"}
    if _unchanged(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked and request.method == "GET" and request.headers.get("if-range", tag) == tag:
        return _some_bytes(file, asked, headers)
    return Response(file.data, media_type=file.media, headers=headers)


def _unchanged(header: str, tag: str) -> bool:
    """Whether If-None-Match names this tag; compared weakly, as RFC 9110 says."""
    named = [name.strip().removeprefix("W/") for name in header.split(",")]
    return tag in named or named == ["*"]


def _some_bytes(file: _File, asked: re.Match[str], headers: dict[str, str]) -> Response:
    """One range of bytes, which readers of Parquet ask for first."""
    size = len(file.data)
    first, last = asked.groups()
    if first:
        start, end = int(first), min(int(last or size), size - 1)
    else:
        start, end = max(0, size - int(last or 0)), size - 1
    if start > end:
        headers["Content-Range"] = f"bytes */{size}"
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return Response(status_code=status, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    part = file.data[start : end + 1]
    return Response(part, HTTPStatus.PARTIAL_CONTENT, headers, file.media)


def _preflight() -> Response:
    headers = {
        **_SHARED,
        "Allow": _ALLOWED,
        "Access-Control-Allow-Methods": _ALLOWED,
        "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


def _problem(request: Request, problem: _Problem) -> Response:
    content = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "instance": request.url.path,
        **{key: value for key, value in problem.more.items() if value},
    }
    headers = dict(_SHARED)
    if problem.status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _ALLOWED
    return JSONResponse(
        content, problem.status.value, headers, media_type="application/problem+json"
    )
