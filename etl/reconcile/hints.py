"""Where a suspect figure would fit: another period that the same source speaks of.

A hint to the curator, not a finding: the document may simply be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from etl.model import Period
from etl.reconcile import explain, groups
from etl.reconcile.findings import Hint
from etl.reconcile.implied import Case, of_statement
from etl.reconcile.relations import Relations
from etl.reconcile.solve import Solver
from etl.reconcile.statements import Statement, span, year_before
from etl.reconcile.system import build

LIMIT: Final = 20
"""Suspects that periods are tried for; where there are more, the file has another trouble."""


def find(
    suspects: set[str], statements: tuple[Statement, ...], declared: Relations
) -> Iterator[Hint]:
    """Periods in which a suspect statement in prose contradicts nobody but other suspects."""
    tried = sorted(
        (s for s in statements if s.figure.id in suspects and not s.official),
        key=lambda s: s.figure.id,
    )
    believed = tuple(s for s in statements if s.figure.id not in suspects)
    for suspect in tried[:LIMIT]:
        for period in _periods(suspect, statements):
            moved = _moved(suspect, period, declared)
            rivals = tuple(sorted((*believed, moved), key=lambda s: s.figure.id))
            hint = _fits(moved, _relatives(moved, rivals), declared)
            if hint:
                yield hint


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
    if declared.indicators[suspect.figure.indicator].kind == "growth":
        whole = tuple(year_before(w) for w in part)
    else:
        whole = tuple(w._replace(start=start, stop=stop) for w in suspect.whole)
    figure = suspect.figure._replace(period=period)
    return suspect._replace(figure=figure, part=part, whole=whole)


def _relatives(moved: Statement, rivals: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements of the same reporter and unit: the only ones that can bear on it."""
    series = moved.part[0].series
    place = (series.reporter, series.unit)
    return tuple(s for s in rivals if (s.part[0].series.reporter, s.part[0].series.unit) == place)


def _fits(moved: Statement, near: tuple[Statement, ...], declared: Relations) -> Hint | None:
    group = next(g for g in groups.connected(near, declared) if moved in g)
    system = build(group, declared)
    case = Case(system, Solver(system), declared)
    if not case.solver.possible(case.solver.everyone):
        return None
    found = of_statement(case, moved, case.solver.everyone - {group.index(moved)})
    figure = moved.figure
    sentence = explain.hint(figure, found, declared)
    return Hint(figure.id, figure.period.text, found.low, found.high, sentence)
