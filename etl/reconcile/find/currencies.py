"""In which currency a growth or a share is measured, where amounts are stated in several.

None says so. A share within a year is the same in all of them and is tested in each. A change over
time need not be, nor a share of a longer time: where it fits in one currency that has both its
amounts, the others do not contradict it; what fits in none contradicts in each. A currency has an
amount where it bounds it as closely as a number of one digit does: of what is not known nothing is
an excuse.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from etl.core.model import Figure
from etl.reconcile.findings import UNNAMED, Conflict, Deduced
from etl.reconcile.model.groups import connected
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import LONGEST_GROWTH, Statement, Window
from etl.reconcile.model.system import Terms, build
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
    amounts = _amounts(bound)
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


def _amounts(statements: Iterable[Statement]) -> Amounts:
    amounts: Amounts = defaultdict(list)
    for s in statements:
        if not s.whole:
            first = s.part[0].series
            amounts[first.reporter, first.partner, first.unit].append(s)
    return amounts


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
    solver = Solver(system)
    try:
        return solver.possible(solver.everyone) and all(
            _has(system.terms(side), solver) for side in (change.part, change.whole)
        )
    except Undecided:
        return False


def _has(side: Terms | None, solver: Solver) -> bool:
    if not side:
        return False
    low = solver.furthest(side, solver.everyone, up=False).value
    high = solver.furthest(side, solver.everyone, up=True).value
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


class Either(NamedTuple):
    """Changes that would do in one of several currencies and fit in none."""

    units: dict[str, set[str]]
    """Change -> currencies that have both its amounts: where it fits in one, it is excused."""
    unit_of: dict[str, str]
    """Of each figure that is an amount."""

    def spoken(self, figures: Iterable[str]) -> str:
        """The one currency of amounts among figures; empty where there is none, or no one."""
        units = {self.unit_of[f] for f in figures if f in self.unit_of}
        return units.pop() if len(units) == 1 else ""

    def changes(self, figures: Iterable[str]) -> list[str]:
        """Those among figures that speak of a currency which would excuse them."""
        figures = tuple(figures)
        unit = self.spoken(figures)
        return [f for f in figures if unit in self.units.get(f, ())]


def either(statements: Sequence[Statement], declared: Relations, among: Container[str]) -> Either:
    """Changes in several currencies, of figures among these."""
    amounts = _amounts(statements)
    several = [some for some in _by_figure(statements, varies) if some[0].figure.id in among]
    units = {
        some[0].figure.id: {
            s.part[0].series.unit for s in some if _has_both(s, _beside(s, amounts), declared)
        }
        for some in several
    }
    unit_of = {s.figure.id: s.part[0].series.unit for s in statements if not s.whole}
    return Either({name: own for name, own in units.items() if len(own) > 1}, unit_of)


def joined(alternatives: Iterable[tuple[str, ...]], changes: Either) -> tuple[tuple[str, ...], ...]:
    """Sets of figures of which one has to be wrong, those of a change in several currencies as one.

    It has to fit in one of them only: what would mend it in one mends it.
    """
    every = list(alternatives)
    for change in sorted(changes.units):
        own = [a for a in every if change in changes.changes(a)]
        if len(own) > 1:
            every = [a for a in every if a not in own]
            every.append(tuple(sorted({f for a in own for f in a})))
    return tuple(sorted(set(every)))


def named(
    deduced: Iterable[Deduced], statements: Iterable[Statement], declared: Relations
) -> tuple[Deduced, ...]:
    """The deduced values; of a change that is stated in another currency, its own is named.

    Else 18 % in dollars would stand as stated by nobody beside the 20 % of the euros. What only
    follows if a change is measured in one of several currencies is not among them.
    """
    statements = tuple(statements)
    unsure = {some[0].figure.id for some in _by_figure(statements, varies)}
    deduced = [d for d in deduced if unsure.isdisjoint(d.reasons)]
    stated = {_named(s.figure) for s in statements if s.whole}
    times = Counter(map(_named, deduced))
    return tuple(
        d._replace(
            sentence=f"{d.sentence.removesuffix('.')}, measured in {d.measured_in}.",
            currency=d.measured_in if _named(d) in stated else "",
        )
        if declared.indicators[d.indicator].of
        and d.measured_in != UNNAMED
        and (_named(d) in stated or times[_named(d)] > 1)
        else d
        for d in deduced
    )


def _named(of: Deduced | Figure) -> tuple[str, str, str, object]:
    return of.indicator, of.reporter, of.partner, of.period.span


def beside_several(conflicts: Iterable[Conflict], changes: Either) -> frozenset[str]:
    """Figures that share a conflict with a change in several currencies, which is one of them."""
    sets = ([m.figure_id for m in c.members] for c in conflicts)
    return frozenset().union(*(names for names in sets if changes.changes(names)))


def told(conflicts: Iterable[Conflict], changes: Either) -> tuple[Conflict, ...]:
    """The conflicts; that of a change in one currency says that it fits in no other either."""
    conflicts = tuple(conflicts)
    names = {c.conflict_id: [m.figure_id for m in c.members] for c in conflicts}
    units: dict[str, set[str]] = defaultdict(set)
    for figures in names.values():
        for change in changes.changes(figures):
            units[change].add(changes.spoken(figures))
    each: list[Conflict] = []
    for c in conflicts:
        figures = names[c.conflict_id]
        others = set().union(*(units[n] for n in changes.changes(figures)))
        others.discard(changes.spoken(figures))
        sentence = f"{c.sentence} {say.fits_nowhere(sorted(others))}" if others else c.sentence
        each.append(c._replace(sentence=sentence))
    return tuple(each)
