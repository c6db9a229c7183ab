"""By how much something passed or missed another, to what it fell, and parts of an amount.

Of etl/reading: wording, carrying, reader; etl/audit/judge: growth, stated, everybody.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.reading.reader import phrase, read
from tests.one_paragraph import entry, told


@pytest.mark.parametrize(
    ("language", "text", "way"),
    [
        ("en", "Turnover missed the 2018 figure by $2 million.", "fall"),
        ("en", "Turnover trailed the 2018 level by $2 million.", "fall"),
        ("en", "Turnover came in $2 million under the figure for 2018.", "fall"),
        ("en", "The fall in turnover came to $2 million.", "fall"),
        ("en", "Turnover beat the 2018 figure by $2 million.", "rise"),
        ("en", "Turnover surpassed that of Ruritania by $2 million.", "rise"),
        ("en", "The rise in turnover amounted to $2 million.", "rise"),
        ("it", "È stato inferiore di 2 milioni di dollari a quello del 2018.", "fall"),
        ("it", "Le vendite sono inferiori di 2 milioni di dollari a quelle del 2018.", "fall"),
        ("it", "Le vendite sono più basse di 2 milioni di dollari rispetto al 2018.", "fall"),
        ("ru", "Товарооборот уступил уровню 2018 года на 2 млн долларов.", "fall"),
        ("it", "Un calo pari a 2 milioni di dollari.", "fall"),
        ("it", "L'interscambio ha superato di 2 milioni di dollari il livello del 2018.", "rise"),
        ("it", "L'aumento è arrivato a 2 milioni di dollari.", "rise"),
        ("ru", "Товарооборот отстал от уровня 2018 года на 2 млн долларов.", "fall"),
        ("ru", "Товарооборот превысил уровень 2018 года на 2 млн долларов.", "rise"),
    ],
)  # fmt: skip
def test_by_how_much_it_missed_or_passed_another_is_a_change(
    language: str, text: str, way: str
) -> None:
    reading = next(one for one in read(text, language) if one.kind == "money")
    assert (reading.place, reading.change, reading.qualifier) == ("change_by", way, "exact")


@pytest.mark.parametrize(
    ("language", "text", "place", "qualifier"),
    [
        ("en", "Turnover surpassed $2 million.", "level", "more_than"),
        ("en", "Growth exceeded 5%.", "change_by", "more_than"),
        ("en", "Turnover fell and came to $2 million.", "change_to", "exact"),
        ("en", "The share fell and came to 17%.", "change_to", "exact"),
        ("en", "The deal is $2 million under the rules.", "level", "exact"),
        ("it", "L'interscambio ha superato i 2 milioni di dollari.", "level", "more_than"),
        ("en", "The share slipped to just 17%.", "change_to", "exact"),
        ("ru", "Доля опустилась до 17 %.", "change_to", "exact"),
        ("it", "La quota è scesa al 17 %.", "change_to", "exact"),
        ("it", "L'interscambio è sceso del 17 %.", "change_by", "exact"),
        ("it", "La quota è aumentata dal 15 al 17 %.", "change_to", "exact"),
        ("it", "Un aumento pari al 17 %.", "change_by", "exact"),
        ("it", "È aumentato, pari al 17 % del totale.", "share", "exact"),
        ("ru", "Товарооборот превысил 2 млн долларов.", "level", "more_than"),
        ("ru", "Доля сократилась почти до 17 %.", "change_to", "less_than"),
    ],
)
def test_what_was_passed_or_reached_is_a_level(
    language: str, text: str, place: str, qualifier: str
) -> None:
    reading = read(text, language)[-1]
    assert (reading.place, reading.qualifier) == (place, qualifier)


@pytest.mark.parametrize(
    ("language", "words", "qualifier"),
    [
        ("ru", "почти до 17 %", "less_than"),
        ("ru", "примерно до 5 млн долларов", "approximately"),
        ("it", "quasi fino al 17%", "less_than"),
    ],
)
def test_a_qualifier_before_up_to_is_the_one_of_the_phrase(
    language: str, words: str, qualifier: str
) -> None:
    assert phrase(words, language).qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2019 turnover with Syldavia missed the 2018 figure by $2 million.",
         "$2 million"),
        ("en", "In 2019 the fall in turnover with Syldavia came to $2 million.", "$2 million"),
        ("en", "In 2019 turnover with Syldavia was $2 million under the 2018 level.",
         "$2 million under"),
        ("it", "Nel 2019 l'interscambio con la Sildavia è stato inferiore di 2 milioni di dollari "
         "a quello del 2018.", "2 milioni di dollari"),
        ("ru", "В 2019 году товарооборот с Сильдавией отстал от уровня 2018 года на 2 млн "
         "долларов.", "2 млн долларов"),
    ],
)  # fmt: skip
def test_a_difference_has_its_sign(language: str, text: str, words: str) -> None:
    def said(indicator: str, value: str) -> list[tuple[str, str, str]]:
        figure = entry(indicator, value, words, partner="SYL")
        return told(text, figure, language=language)

    assert said("change", "-2 million USD") == []
    assert said("change", "2 million USD")
    assert said("turnover", "2 million USD")


@pytest.mark.parametrize(
    ("text", "value", "wrong"),
    [
        ("Nel 2019 la quota della Sildavia nell'interscambio è scesa al 17 %.", ("share", "17 %"),
         ("growth", "-17 %")),
        ("Nel 2019 l'interscambio con la Sildavia è sceso del 17 %.", ("growth", "-17 %"),
         ("share", "17 %")),
    ],
)  # fmt: skip
def test_what_fell_to_so_much_did_not_fall_by_it(
    text: str, value: tuple[str, str], wrong: tuple[str, str]
) -> None:
    def rules(entered: tuple[str, str]) -> list[str]:
        figure = entry(*entered, "17 %", partner="SYL")
        return [rule for rule, _, _ in told(text, figure, language="it")]

    assert rules(value) == []
    assert "change" in rules(wrong)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It took 20 million of the $500 million raised."),
        ("en", "Of the $500 million raised, 20 million came later."),
        ("en", "It gave 20 million out of $500 million of it."),
        ("it", "Ha dato 20 milioni dei 500 milioni di dollari raccolti."),
        ("it", "Dei 500 milioni di dollari raccolti, 20 milioni sono tornati."),
        ("ru", "Это 20 млн из 500 млн долларов вложений."),
        ("ru", "Из 500 млн долларов вложений 20 млн вернулись."),
    ],
)
def test_millions_of_so_many_millions_are_money_with_a_doubt(language: str, text: str) -> None:
    (part,) = [one for one in read(text, language) if one.value == Decimal("2e7")]
    assert (part.kind, part.unit) == ("money", "USD")
    assert "unit" in part.unsure


@pytest.mark.parametrize(
    "text",
    [
        "They sold 1,200 of the $500,000 homes.",
        "The fund has $500 million, 20 million visas went out.",
        "Of the $500 million raised, 20 firms got some.",
    ],
)
def test_what_is_counted_beside_money_is_no_money(text: str) -> None:
    assert [one.kind for one in read(text, "en")].count("money") == 1


def test_a_count_that_may_be_money_is_asked_about() -> None:
    text = "In 2019, 20 million of the $500 million invested came from Syldavia."
    (finding,) = [
        one for one in told(text, entry("visas", "20 million", "20 million", partner="SYL"))
        if one[0] == "unit"
    ]  # fmt: skip
    assert finding[1] == "it may be USD, as the amount beside it; the figure is a count"
    figure = entry("fdi", "20 million USD", "20 million", partner="SYL", unit_as_stated="$")
    assert [rule for rule, _, _ in told(text, figure) if rule != "pending"] == []


_BEFORE = {
    "en": "Exports to Syldavia were $41 million in 2019.",
    "it": "Nel 2019 le esportazioni in Sildavia sono state di 41 milioni di dollari.",
    "ru": "В 2019 году экспорт в Сильдавию составил 41 млн долларов.",
}
_ALL = {"en": "$880 million", "it": "880 milioni di dollari", "ru": "880 млн долларов"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All exports together stood at $880 million in 2019."),
        ("en", "All exports stood at $880 million in 2019."),
        ("en", "The trade account had exports of $880 million in 2019."),
        ("it", "Tutte le esportazioni hanno raggiunto 880 milioni di dollari nel 2019."),
        ("it", "La bilancia dei pagamenti ha esportazioni per 880 milioni di dollari nel 2019."),
        ("ru", "Весь экспорт достиг в 2019 году 880 млн долларов."),
        ("ru", "В платёжном балансе экспорт достиг в 2019 году 880 млн долларов."),
    ],
)
def test_what_is_told_of_all_is_of_no_partner_named_before(language: str, text: str) -> None:
    def areas(partner: str) -> list[str]:
        figure = entry("exports", "880 million USD", _ALL[language], partner=partner, paragraph=2)
        return [
            rule for rule, _, _ in told(f"{_BEFORE[language]}\n\n{text}", figure, language=language)
            if rule == "area"
        ]  # fmt: skip

    assert areas("WLD") == []
    assert areas("SYL") == ["area"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All exports to it stood at $880 million in 2019."),
        ("en", "Total exports to it stood at $880 million in 2019."),
        ("it", "Le esportazioni totali verso quel paese sono state di 880 milioni di dollari nel "
         "2019."),
        ("ru", "Общий экспорт туда составил в 2019 году 880 млн долларов."),
    ],
)  # fmt: skip
def test_all_exports_to_it_are_those_to_a_partner(language: str, text: str) -> None:
    def areas(partner: str) -> list[str]:
        figure = entry("exports", "880 million USD", _ALL[language], partner=partner, paragraph=2)
        findings = told(f"{_BEFORE[language]}\n\n{text}", figure, language=language)
        return [rule for rule, _, _ in findings if rule == "area"]

    assert areas("SYL") == []
    assert areas("WLD") == ["area"]
