"""Data frames: the tidy tables with the declared types, and no value changed."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import pytest

from etl.book.load import load
from etl.core.model import Book
from etl.core.schema import FIGURES
from etl.tables.frames import frame, frames
from etl.tables.tidy import Rows, tables
from tests.conftest import ROOT

DTYPES: Final = {
    "string": "string",
    "integer": "Int64",
    "year": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
}


def book_of(path: str) -> Book:
    book, problems = load((ROOT / path).read_bytes())
    assert problems == []
    assert book is not None
    return book


def test_every_table_is_a_frame_with_the_declared_columns_and_types() -> None:
    book = book_of("tests/small.yaml")
    made = frames(book)
    assert made.keys() == tables(book).keys()
    for name, rows in tables(book).items():
        assert list(made[name].columns) == [field.name for field in rows.table.fields]
        for field in rows.table.fields:
            assert str(made[name][field.name].dtype) == DTYPES[field.type], (name, field.name)
        assert len(made[name]) == len(rows.rows)


def test_values_arrive_unchanged_and_an_open_end_is_missing() -> None:
    figures = frames(book_of("tests/small.yaml"))["figures"].set_index("figure_id")
    exports = figures.loc["syl-exports-2019"]
    assert exports["value"] == 3_400_000_000
    assert exports["low"] == 3_400_000_000
    assert exports["high"] is pd.NA
    assert exports["year"] == 2019
    assert exports["period_end"] == pd.Timestamp("2019-12-31")
    assert exports["note"] is pd.NA
    growth = figures.loc["syl-growth-2019"]
    assert (growth["value"], growth["low"], growth["high"]) == (16.9, 16.85, 16.95)


def test_a_table_without_rows_keeps_its_columns_and_types() -> None:
    empty = frame(Rows(FIGURES, []))
    assert len(empty) == 0
    assert {str(empty[field.name].dtype) for field in FIGURES.fields} == set(DTYPES.values())


@pytest.mark.parametrize("column", ["value", "low", "high"])
def test_no_amount_of_the_real_file_loses_a_digit(column: str) -> None:
    book = book_of("data/figures.yaml")
    rows = tables(book)["figures"]
    at = [field.name for field in rows.table.fields].index(column)
    exact = [row[at] for row in rows.rows]
    shown = frame(rows)[column]
    for cell, value in zip(exact, shown, strict=True):
        assert (cell is None) == (value is pd.NA)
        if cell is not None:
            assert float(str(cell)) == value
            assert format(value, ".15g") == format(float(str(cell)), ".15g")


def test_the_first_and_last_day_that_can_be_written_are_days_too() -> None:
    rows = tables(book_of("tests/small.yaml"))["events"]
    at = [field.name for field in rows.table.fields].index("date_start")
    row = rows.rows[0]
    for day in (date(1800, 1, 1), date(2199, 12, 31)):
        made = frame(Rows(rows.table, [(*row[:at], day, *row[at + 1 :])]))
        assert made["date_start"][0] == pd.Timestamp(day)
