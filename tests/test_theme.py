"""Charts in the colours of light and dark: all of them, nothing else, and readable.

Of dashboard/server: look.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tomllib
from typing import Any, get_args

import plotly.graph_objects as go
import pytest
from streamlit import config

from dashboard import charts
from dashboard.charts.marks import COLOURS, FAINT, INK, PAPER, QUIET
from dashboard.screens import picture, theme
from dashboard.server import look
from tests.charting import LABELS, statements

TEXT, GRAPHIC = 4.5, 3.0
"""Least contrasts of WCAG 2.2: 1.4.3 and 1.4.11."""


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _strings(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [found for value in part.values() for found in _strings(value)]
    if isinstance(part, list):
        return [found for value in part for found in _strings(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("kind", get_args(theme.Kind))
def test_every_colour_can_be_told_from_the_paper(kind: theme.Kind) -> None:
    dress = theme.of(kind)
    assert dress.kind == kind
    assert dress.colours.keys() == {*COLOURS, INK, QUIET, PAPER, FAINT}
    for named, least in ((INK, 7), (QUIET, TEXT), *((name, GRAPHIC) for name in COLOURS)):
        assert _contrast(dress.colours[named], dress.paper) >= least, named
    assert 1.1 < _contrast(dress.faint, dress.paper) < GRAPHIC, "hair lines stand back"
    for one, other in itertools.combinations(COLOURS, 2):
        assert dress.colours[one] != dress.colours[other]


def test_a_colour_keeps_its_opacity() -> None:
    dress = theme.of("light")
    assert dress.colour(COLOURS[0]) == "#0b446b"
    assert dress.colour(COLOURS[0] + "55") == "#0b446b55"
    assert dress.colour("rgba(0,0,0,0)") == "rgba(0,0,0,0)"


@pytest.mark.parametrize(("kind", "first"), [("light", "#0b446b"), ("dark", "#03b1ff")])
def test_a_chart_is_in_the_colours_of_the_theme(kind: theme.Kind, first: str) -> None:
    dress = theme.of(kind)
    made = charts.by_year(statements({}, {"period": "2022-S1"}), LABELS, reference=statements({}))
    spec = picture.dressed(made, dress).to_dict()
    assert not [found for found in _strings(spec) if found.startswith("#0000")]
    assert any(found.startswith(first) for found in _strings(spec["data"]))
    layout = spec["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == dress.paper
    assert layout["font"] == {"family": dress.font, "size": 12, "color": dress.ink}
    assert layout["yaxis"]["gridcolor"] == dress.faint
    assert (layout["xaxis"]["showgrid"], layout["yaxis"]["showgrid"]) == (False, True)
    assert layout["yaxis"]["zerolinecolor"] == dress.colours[QUIET], "what a chart sets is kept"
    assert layout["yaxis"]["fixedrange"] is True
    assert (layout["xaxis"]["tickangle"], layout["yaxis"]["tickangle"]) == (0, 0), "level"
    assert "template" not in layout


def test_a_text_that_reads_like_a_colour_stays() -> None:
    figure = go.Figure(go.Bar(x=[INK], y=[1], text=[PAPER], marker={"color": [INK, "#00003855"]}))
    figure.update_layout(margin={"t": 8})
    (bar,) = picture.dressed(figure, theme.of("light")).to_dict()["data"]
    assert (bar["x"], bar["text"]) == ([INK], [PAPER])
    assert bar["marker"]["color"] == ["#1b1f27", "#ffffff55"]


def test_colours_of_charts_are_those_that_a_theme_has() -> None:
    assert all(re.fullmatch(r"#0000\d\d", name) for name in theme.of("light").colours)


def test_streamlit_does_not_walk_over_all_that_lives_after_every_run() -> None:
    option = "runner.postScriptGC"
    section, name = option.split(".")
    assert config.get_option(option) in (True, False), "Streamlit knows it: another name is no use"
    assert tomllib.loads(look.FILE.read_text("utf-8"))[section][name] is False


def test_a_chart_is_drawn_and_dressed_without_streamlit() -> None:
    """The bench's app in Dash draws them so: what it loads is timed with it."""
    code = (
        "import sys, dashboard.screens.picture, dashboard.charts; print('streamlit' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
