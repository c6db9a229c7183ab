"""Statements that can only just be true together.

"Over 7.6 since 2005" beside "up to 7.6 in the past twenty years": the first window begins a few
months before the second, and strictly those months may hold anything. A reader would not say
that they do. So time that only the first statement covers is taken to hold its share of the
days, and what is then left between the two is the room.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from etl.reconcile import explain
from etl.reconcile.findings import Tight
from etl.reconcile.groups import cells
from etl.reconcile.implied import Range
from etl.reconcile.relations import Relations
from etl.reconcile.solve import Solver
from etl.reconcile.statements import Statement
from etl.reconcile.system import System

ROOM: Final = Decimal("0.05")
"""Tight is a room of at most this much of the value stated."""

UNCOVERED: Final = Decimal("0.05")
"""The part of the first statement's days that the second may leave out."""

_LIMITS: Final = ("at_most", "less_than")
_BEYOND: Final = ("more_than", "at_least")


def find(
    solver: Solver,
    system: System,
    believed: frozenset[int],
    ranges: dict[int, Range],
    declared: Relations,
) -> dict[int, Tight]:
    """Tight statements of a group, by the place of the one that says at least so much."""
    found: dict[int, Tight] = {}
    for n in sorted(believed & ranges.keys()):
        statement = system.statements[n]
        if statement.whole or not statement.low:
            continue
        for m in sorted(believed - {n}):
            limit = system.statements[m]
            tight = _between(n, statement, m, limit, solver, system, believed, declared)
            if tight and (n not in found or tight.room < found[n].room):
                found[n] = tight
    return found


def _between(
    n: int,
    statement: Statement,
    m: int,
    limit: Statement,
    solver: Solver,
    system: System,
    believed: frozenset[int],
    declared: Relations,
) -> Tight | None:
    start, stop = statement.part[0].start, statement.part[0].stop
    first, last = max(start, limit.part[0].start), min(stop, limit.part[0].stop)
    days = (stop - start) - (last - first)
    uncovered = Decimal(days) / (stop - start)
    if limit.whole or limit.high is None or uncovered > UNCOVERED:
        return None
    facing = statement.figure.qualifier in _BEYOND and limit.figure.qualifier in _LIMITS
    if not facing and not days:
        return None
    terms = {
        system.unknowns[window.series, i]: 1.0
        for window in statement.part
        for i in cells(window._replace(start=first, stop=last), system.days)
    }
    most = solver.furthest(terms, believed - {n}, up=True)
    if most.value is None or m not in most.reasons:
        return None
    # Where the rest would do without the time left out, nothing hangs on it.
    covered = system.amount(most.value)
    if covered >= statement.low and not facing:
        return None
    room = covered + uncovered * statement.low - statement.low
    if not 0 <= room <= ROOM * statement.figure.value:
        return None
    others = [system.statements[r] for r in sorted(most.reasons)]
    return Tight(
        members=(statement.figure.id, *(o.figure.id for o in others)),
        room=room,
        uncovered=uncovered,
        sentence=explain.tight(statement, others, room, days, declared),
    )
