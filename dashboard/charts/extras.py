"""What stands beside the statements of a chart: official series, years without any, events.

All of it stands back: it must never be taken for a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd

from dashboard.charts.marks import FAINT, INK, QUIET, SMALL, custom, hover, html, shorten, wrapped
from dashboard.charts.panels import Drawing, Legend, Panel
from dashboard.charts.rows import Row, after, middle, midnight, name
from dashboard.charts.sketch import Properties, Sketch, scatter_trace
from dashboard.view import format as fmt
from dashboard.view.texts import text

LYING: Final = 0.2
"""Part of the axis from which a gap has room for a lying text."""
BAND: Final = 0.35
"""Opacity of what lies behind the statements."""
SOURCE_LENGTH: Final = 24
TOP: Final = 0.99
"""Where what lies along the top lies: on the very edge it would be cut off."""
MONTH: Final = 28
"""Days from which an event has no day: it lies along the top."""


def reference(drawing: Drawing, series: Sequence[Row]) -> None:
    """Official values of whole years as a quiet line; a year without one breaks it."""
    lines: dict[tuple[str, str, str], dict[int, Row]] = {}
    for row in series:
        lines.setdefault((row.source_id, row.indicator, row.partner), {})[row.end.year] = row
    for (source, *_), line in lines.items():
        years = range(min(line), max(line) + 1)
        values = [line.get(year) for year in years]
        known = shorten(name(drawing.labels, "source_id", source), SOURCE_LENGTH)
        label = text("legend_reference", source=known)
        drawing.figure.add_trace(
            scatter_trace(
                x=[middle(date(year, 1, 1), date(year, 12, 31)) for year in years],
                y=[None if row is None else drawing.panel.scaled(row.value) for row in values],
                mode="lines+markers",
                line={"color": QUIET, "width": 1.5, "dash": "dot"},
                marker={"color": QUIET, "size": 9, "symbol": "line-ew-open"},
                connectgaps=False,
                hovertext=["" if row is None else hover(row, drawing.labels) for row in values],
                hoverinfo="text",
                customdata=[[""] if row is None else custom(row) for row in values],
                legendgroup=f"reference {source}",
                name=html(label),
                showlegend=drawing.legend.first(f"reference {source}"),
            ),
            row=drawing.panel.number,
        )


def gaps(
    figure: Sketch, panel: Panel, runs: Sequence[tuple[int, int]], years: tuple[int, int]
) -> None:
    """Years without any statement, as bands that say so."""
    shown = years[1] - years[0] + 1
    x, y = panel.axes
    for first, last in runs:
        start, end = date(first, 1, 1), date(last, 12, 31)
        figure.add_shape(
            type="rect",
            layer="below",
            x0=midnight(start),
            x1=after(end),
            y0=0,
            y1=1,
            xref=x,
            yref=f"{y} domain",
            fillcolor=FAINT,
            opacity=BAND,
            line={"width": 0},
        )
        lying = (last - first + 1) / shown >= LYING
        figure.add_annotation(
            text=html(text("not_stated")),
            x=middle(start, end),
            y=0,
            xref=x,
            yref=f"{y} domain",
            yanchor="bottom",
            yshift=4,
            textangle=0 if lying else -90,
            showarrow=False,
            font={"size": SMALL - 1, "color": INK},
        )


def events(figure: Sketch, frame: pd.DataFrame, panel: Panel, legend: Legend) -> None:
    """Events of the shown years as thin lines with a mark at the top that names them."""
    x, _ = panel.axes
    starts = [when.date() for when in pd.to_datetime(frame["date_start"])]
    ends = [when.date() for when in pd.to_datetime(frame["date_end"])]
    shown = [
        (start, end, str(title), str(key))
        for start, end, title, key in zip(
            starts, ends, frame["title"], frame["event_id"], strict=True
        )
        if legend.years[0] <= start.year and end.year <= legend.years[1]
    ]
    if not shown:
        return
    for start, end, *_ in shown:
        # A band would look like years without a statement: what has no day lies along the top.
        long = _long(start, end)
        figure.add_shape(
            type="line",
            layer="below",
            x0=midnight(start) if long else middle(start, end),
            x1=after(end) if long else middle(start, end),
            y0=TOP if long else 0,
            y1=TOP if long else 1,
            xref=x,
            yref="paper",
            line={
                "width": 5 if long else 1,
                "color": QUIET,
                "dash": "solid" if long else "dot",
            },
        )
    top = figure.layout["yaxis"]["range"][1]
    for key, symbol in (("events", "triangle-down"), ("events_long", "diamond-wide")):
        found = [event for event in shown if _long(*event[:2]) == (key == "events_long")]
        if found:
            figure.add_trace(
                _marks(found, top, symbol, html(text(f"legend_{key}")), legend.first(key)),
                row=panel.number,
            )


def _long(start: date, end: date) -> bool:
    return (end - start).days + 1 >= MONTH


def _marks(
    found: Sequence[tuple[date, date, str, str]], top: float, symbol: str, label: str, first: bool
) -> Properties:
    """Marks of events at the top, which name them."""
    return scatter_trace(
        x=[middle(start, end) for start, end, *_ in found],
        y=[top] * len(found),
        mode="markers",
        marker={"symbol": symbol, "size": 10, "color": QUIET},
        cliponaxis=False,
        hovertext=[
            wrapped(text("hover_event", title=title, date=fmt.period(start, end)))
            for start, end, title, _ in found
        ],
        hoverinfo="text",
        customdata=[["", key] for *_, key in found],
        name=label,
        showlegend=first,
    )
