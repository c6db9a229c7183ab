"""A chart as a picture that can travel alone: title, unit, sources and address are part of it.

Knows plotly, not Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from dashboard.charts.marks import QUIET, SMALL, html
from dashboard.screens.theme import Theme

WIDTH: Final = 1280
HEIGHT: Final = 720
"""Of a saved picture: a slide."""
_TITLE_WIDTH: Final = 74
_LINE_WIDTH: Final = 170
"""Letters that fit beside one another on a slide."""
_KEY_WIDTH: Final = 140
_COLOUR: Final = len("#rrggbb")
_TITLE_SIZE: Final = 26
_LINE_SIZE: Final = 15
_SMALL: Final = 12
_HEAD: Final = 62
"""Pixels of the head beside the lines of its title and its key."""
_TOP: Final = 46
"""Of the picture down to the foot of its first line."""
_KEY_LINE: Final = 21
_TITLE_LINE: Final = 32
_FOOT: Final = 78
_FOOT_LINE: Final = 16
_PAD: Final = 8
"""Pixels between an axis and its numbers."""


class Ready(go.Figure):  # type: ignore[misc] # plotly has no types
    """A chart that was checked when it was drawn: nothing of it is checked or copied again.

    Only its dictionary can be asked for, which is all that is needed to send it.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._ready = spec

    def to_dict(self) -> dict[str, Any]:
        return self._ready


def dressed(figure: go.Figure, theme: Theme) -> Ready:
    """The same chart in the colours and letters of a theme; long lists are those of the chart."""
    spec = _coloured(figure.to_dict(), theme)
    spec["layout"].pop("template", None)  # its colours are left to the browser
    layout = spec["layout"]
    layout["font"] = {"family": theme.font, "size": SMALL, "color": theme.ink}
    layout["paper_bgcolor"] = layout["plot_bgcolor"] = theme.paper
    layout["margin"].setdefault("pad", _PAD)
    for name, axis in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            lines = dict.fromkeys(("gridcolor", "zerolinecolor", "tickcolor"), theme.faint)
            upright = name.startswith("yaxis")
            usual = {"automargin": True, "showgrid": upright, "zeroline": upright, **lines}
            usual["tickangle"] = 0  # where words have no room they are left out, never turned
            # A finger that moves over a chart scrolls the page.
            layout[name] = {**usual, **axis, "fixedrange": True}
    return Ready(spec)


def _coloured(part: dict[str, Any], theme: Theme) -> dict[str, Any]:
    """A part of a chart anew, with the theme's colours where a colour stands.

    A text elsewhere may read like one.
    """
    shown = part.copy()
    for name, value in part.items():
        if name.endswith("color"):
            shown[name] = _colours(value, theme)
        elif isinstance(value, dict):
            shown[name] = _coloured(value, theme)
        elif isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
            shown[name] = [_coloured(each, theme) for each in value]
    return shown


def _colours(value: Any, theme: Theme) -> Any:
    listed = isinstance(value, (list, tuple))
    return [theme.colour(each) for each in value] if listed else theme.colour(value)


class PictureText(NamedTuple):
    """What a saved picture says beside its chart; plain text."""

    title: str
    unit: str
    key: tuple[tuple[str, str, str], ...]
    """(colour, sign, label)."""
    sources: str
    address: str
    """Where the view is found; empty where no public address is set."""
    name: str
    """Of the site."""


def framed(figure: Ready, frame: PictureText, shown: Theme, light: Theme) -> Ready:
    """The same chart, itself changed: its layout holds how to save it as a picture for a slide.

    Title, unit, key and sources stand on the page beside the chart; only the picture has them in
    it, and it is always light. See `server/assets/page.js`.
    """
    layout = figure.to_dict()["layout"]
    title = wrap(frame.title, _TITLE_WIDTH)
    lit = {
        shown.colours[name]: light.colours[name]
        for name in shown.colours
        if shown.colours[name] != light.colours[name]
    }
    foot = (frame.sources, f"{frame.name}. {frame.address}".strip())
    below = [part for line in foot for part in wrap(line, _LINE_WIDTH)]
    key = _key(frame, lit)
    margin = layout["margin"]
    layout["meta"]["light"] = lit
    layout["meta"]["picture"] = {
        "size": {"width": WIDTH, "height": HEIGHT, "scale": 2},
        "layout": {
            "title": _head(frame, title, key, light),
            "width": WIDTH,
            "height": HEIGHT,
            "margin": {
                "t": margin["t"] + _HEAD + _TITLE_LINE * len(title) + _KEY_LINE * len(key),
                "b": margin["b"] + _FOOT + _FOOT_LINE * len(below),
                "l": margin["l"] + 24,
                "r": margin["r"] + 24,
            },
            "annotations": [_foot(below, margin["b"], light)],
        },
    }
    return figure


def _key(frame: PictureText, lit: Mapping[str, str]) -> list[str]:
    """The key in lines that fit; lit: the light colour of each that is shown."""
    lines: list[list[tuple[str, str, str]]] = []
    room = 0
    for entry in frame.key:
        needed = len(entry[2]) + 6
        if needed > room:
            lines.append([])
            room = _KEY_WIDTH
        room -= needed
        lines[-1].append(entry)
    return [
        " &nbsp; ".join(
            f"<span style='color:{_lit(color, lit)}'>{html(sign)}</span> {html(label)}"
            for color, sign, label in line
        )
        for line in lines
    ]


def _lit(color: str, lit: Mapping[str, str]) -> str:
    """A colour in the light theme, with the opacity that may follow it."""
    opaque = color[:_COLOUR]
    return lit.get(opaque, opaque) + color[_COLOUR:]


def _head(
    frame: PictureText, title: Sequence[str], key: Sequence[str], light: Theme
) -> dict[str, Any]:
    """Title, and below it the unit and the lines of the key."""
    return {
        "text": "<br>".join(f"<b>{html(line)}</b>" for line in title),
        "font": {"size": _TITLE_SIZE, "color": light.ink},
        "subtitle": {
            "text": "<br>".join(part for part in (html(frame.unit), *key) if part),
            "font": {"size": _LINE_SIZE, "color": light.ink},
        },
        **{"x": 0, "xref": "container", "xanchor": "left"},
        **{"y": 1, "yref": "container", "yanchor": "top"},
        "pad": {"l": 24, "t": _TOP},
    }


def _foot(lines: Sequence[str], margin: int, light: Theme) -> dict[str, Any]:
    """Sources and address below the plot; margin: pixels that its axis takes there."""
    return {
        "text": "<br>".join(map(html, lines)),
        "align": "left",
        "showarrow": False,
        **{"x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": 0, "yref": "paper", "yanchor": "top"},
        "yshift": -margin - _SMALL,
        "font": {"size": _SMALL, "color": light.colours[QUIET]},
    }


def config(name: str) -> dict[str, Any]:
    """Plotly's settings: pictures are saved as files of that name."""
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["zoom2d", "pan2d", "autoScale2d", "select2d", "lasso2d"],
        "toImageButtonOptions": {"filename": name},
    }


def file_name(*words: str) -> str:
    """Words as a file name without its ending: lower-case letters, digits and hyphens."""
    joined = "-".join(words).lower()
    return re.sub(r"[^\w]+", "-", joined).strip("-") or "chart"
