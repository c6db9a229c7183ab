"""Texts: every one that is asked for is there, in every language with the same placeholders."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from dashboard.view.texts import TEXTS, Entry, text
from etl.core.schema import QUALIFIERS
from tests.conftest import ROOT


def placeholders(entry: Entry) -> set[str]:
    forms = [entry] if isinstance(entry, str) else list(entry.values())
    return {field for form in forms for _, field, _, _ in Formatter().parse(form) if field}


def asked() -> set[str]:
    """Every name that code gives to text() literally."""
    names = set()
    for path in sorted((ROOT / "dashboard").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "text"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                names.add(str(node.args[0].value))
    return names


def test_every_text_that_code_names_is_there() -> None:
    assert len(asked()) > 30
    assert asked() - set(TEXTS["en"]) == set()


def test_every_qualifier_has_its_wording() -> None:
    assert [text(name, amount="x") for name in QUALIFIERS] == [
        "x",
        "about x",
        "over x",
        "at least x",
        "under x",
        "up to x",
    ]


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_languages_have_the_same_names_and_placeholders(language: str) -> None:
    english = {name: placeholders(entry) for name, entry in TEXTS["en"].items()}
    assert {name: placeholders(entry) for name, entry in TEXTS[language].items()} == english


def test_plural_forms_are_chosen_by_count_and_counts_written_for_people() -> None:
    assert text("figures", count=1) == "1 figure"
    assert text("figures", count=2) == "2 figures"
    assert text("figures", count=1200) == "1,200 figures"


def test_what_is_filled_in_is_never_read_as_a_placeholder() -> None:
    assert text("exact", amount="{count} {0}") == "{count} {0}"


def test_an_unknown_name_or_a_missing_value_is_a_mistake_in_code() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        text("nowhere")
    with pytest.raises(KeyError, match="amount"):
        text("more_than")
    with pytest.raises(KeyError, match="whole number"):
        text("figures", count="two")
