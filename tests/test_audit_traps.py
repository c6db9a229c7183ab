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
        ("en", "By 2000 the trade was other than 2000 and 2000.", []),
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
    assert [rule for rule, _ in wrong(report) if rule != "period"] == []


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
    report = lone(
        "Exports of 6 mil-\nlion and fif-\nteen per-\ncent.", ("6 million USD", "6 million")
    )
    assert pending(report) == ["fifteen percent"]
    assert wrong(report) == []


def test_a_phrase_with_composed_letters_finds_those_that_are_not() -> None:
    text = "Esportazioni per piu\u0300 di 6 miliardi."
    figure = ("6 billion USD", "piu\u0300 di 6 miliardi")
    assert lone(text, figure, language="it").clean


def test_an_idiom_cuts_no_compound_number() -> None:
    report = lone("Twenty-one of the firms left.", ("20", "Twenty"), indicator="visas")
    assert wrong(report) == [("cut-off", 'the text goes on: "-one"')]


@pytest.mark.parametrize(
    ("language", "text", "value", "found"),
    [
        ("en", "Trade fell by 24%.", "24 %", "fell"),
        ("en", "Trade fell by more than a hair, by 24%.", "24 %", "fell"),
        ("en", "A decline of 24%.", "24 %", "decline"),
        ("en", "It was down 24%.", "24 %", "down"),
        ("en", "Trade: minus 24%.", "24 %", "minus"),
        ("en", "Trade rose, exports saw a 24% drop.", "24 %", "drop"),
        ("en", "Trade was 24% less than before.", "24 %", "less"),
        ("en", "Trade fell in the U.S. by 24%.", "24 %", "fell"),
        ("en", "Trade fell by 24%.", "-24 %", ""),
        ("en", "Exports fell, imports rose by 24%.", "24 %", ""),
        ("en", "Exports fell. Imports grew: 24%.", "24 %", ""),
        ("en", "Trade grew by more than others, 24%.", "24 %", ""),
        ("en", "Trade grew by 24%.", "-24 %", "no word"),
        ("en", "Trade (-24%).", "-24 %", "cut-off"),
        ("it", "L'interscambio è calato del 24%.", "24 %", "calato"),
        ("it", "L'interscambio è calato del 24%.", "-24 %", ""),
        ("it", "Nel calcio è cresciuto del 24%.", "24 %", ""),
        ("ru", "Экспорт снизился на 24%.", "24 %", "снизился"),
        ("ru", "Экспорт снизился на 24%.", "-24 %", ""),
        ("ru", "Экспорт вырос на 24%.", "24 %", ""),
    ],
)
def test_a_fall_is_a_negative_growth(language: str, text: str, value: str, found: str) -> None:
    report = lone(text, (value, "24%"), indicator="growth", language=language)
    no_word = ("fall", "no word tells a fall, the value is negative")
    message = {
        "": [],
        "no word": [no_word],
        "cut-off": [("cut-off", 'the text goes on: "-"'), no_word],
    }.get(found, [("fall", f'"{found}" tells a fall, the value is positive')])
    assert wrong(report) == message


@pytest.mark.parametrize(
    ("language", "text", "as_stated", "word"),
    [
        # before the preposition of the amount
        ("ru", "Экспорт вырос почти до 6 млрд.", "6 млрд", "почти"),
        ("ru", "Экспорт вырос примерно до 6 млрд.", "6 млрд", "примерно"),
        ("ru", "Экспорт вырос более чем до 6 млрд.", "6 млрд", "более чем"),
        ("it", "L'export è salito quasi a 6 miliardi.", "6 miliardi", "quasi"),
        ("it", "Oltre ai 6 miliardi.", "6 miliardi", "oltre"),
        ("en", "Exports rose nearly to $6 billion.", "$6 billion", "nearly"),
        # signs and abbreviations
        ("en", "Exports of more or less $6 billion.", "$6 billion", "more or less"),
        ("en", "Exports: ~$6 billion.", "$6 billion", "~"),
        ("en", "Exports >6 billion.", "6 billion", ">"),
        ("en", "Exports ≥6 billion.", "6 billion", "≥"),
        ("en", "Exports ±6 billion.", "6 billion", "±"),
        ("en", "Exports of 6+.", "6", "+"),
        ("en", "Exports approx. $6 billion, ca.", "$6 billion", "approx."),
        ("en", "Exports of “about „‘6 billion’”.", "6 billion", "about"),
        # words between
        ("en", "Almost all 6 billion.", "6 billion", "almost"),
        ("en", "More than its 6 billion.", "6 billion", "more than"),
        # after the number
        ("en", "Exports of 6 billion, roughly.", "6 billion", "roughly"),
        ("en", "Exports of 6 billion (or more).", "6 billion", "or more"),
        ("en", "Exports of 6 billion Italian goods or more.", "6 billion", "or more"),
        ("en", "Exports of 6 billion or fewer.", "6 billion", "or fewer"),
        ("ru", "Экспорт 6 млрд и более.", "6 млрд", "и более"),
        ("ru", "Экспорт 6 млрд или более.", "6 млрд", "или более"),
        ("ru", "Экспорт 6 млрд, не менее.", "6 млрд", "не менее"),
        ("it", "Esportazioni: 6 miliardi e oltre.", "6 miliardi", "e oltre"),
        # other words
        ("ru", "Экспорт больше, чем 6 млрд.", "6 млрд", "больше, чем"),
        ("ru", "Экспорт по крайней мере 6 млрд.", "6 млрд", "по крайней мере"),
        ("ru", "Продажи превышают 6 млрд.", "6 млрд", "превышают"),
        ("ru", "Продажи не превышают 6 млрд.", "6 млрд", "не превышают"),
        ("ru", "Экспорт выше 6 млрд.", "6 млрд", "выше"),
        ("it", "Più o meno 6 miliardi.", "6 miliardi", "più o meno"),
        ("it", "Ha dovuto superare i 6 miliardi.", "6 miliardi", "superare"),
        ("it", "Superò 6 miliardi.", "6 miliardi", "superò"),
        ("it", "Sfiora i 6 miliardi.", "6 miliardi", "sfiora"),
        ("it", "Un massimo di 6 miliardi.", "6 miliardi", "un massimo di"),
        ("it", "Non inferiore a 6 miliardi.", "6 miliardi", "non inferiore a"),
        ("en", "They exceed 6 billion.", "6 billion", "exceed"),
        ("en", "Not exceed 6 billion.", "6 billion", "not exceed"),
        ("en", "It was greater than 6 billion.", "6 billion", "greater than"),
        ("en", "Not fewer than 6 billion.", "6 billion", "not fewer than"),
        ("en", "A maximum of 6 billion.", "6 billion", "a maximum of"),
        ("en", "A minimum of 6 billion.", "6 billion", "a minimum of"),
        ("en", "Exports of 6 billion plus.", "6 billion", "plus"),
        ("en", "Exports topped 6 billion.", "6 billion", "topped"),
        ("it", "Ha superato quota 6 miliardi.", "6 miliardi", "superato"),
        ("it", "Al di sopra dei 6 miliardi.", "6 miliardi", "al di sopra dei"),
        ("ru", "Экспорт перевалил за 6 млрд.", "6 млрд", "перевалил"),
    ],
)
def test_a_qualifier_is_seen_wherever_it_stands(
    language: str, text: str, as_stated: str, word: str
) -> None:
    value = "6 billion USD" if len(as_stated) > 1 else "6 USD"
    report = lone(text, (value, as_stated), language=language)
    assert wrong(report) == [("qualifier", f'"{word}" stands beside the phrase')]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Exports of 6 billion and over 300 firms."),
        ("en", "Exports of 6 billion, roughly half of it oil."),
        ("en", "Exports of 6 billion, by all accounts."),
        ("en", "Exports of 6 billion and more than 300 firms."),
        ("en", "Exports of 6 billion in goods and more cooperation."),
        ("ru", "Экспорт 6 млрд в год и более тесные связи."),
        ("ru", "Экспорт 6 млрд и более чем 300 компаний."),
        ("it", "Esportazioni: 6 miliardi e oltre 300 imprese."),
        ("ru", "Экспорт 6 млрд и более 300 компаний."),
    ],
)
def test_a_qualifier_goes_with_its_own_number(language: str, text: str) -> None:
    as_stated = {"en": "6 billion", "it": "6 miliardi", "ru": "6 млрд"}[language]
    assert wrong(lone(text, ("6 billion USD", as_stated), language=language)) == []


@pytest.mark.parametrize(
    ("language", "text", "as_stated", "word"),
    [
        ("en", "Exports rose in the U.S. by $6 billion.", "$6 billion", "by"),
        ("en", "Exports rose at St. Biagio by $6 billion.", "$6 billion", "by"),
        ("en", "Exports rose by a further $6 billion.", "$6 billion", "by"),
        ("en", "Exports rose by an additional $6 billion.", "$6 billion", "by"),
        ("en", "Exports rose by another $6 billion.", "$6 billion", "by"),
        (
            "en",
            "Exports rose in the first months of the year, as the ministers of both countries "
            "noted at the meeting, by $6 billion.",
            "$6 billion",
            "by",
        ),
        ("en", "Exports contracted by $6 billion.", "$6 billion", "by"),
        ("en", "Exports dipped by $6 billion.", "$6 billion", "by"),
        ("en", "Exports sank by $6 billion.", "$6 billion", "by"),
        ("en", "The gap widened by $6 billion.", "$6 billion", "by"),
        ("en", "Exports improved by $6 billion.", "$6 billion", "by"),
        ("ru", "Экспорт рос на 6 млрд.", "6 млрд", "на"),
        ("ru", "Экспорт растёт на 6 млрд.", "6 млрд", "на"),
        ("ru", "Экспорт просел на 6 млрд.", "6 млрд", "на"),
        ("it", "L'export è crollato di 6 miliardi.", "6 miliardi", "di"),
        ("it", "L'export crebbe di 6 miliardi.", "6 miliardi", "di"),
        ("it", "L'export è cresciuto di ben 6 miliardi.", "6 miliardi", "di"),
        ("it", "L'export è cresciuto di altri 6 miliardi.", "6 miliardi", "di"),
    ],
)
def test_a_change_is_no_level(language: str, text: str, as_stated: str, word: str) -> None:
    report = lone(text, ("6 billion USD", as_stated), language=language)
    assert wrong(report) == [("change", f'"{word}" leads to a change, the figure is a flow')]


@pytest.mark.parametrize(
    "text", ["Exports rose. Made by 6 billion bees.", "Россия: продано на 6 billion."]
)
def test_a_change_of_another_sentence_is_none(text: str) -> None:
    assert wrong(lone(text, ("6 billion USD", "6 billion"))) == []


@pytest.mark.parametrize(
    ("text", "as_stated", "expected"),
    [
        (
            "Exports of A$6 billion.",
            "$6 billion",
            [
                ("cut-off", 'the text goes on: "A"'),
                ("currency", "the paragraph prints AUD, the figure is in USD"),
            ],
        ),
        (
            "Exports of NT$6 billion.",
            "$6 billion",
            [
                ("cut-off", 'the text goes on: "NT"'),
                ("currency", "the paragraph prints TWD, the figure is in USD"),
            ],
        ),
        (
            "Exports of R$6 billion.",
            "6 billion",
            [
                ("cut-off", 'the text goes on: "R$"'),
                ("currency", "the text prints BRL, the figure is in USD"),
            ],
        ),
        (
            "Exports of CHF 6 billion.",
            "6 billion",
            [("currency", "the text prints CHF, the figure is in USD")],
        ),
        (
            "Exports of 6 billion SEK.",
            "6 billion",
            [("currency", "the text prints SEK, the figure is in USD")],
        ),
        (
            "Exports of ¥6 billion.",
            "6 billion",
            [
                ("cut-off", 'the text goes on: "¥"'),
                ("currency", "the paragraph prints JPY, the figure is in USD"),
            ],
        ),
        ("Exports of USD 6 billion.", "USD 6 billion", []),
        (
            "Exports of 6 billion Canadian dollars.",
            "6 billion",
            [
                ("cut-off", 'the text goes on: "Canadian dollars"'),
                ("currency", "the paragraph prints CAD, the figure is in USD"),
            ],
        ),
    ],
)
def test_another_currency_is_no_dollar(
    text: str, as_stated: str, expected: list[tuple[str, str]]
) -> None:
    assert wrong(lone(text, ("6 billion USD", as_stated))) == expected


def test_another_currency_may_be_stated() -> None:
    assert lone("Exports of CHF 6 billion.", ("6 billion CHF", "6 billion")).clean
    text = "Exports of 6 billion Canadian dollars."
    assert lone(text, ("6 billion CAD", "6 billion Canadian dollars")).clean


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "Exports of minus $6 billion in 2019.", "minus $6 billion"),
        ("en", "Exports were negative $6 billion in 2019.", "negative $6 billion"),
        ("en", "Exports were -$6 billion in 2019.", "-$6 billion"),
        ("it", "Nel 2019 il saldo era di meno $6 miliardi.", "meno $6 miliardi"),
        ("ru", "В 2019 году сальдо составило минус $6 млрд.", "минус $6 млрд"),
    ],
)
def test_a_minus_is_not_left_out(language: str, text: str, printed: str) -> None:
    stated = printed[printed.index("$") :]
    said = wrong(lone(text, ("6 billion USD", stated), language=language))
    assert ("cut-off", f'the text prints a minus: "{printed}"') in said


def test_two_figures_do_not_state_one_numeral() -> None:
    figure = ("6 billion USD", "6 billion")
    assert wrong(lone("Exports of 6 billion.", figure, figure)) == [
        ("stated-twice", '"6 billion" is stated by figure figure-1 as well')
    ]


def test_amounts_with_and_or_a_dash_between_are_two() -> None:
    text = "Exports and imports were 6 billion and 400 million dollars respectively."
    both = (("6 billion USD", "6 billion"), ("400 million USD", "400 million dollars"))
    assert lone(text, *both).clean
    assert lone("Exports 6 billion - 400 million dollars by sea.", *both).clean
    one = ("1700 thousand USD", "1 milione e 700 mila")
    assert lone("Aiuti per 1 milione e 700 mila.", one, language="it").clean


@pytest.mark.parametrize(
    ("language", "text", "as_stated"),
    [
        ("en", "Trade fell by 3% last year.", "3%"),
        ("en", "Trade fell by 3% last year.", "fell by 3%"),
        ("en", "Trade fell by more than 3%.", "fell by more than 3%"),
        ("en", "A decline of 3% in trade.", "decline of 3%"),
        ("en", "Trade was down 3%.", "down 3%"),
        ("en", "Growth of minus 3%.", "minus 3%"),
        ("en", "Growth of \N{EN DASH}3%.", "\N{EN DASH}3%"),
        ("it", "L'interscambio è calato del 3%.", "calato del 3%"),
        ("it", "L'interscambio ha segnato un calo del 3%.", "un calo del 3%"),
        ("ru", "Товарооборот снизился на 3%.", "снизился на 3%"),
        ("ru", "Товарооборот снизился на 3%.", "на 3%"),
    ],
)
def test_a_phrase_may_hold_its_word_of_decline(language: str, text: str, as_stated: str) -> None:
    assert wrong(lone(text, ("-3 %", as_stated), indicator="growth", language=language)) == []


def test_a_phrase_that_holds_its_by_is_no_level() -> None:
    report = lone("Exports rose by 3 billion USD.", ("3 billion USD", "by 3 billion USD"))
    assert wrong(report) == [("change", '"by" leads to a change, the figure is a flow')]


@pytest.mark.parametrize(
    ("text", "value", "as_stated"),
    [
        ("Exports of $6 billion.", "6 billion AUD", "$6 billion"),
        ("Exports of 6 billion, imports of $2 billion.", "6 billion AUD", "6 billion"),
        ("Exports of CHF 6 billion, once in dollars.", "6 billion CHF", "CHF 6 billion"),
        ("Exports of ¥6 billion.", "6 billion CNY", "¥6 billion"),
        ("Exports of half a million dollars.", "0.5 million USD", "half a million dollars"),
        ("Exports of a billion dollars.", "1 billion USD", "a billion dollars"),
    ],
)
def test_a_currency_is_the_one_that_its_phrase_reads(text: str, value: str, as_stated: str) -> None:
    assert wrong(lone(text, (value, as_stated))) == []


@pytest.mark.parametrize(
    ("language", "text", "value", "as_stated", "cut"),
    [
        ("en", "One thousand two hundred firms.", "1 thousand", "One thousand", "two hundred"),
        ("ru", "Тысяча двести фирм.", "1 thousand", "Тысяча", "двести"),
    ],
)
def test_a_number_in_words_is_one(
    language: str, text: str, value: str, as_stated: str, cut: str
) -> None:
    report = lone(text, (value, as_stated), indicator="visas", language=language)
    assert ("cut-off", f'the text goes on: "{cut}"') in wrong(report)
    assert (
        wrong(lone("Six billion two years ago.", ("6 billion USD", "Six billion"), period="2018"))
        == []
    )


def test_numbers_of_the_same_scale_are_two() -> None:
    assert pending(lone("They gave 6 million 5 million each.")) == ["6 million", "5 million"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Exports of about a further record 6 billion.", "about"),
        ("Exports of 6 billion in all kinds, or more.", "or more"),
    ],
)
def test_up_to_three_words_may_stand_between_a_qualifier_and_its_number(
    text: str, word: str
) -> None:
    report = lone(text, ("6 billion USD", "6 billion"))
    assert wrong(report) == [("qualifier", f'"{word}" stands beside the phrase')]


def test_no_sentence_ends_after_an_initial() -> None:
    text = "Exports fell, as J. Smith of the bank said, by 24%."
    assert wrong(lone(text, ("-24 %", "24%"), indicator="growth")) == []
