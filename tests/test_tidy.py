"""Tidy tables: one observation a row, exact to the digit, in the order of the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from etl.book.load import load
from etl.core import schema
from etl.core.model import Book
from etl.tables.tidy import Cell, Rows, figure_rows, note, number, tables
from tests.conftest import ROOT

SMALL: Final = (ROOT / "tests" / "small.yaml").read_text("utf-8")


def book_of(text: str) -> Book:
    book, problems = load(text.encode())
    assert problems == []
    assert book is not None
    return book


BOOK: Final = book_of(SMALL)


def records(rows: Rows) -> list[dict[str, Cell]]:
    names = [field.name for field in rows.table.fields]
    return [dict(zip(names, row, strict=True)) for row in rows.rows]


def test_there_is_a_table_for_each_topic_and_each_section() -> None:
    made = tables(BOOK)
    assert {name: len(rows.rows) for name, rows in made.items()} == {
        "figures": 5,
        "trade": 4,
        "companies": 1,
        "sources": 1,
        "indicators": 6,
        "areas": 3,
        "events": 1,
    }
    assert all(rows.table.name == name for name, rows in made.items())


def test_a_figure_is_one_row_with_its_interval_and_its_source() -> None:
    assert records(tables(BOOK)["figures"])[0] == {
        "figure_id": "syl-exports-2019",
        "indicator": "exports",
        "topic": "trade",
        "reporter": "BOR",
        "partner": "SYL",
        "period": "2019",
        "period_start": date(2019, 1, 1),
        "period_end": date(2019, 12, 31),
        "coverage": "full_year",
        "year": 2019,
        "value": 3_400_000_000,
        "unit": "USD",
        "qualifier": "more_than",
        "low": 3_400_000_000,
        "high": None,
        "as_stated": "more than $3.40 billion",
        "source_id": "ministry-2020-02-11",
        "published": date(2020, 2, 11),
        "paragraph": 4,
        "authority": "national statistics office",
        "period_basis": "stated",
        "note": None,
    }


def test_the_year_of_a_window_is_that_of_its_last_day() -> None:
    text = SMALL.replace("period: 2019\n    value: 3.40", "period: 2005/2018-09\n    value: 3.40")
    row = records(tables(book_of(text))["figures"])[0]
    assert (row["period"], row["year"], row["coverage"]) == ("2005/2018-09", 2018, "multi_year")
    assert (row["period_start"], row["period_end"]) == (date(2005, 1, 1), date(2018, 9, 30))


def test_percent_ranks_and_counts_keep_their_own_units() -> None:
    shown = [
        (row["value"], row["low"], row["high"], row["unit"], row["coverage"])
        for row in records(tables(BOOK)["figures"])[1:]
    ]
    assert shown == [
        (Decimal("16.9"), Decimal("16.85"), Decimal("16.95"), "percent", "full_year"),
        (12, Decimal("11.5"), Decimal("12.5"), "percent", "full_year"),
        (3, 3, 3, "rank", "full_year"),
        (270, 260, 280, "count", "point"),
    ]


def test_a_topic_has_its_figures_only_in_the_order_of_the_file() -> None:
    made = tables(BOOK)
    figures = made["figures"].rows
    assert made["trade"].rows == figures[:4]
    assert made["companies"].rows == figures[4:]
    assert made["trade"].table.fields == schema.FIGURES.fields


def test_a_topic_without_figures_is_an_empty_table() -> None:
    start, end = SMALL.index("  - id: syl-companies"), SMALL.index("\nevents:")
    assert tables(book_of(SMALL[:start] + SMALL[end:]))["companies"].rows == []


def test_sources_indicators_areas_and_events_are_tables_too() -> None:
    made = tables(BOOK)
    assert records(made["sources"]) == [
        {
            "source_id": "ministry-2020-02-11",
            "document": "release.txt",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "title": "A ministry on trade",
            "publisher": "Ministry of Trade",
            "kind": "press_release",
            "published": date(2020, 2, 11),
            "published_basis": "stated",
            "language": "en",
        }
    ]
    assert records(made["indicators"])[5] == {
        "indicator": "companies",
        "name": "Companies",
        "topic": "companies",
        "kind": "stock",
        "unit": "count",
        "definition": "Companies of the partner on a day.",
    }
    assert records(made["areas"]) == [
        {"area": "BOR", "name": "Borduria", "part_of": None},
        {"area": "SYL", "name": "Syldavia", "part_of": "WLD"},
        {"area": "WLD", "name": "World", "part_of": None},
    ]
    assert records(made["events"]) == [
        {
            "event_id": "treaty-2018",
            "date": "2018-05",
            "date_start": date(2018, 5, 1),
            "date_end": date(2018, 5, 31),
            "title": "Treaty of trade signed",
            "kind": "agreement",
            "partner": "SYL",
            "source_id": "ministry-2020-02-11",
            "paragraph": 2,
            "as_stated": "May 2018",
            "note": None,
        }
    ]


def test_what_is_not_printed_is_an_empty_cell() -> None:
    text = SMALL.replace("    publisher: Ministry of Trade\n", "")
    text = text.replace("    partner: SYL\n    source", "    source")
    made = tables(book_of(text))
    assert records(made["sources"])[0]["publisher"] is None
    assert records(made["events"])[0]["partner"] is None
    assert records(made["figures"])[1]["authority"] is None


def test_a_row_of_an_official_table_has_no_paragraph() -> None:
    figure = BOOK.figures["syl-rank-2019"]._replace(paragraph=0)
    [row] = figure_rows(BOOK, [figure])
    assert dict(zip((f.name for f in schema.FIGURES.fields), row, strict=True))["paragraph"] is None


def test_an_area_lists_all_that_it_is_part_of() -> None:
    text = SMALL.replace("part_of: [WLD]", "part_of: [BOR, {area: WLD, from: 2004-05-01}]")
    assert records(tables(book_of(text))["areas"])[1]["part_of"] == "BOR WLD"


@pytest.mark.parametrize(
    ("period", "precision", "own", "expected"),
    [
        ("", "", "", ""),
        ("Why so.", "", "", "Period: Why so."),
        ("", "By tens.", "", "Precision: By tens."),
        ("", "", "Odd.", "Odd."),
        ("Why so.", "By tens.", "Odd.", "Period: Why so. Precision: By tens. Odd."),
    ],
)
def test_reasons_and_note_are_one_text(
    period: str, precision: str, own: str, expected: str
) -> None:
    figure = BOOK.figures["syl-rank-2019"]._replace(
        period_reason=period, precision_reason=precision, note=own
    )
    assert note(figure) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("16E9"), 16_000_000_000),
        (Decimal("3.40E9"), 3_400_000_000),
        (Decimal("12.00"), 12),
        (Decimal("-0"), 0),
        (Decimal("16.90"), Decimal("16.90")),
    ],
)
def test_a_whole_number_is_an_int_and_another_keeps_its_digits(
    value: Decimal, expected: int | Decimal
) -> None:
    made = number(value)
    assert type(made) is type(expected)
    assert str(made) == str(expected)


def test_every_cell_is_of_the_type_that_the_schema_declares() -> None:
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "integer": (int,),
        "year": (int,),
        "number": (int, Decimal),
        "date": (date,),
    }
    real, _ = load((ROOT / "data" / "figures.yaml").read_bytes())
    assert real is not None
    for rows in tables(real).values():
        for row in rows.rows:
            for field, cell in zip(rows.table.fields, row, strict=True):
                if cell is None:
                    assert not field.required, (rows.table.name, field.name)
                else:
                    assert type(cell) in kinds[field.type], (rows.table.name, field.name)
                    assert not field.enum or cell in field.enum
