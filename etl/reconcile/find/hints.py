"""Where a suspect figure would fit: another period that the same source speaks of.

A hint to the curator, not a finding: the document may simply be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import Period
from etl.reconcile.find.implied import Case, of_statement, pins_down
from etl.reconcile.findings import Conflict, Hint
from etl.reconcile.model import groups
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, span, year_before
from etl.reconcile.model.sums import within
from etl.reconcile.model.system import build
from etl.reconcile.say import explain
from etl.reconcile.solve.solver import Solver

LIMIT: Final = 40
"""Moves of a suspect that are tried; where more are possible, the file has another trouble."""


NEAREST: Final = 150
"""Statements that a moved one is held against, those of its own areas first."""


def find(
    suspects: set[str],
    conflicts: tuple[Conflict, ...],
    statements: tuple[Statement, ...],
    declared: Relations,
) -> Iterator[Hint]:
    """Periods in which a suspect statement in prose contradicts nobody.

    None for a figure of a conflict all of whose members are suspects: any of them may be the one
    that is wrong. Where there is another suspect in its conflicts, only where it is pinned down.
    """
    members = [{m.figure_id for m in c.members} for c in conflicts]
    hopeless = {f for m in members if m <= suspects for f in m}
    tried = [s for s in statements if s.figure.id in suspects - hopeless and not s.official]
    believed = [s for s in statements if s.figure.id not in suspects]
    doubted = [s for s in statements if s.figure.id in suspects]
    moves = ((s, period) for s in tried for period in _periods(s, statements))
    for suspect, period in islice(moves, LIMIT):
        moved = _moved(suspect, period, declared)
        if _contradicted(moved, doubted, declared):
            continue
        name = suspect.figure.id
        alone = not any(m & suspects > {name} for m in members if name in m)
        near = (*_relatives(moved, believed, declared), moved)
        hint = _fits(moved, tuple(sorted(near, key=_by_id)), declared, alone=alone)
        if hint:
            yield hint


def _by_id(statement: Statement) -> str:
    return statement.figure.id


def _contradicted(moved: Statement, doubted: list[Statement], declared: Relations) -> bool:
    """Whether another suspect about the same amounts, or a part of them, cannot be true as well."""
    return any(
        not _solver((moved, other), declared).possible(frozenset({0, 1}))
        for other in doubted
        if other.figure.id != moved.figure.id
        and (within(other.part, moved.part) or within(moved.part, other.part))
    )


def _solver(statements: tuple[Statement, ...], declared: Relations) -> Solver:
    return Solver(build(statements, declared))


def _periods(suspect: Statement, statements: tuple[Statement, ...]) -> list[Period]:
    """Other periods within one year for which the same source states what it is measured on."""
    series = {w.series for w in suspect.part}
    found = {
        s.figure.period
        for s in statements
        if s.figure.source == suspect.figure.source
        and s.figure.period.coverage in ("full_year", "part_year")
        and any(w.series in series for w in s.part)
    }
    return sorted(found - {suspect.figure.period}, key=lambda p: (p.start, p.end))


def _moved(suspect: Statement, period: Period, declared: Relations) -> Statement:
    start, stop = span(period)
    part = tuple(w._replace(start=start, stop=stop) for w in suspect.part)
    if KINDS[declared.indicators[suspect.figure.indicator].kind].tested == "growth":
        whole = tuple(year_before(w) for w in part)
    else:
        whole = tuple(w._replace(start=start, stop=stop) for w in suspect.whole)
    figure = suspect.figure._replace(period=period)
    return suspect._replace(figure=figure, part=part, whole=whole)


def _relatives(
    suspect: Statement, believed: list[Statement], declared: Relations
) -> list[Statement]:
    """Statements that can bear on it: of the same unit, with its partners or areas around them."""
    own = {w.series.partner for w in suspect.windows}
    near = own | {a for a in declared.areas if _touches(a, own, declared)}
    unit = suspect.part[0].series.unit
    start, stop = min(w.start for w in suspect.windows), max(w.stop for w in suspect.windows)
    found = [
        s
        for s in believed
        if s.part[0].series.unit == unit
        and s.part[0].series.partner in near
        and any(w.start < stop and start < w.stop for w in s.windows)
    ]
    return sorted(found, key=lambda s: s.part[0].series.partner not in own)[:NEAREST]


def _touches(area: str, near: set[str], declared: Relations) -> bool:
    """Whether an area contains one of some others, or lies in one."""
    if any(m.group in near for m in declared.inside.get(area, ())):
        return True
    return any(m.group == area for other in near for m in declared.inside.get(other, ()))


def _fits(
    moved: Statement, near: tuple[Statement, ...], declared: Relations, *, alone: bool
) -> Hint | None:
    """The hint, if nothing speaks against it; alone: no other suspect is in its conflicts."""
    group = next(g for g in groups.connected(near, declared) if moved in g)
    system = build(group, declared)
    case = Case(system, Solver(system), declared)
    if not case.solver.possible(case.solver.everyone):
        return None
    found = of_statement(case, moved, case.solver.everyone - {group.index(moved)})
    figure, pinned = moved.figure, pins_down(found, case.kind(moved))
    if not (pinned or alone):
        return None
    sentence = explain.hint(figure, found, declared, pinned=pinned)
    return Hint(figure.id, figure.period.text, found.low, found.high, sentence)
