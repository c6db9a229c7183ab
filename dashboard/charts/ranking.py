"""Partners beside one another in one period: a bar a statement, the largest at the top.

The first ten are drawn; how many more there are is said, never summed up. Or an amount of one
period and, below it, what of it is stated apart. Knows plotly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from dashboard.charts.marks import (
    BLOCK,
    COLOURS,
    HATCH,
    INK,
    QUIET,
    SMALL,
    TINT,
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
from dashboard.charts.rows import FigureRow, Labels, Table, listed, name, period, rows, stated
from dashboard.charts.sketch import Sketch, bar_trace
from dashboard.view import format as fmt
from dashboard.view.labels import shorten
from dashboard.view.texts import text

MOST: Final = 10
ROW_HEIGHT: Final = 44
NAME_LENGTH: Final = 34
ROOM: Final = 1.3
"""Of the longest bar, for the number at its end."""


def shares(frame: Table, labels: Labels, whole: str) -> go.Figure:
    """An amount of one period and its parts as lying bars from one foot, the whole at the top.

    frame: statements of one period and unit; whole: the indicator that the
    others are part of. customdata and `meta` as in `by_year`.
    """
    statements = rows(frame)
    ordered_ = sorted(statements, key=lambda row: (row.indicator != whole, -row.value))
    names = {row: name(labels, "indicator", row.indicator) for row in statements}
    part_year = any(row.coverage == "part_year" for row in statements)
    signs = [Sign(QUIET, HATCH, text("key_part_year"))] if part_year else []
    pale = frozenset(row for row in statements if row.indicator != whole)
    return _bars(ordered_, names, labels, signs, pale).figure()


def ranking(frame: Table, labels: Labels, *, by_name: bool = False, most: int = MOST) -> go.Figure:
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
    names = {row: name(labels, "partner", row.partner) for row in shown}
    figure = _bars(shown, names, labels, _signs(shown))
    if len(every) > len(shown):
        left = sorted(every[most:], key=lambda row: row.value)
        low, high = stated(left[0]), stated(left[-1])
        more = text("ranking_more", count=len(left), low=low, high=high)
        note(figure, more, below=True)
    return figure.figure()


def _signs(shown: Sequence[FigureRow]) -> list[Sign]:
    """Told apart only where both are drawn: what documents state, and official values."""
    official = [not row.paragraph for row in shown]
    if not any(official):
        return []
    stated_too = [] if all(official) else [Sign(COLOURS[0], BLOCK, text("key_stated"))]
    return [*stated_too, Sign(QUIET, BLOCK, text("key_official"))]


def _bars(
    shown: Sequence[FigureRow],
    names: Mapping[FigureRow, str],
    labels: Labels,
    signs: Sequence[Sign],
    pale: Collection[FigureRow] = (),
) -> Sketch:
    """A lying bar a row in the order given, with words above it; hatched for a part of a year."""
    figure = Sketch()
    figure.update_layout(**layout(ROW_HEIGHT * len(shown) + 20, barmode="overlay", bargap=0))
    figure.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 12})
    known = letters(labels.get("source_id", {}))
    colours = [COLOURS[0] if row.paragraph else QUIET for row in shown]
    figure.add_trace(
        bar_trace(
            orientation="h",
            x=[row.value for row in shown],
            y=[place + 0.22 for place in range(len(shown))],
            width=0.42,
            marker={
                "color": [
                    colour + TINT if row in pale and row.coverage != "part_year" else colour
                    for row, colour in zip(shown, colours, strict=True)
                ],
                "line": {"color": colours, "width": [1 if pale else 0 for _ in shown]},
                "pattern": {
                    "shape": ["/" if row.coverage == "part_year" and pale else "" for row in shown],
                    "size": 6,
                    "solidity": [0.2 if row in pale else 0.45 for row in shown],
                },
            },
            hovertext=[hover(row, labels) for row in shown],
            hoverinfo="text",
            customdata=[custom(row) for row in shown],
            showlegend=False,
        )
    )
    for place, row in enumerate(shown):
        _words(figure, place, row, (names[row], known.get(row.source_id, "?")))
    lowest = min(0.0, *(row.value for row in shown)) if len(shown) > 1 else min(0.0, shown[0].value)
    figure.update_xaxes(visible=False, range=[lowest, max(row.value for row in shown) or 1.0])
    figure.update_yaxes(visible=False, range=[len(shown) - 0.5, -0.6])
    spoke = dict.fromkeys(row.source_id for row in shown)
    figure.update_layout(meta=told(signs, [(known.get(key, "?"), key) for key in spoke]))
    return figure


def _words(figure: Sketch, place: int, row: FigureRow, words: tuple[str, str]) -> None:
    """What, how much and the letter of who says so, above a bar."""
    what, letter = html(shorten(words[0], NAME_LENGTH)), words[1]
    figure.add_annotation(
        text=f"{what} <b>{html(stated(row))}</b> <span style='font-size:11px'>{letter}</span>",
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


def ordered(statements: list[FigureRow], labels: Labels, *, by_name: bool) -> list[FigureRow]:
    """The largest first, ranks the other way round; or by the names of the partners."""
    if by_name:
        return sorted(statements, key=lambda row: name(labels, "partner", row.partner))
    first = 1 if statements and statements[0].unit == fmt.RANK else -1
    return sorted(statements, key=lambda row: first * row.value)


def summary(frame: Table, labels: Labels) -> str:
    """The picture in a sentence: each partner with its number. Plain text."""
    statements = ordered(rows(frame), labels, by_name=False)
    told = [f"{name(labels, 'partner', r.partner)}: {stated(r)} ({period(r)})" for r in statements]
    return text("alt_numbers", items=listed(told, most=12)) if told else text("chart_empty") + "."
