"""Plans told behind their amount, plans that no word tells, and amounts below an earlier time.

Of etl/reading: planning.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, rules, told

# Language, sentence published in February 2020, phrase, status that it tells, the word.
PLANS = [
    ("en", "Investment of $3 million in Syldavia is planned for 2021.", "$3 million", "target",
     "planned"),
    ("en", "$3 million will be invested in Syldavia in 2021.", "$3 million", "forecast", "will"),
    ("en", "For 2021 the company guides for investment of $3 million.", "$3 million", "forecast",
     "guides"),
    ("en", "Investment forecast for 2021: $3 million.", "$3 million", "forecast", "forecast"),
    ("it", "Nel 2021 investimenti per 3 milioni di dollari sono attesi in Sildavia.",
     "3 milioni di dollari", "forecast", "attesi"),
    ("it", "Nel 2021 investimenti per 3 milioni di dollari sono programmati in Sildavia.",
     "3 milioni di dollari", "target", "programmati"),
    ("it", "Previsione degli investimenti per il 2021: 3 milioni di dollari.",
     "3 milioni di dollari", "forecast", "Previsione"),
    ("ru", "Инвестиции в Сильдавию в 2021 году запланированы в размере 3 млн долларов.",
     "3 млн долларов", "target", "запланированы"),
    ("ru", "В 2021 году 3 млн долларов запланировано вложить в Сильдавию.", "3 млн долларов",
     "target", "запланировано"),
    ("ru", "Прогноз инвестиций на 2021 год: не менее 3 млн долларов.", "не менее 3 млн долларов",
     "forecast", "Прогноз"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "phrase", "status", "word"), PLANS)
def test_a_plan_told_behind_its_amount_is_a_plan_and_no_fact(
    language: str, text: str, phrase: str, status: str, word: str
) -> None:
    figure = entry("fdi", "3 million USD", phrase, period="2021", status=status)
    if "не менее" in phrase:
        figure |= {"qualifier": "at_least"}
    assert "status" not in rules(text, figure, language=language)
    ended = figure | {"period": "2019"}
    for other in {"actual", "target", "forecast"} - {status}:
        said = [
            (found, todo)
            for rule, found, todo in told(text, ended | {"status": other}, language=language)
            if rule == "status"
        ]
        noun = {"target": "a target", "forecast": "a forecast"}[status]
        found = f'"{word}" beside it tells {noun}, the status is {other}'
        assert said == [(found, f"set status: {status}")]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Investment of $3 million is envisaged in Syldavia in 2021.", "$3 million"),
        ("it", "Nel 2021 sono previsti in Sildavia investimenti di 3 milioni di dollari.",
         "3 milioni di dollari"),
        ("it", "Investimenti per 3 milioni di dollari sono previsti nel 2021 in Sildavia.",
         "3 milioni di dollari"),
        ("ru", "В 2021 году 3 млн долларов планируется вложить в Сильдавию.", "3 млн долларов"),
    ],
)  # fmt: skip
def test_a_word_that_tells_a_plan_as_well_as_a_forecast_allows_both(
    language: str, text: str, phrase: str
) -> None:
    figure = entry("fdi", "3 million USD", phrase, period="2021")
    for status in ("target", "forecast"):
        assert rules(text, figure | {"status": status}, language=language) == []
    ended = figure | {"period": "2019", "status": "actual"}
    assert "status" in rules(text, ended, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Exports of $5 billion are expected to grow."),
        ("en", "Exports of $5 billion are planned to be doubled."),
        ("en", "Exports of $5 billion will be exceeded."),
        ("en", "Exports were $5 billion and are expected to rise."),
        ("en", "The plan was simple: exports of $5 billion."),
        ("it", "Scambi per 5 miliardi di euro sono attesi in crescita."),
        ("it", "Scambi per 5 miliardi di euro, che sono previsti altrove."),
        ("ru", "Товарооборот в 5 млрд долларов планируется удвоить."),
        ("ru", "Экспорт составил 5 млрд долларов, ожидается рост."),
    ],
)
def test_what_is_planned_to_change_was_so_much_already(language: str, text: str) -> None:
    (five,) = [r for r in read(text, language) if r.quantity and r.quantity.digits == 5]
    assert five.status == "actual"


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Gifts to Syldavia in 2020-2021: $3 million.", "$3 million"),
        ("it", "Spese in Sildavia nel 2020-2021: 3 milioni di dollari.", "3 milioni di dollari"),
        ("ru", "Расходы в Сильдавии в 2020–2021 годах: 3 млн долларов.", "3 млн долларов"),
    ],
)
def test_what_has_hardly_begun_may_be_a_plan_without_a_word_and_is_no_fact(
    language: str, text: str, phrase: str
) -> None:
    span = text[text.index("2020") : text.index(":")]
    figure = entry("gifts", "3 million USD", phrase, period="2020/2021", period_as_stated=span)
    for status in ("forecast", "target"):
        assert rules(text, figure | {"status": status}, language=language) == []
    said = told(text, figure, language=language)
    assert said == [(
        "status",
        "most of 2020/2021 comes after the day of publication, the status is actual",
        "set status: forecast or target",
    )]  # fmt: skip


def test_a_verb_of_what_was_is_named_where_a_plan_is_entered() -> None:
    text = "In 2019 gifts to Syldavia amounted to $3 million."
    figure = entry("gifts", "3 million USD", "$3 million", period_as_stated="In 2019")
    assert told(text, figure) == []
    found = '"amounted" beside it tells something that was, the status is target'
    todo = "set status: actual"
    assert told(text, figure | {"status": "target"}) == [("status", found, todo)]
    bare = "Gifts to Syldavia in 2019: $3 million."
    figure |= {"period_as_stated": "in 2019", "status": "target"}
    found = "no word beside it tells a target, the status is target"
    todo = "set status: actual"
    assert told(bare, figure) == [("status", found, todo)]


LESS = [
    ("en", "In 2019 turnover came in at $6 million, $2 million below 2018.", "$2 million"),
    ("en", "In 2019 turnover was 2 million USD short of last year's.", "2 million USD"),
    ("it", "Nel 2019 l'interscambio è stato di 6 milioni di dollari, 2 milioni di dollari sotto"
     " il livello del 2018.", "2 milioni di dollari"),
    ("it", "Nel 2019 l'interscambio è stato di 6 milioni di dollari, 2 milioni di dollari al di"
     " sotto del 2018.", "2 milioni di dollari"),
    ("ru", "В 2019 году товарооборот составил 6 млн долларов, на 2 млн долларов ниже уровня 2018"
     " года.", "2 млн долларов"),
]  # fmt: skip
MORE = {"below": "above", "short of": "ahead of", "sotto": "sopra", "ниже": "выше"}


@pytest.mark.parametrize(("language", "text", "phrase"), LESS)
def test_so_much_below_an_earlier_time_is_a_fall(language: str, text: str, phrase: str) -> None:
    rise = text
    for below, above in MORE.items():
        rise = rise.replace(below, above)
    for sentence, value, other in ((text, "-2", "2"), (rise, "2", "-2")):
        figure = entry("change", f"{value} million USD", phrase, period_as_stated="2019")
        broken = {"not-found", "period", "pending"}
        assert set(rules(sentence, figure, language=language)) <= broken
        turned = figure | {"value": f"{other} million USD"}
        assert "fall" in rules(sentence, turned, language=language)
        level = figure | {"indicator": "turnover", "value": "2 million USD"}
        assert "change" in rules(sentence, level, language=language)


def test_a_phrase_may_end_in_the_word_of_a_fall() -> None:
    text = "In 2019 turnover came in at $6 million, $2 million below 2018."
    figure = entry("change", "-2 million USD", "$2 million below", period_as_stated="In 2019")
    assert [rule for rule, _, _ in told(text, figure)] == ["pending"]  # 6 million
    raised = figure | {"value": "2 million USD"}
    assert [rule for rule, _, _ in told(text, raised)] == ["stated-value"]


def test_what_lies_below_a_place_or_a_mark_is_no_fall() -> None:
    for text in ("Some 40 firms below ground.", "Prices of $5 above those of others."):
        first = read(text, "en")[0]
        assert (first.change, first.place) == ("", "level")
