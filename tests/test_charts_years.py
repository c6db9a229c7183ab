"""Flows by year: where bars stand, how they are filled, what they say, what is left out."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import charts
from dashboard.charts.marks import COLOURS, QUIET
from tests.charting import BILLION, LABELS, happenings, notes, points, statements, traces


def drawn(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """Each bar by figure_id: its span as days, its height and its fill."""
    bars = {}
    for key, place, trace in points(figure, "bar"):
        if trace.hoverinfo == "skip":
            continue
        half = timedelta(milliseconds=trace.width[place]) / 2
        bars[key] = {
            "from": trace.x[place] - half,
            "to": trace.x[place] + half,
            "base": trace.base[place],
            "height": trace.y[place],
            "shape": trace.marker.pattern.shape[place],
            "edge": trace.marker.line.color[place],
            "color": trace.marker.color[place],
            "hover": trace.hovertext[place],
            "text": trace.text[place],
        }
    return bars


def values(figure: go.Figure) -> dict[str, tuple[Any, float]]:
    """Marker of each statement by figure_id: its trace and its height."""
    return {
        key: (trace, trace.y[place])
        for key, place, trace in points(figure, "scatter")
        if trace.error_y.width == 4
    }


def test_a_year_fills_its_year_at_its_value_in_the_axis_scale() -> None:
    figure = charts.by_year(statements({"period": "2020", "value": 16 * BILLION}), LABELS)
    bar = drawn(figure)["f0"]
    assert datetime(2020, 1, 1) <= bar["from"] < datetime(2020, 2, 1)
    assert datetime(2020, 12, 1) < bar["to"] <= datetime(2021, 1, 1)
    assert (bar["base"], bar["height"], bar["shape"]) == (0, 16, "")
    assert bar["text"].startswith("$16 bn")
    assert figure.layout.yaxis.title.text == "billion US dollars"
    assert figure.layout.yaxis.range[0] == 0


def test_a_part_of_a_year_is_hatched_named_and_as_wide_as_its_months() -> None:
    figure = charts.by_year(
        statements({"period": "2024-01/2024-04"}, {"period": "2024"}, {"period": "2023"}), LABELS
    )
    part, year = drawn(figure)["f0"], drawn(figure)["f1"]
    assert datetime(2024, 1, 1) <= part["from"]
    assert part["to"] <= datetime(2024, 5, 1)
    assert part["to"] - part["from"] < (year["to"] - year["from"]) / 2.9
    assert (part["shape"], year["shape"]) == ("/", "")
    assert "Jan-Apr 2024" in notes(figure)
    assert "hatched: part of a year" in [trace.name for trace in figure.data]


def test_a_part_of_a_year_stands_in_front_on_opaque_ground() -> None:
    figure = charts.by_year(statements({"period": "2024-01/2024-04"}, {"period": "2024"}), LABELS)
    order = [(trace.customdata[0][0], trace.hoverinfo) for trace in traces(figure, "bar")]
    assert order == [("f1", "text"), ("f0", "skip"), ("f0", "text")]


def test_no_statement_is_joined_to_another() -> None:
    frame = statements({"period": "2020"}, {"period": "2021"}, {"period": "2022-S1"})
    figure = charts.by_year(frame, LABELS, events=happenings(("2021-05-01", "Visit")))
    assert {trace.mode for trace in figure.data if trace.type == "scatter"} == {"markers"}


def test_cumulative_windows_are_never_in_it() -> None:
    figure = charts.by_year(
        statements({"period": "2020"}, {"period": "2005/2024"}, {"period": "2019-12/2020-01"}),
        LABELS,
    )
    shown = {str(custom[0]) for trace in figure.data for custom in trace.customdata or ()}
    assert shown == {"f0"}
    assert figure.layout.xaxis.range[1] == datetime(2021, 1, 1)


def test_only_windows_say_so() -> None:
    figure = charts.by_year(statements({"period": "2005/2024"}), LABELS)
    assert "Only cumulative windows" in notes(figure)[0]
    assert len(figure.data) == 0


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_statements_of_the_same_year_share_it_without_overlap(count: int) -> None:
    rows = [{"source_id": f"s{number}"} for number in range(count)]
    bars = sorted(
        drawn(charts.by_year(statements(*rows), LABELS)).values(), key=lambda b: b["from"]
    )
    assert len(bars) == count
    assert bars[0]["from"] >= datetime(2020, 1, 1)
    assert bars[-1]["to"] <= datetime(2021, 1, 1)
    assert all(left["to"] <= right["from"] for left, right in itertools.pairwise(bars))


def test_a_closed_interval_is_an_error_bar() -> None:
    row = {"value": 16 * BILLION, "low": 15.5 * BILLION, "high": 17 * BILLION}
    trace, height = values(charts.by_year(statements(row), LABELS))["f0"]
    assert height == 16
    assert (trace.error_y.arrayminus[0], trace.error_y.array[0]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "symbol", "sign"),
    [
        ("more_than", 10 * BILLION, None, "triangle-up", 1),
        ("at_least", 10 * BILLION, None, "triangle-up", 1),
        ("at_most", 0, 10 * BILLION, "triangle-down", -1),
        ("less_than", 0, 10 * BILLION, "triangle-down", -1),
    ],
)
def test_an_open_end_is_an_arrow_without_a_cap(
    qualifier: str, low: float, high: float | None, symbol: str, sign: int
) -> None:
    row = {"qualifier": qualifier, "low": low, "high": high}
    figure = charts.by_year(statements(row), LABELS)
    trace, _ = values(figure)["f0"]
    assert (trace.error_y.array[0], trace.error_y.arrayminus[0]) == (0, 0)
    arrow = next(t for t in traces(figure, "scatter") if t.error_y.width == 0)
    assert arrow.marker.symbol[0] == symbol
    assert (arrow.y[0] - 10) * sign > 0
    stem = arrow.error_y.arrayminus if sign > 0 else arrow.error_y.array
    assert arrow.y[0] - sign * stem[0] == pytest.approx(10)
    assert max(arrow.y) < figure.layout.yaxis.range[1]


def test_up_to_is_an_outline_because_less_may_be_true() -> None:
    row = {"qualifier": "at_most", "low": 0, "high": 10 * BILLION}
    assert drawn(charts.by_year(statements(row), LABELS))["f0"]["color"] == "rgba(0,0,0,0)"


SPLIT = (
    {"indicator": "turnover", "value": 16 * BILLION},
    {"indicator": "exports", "value": 14.8 * BILLION},
    {"indicator": "imports", "value": 1.2 * BILLION},
)


def test_a_stated_split_is_stacked_inside_its_total() -> None:
    figure = charts.by_year(statements(*reversed(SPLIT)), LABELS, split=["exports", "imports"])
    imports, exports, turnover = (drawn(figure)[key] for key in ("f0", "f1", "f2"))
    assert (exports["base"], exports["height"]) == (0, 14.8)
    assert (imports["base"], imports["height"]) == (14.8, 1.2)
    assert exports["from"] == imports["from"] == turnover["from"]
    assert exports["shape"] != imports["shape"]
    assert exports["text"].startswith("Exports $14.8 bn")
    assert list(values(figure)) == ["f2"]
    assert {"Exports", "Imports"} <= {trace.name for trace in figure.data}


def test_parts_of_another_source_or_period_are_not_put_into_a_total() -> None:
    rows = ({**SPLIT[0]}, {**SPLIT[1], "source_id": "second"}, {**SPLIT[2], "period": "2021"})
    bars = drawn(charts.by_year(statements(*rows), LABELS, split=["exports", "imports"]))
    assert bars["f0"]["to"] <= bars["f1"]["from"]
    assert bars["f2"]["from"] >= datetime(2021, 1, 1)
    assert {bar["base"] for bar in bars.values()} == {0}


def test_a_stack_without_a_stated_total_marks_the_parts_only() -> None:
    figure = charts.by_year(statements(*SPLIT[1:]), LABELS, split=["exports", "imports"])
    assert {key: height for key, (_, height) in values(figure).items()} == {
        "f0": 14.8,
        "f1": pytest.approx(16),
    }


def test_a_stack_higher_than_its_total_fits_into_the_axis() -> None:
    rows = ({**SPLIT[0], "value": BILLION}, SPLIT[1], SPLIT[2])
    figure = charts.by_year(statements(*rows), LABELS, split=["exports", "imports"])
    assert figure.layout.yaxis.range[1] > 16


def test_years_without_a_statement_say_so() -> None:
    figure = charts.by_year(
        statements({"period": "2010"}, {"period": "2015-S1"}, {"period": "2017"}), LABELS
    )
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(band.x0, band.x1) for band in bands] == [
        (datetime(2011, 1, 1), datetime(2015, 1, 1)),
        (datetime(2016, 1, 1), datetime(2017, 1, 1)),
    ]
    said = [note for note in figure.layout.annotations if note.text == "not stated"]
    assert [note.textangle for note in said] == [0, -90]


def test_sources_have_a_colour_and_a_symbol_each_by_their_place_in_the_labels() -> None:
    figure = charts.by_year(
        statements({"source_id": "third"}, {"source_id": "first", "period": "2021"}), LABELS
    )
    found = {key: trace.marker for key, (trace, _) in values(figure).items()}
    assert found["f0"].color[0] == drawn(figure)["f0"]["edge"] == COLOURS[2]
    assert found["f1"].color[0] == COLOURS[0]
    assert found["f0"].symbol[0] != found["f1"].symbol[0]
    assert [t.name for t in figure.data if t.showlegend] == ["Third source", "First source"]


def test_another_column_can_give_the_colours() -> None:
    figure = charts.by_year(
        statements({"partner": "SYL"}, {"partner": "BOR"}), LABELS, by=charts.By(colour="partner")
    )
    assert [t.name for t in figure.data if t.showlegend] == ["Syldavia", "Borduria"]


def test_a_panel_for_each_source() -> None:
    figure = charts.by_year(
        statements({}, {"source_id": "second", "period": "2021"}),
        LABELS,
        by=charts.By(panel="source_id"),
    )
    axes = {key: trace.yaxis for key, _, trace in points(figure, "bar")}
    assert axes == {"f0": "y", "f1": "y2"}
    assert {"<b>First source</b>", "<b>Second source</b>"} <= set(notes(figure))
    assert figure.layout.xaxis.matches == "x2"


def test_panels_of_one_unit_have_one_scale() -> None:
    figure = charts.by_year(
        statements({"value": 20 * BILLION}, {"source_id": "second", "value": BILLION / 5}),
        LABELS,
        by=charts.By(panel="source_id"),
    )
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert figure.layout.yaxis2.title.text == "billion US dollars"
    assert values(figure)["f1"][1] == pytest.approx(0.2)


def test_titles_of_panels_are_broken_not_cut() -> None:
    long = "A publisher with a long name, 25 September 2024, of the second edition"
    labels = {**LABELS, "source_id": {"first": long, "second": "Second"}}
    figure = charts.by_year(
        statements({}, {"source_id": "second"}), labels, by=charts.By(panel="source_id")
    )
    title = next(note for note in notes(figure) if note.startswith("<b>A publisher"))
    assert title.replace("</b><br><b>", " ") == f"<b>{long}</b>"


def test_an_official_number_is_rounded_and_says_so() -> None:
    official = {
        "value": 139_551_208_000.0,
        "low": 139_551_207_999.5,
        "high": 139_551_208_000.5,
        "paragraph": None,
        "period": "2019",
    }
    figure = charts.by_year(statements({}), LABELS, reference=statements(official))
    line = next(t for t in traces(figure, "scatter") if t.mode == "lines+markers")
    assert line.hovertext[0].startswith("<b>$139.6 bn (rounded), 2019</b>")
    assert "allows" not in line.hovertext[0]


def test_currencies_never_share_an_axis() -> None:
    figure = charts.by_year(statements({}, {"unit": "EUR", "value": 3_000_000}), LABELS)
    bars = {key: (trace.yaxis, trace.y[place]) for key, place, trace in points(figure, "bar")}
    assert bars == {"f0": ("y", 10), "f1": ("y2", 3)}
    titles = [figure.layout.yaxis.title.text, figure.layout.yaxis2.title.text]
    assert titles == ["billion US dollars", "million euros"]


def test_hover_tells_number_phrase_interval_source_paragraph_and_period() -> None:
    row = {
        "value": 7.6 * BILLION,
        "qualifier": "more_than",
        "low": 7.6 * BILLION,
        "high": None,
        "as_stated": "over 7.6 billion",
        "authority": "the ministry",
        "period": "2024-01/2024-04",
        "period_basis": "inferred",
    }
    says = drawn(charts.by_year(statements(row), LABELS))["f0"]["hover"].split("<br>")
    assert says == [
        "<b>over $7.6 bn, Jan-Apr 2024</b>",
        "Exports, Borduria",
        "printed: \N{LEFT DOUBLE QUOTATION MARK}over 7.6 billion\N{RIGHT DOUBLE QUOTATION MARK}",
        "the wording allows: $7.6 bn or more",
        "First source, paragraph 4",
        "cites: the ministry",
        "the period is inferred",
    ]


def test_texts_of_the_data_never_become_markup() -> None:
    bad = "<b>x</b> & <a href='javascript:1'>"
    labels = {"source_id": {"first": bad}, "indicator": {"exports": bad}, "partner": {"BOR": bad}}
    row = {"as_stated": bad, "authority": bad}
    figure = charts.by_year(
        statements(row, SPLIT[1] | {"period": "2021"}),
        labels,
        by=charts.By(panel="source_id"),
        split=["exports"],
        events=happenings(("2020-05-01", bad)),
        reference=statements({"source_id": "first"}),
    )
    written = str(figure.to_plotly_json())
    assert "<a" not in written
    assert "<b>x" not in written
    assert "&lt;b&gt;x&lt;/b&gt; &amp;" in written


def test_the_official_series_is_a_quiet_line_that_breaks_at_a_missing_year() -> None:
    official = statements(
        {"period": "2018", "value": 20 * BILLION, "source_id": "third"},
        {"period": "2020", "value": 22 * BILLION, "source_id": "third"},
        {"period": "2019-S1", "source_id": "third"},
        {"period": "2019", "partner": "SYL", "source_id": "third"},
        {"period": "2019", "unit": "EUR", "source_id": "third"},
    )
    figure = charts.by_year(statements({"period": "2021"}), LABELS, reference=official)
    line = next(t for t in traces(figure, "scatter") if t.mode == "lines+markers")
    assert list(line.y) == [20, None, 22]
    assert line.connectgaps is False
    assert line.line.color == QUIET
    assert [custom[0] for custom in line.customdata] == ["f0", "", "f1"]
    assert line.name == "Third source (official series)"
    assert figure.layout.yaxis.range[1] > 22
    assert figure.layout.xaxis.range[0] <= datetime(2018, 1, 1)


def test_of_a_split_only_the_total_has_an_official_line() -> None:
    official = statements(*SPLIT)
    figure = charts.by_year(
        statements(*SPLIT), LABELS, split=["exports", "imports"], reference=official
    )
    lines = [t for t in traces(figure, "scatter") if t.mode == "lines+markers"]
    assert [list(line.y) for line in lines] == [[16]]


def test_events_of_the_shown_years_are_thin_lines_that_are_named() -> None:
    happened = happenings(("2020-05-10", "Visit"), ("2021", "Treaty"), ("1999", "Long ago"))
    figure = charts.by_year(
        statements({"period": "2020"}, {"period": "2022"}), LABELS, events=happened
    )
    marks = next(trace for trace in figure.data if trace.name == "Events")
    assert list(marks.hovertext) == ["Visit, 10 May 2020"]
    assert [list(custom) for custom in marks.customdata] == [["", "e0"]]
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert lines[0].x0 == datetime(2020, 5, 10, 12)


def test_an_event_without_a_day_lies_along_the_top_and_is_no_band() -> None:
    happened = happenings(("2021", "Treaty"), ("2020-02", "Fair"))
    frame = statements({"period": "2020"}, {"period": "2022"})
    figure = charts.by_year(frame, LABELS, events=happened)
    (marks,) = [t for t in figure.data if t.name == "Events dated only to a month or year"]
    assert list(marks.hovertext) == ["Treaty, 2021", "Fair, Feb 2020"]
    assert "Events" not in [trace.name for trace in figure.data]
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [(line.x0, line.x1, line.y0, line.y1) for line in lines] == [
        (datetime(2021, 1, 1), datetime(2022, 1, 1), 0.99, 0.99),
        (datetime(2020, 2, 1), datetime(2020, 3, 1), 0.99, 0.99),
    ]
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(bands) == 1, "the year without a statement"


def test_no_event_of_the_shown_years_draws_nothing() -> None:
    figure = charts.by_year(statements({}), LABELS, events=happenings(("1999", "Long ago")))
    assert "Events" not in [trace.name for trace in figure.data]


def test_nothing_chosen_looks_intended() -> None:
    figure = charts.by_year(statements(), LABELS)
    assert notes(figure) == ["No statement for this choice"]
    assert figure.layout.xaxis.visible is False


def test_one_figure_stands_after_two_years_and_before_none() -> None:
    figure = charts.by_year(statements({"period": "2020"}), LABELS)
    assert list(figure.layout.xaxis.range) == [datetime(2018, 1, 1), datetime(2021, 1, 1)]


def test_a_thousand_sources_all_stand_in_the_chart_and_the_legend_counts_them() -> None:
    rows = [
        {"source_id": f"s{number}", "period": str(2000 + number % 20)} for number in range(1000)
    ]
    figure = charts.by_year(statements(*rows), LABELS)
    assert len(drawn(figure)) == len(values(figure)) == 1000
    listed = [trace.name for trace in figure.data if trace.showlegend]
    assert len(listed) == 10
    assert listed[-1] == "991 more"
    assert len(figure.data) < 50


def test_panels_that_are_left_out_are_counted() -> None:
    rows = [{"source_id": f"s{number}"} for number in range(14)]
    figure = charts.by_year(statements(*rows), LABELS, by=charts.By(panel="source_id"))
    assert len(drawn(figure)) == 12
    assert any("2 more panels are not drawn" in note.replace("<br>", " ") for note in notes(figure))


def test_summary_tells_highest_latest_parts_and_gaps() -> None:
    frame = statements(
        {"period": "2018", "value": 20 * BILLION},
        {"period": "2020", "value": 16 * BILLION, "source_id": "second"},
        {"period": "2021-S1", "value": 8 * BILLION, "qualifier": "more_than"},
        {"period": "2005/2021"},
    )
    assert charts.years.summary(frame, LABELS) == (
        "Exports, Borduria: 3 figures from 2 sources, 2018 to Jun 2021. "
        "The highest is $20 bn (2018). The latest is $16 bn (2020). "
        "Part of a year only: over $8 bn (Jan-Jun 2021). Not stated: 2019. "
        "1 cumulative window is not in this chart."
    )


def test_summary_of_one_of_none_and_of_a_split() -> None:
    assert charts.years.summary(statements({}), LABELS).endswith("It is $10 bn (2020).")
    assert charts.years.summary(statements(), LABELS) == "No statement for this choice."
    told = charts.years.summary(statements(*SPLIT), LABELS, split=["exports", "imports"])
    assert told.startswith("Turnover, Borduria: 1 figure from 1 source, 2020.")


def test_summary_names_runs_of_missing_years() -> None:
    told = charts.years.summary(statements({"period": "2010"}, {"period": "2015"}), LABELS)
    assert "Not stated: 2011 to 2014." in told
