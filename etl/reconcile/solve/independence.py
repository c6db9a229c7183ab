"""Whether conflicts are independent: no matter how each is mended, nothing else contradicts.

There are too many combinations of ways to mend to try them all. But amounts add up: where each way
moves amounts of its own, a row that several of them move is kept by every combination if it is so
by the worst of each together. That proves all combinations at once; where it fails, nothing is
said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from etl.reconcile.model.system import Number, System
from etl.reconcile.solve.patchwork import Patchwork, Point, total, within
from etl.reconcile.solve.solver import Solver

Places = frozenset[int]


class _Moves:
    """What the ways to mend one conflict move."""

    def __init__(self) -> None:
        self.unknowns: set[int] = set()
        self.low: dict[int, Number] = {}
        """Row -> how far its sum goes down at most; not above zero."""
        self.high: dict[int, Number] = {}

    def add(
        self, moved: Mapping[int, Number], system: System, rows: Mapping[int, list[int]]
    ) -> None:
        """Take in one more way."""
        self.unknowns.update(moved)
        for r in {r for u in moved for r in rows[u]}:
            change = total(system.rows[r].terms, moved)
            self.low[r] = min(self.low.get(r, 0), change)
            self.high[r] = max(self.high.get(r, 0), change)


def proven(solver: Solver, believed: Places, ways: Sequence[Sequence[Places]]) -> bool:
    """Whether the statements without one way of each are possible, whichever of each it is.

    believed: with all that may be left out; ways: for conflicts that hang together, what may be
    left out to mend them, each by itself in turn while of the others it is the first.
    """
    system = solver.system
    members = [frozenset(n for way in each for n in way) for each in ways]
    if solver.any_apart_across(members):
        return False
    homes = {n: (s.reporter, s.partner, i) for (s, i), n in system.unknowns.items()}
    pieces = Patchwork(solver, homes)
    held = believed - frozenset(n for each in ways for n in each[0])
    if pieces.contradiction(held) is not None:
        return False
    start = pieces.point()
    rows: dict[int, list[int]] = defaultdict(list)
    for r, row in enumerate(system.rows):
        for unknown in row.terms:
            rows[unknown].append(r)
    every: list[_Moves] = []
    for each in ways:
        moves = _Moves()
        for way in each[1:]:
            pieces.back_to(start, held)
            if pieces.contradiction((held | each[0]) - way) is not None:
                return False
            moves.add(pieces.moved(), system, rows)
        every.append(moves)
    return _apart(every) and _kept(every, start, members, system)


def _apart(every: Sequence[_Moves]) -> bool:
    """Whether each moves amounts of its own."""
    return len(set().union(*(m.unknowns for m in every))) == sum(len(m.unknowns) for m in every)


def _kept(every: Sequence[_Moves], start: Point, members: Sequence[Places], system: System) -> bool:
    """Whether all together break no row; one that is not always in force is moved by none other."""
    of = {n: c for c, places in enumerate(members) for n in places}
    movers: dict[int, list[int]] = defaultdict(list)
    for c, moves in enumerate(every):
        for r in moves.low:
            movers[r].append(c)
    for r, by in movers.items():
        row = system.rows[r]
        if row.owner in of and by != [of[row.owner]]:
            return False
        if len(by) > 1:
            at = total(row.terms, start)
            ends = at + sum(every[c].low[r] for c in by), at + sum(every[c].high[r] for c in by)
            if not all(within(row, end, system.something) for end in ends):
                return False
    return True
