"""Tidy tables as JSON: a list of objects, one a row, each number exact to its last digit."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from etl.tables.tidy import Cell, Rows


def json_bytes(rows: Rows) -> bytes:
    """A table as a JSON list of objects; dates are ISO 8601 text, an empty cell is null.

    Decimals are written with the digits that they have, never through a double.
    """
    names = [json.dumps(field.name) for field in rows.table.fields]
    lines = [
        "{" + ", ".join(f"{n}: {_literal(c)}" for n, c in zip(names, row, strict=True)) + "}"
        for row in rows.rows
    ]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def _literal(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        cell = cell.isoformat()
    return json.dumps(cell, ensure_ascii=False)
