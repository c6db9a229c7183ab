"""Which rows bear on some statements: the part of a system in which they are possible or not.

A row without an owner says that parts add up to at most a whole. An amount that no statement of
the part speaks of can be nothing, unless a part of it is more; where a whole has no other end, its
row can always be kept. What is left out so changes no answer about the statements (dominated
columns and redundant rows, as presolvers of linear programs know them).
Must not solve anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from etl.reconcile.model.system import Row, System

_NOTHING: Final[frozenset[int]] = frozenset()


class Part(NamedTuple):
    """Rows of a system by their place, and the unknowns that stand in them."""

    rows: list[int]
    unknowns: list[int]


class Bearing:
    """The rows without an owner of one system, by what they push up."""

    def __init__(self, system: System) -> None:
        self._rows, self._something = system.rows, system.something
        self._pushes: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
        """Unknown -> rows in which it pushes others up, with these."""
        free = frozenset(system.free)
        wholes: set[int] = set()
        for r, row in enumerate(system.rows):
            if row.owner is None:
                wholes.update(self._directed(r, row, free))
        self._ends_nowhere = wholes - set(self._pushes)
        """Wholes that are part of nothing: they can be as much as any row asks."""

    def _directed(self, r: int, row: Row, free: frozenset[int]) -> Iterable[int]:
        """Note what pushes what in a row; the unknowns that are pushed."""
        if free.intersection(row.terms):  # what may be negative pushes and is pushed
            every = frozenset(row.terms)
            for unknown in every:
                self._pushes[unknown].append((r, every))
            return every
        parts = frozenset(u for u, c in row.terms.items() if c > 0)
        wholes = frozenset(row.terms) - parts
        for low, high in ((parts, wholes), *([(wholes, parts)] if row.low is not None else [])):
            for unknown in low:
                self._pushes[unknown].append((r, high))
        return wholes

    def on(self, owned: Iterable[int]) -> Part:
        """The part of the system that bears on some owned rows."""
        rows = set(owned)
        spoken = frozenset(u for r in rows for u in self._rows[r].terms)
        endless = self._ends_nowhere - spoken
        reached, waiting = {*spoken, self._something}, list(spoken)
        while waiting:
            for r, pushed in self._pushes.get(waiting.pop(), ()):
                if endless.isdisjoint(pushed):
                    rows.add(r)
                    waiting += pushed - reached
                    reached |= pushed
        return Part(sorted(rows), sorted(reached))
