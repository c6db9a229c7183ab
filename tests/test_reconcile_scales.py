"""Amounts in billions and in units side by side: nothing is too small to be looked at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.core.model import Book, Figure
from etl.reconcile import Report, Verdict, reconcile
from etl.reconcile.find.implied import Range, pins_down
from tests.worlds import book, figure


def of(report: Report, figure_id: str) -> Verdict:
    return next(v for v in report.verdicts if v.figure_id == figure_id)


def beside_the_world(*figures: Figure, world: str = "60321023000") -> Book:
    whole = (
        figure(f"w-{indicator}", indicator, "2021", world, partner="WLD")
        for indicator in ("sales", "purchases")
    )
    return book(*whole, *figures)


def test_two_small_amounts_that_differ_are_told_with_what_would_fit() -> None:
    (conflict,) = reconcile(
        beside_the_world(figure("a", "sales", "2021", "100"), figure("b", "sales", "2021", "150"))
    ).conflicts

    assert conflict.sentence == "Beland, 2021: Sales of 100 USD, but elsewhere 150."
    assert [(m.figure_id, m.fit_low, m.fit_high) for m in conflict.members] == [
        ("a", Decimal("149.5"), Decimal("150.5")),
        ("b", Decimal("99.5"), Decimal("100.5")),
    ]
    assert conflict.change == Decimal(49) / Decimal("149.5")  # up or down between 100.5 and 149.5


@pytest.mark.parametrize("world", ["60321023000", "999 billion", "9000000000000"])
def test_a_small_sum_is_supported_beside_a_large_total(world: str) -> None:
    report = reconcile(
        beside_the_world(
            figure("sold", "sales", "2021", "100"),
            figure("bought", "purchases", "2021", "50"),
            figure("total", "trade", "2021", "150"),
            world=world,
        )
    )

    assert report.conflicts == ()
    total = of(report, "total")
    assert (total.implied_low, total.implied_high) == (
        Decimal(149),
        Decimal(151),
    )  # 99.5 + 49.5, 100.5 + 50.5
    assert total.verdict == "supported"
    sold = of(report, "sold")
    assert (sold.implied_low, sold.implied_high) == (
        Decimal(99),
        Decimal(101),
    )  # 149.5 - 50.5, 150.5 - 49.5


def test_a_small_sum_that_does_not_add_up_is_a_conflict_beside_a_large_total() -> None:
    (conflict,) = reconcile(
        beside_the_world(
            figure("sold", "sales", "2021", "1"),
            figure("bought", "purchases", "2021", "1"),
            figure("total", "trade", "2021", "8"),
        )
    ).conflicts

    assert conflict.sentence == (
        "Beland, 2021: Purchases of 1 USD and sales of 1 make 2, not trade of 8."
    )


@pytest.mark.parametrize(("rise", "wrong"), [("50 %", False), ("10 %", True)])
def test_a_growth_between_small_amounts_is_tested_beside_a_large_total(
    rise: str, wrong: bool
) -> None:
    report = reconcile(
        beside_the_world(
            figure("sold", "sales", "2021", "500"),
            figure("before", "trade", "2020", "600"),
            figure("now", "trade", "2021", "900"),
            figure("rise", "trade_growth", "2021", rise),
            world="600 billion",
        )
    )

    assert bool(report.conflicts) is wrong
    if not wrong:
        # 899.5 / 600.5 and 900.5 / 599.5
        assert of(report, "rise").implied_low == pytest.approx(
            Decimal("49.7918"), abs=Decimal("0.0001")
        )
        assert of(report, "rise").implied_high == pytest.approx(
            Decimal("50.2085"), abs=Decimal("0.0001")
        )


def test_a_small_amount_is_not_told_in_billions() -> None:
    report = reconcile(
        book(
            figure("sold", "sales", "2021", "60 thousand"),
            figure("all", "sales", "2021", "60 billion", partner="WLD"),
        )
    )

    assert of(report, "all").sentence == (
        "2021: With sales of 60,000 USD (Beland), sales (World) must be at least 59,500 USD."
    )


def test_nothing_left_supports_nothing_but_nothing() -> None:
    figures = [
        figure("all", "inflow", "2023/2024", "5 billion", "at_most"),
        figure("first", "inflow", "2023", "5 billion", "at_least"),
    ]

    some = reconcile(book(*figures, figure("rest", "inflow", "2024", "5 billion", "less_than")))
    assert of(some, "rest").implied_high == 0
    assert of(some, "rest").verdict == "unopposed"

    nothing = Range(None, Decimal(0), frozenset(), frozenset({0, 1}))
    assert not pins_down(nothing, "flow")
    assert pins_down(nothing, "flow", at_floor=True)


def test_what_is_printed_to_the_last_unit_lies_in_its_range() -> None:
    report = reconcile(
        book(
            figure("sold", "sales", "2024", "18663764846"),
            figure("bought", "purchases", "2024", "1278137907"),
            figure("total", "trade", "2024", "19941902753"),
        )
    )

    for name, value in (("sold", 18663764846), ("bought", 1278137907), ("total", 19941902753)):
        verdict = of(report, name)
        # half a dollar of each of the two others
        assert (verdict.implied_low, verdict.implied_high) == (
            Decimal(value - 1),
            Decimal(value + 1),
        )
