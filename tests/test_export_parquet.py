"""Parquet: types, nulls and descriptions, read back by two libraries.

Of etl/tables/export: parquet.
"""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl.core.schema import FIGURES, Field, Table
from etl.tables.export.package import Package, extra
from etl.tables.export.parquet import parquet_bytes
from tests.exporting import VERDICTS, book
from tests.framing import framed


def table(name: str) -> pa.Table:
    return pq.read_table(io.BytesIO(Package(book(), extra([VERDICTS])).file(f"{name}.parquet")))


def test_columns_have_the_types_of_the_schema() -> None:
    types = {field.name: str(field.type) for field in table("figures").schema}
    assert list(types) == [field.name for field in FIGURES.fields]
    assert {name: types[name] for name in ("figure_id", "period_end", "year", "value", "high")} == {
        "figure_id": "string",
        "period_end": "date32[day]",
        "year": "int32",
        "value": "decimal128(38, 1)",
        "high": "decimal128(38, 2)",
    }
    assert types["paragraph"] == "int64"


def test_values_dates_and_empty_cells_come_back() -> None:
    first, second = table("figures").slice(0, 2).to_pylist()
    assert (first["value"], first["low"], first["high"]) == (3.4e9, 3.4e9, None)
    assert (first["period_start"], first["year"]) == (date(2019, 1, 1), 2019)
    assert (second["value"], second["authority"]) == (Decimal("16.9"), None)


def test_each_column_says_what_it_means() -> None:
    schema = table("figures").schema
    described = {key.decode(): text.decode() for key, text in schema.field("low").metadata.items()}
    low = next(field for field in FIGURES.fields if field.name == "low")
    assert described["description"] == low.description
    assert described["sdmx"] == "OBS_LOW"
    assert described["unit"].startswith("base units")
    assert schema.field("qualifier").metadata[b"enum"].split()[0] == b"exact"
    assert schema.metadata[b"table"] == b"figures"
    assert schema.metadata[b"licence"] == b"https://spdx.org/licenses/CC0-1.0.html"
    assert schema.metadata[b"newest_source"] == b"2020-02-11"


def test_what_columns_mean_is_there_for_readers_that_know_no_arrow(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    path.write_bytes(Package(book()).file("figures.parquet"))
    with duckdb.connect() as connection:
        query = "select value from parquet_kv_metadata(?) where key = 'columns'"
        found = connection.execute(query, [str(path)]).fetchone()
    assert found
    columns = json.loads(found[0])
    assert list(columns) == [field.name for field in FIGURES.fields]
    assert columns["qualifier"] == {
        "label": "Qualifier",
        "description": "What the wording allows; more_than and less_than exclude the number "
        "itself, which `low` or `high` still has",
        "enum": "exact approximately more_than at_least less_than at_most",
        "sdmx": "QUALIFIER",
    }
    assert columns["low"]["unit"].startswith("base units")


def test_a_required_column_is_not_nullable() -> None:
    schema = table("figures").schema
    assert not schema.field("qualifier").nullable
    assert schema.field("high").nullable


def test_it_is_compressed_with_zstd() -> None:
    data = Package(book()).file("figures.parquet")
    group = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0)
    assert {group.column(at).compression for at in range(group.num_columns)} == {"ZSTD"}


def test_a_table_without_rows_keeps_its_columns() -> None:
    made = pq.read_table(
        io.BytesIO(parquet_bytes(VERDICTS._replace(data=VERDICTS.data.iloc[:0]), {}))
    )
    assert (made.num_rows, made.column_names) == (0, ["figure_id", "verdict", "since"])


def test_a_number_is_exact_to_the_digit() -> None:
    number = Field("n", "number", "Number", "A number", required=False)
    frame = framed(Table("t", "T", (number,), ("n",)), [(Decimal("0.1"),), (10**30,), (None,)])
    column = pq.read_table(io.BytesIO(parquet_bytes(frame, {}))).column("n")
    assert str(column.type) == "decimal128(38, 1)"
    assert column.to_pylist() == [Decimal("0.1"), Decimal(10**30), None]


def test_duckdb_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    path.write_bytes(Package(book()).file("figures.parquet"))
    with duckdb.connect() as connection:
        found = connection.execute(
            "select sum(value), max(period_end) from read_parquet(?) where unit = 'USD'",
            [str(path)],
        ).fetchall()
    assert found == [(3.4e9, date(2019, 12, 31))]
