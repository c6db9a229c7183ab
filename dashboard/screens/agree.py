"""Can all these statements be true at once: conflicts, verdicts, and what follows unstated."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from dashboard.screens import card, parts, tables
from dashboard.view import findings, sentences, state
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.reconcile import REVISION, Conflict, Deduced

_MOST: Final = 8
_MOST_DEDUCED: Final = 20
_CONFLICT: Final = "conflict"
_NATURES: Final = {"unlikely": "agree_unlikely", "different": "agree_different"}


def show(view: View) -> None:
    """Conflicts first, then every verdict, then deduced values."""
    st.title(text("page_agree"), anchor=False)
    st.text(text("agree_about"))
    if view.snapshot.reference is not None:
        tolerance = fmt.amount(100 * REVISION, fmt.PERCENT)
        st.text(text("agree_tolerance", tolerance=tolerance))
    if parts.being_tested(view):
        return
    parts.tabs(
        {
            text("agree_conflicts"): partial(_conflicts, view),
            text("agree_agreed"): partial(_agreed, view),
            text("agree_verdicts"): partial(_verdicts, view),
            text("agree_deduced"): partial(_deduced, view),
        },
        state.AGREE_TAB,
    )


def _conflicts(view: View) -> None:
    conflicts = findings.conflicts(view)
    report = view.report
    if not conflicts and report.is_sure:
        st.success(text("disagree_none"))
    elif not conflicts:
        st.warning(text("disagree_unknown"))
    shown = findings.chosen(view)
    for unknown in [u for u in report.not_known if u.figure_id in shown][:_MOST]:
        st.text(unknown.reason)
    for place, conflict in enumerate(conflicts[:_MOST]):
        if place:
            st.divider()
        _conflict(view, conflict, open_picture=place == 0)
    if len(conflicts) > _MOST:
        st.text(text("agree_more", count=len(conflicts) - _MOST))
    if again := findings.restated(view):
        st.text(text("agree_restated", count=again))
    if not report.complete:
        st.text(text("agree_incomplete"))
    _others(view)


def _conflict(view: View, conflict: Conflict, open_picture: bool) -> None:
    suspect = view.book.figures.get(conflict.change_figure)
    if suspect:
        headline = text(
            "agree_headline",
            subject=sentences.about(
                view.book, [suspect.indicator], suspect.reporter, suspect.partner
            ),
            amount=card.statement(suspect),
            period=sentences.period(suspect),
        )
        st.header(escape(headline), anchor=False)
    st.text(conflict.sentence)
    if conflict.mend:
        st.text(text("agree_mend", mend=conflict.mend))
    for cause in view.report.causes:
        if conflict.conflict_id in cause.mends:
            st.text(cause.sentence)
    parts.members(view, conflict, "agree")
    with st.expander(text("agree_picture"), expanded=open_picture, key=conflict.conflict_id):
        parts.number_line(view, conflict)


def _others(view: View) -> None:
    """What is no conflict: unlikely, counted in two ways, only just true, or revised."""
    report = view.report
    shown = findings.chosen(view)
    for nature, heading in _NATURES.items():
        _told(heading, [u.sentence for u in findings.unlikely(view) if u.nature == nature])
    tight = [t.sentence for t in report.tight if shown.intersection(t.members)]
    _told("agree_tight", tight)
    _told("agree_revised", [r.sentence for r in report.revisions if r.figure_id in shown])


def _agreed(view: View) -> None:
    """Statements that confirm one another."""
    shown = findings.chosen(view)
    agreed = view.report.agreements
    sentences = [each.sentence for each in agreed if shown.intersection(each.members)]
    for sentence in sentences:
        st.text(sentence)
    if not sentences:
        st.info(text("agreed_none"))


def _told(heading: str, sentences: list[str]) -> None:
    if sentences:
        st.header(text(heading), anchor=False)
        with st.container(border=True):
            for sentence in sentences[:_MOST]:
                st.text(sentence)


def _verdicts(view: View) -> None:
    verdicts = findings.verdicts(view)
    figures = view.figures()
    figures = figures[figures["figure_id"].isin(list(verdicts))]
    if figures.empty:
        parts.nothing()
        return
    parts.matrix(view, text("verdicts_picture"), figures, "indicator", verdicts=True)
    ids = figures["figure_id"].tolist()
    shown = tables.readable(view, figures)[
        [text(f"column_{name}") for name in ("indicator", "statement", "unit", "period")]
    ]
    shown[text("column_verdict")] = [card.doubt(view, verdicts[name]) for name in ids]
    shown[text("column_because")] = [verdicts[name].sentence for name in ids]
    tables.picked_table(view, shown, ids, "verdicts")


def _deduced(view: View) -> None:
    found = findings.deduced(view)
    if found:
        _values(view, found)
    else:
        st.info(text("deduced_none"))
    chosen = findings.chosen(view)
    left = view.report.remainders
    _told("agree_left", [r.sentence for r in left if chosen.intersection(r.reasons)])


def _values(view: View, found: list[Deduced]) -> None:
    st.text(text("deduced_about"))
    # Not a table: beside other columns its sentences are a word wide on a telephone.
    for value in found[:_MOST_DEDUCED]:
        told = text(
            "deduced_value",
            indicator=view.labels["indicator"][value.indicator],
            period=fmt.period(value.period.start, value.period.end),
            between=fmt.interval(value.shown_low, value.shown_high, value.unit),
        )
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escape(told)}**")
            st.text(value.sentence)
    if len(found) > _MOST_DEDUCED:
        st.text(text("deduced_more", count=len(found) - _MOST_DEDUCED))


if __name__ == "__main__":
    show(state.current())
