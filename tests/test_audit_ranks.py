"""Ranks in words, and among whom they are: what the words name is declared, and nothing else.

Of etl/audit/judge: ranks.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, rules, told
from tests.stating import rule, stated


@pytest.mark.parametrize(
    ("language", "phrase", "place"),
    [
        ("en", "largest", 1),
        ("en", "the largest", 1),
        ("en", "third by size", 3),
        ("it", "maggiore", 1),
        ("it", "il maggior", 1),
        ("it", "più grande", 1),
        ("it", "il secondo più grande", 2),
        ("it", "secondo per importanza", 2),
        ("ru", "крупнейшим", 1),
        ("ru", "самым крупным", 1),
        ("ru", "вторым по величине", 2),
        ("ru", "второе место по объёму", 2),
    ],
)
def test_a_place_in_words_is_its_number_and_no_other(
    language: str, phrase: str, place: int
) -> None:
    assert stated(str(place), phrase, kind="rank", language=language) is None
    refused = stated(str(place + 1), phrase, kind="rank", language=language)
    assert rule(refused) == "stated-value"


@pytest.mark.parametrize(
    ("language", "phrase"), [("ru", "крупнейших"), ("ru", "самые крупные"), ("it", "maggiori")]
)
def test_a_place_of_several_is_none(language: str, phrase: str) -> None:
    assert rule(stated("1", phrase, kind="rank", language=language)) == "stated-unreadable"


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "Borduria's largest partner was Syldavia.", ["largest"]),
        ("en", "Syldavia, largest partner of Borduria, grew.", ["largest"]),
        ("en", "It sells to the world's largest exporters.", []),
        ("en", "It was one of the largest partners.", []),
        ("ru", "Она стала крупнейшим партнёром.", ["крупнейшим"]),
        ("ru", "Кредиты выданы крупнейшим партнёрам.", []),
        ("ru", "Самым крупным партнёром была она.", ["Самым крупным"]),
        ("ru", "Это один из самых крупных партнёров.", []),
        ("it", "Era il maggior partner.", ["maggior"]),
        ("it", "Era tra i maggiori partner.", []),
    ],
)
def test_a_superlative_is_a_place_where_it_is_of_one(
    language: str, text: str, places: list[str]
) -> None:
    found = [reading.text for reading in read(text, language) if reading.place == "rank"]
    assert found == places


_EUROPE = "Syldavia was the third largest trading partner in Europe in 2019."
_BUYER = "Syldavia was the second largest buyer in 2019."


@pytest.mark.parametrize(
    ("language", "text", "place", "phrase", "among", "word"),
    [
        ("en", _EUROPE, "3", "third largest", "EUR", "Europe"),
        ("en", "Syldavia was Europe's second largest market in 2019.", "2", "second largest",
         "EUR", "Europe"),
        ("it", "Nel 2019 la Sildavia è stata il secondo partner commerciale in Europa.", "2",
         "secondo", "EUR", "Europa"),
        ("ru", "В 2019 году Сильдавия была третьим партнёром Бордурии в Европе.", "3", "третьим",
         "EUR", "Европе"),
    ],
)  # fmt: skip
def test_a_rank_is_among_the_area_that_its_words_name(
    language: str, text: str, place: str, phrase: str, among: str, word: str
) -> None:
    assert told(text, entry("rank", place, phrase, among=among), language=language) == []
    (finding,) = told(text, entry("rank", place, phrase), language=language)
    assert finding == (
        "among",
        f'"{word}" names among whom: {among}, among is not set',
        f"set among: {among}",
    )
    (finding,) = told(text, entry("rank", place, phrase, among="RUR"), language=language)
    assert finding[1] == f'"{word}" names among whom: {among}, among is RUR'


@pytest.mark.parametrize(
    ("language", "text", "place", "phrase", "among", "word"),
    [
        ("en", _BUYER, "2", "second largest", "buyers", "buyer"),
        ("it", "Nel 2019 la Sildavia è stata il maggior fornitore.", "1", "il maggior",
         "suppliers", "fornitore"),
        ("ru", "В 2019 году Сильдавия была крупнейшим покупателем.", "1", "крупнейшим", "buyers",
         "покупателем"),
    ],
)  # fmt: skip
def test_a_rank_among_some_says_among_whom(
    language: str, text: str, place: str, phrase: str, among: str, word: str
) -> None:
    assert told(text, entry("rank", place, phrase, among=among), language=language) == []
    (finding,) = told(text, entry("rank", place, phrase), language=language)
    assert finding == (
        "among",
        f'"{word}" names among whom, among is not set',
        f"set among: {among}",
    )


@pytest.mark.parametrize("among", ["EUR", "RUR", "suppliers"])
def test_a_rank_is_among_nobody_whom_no_word_names(among: str) -> None:
    text = "Syldavia was the second largest trading partner of Borduria in 2019."
    assert told(text, entry("rank", "2", "second largest")) == []
    name = f'"{among}"' if among.islower() else among
    (finding,) = told(text, entry("rank", "2", "second largest", among=among))
    assert finding == (
        "among",
        f"no words here name {name}, among whom the rank is",
        "correct among, or leave it out",
    )


def test_one_of_the_largest_is_not_the_largest() -> None:
    text = "Syldavia was one of the largest trading partners in 2019."
    assert rules(text, entry("rank", "1", "largest")) == ["value"]
    assert rules("Syldavia was its largest partner in 2019.", entry("rank", "1", "largest")) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "Syldavia was the third smallest trading partner in 2019.", "third", "smallest"),
        ("en", "Syldavia was third from the bottom in 2019.", "third", "from the bottom"),
        ("it", "Nel 2019 era la terza più piccola.", "terza", "più piccola"),
        ("ru", "В 2019 году она заняла третье место с конца.", "третье место", "с конца"),
    ],
)
def test_a_place_from_the_end_is_no_rank(language: str, text: str, phrase: str, word: str) -> None:
    report = told(text, entry("rank", "3", phrase), language=language)
    assert ("value", f'"{word}" counts the place from the end') in [one[:2] for one in report]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word", "among"),
    [
        ("en", "In 2019 Syldavia was the third largest buyer in Asia.", "third largest", "Asia",
         "Asia"),
        ("it", "Nel 2019 era al terzo posto in Africa.", "terzo posto", "Africa", "Africa"),
        ("ru", "В 2019 году она заняла третье место в Азии.", "третье место", "Азии", "Asia"),
    ],
)  # fmt: skip
def test_a_part_of_the_world_that_nobody_declares_is_among_whom_a_rank_is(
    language: str, text: str, phrase: str, word: str, among: str
) -> None:
    report = told(text, entry("rank", "3", phrase), language=language)
    expected = ("among", f'"{word}" names among whom, among is not set')
    assert [(*one[:2], one[2].split(",")[0]) for one in report if one[0] == "among"] == [
        (*expected, f"set among: {among}")
    ]
    declared = entry("rank", "3", phrase, among=f"buyers in {among}")
    assert expected not in [one[:2] for one in told(text, declared, language=language)]


def test_every_noun_of_among_stands_in_the_text() -> None:
    text = "In 2019 Syldavia was the third largest trading partner and a buyer of copper."
    figure = entry("rank", "3", "third largest", among="suppliers of copper")
    found = 'no words here name "suppliers of copper", among whom the rank is'
    assert ("among", found) in [one[:2] for one in told(text, figure)]
    italian = "Nel 2019 era al terzo posto tra i fornitori."
    copper = entry("rank", "3", "terzo posto", among="suppliers of copper")
    assert ("among", found) in [one[:2] for one in told(italian, copper, language="it")]
    plain = entry("rank", "3", "terzo posto", among="suppliers")
    assert "among" not in [one[0] for one in told(italian, plain, language="it")]
