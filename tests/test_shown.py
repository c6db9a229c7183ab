"""The table that a reader takes along is the table that is shown, official rows marked.

Of dashboard/screens: tables.
"""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
import pytest

from dashboard.screens import paper, tables
from etl.book.load import load
from etl.core.model import Book
from etl.tables.export.csv import csv_bytes
from etl.tables.export.workbook import workbook_bytes
from etl.tables.frames import figures
from etl.tables.shown import shown
from tests.conftest import ROOT


def book_of(name: str, over: Book | None = None) -> Book:
    loaded = load((ROOT / "data" / name).read_bytes(), over)
    assert loaded.book is not None
    return loaded.book


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of("figures.yaml")


@pytest.fixture(scope="module")
def reference(book: Book) -> Book:
    return book_of("reference.yaml", book)


def test_stated_and_official_rows_stand_in_the_order_that_is_shown(
    book: Book, reference: Book
) -> None:
    stated, official = "ita-turnover-2023", "official-ita-turnover-2023"
    frame = shown([official, stated], book, reference)
    rows = list(csv.DictReader(io.StringIO(csv_bytes(frame).decode("utf-8"))))
    assert [(row["figure_id"], row["origin"], row["value"]) for row in rows] == [
        (official, "official", str(reference.figures[official].value)),
        (stated, "stated", "16000000000"),
    ]
    assert rows[0]["topic"] == rows[1]["topic"] == "trade"
    assert rows[0]["published"] == str(
        reference.sources[reference.figures[official].source].published
    )
    plain = figures(book).astype(str).set_index("figure_id").loc[stated]
    assert rows[1]["note"] == plain["note"], "as the whole table has it"
    assert workbook_bytes(book, {"figures": frame}, reference).startswith(b"PK")


def test_without_official_figures_every_row_is_stated(book: Book) -> None:
    frame = shown(["ita-share-2023"], book, None)
    assert frame.declared["origin"].tolist() == ["stated"]
    assert frame.declared["value"].astype(str).tolist() == ["14.4"]


def test_a_reader_on_a_telephone_sees_what_how_much_and_when() -> None:
    width = 375 - 2 * 16
    assert tables._NAMES + tables._NUMBERS + tables.text_width("Period", ["2023", "2024"]) <= width


def test_a_column_of_texts_is_as_wide_as_its_words_until_they_are_a_sentence() -> None:
    assert tables.text_width("Period", ["2023", "1994 to 18 Apr 2014"]) == 24 + 7 * 19
    assert tables.text_width("Published", ["", None]) == 24 + 7 * 9
    assert tables.text_width("Note", ["x" * 400]) == 300


def test_paper_has_no_rows_that_say_nothing() -> None:
    sheet = pd.DataFrame({"Indicator": ["a", "b", "c"], "Note": ["", None, "said"]})
    assert paper.said(sheet, 1).tolist() == [False, False, True]


def test_a_value_of_an_official_table_is_told_from_a_stated_one_where_it_stands() -> None:
    shown = pd.DataFrame({"Indicator": ["Exports"] * 3, "Value": [16.0801, 1234.5, None]})
    styled = tables.styled(shown, [True, False, False])
    assert not isinstance(styled, pd.DataFrame)
    written = styled.to_html()
    assert "16.08 \N{DAGGER}</td>" in written
    assert "1,234.5</td>" in written, "what is stated has no mark"
    assert written.count("\N{DAGGER}") == 1
    # And is bold, which a small screen shows without a word; the first column is as dark as can be.
    (bold,) = re.findall(r"#T_\w+_row1_col1[^{]*{([^}]*)}", written)
    assert "font-weight: 600" in bold
    assert written.count("font-weight") == 1


def test_a_number_beside_the_value_has_no_more_digits_than_it_needs() -> None:
    shown = pd.DataFrame(
        {"Indicator": ["Exports"] * 3, "Value": [1.5, 2.0, 3.0], "Paragraph": [7.0, None, 12.0]}
    )
    styled = tables.styled(shown, [False, True, False])
    assert not isinstance(styled, pd.DataFrame)
    cells = re.findall(r">([^<>]*)</td>", styled.to_html())
    assert cells == [
        *("Exports", "1.5", "7"),
        *("Exports", "2 \N{DAGGER}", ""),
        *("Exports", "3", "12"),
    ]


def test_a_long_table_is_not_styled_which_takes_long_and_is_refused_in_the_end() -> None:
    shown = pd.DataFrame({"Indicator": "Trade", "Value": range(tables.MOST_STYLED + 1)})
    assert tables.styled(shown, [False] * len(shown)) is shown
    assert tables.styled(shown.head(-1), [False] * (len(shown) - 1)) is not shown
