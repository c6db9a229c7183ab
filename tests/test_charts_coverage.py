"""The matrix: counts and verdicts as text, every figure reachable from its cell.

Of dashboard/charts: coverage.
"""

from __future__ import annotations

from typing import Any, get_args

import plotly.graph_objects as go

from dashboard import charts
from etl.reconcile.findings import Kind
from tests.charting import LABELS, notes, statements

FRAME = (
    {"source_id": "second", "indicator": "exports"},
    {"source_id": "first", "indicator": "exports", "period": "2021"},
    {"source_id": "first", "indicator": "exports", "period": "2022"},
    {"source_id": "first", "indicator": "imports", "period": "2005/2022"},
)
VERDICTS = {"f0": "supported", "f1": "alone", "f2": "conflict"}


def cells(figure: go.Figure) -> dict[tuple[str, str], dict[str, Any]]:
    trace = figure.data[0]
    return {
        (trace.y[place], trace.x[place]): {
            "text": trace.text[place],
            "ids": list(trace.customdata[place]),
            "hover": trace.hovertext[place],
            "edge": trace.marker.line.width[place],
        }
        for place in range(len(trace.x))
    }


def test_cells_count_figures_and_carry_their_ids() -> None:
    found = cells(charts.matrix(statements(*FRAME), LABELS))
    assert {key: (cell["text"], cell["ids"]) for key, cell in found.items()} == {
        ("Second source", "Exports"): ("1", ["f0"]),
        ("First source", "Exports"): ("2", ["f1", "f2"]),
        ("First source", "Imports"): ("1", ["f3"]),
    }


def test_rows_and_columns_stand_in_the_order_of_the_labels() -> None:
    figure = charts.matrix(statements(*FRAME), LABELS)
    assert list(figure.layout.yaxis.tickvals) == ["First source", "Second source"]
    assert list(figure.layout.xaxis.tickvals) == ["Exports", "Imports"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first on top


def test_the_worst_verdict_is_a_sign_and_an_edge_not_colour_alone() -> None:
    found = cells(charts.matrix(statements(*FRAME), LABELS, verdicts=VERDICTS))
    signs = {key: (cell["text"], cell["edge"]) for key, cell in found.items()}
    assert signs == {
        ("Second source", "Exports"): ("1\N{CHECK MARK}", 0),
        ("First source", "Exports"): ("2\N{NOT EQUAL TO}", 2),
        ("First source", "Imports"): ("1", 0),
    }
    assert found["First source", "Exports"]["hover"].endswith("<br>conflict")


def test_every_verdict_has_its_sign() -> None:
    signs = {}
    for verdict in (*get_args(Kind), "unlikely"):
        made = charts.matrix(statements({}), LABELS, verdicts={"f0": verdict})
        (cell,) = cells(made).values()
        signs[verdict] = cell["text"]
    assert signs == {
        "conflict": "1\N{NOT EQUAL TO}",
        "tight": "1\N{ALMOST EQUAL TO}",
        "supported": "1\N{CHECK MARK}",
        "unopposed": "1\N{WHITE CIRCLE}",
        "alone": "1\N{MIDDLE DOT}",
        "not_tested": "1\N{EN DASH}",
        "unlikely": "1?",
    }
    assert len(set(signs.values())) == len(signs), "none is taken for another"


def test_windows_have_a_column_of_their_own_among_years() -> None:
    figure = charts.matrix(statements(*FRAME), LABELS, column="year")
    assert list(figure.layout.xaxis.tickvals) == ["2020", "2021", "2022", "several years"]
    found = cells(figure)
    assert found["First source", "several years"]["ids"] == ["f3"]
    assert "several years: 1 figure" in found["First source", "several years"]["hover"]


def test_other_columns_and_markup_in_names() -> None:
    labels = {**LABELS, "partner": {"BOR": "<i>B</i>"}}
    figure = charts.matrix(statements({}), labels, row="partner", column="source_id")
    assert figure.layout.yaxis.ticktext[0] == "&lt;i&gt;B&lt;/i&gt;"
    assert "<i>" not in str(figure.to_plotly_json())


def test_long_names_are_broken_and_shortened() -> None:
    labels = {"source_id": {"first": "Ministry of very many things that are stated"}}
    figure = charts.matrix(statements({}), labels)
    assert figure.layout.yaxis.ticktext[0] == "Ministry of very<br>many things\u2026"


def test_sources_in_columns_are_letters_that_are_explained_below() -> None:
    figure = charts.matrix(statements(*FRAME), LABELS, row="indicator", column="source_id")
    assert list(figure.layout.xaxis.ticktext) == ["A", "B"]
    assert figure.layout.meta["sources"] == [["A", "first"], ["B", "second"]]
    assert figure.layout.meta["least"] == 0, "letters have room on every screen"
    assert cells(figure)["Exports", "B"]["ids"] == ["f0"]
    assert "Second source" in cells(figure)["Exports", "B"]["hover"]


def test_a_source_that_the_labels_do_not_know_has_a_column_of_its_own() -> None:
    rows = ({"source_id": "x"}, {"source_id": "y"}, {"source_id": "first"})
    figure = charts.matrix(statements(*rows), LABELS, row="indicator", column="source_id")
    assert list(figure.layout.xaxis.tickvals) == ["A", "x", "y"]
    assert {ids[0] for ids in figure.data[0].customdata} == {"f0", "f1", "f2"}


def test_names_of_columns_are_wrapped_and_the_chart_is_as_wide_as_they_need() -> None:
    named = {f"i{place}": f"Growth of very many goods {place}" for place in range(10)}
    labels = {**LABELS, "indicator": named}
    figure = charts.matrix(statements(*({"indicator": name} for name in named)), labels)
    assert figure.layout.xaxis.ticktext[3] == "Growth of<br>very many<br>goods 3"
    least = figure.layout.meta["least"]
    assert least > 10 * 7 * len("very many"), "each beside the next"
    assert figure.layout.margin.t >= 3 * 16, "three lines above the cells"
    years = [{"period": str(year)} for year in range(2000, 2020)]
    assert charts.matrix(statements(*years), LABELS, column="year").layout.meta["least"] > 20 * 28


def test_nothing_and_a_thousand_sources() -> None:
    assert notes(charts.matrix(statements(), LABELS)) == ["No statement for this choice"]
    many = [{"source_id": f"s{number}"} for number in range(1000)]
    figure = charts.matrix(statements(*many), LABELS)
    assert len(figure.data[0].x) == 60
    assert "940 more rows are not drawn" in notes(figure)[0].replace("<br>", " ")


def test_summary() -> None:
    assert charts.coverage.summary(statements(*FRAME), LABELS, verdicts=VERDICTS) == (
        "4 figures in a matrix (rows: 2, columns: 2, filled cells: 3). "
        "Most of them: First source (3 figures). "
        "In conflict: 1 figure."
    )
    told = charts.coverage.summary(statements({}), LABELS)
    assert told == (
        "1 figure in a matrix (rows: 1, columns: 1, filled cells: 1). "
        "Most of them: First source (1 figure)."
    )
    assert charts.coverage.summary(statements(), LABELS) == "No statement for this choice."
