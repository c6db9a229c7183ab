"""What the API offers, for people and for programs: its index, and OpenAPI 3.1.

Made from the declared tables, so that it cannot tell of a column that is not there. Must not
answer requests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dashboard.server.api_feed import FEED
from dashboard.server.api_filters import YEARS
from dashboard.server.api_place import VERSIONS, Place
from dashboard.server.api_shape import BOM, COLUMNS, LIMIT, OFFSET, SHAPES, SORT
from etl.core.schema import Field, Table
from etl.tables.declared import CHANGES
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


def index(package: Package, formats: Iterable[str], cited: Iterable[str], place: Place) -> bytes:
    """The tables and files of a folder.

    formats, cited: endings of a table, and of how to cite it. place: the folder; addresses are
    relative to the one that was asked for, or begin with the public one.
    """
    formats, cited, here = list(formats), list(cited), place.names
    dataset = package.book.dataset
    more = {
        "changes": {ending: f"{here}{CHANGES.name}.{ending}" for ending in (*formats, FEED)},
        "states": f"{here}{VERSIONS}{{state}}/",
    }
    contents = {
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "state": package.version,
        "licence": {"name": dataset.licence, "url": licence_url(package.book)},
        "newest_source": package.newest.isoformat() if package.newest else None,
        "service_description": f"{here}{OPENAPI}",
        "tables": [
            {
                "name": table.name,
                "description": table.description,
                "formats": {ending: f"{here}{table.name}.{ending}" for ending in formats},
                "citations": {ending: f"{here}{table.name}.{ending}" for ending in cited},
            }
            for table in package.declared.values()
        ],
        "figure": f"{here}figures/{{figure_id}}.{{jsonld,{','.join(cited)}}}",
        "source": f"{here}sources/{{source_id}}.jsonld",
        "files": [f"{here}{name}" for name in package.names()],
        **({} if place.version else more),
    }
    return _bytes(contents)


def openapi(package: Package, formats: Iterable[str], cited: Iterable[str], place: Place) -> bytes:
    """The description of the API (https://spec.openapis.org/oas/v3.1.0).

    place: the folder that it describes; a state that is kept has no changes of its own.
    """
    formats, cited = list(formats), list(cited)
    dataset = package.book.dataset
    paths: _Node = {"/": _get("What there is", {"application/json": {"type": "object"}})}
    paths[f"/{OPENAPI}"] = _get("This description", {OPENAPI_MEDIA: {"type": "object"}})
    tables = [*package.declared.values(), *([] if place.version else [CHANGES])]
    for table in tables:
        paths[f"/{table.name}"] = _rows(table, formats)
        for ending in formats:
            paths[f"/{table.name}.{ending}"] = _rows(table, [ending])
    if not place.version:
        feed = f"{CHANGES.name}.{FEED}"
        paths[f"/{feed}"] = _get("Changes of the figures as a feed", _content(feed))
    for table in package.declared.values():
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
        "servers": _servers(package, place),
        "paths": paths,
        "components": {
            "schemas": {
                **{table.name: _row(table) for table in tables},
                "problem": _PROBLEM,
            },
            "parameters": {name: _shape(name) for name in SHAPES},
            "headers": _HEADERS,
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


def _servers(package: Package, place: Place) -> list[_Node]:
    """The folder as this file sees it, whatever name the server goes by, and those of states."""
    servers: list[_Node] = [{"url": place.server}]
    if package.version and not place.version:
        state = {"default": package.version, "description": "What a citation names"}
        url = f"{place.server}/{VERSIONS}{{state}}"
        told = "The data as they were in one state; its changes and theirs are told above it"
        servers.append({"url": url, "description": told, "variables": {"state": state}})
    return servers


def _rows(table: Table, endings: Sequence[str]) -> _Node:
    """A table in one format, or in the one of several that the client accepts."""
    media: _Node = {}
    for ending in endings:
        media |= _content(f"{table.name}.{ending}")
        if ending == "json":
            rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{table.name}"}}
            media["application/json"] = rows
    shapes = [name for name in SHAPES if name != BOM or "csv" in endings]
    parameters = [{"$ref": f"#/components/parameters/{name}"} for name in shapes]
    if {"period_start", "date_start"} & {field.name for field in table.fields}:
        parameters.append(_YEARS)
    parameters += [_column(field) for field in table.fields]
    item = _get(f"{table.description}: as {' or '.join(endings)}", media)
    item["get"]["parameters"] = parameters
    answers = item["get"]["responses"]
    answers["400"] = _problem("A parameter that there is not, or that cannot have this value")
    answers["200"]["headers"] |= {name: _header(name) for name in ("Link", "X-Total-Count")}
    if len(endings) > 1:
        answers["200"]["headers"]["Content-Location"] = _header("Content-Location")
        answers["406"] = _problem("None of the formats is one that the client accepts")
    return item


_HEADERS: Final[_Node] = {
    name: {"description": description, "schema": {"type": "string"}}
    for name, description in {
        "ETag": "Changes with every byte; If-None-Match with it is answered with 304",
        "Link": "With limit: the first, previous, next and last rows, of one state of the data",
        "X-Total-Count": "With parameters: how many rows there are on all pages",
        "Content-Location": "Address of the format that was chosen",
    }.items()
}


def _header(name: str) -> _Node:
    return {"$ref": f"#/components/headers/{name}"}


def _problem(description: str) -> _Node:
    media = {"schema": {"$ref": "#/components/schemas/problem"}}
    return {"description": description, "content": {"application/problem+json": media}}


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
    item["get"]["responses"]["404"] = _problem("There is none of this name")
    return item


def _content(name: str) -> _Node:
    return {media_type(name): {}}


def _get(summary: str, media: Mapping[str, Any]) -> _Node:
    content = {kind: {"schema": schema} if schema else {} for kind, schema in media.items()}
    answers = {
        "200": {
            "description": summary,
            "headers": {"ETag": _header("ETag")},
            "content": content,
        },
        "304": {"description": "The client has it already"},
        "default": _problem("What went wrong, such as 503 while the figures are being tested"),
    }
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
