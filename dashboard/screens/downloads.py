"""Buttons for files: a table as shown, whole tables, all of them, and the format of pictures.

No button reruns the page: its bytes are made when it is pressed.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.screens import picture, tables
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.tables.columns import Frame
from etl.tables.export.about import file_stem
from etl.tables.export.csv import csv_bytes
from etl.tables.export.package import media_type
from etl.tables.shown import shown


def downloads(view: View, figures: pd.DataFrame, table: str, *about: str) -> None:
    """Buttons for the table as shown, for the whole tables, and for the picture's format.

    figures: the rows that are shown, official ones among them. table: the whole one. about: what
    the file of the shown ones is called by; by table and partner where nothing is given.
    """
    reference = view.snapshot.reference
    ids = tables.newest_first(figures)["figure_id"].tolist()

    def frame() -> Frame:
        return shown(ids, view.book, reference)

    def workbook() -> bytes:
        # No page need wait for what makes workbooks.
        from etl.tables.export.workbook import workbook_bytes

        return workbook_bytes(view.book, {"figures": frame()}, reference)

    words = about or (table, view.labels["partner"][view.pair.partner])
    name = picture.file_name(*words, *map(str, view.years))
    with st.popover(text("download"), icon=":material/download:"):
        st.text(text("download_shown"))
        _button(f"{name}.csv", lambda: csv_bytes(frame()))
        _button(f"{name}.xlsx", workbook)
        st.text(text("download_whole"))
        stem = file_stem(view.book)
        for file in (f"{table}.csv", f"{stem}.xlsx", f"{stem}.zip"):
            whole(view, file)


def whole(view: View, name: str, place: str = "") -> None:
    """A button for one file of a build, with the same bytes; made when it is asked for."""
    ready = view.snapshot.is_ready(name)
    _button(name, lambda: view.snapshot.file(name), place, wait="" if ready else text("testing"))


def _button(name: str, data: Callable[[], bytes], place: str = "", wait: str = "") -> None:
    """A button for a file; wait: why it cannot be had yet."""
    st.download_button(
        name,
        data,
        file_name=name,
        mime=media_type(name),
        on_click="ignore",
        disabled=bool(wait),
        help=wait or None,
        key=f"download-{place}-{name}",
        type="tertiary",
        icon=":material/download:",
    )
