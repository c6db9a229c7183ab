"""Figures that may be wrong beside others, read in another way: what is told, and what is not.

Of etl/reconcile/find: meanings, spans.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.core.model import Figure
from etl.reconcile import Cause, Report, as_text, reconcile
from tests.test_points import rise, share, told
from tests.test_relations import of, reported, said
from tests.worlds import AREAS, INDICATORS, book, table

LEVELS = (
    said("then", "trade", "2020", "10.0 billion"),
    said("now", "trade", "2021", "12.0 billion"),
)


def causes(*figures: Figure) -> list[tuple[str, str, str]]:
    return [(c.kind, c.figure_id, c.would_be) for c in reported(*figures).causes]


def the_cause(*figures: Figure) -> Cause:
    (cause,) = reported(*figures).causes
    return cause


def test_another_year_is_told_though_the_levels_may_be_wrong_as_well() -> None:
    grew = said("rise", "trade_growth", "2021", "50 %")
    report = reported(*LEVELS, said("later", "trade", "2022", "18.0 billion"), grew)

    assert report.alternatives == (("now", "rise", "then"),)
    (cause,) = report.causes
    assert (cause.kind, cause.figure_id, cause.would_be) == ("period", "rise", "2022")
    assert cause.sentence == "Beland: Trade growth of 50 % does not fit 2021 but would fit 2022."
    assert causes(*LEVELS, said("later", "trade", "2022", "15.0 billion"), grew) == []


def test_another_year_is_not_told_where_its_source_says_another_number_of_it() -> None:
    grew = said("rise", "trade_growth", "2021", "50 %")
    later = said("later", "trade", "2022", "18.0 billion")
    other = said("other", "trade_growth", "2022", "49 %")

    assert causes(*LEVELS, later, other, grew) == []


def test_half_a_year_for_the_whole() -> None:
    halves = (
        said("a", "trade", "2020-S1", "4.0 billion"),
        said("b", "trade", "2021-S1", "6.0 billion"),
    )

    cause = the_cause(*LEVELS, *halves, said("rise", "trade_growth", "2021", "50 %"))

    assert (cause.figure_id, cause.would_be) == ("rise", "2021-S1")


YEARS = (
    said("a", "inflow", "2018", "2.0 billion"),
    said("b", "inflow", "2019", "3.0 billion"),
    said("c", "inflow", "2020", "4.0 billion"),
)


def test_years_that_are_stated_one_by_one_add_up_to_what_is_said_of_the_last() -> None:
    d = said("d", "inflow", "2020", "9.0 billion", source="gazette")

    assert causes(*YEARS, d) == [("period", "d", "2018/2020")]
    assert causes(*YEARS, said("d", "inflow", "2020", "9.4 billion", source="gazette")) == []
    assert causes(YEARS[0], YEARS[2], d) == []  # the year between is not known


def test_a_longer_time_that_its_source_names_of_something_else() -> None:
    same = said("same", "inflow", "2020", "4.0 billion", source="third")
    since = said("since", "permits", "2018/2020", "5000", source="gazette")
    d = said("d", "inflow", "2020", "9.0 billion", source="gazette")
    total = said("total", "inflow", "2018/2020", "9.0 billion", source="fourth")

    assert causes(YEARS[2], same, total, since, d)[0] == ("period", "d", "2018/2020")


def test_a_quarter_that_is_told_from_the_start_of_the_year() -> None:
    quarters = [
        said("q1", "sales", "2024-01/2024-03", "2.0 billion"),
        said("q2", "sales", "2024-04/2024-06", "3.0 billion"),
        said("q2-too", "sales", "2024-04/2024-06", "3.0 billion", source="almanac"),
    ]
    stated = said("stated", "sales", "2024-04/2024-06", "5.0 billion", source="gazette")

    assert causes(*quarters, stated) == [("period", "stated", "2024-01/2024-06")]
    half = said("half", "sales", "2024-S1", "5.0 billion", source="annals")
    assert causes(*quarters, stated, half) == [("period", "stated", "2024-S1")]


def test_an_average_of_another_year() -> None:
    figures = [
        said("mean", "monthly_sales", "2021", "600 million"),
        said("now", "sales", "2021", "8.0 billion"),
        said("before", "sales", "2020", "7.2 billion"),
    ]

    assert causes(*figures) == [("period", "mean", "2020")]


@pytest.mark.parametrize(
    ("printed", "other", "how"),
    [
        ("0.2 %", "20 %", "would fit at 20 %, a hundred times as much"),
        ("120 %", "20 %", "would fit at 20 %, if that is to how much it grew"),
    ],
)
def test_slips_of_a_percentage(printed: str, other: str, how: str) -> None:
    cause = the_cause(*LEVELS, said("rise", "trade_growth", "2021", printed))

    assert cause.would_be == other.removesuffix(" %")
    assert cause.sentence == f"Beland, 2021: Trade growth of {printed} {how}."


def test_a_hundred_per_cent_left_out() -> None:
    levels = (
        said("then", "trade", "2020", "5.0 billion"),
        said("now", "trade", "2021", "12.0 billion"),
    )

    cause = the_cause(*levels, said("rise", "trade_growth", "2021", "40 %"))

    assert cause.sentence.endswith("would fit at 140 %, with the hundred left out.")
    assert causes(*levels, said("rise", "trade_growth", "2021", "60 %")) == []


def test_per_cent_for_points() -> None:
    shares = share("then", "2020", "10.0 %"), share("now", "2021", "12.0 %")

    (cause,) = told(*shares, rise("change", "2021", "20 %")).causes

    assert (cause.kind, cause.was, cause.would_be) == ("points", "points", "percent")
    assert cause.sentence == (
        "Beland, 2021: Share rise of 20 points would fit in per cent of the trade share before, not"
        " in points."
    )
    assert told(*shares, rise("change", "2021", "40 %")).causes == ()


def test_two_parts_of_a_sum_in_another_currency() -> None:
    figures = [
        said("euros", "trade", "2021", "16.4 billion EUR", source="gazette"),
        said("dollars", "trade", "2021", "19.4 billion USD"),
        said("sold", "sales", "2021", "12.0 billion EUR"),
        said("bought", "purchases", "2021", "7.4 billion EUR"),
    ]

    cause = the_cause(*figures)

    assert (cause.kind, cause.figure_id, cause.also) == ("currency", "bought", ("sold",))
    assert cause.sentence == (
        "Beland, 2021: Purchases of 7.4 billion EUR and 1 other figure of its source would fit in"
        " USD."
    )
    less = said("dollars", "trade", "2021", "18.4 billion USD")
    assert causes(figures[0], less, *figures[2:]) == []


def test_a_group_for_one_of_its_members() -> None:
    twice = [said(n, "trade", "2024", "20.0 billion", source=n) for n in ("paper", "gazette")]
    club = said("club", "trade", "2024", "50.0 billion", partner="CLUB", source="almanac")
    stated = said("stated", "trade", "2024", "50.0 billion", source="annals")

    cause = the_cause(*twice, club, stated)

    assert (cause.kind, cause.was, cause.would_be) == ("area", "BEL", "CLUB")
    assert cause.sentence == "Beland, 2024: Trade of 50.0 billion USD would fit The Club."
    assert causes(*twice, club, stated._replace(quantity=twice[0].quantity, id="more")) == []


def test_one_lost_sign_is_told_before_two_figures_that_are_exchanged() -> None:
    report = reported(
        said("sold", "sales", "2020", "6.0 billion"),
        said("bought", "purchases", "2020", "4.0 billion"),
        said("left", "surplus", "2020", "-2.0 billion"),
    )

    assert [(c.kind, c.figure_id) for c in report.causes] == [
        ("sign", "left"),
        ("indicator", "bought"),
    ]


def test_an_amount_is_not_said_of_a_year_of_which_nothing_is_known() -> None:
    figures = [
        said("high", "trade", "2024", "30 billion"),
        said("low", "trade", "2024", "20 billion", source="gazette"),
        said("low-too", "trade", "2024", "20.0 billion", source="almanac"),
        said("early", "sales", "2023", "1.0 billion"),
    ]

    assert causes(*figures) == []


def test_of_two_sources_that_each_agree_with_themselves_both_are_told() -> None:
    report = reported(
        said("x", "sales", "2020", "6.0 billion"),
        said("i", "purchases", "2020", "3.0 billion"),
        said("t", "trade", "2020", "9.0 billion"),
        said("x2", "sales", "2020", "6.3 billion", source="gazette"),
        said("i2", "purchases", "2020", "2.7 billion", source="gazette"),
        said("t2", "trade", "2020", "9.0 billion", source="gazette"),
    )

    assert {a.members for a in report.agreements} == {("i", "x", "t"), ("i2", "x2", "t2")}


def test_two_years_in_each_of_two_currencies_still_excuse_a_change_that_fits_one() -> None:
    euros = [
        said("e-then", "trade", "2020", "9.0 billion EUR", source="almanac"),
        said("e-now", "trade", "2021", "12.6 billion EUR", source="almanac"),
    ]
    grew = said("rise", "trade_growth", "2021", "40 %", source="gazette")

    assert reported(*LEVELS, *euros, grew).conflicts == ()


def test_a_change_in_another_currency_is_no_value_that_nobody_states() -> None:
    dollars = [
        said("u-then", "trade", "2020", "11.0 billion USD", source="gazette"),
        said("u-now", "trade", "2021", "13.0 billion USD", source="gazette"),
    ]
    euros = [
        said("e-then", "trade", "2020", "10.0 billion EUR"),
        said("e-now", "trade", "2021", "12.0 billion EUR"),
    ]
    text = as_text(reported(*dollars, *euros, said("rise", "trade_growth", "2021", "20 %")))

    assert "Stated by nobody" not in text
    assert "\nIn another currency than what is stated\n- Beland: With trade of 13.0" in text


def test_parts_of_a_sum_that_nobody_states_as_a_fact_give_it() -> None:
    report = reported(
        said("sold", "sales", "2021", "6.0 billion"),
        said("bought", "purchases", "2021", "4.0 billion"),
        said("plan", "trade", "2021", "15.0 billion", status="forecast"),
    )

    assert [(d.indicator, d.low, d.high) for d in report.deduced] == [
        ("surplus", Decimal(1_900_000_000), Decimal(2_100_000_000)),
        ("trade", Decimal(9_900_000_000), Decimal(10_100_000_000)),
    ]


def test_a_rank_of_which_too_little_is_known_is_counted_as_not_tested() -> None:
    report: Report = reported(said("place", "rank", "2023", "3"))

    assert of(report, "place").verdict == "not_tested"
    assert report.ranks_not_tested == ("place",)


def test_the_weight_of_a_table_is_told_where_one_is_in_a_conflict() -> None:
    weight = "An official figure counts as 3 others"
    own = book(said("t", "trade", "2023", "20.0 billion"), areas=AREAS, indicators=INDICATORS)
    official = table(said("o", "trade", "2023", "16000000000"))

    assert weight in as_text(reconcile(own, official))
    assert weight not in as_text(reported(*LEVELS, said("r", "trade_growth", "2021", "40 %")))
