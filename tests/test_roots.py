"""Conflicts by their root: each conflict under one figure, told as people say it.

Of dashboard/view: findings.
"""

from __future__ import annotations

import pytest

from dashboard.server import data
from dashboard.view import findings, roots, state
from dashboard.view import format as fmt
from dashboard.view.roots import Root
from dashboard.view.state import View
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


def test_a_cause_of_several_figures_is_one_root_with_its_headline(views: dict[str, View]) -> None:
    view = views["EU27_2020"]
    (root,) = roots.roots(view)
    assert root.figure_id == "eu-turnover-2024"
    assert roots.headline(view, root) == root.causes[0].headline
    assert roots.headline(view, root).endswith("would fit with the United Kingdom counted in")
    assert len(root.conflicts) == 16


def test_the_picture_is_of_a_figure_of_the_simplest_conflict(views: dict[str, View]) -> None:
    for view in views.values():
        for root in roots.roots(view):
            there = {m.figure_id for m in root.conflicts[0].members}
            assert roots.pictured(root) in there
            other = root._replace(figure_id="another", causes=())
            assert roots.pictured(other) == root.conflicts[0].change_figure


def test_a_range_is_the_same_in_the_picture_and_in_the_title(views: dict[str, View]) -> None:
    view = views["ITA"]
    (root,) = roots.roots(view)
    name = roots.pictured(root)
    member = next(m for m in root.conflicts[0].members if m.figure_id == name)
    low, high, by_all = findings.allowed(view, member)
    assert by_all
    assert fmt.outward(low, high, "percent") in findings.against(view, view.book.figures[name])


def test_where_no_verdict_has_a_range_those_of_the_conflict_leave_one(
    views: dict[str, View],
) -> None:
    view = views["ITA"]
    (root,) = roots.roots(view)
    members = {m.figure_id: m for m in root.conflicts[0].members}
    official = next(m for name, m in members.items() if name not in view.book.figures)
    assert official.fit_low is not None
    assert official.fit_high is not None
    assert findings.allowed(view, official) == (
        float(official.fit_low),
        float(official.fit_high),
        False,
    )
    nothing = official._replace(change=None, fit_low=None, fit_high=None)
    assert findings.allowed(view, nothing) == (1.0, 0.0, False), "nothing would fit"


def test_without_a_cause_the_official_figure_is_named(views: dict[str, View]) -> None:
    view = views["ITA"]
    told = roots.headline(view, Root("ita-turnover-2024", (), ()))
    assert told.endswith(
        "in 2024, in official tables $19.94\N{NO-BREAK SPACE}bn\N{NO-BREAK SPACE}(rounded)"
    )
    assert roots.headline(view, Root("ita-rank-2023", (), ())).endswith("in 2023 does not fit")


def test_two_roots_of_one_figure_have_names_of_their_own(
    views: dict[str, View], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two causes can read one figure in two ways, each with conflicts of its own."""
    view = views["ITA"]
    (root,) = roots.roots(view)
    first, second = view.report.conflicts[0], view.report.conflicts[1]
    halves = [
        root.causes[0]._replace(cause_id=name, mends=(conflict.conflict_id,))
        for name, conflict in (("cause-a", first), ("cause-b", second))
    ]
    report = view.report._replace(conflicts=(first, second), causes=tuple(halves))
    monkeypatch.setattr(data.Snapshot, "report_of", lambda *_: report)
    twins = roots.roots(view)
    assert [r.figure_id for r in twins] == ["ita-share-2023", "ita-share-2023"]
    assert [r.root_id for r in twins] == [first.conflict_id, second.conflict_id]
