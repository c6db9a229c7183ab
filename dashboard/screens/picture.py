"""A chart as a picture that can travel alone: title, sources and address are part of it.

Knows plotly, not Streamlit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from math import ceil
from textwrap import wrap
from typing import Any, Final

import plotly.graph_objects as go
from plotly.utils import PlotlyJSONEncoder

from dashboard.charts.marks import SMALL, html, shorten
from dashboard.screens.theme import Theme
from dashboard.view.labels import unbroken
from dashboard.view.texts import text

FORMATS: Final = ("png", "svg")
_MOST_SOURCES: Final = 4
_TITLE_WIDTH: Final = 36
_LINE_WIDTH: Final = 52
"""Letters that fit beside one another on the narrowest screen."""
_TITLE_LINE: Final = 22
_LINE: Final = 15
_UPRIGHT: Final = 76
_YEARS: Final = 66
"""Years below an axis, upright where there are many, with some room to spare."""
_ENTRY: Final = 42
_LETTER: Final = 6.6
_ENTRY_LINE: Final = 29
_WIDE: Final = 1_060
"""The legend of a chart over the whole width: pixels of its sign, its letters, its lines."""
_MOST_LINES: Final = 8
_PAD: Final = 8
"""Pixels between an axis and its numbers."""
_TITLE_SIZE: Final = 15
_LINE_SIZE: Final = 11


class Ready(go.Figure):  # type: ignore[misc] # plotly has no types
    """A chart that was checked when it was drawn: nothing of it is checked or copied again.

    Only its dictionary can be asked for, which is all that is needed to send it.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._ready = spec

    def to_dict(self) -> dict[str, Any]:
        return self._ready


def dressed(figure: go.Figure, theme: Theme) -> Ready:
    """The same chart in the colours and letters of a theme."""

    def coloured(part: dict[str, Any]) -> dict[str, Any]:
        # Only where a colour stands: a text may read like one.
        for name, value in part.items():
            if name.endswith("color"):
                listed = isinstance(value, list)
                part[name] = [theme.colour(v) for v in value] if listed else theme.colour(value)
        return part

    drawn = figure.to_dict()
    drawn["layout"].pop("template", None)  # its colours are left to the browser
    written = PlotlyJSONEncoder().encode(drawn)
    spec: dict[str, Any] = json.loads(written, object_hook=coloured)
    layout = spec["layout"]
    layout["font"] = {"family": theme.font, "size": SMALL, "color": theme.ink}
    layout["paper_bgcolor"] = layout["plot_bgcolor"] = theme.paper
    layout["margin"].setdefault("pad", _PAD)
    for name, axis in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            lines = dict.fromkeys(("gridcolor", "zerolinecolor", "tickcolor"), theme.faint)
            upright = name.startswith("yaxis")
            usual = {"automargin": True, "showgrid": upright, "zeroline": upright, **lines}
            # A finger that moves over a chart scrolls the page.
            layout[name] = {**usual, **axis, "fixedrange": True}
    return Ready(spec)


def framed(
    figure: Ready,
    title: str,
    sources: Sequence[str],
    address: str,
    about: str = "",
    *,
    narrow: bool = False,
) -> Ready:
    """The same chart, itself changed, with its title, its sources and where it is found above it.

    about: what it shows in more words, below the title. narrow: stands beside others.
    """
    head = shorten(title, _TITLE_WIDTH)
    lines = ["" if head == title else title, about, _sources(sources), address]
    below = [part for line in lines for part in wrap(line, _LINE_WIDTH)]
    spec = figure.to_dict()
    layout = spec["layout"]
    room = _TITLE_LINE + _LINE * len(below) + _LINE
    if layout["xaxis"].get("side") == "top":
        # Names above the plot are upright on a narrow screen.
        room += _UPRIGHT
    layout["title"] = {
        "text": f"<b>{html(head)}</b>",
        "font": {"size": _TITLE_SIZE},
        "subtitle": {
            "text": "<br>".join(html(line) for line in below),
            "font": {"size": _LINE_SIZE},
        },
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 8, "t": 8},
    }
    layout["height"] += room
    layout["margin"]["t"] += room
    if layout.get("showlegend"):
        layout["margin"]["b"] = max(layout["margin"]["b"], _below(spec["data"], narrow))
    return Ready(spec)


def _below(traces: Sequence[dict[str, Any]], narrow: bool) -> int:
    """Pixels that the years and the legend take below the plot.

    Plotly finds them out by itself where they are more, as on a phone, and then draws the whole
    chart a second time: half of the time until it is seen.
    """
    named = [len(trace.get("name", "")) for trace in traces if trace.get("showlegend", True)]
    wide = sum(_ENTRY + _LETTER * letters for letters in named)
    lines = len(named) if narrow else ceil(wide / _WIDE)
    return _YEARS + _ENTRY_LINE * min(lines, _MOST_LINES)


def _sources(sources: Sequence[str]) -> str:
    if not sources:
        return ""
    named = "; ".join(unbroken(source) for source in sources[:_MOST_SOURCES])
    more = len(sources) - _MOST_SOURCES
    if more > 0:
        named = text("sources_more", sources=named, count=more)
    return text("picture_sources", sources=named)


def config(name: str, kind: str) -> dict[str, Any]:
    """Plotly's settings: a button that saves the picture as a file of that name and format."""
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["zoom2d", "pan2d", "autoScale2d", "select2d", "lasso2d"],
        "toImageButtonOptions": {"filename": name, "format": kind, "scale": 2},
    }


def file_name(*words: str) -> str:
    """Words as a file name without its ending: lower-case letters, digits and hyphens."""
    joined = "-".join(words).lower()
    return re.sub(r"[^\w]+", "-", joined).strip("-") or "chart"
