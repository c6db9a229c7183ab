"""Random figures of every relation: the conflicts found are those that brute force finds."""

from __future__ import annotations

import pytest

from tests.every_relation import every_minimal_conflict, figures
from tests.test_relations import members, reported

WORLDS = 240
PARTS = 4


def found(seed: int, count: int) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    made = figures(seed, count)
    # Equal statements are one: sources of their own keep them apart for brute force as well.
    told = reported(*made)
    first = {r: m.figure_id for c in told.conflicts for m in c.members for r in m.repeats}
    right = {frozenset(first.get(f, f) for f in c) for c in every_minimal_conflict(made)}
    assert told.complete, seed
    assert told.not_known == (), seed
    return members(told), right


@pytest.mark.parametrize("part", range(PARTS))
def test_the_conflicts_are_those_of_brute_force(part: int) -> None:
    clashing = 0
    for seed in range(part, WORLDS, PARTS):
        told, right = found(seed, 3 + seed % 4)
        assert told == right, seed
        clashing += bool(right)
    assert clashing > 5
