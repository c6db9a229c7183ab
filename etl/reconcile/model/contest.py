"""What places say of amounts: who is ranked by what in one time, as rows of a linear system.

To be first is to have at least as much as everybody else; to be third is that no three others have
more, and that two others have as much. Each comparison is a row that is in force while it is asked
about, as that of a statement is. Must not solve anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from etl.reconcile.model import places
from etl.reconcile.model.relations import Relations, apart
from etl.reconcile.model.statements import POINTS, Statement, Window, span, windows
from etl.reconcile.model.system import Row, System, Terms, build

NEAREST: Final = 150
"""Statements that the ranks of one time are held against, those of that time before others."""


class Other(NamedTuple):
    """Somebody else who is ranked, and rows that compare; by their place, after the statements."""

    partner: str
    below: int
    """That it has no more."""
    above: int
    """That it has at least as much."""


class RankedField(NamedTuple):
    """All who are ranked beside one partner, by amounts in one unit."""

    unit: str
    own: tuple[Window, ...]
    others: tuple[Other, ...]
    """Those of whom most is stated first."""
    room: dict[str, tuple[int, ...]]
    """Whole -> rows that beside all who are named it has room for one more, for two, and so on,
    with as much as the one whose rank it is."""


class Contest(NamedTuple):
    """The ranks of one time by one indicator, and the amounts that they order."""

    statements: tuple[int, ...]
    """By their place in the group; in the system they stand in this order."""
    system: System
    fields: dict[int, tuple[RankedField, ...]]
    """Of each rank, by its place in the group, one a unit."""


def find(
    ranks: dict[int, Statement], statements: Sequence[Statement], declared: Relations
) -> list[Contest]:
    """The contests in a group; ranks: by their place in the group."""
    alike: dict[object, dict[int, Statement]] = {}
    for n, rank in ranks.items():
        if places.is_known(rank.figure, declared):
            what = declared.indicators[rank.figure.indicator].of
            key = rank.figure.reporter, what, span(rank.figure.period)
            alike.setdefault(key, {})[n] = rank
    contests = (_Builder(some, statements, declared).contest() for some in alike.values())
    return [contest for contest in contests if contest.fields]


class _Builder:
    """Makes one contest."""

    def __init__(
        self, ranks: dict[int, Statement], statements: Sequence[Statement], declared: Relations
    ) -> None:
        self._ranks, self._declared = ranks, declared
        self._figure = next(iter(ranks.values())).figure
        self._what = declared.indicators[self._figure.indicator].of
        self._leaves = {leaf for leaf, _ in declared.leaves[self._what]}
        self._near = _nearest([self._is_about(s) for s in statements])
        self._held = [statements[n] for n in self._near]
        self._rows: list[Row] = []
        self._system = System((), [], {}, (), declared.signed, {})

    def contest(self) -> Contest:
        """The system with a row for each comparison."""
        stated = [w for s in self._held for w in s.windows if self._is_spoken_of(w)]
        units = sorted({w.series.unit for w in stated if not w.series.unit.startswith(POINTS)})
        named = {w.series.partner for w in stated} | {
            r.figure.partner for r in self._ranks.values()
        }
        sums = (self._declared.areas[a].sum_of for a in named if a in self._declared.areas)
        named |= {a for members in sums for a in members}
        ghosts = [w for unit in units for a in sorted(named) for w in self._amount(a, unit)]
        if not ghosts:
            return Contest((), self._system, {})
        self._system = build(tuple(self._held), self._declared, beside=ghosts)
        fields = {
            n: tuple(self._field(rank, unit, sorted(named)) for unit in units)
            for n, rank in self._ranks.items()
        }
        rows = (*self._system.rows, *self._rows)
        # Rows that compare are asked about like statements, of which they say nothing.
        empty = Statement(self._figure, (), (), None, None, official=False, tested=False)
        every = (*self._held, *(empty for _ in self._rows))
        system = self._system._replace(rows=rows, statements=every)
        return Contest(tuple(self._near), system, fields)

    def _is_about(self, statement: Statement) -> int:
        """How near a statement is: 0 of the very time, 1 of a part or more of it, 2 of another."""
        spoken = [w for w in statement.windows if self._is_spoken_of(w)]
        if not spoken:
            return 2
        days = span(self._figure.period)
        return 0 if any((w.start, w.stop) == days for w in spoken) else 1

    def _is_spoken_of(self, window: Window) -> bool:
        """Whether it is an amount of the ranking, in its time."""
        start, stop = span(self._figure.period)
        is_own = window.series.reporter == self._figure.reporter
        is_then = window.start < stop and start < window.stop
        return is_own and is_then and window.series.indicator in self._leaves

    def _amount(self, partner: str, unit: str) -> tuple[Window, ...]:
        return windows(self._figure, self._what, partner, unit, self._declared)

    def _terms(self, partner: str, unit: str) -> Terms:
        terms = self._system.terms(self._amount(partner, unit))
        assert terms is not None  # it is among the ghosts
        return terms

    def _field(self, rank: Statement, unit: str, named: Sequence[str]) -> RankedField:
        own, declared = rank.figure.partner, self._declared
        beside = [a for a in named if self._is_beside(a, rank)]
        beside.sort(key=lambda a: (-self._stated(a, unit), a))
        others = tuple(
            Other(a, self._row({own: 1, a: -1}, unit), self._row({own: -1, a: 1}, unit))
            for a in beside
        )
        is_signed = not self._leaves.isdisjoint(declared.signed)
        if own in declared.groups or is_signed:  # what there is room for beside it is not known
            return RankedField(unit, self._amount(own, unit), others, {})
        single = [a for a in beside if a in declared.countries]
        more = range(1, int(rank.low or 0))
        room = {
            whole: tuple(
                self._row({whole: 1, own: -1 - n, **dict.fromkeys(single, -1)}, unit) for n in more
            )
            for whole in named
            if whole != own and self._is_whole(whole, rank)
        }
        return RankedField(unit, self._amount(own, unit), others, room)

    def _is_beside(self, area: str, rank: Statement) -> bool:
        """Whether an area is another one of those who are ranked, and no part of the own."""
        own, declared = rank.figure.partner, self._declared
        if area == own or area in declared.groups:
            return False
        start, stop = span(rank.figure.period)
        begun = (m.start for m in declared.inside.get(area, ()) if start < m.start < stop)
        days = (start, *begun, stop - 1)
        made_of = (own in declared.areas and declared.areas[own].sum_of) or (own,)
        is_apart = all(apart(area, a, declared, day) for a in made_of for day in days)
        return (own not in declared.groups or is_apart) and places.is_ranked(
            area, rank.figure, declared
        )

    def _is_whole(self, area: str, rank: Statement) -> bool:
        """Whether everybody who is ranked lies in an area."""
        where = places.among(rank.figure, self._declared)
        is_all = all(
            other == area or bool(self._declared.areas[other].sum_of) or self._is_in(other, area)
            for other in self._declared.areas
        )
        return (
            is_all or area == where or (where in self._declared.areas and self._is_in(where, area))
        )

    def _is_in(self, inner: str, area: str) -> bool:
        start, stop = span(self._figure.period)
        inside = self._declared.inside.get(inner, ())
        return any(m.group == area and m.start <= start and stop <= m.stop for m in inside)

    def _stated(self, partner: str, unit: str) -> Decimal:
        """The most that somebody states of an amount, or of a share in it."""
        amount = self._amount(partner, unit)
        return max((s.figure.point for s in self._held if s.part == amount), default=Decimal(-1))

    def _row(self, times: dict[str, int], unit: str) -> int:
        """The place of a new row: that a sum of partners' amounts is nothing or more."""
        terms: Terms = {}
        for partner, count in times.items():
            for unknown, coefficient in self._terms(partner, unit).items():
                terms[unknown] = terms.get(unknown, 0) + count * coefficient
        place = len(self._held) + len(self._rows)
        self._rows.append(Row({u: c for u, c in terms.items() if c}, 0, None, place))
        return place


def _nearest(near: Sequence[int]) -> list[int]:
    """Places of the statements that are nearest; in order."""
    return sorted(sorted(range(len(near)), key=lambda n: (near[n], n))[:NEAREST])
