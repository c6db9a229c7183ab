"""Words that name another indicator, or a part of what is measured, are told.

Of etl/audit/judge: goods, named; etl/words: goods.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.words.goods import GOODS
from tests.one_paragraph import entry, told

PHRASES = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}


def found(text: str, language: str = "en", **keys: str) -> list[str]:
    """What is found of the indicator of six billion dollars of exports in 2019."""
    period = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}[language]
    phrase = PHRASES[language]
    figure = entry("exports", "6 billion USD", phrase, period_as_stated=period) | keys
    report = told(text, figure, language=language)
    return [said for rule, said, _ in report if rule == "indicator"]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "It was $700 million. Imports from Syldavia, up 4%, in 2019: $6 billion.",
         "Imports"),
        ("it", "Erano 7 miliardi. Importazioni dalla Sildavia, +4%, nel 2019: 6 miliardi di"
         " dollari.", "Importazioni"),
        ("ru", "Было 7 млрд долларов. Импорт из Сильдавии, +4%, в 2019 году: 6 млрд долларов.",
         "Импорт"),
    ],
)  # fmt: skip
def test_a_word_that_begins_a_sentence_is_not_that_of_the_number_before(
    language: str, text: str, word: str
) -> None:
    (said,) = found(text, language)
    assert said.startswith(f'"{word}')


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2019 oil exports to Syldavia were $6 billion.", "oil exports"),
        ("en", "In 2019 exports of wheat to Syldavia were $6 billion.", "exports of wheat"),
        ("en", "In 2019 agricultural exports to Syldavia were $6 billion.",
         "agricultural exports"),
        ("it", "Nel 2019 l'export agricolo in Sildavia: 6 miliardi di dollari.",
         "export agricolo"),
        ("it", "Nel 2019 le esportazioni di petrolio: 6 miliardi di dollari.",
         "esportazioni di petrolio"),
        ("ru", "В 2019 году экспорт нефти составил 6 млрд долларов.", "экспорт нефти"),
        ("ru", "В 2019 году нефтяной экспорт составил 6 млрд долларов.", "нефтяной экспорт"),
    ],
)  # fmt: skip
def test_exports_of_some_goods_are_not_exports(language: str, text: str, words: str) -> None:
    assert found(text, language) == [f'"{words}" tells of a part, and exports names no such goods']


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 exports of goods to Syldavia were $6 billion."),
        ("en", "In 2019 exports of goods and services to Syldavia were $6 billion."),
        ("en", "In 2019 record exports to Syldavia were $6 billion."),
        ("en", "In 2019 oil grew dear, and exports were $6 billion."),
        ("it", "Nel 2019 le esportazioni di merci: 6 miliardi di dollari."),
        ("ru", "В 2019 году экспорт товаров составил 6 млрд долларов."),
        ("ru", "В 2019 году экспорт составил 6 млрд долларов, нефть подорожала."),
    ],
)
def test_exports_of_all_goods_are(language: str, text: str) -> None:
    assert found(text, language) == []


def test_every_kind_of_goods_is_known_in_every_language() -> None:
    assert {len(stems) for stems in GOODS.values()} == {len(GOODS["en"])}
    assert all(all(stems) for stems in GOODS.values())


def test_an_indicator_without_words_in_the_language_is_not_what_other_words_name() -> None:
    text = "Nel 2019 il saldo: 6 miliardi di dollari."
    said = found(text, "it", indicator="gifts")
    assert said == ['"saldo" near it names balance, the figure is gifts']
    todo = told(text, entry("gifts", "6 billion USD", PHRASES["it"]), language="it")[0][2]
    assert todo == "correct the indicator, or declare its words in it"
    # What has words in no language is asked about as well.
    assert found(text, "it", indicator="net") == [
        '"saldo" near it names balance, the figure is net'
    ]


def test_a_part_beside_its_whole_is_the_part_and_not_the_whole() -> None:
    for text in ("In 2019 tea exports were $6 billion.", "In 2019 exports of tea were $6 billion."):
        assert found(text) == ['"tea" near it names tea, the figure is exports']
        assert found(text, indicator="tea") == []
    assert found("In 2019 tea and other exports were $6 billion.") == []
