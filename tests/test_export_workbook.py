"""The Excel workbook, read back with another library.

Of etl/tables/export: workbook, xlsxwriter_inside.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from etl.core.schema import Field, Table
from etl.tables.columns import Cell, Frame
from etl.tables.export import workbook, xlsxwriter_inside
from etl.tables.export.package import Package, extra
from etl.tables.export.workbook import sheet_names, workbook_bytes
from tests.exporting import VERDICTS, book
from tests.framing import framed


def opened(tables: dict[str, Frame] | None = None) -> Any:
    made = Package(book(), extra([VERDICTS]))
    data = workbook_bytes(book(), tables) if tables else made.file("borduria.xlsx")
    return openpyxl.load_workbook(io.BytesIO(data))


def one(*cells: Cell, kind: str = "string") -> Any:
    """The column of cells of a table with one column, as the workbook has it."""
    field = Field("thing", kind, "Thing", "A thing")
    rows = framed(Table("things", "Things", (field,), ("thing",)), [(cell,) for cell in cells])
    return [row[0] for row in opened({"things": rows})["things"].iter_rows(min_row=2)]


def test_the_first_sheet_says_what_this_is() -> None:
    sheets = opened()
    assert sheets.sheetnames[:3] == ["About", "figures", "trade"]
    assert sheets.sheetnames[-1] == "verdicts"
    text = "\n".join(str(cell.value) for row in sheets["About"].iter_rows() for cell in row)
    for part in (
        "Trade of Borduria",
        "Invented figures for tests.",
        "CC0-1.0",
        "2020-02-11",
        "A ministry on trade, Ministry of Trade, 2020-02-11",
        "Every figure, one statement a row. Rows: 5",
    ):
        assert part in text


def test_a_sheet_has_a_frozen_header_and_filters() -> None:
    sheet = opened()["figures"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:AD6"
    assert [cell.value for cell in sheet[1]][:3] == ["figure_id", "indicator", "topic"]


def test_cells_have_their_types_and_formats() -> None:
    sheet = opened()["figures"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert (cells["value"].value, cells["value"].number_format) == (3400000000, "#,##0")
    assert (cells["period_end"].value, cells["period_end"].number_format) == (
        datetime(2019, 12, 31),
        "yyyy-mm-dd",
    )
    assert (cells["year"].value, cells["year"].number_format) == (2019, "0")
    assert cells["high"].value is None
    growth = dict(zip((cell.value for cell in sheet[1]), sheet[3], strict=True))
    assert (growth["value"].value, growth["value"].number_format) == (16.9, "#,##0.0")


# The last three XlsxWriter takes for XML of its own: one breaks the whole file.
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+16.9%",
        "-5",
        "@SUM(A1)",
        "{=A1}",
        "http://x.y",
        "12",
        " x ",
        "<r>x</r>",
        "<r>&</r>",
        "<r><b></r>",
    ],
)
def test_text_stays_text(text: str) -> None:
    (cell,) = one(text)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_that_no_cell_can_hold_is_cut_with_a_mark() -> None:
    whole, cut = one("x" * 32_767, "y" * 32_768)
    assert whole.value == "x" * 32_767
    assert len(cut.value) == 32_767
    assert cut.value.startswith("y" * 32_000)
    assert cut.value.endswith("y … [cut here: the CSV file has all of it]")


def test_a_character_beyond_the_first_plane_counts_as_two() -> None:
    """As Excel counts; what is cut in the middle of one is cut before it."""
    mark = " … [cut here: the CSV file has all of it]"
    whole, cut = one("x" + "😀" * 16_383, "xx" + "😀" * 16_383)
    assert whole.value == "x" + "😀" * 16_383
    assert cut.value == "xx" + "😀" * ((32_767 - len(mark) - 2) // 2) + mark


def test_equal_numbers_have_the_decimals_that_each_is_written_with() -> None:
    cells = one(Decimal("3.40"), 3, None, Decimal("3.4"), Decimal("3.00"), kind="number")
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (3.4, "#,##0.00"),
        (3, "#,##0"),
        (None, "General"),
        (3.4, "#,##0.0"),
        (3, "#,##0"),
    ]


def test_a_text_is_kept_once_and_counted_at_each_place() -> None:
    field = Field("thing", "string", "Thing", "A thing")
    table = Table("things", "Things", (field,), ("thing",))
    once, often = (
        counts({"things": framed(table, [(cell,) for cell in cells])})
        for cells in (["a"], ["a"] * 9)
    )
    # Its description says "Rows: 9" in place of "Rows: 1".
    assert often == (once[0] + 8, once[1])


def test_what_no_sheet_can_hold_is_cut_and_the_first_sheet_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 2)
    field = Field("thing", "string", "Thing", "A thing")
    table = Table("things", "Things", (field,), ("thing",))
    full, over = (
        opened({"things": framed(table, [(cell,) for cell in cells])}) for cells in ("ab", "abc")
    )
    for made in (full, over):
        assert [cell.value for cell in made["things"]["A"]] == ["thing", "a", "b"]
        assert made["things"].auto_filter.ref == "A1:A3"
    lines = [dict(made["About"].iter_rows(max_col=2, values_only=True)) for made in (full, over)]
    assert [line["things"] for line in lines] == [
        "Things. Rows: 2",
        "Things. Rows: 3, of which the first 2 are here: the CSV file has all of them",
    ]


def counts(tables: dict[str, Frame]) -> tuple[int, int]:
    """Cells of text, and different texts, as the workbook has them."""
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(book(), tables))) as parts:
        texts = parts.read("xl/sharedStrings.xml").decode()
    count, unique = re.findall(r'(?:count|uniqueCount)="(\d+)"', texts)
    return int(count), int(unique)


def test_what_is_leant_on_inside_xlsxwriter_is_as_it_was_looked_at() -> None:
    assert xlsxwriter.__version__ == xlsxwriter_inside.LOOKED_AT, (
        "another XlsxWriter: look whether its sheets still ask for their rows in this way"
    )


def test_what_a_spreadsheet_would_round_is_text() -> None:
    cells = one(Decimal("1234567890.12345678"), 12345678901234567, kind="number")
    assert [cell.value for cell in cells] == ["1234567890.12345678", "12345678901234567"]


def test_a_large_round_number_is_a_number() -> None:
    (cell,) = one(200_700_000_000_000_000_000, kind="number")
    assert cell.value == 200_700_000_000_000_000_000


def test_a_day_that_excel_does_not_know_is_text() -> None:
    cells = one(datetime(1899, 12, 31).date(), datetime(1900, 3, 1).date(), kind="date")
    assert [cell.value for cell in cells] == ["1899-12-31", datetime(1900, 3, 1)]


def test_it_is_dated_by_the_newest_source() -> None:
    data = Package(book()).file("borduria.xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2020-02-11T00:00:00Z") == 2


def test_sheet_names_are_short_and_differ() -> None:
    long = "x" * 40
    names = sheet_names([long, long + "y", "about"])
    assert names == {long: "x" * 31, long + "y": "x" * 29 + "_2", "about": "about_2"}
