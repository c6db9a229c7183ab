"""What a change or an index is measured against, and which year each level of a change has.

Of etl/audit/judge: bases, ends.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told


@pytest.mark.parametrize(
    ("language", "text", "value", "phrase", "words"),
    [
        ("en", "In 2019 turnover was 2.5 times that of 2015.", "2.5", "2.5 times", "that of 2015"),
        ("en", "In 2019 turnover was 2.5 times the level of 2015.", "2.5", "2.5 times",
         "the level of 2015"),
        ("it", "Nel 2019 l'interscambio è stato 2,5 volte quello del 2015.", "2.5", "2,5 volte",
         "quello del 2015"),
        ("ru", "В 2019 году товарооборот был в 2,5 раза больше, чем в 2015 году.", "2.5",
         "в 2,5 раза больше", "чем в 2015 году"),
        ("ru", "Товарооборот в 2019 году был в 2,5 раза выше уровня 2015 года.", "2.5",
         "в 2,5 раза", "выше уровня 2015 года"),
    ],
)  # fmt: skip
def test_a_multiple_is_measured_against_the_year_that_is_named(
    language: str, text: str, value: str, phrase: str, words: str
) -> None:
    assert told(text, entry("times", value, phrase, base="2015"), language=language) == []
    against = "the same span a year before"
    for base, said in ({"base": "2014"}, "2014"), ({}, against):
        findings = told(text, entry("times", value, phrase, **base), language=language)
        found = f'"{words}" measures it against 2015, the figure against {said}'
        assert findings[0] == ("base", found, "set base: 2015")


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "Turnover in 2019 was 76% of the 2015 level.", "76%", "of the 2015 level"),
        ("it", "Nel 2019 l'interscambio era al 76% del livello del 2015.", "76%",
         "livello del 2015"),
        ("ru", "Товарооборот в 2019 году составил 76 % уровня 2015 года.", "76 %",
         "уровня 2015 года"),
    ],
)  # fmt: skip
def test_the_level_before_is_a_base_and_no_period(
    language: str, text: str, phrase: str, words: str
) -> None:
    assert told(text, entry("growth", "-24 %", phrase, base="2015"), language=language) == []
    findings = told(text, entry("growth", "-24 %", phrase), language=language)
    found = f'"{words}" measures it against 2015, the figure against the same span a year before'
    assert findings[0] == ("base", found, "set base: 2015")


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "The index was 112.4 in 2019 (2015 = 100).", "112.4", "2015 = 100"),
        ("it", "L'indice nel 2019 era 112,4 (2015=100).", "112,4", "2015=100"),
        ("ru", "Индекс в 2019 году составил 112,4 (2015 год = 100).", "112,4", "2015 год = 100"),
    ],
)
def test_the_year_that_is_a_hundred_is_the_base_of_an_index(
    language: str, text: str, phrase: str, words: str
) -> None:
    assert told(text, entry("index", "112.4", phrase, base="2015"), language=language) == []
    finding, pending = told(text, entry("index", "112.4", phrase, base="2016"), language=language)
    found = f'"{words}" measures it against 2015, the figure against 2016'
    assert finding == ("base", found, "set base: 2015")
    assert pending[1] == f'"{words}" is pending'


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 10 years, from 2013 to 2023, turnover grew by 40%.", "40%"),
        ("it", "In 10 anni, dal 2013 al 2023, l'interscambio è cresciuto del 40%.", "40%"),
        ("ru", "За 10 лет, с 2013 по 2023 год, товарооборот вырос на 40 %.", "40 %"),
    ],
)
def test_a_change_over_years_has_its_base_at_their_start(
    language: str, text: str, phrase: str
) -> None:
    def rules(**keys: str) -> list[str]:
        figure = entry("growth", "40 %", phrase, period="2023", **keys)
        return [rule for rule, *_ in told(text, figure, language=language, published="2024-02-11")]

    assert rules(base="2013") == []
    assert rules(base="2014") == ["period"]
    assert rules()[:1] == ["period"]


@pytest.mark.parametrize(
    ("language", "text", "first", "second", "unit"),
    [
        ("en", "Turnover grew from $5 to $6 billion between 2018 and 2019.",
         "grew from $5 to $6 billion", "$6 billion", "USD"),
        ("it", "Tra il 2018 e il 2019 l'interscambio è cresciuto da 5 a 6 miliardi di euro.",
         "cresciuto da 5 a 6 miliardi di euro", "6 miliardi di euro", "EUR"),
        ("ru", "Товарооборот вырос с 5 до 6 млрд долларов с 2018 по 2019 год.",
         "с 5 до 6 млрд долларов", "6 млрд долларов", "USD"),
    ],
)  # fmt: skip
def test_each_level_of_a_change_has_its_own_year(
    language: str, text: str, first: str, second: str, unit: str
) -> None:
    def rules(one: str, other: str) -> list[str]:
        figures = (
            entry("turnover", f"5 billion {unit}", first, period=one),
            entry("turnover", f"6 billion {unit}", second, period=other),
        )
        return [rule for rule, *_ in told(text, *figures, language=language)]

    assert rules("2018", "2019") == []
    assert rules("2019", "2018") == ["period", "period"]
    assert rules("2018/2019", "2019") == ["period"]


def test_half_of_what_may_be_a_change_is_told_how_to_be_written() -> None:
    text = "Turnover grew from $5 to $6 billion between 2018 and 2019."
    (problem,) = told(text, entry("turnover", "5 billion USD", "from $5 to $6 billion"))
    assert problem[2] == (
        "for this phrase write value: 5 to 6 billion USD; of a change from the one to the other, "
        "put its word (grew from) into as_stated"
    )


def test_a_year_before_is_a_year_before_a_quarter_and_a_day_as_well() -> None:
    text = "In the second quarter of 2019 turnover was 9% more than a year before."
    words = "In the second quarter of 2019"
    figure = entry("growth", "9 %", "9% more", period="2019-Q2", period_as_stated=words)
    assert told(text, figure) == []
    found = '"than a year before" measures it against 2018-Q2, the figure against 2016-Q2'
    assert told(text, figure | {"base": "2016-Q2"}) == [("base", found, "set base: 2018-Q2")]
