"""Tables of statements: each cell the way to its card, numbers in a column of numbers.

Must not read files or compute what the library should.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st
from pandas.api.types import is_string_dtype

from dashboard.charts.rows import FigureRow, largest, rows
from dashboard.screens import card, paper, theme
from dashboard.view import format as fmt
from dashboard.view import menus, spans
from dashboard.view.labels import distinct
from dashboard.view.state import View
from dashboard.view.texts import text

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

_HEAD: Final = 38
_ROW: Final = 35
_TALL_ROW: Final = 80
"""Pixels of a row whose sentence is broken into lines."""
_REASONS: Final = 560
_WIDEST: Final = 300
_LETTER: Final = 7
_PAD: Final = 24
_NAMES: Final = 140
_NUMBERS: Final = 84
"""Pixels of the first columns: together they fit beside one another on a telephone."""
_MOST_ROWS: Final = 20
MOST_SHOWN: Final = 1_000
"""Rows that are made readable: a page costs by what it shows."""
MOST_STYLED: Final = 250
"""Rows whose values are marked: each takes the Styler a tenth of a millisecond, and it refuses
tables of a quarter of a million cells."""
_STRONGEST: Final = {"light": "#000000", "dark": "#ffffff"}
"""Streamlit (1.67.0) draws columns that stay in sight at six tenths: of this enough is left."""


def table(view: View, figures: pd.DataFrame, name: str, *, partner: bool = False) -> None:
    """Statements as a table, newest first; each cell opens the card of its row.

    figures: rows of `figures`. name: what the table is about, an id. partner: of several partners
    and one indicator.
    """
    figures = newest_first(figures)
    if len(figures) > MOST_SHOWN:
        st.text(text("table_newest", rows=fmt.count(MOST_SHOWN), count=len(figures)))
        figures = figures.head(MOST_SHOWN)
    shown = readable(view, figures)
    if partner:
        # One indicator of several partners: what tells the rows apart comes first.
        named = [view.labels["partner"][each] for each in figures["partner"]]
        shown = shown.drop(columns=text("column_indicator"))
        shown.insert(0, text("column_partner"), named)
    picked_table(view, shown, figures["figure_id"].tolist(), name)


def newest_first(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table in the order in which it is shown."""
    return figures.sort_values("period_end", ascending=False, kind="stable")


def picked_table(
    view: View, shown: pd.DataFrame, ids: list[str], name: str, choice: str = ""
) -> None:
    """A table whose cells open cards; ids: figures in the order of its rows.

    choice: what its list for keyboards is called where the page has several.
    """
    key = f"table-{name}"
    reasons = text("column_because")
    row = _TALL_ROW if reasons in shown else _ROW
    statements(view, ids, f"choose-{name}", choice or text("table_choose"))
    official = view.snapshot.reference.figures if view.snapshot.reference else {}
    marked = [name in official for name in ids]
    if any(marked):
        plain = len(shown) > MOST_STYLED
        st.caption(text("table_official_many" if plain else "table_official", mark=paper.OFFICIAL))
    more_rows(name, len(shown), row)
    st.dataframe(
        styled(shown, marked),
        hide_index=True,
        row_height=row,
        height=table_height(len(shown), row=row),
        key=key,
        alt=text("table_alt", subject=name, figures=text("figures", count=len(shown))),
        on_select=lambda: card.open_from_table(key, ids),
        selection_mode="single-cell",
        placeholder="",
        column_config=_columns(shown, reasons),
    )
    paper.on_paper(_marked(shown, marked))


def _marked(shown: pd.DataFrame, marked: Sequence[bool]) -> pd.DataFrame:
    """The rows with the values of official tables as text that ends with their mark."""
    name = text("column_statement")
    values = [
        paper.written(value, official=True) if own else value
        for value, own in zip(shown[name], marked, strict=True)
    ]
    return shown.assign(**{name: values})


def styled(shown: pd.DataFrame, marked: Sequence[bool]) -> Styler | pd.DataFrame:
    """The rows as they are shown: what documents state is bold, what official tables say marked.

    Values stay numbers, which are sorted as such. More than MOST_STYLED rows stay as they are.
    """
    if len(shown) > MOST_STYLED:
        return shown
    value, strong = text("column_statement"), f"color: {_STRONGEST[theme.current().kind]}"
    official = dict(zip(shown.index, marked, strict=True))
    stated = f"{strong}; font-weight: 600"
    styled = shown.style.map(lambda _: strong, subset=[shown.columns[0]])
    styled = styled.apply(
        lambda column: [strong if official[each] else stated for each in column.index],
        subset=[value],
    )
    # Left alone, the Styler writes any number with six decimals: "paragraph 7.000000".
    others = [name for name in shown.select_dtypes("number") if name != value]
    styled = styled.format(partial(paper.written, official=False), subset=others)
    for mark in (True, False):
        rows = [index for index, own in official.items() if own is mark]
        styled = styled.format(partial(paper.written, official=mark), subset=(rows, [value]))
    return styled


def _columns(shown: pd.DataFrame, reasons: str) -> Mapping[str, Any]:
    """How wide the columns are, and which stay when the others are moved."""
    config: dict[str, Any] = {
        str(name): st.column_config.TextColumn(width=text_width(str(name), column))
        for name, column in shown.items()
        if is_string_dtype(column)
    }
    special: dict[str, Any] = {
        str(shown.columns[0]): st.column_config.TextColumn(width=_NAMES, pinned=True),
        text("column_statement"): st.column_config.NumberColumn(width=_NUMBERS, pinned=True),
        text("column_paragraph"): st.column_config.NumberColumn(width=_NUMBERS),
        reasons: st.column_config.TextColumn(width=_REASONS),
    }
    return config | {name: column for name, column in special.items() if name in shown}


def text_width(name: str, cells: Iterable[object]) -> int:
    """Pixels of a column that show its name and its longest text, or the start of a sentence."""
    longest = max((len(str(cell)) for cell in (name, *cells) if cell is not None), default=0)
    return min(_PAD + _LETTER * longest, _WIDEST)


def statements(view: View, ids: Sequence[str], key: str, label: str) -> None:
    """Statements as a list that a keyboard reaches; a choice opens the card."""
    words = ""
    if len(ids) > menus.MOST:
        words = st.text_input(
            text("menu_find", menu=label),
            key=f"find-{key}",
            placeholder=text("menu_find", menu=label),
            label_visibility="collapsed",
            width=340,
        )
    offered = menus.offered(ids, lambda name: card.named(view, name), words)

    def named() -> bytes:
        return json.dumps(distinct({name: card.named(view, name) for name in offered})).encode()

    # Each run has the whole list, and a name takes as long as a number of a chart.
    names: dict[str, str] = json.loads(view.snapshot.kept(("named", *offered), named))
    card.cleared(key)
    st.selectbox(
        label,
        offered,
        index=None,
        format_func=names.__getitem__,
        placeholder=text("table_choose_none"),
        key=key,
        width=340,
        on_change=card.open_from_list,
        args=(key,),
        label_visibility="collapsed",
    )


def more_rows(name: str, rows: int, row: int = _ROW) -> None:
    """Says that a table has rows that are not seen on a screen; row: height of one in pixels."""
    if table_height(rows, row=row) >= _HEAD + row * rows:
        return
    with st.container(key=f"scroll-{name}"):
        st.text(text("table_scroll", count=rows))


def table_height(rows: int, most: int = _MOST_ROWS, row: int = _ROW) -> int:
    """Height of a table in pixels: all of its rows, or so many and then it scrolls.

    row: height of one in pixels.
    """
    tallest = max(_ROW * most // row, 1)
    return _HEAD + row * max(1, min(rows, tallest))


def readable(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    """The columns that readers want: what, how much, when, who; then how it is printed."""
    labels = view.labels
    scales = _scales(figures)
    units = figures["unit"].astype(str).tolist()
    cells = {
        "indicator": [labels["indicator"][i] for i in figures["indicator"]],
        "statement": [
            None if pd.isna(value) else float(fmt.decimal(value).scaleb(-scales[unit]))
            for value, unit in zip(figures["value"], units, strict=True)
        ],
        "period": spans.words(figures),
        "unit": [fmt.unit_name(unit, scales[unit]) for unit in units],
        "qualifier": [text(f"qualifier_{each}") for each in figures["qualifier"]],
        "source": [labels["source_id"][s] for s in figures["source_id"]],
        "printed": figures["as_stated"].tolist(),
        "paragraph": [None if pd.isna(p) else int(p) for p in figures["paragraph"]],
        "authority": figures["authority"].fillna("").tolist(),
        "note": figures["note"].fillna("").tolist(),
    }
    return pd.DataFrame({text(f"column_{name}"): column for name, column in cells.items()})


def _scales(figures: pd.DataFrame) -> dict[str, int]:
    """One scale for all amounts of a unit, so that a column of numbers can be sorted."""
    of_unit: dict[str, list[FigureRow]] = {}
    for row in rows(figures):
        of_unit.setdefault(row.unit, []).append(row)
    return {
        unit: fmt.scale_of(largest(own)) if fmt.is_scaled(unit) else 0
        for unit, own in of_unit.items()
    }
