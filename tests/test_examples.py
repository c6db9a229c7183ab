"""The example data set has a row for every form, passes every command, and is documented.

Of etl/tables/export: forms.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
import yaml

from etl.audit import audit
from etl.book.load import load
from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book
from etl.core.schema import INDICATOR_UNITS, STATUSES
from etl.reconcile import reconcile
from etl.tables.export.forms import FORMS, Form, forms_chapter
from etl.tables.frames import tables
from tests.conftest import ROOT

FOLDER: Final = ROOT / "tests" / "examples"
DATA: Final = (FOLDER / "forms.yaml").read_bytes()


def _book() -> Book:
    book, problems = load(DATA)
    assert problems == []
    assert book is not None
    return book


BOOK: Final = _book()


def test_every_kind_unit_and_status_has_a_row() -> None:
    assert {figure.kind for figure in BOOK.figures.values()} == set(KINDS)
    declared = {BOOK.indicators[f.indicator].unit for f in BOOK.figures.values()}
    assert declared == {*INDICATOR_UNITS, "tonne"}
    stated = {figure.status for figure in BOOK.figures.values()}
    assert stated == set(STATUSES)
    assert any(figure.quantity_high for figure in BOOK.figures.values())
    assert any(figure.quantity.fraction for figure in BOOK.figures.values())
    assert any(figure.period.is_open for figure in BOOK.figures.values())
    assert {BOOK.sources[f.source].language for f in BOOK.figures.values()} == {"en", "it", "ru"}


def test_the_texts_are_accounted_for() -> None:
    texts = {path.name: path.read_bytes() for path in (FOLDER / "documents").iterdir()}
    report = audit(BOOK, texts)
    assert [finding for finding in report.findings if not finding.is_note] == []
    assert [document.count("pending") for document in report.documents] == [0, 0, 0]


def test_tables_hold_ranges_without_a_value_and_plans_with_their_status() -> None:
    rows = {str(row["figure_id"]): row for row in tables(BOOK)["figures"].rows()}
    assert list(rows) == list(BOOK.figures)
    kept = ("value", "low", "high", "unit")
    assert [rows["range"][name] for name in kept] == [None, 15500000000, 20500000000, "USD"]
    assert [rows["fraction"][name] for name in kept[:3]] == [
        *(Decimal("33.3"), Decimal("29.1"), Decimal("36.7"))
    ]
    assert [rows["measure"][name] for name in kept] == [
        *(5200000000, 5150000000, 5250000000, "kilogram")
    ]
    assert [rows["target"][name] for name in ("status", "year")] == ["target", 2030]
    assert [rows["no-start"][name] for name in ("period", "period_start")] == [
        "../2024-06-20",
        None,
    ]
    assert [rows["rank-at-most"][name] for name in ("among", "low", "high")] == ["EUR", 1, 5]
    assert rows["correction"]["supersedes"] == "shared-unit"
    assert str(rows["taken-back"]["retracted"]) == "2025-12-31"
    assert rows["growth-of-base"]["base"] == "2019"


def test_no_plan_and_nothing_taken_back_is_in_conflict() -> None:
    report = reconcile(BOOK)
    verdicts = {verdict.figure_id: verdict.verdict for verdict in report.verdicts}
    assert set(verdicts) == set(BOOK.figures)
    assert report.conflicts == ()
    untested = ("target", "forecast", "taken-back", "shared-unit")
    assert {verdicts[name] for name in untested} == {"not_tested"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.figure)
def test_a_worked_example_is_that_of_the_file(form: Form) -> None:
    figure = BOOK.figures[form.figure]
    assert (figure.as_stated, figure.kind) == (form.printed, form.kind)
    low, high = of_figure(figure)
    assert (form.low, form.high) == tuple("" if end is None else f"{end:f}" for end in (low, high))
    entry = next(e for e in yaml.load(DATA, Texts)["figures"] if e["id"] == form.figure)
    keys = yaml.load("{" + form.keys + "}", Texts)
    assert {key: entry[key] for key in keys} == keys


class Texts(yaml.SafeLoader):
    """Every scalar stays the text that was written."""


Texts.yaml_implicit_resolvers = {}


def test_every_key_that_a_form_may_need_has_a_worked_example() -> None:
    keys = {key for form in FORMS for key in yaml.load("{" + form.keys + "}", Texts)}
    assert keys == {
        *("value", "status", "qualifier", "period", "period_as_stated", "base", "among", "partner"),
        *("unit_as_stated", "supersedes", "retracted"),
    }
    needs = {need.split(":")[0].strip() for form in FORMS for need in form.needs.split(",")}
    assert needs >= {"of", "whole", "within", "side", "per", "sum_of", "minus", "among", "units"}


def test_every_kind_has_a_worked_example_in_the_dictionary() -> None:
    assert {form.kind for form in FORMS} == set(KINDS)
    readme = (ROOT / "data" / "README.md").read_text("utf-8")
    assert forms_chapter() in readme
    assert "| A range | $16-20 billion | `flow` | - | `value: 16 to 20 billion USD` |" in readme
    assert "qualifier: more_than` | more than 7000000000 |" in readme
