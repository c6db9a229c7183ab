"""Words that turn a number round: not among the first, did not amount to, so much on average.

Net outflows, rates that are reached, and the indicator of what changed by so much to so much.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, rules, told

# Language, sentence with {}, what says that it is not among them, what says that it is, phrase.
FIRST = [
    ("en", "In 2019 Syldavia {} the top 20 trading partners.", "did not figure among",
     "was not only among", "top 20"),
    ("en", "In 2019 Syldavia {} the top 20 trading partners.", "was outside", "never left",
     "top 20"),
    ("it", "Nel 2019 la Sildavia {} i primi 20 partner.", "non figurava tra", "figurava tra",
     "primi 20"),
    ("it", "Nel 2019 la Sildavia {} dai primi 20 partner.", "era fuori", "non è uscita",
     "primi 20"),
    ("ru", "В 2019 году Сильдавия {} в топ-20 партнёров.", "не входила", "входила", "топ-20"),
    ("ru", "В 2019 году Сильдавия {} в двадцатку партнёров.", "не вошла", "не только вошла",
     "двадцатку"),
]  # fmt: skip
PERIODS = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}


@pytest.mark.parametrize(("language", "frame", "without", "within", "phrase"), FIRST)
def test_what_is_not_among_the_first_has_a_later_place(
    language: str, frame: str, without: str, within: str, phrase: str
) -> None:
    for words, right in ((without, "more_than"), (within, "at_most")):
        text = frame.format(words)
        figure = entry("rank", "20", phrase, period_as_stated=PERIODS[language])
        said = rules(text, figure | {"qualifier": "at_most"}, language=language)
        assert said == ([] if right == "at_most" else ["qualifier"])
        said = rules(text, figure | {"qualifier": "more_than"}, language=language)
        assert said == ["stated-qualifier"]
        if right == "more_than":  # the denial is a part of the phrase then
            whole = text[text.index(words) : text.index(phrase)] + phrase
            figure |= {
                "as_stated": whole.removeprefix("did ").removeprefix("was ").removeprefix("era ")
            }
            assert rules(text, figure | {"qualifier": "more_than"}, language=language) == []
            said = rules(text, figure | {"qualifier": "at_most"}, language=language)
            assert said == ["stated-qualifier"]


def test_the_denial_may_be_a_part_of_the_phrase() -> None:
    text = "In 2019 Syldavia was not among the top 20 trading partners."
    phrase = "not among the top 20"
    figure = entry("rank", "20", phrase, period_as_stated="In 2019")
    assert rules(text, figure | {"qualifier": "more_than"}) == []
    ((rule, found, todo),) = told(text, figure | {"qualifier": "at_most"})
    assert rule == "stated-qualifier"
    assert found == 'as_stated "not among the top 20" says more_than, qualifier says at_most'
    assert todo == "for this phrase write qualifier: more_than"


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "In 2019 turnover was at best $6 million.", "at best $6 million", "at best"),
        ("it", "Nel 2019 l'interscambio era tutt'al più di 6 milioni di dollari.",
         "tutt'al più di 6 milioni di dollari", "tutt'al più"),
        ("ru", "В 2019 году товарооборот был от силы 6 млн долларов.",
         "от силы 6 млн долларов", "от силы"),
    ],
)  # fmt: skip
def test_what_is_so_much_at_best_is_at_most_so_much(
    language: str, text: str, phrase: str, word: str
) -> None:
    figure = entry("turnover", "6 million USD", phrase, period_as_stated=PERIODS[language])
    assert rules(text, figure | {"qualifier": "at_most"}, language=language) == []
    number = phrase[phrase.index("6 m") if "6 m" in phrase else phrase.index("6 ") :]
    number = "$6 million" if language == "en" else number
    found = f'"{word}" stands beside the phrase'
    said = told(text, figure | {"as_stated": number}, language=language)
    assert [(rule, one) for rule, one, _ in said] == [("qualifier", found)]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "In 2019 exports did not amount to $6 million.", "$6 million", "not amount to"),
        ("it", "Nel 2019 l'export non era di 6 milioni di dollari.", "6 milioni di dollari",
         "non era di"),
        ("ru", "В 2019 году экспорт не равнялся 6 млн долларов.", "6 млн долларов",
         "не равнялся"),
    ],
)  # fmt: skip
def test_what_an_amount_did_not_amount_to_is_told(
    language: str, text: str, phrase: str, word: str
) -> None:
    figure = entry("exports", "6 million USD", phrase, period_as_stated=PERIODS[language])
    found = f'"{word}" before it says that it was not so'
    assert [one for _, one, _ in told(text, figure, language=language)] == [found]
    so = text.replace("did not amount", "amounted").replace("non era", "era").replace("не р", "р")
    assert rules(so, figure, language=language) == []


AVERAGES = [
    ("en", "Exports in 2019 were $6 million of goods in an average month.", "$6 million",
     "exports", "average"),
    ("en", "Exports in 2019, monthly average: $6 million.", "$6 million", "exports", "average"),
    ("it", "Esportazioni nel 2019, media mensile: 6 milioni di dollari.", "6 milioni di dollari",
     "exports", "average"),
    ("ru", "Средний месячный экспорт в 2019 году — 6 млн долларов.", "6 млн долларов", "exports",
     "average"),
    ("en", "In 2019 it issued 6,000 visas a month.", "6,000", "visas", ""),
    ("it", "Nel 2019 ha rilasciato 6.000 visti al mese.", "6.000", "visas", ""),
    ("ru", "В 2019 году выдано 6000 виз в месяц.", "6000", "visas", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "phrase", "flow", "average"), AVERAGES)
def test_an_average_is_no_sum(
    language: str, text: str, phrase: str, flow: str, average: str
) -> None:
    value = "6000" if flow == "visas" else "6 million USD"
    period = {"en": "in 2019", "it": "nel 2019", "ru": "в 2019 году"}[language]
    figure = entry(flow, value, phrase, period_as_stated=period)
    assert "indicator" in rules(text, figure, language=language)
    if average:
        assert rules(text, figure | {"indicator": average}, language=language) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 exports were $6 million and rose on average by 3%.",
        "In 2019 exports were $6 million, on average 3% of all.",
        "In 2019 exports were $6 million a year earlier.",
    ],
)
def test_an_average_of_another_number_does_not_reach_a_sum(text: str) -> None:
    figure = entry("exports", "6 million USD", "$6 million", period_as_stated="In 2019")
    assert "cut-off" not in rules(text, figure)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "In 2019 the net outflow of investment was $6 million.", "$6 million",
         "net outflow"),
        ("it", "Nel 2019 il deflusso netto di investimenti era di 6 milioni di dollari.",
         "6 milioni di dollari", "deflusso netto"),
        ("ru", "В 2019 году чистый отток инвестиций составил 6 млн долларов.",
         "6 млн долларов", "чистый отток"),
    ],
)  # fmt: skip
def test_a_net_outflow_is_no_inflow(language: str, text: str, phrase: str, words: str) -> None:
    figure = entry("fdi", "6 million USD", phrase, period_as_stated=PERIODS[language])
    found = f'"{words}" tells a net outflow, the figure is a flow'
    todo = "use an indicator of a net flow, with a negative value"
    assert ("fall", found, todo) in told(text, figure, language=language)
    plain = text.replace("net ", "").replace("deflusso netto", "deflusso").replace("чистый ", "")
    assert "fall" not in rules(plain, figure, language=language)  # perhaps from here to there


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 exports rose by 12% to $9 million, imports fell by 3% to $6 million.",
         "$6 million"),
        ("it", "Nel 2019 le esportazioni sono aumentate del 12% a 9 milioni di dollari, le"
         " importazioni sono calate del 3% a 6 milioni di dollari.", "6 milioni di dollari"),
        ("ru", "В 2019 году экспорт вырос на 12% до 9 млн долларов, импорт сократился на 3% до"
         " 6 млн долларов.", "6 млн долларов"),
    ],
)  # fmt: skip
def test_what_fell_by_so_much_to_so_much_is_what_its_clause_names(
    language: str, text: str, phrase: str
) -> None:
    figure = entry("imports", "6 million USD", phrase, period_as_stated=PERIODS[language])
    assert "indicator" not in rules(text, figure, language=language)
    assert "indicator" in rules(text, figure | {"indicator": "exports"}, language=language)
    first = entry("exports", "9 million USD", phrase.replace("6", "9"))
    assert "indicator" not in rules(text, first, language=language)
    assert "indicator" in rules(text, first | {"indicator": "imports"}, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 the share reached 9% versus 8% a year earlier."),
        ("it", "Nel 2019 la quota ha raggiunto il 9% contro l'8% di un anno prima."),
        ("ru", "В 2019 году доля достигла 9% против 8% годом ранее."),
    ],
)
def test_a_rate_that_is_reached_is_no_change(language: str, text: str) -> None:
    figure = entry("share", "9 %", "9%", period_as_stated=PERIODS[language])
    assert "change" not in rules(text, figure, language=language)
    before = entry("share", "8 %", "8%", period="2018")
    assert "change" not in rules(text, before, language=language)


def test_a_growth_that_reached_so_much_is_a_change() -> None:
    text = "В 2019 году рост товарооборота достиг 9%."
    figure = entry("growth", "9 %", "9%", period_as_stated="В 2019 году")
    assert rules(text, figure, language="ru") == []
    share = figure | {"indicator": "share"}
    assert "change" in rules(text, share, language="ru")


def test_an_outflow_far_before_its_number_is_negative_and_another_is_not() -> None:
    text = "Чистый отток прямых инвестиций в первом полугодии составил 1,7 млн евро."
    (amount,) = [r for r in read(text, "ru") if r.unit == "EUR"]
    assert amount.value == -1_700_000
    assert amount.unsure == ("value",)
    text = "После оттока инвестиций, экспорт составил 1,7 млн евро."
    (amount,) = [r for r in read(text, "ru") if r.unit == "EUR"]
    assert amount.value == 1_700_000


def test_this_one_is_a_pronoun_before_a_part() -> None:
    (part,) = read("We shall end this one a quarter up.", "en")
    assert (part.text, part.change, part.status) == ("a quarter", "rise", "forecast")
    assert [r.value for r in read("In this one company 5 work.", "en")] == [1, 5]
