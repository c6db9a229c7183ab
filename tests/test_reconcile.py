"""Worked examples whose answers were found by hand.

Of etl/reconcile: engine, group; etl/reconcile/find: implied, verdicts, agreements;
etl/reconcile/model: statements, system.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.core.model import Area, Book, Figure, Membership
from etl.reconcile import (
    Cache,
    Conflict,
    Deduced,
    Report,
    Unknown,
    Verdict,
    as_text,
    group,
    reconcile,
)
from etl.reconcile.find.implied import Case, Range, of_statement
from etl.reconcile.model.statements import Statement
from etl.reconcile.solve import simplex
from etl.reconcile.solve.simplex import Undecided
from etl.tables import findings
from tests.worlds import AREAS, INDICATORS, book, figure, shuffled, table

BILLION = 10**9


def verdicts(report: Report) -> dict[str, str]:
    return {v.figure_id: v.verdict for v in report.verdicts}


def of(report: Report, figure_id: str) -> Verdict:
    return next(v for v in report.verdicts if v.figure_id == figure_id)


def the_conflict(report: Report) -> Conflict:
    (conflict,) = report.conflicts
    return conflict


def fits(conflict: Conflict) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {m.figure_id: (m.fit_low, m.fit_high) for m in conflict.members}


def deduced(report: Report, indicator: str, period: str, partner: str = "BEL") -> Deduced:
    (found,) = (
        d
        for d in report.deduced
        if (d.indicator, d.period.text, d.partner) == (indicator, period, partner)
    )
    return found


def billions(value: float | str) -> Decimal:
    return Decimal(str(value)) * BILLION


def trade_of_2023(total: str = "16 billion") -> Book:
    return book(
        figure("total", "trade", "2023", total),
        figure("sold", "sales", "2023", "14.8 billion"),
        figure("bought", "purchases", "2023", "1.2 billion"),
    )


# Sums


def test_a_sum_is_supported_by_its_parts_and_says_so() -> None:
    report = reconcile(trade_of_2023())

    total = of(report, "total")
    assert total.verdict == "supported"
    # 14.75 + 1.15 to 14.85 + 1.25
    assert (total.implied_low, total.implied_high) == (billions("15.9"), billions("16.1"))
    assert total.reasons == ("bought", "sold")
    assert total.sentence == (
        "Beland, 2023: With purchases of 1.2 billion USD and sales of 14.8, trade must be 15.9 to"
        " 16.1; stated is 16."
    )
    assert report.conflicts == ()


def test_a_small_part_that_closes_a_sum_is_supported_though_the_total_says_little() -> None:
    report = reconcile(trade_of_2023())

    # A total of 15.5 to 16.5 leaves 0.65 to 1.75; 1.15 to 1.25 lies within and closes the sum.
    bought = of(report, "bought")
    assert (bought.implied_low, bought.implied_high) == (billions("0.65"), billions("1.75"))
    assert bought.verdict == "supported"
    assert bought.sentence == (
        "Beland, 2023: With sales of 14.8 billion USD and trade of 16, purchases must be 0.6 to"
        " 1.8; stated is 1.2, with which the sum adds up."
    )


@pytest.mark.parametrize("value", ["2 billion", "1 billion"])  # 1.5 to 2.5; 0.5 to 1.5
def test_a_part_of_which_not_all_fits_does_not_close_a_sum(value: str) -> None:
    figures = trade_of_2023().figures
    wide = figure("bought", "purchases", "2023", value)

    report = reconcile(book(figures["total"], figures["sold"], wide))

    assert report.conflicts == ()
    assert of(report, "bought").verdict == "unopposed"


def test_a_sum_that_adds_up_supports_nothing_but_its_members() -> None:
    half = figure("half", "sales", "2023-S1", "5.0 billion")

    report = reconcile(book(*trade_of_2023().figures.values(), half))

    assert of(report, "half").implied_high == billions("14.85")
    assert of(report, "half").verdict == "unopposed"


def test_a_wrong_sum_is_one_conflict_with_what_would_mend_it() -> None:
    report = reconcile(trade_of_2023("18 billion"))

    conflict = the_conflict(report)
    assert conflict.sentence == (
        "Beland, 2023: Purchases of 1.2 billion USD and sales of 14.8 make 16.0, not trade of 18."
    )
    assert fits(conflict) == {
        "total": (billions("15.9"), billions("16.1")),
        "sold": (billions("16.25"), billions("17.35")),  # 17.5 - 1.25 to 18.5 - 1.15
        "bought": (billions("2.65"), billions("3.75")),  # 17.5 - 14.85 to 18.5 - 14.75
    }
    # 17.5 must come down to 16.1, by 1.4 of 17.5; the others would have to change by more.
    assert conflict.change == Decimal("1.4") / Decimal("17.5")
    assert conflict.change_figure == "total"
    assert conflict.mend == (
        "Beland, 2023: Trade would have to be 15.9 to 16.1 billion USD, at least 8 % less"
        " than the 17.5 that 18 can mean."
    )
    assert verdicts(report) == {"total": "conflict", "sold": "conflict", "bought": "conflict"}
    assert all(v.suspect for v in report.verdicts)  # nothing tells which of the three is wrong


def test_the_missing_part_of_a_sum_is_deduced() -> None:
    report = reconcile(
        book(
            figure("total", "trade", "2023", "16.0 billion"),
            figure("bought", "purchases", "2023", "1.2 billion"),
        )
    )

    found = deduced(report, "sales", "2023")
    assert (found.low, found.high) == (billions("14.70"), billions("14.90"))
    assert (found.reasons, found.unit) == (("bought", "total"), "USD")
    assert found.sentence == (
        "Beland, 2023: With purchases of 1.2 billion USD and trade of 16.0, sales must be 14.7 to"
        " 14.9."
    )


def test_two_sources_that_differ_are_named_by_their_numbers() -> None:
    report = reconcile(
        book(
            figure("a", "trade", "2023", "16 billion"),
            figure("b", "trade", "2023", "18 billion", source="ministry"),
        )
    )

    assert the_conflict(report).sentence == (
        "Beland, 2023: Trade of 16 billion USD, but elsewhere 18."
    )


def test_conflicts_that_would_be_told_alike_name_their_sources() -> None:
    report = reconcile(
        book(
            figure("a", "trade", "2023", "10.0 billion"),
            figure("b", "trade", "2023", "10.0 billion", source="ministry", precision="1000000"),
            figure("c", "trade", "2023", "12.0 billion", source="bank"),
        )
    )

    assert {c.sentence for c in report.conflicts} == {
        "Beland, 2023: Trade of 10.0 billion USD, but elsewhere 12.0 (paper, bank).",
        "Beland, 2023: Trade of 10.0 billion USD, but elsewhere 12.0 (ministry, bank).",
    }


# Growth


def test_growth_and_level_give_the_year_before() -> None:
    report = reconcile(
        book(
            figure("now", "trade", "2024", "20 billion"),
            figure("rise", "trade_growth", "2024", "24 %"),
        )
    )

    before = deduced(report, "trade", "2023")
    assert before.low == pytest.approx(billions("19.5") / Decimal("1.245"), rel=Decimal("1e-5"))
    assert before.high == pytest.approx(billions("20.5") / Decimal("1.235"), rel=Decimal("1e-5"))
    assert before.reasons == ("now", "rise")


def test_levels_support_a_growth_and_contradict_another() -> None:
    levels = [
        figure("before", "trade", "2023", "16.0 billion"),
        figure("now", "trade", "2024", "20.0 billion"),
    ]

    right = of(reconcile(book(*levels, figure("rise", "trade_growth", "2024", "25 %"))), "rise")
    assert right.verdict == "supported"
    # 19.95 / 16.05 and 20.05 / 15.95
    assert right.implied_low == pytest.approx(Decimal("24.299"), abs=Decimal("0.001"))
    assert right.implied_high == pytest.approx(Decimal("25.705"), abs=Decimal("0.001"))

    wrong = the_conflict(reconcile(book(*levels, figure("rise", "trade_growth", "2024", "40 %"))))
    assert wrong.sentence == (
        "Beland: Trade of 20.0 billion USD in 2024 after trade of 16.0 in 2023 is a change of"
        " 25 %, not 40 %."
    )


def test_two_growths_of_one_year_clash_though_no_level_is_stated() -> None:
    report = reconcile(
        book(
            figure("a", "trade_growth", "2024", "24 %"),
            figure("b", "trade_growth", "2024", "40 %", source="ministry"),
        )
    )

    conflict = the_conflict(report)
    assert conflict.sentence == "Beland, 2024: Trade growth of 24 %, but elsewhere 40 %."
    assert fits(conflict)["a"] == (Decimal("39.5"), Decimal("40.5"))


def test_a_total_without_a_start_stands_beside_growth() -> None:
    own = book(
        figure("all", "trade", "../2020", "9.0 billion"),
        figure("year", "trade", "2020", "2.0 billion"),
        figure("rise", "trade_growth", "2020", "10 %"),
    )
    report = reconcile(own)
    assert report.complete
    assert not report.conflicts
    told = {d.period.text: d for d in report.deduced if d.indicator == "trade"}
    # 8.95 - 2.05 to 9.05 - 1.95
    assert told["../2019"].low == Decimal(6_900_000_000)
    assert told["../2019"].high == Decimal(7_100_000_000)


@pytest.mark.parametrize("year", [2024, 2025])  # to the end of February, be it the 28th or 29th
def test_growth_is_against_the_same_months_of_the_year_before(year: int) -> None:
    report = reconcile(
        book(
            figure("now", "permits", f"{year}-01/{year}-02", "1500"),
            figure("rise", "permits_growth", f"{year}-01/{year}-02", "50.0 %"),
        )
    )

    before = deduced(report, "permits", f"{year - 1}-01/{year - 1}-02")
    # 1500 / 1.5005 to 1500 / 1.4995, in whole permits
    assert (before.low, before.high) == (Decimal(1000), Decimal(1000))


def test_growths_of_parts_and_of_the_whole_clash_though_no_level_is_stated() -> None:
    report = reconcile(
        book(
            figure("first", "permits_growth", "2024-S1", "10 %"),
            figure("second", "permits_growth", "2024-S2", "12 %"),
            figure("year", "permits_growth", "2024", "30 %"),
        )
    )

    assert {m.figure_id for m in the_conflict(report).members} == {"first", "second", "year"}


def test_growths_that_only_touch_clash() -> None:
    report = reconcile(
        book(
            figure("a", "trade_growth", "2024", "5 %", "less_than"),
            figure("b", "trade_growth", "2024", "5 %", "at_least"),
        )
    )

    assert len(report.conflicts) == 1


def test_a_fall_is_a_growth_below_zero() -> None:
    report = reconcile(
        book(
            figure("before", "trade", "2023", "20.0 billion"),
            figure("now", "trade", "2024", "16.0 billion"),
            figure("fall", "trade_growth", "2024", "-20 %"),
        )
    )

    assert of(report, "fall").verdict == "supported"


def test_a_day_a_year_ago_is_one_day() -> None:
    growth = INDICATORS["permits_growth"]._replace(id="firms_growth", of="firms")
    report = reconcile(
        book(
            figure("before", "firms", "2024-02-28", "100"),
            figure("later", "firms", "2024-02-29", "400"),
            figure("now", "firms", "2025-02-28", "200"),
            figure("rise", "permits_growth", "2025-02-28", "100 %")._replace(
                indicator="firms_growth"
            ),
            indicators={**INDICATORS, "firms_growth": growth},
        )
    )

    assert verdicts(report)["rise"] == "supported"
    assert verdicts(report)["later"] == "alone"


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (
            figure("x", "trade_growth", "2020/2024", "50 %"),
            "A change over more than a year has no single year before: it takes no part.",
        ),
        (
            figure("x", "firms", "2023", "270"),
            "It is counted on one day, not over a span: it takes no part in the test.",
        ),
    ],
    ids=["growth of years", "stock over a year"],
)
def test_what_cannot_be_tested_as_it_is_stated_is_not_known_to_agree(
    stated: Figure, why: str
) -> None:
    report = reconcile(book(stated))

    assert verdicts(report) == {"x": "not_tested"}
    assert of(report, "x").sentence == why
    assert [(u.figure_id, u.question, u.reason) for u in report.not_known] == [
        (
            "x",
            "conflicts",
            f"Whether it can be true beside the other figures is not known: {why}",
        )
    ]
    assert not report.is_sure


# Shares


def share_of_2023() -> list[Figure]:
    return [
        *trade_of_2023().figures.values(),
        figure("all", "trade", "2023", "139.6 billion", partner="WLD"),
        figure("share", "trade_share", "2023", "14.4 %"),
    ]


def test_a_share_that_does_not_fit_is_explained_with_the_sum() -> None:
    report = reconcile(book(*share_of_2023()))

    sentences = {frozenset(m.figure_id for m in c.members): c.sentence for c in report.conflicts}
    assert sentences == {
        frozenset({"total", "all", "share"}): (
            "Beland, 2023: Trade of 16 billion USD is 11.5 % of the 139.6 with World, not 14.4 %."
        ),
        frozenset({"sold", "bought", "all", "share"}): (
            "Beland, 2023: Purchases of 1.2 billion USD and sales of 14.8 make 16.0, which is"
            " 11.5 % of the 139.6 with World, not 14.4 %."
        ),
    }
    # Either the share or the total of all partners is wrong; 16 = 14.8 + 1.2 stands.
    assert [v.figure_id for v in report.verdicts if v.suspect] == ["all", "share"]
    simplest = sentences[frozenset({"total", "all", "share"})]
    for name in ("total", "sold", "bought"):
        verdict = of(report, name)
        assert verdict.verdict == "supported"
        assert not verdict.suspect
        assert verdict.conflicts
    total = of(report, "total")
    assert total.sentence == (
        "Beland, 2023: With purchases of 1.2 billion USD and sales of 14.8, trade must be 15.9 to"
        " 16.1; stated is 16."
    )
    assert total.conflict_sentence == simplest
    for name in ("all", "share"):
        assert of(report, name).verdict == "conflict"
        assert of(report, name).conflict_sentence == ""


def test_members_of_one_conflict_tell_it_alike() -> None:
    own = [
        figure("now", "trade", "2024", "20 billion"),
        figure("rise", "trade_growth", "2024", "24 %"),
        figure("share", "trade_share", "2023", "14.4 %"),
    ]
    official = table(
        figure("o-before", "trade", "2023", "16075483112"),
        figure("o-now", "trade", "2024", "19938000000"),
        figure("o-all", "trade", "2023", "139550000000", partner="WLD"),
    )

    report = reconcile(book(*own), official)

    assert [v.figure_id for v in report.verdicts if v.suspect] == ["share"]
    assert (
        of(report, "now").conflict_sentence
        == of(report, "rise").conflict_sentence
        == (
            "Beland, 2023: Official trade of 16.08 billion USD is 11.5 % of the official 139.6 with"
            " World, not 14.4 %."
        )
    )
    # Where no arithmetic is short enough, all sets say what would fit of the one suspect.
    long = [c.sentence for c in report.conflicts if "cannot all be true" in c.sentence]
    assert long
    assert all("trade share (Beland, 2023) would have to be" in sentence for sentence in long)


def test_a_figure_that_only_suspects_bear_on_says_so() -> None:
    report = reconcile(
        book(
            figure("year", "sales", "2023", "3.0 billion"),
            figure("half", "sales", "2023-S1", "5.0 billion"),
            figure("other", "sales", "2023-S2", "4.0 billion"),
        )
    )

    # The year is wrong beside either half; the halves say nothing of each other.
    assert [v.figure_id for v in report.verdicts if v.suspect] == ["year"]
    for name in ("half", "other"):
        assert of(report, name).verdict == "alone"
        assert of(report, name).conflicts
        assert of(report, name).sentence == (
            "No other figure bears on it, but for those that would have to be wrong."
        )


def test_a_figure_beside_a_pair_that_clashes_is_not_said_to_be_by_itself() -> None:
    report = reconcile(
        book(
            figure("long", "inflow", "2005/2010", "5.0 billion"),
            figure("late", "inflow", "2008/2015", "6.0 billion"),
            figure("all", "inflow", "2005/2015", "5.5 billion"),
        )
    )

    assert of(report, "long").verdict == "alone"
    assert of(report, "long").sentence == (
        "No other figure bears on it, but for those that would have to be wrong."
    )


def test_a_share_implies_the_total() -> None:
    report = reconcile(
        book(
            figure("part", "trade", "2013", "16.216 billion"),
            figure("share", "trade_share", "2013", "16 %"),
        )
    )

    whole = deduced(report, "trade", "2013", partner="WLD")
    assert whole.low == pytest.approx(billions("16.2155") / Decimal("0.165"), rel=Decimal("1e-5"))
    assert whole.high == pytest.approx(billions("16.2165") / Decimal("0.155"), rel=Decimal("1e-5"))


def test_a_suspect_share_is_tried_in_the_other_periods_of_its_source() -> None:
    *parts, whole, share = share_of_2023()
    spring = figure("spring", "trade", "2024-01/2024-04", "6.4 billion")

    (cause,) = reconcile(book(*parts, share, spring), table(whole)).causes

    assert (cause.figure_id, cause.kind) == ("share", "period")
    assert (cause.was, cause.would_be) == ("2023", "2024-01/2024-04")
    assert cause.sentence == (
        "Beland: Trade share of 14.4 % does not fit 2023 but would fit January to April 2024, of"
        " which little else is known."
    )


def test_a_period_in_which_a_suspect_does_not_fit_either_is_not_offered() -> None:
    figures = [
        *share_of_2023(),
        figure("spring", "trade", "2024-01/2024-04", "6.4 billion"),
        figure("all-spring", "trade", "2024-01/2024-04", "60 billion", partner="WLD"),
    ]

    assert reconcile(book(*figures)).causes == ()


@pytest.mark.parametrize(
    "figures",
    [
        [
            figure("a", "trade", "2022", "10.0 billion"),
            figure("g", "trade_growth", "2022", "-50 %"),
            figure("h", "trade", "2021", "4 billion"),
        ],
        [
            *(figure(f"q{n}", "sales", f"2023-Q{n}", "1.0 billion") for n in range(1, 5)),
            figure("y", "sales", "2023", "5.0 billion"),
        ],
    ],
)
def test_where_any_of_a_conflict_may_be_wrong_nothing_is_moved(figures: list[Figure]) -> None:
    assert reconcile(book(*figures)).causes == ()


def test_a_suspect_is_not_moved_to_where_another_suspect_contradicts_it() -> None:
    official = table(
        figure("o-2022", "trade", "2022", "20000000000"),
        figure("o-2023", "trade", "2023", "30000000000"),
    )
    # 10 is wrong in 2022 and would fit where nothing is known, in 2021, but for 17.
    figures = [
        figure("a", "trade", "2022", "10.0 billion"),
        figure("b", "trade", "2021", "17.0 billion"),
        figure("g", "trade_growth", "2022", "50 %"),
    ]

    assert reconcile(book(*figures), official).causes == ()


# Time


def test_a_part_of_a_year_cannot_hold_more_than_the_year() -> None:
    report = reconcile(
        book(
            figure("half", "trade", "2022-S1", "8 billion"),
            figure("year", "trade", "2022", "7 billion"),
        )
    )
    # 7.5 of the first half touches 7.5 of the year
    assert report.conflicts == ()

    report = reconcile(
        book(
            figure("half", "trade", "2022-S1", "8.0 billion"),
            figure("year", "trade", "2022", "7.0 billion"),
        )
    )
    assert the_conflict(report).sentence == (
        "Beland: Trade of 8.0 billion USD from January to June 2022 cannot be contained in trade of"
        " 7.0 in 2022."
    )


def test_windows_that_overlap_are_cut_into_slices() -> None:
    figures = [
        figure("a", "inflow", "2020/2021", "10.0 billion"),
        figure("b", "inflow", "2021/2022", "12.0 billion"),
        figure("all", "inflow", "2020/2022", "15.0 billion"),
    ]

    # 10 + 12 - 15 = 7 have to lie in 2021, which both contain.
    report = reconcile(book(*figures, figure("middle", "inflow", "2021", "7.0 billion")))
    middle = of(report, "middle")
    assert (middle.implied_low, middle.implied_high) == (billions("6.85"), billions("7.15"))
    assert middle.verdict == "supported"

    report = reconcile(book(*figures, figure("middle", "inflow", "2021", "5.0 billion")))
    assert {m.figure_id for m in the_conflict(report).members} == {"a", "b", "all", "middle"}
    assert fits(the_conflict(report))["middle"] == (billions("6.85"), billions("7.15"))


def test_what_is_left_of_a_longer_window_is_deduced() -> None:
    report = reconcile(
        book(
            figure("year", "trade", "2024", "20.0 billion"),
            figure("spring", "trade", "2024-01/2024-04", "6.4 billion"),
        )
    )

    rest = deduced(report, "trade", "2024-05/2024-12")
    assert (rest.low, rest.high) == (billions("13.50"), billions("13.70"))


def test_two_halves_make_a_whole_year() -> None:
    report = reconcile(
        book(
            figure("one", "trade", "2022-S1", "8.0 billion"),
            figure("two", "trade", "2022-S2", "7.0 billion"),
        )
    )

    year = deduced(report, "trade", "2022")
    assert (year.low, year.high) == (billions("14.9"), billions("15.1"))


def test_two_years_imply_the_growth_between_them() -> None:
    report = reconcile(
        book(
            figure("before", "trade", "2012", "16.425 billion"),
            figure("now", "trade", "2013", "16.216 billion"),
        )
    )

    growth = deduced(report, "trade_growth", "2013")
    assert growth.low == pytest.approx(Decimal("-1.2785"), abs=Decimal("0.0001"))
    assert growth.high == pytest.approx(Decimal("-1.2664"), abs=Decimal("0.0001"))
    assert growth.unit == "percent"
    assert (growth.shown_low, growth.shown_high) == (Decimal("-1.279"), Decimal("-1.266"))
    assert growth.sentence == (
        "Beland: With trade of 16.425 billion USD in 2012 and trade of 16.216 in 2013, trade"
        " growth in 2013 must be \N{MINUS SIGN}1.279 to \N{MINUS SIGN}1.266 %."
    )


def test_a_fall_without_an_end_is_not_pinned_down() -> None:
    report = reconcile(
        book(
            figure("before", "trade", "2020", "560000", "at_least"),
            figure("now", "trade", "2021", "560000", "at_most"),
        )
    )

    assert report.deduced == ()  # growth of at most 0 %, and of nobody knows how little


def test_what_merely_repeats_that_a_part_is_less_than_its_whole_is_not_told() -> None:
    report = reconcile(
        book(
            figure("year", "trade", "2024", "20.0 billion"),
            figure("half", "sales", "2024-S1", "1.0 billion"),
        )
    )

    assert report.deduced == ()


def test_a_range_wider_than_what_supports_is_not_told() -> None:
    def left(half: str) -> Report:
        return reconcile(
            book(
                figure("year", "trade", "2024", "20.0 billion"),
                figure("half", "trade", "2024-S1", half),
            )
        )

    # 19.95 - 16.5 to 20.05 - 15.5 is 3.45 to 4.55, more than a quarter apart
    assert left("16 billion").deduced == ()
    rest = deduced(left("16.0 billion"), "trade", "2024-07/2024-12")
    assert (rest.low, rest.high) == (billions("3.90"), billions("4.10"))
    assert (rest.shown_low, rest.shown_high) == (billions("3.9"), billions("4.1"))


def test_what_is_shown_is_rounded_outward_like_its_sentence() -> None:
    report = reconcile(
        book(
            figure("part", "trade", "2013", "16.216 billion"),
            figure("share", "trade_share", "2013", "16 %"),
        )
    )

    whole = deduced(report, "trade", "2013", partner="WLD")
    assert (whole.shown_low, whole.shown_high) == (billions("98.2"), billions("104.7"))
    assert whole.shown_low <= whole.low < whole.high <= whole.shown_high
    assert whole.sentence.endswith("must be 98.2 to 104.7.")


def inflows() -> list[Figure]:
    return [
        figure("over", "inflow", "1992-08-22/2022-08-21", "15 billion", "more_than"),
        figure("about", "inflow", "1994/2014-04-18", "6 billion", "approximately"),
        figure("upto", "inflow", "2005-05-31/2025-05-30", "7.6 billion", "at_most"),
    ]


def test_what_short_windows_leave_of_a_long_one_is_told() -> None:
    report = reconcile(book(*inflows()))

    # 15 less 7 at most less 7.6 at most; and without the second, 15 less 7.6
    told = {r.period.text: r for r in report.remainders}
    assert {period: r.low for period, r in told.items()} == {
        "1992-08-22/1993-12-31": billions("0.4"),
        "1992-08-22/2005-05-30": billions("7.4"),
    }
    first = told["1992-08-22/1993-12-31"]
    assert first.reasons == ("over", "about", "upto")
    assert (first.indicator, first.reporter, first.partner) == ("inflow", "AAA", "BEL")
    assert first.unit == "USD"
    assert first.sentence == (
        "Beland: Inflow of more than 15 billion USD from 22 August 1992 to 21 August 2022, inflow"
        " of about 6 from 1 January 1994 to 18 April 2014 and inflow of at most 7.6 from 31 May"
        " 2005 to 30 May 2025 can all be true only if inflow from 22 August 1992 to 31 December"
        " 1993 was at least 0.4."
    )
    assert of(report, "over").verdict == "unopposed"
    assert of(report, "over").sentence.endswith(first.sentence)


def test_what_limits_another_figure_is_not_alone() -> None:
    about = of(reconcile(book(*inflows())), "about")

    assert about.verdict == "unopposed"
    assert about.reasons == ("over",)
    assert (about.implied_low, about.implied_high) == (None, None)
    assert about.sentence.startswith(
        "No other figure limits it, but it limits another. Beland: Inflow of more than 15 billion"
    )


def test_what_is_stated_or_too_little_is_not_a_remainder() -> None:
    over, about, upto = inflows()
    stated = figure("first", "inflow", "1992-08-22/1993-12-31", "1 billion", "at_most")
    periods = [r.period.text for r in reconcile(book(over, about, upto, stated)).remainders]
    assert "1992-08-22/1993-12-31" not in periods

    # 15 less 7.4 less 7.5 is 0.1, less than a hundredth of 15; an exact one is no open end
    more = figure("about", "inflow", "1994/2014-04-18", "7.4 billion", "at_most")
    less = figure("upto", "inflow", "2005-05-31/2025-05-30", "7.5 billion", "at_most")
    assert [r.low for r in reconcile(book(over, more, less)).remainders] == [billions("7.5")]
    exact = over._replace(qualifier="exact")
    assert reconcile(book(exact, about, upto)).remainders == ()


def test_what_is_left_at_the_end_of_a_window_is_told_too() -> None:
    over, half, quarter = (
        figure("over", "inflow", "2000/2019", "20 billion", "more_than"),
        figure("half", "inflow", "2000/2009", "5 billion", "at_most"),
        figure("quarter", "inflow", "2000/2004", "4 billion", "at_most"),
    )

    report = reconcile(book(over, half, quarter))

    assert {r.period.text: r.low for r in report.remainders} == {
        "2010/2019": billions(15),
        "2005/2019": billions(16),
    }


def test_one_span_is_told_once() -> None:
    over, about, upto = inflows()
    stronger = figure("stronger", "inflow", "1992-08-22/2022-08-21", "16 billion", "more_than")

    report = reconcile(book(over, stronger, about, upto))

    told = [(r.period.text, r.low) for r in report.remainders]
    assert told == [
        ("1992-08-22/1993-12-31", billions("1.4")),
        ("1992-08-22/2005-05-30", billions("8.4")),
    ]


def test_what_is_pinned_down_is_not_told_again_as_a_remainder() -> None:
    report = reconcile(
        book(
            figure("over", "inflow", "2023/2024", "20.0 billion", "more_than"),
            figure("year", "inflow", "2023", "5.0 billion"),
            figure("upto", "inflow", "2023/2024", "20.1 billion", "at_most"),
        )
    )

    assert deduced(report, "inflow", "2024").low >= billions("14.9")
    assert report.remainders == ()


# Agreements


def agreements(report: Report) -> dict[tuple[str, ...], str]:
    return {a.members: a.sentence for a in report.agreements}


def test_a_sum_that_adds_up_is_told_with_the_official_total() -> None:
    report = reconcile(trade_of_2023(), official_2023())

    assert agreements(report) == {
        ("bought", "sold", "total", "o-total"): (
            "Beland, 2023: Purchases of 1.2 billion USD and sales of 14.8 make 16.0; stated trade"
            " is 16, officially 16.08."
        )
    }
    assert ("bought", "sold", "total") in agreements(reconcile(trade_of_2023()))
    assert agreements(reconcile(trade_of_2023("18 billion"))) == {}


def test_a_growth_to_a_level_is_told_with_the_year_before() -> None:
    report = reconcile(
        book(
            figure("before", "trade", "2023", "16 billion"),
            figure("now", "trade", "2024", "20 billion"),
            figure("rise", "trade_growth", "2024", "24 %"),
        )
    )

    # 19.5 / 1.245 to 20.5 / 1.235
    assert agreements(report) == {
        ("rise", "now", "before"): (
            "Beland: Trade growth of 24 % to trade of 20 billion USD in 2024 means 15.66 to 16.60"
            " in 2023; stated is 16."
        )
    }


def test_a_sum_whose_numbers_differ_agrees_within_rounding() -> None:
    report = reconcile(
        book(
            figure("sold", "sales", "2023", "10 billion"),
            figure("bought", "purchases", "2023", "2.0 billion"),
            figure("total", "trade", "2023", "12.5 billion"),
        )
    )

    assert agreements(report)[("bought", "sold", "total")] == (
        "Beland, 2023: Purchases of 2.0 billion USD and sales of 10 make 12.0; stated trade is"
        " 12.5, the same within rounding."
    )


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(
            [
                figure("sold", "sales", "2022", "10 billion", "more_than"),
                figure("bought", "purchases", "2022", "2.0 billion", "at_most"),
                figure("total", "trade", "2022", "40 billion"),
            ],
            id="bounds",
        ),
        pytest.param([figure("sold", "sales", "2023", "1 billion", "more_than")], id="a bound"),
        pytest.param([figure("sold", "sales", "2023", "14.95 billion")], id="a revision"),
        pytest.param(
            [
                figure("some", "permits", "2024", "0"),
                figure("few", "permits", "2024", "1", "less_than"),
            ],
            id="an amount and a bound",
        ),
        pytest.param(
            [
                figure("now", "trade", "2024", "1 billion", "more_than"),
                figure("before", "trade", "2023", "90 billion", "at_most"),
                figure("rise", "trade_growth", "2024", "5 %", "more_than"),
            ],
            id="a growth of bounds",
        ),
        pytest.param(
            [
                figure("now", "trade", "2024", "0 billion"),
                figure("before", "trade", "2023", "16 billion"),
                figure("rise", "trade_growth", "2024", "-100 %"),
            ],
            id="a growth to nothing",
        ),
    ],
)
def test_what_only_does_not_contradict_is_no_agreement(figures: list[Figure]) -> None:
    official = table(figure("o-sold", "sales", "2023", "14833289890"))
    report = reconcile(book(*figures), official)

    assert report.conflicts == ()
    assert report.agreements == ()


def test_a_statement_that_a_table_confirms_is_told() -> None:
    report = reconcile(book(figure("total", "trade", "2023", "16 billion")), official_2023())

    assert agreements(report) == {
        ("total", "o-total"): "Beland, 2023: Trade of 16 billion USD, officially 16.08."
    }


# Part and whole


def test_tourist_permits_are_permits() -> None:
    whole = figure("all", "permits", "2024-01/2024-05", "12210")
    some = figure("tourist", "tourist_permits", "2024-01/2024-05", "9600", "more_than")

    report = reconcile(book(whole, some))
    assert verdicts(report) == {"all": "unopposed", "tourist": "unopposed"}
    assert of(report, "all").implied_low == 9601  # more than 9,600 of what is counted
    assert of(report, "tourist").implied_high == 12210

    many = some._replace(
        quantity=some.quantity._replace(digits=Decimal(13000)), value=Decimal(13000)
    )
    conflict = the_conflict(reconcile(book(whole, many)))
    assert conflict.sentence == (
        "Beland, January to May 2024: More than 13,000 tourist permits cannot be contained in"
        " 12,210 permits."
    )


def test_a_part_in_longer_time_is_not_held_against_a_whole_in_shorter() -> None:
    report = reconcile(
        book(
            figure("all", "permits", "2024-01/2024-05", "12210"),
            figure("tourist", "tourist_permits", "2024", "20000"),
        )
    )

    assert report.conflicts == ()


def test_a_part_of_a_sum_is_held_against_the_sum_only() -> None:
    energy = INDICATORS["inflow"]._replace(id="energy", name="Energy", part_of="trade")
    indicators = {**INDICATORS, "energy": energy}
    energy_of_20 = figure("energy", "inflow", "2023", "20 billion")._replace(indicator="energy")

    # Sales may hold the rest: nothing says how much they are.
    bought = figure("bought", "purchases", "2023", "5 billion")
    assert reconcile(book(energy_of_20, bought, indicators=indicators)).conflicts == ()

    total = figure("total", "trade", "2023", "15 billion")
    report = reconcile(book(energy_of_20, total, indicators=indicators))
    assert the_conflict(report).sentence == (
        "Beland, 2023: Energy of 20 billion USD cannot be contained in trade of 15."
    )


# Groups of countries


def test_members_that_do_not_overlap_add_up_to_no_more_than_their_group() -> None:
    report = reconcile(
        book(
            figure("b", "trade", "2023", "40.0 billion"),
            figure("c", "trade", "2023", "30.0 billion", partner="CHE"),
            figure("club", "trade", "2023", "65.0 billion", partner="CLUB"),
        )
    )

    conflict = the_conflict(report)
    assert conflict.sentence == (
        "2023: Trade of 40.0 billion USD (Beland) and trade of 30.0 (Celand) make 70.0, more than"
        " trade of 65.0 (The Club)."
    )
    assert fits(conflict)["b"] == (None, billions("35.10"))  # 65.05 - 29.95


def test_a_member_belongs_to_the_group_of_its_group() -> None:
    report = reconcile(
        book(
            figure("b", "trade", "2023", "40 billion"),
            figure("all", "trade", "2023", "30 billion", partner="WLD"),
        )
    )

    assert len(the_conflict(report).members) == 2


@pytest.mark.parametrize(
    ("partner", "period", "wrong"),
    [
        ("DNK", "2020-S1", False),  # joined in July 2020
        ("DNK", "2020-S2", True),
        ("EST", "2019-S2", True),  # left at the end of 2019
        ("EST", "2020-S1", False),
    ],
)
def test_a_member_counts_only_while_it_belongs(partner: str, period: str, wrong: bool) -> None:
    report = reconcile(
        book(
            figure("member", "trade", period, "60 billion", partner=partner),
            figure("club", "trade", period[:4], "50 billion", partner="CLUB"),
        )
    )

    assert bool(report.conflicts) is wrong


def test_an_area_that_is_no_single_economy_may_overlap_with_another() -> None:
    # A club whose members are not declared, though its code has three letters.
    areas = {**AREAS, "CIS": Area("CIS", "Commonwealth", (Membership("WLD"),))}
    figures = [
        figure("b", "sales", "2023", "20.0 billion"),
        figure("cis", "sales", "2023", "25.0 billion", partner="CIS"),
        figure("all", "sales", "2023", "40.0 billion", partner="WLD"),
    ]

    assert reconcile(book(*figures, areas=areas)).conflicts == ()


@pytest.mark.parametrize(("period", "wrong"), [("2019", False), ("2020", True)])
def test_a_group_and_an_economy_that_has_left_it_add_up(period: str, wrong: bool) -> None:
    report = reconcile(
        book(
            figure("left", "sales", period, "6.0 billion", partner="EST"),
            figure("club", "sales", period, "10 billion", partner="CLUB"),
            figure("all", "sales", period, "12 billion", partner="WLD"),
        )
    )

    assert bool(report.conflicts) is wrong
    if wrong:
        assert the_conflict(report).sentence == (
            f"{period}: Sales of 10 billion USD (The Club) and sales of 6.0 (Eland) make 16.0,"
            " more than sales of 12 (World)."
        )


# Stocks


def test_stocks_are_compared_on_the_same_day_only() -> None:
    def of_days(one: str, other: str) -> Report:
        return reconcile(
            book(
                figure("member", "firms", one, "300"),
                figure("club", "firms", other, "200", partner="CLUB"),
            )
        )

    assert len(of_days("2025-05-30", "2025-05-30").conflicts) == 1
    assert verdicts(of_days("2025-05-30", "2025-05-31")) == {"member": "alone", "club": "alone"}


def test_a_stock_over_a_span_takes_no_part() -> None:
    report = reconcile(book(figure("firms", "firms", "2023", "270")))

    assert of(report, "firms").verdict == "not_tested"


# Wording


@pytest.mark.parametrize(
    ("low", "high", "conflict"),
    [
        ("more_than", "at_most", True),
        ("more_than", "less_than", True),
        ("at_least", "less_than", True),
        ("at_least", "at_most", False),
    ],
)
@pytest.mark.parametrize("indicator", ["inflow", "permits"])
def test_more_than_excludes_the_number_itself(
    indicator: str, low: str, high: str, conflict: bool
) -> None:
    report = reconcile(
        book(
            figure("a", indicator, "2024", "7.6 million", low),  # type: ignore[arg-type]  # parametrized
            figure("b", indicator, "2024", "7.6 million", high),  # type: ignore[arg-type]  # parametrized
        )
    )

    assert bool(report.conflicts) is conflict
    if not conflict:
        assert verdicts(report) == {"a": "tight", "b": "tight"}
        assert of(report, "a").room == 0
        assert of(report, "a").sentence.endswith("can only just be true together: no room is left.")


def test_more_than_nothing_is_something() -> None:
    report = reconcile(
        book(
            figure("a", "inflow", "2024", "0 million", "more_than"),
            figure("b", "inflow", "2024", "0 million", "at_most"),
        )
    )

    assert len(report.conflicts) == 1


def test_counted_things_come_in_whole_numbers() -> None:
    above = figure("a", "permits", "2024", "9600", "more_than")

    report = reconcile(book(above, figure("b", "permits", "2024", "9601", "less_than")))
    assert len(report.conflicts) == 1

    report = reconcile(book(above, figure("b", "permits", "2024", "9601", "at_most")))
    assert report.conflicts == ()


def test_a_pair_that_can_only_just_be_true_is_tight_and_tells_the_room() -> None:
    report = reconcile(
        book(
            figure("over", "inflow", "2005/2024-06-25", "7.6 billion", "more_than"),
            figure("upto", "inflow", "2005-05-31/2025-05-30", "7.6 billion", "at_most"),
        )
    )

    assert verdicts(report) == {"over": "tight", "upto": "tight"}
    (tight,) = report.tight
    assert tight.members == ("over", "upto")
    # 150 of 7,116 days are not covered by the second; at an even pace they hold 0.16 billion.
    assert tight.uncovered == Decimal(150) / 7116
    assert tight.room == (billions("7.6") * 150 / 7116).quantize(Decimal(1))
    assert tight.sentence == (
        "Beland: Inflow of more than 7.6 billion USD from 1 January 2005 to 25 June 2024 and"
        " inflow of at most 7.6 from 31 May 2005 to 30 May 2025 can only just be true together:"
        " the room left is about 0.16, what the 150 days that only the first covers would add at"
        " an even pace."
    )


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        ("1995", "7.6 billion"),  # ten more years may hold anything
        ("2005", "8.5 billion"),  # there is room
    ],
)
def test_where_there_is_room_nothing_is_tight(start: str, limit: str) -> None:
    report = reconcile(
        book(
            figure("over", "inflow", f"{start}/2024-06-25", "7.6 billion", "more_than"),
            figure("upto", "inflow", "2005-05-31/2025-05-30", limit, "at_most"),
        )
    )

    assert report.tight == ()
    assert report.conflicts == ()


@pytest.mark.parametrize("qualifier", ["exact", "at_least"])
def test_an_exact_amount_is_no_limit_that_something_can_only_just_keep(qualifier: str) -> None:
    report = reconcile(
        book(
            figure("all", "inflow", "2005/2024", "10.0 billion", qualifier),  # type: ignore[arg-type]  # parametrized
            figure("most", "inflow", "2005-06-01/2024", "9.8 billion"),
        )
    )

    assert report.tight == ()


def test_a_room_that_is_not_the_pace_of_the_days_left_out_is_told_with_its_condition() -> None:
    report = reconcile(
        book(
            figure("over", "inflow", "2005/2024-06-25", "7.6 billion", "more_than"),
            figure("upto", "inflow", "2005-05-31/2025-05-30", "7.7 billion", "at_most"),
        )
    )

    # 7.7 less 7.6 x (1 - 150 / 7,116)
    (tight,) = report.tight
    assert tight.sentence.endswith(
        "the room left is about 0.26, if the 150 days that only the first covers held their even"
        " share."
    )


def test_an_even_pace_is_not_tight_where_much_time_is_left_out() -> None:
    report = reconcile(
        book(
            figure("over", "inflow", "2005/2024", "10 billion", "more_than"),
            figure("upto", "inflow", "2011/2024", "7.2 billion", "at_most"),  # 14 years of 20
        )
    )

    assert report.tight == ()


def test_the_curators_precision_widens_the_interval() -> None:
    total = figure("total", "trade", "2023", "16.00 billion")
    parts = [
        figure("sold", "sales", "2023", "14.80 billion"),
        figure("bought", "purchases", "2023", "1.50 billion"),
    ]

    assert len(reconcile(book(total, *parts)).conflicts) == 1
    wide = total._replace(precision=Decimal(10**9))  # half a billion either way
    assert reconcile(book(wide, *parts)).conflicts == ()


# What takes no part


def test_ranks_take_no_part_and_say_so() -> None:
    report = reconcile(book(figure("third", "rank", "2023", "3")))

    assert report.verdicts == (
        Verdict(
            "third",
            "not_tested",
            None,
            None,
            (),
            None,
            False,
            (),
            "A rank is only held against other ranks, and against amounts and shares, stated or"
            " deduced, of those who are known to be ranked: none rules it out.",
        ),
    )


def test_money_of_different_currencies_is_never_mixed() -> None:
    report = reconcile(
        book(
            figure("total", "trade", "2023", "16 billion USD"),
            figure("sold", "sales", "2023", "100 billion EUR"),
            figure("bought", "purchases", "2023", "100 billion KZT"),
        )
    )

    assert verdicts(report) == {"total": "alone", "sold": "alone", "bought": "alone"}


def test_a_growth_is_measured_in_the_currency_of_its_source() -> None:
    levels = [
        figure("before", "trade", "2023", "16.0 billion USD", source="paper"),
        figure("now", "trade", "2024", "20.0 billion USD", source="paper"),
        figure("euros", "trade", "2024", "19.0 billion EUR", source="ministry"),
    ]

    near = reconcile(book(*levels, figure("rise", "trade_growth", "2024", "40 %")))
    assert {m.figure_id for m in the_conflict(near).members} == {"before", "now", "rise"}

    unsaid = figure("rise", "trade_growth", "2024", "40 %", source="elsewhere")
    far = reconcile(book(*levels, unsaid))  # of euros, only one year is stated
    assert {m.figure_id for m in the_conflict(far).members} == {"before", "now", "rise"}

    far = reconcile(book(levels[0], levels[2], unsaid))
    assert far.conflicts == ()
    # It is tested in each, though neither has both years; nothing of an amount follows from it.
    assert of(far, "rise").verdict == "alone"
    assert far.deduced == ()


def test_a_growth_that_fits_in_no_currency_has_to_fit_in_one_only() -> None:
    levels = {
        "eur-then": ("2022", "10.0 billion EUR"),
        "eur-now": ("2023", "13.0 billion EUR"),
        "usd-then": ("2022", "10.0 billion USD"),
        "usd-now": ("2023", "15.0 billion USD"),
    }
    figures = [figure(name, "trade", *said, source="paper") for name, said in levels.items()]
    rise = figure("rise", "trade_growth", "2023", "10 %", source="gazette")

    report = reconcile(book(*figures, rise))

    every = tuple(sorted((*levels, "rise")))
    assert report.alternatives == (every,)
    assert {of(report, name).one_of for name in every} == {every}
    ends = {c.sentence.partition(" %. ")[2] for c in report.conflicts}
    assert ends == {
        "Nor does it fit in EUR; to fit in one of them would do.",
        "Nor does it fit in USD; to fit in one of them would do.",
    }
    # Where one level of either is another, it fits and nothing is left.
    for changed in ("eur-now", "usd-now"):
        unit = levels[changed][1].split()[-1]
        mended = figure(changed, "trade", "2023", f"11.0 billion {unit}", source="paper")
        rest = [f for f in figures if f.id != changed]
        assert reconcile(book(*rest, mended, rise)).conflicts == ()


def test_a_deduced_growth_that_is_stated_in_another_currency_names_its_own() -> None:
    levels = {
        "eur-then": ("2022", "10.0 billion EUR"),
        "eur-now": ("2023", "12.0 billion EUR"),
        "usd-then": ("2022", "11.0 billion USD"),
        "usd-now": ("2023", "13.0 billion USD"),
    }
    figures = [figure(name, "trade", *said, source="paper") for name, said in levels.items()]
    rise = figure("rise", "trade_growth", "2023", "20 %", source="paper")

    (beside,) = [d for d in reconcile(book(*figures, rise)).deduced if d.unit == "percent"]
    assert beside.sentence.endswith("must be 17.1 to 19.2 %, measured in USD.")
    (alone,) = [d for d in reconcile(book(*figures[2:])).deduced if d.unit == "percent"]
    assert alone.sentence.endswith("must be 17.1 to 19.2 %.")


def test_a_figure_by_itself_is_alone() -> None:
    report = reconcile(book(figure("one", "trade", "2023", "16 billion")))

    assert of(report, "one").verdict == "alone"
    assert of(report, "one").sentence == "No other figure bears on it."


def test_an_empty_book_has_an_empty_report() -> None:
    report = reconcile(book())

    assert report == Report((), (), (), (), (), complete=True, groups=0, solved=0)


# Several conflicts


def test_all_conflicts_are_found_and_the_fewest_wrong_figures_named() -> None:
    figures = [
        figure("right", "trade", "2023", "16 billion"),
        figure("again", "trade", "2023", "16.1 billion"),
        figure("wrong", "trade", "2023", "20 billion"),
        figure("sold", "sales", "2023", "14.8 billion"),
        figure("bought", "purchases", "2023", "1.2 billion"),
    ]

    report = reconcile(book(*figures))

    assert {frozenset(m.figure_id for m in c.members) for c in report.conflicts} == {
        frozenset({"right", "wrong"}),
        frozenset({"again", "wrong"}),
        frozenset({"sold", "bought", "wrong"}),
    }
    assert [v.figure_id for v in report.verdicts if v.suspect] == ["wrong"]
    # What the others imply leaves out what has to be wrong.
    assert of(report, "wrong").implied_high == billions("16.1")
    assert report.complete


def test_a_limit_is_reached_openly() -> None:
    figures = [figure(f"f{n:02d}", "trade", "2023", f"{n + 10} billion") for n in range(0, 26, 2)]

    report = reconcile(book(*figures))  # 13 numbers, each against each: 78 pairs

    assert not report.complete
    assert len(report.conflicts) == 60
    assert all(len(c.members) == 2 for c in report.conflicts)
    # Nobody is believed whom the sets that were not looked for may accuse.
    assert set(verdicts(report).values()) == {"conflict"}


def test_a_conflict_keeps_its_name_when_other_figures_change() -> None:
    wrong = reconcile(trade_of_2023("18 billion"))
    more = book(
        *trade_of_2023("18 billion").figures.values(), figure("x", "trade", "2022", "5 billion")
    )

    assert the_conflict(reconcile(more)).conflict_id == the_conflict(wrong).conflict_id
    assert the_conflict(wrong).conflict_id.startswith("conflict-")


# Official statistics


def official_2023() -> Book:
    return table(
        figure("o-total", "trade", "2023", "16075483112"),
        figure("o-sold", "sales", "2023", "14833289890"),
        figure("o-bought", "purchases", "2023", "1242193222"),
    )


def test_a_statement_that_a_table_confirms_is_supported() -> None:
    report = reconcile(book(figure("total", "trade", "2023", "16 billion")), official_2023())

    total = of(report, "total")
    assert total.verdict == "supported"
    # 16,075,483,111.5 less 1 % and 16,075,483,112.5 more 1 %
    assert total.implied_low == Decimal("15914728280.385")
    assert total.implied_high == Decimal("16236237943.625")
    assert report.revisions == ()
    assert [v.figure_id for v in report.verdicts] == ["total"]  # the table is not under test
    assert ", taken to within 1 %, trade must be 15.91 to 16.24" in total.sentence


def test_a_difference_within_an_ordinary_revision_is_shown_as_one() -> None:
    report = reconcile(book(figure("total", "trade", "2023", "16.2 billion")), official_2023())

    assert report.conflicts == ()
    (revision,) = report.revisions
    assert revision.figure_id == "total"
    assert (revision.official_low, revision.official_high) == (
        Decimal("16075483111.5"),  # half a dollar either way
        Decimal("16075483112.5"),
    )
    # 16.15 is 0.46 % above 16.0755
    assert revision.difference == pytest.approx(Decimal("0.00464"), abs=Decimal("0.00001"))
    assert revision.sentence == (
        "Beland, 2023: Trade of 16.2 billion USD, in the final table 16.08: at least 0.46 % apart,"
        " no more than an ordinary revision, taken to be up to 1 %."
    )


def test_a_difference_beyond_that_is_a_contradiction() -> None:
    report = reconcile(book(figure("total", "trade", "2023", "16.4 billion")), official_2023())

    first = report.conflicts[0]
    assert first.sentence == (
        "Beland, 2023: Trade of 16.4 billion USD, but officially 16.08: at least 1.7 % apart, more"
        " than the 1 % that an ordinary revision is taken to explain."  # 16.35 / 16.0755
    )
    assert first.restates == ""
    # The same against the parts of the table: nothing new.
    assert [c.restates for c in report.conflicts[1:]] == [first.conflict_id]
    assert report.revisions == ()
    assert of(report, "total").suspect


def test_a_difference_just_beyond_a_revision_is_seen_to_be_beyond() -> None:
    report = reconcile(book(figure("total", "trade", "2023", "16.237 billion")), official_2023())

    # 16.2365 is 1.0016 % above 16.0755
    assert "at least 1.001 % apart, more than the 1 %" in report.conflicts[0].sentence


def test_the_statement_is_suspected_before_the_table() -> None:
    report = reconcile(
        book(
            figure("total", "trade", "2023", "20 billion"),
            figure("same", "trade", "2023", "20.0 billion", source="ministry"),
        ),
        official_2023(),
    )

    assert [v.figure_id for v in report.verdicts if v.suspect] == ["same", "total"]


def test_two_official_years_are_revised_together() -> None:
    official = table(
        figure("o-before", "trade", "2023", "41302826210"),
        figure("o-now", "trade", "2024", "48839335211"),
    )

    # 18.2 % between the final years. Each might move by 1 %, but not both, against each other.
    report = reconcile(book(figure("rise", "trade_growth", "2024", "16.9 %")), official)
    assert the_conflict(report).sentence == (
        "Beland: Official trade of 48.84 billion USD in 2024 after official trade of 41.3 in 2023"
        " is a change of 18.2 %, to within a revision of 1 %, not 16.9 %."
    )
    report = reconcile(book(figure("rise", "trade_growth", "2024", "17.5 %")), official)
    assert report.conflicts == ()
    (revision,) = report.revisions
    assert revision.figure_id == "rise"
    # 18.247 is 0.697 more than the 17.55 that 17.5 can mean
    assert revision.sentence == (
        "Beland, 2024: Trade growth of 17.5 %, in the final table 18.25 %: at least 0.696"
        " points apart, no more than an ordinary revision, taken to be up to 1 %."
    )


def two_official_years() -> Book:
    return table(
        figure("o-before", "trade", "2023", "1000000000"),
        figure("o-now", "trade", "2024", "1000000000"),
    )


def test_a_growth_is_held_against_two_official_years_whoever_states_their_levels() -> None:
    """Each level is within 1 % of the table; 11.7 % is not within 1 % of 1.1 times as much.

    What stands beside a growth takes no conflict away: neither levels of its own source nor others.
    """
    official = table(
        figure("o-before", "trade", "2022", "10000000000"),
        figure("o-now", "trade", "2023", "11000000000"),
    )
    levels = [
        figure("before", "trade", "2022", "9.92 billion"),
        figure("now", "trade", "2023", "11.08 billion"),
    ]
    growth = figure("rise", "trade_growth", "2023", "11.7 %")
    assert reconcile(book(*levels), official).conflicts == ()
    for others in ([], levels, [f._replace(source="another") for f in levels], levels[:1]):
        (conflict,) = reconcile(book(*others, growth), official).conflicts
        assert {m.figure_id for m in conflict.members} == {"rise", "o-before", "o-now"}


def test_a_share_of_two_official_amounts_is_held_to_one_revision() -> None:
    official = table(
        figure("o-part", "trade", "2023", "16000000000"),
        figure("o-whole", "trade", "2023", "100000000000", partner="WLD"),
    )

    # 16 % times 0.99 to 1.01; each side moved by 1 % against the other would be 15.68 to 16.32
    (conflict,) = reconcile(
        book(figure("share", "trade_share", "2023", "15.7 %")), official
    ).conflicts
    assert fits(conflict)["share"] == (Decimal("15.84"), Decimal("16.16"))
    assert conflict.sentence == (
        "Beland, 2023: Official trade of 16 billion USD is 16.0 % of the official 100 with World,"
        " not 15.7 %."
    )
    assert not reconcile(book(figure("share", "trade_share", "2023", "15.8 %")), official).conflicts


def test_the_printed_digits_of_a_table_leave_room_beside_its_revision() -> None:
    """A table in whole billions: 10 and 12 are 1.095 to 1.316 times as much, and 1 % each way."""
    official = table(
        figure("o-before", "trade", "2022", "10 billion"),
        figure("o-now", "trade", "2023", "12 billion"),
    )

    for rise, clashes in (("8 %", False), ("7 %", True), ("33 %", False), ("34 %", True)):
        report = reconcile(book(figure("rise", "trade_growth", "2023", rise)), official)
        assert bool(report.conflicts) is clashes, rise


@pytest.mark.parametrize("rise", ["-50 %", "-1 %"])
def test_a_growth_that_says_little_makes_no_conflict_of_two_revisions(rise: str) -> None:
    # 0.9 % more and 0.9 % less than the final years: each an ordinary revision
    prints = [
        figure("before", "trade", "2023", "1009 million"),
        figure("now", "trade", "2024", "991 million"),
    ]

    report = reconcile(
        book(*prints, figure("rise", "trade_growth", "2024", rise, "more_than")),
        two_official_years(),
    )

    if rise == "-50 %":
        assert report.conflicts == ()
        assert {r.figure_id for r in report.revisions} == {"before", "now"}
    else:  # 991.5 after 1008.5 is -1.69 %
        assert {m.figure_id for m in report.conflicts[0].members} == {"before", "now", "rise"}


def test_a_growth_is_held_against_two_official_years_by_their_parts_too() -> None:
    official = table(
        figure("o-sold", "sales", "2023", "500000000"),
        figure("o-bought", "purchases", "2023", "500000000"),
        figure("o-sold-now", "sales", "2024", "600000000"),
        figure("o-bought-now", "purchases", "2024", "600000000"),
    )

    # 1.2 times 0.99 to 1.01
    report = reconcile(book(figure("rise", "trade_growth", "2024", "22 %")), official)
    (conflict,) = report.conflicts
    assert fits(conflict)["rise"] == (Decimal("18.8"), Decimal("21.2"))
    assert not reconcile(book(figure("rise", "trade_growth", "2024", "21 %")), official).conflicts


def test_an_official_figure_of_the_book_itself_gets_a_verdict() -> None:
    own = official_2023()

    report = reconcile(own)

    assert verdicts(report)["o-total"] == "supported"
    # both parts half a dollar and 1 % lower: (16,075,483,112 - 1) x 0.99 = 15,914,728,279.89
    assert of(report, "o-total").implied_low == Decimal("15914728279.89")


def test_a_table_that_contradicts_itself_does_not_hide_other_conflicts() -> None:
    official = table(
        figure("o-a", "trade", "2023", "16075483112"),
        figure("o-b", "trade", "2023", "17075483112"),
    )

    report = reconcile(book(figure("total", "trade", "2023", "20 billion")), official)

    assert [c.restates for c in report.conflicts if len(c.members) == 2][:2] == ["", ""]
    assert report.revisions == ()


def test_a_table_that_does_not_add_up_to_the_last_digit_shows_no_revisions() -> None:
    official = table(
        figure("o-total", "trade", "2023", "16075483112"),
        figure("o-sold", "sales", "2023", "14833289890"),
        figure("o-bought", "purchases", "2023", "1242193999"),
    )

    report = reconcile(book(figure("total", "trade", "2023", "16.2 billion")), official)

    assert report.conflicts == ()
    assert report.revisions == ()


def test_what_a_table_gives_by_itself_is_not_told() -> None:
    years = table(
        figure("o-before", "trade", "2022", "14908115569"),
        figure("o-now", "trade", "2023", "16075483112"),
    )

    # 16.05 to 16.15 is narrower than the table with its revisions, but the growth is the table's.
    report = reconcile(book(figure("total", "trade", "2023", "16.1 billion")), years)

    assert report.deduced == ()


def test_arithmetic_on_a_table_is_not_told() -> None:
    parts = table(
        figure("o-total", "trade", "2023", "16075483112"),
        figure("o-bought", "purchases", "2023", "1242193222"),
    )

    # What is left for sales follows from the table; 15.5 to 16.5 adds nothing.
    assert reconcile(book(figure("total", "trade", "2023", "16 billion")), parts).deduced == ()
    # 16.05 to 16.15 does.
    report = reconcile(book(figure("total", "trade", "2023", "16.1 billion")), parts)
    assert deduced(report, "sales", "2023").reasons == ("o-bought", "total")


def test_both_files_may_not_use_one_id() -> None:
    with pytest.raises(ValueError, match="same id in both files: total"):
        reconcile(trade_of_2023(), table(figure("total", "trade", "2023", "1")))


# The answer depends on nothing but the figures


def test_the_order_of_the_file_does_not_matter() -> None:
    figures = [*share_of_2023(), figure("spring", "trade", "2024-01/2024-04", "6.4 billion")]
    first = reconcile(book(*figures))

    for seed in range(10):
        assert reconcile(book(*shuffled(figures, seed))) == first


def test_a_second_run_solves_only_the_group_that_changed() -> None:
    years = range(2001, 2021, 2)  # every other: two years running would be one group
    figures = [
        *(figure(f"t{y}", "trade", f"{y}", "16 billion") for y in years),
        *(figure(f"s{y}", "sales", f"{y}", "14 billion") for y in years),
    ]
    cache: Cache = {}

    first = reconcile(book(*figures), cache=cache)
    assert (first.groups, first.solved) == (10, 10)

    moved = [f._replace(line=f.line + 7) for f in figures]  # a comment was added above
    again = reconcile(book(*moved), cache=cache)
    assert again == first._replace(solved=0)

    changed = [figure("t2001", "trade", "2001", "13 billion"), *figures[1:]]
    second = reconcile(book(*changed), cache=cache)
    assert second.solved == 1
    assert second._replace(solved=10) == reconcile(book(*changed))


def test_around_a_figure_only_its_groups_are_solved_and_say_the_same() -> None:
    figures = [
        figure(f"{side}-{partner}", "trade", "2023", value, partner=partner, source=side)
        for partner in ("BEL", "CHE", "DNK")
        for side, value in (("a", "5 billion"), ("b", "9 billion"))
    ]
    whole = reconcile(book(*figures))
    near = reconcile(book(*figures), around={"a-CHE"})

    assert (whole.groups, near.groups, near.solved) == (3, 1, 1)
    assert near.conflicts == tuple(
        c for c in whole.conflicts if {m.figure_id for m in c.members} & {"a-CHE", "b-CHE"}
    )
    assert len(near.conflicts) == 1
    assert near.verdicts == tuple(v for v in whole.verdicts if v.figure_id.endswith("CHE"))


def test_more_digits_are_another_statement_for_the_cache() -> None:
    cache: Cache = {}
    figures = trade_of_2023("16 billion").figures.values()
    reconcile(book(*figures), cache=cache)

    sharper = [figure("total", "trade", "2023", "16.00 billion"), *list(figures)[1:]]
    assert reconcile(book(*sharper), cache=cache).solved == 1


def test_a_question_without_an_answer_is_said_and_takes_no_other_answer_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_answer(case: Case, statement: Statement, believed: frozenset[int]) -> Range:
        if statement.figure.id == "sold":
            raise Undecided("more than 9 steps")
        return of_statement(case, statement, believed)

    monkeypatch.setattr(group, "of_statement", no_answer)
    report = reconcile(trade_of_2023())

    assert verdicts(report) == {
        "bought": "supported",
        "sold": "not_tested",
        "total": "supported",
    }
    reason = "What the other figures allow for it is not known: more than 9 steps."
    assert report.not_known == (Unknown("sold", "range", reason),)
    assert of(report, "sold").sentence == reason
    assert not report.is_sure
    text = as_text(report)
    assert "No contradiction was found, but not everything could be tested." in text
    assert f"- {reason} [sold]" in " ".join(text.split())
    (row,) = findings.tables(report, trade_of_2023())[-1].rows()
    assert row == {"figure_id": "sold", "question": "range", "reason": reason}


def test_a_group_whose_conflicts_are_not_known_is_never_called_free_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simplex, "PIVOTS", 0)
    report = reconcile(trade_of_2023("18 billion"))

    assert verdicts(report) == dict.fromkeys(("bought", "sold", "total"), "not_tested")
    assert report.verdicts[0].sentence == (
        "Whether it can be true beside the other figures is not known: more than 0 steps."
    )
    assert not report.complete
    assert not report.is_sure
    assert {u.question for u in report.not_known} == {"conflicts"}


def test_nothing_contradicts_anything_only_where_everything_is_tested() -> None:
    rank = figure("place", "rank", "2023", "3")

    assert "\nNothing contradicts anything.\n" in as_text(reconcile(trade_of_2023()))
    assert "\nNothing that was tested contradicts anything.\n" in as_text(reconcile(book(rank)))
