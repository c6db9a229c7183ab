"""Minimal sets of statements that cannot all be true, and the fewest that must be wrong.

Small neighbourhoods are searched first, then the whole group. Conflicts that share no statement
are independent: their repairs are never multiplied, but each is varied beside the likeliest repairs
of the others. Only where the combinations are few are all of them tried, so that a conflict across
independent ones is found for certain. Works on places in a group, by asking a solver; knows
nothing of amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Final, NamedTuple, Protocol

from etl.reconcile.find import fewest
from etl.reconcile.find.fewest import Demand

LIMIT: Final = 60
"""Conflicts that are looked for among statements that hang together by conflicts. One wrong total
in a table of parts makes dozens; beyond that, more of them tell a reader nothing new."""

REPAIRS: Final = 1_000
"""Minimal ways to mend conflicts that hang together that are kept while looking, and combinations
of independent ones that are tried; bounds time and memory."""

ALIKE: Final = Decimal(2)
"""Of repairs that are equally few, those are equally likely that move statements up to so many
times as far as the one that moves them least: of a total and a balance that do not fit, both move
twice as far as the part that both contain."""

TIES: Final = 24
"""Equally few repairs that are measured against one another; of more, all are equally likely."""

Places = frozenset[int]
NOBODY: Final[Places] = frozenset()


class Oracle(Protocol):
    """What can be asked about a group (see `solve.Solver`)."""

    @property
    def everyone(self) -> Places:
        """All statements of the group."""

    def contradiction(self, believed: Places) -> Places | None:
        """Some of these statements that cannot all be true; None if all of them can be."""

    def among(self, places: Places) -> Oracle:
        """One for some of the statements, with the same answers, and quicker where they are few."""


class Conflicts(NamedTuple):
    """What is wrong in one group."""

    minimal: tuple[Places, ...]
    """Sets that cannot all be true, though they can without any one member; smallest first."""
    suspects: Places
    """The fewest statements that have to be wrong (after Fellegi and Holt, 1976): by how many
    voices they have, then those that move least when the rest is believed. Of equally likely
    ones, all."""
    believed: Places
    """The others: they can all be true."""
    complete: bool
    """False where there may be more sets than were looked for."""
    alternatives: tuple[Places, ...] = ()
    """Of which only some have to be wrong, one of each set at least, if no more than the fewest
    are: every statement that is in some of the equally few repairs but not in all, suspect or
    not. The sets are apart from one another as far as that goes."""
    proven: bool = True
    """False where it is not proven which are the fewest: suspects are then all that are in a
    conflict, and alternatives those that hang together by conflicts."""

    def within(self, places: Places) -> Conflicts:
        """What is wrong among some of the statements; alternatives may be others."""
        return self._replace(
            minimal=tuple(c for c in self.minimal if c <= places),
            suspects=self.suspects & places,
            believed=self.believed & places,
        )


class Blame(NamedTuple):
    """By what a repair is judged."""

    weights: Sequence[int]
    """How many voices each statement has."""
    departure: Callable[[int, Places], Decimal | None]
    """How far a statement is from what others allow; None where that has no common measure."""
    official: Places = NOBODY
    """Statements of tables."""
    against: Callable[[Places], int] = len
    """How many voices speak in statements, or confirm them, beside the tables."""


Independent = Callable[[Places, Sequence[Sequence[Places]]], bool]
"""Whether it is proven that statements are possible, whichever way each conflict is mended."""


class _Component:
    """Conflicts that hang together by their statements, and the minimal ways to mend them."""

    def __init__(self, conflicts: list[Places], repairs: list[Places], *, whole: bool) -> None:
        self.conflicts = conflicts
        self.repairs = repairs
        """Lightest first."""
        self.whole = whole
        """Whether these are all the minimal repairs."""
        self.members = frozenset(n for c in conflicts for n in c)

    @property
    def taken(self) -> Places:
        """What is left out while other conflicts are looked for: all, once enough are known."""
        return self.members if len(self.conflicts) >= LIMIT else self.repairs[0]


class _Search:
    """Conflicts known so far, within an area that grows."""

    def __init__(self, oracle: Oracle, blame: Blame, independent: Independent) -> None:
        self._oracle, self.everyone = oracle, oracle.everyone
        self._independent = independent
        self._blame = blame
        self.components: list[_Component] = []
        self.complete = True
        self._proven: set[object] = set()

    def all_within(self, area: Places, oracle: Oracle) -> None:
        """Look for every conflict in an area; oracle: one that knows it."""
        self._proven.clear()
        while (core := self._open(area, oracle)) is not None:
            self._add(self.minimal(core))

    def conflict(self, believed: Places) -> Places | None:
        """A minimal conflict among the believed, if there is one."""
        core = self._oracle.contradiction(believed)
        return None if core is None else self.minimal(core)

    def chosen(self) -> Places:
        """The lightest repairs of all components together."""
        return frozenset(n for c in self.components for n in c.taken)

    def _open(self, area: Places, oracle: Oracle) -> Places | None:
        """A contradiction that some repair of the known conflicts leaves; None if none does."""
        for key, removed in self._removals(area):
            if key in self._proven:
                continue
            core = oracle.contradiction(area - removed)
            if core is not None:
                return core
            self._proven.add(key)
        return None

    def _removals(self, area: Places) -> Iterable[tuple[object, Places]]:
        """What is left out by turns: the lightest repairs, then others in place of each.

        With a name for what is proven by it: of a repair in place of another that it leaves no
        contradiction is asked once, whichever lightest repairs the others have.
        """
        here = [c for c in self.components if c.members & area]
        lightest = frozenset(n for c in here for n in c.taken)
        yield lightest, lightest
        near = [c for c in here if len(c.repairs) > 1 and c.taken == c.repairs[0]]
        for component in near:
            others = lightest - component.repairs[0]
            for repair in component.repairs:
                yield ("one", repair), others | repair
        if len(near) > 1 and prod(len(c.repairs) for c in near) <= REPAIRS:
            fixed = lightest - frozenset(n for c in near for n in c.members)
            for some in product(*(c.repairs for c in near)):
                yield ("all", fixed.union(*some)), fixed.union(*some)
        elif len(near) > 1 and area == self.everyone:
            fixed = lightest - frozenset(n for c in near for n in c.members)
            if not self._independent(area - fixed, [c.repairs for c in near]):
                self.complete = False

    def minimal(self, core: Places) -> Places:
        """A minimal conflict within `core`: drop one after another while the rest contradicts."""
        kept, oracle = core, self._oracle.among(core)
        for n in sorted(core, key=lambda n: (-self._blame.weights[n], n)):
            if n in kept and (smaller := oracle.contradiction(kept - {n})) is not None:
                kept = smaller
        return kept

    def _add(self, conflict: Places) -> None:
        """Take in one more conflict."""
        joined = [c for c in self.components if c.members & conflict]
        conflicts = [c for j in joined for c in j.conflicts]
        self.components = [c for c in self.components if c not in joined]
        whole = all(j.whole for j in joined)
        if prod(len(j.repairs) for j in joined) > REPAIRS:
            whole = False
            joined_repairs = [frozenset().union(*(j.repairs[0] for j in joined))]
        else:
            joined_repairs = [
                frozenset().union(*some) for some in product(*(j.repairs for j in joined))
            ]
        repairs = sorted(_hitting(joined_repairs, conflict), key=self._weight)
        if len(repairs) > REPAIRS:
            repairs, whole = repairs[:REPAIRS], False
        self.components.append(_Component([*conflicts, conflict], repairs, whole=whole))
        self.complete = self.complete and whole and len(conflicts) + 1 < LIMIT

    def _weight(self, repair: Places) -> tuple[int, int, list[int]]:
        weights = self._blame.weights
        return sum(weights[n] for n in repair), len(repair), sorted(repair)


def not_proven(_: Places, __: Sequence[Sequence[Places]]) -> bool:
    """That nothing is known of combinations that are not tried."""
    return False


def one_of(conflict: Places) -> Demand:
    """What a conflict asks for where nothing else is known: one of its members."""
    return tuple(frozenset({n}) for n in sorted(conflict))


def find(
    oracle: Oracle,
    blame: Blame,
    near: Iterable[Places] = (),
    independent: Independent = not_proven,
    demand: Callable[[Places], Demand] = one_of,
) -> Conflicts:
    """Every minimal conflict of a group, up to LIMIT among those that hang together.

    near: small areas that are searched first, each for all its conflicts; independent: asked where
    there are too many combinations of repairs to try them all; demand: what a conflict asks for
    (see `solve.demands`), where not all are known. A set of statements is a
    repair if it hits every conflict. While some minimal repair of the conflicts known so far leaves
    a contradiction, there is one more conflict in what it leaves; when none does, all are known
    (duality of conflicts and repairs: Reiter 1987).
    """
    everyone = oracle.everyone
    if not everyone or oracle.contradiction(everyone) is None:
        return Conflicts((), NOBODY, everyone, complete=True)
    search = _Search(oracle, blame, independent)
    for area in near:
        close = oracle.among(area)
        if close.contradiction(area) is not None:
            search.all_within(area, close)
    search.all_within(everyone, oracle)
    guilt = _guilt(search, blame, demand)
    suspects = guilt.suspects
    believed = everyone - suspects
    while (core := oracle.contradiction(believed)) is not None:  # only if not complete
        believed -= search.minimal(core)
    every = [c for component in search.components for c in component.conflicts]
    return Conflicts(
        minimal=tuple(sorted(every, key=lambda c: (len(c), sorted(c)))),
        suspects=suspects,
        believed=believed,
        complete=search.complete,
        alternatives=guilt.alternatives,
        proven=guilt.proven,
    )


class _Guilt(NamedTuple):
    """See `Conflicts`."""

    suspects: Places
    alternatives: tuple[Places, ...]
    proven: bool = True


def _guilt(search: _Search, blame: Blame, demand: Callable[[Places], Demand]) -> _Guilt:
    """Who may have to be wrong, by the fewest; where these are not proven, all in conflict."""
    whole = [c for c in search.components if c.whole]
    few = [_fewest(component, blame) for component in whole]
    accused = [_accused(search, c, r, blame) for c, r in zip(whole, few, strict=True)]
    if search.complete:
        sets = (_one_of_each(c, r) for c, r in zip(whole, few, strict=True))
        return _Guilt(NOBODY.union(*accused), tuple(each for some in sets for each in some))
    told = fewest.Search(search.everyone, blame.weights, search.conflict, demand).find(
        c for component in search.components for c in component.conflicts
    )
    if told is None:
        every = tuple(component.members for component in search.components)
        return _Guilt(NOBODY.union(*every), every, proven=False)
    suspects = told.every.union(*told.doubtful)
    for repairs, likely in zip(few, accused, strict=True):
        doubtful = _doubtful(repairs)
        if NOBODY.union(*(d for d in told.doubtful if d & doubtful)) == doubtful:
            suspects -= doubtful - likely
    return _Guilt(suspects, told.doubtful)


def _fewest(component: _Component, blame: Blame) -> list[Places]:
    """The repairs of a component that are equally few.

    One official figure by itself is among them where as many voices as it weighs agree without it
    and not with it, though fewer of them would have to be wrong; where more do, only it is.
    """
    weights = [sum(blame.weights[n] for n in r) for r in component.repairs]
    fewest = [r for r, w in zip(component.repairs, weights, strict=True) if w == weights[0]]
    if weights[0] == 1:  # one voice that errs is still the likeliest
        return fewest
    tables = [r for r in component.repairs if len(r) == 1 and r <= blame.official]
    spoken = {r: blame.against(component.members) - blame.weights[min(r)] for r in tables}
    if outvoted := [r for r, more in spoken.items() if more > 0]:
        return outvoted
    return fewest + [r for r, more in spoken.items() if more == 0 and r not in fewest]


def _accused(search: _Search, component: _Component, repairs: list[Places], blame: Blame) -> Places:
    """Of the equally few repairs of a component what is in the likeliest.

    In a conflict by itself no member is: nothing else speaks for any of the others.
    """
    others = search.everyone - (search.chosen() - component.repairs[0])
    is_single = len(component.conflicts) == 1
    likeliest = repairs if is_single else _least_moved(repairs, others, blame)
    return frozenset().union(*likeliest)


def _least_moved(repairs: list[Places], others: Places, blame: Blame) -> list[Places]:
    """Of equally few repairs, those that move their statements least, or hardly more."""
    if not 1 < len(repairs) <= TIES:
        return repairs
    moved: list[Decimal] = []
    for repair in repairs:
        gaps = [blame.departure(n, others - repair) for n in sorted(repair)]
        if any(gap is None for gap in gaps):
            return repairs
        moved.append(sum((gap for gap in gaps if gap is not None), Decimal(0)))
    most = min(moved) * ALIKE
    return [r for r, far in zip(repairs, moved, strict=True) if far <= most]


def _one_of_each(component: _Component, repairs: list[Places]) -> tuple[Places, ...]:
    """What may be wrong and need not be, in sets of which one at least has to be."""
    every, some = frozenset.intersection(*repairs), frozenset().union(*repairs)
    clauses = (c & some for c in component.conflicts if not c & every)
    return fewest.one_each(clauses, some - every, min(len(r - every) for r in repairs))


def _doubtful(repairs: list[Places]) -> Places:
    """What is in some of the repairs but not in all of them."""
    every = frozenset(n for r in repairs for n in r)
    return frozenset(n for n in every if not all(n in r for r in repairs))


def _hitting(repairs: list[Places], conflict: Places) -> list[Places]:
    """Minimal repairs of one more conflict (Berge's algorithm)."""
    hit = [r for r in repairs if r & conflict]
    grown = {r | {n}: n for r in repairs if not r & conflict for n in conflict}
    # Repairs do not contain one another: only one that has the new statement can be smaller.
    having = {n: [h for h in hit if n in h] for n in conflict}
    return hit + [g for g, n in grown.items() if not any(h <= g for h in having[n])]
