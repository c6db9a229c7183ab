"""Each rule of a draft with its neighbour that must not match, in three languages.

Of etl/draft: against, authority, candidates, dismissals, grammar, indicators, measured, nouns,
paragraph, parties, roles, series, setting, sides, status, times, values;
etl/words/trade: en, it, ru; etl/reading: areas.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import re
from datetime import date
from typing import Final

import pytest

from etl.book.load import load
from etl.core.model import Book
from etl.core.schema import LANGUAGES
from etl.draft import draft
from etl.draft.model import Draft
from etl.reading.areas import gazetteer
from etl.reading.passages import folded
from tests.conftest import ROOT

DAY: Final = date(2025, 3, 10)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load((ROOT / "data" / "figures.yaml").read_bytes())
    assert loaded.book is not None
    return loaded.book._replace(figures={})


def told(made: Draft, *keys: str) -> list[tuple[str, ...]]:
    """Phrase and the named keys of each figure."""
    return [(one.as_stated, *(one.guesses[key].value for key in keys)) for one in made.figures]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # who gets a visa is no giver of one
        (
            "en",
            "In 2024, Italy issued 30,000 visas to Kazakh citizens.",
            [("30,000", "visas", "ITA")],
        ),
        (
            "it",
            "Nel 2024 l'Ambasciata d'Italia ha rilasciato 30.000 visti a cittadini kazaki.",
            [("30.000", "visas", "ITA")],
        ),
        # of two flows of a sentence each has its own direction
        (
            "ru",
            "В 2024 году ввезено из Италии товаров на 700 млн долларов, вывезено в Италию – на 6"
            " млрд долларов.",
            [("700 млн долларов", "imports", "ITA"), ("6 млрд долларов", "exports", "ITA")],
        ),
        # of areas named for comparison none is the partner
        (
            "en",
            "In 2024 Italy was the third largest trading partner of Kazakhstan, after China and"
            " Russia.",
            [("third", "partner_rank", "ITA")],
        ),
        # of several numbers each has the area of its own stretch
        (
            "en",
            "In 2024, trade with Germany was $9 billion, with Italy $20 billion.",
            [("$9 billion", "turnover", "DEU"), ("$20 billion", "turnover", "ITA")],
        ),
        (
            "en",
            "In 2024, exports to Italy and Germany were $18 billion and $4 billion respectively.",
            [("$18 billion", "exports", "ITA"), ("$4 billion", "exports", "DEU")],
        ),
        # trade with everybody is the world's, that of two countries is not
        (
            "en",
            "In 2024, the foreign trade of Kazakhstan was $140 billion. Bilateral trade with Italy"
            " was $20 billion.",
            [("$140 billion", "turnover", "WLD"), ("$20 billion", "turnover", "ITA")],
        ),
        # whose exports a sentence begins with, tells whose its imports are
        (
            "it",
            "Nel 2024 le esportazioni italiane in Kazakistan sono state di 2 miliardi di euro, le"
            " importazioni di 16 miliardi.",
            [("2 miliardi di euro", "imports", "ITA"), ("16 miliardi", "exports", "ITA")],
        ),
        # a share is no growth, a growth no share
        (
            "en",
            "In 2024, the share of Italy in Kazakhstan's trade rose to 14%. Trade with Italy rose"
            " by 14%.",
            [("14%", "partner_share", "ITA"), ("14%", "turnover_growth", "ITA")],
        ),
        # a part of a flow is another indicator
        (
            "en",
            "In 2024, exports of wheat to Italy were $200 million and exports of goods $9 billion.",
            [("$200 million", "?", "ITA"), ("$9 billion", "exports", "ITA")],
        ),
        # a stock is no flow
        (
            "en",
            "In 2024, Italian investment in Kazakhstan was $1 billion; the stock of Italian"
            " investment was $7 billion.",
            [("$1 billion", "fdi_inflow", "ITA"), ("$7 billion", "?", "ITA")],
        ),
        # companies that do something once are no stock of companies
        (
            "en",
            "Some 270 Italian companies work in Kazakhstan. At the forum, 40 Italian companies"
            " took part.",
            [("Some 270", "companies", "ITA"), ("40", "?", "ITA")],
        ),
        # a word with a small letter is no country
        (
            "ru",
            "Экспорт в Италию в 2024 году вырос до 18 млрд, тогда как импорт снизился до 2 млрд"
            " долларов.",
            [("18 млрд", "exports", "ITA"), ("2 млрд долларов", "imports", "ITA")],
        ),
    ],
)
def test_indicator_and_partner(
    book: Book, language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(draft(text, book, DAY, language=language), "indicator", "partner") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the span of the clause, not of the next one
        (
            "Trade with Italy was $16 billion in 2023 and in January 2024 it was $1 billion.",
            [("$16 billion", "2023"), ("$1 billion", "2024-01")],
        ),
        # an amount of comparison has its own time, which is not carried on
        (
            "Exports to Italy rose to $18 billion in 2024, from $16 billion a year earlier. Imports"
            " were $1 billion.",
            [("$18 billion", "2024"), ("$16 billion", "2023"), ("$1 billion", "2024")],
        ),
        # a growth has the time of its level, not that of its base
        (
            "In 2024, trade with Italy grew by 24% against 2023.",
            [("24%", "2024")],
        ),
        # nothing printed: the year before
        ("Trade with Italy is $20 billion.", [("$20 billion", "2024")]),
        # a stock is counted on the day of the text, or on the one that is printed
        ("About 270 Italian companies work in Kazakhstan.", [("About 270", "2025-03-10")]),
        (
            "There were 261 Italian companies in Kazakhstan on 1 January 2024.",
            [("261", "2024-01-01")],
        ),
    ],
)
def test_period(book: Book, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(draft(text, book, DAY, language="en"), "period") == expected


def test_what_is_inferred_says_why_and_is_marked(book: Book) -> None:
    (figure,) = draft("Trade with Italy is $20 billion.", book, DAY, language="en").figures
    assert figure.unsure == ["period"]
    assert figure.period_basis == "inferred"
    assert figure.period_reason.startswith("No period is printed; a level in a text of March 2025")


def test_a_citation_reaches_to_the_next(book: Book) -> None:
    text = (
        "According to Kazakh statistics, trade with Italy was $20 billion in 2024. Exports were $18"
        " billion. According to Eurostat, imports were $2 billion."
    )
    made = draft(text, book, DAY, language="en")
    assert told(made, "authority") == [
        ("$20 billion", "Kazakh statistics"),
        ("$18 billion", "Kazakh statistics"),
        ("$2 billion", "Eurostat"),
    ]
    assert [one.guesses["authority"].unsure for one in made.figures] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Call +7 701 555 44 33 or come to 44 Abay street at 11:30.",
        "On 12 June 1992 the embassy opened. It was the 5th session in 2 years.",
        "The G20 met in room 305; the 2025 Astana Forum is the second of its kind.",
    ],
)
def test_numerals_that_state_nothing_are_no_figures(book: Book, text: str) -> None:
    assert draft(text, book, DAY, language="en").figures == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # a mark that is passed is no share, and a percentage with a sign is a growth
        (
            "it",
            "Nel 2022 l'interscambio con l'Italia ha toccato quota 900 milioni di euro (+7,4%).",
            [("900 milioni di euro", "turnover"), ("+7,4%", "turnover_growth")],
        ),
        (
            "it",
            "Nel 2022 gli investimenti italiani in Kazakistan hanno raggiunto quota 80 milioni di"
            " euro.",
            [("80 milioni di euro", "fdi_inflow")],
        ),
        (
            "it",
            "Nel 2022 le esportazioni kazake in Italia hanno toccato quota 7 miliardi di euro, con"
            " un aumento del 9%.",
            [("7 miliardi di euro", "exports"), ("9%", "?")],
        ),
        (
            "it",
            "Nel 2022 la quota dell'Italia nel commercio del Kazakistan era del 9%.",
            [("9%", "partner_share")],
        ),
        # what a word after the number narrows, after an abbreviated scale too
        (
            "ru",
            "В 2022 году Италия выдала 40,5 тыс. виз, из них 12,1 тыс. туристических.",
            [("40,5 тыс", "visas"), ("12,1 тыс", "visas_tourist")],
        ),
        (
            "it",
            "Nel 2022 l'Italia ha rilasciato 40.500 visti, di cui 12.100 turistici.",
            [("40.500", "visas"), ("12.100", "visas_tourist")],
        ),
        (
            "en",
            "In 2022 Italy issued 40,500 visas. Of them 12,100 were tourist ones.",
            [("40,500", "visas"), ("12,100", "visas_tourist")],
        ),
        # whose exports a sentence begins with, are those that it goes on with
        (
            "it",
            "Corre l'export italiano in Kazakistan: nel 2022 le vendite erano di 900 milioni di"
            " euro.",
            [("900 milioni di euro", "imports")],
        ),
        (
            "ru",
            "Итальянский экспорт в Казахстан растёт: в 2022 году поставки достигли 900 млн евро.",
            [("900 млн евро", "imports")],
        ),
        (
            "it",
            "Corre l'export kazako in Italia: nel 2022 le vendite erano di 900 milioni di euro.",
            [("900 milioni di euro", "exports")],
        ),
    ],
)
def test_indicator(book: Book, language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(draft(text, book, DAY, language=language), "indicator") == expected


@pytest.mark.parametrize(
    ("language", "text", "counts", "dismissed"),
    [
        (
            "it",
            "Operano 150 aziende italiane, in pi\u00f9 del 2021. Gli uffici sono in via Verdi 18.",
            ["companies"],
            [("2021", "historical_date"), ("18", "name")],
        ),
        (
            "en",
            "Italy issued 4,000 visas in 2022. The visa centre is in room 512. Flight QX 733 is"
            " daily.",
            ["visas"],
            [("512", "name"), ("733", "name")],
        ),
        (
            "ru",
            "В 2022 году Италия выдала 4000 виз. Визовый центр: ул. Садовая 31, каб. 512.",
            ["visas"],
            [("31", "name"), ("512", "name")],
        ),
        # nothing tells what is counted: no indicator of the sentence before
        (
            "en",
            "Italy issued 4,000 visas in 2022. There were 350 from the south.",
            ["visas", "?"],
            [],
        ),
        # digits beside a year are no telephone number
        ("en", "Italy issued 4,000 visas in 2021 and in 2022 3,870.", ["visas", "visas"], []),
        # what is counted follows, so that letters before it are no label
        ("en", "In the EU 150 companies from Kazakhstan work.", ["companies"], []),
    ],
)
def test_a_count_is_of_the_noun_that_stands_with_it(
    book: Book, language: str, text: str, counts: list[str], dismissed: list[tuple[str, str]]
) -> None:
    made = draft(text, book, DAY, language=language)
    assert [one.indicator.value for one in made.figures] == counts
    assert [(one.phrase, one.reason.value) for one in made.dismissed] == dismissed


@pytest.mark.parametrize(
    ("language", "text", "statuses"),
    [
        ("en", "It is not true that trade with Italy was $25 billion in 2022.", ["?"]),
        ("en", "In 2022, trade with Italy was $20 billion, not $25 billion.", ["actual", "?"]),
        ("en", "The ministry denied that trade with Italy was $25 billion in 2022.", ["?"]),
        ("en", "In 2022, trade with Italy was not less than $25 billion.", ["actual"]),
        ("en", "In 2022, trade with Italy was not only $25 billion, it rose.", ["actual"]),
        (
            "it",
            "Non \u00e8 vero che nel 2022 l'interscambio con l'Italia era di 25 miliardi di euro.",
            ["?"],
        ),
        ("it", "Nel 2022 l'interscambio con l'Italia non era di 25 miliardi di euro.", ["?"]),
        ("it", "Nel 2022 l'interscambio con l'Italia era di 25 miliardi di euro.", ["actual"]),
        ("ru", "Неверно, что в 2022 году товарооборот с Италией составил 25 млрд долларов.", ["?"]),
        ("ru", "В 2022 году товарооборот с Италией не составил 25 млрд долларов.", ["?"]),
        ("ru", "Товарооборот с Италией не упал и составил 25 млрд долларов.", ["actual"]),
        ("en", "In 2022, trade with Italy did not fall and reached $25 billion.", ["actual"]),
        (
            "ru",
            "В 2022 году товарооборот с Италией составил едва ли не 25 млрд долларов.",
            ["actual"],
        ),
    ],
)
def test_a_number_that_the_text_denies_is_no_fact(
    book: Book, language: str, text: str, statuses: list[str]
) -> None:
    made = draft(text, book, DAY, language=language)
    assert [one.status.value for one in made.figures] == statuses


@pytest.mark.parametrize(
    ("language", "text", "doubt"),
    [
        ("en", "In 2022, exports to Italy hardly reached $7 billion.", "hardly"),
        ("it", "Nel 2022 l'export in Italia ha appena raggiunto 7 miliardi di euro.", "appena"),
        ("ru", "В 2022 году экспорт в Италию едва достиг 7 млрд долларов.", "едва"),
        ("en", "In 2022, exports to Italy reached $7 billion.", ""),
    ],
)
def test_a_number_that_may_just_not_be_reached_is_doubtful(
    book: Book, language: str, text: str, doubt: str
) -> None:
    (figure,) = draft(text, book, DAY, language=language).figures
    told_ = f'"{doubt}" leaves open whether it was reached' if doubt else ""
    assert figure.value_doubt == told_


def test_no_number_is_stated_that_the_text_does_not_print(book: Book) -> None:
    text = "In 2024, trade with Italy was 76% of the level of 2018 and 19% above that of 2019."
    values = {f"{one.value}" for one in draft(text, book, DAY, language="en").figures}
    assert values <= {"76", "19"}


def test_words_of_the_file_name_an_indicator_and_other_words_with_that_beginning_do_not(
    book: Book,
) -> None:
    loans = book.indicators["aid"]._replace(
        id="credit", name="Sums lent", words={"en": ("credit",)}
    )
    own = book._replace(indicators={**book.indicators, "credit": loans})
    text = (
        "In 2024, credit from Kazakhstan to Italy was $5 million. The creditors met twice. The"
        " invested sum was $7 million."
    )
    made = draft(text, own, DAY, language="en")
    assert told(made, "indicator") == [("$5 million", "credit"), ("$7 million", "fdi_inflow")]


def test_lines_above_a_text_are_a_header_and_no_figures(book: Book) -> None:
    text = (
        "Title: 40 firms meet\nSource: The Daily Example\n\nIn 2024, trade with Italy was $20"
        " billion."
    )
    made = draft(text, book, DAY, language="en")
    assert (made.source.skip_lines, made.source.publisher.value) == ("2", "The Daily Example")
    assert [(one.as_stated, one.paragraph) for one in made.figures] == [("$20 billion", 2)]
    assert made.dismissed == ()


def test_a_date_with_a_word_for_what_happened_is_an_event_and_another_is_history(
    book: Book,
) -> None:
    text = (
        "On 12 June 1992 Italy and Kazakhstan established diplomatic relations.\n\nIn 2011 ten"
        " singers studied in Milan."
    )
    made = draft(text, book, DAY, language="en")
    (event,) = made.events
    assert (event.date, event.kind.value, event.partner.value, event.as_stated) == (
        "1992-06-12",
        "diplomatic",
        "ITA",
        "12 June 1992",
    )
    assert [(one.phrase, one.reason.value) for one in made.dismissed] == [
        ("2011", "historical_date"),
        ("ten", "plain_count"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_name_by_its_first_letters_is_none_by_all(language: str, book: Book) -> None:
    """Few of some 800 patterns are tried at a word: those whose first letters stand there."""
    known = gazetteer(book, language)
    names = [name for alike in known.names.values() for name in alike]
    texts = [folded(f"{shown}{rest}") for shown in known.shown.values() for rest in ("", "ese")]
    missed = [
        (text, name.pattern)
        for name in names
        for text in texts
        if text[0] == name.pattern[0]
        and not text.startswith(name.head)
        and re.match(name.pattern, text)
    ]
    assert missed == []
    assert all(name.head for name in names)
