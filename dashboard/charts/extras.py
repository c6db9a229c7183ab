"""What stands beside the statements of a chart: official series and events.

All of it stands back: it must never be taken for a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import pandas as pd

from dashboard.charts.bars import colours_of
from dashboard.charts.marks import (
    DASH,
    INK,
    OFFICIAL,
    PAPER,
    QUIET,
    SMALL,
    Sign,
    custom,
    hover,
    html,
    number_of,
)
from dashboard.charts.panels import Drawing, Panel
from dashboard.charts.rows import FigureRow, name
from dashboard.charts.sketch import Line, Sketch, lines_trace
from dashboard.charts.slots import Group
from dashboard.charts.timeline import Timeline
from dashboard.view import format as fmt
from dashboard.view.texts import text
from etl.words import speech

ROOM_BELOW: Final = 0.3
"""Part of the axis from which there is room for a name below a line."""
NEAR: Final = 0.12
"""Part of the axis that two numbers need above one another."""
EDGE: Final = 0.04
"""Of a year, left free at each end of an official line, so that two never join."""


def reference(
    drawing: Drawing, series: Sequence[FigureRow], beside: Sequence[Group], split: Sequence[str]
) -> list[Sign]:
    """Official values of whole years as quiet lines, each over its year, the parts over halves.

    The last of each series has its name and number at its end, the first its number; a year of
    which no document speaks has the number of the amount. Returns what the key must explain.
    """
    colours = colours_of(split)
    last = {row.indicator: row for row in sorted(series, key=lambda row: row.end)}
    first = {row.indicator: row for row in sorted(series, key=lambda row: row.end, reverse=True)}
    spoken = {group.main.end.year for group in beside}
    lines: dict[str, list[Line]] = {}
    for row in sorted(series, key=lambda row: row.end, reverse=True):
        if row.end.year not in drawing.years.lefts:
            continue
        left, right = _place(drawing.years, row, split)
        colour = colours.get(row.indicator, QUIET)
        lines.setdefault(colour, []).append(_line(drawing, row, (left, right)))
        alone = row.end.year not in spoken
        ends = (first[row.indicator], last[row.indicator])
        if row.indicator not in split or (alone and row in ends):
            words = _words(drawing, row, named=row is last[row.indicator])
            # Just below the amount stands the largest of its parts: their names keep apart.
            high = drawing.panel.scaled(row.value) > ROOM_BELOW * drawing.panel.top
            part = row.indicator in split
            if _meets(drawing, row, beside):
                _beside(drawing, right, row, words)
            else:
                _label(drawing, (left + right) / 2, row, words, below=part and high)
    for colour, alike in lines.items():
        trace = lines_trace(
            alike,
            line={"color": colour, "width": 3 if colour == QUIET else 2},
            # Small: where it meets a statement, the statement is what is pointed at.
            marker={"size": 2, "opacity": 0, "color": colour},
        )
        drawing.figure.add_trace(trace, row=drawing.panel.number)
    if not series:
        return []
    parts = any(row.indicator in split for row in series)
    whole = [row.indicator for row in series if row.indicator not in split]
    if parts and whole:
        # A narrow screen may have no room for its name at its end.
        named = name(drawing.labels, "indicator", whole[0])
        return [Sign(QUIET, DASH, text("key_official_whole", indicator=named))]
    return [Sign(QUIET, DASH, text("key_official_parts" if parts else "key_official"))]


def _place(years: Timeline, row: FigureRow, split: Sequence[str]) -> tuple[float, float]:
    left, width = years.lefts[row.end.year], years.widths[row.end.year]
    if row.indicator not in split:
        return left + EDGE, left + width - EDGE
    step = (width - 2 * EDGE) / len(split)
    start = left + EDGE + step * split.index(row.indicator)
    return start, start + step


def _line(drawing: Drawing, row: FigureRow, ends: tuple[float, float]) -> Line:
    left, right = ends
    height = drawing.panel.scaled(row.value)
    across = [left, (left + right) / 2, right]
    return Line(across, [height] * 3, hover(row, drawing.labels), custom(row))


def _words(drawing: Drawing, row: FigureRow, *, named: bool) -> str:
    number = fmt.plain_number(speech.rounded(fmt.decimal(row.value), 3), drawing.panel.scale)
    if not fmt.is_money(row.unit):
        number = fmt.official(row.value, row.unit)
    if not named:
        return html(number)
    return f"{html(name(drawing.labels, 'indicator', row.indicator))}<br>{html(number)}"


def _label(drawing: Drawing, x: float, row: FigureRow, words: str, *, below: bool) -> None:
    axis_x, axis_y = drawing.panel.axes
    last = row.end.year == max(drawing.years.lefts)  # beyond it there is no room
    drawing.figure.add_annotation(
        text=words,
        x=drawing.years.end if last else x,
        y=drawing.panel.scaled(row.value),
        xref=axis_x,
        yref=axis_y,
        xanchor="right" if last else "center",
        yanchor="top" if below else "bottom",
        yshift=-2 if below else 2,
        showarrow=False,
        name=number_of(row, kind=OFFICIAL),
        font={"size": SMALL - 1, "color": QUIET},
    )


def _meets(drawing: Drawing, row: FigureRow, beside: Sequence[Group]) -> bool:
    """Whether a statement of the same year stands about as high, with its number above it."""
    near = NEAR * drawing.panel.top
    return any(
        group.main.end.year == row.end.year
        and abs(drawing.panel.scaled(group.main.value - row.value)) < near
        for group in beside
    )


def _beside(drawing: Drawing, right: float, row: FigureRow, words: str) -> None:
    """A number below the right end of its line: above it stands that of a statement."""
    axis_x, axis_y = drawing.panel.axes
    drawing.figure.add_annotation(
        text=words,
        x=right,
        y=drawing.panel.scaled(row.value),
        xref=axis_x,
        yref=axis_y,
        xanchor="right",
        yanchor="top",
        yshift=-5,
        showarrow=False,
        name=number_of(row, kind=OFFICIAL),
        font={"size": SMALL - 1, "color": QUIET},
        bgcolor=PAPER,
        borderpad=1,
    )


def events(
    figure: Sketch, frame: pd.DataFrame | None, panel: Panel, years: Timeline
) -> list[tuple[str, str]]:
    """Events as thin numbered lines; returns the number and words of each, for the list below."""
    if frame is None or frame.empty:
        return []
    axis_x, _ = panel.axes
    told: list[tuple[str, str]] = []
    starts, ends = (pd.to_datetime(frame[name]) for name in ("date_start", "date_end"))
    ordered = sorted(zip(starts, ends, frame["title"].astype(str), strict=True))
    for start, end, title in ordered:
        middle: datetime = (start + (end - start) / 2).to_pydatetime()
        if not min(years.lefts) <= middle.year <= max(years.lefts):
            continue
        number = str(len(told) + 1)
        dates = fmt.period(start.date(), end.date())
        told.append((number, text("hover_event", title=title, date=dates)))
        x = years.at(middle)
        figure.add_shape(
            type="line",
            layer="below",
            x0=x,
            x1=x,
            y0=0,
            y1=1,
            xref=axis_x,
            yref="paper",
            line={"width": 1, "color": QUIET, "dash": "dot"},
        )
        figure.add_annotation(
            text=number,
            x=x,
            y=1,
            xref=axis_x,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            font={"size": SMALL, "color": INK},
        )
    return told
