"""Sentences about conflicts: what a reader can check, with every number's wording kept.

Of etl/reconcile/say: accuse, explain, mend, naming, scene.
"""

from __future__ import annotations

import pytest

from etl.core.model import Figure
from etl.reconcile import Conflict, reconcile
from tests.test_relations import reported, said
from tests.worlds import book, figure, table


def conflict(*figures: Figure) -> Conflict:
    (found,) = reconcile(book(*figures)).conflicts
    return found


def world(value: str = "139.6 billion", qualifier: str = "exact") -> Figure:
    return figure("w", "trade", "2023", value, qualifier, "WLD")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        pytest.param(
            [
                figure("t", "trade", "2023", "16 billion", "at_most"),
                figure("s", "trade_share", "2023", "20 %", "more_than"),
                world(),
            ],
            "Beland, 2023: Trade of at most 16 billion USD is at most 12 % of the 139.6 with World,"
            " but stated is more than 20 %.",
            id="a share of at most so much",
        ),
        pytest.param(
            [
                figure("t", "trade", "2023", "16 billion", "more_than"),
                figure("s", "trade_share", "2023", "5 %", "less_than"),
                world("139.6 billion", "less_than"),
            ],
            "Beland, 2023: Trade of more than 16 billion USD is at least 11 % of the 139.6 with"
            " World, but stated is less than 5 %.",
            id="a share of at least so much",
        ),
        pytest.param(
            [
                figure("t", "trade", "2023", "10 billion", "more_than"),
                figure("x", "sales", "2023", "5 billion", "at_most"),
                figure("m", "purchases", "2023", "2 billion", "at_most"),
            ],
            "Beland, 2023: Purchases of at most 2 billion USD and sales of at most 5 make at most"
            " 7, but stated is trade of more than 10.",
            id="a sum of at most so much",
        ),
        pytest.param(
            [
                figure("a", "trade", "2022", "10.0 billion"),
                figure("b", "trade", "2023", "9.8 billion"),
                figure("g", "trade_growth", "2023", "5 %", "at_most"),
            ],
            "Beland: Trade of 9.8 billion USD in 2023 after trade of 10.0 in 2022 is a change of"
            " \N{MINUS SIGN}2 %, but stated is at most 5 %, which speaks of a rise.",
            id="a fall is not a rise of at most so much",
        ),
        pytest.param(
            [
                figure("x", "sales", "2024", "38.6 billion"),
                figure("m", "purchases", "2024", "11.1 billion"),
                figure("t", "trade", "2023", "41.3 billion"),
                figure("g", "trade_growth", "2024", "16.9 %"),
            ],
            "Beland: Purchases of 11.1 billion USD in 2024 and sales of 38.6 in 2024 make 49.7,"
            " after trade of 41.3 in 2023 a change of 20.3 %, not 16.9 %.",
            id="a growth of a sum",
        ),
        pytest.param(
            [figure("s", "trade_share", "2023", "90 %", partner="WLD")],
            "World, 2023: Trade share of 90 %, but all of a thing is 100 % of it.",
            id="a share of the whole in itself",
        ),
        pytest.param(
            [
                figure("a", "trade", "2022", "0 billion", "at_most"),
                figure("g", "trade_growth", "2023", "10 %"),
            ],
            "Beland: Trade of at most 0 billion USD in 2022 and trade growth of 10 % in 2023"
            " cannot all be true.",
            id="of nothing there is no growth",
        ),
        pytest.param(
            [
                figure("x", "sales", "2024", "18663764846"),
                figure("m", "purchases", "2024", "1278137907"),
                figure("t", "trade", "2024", "19941902763"),
            ],
            "Beland, 2024: Purchases of 1.278137907 billion USD and sales of 18.66376485 make"
            " 19.94190275, not trade of 19.94190276.",
            id="as many digits as tell the numbers apart",
        ),
    ],
)
def test_a_conflict_keeps_the_wording_of_its_figures(figures: list[Figure], says: str) -> None:
    assert conflict(*figures).sentence == says


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        pytest.param(
            [
                figure("t", "trade", "2023", "16 billion"),
                figure("s", "trade_share", "2023", "0.144 %"),
                world(),
            ],
            # 15.5 / 139.65 = 11.099 %, less 0.1445
            "Beland, 2023: Trade share would have to be 11.1 to 11.82 %, at least 11 points"
            " more than the 0.1445 % that 0.144 % can mean.",
            id="the end of a small share",
        ),
        pytest.param(
            [
                figure("a", "inflow", "2024", "7.6 billion", "more_than"),
                figure("b", "inflow", "2024", "7.6 billion", "at_most"),
            ],
            "Beland, 2024: Inflow would have to be no more than 7.6 billion USD, while stated is"
            " more than 7.6.",
            id="a strict bound",
        ),
        pytest.param(
            [
                figure("a", "trade", "2022", "10.00 billion"),
                figure("b", "trade", "2023", "10.00 billion"),
                figure("g", "trade_growth", "2023", "1.15 %"),
            ],
            # 10.005 / 9.995 is 0.10005 % more; 1.145 less the printed 0.101 is 1.044
            "Beland, 2023: Trade growth would have to be \N{MINUS SIGN}0.0999 to 0.1 %, at least"
            " 1.04 points less than the 1.145 % that 1.15 % can mean.",
            id="points that are checked by hand",
        ),
        pytest.param(
            [
                figure("a", "inflow", "2024", "4.51 billion"),
                figure("b", "inflow", "2024", "45.08 billion", source="ministry"),
            ],
            # 45.075 to 45.085 fits: 45.08 would exclude some of it, 46 would not fit
            "Beland, 2024: Inflow would have to be 45.075 to 45.085 billion USD, at least"
            " 898 % more than the 4.515 that 4.51 can mean.",
            id="as many digits as mend it",
        ),
        pytest.param(
            [
                figure("a", "trade", "2023", "49.7 billion"),
                figure("b", "trade", "2023", "49.318 billion", source="ministry"),
            ],
            # 49.65 down to 49.3185: 0.3315 of 49.65
            "Beland, 2023: Trade would have to be 49.3175 to 49.3185 billion USD, at least 0.67 %"
            " less than the 49.65 that 49.7 can mean.",
            id="the gap of the printed numbers",
        ),
    ],
)
def test_a_mend_can_be_checked_by_a_reader(figures: list[Figure], says: str) -> None:
    assert conflict(*figures).mend == says


def test_where_a_table_contradicts_itself_the_mend_tells_its_tolerance() -> None:
    official = table(
        figure("o-sold", "sales", "2023", "10.00 billion"),
        figure("o-bought", "purchases", "2023", "1.31 billion"),
        figure("o-total", "trade", "2023", "18.40 billion"),
    )

    (found,) = reconcile(book(), official).conflicts

    # 11.32 x 1.01 is 11.4332; 18.395 x 0.99 is 18.21105
    assert found.mend == (
        "Beland, 2023: Trade would have to be 11.187 to 11.43 billion USD, at least 37 %"
        " less than the 18.21 that the official 18.40, taken to within 1 %, can mean."
    )


def test_what_would_fit_is_said_of_a_statement_not_of_a_table() -> None:
    official = table(
        figure("o-first", "inflow", "2020/2021", "10.000 billion"),
        figure("o-last", "inflow", "2021/2022", "12.000 billion"),
        figure("o-all", "inflow", "2020/2022", "15.000 billion"),
    )

    found = reconcile(book(figure("middle", "inflow", "2021", "5.0 billion")), official).conflicts

    # (10 + 12) x 0.99 - 15 x 1.01 to (10 + 12) x 1.01 - 15 x 0.99, and rounding
    assert found[0].sentence.endswith(
        "cannot all be true; beside the others, inflow in 2021 would have to be 6.62 to 7.38."
    )


def test_shares_that_make_more_than_all_are_added_up() -> None:
    """39.5, 34.5 and 29.5 at least: areas that do not overlap."""
    shares = {"BEL": "40 %", "CHE": "35 %", "EST": "30 %"}
    figures = [
        figure(f"of-{a}", "trade_share", "2023", value, partner=a) for a, value in shares.items()
    ]

    (found,) = reconcile(book(*figures)).conflicts

    assert found.sentence == (
        "2023: Trade share of 40 % (Beland), trade share of 35 % (Celand) and trade share of 30 %"
        " (Eland) make at least 103.5 %, more than all of it."
    )


def test_averages_of_quarters_are_told_as_the_sums_that_they_make() -> None:
    quarters = [said(f"q{n}", "monthly_sales", f"2023-Q{n}", "500 million") for n in range(1, 5)]
    year = said("year", "monthly_sales", "2023", "700 million", source="gazette")

    (found,) = reported(*quarters, year).conflicts

    assert found.sentence.endswith(
        "and monthly sales of 500 from October to December 2023 make 6,000 in all, not monthly"
        " sales of 700 in 2023, 8,400 in all."
    )


def test_where_no_sum_says_it_the_sentence_is_of_the_figure_that_would_change() -> None:
    """10.05 grown three times by 10.5 % is 13.56: less than 13.85."""
    rises = [said(f"g{y}", "trade_growth", f"{y}", "10 %") for y in (2021, 2022, 2023)]
    levels = [
        said("then", "trade", "2020", "10.0 billion", source="gazette"),
        said("now", "trade", "2023", "13.9 billion", source="almanac"),
    ]

    (found,) = reported(*rises, *levels).conflicts

    year = {"g2021": 2021, "g2022": 2022, "g2023": 2023}[found.change_figure]
    fit = f"beside the others, trade growth in {year} would have to be 12.8 to 17.0 %."
    assert found.sentence.endswith(fit)
    assert found.mend.startswith(f"Beland, {year}: Trade growth would have to be 12.87 to ")
