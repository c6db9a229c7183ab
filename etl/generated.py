"""Files that are derived from the schema, as bytes: a test compares them with those in data/."""

from __future__ import annotations

import json

from etl.editor import json_schema


def generated() -> dict[str, bytes]:
    """Bytes by file name, for the folder of the figures file."""
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    return {"figures.schema.json": schema.encode()}
