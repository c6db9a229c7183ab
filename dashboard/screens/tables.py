"""Tables of statements: numbers as people read them, each row the way to its card.

Must not read files or compute what the library should.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.screens import card
from dashboard.view import format as fmt
from dashboard.view.labels import distinct
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.schema import FIGURES

_HEAD: Final = 38
_ROW: Final = 35
_TALL_ROW: Final = 80
"""Pixels of a row whose sentence is broken into lines."""
_REASONS: Final = 560
_MOST_ROWS: Final = 20
_TITLES: Final = {field.name: field.label for field in FIGURES.fields}


def table(view: View, figures: pd.DataFrame, name: str) -> None:
    """Statements as a table: numbers as people read them, each row opens its card.

    figures: rows of `figures`, newest first in the table. name: what the table is about, for
    its files; the buttons below give it as shown and whole.
    """
    figures = figures.sort_values("period_end", ascending=False, kind="stable")
    picked_table(_readable(view, figures), figures["figure_id"].tolist(), name)


def picked_table(shown: pd.DataFrame, ids: list[str], name: str) -> None:
    """A table whose rows open cards; ids: figures in the order of its rows."""
    key = card.key(f"table-{name}")
    st.text(text("table_hint"))
    reasons = text("column_because")
    row = _TALL_ROW if reasons in shown else _ROW
    more_rows(len(shown), row)
    st.dataframe(
        shown,
        hide_index=True,
        row_height=row,
        height=table_height(len(shown), row=row),
        key=key,
        alt=text("table_alt", subject=name, figures=text("figures", count=len(shown))),
        on_select=lambda: card.open_from_table(key, ids),
        selection_mode="single-row",
        placeholder="",
        column_config={
            text("column_period"): st.column_config.TextColumn(width="medium"),
            text("column_statement"): st.column_config.TextColumn(alignment="right"),
            reasons: st.column_config.TextColumn(width=_REASONS),
        },
    )
    _choice(card.key(f"choose-{name}"), shown, ids)


def _choice(key: str, shown: pd.DataFrame, ids: list[str]) -> None:
    """The rows once more as a list, which a keyboard reaches."""
    columns = [
        text(f"column_{column}")
        for column in ("indicator", "partner", "period", "statement")
        if text(f"column_{column}") in shown
    ]
    rows = shown[columns].astype(str).agg(", ".join, axis=1)
    names = distinct(dict(zip(ids, rows, strict=True)))

    def chosen() -> None:
        if name := st.session_state[key]:
            card.open_card(name)

    st.selectbox(
        text("table_choose"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=text("table_choose_none"),
        key=key,
        on_change=chosen,
    )


def more_rows(rows: int, row: int = _ROW) -> None:
    """Says that a table has rows that are not seen; row: height of one in pixels."""
    if table_height(rows, row=row) < _HEAD + row * rows:
        st.text(text("table_scroll", count=rows))


def table_height(rows: int, most: int = _MOST_ROWS, row: int = _ROW) -> int:
    """Height of a table in pixels: all of its rows, or so many and then it scrolls.

    row: height of one in pixels.
    """
    tallest = max(_ROW * most // row, 1)
    return _HEAD + row * max(1, min(rows, tallest))


def _readable(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    """The columns that readers want, in the words that they use."""
    labels = view.labels
    cells = {
        "indicator": [labels["indicator"][i] for i in figures["indicator"]],
        "period": [
            fmt.period(start.date(), end.date())
            for start, end in zip(figures["period_start"], figures["period_end"], strict=True)
        ],
        "value": _each(figures, ("value", "unit", "qualifier", "as_stated"), fmt.statement),
        "as_stated": figures["as_stated"].tolist(),
        "source_id": [labels["source_id"][s] for s in figures["source_id"]],
        "paragraph": figures["paragraph"].tolist(),
        "authority": figures["authority"].fillna("").tolist(),
        "note": figures["note"].fillna("").tolist(),
    }
    return pd.DataFrame({_TITLES[name]: column for name, column in cells.items()})


def _each(figures: pd.DataFrame, columns: Sequence[str], made: Callable[..., str]) -> list[str]:
    return [made(*row) for row in zip(*(figures[name] for name in columns), strict=True)]
