"""All minimal conflicts and the fewest repairs, against an oracle that tries every subset.

Of etl/reconcile/find: conflicts, told.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reconcile.find import conflicts
from etl.reconcile.find.conflicts import Blame, Conflicts, find


def no_measure(_: int, __: frozenset[int]) -> None:
    """Nothing can be said of how far a statement is from the others."""


EQUAL = Blame([1] * 12, no_measure)


def alike(size: int) -> Blame:
    return Blame([1] * size, no_measure)


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

    def among(self, _: frozenset[int]) -> Clashes:
        return self


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
    found = find(Clashes(SIZE, clashes, lazy=lazy), EQUAL)

    assert frozenset(found.minimal) == minimal(clashes)
    assert len(found.minimal) == len(minimal(clashes))
    assert found.complete


@given(clashes=clashes_of_few)
def test_the_suspects_are_in_the_smallest_repairs(clashes: Sets) -> None:
    found = find(Clashes(SIZE, clashes, lazy=True), EQUAL)

    all_repairs = repairs(SIZE, clashes)
    least = min(len(r) for r in all_repairs)
    assert found.suspects == frozenset().union(*(r for r in all_repairs if len(r) == least))
    assert found.believed == frozenset(range(SIZE)) - found.suspects


def test_an_official_figure_is_suspected_last() -> None:
    # 0 alone would mend both; it is official, so the two statements are suspected.
    clashes = frozenset({frozenset({0, 1}), frozenset({0, 2})})

    found = find(Clashes(3, clashes, lazy=False), Blame([3, 1, 1], no_measure))

    assert found.suspects == {1, 2}


def test_nothing_wrong_is_no_conflict() -> None:
    assert find(Clashes(3, frozenset(), lazy=True), EQUAL) == Conflicts(
        (), NOBODY, frozenset({0, 1, 2}), complete=True
    )
    assert find(Clashes(0, frozenset(), lazy=True), EQUAL).believed == NOBODY


def test_conflicts_come_smallest_first() -> None:
    clashes = frozenset({frozenset({0, 1, 2}), frozenset({4}), frozenset({2, 3})})

    found = find(Clashes(5, clashes, lazy=True), EQUAL)

    assert [sorted(c) for c in found.minimal] == [[4], [2, 3], [0, 1, 2]]


@pytest.mark.parametrize(("limit", "step"), [("LIMIT", 1), ("REPAIRS", 2)])
def test_at_a_limit_the_rest_is_still_free_of_contradiction(
    limit: str, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, limit, 3)
    pairs = frozenset(frozenset({n, n + 1}) for n in range(0, 11, step))
    oracle = Clashes(12, pairs, lazy=False)

    found = find(oracle, EQUAL)

    assert not found.complete
    assert oracle.contradiction(found.believed) is None


MANY = 9
clashes_of_many = st.frozensets(
    st.frozensets(st.integers(0, MANY - 1), min_size=1, max_size=4), max_size=8
)


@given(
    clashes=clashes_of_many,
    limit=st.integers(1, 5),
    ways=st.integers(1, 6),
    near=st.lists(st.frozensets(st.integers(0, MANY - 1), min_size=1, max_size=5), max_size=3),
    lazy=st.booleans(),
)
def test_what_is_called_complete_is_complete_however_low_the_limits(
    clashes: Sets, limit: int, ways: int, near: list[frozenset[int]], lazy: bool
) -> None:
    right = minimal(clashes)
    oracle = Clashes(MANY, clashes, lazy=lazy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "LIMIT", limit)
        patch.setattr(conflicts, "REPAIRS", ways)
        told = find(oracle, EQUAL, near)

    assert set(told.minimal) <= right
    assert oracle.contradiction(told.believed) is None
    if told.complete:
        assert set(told.minimal) == right
        least = min(len(r) for r in repairs(MANY, clashes))
        hit = [r for r in repairs(MANY, clashes) if len(r) == least]
        assert told.suspects == frozenset().union(*hit)


@given(
    sizes=st.lists(st.integers(1, 3), min_size=2, max_size=12),
    order=st.randoms(use_true_random=False),
    lazy=st.booleans(),
)
def test_what_is_independent_is_all_found_however_much(
    sizes: list[int], order: Random, lazy: bool
) -> None:
    everyone = list(range(sum(sizes) + 3))
    order.shuffle(everyone)
    clashes: set[frozenset[int]] = set()
    left = everyone
    for size in sizes:
        clashes.add(frozenset(left[:size]))
        left = left[size:]

    told = find(Clashes(len(everyone), frozenset(clashes), lazy=lazy), alike(len(everyone)))

    assert set(told.minimal) == clashes
    assert told.suspects == frozenset().union(*clashes)


def test_a_conflict_across_independent_ones_appears_only_when_both_are_mended_otherwise() -> None:
    # The lightest repairs are 0 and 2; 1 and 3 clash with 4 only where both are believed.
    across = frozenset({1, 3, 4})
    clashes = frozenset({frozenset({0, 1}), frozenset({2, 3}), across})

    told = find(Clashes(5, clashes, lazy=True), Blame([1, 2, 1, 2, 1], no_measure))
    assert across in told.minimal

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "REPAIRS", 3)  # four combinations are not tried
        short = find(Clashes(5, clashes, lazy=True), Blame([2, 1, 2, 1, 9], no_measure))
    assert across in short.minimal or not short.complete


def test_what_is_independent_is_never_multiplied() -> None:
    pairs = frozenset(frozenset({n, n + 1}) for n in range(0, 80, 2))
    asked = Counted(80, pairs, lazy=False)

    found = find(asked, Blame([1] * 80, no_measure))

    assert frozenset(found.minimal) == pairs  # 2 ** 40 ways to mend them
    assert asked.questions < 1_000
    assert not found.complete  # a conflict across them might have been missed
    assert found.suspects == frozenset(range(80))
    assert frozenset(found.alternatives) == pairs


class Counted(Clashes):
    questions = 0

    def contradiction(self, believed: frozenset[int]) -> frozenset[int] | None:
        self.questions += 1
        return super().contradiction(believed)


def test_near_statements_are_searched_in_full_whatever_the_limit_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conflicts, "REPAIRS", 2)
    pairs = frozenset(frozenset({n, n + 1}) for n in range(0, 11))
    near = [frozenset({n, n + 1}) for n in range(0, 11)]

    assert frozenset(find(Clashes(12, pairs, lazy=True), EQUAL, near).minimal) >= pairs


def test_who_has_more_voices_is_believed() -> None:
    clashes = frozenset({frozenset({0, 1})})

    found = find(Clashes(2, clashes, lazy=True), Blame([10, 20], no_measure))
    assert (found.suspects, found.alternatives) == (frozenset({0}), ())

    found = find(Clashes(2, clashes, lazy=True), Blame([8, 8], no_measure))
    assert (found.suspects, found.alternatives) == (frozenset({0, 1}), (frozenset({0, 1}),))


def test_of_equally_few_the_outlier_is_blamed_and_the_rest_told_as_one_of_these() -> None:
    # 5.0 and 5.2 against 9.0, each against each; far is what each is from those that are believed
    values = [Decimal("5.0"), Decimal("5.2"), Decimal("9.0")]
    clashes = frozenset(frozenset(pair) for pair in combinations(range(3), 2))

    def far(n: int, believed: frozenset[int]) -> Decimal:
        return min(abs(values[n] - values[m]) for m in believed)

    found = find(Clashes(3, clashes, lazy=True), Blame([1, 1, 1], far))

    # Two have to be wrong, any two would do; of the likeliest pairs each has the outlier.
    assert found.suspects == {0, 1, 2}
    # One of each pair, which is more than that one of the three is: no one is enough.
    assert set(found.alternatives) == clashes


def test_of_equally_few_who_is_believed_is_told_too_as_one_of_these() -> None:
    # 0 and 1 are in both conflicts; either would mend them, though 0 has a tenth of the way to go.
    clashes = frozenset({frozenset({0, 1, 2}), frozenset({0, 1, 3})})
    blame = Blame([1] * 4, lambda n, _: Decimal(10**n))

    found = find(Clashes(4, clashes, lazy=True), blame)

    assert (found.suspects, found.alternatives) == (frozenset({0}), (frozenset({0, 1}),))


def test_in_a_conflict_by_itself_every_member_is_as_likely_however_far_it_has_to_go() -> None:
    blame = Blame([1] * 3, lambda n, _: Decimal(10**n))

    found = find(Clashes(3, frozenset({frozenset({0, 1, 2})}), lazy=True), blame)

    assert (found.suspects, found.alternatives) == (frozenset(range(3)), (frozenset(range(3)),))
