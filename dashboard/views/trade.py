"""Exports, imports and turnover by year and by source."""

from __future__ import annotations

import streamlit as st

from dashboard import parts, state


def show(view: state.View) -> None:
    topic = st.selectbox(
        "Topic",
        list(dict.fromkeys(i.topic for i in view.book.indicators.values())),
        key="topic",
        bind="query-params",
    )
    figures = view.figures(i.id for i in view.book.indicators.values() if i.topic == topic)
    parts.table(view, figures, "table")
    with st.container(horizontal=True):
        for rows in view.snapshot.tables.values():
            parts.download_csv(rows)


if __name__ == "__main__":
    show(state.current())
