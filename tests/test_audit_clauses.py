"""Whose an amount is in a second clause, what is told in order, and what each has so much.

Of etl/audit/judge: areas, partners, rows, named, signs.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, remarks, told

_MONEY = {"en": "$41 million", "it": "41 milioni di dollari", "ru": "41 млн долларов"}
_OTHER = {"en": "$39 million", "it": "39 milioni di dollari", "ru": "39 млн долларов"}


def areas(text: str, partner: str, language: str, **more: str) -> list[str]:
    """What is said against the partner of 41 million of exports in 2019."""
    figure = entry("exports", "41 million USD", _MONEY[language], partner=partner)
    return [
        said for rule, said, _ in told(text, figure, language=language, **more) if rule == "area"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bordurian exports in 2019: Syldavia came second with $41 million and Ruritania a "
         "distant third."),
        ("en", "In 2019 Syldavia was second with exports worth $41 million and Ruritania third."),
        ("en", "Ruritania was the first buyer in 2019 and Syldavia the second with exports of $41 "
         "million."),
        ("en", "While Ruritania hardly bought, exports to Syldavia came to $41 million in 2019."),
        ("en", "Exports to Syldavia rose to $41 million in 2019 and to Ruritania too."),
        ("en", "In 2019 exports of $41 million went to Syldavia, Ruritania being the second."),
        ("it", "Per le esportazioni del 2019 la Sildavia è seconda con 41 milioni di dollari e la "
         "Ruritania solo terza."),
        ("it", "La Ruritania era prima nel 2019 e la Sildavia seconda con esportazioni per 41 "
         "milioni di dollari."),
        ("ru", "По экспорту в 2019 году Сильдавия заняла второе место с 41 млн долларов, а "
         "Руритания оказалась лишь третьей."),
        ("ru", "Первой в 2019 году была Руритания, а Сильдавия с экспортом в 41 млн долларов – "
         "второй."),
        ("ru", "В 2019 году Руритания была первой, а Сильдавия второй с экспортом на 41 млн "
         "долларов."),
    ],
)  # fmt: skip
def test_an_amount_of_one_clause_is_not_that_of_the_area_of_another(
    language: str, text: str
) -> None:
    assert areas(text, "SYL", language) == []
    assert areas(text, "RUR", language)


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 Syldavia and Ruritania bought exports of $41 million.",
        "In 2019 exports of $41 million went to Syldavia and Ruritania.",
    ],
)
def test_areas_that_and_joins_are_one_clause(text: str) -> None:
    assert areas(text, "BOTH", "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 exports and imports with Syldavia were $41 million and $39 million "
         "respectively."),
        ("en", "Exports to and imports from Syldavia in 2019 were $41 million and $39 million."),
        ("en", "Exports to Syldavia and imports from Syldavia in 2019 came to $41 million and to "
         "$39 million."),
        ("en", "Exports and imports with Syldavia fell. In 2019 they were $41 million and $39 "
         "million, respectively."),
        ("it", "Nel 2019 le esportazioni e le importazioni con la Sildavia sono state "
         "rispettivamente di 41 milioni di dollari e di 39 milioni di dollari."),
        ("ru", "Экспорт и импорт с Сильдавией составили в 2019 году 41 млн долларов и 39 млн "
         "долларов соответственно."),
    ],
)  # fmt: skip
def test_numbers_in_a_row_are_those_of_the_indicators_in_order(language: str, text: str) -> None:
    def entered(first: str, second: str) -> list[str]:
        one = entry(first, "41 million USD", _MONEY[language], partner="SYL")
        other = entry(second, "39 million USD", _OTHER[language], partner="SYL")
        return [rule for rule, _, _ in told(text, one, other, language=language)]

    assert entered("exports", "imports") == []
    assert entered("imports", "exports").count("indicator") == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 exports to Syldavia and to Ruritania grew by 4% and by 9%."),
        ("it", "Nel 2019 le esportazioni verso la Sildavia e la Ruritania sono cresciute "
         "rispettivamente del 4% e del 9%."),
        ("it", "Nel 2019 le esportazioni alla Sildavia e alla Ruritania sono cresciute del 4% e "
         "del 9%."),
        ("ru", "В 2019 году экспорт в Сильдавию и Руританию вырос на 4% и на 9% соответственно."),
    ],
)  # fmt: skip
def test_percentages_in_a_row_are_those_of_the_partners_in_order(language: str, text: str) -> None:
    def entered(first: str, second: str) -> list[str]:
        one = entry("exports_growth", "4 %", "4%", partner=first)
        other = entry("exports_growth", "9 %", "9%", partner=second)
        return [rule for rule, _, _ in told(text, one, other, language=language)]

    assert entered("SYL", "RUR") == []
    assert entered("RUR", "SYL") == ["area", "area"]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "per"),
    [
        ("en", "In 2019 monthly exports to Syldavia were $41 million.", "$41 million", "month"),
        ("en", "In 2019 exports per head to Syldavia were $41 million.", "$41 million",
         "inhabitant"),
        ("en", "In 2019 average annual exports to Syldavia were $41 million.", "$41 million",
         "year"),
        ("it", "Nel 2019 le esportazioni mensili alla Sildavia sono state di 41 milioni di "
         "dollari.", "41 milioni di dollari", "month"),
        ("it", "Nel 2019 le esportazioni pro capite alla Sildavia sono state di 41 milioni di "
         "dollari.", "41 milioni di dollari", "inhabitant"),
        ("ru", "В 2019 году среднемесячный экспорт в Сильдавию составил 41 млн долларов.",
         "41 млн долларов", "month"),
        ("ru", "В 2019 году экспорт в Сильдавию на душу населения составил 41 млн долларов.",
         "41 млн долларов", "inhabitant"),
    ],
)  # fmt: skip
def test_an_average_is_of_what_the_words_before_it_say(
    language: str, text: str, phrase: str, per: str
) -> None:
    for indicator, own in (("average", "month"), ("yearly", "year")):
        figure = entry(indicator, "41 million USD", phrase, partner="SYL")
        said = [s for rule, s, _ in told(text, figure, language=language) if rule == "cut-off"]
        asked = [f"it is so much for one {per}, the figure for one {own}"]
        assert said == ([] if own == per else asked)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 exports to Syldavia were $41 million, or $3 million a month."),
        ("en", "In 2019 exports to Syldavia were $41 million ($3 million a month)."),
        ("it", "Nel 2019 le esportazioni alla Sildavia sono state di 41 milioni di dollari, 3 "
         "milioni di dollari al mese."),
        ("ru", "В 2019 году экспорт в Сильдавию составил 41 млн долларов, или 3 млн долларов в "
         "месяц."),
    ],
)  # fmt: skip
def test_a_total_is_no_average_of_a_later_clause(language: str, text: str) -> None:
    figure = entry("average", "41 million USD", _MONEY[language], partner="SYL")
    rules = [rule for rule, _, _ in told(text, figure, language=language)]
    assert rules == ["indicator", "pending"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 every month Borduria exported goods worth $41 million to Syldavia.",
         "$41 million"),
        ("it", "Nel 2019 ogni mese le esportazioni in Sildavia erano di 41 milioni di dollari.",
         "41 milioni di dollari"),
        ("ru", "Каждый месяц 2019 года экспорт в Сильдавию составлял 41 млн долларов.",
         "41 млн долларов"),
    ],
)  # fmt: skip
def test_what_is_told_of_every_month_is_no_total(language: str, text: str, phrase: str) -> None:
    def rules(indicator: str) -> list[str]:
        figure = entry(indicator, "41 million USD", phrase, partner="SYL")
        return [rule for rule, _, _ in told(text, figure, language=language)]

    assert rules("average") == []
    assert rules("exports") == ["indicator"]


def test_a_total_before_its_average_is_no_average() -> None:
    text = "Exports to Syldavia in 2019, $41 million in all, averaged $3 million a month."
    figure = entry("average", "41 million USD", "$41 million", partner="SYL")
    assert [rule for rule, _, _ in told(text, figure)] == ["indicator", "pending"]


def test_a_row_shares_its_average() -> None:
    text = "In 2019 exports to Syldavia rose from $41 million to $44 million a month."
    figure = entry("average", "41 million USD", "$41 million", partner="SYL", period="2018",
                   period_basis="inferred", period_reason="Before.")  # fmt: skip
    assert "indicator" not in [rule for rule, _, _ in told(text, figure)]


@pytest.mark.parametrize(
    ("language", "text", "per"),
    [
        ("en", "In 2019 every month Borduria exported goods worth $41 million to Syldavia.",
         "month"),
        ("en", "In 2019 each week Borduria exported goods worth $41 million to Syldavia.", "week"),
        ("en", "In 2019 each year Borduria exported goods worth $41 million to Syldavia.", "year"),
        ("it", "Nel 2019 ogni mese le esportazioni in Sildavia erano di 41 milioni di dollari.",
         "month"),
        ("it", "Nel 2019 ogni anno le esportazioni in Sildavia erano di 41 milioni di dollari.",
         "year"),
        ("ru", "Каждый месяц 2019 года экспорт в Сильдавию составлял 41 млн долларов.", "month"),
        ("ru", "В 2019 году каждую неделю экспорт в Сильдавию составлял 41 млн долларов.", "week"),
        ("ru", "В 2019 году каждый год экспорт в Сильдавию составлял 41 млн долларов.", "year"),
    ],
)  # fmt: skip
def test_what_is_told_of_every_month_is_so_much_for_no_head(
    language: str, text: str, per: str
) -> None:
    for indicator, own in (("average", "month"), ("yearly", "year"), ("each", "inhabitant")):
        figure = entry(indicator, "41 million USD", _MONEY[language], partner="SYL")
        asked = ("cut-off", f"it is so much for one {per}, the figure for one {own}")
        assert remarks(text, figure, language=language) == ([] if own == per else [asked])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 every month exports per head to Syldavia were $41 million."),
        ("it", "Nel 2019 ogni mese le esportazioni pro capite in Sildavia erano di 41 milioni di "
         "dollari."),
        ("ru", "В 2019 году каждый месяц экспорт в Сильдавию на душу населения составлял 41 млн "
         "долларов."),
    ],
)  # fmt: skip
def test_of_a_head_and_a_month_either_will_do_and_a_year_will_not(language: str, text: str) -> None:
    found = "it is so much for one inhabitant or month, the figure for one year"
    for indicator, asked in (("average", []), ("each", []), ("yearly", [("cut-off", found)])):
        figure = entry(indicator, "41 million USD", _MONEY[language], partner="SYL")
        assert remarks(text, figure, language=language) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("In 2019 every month the barrel of Syldavia was sold at $41 million on average.", []),
        ("In 2019 the monthly average of the barrel of Syldavia was $41 million.", []),
        ("In 2019 the average of the barrel of Syldavia per head was $41 million.",
         [("cut-off", "it is so much for one inhabitant, the figure for one barrel")]),
        ("Prices are asked for every month, and in 2019 the barrel of Syldavia was $41 million on "
         "average.", []),
    ],
)  # fmt: skip
def test_a_price_that_is_asked_for_every_month_is_none_of_a_month(
    text: str, asked: list[tuple[str, str]]
) -> None:
    figure = entry("price", "41 million USD", "$41 million", partner="SYL")
    assert remarks(text, figure) == asked
