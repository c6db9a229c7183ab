"""Cumulative windows: one span a statement, from the first day to the last, at its height.

The yearly average that a window implies is derived, and marked so. Windows are never points in
a series of years.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import extras
from dashboard.charts.ends import End, arrows, down, up
from dashboard.charts.marks import (
    INK,
    SMALL,
    TINT,
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
    OPEN_DOWN,
    Labels,
    Row,
    after,
    listed,
    middle,
    midnight,
    period,
    rows,
    stated,
    subject,
)
from dashboard.charts.sketch import scatter_trace
from dashboard.view import format as fmt
from dashboard.view.texts import text

DAYS_A_YEAR: Final = 365.2425
WIDTHS: Final = (8, 4, 2)
"""Of lines at nearly the same height: the later is thinner, so that both are seen."""
SAME_HEIGHT: Final = 0.02
ARROWS: Final = (0.7, 0.83, 0.96)
"""Where along a span its arrows stand; its text stands at the start."""
LINE_HEIGHT: Final = 17


def spans(
    frame: pd.DataFrame,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    events: pd.DataFrame | None = None,
) -> go.Figure:
    """Cumulative windows as lines over the time that they cover, at their height.

    frame: columns of `schema.FIGURES`; only rows of coverage multi_year are drawn. A closed
    interval is a band; an open end is arrows ("over" up, "up to" down). Each unit has a panel
    of its own. customdata as in `by_year`; hover adds the implied yearly average, as derived.
    """
    found = windows(frame)
    if not found:
        return empty(text("no_windows") if len(frame) else "")
    made = panels(found, by, labels)
    years = min(row.start.year for row in found), max(row.end.year for row in found)
    figure, legend = begin(made, years)
    keys = {str(getattr(row, by.colour)) for row in found}
    style = styles(keys, labels.get(by.colour, {}))
    for panel in made:
        drawing = Drawing(figure, panel, labels, by.colour, style, legend)
        _draw(drawing)
        figure.update_yaxes(range=[0, panel.top * 1.25], row=panel.number)
    level(figure, made)
    if events is not None:
        extras.events(figure, events, made[0], legend)
    return finish(figure, made, legend).figure()


def windows(frame: pd.DataFrame) -> list[Row]:
    """The cumulative windows among the statements."""
    return [row for row in rows(frame) if row.coverage == "multi_year"]


def average(row: Row) -> str:
    """What a window comes to in a year, derived: "over $391 mn a year", three digits at most."""
    yearly = Decimal(str(row.value)) / Decimal(str(row.days / DAYS_A_YEAR))
    wording = "approximately" if row.qualifier == "exact" else row.qualifier
    return text("a_year", amount=text(wording, amount=fmt.rounded(yearly, row.unit)))


def summary(frame: pd.DataFrame, labels: Labels) -> str:
    """The chart's message in sentences: each window with its period. Plain text."""
    found = windows(frame)
    if not found:
        return text("chart_empty") + "."
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        groups.setdefault((row.indicator, row.partner), []).append(row)
    return " ".join(
        text(
            "alt_windows",
            subject=subject(group, labels),
            items=listed(
                [text("alt_window", amount=stated(row), period=period(row)) for row in group]
            ),
        )
        for group in list(groups.values())[:4]
    )


def _draw(drawing: Drawing) -> None:
    groups = grouped(drawing.panel.rows, drawing.colour)
    names = short_names([key for key in groups if key], drawing.colour, drawing.labels)
    widths = _widths(drawing.panel)
    total = len({getattr(row, drawing.colour) for row in drawing.panel.rows})
    for key, group in groups.items():
        label = names.get(key) or text("legend_more_sources", count=total - len(names))
        for row in group:
            _band(drawing, row, key or "more")
            _line(drawing, row, key or "more", label, widths[row.figure_id])
        _open_ends(drawing, key or "more", group)
    _numbers(drawing)


def _widths(panel: Panel) -> dict[str, int]:
    widths: dict[str, int] = {}
    drawn: list[float] = []
    for row in panel.rows:
        height = panel.scaled(row.value)
        close = sum(abs(height - other) < SAME_HEIGHT * panel.top for other in drawn)
        widths[row.figure_id] = WIDTHS[min(close, len(WIDTHS) - 1)]
        drawn.append(height)
    return widths


def _band(drawing: Drawing, row: Row, group: str) -> None:
    """The interval of a closed statement, over the whole span."""
    if not up(row) and not down(row):
        return
    low, high = (drawing.panel.scaled(end) for end in (row.value - down(row), row.value + up(row)))
    start, end = midnight(row.start), after(row.end)
    drawing.figure.add_trace(
        scatter_trace(
            x=[start, end, end, start],
            y=[low, low, high, high],
            fill="toself",
            fillcolor=_style_colour(drawing, row) + TINT,
            mode="none",
            hoverinfo="skip",
            customdata=[custom(row)] * 4,
            legendgroup=group,
            showlegend=False,
        ),
        row=drawing.panel.number,
    )


def _line(drawing: Drawing, row: Row, group: str, label: str, width: int) -> None:
    style = drawing.style[str(getattr(row, drawing.colour))]
    height = drawing.panel.scaled(row.value)
    drawing.figure.add_trace(
        scatter_trace(
            x=[midnight(row.start), middle(row.start, row.end), after(row.end)],
            y=[height] * 3,
            mode="lines+markers",
            line={"color": style.colour, "width": width},
            marker={
                "color": style.colour,
                "symbol": style.symbol,
                "size": [10, 6, 10],
                "opacity": 1,
            },
            hovertext=[_hover(drawing, row)] * 3,
            hoverinfo="text",
            customdata=[custom(row)] * 3,
            cliponaxis=False,
            legendgroup=group,
            name=label,
            showlegend=drawing.legend.first(group),
        ),
        row=drawing.panel.number,
    )


def _open_ends(drawing: Drawing, group: str, found: Sequence[Row]) -> None:
    ends = [
        End(
            midnight(row.start) + (after(row.end) - midnight(row.start)) * part,
            drawing.panel.scaled(row.value),
            row,
            str(getattr(row, drawing.colour)),
        )
        for row in found
        for part in ARROWS
    ]
    arrows(drawing, group, ends, more=[_derived(end.row) for end in ends])


def _derived(row: Row) -> list[str]:
    return [text("hover_average", amount=average(row))]


def _hover(drawing: Drawing, row: Row) -> str:
    return hover(row, drawing.labels, more=_derived(row))


def _style_colour(drawing: Drawing, row: Row) -> str:
    return drawing.style[str(getattr(row, drawing.colour))].colour


def _numbers(drawing: Drawing) -> None:
    """Each number at the start of its span, above or below it, clear of the others."""
    panel = drawing.panel
    pixels = panel.height / (panel.top * 1.25)
    x, y = panel.axes
    taken: list[float] = []
    for row in sorted(panel.rows, key=lambda row: row.value):
        height = panel.scaled(row.value) * pixels
        first = 1 if row.qualifier in OPEN_DOWN else -1
        steps = [sign * (13 + LINE_HEIGHT * far) for far in range(8) for sign in (first, -first)]
        free = [
            step
            for step in steps
            if height + step > LINE_HEIGHT / 2
            and all(abs(height + step - other) >= LINE_HEIGHT for other in taken)
        ]
        shift = free[0] if free else steps[0]
        taken.append(height + shift)
        drawing.figure.add_annotation(
            text=html(stated(row)),
            x=midnight(row.start),
            y=panel.scaled(row.value),
            xref=x,
            yref=y,
            xanchor="left",
            xshift=8,
            yanchor="middle",
            yshift=shift,
            showarrow=False,
            font={"size": SMALL, "color": INK},
        )
