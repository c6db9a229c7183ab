"""Files that are derived from the schema, as bytes: a test compares them with those in data/."""

from __future__ import annotations

import json

from etl.book.editor import json_schema
from etl.core.schema import REFERENCE, REFERENCE_SOURCES, TABLES
from etl.tables.declared import CHANGES, COVERAGE, FINDINGS, RANGES
from etl.tables.export.dictionary import dictionary


def generated() -> dict[str, bytes]:
    """Bytes by file name, for the folder of the figures file."""
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    tables = (*TABLES, REFERENCE, REFERENCE_SOURCES, *FINDINGS, RANGES, COVERAGE, CHANGES)
    return {"figures.schema.json": schema.encode(), "README.md": dictionary(tables)}
