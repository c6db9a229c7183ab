"""What is known of one figure or of one source, at an address of its own.

Linked data for programs, the same as a page for people, and citations.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from starlette.requests import Request

from dashboard.server import addresses, api_readable
from dashboard.server.api_accept import weights
from dashboard.server.api_answers import File, ProblemDetails
from dashboard.server.api_filters import hint
from dashboard.server.api_place import base
from etl.core.problems import quoted
from etl.tables.export import citation
from etl.tables.export.linked import provenance
from etl.tables.export.package import Package, media_type

LINKED: Final = "jsonld"
_HTML: Final = "text/html"


def _of_figure(package: Package, address: str, base: str) -> File | None:
    """What is known of a figure; None for the figure itself, which is no file."""
    name, dot, ending = address.partition(".")
    stated = package.stated(name)
    if stated is None:
        books = [book for book in (package.book, package.reference) if book]
        figures = (figure for book in books for figure in book.figures)
        detail = f"There is no figure {quoted(name)}{hint(name, figures)}"
        raise ProblemDetails(HTTPStatus.NOT_FOUND, detail)
    if not dot:
        return None
    if ending == LINKED:
        return File(provenance([stated], base="../"), media_type(address))
    if ending not in citation.FORMATS:
        known = ", ".join(f"{name}.{known}" for known in (LINKED, *citation.FORMATS))
        raise ProblemDetails(HTTPStatus.NOT_FOUND, f"A figure is served as {known}.")
    cited = package.cited_figure(*stated, base)
    return File(citation.FORMATS[ending](cited).encode(), media_type(address))


def _of_source(package: Package, address: str, _: str) -> File | None:
    """A source with all that is quoted from it; None for the source itself."""
    name, dot, ending = address.partition(".")
    quotation = package.quoted(name)
    if quotation is None:
        detail = f"There is no source {quoted(name)}{hint(name, package.book.sources)}"
        raise ProblemDetails(HTTPStatus.NOT_FOUND, detail)
    if not dot:
        return None
    if ending != LINKED:
        raise ProblemDetails(HTTPStatus.NOT_FOUND, f"A source is served as {name}.{LINKED}.")
    source, stated = quotation
    return File(provenance(stated, base="../", sources=[source]), media_type(address))


def for_reader(request: Request, package: Package, thing: tuple[str, str], linked: File) -> File:
    """Linked data, or the same as a page for who opens its address in a browser.

    thing: the folder of its address and its id.
    """
    likes = weights(request)
    known = max(likes.get(kind, 0.0) for kind in (linked.media, "application/json"))
    if likes.get(_HTML, 0.0) <= known:
        return linked._replace(chosen=True)
    data, (folder, name) = linked.data, thing
    assert isinstance(data, bytes), "linked data of one thing are made at once"
    if folder == "sources":
        quoted_from = package.quoted(name)
        assert quoted_from, "its linked data is made of it"
        body = api_readable.source(*quoted_from, data)
    else:
        stated = package.stated(name)
        assert stated, "its linked data is made of it"
        cited = package.cited_figure(*stated, base())
        body = api_readable.figure(stated, cited, data, f"{addresses.root()}/")
    return File(body, f"{_HTML}; charset=utf-8", chosen=True)


THINGS: Final[dict[str, Callable[[Package, str, str], File | None]]] = {
    "figures": _of_figure,
    "sources": _of_source,
}
"""What has a name in linked data, by the folder of its addresses."""
