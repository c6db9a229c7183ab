"""Printed phrases as the documents of three languages word them, each read on its own."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.book.quantities import read_value
from etl.core.model import Qualifier
from etl.core.problems import Refused
from etl.core.schema import CURRENCIES, LANGUAGES
from etl.reading.reader import phrase
from tests.phrasing import read_phrase


@pytest.mark.parametrize(
    ("language", "text", "value", "step", "unit", "qualifier"),
    [
        # A fall is negative, and turns what is said of its amount round.
        ("en", "fell by 3%", "-3", "1", "percent", "exact"),
        ("en", "down 3%", "-3", "1", "percent", "exact"),
        ("en", "a decline of 3%", "-3", "1", "percent", "exact"),
        ("en", "a 3.50% decline", "-3.50", "0.01", "percent", "exact"),
        ("en", "minus 3.2%", "-3.2", "0.1", "percent", "exact"),
        ("en", "\N{EN DASH}3.2%", "-3.2", "0.1", "percent", "exact"),
        ("en", "down -3%", "-3", "1", "percent", "exact"),
        ("en", "fell by more than 3%", "-3", "1", "percent", "less_than"),
        ("en", "fell by at least 3%", "-3", "1", "percent", "at_most"),
        ("en", "fell by nearly 3%", "-3", "1", "percent", "more_than"),
        ("en", "fell by about 3%", "-3", "1", "percent", "approximately"),
        ("en", "up 24%", "24", "1", "percent", "exact"),
        ("en", "rose by over 24%", "24", "1", "percent", "more_than"),
        ("it", "calato del 3%", "-3", "1", "percent", "exact"),
        ("it", "un calo del 3%", "-3", "1", "percent", "exact"),
        ("it", "calato di oltre il 3%", "-3", "1", "percent", "less_than"),
        ("ru", "снизился на 3%", "-3", "1", "percent", "exact"),
        ("ru", "снизился более чем на 3%", "-3", "1", "percent", "less_than"),
        # Numbers in words.
        ("en", "over one hundred", "100", "1", "", "more_than"),
        ("en", "one hundred dollars", "100", "1", "USD", "exact"),
        ("en", "two hundred and fifty", "250", "1", "", "exact"),
        ("en", "one thousand and fifty", "1050", "1", "", "exact"),
        ("en", "over a thousand", "1000", "1000", "", "more_than"),
        ("en", "a billion dollars", "1000000000", "1000000000", "USD", "exact"),
        ("en", "5 millions", "5000000", "1000000", "", "exact"),
        ("en", "EUR 5 Mio", "5000000", "1000000", "EUR", "exact"),
        ("it", "un miliardo di euro", "1000000000", "1000000000", "EUR", "exact"),
        ("it", "1 milione e 700 mila euro", "1700000", "1000", "EUR", "exact"),
        ("it", "un milione e duecentomila", "1200000", "1", "", "exact"),
        ("it", "oltre il 5%", "5", "1", "percent", "more_than"),
        ("it", "circa il 5%", "5", "1", "percent", "approximately"),
        ("it", "l\N{RIGHT SINGLE QUOTATION MARK}8%", "8", "1", "percent", "exact"),
        ("it", "oltre i 5 miliardi", "5000000000", "1000000000", "", "more_than"),
        ("ru", "миллиард долларов", "1000000000", "1000000000", "USD", "exact"),
        ("ru", "более миллиарда", "1000000000", "1000000000", "", "more_than"),
        ("ru", "тысяча двести", "1200", "1", "", "exact"),
        ("ru", "на 24%", "24", "1", "percent", "exact"),
        # Halves are one digit more.
        ("en", "half a million dollars", "500000", "100000", "USD", "exact"),
        ("en", "two and a half billion", "2500000000", "100000000", "", "exact"),
        ("en", "about half a percent", "0.5", "0.1", "percent", "approximately"),
        ("it", "un miliardo e mezzo", "1500000000", "100000000", "", "exact"),
        ("it", "mezzo milione di euro", "500000", "100000", "EUR", "exact"),
        ("ru", "полтора миллиарда", "1500000000", "100000000", "", "exact"),
        ("ru", "два с половиной миллиона", "2500000", "100000", "", "exact"),
        ("ru", "полмиллиона тенге", "500000", "100000", "KZT", "exact"),
        # Currencies.
        ("en", "CHF 3 billion", "3000000000", "1000000000", "CHF", "exact"),
        ("en", "3 billion CHF", "3000000000", "1000000000", "CHF", "exact"),
        ("en", "JPY5bn", "5000000000", "1000000000", "JPY", "exact"),
        ("en", "5bnJPY", "5000000000", "1000000000", "JPY", "exact"),
        ("en", "¥5 bn", "5000000000", "1000000000", "JPY", "exact"),
        ("en", "5 billion yen", "5000000000", "1000000000", "JPY", "exact"),
        ("en", "RMB 5 billion", "5000000000", "1000000000", "CNY", "exact"),
        ("en", "A$5", "5", "1", "AUD", "exact"),
        ("en", "U.S. $5 million", "5000000", "1000000", "USD", "exact"),
        ("en", "$2B", "2000000000", "1000000000", "USD", "exact"),
        ("en", "5 billion U.S. dollars", "5000000000", "1000000000", "USD", "exact"),
        ("en", "$5 billion CAD", "5000000000", "1000000000", "CAD", "exact"),
        ("it", "5 miliardi di CHF", "5000000000", "1000000000", "CHF", "exact"),
        ("ru", "3 млрд дол. США", "3000000000", "1000000000", "USD", "exact"),
        ("ru", "3 млн фунтов стерлингов", "3000000", "1000000", "GBP", "exact"),
        # Qualifiers.
        ("en", "approx. 250", "250", "1", "", "approximately"),
        ("en", "ca. 250", "250", "1", "", "approximately"),
        ("en", "~250", "250", "1", "", "approximately"),
        ("en", "250+", "250", "1", "", "at_least"),
        ("en", "exactly 250", "250", "1", "", "exact"),
        ("en", "slightly more than 250", "250", "1", "", "more_than"),
        ("en", "well below 250", "250", "1", "", "less_than"),
        ("it", "esattamente 250", "250", "1", "", "exact"),
        ("ru", "чуть больше 250", "250", "1", "", "more_than"),
        ("ru", "чуть меньше 250", "250", "1", "", "less_than"),
        ("ru", "не ниже 250", "250", "1", "", "at_least"),
        ("ru", "по крайней мере 250", "250", "1", "", "at_least"),
        ("ru", "ровно 250", "250", "1", "", "exact"),
    ],
)
def test_a_phrase_is_read_as_a_reader_understands_it(
    language: str, text: str, value: str, step: str, unit: str, qualifier: Qualifier
) -> None:
    reading = read_phrase(text, language)
    assert (reading.quantity.base, reading.quantity.step) == (Decimal(value), Decimal(step))
    assert (reading.quantity.unit, reading.qualifiers[0]) == (unit, qualifier)
    assert not reading.ordinal


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_currency_is_read_before_and_after_its_number(language: str) -> None:
    for code in CURRENCIES:
        assert read_phrase(f"{code} 5", language).quantity.unit == code
        assert read_phrase(f"5 {code}", language).quantity.unit == code


@pytest.mark.parametrize("text", ["thirtieth", "30th", "the thirtieth"])
def test_ranks_go_beyond_twenty(text: str) -> None:
    assert read_phrase(text, "en")[:3] == (read_value("30"), ("exact",), True)
    assert read_phrase("thirty-first", "en").quantity.base == 31


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("en", "mere 250", '"mere" is no number, scale, unit or qualifier'),
        ("en", "5 millionaires", '"millionaires" is no number, scale, unit or qualifier'),
        ("en", "about 5 Big ships", '"Big" is no number, scale, unit or qualifier'),
        ("en", "chf 3 billion", '"chf" is no number, scale, unit or qualifier'),
        ("en", "try 3 billion", '"try" is no number, scale, unit or qualifier'),
        ("en", "fell by +3%", "a rise and a fall"),
        ("en", "millions of dollars", "a range is not one number"),
        ("en", "million million", "two numbers"),
        ("en", "5 all", '"all" without a number after it'),
        ("en", "two hundred and", '"and" is no number, scale, unit or qualifier'),
        ("en", "5 half", "two numbers"),
        ("en", "2.5 and a half million", "two numbers"),
        ("en", "and a half million", '"and a half" is no number, scale, unit or qualifier'),
        ("en", "two million and five thousand", "two numbers"),
        ("en", "twenty and five", "two numbers"),
        ("en", "and five", '"and" is no number, scale, unit or qualifier'),
        ("en", "5 another 6", "two numbers"),
        ("en", "US$5 CAD", "two units or two qualifiers"),
        ("en", "over about 5", "two units or two qualifiers"),
        ("en", "stra\N{LATIN SMALL LETTER SHARP S}e 5 ABC", '"straße" is no number, scale, '),
    ],
)
def test_the_message_names_what_was_not_understood(language: str, text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phrase(text, language)
    assert refused.value.rule == "stated-unreadable"
    assert f"cannot be read: {why}" in refused.value.found
    assert refused.value.allowed == (
        "allowed are one number or range with its scale, unit, qualifier and word of change"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5 or 6 billion"),
        ("en", "5-6 billion"),
        ("en", "5\N{EN DASH}6 billion"),
        ("en", "between 5 and 6 billion"),
        ("en", "$5 billion to $6 billion"),
        ("it", "da 5 a 6 miliardi"),
        ("it", "tra 5 e 6 miliardi"),
        ("ru", "от 5 до 6 млрд"),
    ],
)
def test_a_range_has_two_ends(language: str, text: str) -> None:
    whole = phrase(text, language)
    assert (whole.low, whole.high) == (Decimal(5_000_000_000), Decimal(6_000_000_000))
    with pytest.raises(Refused, match="a range is not one number"):
        read_phrase(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "fell to 3%"), ("it", "calato fino al 3%"), ("ru", "снизился до 3%")],
)
def test_a_level_that_a_fall_leads_to_has_no_sign(language: str, text: str) -> None:
    reading = read_phrase(text, language)
    assert (reading.quantity.base, reading.change, reading.signed) == (Decimal(3), False, False)
    assert reading.qualifiers == ("exact",)
