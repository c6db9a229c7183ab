"""Tidy tables as CSV: UTF-8, RFC 4180, one header row, one observation a row.

The only place that writes CSV, so that a download and a build have the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal

from etl.core.schema import Table
from etl.tables.tidy import Cell, Rows


class _Lines(list[str]):
    """What csv.writer takes for a file: every record it writes is one item."""

    write = list.append


def csv_bytes(rows: Rows) -> bytes:
    """A table as CSV.

    Dates are ISO 8601, numbers plain decimals in base units without an exponent, an
    empty cell is empty. Lines end with CR LF, as RFC 4180 says.
    """
    return csv_tables({"": rows})[""]


def csv_tables(tables: Mapping[str, Rows]) -> dict[str, bytes]:
    """Several tables as CSV, by name (see `csv_bytes`).

    A row that stands in two tables, as a figure does in its topic's, is written out once.
    Raises ValueError for a row that has not one cell for each column.
    """
    lines: dict[int, str] = {}
    made = {}
    for name, (table, rows) in tables.items():
        _same_length(table, rows)
        new = [row for row in rows if id(row) not in lines]
        lines.update(zip(map(id, new), _lines(new), strict=True))
        head = _lines([tuple(field.name for field in table.fields)])
        made[name] = "".join((*head, *(lines[id(row)] for row in rows))).encode("utf-8")
    return made


def _same_length(table: Table, rows: list[tuple[Cell, ...]]) -> None:
    columns = len(table.fields)
    for number, row in enumerate(rows, start=1):
        if len(row) != columns:
            found = f"row {number} has {len(row)} cells for {columns} columns"
            raise ValueError(f"table {table.name}: {found}")


def _lines(rows: list[tuple[Cell, ...]]) -> list[str]:
    written = _Lines()
    csv.writer(written, lineterminator="\r\n").writerows(map(_plain, rows))
    return written


def _plain(row: tuple[Cell, ...]) -> Iterable[Cell]:
    """The row without exponents: str(Decimal("0.0000001")) is 1E-7."""
    if Decimal not in map(type, row):
        return row
    return [f"{cell:f}" if type(cell) is Decimal else cell for cell in row]
