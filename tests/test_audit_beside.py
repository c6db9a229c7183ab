"""Words beside a number that say that it was not quite so, or is not yet: each with its neighbour.

Every sentence is invented. What an entry leaves out is told by its word; what it has is accepted.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, rules, told

_SENTENCES = {
    "en": ("Exports to Syldavia {} in 2019.", "$6 billion", "6 billion USD", "in 2019"),
    "it": (
        *("Nel 2019 l'export verso la Sildavia {}.", "6 miliardi di euro", "6 billion EUR"),
        "Nel 2019",
    ),
    "ru": (
        "В 2019 году экспорт в Сильдавию {}.",
        "6 млрд долларов",
        "6 billion USD",
        "В 2019 году",
    ),
}

CLOSE = [
    *(("en", f"{word} $6 billion", "less_than") for word in (
        "flirted with", "edged towards", "closed in on", "came within a whisker of", "brushed",
        "fell just short of", "almost reached", "has nearly hit", "never reached",
        "all but touched",
    )),
    *(("en", f"{word} $6 billion", "more_than") for word in ("broke through", "went past")),
    ("en", "topped the $6 billion mark", "more_than"),
    *(("it", f"{word} 6 miliardi di euro", "less_than") for word in (
        "era a ridosso dei", "non è arrivato a", "ha quasi raggiunto i", "ha lambito i",
        "si è avvicinato ai", "non ha toccato i",
    )),
    *(("it", f"{word} 6 miliardi di euro", "more_than") for word in (
        "ha sfondato i", "ha superato la soglia dei", "superava la soglia dei",
    )),
    *(("ru", f"{word} 6 млрд долларов", "less_than") for word in (
        "составил под", "приблизился к", "не дотянул до", "почти достиг", "не достиг",
        "вплотную подошёл к", "едва не достиг",
    )),
    *(("ru", f"{word} 6 млрд долларов", "more_than") for word in (
        "превысил отметку в", "пробил отметку в", "преодолел рубеж в",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "qualifier"), CLOSE)
def test_a_level_that_was_nearly_reached_or_passed_is_not_exact(
    language: str, words: str, qualifier: str
) -> None:
    frame, number, value, period = _SENTENCES[language]
    text = frame.format(words)
    bare = entry("exports", value, number, period_as_stated=period)
    assert "qualifier" in rules(text, bare, language=language)
    whole = entry("exports", value, words, qualifier=qualifier, period_as_stated=period)
    assert rules(text, whole, language=language) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "reached $6 billion"),
        ("en", "hit $6 billion"),
        ("it", "ha raggiunto i 6 miliardi di euro"),
        ("ru", "достиг 6 млрд долларов"),
        ("ru", "составил 6 млрд долларов"),
    ],
)
def test_a_level_that_was_reached_is_exact(language: str, words: str) -> None:
    frame, number, value, period = _SENTENCES[language]
    figure = entry("exports", value, number, period_as_stated=period)
    assert rules(frame.format(words), figure, language=language) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", f"{way} $6 billion") for way in (
            "are set to reach", "are on track for", "are going to hit", "are headed for",
        )),
        *(("it", f"{way} 6 miliardi di euro") for way in (
            "salirà a", "varrà", "scenderebbe a", "sfioreranno i",
        )),
        *(("ru", f"{way} 6 млрд долларов") for way in (
            "вырастет до", "упадёт до", "поднимется до", "восстановится до", "перевалит за",
        )),
    ],
)  # fmt: skip
def test_the_future_of_any_verb_is_no_fact(language: str, words: str) -> None:
    frame, number, value, _ = _SENTENCES[language]
    text = frame.format(words).replace("2019", "2021")
    figure = entry("exports", value, number, period="2021", status="forecast")
    assert "status" not in rules(text, figure, language=language)
    fact = figure | {"period": "2019", "status": "actual"}
    assert "status" in rules(text, fact, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Exports, which are expected to grow, were $6 billion."),
        ("en", "Exports are expected to grow and were $6 billion."),
        ("en", "Exports will soon near $9 billion, against $6 billion."),
        ("it", "L'export, che dovrebbe crescere, era di 6 miliardi di dollari."),
        ("ru", "Экспорт, который вырастет, составил 6 млрд долларов."),
        ("ru", "Экспорт достигнет 9 млрд долларов против 6 млрд долларов."),
        # Presents and nouns that look like a future.
        ("ru", "Завод производит, по данным отчёта, на 6 млрд долларов."),
        ("ru", "Расчёт и бюджет на 6 млрд долларов."),
        ("it", "Il tiranno vale 6 miliardi di dollari."),
    ],
)
def test_a_plan_of_another_clause_does_not_reach_a_fact(language: str, text: str) -> None:
    six = [r for r in read(text, language) if r.quantity and r.quantity.digits == 6]
    assert [reading.status for reading in six] == ["actual"]


def test_the_word_that_tells_a_status_is_named_and_may_be_dismissed() -> None:
    text = "In 2019 exports to Syldavia were expected at $6 billion."
    figure = entry("exports", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    found = '"expected" beside it tells a forecast, the status is actual'
    todo = "set status: forecast"
    assert told(text, figure) == [("status", found, todo)]
    dismissed = "[{source: note, paragraph: 1, phrase: expected, reason: not_a_statistic}]"
    assert told(text, figure, dismissed=dismissed) == []


def test_under_a_rate_of_interest_is_no_bound() -> None:
    (rate, loan) = read("Кредит под 5 % годовых, всего под 6 млрд рублей.", "ru")
    assert (rate.qualifier, loan.qualifier) == ("exact", "less_than")


def test_a_trillion_of_the_news_is_a_million_million() -> None:
    (reading,) = read("Il debito vale 1,7 trilioni di yen.", "it")
    assert (reading.value, reading.unit) == (Decimal("1.7e12"), "JPY")
