"""Numbers, spans and names as a newspaper would write them.

Of etl/reconcile/say: wording.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

import pytest

from etl.core.days import parse_period
from etl.core.model import Figure
from etl.reconcile import reconcile
from etl.reconcile.say.wording import (
    Amounts,
    in_words,
    joined,
    percent,
    percent_between,
    points,
    when,
)
from tests.worlds import book, figure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024", "in 2024"),
        ("2005/2024", "from 2005 to 2024"),
        ("2022-S1", "from January to June 2022"),
        ("2022-05", "in May 2022"),
        ("2021-11/2022-02", "from November 2021 to February 2022"),
        ("2005/2024-06-25", "from 1 January 2005 to 25 June 2024"),
        ("2025-05-30", "on 30 May 2025"),
    ],
)
def test_spans_with_their_preposition(text: str, words: str) -> None:
    assert when(parse_period(text)) == words
    assert in_words(parse_period(text)) == words.split(" ", 1)[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("../2024", "until 2024"),
        ("../2024-05", "until May 2024"),
        ("../2024-06-25", "until 25 June 2024"),
        ("../2024-06-30", "until June 2024"),
    ],
)
def test_a_span_without_a_start_has_only_its_end(text: str, words: str) -> None:
    assert when(parse_period(text)) == words == in_words(parse_period(text))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("15900000000", "16100000000", "15.9 to 16.1 billion USD"),
        ("15662650000", "16599190000", "15.66 to 16.60 billion USD"),
        ("13050000000", "14150000000", "13.0 to 14.2 billion USD"),  # outward, never inward
        ("1000000000", "120000000000", "1 to 120 billion USD"),
        (None, "14908115569", "at most 14.91 billion USD"),
        ("7600000000", None, "at least 7.6 billion USD"),
        ("7600000000", "7600000000", "7.6 billion USD"),
        (None, None, "anything"),
    ],
)
def test_ranges_are_as_exact_as_their_width(low: str | None, high: str | None, words: str) -> None:
    amounts = Amounts([figure("a", "trade", "2024", "16 billion")])
    ends = [None if end is None else Decimal(end) for end in (low, high)]

    said = amounts.between(*ends)

    assert said == words if words != "anything" else said.startswith(words)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, "37.9233600", "at most 37.93 %"),  # up, so that it is never inward
        ("4.8816", None, "at least 4.881 %"),
        (None, "12345", "at most 12,345 %"),  # whole numbers as they are
        ("0", None, "at least 0 %"),
    ],
)
def test_a_single_end_is_rounded_outward(low: str | None, high: str | None, words: str) -> None:
    assert percent_between(*(None if e is None else Decimal(e) for e in (low, high))) == words


def test_an_end_shows_the_gap_beside_it() -> None:
    amounts = Amounts([figure("a", "trade", "2024", "38.6 billion")])
    low, high = Decimal("38523300000"), Decimal("38550000000")

    assert amounts.end(low, high - low, ROUND_FLOOR) == "38.5233 billion USD"
    assert amounts.exact(high) == "38.55"
    assert percent((high - low) / high, digits=2) == "0.069 %"
    assert points(Decimal("2.6465")) == "2.65 points"


def test_a_number_is_said_as_it_was_printed_and_its_unit_once() -> None:
    exact = figure("a", "trade", "2024", "16.0 billion")
    about = figure("b", "sales", "2024", "400 million", "approximately")
    final = figure("c", "trade", "2024", "16075483112")
    amounts = Amounts([exact, about, final])

    assert [amounts.stated(f) for f in (exact, about, final)] == [
        "16.0 billion USD",
        "about 0.4",
        "16.08",
    ]
    assert amounts.total([exact, about]) == "16.4"


def between(low: Figure, high: str) -> Figure:
    """A range from that figure's number to another."""
    upper = figure("high", low.indicator, "2024", high).quantity
    return low._replace(value=None, quantity_high=upper._replace(unit=low.quantity.unit))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("10 billion", "12 billion", "10 to 12 billion USD"),
        ("900 million", "1.2 billion", "0.9 to 1.2 billion USD"),
        ("10 million", "12 million", "10 to 12 million USD"),
        ("3000", "4000", "3,000 to 4,000 USD"),
    ],
)
def test_a_range_is_said_with_both_ends(low: str, high: str, said: str) -> None:
    stated = between(figure("a", "sales", "2024", low), high)
    other = figure("b", "sales", "2024", "200 billion", source="other")

    assert Amounts([stated, other]).stated(stated) == said
    (conflict,) = reconcile(book(stated, other)).conflicts
    assert f"Sales of {said}, but elsewhere" in conflict.sentence


def test_a_range_of_percentages_and_one_in_a_sum() -> None:
    growth = between(figure("a", "trade_growth", "2024", "10 %"), "12 %")
    sales = between(figure("b", "sales", "2024", "10 billion"), "12 billion")
    amounts = Amounts([sales])

    assert amounts.stated(growth) == "10 to 12 %"
    assert amounts.total([sales, figure("c", "purchases", "2024", "3 billion")]) == (
        "13 to 15 billion USD"
    )


def test_counts_and_percentages_have_no_scale() -> None:
    permits = figure("a", "permits", "2024", "9600", "more_than")
    growth = figure("b", "permits_growth", "2024", "47 %")
    amounts = Amounts([permits, growth])

    assert amounts.stated(permits) == "more than 9,600"
    assert amounts.stated(growth) == "47 %"
    assert percent_between(Decimal("24.299"), Decimal("25.705")) == "24.2 to 25.8 %"


def test_an_amount_without_a_scale_word_gets_the_fitting_one() -> None:
    assert Amounts([]).about(Decimal(12)) == "12"
    small = Amounts([figure("a", "inflow", "2024", "1700000")])
    assert small.stated(figure("a", "inflow", "2024", "1700000")) == "1.7 million USD"


def test_lists_are_joined_as_in_prose() -> None:
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"]) == "a, b and c"
