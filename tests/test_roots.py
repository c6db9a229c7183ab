"""Conflicts by their root: each conflict under one figure, told as people say it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.server import data
from dashboard.view import findings, roots, state
from dashboard.view.roots import Root
from dashboard.view.state import View
from etl.reconcile import Cause
from etl.reconcile.findings import CauseKind
from tests.conftest import ROOT


@pytest.fixture
def views() -> dict[str, View]:
    """The shipped figures beside official ones, by partner."""
    snapshot = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert snapshot is not None
    return {view.pair.partner: view for view in state.first_views(snapshot)}


def test_every_conflict_stands_under_one_root(views: dict[str, View]) -> None:
    for view in views.values():
        found = [c.conflict_id for root in roots.roots(view) for c in root.conflicts]
        assert sorted(found) == sorted(c.conflict_id for c in findings.every_conflict(view))
        assert len(found) == len(set(found))


def test_a_figure_that_a_cause_explains_comes_first(views: dict[str, View]) -> None:
    (root,) = roots.roots(views["ITA"])
    assert (root.figure_id, len(root.conflicts)) == ("ita-share-2023", 18)
    assert not root.conflicts[0].restates


@pytest.mark.parametrize(
    ("kind", "would_be", "said"),
    [
        ("period", "2022", "does not fit 2023 but would fit 2022"),
        ("area", "ITA + EU27_2020", "in 2023 does not fit but would with the European Union"),
        ("area", "ITA - EU27_2020", "in 2023 does not fit but would without the European Union"),
        ("currency", "EUR", "in 2023 does not fit but would in EUR"),
        ("indicator", "imports", "in 2023 does not fit but would as Imports"),
        ("scale", "14800000", "in 2023 does not fit but $14.8 mn would"),
        ("digits", "18400000000", "in 2023 does not fit but $18.4 bn would"),
    ],
)
def test_each_kind_of_cause_is_a_headline(
    views: dict[str, View], kind: CauseKind, would_be: str, said: str
) -> None:
    cause = Cause("x", kind, "ita-exports-2023", "", would_be, (), Decimal(0), "")
    root = Root("ita-exports-2023", (cause,), ())
    told = roots.headline(views["ITA"], root).replace("\N{NO-BREAK SPACE}", " ")
    assert told == f"Exports of Kazakhstan to Italy: $14.8 bn {said}"


def test_without_a_cause_the_official_figure_is_named(views: dict[str, View]) -> None:
    view = views["ITA"]
    told = roots.headline(view, Root("ita-turnover-2024", (), ()))
    assert told.endswith(
        "in 2024, in official tables $19.94\N{NO-BREAK SPACE}bn\N{NO-BREAK SPACE}(rounded)"
    )
    assert roots.headline(view, Root("ita-rank-2023", (), ())).endswith("in 2023 does not fit")
