"""Rarer forms of numbers, each entered right and entered wrong: what check and audit say."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told

PERIODS = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}
Stated = tuple[str, str, str, str, str]
"""Language, text, indicator, value, phrase."""


def found(stated: Stated, value: str = "", **keys: str) -> list[str]:
    """What is found of a figure; value: another than the right one."""
    language, text, indicator, right, phrase = stated
    figure = entry(indicator, value or right, phrase, period_as_stated=PERIODS[language], **keys)
    return [said for _, said, _ in told(text, figure, language=language)]


RANKS = [
    ("en", "In 2019 Syldavia ranked fourth to sixth among trading partners.", "rank", "4 to 6",
     "fourth to sixth"),
    ("en", "In 2019 Syldavia ranked between fourth and sixth among trading partners.", "rank",
     "4 to 6", "between fourth and sixth"),
    ("en", "In 2019 Syldavia was in 4th-6th place among trading partners.", "rank", "4 to 6",
     "4th-6th place"),
    ("it", "Nel 2019 la Sildavia era dal quarto al sesto posto.", "rank", "4 to 6",
     "dal quarto al sesto posto"),
    ("it", "Nel 2019 la Sildavia era tra il quarto e il sesto posto.", "rank", "4 to 6",
     "tra il quarto e il sesto posto"),
    ("ru", "В 2019 году Сильдавия занимала 4-6 место.", "rank", "4 to 6", "4-6 место"),
    ("ru", "В 2019 году Сильдавия занимала место с четвертого по шестое.", "rank", "4 to 6",
     "с четвертого по шестое"),
]  # fmt: skip


@pytest.mark.parametrize("stated", RANKS)
def test_a_range_of_places_is_one_rank_and_neither_of_its_ends(stated: Stated) -> None:
    assert found(stated) == []
    (refused,) = found(stated, "4")
    assert refused == f'as_stated "{stated[-1]}" states a range, value half of it'


def test_digits_before_the_noun_of_a_place_are_a_rank() -> None:
    stated = ("ru", "В 2019 году Сильдавия занимала 4 место.", "rank", "4", "4 место")
    assert found(stated) == []
    assert found(stated, "5") == ['as_stated "4 место" says 4, value says 5']


def test_places_before_and_after_a_change_are_no_range() -> None:
    text = "In 2019 Syldavia slipped from third to fifth place among trading partners."
    said = found(("en", text, "rank", "3 to 5", "from third to fifth place"))
    assert said == ['"fifth" is pending']


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("low tens of millions of dollars", "10 to 40 million USD"),
        ("mid-hundreds of millions of dollars", "400 to 700 million USD"),
        ("high hundreds of thousands of dollars", "700 to 1000 thousand USD"),
    ],
)
def test_low_tens_are_a_third_of_what_tens_may_be(phrase: str, value: str) -> None:
    text = f"In 2019 exports to Syldavia were in the {phrase}."
    assert found(("en", text, "exports", value, phrase)) == []
    tens = phrase.replace("-", " ").partition(" ")[2]
    (first, *_) = found(("en", text, "exports", "20 million USD", tens), qualifier="at_least")
    assert first


NOTHING = [
    ("en", "In 2019 exports to Syldavia were nil.", "exports", "0 USD", "nil"),
    ("en", "In 2019 there were no exports to Syldavia.", "exports", "0 USD", "no"),
    ("it", "Nel 2019 le esportazioni verso la Sildavia sono state nulle.", "exports", "0 USD",
     "nulle"),
    ("it", "Nel 2019 nessuna esportazione verso la Sildavia.", "exports", "0 USD", "nessuna"),
    ("ru", "В 2019 году экспорт в Сильдавию был нулевым.", "exports", "0 USD", "нулевым"),
    ("ru", "В 2019 году экспорт в Сильдавию был равен нулю.", "exports", "0 USD", "нулю"),
    ("ru", "В 2019 году экспорта в Сильдавию не было.", "exports", "0 USD", "не было"),
]  # fmt: skip


@pytest.mark.parametrize("stated", NOTHING)
def test_none_is_zero_and_nothing_else(stated: Stated) -> None:
    assert found(stated) == []
    assert found(stated, "5 USD") == [f'as_stated "{stated[-1]}" says 0, value says 5']


BALANCES = [
    ("en", "In 2019 Borduria had a deficit of S$80m with Syldavia.", "balance",
     "-80 million SGD", "deficit of S$80m"),
    ("en", "In 2019 Borduria had a trade surplus of €80 million with Syldavia.", "balance",
     "80 million EUR", "trade surplus of €80 million"),
    ("en", "In 2019 Borduria had an $80 million deficit with Syldavia.", "balance",
     "-80 million USD", "$80 million deficit"),
    ("it", "Nel 2019 con la Sildavia un disavanzo commerciale di 80 milioni di euro.", "balance",
     "-80 million EUR", "disavanzo commerciale di 80 milioni di euro"),
    ("ru", "В 2019 году сложился дефицит в 80 млн евро с Сильдавией.", "balance",
     "-80 million EUR", "дефицит в 80 млн евро"),
    ("ru", "В 2019 году профицит в 80 млн евро с Сильдавией.", "balance", "80 million EUR",
     "профицит в 80 млн евро"),
]  # fmt: skip


@pytest.mark.parametrize("stated", BALANCES)
def test_a_deficit_is_below_zero_and_a_surplus_above(stated: Stated) -> None:
    assert found(stated) == []
    right, phrase = stated[3], stated[4]
    other = right.removeprefix("-") if right.startswith("-") else f"-{right}"
    kept = "-80,000,000" if other.startswith("-") else "80,000,000"
    said = kept.removeprefix("-") if kept.startswith("-") else f"-{kept}"
    assert found(stated, other) == [f'as_stated "{phrase}" says {said}, value says {kept}']


def test_a_deficit_of_more_than_so_much_is_less_than_its_negative() -> None:
    text = "In 2019 Borduria had a deficit of more than $80 million with Syldavia."
    stated = ("en", text, "balance", "-80 million USD", "deficit of more than $80 million")
    assert found(stated, qualifier="less_than") == []
    assert found(stated, qualifier="more_than")


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 companies of Borduria sold exports of $6 billion to Syldavia.",
         "$6 billion"),
        ("en", "In 2019 firms of Borduria had exports of $6 billion to Syldavia.", "$6 billion"),
    ],
)  # fmt: skip
def test_a_year_that_opens_a_sentence_counts_nothing(language: str, text: str, phrase: str) -> None:
    assert found((language, text, "exports", "6 billion USD", phrase)) == []


def test_a_number_like_a_year_inside_a_sentence_counts() -> None:
    text = "The orders went, in 2019 companies, to many. In 2019 exports were $6 billion."
    figure = entry("exports", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    assert '"2019" is pending' in [said for _, said, _ in told(text, figure)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In the last fiscal year exports to Syldavia were $6 billion.",
         "In the last fiscal year"),
        ("it", "Nell'esercizio scorso le esportazioni verso la Sildavia: 6 miliardi di dollari.",
         "Nell'esercizio scorso"),
        ("ru", "В прошлом финансовом году экспорт в Сильдавию составил 6 млрд долларов.",
         "В прошлом финансовом году"),
    ],
)  # fmt: skip
def test_the_last_fiscal_year_is_seen_from_the_day_of_publication(
    language: str, text: str, words: str
) -> None:
    phrase = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}[language]

    def rules(period: str, month: int) -> list[str]:
        figure = entry(
            "exports", "6 billion USD", phrase, period=period, period_as_stated=words,
            period_basis="inferred", period_reason="Seen from the day of publication.",
        )  # fmt: skip
        dataset = f"fiscal_year_start: {month}" if month else ""
        return [rule for rule, _, _ in told(text, figure, language=language, dataset=dataset)]

    # Published on 11 February 2020.
    assert rules("2018-07/2019-06", 7) == rules("2018-04/2019-03", 4) == rules("2019", 1) == []
    assert rules("2019-07/2020-06", 7) == rules("2018", 1) == ["period"]
    # Where nobody said in which month it begins, each is allowed.
    assert rules("2018-10/2019-09", 0) == rules("2019", 0) == []


def test_an_outflow_of_more_is_less_than_its_negative() -> None:
    text = "In 2019 there was an outflow of more than $80 million to Syldavia."
    stated = ("en", text, "net", "-80 million USD", "outflow of more than $80 million")
    assert found(stated, qualifier="less_than") == []
    assert found(stated, qualifier="more_than")[0].endswith(
        "says less_than, qualifier says more_than"
    )


@pytest.mark.parametrize(
    ("phrase", "value"), [("на 9% больше", "9 %"), ("на 9% ниже", "-9 %"), ("9% больше", "9 %")]
)
def test_so_much_more_is_not_more_than_so_much(phrase: str, value: str) -> None:
    text = f"В 2019 году товарооборот с Сильдавией был {phrase}, чем годом ранее."
    assert found(("ru", text, "growth", value, phrase)) == []
    assert found(("ru", text, "growth", value, phrase), qualifier="more_than")
