"""Conflicts by their root: one figure that would have to be another, with all that follows from it.

Must not compute what the library should, nor know Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dashboard.view import findings, messages, sentences
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.reconcile import Cause, Conflict


class Root(NamedTuple):
    """One figure, how else it can be read, and the conflicts that are there because of it."""

    figure_id: str
    causes: tuple[Cause, ...]
    """Readings that were tested to fit, those that mend most first; none where none was found."""
    conflicts: tuple[Conflict, ...]
    """The simplest first, those that only say another again last."""


def roots(view: View) -> list[Root]:
    """Every conflict of a chosen statement, each under one root; those of most conflicts first."""
    every = findings.every_conflict(view)
    suspects = {v.figure_id for v in view.report.verdicts if v.suspect}
    count = Counter(m.figure_id for c in every for m in c.members if m.figure_id in suspects)
    under: dict[str, list[Conflict]] = {}
    for conflict in every:
        under.setdefault(_root(conflict, view.report.causes, count), []).append(conflict)
    made = [
        Root(
            name,
            tuple(cause for cause in view.report.causes if cause.figure_id == name),
            tuple(
                sorted(own, key=lambda c: (bool(c.restates), name not in _of(c), len(c.members)))
            ),
        )
        for name, own in under.items()
    ]
    return sorted(made, key=lambda root: (not root.causes, -len(root.conflicts)))


def pictured(root: Root) -> str:
    """The figure of the simplest conflict that a picture is drawn of."""
    simplest = root.conflicts[0]
    read_so = [root.figure_id, *(name for cause in root.causes for name in cause.also)]
    there = [name for name in (*read_so, simplest.change_figure) if name in _of(simplest)]
    return there[0] if there else simplest.members[0].figure_id


def _of(conflict: Conflict) -> set[str]:
    return {name for m in conflict.members for name in (m.figure_id, *m.repeats)}


def _simplest_first(name: str, own: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts with what only restates another last, those with the root itself first."""
    return tuple(sorted(own, key=lambda c: (bool(c.restates), name not in _of(c), len(c.members))))


def _root(conflict: Conflict, causes: Iterable[Cause], count: Counter[str]) -> str:
    """The figure that mends it when read otherwise, the suspect of most, or what moves least."""
    for cause in causes:
        if conflict.conflict_id in cause.mends:
            return cause.figure_id
    accused = [m.figure_id for m in conflict.members if count[m.figure_id]]
    return max(accused, key=count.__getitem__, default=conflict.change_figure) or (
        conflict.members[0].figure_id
    )


def headline(view: View, root: Root) -> str:
    """What is wrong in one line: what the figure says, and what it would fit; plain text."""
    if root.causes:
        return root.causes[0].headline
    found = findings.figure_of(view, root.figure_id)
    if found is None:
        return text("root_unknown")
    book, figure = found
    said = text(
        "message",
        subject=sentences.about(book, [figure.indicator], figure.reporter, figure.partner),
        message=messages.unbroken(figure),
    )
    period = sentences.period(figure)
    if official := findings.official_of(view, figure):
        amount = messages.unbroken(official)
        return text("root_official", said=said, period=period, amount=amount)
    return text("root_does_not_fit", said=said, period=period)
