"""What statements are to one another: those of a conflict, their room, who states what.

Must not read files or compute what the library should.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.screens import card, plot
from dashboard.view import findings, topics
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Figure
from etl.reconcile import Conflict
from etl.words import speech

_DIGITS: Final = 4
_TALLEST: Final = 900
"""Pixels of a matrix before it scrolls in a frame of its own."""


def members(view: View, conflict: Conflict, place: str) -> None:
    """A button for each statement of a conflict, which opens its card."""
    with st.container(horizontal=True, gap="small"):
        for member in conflict.members:
            entry = findings.figure_of(view, member.figure_id)
            if entry is None:
                continue
            book, figure = entry
            st.button(
                escape(
                    text(
                        "statement_of",
                        indicator=book.indicators[figure.indicator].name,
                        amount=card.statement(figure)
                        if book is view.book
                        else text("official", amount=_official(figure)),
                    )
                ),
                key=f"{place}-{conflict.conflict_id}-{member.figure_id}",
                type="tertiary",
                icon=":material/description:",
                on_click=card.open_card,
                args=(figure.id,),
            )


def _official(figure: Figure) -> str:
    """An official amount on a button, with the digits that sentences have."""
    return fmt.amount(speech.rounded(figure.point, _DIGITS), figure.unit)


def coverage(view: View, source: str) -> None:
    """A badge that tells how completely a document was read, where it was audited."""
    audit = view.snapshot.coverage.get(source)
    if audit is None:
        st.badge(text("coverage_none"), color="gray")
    elif not audit.fresh:
        st.badge(text("coverage_stale"), color="orange", icon=":material/history:")
    elif audit.pending:
        st.badge(
            text("coverage_pending", count=audit.pending), color="orange", icon=":material/error:"
        )
    else:
        said = text("coverage_complete", count=audit.numerals)
        if audit.not_held:
            not_held = text("coverage_not_held", count=audit.not_held)
            said = text("coverage_and", one=said, other=not_held)
        st.badge(said, color="green", icon=":material/check:")


def number_line(view: View, conflict: Conflict, figure: str) -> None:
    """What a figure of a conflict states, and what the others leave for it: its one range."""
    member = next(m for m in conflict.members if figure in (m.figure_id, *m.repeats))
    rows = findings.frame_of(view, member.figure_id)
    low, high, by_all = findings.allowed(view, member)
    implied = {member.figure_id: (low, high)}
    signed, here = topics.signed(view.book), not by_all
    chart = charts.number_line(rows, implied, view.labels, signed=signed, here=here)
    alt = charts.conflict.summary(rows, implied, view.labels, signed=signed, here=here)
    drawn = plot.Drawn(f"line-{conflict.conflict_id}", chart, text("agree_picture"), alt)
    plot.show(view, drawn, head=False)


def matrix(view: View, title: str, figures: pd.DataFrame, column: str, verdicts: bool) -> None:
    """Sources against another column, the longer list downwards; a cell opens its cards."""
    known = findings.verdicts(view) if verdicts else {}
    columns = {"row": "source_id", "column": column}
    sources = figures["source_id"].nunique()
    few = sources <= plot.MOST_SOURCES  # all of their letters are explained below
    if few and sources < figures[column].nunique() and column != "year":
        columns = {"row": column, "column": "source_id"}
    kinds: dict[str, str] = {name: verdict.verdict for name, verdict in known.items()}
    if verdicts:
        kinds |= dict.fromkeys(findings.suspicions(view), "unlikely")
    chart = charts.matrix(figures, view.labels, verdicts=kinds, **columns)
    alt = charts.coverage.summary(figures, view.labels, verdicts=kinds, **columns)
    st.text(text("matrix_hint"))
    if verdicts:
        _signs(kinds[name] for name in figures["figure_id"])
    tall = (chart.layout.height or 0) > _TALLEST
    with st.container(height=_TALLEST if tall else "content", border=tall):
        drawn = plot.Drawn(f"matrix-{columns['row']}-{columns['column']}", chart, title, alt)
        plot.show(view, drawn, every=True, head=False)


def _signs(kinds: Iterable[str]) -> None:
    """What the signs in a matrix of verdicts mean, of those that are in it."""
    there = set(kinds)
    signs = [
        text("matrix_sign", sign=text(f"sign_{kind}"), verdict=text(f"verdict_{kind}"))
        for kind in charts.coverage.SEVERITY
        if kind in there
    ]
    st.text(text("matrix_signs", signs=fmt.listed(signs)))
