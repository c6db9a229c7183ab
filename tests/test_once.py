"""What is the same for every run is found once for a state, and anew for another."""

from __future__ import annotations

import threading
import traceback
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.charts.rows import rows
from dashboard.screens import card
from dashboard.server import data
from dashboard.view import topics
from dashboard.view.once import once
from etl.core.days import parse_period
from etl.core.model import Book, Figure, Quantity
from etl.tables import frames
from tests.conftest import ROOT


def test_it_is_asked_once_for_the_very_same_things() -> None:
    asked: list[list[str]] = []

    @once
    def joined(names: list[str], more: list[str] | None = None) -> str:
        asked.append(names)
        return "".join([*names, *(more or [])])

    first, like_it = ["a", "b"], ["a", "b"]
    assert [joined(first), joined(first), joined(first, None)] == ["ab", "ab", "ab"]
    assert len(asked) == 2, "with and without the second are two"
    assert joined(like_it) == "ab"
    assert len(asked) == 3, "alike is not the same: it may be another state"
    assert joined(first, more=like_it) == "abab"
    assert len(asked) == 4


def test_only_the_last_states_are_kept() -> None:
    asked = []

    @once
    def size(names: list[str]) -> int:
        asked.append(names)
        return len(names)

    states = [["x"] * n for n in range(5)]
    assert [size(state) for state in states] == [0, 1, 2, 3, 4]
    assert [size(state) for state in states[-3:]] == [2, 3, 4]
    assert len(asked) == 5
    assert size(states[0]) == 0
    assert len(asked) == 6


def test_who_comes_meanwhile_waits() -> None:
    started, ended = threading.Event(), threading.Event()
    asked = []

    @once
    def slow(names: list[str]) -> int:
        asked.append(names)
        started.set()
        assert ended.wait(30)
        return len(names)

    names = ["a"]
    with ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(slow, names) for _ in range(3)]
        assert started.wait(30)
        ended.set()
        assert [answer.result(30) for answer in answers] == [1, 1, 1]
    assert len(asked) == 1


class Counted(dict[str, Figure]):
    """Figures that note who goes through all of them."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        super().__init__(figures)
        self.walks: list[str] = []

    def _note(self) -> None:
        self.walks.append("".join(traceback.format_stack(limit=4)[:-2]))

    def __iter__(self) -> Iterator[str]:
        self._note()
        return super().__iter__()

    def values(self) -> ValuesView[Figure]:  # type: ignore[override]
        self._note()
        return super().values()

    def items(self) -> ItemsView[str, Figure]:  # type: ignore[override]
        self._note()
        return super().items()


@pytest.mark.parametrize(
    "page", ["overview", "trade", "investment", "visas", "sources", "agree", "data", "compare"]
)
def test_a_run_goes_through_no_list_of_all_figures(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes longer with more figures is found once for a state, whatever the page."""
    shown = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert shown is not None
    assert shown.reference is not None
    counted = [Counted(book.figures) for book in (shown.book, shown.reference)]
    snapshot = data.Snapshot(
        shown.book._replace(figures=counted[0]),
        shown.reference._replace(figures=counted[1]),
        shown.noted,
    )
    monkeypatch.setattr(data, "current", lambda: data.State(snapshot, (), 0, stale=False))
    for partner in ("European Union", "Italy"):
        assert not opened(page, partner=partner).exception
    for every in counted:
        every.walks.clear()
    # Other years: nobody has looked at these charts before.
    assert not opened(page, partner="Italy", years=["2010", "2023"]).exception
    assert [walk for every in counted for walk in every.walks] == []


def test_a_list_of_statements_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert shown is not None
    snapshot = data.Snapshot(shown.book, shown.reference, shown.noted)
    monkeypatch.setattr(data, "current", lambda: data.State(snapshot, (), 0, stale=False))
    first = opened("trade", partner="Italy")
    (menu, *_) = [each for each in first.selectbox if str(each.key).startswith("list-")]
    assert len(menu.options) > 5
    monkeypatch.setattr(card, "named", None)
    again = opened("trade", partner="Italy")
    assert not again.exception
    assert [each.options for each in again.selectbox] == [each.options for each in first.selectbox]


def opened(page: str, **asked: str | list[str]) -> AppTest:
    """A page after its first run, asked for with these parameters."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value
    if page in topics.of(shown_book()):
        app._page_hash = calc_hash(page)
        return app.run()
    app.run()
    return app if page == "overview" else app.switch_page(f"screens/{page}.py").run()


def shown_book() -> Book:
    snapshot = data.current().snapshot
    assert snapshot is not None
    return snapshot.book


def test_rows_of_a_pair_are_those_of_the_table_however_they_lie() -> None:
    shown = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert shown is not None
    figures = dict(sorted(shown.book.figures.items(), key=lambda item: item[1].partner))
    ordered, mixed = (
        data.Snapshot(shown.book._replace(figures=dict(some)), None, None)
        for some in (figures.items(), sorted(figures.items(), key=lambda item: item[1].value or 0))
    )
    for snapshot in (ordered, mixed):
        table = snapshot.rows("figures")
        for area in ("ITA", "EU27_2020", "XXX"):
            own = snapshot.part("figures", reporter="KAZ", partner=area)
            expected = table[(table["reporter"] == "KAZ") & (table["partner"] == area)]
            pd.testing.assert_frame_equal(own, expected)
            assert bool(len(own)) is (area != "XXX")


def test_statements_of_a_table_are_read_once() -> None:
    shown = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert shown is not None
    table = shown.part("figures", partner="ITA")
    assert rows(table) is rows(table)
    assert [row.figure_id for row in rows(table)] == table["figure_id"].tolist()
    assert rows(table.iloc[:2]) == rows(table)[:2], "another table has its own"


def test_figures_are_read_as_their_rows_of_the_table_are() -> None:
    shown = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert shown is not None
    assert shown.reference is not None
    for book in (shown.book, shown.reference, of_every_form()):
        every = tuple(book.figures.values())
        assert rows(every) == rows(frames.figures(book))
        assert rows(every) is rows(every)


def of_every_form() -> Book:
    """Figures of which each differs from the usual in one way that a chart shows."""
    shown = shown_book()
    usual = next(f for f in shown.figures.values() if f.value is not None)
    more = Quantity(usual.quantity.digits + 1, usual.quantity.scale, usual.quantity.unit)
    every = [
        usual,
        usual._replace(id="range", value=None, quantity_high=more),
        usual._replace(id="endless", value=None, quantity_high=more, qualifier="more_than"),
        usual._replace(id="open", period=parse_period("../2024")),
        usual._replace(id="expected", status="forecast", authority="", paragraph=0),
        usual._replace(id="gone", retracted=date(2025, 3, 1)),
        usual._replace(id="corrects", supersedes=usual.id, period_basis="inferred"),
    ]
    return shown._replace(figures={figure.id: figure for figure in every})


def test_the_first_page_makes_no_table_of_all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 100,000 figures it takes seconds and 50 MB, and a page shows those of one pair."""
    shown = data.current(ROOT / "data" / "figures.yaml").snapshot
    assert shown is not None
    snapshot = data.Snapshot(shown.book, shown.reference, shown.noted)
    monkeypatch.setattr(data, "current", lambda: data.State(snapshot, (), 0, stale=False))
    monkeypatch.setattr(frames, "figures_frame", None)
    app = opened("overview", partner="Italy")
    assert not app.exception
    assert app.metric[0].value == r"\$20 bn"
    assert len(app.get("plotly_chart")) == 1
