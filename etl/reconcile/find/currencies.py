"""In which currency a change over time is measured, where amounts of both years are in several.

A change of nominal values in one currency need not hold in another, whose rate moves as well: where
it fits in one, the others do not contradict it. What fits in none contradicts in each. A share of
one year is the same in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.system import build
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver


def measured(statements: Sequence[Statement], declared: Relations) -> tuple[Statement, ...]:
    """The statements, without changes in a currency that they fit worse in than in another."""
    of: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.whole and s.part[0].start != s.whole[0].start:
            of[s.figure.id].append(s)
    several = [some for some in of.values() if len(some) > 1]
    if not several:
        return tuple(statements)
    amounts: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if not s.whole:
            first = s.part[0].series
            amounts[first.reporter, first.partner, first.unit].append(s)
    unfit: set[int] = set()
    for some in several:
        fit = {id(s): _fits(s, amounts, declared) for s in some}
        if True in fit.values():
            unfit.update(name for name, fits in fit.items() if fits is False)
    return tuple(s for s in statements if id(s) not in unfit)


def _fits(
    change: Statement,
    amounts: dict[tuple[str, str, str], list[Statement]],
    declared: Relations,
) -> bool | None:
    """Whether a change fits what is stated of its two years; None where these clash themselves."""
    series = change.part[0].series
    days = {(w.start, w.stop) for w in change.windows}
    beside = [
        s
        for s in amounts[series.reporter, series.partner, series.unit]
        if all((w.start, w.stop) in days for w in s.windows)
    ]
    try:
        return _possible([change, *beside], declared) or (
            False if _possible(beside, declared) else None
        )
    except Undecided:
        return None


def _possible(some: Iterable[Statement], declared: Relations) -> bool:
    system = build(tuple(some), declared)
    return not system.statements or Solver(system).possible(
        frozenset(range(len(system.statements)))
    )
