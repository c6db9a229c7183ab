"""Stocks on their days; growth, share and rank over their periods.

Of dashboard/charts: points.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import charts
from tests.charting import LABELS, notes, points, statements, traces

OVER = {
    "period": "2022-08-21",
    "unit": "count",
    "value": 250,
    "low": 250,
    "high": None,
    "qualifier": "more_than",
}
ABOUT = {
    "period": "2025-05-30",
    "unit": "count",
    "value": 270,
    "low": 260,
    "high": 280,
    "qualifier": "approximately",
    "source_id": "second",
}
GROWTH = {"indicator": "growth", "unit": "percent", "value": 24, "low": 23.5, "high": 24.5}
RANK = {"indicator": "rank", "unit": "rank", "value": 3, "low": 3, "high": 3}


def at(figure: go.Figure) -> dict[str, tuple[Any, int]]:
    """Trace and place of each statement's point."""
    return {
        key: (trace, place)
        for key, place, trace in points(figure, "scatter")
        if trace.error_y.width == 4
    }


def test_a_stock_stands_on_its_day_with_its_interval() -> None:
    figure = charts.stocks(statements(OVER, ABOUT), LABELS)
    trace, place = at(figure)["f1"]
    year = figure.layout.xaxis.range[1] - 1  # the last of the axis
    assert trace.x[place] == pytest.approx(year + 149.5 / 365)
    assert (trace.y[place], trace.error_y.array[place], trace.error_y.arrayminus[place]) == (
        270,
        10,
        10,
    )
    assert figure.layout.yaxis.range[0] == 0
    assert {"<b>over 250</b>", "<b>about 270</b>", "A", "B"} <= set(notes(figure))


def test_an_open_stock_has_an_arrow_and_no_error_bar() -> None:
    figure = charts.stocks(statements(OVER), LABELS)
    trace, place = at(figure)["f0"]
    assert (trace.error_y.array[place], trace.error_y.arrayminus[place]) == (0, 0)
    arrow = next(t for t in traces(figure, "scatter") if t.error_y.width == 0)
    assert arrow.marker.symbol[0] == "triangle-up"
    assert arrow.y[0] > 250


def test_no_point_is_joined_and_each_begins_with_its_figure() -> None:
    figure = charts.rates(statements(GROWTH, {**GROWTH, "period": "2021"}), LABELS)
    assert {trace.mode for trace in figure.data} == {"markers"}
    assert sorted(at(figure)) == ["f0", "f1"]


def test_strokes_lie_within_their_time_and_never_touch() -> None:
    frame = statements(RANK, {**RANK, "period": "2021"}, {**GROWTH, "period": "2024-01/2024-05"})
    figure = charts.rates(frame, LABELS)
    first, second, part = (shape for shape in figure.layout.shapes if shape.type == "line")
    assert 0 < first.x0 < first.x1 < 1 < second.x0 < second.x1 < 2
    year = figure.layout.xaxis.range[1] - 1
    assert year < part.x0 < part.x1 < year + 152 / 366
    assert (first.y0, first.y1, part.y0) == (3, 3, 24)


def test_a_part_of_a_year_is_open_and_named_and_growth_has_its_sign() -> None:
    figure = charts.rates(
        statements({**GROWTH, "period": "2024-01/2024-05"}, GROWTH), LABELS, signed=["growth"]
    )
    assert {"<b>+24\xa0%</b><br>5 months", "<b>+24\xa0%</b>"} <= set(notes(figure))
    symbols = {key: trace.marker.symbol[place] for key, (trace, place) in at(figure).items()}
    assert symbols == {"f0": "circle-open", "f1": "circle"}
    trace, place = at(figure)["f0"]
    assert "+23.5\xa0% to +24.5\xa0%" in trace.hovertext[place]


def test_two_sources_of_the_same_year_stand_side_by_side() -> None:
    figure = charts.rates(statements(RANK, {**RANK, "source_id": "second"}), LABELS)
    xs = [trace.x[place] for trace, place in at(figure).values()]
    assert 0 < xs[0] < xs[1] < 1


def test_ranks_have_whole_numbers_and_the_first_at_the_top() -> None:
    figure = charts.rates(statements(RANK), LABELS)
    low, high = figure.layout.yaxis.range
    assert low > 5
    assert 0 < high < 1
    assert (figure.layout.yaxis.tick0, figure.layout.yaxis.dtick) == (1, 1)
    assert "the wording allows" not in at(figure)["f0"][0].hovertext[0]


def test_a_long_list_of_ranks_has_few_ticks() -> None:
    figure = charts.rates(statements({**RANK, "value": 50, "high": 50}), LABELS)
    assert figure.layout.yaxis.dtick == 10
    assert figure.layout.yaxis.range[0] > 50


def test_kinds_of_rates_never_share_an_axis() -> None:
    figure = charts.rates(statements(GROWTH, RANK, {**GROWTH, "indicator": "share"}), LABELS)
    axes = {key: trace.yaxis for key, (trace, _) in at(figure).items()}
    assert axes == {"f0": "y", "f1": "y2", "f2": "y3"}
    assert {"<b>Growth, percent</b>", "<b>share, percent</b>"} <= set(notes(figure))


@pytest.mark.parametrize(("value", "low", "high"), [(-12.5, -12.55, -12.45), (-4, -5, -3)])
def test_a_fall_lies_below_zero_and_in_the_axis(value: float, low: float, high: float) -> None:
    figure = charts.rates(statements({**GROWTH, "value": value, "low": low, "high": high}), LABELS)
    bottom, top = figure.layout.yaxis.range
    assert bottom < low
    assert top > 0


def test_a_panel_for_each_source_and_kind() -> None:
    figure = charts.rates(
        statements(GROWTH, {**GROWTH, "source_id": "second"}),
        LABELS,
        by=charts.By(panel="source_id"),
    )
    assert {"<b>First source</b>", "<b>Second source</b>"} <= set(notes(figure))


def test_panels_of_one_kind_and_unit_have_one_axis() -> None:
    figure = charts.rates(
        statements(
            {**GROWTH, "value": 50}, {**GROWTH, "value": -10, "low": -11, "source_id": "second"}
        ),
        LABELS,
        by=charts.By(panel="source_id"),
    )
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert figure.layout.yaxis.range[0] < -11
    assert figure.layout.yaxis.range[1] > 50


def test_panels_of_ranks_have_their_first_at_the_top() -> None:
    ranks = [
        {"indicator": "rank", "unit": "rank", "value": value, "source_id": source}
        for value, source in ((3, "first"), (9, "second"))
    ]
    figure = charts.rates(statements(*ranks), LABELS, by=charts.By(panel="source_id"))
    assert list(figure.layout.yaxis.range) == list(figure.layout.yaxis2.range) == [9.5, 0.5]


def test_kinds_that_have_nothing_in_common_keep_their_own_axes() -> None:
    rows = (
        {**ABOUT, "indicator": "exports"},
        {**ABOUT, "indicator": "imports", "value": 9, "low": 9, "high": 9},
    )
    figure = charts.stocks(statements(*rows), LABELS)
    assert figure.layout.yaxis.range[1] > 10 * figure.layout.yaxis2.range[1]


def test_a_number_printed_to_the_unit_has_no_interval() -> None:
    row = {**ABOUT, "qualifier": "exact", "value": 270, "low": 270, "high": 270}
    hovers = charts.stocks(statements(ABOUT, row), LABELS).data[0].hovertext
    assert ["the wording allows" in each for each in hovers] == [True, False]


def test_nothing_and_a_thousand() -> None:
    assert notes(charts.stocks(statements(), LABELS)) == ["No statement for this choice"]
    many = [{**ABOUT, "source_id": f"s{n}"} for n in range(1000)]
    figure = charts.stocks(statements(*many), LABELS)
    assert len(at(figure)) == 1000
    assert figure.layout.annotations == ()  # too many for numbers, and one panel has no title


def test_summary() -> None:
    assert charts.points.summary(statements(ABOUT, OVER), LABELS) == (
        "Exports, Borduria: 2 figures from 2 sources, 21 Aug 2022 to 30 May 2025. "
        "Stated: over 250 (21 Aug 2022); about 270 (30 May 2025)."
    )
    assert "+24\xa0% (2020)" in charts.points.summary(statements(GROWTH), LABELS, signed=["growth"])
    assert charts.points.summary(statements(), LABELS) == "No statement for this choice."


def test_what_no_point_of_very_many_says_is_kept_to_be_counted() -> None:
    rows = [{**GROWTH, "period": str(year)} for year in range(1990, 2015)]
    few = charts.rates(statements(*rows[1:]), LABELS, signed=["growth"])
    assert few.layout.meta["unwritten"] == []
    assert "<b>+24\xa0%</b>" in notes(few)
    many = charts.rates(statements(*rows), LABELS, signed=["growth"])
    assert "<b>+24\xa0%</b>" not in notes(many)
    assert many.layout.meta["unwritten"] == [f"+24\xa0%, {year}" for year in range(1990, 2015)]
