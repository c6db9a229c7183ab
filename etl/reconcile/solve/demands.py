"""What a contradiction asks for: of these sets of statements, one has to be left out as a whole.

A proof that statements contradict one another adds up rows (Farkas). Where it uses "at least 4.95",
"at least 5.95" would do as well: the proof fails only if all statements that say as much are left
out. So one proof stands for many contradictions. Of thirty years with two sources each under one
window there are a thousand million of them, and thirty proofs.
Knows rows, not figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from etl.reconcile.model.system import Number, System, Terms
from etl.reconcile.solve.solver import Solver

Places = frozenset[int]
Demand = tuple[Places, ...]
"""Of these sets of statements one has to be left out as a whole."""


class _Bound(NamedTuple):
    """`terms >= least`: one side of a row, scaled so that its largest coefficient is one."""

    terms: Terms
    least: Number
    owner: int


class Demands:
    """What the contradictions of one system ask for."""

    def __init__(self, solver: Solver) -> None:
        self._solver, self._system = solver, solver.system
        self._free = solver.free

    @cached_property
    def _bounds(self) -> list[_Bound]:
        sides = ((r, up) for r in range(len(self._system.rows)) for up in (False, True))
        return [b for r, up in sides if (b := self._bound(r, up=up)) is not None]

    @cached_property
    def _in(self) -> dict[int, list[int]]:
        """Unknown -> the bounds in which it stands, by their place."""
        places: dict[int, list[int]] = defaultdict(list)
        for n, bound in enumerate(self._bounds):
            for unknown in bound.terms:
                places[unknown].append(n)
        return places

    def of(self, core: Places) -> Demand:
        """What asks for one of these statements at least, or for all that say as much as one."""
        plain = tuple(frozenset({n}) for n in sorted(core))
        oracle = self._solver.among(core)
        if oracle.pair_apart(core) is not None:
            return plain
        weights = oracle.refutation(core)
        proof = None if weights is None else _proof(weights, self._system)
        return plain if proof is None else self._widened(proof)

    def _widened(self, proof: _Proof) -> Demand:
        """For each row of a proof everyone who says enough for it."""
        rows, room = self._system.rows, proof.margin
        used = {r: w for r, w in proof.weights.items() if rows[r].owner is not None}
        sets: list[Places] = []
        for at, (r, weight) in enumerate(used.items()):
            bound = self._bound(r, up=weight < 0)
            assert bound is not None
            times = abs(Fraction(weight)) * _scale(rows[r].terms)
            enough, short = self._enough(bound, room / (times * (len(used) - at)))
            room -= short * times
            sets.append(enough | {bound.owner})
        return _least(sets)

    def _enough(self, bound: _Bound, room: Fraction) -> tuple[Places, Fraction]:
        """Whose bounds show another one, or miss it by less than there is room; by how much."""
        owners, most = set[int](), Fraction(0)
        for n in {n for u in bound.terms for n in self._in[u]}:
            other = self._bounds[n]
            short = Fraction(bound.least - other.least)
            if (short <= 0 or short < room) and self._is_below(other, bound, room):
                owners.add(other.owner)
                most = max(most, short)
        return frozenset(owners), most

    def _is_below(self, bound: _Bound, other: _Bound, room: Fraction) -> bool:
        """Whether the terms of one bound are at most those of another, whatever the amounts.

        That a bound itself is excluded matters only where there is no room.
        """
        unknowns = bound.terms.keys() | other.terms.keys()
        if room > 0:
            unknowns -= {self._system.something}
        pairs = ((u, bound.terms.get(u, 0), other.terms.get(u, 0)) for u in unknowns)
        return all(one == two if u in self._free else one <= two for u, one, two in pairs)

    def _bound(self, r: int, *, up: bool) -> _Bound | None:
        """One side of a row with an owner; `up`: its upper end, with all signs turned."""
        row = self._system.rows[r]
        end = row.high if up else row.low
        if end is None or row.owner is None or not row.terms:
            return None
        times = (-1 if up else 1) / _scale(row.terms)
        terms: Terms = {u: Fraction(c) * times for u, c in row.terms.items()}
        return _Bound(terms, end * times, row.owner)


class _Proof(NamedTuple):
    """Rows with weights, above zero for lower ends, that add up to what cannot be."""

    weights: dict[int, Number]
    margin: Fraction
    """By how much their ends add up to too much."""


def _proof(weights: Mapping[int, Number], system: System) -> _Proof | None:
    """The proof, verified: the sum of the terms is nothing at most, and has to be more."""
    return _verified(weights, system) or _verified({r: -w for r, w in weights.items()}, system)


def _verified(weights: Mapping[int, Number], system: System) -> _Proof | None:
    total: dict[int, Number] = defaultdict(int)
    margin = Fraction(0)
    for r, weight in weights.items():
        row = system.rows[r]
        end = row.low if weight > 0 else row.high
        if end is None:
            return None
        margin += weight * end
        for unknown, coefficient in row.terms.items():
            total[unknown] += weight * coefficient
    free = frozenset(system.free)
    if not all(c == 0 if u in free else c <= 0 for u, c in total.items()):
        return None
    is_missed = total.get(system.something, 0) < 0  # by something: no more is needed
    if margin < 0 or (margin == 0 and not is_missed):
        return None
    return _Proof({r: w for r, w in weights.items() if w}, margin)


def _scale(terms: Terms) -> Fraction:
    """The largest coefficient."""
    return max(abs(Fraction(c)) for c in terms.values())


def _least(sets: Iterable[Places]) -> Demand:
    """Without sets that contain another one: who leaves them out leaves that out too."""
    every = sorted(set(sets), key=lambda s: (len(s), sorted(s)))
    kept: list[Places] = []
    for some in every:
        if not any(k <= some for k in kept):
            kept.append(some)
    return tuple(kept)
