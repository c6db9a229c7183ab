"""Wordings that once slipped through an audit unseen, or made it say what is not so."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import pytest

from tests.audit_world import lone, pending, wrong

SINCE_2000 = {"indicator": "fdi", "period": "2000/2025-06-25", "published": "2025-06-25"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Since 2000 Italy invested. More than 2000 companies opened.", ["2000"]),
        ("en", "In 2000, visas rose by 2000 (2000 of them for tourists).", ["2000", "2000"]),
        ("en", "From 2000 to 3000 came.", ["2000", "3000"]),
        ("en", "Fewer than 2000 visas; compared with 2000 visas.", ["2000", "2000"]),
        ("en", "Against 2000 visas, by 2000 firms, than 2000 Italian ones.", ["2000"] * 3),
        ("en", "It was less than 2000. Up to 2000 came.", ["2000", "2000"]),
        ("en", "In 2000 km there were 2000 and 2000 firms.", ["2000", "2000", "2000"]),
        ("en", "By 2000, and against 2000 (2000), in 2000 Italy grew.", []),
        ("en", "From 2000 to 2000 Italy grew; more than in 2000.", []),
        ("en", "By 2000 the trade was higher than 2000 and 2000.", []),
        ("it", "Dal 2000 sono arrivate da 2000 imprese.", ["2000"]),
        ("it", "Fino al 2000, nel 2000 l'Italia cresceva.", []),
        ("ru", "С 2000 года свыше 2000 компаний.", ["2000"]),
        ("ru", "Всего 2000 и 2000 фирм.", ["2000", "2000"]),
    ],
)
def test_a_count_is_no_year(language: str, text: str, expected: list[str]) -> None:
    as_stated = {"en": "7 billion USD", "it": "7 miliardi", "ru": "7 млрд"}[language]
    report = lone(
        f"{text} {as_stated}.", ("7 billion USD", as_stated), language=language, **SINCE_2000
    )
    assert pending(report) == expected
    assert wrong(report) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "On 25 June 2025, 11.34 firms per town.", ["11.34"]),
        ("en", "On 25 June 2025, 11.34% left; by 11.34%.", ["11.34%", "11.34%"]),
        ("en", "On 25 June 2025 at 11.34, and 25.06.2025, 11.34. Then 25.06.2025 11:34.", []),
        ("en", "25.06.2025, 11.34 firms; 25.06.2025, 11.34 billion.", ["11.34", "11.34 billion"]),
        ("en", "In June 25 companies opened.", ["25"]),
        ("en", "In June 25 Italian companies opened.", ["25"]),
        ("en", "On June 25 ministers met. June 25 was warm. June 25, a man.", []),
        ("it", "In giugno 25 imprese.", ["25"]),
        ("ru", "В июне 25 компаний.", ["25"]),
    ],
)
def test_an_amount_is_no_part_of_the_documents_date(
    language: str, text: str, expected: list[str]
) -> None:
    assert pending(lone(text, language=language, published="2025-06-25")) == expected


def test_a_month_of_the_year_is_capitalised_in_english() -> None:
    text = "May 12 companies come, some may 12 times; of them 12 may stay. On May 12 it ended."
    assert pending(lone(text, published="2025-05-12")) == ["12", "12", "12"]


@pytest.mark.parametrize(
    ("language", "text", "as_stated", "word"),
    [
        ("en", "Exports of ab\u00adout 6 billion.", "6 billion", "about"),
        ("en", "Exports of about\u200b 6 bil\u00adlion.", "6 billion", "about"),
        ("it", "Esportazioni per piu\u0300 di 6 miliardi.", "6 miliardi", "più di"),
        ("ru", "Экспорт бо\u00adлее 6 млрд.", "6 млрд", "более"),
    ],
)
def test_a_character_that_no_reader_sees_hides_no_word(
    language: str, text: str, as_stated: str, word: str
) -> None:
    report = lone(text, ("6 billion USD", as_stated), language=language)
    assert wrong(report) == [("qualifier", f'"{word}" stands beside the phrase')]
    assert pending(report) == []


def test_a_number_is_found_where_a_line_end_cuts_it() -> None:
    report = lone("Exports of 6 mil-\nlion and fif-\nteen firms.", ("6 million USD", "6 million"))
    assert pending(report) == ["fifteen"]
    assert wrong(report) == []


def test_a_phrase_with_composed_letters_finds_those_that_are_not() -> None:
    text = "Esportazioni per piu\u0300 di 6 miliardi."
    figure = ("6 billion USD", "piu\u0300 di 6 miliardi")
    assert lone(text, figure, language="it").clean


def test_an_idiom_cuts_no_compound_number() -> None:
    report = lone("Twenty-one of the firms left.", ("20", "Twenty"), indicator="visas")
    assert wrong(report) == [("cut-off", 'the text goes on: "-one"')]
