"""Every relation between figures: what fits is no conflict, what does not is one.

Of etl/reconcile/model: sums; etl/reconcile/find: currencies.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from etl.core.days import parse_period
from etl.core.model import Area, Figure, Indicator, IndicatorKind, Membership
from etl.reconcile import Report, Verdict, reconcile
from tests.worlds import AREAS, INDICATORS, book, figure, table


def indicator(name: str, kind: IndicatorKind, unit: str = "currency", **keys: Any) -> Indicator:
    label = name.replace("_", " ").capitalize()
    statement = f"{label} of {{reporter}} with {{partner}}"
    return Indicator(name, label, "topic", kind, unit, statement, label, **keys)


MORE = {
    i.id: i
    for i in (
        indicator("surplus", "balance", sum_of=("sales",), minus=("purchases",)),
        indicator("net_inflow", "net_flow"),
        indicator("trade_rise", "change", of="trade"),
        indicator("trade_times", "multiple", "times", of="trade"),
        indicator("trade_index", "index", "index", of="trade"),
        indicator("monthly_sales", "average", of="sales", per="month"),
        indicator("sales_within", "share", "percent", of="sales", within="trade"),
        indicator("oil", "flow", part_of="sales"),
        indicator("gas", "flow", part_of="sales"),
        indicator("crude", "flow", part_of="oil"),
        indicator("firms_growth", "growth", "percent", of="firms"),
        indicator("coverage", "ratio", "percent"),
    )
}


def said(name: str, kind: str, period: str, value: str, *args: Any, **keys: Any) -> Figure:
    """A figure of an indicator of MORE, or of the usual ones."""
    base = keys.pop("base", None)
    changed: dict[str, Any] = {"base": parse_period(base)} if base else {}
    changed |= {k: keys.pop(k) for k in ("status", "retracted", "supersedes") if k in keys}
    if kind in INDICATORS:
        return figure(name, kind, period, value, *args, **keys)._replace(**changed)
    like = "trade_growth" if MORE[kind].unit == "percent" else "trade"
    made = figure(name, like, period, value, *args, **keys)
    unit = made.unit if MORE[kind].unit == "currency" else MORE[kind].unit
    return made._replace(indicator=kind, kind=MORE[kind].kind, unit=unit, **changed)


def reported(*figures: Figure, areas: dict[str, Area] | None = None) -> Report:
    return reconcile(book(*figures, areas=areas or AREAS, indicators={**INDICATORS, **MORE}))


def of(report: Report, name: str) -> Verdict:
    return next(v for v in report.verdicts if v.figure_id == name)


def members(report: Report) -> set[frozenset[str]]:
    return {frozenset(m.figure_id for m in c.members) for c in report.conflicts}


def two_years(now: str = "20.0 billion") -> tuple[Figure, Figure]:
    return said("then", "trade", "2019", "8.0 billion"), said("now", "trade", "2024", now)


FITS: list[tuple[str, list[Figure], str, str]] = [
    # name, the other figures, the figure that fits, the value with which it does not
    (
        "a balance is a sum less another, and may be negative",
        [
            said("sold", "sales", "2023", "3.0 billion"),
            said("bought", "purchases", "2023", "5.0 billion"),
        ],
        "surplus 2023 -2.0 billion",
        "2.0 billion",
    ),
    (
        "a net flow adds up over time, also below nothing",
        [
            said("first", "net_inflow", "2023-S1", "4.0 billion"),
            said("second", "net_inflow", "2023-S2", "-7.0 billion"),
        ],
        "net_inflow 2023 -3.0 billion",
        "3.0 billion",
    ),
    (
        "quarters add up to a year",
        [said(f"q{n}", "sales", f"2023-Q{n}", "1.0 billion") for n in (1, 2, 3, 4)],
        "sales 2023 4.0 billion",
        "5.0 billion",
    ),
    (
        "a change by an amount is what is now less what was",
        [
            said("before", "trade", "2022", "9.0 billion"),
            said("after", "trade", "2023", "12.0 billion"),
        ],
        "trade_rise 2023 3.0 billion",
        "4.0 billion",
    ),
    (
        "a change since a base",
        [*two_years()],
        "trade_rise 2024 12.0 billion base 2019",
        "8 billion",
    ),
    ("so many times a base", [*two_years()], "trade_times 2024 2.5 base 2019", "3.5"),
    ("an index of a base", [*two_years()], "trade_index 2024 250 base 2019", "150"),
    ("growth over several years", [*two_years()], "trade_growth 2024 150 % base 2019", "250 %"),
    (
        "growth of a stock between two days",
        [
            said("f1", "firms", "2023-01-01", "200"),
            said("f2", "firms", "2024-01-01", "250"),
        ],
        "firms_growth 2024-01-01 25 %",
        "50 %",
    ),
    (
        "an average a month",
        [said("sold", "sales", "2024-S1", "6.0 billion", source="ministry")],
        "monthly_sales 2024-S1 1.0 billion",
        "1.2 billion",
    ),
    (
        "a share of one indicator in another",
        [
            said("sold", "sales", "2023", "3.0 billion"),
            said("all", "trade", "2023", "5.0 billion"),
        ],
        "sales_within 2023 60 %",
        "70 %",
    ),
    (
        "parts of one whole add up to at most it",
        [
            said("oil", "oil", "2023", "3.0 billion"),
            said("sold", "sales", "2023", "5.0 billion"),
        ],
        "gas 2023 2.0 billion",
        "3.0 billion",
    ),
    (
        "a part of a part",
        [said("sold", "sales", "2023", "5.0 billion")],
        "oil 2023 4.0 billion",
        "6.0 billion",
    ),
]


def fitting(text: str, value: str = "") -> Figure:
    kind, period, rest = text.split(" ", 2)
    printed, _, base = rest.partition(" base ")
    return said("x", kind, period, value or printed, base=base or None)


@pytest.mark.parametrize(("what", "others", "text", "wrong"), FITS, ids=[f[0] for f in FITS])
def test_a_relation_holds(what: str, others: list[Figure], text: str, wrong: str) -> None:
    fits = reported(*others, fitting(text))

    assert fits.conflicts == ()
    assert of(fits, "x").verdict in ("supported", "unopposed")
    assert of(fits, "x").reasons

    clash = reported(*others, fitting(text, wrong))
    assert members(clash) == {frozenset({"x", *(o.id for o in others)})}, what


def test_what_a_relation_implies_is_exact() -> None:
    sold = said("sold", "sales", "2024-S1", "6.0 billion", source="ministry")
    average = of(reported(sold, said("x", "monthly_sales", "2024-S1", "1.0 billion")), "x")
    # a sixth of 5.95 and of 6.05 billion has no end: outward, to twelve digits
    assert average.implied_low == Decimal("991666666.666")
    assert average.implied_high == Decimal("1008333333.34")
    times = of(reported(*two_years(), fitting("trade_times 2024 2.5 base 2019")), "x")
    # 19.95 / 8.05 and 20.05 / 7.95
    assert times.implied_low == Decimal("2.47826086956")
    assert times.implied_high == Decimal("2.52201257862")
    index = of(reported(*two_years(), fitting("trade_index 2024 250 base 2019")), "x")
    assert index.implied_low == Decimal("247.826086956")


def test_a_part_of_one_area_is_at_most_the_whole_of_a_larger_one() -> None:
    part = said("part", "tourist_permits", "2024", "600")
    whole = said("whole", "permits", "2024", "500", partner="WLD")

    assert members(reported(part, whole)) == {frozenset({"part", "whole"})}
    assert reported(part, said("whole", "permits", "2024", "600", partner="WLD")).conflicts == ()


def test_an_area_that_never_was_a_member_adds_up_beside_the_group() -> None:
    shares = [
        said("club", "trade_share", "2023", "80 %", partner="CLUB"),
        said("far", "trade_share", "2023", "30 %", partner="FIN"),
    ]
    silent = {**AREAS, "FIN": Area("FIN", "Farland", (Membership("WLD"),))}
    outside = {**AREAS, "FIN": Area("FIN", "Farland", (Membership("WLD"),), outside=("CLUB",))}

    assert reported(*shares, areas=silent).conflicts == ()  # it might be a member
    assert members(reported(*shares, areas=outside)) == {frozenset({"club", "far"})}


def test_a_group_that_is_made_of_named_areas_is_their_sum() -> None:
    areas = {**AREAS, "PAIR": Area("PAIR", "The two", sum_of=("BEL", "CHE"))}
    parts = [
        said("b", "sales", "2023", "1.0 billion"),
        said("c", "sales", "2023", "2.0 billion", partner="CHE"),
    ]
    more = said("both", "sales", "2023", "4.0 billion", partner="PAIR")
    right = said("both", "sales", "2023", "3.0 billion", partner="PAIR")

    assert reported(*parts, right, areas=areas).conflicts == ()
    assert of(reported(*parts, right, areas=areas), "both").verdict == "supported"
    assert members(reported(*parts, more, areas=areas)) == {frozenset({"b", "c", "both"})}


def test_an_indicator_that_stands_in_two_sums_counts_twice() -> None:
    sums = {
        **INDICATORS,
        "trade": indicator("trade", "flow", sum_of=("sales", "purchases")),
        "sales": indicator("sales", "flow", sum_of=("purchases", "rest")),
        "rest": indicator("rest", "flow"),
    }
    figures = [
        said("all", "trade", "2023", "16.0 billion"),
        said("sold", "sales", "2023", "14.8 billion"),
        said("bought", "purchases", "2023", "1.2 billion"),
    ]
    report = reconcile(book(*figures, indicators=sums))

    assert report.conflicts == ()
    (rest,) = [d for d in report.deduced if d.indicator == "rest"]
    # 14.75 - 1.25 to 14.85 - 1.15
    assert (rest.low, rest.high) == (Decimal(13_500_000_000), Decimal(13_700_000_000))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"status": "forecast"}, "It is a forecast and no fact: it takes no part in the test."),
        ({"status": "target"}, "It is a target and no fact: it takes no part in the test."),
        (
            {"retracted": date(2025, 3, 1)},
            "Its source took it back on 2025-03-01: it takes no part in the test.",
        ),
    ],
)
def test_what_is_no_fact_takes_no_part(changed: dict[str, Any], why: str) -> None:
    report = reported(
        said("x", "sales", "2023", "9.0 billion", **changed),
        said("a", "sales", "2023", "5.0 billion"),
    )

    assert report.conflicts == ()
    assert (of(report, "x").verdict, of(report, "x").sentence) == ("not_tested", why)
    assert of(report, "a").verdict == "alone"


def test_an_estimate_is_a_fact_and_what_was_corrected_is_none() -> None:
    old = said("old", "sales", "2023", "9.0 billion", status="estimate")
    other = said("a", "sales", "2023", "5.0 billion", source="ministry")

    assert members(reported(old, other)) == {frozenset({"old", "a"})}
    corrected = reported(old, other, said("new", "sales", "2023", "5.0 billion", supersedes="old"))
    assert corrected.conflicts == ()
    assert of(corrected, "old").sentence == "It was corrected (new): it takes no part in the test."
    # A correction that was itself taken back corrects nothing.
    back = said("new", "sales", "2023", "5.0 billion", supersedes="old", retracted=date(2025, 3, 1))
    assert members(reported(old, other, back)) == {frozenset({"old", "a"})}


def test_growth_is_tested_in_each_currency_that_both_years_have() -> None:
    levels = [
        said("then", "trade", "2023", "16 billion USD"),
        said("now", "trade", "2024", "20 billion USD"),
        said("far", "trade", "2019", "3 billion EUR", partner="CHE", source="ministry"),
    ]
    growth = said("x", "trade_growth", "2024", "60 %", source="ministry")

    assert members(reported(*levels, growth)) == {frozenset({"x", "then", "now"})}
    euros = [
        said("then-e", "trade", "2023", "10.0 billion EUR", source="third"),
        said("now-e", "trade", "2024", "16.0 billion EUR", source="third"),
    ]
    both = reported(*levels, *euros, growth)
    # It fits in euros: the rate of the dollar may have moved, so dollars do not contradict it.
    assert members(both) == set()
    assert of(both, "x").verdict == "supported"
    assert [v.figure_id for v in both.verdicts] == ["far", "now", "now-e", "then", "then-e", "x"]
    # Where its own source states both years, it is measured in that currency and no other.
    own = [e._replace(source="ministry") for e in euros]
    assert reported(*levels, *own, growth).conflicts == ()
    # What fits in none contradicts in each; what its source says in both is no other matter.
    slow = growth._replace(source="third", quantity=growth.quantity._replace(digits=Decimal(40)))
    dollars = [level._replace(source="third") for level in levels[:2]]
    assert members(reported(*dollars, *euros, slow._replace(value=Decimal(40)))) == {
        frozenset({"x", "then", "now"}),
        frozenset({"x", "then-e", "now-e"}),
    }
    assert members(reported(*dollars, *euros, growth._replace(source="third"))) == set()


def test_growth_between_windows_that_overlap_is_not_deduced() -> None:
    report = reported(
        said("early", "trade", "2020/2021", "10.0 billion"),
        said("late", "trade", "2021/2022", "12.0 billion"),
    )

    assert [d for d in report.deduced if d.indicator == "trade_growth"] == []


def test_a_ratio_that_is_nothing_else_is_left_out_with_the_reason() -> None:
    report = reported(said("x", "coverage", "2023", "40 %"))

    assert of(report, "x").sentence == (
        "Nothing else bears on a number of its kind: it takes no part in the test."
    )


@pytest.mark.parametrize(
    ("kind", "value", "clashes"),
    [("trade_times", "1.0", True), ("trade_growth", "5 %", True), ("trade_growth", "-5 %", False)],
)
def test_a_change_by_an_amount_says_in_which_unit_a_growth_is(
    kind: str, value: str, clashes: bool
) -> None:
    # Nobody states an amount: only that it fell, and by how many times it grew.
    fell = said("fell", "trade_rise", "2023", "-2000 million")
    grew = said("grew", kind, "2023", value, "at_least" if clashes else "exact")

    report = reported(fell, grew)

    assert members(report) == ({frozenset({"fell", "grew"})} if clashes else set())


PARTS_OF_PARTS: list[list[Figure]] = [
    # the part between is not stated
    [
        said("a", "crude", "2023", "5.0 billion"),
        said("all", "sales", "2023", "3.0 billion"),
    ],
    [
        said("a", "crude", "2023", "5.0 billion"),
        said("all", "trade", "2023", "3.0 billion", partner="WLD"),
    ],
    # parts of two areas, one in the other
    [
        said("a", "gas", "2023", "2.0 billion", partner="CLUB"),
        said("b", "oil", "2023", "2.0 billion"),
        said("all", "sales", "2023", "3.0 billion", partner="CLUB"),
    ],
    [
        said("a", "gas", "2023", "2.0 billion", partner="CHE"),
        said("b", "crude", "2023", "2.0 billion"),
        said("all", "trade", "2023", "3.0 billion", partner="WLD"),
    ],
    # and what is no part of it beside them
    [
        said("a", "gas", "2023", "1.0 billion", partner="CLUB"),
        said("b", "crude", "2023", "1.0 billion"),
        said("c", "purchases", "2023", "1.5 billion"),
        said("all", "trade", "2023", "3.0 billion", partner="WLD"),
    ],
]


@pytest.mark.parametrize("figures", PARTS_OF_PARTS)
def test_parts_add_up_across_areas_and_through_what_nobody_states(figures: list[Figure]) -> None:
    *parts, whole = figures

    assert members(reported(*figures)) == {frozenset(f.id for f in figures)}

    large = whole.quantity._replace(digits=Decimal("50.0"))
    assert members(reported(*parts, whole._replace(quantity=large, value=large.base))) == set()


def test_of_a_balance_each_side_may_be_revised() -> None:
    """0.145 off is 14.5 % of a balance of 1, but 1 % of sales alone is 0.1."""
    official = table(
        figure("o-sold", "sales", "2023", "10000000000"),
        figure("o-bought", "purchases", "2023", "9000000000"),
    )
    surplus = said("surplus", "surplus", "2023", "1.15 billion")

    report = reconcile(book(surplus, indicators={**INDICATORS, **MORE}), official)

    (revision,) = report.revisions
    assert revision.sentence == (
        "Beland, 2023: Surplus of 1.15 billion USD, by the final table 1: at least 0.1449 apart, no"
        " more than ordinary revisions, taken to be up to 1 % each, of official purchases of 9 and"
        " official sales of 10."
    )
