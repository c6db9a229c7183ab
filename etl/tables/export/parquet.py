"""Tidy tables as Parquet: typed, compressed, each column with its description.

The only place that writes Parquet. Numbers are decimals, exact to the digit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

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


def _array(frame: Frame, field: Field) -> pa.Array:
    array = pa.chunked_array(pa.array(frame.data[field.name])).combine_chunks()
    return array if field.type == "number" else array.cast(_TYPES[field.type])
