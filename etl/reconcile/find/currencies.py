"""In which currency a growth or a share is measured, where amounts are stated in several.

None says so. A share within a year is the same in all of them and is tested in each. A change over
time need not be, nor a share of a longer time: where it fits in one currency that has both its
amounts, the others do not contradict it; what fits in none contradicts in each. A currency has an
amount where it bounds it as closely as a number of one digit does: of what is not known nothing is
an excuse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Final

from etl.core.model import Figure
from etl.reconcile.findings import Conflict, Deduced
from etl.reconcile.model.groups import connected
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import LONGEST_GROWTH, Statement, Window
from etl.reconcile.model.system import System, build
from etl.reconcile.say import explain as say
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver

CLOSE: Final = 3
"""The highest value of an amount beside its lowest, up to which a currency has it: 1 is 0.5 to
1.5, and no printed number says less of what it is."""

WHOLE: Final = 150
"""Statements of a group up to which a change is held against all of it, to see in which of several
currencies it fits; in a larger one against the amounts of its own time."""

_NO_UNIT: Final = ""

Group = tuple[Statement, ...]
Amounts = dict[tuple[str, str, str], list[Statement]]
"""By reporter, partner and unit."""


class Fit(Enum):
    """How a change stands to the amounts of its two times in one currency."""

    KNOWN = auto()
    """It fits, and the currency has both."""
    OPEN = auto()
    """It fits, but not both are known."""
    AGAINST = auto()
    UNCLEAR = auto()
    """The amounts contradict one another, or there is no answer."""


def measured(statements: Sequence[Statement], declared: Relations) -> Group:
    """The statements: ratios in every currency that bears on them, changes where they fit.

    A change that fits in a currency that has both its years is measured there. One that fits in
    none is left in each: in which it is a conflict is for others to find.
    """
    if not any(_by_figure(statements, _is_ratio)):
        return tuple(statements)
    bound = _bound(statements, declared)
    changes = _by_figure(bound, varies)
    if not changes:
        return bound
    amounts: Amounts = defaultdict(list)
    for s in bound:
        if not s.whole:
            first = s.part[0].series
            amounts[first.reporter, first.partner, first.unit].append(s)
    unsure = {id(s) for some in changes for s in some}
    rest: dict[int, list[Statement]] = {}
    for group in connected(bound, declared):
        sure = [s for s in group if id(s) not in unsure]
        rest.update((id(s), sure) for s in group if id(s) in unsure)
    left_out: set[int] = set()
    for some in changes:
        kept = {id(s) for s in _where_it_fits(some, amounts, rest, declared)}
        left_out.update(id(s) for s in some if id(s) not in kept)
    return tuple(s for s in bound if id(s) not in left_out)


def varies(statement: Statement) -> bool:
    """Whether it depends on the currency: a ratio between two times, or of years together."""
    if not statement.whole:
        return False
    part, whole = statement.part[0], statement.whole[0]
    return part.start != whole.start or part.stop - part.start > LONGEST_GROWTH


def unnamed(statements: Iterable[Statement]) -> Group:
    """The statements, with changes that several currencies would do for in none of them.

    Nothing of an amount follows from these.
    """
    statements = tuple(statements)
    several = {id(s): some[0] is s for some in _by_figure(statements, varies) for s in some}
    return tuple(
        _without_unit(s) if id(s) in several else s for s in statements if several.get(id(s), True)
    )


def _is_ratio(statement: Statement) -> bool:
    return bool(statement.whole)


def _by_figure(
    statements: Iterable[Statement], wanted: Callable[[Statement], bool]
) -> list[list[Statement]]:
    """Those of figures that are measured in several units."""
    own: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if wanted(s):
            own[s.figure.id].append(s)
    return [some for some in own.values() if len(some) > 1]


def _bound(statements: Sequence[Statement], declared: Relations) -> Group:
    """The statements without ratios in units of which no amount bears on them.

    What bears on them there are other ratios, and these do so wherever else they are. Where that
    is so in every unit, the first would be as good as any.
    """
    idle: list[Statement] = []
    bound: set[str] = set()
    first: dict[str, str] = {}
    for group in connected(tuple(statements), declared):
        if all(map(_is_ratio, group)):
            idle += group
        else:
            bound |= {s.figure.id for s in group if _is_ratio(s)}
    for s in idle:
        unit = s.part[0].series.unit
        first[s.figure.id] = min(first.get(s.figure.id, unit), unit)
    left_out = {
        id(s) for s in idle if s.figure.id in bound or s.part[0].series.unit != first[s.figure.id]
    }
    return tuple(s for s in statements if id(s) not in left_out)


def _where_it_fits(
    some: list[Statement],
    amounts: Amounts,
    rest: dict[int, list[Statement]],
    declared: Relations,
) -> list[Statement]:
    """Of a change in several currencies those that are left: all, where it fits in none.

    rest: what else is in the group of each, without changes that are no surer; it is put there.
    """
    beside = {id(s): _beside(s, amounts) for s in some}
    own = [
        s for s in some if _has_both(s, [a for a in beside[id(s)] if a.voice == s.voice], declared)
    ]
    some = own or some
    fitting = [s for s in some if _fit(s, beside[id(s)], declared) is Fit.KNOWN]
    if len(fitting) > 1 and all(len(rest[id(s)]) < WHOLE for s in fitting):
        fitting = [
            s for s in fitting if _fit(s, rest[id(s)], declared) is not Fit.AGAINST
        ] or fitting
    for s in fitting:
        rest[id(s)].append(s)
    return fitting or some


def _beside(change: Statement, amounts: Amounts) -> list[Statement]:
    """The amounts of its two sides in the same currency that touch either of their times."""
    sides = {(w.series.reporter, w.series.partner, w.series.unit) for w in change.windows}
    spans = {(w.start, w.stop) for w in change.windows}
    return [
        s
        for side in sorted(sides)
        for s in amounts[side]
        if any(w.start < stop and start < w.stop for w in s.windows for start, stop in spans)
    ]


def _fit(change: Statement, beside: list[Statement], declared: Relations) -> Fit:
    try:
        if _possible([change, *beside], declared):
            return Fit.KNOWN if _has_both(change, beside, declared) else Fit.OPEN
        return Fit.AGAINST if _possible(beside, declared) else Fit.UNCLEAR
    except Undecided:
        return Fit.UNCLEAR


def _has_both(change: Statement, beside: list[Statement], declared: Relations) -> bool:
    """Whether amounts bound both sides of a change closely, from above and from below."""
    if not beside:
        return False
    system = build(tuple(beside), declared, beside=change.windows)
    try:
        return all(_has(side, system) for side in (change.part, change.whole))
    except Undecided:
        return False


def _has(side: tuple[Window, ...], system: System) -> bool:
    solver, terms = Solver(system), system.terms(side)
    if not terms or not solver.possible(solver.everyone):
        return False
    low = solver.furthest(terms, solver.everyone, up=False).value
    high = solver.furthest(terms, solver.everyone, up=True).value
    return low is not None and high is not None and low > 0 and high <= CLOSE * low


def _possible(some: Iterable[Statement], declared: Relations) -> bool:
    system = build(tuple(some), declared)
    return not system.statements or Solver(system).possible(
        frozenset(range(len(system.statements)))
    )


def _without_unit(statement: Statement) -> Statement:
    def bare(side: tuple[Window, ...]) -> tuple[Window, ...]:
        return tuple(w._replace(series=w.series._replace(unit=_NO_UNIT)) for w in side)

    return statement._replace(part=bare(statement.part), whole=bare(statement.whole))


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
    return sorted(some[0].figure.id for some in _by_figure(statements, varies))


def named(
    deduced: Iterable[Deduced], statements: Iterable[Statement], declared: Relations
) -> tuple[Deduced, ...]:
    """The deduced values; of a change that is stated in another currency, its own is named.

    Else 18 % in dollars would stand as stated by nobody beside the 20 % of the euros. What only
    follows if a change is measured in one of several currencies is not among them.
    """
    statements = tuple(statements)
    unsure = set(_in_several(statements))
    deduced = [d for d in deduced if unsure.isdisjoint(d.reasons)]
    unit = {s.figure.id: s.part[0].series.unit for s in statements}
    stated = {_named(s.figure) for s in statements if s.whole}
    return tuple(
        d._replace(
            sentence=f"{d.sentence.removesuffix('.')}, measured in {unit[d.reasons[0]]}.",
            currency=unit[d.reasons[0]],
        )
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
