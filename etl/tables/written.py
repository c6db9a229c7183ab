"""A table as it was written once, read back: for states of the data that are kept as files.

The opposite of `export.csv`. A column that the table did not have then is empty, one that it has no
longer is left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from etl.core.schema import Field, Table
from etl.tables.columns import Frame, column

_READ: Final[dict[str, Callable[[str], Any]]] = {
    "number": Decimal,
    "date": date.fromisoformat,
    "integer": int,
    "year": int,
}


def frame_of(table: Table, data: bytes) -> Frame:
    """The rows of a CSV file of ours. Raises ValueError where a cell is not of its field's type."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    columns = {
        field.name: column(field, [_cell(field, row.get(field.name)) for row in rows])
        for field in table.fields
    }
    return Frame(table, pd.DataFrame(columns))


def _cell(field: Field, text: str | None) -> Any:
    if not text:
        return None
    try:
        return _READ.get(field.type, str)(text)
    except ArithmeticError:  # decimal's own error is no ValueError
        raise ValueError(f"{field.name} is {text!r}") from None
