"""Numbers: the curator's value and the printed phrase, each read on its own and then compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.book.quantities import SCALES, read_value
from etl.core.model import Qualifier, Quantity
from etl.core.problems import Refused
from etl.words import AFTER_DIGITS, lexicon
from tests.conftest import examples
from tests.phrasing import read_phrase

EN: Final = lexicon("en")


def quantity(digits: str, scale: int = 0, unit: str = "") -> Quantity:
    return Quantity(Decimal(digits), scale, unit)


@pytest.mark.parametrize(
    ("text", "expected", "base", "step"),
    [
        ("16 billion USD", quantity("16", 9, "USD"), "16000000000", "1000000000"),
        ("16.425 billion USD", quantity("16.425", 9, "USD"), "16425000000", "1000000"),
        ("3.40 billion USD", quantity("3.40", 9, "USD"), "3400000000", "10000000"),
        ("1700 thousand EUR", quantity("1700", 3, "EUR"), "1700000", "1000"),
        ("0.959 billion USD", quantity("0.959", 9, "USD"), "959000000", "1000000"),
        ("2 trillion KZT", quantity("2", 12, "KZT"), "2000000000000", "1000000000000"),
        ("400 million", quantity("400", 6), "400000000", "1000000"),
        ("5 EUR", quantity("5", 0, "EUR"), "5", "1"),
        ("24 %", quantity("24", 0, "percent"), "24", "1"),
        ("24%", quantity("24", 0, "percent"), "24", "1"),
        ("+16.9 %", quantity("16.9", 0, "percent"), "16.9", "0.1"),
        ("-3.50 %", quantity("-3.50", 0, "percent"), "-3.50", "0.01"),
        ("270", quantity("270"), "270", "1"),
        ("0", quantity("0"), "0", "1"),
        ("999999999999999999.99999", quantity("999999999999999999.99999"), None, "0.00001"),
    ],
)
def test_a_value_keeps_its_printed_digits(
    text: str, expected: Quantity, base: str | None, step: str
) -> None:
    read = read_value(text)
    assert read == expected
    assert str(read.digits) == str(expected.digits)
    assert read.base == Decimal(base or text)
    assert read.step == Decimal(step)


THOUSANDS: Final = " (write it without marks between thousands)"
POINT: Final = " (no commas: the decimal mark is a point, thousands have none)"
WORDS: Final = (
    " (scales are thousand, million, billion, trillion;"
    " units are %, a currency like USD, or a declared unit)"
)
LONG: Final = " (at most 18 digits and 5 decimals are allowed)"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1_000", THOUSANDS),
        ("1,000", POINT),
        ("1,000.5", POINT),
        ("1.000,5", POINT),
        ("3,4 billion USD", POINT),
        ("5 bn USD", WORDS),
        ("5 billion Usd", WORDS),
        ("5 Billion USD", WORDS),
        ("5 US dollars", WORDS),
        ("5billion USD", WORDS),
        *((text, "") for text in ("1e9", "1E9", "NaN", "nan", "inf", "-inf", "Infinity")),
        *((text, "") for text in ("", "abc", "010", "00", "-01", ".5", "5.", "--5", "+-5", "0x10")),
        *((text, "") for text in ("1/2", "5 %%", "5  %", "$5", "5 $", "= 5", "5\n")),
        *((text, "") for text in ("\u0665", "1 000", "1:30")),
        *((text, LONG) for text in ("1234567890123456789", "0.123456", "0.999999 billion USD")),
        *((text, LONG) for text in ("-1.0000000 %", "1000000000000000000000 USD")),
        *((text, WORDS) for text in ("5 USDX", "5 USD million", "5 million million")),
    ],
)
def test_anything_else_is_no_value_and_the_message_helps(text: str, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        read_value(text)
    assert refused.value.rule == "bad-number"
    assert refused.value.found.endswith(f" is no number{hint}")


@pytest.mark.parametrize(
    ("text", "expected", "qualifiers", "ordinal"),
    [
        ("over 7.6 billion US dollars", quantity("7.6", 9, "USD"), ("more_than",), False),
        ("1 million 700 thousand euros", quantity("1700", 3, "EUR"), ("exact",), False),
        ("+16.9%", quantity("16.9", 0, "percent"), ("exact",), False),
        ("third", quantity("3"), ("exact",), True),
        ("12,210", quantity("12210"), ("exact",), False),
        ("about 270", quantity("270"), ("approximately",), False),
        ("6 billion dollars roughly", quantity("6", 9, "USD"), ("approximately",), False),
        ("16.216 billiondollars", quantity("16.216", 9, "USD"), ("exact",), False),
        ("$3.40 bn", quantity("3.40", 9, "USD"), ("exact",), False),
        ("US$12-billion", quantity("12", 9, "USD"), ("exact",), False),
        ("up to 7.6 billion dollars", quantity("7.6", 9, "USD"), ("at_most",), False),
        ("More than 3,000", quantity("3000"), ("more_than",), False),
        ("no more than 5 per cent", quantity("5", 0, "percent"), ("at_most",), False),
        ("not less than €2 million", quantity("2", 6, "EUR"), ("at_least",), False),
        ("nearly 16", quantity("16"), ("less_than", "approximately"), False),
        ("twenty-five percent", quantity("25", 0, "percent"), ("exact",), False),
        ("two hundred", quantity("200"), ("exact",), False),
        ("two hundred twenty-five", quantity("225"), ("exact",), False),
        ("twenty first", quantity("21"), ("exact",), True),
        ("ten million", quantity("10", 6), ("exact",), False),
        ("3rd", quantity("3"), ("exact",), True),
        ("12\u00a0210", quantity("12210"), ("exact",), False),
        ("12\u202f210.5", quantity("12210.5"), ("exact",), False),
        ("1.5 billion 250 million", quantity("1750", 6), ("exact",), False),
        ("-5%", quantity("-5", 0, "percent"), ("exact",), False),
        ("\N{MINUS SIGN} 5 %", quantity("-5", 0, "percent"), ("exact",), False),
        ("-$5 billion", quantity("-5", 9, "USD"), ("exact",), False),
        ("$-5 billion", quantity("-5", 9, "USD"), ("exact",), False),
        ("OVER  $5\nBILLION", quantity("5", 9, "USD"), ("more_than",), False),
    ],
)
def test_a_printed_phrase_is_read(
    text: str, expected: Quantity, qualifiers: tuple[Qualifier, ...], ordinal: bool
) -> None:
    reading = read_phrase(text, "en")
    assert reading[:3] == (expected, qualifiers, ordinal)
    assert reading.quantity.step == expected.step


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no number"),
        ("dollars", "no number"),
        ("more than", "no number"),
        ("about 270 companies", '"companies" is no number, scale, unit or qualifier'),
        ("16 billion in 2023", "two numbers"),
        ("from 5 to 6", "a range is not one number"),
        ("5 6", "two numbers"),
        ("2-3 billion", "a range is not one number"),
        ("20 five", "two numbers"),
        ("five six", "two numbers"),
        ("millions", "a range is not one number"),
        ("5 million million", "two numbers"),
        ("5 million 2 billion", "two numbers"),
        ("5 million 2 million", "two numbers"),
        ("over about 5", "two units or two qualifiers"),
        ("5 dollars euros", "two units or two qualifiers"),
        ("$5%", "two units or two qualifiers"),
        ("7.6.5", "its marks make no number"),
        ("1_000", "two numbers"),
        ("-five", '"-" is no number, scale, unit or qualifier'),
        ("5 -", '"-" is no number, scale, unit or qualifier'),
        ("+-5", '"+" is no number, scale, unit or qualifier'),
        ("someone", '"someone" is no number, scale, unit or qualifier'),
        ("=5", '"=" is no number, scale, unit or qualifier'),
        ("nan", '"nan" is no number, scale, unit or qualifier'),
        ("Q$5", '"Q" is no number, scale, unit or qualifier'),
        (f"{'9' * 50} five", "two numbers"),
    ],
)
def test_what_is_not_one_number_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phrase(text, "en")
    assert refused.value.rule == "stated-unreadable"
    assert refused.value.found.endswith(f"cannot be read: {why}")


@pytest.mark.parametrize(
    ("text", "language", "expected", "qualifier"),
    [
        ("più di 7,6 miliardi di dollari", "it", quantity("7.6", 9, "USD"), "more_than"),
        ("circa 12.210", "it", quantity("12210"), "approximately"),
        ("24 млрд 300 млн", "ru", quantity("24300", 6), "exact"),
        ("более 7,6 млрд долларов", "ru", quantity("7.6", 9, "USD"), "more_than"),
    ],
)
def test_other_languages_have_their_own_marks_and_words(
    text: str, language: str, expected: Quantity, qualifier: Qualifier
) -> None:
    reading = read_phrase(text, language)
    assert (reading.quantity, reading.qualifiers[0]) == (expected, qualifier)


# Amounts of any printed precision, as a curator would write them.
DIGITS: Final = st.builds(
    lambda whole, decimals: f"{whole}.{decimals}" if decimals else str(whole),
    st.integers(0, 10**12),
    st.text("0123456789", max_size=5),
)
SIGNS: Final = st.sampled_from(["", "+", "-"])
UNITS: Final = {
    "": ("", ""),
    "USD": ("$", ""),
    "EUR": ("", " euros"),
    "percent": ("", "%"),
}
WORDINGS: Final = [
    (words, qualifier)
    for words, found in EN.qualifiers.items()
    for qualifier in found
    if words != AFTER_DIGITS
] + [("", "exact")]


@given(SIGNS, DIGITS, st.sampled_from(["", *SCALES]), st.sampled_from(["", "USD", "EUR", "%"]))
def test_a_value_is_written_and_read_back(sign: str, digits: str, scale: str, unit: str) -> None:
    read = read_value(" ".join(part for part in (sign + digits, scale, unit) if part))
    assert read.digits.compare_total(Decimal(sign + digits)) == 0
    assert read.scale == SCALES.get(scale, 0)
    assert read.unit == ("percent" if unit == "%" else unit)
    assert read.base == Decimal(sign + digits) * Decimal(10) ** read.scale
    assert read.base % read.step == 0


@given(st.integers(0, 99))
def test_number_words_up_to_99_are_read(number: int) -> None:
    words = {value: word for word, value in EN.cardinals.items()}
    tens, ones = divmod(number, 10)
    text = words.get(number) or f"{words[tens * 10]}-{words[ones]}"
    assert read_phrase(text, "en").quantity == quantity(str(number))
    assert read_phrase(text.replace("-", " "), "en").quantity == quantity(str(number))


@examples(300)
@given(
    st.lists(
        st.sampled_from(
            [
                *(*EN.qualifiers, *EN.currencies, *EN.scales, *EN.cardinals, *EN.ordinals),
                *("5", "1,000", "2.5", "%", "-", "+", "9" * 30, "\u0665", "x", ",", "\u2019", "ß"),
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["", " ", "-"]),
    st.sampled_from(["en", "it", "ru"]),
)
def test_any_phrase_is_one_number_or_refused(words: list[str], glue: str, language: str) -> None:
    try:
        reading = read_phrase(glue.join(words), language)
    except Refused as refused:
        rule = refused.rule
    else:
        rule = "" if reading.quantity.digits.is_finite() else "not finite"
    assert rule in {"", "stated-unreadable"}


def test_a_qualifier_may_stand_after_a_comma_or_in_brackets() -> None:
    assert read_phrase("400 (or more)", "en").qualifiers == ("at_least",)
    assert read_phrase("400, roughly", "en").qualifiers == ("approximately",)
    assert read_phrase("300+", "en").qualifiers[0] == "at_least"
    assert read_phrase("~300", "en").qualifiers == ("approximately",)
