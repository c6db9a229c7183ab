"""Number lines of a conflict: what is stated and what the others allow.

Of dashboard/charts: conflict, ticks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard import charts
from dashboard.charts.ticks import nice_ticks
from tests.charting import BILLION, LABELS, notes, statements, traces

EXPORTS = {
    "value": 14.8 * BILLION,
    "low": 14.75 * BILLION,
    "high": 14.85 * BILLION,
    "as_stated": "14.8 billion",
}
SHARE = {"indicator": "share", "unit": "percent", "value": 14.4, "low": 14.35, "high": 14.45}
OVER = {"value": 7.6 * BILLION, "low": 7.6 * BILLION, "high": None, "qualifier": "more_than"}


def boxes(figure: go.Figure, axis: str = "x") -> list[tuple[float, float]]:
    """Low and high of the ranges on a number line: the stated one first."""
    return [(t.base[0], t.base[0] + t.x[0]) for t in traces(figure, "bar") if t.xaxis == axis]


def test_stated_and_implied_are_ranges_on_one_line() -> None:
    figure = charts.number_line(statements(EXPORTS), {"f0": (18e9, 19e9)}, LABELS)
    assert boxes(figure) == [
        pytest.approx((14.75e9, 14.85e9)),
        pytest.approx((18e9, 19e9)),
    ]
    low, high = figure.layout.xaxis.range
    assert low < 14.75e9
    assert high > 19e9
    assert "all others allow $18\xa0bn to $19\xa0bn" in notes(figure)
    assert "<b>stated: $14.8\xa0bn</b>" in notes(figure)
    assert notes(figure)[-1] == "Exports, Borduria, 2020<br>First source"


def test_a_range_of_the_conflict_alone_says_so() -> None:
    given = (statements(EXPORTS), {"f0": (18e9, 19e9)}, LABELS)
    figure = charts.number_line(*given, here=True)
    assert "the others here allow $18\xa0bn to $19\xa0bn" in notes(figure)
    told = charts.conflict.summary(*given, here=True)
    assert "the other statements named here allow $18\xa0bn to $19\xa0bn." in told


def test_words_stand_at_their_range_and_lean_on_it_near_the_edges() -> None:
    figure = charts.number_line(statements(EXPORTS), {"f0": (18e9, 19e9)}, LABELS)
    placed = {note.text: note for note in figure.layout.annotations}
    one, other = (
        placed["<b>stated: $14.8\xa0bn</b>"],
        placed["all others allow $18\xa0bn to $19\xa0bn"],
    )
    assert (one.xanchor, one.x, one.yanchor) == ("left", 14.75e9, "bottom")
    assert (other.xanchor, other.x, other.yanchor) == ("right", 19e9, "top")


def test_each_statement_has_its_own_line_with_ticks_in_its_unit() -> None:
    figure = charts.number_line(statements(EXPORTS, SHARE), {"f1": (11.2, 11.7)}, LABELS)
    assert boxes(figure, "x2")[1] == pytest.approx((11.2, 11.7))
    assert all(tick.endswith("\xa0bn") for tick in figure.layout.xaxis.ticktext)
    assert all(tick.endswith("\xa0%") for tick in figure.layout.xaxis2.ticktext)


def test_an_open_statement_runs_out_of_the_picture_with_an_arrow() -> None:
    figure = charts.number_line(statements(OVER), {"f0": (None, 5e9)}, LABELS)
    first, last = figure.layout.xaxis.range
    stated, implied = boxes(figure)
    assert stated[0] == 7.6e9
    assert stated[1] > last
    assert implied[0] == first
    heads = [s for t in traces(figure, "scatter") for s in t.marker.symbol or () if "triangle" in s]
    assert heads == ["triangle-right", "triangle-left"]
    assert "all others allow $5\xa0bn or less" in notes(figure)


@pytest.mark.parametrize(
    ("implied", "said"),
    [
        (None, "the other statements set no limit"),
        ((None, None), "the other statements set no limit"),
        ((5.0, 3.0), "the other statements leave no room"),
    ],
)
def test_no_limit_and_no_room_are_said_not_drawn(implied: Any, said: str) -> None:
    figure = charts.number_line(statements(SHARE), {"f0": implied}, LABELS)
    assert said in notes(figure)
    assert len(boxes(figure)) == 1
    told = charts.conflict.summary(statements(SHARE), {"f0": implied}, LABELS)
    assert told.endswith(f"{said}.")


def test_up_to_reaches_to_zero() -> None:
    row = {"value": 5e9, "low": 0, "high": 5e9, "qualifier": "at_most"}
    figure = charts.number_line(statements(row), {}, LABELS)
    assert boxes(figure) == [(0, 5e9)]
    assert figure.layout.xaxis.range[0] == 0


def test_exact_counts_are_still_seen_and_points_begin_with_their_figure() -> None:
    row = {"unit": "count", "value": 12210, "low": 12210, "high": 12210}
    figure = charts.number_line(statements(row), {}, LABELS)
    shown = [t for t in traces(figure, "scatter") if t.x[0] == 12210]
    assert shown[0].customdata[0][0] == "f0"
    assert {c[0] for t in figure.data for c in t.customdata or ()} == {"f0"}


def test_growth_has_its_sign_and_text_is_never_markup() -> None:
    row = {**SHARE, "indicator": "growth"}
    labels = {**LABELS, "source_id": {"first": "<b>x"}}
    figure = charts.number_line(statements(row), {"f0": (1, 2)}, labels, signed=["growth"])
    assert any("<b>stated: +14.4\xa0%</b>" in note for note in notes(figure))
    assert any("+1\xa0% to +2\xa0%" in note for note in notes(figure))
    assert "<b>x" not in str(figure.to_plotly_json())


def test_a_long_text_is_broken_not_cut() -> None:
    row = {**EXPORTS, "value": 20_123_456_789.0, "low": None, "high": None}
    allowed = {"f0": (19_834_567_890_123.0, 19_834_567_891_123.0)}
    labels = {**LABELS, "source_id": {"first": "A source with a name that is very long " * 3}}
    for note in notes(charts.number_line(statements(row), allowed, labels)):
        assert all(len(line) <= 50 for line in note.split("<br>"))


def test_nothing_and_too_many() -> None:
    empty = charts.number_line(statements(), {}, LABELS)
    assert notes(empty) == ["No statement for this choice"]
    figure = charts.number_line(statements(*[EXPORTS] * 14), {}, LABELS)
    assert any("2 more rows are not drawn" in note for note in notes(figure))


def test_summary_tells_stated_and_implied() -> None:
    assert charts.conflict.summary(
        statements(EXPORTS, OVER), {"f0": (18e9, None), "f1": (1e9, 2.34567e9)}, LABELS
    ) == (
        "Exports, Borduria, 2020: stated $14.8\xa0bn; "
        "all other statements allow $18\xa0bn or more. "
        "Exports, Borduria, 2020: stated over $7.6\xa0bn; "
        "all other statements allow $1\xa0bn to $2.4\xa0bn."
    )
    assert charts.conflict.summary(statements(), {}, LABELS) == "No statement for this choice."


@given(st.floats(-1e12, 1e12), st.floats(1e-3, 1e12))
def test_ticks_are_few_even_inside_and_more_than_one(first: float, length: float) -> None:
    assume(length > abs(first) * 1e-9)  # closer ends have no even steps that a float can hold
    ticks = nice_ticks(first, first + length)
    assert 2 <= len(ticks) <= 5
    assert all(first <= tick <= first + length for tick in ticks)
    steps = [right - left for left, right in pairwise(ticks)]
    assert all(step == pytest.approx(steps[0], rel=1e-3) for step in steps)


def test_ticks_of_an_empty_range() -> None:
    assert nice_ticks(3, 3) == [3]
    assert nice_ticks(14e9, 19e9) == [14e9, 16e9, 18e9]
