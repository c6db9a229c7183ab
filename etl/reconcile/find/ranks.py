"""Ranks beside one another and beside the amounts that they order.

Amounts of partners say at best and at worst which place one of them has: those that are surely
larger come before it, and what the named ones leave of the world may hold more. Solves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.reconcile.find.limits import LIMITS, told
from etl.reconcile.findings import Unlikely
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, facts, span
from etl.reconcile.say import unlikely as say

Amounts = dict[tuple[str, str, int, int], list[Statement]]
"""By reporter, indicator, and the first and last day."""


class Places(NamedTuple):
    """Which places the amounts allow a partner, and the statements that say so."""

    best: int
    worst: int | None
    """None where the partners that are named may not be all."""
    larger: tuple[Statement, ...]
    """Amounts that are surely larger than its own, the largest first."""
    own: Statement


def find(
    book: Book, reference: Book | None, statements: Iterable[Statement], declared: Relations
) -> Iterator[Unlikely]:
    """Two partners in one place, and places that amounts do not allow."""
    ranks = [f for f in facts(book, reference) if KINDS[f.kind].tested == "place"]
    yield from _shared(ranks, declared)
    amounts: Amounts = defaultdict(list)
    for s in statements:
        if KINDS[s.figure.kind].is_amount and not s.whole:
            key = s.figure.reporter, s.figure.indicator, *span(s.figure.period)
            amounts[key].append(s)
    for rank in ranks:
        of = declared.indicators[rank.indicator].of
        beside = amounts.get((rank.reporter, of, *span(rank.period)), [])
        for unit in sorted({s.figure.unit for s in beside}):
            same = [s for s in beside if s.figure.unit == unit]
            yield from _misplaced(rank, _places(rank, same, declared), declared)
    yield from _reversed(ranks, amounts, declared)


def _reversed(ranks: list[Figure], amounts: Amounts, declared: Relations) -> Iterator[Unlikely]:
    """Two places in one ranking, of which the better one's amount is surely the smaller."""
    alike: dict[object, list[Figure]] = defaultdict(list)
    for f in sorted(ranks, key=lambda f: f.id):
        among = f.among or declared.indicators[f.indicator].among
        if f.partner not in declared.groups and f.quantity_high is None:
            alike[f.reporter, f.indicator, among, f.period.span].append(f)
    for one, other in (pair for some in alike.values() for pair in combinations(some, 2)):
        better, worse = sorted((one, other), key=lambda f: f.point)
        low, high = of_figure(worse).low, of_figure(better).high
        if better.partner == worse.partner or low is None or high is None or low <= high:
            continue
        of = declared.indicators[better.indicator].of
        beside = amounts.get((better.reporter, of, *span(better.period)), [])
        smaller = _surely(beside, better.partner, worse.partner)
        if smaller is not None:
            sentence = say.reversed_ranks(better, worse, *smaller, declared)
            members = [better.id, worse.id, *(s.figure.id for s in smaller)]
            yield told("rank", members, low - high, sentence)


def _surely(amounts: list[Statement], one: str, other: str) -> tuple[Statement, Statement] | None:
    """An amount of one partner that is surely smaller than one of another, in one unit."""
    for s in (s for s in amounts if s.figure.partner == one and s.high is not None):
        for t in (t for t in amounts if t.figure.partner == other and t.low is not None):
            if s.figure.unit == t.figure.unit and (s.high or 0) < (t.low or 0):
                return s, t
    return None


def _shared(ranks: list[Figure], declared: Relations) -> Iterator[Unlikely]:
    """Two single economies, or two groups, in one place of one ranking of one time."""
    alike: dict[object, dict[str, Figure]] = defaultdict(dict)
    for f in sorted(ranks, key=lambda f: f.id):
        if f.qualifier == "exact" and f.quantity_high is None:
            among = f.among or declared.indicators[f.indicator].among
            key = f.reporter, f.indicator, among, f.period.span, f.point
            alike[key, f.partner in declared.groups].setdefault(f.partner, f)
    for partners in alike.values():
        apart = [
            (one, other)
            for one, other in combinations(partners.values(), 2)
            if not _contains(one.partner, other.partner, declared)
        ]
        if apart:
            figures = sorted({f for pair in apart for f in pair}, key=lambda f: f.id)
            sentence = say.same_rank(figures, declared)
            yield told("same_rank", [f.id for f in figures], Decimal(len(figures)), sentence)


def _contains(one: str, other: str, declared: Relations) -> bool:
    return any(m.group == other for m in declared.inside.get(one, ())) or any(
        m.group == one for m in declared.inside.get(other, ())
    )


def _places(rank: Figure, statements: list[Statement], declared: Relations) -> Places | None:
    """None where the amount of the partner is not stated with two ends, or not what is ranked."""
    usual = declared.indicators[rank.indicator].among  # in words: all that are ranked by it
    among = rank.among or usual
    if among != usual and among not in declared.areas:
        return None  # who else is ranked is not known
    members = {
        s.figure.partner: s
        for s in sorted(statements, key=lambda s: (s.official, s.figure.id), reverse=True)
        if s.figure.partner not in declared.groups and _is_among(s.figure, among, declared)
    }
    own = members.get(rank.partner)
    if own is None or not own.low or own.high is None:
        return None
    others = [s for partner, s in members.items() if partner != rank.partner]
    larger = sorted(
        (s for s in others if s.low is not None and s.low > own.high),
        key=lambda s: (-s.figure.point, s.figure.id),
    )
    may_be = [s for s in others if s.high is None or s.high > own.low]
    left = _left(among, members, statements, declared)
    worst = None if left is None else 1 + len(may_be) + int(left // own.low)
    return Places(1 + len(larger), worst, tuple(larger), own)


def _is_among(figure: Figure, among: str, declared: Relations) -> bool:
    """Whether the partner of a figure is among those of an area, in all of its period."""
    if among not in declared.areas:
        return True
    start, stop = span(figure.period)
    memberships = declared.inside.get(figure.partner, ())
    return any(m.group == among and m.start <= start and stop <= m.stop for m in memberships)


def _left(
    among: str, members: dict[str, Statement], statements: list[Statement], declared: Relations
) -> Decimal | None:
    """What the named partners leave of all that are ranked; None where that is not stated."""
    areas = declared.areas
    everything = among if among in areas else next((a for a in areas if _is_all(a, declared)), "")
    totals = [s.high for s in statements if s.figure.partner == everything and s.high is not None]
    if not totals:
        return None
    return max(min(totals) - sum(s.low or Decimal(0) for s in members.values()), Decimal(0))


def _is_all(area: str, declared: Relations) -> bool:
    """Whether every other area lies in it, but for groups named for a purpose."""
    return all(
        other == area or bool(declared.areas[other].sum_of) or _within(other, area, declared)
        for other in declared.areas
    )


def _within(inner: str, outer: str, declared: Relations) -> bool:
    return any(m.group == outer for m in declared.inside.get(inner, ()))


def _misplaced(rank: Figure, places: Places | None, declared: Relations) -> Iterator[Unlikely]:
    if places is None:
        return
    low, high = of_figure(rank)
    if high is not None and high < places.best:
        off, members = places.best - high, [s.figure.id for s in places.larger]
    elif low is not None and places.worst is not None and low > places.worst:
        off, members = low - places.worst, []
    else:
        return
    if off >= LIMITS["rank"].least:
        sentence = say.rank(rank, places.own, places.larger, places.best, places.worst, declared)
        yield told("rank", [rank.id, places.own.figure.id, *members], off, sentence)
