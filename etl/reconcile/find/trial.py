"""A neighbourhood of figures, solved with some of them read in another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from etl.reconcile.find.hypotheses import Hypothesis
from etl.reconcile.find.implied import Case, Range, of_statement, of_windows
from etl.reconcile.findings import Conflict
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import AMOUNT, Statement
from etl.reconcile.model.system import build
from etl.reconcile.solve.solver import Solver

CLOSER: Final = 4
"""A figure that is read in another way is told where it is so many times as close to the middle of
what the others allow: where they leave much room, another reading would often do by chance."""

Reading = tuple[str, Hypothesis]
"""A figure, and how else it is read."""


def reading(n: int) -> str:
    """Name of the nth reading among the figures; no figure can have it."""
    return f"#{n}"


def prepared(
    own: Iterable[Statement],
    near: Sequence[Statement],
    doubted: Collection[str],
    readings: Sequence[Reading],
    declared: Relations,
) -> Trial:
    """A system of what is stated near some figures, of themselves, and of their readings.

    doubted: figures nearby that are not believed whatever the reading.
    """
    places: dict[str, set[int]] = defaultdict(set)
    everything: list[Statement] = []
    for s in (*near, *own):
        places[s.figure.id].add(len(everything))
        everything.append(s)
    for n, (_, hypothesis) in enumerate(readings):
        for s in hypothesis.moved:
            places[reading(n)].add(len(everything))
            # A name of its own: what official years say of a growth is kept by name.
            everything.append(s._replace(figure=s.figure._replace(id=reading(n))))
    system = build(tuple(everything), declared)
    believed = {p for s in near if s.figure.id not in doubted for p in places[s.figure.id]}
    case = Case(system, Solver(system), declared)
    return Trial(case, {f: frozenset(p) for f, p in places.items()}, frozenset(believed), {})


class Trial(NamedTuple):
    """Figures as they are and as they would be, and what is believed beside them."""

    case: Case
    places: dict[str, frozenset[int]]
    """Figure, or name of a reading -> its statements."""
    believed: frozenset[int]
    known: dict[frozenset[int], bool]
    """Statements -> whether they can all be true, once it has been asked."""

    def mends(self, conflict: Conflict, read: Mapping[str, int]) -> bool:
        """Whether a conflict is one here, and none with some figures by the nth reading of each."""
        members = [m.figure_id for m in conflict.members]
        changed = [f for f in members if f in read]
        if not changed:  # another figure says the very same
            return False
        rest = self._all(f for f in members if f not in read)
        before, after = self._all(changed), self._all(reading(read[f]) for f in changed)
        return not self._is_possible(rest | before) and self._is_possible(rest | after)

    def _is_possible(self, few: frozenset[int]) -> bool:
        """Whether few statements can all be true; how things are is asked for each reading."""
        if few not in self.known:
            self.known[few] = self.case.solver.among(few).possible(few)
        return self.known[few]

    def fits(self, read: Mapping[str, int]) -> bool:
        """Whether all that is believed can be true with figures by their readings."""
        return self.case.solver.possible(self.believed | self._all(map(reading, read.values())))

    def amount(self, h: Hypothesis, read: Mapping[str, int]) -> Range | None:
        """What an area that a reading adds or takes away would have, with all the readings."""
        windows = tuple(
            w._replace(times=abs(w.times))
            for s in h.moved
            for w in s.part
            if w.series.partner != h.figure.partner
        )
        together = self.believed | self._all(map(reading, read.values()))
        return of_windows(self.case, windows, (), together, AMOUNT)

    def ranges(self, name: str) -> list[Range]:
        """What all that is believed allows for the statements of a figure or hypothesis."""
        statements = self.case.system.statements
        return [
            of_statement(self.case, statements[p], self.believed) for p in sorted(self.places[name])
        ]

    def beside(self, name: str, read: Mapping[str, int]) -> list[Range]:
        """What is believed and other figures by their readings allow for one by its own."""
        others = self._all(reading(n) for other, n in read.items() if other != name)
        statements = self.case.system.statements
        return [
            of_statement(self.case, statements[p], self.believed | others)
            for p in sorted(self.places[reading(read[name])])
        ]

    def is_closer(self, name: str, h: Hypothesis, n: int) -> bool:
        """Whether a number that stays is far closer to what the others allow than it was."""
        before, after = self.ranges(name), self.ranges(reading(n))
        point = h.figure.point
        return all(
            _apart(point, now) * CLOSER <= _apart(point, then)
            for then, now in zip(before, after, strict=True)
        )

    def _all(self, figures: Iterable[str]) -> frozenset[int]:
        return frozenset(p for f in figures for p in self.places[f])


def _apart(point: Decimal, allowed: Range) -> Decimal:
    """How far a number is from the middle of a range, or from its only end."""
    ends = [end for end in (allowed.low, allowed.high) if end is not None]
    return abs(point - sum(ends, Decimal(0)) / len(ends)) if ends else Decimal(0)
