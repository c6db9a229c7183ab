"""CSV as RFC 4180 has it, and JSON, both exact to the digit.

Of etl/tables/export: json.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from etl.core.schema import Field, Table
from etl.tables.columns import Cell, Frame
from etl.tables.export.csv import csv_bytes
from etl.tables.export.json import json_bytes
from tests.framing import framed

TABLE = Table(
    "things",
    "Things",
    (
        Field("name", "string", "Name", "Name"),
        Field("amount", "number", "Amount", "Amount", required=False),
        Field("day", "date", "Day", "Day", required=False),
    ),
    ("name",),
)

cells = st.tuples(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.one_of(
        st.none(),
        st.integers(-(10**15), 10**15),
        st.decimals(-(10**12), 10**12, places=20),
    ),
    st.one_of(st.none(), st.dates()),
)


def rows(*made: tuple[Cell, ...]) -> Frame:
    return framed(TABLE, list(made))


def test_quotes_commas_and_line_breaks_stay_in_their_cell() -> None:
    made = csv_bytes(rows(('a "b", c\nd', 1, None)))
    assert made == b'name,amount,day\r\n"a ""b"", c\nd",1,\r\n'


def test_a_number_has_all_its_digits_and_no_exponent() -> None:
    made = csv_bytes(rows(("a", Decimal("3.40"), date(2019, 5, 1)), ("b", Decimal("1E-7"), None)))
    assert made == b"name,amount,day\r\na,3.40,2019-05-01\r\nb,0.0000001,\r\n"


def test_an_empty_cell_that_is_alone_in_its_row_is_no_empty_line() -> None:
    alone = Table("amounts", "Amounts", TABLE.fields[1:2], ())
    made = csv_bytes(framed(alone, [(7,), (None,), (None,)]))
    assert made == b'amount\r\n7\r\n""\r\n""\r\n'
    assert len(pd.read_csv(io.BytesIO(made))) == 3, "pandas skips empty lines"


def test_a_table_without_rows_has_its_header() -> None:
    assert csv_bytes(rows()) == b"name,amount,day\r\n"
    assert json.loads(json_bytes(rows())) == []


def test_json_numbers_are_not_rounded() -> None:
    made = json_bytes(rows(("è", Decimal("0.12345678901234567890"), date(2019, 5, 1))))
    assert made.decode() == (
        '[\n{"name": "è", "amount": 0.12345678901234567890, "day": "2019-05-01"}\n]\n'
    )


@given(st.lists(cells))
def test_csv_and_json_give_back_what_went_in(made: list[tuple[str, object, date | None]]) -> None:
    table = framed(TABLE, list(made))  # type: ignore[arg-type] # hypothesis: object for a cell
    read = list(csv.reader(io.StringIO(csv_bytes(table).decode(), newline="")))
    assert read[0] == ["name", "amount", "day"]
    objects = json.loads(json_bytes(table), parse_float=Decimal)
    for row, texts, found in zip(made, read[1:], objects, strict=True):
        name, amount, day = row
        assert texts[0] == found["name"] == name
        assert "E" not in texts[1]
        expected = None if amount is None else Decimal(str(amount))
        assert (Decimal(texts[1]) if texts[1] else None) == expected
        assert (None if found["amount"] is None else Decimal(found["amount"])) == expected
        assert texts[2] == (day.isoformat() if day else "")
        assert found["day"] == (day.isoformat() if day else None)
