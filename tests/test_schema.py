"""The one declaration of columns and keys agrees with itself and with the values."""

from __future__ import annotations

import re
from typing import Any, Final, get_args

import pytest
from babel import Locale
from babel.core import get_global

from etl.book.load import load
from etl.core import model, schema
from etl.core.problems import RULES
from etl.core.schema import CURRENCIES, ECONOMIES, KEY_KINDS, SECTIONS, Table, topic_table
from etl.tables.frames import tables
from etl.words import lexicon
from tests.conftest import ROOT

TABLES: Final = [
    schema.FIGURES,
    schema.SOURCES,
    schema.INDICATORS,
    schema.AREAS,
    schema.EVENTS,
    topic_table("trade"),
]
TYPES: Final = {"string", "integer", "number", "date", "year"}


def test_the_tables_have_the_columns_that_the_design_promises() -> None:
    columns = {table.name: ", ".join(field.name for field in table.fields) for table in TABLES}
    promised = (
        "figure_id, indicator, topic, reporter, partner, period, period_start, period_end, "
        "coverage, year, value, unit, qualifier, low, high, as_stated, source_id, published, "
        "paragraph, authority, period_basis, note, status, base, among, period_as_stated, "
        "supersedes, retracted, unit_as_stated, meant"
    )
    assert columns["figures"] == promised
    assert columns["trade"] == promised
    assert columns["sources"] == (
        "source_id, document, sha256, title, publisher, kind, published, published_basis, "
        "language, published_as, copy_of, url, archived"
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_declares_each_column_once_and_completely(table: Table) -> None:
    names = [field.name for field in table.fields]
    assert len(names) == len(set(names))
    for field in table.fields:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
        assert field.type in TYPES
        assert field.label
        assert field.description
        assert not field.description.endswith(".")
    assert set(table.primary_key) <= set(names)
    assert all(field.required for field in table.fields if field.name in table.primary_key)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_a_table_refers_to_exists_and_is_a_key_there(table: Table) -> None:
    by_name = {other.name: other for other in TABLES}
    for column, other, there in table.foreign_keys:
        assert column in {field.name for field in table.fields}
        assert by_name[other].primary_key == (there,)


@pytest.mark.parametrize("path", ["data/figures.yaml", "tests/small.yaml"])
def test_references_and_keys_hold_in_real_tables(path: str) -> None:
    book, _ = load((ROOT / path).read_bytes())
    assert book is not None
    made = tables(book)

    def column(table: str, name: str) -> list[object]:
        return [*made[table].cells(name)]

    for name, frame in made.items():
        keys = (column(name, key) for key in frame.table.primary_key)
        ids = list(zip(*keys, strict=True))
        assert len(ids) == len(set(ids))
        for here, other, there in frame.table.foreign_keys:
            assert {cell for cell in column(name, here) if cell} <= set(column(other, there))
        for field in frame.table.fields:
            cells = [cell for cell in column(name, field.name) if cell is not None]
            assert all(re.fullmatch(field.pattern or ".*", str(cell), re.S) for cell in cells)
            assert field.minimum is None or all(float(str(cell)) >= field.minimum for cell in cells)


def test_the_choices_of_the_schema_are_those_of_the_values() -> None:
    assert get_args(model.Qualifier) == schema.QUALIFIERS
    assert get_args(model.Coverage) == schema.COVERAGES
    assert get_args(model.IndicatorKind) == schema.INDICATOR_KINDS
    assert model.OFFICIAL in schema.SOURCE_KINDS


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_declares_each_key_once_and_completely(section: str) -> None:
    keys = SECTIONS[section]
    assert len({key.name for key in keys}) == len(keys)
    for key in keys:
        assert key.kind in KEY_KINDS
        assert key.description
        assert bool(key.enum) == (key.kind in ("enum", "unit"))
        assert bool(key.refers_to) == (key.kind in ("ref", "refs"))
        assert not key.refers_to or key.refers_to in SECTIONS


@pytest.mark.parametrize(
    ("section", "made"),
    [
        ("dataset", model.Dataset),
        ("areas", model.Area),
        ("units", model.Unit),
        ("indicators", model.Indicator),
        ("sources", model.Source),
        ("events", model.Event),
    ],
)
def test_a_value_has_a_place_for_every_key_and_needs_no_other(
    section: str, made: type[tuple[object, ...]]
) -> None:
    fields: tuple[str, ...] = getattr(made, "_fields")  # noqa: B009
    keys = {key.name for key in SECTIONS[section]}
    required = {key.name for key in SECTIONS[section] if key.required}
    defaults: dict[str, object] = getattr(made, "_field_defaults")  # noqa: B009
    usual = {"occurrence", "published_basis", "scale", "base"}
    # Where an entry stands in the file is no key of it.
    assert keys == set(fields) - {"line", "occurrence_given", "published_as"}
    assert set(fields) - set(defaults) - usual <= required


@pytest.mark.parametrize("language", schema.LANGUAGES)
def test_every_language_of_a_source_has_its_words(language: str) -> None:
    words = lexicon(language)
    assert words.decimal != words.group
    assert sorted(words.months.values())[0] == 1
    assert {word for word in words.scales if word != word.casefold()} == set()


def test_rules_are_named_and_say_what_is_allowed() -> None:
    for rule, allowed in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule)
        assert re.search(r"\b(must|may|allowed)\b", allowed), "a rule, not a fact"
        assert not allowed.endswith("."), "it stands between the finding and the rule's name"
        assert len(allowed) <= 90


def test_currencies_are_those_of_iso_4217_in_use() -> None:
    """Babel carries Unicode's table; ours is a copy, so that `check` needs no library for it."""
    places = get_global("territory_currencies").values()
    in_use = {code for place in places for code, _, until, tender in place if not until and tender}
    assert in_use == CURRENCIES


def test_economies_are_those_of_iso_3166() -> None:
    aliases = get_global("territory_aliases")
    no_countries = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())
    countries = {t for t in Locale("en").territories if len(str(t)) == 2} - no_countries
    gone = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}

    found = {
        code
        for code, now in aliases.items()
        if len(code) == 3 and code.isalpha() and len(now) == 1 and now[0] in countries
    }
    assert found - gone == ECONOMIES
    assert len(ECONOMIES) == 249


MODELS: Final[dict[str, Any]] = {
    "dataset": model.Dataset,
    "areas": model.Area,
    "units": model.Unit,
    "indicators": model.Indicator,
    "sources": model.Source,
    "figures": model.Figure,
    "events": model.Event,
    "dismissed": model.Dismissal,
}
RENAMED: Final = {("figures", "value"): "quantity"}


@pytest.mark.parametrize("section", [name for name in SECTIONS if name in MODELS])
def test_a_key_that_may_be_written_has_its_place_in_the_book(section: str) -> None:
    fields = MODELS[section]._fields
    for key in SECTIONS[section]:
        assert RENAMED.get((section, key.name), key.name) in fields, key.name


def test_every_section_of_entries_has_a_model() -> None:
    assert {name for name, keys in SECTIONS.items() if len(keys) > 1} <= MODELS.keys()


SET: Final = {
    "period_basis": "inferred",
    "period_reason": "Last year.",
    "note": "Odd.",
    "authority": "Somebody",
    "status": "estimate",
    "period_as_stated": "in 2019",
    "retracted": "2020-03-01",
    "retracted_reason": "A slip.",
    "meant": "[area RUR]",
    "precision": "100 million USD",
    "precision_reason": "So printed.",
    "occurrence": "2",
}


@pytest.mark.parametrize("key", SET)
def test_a_key_of_a_figure_that_is_written_is_read(key: str) -> None:
    """None is dropped on the way from the file to the book."""
    together = {"period_basis": "period_reason", "period_reason": "period_basis"}
    together |= {"retracted": "retracted_reason", "retracted_reason": "retracted"}
    together |= {"precision": "precision_reason", "precision_reason": "precision"}
    names = dict.fromkeys((key, *([together[key]] if key in together else [])))
    text = (ROOT / "tests" / "small.yaml").read_text("utf-8")
    own = "    authority: national statistics office\n"
    lines = "".join(f"    {name}: {SET[name]}\n" for name in names)
    plain, _ = load(text.replace(own, "").encode())
    made, problems = load(text.replace(own, lines).encode())
    assert problems == []
    assert plain is not None
    assert made is not None
    before, after = (book.figures["syl-exports-2019"] for book in (plain, made))
    assert getattr(after, key) != getattr(before, key)
