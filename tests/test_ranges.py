"""What can be known of each year: exact ranges with reasons, an estimate where they are close.

Of etl/reconcile/find: tightness.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.core.days import parse_period
from etl.core.model import Book, Figure
from etl.reconcile import Known, as_dict, as_text, ranges, reconcile
from etl.reconcile.find import ranges as ranging
from etl.reconcile.find.ranges import one_each
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver
from etl.tables import findings
from tests.worlds import book, figure, table

BILLION = 10**9


def known(own: Book, reference: Book | None = None) -> dict[tuple[str, str, str], Known]:
    found = ranges(own, reference, reconcile(own, reference))
    return {(k.indicator, k.partner, k.period.text): k for k in found}


def ends(found: Known) -> tuple[Decimal | None, Decimal | None]:
    return found.low, found.high


def test_a_year_between_totals_is_known_though_nobody_states_it() -> None:
    found = known(
        book(
            figure("both", "inflow", "2020/2021", "9.0 billion"),
            figure("first", "inflow", "2020", "4.0 billion"),
        )
    )

    # 8.95 - 4.05 to 9.05 - 3.95
    second = found["inflow", "BEL", "2021"]
    assert ends(second) == (Decimal(4_900_000_000), Decimal(5_100_000_000))
    assert second.reasons == ("both", "first")
    assert second.estimate == 5 * BILLION
    assert ends(found["inflow", "BEL", "2020"]) == (Decimal(3_950_000_000), Decimal(4_050_000_000))


def test_a_long_window_says_at_most_so_much_of_each_of_its_years() -> None:
    found = known(book(figure("up", "inflow", "2014/2016", "7.6 billion", "at_most")))

    assert [k[2] for k in found] == ["2014", "2015", "2016"]
    for each in found.values():
        assert ends(each) == (None, Decimal(7_600_000_000))
        assert each.estimate is None
        assert each.reasons == ("up",)


@pytest.mark.parametrize("until", ["2016", "2016-05-20"])
def test_a_total_without_a_start_tells_of_the_year_of_its_end_only(until: str) -> None:
    found = known(book(figure("all", "inflow", f"../{until}", "7.6 billion", "at_most")))

    assert [key[2] for key in found] == ["2016"] * (until == "2016")


def test_more_than_so_much_is_the_number_itself_and_no_billionth_more() -> None:
    found = known(book(figure("over", "inflow", "2024", "8 billion", "more_than")))

    assert ends(found["inflow", "BEL", "2024"]) == (Decimal(8_000_000_000), None)


def test_sums_and_rates_are_known_too() -> None:
    found = known(
        book(
            figure("sold", "sales", "2023", "14.8 billion"),
            figure("bought", "purchases", "2023", "1.2 billion"),
            figure("rise", "trade_growth", "2024", "25 %"),
        )
    )

    total = found["trade", "BEL", "2023"]
    assert ends(total) == (Decimal(15_900_000_000), Decimal(16_100_000_000))
    assert total.estimate == 16 * BILLION
    rise = found["trade_growth", "BEL", "2024"]
    assert ends(rise) == (Decimal("24.5"), Decimal("25.5"))
    assert rise.unit == "percent"
    # 15.9 x 1.245 to 16.1 x 1.255
    assert ends(found["trade", "BEL", "2024"]) == (
        Decimal(19_795_500_000),
        Decimal(20_205_500_000),
    )


def test_what_is_in_conflict_says_nothing() -> None:
    found = known(
        book(
            figure("one", "trade", "2023", "5.0 billion"),
            figure("other", "trade", "2023", "9.0 billion", source="ministry"),
            figure("next", "trade", "2024", "6.0 billion"),
        )
    )

    assert ("trade", "BEL", "2023") not in found
    assert ends(found["trade", "BEL", "2024"]) == (Decimal(5_950_000_000), Decimal(6_050_000_000))


def test_the_estimate_moves_what_is_vague_and_not_what_is_exact() -> None:
    found = known(
        book(
            figure("sold", "sales", "2023", "14.81 billion"),
            figure("bought", "purchases", "2023", "1.22 billion"),
            figure("total", "trade", "2023", "16 billion"),
        )
    )

    assert found["sales", "BEL", "2023"].estimate == Decimal(14_810_000_000)
    assert found["purchases", "BEL", "2023"].estimate == Decimal(1_220_000_000)
    assert found["trade", "BEL", "2023"].estimate == Decimal(16_030_000_000)


def test_official_figures_count_within_an_ordinary_revision() -> None:
    own = book(figure("next", "trade", "2024", "6.0 billion"))
    found = known(own, table(figure("o", "trade", "2023", "5000000000")))

    # half a dollar and 1 per cent either way
    assert ends(found["trade", "BEL", "2023"]) == (
        Decimal("4949999999.505"),
        Decimal("5050000000.505"),
    )


def test_a_stock_is_known_on_its_day() -> None:
    found = known(book(figure("firms", "firms", "2024-05-01", "270", "approximately")))

    assert ends(found["firms", "BEL", "2024-05-01"]) == (Decimal(260), Decimal(280))


def test_a_large_group_is_known_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    own = book(*chained(30))
    whole = known(own)
    monkeypatch.setattr(ranging, "LARGE", 5)
    parts = known(own)

    assert parts.keys() == whole.keys()
    assert len(whole) == 30


def chained(years: int) -> list[Figure]:
    return [
        figure(f"y{y}", "inflow", f"{y}/{y + 1}", "8.0 billion") for y in range(1990, 1989 + years)
    ]


def without_answer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let one of the questions about ranges run out of steps."""

    def undecided(*_: object) -> None:
        raise Undecided("more than 20,000 steps")

    monkeypatch.setattr(ranging, name, undecided)


def test_a_range_without_an_answer_is_a_row_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    own = book(figure("sold", "sales", "2023", "14.8 billion"))
    report = reconcile(own)
    without_answer(monkeypatch, "of_windows")
    (row,) = findings.ranges(ranges(own, None, report), own).rows()

    assert (row["indicator"], row["partner"], row["period"]) == ("sales", "BEL", "2023")
    assert (row["low"], row["high"], row["estimate"], row["reasons"]) == (None,) * 4
    assert row["not_known"] == (
        "What all statements together allow is not known: more than 20,000 steps."
    )


def test_where_not_even_the_group_has_an_answer_each_year_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = book(*chained(3))
    report = reconcile(own)
    expected = [k.period.text for k in ranges(own, None, report)]

    def undecided(*_: object) -> None:
        raise Undecided("more than 20,000 steps")

    monkeypatch.setattr(Solver, "possible", undecided)
    unknown = ranges(own, None, report)

    assert [k.period.text for k in unknown] == expected == ["1990", "1991", "1992"]
    assert all(k.not_known and ends(k) == (None, None) for k in unknown)


def test_an_estimate_without_an_answer_takes_no_range_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = book(figure("sold", "sales", "2023", "14.8 billion"))
    report = reconcile(own)
    without_answer(monkeypatch, "_estimate")
    (row,) = ranges(own, None, report)

    assert ends(row) == (Decimal(14_750_000_000), Decimal(14_850_000_000))
    assert (row.estimate, row.not_known) == (
        None,
        "Where the least adjustment of all statements puts it is not known:"
        " more than 20,000 steps.",
    )


def test_a_report_with_an_unknown_range_is_not_sure_and_tells_it() -> None:
    own = book(figure("sold", "sales", "2023", "14.8 billion"))
    report = reconcile(own)
    (row,) = ranges(own, None, report)
    lost = row._replace(low=None, high=None, estimate=None, not_known="It is not known: why.")
    told = report._replace(ranges_not_known=(lost,))

    assert (report.is_sure, told.is_sure) == (True, False)
    assert "Not known\n- It is not known: why. [sales, BEL, 2023]" in as_text(told)
    assert "No contradiction was found, but not everything could be tested." in as_text(told)
    assert as_dict(told)["ranges_not_known"][0]["not_known"] == lost.not_known  # type: ignore[index, call-overload]


def test_the_table_has_a_row_for_each() -> None:
    own = book(figure("sold", "sales", "2023", "14.8 billion"))
    (row,) = findings.ranges(ranges(own, None, reconcile(own)), own).rows()

    assert (row["indicator"], row["partner"], row["period"]) == ("sales", "BEL", "2023")
    assert (row["low"], row["high"]) == (14_750_000_000, 14_850_000_000)
    assert (row["estimate"], row["reasons"]) == (14_800_000_000, "sold")


def test_a_growth_has_a_range_in_each_currency_that_bears_on_it() -> None:
    own = book(
        figure("before", "trade", "2023", "16 billion USD"),
        figure("after", "trade", "2024", "20 billion USD"),
        figure("rose", "trade_growth", "2024", "24 %"),
        figure("long", "trade", "2005/2024", "150 billion EUR"),
    )
    report = reconcile(own)
    rows = findings.ranges(ranges(own, None, report), own).rows()
    growths = [
        (r["period"], r["measured_in"], r["low"], r["high"])
        for r in rows
        if r["indicator"] == "trade_growth"
    ]

    # 19.5 / 16.5 is 1.1818, but rose says 23.5 at least; 20.5 / 15.5 is 1.3226, but 24.5 at most
    assert growths == [("2024", "USD", Decimal("23.5"), Decimal("24.5"))]
    assert {(r["measured_in"], r["unit"]) for r in rows if r["indicator"] == "trade"} == {
        ("EUR", "EUR"),
        ("USD", "USD"),
    }


def test_a_share_has_a_range_in_each_currency() -> None:
    own = book(
        figure("share", "trade_share", "2023", "25 %"),
        figure("usd", "trade", "2023", "16 billion USD"),
        figure("eur", "trade", "2023", "15 billion EUR"),
    )
    rows = findings.ranges(ranges(own, None, reconcile(own)), own).rows()

    assert [
        (r["partner"], r["unit"], r["measured_in"], r["low"], r["high"])
        for r in rows
        if r["indicator"] == "trade_share"
    ] == [
        ("BEL", "percent", "EUR", Decimal("24.5"), Decimal("25.5")),
        ("BEL", "percent", "USD", Decimal("24.5"), Decimal("25.5")),
    ]


def test_a_growth_of_which_no_currency_is_known_limits_no_amount() -> None:
    own = book(
        figure("then", "trade", "2023", "16.0 billion USD"),
        figure("now", "trade", "2024", "20.0 billion EUR"),
        figure("rose", "trade_growth", "2024", "24 %"),
    )

    found = ranges(own, None, reconcile(own))
    own_words = [k for k in found if k.indicator.startswith("trade")]
    assert [(k.indicator, k.period.text, k.measured_in, k.reasons) for k in own_words] == [
        ("trade", "2023", "USD", ("then",)),
        ("trade", "2024", "EUR", ("now",)),
        ("trade_growth", "2024", "unnamed", ("rose",)),
    ]


def row(low: str, high: str, *reasons: str, estimate: str = "") -> Known:
    return Known(
        *("sales", "AAA", "BEL", parse_period("2023"), "USD", "USD"),
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        estimate=Decimal(estimate) if estimate else None,
        reasons=reasons,
    )


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (row("2", "5", "b", estimate="3"), row("2", "5", "b", estimate="3")),
        (row("", "", ""), row("1", "6", "a")),
        (row("2", "", "b", estimate="3"), row("2", "6", "a", "b", estimate="3")),
        (row("", "5", "b", estimate="9"), row("1", "5", "a", "b")),
    ],
    ids=["narrower", "unknown", "other low", "other high"],
)
def test_a_value_that_two_blocks_tell_of_is_one_row_with_the_ends_of_both(
    others: Known, expected: Known
) -> None:
    wide = row("1", "6", "a")

    assert one_each([wide, others]) == one_each([others, wide]) == (expected,)
