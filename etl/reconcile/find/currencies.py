"""In which currency a change over time is measured, where amounts of both years are in several.

A change of nominal values in one currency need not hold in another, whose rate moves as well: where
it fits in one, the others do not contradict it. What fits in none contradicts in each. A share of
one year is the same in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from etl.core.model import Figure
from etl.reconcile.findings import Conflict, Deduced
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.system import build
from etl.reconcile.say import explain as say
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


def joined(
    alternatives: Iterable[tuple[str, ...]], statements: Iterable[Statement]
) -> tuple[tuple[str, ...], ...]:
    """Sets of figures of which one has to be wrong, those of a change in several currencies as one.

    It has to fit in one of them only: what would mend it in one mends it.
    """
    every = list(alternatives)
    for change in _in_several(statements):
        own = [a for a in every if change in a]
        if len(own) > 1:
            every = [a for a in every if change not in a]
            every.append(tuple(sorted({f for a in own for f in a})))
    return tuple(sorted(set(every)))


def _in_several(statements: Iterable[Statement]) -> list[str]:
    """Changes that are measured in several currencies, for want of one that they fit in."""
    units: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        if s.whole and s.part[0].start != s.whole[0].start:
            units[s.figure.id].add(s.part[0].series.unit)
    return sorted(name for name, codes in units.items() if len(codes) > 1)


def named(
    deduced: Iterable[Deduced], statements: Iterable[Statement], declared: Relations
) -> tuple[Deduced, ...]:
    """The deduced values; of a change that is stated in another currency, its own is named.

    Else 18 % in dollars would stand as stated by nobody beside the 20 % of the euros.
    """
    statements = tuple(statements)
    unit = {s.figure.id: s.part[0].series.unit for s in statements}
    stated = {_named(s.figure) for s in statements if s.whole}
    return tuple(
        d._replace(sentence=f"{d.sentence.removesuffix('.')}, measured in {unit[d.reasons[0]]}.")
        if declared.indicators[d.indicator].of and _named(d) in stated
        else d
        for d in deduced
    )


def _named(of: Deduced | Figure) -> tuple[str, str, str, object]:
    return of.indicator, of.reporter, of.partner, of.period.span


def beside_several(
    conflicts: Iterable[Conflict], statements: Iterable[Statement]
) -> frozenset[str]:
    """Figures that share a conflict with a change in several currencies, which is one of them."""
    changes = set(_in_several(statements))
    sets = ({m.figure_id for m in c.members} for c in conflicts)
    return frozenset().union(*(names for names in sets if names & changes))


def told(conflicts: Iterable[Conflict], statements: Sequence[Statement]) -> tuple[Conflict, ...]:
    """The conflicts; that of a change in one currency says that it fits in no other either."""
    conflicts = tuple(conflicts)
    of = {s.figure.id: s.part[0].series.unit for s in statements if not s.whole}
    changes = set(_in_several(statements))
    units: dict[str, set[str]] = defaultdict(set)
    in_unit: dict[str, str] = {}
    for c in conflicts:
        spoken = {of[m.figure_id] for m in c.members if m.figure_id in of}
        if len(spoken) == 1:
            in_unit[c.conflict_id] = next(iter(spoken))
            for name in changes.intersection(m.figure_id for m in c.members):
                units[name] |= spoken
    return tuple(
        c._replace(sentence=f"{c.sentence} {say.fits_nowhere(sorted(others))}")
        if (others := _others(c, changes, units, in_unit))
        else c
        for c in conflicts
    )


def _others(
    conflict: Conflict,
    changes: set[str],
    units: dict[str, set[str]],
    in_unit: dict[str, str],
) -> set[str]:
    """Currencies, other than that of a conflict, in which a change in it is in one too."""
    own = in_unit.get(conflict.conflict_id)
    names = changes.intersection(m.figure_id for m in conflict.members)
    return set().union(*(units[n] for n in names)) - {own} if own and names else set()
