"""What each document states, paragraph by paragraph, and who states what about which year."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.screens import evidence, parts, tables
from dashboard.view import labels, sentences, spans, state
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Source
from etl.core.schema import NOT_HELD


def show(view: View) -> None:
    """A matrix of all sources, and one document in full."""
    st.title(text("page_sources"), anchor=False)
    parts.tabs(
        {
            text("sources_documents"): partial(_documents, view),
            text("sources_matrix"): partial(_matrix, view),
        },
        state.SOURCES_TAB,
    )


def _documents(view: View) -> None:
    named = labels.sources(view.book)
    st.text(text("sources_all"))
    chosen = parts.choose(
        text("sources_choose"), named, state.DOCUMENT, state.source_names(view.book)
    )
    source = view.book.sources[chosen]
    st.header(escape(source.title), anchor=False)
    _about(view, source)
    figures = view.snapshot.part("figures", source_id=source.id)
    figures = figures.sort_values("paragraph", kind="stable")
    if figures.empty:
        st.text(text("sources_no_figures"))
    else:
        ids = figures["figure_id"].tolist()
        tables.picked_table(view, _paragraphs(view, figures), ids, source.id)
    events = view.snapshot.part("events", source_id=source.id)
    events = events.sort_values("paragraph", kind="stable")
    if not events.empty:
        shown = pd.DataFrame(
            {
                text("column_paragraph"): events["paragraph"].tolist(),
                text("column_date"): spans.words(events, ("date_start", "date_end")),
                text("column_event"): events["title"].tolist(),
                text("column_printed"): events["as_stated"].tolist(),
                text("column_note"): events["note"].fillna("").tolist(),
            }
        )
        st.dataframe(
            shown,
            hide_index=True,
            height=tables.table_height(len(shown)),
            alt=text("sources_events"),
            column_config={
                text("column_paragraph"): st.column_config.NumberColumn(width="small"),
                text("column_printed"): st.column_config.TextColumn(
                    width=tables.text_width(text("column_printed"), events["as_stated"])
                ),
                text("column_note"): st.column_config.TextColumn(width="large"),
            },
            key=f"events-{source.id}",
        )
    _not_held(view, source)


def _not_held(view: View, source: Source) -> None:
    """Statistics that the document states and the figures do not hold, and why."""
    dismissed = view.snapshot.part("dismissed", source_id=source.id)
    dismissed = dismissed[dismissed["reason"].isin(NOT_HELD)]
    if dismissed.empty:
        return
    st.subheader(text("not_held_title"), anchor=False)
    shown = pd.DataFrame(
        {
            text("column_paragraph"): dismissed["paragraph"].tolist(),
            text("column_printed"): dismissed["phrase"].tolist(),
            text("column_reason"): [text(f"not_held_{why}") for why in dismissed["reason"]],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height=tables.table_height(len(shown)),
        alt=text("not_held_title"),
        column_config={text("column_paragraph"): st.column_config.NumberColumn(width="small")},
        key=f"not-held-{source.id}",
    )


def _paragraphs(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    """What a document states, paragraph by paragraph."""
    shown = tables.readable(view, figures)
    shown.insert(3, text("column_partner"), [view.labels["partner"][p] for p in figures["partner"]])
    return shown.drop(columns=[text("column_source")])


def _about(view: View, source: Source) -> None:
    day = sentences.published(source)
    if source.published_basis == "inferred":
        day = text("with_reason", what=f"{day}.", reason=source.published_reason)
    facts = [
        text("sources_publisher", publisher=source.publisher or text("not_printed")),
        text("sources_published", date=day),
    ]
    if source.note:
        facts.append(source.note)
    with st.container(gap="xsmall"):
        evidence.coverage(view, source.id)
        for fact in facts:
            st.text(fact)


def _matrix(view: View) -> None:
    figures = view.figures()
    if figures.empty:
        parts.nothing(view, text("anything"))
        return
    title = text("matrix_picture")
    names = {name: text(f"column_{name}") for name in ("indicator", "year")}
    asked = st.query_params.get_all(state.AGAINST)
    parts.left_out(state.wrong({state.AGAINST: asked}, {state.AGAINST: names.values()}))
    column = st.segmented_control(
        text("matrix_column"),
        list(names),
        default="indicator",
        required=True,
        format_func=names.__getitem__,
        key=state.AGAINST,
        bind="query-params",
    )
    evidence.matrix(view, title, figures, column or "indicator", verdicts=False)


if __name__ == "__main__":
    show(state.current())
