"""First prints beside final tables: statements that differ by no more than tables are revised.

What differs by more is a conflict, and not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from etl.reconcile.find.conflicts import Conflicts
from etl.reconcile.find.implied import Case, Range, distance, of_statement
from etl.reconcile.findings import Revision
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, bare
from etl.reconcile.model.system import build
from etl.reconcile.say import explain
from etl.reconcile.solve.solver import Solver


def find(group: tuple[Statement, ...], wrong: Conflicts, declared: Relations) -> Iterator[Revision]:
    """Statements outside what the official figures of the group say to the last digit."""
    table = [n for n in sorted(wrong.believed) if group[n].official]
    if not table:
        return
    exact = tuple(bare(s) if s.official else s for s in group)
    system = build(exact, declared)
    case = Case(system, Solver(system), declared)
    if not case.solver.possible(frozenset(table)):
        return  # a table that does not add up to the last digit is no yardstick for digits
    in_conflict = {n for c in wrong.minimal for n in c}
    for n, statement in enumerate(group):
        if statement.official or n in in_conflict:
            continue
        implied = of_statement(case, statement, frozenset(table))
        apart = _difference(statement, implied)
        if apart:
            yield Revision(
                figure_id=statement.figure.id,
                official_low=implied.low,
                official_high=implied.high,
                difference=apart,
                reasons=tuple(group[r].figure.id for r in sorted(implied.reasons)),
                sentence=explain.revision(
                    statement, implied, apart, [group[r] for r in sorted(implied.reasons)], declared
                ),
            )


def _difference(statement: Statement, implied: Range) -> Decimal:
    """Relative distance between a statement and the table; 0 where they overlap."""
    low, high = statement.measure.tested(implied.low), statement.measure.tested(implied.high)
    return distance(statement, low, high)
