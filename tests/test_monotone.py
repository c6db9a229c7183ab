"""One more statement never takes a contradiction away: what cannot be true stays so.

Of etl/reconcile/model: drift.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, reconcile
from tests.every_relation import figures
from tests.test_relations import MORE, said
from tests.worlds import INDICATORS, book, table

WORLDS: Final = 36
PARTS: Final = 3
World = tuple[list[Figure], list[Figure]]
"""What is said, and what a table has."""

TABLED: Final = ("sales", "purchases", "trade")
EVERY: Final = {**INDICATORS, **MORE}


def any_world(seed: int) -> World:
    """Figures of every relation, of which some amounts are those of a table."""
    random = Random(seed)
    made = figures(seed, 5 + seed % 4)
    official = [
        f
        for f in made
        if f.indicator in TABLED and f.qualifier == "exact" and random.random() < 0.6
    ]
    return [f for f in made if f not in official], official


def two_years(seed: int) -> World:
    """A table of two years, and what is said of it, off by up to a little more than a revision."""
    random = Random(seed)

    def nearly(value: float) -> float:
        return value * (1 + random.uniform(-0.015, 0.015))

    before, now, world = 10.0, random.uniform(8, 15), random.uniform(50, 90)
    amounts = (("trade", "2022", before), ("trade", "2023", now), ("sales", "2023", now * 0.6))
    official = [
        said(f"o{n}", kind, year, f"{value:.4f} billion")
        for n, (kind, year, value) in enumerate(amounts)
    ]
    official.append(said("o-all", "trade", "2023", f"{world:.4f} billion", partner="WLD"))
    said_of = [
        said(f"p{n}", kind, year, f"{nearly(value):.2f} billion")
        for n, (kind, year, value) in enumerate(amounts)
    ]
    ratio, share = now / before, now / world
    said_of += [
        said("rise", "trade_growth", "2023", f"{100 * nearly(ratio) - 100:.1f} %"),
        said("times", "trade_times", "2023", f"{nearly(ratio):.2f}"),
        said("share", "trade_share", "2023", f"{100 * nearly(share):.1f} %"),
        said("change", "trade_rise", "2023", f"{nearly(now - before):.1f} billion"),
    ]
    random.shuffle(said_of)
    return said_of, official


def sets(report: Report) -> list[list[frozenset[str]]]:
    """The conflicts: of each member, who says the very same."""
    return [[frozenset({m.figure_id, *m.repeats}) for m in c.members] for c in report.conflicts]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("world", [any_world, two_years])
def test_a_statement_that_is_added_takes_no_conflict_away(
    world: Callable[[int], World], part: int
) -> None:
    clashing = 0
    for seed in range(part, WORLDS, PARTS):
        said_of, official = world(seed)
        known: list[list[frozenset[str]]] = []
        for count in range(1, len(said_of) + 1):
            some = book(*said_of[:count], indicators=EVERY)
            new = sets(reconcile(some, table(*official) if official else None))
            for conflict in known:
                every = frozenset().union(*conflict)
                assert any(all(m & every for m in c) for c in new), (seed, count, conflict)
            known = new
        clashing += bool(known)
    assert clashing > WORLDS // PARTS // 12
