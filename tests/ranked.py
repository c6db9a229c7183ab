"""Random figures of three partners with ranks, and all their minimal conflicts by every subset.

The rows are written here anew; whether some of them are possible is asked of the rational simplex.
A rank is possible if so few others as it allows have to be larger, and if as many others as it
takes can be as large, named or not; two ranks, if the better one's partner can be no smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from random import Random
from typing import Final

from etl.core.intervals import of_figure
from etl.core.model import Figure
from etl.reconcile.solve.simplex import Number, Simplex
from tests.test_unlikely import ranked
from tests.worlds import figure

NAMED: Final = ("BEL", "CHE", "EST")
FLOWS: Final = ("sales", "purchases")
_WORLD: Final = 2 * len(NAMED)
_WIDTH: Final = _WORLD + 2  # flows of the world, and something
_SOMETHING: Final = _WIDTH
Sum = dict[int, Number]
Row = tuple[Sum, Number | None, Number | None]


def figures(seed: int, count: int) -> list[Figure]:
    """Figures of one year, each of a source of its own; ranks are drawn without a look at them."""
    random = Random(seed)
    flows = {(p, flow): random.randint(1, 9) for p in NAMED for flow in FLOWS}
    total = {p: flows[p, "sales"] + flows[p, "purchases"] for p in NAMED}
    world = sum(total.values()) + random.randint(0, 12)
    made: list[Figure] = []
    for n in range(count):
        name, partner = f"f{n}", random.choice(NAMED)
        what = random.choice(("rank", "rank", "trade", "trade", "sales", "share", "world"))
        if what == "rank":
            made.append(ranked(name, str(random.randint(1, 4)), partner))
        elif what == "trade":
            made.append(figure(name, "trade", "2023", f"{total[partner]} billion", partner=partner))
        elif what == "sales":
            flow = random.choice(FLOWS)
            value = f"{flows[partner, flow]} billion"
            made.append(figure(name, flow, "2023", value, partner=partner))
        elif what == "share":
            value = f"{100 * total[partner] // world} %"
            made.append(figure(name, "trade_share", "2023", value, partner=partner))
        else:
            made.append(figure(name, "trade", "2023", f"{world} billion", partner="WLD"))
        made[-1] = made[-1]._replace(source=f"s{n}")
    return made


def every_minimal_conflict(made: Sequence[Figure]) -> set[frozenset[str]]:
    """The smallest sets that are impossible."""
    found: set[frozenset[str]] = set()
    for size in range(1, len(made) + 1):
        for some in combinations(made, size):
            names = frozenset(f.id for f in some)
            if not any(known <= names for known in found) and not _possible(some):
                found.add(names)
    return found


def _possible(some: Sequence[Figure]) -> bool:
    ranks = [f for f in some if f.indicator == "rank"]
    rows = tuple(row for f in some if f.indicator != "rank" for row in _rows(f))
    return all(
        any(_allows((*rows, *way)) for way in ways)
        for ways in ([[()]] + [list(w) for w in _demands(ranks)])
    )


def _demands(ranks: list[Figure]) -> Iterator[Iterator[tuple[Row, ...]]]:
    """For each demand of ranks the ways to meet it."""
    for f in ranks:
        others = [p for p in NAMED if p != f.partner]
        place = int(f.point)
        before = place - 1
        few = (some for n in range(before + 1) for some in combinations(others, n))
        yield (tuple(_less(p, f.partner) for p in others if p not in some) for some in few)
        many = (some for n in range(before + 1) for some in combinations(others, n))
        yield (
            (*(_less(f.partner, p) for p in some), _room(f.partner, before - len(some)))
            for some in many
        )
    for one, other in combinations(ranks, 2):
        better, worse = sorted((one, other), key=lambda f: f.point)
        if better.partner == worse.partner and better.point != worse.point:
            yield iter(())
        elif better.point < worse.point:
            yield iter([(_less(worse.partner, better.partner),)])


@cache
def _trade(partner: str) -> tuple[int, int]:
    first = _WORLD if partner == "WLD" else 2 * NAMED.index(partner)
    return first, first + 1


def _less(small: str, large: str) -> Row:
    """That one has no more than another."""
    return {**dict.fromkeys(_trade(large), 1), **dict.fromkeys(_trade(small), -1)}, 0, None


def _room(own: str, unnamed: int) -> Row:
    """That the world has room for so many more with as much, beside all who are named."""
    terms: Sum = dict.fromkeys(_trade("WLD"), 1)
    for partner in NAMED:
        terms |= dict.fromkeys(_trade(partner), -1 - (unnamed if partner == own else 0))
    return terms, 0, None


def _rows(f: Figure) -> list[Row]:
    low, high = (None if e is None else Fraction(e) for e in of_figure(f))
    own = _trade(f.partner)
    if f.indicator == "trade_share":
        whole: Sum = dict.fromkeys(_trade("WLD"), 1)
        some: Sum = dict.fromkeys(own, 1)
        rows: list[Row] = [({**whole, _SOMETHING: -1}, 0, None)]
        for end, is_low in ((low, True), (high, False)):
            if end is not None:
                terms = {**dict.fromkeys(whole, -end / 100), **some}
                rows.append((terms, 0, None) if is_low else (terms, None, 0))
        return rows
    cells = own if f.indicator == "trade" else (own[FLOWS.index(f.indicator)],)
    return [(dict.fromkeys(cells, 1), low, high)]


def _allows(rows: Sequence[Row]) -> bool:
    """Whether some amounts keep all rows, and each flow of all partners is part of the world's."""
    inner: list[Row] = [
        ({_WORLD + n: 1, **{2 * p + n: -1 for p in range(len(NAMED))}}, 0, None) for n in (0, 1)
    ]
    every = [*inner, *rows]
    simplex = Simplex(_WIDTH + 1, [terms for terms, _, _ in every], [])
    simplex.limit(_SOMETHING, 1)
    for at, (_, low, high) in enumerate(every):
        simplex.hold(at, low, high)
    if simplex.contradiction() is not None:
        return False
    answer = simplex.most({_SOMETHING: 1}, enough=0)
    return answer.value is None or answer.value > 0


def fewest(conflicts: set[frozenset[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Who is in every smallest choice that hits all conflicts, and who is in some."""
    everyone = sorted(frozenset().union(*conflicts))
    for size in range(len(everyone) + 1):
        hit = [
            frozenset(some)
            for some in combinations(everyone, size)
            if all(c.intersection(some) for c in conflicts)
        ]
        if hit:
            return frozenset.intersection(*hit), frozenset().union(*hit)
    raise AssertionError(conflicts)
