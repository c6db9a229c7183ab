"""Cumulative windows: spans at their height, open ends as arrows, averages marked as derived."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import charts
from dashboard.charts.rows import rows
from dashboard.charts.windows import average
from tests.charting import BILLION, LABELS, happenings, notes, statements, traces

OVER = {
    "period": "2005/2024-06-25",
    "value": 7.6 * BILLION,
    "low": 7.6 * BILLION,
    "high": None,
    "qualifier": "more_than",
    "as_stated": "over 7.6 billion",
}
UP_TO = {
    "period": "2005-05-31/2025-05-30",
    "value": 7.6 * BILLION,
    "low": 0,
    "high": 7.6 * BILLION,
    "qualifier": "at_most",
    "source_id": "second",
}
ABOUT = {
    "period": "1994/2014-04-18",
    "value": 6 * BILLION,
    "low": 5 * BILLION,
    "high": 7 * BILLION,
    "qualifier": "approximately",
    "source_id": "third",
}


def lines(figure: go.Figure) -> dict[str, Any]:
    return {t.customdata[0][0]: t for t in traces(figure, "scatter") if t.mode == "lines+markers"}


def test_a_window_reaches_from_its_first_day_to_its_last_at_its_height() -> None:
    line = lines(charts.spans(statements(OVER), LABELS))["f0"]
    assert (line.x[0], line.x[-1]) == (datetime(2005, 1, 1), datetime(2024, 6, 26))
    assert set(line.y) == {7.6}
    assert [custom[0] for custom in line.customdata] == ["f0"] * 3


def test_only_windows_are_drawn_and_each_by_its_own() -> None:
    figure = charts.spans(statements(OVER, {"period": "2020"}, ABOUT), LABELS)
    assert list(lines(figure)) == ["f0", "f2"]


@pytest.mark.parametrize(
    ("row", "symbol", "sign"), [(OVER, "triangle-up", 1), (UP_TO, "triangle-down", -1)]
)
def test_open_ends_are_arrows_and_have_no_band(row: dict[str, Any], symbol: str, sign: int) -> None:
    figure = charts.spans(statements(row), LABELS)
    arrow = next(t for t in traces(figure, "scatter") if t.mode == "markers")
    assert set(arrow.marker.symbol) == {symbol}
    assert all((y - 7.6) * sign > 0 for y in arrow.y)
    assert arrow.error_y.width == 0
    assert all(lines(figure)["f0"].x[0] < x < lines(figure)["f0"].x[-1] for x in arrow.x)
    assert not [t for t in traces(figure, "scatter") if t.fill == "toself"]


def test_a_closed_interval_is_a_band_over_the_whole_window() -> None:
    figure = charts.spans(statements(ABOUT), LABELS)
    band = next(t for t in traces(figure, "scatter") if t.fill == "toself")
    assert (min(band.y), max(band.y)) == (5, 7)
    assert (min(band.x), max(band.x)) == (datetime(1994, 1, 1), datetime(2014, 4, 19))
    assert not [t for t in traces(figure, "scatter") if t.mode == "markers"]


def test_two_at_the_same_height_are_both_seen() -> None:
    figure = charts.spans(statements(OVER, UP_TO), LABELS)
    found = lines(figure)
    assert found["f0"].line.width > found["f1"].line.width
    shifts = {note.text: note.yshift for note in figure.layout.annotations}
    assert abs(shifts["over $7.6 bn"] - shifts["up to $7.6 bn"]) >= 17


def test_numbers_of_many_windows_keep_clear_of_one_another() -> None:
    close = [{**ABOUT, "value": (6 + n / 50) * BILLION, "source_id": f"s{n}"} for n in range(4)]
    figure = charts.spans(statements(*close), LABELS)
    pixels = 280 / figure.layout.yaxis.range[1]
    at = sorted(note.y * pixels + note.yshift for note in figure.layout.annotations)
    assert all(b - a >= 17 for a, b in itertools.pairwise(at))


def test_the_yearly_average_is_marked_as_derived() -> None:
    says = lines(charts.spans(statements(OVER), LABELS))["f0"].hovertext[0]
    assert "<b>over $7.6 bn, 2005 to 25 Jun 2024</b>" in says
    assert "derived: on average over $390 mn a year" in says


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"period": "2005/2014", "value": 20 * BILLION}, "about $2 bn a year"),
        ({**UP_TO, "period": "2005/2014"}, "up to $760 mn a year"),
    ],
)
def test_averages(row: dict[str, Any], expected: str) -> None:
    assert average(rows(statements(row))[0]) == expected


def test_none_says_so_and_nothing_says_so() -> None:
    assert "No cumulative window" in notes(charts.spans(statements({}), LABELS))[0]
    assert notes(charts.spans(statements(), LABELS)) == ["No statement for this choice"]


def test_currencies_never_share_an_axis_and_events_are_marked() -> None:
    figure = charts.spans(
        statements(OVER, {**ABOUT, "unit": "EUR"}),
        LABELS,
        events=happenings(("2010-05-10", "Visit")),
    )
    assert {key: line.yaxis for key, line in lines(figure).items()} == {"f0": "y", "f1": "y2"}
    assert "Events" in [trace.name for trace in figure.data]


def test_many_sources_are_all_drawn() -> None:
    many = [{**ABOUT, "source_id": f"s{n}"} for n in range(40)]
    figure = charts.spans(statements(*many), LABELS)
    assert len(lines(figure)) == 40
    assert "31 more" in [trace.name for trace in figure.data if trace.showlegend]


def test_summary_tells_each_window() -> None:
    assert charts.windows.summary(statements(OVER, {}, UP_TO), LABELS) == (
        "Cumulative windows, Exports, Borduria: over $7.6 bn in all, 2005 to 25 Jun 2024; "
        "up to $7.6 bn in all, 31 May 2005 to 30 May 2025."
    )
    assert charts.windows.summary(statements({}), LABELS) == "No statement for this choice."
