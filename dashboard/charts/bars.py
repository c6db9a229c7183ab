"""Bars over time spans, with value marker, interval and arrow for an open end.

Where a bar stands, how wide and how it is filled; which statements are shown is decided by `years`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from dashboard.charts.ends import End, arrows, error_y
from dashboard.charts.marks import (
    CLEAR,
    INK,
    PAPER,
    QUIET,
    SMALL,
    TINT,
    custom,
    grouped,
    hover,
    html,
    short_names,
)
from dashboard.charts.panels import Drawing, Panel
from dashboard.charts.rows import OPEN_DOWN, OPEN_UP, Labels, middle, name, period, stated
from dashboard.charts.sketch import bar_trace, scatter_trace
from dashboard.charts.slots import Bar, Piece, pieces, stack
from dashboard.view.texts import text

HATCHED: Final = ("/", "\\", "x", "-")
"""Fill of a part of a year: of a total or of its first part, of its second ..."""
WHOLE: Final = ("", ".", "+", "|")
"""Fill of a whole year, likewise."""
NAME_LENGTH: Final = 95
"""Height in pixels of the upright name of a part of a year."""
MOST_OUTLINED: Final = 12
"""Side by side in one period; more are too thin for an outline and a text."""


def draw(drawing: Drawing, placed: Sequence[Bar], split: Sequence[str]) -> None:
    """Bars (whole years behind parts of years), then values, then open ends, then names."""
    for whole in (True, False):
        if not whole:
            _ground(drawing, [bar for bar in placed if not bar.whole])
        for key, group in _by_colour(drawing, [b for b in placed if b.whole is whole]).items():
            _rectangles(drawing, key, sorted(group, key=lambda bar: -bar.main.days))
    groups = _by_colour(drawing, placed)
    names = short_names([key for key in groups if key], drawing.colour, drawing.labels)
    more = len({_key(drawing, bar) for bar in placed}) - len(names)
    for key, group in groups.items():
        label = names.get(key) or text("legend_more_sources", count=more)
        _values(drawing, key, label, group)
        _arrows(drawing, key, group)
    _legend_fills(drawing, placed, split)
    _names(drawing, placed)
    top = _axis_top(drawing.panel, placed)
    drawing.figure.update_yaxes(range=[0, top], row=drawing.panel.number)


def _key(drawing: Drawing, bar: Bar) -> str:
    return str(getattr(bar.main, drawing.colour))


def _by_colour(drawing: Drawing, placed: Sequence[Bar]) -> dict[str, list[Bar]]:
    groups = grouped([bar.main for bar in placed], drawing.colour)
    made: dict[str, list[Bar]] = {key: [] for key in groups}
    for bar in placed:
        key = _key(drawing, bar)
        made[key if key in made else ""].append(bar)
    return made


def _ground(drawing: Drawing, placed: Sequence[Bar]) -> None:
    """Paper under hatched bars, so that the bar of a whole year does not shine through."""
    if placed:
        drawing.figure.add_trace(
            bar_trace(
                x=[bar.middle for bar in placed],
                y=[drawing.panel.scaled(max(stack(bar), bar.main.value)) for bar in placed],
                width=[bar.width for bar in placed],
                marker={"color": PAPER, "line": {"width": 0}},
                hoverinfo="skip",
                customdata=[custom(bar.main) for bar in placed],
                showlegend=False,
            ),
            row=drawing.panel.number,
        )


def _rectangles(drawing: Drawing, key: str, group: Sequence[Bar]) -> None:
    panel, figure = drawing.panel, drawing.figure
    drawn = [piece for bar in group for piece in pieces(bar)]
    fills = [_fill(piece, drawing.style[_key(drawing, piece.bar)].colour) for piece in drawn]
    figure.add_trace(
        bar_trace(
            x=[piece.bar.middle for piece in drawn],
            y=[panel.scaled(piece.row.value) for piece in drawn],
            base=[panel.scaled(piece.base) for piece in drawn],
            width=[piece.bar.width for piece in drawn],
            marker={
                "color": [fill["color"] for fill in fills],
                "line": {
                    "color": [fill["line"] for fill in fills],
                    "width": [fill["width"] for fill in fills],
                },
                "pattern": {
                    "shape": [fill["shape"] for fill in fills],
                    "size": 7,
                    "solidity": 0.25,
                },
            },
            text=[_inside(piece, drawing.labels) for piece in drawn],
            textangle=-90,
            textposition="inside",
            insidetextanchor="end",
            insidetextfont={"color": INK, "size": SMALL},
            hovertext=[hover(piece.row, drawing.labels) for piece in drawn],
            hoverinfo="text",
            customdata=[custom(piece.row) for piece in drawn],
            legendgroup=key or "more",
            name=html(name(drawing.labels, drawing.colour, key)),
            showlegend=False,
        ),
        row=panel.number,
    )


def _fill(piece: Piece, colour: str) -> dict[str, Any]:
    shapes = WHOLE if piece.bar.whole else HATCHED
    shape = shapes[max(0, piece.place) % len(shapes)]
    empty = piece.place == -2 or piece.row.qualifier in OPEN_DOWN
    # Plotly draws a pattern in the bar's own colour on a clear ground.
    full = colour if shape else colour + TINT
    return {
        "color": CLEAR if empty else full,
        "line": colour,
        "width": 0 if piece.bar.slots > MOST_OUTLINED else 1,
        "shape": "" if empty else shape,
    }


def _inside(piece: Piece, labels: Labels) -> str:
    """The number inside a whole year's bar, with the part's name where it is a part."""
    if not piece.bar.whole or piece.place == -2 or piece.bar.slots > MOST_OUTLINED:
        return ""
    number = stated(piece.row)
    if piece.place >= 0:
        number = f"{name(labels, 'indicator', piece.row.indicator)} {number}"
    # Room for the marker that stands on the bar's edge.
    return html(number) + "\N{NO-BREAK SPACE}" * 3


def _values(drawing: Drawing, key: str, label: str, group: Sequence[Bar]) -> None:
    panel = drawing.panel
    # A stack without a stated total has no marker of its own: nobody stated that sum.
    found = [
        (piece, panel.scaled(piece.base + piece.row.value))
        for bar in group
        for piece in pieces(bar)
        if bar.total is None or piece.row is bar.total
    ]
    style = [drawing.style[_key(drawing, piece.bar)] for piece, _ in found]
    stated_rows = [piece.row for piece, _ in found]
    drawing.figure.add_trace(
        scatter_trace(
            x=[piece.bar.middle for piece, _ in found],
            y=[level for _, level in found],
            mode="markers",
            marker={
                "color": [each.colour for each in style],
                "symbol": [each.symbol for each in style],
                "size": 8,
                "line": {"width": 1, "color": PAPER},
            },
            error_y=error_y(drawing, stated_rows, style[0].colour if key else QUIET),
            hovertext=[hover(row, drawing.labels) for row in stated_rows],
            hoverinfo="text",
            customdata=[custom(row) for row in stated_rows],
            legendgroup=key or "more",
            name=label,
            showlegend=drawing.legend.first(key or "more"),
        ),
        row=panel.number,
    )


def _arrows(drawing: Drawing, key: str, group: Sequence[Bar]) -> None:
    ends = [
        End(
            bar.middle,
            drawing.panel.scaled(piece.base + piece.row.value),
            piece.row,
            _key(drawing, bar),
        )
        for bar in group
        for piece in pieces(bar)
    ]
    arrows(drawing, key or "more", ends)


def _reach(panel: Panel, bar: Bar) -> float:
    """How high a bar, its interval and its arrow go on the axis."""
    reach = panel.scaled(max(bar.main.top, stack(bar)))
    return reach + (1.5 * panel.stem if bar.main.qualifier in OPEN_UP else 0)


def _names(drawing: Drawing, placed: Sequence[Bar]) -> None:
    """Writes above each part of a year which part it is."""
    panel = drawing.panel
    x, y = panel.axes
    tops: dict[tuple[date, date], tuple[float, str]] = {}
    for bar in placed:
        if not bar.whole:
            reach = max(_reach(panel, bar), tops.get(bar.main.span, (0.0, ""))[0])
            tops[bar.main.span] = (reach, period(bar.main))
    for span, (reach, words) in tops.items():
        drawing.figure.add_annotation(
            text=html(words),
            textangle=-90,
            x=middle(*span),
            y=reach,
            xref=x,
            yref=y,
            yanchor="bottom",
            yshift=7,
            showarrow=False,
            font={"size": SMALL - 1, "color": INK},
        )


def _axis_top(panel: Panel, placed: Sequence[Bar]) -> float:
    """How high the axis goes, with room for the names above parts of years."""
    plain = max(1.1 * panel.top, *(1.1 * _reach(panel, bar) for bar in placed))
    named = [
        _reach(panel, bar) / (1 - NAME_LENGTH / panel.height) for bar in placed if not bar.whole
    ]
    return max([plain, *named])


def _legend_fills(drawing: Drawing, placed: Sequence[Bar], split: Sequence[str]) -> None:
    """What the fills mean: parts of bars, and parts of years."""
    shown = {part.indicator for bar in placed for part in bar.parts}
    fills = [
        (name(drawing.labels, "indicator", key), WHOLE[place % len(WHOLE)])
        for place, key in enumerate(key for key in split if key in shown)
    ]
    if any(not bar.whole for bar in placed):
        fills.append((text("legend_part_year"), HATCHED[0]))
    for label, shape in fills:
        drawing.figure.add_trace(
            bar_trace(
                x=[None],
                y=[None],
                name=html(label),
                marker={
                    "color": QUIET if shape else QUIET + TINT,
                    "line": {"color": QUIET, "width": 1},
                    "pattern": {
                        "shape": shape,
                        "size": 7,
                        "solidity": 0.25,
                    },
                },
                hoverinfo="skip",
                showlegend=drawing.legend.first(f"fill {label}"),
            ),
            row=drawing.panel.number,
        )
