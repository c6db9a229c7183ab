"""Typed columns: what a declared field is in pandas, and how its cells are written.

Amounts are Arrow decimals, exact to the digit and never doubles. Must not know what a column
means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from etl.core.schema import Field, Table

Cell = str | int | Decimal | date | None

DTYPES: Final = {
    "string": "string",
    "integer": "Int64",
    "year": "Int64",
    "date": "datetime64[s]",
}
"""Types of pandas by the schema's; a `number` is an Arrow decimal with the scale it needs."""
DECIMALS: Final = "_decimals"
"""Ending of a column that says with how many decimals each cell of a number is written."""
_PRECISE: Final = 38
_MOST_PRECISE: Final = 76


class Frame(NamedTuple):
    """A declared table and its rows.

    The data have the declared columns, and may have more that only exports need (decimals).
    """

    table: Table
    data: pd.DataFrame

    @property
    def declared(self) -> pd.DataFrame:
        """The columns that the table declares, in their order."""
        return self.data[[field.name for field in self.table.fields]]

    def cells(self, name: str) -> list[Cell]:
        """A column as plain values: text, int, Decimal as written, date, or None."""
        field = next(field for field in self.table.fields if field.name == name)
        if field.type == "number":
            numerals = texts(self.data, name).to_pylist()
            return [None if text is None else _number(text) for text in numerals]
        column = self.data[name]
        plain = column.dt.date if field.type == "date" else column
        missing = column.isna().tolist()
        return [None if no else cell for cell, no in zip(plain.tolist(), missing, strict=True)]

    def rows(self) -> list[dict[str, Cell]]:
        """Every row as plain values by column."""
        names = [field.name for field in self.table.fields]
        return [
            dict(zip(names, row, strict=True))
            for row in zip(*(self.cells(name) for name in names), strict=True)
        ]


class Distinct(NamedTuple):
    """Cells that are derived once for each distinct key, and which of them each row has."""

    codes: list[int]
    cells: Mapping[str, Sequence[Any]]


def by_distinct(
    keys: Iterable[Hashable], make: Callable[[list[int]], Mapping[str, Sequence[Any]]]
) -> Distinct:
    """What is derived from each key: computed for the distinct ones, to be joined to all.

    make: gets the first row of each distinct key.
    """
    # Without a step of Python for each row, and each key is hashed once: there may be 100,000.
    place: defaultdict[Hashable, int] = defaultdict(count().__next__)
    codes = [*map(place.__getitem__, keys)]
    first = dict(zip(reversed(codes), range(len(codes) - 1, -1, -1), strict=True))
    return Distinct(codes, make([first[code] for code in range(len(place))]))


def column(field: Field, cells: Sequence[Any]) -> pd.Series[Any]:
    """Cells as a series of the field's type; None is an empty cell."""
    match field.type:
        case "number":
            return numbers(cells)
        case "date":
            days = pa.array(cells, type=pa.date32()).cast(pa.timestamp("s"))
            return pd.Series(days.to_numpy(zero_copy_only=False), dtype=DTYPES["date"])
        case "string":
            return pd.Series(pa.array(cells, type=pa.large_string()), dtype="string")
        case _:
            return pd.Series(cells, dtype=DTYPES[field.type])


def numbers(cells: Sequence[Decimal | int | None]) -> pd.Series[Any]:
    """Exact numbers as Arrow decimals with the fewest decimals that hold all of them."""
    exact = [cell if cell is None else Decimal(cell) for cell in cells]
    scale = max((decimals(cell) for cell in exact if cell is not None), default=0)
    whole = max((cell.adjusted() for cell in exact if cell), default=0) + 1
    if max(whole, 1) + scale <= _PRECISE:
        kind = pa.decimal128(_PRECISE, scale)
    else:
        kind = pa.decimal256(_MOST_PRECISE, scale)
    # Without the zeros at their end that the type has no room for.
    plain = [None if cell is None else Decimal(f"{cell:.{scale}f}") for cell in exact]
    return pd.Series(pd.arrays.ArrowExtensionArray(pa.array(plain, type=kind)))


def decimals(number: Decimal) -> int:
    """Decimals that a number needs: 0 for 16.0, 1 for 16.50."""
    return len(f"{number:f}".partition(".")[2].rstrip("0"))


def fraction_digits(number: Decimal) -> int:
    """Digits after the decimal mark, with the zeros at the end: 2 for 16.50 and for 16.00."""
    return len(f"{number:f}".partition(".")[2])


def written_decimals(number: Decimal) -> int:
    """Decimals that a number is written with, none where it is whole: 0 for 16.0, 2 for 16.50."""
    return fraction_digits(number) if decimals(number) else 0


def texts(data: pd.DataFrame, name: str) -> pa.Array:
    """A column of numbers as plain decimals: no exponent, and the decimals that each was given.

    Those are in the column `<name>_decimals`; without one, a number has as few as it needs.
    """
    array = pa.chunked_array(pa.array(data[name])).combine_chunks()
    encoded = array.dictionary_encode()
    distinct: list[Decimal] = encoded.dictionary.to_pylist()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    if f"{name}{DECIMALS}" in data:
        digits = data[f"{name}{DECIMALS}"].fillna(0).to_numpy(dtype=np.int64)
    else:
        digits = np.array([*map(decimals, distinct), 0], dtype=np.int64)[codes]
    places, pairs = pd.factorize(codes * _MOST_PRECISE + digits)
    numbered = (divmod(pair, _MOST_PRECISE) for pair in pairs.tolist())
    numerals = [None if code < 0 else f"{distinct[code]:.{count}f}" for code, count in numbered]
    return pa.array(numerals, type=pa.large_string()).take(pa.array(places))


def _number(text: str) -> int | Decimal:
    return Decimal(text) if "." in text else int(text)
