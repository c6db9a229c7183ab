"""Ranks beside the amounts that they order, and beside one another.

Who is surely larger than a partner comes before it; who can be as large at all, and what is left of
a whole that they share, say how many can. Each comparison is asked of the amounts that statements
allow together, stated or deduced, so that a place contradicts where no amounts fit it. Ranks are
weighed with all else that may be wrong: they are places among the statements of a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import comb
from typing import Final, Literal, NamedTuple

from etl.reconcile.find.conflicts import NOBODY, Oracle, Places
from etl.reconcile.find.implied import Case, Range, of_statement, of_windows
from etl.reconcile.model import contest, places
from etl.reconcile.model.contest import Contest, Field
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import AMOUNT, Statement
from etl.reconcile.solve.patchwork import total
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver

CHOICES: Final = 60
"""Choices of who has more that are tried one by one; of more, all who can have more are taken to
do so at no cost, which rules out less."""

Kind = Literal["too_good", "too_bad", "reversed", "twice"]


class Clash(NamedTuple):
    """Ranks beside amounts that do not allow them."""

    kind: Kind
    ranks: tuple[int, ...]
    """Places in the group; of two the better one first."""
    members: Places
    """Who contradicts, by places in the group: without any one of them they do not."""
    place: int = 0
    """The best place that is left, or the worst; 0 where there is no amount."""
    unit: str = ""
    others: tuple[str, ...] = ()
    """Partners that are surely larger; or of whom it is known what they leave of the whole."""
    whole: str = ""
    """The area that has no more room; empty where nothing is too bad."""
    beside: Places = NOBODY
    """Shown with the members, but not in question: there are more like these than it takes."""
    ways: tuple[Places, ...] = ()
    """Rows of the contest; all of one of them would have to be possible."""


class Ranking:
    """An oracle over amounts and ranks; the ranks stand after the amounts."""

    def __init__(
        self, oracle: Oracle, statements: Sequence[Statement], declared: Relations
    ) -> None:
        """statements: of the whole group, by their places."""
        self._oracle, self._statements = oracle, statements
        self.everyone = frozenset(range(len(statements)))
        ranks = {n: s for n, s in enumerate(statements) if s.part[0].series.unit == places.PLACE}
        amounts = statements[: len(statements) - len(ranks)]
        self._amounts = frozenset(range(len(amounts)))
        at = sorted(ranks)
        self._twice = [
            (at[n], at[m]) for n, m in places.contradicting([ranks[r] for r in at], declared)
        ]
        contests = contest.find(ranks, amounts, declared)
        self._contests = [_Held(c, ranks, declared) for c in contests]
        self.clashes: dict[Places, Clash] = {}
        """By their members."""
        self.not_known: dict[int, str] = {}
        """Ranks of which a comparison has no answer, and why."""

    def among(self, some: Places) -> Oracle:
        """One for some of the statements, with the same answers."""
        return self._oracle.among(some) if some <= self._amounts else self

    def contradiction(self, believed: Places) -> Places | None:
        """Some of these that cannot all be true; None if all of them can be."""
        core = self._oracle.contradiction(believed & self._amounts)
        if core is not None:
            return core
        for pair in self._twice:
            if believed.issuperset(pair):
                return self._noted(Clash("twice", pair, frozenset(pair)))
        for held in self._contests:
            try:
                clash = held.clash(believed)
            except Undecided as error:
                self.not_known.update(dict.fromkeys(held.ranks, str(error)))
                continue
            if clash is not None:
                return self._noted(clash)
        return None

    def _noted(self, clash: Clash) -> Places:
        self.clashes.setdefault(clash.members, clash)
        return clash.members

    def fit(self, clash: Clash, n: int) -> Range:
        """What the others allow for an amount in a clash."""
        held = next(h for h in self._contests if h.ranks.keys() & set(clash.ranks))
        return held.fit(clash, n)

    def ends(self, clash: Clash) -> list[Range]:
        """What is known of the amounts of a rank's own partner, then of the others, by a clash."""
        held = next(h for h in self._contests if h.ranks.keys() & set(clash.ranks))
        return held.ends(clash)


class _Held:
    """One contest, with a solver that holds it."""

    def __init__(self, held: Contest, ranks: Mapping[int, Statement], declared: Relations) -> None:
        self._contest, self._declared = held, declared
        self.ranks = {n: ranks[n] for n in held.fields}
        self._solver = Solver(held.system)
        self._case = Case(held.system, self._solver, declared)
        self._at = {n: local for local, n in enumerate(held.statements)}
        self._terms = {row.owner: row.terms for row in held.system.rows if row.owner is not None}
        self._asked: dict[tuple[Places, Places], Clash | None] = {}

    def clash(self, believed: Places) -> Clash | None:
        """The first clash among those who are believed."""
        amounts = frozenset(self._at[n] for n in believed if n in self._at)
        ranks = frozenset(believed & self.ranks.keys())
        if (amounts, ranks) not in self._asked:
            every = self._every(amounts, sorted(ranks)) if ranks else iter(())
            self._asked[amounts, ranks] = next(every, None)
        return self._asked[amounts, ranks]

    def _every(self, believed: Places, ranks: list[int]) -> Iterator[Clash]:
        for n in ranks:
            yield from self._too_good(n, believed)
        for one, other in combinations(ranks, 2):
            yield from self._reversed(one, other, believed)
        for n in ranks:
            yield from self._too_bad(n, believed)

    def _too_good(self, n: int, believed: Places) -> Iterator[Clash]:
        """A place beside as many as it has, or more, who are surely larger."""
        if self.ranks[n].high is None:
            return
        high = int(self.ranks[n].high or 0)
        for field in self._contest.fields[n]:
            larger = list(self._larger(field, believed, high + 1))
            if len(larger) < high:
                continue
            shown = larger[:high]
            every = NOBODY.union(*(core for _, _, core in shown))
            question = every
            if len(larger) > high:  # of the others more than one would have to be wrong
                question = frozenset.intersection(*(core for _, _, core in larger)) or shown[0][2]
            yield Clash(
                "too_good",
                (n,),
                self._named(question) | {n},
                high + 1,
                field.unit,
                tuple(partner for partner, _, _ in shown),
                beside=self._named(every - question),
                ways=tuple(frozenset({row}) for _, row, _ in shown),
            )

    def _larger(
        self, field: Field, believed: Places, most: int
    ) -> Iterator[tuple[str, int, Places]]:
        """Partners that are surely larger, with the row that contradicts, and with what."""
        waiting = [(o.partner, o.below) for o in field.others]
        while waiting and most:
            partner, row = waiting.pop(0)
            core = self._solver.contradiction(believed | {row})
            if core is not None:
                most -= 1
                yield partner, row, core - {row}
            else:
                waiting = [(p, r) for p, r in waiting if not self._is_shown(r)]

    def _is_shown(self, row: int) -> bool:
        """Whether a row holds in the amounts that were found last: then it is possible."""
        return total(self._terms[row], self._solver.point()) >= 0

    def _reversed(self, one: int, other: int, believed: Places) -> Iterator[Clash]:
        """Two places in one ranking, of which the better one's partner is surely the smaller."""
        better, worse = sorted((one, other), key=lambda n: (self.ranks[n].figure.point, n))
        low, high = self.ranks[worse].low, self.ranks[better].high
        rankings = {self.ranks[n].part[0].series.indicator for n in (one, other)}
        if low is None or high is None or low <= high or len(rankings) > 1:
            return
        partner = self.ranks[worse].figure.partner
        for field in self._contest.fields[better]:
            row = next((o.below for o in field.others if o.partner == partner), None)
            core = None if row is None else self._solver.contradiction(believed | {row})
            if row is not None and core is not None:
                members = self._named(core - {row}) | {better, worse}
                ways = (frozenset({row}),)
                yield Clash(
                    "reversed",
                    (better, worse),
                    members,
                    int(low) + 1,
                    field.unit,
                    (partner,),
                    ways=ways,
                )

    def _too_bad(self, n: int, believed: Places) -> Iterator[Clash]:
        """A place that takes more others before it than there is room for."""
        low = int(self.ranks[n].low or 0)
        if low <= 1:
            return
        for field in self._contest.fields[n]:
            for whole in field.room:
                found = self._no_room(field, whole, low, believed)
                if found is None:
                    continue
                core, ways = found
                place = low - 1
                while place > 1 and self._no_room(field, whole, place, core) is not None:
                    place -= 1
                yield Clash(
                    "too_bad",
                    (n,),
                    self._named(core) | {n},
                    place,
                    field.unit,
                    tuple(o.partner for o in field.others),
                    whole,
                    ways=ways,
                )

    def _no_room(
        self, field: Field, whole: str, place: int, believed: Places
    ) -> tuple[Places, tuple[Places, ...]] | None:
        """What says that a place, or a worse one, is impossible, and the ways that it rules out."""
        able: list[int] = []
        core = NOBODY
        for other in field.others:
            against = self._solver.contradiction(believed | {other.above})
            if against is None:
                able.append(other.above)
            else:
                core |= against - {other.above}
        for way in _ways(able, field.room[whole], place - 1):
            against = self._solver.contradiction(believed | way)
            if against is None:
                return None
            core |= against - way
        every = [other.above for other in field.others]
        return core, tuple(_ways(every, field.room[whole], place - 1))

    def fit(self, clash: Clash, n: int) -> Range:
        """What the others allow for an amount in a clash: in whichever way it is mended."""
        local = self._at[n]
        beside = frozenset(self._at[m] for m in clash.members | clash.beside if m in self._at)
        beside -= {local}
        ranges = [
            of_statement(self._case, self._contest.system.statements[local], beside | way)
            for way in clash.ways
            if self._solver.possible(beside | way)
        ]
        return _hull(ranges)

    def ends(self, clash: Clash) -> list[Range]:
        """Of the partners of a clash what its members allow."""
        field = next(f for f in self._contest.fields[clash.ranks[0]] if f.unit == clash.unit)
        every = clash.members | clash.beside
        believed = frozenset(self._at[m] for m in every if m in self._at)
        found = []
        for partner in (field.own[0].series.partner, *clash.others, clash.whole):
            amount = tuple(w._replace(series=w.series._replace(partner=partner)) for w in field.own)
            known = of_windows(self._case, amount, (), believed, AMOUNT) if partner else None
            found.append(known or _hull([]))
        return found

    def _named(self, local: Iterable[int]) -> Places:
        """Places in the contest as places in the group."""
        return frozenset(self._contest.statements[n] for n in local)


def _ways(able: Sequence[int], room: Sequence[int], before: int) -> Iterator[Places]:
    """In which ways so many can come before: some who are named, the rest nobody names."""
    if sum(comb(len(able), named) for named in range(before + 1)) > CHOICES:
        unnamed = before - len(able)
        yield frozenset({room[unnamed - 1]}) if unnamed > 0 else NOBODY
        return
    for some in chain.from_iterable(combinations(able, n) for n in range(before + 1)):
        unnamed = before - len(some)
        yield frozenset(some) | ({room[unnamed - 1]} if unnamed else NOBODY)


def _hull(ranges: Sequence[Range]) -> Range:
    """From the lowest to the highest of several ranges; nothing of none."""
    if not ranges:
        return Range(None, None, NOBODY, NOBODY)
    first = ranges[0]
    for one in ranges[1:]:
        if first.low is None or (one.low is None or one.low < first.low):
            first = first._replace(low=one.low if first.low is not None else None, above=one.above)
        if first.high is None or (one.high is None or one.high > first.high):
            high = one.high if first.high is not None else None
            first = first._replace(high=high, below=one.below)
    return first
