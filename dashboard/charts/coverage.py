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
    note,
    short_names,
    wrapped,
)
from dashboard.charts.rows import Labels, Row, item, listed, name, rows
from dashboard.charts.sketch import Properties, Sketch, scatter_trace
from dashboard.view.labels import unbroken
from dashboard.view.texts import text

SEVERITY: Final = {
    "conflict": COLOURS[1],
    "tight": COLOURS[4],
    "supported": COLOURS[2],
    "unopposed": QUIET,
    "alone": QUIET,
    "not_tested": QUIET,
}
"""Verdicts and their colours; a cell with several shows the one that stands first."""
CONFLICT: Final = "conflict"
YEAR: Final = "year"
SEVERAL_YEARS: Final = "9999"
"""Column of cumulative windows, which belong to no year; sorts last."""
MOST_ROWS: Final = 60
ROW_HEIGHT: Final = 34
NAME_LENGTH: Final = 34
LINE_LENGTH: Final = 16
CELL: Final = 22
HEADER: Final = 130

Cells = dict[tuple[str, str], list[Row]]


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
    have a column of their own. verdicts: by figure_id a verdict of reconciliation. customdata
    of a cell is every figure_id in it. Put the longer list in rows: it is legible on a phone.
    """
    cells = _cells(rows(frame), row, column)
    if not cells:
        return empty()
    every = _ordered((key for key, _ in cells), row, labels)
    shown = every[:MOST_ROWS]
    across = _ordered((key for _, key in cells), column, labels)
    names = short_names(shown, row, labels, NAME_LENGTH)
    heads = short_names(across, column, labels, NAME_LENGTH)
    if SEVERAL_YEARS in heads and column == YEAR:
        heads[SEVERAL_YEARS] = html(text("several_years"))
    kept = {key: members for key, members in cells.items() if key[0] in names}
    figure = Sketch()
    figure.update_layout(**layout(HEADER + ROW_HEIGHT * len(shown)))
    figure.add_trace(_squares(kept, (row, column), labels, verdicts or {}, (names, heads)))
    _axes(figure, [heads[key] for key in across], [names[key] for key in shown])
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


def _cells(found: Sequence[Row], row: str, column: str) -> Cells:
    cells: Cells = {}
    for each in found:
        cells.setdefault((_key(each, row), _key(each, column)), []).append(each)
    return cells


def _key(row: Row, column: str) -> str:
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


def _worst(found: Sequence[Row], verdicts: Mapping[str, str]) -> str:
    given = {verdicts.get(row.figure_id, "") for row in found}
    return next((verdict for verdict in SEVERITY if verdict in given), "")


def _hover(found: Sequence[Row], verdict: str, names: Sequence[str]) -> str:
    row, column = names
    if column == SEVERAL_YEARS:
        column = text("several_years")
    lines = [
        text("hover_cell", row=row, column=column, figures=text("figures", count=len(found))),
        listed([item(each) for each in found]),
    ]
    if verdict:
        lines.append(text(f"verdict_{verdict}"))
    return "<br>".join(wrapped(line) for line in lines)


def _axes(figure: Sketch, across: Sequence[str], down: Sequence[str]) -> None:
    shared: Properties = {
        "type": "category",
        "categoryorder": "array",
        "automargin": True,
        "showgrid": True,
        "gridcolor": FAINT,
        "tickfont": {"size": SMALL, "color": INK},
        "ticks": "",
        "zeroline": False,
        "fixedrange": True,
        "tickmode": "array",
    }
    figure.update_xaxes(
        **shared,
        categoryarray=list(across),
        tickvals=list(across),
        ticktext=[_lines(head) for head in across],
        range=[-0.5, len(across) - 0.5],
        side="top",
        autotickangles=[0, -90],
    )
    figure.update_yaxes(
        **shared,
        categoryarray=list(down),
        tickvals=list(down),
        ticktext=[_lines(each) for each in down],
        range=[len(down) - 0.5, -0.5],
    )


def _lines(escaped: str) -> str:
    """A name in two short lines at most; broken before it is escaped, so that no entity is."""
    named = unbroken(unescape(escaped))
    lines = wrap(named, LINE_LENGTH, break_on_hyphens=False, max_lines=2, placeholder="\u2026")
    return "<br>".join(html(line) for line in lines)
