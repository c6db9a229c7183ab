"""Random histories: what is true never conflicts, what is wrong is found where it can be.

Of etl/reconcile/solve: solver.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Figure
from etl.reconcile import Report, reconcile
from tests.conftest import examples
from tests.elimination import possible
from tests.worlds import TinyWorld, World, book, figure, shuffled

# Counting lines three times as slow finds none that other tests leave out.
pytestmark = pytest.mark.no_cover

_ROUNDED = Decimal("0.00002")  # amounts and ratios are rounded outward


def fits(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    room = abs(value) * _ROUNDED + _ROUNDED
    return (low is None or low - room <= value) and (high is None or value <= high + room)


@examples(200)
@given(seed=st.integers(0, 2**32), count=st.integers(2, 24))
def test_what_is_true_never_conflicts_and_lies_in_every_range(seed: int, count: int) -> None:
    world = World(seed)
    report = reconcile(book(*world.figures(count)))

    assert [c.sentence for c in report.conflicts] == []
    for verdict in report.verdicts:
        true = world.truth[verdict.figure_id]
        assert fits(true, verdict.implied_low, verdict.implied_high), verdict
    for found in report.deduced:
        value = world.value(found.indicator, found.partner, found.period)
        assert fits(value, found.low, found.high), found
        assert found.shown_low <= found.low <= found.high <= found.shown_high
    for rest in report.remainders:
        value = world.value(rest.indicator, rest.partner, rest.period)
        assert fits(value, rest.low, None), rest


def conflicts_of(report: Report) -> set[frozenset[str]]:
    """Each set of figures; of equal statements that are told as one, each in its turn."""
    return {
        frozenset(names)
        for conflict in report.conflicts
        for names in product(*((m.figure_id, *m.repeats) for m in conflict.members))
    }


def every_minimal_conflict(figures: list[Figure]) -> set[frozenset[str]]:
    """By trying every subset with exact elimination, an independent method."""
    found: list[frozenset[str]] = []
    for size in range(1, len(figures) + 1):
        for some in combinations(figures, size):
            names = frozenset(f.id for f in some)
            if not any(known <= names for known in found) and not possible(list(some)):
                found.append(names)
    return set(found)


@examples(100)
@given(seed=st.integers(0, 2**32), count=st.integers(3, 5))
def test_an_error_that_can_be_found_is_found(seed: int, count: int) -> None:
    figures = TinyWorld(seed).figures_with_an_error(count)

    assert conflicts_of(reconcile(book(*figures))) == every_minimal_conflict(figures)


@examples(50)
@given(
    seed=st.integers(0, 2**32),
    count=st.integers(3, 5),
    world=st.sampled_from(["5 billion", "60321023000", "900000000000"]),
)
def test_an_error_is_found_beside_amounts_a_million_times_as_large(
    seed: int, count: int, world: str
) -> None:
    figures = TinyWorld(seed).figures_with_an_error(count)
    whole = [
        figure(f"{flow}-{year}", flow, year, world, partner="WLD")
        for flow in ("sales", "purchases")
        for year in ("2021", "2022")
    ]

    assert conflicts_of(reconcile(book(*figures, *whole))) == every_minimal_conflict(figures)


@examples(25)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_the_figures_never_matters(seed: int) -> None:
    figures = World(seed).figures(12) + TinyWorld(seed).figures_with_an_error(6)

    first = reconcile(book(*figures))

    assert reconcile(book(*shuffled(figures, seed))) == first
