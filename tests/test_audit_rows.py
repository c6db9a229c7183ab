"""Rows of numbers beside rows of partners, and percentages told of the level before.

Of etl/audit/judge: rows.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told

_TODO = "correct the partner, or declare its words among the areas"


@pytest.mark.parametrize(
    ("language", "text", "phrases", "unit"),
    [
        ("en", "In 2019 exports to Syldavia and Ruritania were $2 billion and $1 billion.",
         ("$2 billion", "$1 billion"), "USD"),
        ("en", "In 2019 it exported $2 billion to Syldavia and $1 billion to Ruritania.",
         ("$2 billion", "$1 billion"), "USD"),
        ("en", "In 2019 $2 billion and $1 billion went as exports to Syldavia and to Ruritania.",
         ("$2 billion", "$1 billion"), "USD"),
        ("en", "In 2019 exports to Syldavia came to $2 billion and to Ruritania to $1 billion.",
         ("$2 billion", "$1 billion"), "USD"),
        ("it", "Nel 2019 le esportazioni verso Sildavia e Ruritania sono state rispettivamente di "
         "2 e 1 miliardo di euro.", ("2 e 1 miliardo di euro", "1 miliardo di euro"), "EUR"),
        ("ru", "В 2019 году экспорт в Сильдавию и в Руританию составил 2 млрд и 1 млрд долларов "
         "соответственно.", ("2 млрд", "1 млрд долларов"), "USD"),
    ],
)  # fmt: skip
def test_numbers_in_a_row_are_those_of_the_partners_in_order(
    language: str, text: str, phrases: tuple[str, str], unit: str
) -> None:
    def entered(first: str, second: str) -> list[tuple[str, str, str]]:
        one = entry("exports", f"2 billion {unit}", phrases[0], partner=first)
        other = entry("exports", f"1 billion {unit}", phrases[1], partner=second)
        return told(text, one, other, language=language)

    assert entered("SYL", "RUR") == []
    assert entered("RUR", "SYL") == [
        ("area", "the words near it name SYL, the partner is RUR", _TODO),
        ("area", "the words near it name RUR, the partner is SYL", _TODO),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # The reporter is no partner, and three numbers are no row of two.
        "In 2019 exports from Borduria and Syldavia were $2 billion and $1 billion.",
        "In 2019 exports to Syldavia and Ruritania were $2 billion, $1 billion and $3 billion.",
    ],
)
def test_a_row_of_another_length_says_nothing(text: str) -> None:
    figure = entry("exports", "1 billion USD", "$1 billion", partner="SYL")
    rules = {rule for rule, _, _ in told(text, figure)}
    assert "area" not in rules


_GROWTH_RATE = "Темп роста товарооборота в 2019 году составил 124 %."


@pytest.mark.parametrize(
    ("language", "text", "phrase", "value", "wrong"),
    [
        ("ru", _GROWTH_RATE, "124 %", "24 %", "124 %"),
        ("ru", "Темп роста товарооборота в 2019 году составил 76 %.", "76 %", "-24 %", "76 %"),
        ("ru", "Темп роста товарооборота в 2019 году составил 24 %.", "24 %", "24 %", "-24 %"),
        ("ru", "Темп прироста товарооборота в 2019 году — 124 %.", "124 %", "124 %", "24 %"),
        ("ru", "Товарооборот в 2019 году — 124 % к уровню 2018 года.", "124 %", "24 %", "124 %"),
        ("en", "The growth rate of turnover stood at 124% in 2019.", "124%", "124 %", "24 %"),
        ("en", "Turnover in 2019 was 76% of the level of 2018.", "76%", "-24 %", "76 %"),
        ("it", "Il tasso di crescita dell'interscambio nel 2019 era il 124%.", "124%", "124 %",
         "24 %"),
    ],
)  # fmt: skip
def test_a_percentage_of_the_level_before_is_what_exceeds_it(
    language: str, text: str, phrase: str, value: str, wrong: str
) -> None:
    assert told(text, entry("growth", value, phrase), language=language) == []
    rules = {rule for rule, *_ in told(text, entry("growth", wrong, phrase), language=language)}
    assert rules & {"value", "fall"}


def test_a_growth_told_by_the_level_is_written_as_its_sentence_tells_it() -> None:
    (problem,) = told(_GROWTH_RATE, entry("growth", "-24 %", "124 %"), language="ru")
    assert problem == (
        "stated-value",
        'as_stated "124 %" says 124, value says -24',
        "for this phrase write value: 124 %, -124 % where it tells a fall, "
        "24 % where its sentence tells it of the level before",
    )
    (finding,) = told(_GROWTH_RATE, entry("growth", "124 %", "124 %"), language="ru")
    assert finding == ("value", "the text states 24, the value is 124", "correct it")


def test_more_than_a_part_of_the_level_is_a_smaller_fall() -> None:
    text = "Turnover in 2019 was more than 76% of the level of 2018."
    phrase = "more than 76%"
    right = entry("growth", "-24 %", phrase, qualifier="more_than")
    assert told(text, right) == []
    (problem,) = told(text, entry("growth", "-24 %", phrase, qualifier="less_than"))
    assert problem[0] == "stated-qualifier"


def test_a_group_is_named_by_all_that_it_is_made_of() -> None:
    whole = entry("exports", "2 billion USD", "$2 billion", partner="BOTH")
    text = "In 2019 exports to Syldavia and Ruritania together were $2 billion."
    assert told(text, whole) == []
    alone = "In 2019 exports to Syldavia were $2 billion."
    (finding,) = told(alone, whole)
    assert finding == (
        "area",
        "the words near it name SYL of BOTH alone",
        "correct the partner: a group is all that it is made of",
    )


def test_a_group_that_reports_is_named_whole_as_well() -> None:
    text = "In 2019 exports of Ruritania were $2 billion."
    figure = entry("exports", "2 billion USD", "$2 billion", reporter="BOTH", partner="EUR")
    assert ("area", "no words here name BOTH, the reporter") in [
        finding[:2] for finding in told(text, figure)
    ]
