"""Tables are the same to the byte as before pandas made them: `frozen/` was written then.

What was written is never written anew: a column that has come since is left out here.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from etl.book.load import load
from etl.core.model import Book
from etl.tables.columns import Frame
from etl.tables.export.csv import csv_bytes
from etl.tables.export.json import json_bytes
from etl.tables.export.sdmx import sdmx_csv
from etl.tables.frames import figures_frame, tables
from tests.conftest import ROOT

FROZEN = ROOT / "tests" / "frozen"
TABLES = ("figures", "trade", "companies", "sources", "indicators", "areas", "events")


def book() -> Book:
    loaded = load((FROZEN / "world.yaml").read_bytes())
    assert loaded.book is not None, loaded.problems
    return loaded.book


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def as_it_was(frame: Frame, columns: Any) -> Frame:
    fields = tuple(field for field in frame.table.fields if field.name in columns)
    return frame._replace(table=frame.table._replace(fields=fields))


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_the_bytes_that_it_had(name: str) -> None:
    before = (FROZEN / f"{name}.csv").read_bytes()
    columns = before.split(b"\r\n")[0].decode().split(",")
    assert csv_bytes(as_it_was(tables(book())[name], columns)) == before


def test_json_has_the_bytes_that_it_had() -> None:
    before = (FROZEN / "figures.json").read_bytes()
    assert json_bytes(as_it_was(figures_frame(book()), json.loads(before)[0])) == before


def test_each_sdmx_observation_has_the_texts_that_it_had() -> None:
    before = rows((FROZEN / "figures.sdmx.csv").read_bytes())
    now = rows(sdmx_csv(book(), figures_frame(book())))
    assert [{name: row[name] for name in before[0]} for row in now] == before


def test_every_frozen_table_is_compared() -> None:
    found = {path.stem for path in Path(FROZEN).glob("*.csv")} - {"figures.sdmx"}
    assert found == set(TABLES)
