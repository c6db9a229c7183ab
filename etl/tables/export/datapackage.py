"""The tidy tables described as a Data Package, version 2 (https://datapackage.org).

Types, constraints and keys come from the schema; nothing about a column is said here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from etl.core.model import Book, Source
from etl.core.schema import Field, Table
from etl.tables.export.about import CREATED_BASIS, all_sources, licence_url, newest, source_name

PROFILES: Final = "https://datapackage.org/profiles/2.0/"
_SAME_RESOURCE: Final = ""
"""How a foreign key names the table that it stands in."""


def datapackage(
    book: Book,
    tables: Mapping[str, Table],
    files: Mapping[str, bytes],
    reference: Book | None = None,
) -> bytes:
    """`datapackage.json` for CSV files that lie beside it.

    tables: the tables by name, in the order of the resources; files: the bytes of each
    `<name>.csv`; reference: the book of the official figures, if there are any. A reference to
    a table that is not among them is left out.
    """
    day = newest(book, reference)
    descriptor: dict[str, Any] = {
        "$schema": f"{PROFILES}datapackage.json",
        "name": book.dataset.name,
        "title": book.dataset.title,
        "description": book.dataset.description,
        "version": book.dataset.version,
    }
    if day:
        descriptor["created"] = f"{day.isoformat()}T00:00:00Z"
        descriptor["createdBasis"] = CREATED_BASIS
    descriptor["licenses"] = [{"name": book.dataset.licence, "path": licence_url(book)}]
    if book.dataset.contributors:
        descriptor["contributors"] = [
            {"title": name, "roles": ["DataCurator"]} for name in book.dataset.contributors
        ]
    descriptor["sources"] = [_source(source) for source in all_sources(book, reference)]
    descriptor["resources"] = [
        _resource(table, files[f"{name}.csv"], tables) for name, table in tables.items()
    ]
    return (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode()


def _source(source: Source) -> dict[str, str]:
    """A document. It has no path: the texts are no part of the data set, their digests are."""
    described = {"title": source_name(source), "sourceId": source.id}
    if source.document:
        described |= {"document": source.document, "hash": f"sha256:{source.sha256}"}
    return described


def _resource(table: Table, data: bytes, tables: Mapping[str, Table]) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "$schema": f"{PROFILES}dataresource.json",
        "path": f"{table.name}.csv",
        "title": table.name.replace("_", " ").replace("-", " ").capitalize(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"$schema": f"{PROFILES}tabledialect.json", "lineTerminator": "\r\n"},
        "schema": table_schema(table, tables),
    }


def table_schema(table: Table, tables: Mapping[str, Table]) -> dict[str, Any]:
    """A table as Frictionless Table Schema; `tables` are those that it may refer to."""
    descriptor: dict[str, Any] = {
        "$schema": f"{PROFILES}tableschema.json",
        "fields": [_field(field, table) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    keys = [
        {
            "fields": [column],
            "reference": {
                "resource": _SAME_RESOURCE if other == table.name else other,
                "fields": [column_there],
            },
        }
        for column, other, column_there in table.foreign_keys
        if other in tables
    ]
    if keys:
        descriptor["foreignKeys"] = keys
    return descriptor


def _field(field: Field, table: Table) -> dict[str, Any]:
    descriptor: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.label,
        "description": field.description,
    }
    if field.unit:
        descriptor["unit"] = field.unit
    if field.sdmx:
        descriptor["sdmxConcept"] = field.sdmx
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if table.primary_key == (field.name,):
        constraints["unique"] = True
    if field.enum:
        constraints["enum"] = list(field.enum)
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.pattern:
        constraints["pattern"] = field.pattern
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor
