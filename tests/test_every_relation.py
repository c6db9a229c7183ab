"""Random figures of every relation: the conflicts found are those that brute force finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from etl.core.model import Figure
from tests.every_relation import every_minimal_conflict, figures, wide
from tests.test_relations import members, reported

# Counting lines three times as slow finds none that other tests leave out.
pytestmark = pytest.mark.no_cover

WORLDS = 240
PARTS = 4


Sets = set[frozenset[str]]


def told_and_right(made: list[Figure], seed: int) -> tuple[Sets, Sets]:
    # Equal statements are one: sources of their own keep them apart for brute force as well.
    told = reported(*made)
    first = {r: m.figure_id for c in told.conflicts for m in c.members for r in m.repeats}
    right = {frozenset(first.get(f, f) for f in c) for c in every_minimal_conflict(made)}
    assert told.complete, seed
    assert told.not_known == (), seed
    return members(told), right


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("make", "worlds"), [(figures, WORLDS), (wide, WORLDS // 2)])
def test_the_conflicts_are_those_of_brute_force(
    make: Callable[[int, int], list[Figure]], worlds: int, part: int
) -> None:
    clashing = 0
    for seed in range(part, worlds, PARTS):
        told, right = told_and_right(make(seed, 3 + seed % 4), seed)
        assert told == right, seed
        clashing += bool(right)
    assert clashing > worlds // 48
