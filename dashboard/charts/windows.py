"""Cumulative windows: a row a statement, as long as the time that it covers, its amount in words.

Lengths are years, not amounts: windows are never points in a series of years. The yearly average
that a window implies is derived, and said to be about that much.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import extras
from dashboard.charts.marks import (
    CLEAR,
    COLOURS,
    INK,
    QUIET,
    SMALL,
    By,
    custom,
    empty,
    hover,
    html,
    layout,
    letters,
    note,
    told,
)
from dashboard.charts.panels import Panel, year_axis
from dashboard.charts.rows import (
    OPEN_DOWN,
    OPEN_UP,
    FigureRow,
    Labels,
    Table,
    listed,
    name,
    period,
    rows,
    stated,
    subject,
)
from dashboard.charts.sketch import Sketch, bar_trace, scatter_trace
from dashboard.charts.timeline import Timeline, timeline
from dashboard.view import format as fmt
from dashboard.view.texts import text
from etl.words import speech

DAYS_A_YEAR: Final = 365.2425
ROW_HEIGHT: Final = 62
FOOT: Final = 44
MOST_ROWS: Final = 40
THICK: Final = 0.26
"""Part of a row that its bar takes; its words stand above."""
ARROW: Final = 20
_DIGITS: Final = 2
"""Significant digits of an average where the phrase does not show its own."""
_ROUNDED: Final = dict.fromkeys(OPEN_UP, ROUND_FLOOR) | dict.fromkeys(OPEN_DOWN, ROUND_CEILING)
AT: Final = 0.3
"""Where in its row the bar lies, from the row's middle downwards."""


def spans(
    frame: Table,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    events: pd.DataFrame | None = None,
) -> go.Figure:
    """Cumulative windows as bars over the time that they cover, the earliest at the top.

    frame: columns of `schema.FIGURES`; only rows of coverage multi_year are drawn. Above each bar
    stand its amount, its period, its yearly average and the letter of its source; the whole row
    brings back its figure. by: with a column, rows are ordered by it first. customdata and `meta`
    as in `by_year`.
    """
    statements = windows(frame)
    if not statements:
        return empty(text("no_windows") if len(frame) else "")
    ordered = sorted(
        statements, key=lambda row: (str(getattr(row, by.panel, "")), row.start, row.end)
    )
    shown = ordered[:MOST_ROWS]
    spoken = [year for row in shown for year in row.years]
    years = timeline(range(min(spoken), max(spoken) + 1))
    figure = Sketch()
    figure.update_layout(**layout(ROW_HEIGHT * len(shown) + FOOT, barmode="overlay", bargap=0))
    figure.update_layout(margin={"l": 12, "r": 12, "t": 16, "b": FOOT})
    known = letters(labels.get("source_id", {}))
    several = len({row.indicator for row in shown}) > 1
    _bars(figure, shown, years, labels)
    for place, row in enumerate(shown):
        about = name(labels, "indicator", row.indicator) if several else ""
        _words(figure, place, row, (about, known.get(row.source_id, "?")))
    figure.update_xaxes(**{**year_axis(years, most=8), "ticklabelstandoff": 2, "showgrid": True})
    figure.update_yaxes(visible=False, range=[len(shown) - 0.45, -0.55])
    panel = Panel(1, "", shown, shown[0].unit, 0, 1.0, 0)
    happened = extras.events(figure, events, panel, years)
    if len(statements) > len(shown):
        note(figure, text("rows_left_out", count=len(statements) - len(shown)))
    spoke = dict.fromkeys(row.source_id for row in shown)
    figure.update_layout(meta=told((), [(known.get(key, "?"), key) for key in spoke], happened))
    return figure.figure()


def windows(frame: Table) -> list[FigureRow]:
    """The cumulative windows among the statements."""
    return [row for row in rows(frame) if row.coverage == "multi_year"]


def average(row: FigureRow) -> str:
    """What a window comes to in a year, derived: "over $390 mn a year", as exact as it is stated.

    As many digits as the phrase prints, three at most; of "over" never more and of "up to" never
    less than follows. Empty where the source states a range, or nothing says when it began.
    """
    if row.is_range or row.is_open:
        return ""
    yearly = Decimal(str(row.value)) / _years(row)
    wording = "approximately" if row.qualifier == "exact" else row.qualifier
    digits = min(fmt.significant(row.as_stated, row.value) or _DIGITS, 3)
    rounding = _ROUNDED.get(row.qualifier, ROUND_HALF_EVEN)
    amount = fmt.amount(speech.rounded(yearly, digits, rounding), row.unit)
    return text("a_year", amount=text(wording, amount=amount))


def _years(row: FigureRow) -> Decimal:
    """How many years a window covers; a whole number of them where it ends as it began."""
    after = row.end + timedelta(days=1)
    if (after.month, after.day) == (row.start.month, row.start.day):
        return Decimal(after.year - row.start.year)
    return Decimal(str(row.days / DAYS_A_YEAR))


def summary(frame: Table, labels: Labels) -> str:
    """The chart's message in sentences: each window with its period. Plain text."""
    statements = windows(frame)
    if not statements:
        return text("chart_empty") + "."
    groups: dict[tuple[str, str], list[FigureRow]] = {}
    for row in statements:
        groups.setdefault((row.indicator, row.partner), []).append(row)
    return " ".join(
        text(
            "alt_windows",
            subject=subject(group, labels),
            items=listed(
                [text("alt_window", amount=stated(row), period=period(row)) for row in group],
                most=12,
            ),
        )
        for group in list(groups.values())[:4]
    )


def _bars(figure: Sketch, shown: Sequence[FigureRow], years: Timeline, labels: Labels) -> None:
    """The bars, and over each row a clear one that responds in its place."""
    says = [hover(row, labels, more=_derived(row)) for row in shown]
    ends = [years.span(row.start, row.end) for row in shown]
    for height, bounds, places in (
        (1.0, [(0.0, years.end)] * len(shown), list(range(len(shown)))),
        (THICK, ends, [place + AT for place in range(len(shown))]),
    ):
        clear = height == 1.0
        figure.add_trace(
            bar_trace(
                orientation="h",
                base=[left for left, _ in bounds],
                x=[right - left for left, right in bounds],
                y=places,
                width=height,
                marker={
                    "color": [
                        CLEAR if clear else QUIET if row.set_aside else COLOURS[0] for row in shown
                    ],
                    "line": {"width": 0},
                },
                hovertext=says,
                hoverinfo="text",
                customdata=[custom(row) for row in shown],
                showlegend=False,
            )
        )
    _open(figure, shown)


def _open(figure: Sketch, shown: Sequence[FigureRow]) -> None:
    """An arrow at the left edge of each bar of which nothing says when it began."""
    places = [place for place, row in enumerate(shown) if row.is_open]
    if places:
        figure.add_trace(
            scatter_trace(
                x=[0.0] * len(places),
                y=[place + AT for place in places],
                mode="markers",
                marker={
                    "symbol": "triangle-left",
                    "size": ARROW,
                    "color": [QUIET if shown[at].set_aside else COLOURS[0] for at in places],
                },
                hoverinfo="skip",
                customdata=[custom(shown[place]) for place in places],
                cliponaxis=False,
                showlegend=False,
            )
        )


def _derived(row: FigureRow) -> list[str]:
    yearly = average(row)
    return [text("hover_average", amount=yearly)] if yearly else []


def _words(figure: Sketch, place: int, row: FigureRow, beside: tuple[str, str]) -> None:
    """What a row says, in two lines that fit a telephone; beside: indicator, letter."""
    about, letter = beside
    aside = text(f"set_aside_{row.set_aside}") if row.set_aside else ""
    head = [part for part in (stated(row), about, aside) if part]
    when = period(row)
    if row.period_basis == "inferred":
        when = text("overview_inferred", period=when)
    line = text("window_line", period=when, average=average(row)).rstrip(" \N{MIDDLE DOT}")
    figure.add_annotation(
        text=(
            f"<b>{html(head[0])}</b> {html(' '.join(head[1:]))} "
            f"<span style='font-size:11px'>{letter}</span><br>{html(line)}"
        ),
        align="left",
        x=0,
        y=place + AT - THICK / 2,
        xref="paper",
        yref="y",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": SMALL, "color": INK},
    )
