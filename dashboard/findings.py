"""Findings of reconciliation for one view: verdicts, conflicts, deduced values of a pair.

Must not compute what the library should, nor know Streamlit.
"""

from __future__ import annotations

from dashboard.state import View
from etl.model import Book, Figure
from etl.reconcile import Conflict, Deduced, Verdict


def verdicts(view: View) -> dict[str, Verdict]:
    """Every verdict by its figure."""
    return {verdict.figure_id: verdict for verdict in view.snapshot.report.verdicts}


def figure_of(view: View, name: str) -> tuple[Book, Figure] | None:
    """A figure of the book or of the official figures, with its book."""
    for book in (view.book, view.snapshot.reference):
        if book is not None and (figure := book.figures.get(name)):
            return book, figure
    return None


def ours(view: View, figure: str) -> bool:
    """Whether a figure of the book is about the chosen pair."""
    found = view.book.figures.get(figure)
    return found is not None and (found.reporter, found.partner) == view.pair


def conflicts(view: View) -> list[Conflict]:
    """Conflicts with a member of the chosen pair, without those that only say another again."""
    return [
        conflict
        for conflict in view.snapshot.report.conflicts
        if not conflict.restates and any(ours(view, m.figure_id) for m in conflict.members)
    ]


def disputed(view: View) -> set[str]:
    """Indicators of the chosen pair with a statement in one of its conflicts."""
    members = {m.figure_id for conflict in conflicts(view) for m in conflict.members}
    return {view.book.figures[name].indicator for name in members if ours(view, name)}


def restated(view: View) -> int:
    """How many more conflicts of the pair there are that repeat a simpler one."""
    every = [
        conflict
        for conflict in view.snapshot.report.conflicts
        if any(ours(view, m.figure_id) for m in conflict.members)
    ]
    return len(every) - len(conflicts(view))


def deduced(view: View) -> list[Deduced]:
    """Values of the chosen pair that no figure states."""
    return [d for d in view.snapshot.report.deduced if (d.reporter, d.partner) == view.pair]
