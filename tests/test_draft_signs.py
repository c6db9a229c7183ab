"""A draft gives an amount the sign, the period and the scale that its words give it.

Of etl/draft: signs, times, quantities.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from etl.book.load import load
from etl.core.model import Book
from etl.draft import draft
from etl.draft.model import Draft
from etl.reading.spans import spans
from tests.one_paragraph import book_text, entry, told

DAY: Final = date(2020, 2, 11)
MILLIONS: Final = Decimal(10**6)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load(book_text("x").encode())
    assert loaded.book is not None
    return loaded.book


def made_of(book: Book, language: str, text: str) -> Draft:
    return draft(text, book, DAY, language=language)


@pytest.mark.parametrize(
    ("language", "text", "indicator", "millions"),
    [
        ("en", "In 2019 the trade balance of Borduria with Syldavia was a deficit of $180 million.",
         "balance", -180),
        ("en", "Trade with Syldavia left a balance of minus $180 million in 2019.",
         "balance", -180),
        ("en", "The trade surplus with Syldavia was $180 million in 2019.", "balance", 180),
        ("ru", "В 2019 году отрицательное сальдо торговли с Сильдавией составило 180 млн долларов.",
         "balance", -180),
        ("it", "Nel 2019 il disavanzo con la Sildavia è stato di 180 milioni di dollari.",
         "balance", -180),
        ("en", "In 2019 turnover with Syldavia fell by $20 million.", "change", -20),
        ("en", "In 2019 turnover with Syldavia rose by $20 million.", "change", 20),
        ("ru", "В 2019 году товарооборот с Сильдавией сократился на 20 млн долларов.",
         "change", -20),
        ("it", "Nel 2019 l'interscambio con la Sildavia è calato di 20 milioni di dollari.",
         "change", -20),
    ],
)  # fmt: skip
def test_a_deficit_and_a_fall_are_below_zero(
    book: Book, language: str, text: str, indicator: str, millions: int
) -> None:
    (figure,) = made_of(book, language, text).figures
    assert figure.guesses["indicator"].value == indicator
    assert figure.value == millions * MILLIONS


@pytest.mark.parametrize(
    ("language", "text", "phrases"),
    [
        ("en", "Imports from Syldavia in 2018 and 2019 were $6.1 and $6.4 billion, respectively.",
         ("$6.1 and $6.4 billion", "$6.4 billion")),
        ("it", "Le importazioni dalla Sildavia nel 2018 e nel 2019 sono state rispettivamente di"
         " 6,1 e 6,4 miliardi di dollari.",
         ("6,1 e 6,4 miliardi di dollari", "6,4 miliardi di dollari")),
        ("ru", "Импорт из Сильдавии в 2018 и 2019 годах составил 6,1 и 6,4 млрд долларов"
         " соответственно.", ("6,1 и 6,4 млрд долларов", "6,4 млрд долларов")),
    ],
)  # fmt: skip
def test_a_row_of_numbers_has_a_row_of_years_and_passes_check(
    book: Book, language: str, text: str, phrases: tuple[str, str]
) -> None:
    made = made_of(book, language, text)
    assert made.dismissed == ()
    rows = [(one.as_stated, one.guesses["period"].value, one.value) for one in made.figures]
    assert rows == [
        (phrases[0], "2018", 6_100 * MILLIONS),
        (phrases[1], "2019", 6_400 * MILLIONS),
    ]
    entries = [
        entry("imports", value, phrase, period=year, period_as_stated=year)
        for value, phrase, year in (
            ("6.1 billion USD", phrases[0], "2018"),
            ("6.4 billion USD", phrases[1], "2019"),
        )
    ]
    assert told(text, *entries, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "In 2019 the net outflow of investment from Syldavia was $3 million.",
         "the words tell a deficit or an outflow, and a flow has no sign"),
        ("ru", "В 2019 году дефицит в торговле с Сильдавией составил 5 млн долларов.",
         "the words tell a deficit or an outflow, and a flow has no sign"),
        ("it", "Nel 2019 il deflusso netto di investimenti dalla Sildavia: 5 milioni di dollari.",
         "the words tell a deficit or an outflow, and a flow has no sign"),
        ("en", "Exports to Syldavia averaged $5 million a month in 2019.",
         'the text goes on: "a month", the figure is a flow'),
        ("en", "Exports to Syldavia were $5 million on average in 2019.",
         'the text goes on: "on average", the figure is a flow'),
        ("ru", "Среднемесячный экспорт в Сильдавию в 2019 году - 5 млн долларов.",
         '"Среднемесячный" stands before it, the figure is a flow'),
    ],
)  # fmt: skip
def test_an_amount_of_another_kind_than_its_indicator_is_a_guess(
    book: Book, language: str, text: str, reason: str
) -> None:
    (figure,) = made_of(book, language, text).figures
    indicator = figure.guesses["indicator"]
    assert (indicator.unsure, reason in indicator.reason) == (True, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 the inflow of investment from Syldavia was $3 million."),
        ("en", "In 2019 exports to Syldavia were $5 million, up from a year of deficits."),
        ("ru", "В 2019 году экспорт в Сильдавию составил 5 млн долларов."),
        ("it", "Nel 2019 le esportazioni verso la Sildavia: 5 milioni di dollari."),
    ],
)
def test_an_amount_of_its_own_kind_is_none(book: Book, language: str, text: str) -> None:
    (figure,) = made_of(book, language, text).figures
    assert not figure.guesses["indicator"].unsure


def test_a_number_without_a_currency_has_that_of_the_last_amount_before(book: Book) -> None:
    text = "In 2019 exports to Syldavia were $5 million, then €6 million and then 7 million."
    units = [figure.unit for figure in made_of(book, "en", text).figures]
    assert units == ["USD", "EUR", "EUR"]


def test_a_measure_of_millions_beside_money_keeps_its_unit(book: Book) -> None:
    text = (
        "In 2019 exports to Syldavia were $9 million, freight 5 million tonnes, imports 4 million."
    )
    units = [(one.as_stated, one.unit) for one in made_of(book, "en", text).figures]
    assert units == [("$9 million", "USD"), ("5 million tonnes", "tonne"), ("4 million", "USD")]


def test_an_event_of_the_sentence_before_tells_no_period(book: Book) -> None:
    text = "On 5 March 2018 the ministers met. Turnover with Syldavia was $5 million."
    (figure,) = made_of(book, "en", text).figures
    assert (figure.guesses["period"].value, figure.guesses["period"].unsure) == ("2019", True)


def test_a_number_has_the_partner_of_the_sentence_that_names_what_it_measures(book: Book) -> None:
    text = (
        "Syldavia and Borduria met. Syldavia was content. Exports to Ruritania grew. They were"
        " $5 million in 2019."
    )
    (figure,) = made_of(book, "en", text).figures
    assert (figure.guesses["indicator"].value, figure.guesses["partner"].value) == (
        "exports",
        "RUR",
    )


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("За 4 месяца 2017 года", "2017-01/2017-04"),
        ("За 3 месяца 2017 года", "2017-Q1"),
        ("В 3-м месяце 2017 года", "2017-03"),
        ("В третьем месяце 2017 года", "2017-03"),
    ],
)
def test_months_behind_bare_digits_are_counted_and_an_ordinal_names_one(
    text: str, period: str
) -> None:
    (span,) = spans(f"{text} экспорт вырос.", "ru", date(2017, 6, 29))
    assert span.period is not None
    assert span.period.text == period
