"""A conflict as a picture: what each statement says, and what all the others allow for it.

Each statement has a number line of its own, so that units are never mixed and a share of
14.4 % is as legible as a total of billions.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.marks import (
    CLEAR,
    COLOURS,
    HOVER_WIDTH,
    INK,
    QUIET,
    SMALL,
    TINT,
    custom,
    empty,
    hover,
    html,
    layout,
    note,
    wrapped,
)
from dashboard.charts.rows import OPEN_UP, FigureRow, Labels, name, period, rows, stated, subject_of
from dashboard.charts.sketch import Properties, Sketch, bar_trace, scatter_trace
from dashboard.charts.ticks import nice_ticks
from dashboard.view import format as fmt
from dashboard.view.labels import shorten
from dashboard.view.texts import text

Implied = Mapping[str, tuple[float | None, float | None] | None]
"""By figure_id the lowest and highest value in base units that all other statements allow; None
as an end is open, None as a whole (or no entry) where the others set no limit. A lowest above
the highest: they leave no room."""

MOST_LINES: Final = 12
LINE_HEIGHT: Final = 170
BETWEEN: Final = 76
"""Pixels between two number lines, for ticks and title."""
LEFT: Final = 0.35
RIGHT: Final = 0.65
"""Parts of the line up to and from where words lean on their range: in the middle they are over
it."""
STATED_AT: Final = 1.0
IMPLIED_AT: Final = 0.0


class _Line(NamedTuple):
    """One statement, what the others allow, and the ends of its number line."""

    row: FigureRow
    implied: tuple[float | None, float | None] | None
    first: float
    last: float
    number: int

    @property
    def beyond(self) -> float:
        """A place past the end, so that an open range is cut by the picture, not closed by it."""
        return 2 * self.last - self.first

    @property
    def axis(self) -> str:
        return "" if self.number == 1 else str(self.number)


def number_line(
    frame: pd.DataFrame,
    implied: Implied,
    labels: Labels,
    *,
    signed: Container[str] = (),
    here: bool = False,
) -> go.Figure:
    """The statements of a conflict, one number line each: stated above, implied below.

    frame: columns of `schema.FIGURES`, the members of the conflict. signed: indicators written
    with their sign (growth). here: implied is by the statements of the conflict alone, and the
    words say so. Axes are in base units with ticks as people read them. customdata
    of every point begins with figure_id.
    """
    every = rows(frame)
    if not every:
        return empty()
    shown = every[:MOST_LINES]
    figure = Sketch(len(shown), BETWEEN / (LINE_HEIGHT * len(shown)), shared=False)
    figure.update_layout(**layout(LINE_HEIGHT * len(shown) + 40, barmode="overlay"))
    figure.update_layout(margin={"t": 42, "l": 30, "r": 30, "b": 44})
    for number, row in enumerate(shown, start=1):
        line = _line(row, implied.get(row.figure_id), number)
        _stated(figure, line, labels, signed)
        _implied(figure, line, signed, "_here" if here else "")
        _axes(figure, line, labels, signed)
    if len(every) > len(shown):
        note(figure, text("rows_left_out", count=len(every) - len(shown)))
    return figure.figure()


def summary(
    frame: pd.DataFrame,
    implied: Implied,
    labels: Labels,
    *,
    signed: Container[str] = (),
    here: bool = False,
) -> str:
    """The picture in sentences: each statement and what the others allow. Plain text."""
    told = []
    for row in rows(frame):
        about = f"{subject_of(row, labels)}, {period(row)}"
        bounds = implied.get(row.figure_id)
        key = "alt_number_line" + (_state(bounds) or ("_here" if here else ""))
        told.append(
            text(
                key,
                subject=about,
                amount=stated(row, signed=row.indicator in signed),
                interval=_bounds(row, bounds, signed),
            )
        )
    return " ".join(told) or text("chart_empty") + "."


def _state(bounds: tuple[float | None, float | None] | None) -> str:
    if bounds is None or bounds == (None, None):
        return "_none"
    low, high = bounds
    return "_impossible" if low is not None and high is not None and low > high else ""


def _bounds(
    row: FigureRow, bounds: tuple[float | None, float | None] | None, signed: Container[str]
) -> str:
    """What the others allow, in digits that a reader can compare: derived, so rounded."""
    low, high = bounds or (None, None)
    return fmt.outward(low, high, row.unit, signed=row.indicator in signed)


def _line(row: FigureRow, implied: tuple[float | None, float | None] | None, number: int) -> _Line:
    ends = [row.value, row.low, row.high, *(implied or ())]
    if row.qualifier in ("at_most", "less_than"):
        ends = [row.value, 0.0, *(implied or ())]
    known = [end for end in ends if end is not None]
    first, last = min(known), max(known)
    pad = (last - first or abs(row.value) or 1.0) * 0.2
    start = first - pad
    return _Line(row, implied, max(0.0, start) if first >= 0 else start, last + pad, number)


def _stated(figure: Sketch, line: _Line, labels: Labels, signed: Container[str]) -> None:
    row = line.row
    low = line.first if row.low is None else max(row.low, line.first)
    high = line.beyond if row.high is None or row.qualifier in OPEN_UP else row.high
    says = hover(row, labels, signed=row.indicator in signed)
    figure.add_trace(
        _box(row, (low, high), STATED_AT, says, (COLOURS[0] + TINT, COLOURS[0])),
        row=line.number,
    )
    figure.add_trace(
        scatter_trace(
            x=[row.value],
            y=[STATED_AT],
            mode="markers",
            marker={"color": COLOURS[0], "size": 11},
            hovertext=[says],
            hoverinfo="text",
            customdata=[custom(row)],
            showlegend=False,
        ),
        row=line.number,
    )
    if row.qualifier in OPEN_UP:
        _heads(figure, line, STATED_AT, (None, line.last), COLOURS[0])
    words = text("line_stated", amount=stated(row, signed=row.indicator in signed))
    _words(figure, line, STATED_AT, (low, high), f"<b>{html(words)}</b>")


def _implied(figure: Sketch, line: _Line, signed: Container[str], whose: str) -> None:
    ends = (line.first, line.last)
    state = _state(line.implied)
    if state or line.implied is None:
        words = text("none_implied" if state == "_none" else "implied_impossible")
    else:
        low, high = line.implied
        words = text(f"hover_implied{whose}", interval=_bounds(line.row, line.implied, signed))
        ends = (
            line.first if low is None else low,
            line.beyond if high is None else high,
        )
        figure.add_trace(
            _box(line.row, ends, IMPLIED_AT, wrapped(words), (CLEAR, QUIET)),
            row=line.number,
        )
        open_ends = (line.first if low is None else None, line.last if high is None else None)
        _heads(figure, line, IMPLIED_AT, open_ends, QUIET)
    _words(figure, line, IMPLIED_AT, ends, wrapped(words))


def _words(
    figure: Sketch, line: _Line, height: float, ends: tuple[float, float], words: str
) -> None:
    """What a range says, at its middle: above a stated one, below one that the others allow."""
    low, high = max(ends[0], line.first), min(ends[1], line.last)
    place = ((low + high) / 2 - line.first) / (line.last - line.first)
    side = "left" if place < LEFT else "right" if place > RIGHT else "center"
    above = height == STATED_AT
    figure.add_annotation(
        text=words,
        align=side,
        x={"left": low, "center": (low + high) / 2, "right": high}[side],
        y=height,
        xref=f"x{line.axis}",
        yref=f"y{line.axis}",
        xanchor=side,
        yanchor="bottom" if above else "top",
        yshift=11 if above else -11,
        showarrow=False,
        name="words",
        font={"size": SMALL, "color": INK},
    )


def _box(
    row: FigureRow, ends: tuple[float, float], height: float, says: str, colours: tuple[str, str]
) -> Properties:
    """A range as a box. colours: of its fill and of its edge."""
    low, high = ends
    return bar_trace(
        orientation="h",
        base=[low],
        x=[high - low],
        y=[height],
        width=0.5,
        marker={"color": colours[0], "line": {"color": colours[1], "width": 2}},
        hovertext=[says],
        hoverinfo="text",
        customdata=[custom(row)],
        showlegend=False,
    )


def _heads(
    figure: Sketch,
    line: _Line,
    height: float,
    ends: tuple[float | None, float | None],
    colour: str,
) -> None:
    """Arrow heads where a range goes on beyond the picture."""
    heads = [
        (end, symbol)
        for end, symbol in zip(ends, ("triangle-left", "triangle-right"), strict=True)
        if end is not None
    ]
    if heads:
        figure.add_trace(
            scatter_trace(
                x=[end for end, _ in heads],
                y=[height] * len(heads),
                mode="markers",
                marker={"symbol": [symbol for _, symbol in heads], "size": 18, "color": colour},
                cliponaxis=False,
                hoverinfo="skip",
                customdata=[custom(line.row)] * len(heads),
                showlegend=False,
            ),
            row=line.number,
        )


def _axes(figure: Sketch, line: _Line, labels: Labels, signed: Container[str]) -> None:
    row = line.row
    plus = row.indicator in signed
    ticks = nice_ticks(line.first, line.last)
    figure.update_xaxes(
        range=[line.first, line.last],
        tickvals=ticks,
        ticktext=[html(fmt.amount(tick, row.unit, signed=plus)) for tick in ticks],
        tickfont={"size": SMALL, "color": INK},
        ticks="outside",
        tickcolor=QUIET,
        linecolor=QUIET,
        showline=True,
        row=line.number,
    )
    figure.update_yaxes(visible=False, range=[-1.25, 2.1], row=line.number)
    about = f"{subject_of(row, labels)}, {period(row)}"
    source = shorten(name(labels, "source_id", row.source_id), HOVER_WIDTH)
    figure.add_annotation(
        text="<br>".join([html(shorten(about, HOVER_WIDTH)), html(source)]),
        x=0,
        y=1,
        xref=f"x{line.axis} domain",
        yref=f"y{line.axis} domain",
        align="left",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": SMALL, "color": INK},
    )
