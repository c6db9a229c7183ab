"""Sentences read aloud: units, signs, whose figures they are, what agrees with itself."""

from __future__ import annotations

from typing import Final

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, cards, reconcile
from tests.test_relations import of, reported, said
from tests.worlds import HERE, book, figure, table

MINUS: Final = "\N{MINUS SIGN}"


def test_so_many_times_keeps_its_unit_among_amounts() -> None:
    report = reported(
        said("then", "trade", "2022", "9.0 billion"),
        said("times", "trade_times", "2023", "1.5"),
        said("now", "trade", "2023", "13.5 billion"),
    )

    assert of(report, "now").sentence == (
        "Beland: With trade of 9.0 billion USD in 2022 and trade times of 1.5 times in 2023, trade"
        " in 2023 must be 12.9 to 14.1; stated is 13.5."
    )
    assert of(report, "times").sentence == (
        "Beland: With trade of 13.5 billion USD in 2023 and trade of 9.0 in 2022, trade times in"
        " 2023 must be 1.486 to 1.514 times; stated is 1.5 times."
    )


def test_one_time_is_no_plural() -> None:
    report = reported(
        said("then", "trade", "2022", "9.0 billion"),
        said("times", "trade_times", "2023", "1"),
        said("now", "trade", "2023", "9.0 billion"),
    )

    assert "trade times of 1 time in 2023" in of(report, "now").sentence


def test_a_fall_has_a_real_minus_sign() -> None:
    report = reported(
        said("then", "trade", "2022", "10.0 billion"), said("now", "trade", "2023", "8.00 billion")
    )

    (growth,) = (d for d in report.deduced if d.indicator == "trade_growth")
    assert f"must be {MINUS}20.45 to {MINUS}19.54 %." in growth.sentence


def test_below_nothing_a_gap_is_an_amount_and_no_percentage() -> None:
    report = reported(
        said("sold", "sales", "2023", "3.0 billion"),
        said("bought", "purchases", "2023", "5.0 billion"),
        said("left", "surplus", "2023", "-3.0 billion"),
    )

    (conflict,) = report.conflicts
    mends = {m.figure_id: m.would_mend for m in conflict.members}
    assert mends["left"] == (
        f"Beland, 2023: Surplus would have to be {MINUS}2.1 to {MINUS}1.9 billion USD, at least"
        f" 0.85 more than the {MINUS}2.95 that {MINUS}3.0 can mean."
    )


def test_each_member_has_its_own_mend_and_the_smallest_is_that_of_the_conflict() -> None:
    report = reconcile(
        book(
            figure("total", "trade", "2023", "18.0 billion"),
            figure("sold", "sales", "2023", "14.8 billion"),
            figure("bought", "purchases", "2023", "1.2 billion"),
        )
    )

    (conflict,) = report.conflicts
    mends = {m.figure_id: m.would_mend for m in conflict.members}
    assert mends == {
        "total": "Beland, 2023: Trade would have to be 15.9 to 16.1 billion USD, at least 10"
        " % less than the 17.95 that 18.0 can mean.",
        "sold": "Beland, 2023: Sales would have to be 16.7 to 16.9 billion USD, at least 12"
        " % more than the 14.85 that 14.8 can mean.",
        "bought": "Beland, 2023: Purchases would have to be 3.1 to 3.3 billion USD, at least"
        " 148 % more than the 1.25 that 1.2 can mean.",
    }
    assert conflict.mend == mends[conflict.change_figure]


def test_figures_of_another_reporter_name_it() -> None:
    theirs = [
        figure(name, kind, "2023", value, partner=HERE)._replace(reporter="BEL")
        for name, kind, value in (
            ("total", "trade", "16.0 billion"),
            ("sold", "sales", "14.8 billion"),
            ("bought", "purchases", "1.2 billion"),
        )
    ]

    report = reconcile(book(*theirs))

    assert report.agreements[0].sentence.startswith("Beland with Hereland, 2023: Purchases of 1.2")


LARGER: Final = table(figure("o-total", "trade", "2023", "15000000000"))


def within_itself(*figures: Figure, official: bool = True) -> list[str]:
    report: Report = reconcile(book(*figures), LARGER if official else None)
    return [a.sentence for a in report.agreements if "agrees with itself" in a.sentence]


TOTAL = figure("total", "trade", "2023", "16.0 billion")
SOLD = figure("sold", "sales", "2023", "14.8 billion")
BOUGHT = figure("bought", "purchases", "2023", "1.2 billion")


def test_a_source_that_others_contradict_may_agree_with_itself() -> None:
    assert within_itself(TOTAL, SOLD, BOUGHT) == [
        "Beland, 2023: Purchases of 1.2 billion USD and sales of 14.8 make 16.0; stated trade is"
        " 16.0; its source agrees with itself, though not with others."
    ]


@pytest.mark.parametrize(
    ("figures", "official"),
    [
        ((TOTAL, SOLD, BOUGHT), False),  # nobody contradicts it
        ((TOTAL, SOLD, BOUGHT._replace(source="gazette")), True),
        ((TOTAL, SOLD, figure("bought", "purchases", "2023", "2.2 billion")), True),
        ((TOTAL, SOLD), True),
    ],
)
def test_what_does_not_agree_with_itself(figures: tuple[Figure, ...], official: bool) -> None:
    assert within_itself(*figures, official=official) == []


def test_an_average_is_no_part_that_makes_a_sum() -> None:
    """Twelve times 0.6 and 2.0 are 9.2; "0.6 and 2.0 make 9.2" is no agreement to be told."""
    report = reported(
        said("average", "monthly_sales", "2023", "0.600 billion"),
        said("bought", "purchases", "2023", "2.0 billion"),
        said("both", "trade", "2023", "9.2 billion"),
    )
    assert report.agreements == ()
    assert not report.conflicts

    whole = reported(
        said("sold", "sales", "2023", "7.2 billion"),
        said("bought", "purchases", "2023", "2.0 billion"),
        said("both", "trade", "2023", "9.2 billion"),
    )
    (agreement,) = whole.agreements
    assert "make 9.2" in agreement.sentence


def test_who_says_so_is_counted() -> None:
    few = [said(f"few-{n}", "sales", "2023", "5.0 billion", source=f"few{n}") for n in range(2)]
    many = [said(f"many-{n}", "sales", "2023", "6.0 billion", source=f"many{n}") for n in range(4)]

    (conflict,) = reported(*few, *many).conflicts

    assert conflict.sentence == (
        "Beland, 2023: Sales of 5.0 billion USD in 2 sources, but elsewhere 6.0 in 4 sources."
    )


def test_an_average_is_held_against_a_sum_by_what_it_makes_in_all() -> None:
    (conflict,) = reported(
        said("mean", "monthly_sales", "2023", "1.0 billion"),
        said("sum", "sales", "2023", "1.0 billion", source="gazette"),
    ).conflicts

    assert conflict.sentence == (
        "Beland, 2023: Monthly sales of 1.0 billion USD, 12 in all, but sales of 1.0."
    )


def test_a_growth_names_its_base_where_it_is_not_the_year_before() -> None:
    (conflict,) = reported(
        said("one", "trade_growth", "2022", "10 %"),
        said("two", "trade_growth", "2023", "10 %", source="gazette"),
        said("both", "trade_growth", "2023", "40 %", base="2021", source="almanac"),
    ).conflicts

    assert "trade growth of 40 % against 2021 in 2023" in conflict.sentence
    mends = {m.figure_id: m.would_mend for m in conflict.members}
    assert mends["both"].startswith(
        "Beland, 2023: Trade growth against 2021 would have to be 19.91 to"
    )
    assert mends["two"].startswith("Beland, 2023: Trade growth would have to be 26.")


def test_cards_come_by_how_far_what_is_wrong_would_have_to_move() -> None:
    report = reported(
        *(
            said(f"{name}-{value}", "sales", year, f"{value} billion", source=f"s{value}")
            for name, year, values in (("a", "2021", "5.0 5.2"), ("b", "2022", "5.0 9.0"))
            for value in values.split()
        )
    )

    assert [card.headline.split(":")[0] for card in cards(report)] == [
        "Beland, 2022",
        "Beland, 2021",
    ]
