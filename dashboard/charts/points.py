"""Stocks on their days, and rates (growth, share, rank) over their periods.

Points are never joined by a line. Which indicators are rates is the caller's knowledge: here
only the unit decides how an axis looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import plotly.graph_objects as go

from dashboard.charts import extras
from dashboard.charts.ends import EndMark, arrows, error_y
from dashboard.charts.marks import (
    COLOURS,
    INK,
    PAPER,
    QUIET,
    SMALL,
    By,
    Sign,
    custom,
    dated,
    empty,
    html,
    letters,
    number_of,
    told,
)
from dashboard.charts.panels import Drawing, Panel, begin, finish, level, panels
from dashboard.charts.rows import (
    OPEN_UP,
    FigureRow,
    Labels,
    Table,
    items,
    length,
    rows,
    stated,
    stated_by,
)
from dashboard.charts.sketch import scatter_trace
from dashboard.charts.timeline import Timeline, timeline
from dashboard.view import format as fmt
from dashboard.view.texts import text

MOST_NUMBERED: Final = 24
"""Points in a panel up to which each has its number beside it."""
LEAST_RANKS: Final = 5
STROKE_GAP: Final = 0.07
"""Part of a period left free at each end, so that the strokes of two years never join."""


def stocks(
    frame: Table,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    reference: Table | None = None,
) -> go.Figure:
    """Numbers on a day as points with their interval, from zero up.

    frame: columns of `schema.FIGURES`. An open end is an arrow. Each indicator and unit has a
    panel of its own. customdata and `meta` as in `by_year`.
    """
    return _points(frame, labels, by, (), reference)


def rates(
    frame: Table,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    signed: Sequence[str] = (),
    reference: Table | None = None,
) -> go.Figure:
    """Growth, shares and ranks as points with a stroke over the time that they cover.

    frame: columns of `schema.FIGURES`. signed: indicators written with their sign (growth).
    A part of a year is an open symbol and named. Ranks have whole numbers, first at the top.
    Each indicator and unit has a panel of its own. customdata and `meta` as in `by_year`.
    """
    return _points(frame, labels, by, signed, reference)


def summary(frame: Table, labels: Labels, *, signed: Sequence[str] = ()) -> str:
    """The chart's message in sentences: each indicator with its numbers. Plain text."""
    groups: dict[tuple[str, str, str], list[FigureRow]] = {}
    for row in rows(frame):
        groups.setdefault((row.indicator, row.partner, row.unit), []).append(row)
    if not groups:
        return text("chart_empty") + "."
    sentences = []
    for group in list(groups.values())[:4]:
        ordered = sorted(group, key=lambda row: row.end)
        sentences.append(stated_by(group, labels))
        sentences.append(text("alt_numbers", items=items(ordered, signed=signed, most=12)))
    return " ".join(sentences)


def _points(
    frame: Table,
    labels: Labels,
    by: By,
    signed: Sequence[str],
    reference: Table | None,
) -> go.Figure:
    statements = rows(frame)
    if not statements:
        return empty()
    series = (
        [] if reference is None else [r for r in rows(reference) if r.unit == statements[0].unit]
    )
    stack = panels(statements, by, labels, beside=series, apart="indicator")
    spoken = {year for row in statements for year in row.years}
    years = timeline(spoken | {row.end.year for row in series})
    figure = begin(stack)
    signs: list[Sign] = []
    unwritten: list[str] = []
    for panel in stack:
        drawing = Drawing(figure, panel, labels, years, {})
        figure.update_yaxes(**_axis(panel), row=panel.number)
        ours = [row for row in series if row.indicator == panel.rows[0].indicator]
        signs += extras.reference(drawing, ours, (), ())
        _draw(drawing, signed)
        if len(panel.rows) > MOST_NUMBERED:
            unwritten += [dated(row, signed=row.indicator in signed) for row in panel.rows]
    level(figure, stack)
    known = letters(labels.get("source_id", {}))
    spoke = dict.fromkeys(row.source_id for row in [*statements, *series])
    sources = [(known.get(key, "?"), key) for key in spoke]
    figure.update_layout(meta=told(signs, sources, unwritten=unwritten))
    return finish(figure, stack, years).figure()


def _axis(panel: Panel) -> dict[str, object]:
    if panel.unit == fmt.RANK:
        last = max(panel.top, LEAST_RANKS)
        return {"range": [last + 0.5, 0.5], "tickformat": "d", **_whole_ticks(last)}
    bottom = min([0.0, *(panel.scaled(row.low or 0) for row in panel.rows)])
    bottom = min([bottom, *(panel.scaled(row.value) for row in panel.rows)])
    return {"range": [bottom * 1.25, panel.top * 1.3]}


def _whole_ticks(last: float) -> dict[str, object]:
    step = max(1, round(last / LEAST_RANKS))
    return {"tick0": 1, "dtick": step}


def _draw(drawing: Drawing, signed: Sequence[str]) -> None:
    statements = drawing.panel.rows
    places = _places(statements, drawing.years)
    _strokes(drawing)
    colours = [QUIET if row.set_aside else COLOURS[0] for row in statements]
    ends = [
        EndMark(x, drawing.panel.scaled(row.value), row, colour)
        for x, row, colour in zip(places, statements, colours, strict=True)
    ]
    part = [row.coverage == "part_year" or bool(row.set_aside) for row in statements]
    drawing.figure.add_trace(
        scatter_trace(
            x=[end.x for end in ends],
            y=[end.y for end in ends],
            mode="markers",
            marker={
                "color": colours,
                "symbol": ["circle-open" if open_ else "circle" for open_ in part],
                "size": 11,
                "line": {"width": [2 if open_ else 1 for open_ in part], "color": PAPER},
            },
            error_y=error_y(drawing, statements, COLOURS[0]),
            hovertext=[drawing.told(row, signed=row.indicator in signed) for row in statements],
            hoverinfo="text",
            customdata=[custom(row) for row in statements],
            cliponaxis=False,
            showlegend=False,
        ),
        row=drawing.panel.number,
    )
    arrows(drawing, ends, signed=signed)
    if len(statements) <= MOST_NUMBERED:
        _numbers(drawing, ends, signed)


def _places(statements: Sequence[FigureRow], years: Timeline) -> list[float]:
    """The middle of each period; where several state the same, side by side within it."""
    alike: dict[tuple[date, date], list[int]] = {}
    for place, row in enumerate(statements):
        alike.setdefault(row.span, []).append(place)
    places = [0.0] * len(statements)
    for span, members in alike.items():
        left, right = years.span(*span)
        for number, place in enumerate(members):
            places[place] = left + (right - left) * (number + 0.5) / len(members)
    return places


def _strokes(drawing: Drawing) -> None:
    """A stroke over the time that each rate covers."""
    x, y = drawing.panel.axes
    for row in drawing.panel.rows:
        if row.coverage != "point":
            height = drawing.panel.scaled(row.value)
            left, right = drawing.years.span(row.start, row.end)
            gap = (right - left) * STROKE_GAP
            drawing.figure.add_shape(
                type="line",
                x0=left + gap,
                x1=right - gap,
                y0=height,
                y1=height,
                xref=x,
                yref=y,
                line={"color": QUIET if row.set_aside else COLOURS[0], "width": 2},
            )


def _numbers(drawing: Drawing, ends: Sequence[EndMark], signed: Sequence[str]) -> None:
    """The number beside each point with the letter of its source; the newest first."""
    x, y = drawing.panel.axes
    known = letters(drawing.labels.get("source_id", {}))
    for end in sorted(ends, key=lambda end: end.row.end, reverse=True):
        row = end.row
        number = f"<b>{html(stated(row, signed=row.indicator in signed))}</b>"
        if row.coverage == "part_year":
            number = f"{number}<br>{html(length(row))}"
        below = row.qualifier in OPEN_UP
        edge = 0 if drawing.panel.unit == fmt.RANK or row.high is None else row.high - row.value
        drawing.figure.add_annotation(
            text=number,
            x=end.x,
            y=end.y + (0 if below else drawing.panel.scaled(edge)),
            xref=x,
            yref=y,
            yanchor="top" if below else "bottom",
            yshift=-8 if below else 7,
            showarrow=False,
            name=number_of(row),
            font={"size": SMALL, "color": INK},
        )
        drawing.figure.add_annotation(
            text=known.get(row.source_id, "?"),
            x=end.x,
            y=0,
            xref=x,
            yref=f"{y} domain",
            yanchor="top",
            yshift=-6,
            showarrow=False,
            font={"size": SMALL - 1, "color": QUIET},
        )
