"""Whether statements of a large group are possible, shown piece by piece.

A point in which every row holds proves that statements are possible. Here it is kept from one
question to the next, and only the pieces in which a row is broken are solved again, with all
amounts around them as they are. Where that leaves no way, the pieces that stand in it are solved
together with them; a contradiction in which nothing from outside takes part is one of the whole.
Exact like the simplex method that it asks. Knows rows, not figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Final

from etl.reconcile.model.system import Number, Row, Terms
from etl.reconcile.solve.simplex import Simplex, over
from etl.reconcile.solve.solver import Solver

_AT_ONCE: Final = 150
"""Pieces that are solved together at most; beyond, the whole is asked."""

Point = dict[int, Number]
End = tuple[Number, int]
"""A bound, and the row that sets it."""


class Patchwork:
    """An oracle (see `conflicts`) over a system whose unknowns fall into pieces."""

    def __init__(self, solver: Solver, homes: Mapping[int, Hashable]) -> None:
        """homes: unknown -> a name for its piece; all but the one by which bounds are missed."""
        self.everyone = solver.everyone
        self._solver = solver
        system = solver.system
        self._rows, self._something = system.rows, system.something
        self._home = homes
        self._point: Point = dict.fromkeys(range(system.something), 0)  # nobody is believed yet
        self._start = dict(self._point)
        self._touched: set[int] = set()
        """Amounts that may have moved since the start."""
        self._held: frozenset[int] = frozenset()
        """Statements that are true in the point."""
        self._pieces = [self._pieces_of(row) for row in self._rows]
        self._touching: dict[Hashable, list[int]] = defaultdict(list)
        for r, pieces in enumerate(self._pieces):
            for piece in pieces:
                self._touching[piece].append(r)
        self._owned: dict[int, list[int]] = defaultdict(list)
        for r, row in enumerate(self._rows):
            if row.owner is not None:
                self._owned[row.owner].append(r)
        many = Counter(p for pieces in self._pieces if len(pieces) > 1 for p in pieces)
        self._hubs = {p: (-count, str(p)) for p, count in many.items()}
        """Piece -> its place in order: what hangs together with most others comes first."""
        self._first = self._wholes()
        """Pieces that are asked before all others, once: they leave room for those."""
        self._known: dict[frozenset[Hashable], _Region] = {}

    def among(self, places: frozenset[int]) -> Solver:
        """One for some of the statements, with the same answers."""
        return self._solver.among(places)

    def contradiction(self, believed: frozenset[int]) -> frozenset[int] | None:
        """Some of these statements that cannot all be true; None if all of them can be."""
        if (pair := self._solver.pair_apart(believed)) is not None:
            return pair
        new = believed - self._held
        self._held &= believed
        while self._first:
            contradiction = self._mended(self._first[-1], believed)
            if contradiction is not None:
                return contradiction
            self._first.pop()
        broken = [r for n in sorted(new) for r in self._owned[n] if not self._holds(r)]
        for _, piece, r in sorted((*self._home_of(r), r) for r in broken):
            if self._holds(r):  # mended together with another
                continue
            contradiction = self._mended(piece, believed)
            if contradiction is not None:
                return contradiction
        self._held = believed
        return None

    def _wholes(self) -> list[Hashable]:
        """Pieces with amounts that those of others are part of, the largest last."""
        larger: set[Hashable] = set()
        for row, pieces in zip(self._rows, self._pieces, strict=True):
            if row.owner is None and row.low is None and len(pieces) > 1:
                larger.update(self._home[u] for u, c in row.terms.items() if c < 0)
        return sorted(larger, key=lambda p: self._hubs[p], reverse=True)

    def _home_of(self, r: int) -> tuple[tuple[int, str], Hashable]:
        """The piece that is asked first where a row is broken: of several, the least tied one."""
        placed = [(self._hubs.get(p, (0, str(p))), p) for p in self._pieces[r]]
        return max(placed, key=lambda one: one[0])

    def _mended(self, piece: Hashable, believed: frozenset[int]) -> frozenset[int] | None:
        """Move amounts of a piece, and of as many others as it takes; or a contradiction."""
        region = frozenset({piece})
        while len(region) <= _AT_ONCE:
            if region not in self._known:
                self._known[region] = self._region(region)
            at = self._known[region]
            blocking = at.solve(believed, self._point)
            if blocking is None:
                self._touched.update(at.unknowns)
                return None
            outside = {p for r in blocking for p in self._pieces[r]} - region
            if not outside:
                owners = (self._rows[r].owner for r in blocking)
                return frozenset(n for n in owners if n is not None)
            # Those that hang together with most others first, and as many again each time.
            nearest = sorted(outside, key=lambda p: self._hubs[p])
            region |= frozenset(nearest[: len(region)])
        contradiction = self._solver.contradiction(believed)
        if contradiction is None:
            self._point = self._solver.point()
            del self._point[self._something]  # what has to be missed is missed by nothing (`total`)
            self._touched.update(self._point)
        return contradiction

    def _region(self, pieces: frozenset[Hashable]) -> _Region:
        rows = sorted({r for piece in pieces for r in self._touching[piece]})
        unknowns = sorted(
            {u for r in rows for u in self._rows[r].terms if self._home.get(u) in pieces}
        )
        own = {r: self._rows[r] for r in rows}
        return _Region(own, unknowns, self._solver.free, self._something)

    def _pieces_of(self, row: Row) -> frozenset[Hashable]:
        home = self._home
        pieces = frozenset(home[u] for u in row.terms if u != self._something)
        return pieces or frozenset({home[0]})

    def _holds(self, r: int) -> bool:
        row = self._rows[r]
        return within(row, total(row.terms, self._point), self._something)

    def point(self) -> Point:
        """Amounts with which everything holds that was believed last and found possible."""
        return dict(self._point)

    def back_to(self, start: Point, held: frozenset[int]) -> None:
        """Begin the next question at an earlier point, in which these statements are true."""
        if start is self._start:
            self._point.update((u, start[u]) for u in self._touched)
        else:
            self._point, self._start = dict(start), start
        self._touched, self._held = set(), held

    def moved(self) -> dict[int, Number]:
        """How far amounts have moved since the start; those that have."""
        now, start = self._point, self._start
        return {u: now[u] - start[u] for u in self._touched if now[u] != start[u]}


class _Region:
    """Some pieces, with every row that touches them."""

    def __init__(
        self, rows: Mapping[int, Row], unknowns: list[int], free: frozenset[int], something: int
    ) -> None:
        self._rows = rows
        self.unknowns = unknowns
        self._column = {u: at for at, u in enumerate((*unknowns, something))}
        column = self._column
        self._outside: dict[int, Terms] = {}
        """Row -> its terms in amounts that stay as they are."""
        self._ends: dict[int, list[int]] = {}
        """Row of the table -> the rows that it stands for: many, where they bound one amount."""
        single: dict[tuple[int, Number], int] = {}
        inner: list[Terms] = []
        for r, row in rows.items():
            own = {column[u]: c for u, c in row.terms.items() if u in column}
            self._outside[r] = {u: c for u, c in row.terms.items() if u not in column}
            at = len(inner)
            if len(own) == 1:
                at = single.setdefault(next(iter(own.items())), at)
            if at == len(inner):
                inner.append(own)
            self._ends.setdefault(at, []).append(r)
        owned = set(column) & free
        self._simplex = Simplex(len(column), inner, [column[u] for u in owned])
        self._something = column[something]
        self._simplex.limit(self._something, 1)
        self._aim = self._room()
        self._fresh = True

    def _room(self) -> Terms:
        """What leaves the most room to others: parts that are little, wholes that are much."""
        aim: Terms = {}
        for r, row in self._rows.items():
            if row.owner is None and row.low is None and self._outside[r]:
                for u, c in row.terms.items():
                    if u in self._column:
                        aim[self._column[u]] = aim.get(self._column[u], 0) - c
        return {u: c for u, c in aim.items() if c}

    def solve(self, believed: frozenset[int], point: Point) -> list[int] | None:
        """Move the point so that every row here holds; the rows that stand in the way if not."""
        simplex = self._simplex
        reasons: dict[int, tuple[int, int]] = {}
        for at, rows in self._ends.items():
            low, high = self._bounds(rows, believed, point)
            if low and high and low[0] > high[0]:
                return [low[1], high[1]]
            simplex.hold(at, low[0] if low else None, high[0] if high else None)
            reasons[at] = low[1] if low else -1, high[1] if high else -1
        weights = simplex.contradiction()
        if weights is None:
            strictly = simplex.most({self._something: 1}, enough=0)
            weights = None if strictly.value else strictly.weights
        if weights is not None:
            return [reasons[at][weight > 0] for at, weight in weights.items()]
        if self._fresh and self._aim:
            point.update(self._with_room())
        else:
            point.update(self._now())
        return None

    def _now(self) -> Point:
        simplex = self._simplex
        return {u: simplex.value({self._column[u]: 1}) for u in self.unknowns}

    def _bounds(
        self, rows: list[int], believed: frozenset[int], point: Point
    ) -> tuple[End | None, End | None]:
        """The closest ends of rows with the same inner terms, and which row sets them."""
        low: End | None = None
        high: End | None = None
        for r in rows:
            row = self._rows[r]
            if row.owner is not None and row.owner not in believed:
                continue
            given = total(self._outside[r], point)
            if row.low is not None and (low is None or row.low - given > low[0]):
                low = row.low - given, r
            if row.high is not None and (high is None or row.high - given < high[0]):
                high = row.high - given, r
        return low, high

    def _with_room(self) -> Point:
        """A point that leaves others room, still with something by which strict bounds are missed.

        The middle of those in which each whole is the most that it can be, and the parts the least.
        """
        self._fresh = False
        simplex = self._simplex
        simplex.limit(self._something, 1, simplex.value({self._something: 1}) / Fraction(2))
        far: Number = 1
        for row in self._rows.values():
            ends = (row.low, row.high)
            far = far + sum((abs(Fraction(e)) for e in ends if e is not None), Fraction(0))
        parts = {u: c for u, c in self._aim.items() if c < 0}
        aims: list[Terms] = [{u: 1} for u, c in self._aim.items() if c > 0]
        points: list[Point] = []
        for aim in [*([parts] if parts else []), *aims]:
            simplex.most(aim, enough=_FAR * far)
            points.append(self._now())
        simplex.limit(self._something, 1)
        return {u: over(sum(p[u] for p in points), len(points)) for u in self.unknowns}


_FAR: Final = 1_000
"""How much room is enough, in all the amounts that are spoken of."""


def total(terms: Terms, point: Mapping[int, Number]) -> Number:
    """A sum in a point; of something, as if it were nothing."""
    return sum(c * point.get(u, 0) for u, c in terms.items())


def within(row: Row, value: Number, something: int) -> bool:
    """Whether a sum is between the ends of a row, and not at one that must be missed."""
    if something in row.terms:
        return (row.low is None or value > row.low) and (row.high is None or value < row.high)
    return (row.low is None or value >= row.low) and (row.high is None or value <= row.high)
