"""What is newest of each indicator, how it went over the years, and where sources disagree."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.screens import card, parts, topic_page
from dashboard.view import findings, sentences, state
from dashboard.view import format as fmt
from dashboard.view.labels import unbroken
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Figure

_NARROW: Final = 150
"""Pixels that a card needs at least."""
_MOST_CARDS: Final = 16
_MOST_CONFLICTS: Final = 3


def show(view: View) -> None:
    """Cards, the chart of the largest flow, and what the sources disagree on."""
    book = view.book
    figures = view.figures()
    reporter, partner = (book.areas[area].said for area in view.pair)
    st.title(escape(text("overview_title", reporter=reporter, partner=partner)), anchor=False)
    if figures.empty:
        parts.nothing()
        return
    st.text(
        text(
            "overview_about",
            figures=text("figures", count=len(figures)),
            sources=text("sources", count=figures["source_id"].nunique()),
            period=fmt.period(
                figures["period_start"].min().date(), figures["period_end"].max().date()
            ),
        )
    )
    _cards(view, figures)
    _chart(view, figures)
    _disagreements(view)


def _cards(view: View, figures: pd.DataFrame) -> None:
    disputed = findings.disputed(view)
    newest = newest_of_each(view, figures)
    with st.grid(min_column_width=_NARROW, gap="small"):
        for figure in newest[:_MOST_CARDS]:
            with st.container(border=True, gap="xsmall"):
                _card(view, figure, figures)
                if figure.indicator in disputed:
                    st.badge(text("sources_conflict"), color="red", icon=":material/error:")
    if len(newest) > _MOST_CARDS:
        st.text(text("overview_more", count=len(newest) - _MOST_CARDS))


def newest_of_each(view: View, figures: pd.DataFrame) -> list[Figure]:
    """The newest figure of each indicator: whose period ends last, then from the newest source."""
    ordered = figures.sort_values(["period_end", "published"], kind="stable")
    last = ordered.groupby("indicator", sort=False)["figure_id"].last()
    return [view.book.figures[last[i]] for i in view.book.indicators if i in last.index]


def _card(view: View, figure: Figure, figures: pd.DataFrame) -> None:
    change = change_of(view, figure, figures)
    about = sentences.about(view.book, [figure.indicator], figure.reporter, figure.partner)
    st.text(view.book.indicators[figure.indicator].name, help=escape(about))
    st.header(escape(card.statement(figure)), anchor=False)
    period = fmt.period(figure.period.start, figure.period.end)
    if figure.period_basis == "inferred":
        period = text("overview_inferred", period=period)
    if change is not None:
        period = text("overview_change", period=period, change=change_text(change))
    st.text(period)
    st.button(
        escape(unbroken(view.labels["source_id"][figure.source])),
        key=f"card-{figure.id}",
        type="tertiary",
        on_click=card.open_card,
        args=(figure.id,),
        icon=":material/description:",
    )


def change_of(view: View, figure: Figure, figures: pd.DataFrame) -> Figure | None:
    """The stated growth of the same indicator over the same period, if there is one."""
    for name in figures["figure_id"]:
        other = view.book.figures[name]
        indicator = view.book.indicators[other.indicator]
        grows = indicator.kind == "growth" and indicator.of == figure.indicator
        if grows and other.period[1:3] == figure.period[1:3]:
            return other
    return None


def change_text(change: Figure) -> str:
    """A growth as stated, with its sign: "+24 %"."""
    return fmt.statement(change.point, change.unit, change.qualifier, change.as_stated, signed=True)


def _chart(view: View, figures: pd.DataFrame) -> None:
    """The first indicator that is a sum, otherwise the first flow that is stated by year."""
    flows = [i for i in view.book.indicators.values() if i.kind == "flow"]
    for indicator in sorted(flows, key=lambda i: not i.sum_of):
        found = figures[
            (figures["indicator"] == indicator.id) & (figures["coverage"] != "multi_year")
        ]
        if found.empty:
            continue
        parts.chart(view, topic_page.by_year(view, indicator.name, found))
        return


def _disagreements(view: View) -> None:
    st.header(text("disagree_title"), anchor=False)
    if parts.being_tested(view):
        return
    conflicts = findings.conflicts(view)
    if not conflicts:
        is_sure = view.report.is_sure
        st.text(text("disagree_none" if is_sure else "disagree_unknown"))
        return
    for conflict in conflicts[:_MOST_CONFLICTS]:
        with st.container(border=True, gap="xsmall"):
            st.text(conflict.sentence)
            parts.members(view, conflict, "overview")
    if len(conflicts) > _MOST_CONFLICTS:
        st.text(text("disagree_more", count=len(conflicts) - _MOST_CONFLICTS))
    st.page_link("screens/agree.py", label=text("page_agree"), icon=":material/balance:")


if __name__ == "__main__":
    show(state.current())
