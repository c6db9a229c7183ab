"""Stocks on their days, and rates (growth, share, rank) over their periods.

Points are never joined by a line. Which indicators are rates is the caller's knowledge: here
only the unit decides how an axis looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.ends import End, arrows, error_y
from dashboard.charts.marks import (
    INK,
    PAPER,
    QUIET,
    SMALL,
    By,
    custom,
    empty,
    grouped,
    hover,
    html,
    short_names,
    styles,
)
from dashboard.charts.panels import Drawing, Panel, begin, finish, level, panels
from dashboard.charts.rows import (
    OPEN_UP,
    Labels,
    Row,
    after,
    item,
    listed,
    midnight,
    period,
    rows,
    stated,
    stated_by,
)
from dashboard.charts.sketch import scatter_trace
from dashboard.charts.slots import place
from dashboard.view import format as fmt
from dashboard.view.texts import text

MOST_NUMBERED: Final = 14
"""Points in a panel up to which each has its number beside it."""
LEAST_RANKS: Final = 5
STROKE_GAP: Final = 0.07
"""Part of a period left free at each end, so that the strokes of two years never join."""
SIDE: Final = 34
"""Pixels right of the plot for the number of the last point."""


def stocks(
    frame: pd.DataFrame,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
) -> go.Figure:
    """Numbers on a day as points with their interval, from zero up.

    frame: columns of `schema.FIGURES`. An open end is an arrow. Each indicator and unit has a
    panel of its own. customdata as in `by_year`.
    """
    return _points(frame, labels, by, ())


def rates(
    frame: pd.DataFrame,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    signed: Sequence[str] = (),
) -> go.Figure:
    """Growth, shares and ranks as points with a stroke over the time that they cover.

    frame: columns of `schema.FIGURES`. signed: indicators written with their sign (growth).
    A part of a year is an open symbol and named. Ranks have whole numbers, first at the top.
    Each indicator and unit has a panel of its own. customdata as in `by_year`.
    """
    return _points(frame, labels, by, signed)


def summary(frame: pd.DataFrame, labels: Labels, *, signed: Sequence[str] = ()) -> str:
    """The chart's message in sentences: each indicator with its numbers. Plain text."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows(frame):
        groups.setdefault((row.indicator, row.partner, row.unit), []).append(row)
    if not groups:
        return text("chart_empty") + "."
    sentences = []
    for group in list(groups.values())[:4]:
        ordered = sorted(group, key=lambda row: row.end)
        told = [item(row, signed=row.indicator in signed) for row in ordered]
        sentences.append(stated_by(group, labels))
        sentences.append(text("alt_numbers", items=listed(told)))
    return " ".join(sentences)


def _points(frame: pd.DataFrame, labels: Labels, by: By, signed: Sequence[str]) -> go.Figure:
    found = rows(frame)
    if not found:
        return empty()
    made = panels(found, by, labels, apart="indicator")
    years = min(row.start.year for row in found), max(row.end.year for row in found)
    figure, legend = begin(made, years)
    keys = {str(getattr(row, by.colour)) for row in found}
    style = styles(keys, labels.get(by.colour, {}))
    for panel in made:
        _draw(Drawing(figure, panel, labels, by.colour, style, legend), signed)
    finish(figure, made, legend)
    for panel in made:
        figure.update_yaxes(**_axis(panel), row=panel.number)
    level(figure, made)
    figure.update_layout(margin={"r": SIDE})
    return figure.figure()


def _axis(panel: Panel) -> dict[str, object]:
    if panel.unit == fmt.RANK:
        last = max(panel.top, LEAST_RANKS)
        return {"range": [last + 0.5, 0.5], "tickformat": "d", **_whole_ticks(last)}
    bottom = min([0.0, *(panel.scaled(row.low or 0) for row in panel.rows)])
    bottom = min([bottom, *(panel.scaled(row.value) for row in panel.rows)])
    return {"range": [bottom * 1.25, panel.top * 1.3], "zeroline": True, "zerolinecolor": QUIET}


def _whole_ticks(last: float) -> dict[str, object]:
    step = max(1, round(last / LEAST_RANKS))
    return {"tick0": 1, "dtick": step}


def _draw(drawing: Drawing, signed: Sequence[str]) -> None:
    _strokes(drawing)
    slots = {bar.main.figure_id: bar.middle for bar in place(drawing.panel.rows, ())}
    groups = grouped(drawing.panel.rows, drawing.colour)
    names = short_names([key for key in groups if key], drawing.colour, drawing.labels)
    total = len({getattr(row, drawing.colour) for row in drawing.panel.rows})
    for key, group in groups.items():
        label = names.get(key) or text("legend_more_sources", count=total - len(names))
        ends = [
            End(
                slots[row.figure_id],
                drawing.panel.scaled(row.value),
                row,
                str(getattr(row, drawing.colour)),
            )
            for row in group
        ]
        _trace(drawing, ends, key, label, signed)
        arrows(drawing, key or "more", ends, signed=signed)
    if len(drawing.panel.rows) <= MOST_NUMBERED and drawing.panel.unit != fmt.RANK:
        _numbers(drawing, slots, signed)


def _trace(
    drawing: Drawing, ends: Sequence[End], key: str, label: str, signed: Sequence[str]
) -> None:
    group = [end.row for end in ends]
    style = [drawing.style[end.key] for end in ends]
    part = [row.coverage == "part_year" for row in group]
    drawing.figure.add_trace(
        scatter_trace(
            x=[end.x for end in ends],
            y=[end.y for end in ends],
            mode="markers",
            marker={
                "color": [each.colour for each in style],
                "symbol": [
                    each.symbol + ("-open" if open_ else "")
                    for each, open_ in zip(style, part, strict=True)
                ],
                "size": 10,
                "line": {"width": [2 if open_ else 1 for open_ in part], "color": PAPER},
            },
            error_y=error_y(drawing, group, style[0].colour if key else QUIET),
            hovertext=[hover(row, drawing.labels, signed=row.indicator in signed) for row in group],
            hoverinfo="text",
            customdata=[custom(row) for row in group],
            cliponaxis=False,
            legendgroup=key or "more",
            name=label,
            showlegend=drawing.legend.first(key or "more"),
        ),
        row=drawing.panel.number,
    )


def _strokes(drawing: Drawing) -> None:
    """A stroke over the time that each rate covers; plotly has no error bars on date axes."""
    x, y = drawing.panel.axes
    for row in drawing.panel.rows:
        if row.coverage != "point":
            height = drawing.panel.scaled(row.value)
            gap = (after(row.end) - midnight(row.start)) * STROKE_GAP
            drawing.figure.add_shape(
                type="line",
                x0=midnight(row.start) + gap,
                x1=after(row.end) - gap,
                y0=height,
                y1=height,
                xref=x,
                yref=y,
                line={
                    "color": drawing.style[str(getattr(row, drawing.colour))].colour,
                    "width": 2,
                },
            )


def _numbers(drawing: Drawing, slots: dict[str, datetime], signed: Sequence[str]) -> None:
    """The number beside each point, with the name of a part of a year; alike ones once."""
    x, y = drawing.panel.axes
    written: set[tuple[object, str]] = set()
    for row in drawing.panel.rows:
        number = html(stated(row, signed=row.indicator in signed))
        if row.coverage == "part_year":
            number = f"{number}<br>{html(period(row))}"
        if (row.span, number) in written:
            continue
        written.add((row.span, number))
        below = row.qualifier in OPEN_UP
        drawing.figure.add_annotation(
            text=number,
            x=slots[row.figure_id],
            y=drawing.panel.scaled(row.value),
            xref=x,
            yref=y,
            yanchor="top" if below else "bottom",
            yshift=-8 if below else 8,
            showarrow=False,
            font={"size": SMALL, "color": INK},
        )
