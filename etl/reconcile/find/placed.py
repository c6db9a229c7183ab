"""Ranks that sizes do not allow, as conflicts: what would fit instead, and who may be wrong.

Must not look for them (see `ranks`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.intervals import of_figure
from etl.core.model import Figure
from etl.reconcile.find.implied import Range
from etl.reconcile.find.ranks import Clash
from etl.reconcile.findings import Conflict, Kind, Member, Verdict
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.say import mend
from etl.reconcile.say import ranks as say

_NOBODY: Final[frozenset[int]] = frozenset()
_SINGLE: Final[tuple[Kind, ...]] = ("alone", "unopposed")
"""Verdicts of figures that no other one supports."""

_Case = tuple[Conflict, tuple[str, ...]]
"""A conflict, and the figures of which one has to be wrong."""


class Placed(NamedTuple):
    """What ranks add to a report."""

    conflicts: tuple[Conflict, ...]
    alternatives: tuple[tuple[str, ...], ...]
    """One of each has to be wrong."""


def conflicts(found: Iterable[Clash], declared: Relations) -> Placed:
    """A conflict for each clash."""
    clashes = tuple(found)
    return Placed(
        tuple(_conflict(clash, declared) for clash in clashes),
        tuple(_in_question(clash) for clash in clashes),
    )


def _in_question(clash: Clash) -> tuple[str, ...]:
    """Figures of which one has to be wrong."""
    sizes = clash.sizes[:1] if clash.spare else clash.sizes
    return tuple(sorted((*(f.id for f in clash.ranks), *(s.figure.id for s in sizes))))


def judged(given: Sequence[Verdict], placed: Placed, ranks: frozenset[str]) -> list[Verdict]:
    """The verdicts with what ranks say; of sizes only those may be wrong that none supports.

    ranks: figures that are such, which amounts know nothing of.
    """
    of: dict[str, list[_Case]] = {}
    for case in zip(placed.conflicts, placed.alternatives, strict=True):
        for member in case[0].members:
            of.setdefault(member.figure_id, []).append(case)
    return [
        v
        if v.figure_id not in of
        else _of_rank(v.figure_id, of[v.figure_id])
        if v.figure_id in ranks
        else _with(v, of[v.figure_id])
        for v in given
    ]


def _with(verdict: Verdict, own: list[_Case]) -> Verdict:
    """A size with the conflicts of ranks that it is in."""
    first, _ = own[0]
    asked = [c for c in own if verdict.figure_id in c[1]]
    verdict = verdict._replace(conflicts=(*verdict.conflicts, *(c.conflict_id for c, _ in own)))
    one_of = verdict.one_of or (asked[0][1] if asked else ())
    if asked and verdict.verdict in _SINGLE:
        first = asked[0][0]
        sentence = first.sentence
        return verdict._replace(verdict="conflict", suspect=True, sentence=sentence, one_of=one_of)
    return verdict._replace(
        conflict_sentence=verdict.conflict_sentence or first.sentence, one_of=one_of
    )


def _of_rank(name: str, own: list[_Case]) -> Verdict:
    first, one_of = own[0]
    fit = next(m for m in first.members if m.figure_id == name)
    return Verdict(
        figure_id=name,
        verdict="conflict",
        implied_low=fit.fit_low,
        implied_high=fit.fit_high,
        reasons=tuple(m.figure_id for m in first.members if m.figure_id != name),
        room=None,
        suspect=True,
        conflicts=tuple(c.conflict_id for c, _ in own),
        sentence=first.sentence,
        one_of=one_of,
    )


def _conflict(clash: Clash, declared: Relations) -> Conflict:
    own, *others = clash.sizes
    rank = clash.ranks[0]
    ranked = [_rank(f, clash if f is rank else None, declared) for f in clash.ranks]
    sized = [_size(s, _fit(s, clash), declared) for s in (own, *others)]
    members = tuple(sorted((*ranked, *sized)))
    identity = hashlib.sha256("\n".join(m.figure_id for m in members).encode()).hexdigest()
    return Conflict(
        conflict_id=f"conflict-{identity[:8]}",
        members=members,
        sentence=clash.sentence,
        change=None,
        change_figure=rank.id,
        restates="",
        mend=ranked[0].would_mend,
        headline=say.headline(rank, declared),
    )


def _rank(figure: Figure, clash: Clash | None, declared: Relations) -> Member:
    """A rank; clash: where it is known which place would fit."""
    best, worst = (clash.best, clash.worst) if clash else (None, None)
    low, high = of_figure(figure)
    return Member(
        figure.id,
        low,
        high,
        None if best is None else Decimal(best),
        None if worst is None else Decimal(worst),
        change=None,
        would_mend=say.would_mend(figure, best, worst, declared) if clash else "",
        source=figure.source,
        paragraph=figure.paragraph,
    )


def _fit(statement: Statement, clash: Clash) -> Range:
    """What a size would have to be where the others, and the rank, are true; nothing if unknown."""
    own, *larger = clash.sizes
    if clash.best is None:
        return Range(None, None, _NOBODY, _NOBODY)
    if statement is own:
        low = min(s.measure.shown(s.low) or Decimal(0) for s in larger)
        return Range(low, None, _NOBODY, _NOBODY)
    if clash.spare:
        return Range(None, None, _NOBODY, _NOBODY)
    return Range(None, own.measure.shown(own.high), _NOBODY, _NOBODY)


def _size(statement: Statement, fit: Range, declared: Relations) -> Member:
    figure, measure = statement.figure, statement.measure
    return Member(
        figure.id,
        measure.shown(statement.low),
        measure.shown(statement.high),
        fit.low,
        fit.high,
        mend.change(statement, fit, declared),
        would_mend=mend.sentence(statement, fit, declared),
        source=figure.source,
        paragraph=figure.paragraph,
    )
