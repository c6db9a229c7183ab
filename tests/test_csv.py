"""CSV: the same bytes everywhere, and every reader gets back what was stated."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Final

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.book.load import load
from etl.core.model import Book
from etl.core.schema import Field, Table
from etl.tables.export.csv import csv_bytes
from etl.tables.frames import tables
from tests.conftest import ROOT
from tests.framing import framed

PAIR: Final = Table(
    "pair",
    "Two columns",
    (Field("text", "string", "Text", "A text"), Field("number", "number", "Number", "A number")),
    ("text",),
)


def book_of(path: str) -> Book:
    book, problems = load((ROOT / path).read_bytes())
    assert problems == []
    assert book is not None
    return book


def test_the_small_file_gives_these_bytes() -> None:
    assert csv_bytes(tables(book_of("tests/small.yaml"))["trade"]).decode() == (
        "figure_id,indicator,topic,reporter,partner,period,period_start,period_end,coverage,year,"
        "value,unit,qualifier,low,high,as_stated,source_id,published,paragraph,authority,"
        "period_basis,note,status,base,among,period_as_stated,supersedes,retracted,"
        "unit_as_stated,meant\r\n"
        "syl-exports-2019,exports,trade,BOR,SYL,2019,2019-01-01,2019-12-31,full_year,2019,"
        "3400000000,USD,more_than,3400000000,,more than $3.40 billion,ministry-2020-02-11,"
        "2020-02-11,4,national statistics office,stated,,actual,,,,,,,\r\n"
        "syl-growth-2019,growth,trade,BOR,SYL,2019,2019-01-01,2019-12-31,full_year,2019,"
        "16.9,percent,exact,16.85,16.95,+16.9%,ministry-2020-02-11,2020-02-11,4,,stated,,actual,,,,,,,\r\n"
        "syl-share-2019,share,trade,BOR,SYL,2019,2019-01-01,2019-12-31,full_year,2019,"
        "12,percent,exact,11.5,12.5,12%,ministry-2020-02-11,2020-02-11,5,,stated,,actual,,,,,,,\r\n"
        "syl-rank-2019,rank,trade,BOR,SYL,2019,2019-01-01,2019-12-31,full_year,2019,"
        "3,rank,exact,3,3,third,ministry-2020-02-11,2020-02-11,5,,inferred,"
        '"Period: Present tense, so the year before.",actual,,,,,,,\r\n'
    )


def test_a_table_without_rows_is_its_header() -> None:
    assert csv_bytes(framed(PAIR, [])) == b"text,number\r\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", b"plain"),
        ("a,b", b'"a,b"'),
        ('say "x"', b'"say ""x"""'),
        ("a\nb", b'"a\nb"'),
        ("a\rb", b'"a\rb"'),
        ("caf\u00e9 \u20ac", "caf\u00e9 \u20ac".encode()),
        (None, b""),
    ],
)
def test_marks_are_quoted_as_rfc_4180_says(text: str | None, written: bytes) -> None:
    assert csv_bytes(framed(PAIR, [(text, 1)])) == b"text,number\r\n" + written + b",1\r\n"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (16_000_000_000, b"16000000000"),
        (Decimal("0.0000001"), b"0.0000001"),
        (Decimal("16.90"), b"16.90"),
        (Decimal("-3.5"), b"-3.5"),
        (Decimal("1E+3"), b"1000"),
        (0, b"0"),
    ],
)
def test_a_number_is_a_plain_decimal_without_an_exponent(
    number: int | Decimal, written: bytes
) -> None:
    assert csv_bytes(framed(PAIR, [("x", number)])) == b"text,number\r\nx," + written + b"\r\n"


MOST: Final = 10**60
TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(TEXTS, st.integers(-MOST, MOST) | st.decimals(-MOST, MOST, places=5))))
def test_what_is_written_is_read_back(pairs: list[tuple[str, int | Decimal]]) -> None:
    data = csv_bytes(framed(PAIR, [(text, number) for text, number in pairs]))
    header, *read = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert header == ["text", "number"]
    assert [(text, Decimal(number)) for text, number in read] == pairs
    assert not any("E" in number.upper() for _, number in read)


def test_pandas_reads_the_real_figures_back() -> None:
    figures = tables(book_of("data/figures.yaml"))["figures"]
    read = pd.read_csv(io.BytesIO(csv_bytes(figures)), dtype={"period": "string"})
    assert list(read.columns) == [field.name for field in figures.table.fields]
    assert list(read["value"]) == [float(str(cell)) for cell in figures.cells("value")]
    assert list(read["as_stated"]) == figures.cells("as_stated")


def test_no_cell_of_the_real_tables_runs_in_a_spreadsheet() -> None:
    for name, frame in tables(book_of("data/figures.yaml")).items():
        for row in csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8"), newline="")):
            for cell in row:
                signed = cell[:1] in "+-" and cell[1:2].isdigit()
                assert not cell or cell[0] not in "=@+-\t\r" or signed, (name, cell)
