"""How an answer is laid out: which rows of those found, in which order, with which columns.

`sort=-value,period_start`, `columns=figure_id,value`, `limit=100&offset=200`, `bom=1`. Nothing is
guessed, as in `api_filters`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlencode

from dashboard.server.api_filters import WrongParameter, columns_of, unknown, whole
from etl.core.problems import quoted
from etl.core.schema import Field, Table

if TYPE_CHECKING:
    from etl.tables.columns import Frame

SORT: Final = "sort"
COLUMNS: Final = "columns"
LIMIT: Final = "limit"
OFFSET: Final = "offset"
BOM: Final = "bom"
SHAPES: Final = {
    SORT: "Columns to sort by, with commas; a minus before one sorts it downwards",
    COLUMNS: "Columns of the answer, in their order, with commas",
    LIMIT: "Most rows of the answer; Link headers lead to the others",
    OFFSET: "Rows to pass over",
    BOM: "1: a CSV file begins with a byte-order mark, as Excel needs it",
}
"""Parameters that lay out an answer, and what they do."""
_IGNORED: Final = "utm_"
"""Parameters with which campaigns are counted, and that mean nothing here."""


class Shape(NamedTuple):
    """What was asked for; empty where nothing was."""

    sort: tuple[tuple[str, bool], ...] = ()
    """Columns, and whether upwards."""
    columns: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0
    bom: bool = False


class Page(NamedTuple):
    """Part of the rows that were found."""

    frame: Frame
    total: int
    """How many were found."""
    links: str
    """Value of a Link header to the other parts; empty where there is no limit."""


def known(asked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Parameters without those that mean nothing here."""
    return [(name, value) for name, value in asked if not name.startswith(_IGNORED)]


def split(asked: Iterable[tuple[str, str]], table: Table) -> tuple[Shape, list[tuple[str, str]]]:
    """The shape that the parameters ask for, and the parameters that choose rows.

    Raises WrongParameter.
    """
    given: dict[str, str] = {}
    rest = []
    for name, value in asked:
        if name not in SHAPES:
            rest.append((name, value))
        elif name in given:
            raise WrongParameter(name, f"{name} is given once; several columns have commas.")
        else:
            given[name] = value
    fields = columns_of(table)
    limit = whole(LIMIT, given[LIMIT]) if LIMIT in given else None
    if limit == 0:
        raise WrongParameter(LIMIT, f"{LIMIT} is at least 1.")
    if given.get(BOM, "0") not in ("0", "1"):
        raise WrongParameter(BOM, f"{BOM} is 1 or 0, not {quoted(given[BOM])}.", ("1", "0"))
    shape = Shape(
        _sort(given[SORT], fields) if SORT in given else (),
        _columns(given[COLUMNS], fields) if COLUMNS in given else (),
        limit,
        whole(OFFSET, given.get(OFFSET, "0")),
        given.get(BOM) == "1",
    )
    return shape, rest


def page(frame: Frame, shape: Shape, asked: Iterable[tuple[str, str]], address: str = "") -> Page:
    """The part of the rows that is asked for, in its order and with its columns.

    address: where the other parts are; empty for the same place as this one.
    """
    data, total = frame.data, len(frame.data)
    if shape.sort:
        names, upwards = zip(*shape.sort, strict=True)
        data = data.sort_values(list(names), ascending=list(upwards), kind="stable")
    end = None if shape.limit is None else shape.offset + shape.limit
    data = data.iloc[shape.offset : end].reset_index(drop=True)
    table = frame.table
    if shape.columns:
        fields = {field.name: field for field in table.fields}
        table = table._replace(fields=tuple(fields[name] for name in shape.columns))
    return Page(frame._replace(table=table, data=data), total, _links(shape, total, asked, address))


def _links(shape: Shape, total: int, asked: Iterable[tuple[str, str]], address: str) -> str:
    """Links to the other pages (RFC 8288)."""
    if shape.limit is None:
        return ""
    others = [(name, value) for name, value in asked if name not in (LIMIT, OFFSET)]
    last = max(0, (total - 1) // shape.limit * shape.limit)
    before = last if shape.offset > last else shape.offset - shape.limit
    offsets = {"first": 0, "prev": before, "next": shape.offset + shape.limit}
    if shape.offset == 0:
        del offsets["prev"]
    if offsets["next"] > last:
        del offsets["next"]
    queries = {
        name: urlencode([*others, (LIMIT, shape.limit), (OFFSET, max(0, offset))])
        for name, offset in {**offsets, "last": last}.items()
    }
    return ", ".join(f'<{address}?{query}>; rel="{name}"' for name, query in queries.items())


def _sort(text: str, fields: dict[str, Field]) -> tuple[tuple[str, bool], ...]:
    parts = text.split(",")
    names = _named(SORT, [part.removeprefix("-") for part in parts], fields)
    ways = [not part.startswith("-") for part in parts]
    return tuple(zip(names, ways, strict=True))


def _columns(text: str, fields: dict[str, Field]) -> tuple[str, ...]:
    return tuple(_named(COLUMNS, text.split(","), fields))


def _named(parameter: str, names: list[str], fields: dict[str, Field]) -> list[str]:
    for name in names:
        if name not in fields:
            raise unknown(name, fields, parameter)
    columns = [fields[name].name for name in names]
    if len(set(columns)) < len(columns):
        raise WrongParameter(parameter, f"{parameter} names a column twice.")
    return columns
