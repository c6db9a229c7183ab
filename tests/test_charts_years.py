"""Flows by year: where bars stand, how they are filled, what they say, what is left out.

Of dashboard/charts: bars, extras, panels, slots, years.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any, NamedTuple

import plotly.graph_objects as go
import pytest

from dashboard import charts
from dashboard.charts.marks import COLOURS, QUIET, letters
from tests.charting import BILLION, LABELS, happenings, notes, points, statements, traces


def drawn(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """Each bar by figure_id: where it stands, its height and its fill."""
    bars = {}
    for key, place, trace in points(figure, "bar"):
        half = trace.width[place] / 2
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


class Line(NamedTuple):
    """One of the lines of a trace."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    says: str
    trace: Any


def lines(figure: go.Figure, of_points: int) -> dict[str, Line]:
    """The lines of so many points each, by the figure_id that all their points bring back."""
    found = {}
    for trace in traces(figure, "scatter"):
        if trace.mode != "lines+markers":
            continue
        for given, run in groupby(enumerate(trace.x), lambda point: point[1] is not None):
            places = [place for place, _ in run]
            says = {trace.hovertext[place] for place in places}
            opens = {trace.customdata[place][0] for place in places}
            assert (len(says), len(opens)) == (1, 1), "a line is one thing"
            assert given or (says, opens, len(places)) == ({""}, {""}, 1), "a gap is nothing"
            if given and len(places) == of_points:
                xs, ys = (tuple(axis[place] for place in places) for axis in (trace.x, trace.y))
                found[opens.pop()] = Line(xs, ys, says.pop(), trace)
    return found


def brackets(figure: go.Figure) -> dict[str, Line]:
    """The bracket over the parts of an amount, by figure_id."""
    return lines(figure, 5)


def official_lines(figure: go.Figure) -> dict[str, Line]:
    """The line of each official value, by figure_id."""
    return lines(figure, 3)


def key(figure: go.Figure) -> list[str]:
    """What the chart's key explains."""
    return [entry["label"] for entry in figure.layout.meta["key"]]


def values(figure: go.Figure) -> dict[str, tuple[Any, float]]:
    """Where the interval of each statement stands, by figure_id: its trace and its height."""
    return {
        key: (trace, trace.y[place])
        for key, place, trace in points(figure, "scatter")
        if trace.error_y.width == 4
    }


def test_a_year_fills_its_year_at_its_value_in_the_axis_scale() -> None:
    figure = charts.by_year(statements({"period": "2020", "value": 16 * BILLION}), LABELS)
    bar = drawn(figure)["f0"]
    assert 0 < bar["from"] < 0.1
    assert 0.85 < bar["to"] < 1
    assert (bar["base"], bar["height"], bar["shape"]) == (0, 16, "")
    assert "<b>$16\xa0bn</b>" in notes(figure), "level, above the bar"
    assert figure.layout.yaxis.range[0] == 0
    assert not figure.layout.yaxis.title.text, "nothing upright: the head has the unit"


def test_a_part_of_a_year_is_hatched_numbered_and_narrower() -> None:
    figure = charts.by_year(
        statements(
            {"period": "2024-01/2024-04"}, {"period": "2024"}, {"period": "2023-03/2023-05"}
        ),
        LABELS,
    )
    part, year, spring = (drawn(figure)[key] for key in ("f0", "f1", "f2"))
    assert part["to"] < year["from"], "beside the year, not in front of it"
    assert part["to"] - part["from"] < (year["to"] - year["from"]) / 2
    assert (part["shape"], year["shape"]) == ("/", "")
    assert {"<b>$10\xa0bn</b><br>4 months", "<b>$10\xa0bn</b><br>Mar-May"} <= set(notes(figure))
    assert "hatched: part of a year" in key(figure)
    assert spring["from"] > 0.15, "alone in its year it stands where its months are"


def test_no_statement_is_joined_to_another() -> None:
    frame = statements({"period": "2020"}, {"period": "2021"}, {"period": "2022-S1"})
    figure = charts.by_year(frame, LABELS, events=happenings(("2021-05-01", "Visit")))
    for trace in figure.data:
        if trace.type == "scatter" and "lines" in trace.mode:
            assert len({custom[0] for custom in trace.customdata}) == 1


def test_cumulative_windows_are_never_in_it() -> None:
    figure = charts.by_year(
        statements({"period": "2020"}, {"period": "2005/2024"}, {"period": "2019-12/2020-01"}),
        LABELS,
    )
    shown = {str(custom[0]) for trace in figure.data for custom in trace.customdata or ()}
    assert shown == {"f0"}
    assert list(figure.layout.xaxis.range) == [0, 1]
    assert figure.layout.xaxis.ticktext == ("2020",)


def test_only_windows_say_so() -> None:
    figure = charts.by_year(statements({"period": "2005/2024"}), LABELS)
    assert "Only cumulative windows" in notes(figure)[0]
    assert len(figure.data) == 0


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_statements_of_the_same_year_share_it_without_overlap(count: int) -> None:
    rows = [{"source_id": f"s{number}"} for number in range(count)]
    figure = charts.by_year(statements(*rows), LABELS)
    bars = sorted(drawn(figure).values(), key=lambda b: b["from"])
    assert len(bars) == count
    assert bars[0]["from"] >= 0
    assert bars[-1]["to"] <= figure.layout.xaxis.range[1]
    assert all(left["to"] <= right["from"] for left, right in pairwise(bars))


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


def test_parts_stand_beside_one_another_below_a_bracket_at_their_sum() -> None:
    figure = charts.by_year(statements(*reversed(SPLIT)), LABELS, split=["exports", "imports"])
    imports, exports = (drawn(figure)[key] for key in ("f0", "f1"))
    assert "f2" not in drawn(figure), "the sum is no bar over its parts"
    assert (exports["base"], exports["height"]) == (0, 14.8)
    assert (imports["base"], imports["height"]) == (0, 1.2)
    assert exports["to"] <= imports["from"]
    assert (exports["color"], imports["color"]) == (COLOURS[0], COLOURS[1])
    bracket = brackets(figure)["f2"]
    assert max(bracket.y) == 16
    assert bracket.x[0] <= exports["from"]
    assert bracket.x[-1] >= imports["to"] - 0.05
    assert bracket.says.startswith("<b>$16\xa0bn, 2020</b>")
    assert exports["text"] == "14.8"
    assert {"<b>$16\xa0bn</b>", "1.2"} <= set(notes(figure))
    assert key(figure) == ["Exports", "Imports", "Turnover: the bracket above its parts"]


def test_hover_and_click_on_imports_give_imports() -> None:
    figure = charts.by_year(statements(*SPLIT), LABELS, split=["exports", "imports"])
    bar = drawn(figure)["f2"]
    assert "Imports, Borduria" in bar["hover"]
    assert bar["hover"].startswith("<b>$1.2\xa0bn, 2020</b>")


def test_numbers_of_another_scale_have_no_zeros_that_were_not_printed() -> None:
    small = {**SPLIT[2], "value": 400_000_000, "as_stated": "400 million"}
    figure = charts.by_year(statements(*SPLIT[:2], small), LABELS, split=["exports", "imports"])
    assert "0.4" in notes(figure)


def test_an_amount_without_stated_parts_is_pale_and_said_to_be() -> None:
    figure = charts.by_year(
        statements(*SPLIT, {**SPLIT[0], "period": "2021"}), LABELS, split=["exports", "imports"]
    )
    assert drawn(figure)["f3"]["color"].startswith(QUIET)
    assert "Turnover, parts not stated" in key(figure)


def test_what_is_expected_is_dotted_and_what_was_withdrawn_an_outline() -> None:
    frame = statements({"period": "2026"}, {"period": "2020"}, {"period": "2021"})
    frame["status"] = ["target", "actual", "actual"]
    frame["supersedes"] = [None, None, "f1"]
    frame["retracted"] = None
    figure = charts.by_year(frame, LABELS)
    assert drawn(figure)["f0"]["shape"] == "."
    assert drawn(figure)["f1"]["color"] == "rgba(0,0,0,0)"
    assert drawn(figure)["f2"]["color"] != "rgba(0,0,0,0)"
    assert any("target" in note for note in notes(figure))
    assert any("superseded" in note for note in notes(figure))


def test_a_range_is_a_bar_between_its_ends_and_never_a_value() -> None:
    row = {"value": None, "low": 16 * BILLION, "high": 20 * BILLION}
    figure = charts.by_year(statements(row), LABELS)
    bar = drawn(figure)["f0"]
    assert (bar["base"], bar["height"]) == (16, 4)
    assert "<b>$16\xa0bn to $20\xa0bn</b>" in notes(figure)
    assert bar["hover"].startswith("<b>$16\xa0bn to $20\xa0bn, 2020</b>")


def test_what_is_below_zero_hangs_and_is_in_the_axis() -> None:
    figure = charts.by_year(statements({"value": -2 * BILLION}, {"period": "2021"}), LABELS)
    assert drawn(figure)["f0"]["height"] == -2
    assert figure.layout.yaxis.range[0] < -2


def test_parts_of_another_source_or_period_are_not_put_under_a_bracket() -> None:
    rows = ({**SPLIT[0]}, {**SPLIT[1], "source_id": "second"}, {**SPLIT[2], "period": "2021"})
    figure = charts.by_year(statements(*rows), LABELS, split=["exports", "imports"])
    bars = drawn(figure)
    assert brackets(figure) == {}
    assert bars["f0"]["to"] <= bars["f1"]["from"]
    assert bars["f2"]["from"] >= bars["f1"]["to"]


def test_parts_without_a_stated_sum_have_no_bracket() -> None:
    figure = charts.by_year(statements(*SPLIT[1:]), LABELS, split=["exports", "imports"])
    assert brackets(figure) == {}
    assert {key: height for key, (_, height) in values(figure).items()} == {"f0": 14.8, "f1": 1.2}


def test_parts_higher_than_their_sum_fit_into_the_axis() -> None:
    rows = ({**SPLIT[0], "value": BILLION}, SPLIT[1], SPLIT[2])
    figure = charts.by_year(statements(*rows), LABELS, split=["exports", "imports"])
    assert figure.layout.yaxis.range[1] > 14.8
    (number,) = [note for note in figure.layout.annotations if note.text == "<b>$1\xa0bn</b>"]
    assert number.y == 14.8, "above all of its marks"


def test_years_without_a_statement_fold_and_say_so() -> None:
    figure = charts.by_year(
        statements({"period": "2010"}, {"period": "2015-S1"}, {"period": "2017"}), LABELS
    )
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(band.x0, band.x1) for band in bands] == [(1, 1.8), (2.8, 3.8)]
    assert {"2011\N{EN DASH}14<br>not stated", "not stated"} <= set(notes(figure))
    assert list(figure.layout.xaxis.ticktext) == ["2010", "2015", "2016", "2017"]
    assert figure.layout.xaxis.tickangle == 0


def test_sources_have_a_letter_by_their_place_in_the_labels() -> None:
    figure = charts.by_year(
        statements({"source_id": "third"}, {"source_id": "first", "period": "2021"}), LABELS
    )
    assert figure.layout.meta["sources"] == [["C", "third"], ["A", "first"]]
    at = {note.text: note.x for note in figure.layout.annotations if note.text in ("A", "C")}
    bars = drawn(figure)
    assert bars["f0"]["from"] < at["C"] < bars["f0"]["to"]
    assert bars["f1"]["from"] < at["A"] < bars["f1"]["to"]


def test_letters_go_on_after_the_alphabet() -> None:
    known = letters(f"s{number}" for number in range(60))
    assert [known[f"s{number}"] for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


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
    line = official_lines(figure)["f0"]
    assert line.says.startswith("<b>$139.6\xa0bn (rounded), 2019</b>")
    assert "allows" not in line.says


def test_currencies_never_share_an_axis() -> None:
    figure = charts.by_year(statements({}, {"unit": "EUR", "value": 3_000_000}), LABELS)
    bars = {key: (trace.yaxis, trace.y[place]) for key, place, trace in points(figure, "bar")}
    assert bars == {"f0": ("y", 10), "f1": ("y2", 3)}
    assert {"<b>billion US dollars</b>", "<b>million euros</b>"} <= set(notes(figure))


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
        "<b>over $7.6\xa0bn, Jan-Apr 2024</b>",
        "Exports, Borduria",
        "printed: \N{LEFT DOUBLE QUOTATION MARK}over 7.6 billion\N{RIGHT DOUBLE QUOTATION MARK}",
        "the wording allows: $7.6\xa0bn or more",
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
    figure.layout.meta = None  # plain text, which the page escapes
    written = str(figure.to_plotly_json())
    assert "<a" not in written
    assert "<b>x" not in written
    assert "&lt;b&gt;x&lt;/b&gt; &amp;" in written


def test_official_values_are_quiet_lines_over_their_years() -> None:
    official = statements(
        {"period": "2018", "value": 20 * BILLION, "source_id": "third"},
        {"period": "2020", "value": 22 * BILLION, "source_id": "third"},
        {"period": "2019-S1", "source_id": "third"},
        {"period": "2019", "partner": "SYL", "source_id": "third"},
        {"period": "2019", "unit": "EUR", "source_id": "third"},
    )
    figure = charts.by_year(statements({"period": "2021"}), LABELS, reference=official)
    found = official_lines(figure)
    assert {key: set(line.y) for key, line in found.items()} == {"f0": {20}, "f1": {22}}
    assert found["f0"].trace is found["f1"].trace, "a trace for all of one colour"
    assert found["f0"].trace.line.color == QUIET
    assert found["f0"].x[-1] < 1 < found["f1"].x[0]
    assert found["f0"].trace.connectgaps is None, "never joined"
    assert {"Exports<br>22", "20"} <= set(notes(figure)), "the last with its name"
    assert figure.layout.yaxis.range[1] > 22
    assert list(figure.layout.xaxis.ticktext) == ["2018", "2019", "2020", "2021"]
    assert "official statistics" in key(figure)
    assert ["C", "third"] in figure.layout.meta["sources"]


def test_an_official_number_as_high_as_a_statement_stands_below_its_line() -> None:
    official = statements(
        {"period": "2020", "value": 10.1 * BILLION, "source_id": "third"},
        {"period": "2021", "value": 4 * BILLION, "source_id": "third"},
        {"period": "2022", "value": 4 * BILLION, "source_id": "third"},
    )
    figure = charts.by_year(
        statements({"period": "2020"}, {"period": "2021"}), LABELS, reference=official
    )
    placed = {note.text: note for note in figure.layout.annotations}
    assert (placed["10.1"].yanchor, placed["10.1"].xanchor) == ("top", "right")
    assert placed["10.1"].x < 1, "over its own year"
    assert placed["4"].yanchor == "bottom", "of 2021, far below its statement"


def test_bars_of_two_indicators_without_colours_say_which_they_are() -> None:
    rows = statements({}, {"indicator": "imports", "value": 8 * BILLION})
    said = notes(charts.by_year(rows, LABELS))
    assert {"<b>$10\xa0bn</b><br>Exports", "<b>$8\xa0bn</b><br>Imports"} <= set(said)
    assert "<b>$10\xa0bn</b>" in notes(charts.by_year(statements({}), LABELS))


def test_panels_beside_one_another_make_no_year_wider() -> None:
    rows = [{"partner": f"P{n}", "period": p} for n in range(6) for p in ("2020", "2021")]
    figure = charts.by_year(statements(*rows), LABELS, by=charts.By(panel="partner"))
    assert figure.layout.xaxis.range == (0, 2)
    both = [*rows, {"partner": "P0", "source_id": "second"}]
    wider = charts.by_year(statements(*both), LABELS, by=charts.By(panel="partner"))
    assert wider.layout.xaxis.range == (0, 3), "one panel has two statements of one year"


def test_a_page_knows_how_wide_a_chart_must_be_for_its_bars_to_be_told_apart() -> None:
    years = [{"period": str(year)} for year in range(2001, 2011)]
    assert charts.by_year(statements(*years), LABELS).layout.meta["least"] == 0, "any screen has it"
    many = [{**row, "source_id": f"source-{n}"} for row in years for n in range(4)]
    # Ten pixels for each of forty bars, which take 86 % of their places, and the axis.
    least = charts.by_year(statements(*many), LABELS).layout.meta["least"]
    assert least == round(10 / 0.86 * 40) + 40
    assert charts.stocks(statements(*years), LABELS).layout.meta["least"] == 0


def test_official_parts_are_drawn_over_halves_of_their_year() -> None:
    official = statements(*({**row, "period": "2021"} for row in SPLIT))
    figure = charts.by_year(
        statements(*SPLIT), LABELS, split=["exports", "imports"], reference=official
    )
    turnover, exports, imports = (official_lines(figure)[key] for key in ("f0", "f1", "f2"))
    assert (turnover.y[0], exports.y[0], imports.y[0]) == (16, 14.8, 1.2)
    assert exports.x[-1] == pytest.approx(imports.x[0])
    assert turnover.x[0] == exports.x[0]
    assert turnover.x[-1] == pytest.approx(imports.x[-1])
    assert {"Turnover<br>16", "Exports<br>14.8", "Imports<br>1.2"} <= set(notes(figure))
    assert "official statistics, in the colour of what they measure; grey: Turnover" in key(figure)


def test_the_first_and_the_last_of_an_official_series_have_their_numbers() -> None:
    amounts = {"2021": 13.5, "2022": 14.1, "2023": 14.4}
    official = statements(
        *({"period": year, "value": value * BILLION} for year, value in amounts.items())
    )
    stated = statements({"period": "2020"}, {"period": "2020", "indicator": "turnover"})
    figure = charts.by_year(stated, LABELS, split=["exports"], reference=official)
    written = [note for note in notes(figure) if note.endswith(("13.5", "14.1", "14.4"))]
    assert written == ["Exports<br>14.4", "13.5"]
    assert "official statistics, in the colour of what they measure" in key(figure)


def test_the_key_of_an_amount_without_parts_is_as_pale_as_its_bar() -> None:
    whole = {"period": "2021", "indicator": "turnover", "value": 20 * BILLION}
    figure = charts.by_year(statements(*SPLIT, whole), LABELS, split=["exports", "imports"])
    (sign,) = [each for each in figure.layout.meta["key"] if "not stated" in each["label"]]
    fills = {color for trace in traces(figure, "bar") for color in trace.marker.color}
    assert sign["color"] in fills


def test_events_of_the_shown_years_are_numbered_and_told_beside() -> None:
    happened = happenings(("2021", "Treaty"), ("2020-05-10", "Visit"), ("1999", "Long ago"))
    figure = charts.by_year(
        statements({"period": "2020"}, {"period": "2022"}), LABELS, events=happened
    )
    told = [["1", "Visit, 10 May 2020"], ["2", "Treaty, 2021"]]
    assert figure.layout.meta["events"] == told
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [line.x0 for line in lines] == pytest.approx([131 / 366, 1.5], abs=0.01)
    assert {"1", "2"} <= set(notes(figure))


def test_no_event_of_the_shown_years_draws_nothing() -> None:
    figure = charts.by_year(statements({}), LABELS, events=happenings(("1999", "Long ago")))
    assert figure.layout.meta["events"] == []


def test_nothing_chosen_looks_intended() -> None:
    figure = charts.by_year(statements(), LABELS)
    assert notes(figure) == ["No statement for this choice"]
    assert figure.layout.xaxis.visible is False


def test_of_a_thousand_sources_the_newest_are_drawn_and_none_is_written_over_another() -> None:
    rows = [
        {"source_id": f"s{number}", "period": str(2000 + number % 20)} for number in range(1000)
    ]
    figure = charts.by_year(statements(*rows), LABELS)
    assert len(drawn(figure)) == len(values(figure)) == 150
    assert [note.startswith("850 statements are not drawn") for note in notes(figure)] == [True]
    assert len(figure.data) < 50


def test_panels_that_are_left_out_are_counted() -> None:
    rows = [{"source_id": f"s{number}"} for number in range(14)]
    figure = charts.by_year(statements(*rows), LABELS, by=charts.By(panel="source_id"))
    assert len(drawn(figure)) == 12
    assert any("2 more panels are not drawn" in note.replace("<br>", " ") for note in notes(figure))


def test_summary_tells_every_number_the_highest_and_gaps() -> None:
    frame = statements(
        {"period": "2018", "value": 20 * BILLION},
        {"period": "2020", "value": 16 * BILLION, "source_id": "second"},
        {"period": "2021-S1", "value": 8 * BILLION, "qualifier": "more_than"},
        {"period": "2005/2021"},
    )
    assert charts.years.summary(frame, LABELS) == (
        "Exports, Borduria: 3 figures from 2 sources, 2018 to Jun 2021. "
        "Stated: over $8\xa0bn (Jan-Jun 2021); $16\xa0bn (2020); $20\xa0bn (2018). "
        "The highest is $20\xa0bn (2018). Not stated: 2019. "
        "1 cumulative window is not in this chart."
    )


def test_summary_of_one_of_none_and_of_a_split() -> None:
    assert charts.years.summary(statements({}), LABELS).endswith("Stated: $10\xa0bn (2020).")
    assert charts.years.summary(statements(), LABELS) == "No statement for this choice."
    told = charts.years.summary(statements(*SPLIT), LABELS, split=["exports", "imports"])
    assert told.startswith(
        "Turnover, Borduria: 1 figure from 1 source, 2020. Stated: $16\xa0bn (2020)."
    )
    assert told.endswith(
        "Imports, Borduria: 1 figure from 1 source, 2020. Stated: $1.2\xa0bn (2020)."
    )


def test_summary_names_runs_of_missing_years() -> None:
    told = charts.years.summary(statements({"period": "2010"}, {"period": "2015"}), LABELS)
    assert "Not stated: 2011 to 2014." in told


def many(years: range, each: int) -> list[dict[str, str]]:
    return [
        {"figure_id": f"f{year}-{number}", "period": f"{year}", "source_id": f"s{number}"}
        for year in years
        for number in range(each)
    ]


def test_a_panel_draws_the_newest_years_that_can_be_told_apart_and_counts_the_others() -> None:
    frame = statements(*many(range(2000, 2010), 30))
    figure = charts.by_year(frame, LABELS)
    shown = {key for key, _, _ in points(figure, "bar")}
    assert len(shown) == 150, "five years of thirty: a sixth would be more than 160"
    assert {key[1:5] for key in shown} == {"2005", "2006", "2007", "2008", "2009"}
    said = [note.text for note in figure.layout.annotations if "not drawn" in note.text]
    assert [each.replace("<br>", " ") for each in said] == [
        "150 statements are not drawn, so that the newer ones can be told apart: choose fewer years"
        " or sources"
    ]
    few = charts.by_year(statements(*many(range(2000, 2005), 32)), LABELS)
    assert len({key for key, _, _ in points(few, "bar")}) == 160
    assert not [note for note in few.layout.annotations if "not drawn" in note.text]


def test_of_one_year_with_too_many_the_first_are_drawn_and_each_panel_has_its_own() -> None:
    figure = charts.by_year(statements(*many(range(2000, 2001), 170)), LABELS)
    assert len({key for key, _, _ in points(figure, "bar")}) == 160
    apart = charts.by_year(
        statements(*many(range(2000, 2003), 160)), LABELS, by=charts.By(panel="source_id")
    )
    assert not [note for note in apart.layout.annotations if "told apart" in note.text]


def test_what_no_bracket_and_no_bar_of_very_many_says_is_kept_to_be_counted() -> None:
    rows = [{**row, "period": str(year)} for year in range(1990, 2015) for row in SPLIT]
    few, many = (
        charts.by_year(statements(*each), LABELS, split=["exports", "imports"])
        for each in (rows[3:], rows)
    )
    assert few.layout.meta["unwritten"] == []
    written = [note for note in notes(few) if "16" in note or "1.2" in note]
    assert len(written) == 48, "turnover and imports: exports stand in their bars"
    unwritten = many.layout.meta["unwritten"]
    assert len(unwritten) == 50
    assert unwritten[0] == "$16\xa0bn, 1990"
    assert "$1.2\xa0bn, 2014" in unwritten
    assert {bar["text"] for bar in drawn(many).values()} == {"14.8", ""}
