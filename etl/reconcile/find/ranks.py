"""Ranks beside the amounts that they order, and beside one another.

Ranks are weighed with all else that may be wrong: they are places among the statements of a group.
A place contradicts where no amounts that the others allow, stated or deduced, fit it (see
`comparison`).
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.reconcile.find.comparison import Clash, ContestSolver
from etl.reconcile.find.conflicts import Oracle, Places
from etl.reconcile.find.implied import Range
from etl.reconcile.model import contest, places
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.solve.simplex import Undecided


class Ranking:
    """An oracle over amounts and ranks; the ranks stand after the amounts."""

    def __init__(
        self, oracle: Oracle, statements: Sequence[Statement], declared: Relations
    ) -> None:
        """statements: of the whole group, by their places."""
        self._oracle, self._statements = oracle, statements
        self.everyone = frozenset(range(len(statements)))
        ranks = {n: s for n, s in enumerate(statements) if s.part[0].series.unit == places.PLACE}
        amounts = statements[: len(statements) - len(ranks)]
        self._amounts = frozenset(range(len(amounts)))
        at = sorted(ranks)
        self._twice = [
            (at[n], at[m]) for n, m in places.contradicting([ranks[r] for r in at], declared)
        ]
        contests = contest.find(ranks, amounts, declared)
        self._contests = [ContestSolver(c, ranks, declared) for c in contests]
        self.clashes: dict[Places, Clash] = {}
        """By their members."""
        self.not_known: dict[int, str] = {}
        """Ranks of which a comparison has no answer, and why."""

    def among(self, some: Places) -> Oracle:
        """One for some of the statements, with the same answers."""
        return self._oracle.among(some) if some <= self._amounts else self

    def contradiction(self, believed: Places) -> Places | None:
        """Some of these that cannot all be true; None if all of them can be."""
        core = self._oracle.contradiction(believed & self._amounts)
        if core is not None:
            return core
        for pair in self._twice:
            if believed.issuperset(pair):
                return self._noted(Clash("twice", pair, frozenset(pair)))
        for held in self._contests:
            try:
                clash = held.clash(believed)
            except Undecided as error:
                self.not_known.update(dict.fromkeys(held.ranks, str(error)))
                continue
            if clash is not None:
                return self._noted(clash)
        return None

    @property
    def cut_short(self) -> bool:
        """Whether there are more sets with ranks than are told."""
        return any(held.cut_short for held in self._contests)

    def _noted(self, clash: Clash) -> Places:
        self.clashes.setdefault(clash.members, clash)
        return clash.members

    def would_be(self, clash: Clash, believed: Places) -> int:
        """The best place of a clash's rank, or the worst, beside all that is believed."""
        held = next(h for h in self._contests if h.ranks.keys() & set(clash.ranks))
        return held.would_be(clash, believed)

    def fit(self, clash: Clash, n: int) -> Range:
        """What the others allow for an amount in a clash."""
        held = next(h for h in self._contests if h.ranks.keys() & set(clash.ranks))
        return held.fit(clash, n)

    def ends(self, clash: Clash) -> list[Range]:
        """What is known of the amounts of a rank's own partner, then of the others, by a clash."""
        held = next(h for h in self._contests if h.ranks.keys() & set(clash.ranks))
        return held.ends(clash)
