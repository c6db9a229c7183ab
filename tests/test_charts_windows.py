"""Cumulative windows: a row a statement, its length the time, its amount in words.

Of dashboard/charts: ends, rows, windows.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import charts
from dashboard.charts.rows import rows
from dashboard.charts.windows import AT, average
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


def bars(figure: go.Figure) -> tuple[dict[str, tuple[float, float]], Any]:
    """By figure the ends of its bar; and the clear trace that makes whole rows respond."""
    clear, shown = traces(figure, "bar")
    ends = {
        custom[0]: (base, base + length)
        for custom, base, length in zip(shown.customdata, shown.base, shown.x, strict=True)
    }
    return ends, clear


def test_a_window_reaches_from_its_first_day_to_its_last() -> None:
    ends, _ = bars(charts.spans(statements(OVER), LABELS))
    left, right = ends["f0"]
    assert left == 0  # the axis begins with 2005
    assert right == pytest.approx(19 + 177 / 366, abs=0.01)


def test_the_whole_row_responds_and_brings_back_its_figure() -> None:
    figure = charts.spans(statements(OVER, ABOUT), LABELS)
    _, clear = bars(figure)
    assert [custom[0] for custom in clear.customdata] == ["f1", "f0"], "the earliest at the top"
    assert set(clear.base) == {0}
    assert set(clear.x) == {figure.layout.xaxis.range[1]}
    assert set(clear.marker.color) == {"rgba(0,0,0,0)"}
    assert clear.width == 1


def test_a_window_without_a_start_begins_at_the_left_edge_with_an_arrow() -> None:
    open_one = {**ABOUT, "period": "../2024-06-20"}
    figure = charts.spans(statements(OVER, open_one), LABELS)
    ends, _ = bars(figure)
    left, right = ends["f1"]
    assert left == 0
    assert right == pytest.approx(19 + 172 / 366, abs=0.01)
    (arrow,) = traces(figure, "scatter")
    assert (list(arrow.x), arrow.marker.symbol) == ([0], "triangle-left")
    assert [custom[0] for custom in arrow.customdata] == ["f1"]
    assert list(arrow.y) == [AT], "in its own row, the first"
    assert figure.layout.xaxis.range == (0, 20), "the axis begins with what is known, 2005"
    assert figure.layout.xaxis.ticktext[0] == "2006"
    words = notes(figure)
    assert any("until 20 Jun 2024" in each and "a year" not in each for each in words), words
    assert not average(rows(statements(open_one))[0])
    assert "until 20 Jun 2024" in charts.windows.summary(statements(open_one), LABELS)


def test_no_arrow_is_drawn_where_every_window_has_a_start() -> None:
    assert not traces(charts.spans(statements(OVER, ABOUT), LABELS), "scatter")


def test_only_windows_are_drawn() -> None:
    figure = charts.spans(statements(OVER, {"period": "2020"}, ABOUT), LABELS)
    assert sorted(bars(figure)[0]) == ["f0", "f2"]


def test_each_row_says_amount_period_average_and_the_letter_of_its_source() -> None:
    figure = charts.spans(statements(UP_TO, ABOUT), LABELS)
    about, up_to = notes(figure)
    assert about.startswith("<b>about $6\xa0bn</b>")
    assert ">C</span><br>1994 to 18 Apr 2014 · about $300\xa0mn a year" in about
    assert ">B</span><br>31 May 2005 to 30 May 2025 · up to $380\xa0mn a year" in up_to
    assert figure.layout.meta["sources"] == [["C", "third"], ["B", "second"]]


def test_a_period_that_is_inferred_is_marked() -> None:
    (inferred,) = notes(charts.spans(statements({**OVER, "period_basis": "inferred"}), LABELS))
    assert "2005 to 25 Jun 2024* \N{MIDDLE DOT}" in inferred
    (printed,) = notes(charts.spans(statements(OVER), LABELS))
    assert "*" not in printed


def test_indicators_are_named_where_there_are_several() -> None:
    figure = charts.spans(statements(OVER, {**ABOUT, "indicator": "imports"}), LABELS)
    assert [note.split("</b> ")[1].split(" <")[0] for note in notes(figure)] == [
        *("Imports", "Exports"),
    ]


def test_the_yearly_average_is_marked_as_derived() -> None:
    says = traces(charts.spans(statements(OVER), LABELS), "bar")[0].hovertext[0]
    assert "<b>over $7.6\xa0bn, 2005 to 25 Jun 2024</b>" in says
    assert "derived: on average over $390\xa0mn a year" in says


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"period": "2005/2014", "value": 20 * BILLION}, "about $2\xa0bn a year"),
        ({**UP_TO, "period": "2005/2014"}, "up to $760\xa0mn a year"),
        ({**OVER, "period": "2005/2013"}, "over $840\xa0mn a year"),  # 844 and a half
        ({**UP_TO, "period": "2005/2013"}, "up to $850\xa0mn a year"),
        ({**ABOUT, "as_stated": "about $6.00 billion"}, "about $296\xa0mn a year"),
    ],
)
def test_averages(row: dict[str, Any], expected: str) -> None:
    assert average(rows(statements(row))[0]) == expected


def test_none_says_so_and_nothing_says_so() -> None:
    assert "No cumulative window" in notes(charts.spans(statements({}), LABELS))[0]
    assert notes(charts.spans(statements(), LABELS)) == ["No statement for this choice"]


def test_events_are_numbered_and_listed() -> None:
    figure = charts.spans(statements(OVER), LABELS, events=happenings(("2010-05-10", "Visit")))
    assert figure.layout.meta["events"] == [["1", "Visit, 10 May 2010"]]
    assert "1" in notes(figure)


def test_rows_that_are_left_out_are_counted() -> None:
    many = [{**ABOUT, "source_id": f"s{n}"} for n in range(50)]
    figure = charts.spans(statements(*many), LABELS)
    assert len(bars(figure)[0]) == 40
    assert any("10 more rows are not drawn" in each for each in notes(figure))


def test_summary_tells_each_window() -> None:
    assert charts.windows.summary(statements(OVER, {}, UP_TO), LABELS) == (
        "Cumulative windows, Exports, Borduria: over $7.6\xa0bn in all, 2005 to 25 Jun 2024; "
        "up to $7.6\xa0bn in all, 31 May 2005 to 30 May 2025."
    )
    assert charts.windows.summary(statements({}), LABELS) == "No statement for this choice."
