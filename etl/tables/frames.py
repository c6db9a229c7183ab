"""Tidy tables as pandas data frames, each column with the type that the schema declares.

Must not change a value: what a cell means is decided in `tidy`.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from etl.core.model import Book
from etl.tables.tidy import Rows, tables

_DTYPES: Final = {
    "string": "string",
    "integer": "Int64",
    "year": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
}


def frame(rows: Rows) -> pd.DataFrame:
    """A table as a data frame.

    Columns are those of the table's fields: string as `string`, integer and year as
    `Int64`, number as `Float64` (base units), date as `datetime64[s]`; an empty cell is NA.
    """
    names = [field.name for field in rows.table.fields]
    columns = list(zip(*rows.rows, strict=True)) or [()] * len(names)
    return pd.DataFrame(
        {
            field.name: _column(list(cells), _DTYPES[field.type])
            for field, cells in zip(rows.table.fields, columns, strict=True)
        },
        columns=names,
    )


def _column(cells: list[object], dtype: str) -> pd.Series:
    if dtype == "Float64":
        cells = [None if cell is None else float(str(cell)) for cell in cells]
    return pd.Series(cells, dtype=dtype)


def frames(book: Book) -> dict[str, pd.DataFrame]:
    """Every tidy table of a book as a data frame, by name (see `tidy.tables`)."""
    return {name: frame(rows) for name, rows in tables(book).items()}
