"""What a reader downloads is what `build` writes, and no download reruns the page."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page

from etl.book.load import load
from etl.cli import main
from etl.core.model import Book
from etl.tables.export.csv import csv_bytes
from etl.tables.frames import tables
from tests.conftest import ROOT
from tests.e2e.conftest import Complaints
from tests.e2e.visiting import visit

_PLOTTED = """figure => {
    const points = [];
    for (const chart of document.querySelectorAll(".js-plotly-plot"))
        for (const trace of chart.data)
            (trace.customdata || []).forEach((custom, at) => {
                if (custom[0] === figure) points.push([trace.y[at], custom[2]]);
            });
    return points;
}"""


def book_of(figures: str) -> Book:
    book = load((ROOT / figures).read_bytes()).book
    assert book is not None
    return book


def test_a_plotted_value_is_the_stated_one_and_files_have_the_bytes_of_a_build(
    page: Page, figures: str, complaints: Complaints, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    assert main(["build", str(ROOT / figures), "--out", str(tmp_path / "tables")]) == 0
    built = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    (name,) = [file for file in built if file.endswith(".zip")]
    visit(page, "/trade")
    # Billions on the axis, base units behind the point: 16 billion stated of the whole of 2023.
    assert [16, 16_000_000_000] in page.evaluate(_PLOTTED, "ita-turnover-2023")
    page.get_by_role("button", name="Download", exact=True).click()
    with subtests.test(file="trade.csv"):
        table = downloaded(page, "trade.csv")
        assert table == csv_bytes(tables(book_of(figures))["trade"]) == built["trade.csv"]
    with subtests.test(file=name):
        data = downloaded(page, name)
        assert data == built[name]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = {Path(file).name: archive.read(file) for file in archive.namelist()}
        assert held == {file: built[file] for file in built if file != name}
    assert complaints.errors == []
    assert complaints.elsewhere == []


def downloaded(page: Page, name: str) -> bytes:
    """The bytes of a file behind a button of that name; saved under the same name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename == name
    return Path(download.value.path()).read_bytes()


def cells(workbook: bytes, sheet: str) -> list[tuple[Any, ...]]:
    """Rows of a sheet under its header."""
    opened = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
    found = list(opened[sheet].iter_rows(values_only=True))
    opened.close()
    return found[1:]


def test_the_table_as_shown_is_what_the_choices_leave(page: Page) -> None:
    visit(page, "/trade?partner=European+Union")
    page.get_by_role("button", name="Download", exact=True).click()
    name = page.get_by_role("button", name=re.compile(r"european-union.*\.csv$")).inner_text()
    name = name.split()[-1]
    rows = list(csv.DictReader(io.StringIO(downloaded(page, name).decode("utf-8"))))
    assert {row["origin"] for row in rows} == {"stated", "official"}
    official = [row["figure_id"] for row in rows if row["origin"] == "official"]
    assert all(name.startswith("official-eu") for name in official)
    assert len(official) == 18, "exports, imports and turnover of six years"
    stated = {
        row["figure_id"]: (row["value"], row["as_stated"])
        for row in rows
        if row["origin"] == "stated"
    }
    assert stated == {
        "eu-turnover-2024": ("49700000000", "$49.7 billion"),
        "eu-turnover-growth-2024": ("16.9", "+16.9%"),
        "eu-exports-2024": ("38600000000", "$38.6 billion"),
        "eu-imports-2024": ("11100000000", "$11.1 billion"),
    }
    sheet = cells(downloaded(page, name.replace(".csv", ".xlsx")), "figures")
    assert [row[0] for row in sheet] == [row["figure_id"] for row in rows], "as the table has them"
    assert {row[0]: row[10] for row in sheet if row[0] not in official} == {
        "eu-turnover-2024": 49_700_000_000,
        "eu-turnover-growth-2024": 16.9,
        "eu-exports-2024": 38_600_000_000,
        "eu-imports-2024": 11_100_000_000,
    }


def test_what_is_compared_can_be_taken_along_as_it_is_shown(page: Page) -> None:
    visit(page, "/compare?official=false")
    page.get_by_role("button", name="Download", exact=True).click()
    name = page.get_by_role("button", name=re.compile(r"turnover-.*\.csv$")).inner_text()
    rows = csv.DictReader(io.StringIO(downloaded(page, name.split()[-1]).decode("utf-8")))
    shown = [(row["partner"], row["indicator"], row["origin"]) for row in rows]
    assert set(shown) == {
        ("ITA", "turnover", "stated"),
        ("EU27_2020", "turnover", "stated"),
    }
    assert len(shown) == 7
