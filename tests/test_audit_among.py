"""Among whom a rank is, where a sentence has several ranks or an adjective tells it.

Of etl/audit/judge: among, ranks.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told


def among(text: str, value: str, phrase: str, language: str = "en", **keys: object) -> list[str]:
    """What is found of those among whom the rank is."""
    figure = entry("rank", value, phrase, **keys)
    return [said for rule, said, _ in told(text, figure, language=language) if rule == "among"]


@pytest.mark.parametrize(
    ("language", "text", "first", "second"),
    [
        ("en", "In 2019 Syldavia was the ninth trading partner; in Asia it was 3rd.", "ninth",
         "3rd"),
        ("it", "Nel 2019 la Sildavia era il nono partner; in Asia era il terzo partner.", "nono",
         "terzo"),
        ("ru", "В 2019 году Сильдавия была на девятом месте; в Азии - на третьем месте.",
         "девятом месте", "третьем месте"),
    ],
)  # fmt: skip
def test_each_rank_of_a_sentence_is_among_those_of_its_part(
    language: str, text: str, first: str, second: str
) -> None:
    assert among(text, "9", first, language) == []
    assert among(text, "3", second, language, among="Asia") == []
    place = {"en": "Asia", "it": "Asia", "ru": "Азии"}[language]
    assert among(text, "3", second, language) == [f'"{place}" names among whom, among is not set']
    assert among(text, "9", first, language, among="Asia") == [
        "the words of this place name no Asia, among whom the rank is"
    ]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "In 2019 Syldavia was the fourth largest Asian trading partner.", "fourth largest",
         "Asian"),
        ("it", "Nel 2019 la Sildavia era il quarto partner asiatico.", "quarto", "asiatico"),
        ("ru", "В 2019 году Сильдавия была четвёртым азиатским партнёром.", "четвёртым",
         "азиатским"),
    ],
)  # fmt: skip
def test_an_adjective_names_part_of_the_world(
    language: str, text: str, phrase: str, word: str
) -> None:
    assert among(text, "4", phrase, language) == [f'"{word}" names among whom, among is not set']
    assert among(text, "4", phrase, language, among="Asia") == []


def test_european_suppliers_are_not_all_partners_of_europe() -> None:
    text = "In 2019 Syldavia was the fourth largest European supplier."
    assert among(text, "4", "fourth largest", among="EUR") == [
        '"supplier" names among whom, among is EUR'
    ]
    assert among(text, "4", "fourth largest", among="European suppliers") == []
    assert among(text, "4", "fourth largest", among="suppliers") == [
        '"European" names among whom, among is suppliers'
    ]


def test_a_rank_in_the_world_is_among_all() -> None:
    text = "In 2019 Syldavia was the fourth largest trading partner worldwide."
    assert among(text, "4", "fourth largest") == []
    (said,) = among(text, "4", "fourth largest", among="trading partners")
    assert said == '"worldwide" names among whom, among is trading partners'


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "In 2019 Syldavia was the fourth trading partner in the Gulf.", "fourth", "Gulf"),
        ("it", "Nel 2019 la Sildavia era il quarto partner nel Golfo.", "quarto", "Golfo"),
        ("ru", "В 2019 году Сильдавия была на четвёртом месте в Заливе.", "четвёртом месте",
         "Заливе"),
    ],
)  # fmt: skip
def test_a_place_that_is_no_economy_is_asked_about(
    language: str, text: str, phrase: str, word: str
) -> None:
    assert among(text, "4", phrase, language) == [f'"{word}" names among whom, among is not set']
    assert among(text, "4", phrase, language, among="Gulf states") == (
        [] if language != "en" else ['no words here name "Gulf states", among whom the rank is']
    )


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 Syldavia was the fourth trading partner in Borduria.",
        "In 2019 Syldavia was the fourth trading partner in January.",
        "In 2019 Syldavia was the fourth trading partner, in Szohod it was said.",
    ],
)
def test_an_economy_a_time_and_another_clause_are_no_such_place(text: str) -> None:
    assert among(text, "4", "fourth") == []
