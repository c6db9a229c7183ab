"""Ranks that amounts do not allow, as conflicts: what would fit instead, and what is said of each.

Must not look for them (see `ranks`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from etl.reconcile.find.comparison import Clash
from etl.reconcile.find.conflicts import Conflicts, Places
from etl.reconcile.find.ranks import Ranking
from etl.reconcile.findings import Conflict, Member, Verdict
from etl.reconcile.model.places import PLACE
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.voices import Node
from etl.reconcile.say import mend
from etl.reconcile.say import ranks as say

_ALIKE: Final = 9  # places to which relative changes are compared


def is_rank(statement: Statement) -> bool:
    """Whether a statement is a place and no amount."""
    return statement.part[0].series.unit == PLACE


def conflicts(
    wrong: Conflicts, ranking: Ranking, nodes: Sequence[Node], declared: Relations
) -> tuple[Conflict, ...]:
    """A conflict for each set in which there is a rank, the smallest first."""
    told = _Placing(wrong, ranking, nodes, declared)
    return tuple(
        told.conflict(some)
        for some in wrong.minimal
        if any(is_rank(nodes[n].statement) for n in some)
    )


class _Placing:
    """Makes conflicts of one group."""

    def __init__(
        self, wrong: Conflicts, ranking: Ranking, nodes: Sequence[Node], declared: Relations
    ) -> None:
        self._suspects, self._believed = wrong.suspects, wrong.believed
        self._ranking, self._nodes = ranking, nodes
        self._declared = declared

    def conflict(self, some: Places) -> Conflict:
        """A conflict of one minimal set."""
        if some not in self._ranking.clashes:
            self._ranking.contradiction(some)
        clash = self._ranking.clashes[some]
        every = sorted(clash.members | clash.beside)
        members = {n: self._member(n, clash) for n in every}
        asked = self._asked(clash, members)
        figure = self._nodes[asked].statement.figure
        identity = "\n".join(sorted(m.figure_id for m in members.values()))
        statements = {n: self._nodes[n].statement for n in every}
        ends = self._ranking.ends(clash) if clash.unit or clash.kind != "twice" else []
        return Conflict(
            conflict_id=f"conflict-{hashlib.sha256(identity.encode()).hexdigest()[:8]}",
            members=tuple(sorted(members.values())),
            sentence=say.sentence(clash, statements, ends, self._declared),
            change=members[asked].change,
            change_figure=figure.id,
            restates="",
            mend=members[asked].would_mend,
            headline=say.headline(self._nodes[asked].statement, self._declared),
        )

    def _asked(self, clash: Clash, members: dict[int, Member]) -> int:
        """Who is asked to change: a suspected rank, or else the amount that would change least."""
        ranks = [n for n in clash.ranks if n in self._suspects]
        able = [
            (round(m.change, _ALIKE), n)
            for n, m in members.items()
            if n in self._suspects and m.change is not None
        ]
        return ranks[0] if ranks else min(able)[1] if able else clash.ranks[0]

    def _member(self, n: int, clash: Clash) -> Member:
        node, declared = self._nodes[n], self._declared
        statement, measure = node.statement, node.statement.measure
        figure = statement.figure
        repeats = tuple(m.figure.id for m in node.members if m.figure.id != figure.id)
        at = figure.source, figure.paragraph
        if is_rank(statement):
            best, worst = self._would_be(n, clash)
            would = say.would_mend(figure, best, worst, declared) if best or worst else ""
            low, high = (None if end is None else Decimal(end) for end in (best, worst))
            own = statement.low, statement.high
            return Member(figure.id, *own, low, high, None, repeats, would, *at)
        fit = self._ranking.fit(clash, n)
        if n in clash.beside:  # mended alone, another one would still be in the way
            fit = fit._replace(low=None, high=None)
        return Member(
            figure.id,
            measure.shown(statement.low),
            measure.shown(statement.high),
            fit.low,
            fit.high,
            mend.change(statement, fit, declared),
            repeats,
            mend.sentence(statement, fit, declared),
            *at,
        )

    def _would_be(self, n: int, clash: Clash) -> tuple[int | None, int | None]:
        """The best and the worst place that a rank could be; None where that is not known."""
        if clash.kind == "twice":
            good, bad = (self._nodes[r].statement for r in clash.ranks)
            low, high = bad.low, good.high
            if n == clash.ranks[0]:
                return (None if low is None else int(low)), None
            return None, (None if high is None else int(high))
        if n != clash.ranks[0]:
            return None, None
        # If the rank is the one that is wrong, the others of its conflict are believed.
        place = self._ranking.would_be(clash, self._believed | clash.members | clash.beside)
        return (None, place) if clash.kind == "too_bad" else (place, None)


def verdicts(
    wrong: Conflicts,
    nodes: Sequence[Node],
    known: tuple[Conflict, ...],
    why: dict[int, str],
    declared: Relations,
) -> list[Verdict]:
    """What is said of each rank; why: of those that could not be compared, the reason."""
    given: list[Verdict] = []
    for n, node in enumerate(nodes):
        if not is_rank(node.statement):
            continue
        name = node.statement.figure.id
        own = [c for c in known if any(m.figure_id == name for m in c.members)]
        alternatives = next((a for a in wrong.alternatives if n in a), ())
        one_of = tuple(sorted(nodes[m].statement.figure.id for m in alternatives))
        said = say.untested(node.statement.figure, declared)
        blank = Verdict(name, "not_tested", None, None, (), None, False, (), said)
        if own:
            blank = _in_conflict(blank, own, suspect=n in wrong.suspects)._replace(one_of=one_of)
        elif n in why:
            blank = blank._replace(sentence=why[n])
        given += [blank._replace(figure_id=m.figure.id) for m in node.members if m.tested]
    return given


def _in_conflict(verdict: Verdict, own: list[Conflict], *, suspect: bool) -> Verdict:
    """The verdict of a rank that is part of conflicts."""
    first = own[0]
    fit = next(m for m in first.members if m.figure_id == verdict.figure_id)
    verdict = verdict._replace(
        conflicts=tuple(c.conflict_id for c in own),
        reasons=tuple(m.figure_id for m in first.members if m.figure_id != verdict.figure_id),
        suspect=suspect,
    )
    if not suspect:
        return verdict._replace(
            verdict="unopposed", conflict_sentence=first.sentence, sentence=say.BELIEVED
        )
    return verdict._replace(
        verdict="conflict",
        implied_low=fit.fit_low,
        implied_high=fit.fit_high,
        sentence=first.sentence,
    )
