"""Tidy tables as Parquet: typed, compressed, each column with its description.

The only place that writes Parquet. Numbers are decimals, exact to the digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.core.schema import Field
from etl.tables.columns import Frame

_TYPES: Final = {
    "string": pa.string(),
    "integer": pa.int64(),
    "year": pa.int32(),
    "date": pa.date32(),
}
_NO_VALUE: Final = "__HIVE_DEFAULT_PARTITION__"


def partitions(frame: Frame, column: str, about: Mapping[str, str]) -> dict[str, bytes]:
    """A table as one Parquet file for each value of a column, by path below the table's folder.

    As Hive names them, which DuckDB, Spark and ClickHouse read: `partner=SYL/part-0.parquet`. The
    column itself stands in the path alone. Columns have the same types in each.
    """
    table = frame.table
    rest = table._replace(fields=tuple(f for f in table.fields if f.name != column))
    return {
        f"{column}={_in_path(value)}/part-0.parquet": parquet_bytes(Frame(rest, data), about)
        for value, data in frame.data.groupby(column, sort=False, dropna=False)
    }


def _in_path(value: Any) -> str:
    return _NO_VALUE if pd.isna(value) else quote(str(value), safe=" ")


def parquet_bytes(frame: Frame, about: Mapping[str, str]) -> bytes:
    """A table as a Parquet file, compressed with zstd.

    about: what the file's metadata say of the whole, as text. Each column's metadata has
    its label, description, allowed values and SDMX name, and the file's metadata have the same
    once more as JSON under `columns`. Empty cells are null.
    """
    fields = frame.table.fields
    arrays = [_array(frame, field) for field in fields]
    described = {"table": frame.table.name, "description": frame.table.description, **about}
    # Beside the schema in Arrow's form, which only Arrow reads.
    columns_text = {field.name: _described(field) for field in fields}
    described["columns"] = json.dumps(columns_text, ensure_ascii=False)
    typed = [
        pa.field(field.name, array.type, nullable=not field.required, metadata=_described(field))
        for field, array in zip(fields, arrays, strict=True)
    ]
    schema = pa.schema(typed, metadata=described)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _described(field: Field) -> dict[str, str]:
    """What is said of a column, where there is something to say."""
    described = {
        "label": field.label,
        "description": field.description,
        "unit": field.unit,
        "enum": " ".join(field.enum),
        "sdmx": field.sdmx,
    }
    return {key: text for key, text in described.items() if text}


def _array(frame: Frame, field: Field) -> pa.Array:
    array = pa.chunked_array(pa.array(frame.data[field.name])).combine_chunks()
    return array if field.type == "number" else array.cast(_TYPES[field.type])
