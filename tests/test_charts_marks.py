"""What charts share: styles that stay, names that fit and differ, colours that follow the theme.

Of dashboard/charts: marks.
"""

from __future__ import annotations

import itertools
import re
from textwrap import wrap

import plotly.graph_objects as go
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard import charts
from dashboard.charts.marks import (
    COLOURS,
    HOVER_WIDTH,
    PAPER,
    QUIET,
    html,
    short_names,
    styles,
    wrapped,
)
from dashboard.view.labels import shorten
from tests.charting import LABELS, happenings, statements

# Streamlit replaces these six-digit placeholders by the theme's colours, in light and dark.
PLACEHOLDER = re.compile(r"#0000(0[1-9]|10|3[6-9])([0-9a-f]{2})?")


def test_a_source_keeps_its_style_whatever_is_filtered() -> None:
    order = ["a", "b", "c"]
    assert styles(["c"], order)["c"] == styles(["a", "b", "c"], order)["c"]
    assert styles(["z"], order)["z"].colour == COLOURS[3]


def test_forty_two_sources_differ_in_colour_or_symbol_and_neighbours_in_both() -> None:
    found = list(styles((f"{n:02}" for n in range(42)), ()).values())
    assert len({(style.colour, style.symbol) for style in found}) == 42
    for left, right in itertools.pairwise(found):
        assert left.colour != right.colour
        assert left.symbol != right.symbol


@given(
    st.lists(
        st.text("ab<-\N{NO-BREAK SPACE}\N{THIN SPACE}\x1f", min_size=1, max_size=HOVER_WIDTH + 1),
        min_size=1,
    ).map(" ".join)
    | st.text("ab &-\N{NO-BREAK SPACE}\t\n")
)
@example("Interval: $15.5\N{NO-BREAK SPACE}bn to $16.5\N{NO-BREAK SPACE}bn of them")
@example("\N{NO-BREAK SPACE} a")
def test_a_line_is_broken_where_textwrap_breaks_it(line: str) -> None:
    assert wrapped(line) == "<br>".join(map(html, wrap(line, HOVER_WIDTH)))


@given(st.text(), st.integers(8, 40))
def test_a_shortened_text_is_never_longer_than_asked(string: str, length: int) -> None:
    short = shorten(string, length)
    assert len(short) <= length
    assert short == string or short.endswith("\N{HORIZONTAL ELLIPSIS}")


def test_names_in_a_legend_differ_even_when_shortened() -> None:
    long = "A very long title of a document that begins like another and ends in {}"
    labels = {"source_id": {key: long.format(key) for key in "abc"}}
    names = short_names(list("abc"), "source_id", labels)
    assert len(set(names.values())) == 3
    assert all(len(name) <= 38 for name in names.values())


def test_html_is_shown_not_obeyed() -> None:
    assert html('<b>&amp;</b> "x"') == '&lt;b&gt;&amp;amp;&lt;/b&gt; "x"'


FIGURES = {
    "years": lambda: charts.by_year(
        statements({}, {"period": "2022-S1", "qualifier": "more_than"}, {"indicator": "imports"}),
        LABELS,
        split=["imports"],
        events=happenings(("2021", "Treaty"), ("2022-01-05", "Visit")),
        reference=statements({}),
    ),
    "windows": lambda: charts.spans(statements({"period": "2005/2020"}), LABELS),
    "stocks": lambda: charts.stocks(statements({"unit": "count"}), LABELS),
    "rates": lambda: charts.rates(statements({"unit": "percent", "value": 3}), LABELS),
    "conflict": lambda: charts.number_line(statements({}), {"f0": (1e9, 2e9)}, LABELS),
    "coverage": lambda: charts.matrix(statements({}), LABELS, verdicts={"f0": "conflict"}),
    "empty": lambda: charts.by_year(statements(), LABELS),
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_colour_follows_the_theme(name: str) -> None:
    figure: go.Figure = FIGURES[name]()
    figure.layout.template = None
    written = figure.to_json()
    colours = set(
        re.findall(
            r'"(?:color|bgcolor|fillcolor|linecolor|tickcolor|gridcolor)":"([^"]+)"', written
        )
    )
    assert colours
    fixed = {c for c in colours if not PLACEHOLDER.fullmatch(c) and c != "rgba(0,0,0,0)"}
    assert fixed == set()
    assert not re.search(r"#(?!0000)[0-9a-fA-F]{6}", written)


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "empty"])
def test_every_chart_fits_a_phone(name: str) -> None:
    figure: go.Figure = FIGURES[name]()
    assert figure.layout.width is None
    assert figure.layout.height >= 100
    legend = figure.layout.legend
    assert (legend.orientation, legend.yref, legend.y) == ("h", "container", 0)
    assert (legend.itemclick, legend.itemdoubleclick) == (False, False), "none empties a chart"


@pytest.mark.parametrize("name", FIGURES)
def test_every_data_point_begins_with_its_figure(name: str) -> None:
    figure: go.Figure = FIGURES[name]()
    for trace in figure.data:
        if trace.x and trace.x[0] is not None:
            assert len(trace.customdata) == len(trace.x)
            assert all(isinstance(custom[0], str) for custom in trace.customdata)


def test_quiet_and_paper_are_not_among_the_colours_of_sources() -> None:
    assert {QUIET, PAPER}.isdisjoint(COLOURS)
