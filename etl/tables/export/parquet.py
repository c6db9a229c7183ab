"""Tidy tables as Parquet: typed, compressed, each column with its description.

The only place that writes Parquet. Numbers are the nearest doubles, which every reader
understands; the CSV file is exact to the digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from etl.core.schema import Field
from etl.tables.tidy import Rows

_TYPES: Final = {
    "string": pa.string(),
    "integer": pa.int64(),
    "year": pa.int32(),
    "number": pa.float64(),
    "date": pa.date32(),
}


def parquet_bytes(rows: Rows, about: Mapping[str, str]) -> bytes:
    """A table as a Parquet file, compressed with zstd.

    about: what the file's metadata say of the whole, as text. Each column's metadata has
    its label, description, allowed values and SDMX name, and the file's metadata have the same
    once more as JSON under `columns`. Empty cells are null.
    """
    fields = rows.table.fields
    columns = list(zip(*rows.rows, strict=True)) or [()] * len(fields)
    arrays = [_array(field, list(cells)) for field, cells in zip(fields, columns, strict=True)]
    described = {"table": rows.table.name, "description": rows.table.description, **about}
    # Beside the schema in Arrow's form, which only Arrow reads.
    columns_text = {field.name: _described(field) for field in fields}
    described["columns"] = json.dumps(columns_text, ensure_ascii=False)
    schema = pa.schema([_field(field) for field in fields], metadata=described)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    made: bytes = sink.getvalue().to_pybytes()
    return made


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


def _field(field: Field) -> pa.Field:
    nullable = not field.required
    return pa.field(field.name, _TYPES[field.type], nullable=nullable, metadata=_described(field))


def _array(field: Field, cells: list[object]) -> pa.Array:
    if field.type == "number":
        cells = [None if cell is None else float(str(cell)) for cell in cells]
    return pa.array(cells, type=_TYPES[field.type])
