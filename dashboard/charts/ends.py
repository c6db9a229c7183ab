"""Ends of intervals: how far a closed one reaches, and an arrow where the wording leaves it open.

An arrow is a stem without a cap and a head, which no closed interval has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.charts.marks import QUIET, custom
from dashboard.charts.panels import Drawing
from dashboard.charts.rows import OPEN_DOWN, OPEN_UP, FigureRow
from dashboard.charts.sketch import scatter_trace


class EndMark(NamedTuple):
    """Where a statement's number stands on the axes, and its colour."""

    x: float
    y: float
    row: FigureRow
    colour: str


def up(row: FigureRow) -> float:
    """How far the interval reaches above the value, in base units; 0 where that end is open."""
    return 0 if row.high is None else max(0, row.high - row.value)


def down(row: FigureRow) -> float:
    """How far it reaches below the value, in base units; 0 where the wording is "up to"."""
    return 0 if row.low is None or row.qualifier in OPEN_DOWN else max(0, row.value - row.low)


def error_y(drawing: Drawing, statements: Sequence[FigureRow], colour: str) -> dict[str, object]:
    """Error bars of closed intervals, in the panel's scale; none where an end is open."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [drawing.panel.scaled(up(row)) for row in statements],
        "arrayminus": [drawing.panel.scaled(down(row)) for row in statements],
        "color": colour,
        "thickness": 1.5,
        "width": 4,
    }


def arrows(drawing: Drawing, ends: Sequence[EndMark], *, signed: Sequence[str] = ()) -> None:
    """Draws an arrow from each number whose wording is open: up for "over", down for "up to".

    signed: indicators written with a plus.
    """
    kept = [end for end in ends if end.row.qualifier in OPEN_UP | OPEN_DOWN]
    if not kept:
        return
    stem = drawing.panel.stem
    rising = [end.row.qualifier in OPEN_UP for end in kept]
    colours = [end.colour for end in kept]
    drawing.figure.add_trace(
        scatter_trace(
            x=[end.x for end in kept],
            y=[end.y + (stem if up else -stem) for end, up in zip(kept, rising, strict=True)],
            mode="markers",
            marker={
                "symbol": ["triangle-up" if up else "triangle-down" for up in rising],
                "size": 10,
                "color": colours,
            },
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [0 if up else stem for up in rising],
                "arrayminus": [stem if up else 0 for up in rising],
                "color": colours[0] if len(set(colours)) == 1 else QUIET,
                "thickness": 2,
                "width": 0,
            },
            hovertext=[drawing.told(end.row, signed=end.row.indicator in signed) for end in kept],
            hoverinfo="text",
            customdata=[custom(end.row) for end in kept],
            cliponaxis=False,
            showlegend=False,
        ),
        row=drawing.panel.number,
    )
