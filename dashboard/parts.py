"""Pieces that several pages show: problems, tables, downloads.

Must not read files or compute what the library should.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import format as fmt
from dashboard.data import State
from dashboard.state import View
from dashboard.texts import text
from etl.export.csv import csv_bytes
from etl.schema import FIGURES
from etl.tidy import Rows


def problems(found: State) -> None:
    """What is wrong with the file as it is now, above whatever can still be shown."""
    if not found.problems:
        return
    if found.stale:
        st.warning(text("problems_stale"))
    elif found.snapshot is None:
        st.error(text("problems_none_good"))
    else:
        st.warning(text("problems_reference"))
    st.code("\n".join(found.problems), language=None, wrap_lines=True)
    if found.total > len(found.problems):
        st.text(text("problems_more", count=found.total - len(found.problems)))


def table(view: View, figures: pd.DataFrame, key: str) -> None:
    """Statements as a table: numbers as people read them, sorted by what they are."""
    title = {field.name: field.label for field in FIGURES.fields}
    shown = pd.DataFrame(
        {
            title["indicator"]: [view.labels["indicator"][i] for i in figures["indicator"]],
            title["period"]: [
                fmt.period(start.date(), end.date())
                for start, end in zip(figures["period_start"], figures["period_end"], strict=True)
            ],
            title["value"]: [
                fmt.statement(value, unit, qualifier, phrase)
                for value, unit, qualifier, phrase in zip(
                    figures["value"],
                    figures["unit"],
                    figures["qualifier"],
                    figures["as_stated"],
                    strict=True,
                )
            ],
            title["as_stated"]: figures["as_stated"].tolist(),
            title["source_id"]: [view.labels["source_id"][s] for s in figures["source_id"]],
            title["paragraph"]: figures["paragraph"].tolist(),
        }
    )
    st.dataframe(shown, hide_index=True, key=key, alt=text("figures", count=len(shown)))


def download_csv(rows: Rows) -> None:
    """A button for one tidy table, with the bytes that `build` writes."""
    name = f"{rows.table.name}.csv"
    st.download_button(
        name,
        lambda: csv_bytes(rows),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=f"download-{name}",
    )
