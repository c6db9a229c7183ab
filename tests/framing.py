"""Frames from rows written by hand, for the tests of what is made of frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from etl.core.schema import Table
from etl.tables.columns import DECIMALS, Cell, Frame, column, written_decimals


def framed(table: Table, rows: Iterable[Sequence[Cell]]) -> Frame:
    """A table of rows whose cells are in the order of its fields; numbers keep their digits."""
    cells = list(zip(*rows, strict=True)) or [()] * len(table.fields)
    made: dict[str, pd.Series[Any]] = {}
    for field, given in zip(table.fields, cells, strict=True):
        made[field.name] = column(field, given)
        if field.type == "number":
            digits = [None if cell is None else written_decimals(Decimal(cell)) for cell in given]
            made[f"{field.name}{DECIMALS}"] = pd.Series(digits, dtype="Int64")
    return Frame(table, pd.DataFrame(made))
