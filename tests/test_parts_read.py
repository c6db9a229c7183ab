"""Parts of amounts and of what is counted: a quarter of a billion, nine out of every ten dollars.

Of etl/reading: multiples, numbers, parts, places, ratios, reshaping, spans, years.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, told


@pytest.mark.parametrize(
    ("language", "text", "phrase", "value"),
    [
        ("en", "It was a quarter of a billion dollars.", "a quarter of a billion dollars", "25e7"),
        ("en", "It was a fifth of 1 billion dollars.", "a fifth of 1 billion dollars", "2e8"),
        ("en", "It was three quarters of a million dollars.",
         "three quarters of a million dollars", "75e4"),
        ("it", "Era un quarto di miliardo di dollari.", "un quarto di miliardo di dollari", "25e7"),
        ("ru", "Это четверть миллиарда долларов.", "четверть миллиарда долларов", "25e7"),
    ],
)  # fmt: skip
def test_a_part_of_a_scale_is_one_amount(language: str, text: str, phrase: str, value: str) -> None:
    (reading,) = read(text, language)
    assert (reading.text, reading.kind, reading.unit) == (phrase, "money", "USD")
    assert reading.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["A quarter of 3 billion dollars.", "A third of a million dollars.", "A quarter of all firms."],
)
def test_a_part_of_an_amount_or_without_digits_of_its_own_stays_a_part(text: str) -> None:
    assert read(text, "en")[0].kind == "fraction"


@pytest.mark.parametrize(
    ("language", "text", "phrase", "ratio"),
    [
        ("en", "Nine out of every ten dollars of it.", "Nine out of every ten dollars", (9, 10)),
        ("en", "One in five dollars of it.", "One in five dollars", (1, 5)),
        ("en", "It is every tenth tonne of coal.", "every tenth tonne", (1, 10)),
        ("en", "It grew by half in 2022.", "half", (1, 2)),
        ("it", "Nove dollari su dieci.", "Nove dollari su dieci", (9, 10)),
        ("it", "È ogni quinto dollaro.", "ogni quinto dollaro", (1, 5)),
        ("ru", "Это двадцатая часть импорта.", "двадцатая часть", (1, 20)),
        ("ru", "Это десятая доля всего.", "десятая доля", (1, 10)),
    ],
)
def test_what_is_counted_stands_in_its_part(
    language: str, text: str, phrase: str, ratio: tuple[int, int]
) -> None:
    reading = read(text, language)[0]
    assert (reading.text, reading.kind) == (phrase, "fraction")
    assert reading.ratio == Fraction(*ratio)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "They meet every third year."), ("ru", "Это вторая часть доклада.")],
)
def test_a_turn_and_a_volume_are_no_parts(language: str, text: str) -> None:
    assert all(reading.kind != "fraction" for reading in read(text, language))


def test_points_stand_behind_of_a() -> None:
    (reading,) = read("It was 0.6 of a percentage point.", "en")
    assert (reading.text, reading.kind) == ("0.6 of a percentage point", "points")
    assert reading.value == Decimal("0.6")


@pytest.mark.parametrize(
    ("language", "text", "value", "qualifier"),
    [
        ("en", "It was $90 million and change.", "90e6", "more_than"),
        ("en", "It topped out at $90 million.", "90e6", "exact"),
        ("en", "It topped $90 million.", "90e6", "more_than"),
        ("it", "Sono più che raddoppiate.", "2", "more_than"),
        ("ru", "Работает более сотни компаний.", "100", "more_than"),
    ],
)
def test_words_around_tell_how_exact_it_is(
    language: str, text: str, value: str, qualifier: str
) -> None:
    (reading,) = read(text, language)
    assert (reading.value, reading.qualifier) == (Decimal(value), qualifier)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "keys"),
    [
        ("Turnover is to be tripled by 2030 compared with 2018.", "tripled", "3",
         {"period": "2030", "base": "2018", "status": "target", "period_as_stated": "by 2030"}),
        ("Turnover grew 33% in the three years to 2019.", "33%", "33 %",
         {"base": "2016", "period_as_stated": "in the three years to 2019"}),
        ("Turnover rose 33% over the decade to 2019.", "33%", "33 %",
         {"base": "2009", "period_as_stated": "over the decade to 2019"}),
        ("In the year to June 2019 turnover was $6 billion.", "$6 billion", "6 billion USD",
         {"period": "2018-07/2019-06", "period_as_stated": "In the year to June 2019"}),
        ("In calendar 2019 turnover was $6 billion.", "$6 billion", "6 billion USD",
         {"period_as_stated": "In calendar 2019"}),
    ],
)  # fmt: skip
def test_an_end_that_is_printed_tells_the_period_and_the_base(
    text: str, phrase: str, value: str, keys: dict[str, str]
) -> None:
    kind = {"tripled": "times", "33%": "growth"}.get(phrase, "turnover")
    figure = entry(kind, value, phrase, **keys)
    assert told(text, figure) == []
    wrong = {"base": "2011"} if "base" in keys else {"period": "2017"}
    assert told(text, figure | wrong) != []


def test_a_first_year_that_is_printed_is_the_base_itself() -> None:
    text = "Turnover quadrupled between 2015 and 2019."
    figure = entry("times", "4", "quadrupled", period_as_stated="between 2015 and 2019")
    assert told(text, figure | {"base": "2015"}) == []
    assert told(text, figure | {"base": "2014"}) != []
