"""Statements that can only just be true together.

"Over 7.6 since 2005" beside "up to 7.6 in the past twenty years": the first window begins a few
months before the second, and strictly those months may hold anything. A reader would not say
that they do. So time that only the first statement covers is taken to hold its share of the
days, and what is then left between the two is the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from etl.core.intervals import of_figure
from etl.reconcile.find.implied import Case, decimal
from etl.reconcile.findings import Tight, Verdict
from etl.reconcile.model.statements import AMOUNT, Statement
from etl.reconcile.say import explain
from etl.reconcile.solve.solver import Extreme

ROOM: Final = Decimal("0.05")
"""Tight is a room of at most this much of the value stated."""

UNCOVERED: Final = Decimal("0.05")
"""The part of the first statement's days that the second may leave out."""

_ABOUT: Final = Decimal("0.01")  # relative: the same room, said to two digits
_LIMITS: Final = ("at_most", "less_than")
_BEYOND: Final = ("more_than", "at_least")


def find(case: Case, believed: frozenset[int]) -> Iterator[Tight]:
    """Tight statements of a group: for each that says at least so much, the least room."""
    statements = case.system.statements
    amounts = [
        n for n in sorted(believed) if not statements[n].whole and statements[n].measure == AMOUNT
    ]
    limits = [m for m in amounts if case.system.statements[m].figure.qualifier in _LIMITS]
    for n in amounts:
        statement = case.system.statements[n]
        if any(w.times < 0 for w in statement.part):
            continue
        facing = statement.figure.qualifier in _BEYOND
        if statement.official or not statement.low or not facing:
            continue
        reach = _Reach(case, n, believed)
        pairs = [_between(case, n, case.system.statements[m], reach) for m in limits if m != n]
        candidates = [tight for tight in pairs if tight]
        if candidates:
            yield min(candidates, key=lambda t: t.room)


def without_room(verdicts: Iterable[Verdict], told: Iterable[Tight]) -> Iterator[Tight]:
    """Statements that have one value in common with what others allow: once for all of them."""
    sentences, known = {t.sentence for t in told}, set[frozenset[str]]()
    for verdict in verdicts:
        members = (verdict.figure_id, *verdict.reasons)
        is_told = verdict.sentence in sentences or frozenset(members) in known
        if verdict.verdict == "tight" and not is_told:
            known.add(frozenset(members))
            yield Tight(members, Decimal(0), Decimal(0), verdict.sentence)


class _Reach:
    """The most that a statement's amount can be in a part of its time: solved once a part."""

    def __init__(self, case: Case, n: int, believed: frozenset[int]) -> None:
        self._case = case
        self._part = case.system.statements[n].part
        self._others = believed - {n}
        self._known: dict[tuple[int, int], Extreme] = {}

    def most(self, first: int, last: int) -> Extreme:
        """In the days from `first` up to, but not including, `last`."""
        if (first, last) not in self._known:
            together = tuple(w._replace(start=first, stop=last) for w in self._part)
            terms = self._case.system.terms(together) or {}
            self._known[first, last] = self._case.solver.furthest(terms, self._others, up=True)
        return self._known[first, last]


def _between(case: Case, n: int, limit: Statement, reach: _Reach) -> Tight | None:
    """What is left for the statement at place `n` under `limit`, where that is hardly any."""
    statement = case.system.statements[n]
    start, stop = statement.part[0].start, statement.part[0].stop
    first, last = max(start, limit.part[0].start), min(stop, limit.part[0].stop)
    days = (stop - start) - (last - first)
    uncovered = Decimal(days) / (stop - start)
    if uncovered > UNCOVERED:
        return None
    most = reach.most(first, last)
    others = [case.system.statements[m] for m in sorted(most.reasons)]
    if most.value is None or limit not in others:
        return None
    least = of_figure(statement.figure).low or Decimal(0)
    room = decimal(most.value, ROUND_FLOOR) - least * (1 - uncovered)
    if not 0 <= room <= ROOM * statement.figure.point:
        return None
    even = uncovered * statement.figure.point
    left = explain.Room(room.quantize(Decimal(1)), days, abs(room - even) <= _ABOUT * even)
    return Tight(
        members=(statement.figure.id, *(o.figure.id for o in others)),
        room=room.quantize(Decimal(1)),
        uncovered=uncovered,
        sentence=explain.tight(statement, others, left, case.declared),
    )
