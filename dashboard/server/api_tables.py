"""A table in one of its formats, all of it or the rows that are asked for; large ones for later.

Must not know at which address it lies, or who is asked.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.requests import Request

from dashboard.server.api_answers import File, ProblemDetails, Unmade
from dashboard.server.api_filters import WrongParameter, filtered
from dashboard.server.api_shape import BOM, Page, known, page, split
from etl.tables.export.package import Package, media_type

if TYPE_CHECKING:
    from etl.tables.columns import Frame


def _csv(_: Package, frame: Frame) -> bytes:
    from etl.tables.export.csv import csv_bytes  # no start of the server waits for Arrow

    return csv_bytes(frame)


def _json(_: Package, frame: Frame) -> bytes:
    from etl.tables.export.json import json_bytes

    return json_bytes(frame)


TABLES: Final[dict[str, Callable[[Package, Frame], bytes]]] = {
    "csv": _csv,
    "json": _json,
    "parquet": Package.parquet,
    "xlsx": Package.workbook,
}
"""What a table is served as; the first is what a client gets that accepts any."""
_MANY: Final = 100
"""Rows of a table that are worth waiting for while another of its format is made: 20 ms as JSON."""


def whole_file(package: Package, name: str) -> File:
    """A file of the package, as a build has it."""
    ending, make = name.partition(".")[2], partial(package.file, name)
    rows = len(package.book.figures)
    data = Unmade(ending, (package, name), rows, make) if rows > _MANY else make()
    return File(data, media_type(name))


def part(
    package: Package,
    frame: Frame,
    tables: Mapping[str, Frame],
    ending: str,
    request: Request,
    pages: str = "",
) -> File:
    """The rows that the parameters ask for, as they ask for them.

    tables: what rows may name. pages: folder of the other parts; empty for that of this one.
    """
    asked = known(request.query_params.multi_items())
    name = request.url.path.rpartition("/")[2] if pages else ""

    def choose() -> Page:
        shape, conditions = split(asked, frame.table)
        return page(filtered(frame, conditions, tables), shape, asked, f"{pages}{name}")

    def write(rows: Frame) -> bytes:
        data = TABLES[ending](package, rows)
        with_bom = ending == "csv" and (BOM, "1") in asked
        return codecs.BOM_UTF8 + data if with_bom else data

    try:
        chosen = choose()
    except WrongParameter as wrong:
        more = {"parameter": wrong.name, "allowed": wrong.allowed}
        raise ProblemDetails(HTTPStatus.BAD_REQUEST, str(wrong), **more) from None
    data: bytes | Unmade
    if (rows := len(chosen.frame.data)) > _MANY:
        # Rows are chosen once more, so that who waits holds none: ten megabytes of 20,000.
        what = (package, frame.table.name, *asked)
        data = Unmade(ending, what, rows, lambda: write(choose().frame))
    else:
        data = write(chosen.frame)
    headers = {"Link": chosen.links} if chosen.links else {}
    media = media_type(f"{frame.table.name}.{ending}")
    return File(data, media, {**headers, "X-Total-Count": str(chosen.total)})


def no_parameters(request: Request) -> None:
    """Refuse those of an address that takes none."""
    for name, _ in known(request.query_params.multi_items()):
        detail = f"{request.url.path} takes no parameters."
        raise ProblemDetails(HTTPStatus.BAD_REQUEST, detail, parameter=name)
