"""What is stated where: rows against columns, with counts and verdicts as text in each cell.

Colour repeats what the text says and never stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from textwrap import wrap
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.marks import (
    COLOURS,
    FAINT,
    INK,
    QUIET,
    SMALL,
    TINT,
    empty,
    html,
    layout,
    letters,
    note,
    short_names,
    told,
    wrapped,
)
from dashboard.charts.rows import FigureRow, Labels, items, name, rows
from dashboard.charts.sketch import Properties, Sketch, scatter_trace
from dashboard.view.labels import unbroken
from dashboard.view.texts import text

SEVERITY: Final = {
    "conflict": COLOURS[1],
    "unlikely": COLOURS[4],
    "tight": COLOURS[4],
    "supported": COLOURS[2],
    "unopposed": QUIET,
    "alone": QUIET,
    "not_tested": QUIET,
}
"""Verdicts and their colours; a cell with several shows the one that stands first."""
CONFLICT: Final = "conflict"
SOURCE: Final = "source_id"
YEAR: Final = "year"
SEVERAL_YEARS: Final = "9999"
"""Column of cumulative windows, which belong to no year; sorts last."""
MOST_ROWS: Final = 60
ROW_HEIGHT: Final = 34
_LEAST: Final = 100
"""Pixels of the lowest matrix: a browser draws no lower chart well."""
NAME_LENGTH: Final = 34
LINE_LENGTH: Final = 16
HEAD_LENGTH: Final = 12
HEAD_LINES: Final = 3
LETTER_WIDTH: Final = 7
LINE_HEIGHT: Final = 16
BETWEEN: Final = 12
"""Pixels between two names, and between a name and the cells."""
BELOW: Final = 12
CELL: Final = 22

Cells = dict[tuple[str, str], list[FigureRow]]


def matrix(
    frame: pd.DataFrame,
    labels: Labels,
    *,
    row: str = "source_id",
    column: str = "indicator",
    verdicts: Mapping[str, str] | None = None,
) -> go.Figure:
    """How many figures stand in each row and column, with the sign of their worst verdict.

    frame: columns of `schema.FIGURES`; row, column: two of them; as `year`, cumulative windows
    have a column of their own. verdicts: by figure_id one of `SEVERITY`. customdata
    of a cell is every figure_id in it. Put the longer list in rows: names of columns stand level,
    each as wide as it is read, and of sources their letters (`layout.meta`, see `marks.told`).
    """
    cells = _cells(rows(frame), row, column)
    if not cells:
        return empty()
    every = _ordered((key for key, _ in cells), row, labels)
    shown = every[:MOST_ROWS]
    across = _ordered((key for _, key in cells), column, labels)
    names = short_names(shown, row, labels, NAME_LENGTH)
    heads = _heads(across, column, labels)
    kept = {key: members for key, members in cells.items() if key[0] in names}
    figure = Sketch()
    figure.add_trace(_squares(kept, (row, column), labels, verdicts or {}, (names, heads)))
    beside = [_lines(name, LINE_LENGTH, 2) for name in names.values()]
    over = [_lines(head, HEAD_LENGTH, HEAD_LINES) for head in heads.values()]
    left, top = BETWEEN + _width(beside), BETWEEN + LINE_HEIGHT * max(map(len, over))
    figure.update_layout(**layout(max(_LEAST, top + BELOW + ROW_HEIGHT * len(shown))))
    figure.update_layout(
        margin={"l": left, "t": top},
        meta=told(
            sources=[(heads[key], key) for key in across] if column == SOURCE else [],
            least=left + (BETWEEN + max(CELL, _width(over))) * len(across),
        ),
    )
    _axes(figure, (list(heads.values()), over), (list(names.values()), beside))
    if len(every) > len(shown):
        note(figure, text("rows_left_out", count=len(every) - len(shown)), below=True)
    return figure.figure()


def summary(
    frame: pd.DataFrame,
    labels: Labels,
    *,
    row: str = "source_id",
    column: str = "indicator",
    verdicts: Mapping[str, str] | None = None,
) -> str:
    """The matrix in sentences: how many, where most, how many in conflict. Plain text."""
    statements = rows(frame)
    cells = _cells(statements, row, column)
    if not cells:
        return text("chart_empty") + "."
    counts: dict[str, int] = {}
    for (key, _), members in cells.items():
        counts[key] = counts.get(key, 0) + len(members)
    most = max(counts, key=lambda key: counts[key])
    conflicts = sum((verdicts or {}).get(each.figure_id) == CONFLICT for each in statements)
    sentences = [
        text(
            "alt_matrix",
            figures=text("figures", count=len(statements)),
            cells=len(cells),
            rows=len(counts),
            columns=len({key for _, key in cells}),
        ),
        text(
            "alt_matrix_most",
            row=name(labels, row, most),
            figures=text("figures", count=counts[most]),
        ),
    ]
    if conflicts:
        sentences.append(text("alt_matrix_conflicts", figures=text("figures", count=conflicts)))
    return " ".join(sentences)


def _cells(statements: Sequence[FigureRow], row: str, column: str) -> Cells:
    cells: Cells = {}
    for each in statements:
        cells.setdefault((_key(each, row), _key(each, column)), []).append(each)
    return cells


def _key(row: FigureRow, column: str) -> str:
    if column != YEAR:
        return str(getattr(row, column))
    return SEVERAL_YEARS if row.coverage == "multi_year" else str(row.end.year)


def _ordered(keys: Iterable[str], column: str, labels: Labels) -> list[str]:
    """Keys in the order of their labels, then as they sort."""
    wanted = set(keys)
    known = dict.fromkeys([*labels.get(column, {}), *sorted(wanted)])
    return [key for key in known if key in wanted]


def _squares(
    cells: Cells,
    columns: tuple[str, str],
    labels: Labels,
    verdicts: Mapping[str, str],
    names: tuple[Mapping[str, str], Mapping[str, str]],
) -> Properties:
    worst = [_worst(members, verdicts) for members in cells.values()]
    return scatter_trace(
        x=[names[1][key] for _, key in cells],
        y=[names[0][key] for key, _ in cells],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": CELL,
            "color": [SEVERITY.get(verdict, COLOURS[0]) + TINT for verdict in worst],
            "line": {
                "width": [2 if verdict == CONFLICT else 0 for verdict in worst],
                "color": COLOURS[1],
            },
        },
        text=[
            html(f"{len(members)}{text(f'sign_{verdict}') if verdict else ''}")
            for members, verdict in zip(cells.values(), worst, strict=True)
        ],
        textfont={"size": SMALL, "color": INK},
        hovertext=[
            _hover(
                members, verdict, [name(labels, *pair) for pair in zip(columns, key, strict=True)]
            )
            for (key, members), verdict in zip(cells.items(), worst, strict=True)
        ],
        hoverinfo="text",
        customdata=[[each.figure_id for each in members] for members in cells.values()],
        cliponaxis=False,
        showlegend=False,
    )


def _worst(statements: Sequence[FigureRow], verdicts: Mapping[str, str]) -> str:
    given = {verdicts.get(row.figure_id, "") for row in statements}
    return next((verdict for verdict in SEVERITY if verdict in given), "")


def _hover(statements: Sequence[FigureRow], verdict: str, names: Sequence[str]) -> str:
    row, column = names
    if column == SEVERAL_YEARS:
        column = text("several_years")
    lines = [
        text("hover_cell", row=row, column=column, figures=text("figures", count=len(statements))),
        items(statements),
    ]
    if verdict:
        lines.append(text(f"verdict_{verdict}"))
    return "<br>".join(wrapped(line) for line in lines)


def _heads(keys: Sequence[str], column: str, labels: Labels) -> dict[str, str]:
    """What stands over each column: of a source its letter, which the page explains below."""
    heads = short_names(keys, column, labels, NAME_LENGTH)
    if column == SOURCE:
        known = letters(labels.get(column, {}))
        return {key: known.get(key, heads[key]) for key in keys}
    if SEVERAL_YEARS in heads and column == YEAR:
        heads[SEVERAL_YEARS] = html(text("several_years"))
    return heads


Names = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Of rows or columns: what tells them apart, and the lines that are read."""


def _axes(figure: Sketch, across: Names, down: Names) -> None:
    """Both in the order given, the names of columns level above them."""
    for update, (names, lines) in ((figure.update_xaxes, across), (figure.update_yaxes, down)):
        update(
            type="category",
            categoryorder="array",
            automargin=False,
            showgrid=True,
            gridcolor=FAINT,
            tickfont={"size": SMALL, "color": INK},
            ticks="",
            zeroline=False,
            fixedrange=True,
            tickmode="array",
            categoryarray=list(names),
            tickvals=list(names),
            ticktext=["<br>".join(each) for each in lines],
        )
    figure.update_xaxes(range=[-0.5, len(across[0]) - 0.5], side="top")
    figure.update_yaxes(range=[len(down[0]) - 0.5, -0.5])


def _lines(escaped: str, length: int, most: int) -> list[str]:
    """A name in a few short lines; broken before it is escaped, so that no entity is."""
    named = unbroken(unescape(escaped))
    lines = wrap(named, length, break_on_hyphens=False, max_lines=most, placeholder="\u2026")
    return [html(line) for line in lines]


def _width(names: Iterable[Sequence[str]]) -> int:
    """Pixels of the longest line of some names."""
    return LETTER_WIDTH * max(len(unescape(line)) for lines in names for line in lines)
