"""Partners beside one another in one period: a bar a statement, the largest at the top.

The first ten are drawn; how many more there are is said, never summed up. Knows plotly.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.marks import (
    BLOCK,
    COLOURS,
    INK,
    QUIET,
    SMALL,
    Sign,
    custom,
    empty,
    hover,
    html,
    layout,
    letters,
    note,
    told,
)
from dashboard.charts.rows import Labels, Row, listed, name, period, rows, stated
from dashboard.charts.sketch import Sketch, bar_trace
from dashboard.view import format as fmt
from dashboard.view.labels import shorten
from dashboard.view.texts import text

MOST: Final = 10
ROW_HEIGHT: Final = 44
NAME_LENGTH: Final = 34
ROOM: Final = 1.3
"""Of the longest bar, for the number at its end."""


def ranking(
    frame: pd.DataFrame, labels: Labels, *, by_name: bool = False, most: int = MOST
) -> go.Figure:
    """Statements of one indicator and period as lying bars with their numbers at their ends.

    frame: columns of `schema.FIGURES`, of one unit; a row without a paragraph is official and
    grey. by_name: in the order of the partners' names. most: so many are drawn; of the others it
    is said how many there are and between what they lie. Ranks are shortest at the top.
    customdata and `meta` as in `by_year`.
    """
    every = ordered(rows(frame), labels, by_name=by_name)
    if not every:
        return empty()
    shown = every[:most]
    figure = Sketch()
    figure.update_layout(**layout(ROW_HEIGHT * len(shown) + 20, barmode="overlay", bargap=0))
    figure.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 12})
    known = letters(labels.get("source_id", {}))
    figure.add_trace(
        bar_trace(
            orientation="h",
            x=[row.value for row in shown],
            y=[place + 0.22 for place in range(len(shown))],
            width=0.42,
            marker={"color": [COLOURS[0] if row.paragraph else QUIET for row in shown]},
            hovertext=[hover(row, labels) for row in shown],
            hoverinfo="text",
            customdata=[custom(row) for row in shown],
            showlegend=False,
        )
    )
    for place, row in enumerate(shown):
        _words(figure, place, row, labels)
    lowest = min(0.0, *(row.value for row in shown)) if len(shown) > 1 else min(0.0, shown[0].value)
    figure.update_xaxes(visible=False, range=[lowest, max(row.value for row in shown) or 1.0])
    figure.update_yaxes(visible=False, range=[len(shown) - 0.5, -0.6])
    if len(every) > len(shown):
        left = sorted(every[most:], key=lambda row: row.value)
        low, high = stated(left[0]), stated(left[-1])
        more = text("ranking_more", count=len(left), low=low, high=high)
        note(figure, more, below=True)
    signs = (
        [Sign(QUIET, BLOCK, text("key_official"))] if any(not r.paragraph for r in shown) else []
    )
    spoke = dict.fromkeys(row.source_id for row in shown)
    figure.update_layout(meta=told(signs, [(known.get(key, "?"), key) for key in spoke]))
    return figure.figure()


def _words(figure: Sketch, place: int, row: Row, labels: Labels) -> None:
    """Who, how much and who says so, above a bar."""
    who = html(shorten(name(labels, "partner", row.partner), NAME_LENGTH))
    letter = letters(labels.get("source_id", {})).get(row.source_id, "?")
    figure.add_annotation(
        text=f"{who} <b>{html(stated(row))}</b> <span style='font-size:11px'>{letter}</span>",
        x=0,
        y=place,
        xref="x",
        yref="y",
        xanchor="left",
        yanchor="bottom",
        align="left",
        showarrow=False,
        font={"size": SMALL, "color": INK},
    )


def ordered(found: list[Row], labels: Labels, *, by_name: bool) -> list[Row]:
    """The largest first, ranks the other way round; or by the names of the partners."""
    if by_name:
        return sorted(found, key=lambda row: name(labels, "partner", row.partner))
    first = 1 if found and found[0].unit == fmt.RANK else -1
    return sorted(found, key=lambda row: first * row.value)


def summary(frame: pd.DataFrame, labels: Labels) -> str:
    """The picture in a sentence: each partner with its number. Plain text."""
    found = ordered(rows(frame), labels, by_name=False)
    told = [f"{name(labels, 'partner', r.partner)}: {stated(r)} ({period(r)})" for r in found]
    return text("alt_numbers", items=listed(told, most=12)) if told else text("chart_empty") + "."
