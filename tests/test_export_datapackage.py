"""The Data Package: what the standard's own tool says of it, and what it says of the data.

Of etl/tables/export: datapackage.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

from etl.core.model import Book
from etl.tables.export.package import Package, extra
from tests.exporting import REAL, SMALL, VERDICTS, book


def written(made: Book, folder: Path) -> Path:
    """The CSV files and the descriptor in a folder; the descriptor's path."""
    judged = VERDICTS.cells("figure_id")[0] in made.figures
    package = Package(made, extra([VERDICTS] if judged else []))
    for name in package.names():
        if name.endswith(".csv") or name == "datapackage.json":
            (folder / name).write_bytes(package.file(name))
    return folder / "datapackage.json"


def errors(descriptor: Path) -> list[str]:
    """What frictionless finds: type of the error, and where."""
    found = frictionless.validate(str(descriptor))
    return [
        f"{task.name} {error.type} {error.note}" for task in found.tasks for error in task.errors
    ] + [f"{error.type} {error.note}" for error in found.errors]


def descriptor_of(made: Book) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Package(made).file("datapackage.json"))
    return content


@pytest.mark.parametrize("path", [SMALL, REAL])
def test_frictionless_finds_no_error(path: Path, tmp_path: Path) -> None:
    assert errors(written(book(path), tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("figures.csv", b",SYL,2019,", b",XXX,2019,", "foreign-key"),
        ("figures.csv", b",exact,", b",roughly,", "constraint-error"),
        ("figures.csv", b",16.9,", b",much,", "type-error"),
        ("sources.csv", b"9f86d0", b"ZZ86d0", "constraint-error"),
        ("verdicts.csv", b"syl-growth-2019", b"syl-exports-2019", "primary-key"),
        ("events.csv", b",2,May", b",0,May", "constraint-error"),
        ("areas.csv", b"Syldavia", b"Syldavi", "hash"),
    ],
)
def test_frictionless_finds_what_the_schema_forbids(
    name: str, old: bytes, new: bytes, error: str, tmp_path: Path
) -> None:
    descriptor = written(book(), tmp_path)
    data = (tmp_path / name).read_bytes()
    assert old in data
    (tmp_path / name).write_bytes(data.replace(old, new, 1))
    assert any(error in found for found in errors(descriptor)), errors(descriptor)


def test_the_descriptor_says_what_the_data_set_is() -> None:
    found = descriptor_of(book())
    described = {key: found[key] for key in ("$schema", "name", "version", "licenses", "created")}
    assert described == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "borduria",
        "version": "1.0.0",
        "licenses": [{"name": "CC0-1.0", "path": "https://spdx.org/licenses/CC0-1.0.html"}],
        "created": "2020-02-11T00:00:00Z",
    }
    assert "newest source" in found["createdBasis"]
    assert found["contributors"] == [{"title": "Attested contributors", "roles": ["DataCurator"]}]
    assert found["sources"] == [
        {
            "title": "A ministry on trade, Ministry of Trade, 2020-02-11",
            "sourceId": "ministry-2020-02-11",
            "document": "release.txt",
            "hash": f"sha256:{book().sources['ministry-2020-02-11'].sha256}",
        }
    ]


def test_a_resource_has_size_and_digest_of_its_file() -> None:
    package = Package(book())
    figures = json.loads(package.file("datapackage.json"))["resources"][0]
    data = package.file("figures.csv")
    assert figures["bytes"] == len(data)
    assert figures["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert (figures["path"], figures["mediatype"], figures["encoding"]) == (
        "figures.csv",
        "text/csv",
        "utf-8",
    )


def test_fields_have_type_constraints_and_keys() -> None:
    schema = descriptor_of(book())["resources"][0]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["figure_id"]["constraints"] == {"required": True, "unique": True}
    assert fields["coverage"]["constraints"] == {
        "required": True,
        "enum": ["full_year", "part_year", "multi_year", "point"],
    }
    assert fields["value"]["type"] == "number"
    assert fields["value"]["sdmxConcept"] == "OBS_VALUE"
    assert "constraints" not in fields["high"]
    assert schema["primaryKey"] == ["figure_id"]
    assert {"fields": ["partner"], "reference": {"resource": "areas", "fields": ["area"]}} in (
        schema["foreignKeys"]
    )
    assert schema["missingValues"] == [""]


def test_a_table_from_elsewhere_is_a_resource_with_its_references() -> None:
    content = json.loads(Package(book(), extra([VERDICTS])).file("datapackage.json"))
    verdicts = content["resources"][-1]
    assert verdicts["name"] == "verdicts"
    assert verdicts["schema"]["foreignKeys"] == [
        {
            "fields": ["figure_id"],
            "reference": {"resource": "figures", "fields": ["figure_id"]},
        }
    ]
