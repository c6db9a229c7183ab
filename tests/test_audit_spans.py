"""Averages, spans without a printed start, fiscal years, and words in another paragraph."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from datetime import date

import pytest

from etl.book.load import load
from etl.draft import draft
from tests.one_paragraph import book_text, entry, told


@pytest.mark.parametrize(
    ("language", "text", "value", "phrase", "word"),
    [
        ("en", "In 2019 exports averaged $300 million.", "300 million USD", "$300 million",
         "averaged"),
        ("en", "In 2019 exports were $300 million on average.", "300 million USD",
         "$300 million", "on average"),
        ("en", "In 2019 monthly exports were $300 million.", "300 million USD", "$300 million",
         "monthly"),
        ("it", "Nel 2019 le esportazioni sono state in media di 30 milioni di euro.",
         "30 million EUR", "30 milioni di euro", "in media"),
        ("it", "Nel 2019 le esportazioni mensili erano di 30 milioni di euro.",
         "30 million EUR", "30 milioni di euro", "mensili"),
        ("ru", "В 2019 году экспорт в среднем составлял 400 млн долларов.",
         "400 million USD", "400 млн долларов", "в среднем"),
        ("ru", "В 2019 году среднемесячный экспорт составил 400 млн долларов.",
         "400 million USD", "400 млн долларов", "среднемесячный"),
    ],
)  # fmt: skip
def test_an_average_is_no_whole_wherever_its_word_stands(
    language: str, text: str, value: str, phrase: str, word: str
) -> None:
    assert told(text, entry("average", value, phrase), language=language) == []
    (finding,) = told(text, entry("exports", value, phrase), language=language)
    assert finding[0] == "indicator"
    assert f'"{word}"' in finding[1]
    assert finding[2] == "use an indicator of an average"
    meant = entry("exports", value, phrase, meant=["indicator exports"])
    assert told(text, meant, language=language) == []


@pytest.mark.parametrize(
    "text",
    [
        "On average prices rose, and in 2019 exports were $300 million.",
        "In 2019 an average of 20 firms sold exports of $300 million.",
        "Meanwhile exports were $300 million in 2019.",
    ],
)
def test_an_average_of_something_else_says_nothing_of_an_amount(text: str) -> None:
    figure = entry("exports", "300 million USD", "$300 million")
    assert [one for one in told(text, figure) if one[0] in ("cut-off", "indicator")] == []


def test_an_average_a_year_is_none_a_month() -> None:
    text = "In 2019 exports averaged $300 million a year."
    assert told(text, entry("yearly", "300 million USD", "$300 million")) == []
    (finding,) = told(text, entry("average", "300 million USD", "$300 million"))
    found = "it is so much for one year, the figure for one month"
    assert finding == ("cut-off", found, "use an indicator with per: year")


_SINCE = {
    "en": ("Since independence exports reached $300 million.", "300 million USD", "$300 million"),
    "it": (
        "Dall'indipendenza le esportazioni hanno raggiunto 30 milioni di euro.",
        "30 million EUR",
        "30 milioni di euro",
    ),
    "ru": (
        "За годы независимости экспорт достиг 400 млн долларов.",
        "400 million USD",
        "400 млн долларов",
    ),
}
_STARTS = (
    "named_starts: [{date: 1991-12-16, en: [independence], it: [indipendenza], ru: [независимост]}]"
)


def _since(language: str, period: str, dataset: str = "") -> list[str]:
    text, value, phrase = _SINCE[language]
    figure = entry("exports", value, phrase, period=period)
    more = {"language": language, "published": "2024-08-11", "dataset": dataset}
    return [rule for rule, *_ in told(text, figure, **more)]


@pytest.mark.parametrize("language", ["en", "it", "ru"])
def test_a_start_that_is_not_declared_is_that_of_several_years(language: str) -> None:
    assert _since(language, "1991-12-16/2024-08-11") == []
    assert _since(language, "../2024-08-11") == []
    for period in "2023", "2024-01/2024-06", "1991/2000":
        assert _since(language, period) == ["period"]


@pytest.mark.parametrize("language", ["en", "it", "ru"])
def test_a_declared_start_is_the_day_of_its_name(language: str) -> None:
    assert _since(language, "1991-12-16/2024-08-11", _STARTS) == []
    for period in "1991-12-15/2024-08-11", "1991/2024-08-11", "2023", "../2024-08-11":
        assert _since(language, period, _STARTS) == ["period"]


def test_several_years_are_more_than_one() -> None:
    text = "In recent years exports reached $300 million."
    figure = entry("exports", "300 million USD", "$300 million", period="2019")
    assert told(text, figure) == [
        (
            "period",
            '"In recent years" states several years, of a start that is not declared, '
            "the period is 2019",
            "correct the period, or name the words that state it in period_as_stated",
        )
    ]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "value"),
    [
        ("en", "In FY2022/23 exports were $300 million.", "$300 million", "300 million USD"),
        ("it", "Nell'esercizio 2022/23 le esportazioni erano di 30 milioni di euro.",
         "30 milioni di euro", "30 million EUR"),
        ("ru", "В 2022/23 финансовом году экспорт составил 400 млн долларов.",
         "400 млн долларов", "400 million USD"),
    ],
)  # fmt: skip
def test_fiscal_years_begin_in_the_declared_month(
    language: str, text: str, phrase: str, value: str
) -> None:
    def rules(period: str, dataset: str = "") -> list[str]:
        # Without the declaration nobody prints in which month it begins.
        basis = {} if dataset else {"period_reason": "It begins then."}
        figure = entry("exports", value, phrase, period=period, **basis)
        more = {"language": language, "published": "2024-02-11", "dataset": dataset}
        return [rule for rule, *_ in told(text, figure, **more) if rule != "pending"]

    july, april = "2022-07/2023-06", "2022-04/2023-03"
    assert rules(july) == rules(april) == []
    assert rules("2023") == ["period"]
    assert rules(july, "fiscal_year_start: 7") == []
    assert rules(april, "fiscal_year_start: 7") == ["period"]
    assert rules(april, "fiscal_year_start: 4") == []


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("fiscal_year_start: 13", ("bad-integer", '"13" is no month', "allowed is 1 to 12")),
        ("fiscal_year_start: 0", ("bad-integer", '"0" is no month', "allowed is 1 to 12")),
        (
            "named_starts: [{date: 1991-12-16}]",
            ("missing-key", "words that name the day are missing", "write en: [...]"),
        ),
        (
            "named_starts: [{en: [independence]}]",
            ("missing-key", "the key date is missing", ""),
        ),
    ],
)
def test_keys_of_time_are_checked(keys: str, found: tuple[str, str, str]) -> None:
    text, value, phrase = _SINCE["en"]
    (problem,) = told(text, entry("exports", value, phrase), dataset=keys)
    assert problem[:2] == found[:2]
    assert problem[2] == found[2] or not found[2]


def test_a_draft_knows_the_declared_start() -> None:
    text = _SINCE["en"][0]
    book = load(book_text(text, dataset=_STARTS).encode()).book
    assert book
    (figure,) = draft(text, book, date(2024, 8, 11), language="en").figures
    assert figure.period.value == "1991-12-16/2024-08-11"


_APART = "In 2019 the two sides met.\n\nExports to Syldavia were $300 million."


def test_the_words_of_a_period_may_stand_in_another_paragraph() -> None:
    figure = entry(
        "exports", "300 million USD", "$300 million", paragraph=2, period_as_stated="In 2019"
    )
    assert told(_APART, figure) == []
    (pending, finding) = told(_APART, {**figure, "period": "2018"})
    assert finding[:2] == ("period", '"In 2019" states 2019, the period is 2018')
    assert pending[1] == '"2019" is pending'
    rules = [rule for rule, *_ in told(_APART, {**figure, "period_as_stated": "In 2017"})]
    assert rules == ["pending", "period-not-found"]
