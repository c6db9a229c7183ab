"""What an amount is of, by the nouns beside it: everybody, one firm, contracts, another unit.

Of etl/audit/judge: everybody, things, units, wholes; etl/reading: things; etl/words: measures.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.reading.things import things
from tests import one_paragraph
from tests.one_paragraph import entry, told

PHRASES = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}
PERIODS = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}
SHARES = (
    ("silk", "flow", "currency", "silk", "seta", "шелк", ", part_of: exports"),
    ("coal", "flow", "currency", "coal", "carbone", "угл", ", part_of: exports"),
    ("silk_share", "share", "percent", "", "", "", ", of: silk, within: exports"),
    ("coal_share", "share", "percent", "", "", "", ", of: coal, within: exports"),
    ("sent", "share", "percent", "", "", "", ", of: exports, whole: WLD"),
)


def said(text: str, language: str, indicator: str = "exports") -> list[tuple[str, str]]:
    """Rule and finding of six billion dollars in 2019."""
    figure = entry(
        indicator, "6 billion USD", PHRASES[language], period_as_stated=PERIODS[language]
    )
    return [(rule, found) for rule, found, _ in told(text, figure, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "In 2019 Borduria's total exports were $6 billion.", "total"),
        ("en", "In 2019 overall exports were $6 billion.", "overall"),
        ("en", "In 2019 Borduria's exports were $6 billion in total.", "total"),
        ("en", "In 2019 Borduria's exports to all countries were $6 billion.",
         "to all countries"),
        ("en", "In 2019 Borduria's exports to the world were $6 billion.", "to the world"),
        ("en", "In 2019 Borduria exported abroad goods worth $6 billion.", "abroad"),
        ("en", "Syldavia gained. In 2019 the country's total exports were $6 billion.", "total"),
        ("en", "In 2019 Borduria's exports were $6 billion, while imports from Syldavia fell.",
         "exports"),
        ("en", "In 2019 Borduria's exports were $6 billion; imports from Syldavia fell.",
         "exports"),
        ("it", "Nel 2019 le esportazioni complessive: 6 miliardi di dollari.", "complessive"),
        ("it", "Nel 2019 le esportazioni totali della Borduria: 6 miliardi di dollari.", "totali"),
        ("it", "Nel 2019 le esportazioni verso tutti i paesi: 6 miliardi di dollari.",
         "verso tutti i paesi"),
        ("ru", "В 2019 году общий экспорт Бордурии составил 6 млрд долларов.", "общий"),
        ("ru", "В 2019 году экспорт составил всего 6 млрд долларов.", "всего"),
        ("ru", "В 2019 году экспорт во все страны составил 6 млрд долларов.", "во все страны"),
    ],
)  # fmt: skip
def test_trade_with_everybody_is_not_trade_with_one_partner(
    language: str, text: str, word: str
) -> None:
    found = f'"{word}" tells of trade with everybody, the partner is SYL'
    assert ("area", found) in said(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 total exports to Syldavia were $6 billion."),
        ("en", "Trade with Syldavia grew. In 2019 total exports were $6 billion."),
        ("en", "In 2019 total mutual exports were $6 billion."),
        ("en", "In 2019 exports to the world market were $6 billion."),
        ("en", "Syldavia gained. In 2019 exports were $6 billion, while imports from it fell."),
        ("it", "Nel 2019 le esportazioni complessive verso la Sildavia: 6 miliardi di dollari."),
        ("ru", "В 2019 году общий экспорт в Сильдавию составил 6 млрд долларов."),
        ("ru", "В 2019 году экспорт в Сильдавию общей стоимостью 6 млрд долларов вырос."),
    ],
)
def test_a_total_with_the_partner_is_his(language: str, text: str) -> None:
    assert said(text, language) == []


def test_a_dismissed_total_is_not_asked_about_again() -> None:
    figure = entry("exports", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    dismissed = "[{source: note, paragraph: 1, phrase: total, reason: not_a_statistic}]"
    text = "In 2019 Borduria's total exports were $6 billion."
    todo = "correct the partner"
    assert [mend for _, _, mend in told(text, figure)] == [todo]
    assert told(text, figure, dismissed=dismissed) == []


@pytest.mark.parametrize(
    ("language", "indicator", "text", "word"),
    [
        ("en", "fdi", "In 2019 tariffs paid to Syldavia were $6 billion.", "tariffs"),
        ("en", "exports", "In 2019 Syldavian orders came to $6 billion.", "orders"),
        ("en", "imports", "In 2019 Syldavia's debt was $6 billion.", "debt"),
        ("en", "fdi", "In 2019 Syldavia gave Borduria $6 billion in loans.", "loans"),
        ("en", "fdi", "In 2019 a mine with Syldavian money cost $6 billion.", "cost"),
        ("en", "fdi", "In 2019 a mine with Syldavian money cost the whole people $6 billion.",
         "cost"),
        ("en", "exports", "Exports rose. In 2019 new contracts with Syldavia: $6 billion.",
         "contracts"),
        ("it", "exports", "Nel 2019 i contratti con la Sildavia: 6 miliardi di dollari.",
         "contratti"),
        ("it", "fdi", "Nel 2019 i dazi verso la Sildavia: 6 miliardi di dollari.", "dazi"),
        ("ru", "exports", "В 2019 году контракты с Сильдавией составили 6 млрд долларов.",
         "контракты"),
        ("ru", "exports", "В 2019 году пошлины Сильдавии составили 6 млрд долларов.", "пошлины"),
    ],
)  # fmt: skip
def test_a_noun_of_something_else_is_not_what_no_word_names(
    language: str, indicator: str, text: str, word: str
) -> None:
    found = f'"{word}" near it is nothing that {indicator} measures'
    assert said(text, language, indicator) == [("indicator", found)]


@pytest.mark.parametrize(
    ("language", "indicator", "text"),
    [
        ("en", "exports", "In 2019 exports to Syldavia under contracts were $6 billion."),
        ("en", "exports", "In 2019 Syldavia bought for $6 billion under contracts."),
        ("en", "imports", "In 2019 imports from Syldavia cost $6 billion."),
        ("en", "fdi", "In 2019 loans and investment of Syldavia came to $6 billion."),
        ("en", "net", "In 2019 new contracts with Syldavia came to $6 billion."),
        ("ru", "exports", "Экспорт в Сильдавию вырос. В 2019 году его стоимость: 6 млрд долларов."),
    ],
)
def test_a_noun_beside_one_of_its_own_or_of_an_amount_is_not(
    language: str, indicator: str, text: str
) -> None:
    assert said(text, language, indicator) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2019 the company's exports to Syldavia were $6 billion.",
         "company's exports"),
        ("en", "In 2019 exports of the large plant to Syldavia were $6 billion.",
         "exports of the large plant"),
        ("it", "Nel 2019 le esportazioni dell'azienda in Sildavia: 6 miliardi di dollari.",
         "esportazioni dell'azienda"),
        ("ru", "В 2019 году экспорт завода в Сильдавию составил 6 млрд долларов.",
         "экспорт завода"),
    ],
)  # fmt: skip
def test_what_one_firm_has_is_not_what_an_economy_has(language: str, text: str, words: str) -> None:
    assert said(text, language) == [
        ("indicator", f'"{words}" tells of one firm, exports is of all')
    ]


def test_what_companies_have_is() -> None:
    assert said("In 2019 exports of Bordurian companies to Syldavia were $6 billion.", "en") == []
    russian = "В 2019 году экспорт компаний в Сильдавию составил 6 млрд долларов."
    assert said(russian, "ru") == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "In 2019 turnover with Syldavia, exports included, was $6 billion.", "turnover"),
        ("en", "In 2019 turnover with Syldavia, including exports, was $6 billion.", "turnover"),
        ("it", "Nel 2019 l'interscambio con la Sildavia, export compreso, era di 6 miliardi di "
         "dollari.", "interscambio"),
        ("ru", "В 2019 году товарооборот с Сильдавией, включая экспорт, составил 6 млрд "
         "долларов.", "товарооборот"),
    ],
)  # fmt: skip
def test_a_part_between_commas_is_not_what_the_amount_behind_them_is_of(
    language: str, text: str, word: str
) -> None:
    found = f'"{word}" near it names turnover, the figure is exports'
    assert said(text, language) == [("indicator", found)]
    assert said(text, language, "turnover") == []


def test_a_part_in_its_own_words_is() -> None:
    text = "In 2019 turnover with Syldavia, including exports of $6 billion, grew."
    assert said(text, "en") == []
    assert said("In 2019 exports, including tea, to Syldavia were $6 billion.", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "In 2019 silk made up 30% of exports to Syldavia.",
         '"silk" near it names silk, the figure is coal_share'),
        ("en", "In 2019 30% of exports to Syldavia was grain.",
         '"grain" near it is no part that coal_share measures'),
        ("en", "In 2019 Syldavia took 30% of the coal exports.",
         '"coal" near it names coal, the figure is coal_share'),
        ("it", "Nel 2019 il grano era il 30% dell'export verso la Sildavia.",
         '"grano" near it is no part that coal_share measures'),
        ("it", "Nel 2019 la Sildavia prendeva il 30% delle esportazioni di carbone.",
         '"carbone" near it names coal, the figure is coal_share'),
        ("ru", "В 2019 году зерно составило 30% экспорта в Сильдавию.",
         '"зерно" near it is no part that coal_share measures'),
        ("ru", "В 2019 году на Сильдавию пришлось 30% экспорта угля.",
         '"угля" near it names coal, the figure is coal_share'),
    ],
)  # fmt: skip
def test_a_share_is_of_the_part_and_within_the_whole_that_the_words_name(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str, found: str
) -> None:
    assert share_of(monkeypatch, text, language) == [found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 coal made up 30% of exports to Syldavia."),
        ("en", "In 2019 30% of exports to Syldavia was coal, the rest grain."),
        ("it", "Nel 2019 il carbone era il 30% dell'export verso la Sildavia."),
        ("ru", "В 2019 году доля угля в экспорте в Сильдавию составила 30%."),
    ],
)
def test_a_share_of_its_part_in_the_whole_is_right(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    assert share_of(monkeypatch, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2019 coal made up 30% of exports to Syldavia.", "exports to Syldavia"),
        ("it", "Nel 2019 il 30% delle esportazioni borduresi verso la Sildavia era carbone.",
         "esportazioni borduresi verso la Sildavia"),
        ("ru", "В 2019 году 30% экспорта в Сильдавию составил уголь.", "экспорта в Сильдавию"),
    ],
)  # fmt: skip
def test_a_share_of_trade_with_the_partner_is_not_his_share(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str, words: str
) -> None:
    found = f'"{words}" is the whole, sent is of trade with everybody'
    assert share_of(monkeypatch, text, language, "sent") == [found]
    assert share_of(monkeypatch, text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 30% of exports went to Syldavia."),
        ("en", "In 2019 Syldavia took 30% of exports."),
        ("it", "Nel 2019 il 30% dell'export è andato in Sildavia."),
        ("ru", "В 2019 году 30% экспорта пришлось на Сильдавию."),
    ],
)
def test_a_share_that_went_to_the_partner_is(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    assert share_of(monkeypatch, text, language, "sent") == []


def share_of(
    monkeypatch: pytest.MonkeyPatch, text: str, language: str, indicator: str = "coal_share"
) -> list[str]:
    """What is found of thirty percent, of coal in exports where nothing is said."""
    known = {row[0] for row in one_paragraph._INDICATORS}
    more = (row for row in SHARES if row[0] not in known)
    indicators = (*one_paragraph._INDICATORS, *more)
    monkeypatch.setattr(one_paragraph, "_INDICATORS", indicators)
    figure = entry(indicator, "30 %", "30%", period_as_stated=PERIODS[language])
    return [found for _, found, _ in told(text, figure, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "found"),
    [
        ("en", "In 2019 freight to Syldavia was 1.2 million short tonnes.", "1.2 million",
         '"short tonnes" is another unit than Tonne'),
        ("en", "In 2019 freight to Syldavia was 1.2 million barrels.", "1.2 million",
         "no words here name Tonne, the unit of freight"),
        ("it", "Nel 2019 le merci verso la Sildavia: 1,2 milioni di tonnellate corte.",
         "1,2 milioni di tonnellate", '"tonnellate corte" is another unit than Tonne'),
        ("ru", "В 2019 году груз в Сильдавию составил 1,2 млн коротких тонн.", "1,2 млн",
         '"коротких тонн" is another unit than Tonne'),
    ],
)  # fmt: skip
def test_a_unit_is_the_one_that_the_words_name(
    language: str, text: str, phrase: str, found: str
) -> None:
    figure = entry("freight", "1.2 million tonne", phrase, period_as_stated=PERIODS[language])
    assert found in [said for _, said, _ in told(text, figure, language=language)]


def test_metric_tonnes_are_tonnes() -> None:
    for phrase in ("1.2 million", "1.2 million metric tonnes"):
        figure = entry("freight", "1.2 million tonne", phrase, period_as_stated="In 2019")
        text = "In 2019 freight to Syldavia was 1.2 million metric tonnes."
        assert told(text, figure) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 exports of the central bank to Syldavia were $6 billion."),
        ("it", "Nel 2019 le esportazioni della banca centrale in Sildavia: 6 miliardi di dollari."),
        ("ru", "В 2019 году экспорт национального банка в Сильдавию составил 6 млрд долларов."),
    ],
)
def test_a_central_bank_is_no_firm(language: str, text: str) -> None:
    assert [one for one in said(text, language) if "one firm" in one[1]] == []
    any_bank = text.replace("central ", "").replace(" centrale", "").replace("национального ", "")
    assert [one for one in said(any_bank, language) if "one firm" in one[1]] != []


def test_an_address_is_one_thing_where_nothing_else_hints_at_it() -> None:
    text = "see www.x2019.com for more"
    ((start, end),) = things(text)
    assert text[start:end] == "www.x2019.com"
    assert things("see x2019 for more") == []
