"""Ranks beside one another and beside the amounts, or shares, that they order.

Amounts of partners say at best and at worst which place one of them has: those that are surely
larger come before it, and what the named ones leave of the world may hold more. Where the bounds
leave no doubt, a rank and what it is held against cannot all be true. Solves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.core.schema import EVERYONE
from etl.reconcile.find.limits import told
from etl.reconcile.findings import Unlikely
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, facts, span
from etl.reconcile.say import ranks as say_ranks
from etl.reconcile.say import unlikely as say

Sizes = dict[tuple[str, str, int, int], list[Statement]]
"""Amounts, and shares of one whole, by reporter, what is ranked, and the first and last day."""


class Clash(NamedTuple):
    """One or two ranks beside sizes that do not allow them: not all of these can be true."""

    ranks: tuple[Figure, ...]
    sizes: tuple[Statement, ...]
    """Of the first rank's partner first."""
    best: int | None
    """The best place that they leave to the first rank's partner."""
    worst: int | None
    sentence: str
    spare: bool = False
    """Whether more partners are larger than it takes: no other size alone would mend it."""

    @property
    def members(self) -> list[str]:
        """Ids of all figures."""
        return [*(f.id for f in self.ranks), *(s.figure.id for s in self.sizes)]


def find(book: Book, reference: Book | None, declared: Relations) -> Iterator[Unlikely]:
    """Two partners in one place."""
    yield from _shared(_ranks(book, reference), declared)


def clashes(
    book: Book, reference: Book | None, statements: Iterable[Statement], declared: Relations
) -> Iterator[Clash]:
    """Places that sizes do not allow; each rank once."""
    ranks, sizes = _ranks(book, reference), _sizes(statements, declared)
    misplaced = set[str]()
    for rank in sorted(ranks, key=lambda f: f.id):
        of = declared.indicators[rank.indicator].of
        beside = sizes.get((rank.reporter, of, *span(rank.period)), [])
        comparable: dict[str, list[Statement]] = defaultdict(list)
        for s in beside:
            comparable[f"{s.figure.unit} {_whole(s)}"].append(s)
        found = (_misplaced(rank, comparable[name], declared) for name in sorted(comparable))
        if clash := next(filter(None, found), None):
            misplaced.add(rank.id)
            yield clash
    yield from _reversed([f for f in ranks if f.id not in misplaced], sizes, declared)


def _ranks(book: Book, reference: Book | None) -> list[Figure]:
    return [f for f in facts(book, reference) if KINDS[f.kind].tested == "place"]


def _sizes(statements: Iterable[Statement], declared: Relations) -> Sizes:
    sizes: Sizes = defaultdict(list)
    for s in statements:
        indicator = declared.indicators[s.figure.indicator]
        is_share = KINDS[indicator.kind].whole and bool(_whole(s)) and not indicator.within
        if (KINDS[indicator.kind].is_amount and not s.whole) or is_share:
            what = indicator.of if is_share else indicator.id
            sizes[s.figure.reporter, what, *span(s.figure.period)].append(s)
    return sizes


def _whole(statement: Statement) -> str:
    """The area in which a partner has a share; empty for an amount, and for a share of another."""
    areas = {w.series.partner for w in statement.whole}
    return areas.pop() if len(areas) == 1 and statement.figure.partner not in areas else ""


def _reversed(ranks: list[Figure], sizes: Sizes, declared: Relations) -> Iterator[Clash]:
    """Two places in one ranking, of which the better one's partner is surely the smaller."""
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
        beside = sizes.get((better.reporter, of, *span(better.period)), [])
        pair = _surely(beside, better.partner, worse.partner)
        if pair is not None:
            sentence = say_ranks.reversed_ranks(better, worse, *pair, declared)
            yield Clash((better, worse), pair, int(low) + 1, None, sentence)


def _surely(sizes: list[Statement], one: str, other: str) -> tuple[Statement, Statement] | None:
    """A size of one partner that is surely smaller than one of another, in one unit."""
    for s in (s for s in sizes if s.figure.partner == one):
        for t in (t for t in sizes if t.figure.partner == other):
            is_alike = (s.figure.unit, _whole(s)) == (t.figure.unit, _whole(t))
            if is_alike and _is_larger(t, s):
                return s, t
    return None


def _is_larger(one: Statement, other: Statement) -> bool:
    """Whether one is surely larger: at least 30 is more than what is less than 30."""
    if one.low is None or other.high is None:
        return False
    is_excluded = one.figure.qualifier == "more_than" or other.figure.qualifier == "less_than"
    return one.low > other.high or (one.low == other.high and is_excluded)


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


def _misplaced(rank: Figure, sizes: list[Statement], declared: Relations) -> Clash | None:
    """A place beside sizes in one unit; None where they allow it, or do not say."""
    among = rank.among or declared.indicators[rank.indicator].among
    if among not in EVERYONE and among not in declared.areas:
        return None  # some in words: who else is ranked is not known
    members = {
        s.figure.partner: s
        for s in sorted(sizes, key=lambda s: (s.official, s.figure.id), reverse=True)
        if s.figure.partner not in declared.groups and _is_among(s.figure, among, declared)
    }
    own = members.pop(rank.partner, None)
    if own is None:
        return None
    others = sorted(members.values(), key=lambda s: (-s.figure.point, s.figure.id))
    low, high = of_figure(rank)
    larger = [s for s in others if _is_larger(s, own)]
    if high is not None and len(larger) >= high:
        first = tuple(larger[: int(high)])
        best = len(first) + 1
        sentence = say_ranks.rank(rank, own, first, best, None, declared)
        return Clash((rank,), (own, *first), best, None, sentence, len(larger) > high)
    total = _total(among, sizes, declared)
    if low is None or total is None or not own.low:
        return None
    needed = _needed(own, others, total[0], low)
    if needed is None:
        return None
    worst = _worst(own, needed, total[0])
    beside = (*needed, *total[1])
    sentence = say_ranks.rank(rank, own, (), None, worst, declared)
    return Clash((rank,), (own, *beside), None, worst, sentence)


def _worst(own: Statement, others: Sequence[Statement], total: Decimal) -> int:
    """The last place that a partner can have beside others of all, named and not."""
    least = own.low or Decimal(0)
    may_be = [s for s in others if s.high is None or s.high > least]
    left = max(total - least - sum(s.low or Decimal(0) for s in others), Decimal(0))
    return 1 + len(may_be) + int(left // least)


def _needed(
    own: Statement, others: list[Statement], total: Decimal, place: Decimal
) -> list[Statement] | None:
    """Of the others those that it takes to rule out a place; None where they do not."""
    if _worst(own, others, total) >= place:
        return None
    kept = list(others)
    for other in reversed(others):
        rest = [s for s in kept if s is not other]
        if _worst(own, rest, total) < place:
            kept = rest
    return kept


def _is_among(figure: Figure, among: str, declared: Relations) -> bool:
    """Whether the partner of a figure is among those of an area, in all of its period."""
    if among not in declared.areas:
        return True
    start, stop = span(figure.period)
    memberships = declared.inside.get(figure.partner, ())
    return any(m.group == among and m.start <= start and stop <= m.stop for m in memberships)


def _total(
    among: str, sizes: list[Statement], declared: Relations
) -> tuple[Decimal, tuple[Statement, ...]] | None:
    """What all that are ranked have together at most, and who says so; None where nobody does."""
    areas = declared.areas
    everything = among if among in areas else next((a for a in areas if _is_all(a, declared)), "")
    if sizes[0].whole:
        return (Decimal(1), ()) if _whole(sizes[0]) == everything else None
    totals = [s for s in sizes if s.figure.partner == everything and s.high is not None]
    if not totals:
        return None
    least = min(totals, key=lambda s: (s.high or Decimal(0), s.figure.id))
    return least.high or Decimal(0), (least,)


def _is_all(area: str, declared: Relations) -> bool:
    """Whether every other area lies in it, but for groups named for a purpose."""
    return all(
        other == area or bool(declared.areas[other].sum_of) or _within(other, area, declared)
        for other in declared.areas
    )


def _within(inner: str, outer: str, declared: Relations) -> bool:
    return any(m.group == outer for m in declared.inside.get(inner, ()))
