"""Money and percentages as newswires write them: parted signs, brackets, halves of a range, cents.

Of etl/reading: amounts, coins, joining, carrying, lexing.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.core.problems import Refused
from etl.reading.reader import Reading, phrase, read


def said(reading: Reading) -> str:
    """What it states, in a short form: 5000000 USD; 200..4000000 USD."""
    ends = (reading.low, reading.high) if reading.value is None else (reading.value,)
    value = "..".join(f"{end.normalize():f}" for end in ends if end is not None)
    return f"{value} {reading.unit or reading.kind}"


def told(text: str, language: str) -> list[str]:
    """What a text states, dates and times apart."""
    silent = ("date", "period", "other")
    return [said(reading) for reading in read(text, language) if reading.kind not in silent]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port cost HK $2.4 billion.", ["2400000000 HKD"]),
        ("It sells at C $6 and NZ $ 8, or AU $7.50.", ["6 CAD", "8 NZD", "7.5 AUD"]),
        ("A fee of cad$ 15 or MXN$ 90.", ["15 CAD", "90 MXN"]),
        # An article and a verb are no country.
        ("A $4 billion deal can $5 million save.", ["4000000000 USD", "5000000 USD"]),
    ],
)
def test_letters_of_a_country_may_stand_apart_from_the_sign(text: str, expected: list[str]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Losses of MEUR 30, MUSD 7.5 and kEUR 40.", ["30000000 EUR", "7500000 USD", "40000 EUR"]),
        ("It raised twenty MUSD.", ["20000000 USD"]),
        # A T may be a thousand or a trillion: neither is guessed.
        ("It spent TEUR 500 or 500 TEUR.", ["500 count", "500 count"]),
    ],
)
def test_a_scale_may_be_glued_to_a_code_before_the_number(text: str, expected: list[str]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "There were 250 trials.",
        "It owns 250 brands.",
        "Some 250 milk farms closed.",
        "They saw 250 black cars.",
        "It has 250 tents.",
    ],
)
def test_no_plain_word_is_cut_into_a_scale_and_a_currency(text: str) -> None:
    assert told(text, "en") == ["250 count"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Fees range from $300 to $2 million.", ["300..2000000 USD"]),
        ("en", "Fees range from $30 to $2 million.", ["30..2000000 USD"]),
        ("en", "It takes between 500 and 2 million euros.", ["500..2000000 EUR"]),
        ("en", "Debt of from $3 to $4 million.", ["3000000..4000000 USD"]),
        ("en", "Debt fell from $20 to $16 million.", ["20000000 USD", "16000000 USD"]),
        ("en", "It rose to $84 and $4 million.", ["84 USD", "4000000 USD"]),
        ("it", "Servono da 200 euro a 4 milioni di euro.", ["200..4000000 EUR"]),
        ("ru", "Нужно от 200 рублей до 4 млн рублей.", ["200..4000000 RUB"]),
    ],
)
def test_the_lower_end_of_a_range_takes_no_scale_that_makes_it_the_higher(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            *("en", "The goal was cut from 6 to 8 per cent to 2 to 4 per cent."),
            ["6..8 percent", "2..4 percent"],
        ),
        (
            *("en", "The goal was raised from $6 to $8 billion to $9 to $10 billion."),
            ["6000000000..8000000000 USD", "9000000000..10000000000 USD"],
        ),
        (
            *("it", "La stima scende da 6 a 8 per cento a 2 a 4 per cento."),
            ["6..8 percent", "2..4 percent"],
        ),
        (
            *("ru", "Прогноз снижен с 6 до 8 процентов до 2 до 4 процентов."),
            ["6..8 percent", "2..4 percent"],
        ),
        # A way of four levels is no range.
        (
            "en",
            "It rose from 1% to 2% to 3% to 4%.",
            ["1 percent", "2 percent", "3 percent", "4 percent"],
        ),
    ],
)
def test_a_range_may_change_to_another(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "He raised 90 million of the 1.2 billion shekels.",
            ["90000000 ILS", "1200000000 ILS"],
        ),
        ("en", "Oil gave 2 of the 5 percentage points.", ["2 points", "5 points"]),
        ("en", "Oil gave 1.2 of the 3.4 per cent.", ["1.2 percent", "3.4 percent"]),
        (
            "it",
            "Ha raccolto 90 milioni degli 1,2 miliardi di euro.",
            ["90000000 EUR", "1200000000 EUR"],
        ),
        ("ru", "Привлекли 90 млн из 1,2 млрд рублей.", ["90000000 RUB", "1200000000 RUB"]),
        # Firms, notes and what is larger than its whole are no part of it.
        ("en", "He raised 12 of the 40 dollar bills.", ["12 count", "40 USD"]),
        ("en", "He raised 90 million of the 100 million.", ["90000000 count", "100000000 count"]),
    ],
)
def test_a_part_of_a_printed_whole_has_its_unit(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "She is worth 1.3 billion ($1.7bn).", ["1300000000 count", "1700000000 USD"]),
        (
            "it",
            "Ha 1,3 miliardi (1,7 miliardi di dollari).",
            ["1300000000 count", "1700000000 USD"],
        ),
        ("ru", "У неё 1,3 млрд (1,7 млрд долларов).", ["1300000000 count", "1700000000 USD"]),
        ("en", "He gave one million ($1 million).", ["1000000 USD", "1000000 USD"]),
        (
            *("en", "Sales were 2.2 billion shekels ($590 million) and profit 71 million."),
            ["2200000000 ILS", "590000000 USD", "71000000 ILS"],
        ),
        (
            *("en", "A van costs 2,400,000 yen ($22,000) and a car 1,200,000 ($11,000)."),
            ["2400000 JPY", "22000 USD", "1200000 JPY", "11000 USD"],
        ),
    ],
)
def test_money_in_brackets_is_another_currency_than_the_amount_before(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It cost thirteen dollars and forty-five cents.", ["13.45 USD"]),
        ("it", "Costa tre euro e cinquanta centesimi.", ["3.5 EUR"]),
        ("ru", "Стоит тринадцать рублей сорок пять копеек.", ["13.45 RUB"]),
        ("en", "A loaf is two pounds twenty.", ["2.2 GBP"]),
        ("it", "Costa 5 euro 50.", ["5.5 EUR"]),
        ("ru", "Стоит пять рублей двадцать.", ["5.2 RUB"]),
        # What something follows that it counts is no cents, nor what is not two digits.
        ("en", "He gave 15 dollars 50 times.", ["15 USD", "50 count"]),
        ("en", "He gave 15 dollars 5.", ["15 USD", "5 count"]),
        ("en", "He gave 5 million dollars 20.", ["5000000 USD", "20 count"]),
    ],
)
def test_cents_in_words_or_without_their_name_belong_to_the_money(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


def test_cents_without_their_name_are_unsure() -> None:
    (reading,) = read("A loaf is two pounds twenty.", "en")
    assert reading.unsure == ("value",)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It rose a quarter percent.", ["0.25 percent"]),
        ("en", "It rose a quarter percentage point.", ["0.25 points"]),
        ("en", "It cost a quarter million dollars.", ["250000 USD"]),
        ("en", "It cost three quarters million euros.", ["750000 EUR"]),
        ("ru", "Рост на четверть процента.", ["0.25 percent"]),
        ("ru", "Рост на треть процентного пункта.", ["0.3333 points"]),
        ("en", "In the third quarter million-dollar homes sold.", ["1000000 USD"]),
    ],
)
def test_a_quarter_of_a_percent_or_of_a_million_is_one_number(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It was a third percent.", ["3 ordinal"]),
        ("en", "It was the third dollar.", ["3 ordinal"]),
        ("it", "È il quarto per cento.", ["4 ordinal"]),
        ("ru", "Это третий процент.", ["3 ordinal"]),
    ],
)
def test_an_ordinal_is_no_amount(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize("text", ["at 1.56pm", "at 11am", "at 10.45 a.m.", "by 5 p.m. on Monday"])
def test_a_time_of_day_is_no_money(text: str) -> None:
    assert told(text, "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs 10 $ 30 $.", ["10 USD", "30 USD"]),
        ("It costs 10 rmb 20 usd.", ["10 CNY", "20 USD"]),
        ("It costs EUR 10 USD 20.", ["10 EUR", "20 USD"]),
        ("In 2019 $ 30 USD was paid.", ["30 USD"]),
        ("TOP 10 BUYERS TOOK ALL 5 SHIPS", ["10 ordinal", "5 count"]),
        ("It cost ALL 5 million.", ["5000000 ALL"]),
        ("It cost 100\u5143.", ["100 CNY"]),
    ],
)
def test_a_currency_belongs_to_the_number_that_has_no_other(text: str, expected: list[str]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Trade was €5bn, up from 4bn a year ago."),
        ("en", "Trade was €5bn, up from 4bn two years earlier."),
        ("it", "Scambi per 5 miliardi di euro, da 4 miliardi un anno fa."),
        ("ru", "Торговля 5 млрд евро против 4 млрд годом ранее."),
        ("ru", "Торговля 5 млрд евро против 4 млрд год назад."),
    ],
)
def test_what_was_earlier_keeps_the_currency(language: str, text: str) -> None:
    now, before = (reading for reading in read(text, language) if reading.kind == "money")
    assert (now.unit, before.unit, before.unsure) == ("EUR", "EUR", ("unit",))
    assert before.value == Decimal(4_000_000_000)


def test_what_other_things_were_earlier_has_no_currency() -> None:
    assert told("Trade was €5bn, with 4 million firms earlier.", "en")[1] == "4000000 count"


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("HK $3.7 billion", "HKD", "3700000000"),
        ("MEUR 30", "EUR", "30000000"),
        ("thirteen dollars and forty-five cents", "USD", "13.45"),
        ("a quarter million dollars", "USD", "250000"),
        ("a quarter percent", "percent", "0.25"),
    ],
)
def test_such_a_phrase_stands_as_double_entry(printed: str, unit: str, value: str) -> None:
    reading = phrase(printed, "en")
    assert (reading.unit, reading.value) == (unit, Decimal(value))


def test_an_ordinal_with_a_currency_is_no_phrase() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        phrase("the third dollar", "en")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Sales were 5-6, 7-8 and 9-10 million dollars.", "5..6 7..8 9..10"),
        ("en", "Sales were 5, 6 and 7-8 million dollars.", "5 6 7..8"),
        ("it", "Vendite di 5-6, 7-8 e 9-10 milioni di dollari.", "5..6 7..8 9..10"),
        ("ru", "Продажи 5-6, 7-8 и 9-10 млн долларов.", "5..6 7..8 9..10"),
    ],
)
def test_ranges_of_a_list_share_what_the_last_prints(
    language: str, text: str, expected: str
) -> None:
    ranges = [
        "..".join(f"{end}000000" for end in ends.split("..")) + " USD" for ends in expected.split()
    ]
    assert told(text, language) == ranges


def test_ranges_of_another_clause_share_nothing() -> None:
    assert told("It has 12 firms, and 7-8 million dollars.", "en") == [
        "12 count",
        "7000000..8000000 USD",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It grew 1.5- to 2-fold.", "1.5..2 multiple"),
        ("en", "It grew from 1.5 to 2 times.", "1.5..2 multiple"),
        ("it", "È aumentato da 1,5 a 2 volte.", "1.5..2 multiple"),
        ("ru", "Экспорт вырос в 1,5-2 раза.", "1.5..2 multiple"),
        # What fell two to three times is a third to a half of what it was.
        ("en", "It fell 2- to 3-fold.", "0.3333..0.5 multiple"),
        ("ru", "Экспорт упал в 2-3 раза.", "0.3333..0.5 multiple"),
        ("en", "A 5- to 10-percent cut.", "5..10 percent"),
        ("en", "A $5- to $10-million cut.", "5000000..10000000 USD"),
    ],
)
def test_a_hanging_hyphen_and_times_make_a_range(language: str, text: str, expected: str) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Trade was 16 billion euros, of which 4 from oil.", "4000000000 EUR"),
        ("en", "Trade was 16 billion euros ($17 billion), of which 4 from oil.", "4000000000 EUR"),
        ("it", "Scambi per 16 miliardi di euro, di cui 4 di greggio.", "4000000000 EUR"),
        ("it", "Scambi per 16 miliardi di euro, di cui 4 miliardi dallo Stato.", "4000000000 EUR"),
        ("ru", "Оборот 16 млрд евро, из них 4 — нефть.", "4000000000 EUR"),
        # Firms, and what follows a number that is no money, stay counts.
        ("en", "Trade was 16 billion euros, including 4 firms.", "4 count"),
        ("en", "It was 16 billion euros for 270 firms, of which 4 from Rome.", "4 count"),
        ("it", "Sono 270 imprese, di cui 4 italiane.", "4 count"),
    ],
)
def test_a_part_behind_of_which_has_currency_and_scale_of_its_whole(
    language: str, text: str, expected: str
) -> None:
    assert told(text, language)[-1] == expected


def test_a_part_without_its_scale_is_unsure() -> None:
    part = read("Trade was 16 billion euros, of which 4 from oil.", "en")[-1]
    assert set(part.unsure) == {"value", "unit"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It is one of the twenty largest buyers.", ("twenty largest", 20)),
        ("en", "It is among its three biggest buyers.", ("three biggest", 3)),
        ("it", "È uno dei venti maggiori partner.", ("venti maggiori", 20)),
        ("it", "È tra i dieci maggiori fornitori.", ("dieci maggiori", 10)),
        ("it", "È nella prima decina.", ("prima decina", 10)),
        ("ru", "Она в числе двадцати крупнейших партнёров.", ("двадцати крупнейших", 20)),
        ("ru", "Это первая десятка партнёров.", ("первая десятка", 10)),
        ("ru", "Это десятка крупнейших партнёров.", ("десятка крупнейших", 10)),
    ],
)
def test_one_of_so_many_largest_is_at_most_so_far_down(
    language: str, text: str, expected: tuple[str, int]
) -> None:
    (reading,) = (r for r in read(text, language) if r.kind in ("ordinal", "count"))
    assert reading.value is not None
    assert (reading.text, int(reading.value)) == expected
    assert (reading.place, reading.qualifier) == ("rank", "at_most")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The twenty largest buyers took it.", ["20 count"]),
        ("it", "I venti maggiori partner crescono.", ["20 count"]),
        ("ru", "Открыто полтора десятка фирм.", ["15 count"]),
        ("ru", "Два десятка крупнейших фирм.", ["20 count"]),
    ],
)
def test_a_group_of_so_many_is_no_rank(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    "heading", ["Exports, USD million", "Exports (US$ billion)", "In thousand euros", "EUR million"]
)
def test_the_unit_of_a_heading_is_no_amount(heading: str) -> None:
    assert told(heading, "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a EUR million prize.", "1000000 EUR"),
        ("It costs a million euros.", "1000000 EUR"),
        ("It is a million-dollar home.", "1000000 USD"),
    ],
)
def test_one_million_is_an_amount(text: str, expected: str) -> None:
    assert told(text, "en") == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A fine of five (5) million euros.", ["5000000 EUR"]),
        ("en", "It fell ten (10) percent.", ["10 percent"]),
        ("it", "Una multa di dieci (10) milioni di euro.", ["10000000 EUR"]),
        ("ru", "Штраф пять (5) миллионов рублей.", ["5000000 RUB"]),
        # Another number in brackets, or nothing to count behind them, is a note.
        ("en", "The five (6) million dollars.", ["5 count", "6 count", "1000000 USD"]),
        ("en", "The five (5) were here.", ["5 count", "5 count"]),
    ],
)
def test_digits_in_brackets_say_the_words_once_more(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It paid Euro 5 million and Rupees 40 crore.", ["5000000 EUR", "400000000 INR"]),
        ("en", "Honey is Euro 2.50 a kilo.", ["2.5 EUR"]),
        ("it", "Una spesa di euro 5 milioni.", ["5000000 EUR"]),
        ("it", "Una spesa di Euro 5.000,00.", ["5000 EUR"]),
        # What is said of the currency itself is no amount of it.
        ("en", "The euro 1.12 was reached.", ["1.12 count"]),
        ("it", "Per l'euro 2.000 imprese hanno votato.", ["2000 count"]),
        ("it", "Un euro 1,12 dollari.", ["1.12 USD"]),
        ("en", "It came before Euro 2024.", ["2024 count"]),
    ],
)
def test_a_currency_may_be_named_before_its_amount(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Debiti per 5 mln/\u20ac.", ["5000000 EUR"]),
        ("Debiti per 5 \u20ac/mln.", ["5000000 EUR"]),
        ("Debiti per 5 \u20ac/mese.", ["5 EUR"]),
    ],
)
def test_a_slash_joins_a_currency_and_its_scale(text: str, expected: list[str]) -> None:
    assert told(text, "it") == expected


@pytest.mark.parametrize("unit", ["pound-feet", "pounds per square inch"])
def test_pounds_of_force_are_no_money(unit: str) -> None:
    assert told(f"It makes 275 {unit}.", "en") == ["275 count"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Spende una cinquantina di euro.", "50 EUR"),
        ("it", "Spende una decina di milioni.", "10000000 count"),
        ("it", "Spende una decina di milioni di euro.", "10000000 EUR"),
        ("en", "It has 5 of dollars.", "5 count"),
    ],
)
def test_about_so_many_may_be_money(language: str, text: str, expected: str) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost a few million dollars.", "2000000 USD"),
        ("It cost several billion euros.", "2000000000 EUR"),
        ("It cost a couple of million dollars.", "2000000 USD"),
        ("It cost several hundred million euros.", "200000000 EUR"),
        ("It has a few thousand firms.", "2000 count"),
    ],
)
def test_several_millions_are_at_least_two(text: str, expected: str) -> None:
    (reading,) = read(text, "en")
    assert (said(reading), reading.value, reading.qualifier) == (expected, None, "at_least")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost a hundred million dollars.", ["100000000 USD"]),
        ("Few of 5 million firms.", ["5000000 count"]),
        ("Several one-hundred dollar notes.", ["100 USD"]),
        ("Several first places.", ["1 ordinal"]),
    ],
)
def test_few_of_a_printed_number_are_not_several(text: str, expected: list[str]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "About 1,200 of the $500,000 homes were sold.", ["1200 count", "500000 USD"]),
        ("en", "It sold 3,000 of the $10,000 cars.", ["3000 count", "10000 USD"]),
        ("en", "It cut two of the 10 percent tariffs.", ["2 count", "10 percent"]),
        ("ru", "Проданы две из 5 процентных облигаций.", ["2 count", "5 percent"]),
        ("en", "It spent 5,000 of the $10,000 in May.", ["5000 USD", "10000 USD"]),
        ("ru", "Уплачено 2 млн из 5 млн долларов.", ["2000000 USD", "5000000 USD"]),
    ],
)
def test_a_part_of_things_has_no_unit_of_what_each_costs(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language) == expected


def test_the_unit_of_a_part_is_not_sure() -> None:
    part, whole = read("It spent 280 million of the 1.5 billion shekels.", "en")
    assert (said(part), part.unsure, whole.unsure) == ("280000000 ILS", ("unit",), ())
    part, whole = read("It got 2 of the 5 percentage points.", "en")
    assert (said(part), part.unsure, whole.unsure) == ("2 points", ("unit",), ())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It paid 5 (five) million dollars.", ["5000000 USD"]),
        ("en", "It paid 25 (twenty-five) million dollars.", ["25000000 USD"]),
        ("it", "Ha pagato 5 (cinque) milioni di dollari.", ["5000000 USD"]),
        ("ru", "Уплачено 5 (пять) миллионов долларов.", ["5000000 USD"]),
        # Another number, and digits behind digits, say nothing once more.
        ("en", "It has 5 (six) firms.", ["5 count", "6 count"]),
        ("en", "It paid 5 (5) dollars.", ["5 count", "5 count"]),
    ],
)
def test_digits_may_be_said_again_in_words(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It won several million-dollar contracts.", "1000000 USD"),
        ("It signed a few billion-euro deals.", "1000000000 EUR"),
        ("Several one-million-dollar grants were given.", "1000000 USD"),
        ("A few hundred-euro notes were found.", "100 EUR"),
    ],
)
def test_several_things_of_a_million_are_a_million_each(text: str, expected: str) -> None:
    (reading,) = read(text, "en")
    assert (said(reading), reading.qualifier) == (expected, "exact")


@pytest.mark.parametrize(
    ("language", "text", "words", "qualifier"),
    [
        ("en", "It costs less than a few million dollars.", "a few million dollars", "less_than"),
        ("en", "It costs at most several million dollars.", "several million dollars", "at_most"),
        ("it", "Costa meno di qualche milione di euro.", "qualche milione di euro", "less_than"),
        (
            *("ru", "Это стоит не более нескольких миллионов евро."),
            *("нескольких миллионов евро", "at_most"),
        ),
    ],
)
def test_less_than_several_is_never_at_least_so_much(
    language: str, text: str, words: str, qualifier: str
) -> None:
    (reading,) = read(text, language)
    assert (reading.text, reading.qualifier, reading.unsure) == (words, qualifier, ("value",))


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("en", "It costs several million dollars.", "several million dollars", "2000000 USD"),
        ("en", "It costs a few million dollars.", "a few million dollars", "2000000 USD"),
        ("it", "Costa qualche milione di dollari.", "qualche milione di dollari", "2000000 USD"),
        (
            *("it", "Costa qualche centinaio di milioni di euro."),
            *("qualche centinaio di milioni di euro", "200000000 EUR"),
        ),
        ("it", "Costa alcuni milioni di euro.", "alcuni milioni di euro", "2000000 EUR"),
        ("ru", "Это стоит несколько тысяч евро.", "несколько тысяч евро", "2000 EUR"),
    ],
)
def test_an_amount_of_several_begins_with_that_word(
    language: str, text: str, words: str, expected: str
) -> None:
    (reading,) = read(text, language)
    assert (reading.text, said(reading), reading.qualifier) == (words, expected, "at_least")
    assert reading.unsure == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Италия выделила 20 млн долларов Канаде.", "20000000 USD"),
        ("ru", "20 млн долларов Канада вернула.", "20000000 USD"),
        ("ru", "Выделено 20 млн долларов Канады.", "20000000 CAD"),
        ("ru", "Выделено 20 млн долларов США.", "20000000 USD"),
        ("en", "It repaid the 20 million dollars Canada had lent.", "20000000 USD"),
        ("en", "It lost 3 million pounds Egypt said.", "3000000 GBP"),
        ("en", "It lost 3 million Egyptian pounds.", "3000000 EGP"),
        ("it", "Ha reso 20 milioni di dollari canadesi.", "20000000 CAD"),
        ("it", "I 20 milioni di dollari Canada li aveva prestati.", "20000000 USD"),
    ],
)
def test_a_country_behind_money_may_go_on_with_the_sentence(
    language: str, text: str, expected: str
) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rent is 500 pounds per square metre.", "500 GBP"),
        ("Rent is 90 pounds per square foot.", "90 GBP"),
        ("Water costs 3 pounds per cubic metre.", "3 GBP"),
        ("It bears 500 pounds per square inch.", "500 count"),
        ("It weighs 60 pounds per cubic foot.", "60 count"),
    ],
)
def test_pounds_per_area_are_money_but_for_units_of_weight(text: str, expected: str) -> None:
    assert told(text, "en")[:1] == [expected]
