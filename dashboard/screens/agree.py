"""Can all these statements be true at once: conflicts, verdicts, and what follows unstated."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from dashboard.screens import card, evidence, parts, tables
from dashboard.view import findings, roots, state
from dashboard.view import format as fmt
from dashboard.view.plain import escape
from dashboard.view.roots import Root
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.reconcile import REVISION, Deduced

_MOST: Final = 8
_MOST_DEDUCED: Final = 20
_OPEN: Final = 3
_MOST_ROOTS: Final = 40
_MOST_SETS: Final = 40
_FEW: Final = 3
"""Sets of statements that are shown before the others."""
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
    """A card for each root, the first open, the others folded; then what is no conflict."""
    disagreements = roots.roots(view)
    report = view.report
    if not disagreements and report.is_sure and not report.not_added:
        st.success(text("disagree_none"))
    elif not disagreements:
        st.warning(text("disagree_unknown"))
    shown = findings.chosen(view)
    for unknown in [u for u in report.not_known if u.figure_id in shown][:_MOST]:
        st.text(unknown.reason)
    for overlap in report.not_added[:_MOST]:
        st.text(overlap)
    for root in disagreements[:_OPEN]:
        with st.container(border=True, key=f"root-{root.root_id}"):
            _root(view, root)
    folded = disagreements[_OPEN:_MOST_ROOTS]
    for root in folded:
        with st.expander(escape(roots.headline(view, root)), key=f"folded-{root.root_id}"):
            _root(view, root, titled=False)
    if len(disagreements) > _MOST_ROOTS:
        st.text(text("agree_more", count=len(disagreements) - _MOST_ROOTS))
    if not report.complete:
        st.text(text("agree_incomplete"))
    if not report.proven:
        st.text(text("agree_unproven"))
    _others(view)


def _root(view: View, root: Root, *, titled: bool = True) -> None:
    """Headline, one sentence, picture, the statements; the rest of what follows folds out."""
    simplest = root.conflicts[0]
    headline = roots.headline(view, root)
    causes = [cause.sentence for cause in root.causes]
    if titled:
        # A sentence that only says more than the headline stands in its place.
        longer = [c for c in causes if c.startswith(headline)]
        st.header(escape(longer[0].removesuffix(".") if longer else headline), anchor=False)
        causes = [c for c in causes if c not in longer[:1]]
    st.text(simplest.sentence)
    for cause in causes:
        if cause.removesuffix(".") != headline:
            st.text(cause)
    evidence.number_line(view, simplest, roots.pictured(root))
    evidence.members(view, simplest, "agree")
    first, rest = _why(root)
    _fold(f"why-{root.root_id}", text("agree_why"), first)
    _fold(f"more-{root.root_id}", text("agree_why_more", count=len(rest)), rest)


def _fold(key: str, label: str, sets: list[list[str]]) -> None:
    """The sentences of some sets of statements, folded; nothing where there is none."""
    if not sets:
        return
    with st.expander(label, key=key):
        for sentences in sets[:_MOST_SETS]:
            for sentence in sentences:
                st.text(sentence)
        if len(sets) > _MOST_SETS:
            st.text(text("agree_more", count=len(sets) - _MOST_SETS))


def _why(root: Root) -> tuple[list[list[str]], list[list[str]]]:
    """What each set of statements of a root says, and a change that would resolve it.

    The first few sets, and the others; no sentence twice, and not that of the card itself.
    """
    told = {root.conflicts[0].sentence}
    sets: list[list[str]] = []
    for conflict in root.conflicts:
        # What would resolve it is nearly the same for each: the first few say it.
        tells = bool(conflict.mend) and len(sets) < _FEW
        mend = text("agree_mend", mend=conflict.mend) if tells else ""
        new = [each for each in (conflict.sentence, mend) if each and each not in told]
        told.update(new)
        if new:
            sets.append(new)
    return sets[:_FEW], sets[_FEW:]


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
        parts.nothing(view, text("anything"))
        return
    evidence.matrix(view, text("verdicts_picture"), figures, "indicator", verdicts=True)
    ids = figures["figure_id"].tolist()
    shown = tables.readable(view, figures)[
        [text(f"column_{name}") for name in ("indicator", "statement", "period", "unit")]
    ]
    unlikely = findings.suspicions(view)
    shown[text("column_verdict")] = [
        text("verdict_unlikely") if name in unlikely else card.doubt(view, verdicts[name])
        for name in ids
    ]
    shown[text("column_because")] = [unlikely.get(name, verdicts[name]).sentence for name in ids]
    tables.picked_table(view, shown, ids, "verdicts")


def _deduced(view: View) -> None:
    deduced = findings.deduced(view)
    if deduced:
        _values(view, deduced)
    else:
        st.info(text("deduced_none"))
    chosen = findings.chosen(view)
    left = view.report.remainders
    _told("agree_left", [r.sentence for r in left if chosen.intersection(r.reasons)])


def _values(view: View, values: list[Deduced]) -> None:
    st.text(text("deduced_about"))
    # Not a table: beside other columns its sentences are a word wide on a telephone.
    for value in values[:_MOST_DEDUCED]:
        told = text(
            "deduced_value",
            indicator=view.labels["indicator"][value.indicator],
            period=fmt.period(value.period.start, value.period.end),
            between=fmt.interval(value.shown_low, value.shown_high, value.unit),
        )
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escape(told)}**")
            st.text(value.sentence)
    if len(values) > _MOST_DEDUCED:
        st.text(text("deduced_more", count=len(values) - _MOST_DEDUCED))


if __name__ == "__main__":
    show(state.current())
