"""Readings as lines for people and as JSON for programs.

Must not read texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from etl.reading.readings import Reading

FIELDS: Final = (
    *("paragraph", "start", "end", "text", "kind", "value", "low", "high", "unit", "qualifier"),
    *("change", "status", "place"),
)
"""What both forms say of a reading; JSON adds `units` and `unsure`."""


def as_json(readings: Iterable[Reading]) -> str:
    """A list of objects in the order of the text; amounts as decimal strings, or null."""
    return json.dumps([as_dict(reading) for reading in readings], ensure_ascii=False, indent=2)


def as_dict(reading: Reading) -> dict[str, Any]:
    """One reading with plain values: amounts are strings without exponents."""
    row = {name: _plain(getattr(reading, name)) for name in FIELDS}
    return {**row, "units": list(reading.units), "unsure": list(reading.unsure)}


def as_text(readings: Iterable[Reading]) -> str:
    """One line a reading: where it stands, its kind, what it says, and its words."""
    return "\n".join(_line(reading) for reading in readings)


def _line(reading: Reading) -> str:
    where = f"{reading.paragraph}:{reading.start + 1}"
    usual = {"qualifier": "exact", "status": "actual"}
    said = [_amount(reading), reading.unit]
    said += [
        str(getattr(reading, name))
        for name in ("qualifier", "change", "status", "place")
        if getattr(reading, name) != usual.get(name, "")
    ]
    line = " ".join([reading.kind, *(word for word in said if word)])
    doubt = f" (unsure: {', '.join(reading.unsure)})" if reading.unsure else ""
    return f"{where} {line}{doubt}: {' '.join(reading.text.split())}"


def _amount(reading: Reading) -> str:
    if reading.value is not None:
        return _grouped(reading.value)
    ends = [_grouped(end) for end in (reading.low, reading.high) if end is not None]
    return " to ".join(ends)


def _grouped(number: Decimal) -> str:
    return f"{number:,f}"


def _plain(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value
