"""The ranks of one time beside the amounts that they order: which of them cannot be true.

Who is surely larger than a partner comes before it; who can be as large at all, and what is left of
a whole that they share, say how many can. Each comparison is asked of all the amounts that
statements allow together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import comb
from typing import Final, Literal, NamedTuple

from etl.reconcile.find.conflicts import NOBODY, Places
from etl.reconcile.find.implied import Case, Range, of_statement, of_windows
from etl.reconcile.model.contest import Contest, RankedField
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import AMOUNT, Statement
from etl.reconcile.solve.patchwork import total
from etl.reconcile.solve.solver import Solver

CHOICES: Final = 60
"""Choices of who has more that are tried one by one; of more, all who can have more are taken to
do so at no cost, which rules out less: then it is said that there may be more conflicts."""

SETS: Final = 20
"""Sets of partners that are larger, each a conflict by itself; where there are more, that of the
largest stands for all, and none of the others is in question: several would have to be wrong."""

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


class ContestSolver:
    """One contest, with a solver that holds it."""

    def __init__(self, held: Contest, ranks: Mapping[int, Statement], declared: Relations) -> None:
        self._contest, self._declared = held, declared
        self.ranks = {n: ranks[n] for n in held.fields}
        self._solver = Solver(held.system)
        self._case = Case(held.system, self._solver, declared)
        self._at = {n: local for local, n in enumerate(held.statements)}
        self._terms = {row.owner: row.terms for row in held.system.rows if row.owner is not None}
        self.cut_short = False
        """Whether one conflict stood for many, or some may not have been found."""
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
            yield from self._crowded(n, believed)
        for n in ranks:
            yield from self._too_bad(n, believed)

    def _too_good(self, n: int, believed: Places) -> Iterator[Clash]:
        """A place beside as many as it has, or more, who are surely larger."""
        if self.ranks[n].high is None:
            return
        high = int(self.ranks[n].high or 0)
        for field in self._contest.fields[n]:
            larger = list(self._larger(field, believed, high))
            if len(larger) < high:
                continue
            shown = larger[:high]
            every = NOBODY.union(*(core for _, _, core in shown))
            question = every
            if self._are_many(field, believed, high):
                self.cut_short = True
                larger = list(self._larger(field, believed, high + 1))
                question = frozenset.intersection(*(core for _, _, core in larger)) or shown[0][2]
                every = self._needed(n, every)
                if not question <= every:  # it is impossible without all of these
                    yield from self._every(every, [n])
                    return
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

    def _best(self, field: RankedField, place: int, believed: Places) -> int:
        """The best place that is possible, of those from one on."""
        while len(list(self._larger(field, believed, place))) >= place or (
            self._too_many(field, place, believed) is not None
        ):
            place += 1
        return place

    def _worst(self, field: RankedField, whole: str, place: int, believed: Places) -> int:
        """The worst place that is possible, of those down from one."""
        while place > 1 and self._no_room(field, whole, place, believed) is not None:
            place -= 1
        return place

    def would_be(self, clash: Clash, believed: Places) -> int:
        """The best place of a clash's rank, or the worst, beside all that is believed."""
        field = next(f for f in self._contest.fields[clash.ranks[0]] if f.unit == clash.unit)
        amounts = frozenset(self._at[n] for n in believed if n in self._at)
        if not self._solver.possible(amounts):
            return clash.place
        if clash.kind == "too_bad":
            return self._worst(field, clash.whole, clash.place, amounts)
        return self._best(field, clash.place, amounts)

    def _are_many(self, field: RankedField, believed: Places, high: int) -> bool:
        """Whether there are more sets of others that are larger than a reader is told."""
        if comb(len(field.others), high) <= SETS:
            return False
        count = sum(1 for _ in self._larger(field, believed, len(field.others)))
        return comb(count, high) > SETS

    def _needed(self, n: int, believed: Places) -> Places:
        """Some amounts without any one of which a rank that contradicts them is possible."""
        for at in sorted(believed):
            if next(self._every(believed - {at}, [n]), None) is not None:
                believed -= {at}
        return believed

    def _crowded(self, n: int, believed: Places) -> Iterator[Clash]:
        """A place beside others of whom nobody is surely larger, but too many of them together."""
        if self.ranks[n].high is None:
            return
        high = int(self.ranks[n].high or 0)
        for field in self._contest.fields[n]:
            proof = self._too_many(field, high, believed)
            if proof is None:
                continue
            core, ways = proof
            yield Clash(
                "too_good",
                (n,),
                self._named(core) | {n},
                self._best(field, high + 1, core),
                field.unit,
                tuple(o.partner for o in field.others),
                ways=ways,
            )

    def _too_many(
        self, field: RankedField, place: int, believed: Places
    ) -> tuple[Places, tuple[Places, ...]] | None:
        """What says that more have to be larger than a place allows, and the ways it rules out.

        Those of whom least is stated are taken to be smaller first: mostly they can be.
        """
        rows = [other.below for other in reversed(field.others)]
        smaller = len(rows) - place + 1
        if smaller < 2:  # one by one they were asked about before
            return None
        core = NOBODY
        ways: list[Places] = []
        for some in map(frozenset, combinations(rows, smaller)):
            against = self._solver.contradiction(believed | some)
            if against is None:
                return None
            if len(ways) == CHOICES:
                self.cut_short = True
                return None
            core |= against - some
            ways.append(some)
        return core, tuple(ways)

    def _larger(
        self, field: RankedField, believed: Places, most: int
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
                proof = self._no_room(field, whole, low, believed)
                if proof is None:
                    continue
                core, ways = proof
                yield Clash(
                    "too_bad",
                    (n,),
                    self._named(core) | {n},
                    self._worst(field, whole, low - 1, core),
                    field.unit,
                    tuple(o.partner for o in field.others),
                    whole,
                    ways=ways,
                )

    def _no_room(
        self, field: RankedField, whole: str, place: int, believed: Places
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
                self.cut_short = self.cut_short or _exceeds(able, place - 1)
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
        ranges = []
        for partner in (field.own[0].series.partner, *clash.others, clash.whole):
            amount = tuple(w._replace(series=w.series._replace(partner=partner)) for w in field.own)
            known = of_windows(self._case, amount, (), believed, AMOUNT) if partner else None
            ranges.append(known or _hull([]))
        return ranges

    def _named(self, local: Iterable[int]) -> Places:
        """Places in the contest as places in the group."""
        return frozenset(self._contest.statements[n] for n in local)


def _exceeds(able: Sequence[int], before: int) -> bool:
    """Whether so many can come before in more ways than are tried."""
    return sum(comb(len(able), named) for named in range(before + 1)) > CHOICES


def _ways(able: Sequence[int], room: Sequence[int], before: int) -> Iterator[Places]:
    """In which ways so many can come before: some who are named, the rest nobody names."""
    if _exceeds(able, before):
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
