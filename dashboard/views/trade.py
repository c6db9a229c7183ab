"""Amounts that are the sum of others, by year and by source: turnover, exports, imports."""

from __future__ import annotations

import streamlit as st

from dashboard import parts, state, topics
from dashboard.charts import By, by_year, years
from dashboard.texts import text


def show(view: state.View) -> None:
    """Chart and table of the topics that have a sum."""
    chosen = topics.of(view.book).sums
    heading = topics.title(chosen)
    figures = view.figures(topics.indicators(view.book, chosen))
    st.title(heading, anchor=False)
    if figures.empty:
        parts.nothing()
        return
    flows = figures[figures["indicator"].isin(topics.indicators(view.book, chosen, "flow"))]
    split = topics.parts(view.book, chosen)
    by = By(panel="source_id" if view.panels else "")
    chart = by_year(
        flows,
        view.labels,
        by=by,
        split=split,
        events=view.shown_events(),
        reference=view.official_figures(),
    )
    alt = years.summary(flows, view.labels, split=split)
    on_chart, on_table = st.tabs([text("tab_chart"), text("tab_table")])
    with on_chart:
        parts.chart(view, chart, heading, alt, flows)
    with on_table:
        parts.table(view, figures, heading)
    parts.downloads(view, figures, chosen)


if __name__ == "__main__":
    show(state.current())
