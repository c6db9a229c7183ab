"""Statements that can only just be true together.

"Over 7.6 since 2005" beside "up to 7.6 in the past twenty years": the first window begins a few
months before the second, and strictly those months may hold anything. A reader would not say
that they do. So time that only the first statement covers is taken to hold its share of the
days, and what is then left between the two is the room.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from etl.bounds import of_figure
from etl.reconcile import explain
from etl.reconcile.findings import Tight
from etl.reconcile.implied import Case
from etl.reconcile.statements import Statement

ROOM: Final = Decimal("0.05")
"""Tight is a room of at most this much of the value stated."""

UNCOVERED: Final = Decimal("0.05")
"""The part of the first statement's days that the second may leave out."""

_LIMITS: Final = ("at_most", "less_than")
_BEYOND: Final = ("more_than", "at_least")


def find(case: Case, believed: frozenset[int]) -> Iterator[Tight]:
    """Tight statements of a group: for each that says at least so much, the least room."""
    amounts = [n for n in sorted(believed) if not case.system.statements[n].whole]
    limits = [m for m in amounts if case.system.statements[m].high is not None]
    for n in amounts:
        statement = case.system.statements[n]
        if statement.official or not statement.low:
            continue
        made = [_between(case, n, case.system.statements[m], believed) for m in limits if m != n]
        found = [tight for tight in made if tight]
        if found:
            yield min(found, key=lambda t: t.room)


def _between(case: Case, n: int, limit: Statement, believed: frozenset[int]) -> Tight | None:
    """What is left for the statement at place `n` under `limit`, where that is hardly any."""
    statement = case.system.statements[n]
    start, stop = statement.part[0].start, statement.part[0].stop
    first, last = max(start, limit.part[0].start), min(stop, limit.part[0].stop)
    days = (stop - start) - (last - first)
    uncovered = Decimal(days) / (stop - start)
    facing = statement.figure.qualifier in _BEYOND and limit.figure.qualifier in _LIMITS
    if uncovered > UNCOVERED or not (days or facing):
        return None
    together = [w._replace(start=first, stop=last) for w in statement.part]
    terms = case.system.terms(tuple(together)) or {}
    most = case.solver.furthest(terms, believed - {n}, up=True)
    others = [case.system.statements[m] for m in sorted(most.reasons)]
    if most.value is None or limit not in others:
        return None
    covered = Decimal(most.value)
    if covered >= statement.low and not facing:
        return None  # nothing hangs on the time that is left out
    least = of_figure(statement.figure).low
    room = covered - least * (1 - uncovered)
    if not 0 <= room <= ROOM * statement.figure.value:
        return None
    return Tight(
        members=(statement.figure.id, *(o.figure.id for o in others)),
        room=room.quantize(Decimal(1)),
        uncovered=uncovered,
        sentence=explain.tight(statement, others, room, days, case.declared),
    )
