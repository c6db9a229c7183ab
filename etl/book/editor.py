"""JSON Schema of figures.yaml, so that an editor completes and checks while one types.

Derived from `schema.SECTIONS`. The loader is stricter: an editor sees one value at a time.
"""

from __future__ import annotations

from typing import Any, Final

from etl.core.schema import FORMATS, KEY_KINDS, LANGUAGES, SECTIONS, Key

_ID: Final = "^[a-z0-9]+([-_][a-z0-9]+)*$"
_AREA: Final = "^([A-Z]{3}(_[A-Z]{3})*|[A-Z]{2,4}[0-9]{0,3}(_[0-9]{4}|_V)?)$"
_LICENCE: Final = "^[A-Za-z0-9][A-Za-z0-9.+-]*$"
_DAY: Final = r"\d{4}-\d\d-\d\d"
_PART: Final = r"\d{4}(-(S[12]|Q[1-4]|\d\d(-\d\d)?))?"

# A YAML reader of an editor takes 2023 for a number and 2024-06-25 for a day, so texts that
# look like one are allowed as both.
_NUMBER: Final = r"[+-]?\d+(\.\d+)?( (thousand|million|billion|trillion))?"
_UNIT: Final = r"( ?%| [A-Z]{3}| [a-z][a-z0-9_-]*)?"
_WORDS: Final[dict[str, Any]] = {
    language: {"type": "array", "minItems": 1, "items": {"type": "string"}}
    for language in LANGUAGES
}
_SHAPES: Final[dict[str, dict[str, Any]]] = {
    "id": {"type": ["string", "integer"], "pattern": _ID},
    "area_id": {"type": "string", "pattern": _AREA},
    "text": {"type": ["string", "number"], "maxLength": 500},
    "phrase": {"type": ["string", "number"], "maxLength": 60},
    "date": {"type": "string", "pattern": f"^{_DAY}$"},
    "published": {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"},
    "period": {"type": ["string", "integer"], "pattern": rf"^(\.\./)?{_PART}(/{_PART})?$"},
    "quantity": {
        "type": ["string", "number"],
        "pattern": f"^{_NUMBER}{_UNIT}$",
    },
    "amount": {
        "type": ["string", "number"],
        "pattern": rf"^({_NUMBER} to )?{_NUMBER}{_UNIT}$|^[+-]?\d\d?/\d\d?$",
    },
    "factor": {"type": ["string", "number"], "pattern": r"^\d+(\.\d+)?$"},
    "integer": {"type": "integer", "minimum": 1, "maximum": 9999},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "file": {"type": "string"},
    "ref": {"type": ["string", "integer"]},
    "refs": {"type": "array", "items": {"type": ["string", "integer"]}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "unit": {"type": "string"},
    "licence": {"type": "string", "pattern": _LICENCE, "maxLength": 60},
    "url": {"type": "string", "pattern": "^https?://", "maxLength": 500},
    "lines": {"type": "integer", "minimum": 0, "maximum": 9999},
    "month": {"type": "integer", "minimum": 1, "maximum": 12},
    "words": {"type": "object", "additionalProperties": False, "properties": _WORDS},
    "starts": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["date"],
            "additionalProperties": False,
            "properties": {"date": {"type": "string", "pattern": f"^{_DAY}$"}, **_WORDS},
        },
    },
    "memberships": {
        "type": "array",
        "items": {
            "oneOf": [
                {"type": "string", "pattern": _AREA},
                {
                    "type": "object",
                    "required": ["area"],
                    "additionalProperties": False,
                    "properties": {
                        "area": {"type": "string", "pattern": _AREA},
                        "from": {"type": "string", "pattern": f"^{_DAY}$"},
                        "to": {"type": "string", "pattern": f"^{_DAY}$"},
                    },
                },
            ]
        },
    },
}


def json_schema() -> dict[str, Any]:
    """The schema as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "figures.yaml",
        "type": "object",
        # A file of official figures has only the two sections that every file has.
        "required": ["sources", "figures"],
        "additionalProperties": False,
        "properties": {
            "format": {"description": "Version of the file's format", "enum": list(FORMATS)},
            **{
                section: _entry(keys)
                if section == "dataset"
                else {"type": "array", "items": _entry(keys)}
                for section, keys in SECTIONS.items()
            },
        },
    }


def _entry(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
        "properties": {key.name: _value(key) for key in keys},
    }


def _value(key: Key) -> dict[str, Any]:
    if key.enum and key.kind == "enum":
        return {"description": key.description, "enum": list(key.enum)}
    return {"description": f"{key.description}: {KEY_KINDS[key.kind]}", **_SHAPES[key.kind]}
