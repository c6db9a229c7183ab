"""Derived files are what the schema says today, and the editor's schema knows good from bad.

Of etl/book: editor.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from etl.book.editor import json_schema
from etl.core.schema import KEY_KINDS, SECTIONS
from etl.tables.generated import generated


class Texts(yaml.SafeLoader):
    """Days stay texts, as they do for an editor, which knows JSON's types only."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Texts)


@pytest.fixture
def book(root: Path) -> Any:
    return read(root / "data" / "figures.yaml")


def first_problem(book: Any) -> str:
    validator = jsonschema.Draft202012Validator(json_schema())
    found = sorted(validator.iter_errors(book), key=lambda error: error.json_path)
    return f"{found[0].json_path}: {found[0].message}" if found else ""


def test_derived_files_are_up_to_date(root: Path) -> None:
    """After a change of the schema: python -m etl generate."""
    for name, data in generated().items():
        assert (root / "data" / name).read_bytes() == data, f"{name}: run python -m etl generate"


def test_the_figures_file_names_its_schema_first(root: Path) -> None:
    for name in ("figures.yaml", "reference.yaml"):
        first = (root / "data" / name).read_text("utf-8").split("\n")[0]
        assert first == "# yaml-language-server: $schema=figures.schema.json"


def test_an_editor_accepts_the_real_files(root: Path, book: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert first_problem(book) == ""
    assert first_problem(read(root / "data" / "reference.yaml")) == ""


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("qualifier", "more than", "'more than' is not one of ['exact',"),
        ("period", "2023-13/x", "'2023-13/x' does not match"),
        ("value", "3,4 billion USD", "'3,4 billion USD' does not match"),
        ("paragraph", 0, "0 is less than the minimum of 1"),
        ("as_stated", "x" * 61, "is too long"),
        ("perriod", "2023", "'perriod' was unexpected"),
    ],
)
def test_an_editor_marks_a_bad_value(book: Any, key: str, value: Any, message: str) -> None:
    broken = copy.deepcopy(book)
    broken["figures"][0][key] = value
    assert message in first_problem(broken)
    assert first_problem(broken).startswith("$.figures[0]")


def test_an_editor_misses_a_required_key(book: Any) -> None:
    del book["figures"][3]["as_stated"]
    assert first_problem(book) == "$.figures[3]: 'as_stated' is a required property"


def test_every_kind_of_key_is_described() -> None:
    used = {key.kind for keys in SECTIONS.values() for key in keys}
    assert used == set(KEY_KINDS)
