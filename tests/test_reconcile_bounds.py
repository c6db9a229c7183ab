"""What is told of ends that are excluded, of no room, and of numbers that had to be rounded."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, reconcile
from etl.reconcile.find.implied import decimal
from tests.test_relations import of, reported, said
from tests.worlds import book, figure


def mends(report: Report) -> dict[str, str]:
    """Of the only conflict, what would mend it by each member."""
    (conflict,) = report.conflicts
    return {m.figure_id: m.would_mend.partition(": ")[2] for m in conflict.members}


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("more_than", "at_most", ("no more than 5", "more than 5")),
        ("more_than", "less_than", ("less than 5", "more than 5")),
        ("at_least", "less_than", ("less than 5", "no less than 5")),
    ],
)
def test_a_mend_by_nothing_but_the_bound_says_whether_it_is_in(
    one: str, other: str, says: tuple[str, str]
) -> None:
    report = reported(
        said("over", "inflow", "2005/2020", "5.0 billion", one),
        said("upto", "inflow", "2000/2021", "5.0 billion", other),
    )

    stated = {q: q.replace("_", " ") for q in (one, other)}
    would = "Inflow would have to be"
    assert mends(report) == {
        "over": f"{would} {says[0]} billion USD, while stated is {stated[one]} 5.0.",
        "upto": f"{would} {says[1]} billion USD, while stated is {stated[other]} 5.0.",
    }


def test_more_than_what_is_excluded_is_never_at_least_it() -> None:
    report = reported(
        said("over", "inflow", "2023", "5 billion", "more_than"),
        said("all", "inflow", "2020/2023", "3 billion", "at_most", source="gazette"),
    )

    assert mends(report)["all"] == (
        "Inflow would have to be more than 5 billion USD, 67 % more than 3."
    )
    assert (
        mends(report)["over"] == "Inflow would have to be at most 3 billion USD, 40 % less than 5."
    )


def test_an_allowed_range_says_whether_its_end_is_in() -> None:
    report = reported(
        said("over", "inflow", "2023", "5 billion", "more_than"),
        said("least", "inflow", "2022", "5 billion", "at_least"),
        said("all", "inflow", "2022/2023", "40 billion"),
    )

    assert of(report, "all").sentence == (
        "Beland: With inflow of at least 5 billion USD in 2022 and inflow of more than 5 in 2023,"
        " inflow from 2022 to 2023 must be more than 10."
    )
    assert of(report, "least").sentence.endswith("inflow in 2022 must be less than 35.5.")


@pytest.mark.parametrize(
    ("small", "large", "up", "down"),
    [
        # 45.075 / 4.515 - 1; printed as 45.08 it is 8.985 more
        ("4.51 billion", "45.08 billion", "898 % more than", "90 % less than"),
        ("1.2 billion", "1300 billion", "1,040 times", "99.9 % less than"),
        ("1 million", "900 billion", "599,667 times", "99.9998 % less than"),
    ],
)
def test_a_change_is_never_rounded_to_what_is_not_true(
    small: str, large: str, up: str, down: str
) -> None:
    told = mends(
        reported(
            said("small", "trade", "2023", small),
            said("large", "trade", "2023", large, source="gazette"),
        )
    )

    assert f", at least {up} the " in told["small"]
    assert f", at least {down} the " in told["large"]


def test_what_has_to_be_nothing_is_no_hundred_per_cent_less() -> None:
    told = mends(
        reported(
            said("first", "sales", "2023-S1", "2.0 billion"),
            said("rest", "sales", "2023-S2", "100 million"),
            said("year", "sales", "2023", "1.9 billion"),
        )
    )

    assert told["rest"] == (
        "Sales would have to be at most 0 million USD, not the 99.5 that 100 can mean."
    )


@pytest.mark.parametrize(
    ("value", "verdict", "says"),
    [
        # beside a total of 4.65 to 4.75 and a part of 1.15 to 1.25, 3.4 to 3.6 is left
        ("3.5 billion", "supported", "3.4 to 3.6; stated is 3.5."),
        ("3.60 billion", "supported", "3.4 to 3.6; stated is 3.60."),
        # 3 can mean up to 3.5, which is not most of it
        ("3 billion", "unopposed", "3.4 to 3.6; stated is 3, which can mean 2.5 to 3.5."),
        ("4 billion", "unopposed", "3.4 to 3.6; stated is 4, which can mean 3.5 to 4.5."),
    ],
)
def test_supported_is_only_what_lies_inside(value: str, verdict: str, says: str) -> None:
    report = reported(
        said("total", "trade", "2023", "4.7 billion"),
        said("bought", "purchases", "2023", "1.2 billion"),
        said("sold", "sales", "2023", value),
    )

    assert of(report, "sold").verdict == verdict
    with_the_rest = (
        "Beland, 2023: With purchases of 1.2 billion USD and trade of 4.7, sales must be"
    )
    assert of(report, "sold").sentence == f"{with_the_rest} {says}"


def test_what_leaves_no_room_is_only_just_possible_and_told_once() -> None:
    # 1.95, 1.45 and 0.75 at least make 4.15, the most that 4.1 can mean.
    spans = {"a": "2023-01/2023-04", "b": "2023-05/2023-08", "c": "2023-09/2023-12"}
    values = {"a": "2.0", "b": "1.5", "c": "0.8"}
    parts = [said(n, "sales", spans[n], f"{values[n]} billion") for n in spans]

    report = reported(*parts, said("year", "sales", "2023", "4.1 billion"))

    assert report.conflicts == ()
    assert {v.verdict: v.room for v in report.verdicts} == {"tight": 0}
    (tight,) = report.tight
    assert tight.members == ("a", "b", "c", "year")
    assert tight.room == 0
    assert tight.sentence == of(report, "a").sentence
    assert tight.sentence.endswith("can only just be true together: no room is left.")


def test_a_limit_that_is_met_exactly_leaves_no_room_either() -> None:
    report = reported(
        said("first", "inflow", "2005/2009", "5 billion", "at_most"),
        said("later", "inflow", "2010/2019", "5 billion", "at_most", source="gazette"),
        said("both", "inflow", "2005/2019", "10 billion", "at_least", source="almanac"),
    )

    assert {v.figure_id: v.verdict for v in report.verdicts} == dict.fromkeys(
        ("first", "later", "both"), "tight"
    )


def test_what_is_counted_is_fewer() -> None:
    report = reported(
        said("firms", "firms", "2024-05-01", "281"),
        said("less", "firms", "2024-05-01", "280", "less_than", source="gazette"),
    )

    assert report.conflicts[0].sentence == (
        "Beland, 1 May 2024: 281 firms, but elsewhere fewer than 280."
    )


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        (
            [
                said("then", "trade", "2013", "1.2 billion"),
                said("now", "trade", "2023", "4.0 billion"),
                said("times", "trade_times", "2023", "2", base="2013"),
            ],
            "Beland: Trade of 4.0 billion USD in 2023 after trade of 1.2 in 2013 is 3.33 times as"
            " much, not 2 times.",
        ),
        (
            [
                said("sold", "sales", "2023", "2.0 billion"),
                said("all", "trade", "2023", "3.0 billion"),
                said("within", "sales_within", "2023", "80 %"),
            ],
            "Beland, 2023: Sales of 2.0 billion USD is 67 % of trade of 3.0, not 80 %.",
        ),
        (
            [
                said("quarter", "sales", "2023-Q1", "9 billion"),
                said("mean", "monthly_sales", "2023", "600 million"),
            ],
            "Beland: Sales of 9 billion USD from January to March 2023 cannot be contained in"
            " monthly sales of 0.6 in 2023, 7.2 in all.",
        ),
        (
            [
                said("then", "trade", "2022", "1.2 billion"),
                said("now", "trade", "2023", "1300 billion"),
                said("grew", "trade_growth", "2023", "8 %"),
            ],
            "Beland: Trade of 1,300 billion USD in 2023 after trade of 1.2 in 2022 is a change of"
            " 108,200 %, not 8 %.",
        ),
    ],
    ids=["multiple", "within", "average", "thousands of per cent"],
)
def test_a_sentence_names_what_a_ratio_is_of(figures: list[Figure], says: str) -> None:
    (conflict,) = reported(*figures).conflicts

    assert conflict.sentence == says


def test_a_range_is_not_rounded_to_much_more_than_it_is() -> None:
    report = reported(
        said("surplus", "surplus", "2023", "1.0 billion"),
        said("total", "trade", "2023", "5.0 billion"),
    )

    assert of(report, "surplus").sentence == (
        "Beland, 2023: With trade of 5.0 billion USD, surplus must be \N{MINUS SIGN}5.1 to 5.1."
    )
    assert of(report, "surplus").implied_high == Decimal("5050000000")


def test_a_mend_fits_all_that_is_believed_and_not_only_its_conflict() -> None:
    """A total of 4.95 would be no less than what was sold, and yet leave nothing to be bought."""
    figures = [
        figure("total", "trade", "2023", "4.0 billion"),
        figure("sold", "sales", "2023", "5.0 billion", source="one"),
        figure("sold-too", "sales", "2023", "5.0 billion", source="another"),
        figure("bought", "purchases", "2023", "3.0 billion", source="third"),
    ]
    report = reconcile(book(*figures))
    assert {v.figure_id for v in report.verdicts if v.suspect} == {"total"}
    mends = {c.mend for c in report.conflicts}
    assert mends == {
        "Beland, 2023: Trade would have to be 7.9 to 8.1 billion USD, at least 95 % more than"
        " the 4.05 that 4.0 can mean, to fit beside purchases of 3.0 billion USD as well."
    }
    mended = figures[0]._replace(quantity=figures[0].quantity._replace(digits=Decimal("7.9")))
    assert reconcile(book(mended, *figures[1:])).conflicts == ()


@pytest.mark.parametrize("power", [3, 27, 28, 40])
def test_a_range_has_an_end_however_large_it_is(power: int) -> None:
    """A growth of 100,000 % beside shares of little makes ends of more than 28 digits."""
    assert decimal(Fraction(10**power), ROUND_CEILING) == Decimal(10) ** power
    assert decimal(Fraction(10**power, 3), ROUND_CEILING) >= Decimal(10) ** power / 3
