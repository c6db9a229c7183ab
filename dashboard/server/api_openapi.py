"""What the API offers, for people and for programs: its index, and OpenAPI 3.1.

Made from the declared tables, so that it cannot tell of a column that is not there. Must not
answer requests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from dashboard.server.api_filters import YEARS
from dashboard.server.api_shape import BOM, COLUMNS, LIMIT, OFFSET, SHAPES, SORT
from etl.core.schema import Field, Table
from etl.tables.export.about import licence_url
from etl.tables.export.package import Package, media_type

OPENAPI: Final = "openapi.json"
OPENAPI_MEDIA: Final = "application/vnd.oai.openapi+json;version=3.1"
_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "year": {"type": "integer"},
    "number": {"type": "number"},
    "date": {"type": "string", "format": "date"},
}
_WHOLE: Final = (LIMIT, OFFSET, BOM)
_Node = dict[str, Any]


def index(package: Package, formats: Iterable[str], cited: Iterable[str]) -> bytes:
    """The tables and files below this address; addresses are relative to it.

    formats, cited: endings of a table, and of how to cite it.
    """
    formats, cited = list(formats), list(cited)
    dataset = package.book.dataset
    contents = {
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "licence": {"name": dataset.licence, "url": licence_url(package.book)},
        "newest_source": package.newest.isoformat() if package.newest else None,
        "service_description": OPENAPI,
        "tables": [
            {
                "name": table.name,
                "description": table.description,
                "formats": {ending: f"{table.name}.{ending}" for ending in formats},
                "citations": {ending: f"{table.name}.{ending}" for ending in cited},
            }
            for table in package.declared.values()
        ],
        "figure": f"figures/{{figure_id}}.{{jsonld,{','.join(cited)}}}",
        "source": "sources/{source_id}.jsonld",
        "files": package.names(),
    }
    return _bytes(contents)


def openapi(package: Package, formats: Iterable[str], cited: Iterable[str]) -> bytes:
    """The description of the API (https://spec.openapis.org/oas/v3.1.0)."""
    formats, cited = list(formats), list(cited)
    dataset = package.book.dataset
    paths: _Node = {"/": _get("What there is", {"application/json": {"type": "object"}})}
    for table in package.declared.values():
        for ending in formats:
            paths[f"/{table.name}.{ending}"] = _rows(table, ending)
        for ending in cited:
            path = f"{table.name}.{ending}"
            paths[f"/{path}"] = _get(f"How to cite {table.name}", _content(path))
    for ending in ("jsonld", *cited):
        what = "Where a figure comes from" if ending == "jsonld" else "How to cite a figure"
        paths[f"/figures/{{figure_id}}.{ending}"] = _of_one("figure_id", ending, what)
    paths["/sources/{source_id}.jsonld"] = _of_one(
        "source_id", "jsonld", "What is taken from a source"
    )
    for name in package.names():
        paths.setdefault(f"/{name}", _get(f"The file {name} of the data set", _content(name)))
    description = {
        "openapi": "3.1.0",
        "info": {
            "title": dataset.title,
            "description": dataset.description,
            "version": dataset.version,
            "license": {"name": dataset.licence, "url": licence_url(package.book)},
        },
        # Seen from this file: whatever name the server goes by.
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {
            "schemas": {
                **{table.name: _row(table) for table in package.declared.values()},
                "problem": _PROBLEM,
            },
            "parameters": {name: _shape(name) for name in SHAPES},
        },
    }
    return _bytes(description)


_PROBLEM: Final = {
    "description": "What was wrong with the request (RFC 9457)",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In a sentence, with what to write instead"},
        "instance": {"type": "string"},
        "parameter": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
    },
}


def _rows(table: Table, ending: str) -> _Node:
    media = _content(f"{table.name}.{ending}")
    if ending == "json":
        rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{table.name}"}}
        media = {"application/json": rows}
    shapes = [name for name in SHAPES if name != BOM or ending == "csv"]
    parameters = [{"$ref": f"#/components/parameters/{name}"} for name in shapes]
    if {"period_start", "date_start"} & {field.name for field in table.fields}:
        parameters.append(_YEARS)
    parameters += [_column(field) for field in table.fields]
    item = _get(f"{table.description}: as {ending}", media)
    item["get"]["parameters"] = parameters
    item["get"]["responses"]["400"] = {
        "description": "A parameter that there is not, or that cannot have this value",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}
        },
    }
    return item


_YEARS: Final[_Node] = {
    "name": YEARS,
    "in": "query",
    "description": "First and last year that the period touches; one year is both",
    "schema": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
    "style": "form",
    "explode": True,
}


def _column(field: Field) -> _Node:
    """A column as a parameter; comparisons have no word in OpenAPI and are told in words."""
    compared = " Compared with >=, <=, > and < in place of =." if field.type != "string" else ""
    return {
        "name": field.name,
        "in": "query",
        "description": f"{field.description}. Several values mean any of them.{compared}",
        "schema": {"type": "array", "items": _cell(field)},
        "style": "form",
        "explode": True,
    }


def _shape(name: str) -> _Node:
    schema: _Node = {"type": "integer", "minimum": int(name == LIMIT)}
    if name not in _WHOLE:
        schema = {"type": "string"}
    if name == BOM:
        schema["maximum"] = 1
    examples = {SORT: "-value,period_start", COLUMNS: "figure_id,value,unit"}
    example = {"example": examples[name]} if name in examples else {}
    return {"name": name, "in": "query", "description": SHAPES[name], "schema": schema, **example}


def _of_one(parameter: str, ending: str, what: str) -> _Node:
    item = _get(what, _content(f"x.{ending}"))
    item["get"]["parameters"] = [
        {"name": parameter, "in": "path", "required": True, "schema": {"type": "string"}}
    ]
    return item


def _content(name: str) -> _Node:
    return {media_type(name): {}}


def _get(summary: str, media: Mapping[str, Any]) -> _Node:
    content = {kind: {"schema": schema} if schema else {} for kind, schema in media.items()}
    answers = {"200": {"description": summary, "content": content}}
    return {"get": {"summary": summary, "responses": answers}}


def _row(table: Table) -> _Node:
    """A row as JSON Schema."""
    return {
        "description": table.description,
        "type": "object",
        "required": [field.name for field in table.fields],
        "properties": {
            field.name: {**_cell(field, null=not field.required), "description": field.description}
            for field in table.fields
        },
    }


def _cell(field: Field, null: bool = False) -> _Node:
    schema: _Node = dict(_TYPES[field.type])
    if field.enum:
        schema["enum"] = [*field.enum, *([None] if null else [])]
    if field.minimum is not None:
        schema["minimum"] = field.minimum
    if field.pattern:
        schema["pattern"] = f"^{field.pattern}$"
    if null:
        schema["type"] = [schema["type"], "null"]
    return schema


def _bytes(tree: object) -> bytes:
    return (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()
