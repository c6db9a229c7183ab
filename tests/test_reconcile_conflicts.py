"""All minimal conflicts and the fewest repairs, against an oracle that tries every subset."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reconcile.find import conflicts
from etl.reconcile.find.conflicts import Conflicts, find

Sets = frozenset[frozenset[int]]
NOBODY: frozenset[int] = frozenset()


class Clashes:
    """Statements that clash wherever one of some sets is whole."""

    def __init__(self, size: int, clashes: Sets, *, lazy: bool) -> None:
        self.everyone = frozenset(range(size))
        self._clashes = sorted(clashes, key=sorted)
        self._lazy = lazy

    def contradiction(self, believed: frozenset[int]) -> frozenset[int] | None:
        found = next((c for c in self._clashes if c <= believed), None)
        return believed if found is not None and self._lazy else found


def minimal(sets: Sets) -> Sets:
    return frozenset(s for s in sets if not any(other < s for other in sets))


def repairs(size: int, clashes: Sets) -> Sets:
    every = (frozenset(r) for n in range(size + 1) for r in combinations(range(size), n))
    return minimal(frozenset(r for r in every if all(r & c for c in clashes)))


SIZE = 6
clashes_of_few = st.frozensets(
    st.frozensets(st.integers(0, SIZE - 1), min_size=1, max_size=4), max_size=7
)


@given(clashes=clashes_of_few, lazy=st.booleans())
def test_every_minimal_conflict_is_found_and_nothing_else(clashes: Sets, lazy: bool) -> None:
    found = find(Clashes(SIZE, clashes, lazy=lazy), NOBODY)

    assert frozenset(found.minimal) == minimal(clashes)
    assert len(found.minimal) == len(minimal(clashes))
    assert found.complete


@given(clashes=clashes_of_few)
def test_the_suspects_are_in_the_smallest_repairs(clashes: Sets) -> None:
    found = find(Clashes(SIZE, clashes, lazy=True), NOBODY)

    all_repairs = repairs(SIZE, clashes)
    least = min(len(r) for r in all_repairs)
    assert found.suspects == frozenset().union(*(r for r in all_repairs if len(r) == least))
    assert found.believed == frozenset(range(SIZE)) - found.suspects


def test_an_official_figure_is_suspected_last() -> None:
    # 0 alone would mend both; it is official, so the two statements are suspected.
    clashes = frozenset({frozenset({0, 1}), frozenset({0, 2})})

    found = find(Clashes(3, clashes, lazy=False), frozenset({0}))

    assert found.suspects == {1, 2}


def test_nothing_wrong_is_no_conflict() -> None:
    assert find(Clashes(3, frozenset(), lazy=True), NOBODY) == Conflicts(
        (), NOBODY, frozenset({0, 1, 2}), complete=True
    )
    assert find(Clashes(0, frozenset(), lazy=True), NOBODY).believed == NOBODY


def test_conflicts_come_smallest_first() -> None:
    clashes = frozenset({frozenset({0, 1, 2}), frozenset({4}), frozenset({2, 3})})

    found = find(Clashes(5, clashes, lazy=True), NOBODY)

    assert [sorted(c) for c in found.minimal] == [[4], [2, 3], [0, 1, 2]]


@pytest.mark.parametrize("limit", ["LIMIT", "REPAIRS"])
def test_at_a_limit_the_rest_is_still_free_of_contradiction(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, limit, 3)
    oracle = Clashes(12, frozenset(frozenset({n, n + 1}) for n in range(0, 12, 2)), lazy=False)

    found = find(oracle, NOBODY)

    assert not found.complete
    assert oracle.contradiction(found.believed) is None
