"""Tidy tables as JSON: a list of objects, one a row, each number exact to its last digit."""

from __future__ import annotations

import json
from datetime import date

from etl.core.schema import Field
from etl.tables.columns import Frame, texts


def json_bytes(frame: Frame) -> bytes:
    """A table as a JSON list of objects; dates are ISO 8601 text, an empty cell is null.

    Decimals are written with the digits that they have, never through a double.
    """
    names = [json.dumps(field.name) for field in frame.table.fields]
    columns = [_literals(frame, field) for field in frame.table.fields]
    lines = [
        "{" + ", ".join(f"{n}: {literal}" for n, literal in zip(names, row, strict=True)) + "}"
        for row in zip(*columns, strict=True)
    ]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def _literals(frame: Frame, field: Field) -> list[str]:
    if field.type == "number":
        return [text or "null" for text in texts(frame.data, field.name).to_pylist()]
    plain = (
        cell.isoformat() if isinstance(cell, date) else cell for cell in frame.cells(field.name)
    )
    return [json.dumps(cell, ensure_ascii=False) for cell in plain]
