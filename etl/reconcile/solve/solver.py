"""Exact answers about a group: is a set of statements possible, how far can an amount go.

The simplex method in rational arithmetic (`simplex`) holds the rows of a group and goes on from
where the last question ended. A question about few statements of a large group is asked of the rows
that bear on them (`bearing`). Knows rows, not figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from etl.reconcile.model.system import Number, System, Terms
from etl.reconcile.solve.bearing import Bearing, Part
from etl.reconcile.solve.simplex import Answer, Simplex, over


class Extreme(NamedTuple):
    """The furthest that a value can go, and the statements that stop it there."""

    value: Number | None
    """Base units, or a ratio; exact. None where nothing stops it."""
    reasons: frozenset[int]
    excluded: bool = False
    """Whether it comes as near as one likes, but not there: "more than" is among the reasons."""


_HARDLY_LESS: Final = 3
"""Statements are asked about by themselves where there are at least so many times as many."""

NOWHERE: Final = Extreme(None, frozenset())


class Solver:
    """One system, some of whose statements are believed at a time.

    Warm from one question to the next, so questions about one system should follow each other.
    """

    def __init__(self, system: System) -> None:
        owned: dict[int, list[int]] = defaultdict(list)
        for r, row in enumerate(system.rows):
            if row.owner is not None:
                owned[row.owner].append(r)
        self._bearing = Bearing(system)
        self.free = frozenset(system.free)
        every = Part(list(range(len(system.rows))), list(range(system.something + 1)))
        self._hold(system, frozenset(range(len(system.statements))), owned, every, _apart(system))

    def among(self, places: frozenset[int]) -> Solver:
        """One that is asked about some of the statements only, and gives the same answers.

        Of amounts it knows those that these statements speak of.
        """
        if len(places) * _HARDLY_LESS > len(self.everyone):
            return self
        part = self._bearing.on(r for n in places for r in self._owned[n])
        less = object.__new__(Solver)
        less._bearing, less.free = self._bearing, self.free
        less._hold(self.system, places, self._owned, part, [p for p in self._apart if p <= places])
        return less

    def _hold(
        self,
        system: System,
        everyone: frozenset[int],
        owned: Mapping[int, list[int]],
        part: Part,
        apart: list[frozenset[int]],
    ) -> None:
        self.everyone = everyone
        self.system, self._owned, self._apart = system, owned, apart
        self._row_of = part.rows
        self._at = {r: at for at, r in enumerate(part.rows)}
        self._column = {unknown: at for at, unknown in enumerate(part.unknowns)}
        rows = [self._own(system.rows[r].terms) for r in part.rows]
        free = [self._column[u] for u in self.free if u in self._column]
        self._simplex = Simplex(len(self._column), rows, free)
        self._simplex.limit(self._column[system.something], 1)
        for r, at in self._at.items():
            row = system.rows[r]
            if row.owner is None:
                self._simplex.hold(at, row.low, row.high)
        self._believed: frozenset[int] = frozenset()

    def _own(self, terms: Terms) -> Terms:
        """Terms in the unknowns that are kept; the others are nothing."""
        column = self._column
        return {column[u]: c for u, c in terms.items() if u in column}

    def possible(self, believed: frozenset[int]) -> bool:
        """Whether these statements can all be true."""
        return self.contradiction(believed) is None

    def contradiction(self, believed: frozenset[int]) -> frozenset[int] | None:
        """Some of these statements that cannot all be true; None if all of them can be."""
        if (pair := self.pair_apart(believed)) is not None:
            return pair
        weights = self._refuted(believed)
        return None if weights is None else self._owners(weights)

    def refutation(self, believed: frozenset[int]) -> dict[int, Number] | None:
        """Rows of the system, weighted so that they show that these cannot all be true (Farkas).

        None if all of them can be, as far as amounts go.
        """
        weights = self._refuted(believed)
        return None if weights is None else {self._row_of[at]: w for at, w in weights.items()}

    def _refuted(self, believed: frozenset[int]) -> dict[int, Number] | None:
        self._believe(believed)
        weights = self._simplex.contradiction()
        if weights is None:
            answer = self._simplex.most({self._column[self.system.something]: 1}, enough=0)
            if answer.value is None or answer.value > 0:
                return None
            weights = answer.weights
        return weights

    def pair_apart(self, believed: frozenset[int]) -> frozenset[int] | None:
        """Statements that contradict each other whatever the amounts, if any."""
        return next((p for p in self._apart if p <= believed), None)

    def any_apart_across(self, sets: Sequence[frozenset[int]]) -> bool:
        """Whether statements of several sets contradict each other whatever the amounts."""
        return any(sum(not p.isdisjoint(s) for s in sets) > 1 for p in self._apart)

    def point(self) -> dict[int, Number]:
        """Amounts with which everything holds that was believed last, if it is possible."""
        return {u: self._simplex.value({at: 1}) for u, at in self._column.items()}

    def furthest(self, terms: Terms, believed: frozenset[int], *, up: bool) -> Extreme:
        """Highest (`up`) or lowest value of `terms` while `believed`, which must be possible."""
        self._ready(believed)
        sign = 1 if up else -1
        answer = self._simplex.most({u: sign * c for u, c in self._own(terms).items()})
        if answer.value is None:
            return NOWHERE
        return self._extreme(sign * answer.value, answer.weights)

    def furthest_ratio(
        self, part: Terms, whole: Terms, believed: frozenset[int], *, up: bool
    ) -> Extreme:
        """Highest or lowest value of `part / whole` while `believed`, which must be possible.

        A ratio is at most so much where the part less so many times the whole is at most nothing;
        the ratio of the point that shows otherwise is tried next (Dinkelbach 1967).
        """
        self._ready(believed)
        simplex, sign = self._simplex, 1 if up else -1
        part, whole = self._own(part), self._own(whole)
        if simplex.most(whole, enough=0).value == 0:
            return NOWHERE  # of nothing there is no ratio
        ratio = over(simplex.value(part), simplex.value(whole))
        while True:
            answer = simplex.most(_less(part, whole, ratio, sign), enough=None)
            if answer.value is not None and answer.value <= 0:  # below only along a ray
                return self._extreme(ratio, answer.weights)
            top, bottom = self._shown_by(answer, part, whole)
            if not bottom:
                return NOWHERE
            ratio = over(top, bottom)

    def _shown_by(self, answer: Answer, part: Terms, whole: Terms) -> tuple[Number, Number]:
        """Part and whole where the ratio is further than was tried: of a point, or along a ray."""
        simplex = self._simplex
        if answer.value is None:
            return simplex.rate(part, answer.ray), simplex.rate(whole, answer.ray)
        return simplex.value(part), simplex.value(whole)

    def _ready(self, believed: frozenset[int]) -> None:
        self._believe(believed)
        if self._simplex.contradiction() is not None:
            raise ValueError("asked about statements that contradict one another")

    def _extreme(self, value: Number, weights: dict[int, Number]) -> Extreme:
        rows, something = self.system.rows, self.system.something
        excluded = any(something in rows[self._row_of[at]].terms for at in weights)
        return Extreme(value, self._owners(weights), excluded)

    def _owners(self, weights: dict[int, Number]) -> frozenset[int]:
        rows = self.system.rows
        owners = (rows[self._row_of[at]].owner for at in weights)
        return frozenset(n for n in owners if n is not None)

    def _believe(self, believed: frozenset[int]) -> None:
        """Put rows in force."""
        for n in sorted(believed ^ self._believed):
            for r in self._owned[n]:
                row = self.system.rows[r]
                bounds = (row.low, row.high) if n in believed else (None, None)
                self._simplex.hold(self._at[r], *bounds)
        self._believed = believed


def _less(part: Terms, whole: Terms, times: Number, sign: int) -> Terms:
    terms = {u: sign * c for u, c in part.items()}
    for unknown, coefficient in whole.items():
        terms[unknown] = terms.get(unknown, 0) - sign * times * coefficient
    return {u: c for u, c in terms.items() if c}


def _apart(system: System) -> list[frozenset[int]]:
    """What is no matter of amounts: a growth beside the official figures of its two years."""
    return [
        drift.owners | {n}
        for n, statement in enumerate(system.statements)
        for drift in system.drifts.get(statement.figure.id, ())
        if drift.contradicts(statement)
    ]
