"""All minimal sets of statements that cannot all be true, and the fewest that must be wrong.

Works on places in a group, by asking a solver; knows nothing of amounts.
"""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

LIMIT: Final = 60
"""Conflicts that are looked for in one group. One wrong total in a table of parts makes dozens;
beyond that, more of them tell a reader nothing new."""

REPAIRS: Final = 1_000
"""Minimal ways to mend the conflicts of one group that are kept while looking; bounds time and
memory."""

Places = frozenset[int]


class Oracle(Protocol):
    """What can be asked about a group (see `solve.Solver`)."""

    @property
    def everyone(self) -> Places:
        """All statements of the group."""

    def contradiction(self, believed: Places) -> Places | None:
        """Some of these statements that cannot all be true; None if all of them can be."""


class Conflicts(NamedTuple):
    """What is wrong in one group."""

    minimal: tuple[Places, ...]
    """Sets that cannot all be true, though they can without any one member; smallest first."""
    suspects: Places
    """The fewest statements that have to be wrong; of equally small sets, all. Official figures
    come last (weights after Fellegi and Holt, 1976)."""
    believed: Places
    """The others: they can all be true."""
    complete: bool
    """False where the limit was reached."""


def find(oracle: Oracle, official: Places) -> Conflicts:
    """Every minimal conflict of a group, up to LIMIT.

    A set of statements is a repair if it hits every conflict. While some minimal repair of the
    conflicts known so far leaves a contradiction, there is one more conflict in what it leaves;
    when none does, all are known (duality of conflicts and repairs: Reiter 1987).
    """
    everyone = oracle.everyone
    if not everyone or oracle.contradiction(everyone) is None:
        return Conflicts((), frozenset(), everyone, True)
    found: list[Places] = []
    repairs: list[Places] = [frozenset()]
    proven: set[Places] = set()
    complete = True
    while open_repairs := [r for r in repairs if r not in proven]:
        repair = open_repairs[0]
        core = oracle.contradiction(everyone - repair)
        if core is None:
            proven.add(repair)
            continue
        if len(found) == LIMIT or len(repairs) > REPAIRS:
            complete = False
            break
        conflict = _minimal(oracle, core)
        found.append(conflict)
        repairs = _hitting(repairs, conflict, official)
    least = _weight(repairs[0], official)[:2]
    suspects = frozenset(n for r in repairs if _weight(r, official)[:2] == least for n in r)
    believed = everyone - suspects
    while (core := oracle.contradiction(believed)) is not None:  # only if not complete
        believed -= _minimal(oracle, core)
    minimal = tuple(sorted(found, key=lambda c: (len(c), sorted(c))))
    return Conflicts(minimal, suspects, believed, complete)


def _minimal(oracle: Oracle, core: Places) -> Places:
    """A minimal conflict within `core`: drop one after another while the rest contradicts."""
    kept = core
    for n in sorted(core):
        if n in kept and (smaller := oracle.contradiction(kept - {n})) is not None:
            kept = smaller
    return kept


def _hitting(repairs: list[Places], conflict: Places, official: Places) -> list[Places]:
    """Minimal repairs of one more conflict (Berge's algorithm), lightest first."""
    hit = [r for r in repairs if r & conflict]
    grown = {r | {n}: n for r in repairs if not r & conflict for n in conflict}
    # Repairs do not contain one another: only one that has the new statement can be smaller.
    having = {n: [h for h in hit if n in h] for n in conflict}
    new = [g for g, n in grown.items() if not any(h <= g for h in having[n])]
    return sorted(hit + new, key=lambda r: _weight(r, official))


def _weight(repair: Places, official: Places) -> tuple[int, int, list[int]]:
    return len(repair & official), len(repair), sorted(repair)
