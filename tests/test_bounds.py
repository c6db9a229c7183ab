"""Intervals: what wording and printed digits allow, and no more.

Of etl/core: intervals, model.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.book.load import load
from etl.book.quantities import read_amount, read_value
from etl.core.intervals import interval, of_figure
from etl.core.model import IndicatorKind, Interval, Qualifier, Quantity
from etl.core.schema import QUALIFIERS
from tests.conftest import ROOT

KINDS: Final[dict[str, IndicatorKind]] = {"percent": "growth", "rank": "rank"}


def of(
    text: str, qualifier: Qualifier, unit: str = "", kind: IndicatorKind | None = None
) -> Interval:
    stated = read_value(text)
    unit = unit or stated.unit
    return interval(stated, qualifier, unit, kind or KINDS.get(unit, "flow"))


def between(low: str, high: str | None) -> Interval:
    return Interval(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("text", "qualifier", "unit", "low", "high"),
    [
        # Half a unit of the last printed digit, at the printed scale.
        ("16 billion USD", "exact", "", "15500000000", "16500000000"),
        ("16.425 billion USD", "exact", "", "16424500000", "16425500000"),
        ("3.40 billion USD", "exact", "", "3395000000", "3405000000"),
        ("3.4 billion USD", "exact", "", "3350000000", "3450000000"),
        ("24 %", "exact", "", "23.5", "24.5"),
        ("16.9 %", "exact", "", "16.85", "16.95"),
        ("-3 %", "exact", "", "-3.5", "-2.5"),
        ("1700 thousand EUR", "exact", "", "1699500", "1700500"),
        # Counts printed to the unit and ranks are exact; counts in thousands are not.
        ("12210", "exact", "count", "12210", "12210"),
        ("3", "exact", "rank", "3", "3"),
        ("3 thousand", "exact", "count", "2500", "3500"),
        ("1.2 million", "exact", "count", "1150000", "1250000"),
        # One unit of the last digit that is not zero.
        ("270", "approximately", "count", "260", "280"),
        ("271", "approximately", "count", "270", "272"),
        ("6 billion USD", "approximately", "", "5000000000", "7000000000"),
        # But no more than a quarter of the number, and no less than without the word.
        ("300", "approximately", "count", "225", "375"),
        ("20 billion USD", "approximately", "", "15000000000", "25000000000"),
        ("100 million USD", "approximately", "", "75000000", "125000000"),
        ("30 %", "approximately", "", "22.5", "37.5"),
        ("-30 %", "approximately", "", "-37.5", "-22.5"),
        ("2 billion USD", "approximately", "", "1500000000", "2500000000"),
        ("1 billion USD", "approximately", "", "500000000", "1500000000"),
        ("2", "approximately", "count", "1", "3"),
        ("3.40 billion USD", "approximately", "", "3300000000", "3500000000"),
        ("100 %", "approximately", "", "75", "125"),
        # One open end, or zero.
        ("7.6 billion USD", "more_than", "", "7600000000", None),
        ("9600", "at_least", "count", "9600", None),
        ("-5 %", "more_than", "", "-5", None),
        ("7.6 billion USD", "less_than", "", "0", "7600000000"),
        ("24 %", "at_most", "", "0", "24"),
        ("-5 %", "less_than", "", "-100", "-5"),
        # Nothing below zero, and no growth below a total loss.
        ("0 USD", "exact", "", "0", "0.5"),
        ("0.4 USD", "approximately", "", "0.3", "0.5"),
        ("0", "approximately", "count", "0", "1"),
        ("-100 %", "exact", "", "-100", "-99.5"),
        ("0 %", "less_than", "", "-100", "0"),
        ("0 USD", "at_most", "", "0", "0"),
        # No place before the first.
        ("1", "approximately", "rank", "1", "2"),
        ("3", "at_most", "rank", "1", "3"),
        # More digits than a count has do not make it less exact.
        ("270.0", "exact", "count", "270", "270"),
        ("12.2100 thousand", "exact", "count", "12210", "12210"),
        ("270.0", "approximately", "count", "260", "280"),
    ],
)
def test_an_interval_follows_wording_and_digits(
    text: str, qualifier: Qualifier, unit: str, low: str, high: str | None
) -> None:
    assert of(text, qualifier, unit) == between(low, high)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("0 %", "exact", "0", "0.5"),
        ("0.3 %", "approximately", "0.225", "0.375"),
        ("1 %", "approximately", "0.5", "1.5"),
        ("12 %", "exact", "11.5", "12.5"),
        ("100 %", "exact", "99.5", "100"),
        ("100 %", "approximately", "75", "100"),
        ("0 %", "less_than", "0", "0"),
        ("40 %", "at_most", "0", "40"),
        ("40 %", "more_than", "40", None),
    ],
)
def test_a_share_lies_within_nothing_and_all(
    text: str, qualifier: Qualifier, low: str, high: str | None
) -> None:
    assert of(text, qualifier, "percent", "share") == between(low, high)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        # Half way to the next simple fractions.
        ("1/2", "exact", "45", "55"),
        ("1/3", "exact", "29.1", "36.7"),
        ("2/3", "exact", "63.3", "70.9"),
        ("1/4", "exact", "22.5", "29.2"),
        ("3/4", "exact", "70.8", "77.5"),
        ("1/5", "exact", "18.3", "22.5"),
        ("1/10", "exact", "9.5", "10.6"),
        ("1/7", "exact", "13.3", "15.5"),
        # To the next ones, and a quarter of it at most.
        ("1/2", "approximately", "40", "60"),
        ("1/3", "approximately", "25", "40"),
        ("1/10", "approximately", "9", "11.2"),
        ("1/3", "more_than", "33.3", None),
        ("2/3", "less_than", "0", "66.7"),
        ("1/4", "at_least", "25", None),
    ],
)
def test_a_fraction_ends_half_way_to_the_next_simple_ones(
    text: str, qualifier: Qualifier, low: str, high: str | None
) -> None:
    stated = read_amount(text).quantity
    assert interval(stated, qualifier, "percent", "share") == between(low, high)


def test_a_fall_by_a_third_is_that_of_a_third_below_zero() -> None:
    fall = read_amount("-1/3").quantity
    assert interval(fall, "exact", "percent", "growth") == between("-36.7", "-29.1")
    assert interval(fall, "less_than", "percent", "growth") == between("-100", "-33.3")
    assert interval(fall, "exact", "percent", "growth", Decimal(10)) == between("-38.4", "-28.3")


@pytest.mark.parametrize(
    ("text", "qualifier", "unit", "kind", "low", "high"),
    [
        ("2", "exact", "times", "multiple", "1.5", "2.5"),
        ("2.5", "exact", "times", "multiple", "2.45", "2.55"),
        ("2", "more_than", "times", "multiple", "2", None),
        ("0.3", "approximately", "times", "multiple", "0.225", "0.375"),
        ("112.4", "exact", "index", "index", "112.35", "112.45"),
        ("-1.2 billion USD", "exact", "USD", "net_flow", "-1250000000", "-1150000000"),
        ("-1.2 billion USD", "exact", "USD", "flow", "-1250000000", "-1150000000"),
        ("0.04 billion USD", "exact", "USD", "balance", "35000000", "45000000"),
        ("-0 billion USD", "exact", "USD", "balance", "-500000000", "500000000"),
        ("-300 million USD", "approximately", "USD", "change", "-375000000", "-225000000"),
        ("-12", "exact", "count", "change", "-12", "-12"),
        ("12", "exact", "count", "average", "11.5", "12.5"),
        ("-0.5 %", "exact", "percent", "ratio", "-0.55", "-0.45"),
        ("9 %", "exact", "percent", "ratio", "8.5", "9.5"),
    ],
)
def test_the_kind_sets_what_is_possible(
    text: str, qualifier: Qualifier, unit: str, kind: IndicatorKind, low: str, high: str | None
) -> None:
    assert interval(read_value(text), qualifier, unit, kind) == between(low, high)


def test_what_may_be_negative_has_no_lowest_value() -> None:
    stated = read_value("-1.2 billion USD")
    assert interval(stated, "at_most", "USD", "net_flow") == (None, Decimal(-1_200_000_000))
    assert interval(stated, "more_than", "USD", "balance") == between("-1200000000", None)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("16 to 20 billion USD", "exact", "15500000000", "20500000000"),
        ("800 million to 1.2 billion USD", "exact", "799500000", "1250000000"),
        ("5 to 6 billion USD", "approximately", "4000000000", "7000000000"),
        ("5 to 6 billion USD", "at_least", "5000000000", None),
        ("5 to 6 billion USD", "at_most", "0", "6000000000"),
    ],
)
def test_a_range_goes_from_its_low_end_to_its_high_end(
    text: str, qualifier: Qualifier, low: str, high: str | None
) -> None:
    book, _ = load((ROOT / "tests" / "small.yaml").read_bytes())
    assert book is not None
    amount = read_amount(text)
    figure = book.figures["syl-exports-2019"]._replace(
        quantity=amount.quantity, quantity_high=amount.high, value=None, qualifier=qualifier
    )
    assert of_figure(figure) == between(low, high)


def test_a_declared_unit_is_counted_in_its_base() -> None:
    stated = read_value("2.5 thousand tonne")._replace(factor=Decimal(1000))
    assert (stated.base, stated.step) == (Decimal(2_500_000), Decimal(100_000))
    assert interval(stated, "exact", "kilogram", "flow") == between("2450000", "2550000")
    assert interval(stated, "approximately", "kilogram", "flow") == between("2400000", "2600000")


@pytest.mark.parametrize(
    ("qualifier", "unit", "low", "high"),
    [
        ("exact", "USD", "350000000", "450000000"),
        ("exact", "count", "350000000", "450000000"),
        ("approximately", "USD", "300000000", "500000000"),
        ("more_than", "USD", "400000000", None),
        ("at_most", "USD", "0", "400000000"),
    ],
)
def test_a_precision_of_the_curator_takes_the_place_of_the_digits(
    qualifier: Qualifier, unit: str, low: str, high: str | None
) -> None:
    stated = read_value("400 million")
    assert interval(stated, qualifier, unit, "flow", Decimal(100_000_000)) == between(low, high)


def test_a_precision_leaves_a_share_within_nothing_and_all() -> None:
    for text, low, high in (("2 %", "0", "7"), ("98 %", "93", "100")):
        wide = interval(read_value(text), "exact", "percent", "share", Decimal(10))
        assert wide == between(low, high)


def test_the_interval_of_a_figure_uses_its_unit_kind_and_precision() -> None:
    book, _ = load((ROOT / "tests" / "small.yaml").read_bytes())
    assert book is not None
    rank = book.figures["syl-rank-2019"]
    assert of_figure(rank) == between("3", "3")
    assert of_figure(rank._replace(precision=Decimal(2))) == between("2", "4")
    assert of_figure(rank._replace(precision=Decimal(6))) == between("1", "6")
    assert of_figure(book.figures["syl-growth-2019"]) == between("16.85", "16.95")
    share = book.figures["syl-share-2019"]
    assert of_figure(share._replace(quantity=read_value("0 %"))) == between("0", "0.5")
    assert of_figure(share._replace(quantity=read_value("100 %"))) == between("99.5", "100")


AMOUNTS: Final = st.builds(
    Quantity,
    st.decimals(0, 10**9, places=3, allow_nan=False)
    | st.integers(0, 10**9).map(Decimal)
    | st.decimals(0, 10**4, places=1),
    st.sampled_from([0, 3, 6, 9]),
    st.just("USD"),
    st.just(Decimal(1)),
    st.none(),
)
UNITS: Final = st.sampled_from(["USD", "percent", "count", "rank"])
WORDINGS: Final = st.sampled_from(QUALIFIERS)


@given(AMOUNTS, WORDINGS, UNITS)
def test_the_stated_value_lies_inside(stated: Quantity, wording: Qualifier, unit: str) -> None:
    kind = KINDS.get(unit, "flow")
    if unit == "rank" and stated.base < 1:
        return  # no such rank is read
    low, high = interval(stated, wording, unit, kind)
    assert low is not None
    assert low <= stated.base
    assert high is None or stated.base <= high
    assert low >= (-100 if unit == "percent" else 0)
    assert (high is None) == (wording in ("more_than", "at_least"))


@given(AMOUNTS, UNITS)
def test_an_exact_amount_is_one_step_wide_and_about_is_no_narrower(
    stated: Quantity, unit: str
) -> None:
    kind = KINDS.get(unit, "flow")
    if unit == "rank" and stated.base < 1:
        return  # no such rank is read
    low, high = interval(stated, "exact", unit, kind)
    assert low is not None
    assert high is not None
    whole = unit in ("count", "rank") and stated.step <= 1
    assert high - stated.base == (0 if whole else stated.step / 2)
    about = interval(stated, "approximately", unit, kind)
    assert about.low is not None
    assert about.high is not None
    assert about.high - stated.base <= max(stated.step, stated.base / 4, Decimal(1))
    assert about.low <= low
    assert high <= about.high


@given(AMOUNTS, st.integers(0, 10**6), WORDINGS, UNITS)
def test_a_larger_number_of_the_same_step_has_no_lower_interval(
    stated: Quantity, more: int, wording: Qualifier, unit: str
) -> None:
    if wording == "approximately":
        return  # "about 270" is wider than "about 271", so the ends need not grow
    larger = stated._replace(digits=stated.digits + more * stated.step.scaleb(-stated.scale))
    assert larger.step == stated.step
    kind = KINDS.get(unit, "flow")
    low, high = interval(stated, wording, unit, kind)
    larger_low, larger_high = interval(larger, wording, unit, kind)
    assert low is not None
    assert larger_low is not None
    assert low <= larger_low
    if high is None:
        assert larger_high is None
    else:
        assert larger_high is not None
        assert high <= larger_high


@given(st.decimals(-1000, 1000, places=2), st.integers(1, 3))
def test_more_printed_digits_never_widen(digits: Decimal, zeros: int) -> None:
    coarse = Quantity(digits, 9, "USD")
    fine = Quantity(digits.quantize(Decimal(1).scaleb(-2 - zeros)), 9, "USD")
    outer, inner = (interval(stated, "exact", "USD", "flow") for stated in (coarse, fine))
    assert outer.low is not None
    assert inner.low is not None
    assert outer.low <= inner.low
    assert inner.high is not None
    assert outer.high is not None
    assert inner.high < outer.high
