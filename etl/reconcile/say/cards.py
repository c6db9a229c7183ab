"""Conflicts by what is behind them: one card each, with a headline, the evidence and the rest.

Must not decide anything about figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import NamedTuple

from etl.reconcile.findings import Cause, Conflict, Member, Report
from etl.reconcile.model.joined import Joined


class Card(NamedTuple):
    """Conflicts with one root: figures read in another way, or figures that nothing explains."""

    card_id: str
    """That of the cause, or of the conflict that is shown; it can be linked to."""
    headline: str
    """As a heading, without a full stop: "Italy: Share of 14 % would fit 2024"."""
    reading: str
    """How the figures would fit; empty where no cause was found."""
    evidence: str
    """The simplest of the conflicts in a sentence."""
    mend: str
    """The least change of a figure in question that would mend it; empty where there is none."""
    figures: tuple[str, ...]
    """The figures in question, those of the cause or else the suspects; the first is told of."""
    members: tuple[str, ...]
    """Figures of the conflict that is shown, of either book."""
    conflict_id: str
    """The conflict that is shown."""
    folded: tuple[str, ...]
    """The other conflicts with this root, the simplest first."""
    read_in: tuple[str, ...] = ()
    """Where each member of that conflict is read: "sold: ministry-2024, paragraph 3"."""
    otherwise: tuple[str, ...] = ()
    """Sentences of further causes that would explain some of the same."""


def cards(report: Report) -> tuple[Card, ...]:
    """Every conflict of a report on exactly one card; those that explain most come first.

    Of those without a cause those that would have to change most.
    """
    left = {c.conflict_id: c for c in report.conflicts}
    every: list[Card] = []
    of_card: dict[str, int] = {}
    for cause in report.causes:
        own = [left.pop(c) for c in cause.mends if c in left]
        if own:
            of_card.update((c.conflict_id, len(every)) for c in own)
            every.append(_explained(cause, own, report.suspects))
            continue
        for at in sorted({of_card[c] for c in cause.mends if c in of_card}):
            every[at] = every[at]._replace(otherwise=(*every[at].otherwise, cause.sentence))
    told = {f for card in every for f in card.figures}
    roots = _by_root(left, report)
    told.update(f for suspects, own in roots for f in suspects & _members(own))
    rest: list[Card] = []
    for suspects, own in roots:
        more = (report.suspects & _members(own)) - told  # else they would be on no card
        told |= more
        rest.append(_unexplained(own, suspects | more, report.suspects))
    far = {c.conflict_id: c.change for c in report.conflicts if c.change is not None}
    return (*every, *sorted(rest, key=lambda card: -far.get(card.conflict_id, Decimal(0))))


def _members(conflicts: list[Conflict]) -> set[str]:
    return {m.figure_id for c in conflicts for m in c.members}


def _explained(cause: Cause, own: list[Conflict], suspects: frozenset[str]) -> Card:
    figures = (cause.figure_id, *cause.also)
    shown, rest = _simplest(own, cause.figure_id, suspects.difference(figures))
    # Who has a cause is not told beside what would have to change of somebody else.
    asked = [m.would_mend for f in figures for m in shown.members if m.figure_id == f]
    mend = shown.mend if shown.change_figure in figures else next(iter(asked), "")
    return Card(
        card_id=cause.cause_id,
        headline=cause.headline,
        reading=cause.sentence,
        evidence=shown.sentence,
        mend=mend,
        figures=figures,
        members=tuple(m.figure_id for m in shown.members),
        conflict_id=shown.conflict_id,
        folded=rest,
        read_in=tuple(map(_place, shown.members)),
    )


def _unexplained(own: list[Conflict], suspects: frozenset[str], every: frozenset[str]) -> Card:
    shown, rest = _simplest(own, "", every - suspects)
    in_question = sorted(_members(own) & suspects) or [shown.change_figure]
    first = [f for f in in_question if f == shown.change_figure]
    return Card(
        card_id=shown.conflict_id,
        headline=shown.headline,
        reading="",
        evidence=shown.sentence,
        mend=shown.mend,
        figures=tuple(dict.fromkeys((*first, *in_question))),
        members=tuple(m.figure_id for m in shown.members),
        conflict_id=shown.conflict_id,
        folded=rest,
        read_in=tuple(map(_place, shown.members)),
    )


def _place(member: Member) -> str:
    """Where a member is read."""
    at = f", paragraph {member.paragraph}" if member.paragraph else ""
    return f"{member.figure_id}: {member.source}{at}"


def _simplest(
    own: list[Conflict], figure: str, others: frozenset[str]
) -> tuple[Conflict, tuple[str, ...]]:
    """The one to show, of a figure if there is any, and the others.

    others: suspects that another card is about; what may be wrong itself is poor evidence.
    """

    def order(conflict: Conflict) -> tuple[bool, int, bool, int]:
        names = {m.figure_id for m in conflict.members}
        doubted = len(names & others)
        return figure not in names, doubted, bool(conflict.restates), len(conflict.members)

    shown, *rest = sorted(own, key=order)
    return shown, tuple(c.conflict_id for c in rest)


def _by_root(
    conflicts: dict[str, Conflict], report: Report
) -> list[tuple[frozenset[str], list[Conflict]]]:
    """Conflicts by the suspects that are in them, with those of each root, in the order given.

    Where suspects of several roots meet, it is told of the root that has most conflicts: to be
    wrong by a scale word is no reason to be on one card with all that is wrong besides.
    """
    joined = Joined()
    for root in report.roots:
        for figure in root:
            joined.join(root[0], figure)
    root_of = {f: str(joined.root(f)) for f in report.suspects}
    of = {
        name: sorted({root_of[m.figure_id] for m in c.members if m.figure_id in root_of})
        for name, c in conflicts.items()
    }
    count = Counter(root for roots in of.values() for root in roots)
    together: dict[str, list[Conflict]] = defaultdict(list)
    for name, conflict in conflicts.items():
        told = min(of[name], key=lambda root: (-count[root], root), default=name)
        together[told].append(conflict)
    return [
        (frozenset(f for f, root in root_of.items() if root == told), own)
        for told, own in together.items()
    ]
