"""Conflicts by their root: one figure that would have to be another, with all that follows from it.

Must not compute what the library should, nor know Streamlit.
"""

from __future__ import annotations

from typing import NamedTuple

from dashboard.view import findings, messages, sentences
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.reconcile import Cause, Conflict, cards


class Root(NamedTuple):
    """One figure, how else it can be read, and the conflicts that are there because of it."""

    figure_id: str
    causes: tuple[Cause, ...]
    """Readings that were tested to fit, those that mend most first; none where none was found."""
    conflicts: tuple[Conflict, ...]
    """The simplest first, those that only say another again last."""

    @property
    def root_id(self) -> str:
        """Its own also where two roots are of one figure: that of the conflict that is shown."""
        return self.conflicts[0].conflict_id


def roots(view: View) -> list[Root]:
    """Every conflict of a chosen statement, each under one root, in the order of the cards."""
    chosen = {c.conflict_id: c for c in findings.every_conflict(view)}
    report = view.report
    every = []
    for card in cards(report):
        own = tuple(chosen[c] for c in (card.conflict_id, *card.folded) if c in chosen)
        if own:
            name = card.figures[0] or own[0].members[0].figure_id
            causes = tuple(cause for cause in report.causes if cause.figure_id == name)
            every.append(Root(name, causes, own))
    return every


def pictured(root: Root) -> str:
    """The figure of the simplest conflict that a picture is drawn of."""
    simplest = root.conflicts[0]
    read_so = [root.figure_id, *(name for cause in root.causes for name in cause.also)]
    there = [name for name in (*read_so, simplest.change_figure) if name in _of(simplest)]
    return there[0] if there else simplest.members[0].figure_id


def _of(conflict: Conflict) -> set[str]:
    return {name for m in conflict.members for name in (m.figure_id, *m.repeats)}


def headline(view: View, root: Root) -> str:
    """What is wrong in one line: what the figure says, and what it would fit; plain text."""
    if root.causes:
        return root.causes[0].headline
    entry = findings.figure_of(view, root.figure_id)
    if entry is None:
        return text("root_unknown")
    book, figure = entry
    said = text(
        "message",
        subject=sentences.about(book, [figure.indicator], figure.reporter, figure.partner),
        message=messages.unbroken(figure),
    )
    when = sentences.when_in_brief(figure)
    if official := findings.official_of(view, figure):
        amount = messages.unbroken(official)
        return text("root_official", said=said, when=when, amount=amount)
    return text("root_does_not_fit", said=said, when=when)
