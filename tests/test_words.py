"""The tables of three languages: whole, consistent, and read by `read_phrase`.

Of etl/words: cldr_en, cldr_it, cldr_ru, common, en, forms, forms_en, forms_it, forms_ru, it,
patterns, ru, signs.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from etl.core.problems import Refused
from etl.core.schema import LANGUAGES, MONEY, QUALIFIERS
from etl.reading import reader
from etl.words import lexicon
from tests.phrasing import read_phrase
from tests.wording import words_of_phrases


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_whole_and_in_lower_case(language: str) -> None:
    words = lexicon(language)
    tables = (words.scales, words.currencies, words.qualifiers, words.cardinals)
    for table in (*tables, words.ordinals, words.months):
        assert table
        assert [word for word in table if word != word.casefold() or word != word.strip()] == []
    assert sorted(set(words.months.values())) == list(range(1, 13))
    assert set(range(21)) <= set(words.cardinals.values())
    assert set(range(1, 11)) <= set(words.ordinals.values())
    assert {3, 6, 9, 12} <= set(words.scales.values()) <= {3, 5, 6, 7, 9, 12}
    usual = {money[0] for money in words.currencies.values()}
    assert {"USD", "EUR", "KZT", "RUB", "GBP", "CNY", "JPY", "CHF"} <= usual
    assert {code for money in words.currencies.values() for code in money} <= MONEY
    assert set(words.alone) <= words.scales.keys()
    meant = {meaning for meanings in words.qualifiers.values() for meaning in meanings}
    assert {*meant, "exact"} == set(QUALIFIERS)
    assert words.decimal != words.group
    for pattern in (words.compounds, *words.idioms):
        re.compile(pattern)


@pytest.mark.parametrize("language", LANGUAGES)
def test_qualifiers_that_follow_are_known_qualifiers(language: str) -> None:
    words = lexicon(language)
    assert set(words.qualifiers_after) <= set(words.qualifiers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_two_things(language: str) -> None:
    words = lexicon(language)
    tables = (words.scales, words.cardinals, words.ordinals, words.months, words.qualifiers)
    known = [word for table in tables for word in table]
    assert [word for word in set(known) if known.count(word) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_phrase_holds_a_digit(language: str) -> None:
    # A phrase is read around its number: no word may reach into it.
    assert [word for word in words_of_phrases(language) if re.search(r"\d", word)] == []


def test_an_unknown_language_has_no_table() -> None:
    with pytest.raises(ModuleNotFoundError):
        lexicon("xx")


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "qualifier"),
    [
        ("en", "over 7.6 billion US dollars", "7600000000", "USD", "more_than"),
        ("en", "16.216 billiondollars", "16216000000", "USD", "exact"),
        ("en", "$400m", "400000000", "USD", "exact"),
        ("en", "€5bn or more", "5000000000", "EUR", "at_least"),
        ("en", "two hundred fifty", "250", "", "exact"),
        ("en", "just under twenty-five thousand", "25000", "", "less_than"),
        ("en", "+16.9%", "16.9", "percent", "exact"),
        ("it", "7,6 miliardi di euro", "7600000000", "EUR", "exact"),
        ("it", "oltre 9.600", "9600", "", "more_than"),
        ("it", "circa 270 mila", "270000", "", "approximately"),
        ("it", "1 milione 700 mila euro", "1700000", "EUR", "exact"),
        ("it", "quasi 6 mld di dollari USA", "6000000000", "USD", "less_than"),
        ("it", "il 14,4 per cento"[3:], "14.4", "percent", "exact"),
        ("it", "più dell\N{RIGHT SINGLE QUOTATION MARK}8%", "8", "percent", "more_than"),
        ("it", "oltre l'8%", "8", "percent", "more_than"),
        ("it", "non meno di duecentotrenta", "230", "", "at_least"),
        ("it", "fino a $7,60 miliardi", "7600000000", "USD", "at_most"),
        ("ru", "24 млрд 300 млн долларов США", "24300000000", "USD", "exact"),
        ("ru", "более 7,6 млрд долл. США", "7600000000", "USD", "more_than"),
        ("ru", "более чем на 24%", "24", "percent", "more_than"),
        ("ru", "около 9,6 тыс.", "9600", "", "approximately"),
        ("ru", "до 6 миллиардов евро", "6000000000", "EUR", "at_most"),
        ("ru", "не менее 250", "250", "", "at_least"),
        ("ru", "почти 400 миллионов тенге", "400000000", "KZT", "less_than"),
        ("ru", "сто двадцать пять тысяч", "125000", "", "exact"),
        ("ru", "24 процента", "24", "percent", "exact"),
        ("ru", "1 700 000", "1700000", "", "exact"),
    ],
)
def test_phrases(language: str, text: str, value: str, unit: str, qualifier: str) -> None:
    reading = read_phrase(text, language)
    assert reading.quantity.base == Decimal(value)
    assert reading.quantity.unit == unit
    assert reading.qualifiers[0] == qualifier
    assert not reading.ordinal


@pytest.mark.parametrize(
    ("language", "text", "rank"),
    [
        ("en", "third", 3),
        ("en", "3rd", 3),
        ("en", "2-nd", 2),
        ("en", "twenty-first", 21),
        ("it", "terzo", 3),
        ("it", "prima", 1),
        ("it", "3°", 3),
        ("ru", "третье", 3),
        ("ru", "3-е", 3),
        ("ru", "второй", 2),
    ],
)
def test_ranks(language: str, text: str, rank: int) -> None:
    reading = read_phrase(text, language)
    assert reading.ordinal
    assert reading.quantity.base == rank


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ten five"),
        ("en", "6 billion European"),
        ("en", "two firms"),
        ("it", "un accordo"),
        ("ru", "24 млрд 300 млрд"),
    ],
)
def test_what_is_more_or_less_than_one_number_is_refused(language: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phrase(text, language)
    assert refused.value.rule == "stated-unreadable"


def test_italian_numbers_are_spelled_with_their_elisions() -> None:
    words = lexicon("it").cardinals
    for word, number in (
        ("ventuno", 21),
        ("ventotto", 28),
        ("trentatré", 33),
        ("quarantuno", 41),
        ("centouno", 101),
        ("trecentosessantacinque", 365),
        ("novecentonovantanove", 999),
        ("mille", 1000),
        ("trentamila", 30_000),
        ("duecentomila", 200_000),
    ):
        assert words[word] == number
    assert "ventiuno" not in words
    assert "ventiotto" not in words


def test_russian_numbers_are_known_in_every_case_and_with_either_letter() -> None:
    words = lexicon("ru")
    assert {words.cardinals[word] for word in ("три", "трёх", "трех", "тремя", "трём")} == {3}
    assert {words.ordinals[word] for word in ("третий", "третья", "третьем", "третьих")} == {3}
    assert {words.months[word] for word in ("май", "мая", "мае")} == {5}


ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "it": "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo"
    " tredicesimo quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo"
    " diciannovesimo ventesimo",
    "ru": "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый"
    " одиннадцатый двенадцатый тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый"
    " восемнадцатый девятнадцатый двадцатый",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinals_up_to_twenty_are_what_they_say(language: str) -> None:
    words = ORDINALS[language].split()
    assert [lexicon(language).ordinals[word] for word in words] == [*range(1, 21)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "a dozen", 12),
        ("en", "two dozen", 24),
        ("it", "due dozzine", 24),
        ("ru", "дюжина", 12),
        ("ru", "две дюжины", 24),
        ("en", "2 billions", 2 * 10**9),
    ],
)
def test_dozens_and_scales_in_the_plural(language: str, text: str, value: int) -> None:
    assert read_phrase(text, language).quantity.base == value


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("centodecimo", 110), ("centotredicesima", 113), ("centosedicesimo", 116),
        ("ventitreesimo", 23), ("centoventiseiesima", 126), ("duecentodecimo", 210),
    ],
)  # fmt: skip
def test_an_italian_ordinal_keeps_the_vowel_of_three_and_six_alone(word: str, number: int) -> None:
    assert lexicon("it").ordinals[word] == number


@pytest.mark.parametrize(
    ("language", "phrase", "least"),
    [
        ("en", "tens of millions of dollars", 20_000_000),
        ("en", "dozens of millions of dollars", 24_000_000),
        ("en", "scores of millions of dollars", 40_000_000),
        ("en", "hundreds of millions of dollars", 200_000_000),
        ("en", "thousands of tonnes", 2_000),
        ("ru", "десятками миллионов долларов", 20_000_000),
        ("ru", "сотни миллионов долларов", 200_000_000),
        ("ru", "тысячи тонн", 2_000),
        ("ru", "миллиарды долларов", 2_000_000_000),
        ("it", "decine di milioni di euro", 20_000_000),
        ("it", "dozzine di milioni di euro", 24_000_000),
        ("it", "migliaia di euro", 2_000),
    ],
)
def test_a_plural_of_a_number_is_at_least_two_of_it(language: str, phrase: str, least: int) -> None:
    vague = reader.phrase(phrase, language)
    assert vague.low == least
    assert (vague.high, vague.qualifier) == (None, "at_least")


@pytest.mark.parametrize(
    ("language", "phrase", "number", "qualifier"),
    [
        ("en", "the top five", 5, "at_most"),
        ("it", "tra i primi tre", 3, "at_most"),
        ("ru", "в тройке крупнейших", 3, "at_most"),
        ("ru", "в пятёрке крупнейших", 5, "at_most"),
        ("ru", "в десятке крупнейших", 10, "at_most"),
        ("ru", "в двадцатке крупнейших", 20, "at_most"),
        ("en", "a dozen", 12, "approximately"),
        ("it", "una trentina", 30, "approximately"),
        ("ru", "десяток", 10, "approximately"),
        ("ru", "дюжина", 12, "approximately"),
        ("ru", "сотня", 100, "approximately"),
    ],
)
def test_a_word_for_a_number_is_as_exact_as_it_is_meant(
    language: str, phrase: str, number: int, qualifier: str
) -> None:
    rough = reader.phrase(phrase, language)
    assert rough.value == number
    assert rough.qualifier == qualifier
