"""Amounts, intervals and periods as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import format as fmt
from etl.core.days import parse_period
from etl.core.model import Unit


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "as_stated", "expected"),
    [
        (16_425_000_000.0, "USD", "exact", "16.425 billion dollars", "$16.425\xa0bn"),
        (7_600_000_000.0, "USD", "more_than", "over 7.6 billion US dollars", "over $7.6\xa0bn"),
        (7_600_000_000.0, "USD", "at_most", "up to 7.6 billion dollars", "up to $7.6\xa0bn"),
        (3_400_000_000.0, "USD", "exact", "$3.40 billion", "$3.40\xa0bn"),
        (3_400_000_000.0, "USD", "exact", "3,40 miliardi", "$3.40\xa0bn"),
        (3_400_000_000.0, "USD", "exact", "", "$3.4\xa0bn"),
        (959_000_000, "USD", "exact", "0.959 billion", "$959\xa0mn"),
        (1_700_000, "EUR", "exact", "1 million 700 thousand euros", "\N{EURO SIGN}1.7\xa0mn"),
        (250_000, "USD", "at_least", "at least 250 thousand", "at least $250,000"),
        (5_000_000, "KZT", "less_than", "under 5 million", "under KZT\N{NO-BREAK SPACE}5\xa0mn"),
        (2 * 10**12, "USD", "exact", "2 trillion", "$2\xa0tn"),
        (270, "count", "approximately", "about 270", "about 270"),
        (12_210, "count", "exact", "12,210", "12,210"),
        (24, "percent", "exact", "24%", "24\xa0%"),
        (24, "percent", "exact", "24.0%", "24.0\xa0%"),
        (3, "rank", "exact", "third", "3rd"),
    ],
)
def test_a_number_reads_as_it_was_qualified_and_printed(
    value: float, unit: str, qualifier: str, as_stated: str, expected: str
) -> None:
    assert fmt.statement(value, unit, qualifier, as_stated) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(16.9, "+16.9\xa0%"), (-4.5, "-4.5\xa0%"), (0, "0\xa0%"), (24, "+24\xa0%")],
)
def test_growth_has_its_sign(value: float, expected: str) -> None:
    assert fmt.amount(value, "percent", signed=True) == expected


def test_money_can_have_a_sign() -> None:
    assert fmt.amount(2_000_000, "USD", signed=True) == "+$2\xa0mn"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st"), (1000, "1,000th")],
)
def test_ranks(number: int, expected: str) -> None:
    assert fmt.ordinal(number) == expected


@pytest.mark.parametrize(
    ("as_stated", "value", "digits"),
    [
        ("$3.40 billion", 3.4e9, 3),
        ("12 210", 12210, 5),
        ("0.959 billion", 959e6, 3),
        ("third", 3, None),
        ("7.6 of 8 billion", 7.6e9, None),
        ("5 billion", 7e9, None),
        ("0", 0, None),
    ],
)
def test_significant_digits_are_read_only_where_the_phrase_shows_them(
    as_stated: str, value: float, digits: int | None
) -> None:
    assert fmt.significant(as_stated, value) == digits


@given(st.integers(1, 10**9), st.integers(0, 6))
def test_no_printed_digit_is_lost_and_none_is_added(digits: int, places: int) -> None:
    printed = Decimal(digits).scaleb(-places)
    shown = fmt.statement(printed, "percent", "exact", f"{printed:f}%")
    assert shown == f"{printed:,f}\xa0%"


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (15_500_000_000, 16_500_000_000, "USD", "$15.5\xa0bn to $16.5\xa0bn"),
        (7_600_000_000, None, "USD", "$7.6\xa0bn or more"),
        (0, 7_600_000_000, "USD", "$7.6\xa0bn or less"),
        (12_210, 12_210, "count", "12,210"),
        (0, 0, "count", "0"),
        (-100, 3, "percent", "-100\xa0% to 3\xa0%"),
        (None, 3, "percent", "3\xa0% or less"),
        (None, None, "USD", "any amount"),
    ],
)
def test_intervals(low: float | None, high: float | None, unit: str, expected: str) -> None:
    assert fmt.interval(low, high, unit) == expected


def test_an_interval_of_growth_has_signs() -> None:
    assert fmt.interval(16.85, 16.95, "percent", signed=True) == "+16.85\xa0% to +16.95\xa0%"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2023", "2023"),
        ("2022-S1", "Jan-Jun 2022"),
        ("2024-01/2024-04", "Jan-Apr 2024"),
        ("2024-05", "May 2024"),
        ("2024-01/2024-06-25", "1 Jan to 25 Jun 2024"),
        ("2005/2024-09", "2005 to Sep 2024"),
        ("2005/2023", "2005 to 2023"),
        ("2005-03/2023", "Mar 2005 to 2023"),
        ("1992-08-22/2022-08-21", "22 Aug 1992 to 21 Aug 2022"),
        ("2025-05-30", "30 May 2025"),
        ("../2024", "until 2024"),
        ("../2024-05", "until May 2024"),
        ("../2024-06-20", "until 20 Jun 2024"),
    ],
)
def test_periods(period: str, expected: str) -> None:
    parsed = parse_period(period)
    assert fmt.period(parsed.start, parsed.end) == expected


def test_a_derived_number_has_three_digits_at_most() -> None:
    assert fmt.rounded(Decimal("390123456"), "USD") == "$390\xa0mn"
    assert fmt.rounded(0, "USD") == "$0"


@pytest.mark.parametrize(
    ("unit", "scale", "expected"),
    [
        ("USD", 9, "billion US dollars"),
        ("EUR", 0, "euros"),
        ("percent", 0, "percent"),
        ("count", 0, "number"),
        ("count", 6, "million"),
        ("rank", 0, "rank, first at the top"),
    ],
)
def test_axes_say_what_they_count(unit: str, scale: int, expected: str) -> None:
    assert fmt.axis_title(unit, scale) == expected


def test_a_declared_unit_is_called_by_its_symbol_and_in_words_by_its_name() -> None:
    assert fmt.amount(5_200_000, "full_drum") == "5.2\xa0mn full drum", "nobody has declared it"
    fmt.know_units(
        [
            Unit("full_drum", "drums of oil", "drm", Decimal(1), "full_drum", {}),
            Unit("case", "cases", "", Decimal(1), "case", {}),
        ]
    )
    assert fmt.amount(5_200_000, "full_drum") == "5.2\xa0mn drm"
    assert fmt.interval(5_150_000, 5_250_000, "full_drum") == "5.15\xa0mn drm to 5.25\xa0mn drm"
    assert fmt.unit_name("full_drum", 6) == "mn drm"
    assert fmt.axis_title("full_drum", 6) == "million drums of oil"
    assert fmt.amount_in_words(5_200_000, "full_drum") == "5.2 million drums of oil"
    assert fmt.amount(12, "case") == "12\xa0cases", "without a symbol its name"


def test_days_and_counts() -> None:
    assert fmt.day(date(2024, 9, 1)) == "1 Sep 2024"
    assert fmt.count(12210) == "12,210"


@pytest.mark.parametrize(
    ("value", "unit", "digits", "expected"),
    [
        (14_800_000_000, "USD", 4, "14.80 billion US dollars"),
        (500, "EUR", None, "500 euros"),
        (3, "rank", None, "3rd"),
        (24, "percent", 3, "24.0 %"),
    ],
)
def test_amounts_in_words(value: float, unit: str, digits: int | None, expected: str) -> None:
    assert fmt.amount_in_words(value, unit, digits) == expected


@pytest.mark.parametrize(
    ("text", "roughly", "expected"),
    [
        ("2024", False, "2024"),
        ("2024-01/2024-04", False, "January to April 2024"),
        ("2024-05", False, "May 2024"),
        ("2025-05-30", True, "30 May 2025"),
        ("2024-05-06/2024-06-07", True, "6 May 2024 to 7 June 2024"),
        ("2005-05-31/2025-05-30", False, "31 May 2005 to 30 May 2025"),
        ("2005-05-31/2025-05-30", True, "May 2005 to May 2025"),
        ("2005/2024-09", False, "2005 to September 2024"),
        ("../2024-06-20", False, "until 20 June 2024"),
        ("../2024-06-20", True, "until June 2024"),
        ("../2024", True, "until 2024"),
    ],
)
def test_a_period_reads_well_in_a_sentence(text: str, roughly: bool, expected: str) -> None:
    period = parse_period(text)
    assert fmt.period_in_words(period.start, period.end, roughly=roughly) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (Decimal(12377100000), Decimal(12871200000), "USD", "$12.37\xa0bn to $12.88\xa0bn"),
        (Decimal(98275800000), Decimal(350123000000), "USD", "$98\xa0bn to $351\xa0bn"),
        (Decimal("-1.2785"), Decimal("-1.2664"), "percent", "-1.279\xa0% to -1.266\xa0%"),
        (Decimal(8278), Decimal(8334), "count", "8,278 to 8,334"),
        (Decimal("11.80463"), None, "percent", "11.8\xa0% or more"),
        (None, Decimal("11.80463"), "percent", "11.81\xa0% or less"),
        (Decimal(123456), Decimal(123456), "USD", "$123,400 to $123,500"),
        (None, None, "USD", "any amount"),
        (0, 0, "count", "0"),
    ],
)
def test_a_derived_range_is_rounded_outward(
    low: Decimal | None, high: Decimal | None, unit: str, expected: str
) -> None:
    assert fmt.outward(low, high, unit) == expected


def test_official_numbers_are_rounded_and_say_so_only_where_they_are() -> None:
    assert fmt.official(Decimal("139551208000"), "USD") == "$139.6\xa0bn (rounded)"
    assert fmt.official(Decimal(20_000_000), "USD") == "$20\xa0mn"
    assert fmt.official(Decimal(3), "rank") == "3rd"


@pytest.mark.parametrize(
    ("low", "high", "unit", "exact"),
    [
        (Decimal("8.5"), Decimal("9.5"), "USD", True),
        (270, 270, "count", True),
        (Decimal("14.35"), Decimal("14.45"), "percent", False),
        (260, 280, "count", False),
        (250, None, "count", False),
        (3, 3, "rank", True),
    ],
)
def test_what_is_printed_to_the_unit_needs_no_interval(
    low: Decimal, high: Decimal | None, unit: str, exact: bool
) -> None:
    assert fmt.printed_to_the_unit(low, high, unit) is exact
