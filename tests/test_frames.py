"""Tidy tables as data frames: an observation a row, exact to the digit, in the file's order.

Of etl/tables: columns, filling, notes; etl/core: collection.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pandas as pd
import pytest

from etl.book.load import load
from etl.core import schema
from etl.core.intervals import of_figure
from etl.core.model import Area, Book
from etl.tables import frames
from etl.tables.columns import by_distinct, column, decimals, written_decimals
from etl.tables.filling import Filling, columns_of
from etl.tables.frames import tables
from etl.tables.notes import note
from tests.bench.figures_file import text
from tests.conftest import ROOT

SMALL: Final = (ROOT / "tests" / "small.yaml").read_text("utf-8")


def book_of(text: str) -> Book:
    book, problems = load(text.encode())
    assert problems == []
    assert book is not None
    return book


BOOK: Final = book_of(SMALL)


def test_there_is_a_table_for_each_topic_and_each_section() -> None:
    made = tables(BOOK)
    assert {name: len(frame.data) for name, frame in made.items()} == {
        "figures": 5,
        "trade": 4,
        "companies": 1,
        "sources": 1,
        "indicators": 6,
        "areas": 3,
        "events": 1,
        "dismissed": 1,
        "units": 0,
    }
    assert all(frame.table.name == name for name, frame in made.items())


def test_a_topic_is_made_when_it_is_asked_for_and_held_by_nobody() -> None:
    """Its rows are those of the figures once more."""
    made = tables(BOOK)
    assert [*made][:3] == ["figures", "trade", "companies"]
    assert made["figures"].data is made["figures"].data
    first, second = made["companies"], made["companies"]
    assert first.data is not second.data
    assert made["companies"].data.index.tolist() == [0]
    assert ("trade" in made, "turnover" in made, len(made)) == (True, False, 9)
    with pytest.raises(KeyError):
        made["turnover"]


def test_a_figure_is_one_row_with_its_interval_and_its_source() -> None:
    assert tables(BOOK)["figures"].rows()[0] == {
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
        "status": "actual",
        "base": None,
        "among": None,
        "period_as_stated": None,
        "supersedes": None,
        "retracted": None,
        "unit_as_stated": None,
        "meant": None,
    }


def test_the_year_of_a_window_is_that_of_its_last_day() -> None:
    text = SMALL.replace("period: 2019\n    value: 3.40", "period: 2005/2018-09\n    value: 3.40")
    row = tables(book_of(text))["figures"].rows()[0]
    assert (row["period"], row["year"], row["coverage"]) == ("2005/2018-09", 2018, "multi_year")
    assert (row["period_start"], row["period_end"]) == (date(2005, 1, 1), date(2018, 9, 30))


def test_percent_ranks_and_counts_keep_their_own_units() -> None:
    shown = [
        (row["value"], row["low"], row["high"], row["unit"], row["coverage"])
        for row in tables(BOOK)["figures"].rows()[1:]
    ]
    assert shown == [
        (Decimal("16.9"), Decimal("16.85"), Decimal("16.95"), "percent", "full_year"),
        (12, Decimal("11.5"), Decimal("12.5"), "percent", "full_year"),
        (3, 3, 3, "rank", "full_year"),
        (270, 260, 280, "count", "point"),
    ]


def test_a_topic_has_its_figures_only_in_the_order_of_the_file() -> None:
    made = tables(BOOK)
    figures = made["figures"].rows()
    assert made["trade"].rows() == figures[:4]
    assert made["companies"].rows() == figures[4:]
    assert made["trade"].table.fields == schema.FIGURES.fields


def test_a_topic_without_figures_is_an_empty_table() -> None:
    start, end = SMALL.index("  - id: syl-companies"), SMALL.index("\nevents:")
    assert tables(book_of(SMALL[:start] + SMALL[end:]))["companies"].rows() == []


def test_sources_indicators_areas_and_events_are_tables_too() -> None:
    made = tables(BOOK)
    assert made["sources"].rows() == [
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
            "published_as": "2020-02-11",
            "copy_of": None,
            "url": None,
            "archived": None,
        }
    ]
    assert made["indicators"].rows()[5] == {
        "indicator": "companies",
        "name": "Companies",
        "topic": "companies",
        "kind": "stock",
        "unit": "count",
        "definition": "Companies of the partner on a day.",
    }
    assert made["areas"].rows() == [
        {"area": "BOR", "name": "Borduria", "part_of": None},
        {"area": "SYL", "name": "Syldavia", "part_of": "WLD"},
        {"area": "WLD", "name": "World", "part_of": None},
    ]
    assert made["events"].rows() == [
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
    assert made["sources"].rows()[0]["publisher"] is None
    assert made["events"].rows()[0]["partner"] is None
    assert made["figures"].rows()[1]["authority"] is None


def test_a_row_of_an_official_table_has_no_paragraph() -> None:
    figure = BOOK.figures["syl-rank-2019"]._replace(paragraph=0)
    [row] = tables(BOOK._replace(figures={figure.id: figure}))["figures"].rows()
    assert row["paragraph"] is None


def test_an_area_lists_all_that_it_is_part_of() -> None:
    text = SMALL.replace("part_of: [WLD]", "part_of: [BOR, {area: WLD, from: 2004-05-01}]")
    assert tables(book_of(text))["areas"].rows()[1]["part_of"] == "BOR WLD"


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
    ("value", "needed", "written"),
    [
        ("16E9", 0, 0),
        ("3.40E9", 0, 0),
        ("12.00", 0, 0),
        ("-0", 0, 0),
        ("16.90", 1, 2),
        ("1234567890123456789012345678901.50", 1, 2),
    ],
)
def test_a_whole_number_has_no_decimals_and_another_those_it_is_written_with(
    value: str, needed: int, written: int
) -> None:
    assert (decimals(Decimal(value)), written_decimals(Decimal(value))) == (needed, written)


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
    for frame in tables(real).values():
        for row in frame.rows():
            for field in frame.table.fields:
                cell = row[field.name]
                if cell is None:
                    assert not field.required, (frame.table.name, field.name)
                else:
                    assert type(cell) in kinds[field.type], (frame.table.name, field.name)
                    assert not field.enum or cell in field.enum


DTYPES: Final = {
    "string": "string",
    "integer": "Int64",
    "year": "Int64",
    "date": "datetime64[s]",
}


def test_every_table_is_a_data_frame_with_the_declared_columns_and_types() -> None:
    made = frames.of(BOOK)
    assert made.keys() == tables(BOOK).keys()
    for name, frame in tables(BOOK).items():
        assert list(made[name].columns) == [field.name for field in frame.table.fields]
        for field in frame.table.fields:
            dtype = str(made[name][field.name].dtype)
            digits = {"value": 1, "scale": 0}.get(field.name, 2)
            expected = DTYPES.get(field.type, f"decimal128(38, {digits})[pyarrow]")
            assert dtype == expected, (name, field.name)
    pd.testing.assert_frame_equal(made["figures"], frames.figures(BOOK))


def test_values_arrive_unchanged_and_an_open_end_is_missing() -> None:
    figures = frames.figures(BOOK).set_index("figure_id")
    exports = figures.loc["syl-exports-2019"]
    assert (exports["value"], exports["low"]) == (3_400_000_000, 3_400_000_000)
    assert exports["high"] is pd.NA
    assert exports["year"] == 2019
    assert exports["period_end"] == pd.Timestamp("2019-12-31")
    assert exports["note"] is pd.NA
    growth = figures.loc["syl-growth-2019"]
    assert [growth["value"], growth["low"], growth["high"]] == [
        Decimal("16.9"),
        Decimal("16.85"),
        Decimal("16.95"),
    ]


def test_a_table_without_rows_keeps_its_columns_and_types() -> None:
    empty = frames.figures(BOOK._replace(figures={}))
    assert len(empty) == 0
    assert {str(empty[field.name].dtype) for field in schema.FIGURES.fields} == {
        *DTYPES.values(),
        "decimal128(38, 0)[pyarrow]",
    }


def test_amounts_that_no_double_holds_are_exact_also_when_they_are_added() -> None:
    text = SMALL.replace("value: 3.40 billion USD", "value: 900719925474099.3 billion USD")
    text = text.replace("more than $3.40 billion", "more than $900719925474099.3 billion")
    figures = frames.figures(book_of(text))
    assert figures["value"][0] == 900719925474099300000000
    assert figures["value"].sum() == 900719925474099300000000 + Decimal("301.9")


def test_each_figure_has_the_bounds_that_its_own_wording_allows() -> None:
    """Bounds are computed once for each distinct statement: none may get another's."""
    book = book_of(text(600))
    made = tables(book)["figures"].rows()
    for row, figure in zip(made, book.figures.values(), strict=True):
        low, high = of_figure(figure)
        assert (row["value"], row["low"], row["high"]) == (figure.value, low, high), figure.id


def test_the_same_amount_with_other_digits_has_its_own_bounds() -> None:
    """3.4 and 3.40 are equal as numbers: the second was printed to the hundredth."""
    usual = next(figure for figure in BOOK.figures.values() if figure.unit == "USD")
    usual = usual._replace(qualifier="exact", precision=None)
    printed = ["3.4", "3.40", "3.400", "3.4"]
    stated = [
        usual._replace(id=f"f{place}", quantity=usual.quantity._replace(digits=Decimal(digits)))
        for place, digits in enumerate(printed)
    ]
    made = tables(BOOK._replace(figures={figure.id: figure for figure in stated}))["figures"].rows()
    assert [row["low"] for row in made] == [
        *(Decimal("3.35E9"), Decimal("3.395E9"), Decimal("3.3995E9"), Decimal("3.35E9"))
    ]
    ranges = [
        figure._replace(
            quantity=stated[0].quantity, quantity_high=figure.quantity, value=None, id=figure.id
        )
        for figure in stated
    ]
    made = tables(BOOK._replace(figures={figure.id: figure for figure in ranges}))["figures"].rows()
    assert [row["high"] for row in made] == [
        *(Decimal("3.45E9"), Decimal("3.405E9"), Decimal("3.4005E9"), Decimal("3.45E9"))
    ]


def test_the_first_and_last_day_that_can_be_written_are_days_too() -> None:
    field = schema.Field("day", "date", "Day", "A day")
    for day in (date(1800, 1, 1), date(2199, 12, 31)):
        assert column(field, [day])[0] == pd.Timestamp(day)


def test_a_column_that_nothing_fills_is_refused_when_it_is_declared() -> None:
    colour = schema.Field("colour", "string", "Colour", "What colour it is")
    table = schema.AREAS._replace(fields=(*schema.AREAS.fields, colour))
    with pytest.raises(LookupError, match="table areas: nothing fills the column colour"):
        Filling(table, Area._fields, {"area": "id"})
    with pytest.raises(LookupError, match="table areas: the column shape is not declared"):
        Filling(schema.AREAS, Area._fields, {"area": "id", "shape": "id"})


def test_a_column_that_is_declared_and_stated_needs_no_more_code() -> None:
    spoken = schema.Field("in_text", "string", "In text", "Name in a sentence", required=False)
    table = schema.AREAS._replace(fields=(*schema.AREAS.fields, spoken))
    areas = [Area("BOR", "Borduria"), Area("SYL", "Syldavia", in_text="the Syldavian lands")]
    frame = Filling(table, Area._fields, {"area": "id"}).frame(
        columns_of(areas, Area._fields), BOOK
    )
    assert frame.cells("in_text") == [None, "the Syldavian lands"]


@pytest.mark.parametrize("command", ["check", "audit", "reconcile"])
def test_what_needs_no_tables_starts_without_pandas(command: str, tmp_path: Path) -> None:
    figures = tmp_path / "figures.yaml"
    figures.write_text(SMALL, "utf-8")
    more = ["--documents", str(tmp_path)] if command == "audit" else []
    script = (
        "import sys; from etl.cli import main; main(sys.argv[1:]);"
        "print({'pandas', 'pyarrow'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, command, str(figures), *more],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "set()"


def test_what_is_derived_once_is_derived_from_the_first_row_of_each_key() -> None:
    found = by_distinct("abac", lambda rows: {"row": rows})
    assert found == ([0, 1, 0, 2], {"row": [0, 1, 3]})
    assert by_distinct("", lambda rows: {"row": rows}) == ([], {"row": []})
