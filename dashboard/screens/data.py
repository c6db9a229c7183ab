"""Every table with search and sort, what its columns mean, downloads, and how to cite."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.screens import downloads, paper, parts, tables
from dashboard.server import addresses
from dashboard.view import state
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.schema import Field, Table
from etl.tables.export import citation
from etl.tables.export.about import file_stem

_FORMATS: Final = ("csv", "parquet")
_FIRST: Final = 6
"""Tables that have their card at once; those of all others are folded, as a page has its length."""
_NARROW: Final = 300
"""Pixels that the card of a table needs at least."""
_TOLD: Final = frozenset({"topic", "period_start", "period_end", "coverage", "year"})
"""Columns that other columns of their row tell as well: a value stands before them."""


def show(view: View) -> None:
    """One table at a time, with everything about it."""
    st.title(text("page_data"), anchor=False)
    declared = view.snapshot.package.declared
    chosen = parts.choose(text("data_choose"), {name: name for name in declared}, state.TABLE)
    table = declared[chosen]
    frame = view.snapshot.frame(chosen)
    if frame is None:
        st.text(f"{table.description}.")
    else:
        rows = text("rows", count=len(frame.data))
        st.text(text("data_about", description=table.description, rows=rows))
    parts.tabs(
        {
            text("data_rows"): partial(_rows, view, chosen),
            text("data_columns"): partial(_columns, table.fields),
            text("data_files"): partial(_files, view),
            text("data_cite"): partial(_cite, view, chosen),
        },
        state.DATA_TAB,
    )


def _rows(view: View, name: str) -> None:
    """One table with search and sort, and its files."""
    if parts.being_tested(view, lambda view: view.snapshot.frame(name) is None):
        return
    frame = view.snapshot.frame(name)
    assert frame is not None, "what was known stays known"
    shown = frame.declared
    tables.more_rows(name, len(shown))
    st.dataframe(
        shown,
        hide_index=True,
        height=tables.table_height(len(shown)),
        key=f"data-{name}",
        alt=text("table_alt", subject=name, figures=text("rows", count=len(shown))),
        placeholder="",
        lazy=len(shown) > tables.MOST_SHOWN,  # the rows that a reader looks at, as they are moved
        column_order=_order([field.name for field in frame.table.fields]),
        column_config={
            # A period of two days is longer than the rows that a column's width is made from.
            "period": st.column_config.TextColumn(width="medium"),
            **{
                field.name: st.column_config.DateColumn()
                for field in frame.table.fields
                if field.type == "date"
            },
        },
    )
    paper.on_paper(shown)
    with st.container(horizontal=True):
        for ending in _FORMATS:
            downloads.whole(view, f"{name}.{ending}")


def _order(names: Sequence[str]) -> list[str]:
    """The columns as a screen shows them, so that it has room for the value and its unit."""
    if "value" not in names or "unit" not in names:
        return list(names)
    first = [name for name in names if name not in _TOLD]
    at = first.index("unit") + 1
    return [*first[:at], *(name for name in names if name in _TOLD), *first[at:]]


def _columns(fields: Sequence[Field]) -> None:
    """The data dictionary of one table."""
    shown = pd.DataFrame(
        {
            text("column_column"): [field.name for field in fields],
            text("column_label"): [field.label for field in fields],
            text("column_type"): [field.type for field in fields],
            text("column_meaning"): [field.description for field in fields],
            text("column_values"): [", ".join(field.enum) for field in fields],
            text("column_sdmx"): [field.sdmx for field in fields],
        }
    )
    st.dataframe(
        shown, hide_index=True, height=tables.table_height(len(shown)), alt=text("data_columns")
    )


def _files(view: View) -> None:
    """Everything at once, a card for each table, and what describes them."""
    package = view.snapshot.package
    stem = file_stem(view.book)
    st.text(text("data_all"))
    with st.container(horizontal=True):
        for name in (f"{stem}.zip", f"{stem}.xlsx"):
            downloads.whole(view, name)
    st.text(text("data_each"))
    declared = list(package.declared.values())
    _cards(view, declared[:_FIRST])
    if rest := declared[_FIRST:]:
        with st.expander(text("data_more", count=len(rest))):
            _cards(view, rest)
    of_tables = {f"{table}.{ending}" for table in package.declared for ending in _FORMATS}
    others = [n for n in package.names() if n not in of_tables and not n.startswith(f"{stem}.")]
    st.text(text("data_others"))
    with st.container(horizontal=True):
        for name in others:
            downloads.whole(view, name, "files")


def _cards(view: View, shown: Sequence[Table]) -> None:
    with st.grid(min_column_width=_NARROW, gap="small"):
        for table in shown:
            with st.container(border=True, gap="xsmall", height="stretch"):
                _card(view, table)


def _card(view: View, table: Table) -> None:
    """What one table holds, and its files; the one for Excel begins with a byte order mark."""
    st.markdown(f"**{escape(table.name)}**")
    st.text(table.description)
    with st.container(horizontal=True, gap="small"):
        for ending in _FORMATS:
            downloads.whole(view, f"{table.name}.{ending}", "files")
        address = f"{api_address()}/{table.name}.csv?bom=1"
        label = text("data_excel", table=escape(table.name))
        st.link_button(label, address, type="tertiary", icon=":material/table_view:")


def _cite(view: View, table: str) -> None:
    base = api_address()
    st.text(text("data_address"))
    st.code(f"{base}/{table}.csv", language=None, wrap_lines=True)
    cited = view.snapshot.package.cited(table, f"{base}/")
    st.text(text("data_citation"))
    st.code(citation.as_text(cited).strip(), language=None, wrap_lines=True)
    st.code(citation.as_bibtex(cited), language=None, wrap_lines=True)
    st.text(text("data_licence", licence=view.book.dataset.licence))


def api_address() -> str:
    """Where the tables are served: the public address, or as the reader's browser says it."""
    return f"{addresses.site(st.context.url or '', state.page())}/api"


if __name__ == "__main__":
    show(state.current())
