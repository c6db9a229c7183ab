"""The tables as data at stable addresses below /api/, beside the pages of the same server.

Turns an address into a file of the package, or into a problem that says what to do (RFC 9457).
Must not know Streamlit, read files or decide what a table holds.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter, sleep
from anyio.to_thread import run_sync
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dashboard.server import addresses, kept, settings
from dashboard.server.api_accept import accepted
from dashboard.server.api_answers import (
    METHODS,
    File,
    ProblemDetails,
    Unmade,
    moved,
    preflight,
    refused,
    served,
)
from dashboard.server.api_feed import FEED, feed
from dashboard.server.api_filters import hint
from dashboard.server.api_large import Large, TooManyError, while_there
from dashboard.server.api_openapi import OPENAPI, OPENAPI_MEDIA, index, openapi
from dashboard.server.api_place import VERSIONS, Place, base
from dashboard.server.api_shape import known
from dashboard.server.api_tables import TABLES, no_parameters, part, whole_file
from dashboard.server.api_things import LINKED, THINGS, for_reader
from dashboard.server.data import figures_path
from dashboard.server.reconciling import StillTestingError
from dashboard.server.versions import BusyError, Versions
from etl.core.problems import quoted
from etl.tables.declared import CHANGES, FINDINGS, RANGES
from etl.tables.export import citation
from etl.tables.export.package import DATA_PACKAGE, DATASET, Package, media_type

if TYPE_CHECKING:
    from etl.tables.columns import Frame

_SOON: Final = 30
"""Seconds after which it is worth asking again."""
_PATIENCE: Final = 2
"""Seconds that an answer waits while a state that is no longer shown is read."""
_LOOK: Final = 0.5
_LOOKS: Final = 10
"""Seconds from look to look for what is being tested, and how many looks there are."""
_LOG: Final = logging.getLogger(__name__)
_LONGEST: Final = 20
_MOST_VERSIONS: Final = 20
_DATA_SET: Final = "citation"
"""Name of the files that say how to cite all of it."""


_THREADS: Final = 8
"""Requests that are looked at at once. Streamlit's own threads are for its own files."""

SIGNPOSTS: Final = (
    f'</api/{DATASET}>; rel="describedby"; type="{media_type(DATASET)}", '
    f'</api/{DATA_PACKAGE}>; rel="describedby"; type="{media_type(DATA_PACKAGE)}", '
    f'</api/{OPENAPI}>; rel="service-desc"; type="{OPENAPI_MEDIA}"'
)
"""Value of a Link header for the pages: where machines find the data (https://signposting.org)."""


class _Anything(Convertor[str]):
    """Any text as a part of an address; Starlette's own `path` stops at a line break."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())


def _nowhere(_: str) -> Path | None:
    return None


def routes(
    current: Callable[[], Package | None], prepared: Callable[[str], Path | None] = _nowhere
) -> list[Route]:
    """Routes below /api, for the application that also serves the pages.

    current: gives the files to answer with, or None where there is no good book; asked at each
    request. prepared: gives the place of a file of that name which lies on disk.
    """
    api = _Api(current, prepared)
    # One route for everything, so that what does not exist is our 404 and not the app's page.
    return [Route("/api", api), Route("/api/{address:anything}", api)]


class _Api:
    """An ASGI application, since a route of functions would answer some methods itself."""

    def __init__(
        self, current: Callable[[], Package | None], prepared: Callable[[str], Path | None]
    ) -> None:
        self._current = current
        self._prepared = prepared
        self._kept: dict[tuple[Path, Path], Versions] = {}
        self._told: tuple[list[str], Frame | None] = ([], None)
        """The table of changes that was made last, and of which moments."""
        self._thread = partial(run_sync, limiter=CapacityLimiter(_THREADS))
        self._large: defaultdict[str, Large] = defaultdict(Large)
        """Each format has its own turn: who wants lines of text does not wait for a workbook."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(ClientDisconnect):  # nobody is there to be answered
            answer = await self._answer(Request(scope, receive))
            await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """The answer to any request below /api."""
        try:
            for _ in range(_LOOKS):
                with suppress(StillTestingError):
                    return await self._made(request)
                await sleep(_LOOK)  # without a thread: all others need one
            return await self._made(request)
        except ProblemDetails as problem:
            return refused(request, problem)
        except StillTestingError:
            detail = "The figures are still being tested against one another: ask again soon."
            return refused(request, _later(detail))
        except TooManyError:
            detail = "Many large tables are being made: ask again soon, or for less with `limit`."
            return refused(request, _later(detail))
        except ClientDisconnect:
            raise
        except Exception:  # whatever it is: a program reads the answer, and expects a problem
            _LOG.exception("no answer to %s %s", request.method, quoted(request.url.path))
            detail = "The server has made a mistake. It is noted in its log."
            return refused(request, ProblemDetails(HTTPStatus.INTERNAL_SERVER_ERROR, detail))

    async def _made(self, request: Request) -> Response:
        """The answer with its file. In threads, since files take a while."""
        answer = await self._thread(self._answer_or_file, request)
        if isinstance(answer, Response):
            return answer
        assert isinstance(answer.data, Unmade), "made files are answers by now"
        ending, name, rows, make = answer.data
        data = await while_there(request.receive, self._large[ending].of(name, rows, make))
        return await self._thread(served, request, answer._replace(data=data))

    def _answer_or_file(self, request: Request) -> Response | File:
        """The answer, or a file that has still to be made."""
        asked = self._asked(request)
        if isinstance(asked, Response) or isinstance(asked.data, Unmade):
            return asked
        return served(request, asked)

    def _asked(self, request: Request) -> Response | File:
        if request.method == "OPTIONS":
            return preflight()
        if request.method not in METHODS:
            detail = f"{request.method[:_LONGEST]} is not possible here: the data are read only."
            raise ProblemDetails(HTTPStatus.METHOD_NOT_ALLOWED, detail)
        address: str = request.path_params.get("address", "")
        if address.startswith(VERSIONS):
            version, _, address = address.removeprefix(VERSIONS).partition("/")
            place = Place(request.url.path, version)
            return _of_package(request, self._version(version), address, place)
        package = self._package()
        if address.partition(".")[0] == CHANGES.name:
            return self._changes(package, address, request)
        if (path := self._prepared(address)) is not None:
            no_parameters(request)
            return File(kept.mapped(path), media_type(address))
        place = Place(request.url.path, present=package.version)
        return _of_package(request, package, address, place)

    def _version(self, version: str) -> Package:
        """The data as they were in one state, whatever the figures file holds now."""
        # Of this data set alone: others may share the folder, and be nobody's business here.
        current = self._package()
        if version == current.version:
            return current
        dataset = current.book.dataset.name
        try:
            package = self._versions().package(dataset, version, _PATIENCE)
        except BusyError:
            detail = "Another state of the data is being read: ask again soon."
            raise _later(detail, _PATIENCE) from None
        if package is None:
            known = self._versions().names(dataset)
            if version in known:
                detail = f"Version {quoted(version)} was served once and is no longer kept here."
                raise ProblemDetails(HTTPStatus.NOT_FOUND, detail)
            detail = f"There is no version {quoted(version)}{hint(version, known)}"
            raise ProblemDetails(HTTPStatus.NOT_FOUND, detail, versions=known[-_MOST_VERSIONS:])
        return package

    def _changes(self, package: Package, address: str, request: Request) -> File:
        """What was changed from state to state: a table, or a feed."""
        told = self._versions().publications(package.book.dataset.name)
        _, dot, ending = address.partition(".")
        if ending == FEED:
            no_parameters(request)
            return File(feed(package.book.dataset, told, base()), media_type(address))
        if not dot:
            ending = accepted(request, TABLES)
        if ending not in TABLES:
            endings = ", ".join(f"{CHANGES.name}.{known}" for known in (*TABLES, FEED))
            detail = f"Changes are not served as {quoted(ending)}. They are served as {endings}."
            raise ProblemDetails(HTTPStatus.NOT_FOUND, detail)
        from etl.tables import changes

        key = [note.published_at for note in told]
        known, frame = self._told
        if frame is None or known != key:
            frame = changes.frame(told, package.book)
            self._told = key, frame
        file = part(package, frame, package.stated_tables, ending, request)
        return file if dot else _chosen(file, f"{address}.{ending}", request)

    def _versions(self) -> Versions:
        place = settings.current().cache, figures_path()
        if place not in self._kept:
            self._kept[place] = Versions(*place)
        return self._kept[place]

    def _package(self) -> Package:
        package = self._current()
        if package is None:
            detail = "There are no figures to serve at the moment: the figures file has a mistake."
            raise _later(detail)
        return package


_DESCRIPTIONS: Final[dict[str, tuple[Callable[..., bytes], str]]] = {
    "": (index, "application/json"),
    OPENAPI: (openapi, OPENAPI_MEDIA),
}
_KNOWN: Final[WeakKeyDictionary[Package, dict[str, bytes]]] = WeakKeyDictionary()
"""Descriptions of the packages that are in use."""


def _later(detail: str, seconds: int = _SOON) -> ProblemDetails:
    """Why there is no answer now, and after how many seconds it is worth asking again."""
    return ProblemDetails(HTTPStatus.SERVICE_UNAVAILABLE, detail, retry_after=seconds)


def _of_package(request: Request, package: Package, address: str, place: Place) -> Response | File:
    """What a package has at an address; place: where its files are."""
    folder, slash, name = address.partition("/")
    if not slash or folder not in THINGS:
        return _file(package, address, request, place)
    no_parameters(request)
    file = THINGS[folder](package, name, base())
    if not file:
        # A thing itself is no file; beside it lies what is known of it.
        return moved(f"{name}.{LINKED}")
    if name.endswith(f".{LINKED}"):
        file = for_reader(request, package, (folder, name.removesuffix(f".{LINKED}")), file)
    return file


def _file(package: Package, address: str, request: Request, place: Place) -> File:
    """A file of the package, a table as it is asked for, its citation, or what there is."""
    if address in _DESCRIPTIONS:
        no_parameters(request)
        here = "" if address else place.names
        link = f'<{here}{OPENAPI}>; rel="service-desc"; type="{OPENAPI_MEDIA}"'
        data, media = _described(package, address, place), _DESCRIPTIONS[address][1]
        return File(data, media, {"Link": link})
    name, dot, ending = address.partition(".")
    is_file, is_table = address in package.names(), name in package.declared
    if is_table and not dot:
        ending = accepted(request, TABLES)
        file = _table(package, name, ending, request, place)
        return _chosen(file, f"{name}.{ending}", request)
    if is_table and ending in TABLES and (known(request.query_params.multi_items()) or not is_file):
        return _table(package, name, ending, request, place)
    if ending in citation.FORMATS and (is_table or (is_file and name == _DATA_SET)):
        # The file of a build knows no address; here there is one.
        no_parameters(request)
        cited = package.cited(name if is_table else "", base())
        return File(citation.FORMATS[ending](cited).encode(), media_type(address))
    if is_file:
        no_parameters(request)
        return whole_file(package, address)
    raise _unknown(package, name, ending, place)


def _described(package: Package, address: str, place: Place) -> bytes:
    """What there is, made once for a place: the schemas of all tables take 70 ms."""
    known, key = _KNOWN.setdefault(package, {}), f"{address} {place.names} {place.server}"
    if key not in known:
        known[key] = _DESCRIPTIONS[address][0](package, TABLES, citation.FORMATS, place)
    return known[key]


def _chosen(file: File, name: str, request: Request) -> File:
    """A file that the client's Accept has chosen, with its own address (RFC 9110, 8.7)."""
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {**file.headers, "Content-Location": f"{name}{query}"}
    return file._replace(chosen=True, headers=headers)


def _table(package: Package, name: str, ending: str, request: Request, place: Place) -> File:
    """A table of the package, as the parameters ask for it."""
    table, tables = package.table(name), package.known_by(name)
    return part(package, table, tables, ending, request, place.pages)


def _unknown(package: Package, name: str, ending: str, place: Place) -> ProblemDetails:
    if name in package.declared:
        endings = ", ".join(f"{name}.{known}" for known in (*TABLES, *citation.FORMATS))
        detail = f"The table {name} is not served as {quoted(ending)}. It is served as {endings}."
        return ProblemDetails(HTTPStatus.NOT_FOUND, detail)
    folder = f"/api/{VERSIONS}{place.version}" if place.version else "/api"
    if place.version and any(name == table.name for table in (*FINDINGS, RANGES)):
        gone = "it may have been replaced before it was tested"
        sentence = f"No findings of state {place.version} were kept: {gone}."
    else:
        sentence = f"There is no table {quoted(name)}{hint(name, package.declared)}"
    detail = f"{sentence} {addresses.root()}{folder}/{DATA_PACKAGE} lists all tables."
    return ProblemDetails(HTTPStatus.NOT_FOUND, detail, tables=list(package.declared))
