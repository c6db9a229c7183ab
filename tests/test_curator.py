"""Fifty statements as curators enter them, and the wrong neighbours that one slip makes of each."""
# ruff: noqa: E501, RUF001 - statements stand in one line; Cyrillic letters look like Latin ones

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.one_paragraph import entry, told

Entry = dict[str, Any]

STATEMENTS: Final[tuple[tuple[str, str, Entry], ...]] = (
    (
        "en",
        "Exports to Syldavia climbed to $4.2bn in 2019, the ministry said.",
        entry("exports", "4.2 billion USD", "$4.2bn"),
    ),
    (
        "en",
        "Over the first nine months of 2019 imports from Syldavia came to EUR 310m.",
        entry("imports", "310 million EUR", "EUR 310m", period="2019-01/2019-09"),
    ),
    (
        "en",
        "Syldavia issued some 12,000 visas in 2019.",
        entry("visas", "12000", "some 12,000", qualifier="approximately"),
    ),
    ("en", "Turnover with Syldavia shrank by a fifth in 2019.", entry("growth", "-1/5", "a fifth")),
    (
        "en",
        "Turnover with Syldavia more than doubled in 2019.",
        entry("times", "2", "more than doubled", qualifier="more_than"),
    ),
    (
        "en",
        "In 2019 Syldavia took fourth place among the partners of Borduria.",
        entry("rank", "4", "fourth"),
    ),
    (
        "en",
        "Syldavia's share of trade was just under 8% in 2019.",
        entry("share", "8 %", "just under 8%", qualifier="less_than"),
    ),
    (
        "en",
        "As of 1 January 2020, 312 firms from Syldavia were registered.",
        entry("firms", "312", "312", period="2020-01-01"),
    ),
    (
        "en",
        "In 2019 the trade balance with Syldavia was minus $1.4 billion.",
        entry("balance", "-1.4 billion USD", "minus $1.4 billion"),
    ),
    (
        "en",
        "Between 2015 and 2019 Borduria exported goods worth $11 billion to Syldavia.",
        entry("exports", "11 billion USD", "$11 billion", period="2015/2019"),
    ),
    (
        "en",
        "Turnover with Syldavia is expected to reach $30 billion in 2025.",
        entry("turnover", "30 billion USD", "$30 billion", period="2025", status="forecast"),
    ),
    (
        "en",
        "Turnover with Syldavia grew by $300 million in 2019.",
        entry("change", "300 million USD", "$300 million"),
    ),
    (
        "en",
        "Exports to Syldavia did not exceed 80 million dollars in 2019.",
        entry(
            "exports", "80 million USD", "did not exceed 80 million dollars", qualifier="at_most"
        ),
    ),
    (
        "en",
        "Trade with Syldavia rose 3.5 per cent in the second half of 2019.",
        entry("growth", "3.5 %", "3.5 per cent", period="2019-S2"),
    ),
    (
        "en",
        "Exports to Syldavia stood at $5 billion in 2019, against $4 billion in 2018.",
        entry("exports", "4 billion USD", "$4 billion", period="2018"),
    ),
    (
        "en",
        "In the third quarter of 2019 turnover with Syldavia was as much as $1.1 billion.",
        entry(
            "turnover",
            "1.1 billion USD",
            "as much as $1.1 billion",
            period="2019-Q3",
            qualifier="at_most",
        ),
    ),
    (
        "en",
        "Last year exports to Syldavia totalled $950 million.",
        entry("exports", "950 million USD", "$950 million"),
    ),
    (
        "en",
        "Monthly exports to Syldavia were around $70 million in 2019.",
        entry("average", "70 million USD", "around $70 million", qualifier="approximately"),
    ),
    (
        "en",
        "Syldavia is the second biggest market in Europe as of 2019.",
        entry("rank", "2", "second biggest", among="EUR"),
    ),
    (
        "en",
        "From 2009 to 2019 turnover with Syldavia rose by 60%.",
        entry("growth", "60 %", "60%", base="2009"),
    ),
    (
        "it",
        "Nel 2019 l'interscambio con la Sildavia ha sfiorato i 3 miliardi di euro.",
        entry("turnover", "3 billion EUR", "sfiorato i 3 miliardi di euro", qualifier="less_than"),
    ),
    (
        "it",
        "L'interscambio con la Sildavia è diminuito del 6,2% nel 2019.",
        entry("growth", "-6.2 %", "6,2%"),
    ),
    (
        "it",
        "Nei primi sei mesi del 2019 la Borduria ha esportato in Sildavia prodotti per 410 milioni di euro.",
        entry("exports", "410 million EUR", "410 milioni di euro", period="2019-S1"),
    ),
    (
        "it",
        "Nel 2019 la quota della Sildavia è stata di oltre un quarto.",
        entry("share", "1/4", "oltre un quarto", qualifier="more_than"),
    ),
    (
        "it",
        "Sono 1.250 i visti rilasciati dalla Sildavia nel 2019.",
        entry("visas", "1250", "1.250"),
    ),
    (
        "it",
        "L'interscambio con la Sildavia è triplicato nel 2019 rispetto al 2009.",
        entry("times", "3", "triplicato", base="2009"),
    ),
    (
        "it",
        "Al 31 dicembre 2019 operavano 87 imprese della Sildavia.",
        entry("firms", "87", "87", period="2019-12-31"),
    ),
    (
        "it",
        "Nel 2019 la Sildavia è stata il terzo partner della Borduria.",
        entry("rank", "3", "terzo"),
    ),
    (
        "it",
        "Entro il 2025 l'interscambio con la Sildavia dovrebbe arrivare a 5 miliardi di euro.",
        entry("turnover", "5 billion EUR", "5 miliardi di euro", period="2025", status="forecast"),
    ),
    (
        "it",
        "Le esportazioni verso la Sildavia sono state pari a 1,2 miliardi di euro nel 2019, contro 1,1 miliardi nel 2018.",
        entry("exports", "1.1 billion EUR", "1,1 miliardi", period="2018"),
    ),
    (
        "it",
        "Nel 2019 il saldo con la Sildavia è stato negativo per 300 milioni di euro.",
        entry("balance", "-300 million EUR", "negativo per 300 milioni di euro"),
    ),
    (
        "it",
        "In media le esportazioni mensili verso la Sildavia sono state di 40 milioni di euro nel 2019.",
        entry("average", "40 million EUR", "40 milioni di euro"),
    ),
    (
        "it",
        "L'anno scorso l'interscambio con la Sildavia è aumentato di 200 milioni di euro.",
        entry("change", "200 million EUR", "200 milioni di euro"),
    ),
    (
        "it",
        "Nel 2019 le merci verso la Sildavia sono state tra 2 e 3 milioni di euro di esportazioni.",
        entry("exports", "2 to 3 million EUR", "tra 2 e 3 milioni di euro"),
    ),
    (
        "it",
        "Nel quarto trimestre del 2019 le importazioni dalla Sildavia hanno superato i 90 milioni di euro.",
        entry(
            "imports",
            "90 million EUR",
            "superato i 90 milioni di euro",
            period="2019-Q4",
            qualifier="more_than",
        ),
    ),
    (
        "ru",
        "В 2019 году экспорт в Сильдавию достиг 4,2 млрд долларов.",
        entry("exports", "4.2 billion USD", "4,2 млрд долларов"),
    ),
    (
        "ru",
        "За 9 месяцев 2019 года импорт из Сильдавии составил 310 млн евро.",
        entry("imports", "310 million EUR", "310 млн евро", period="2019-01/2019-09"),
    ),
    (
        "ru",
        "Товарооборот с Сильдавией в 2019 году сократился на 8,5 %.",
        entry("growth", "-8.5 %", "8,5 %"),
    ),
    (
        "ru",
        "В 2019 году Сильдавия заняла четвёртое место среди партнёров.",
        entry("rank", "4", "четвёртое место"),
    ),
    ("ru", "Доля Сильдавии в 2019 году составила треть.", entry("share", "1/3", "треть")),
    (
        "ru",
        "По состоянию на 1 января 2020 года работали 312 компаний из Сильдавии.",
        entry("firms", "312", "312", period="2020-01-01"),
    ),
    (
        "ru",
        "В 2019 году Сильдавия выдала свыше 12 тысяч виз.",
        entry("visas", "12 thousand", "свыше 12 тысяч", qualifier="more_than"),
    ),
    (
        "ru",
        "Товарооборот с Сильдавией вырос в 2019 году в 1,5 раза.",
        entry("times", "1.5", "в 1,5 раза"),
    ),
    (
        "ru",
        "К 2025 году планируется довести товарооборот с Сильдавией до 30 млрд долларов.",
        entry("turnover", "30 billion USD", "30 млрд долларов", period="2025", status="target"),
    ),
    (
        "ru",
        "Отрицательное сальдо торговли с Сильдавией в 2019 году составило 1,4 млрд долларов.",
        entry("balance", "-1.4 billion USD", "1,4 млрд долларов"),
    ),
    (
        "ru",
        "В прошлом году товарооборот с Сильдавией увеличился на 200 млн долларов.",
        entry("change", "200 million USD", "200 млн долларов"),
    ),
    (
        "ru",
        "В I полугодии 2019 года товарооборот с Сильдавией не превысил 1 млрд долларов.",
        entry(
            "turnover",
            "1 billion USD",
            "не превысил 1 млрд долларов",
            period="2019-S1",
            qualifier="at_most",
        ),
    ),
    (
        "ru",
        "Среднемесячный экспорт в Сильдавию в 2019 году – около 70 млн долларов.",
        entry("average", "70 million USD", "около 70 млн долларов", qualifier="approximately"),
    ),
    (
        "ru",
        "Экспорт в Сильдавию в 2019 году составил 5 млрд долларов против 4 млрд долларов в 2018 году.",
        entry("exports", "4 billion USD", "4 млрд долларов", period="2018"),
    ),
    (
        "ru",
        "С 2009 по 2019 год товарооборот с Сильдавией вырос на 60 %.",
        entry("growth", "60 %", "60 %", base="2009"),
    ),
)
_OTHER: Final = {
    **{"exports": "imports", "imports": "exports", "turnover": "exports", "average": "exports"},
    **{"growth": "share", "share": "growth", "change": "turnover"},
}
_SIGNED: Final = ("growth", "balance", "change")


def _slips(figure: Entry) -> Iterator[tuple[str, Entry]]:
    """A wrong neighbour of an entry for each key that a slip may hit, with what was changed."""
    value, period, indicator = figure["value"], figure["period"], figure["indicator"]
    number = re.match(r"-?[\d.]+", value)
    assert number
    last = number.end() - 1
    digit = (int(value[last]) + 1) % 10
    if "/" not in value and value[:last] + str(digit) not in ("0", "-0"):
        yield "digit", {"value": f"{value[:last]}{digit}{value[last + 1 :]}"}
    for one, other in (("million", "billion"), ("billion", "million")):
        if one in value:
            yield "scale", {"value": value.replace(one, other)}
    for one, other in (("USD", "EUR"), ("EUR", "USD")):
        if one in value:
            yield "currency", {"value": value.replace(one, other)}
    if indicator in _SIGNED:
        yield "sign", {"value": value[1:] if value.startswith("-") else f"-{value}"}
    qualified = figure.get("qualifier", "exact") == "more_than"
    yield "qualifier", {"qualifier": "exact" if qualified else "more_than"}
    yield "year", {"period": re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), period)}
    if period.isdecimal() and "status" not in figure:
        yield "half", {"period": f"{period}-S1"}
    if indicator in _OTHER:
        yield "indicator", {"indicator": _OTHER[indicator]}
    yield "partner", {"partner": "RUR"}
    yield "status", {"status": "actual" if "status" in figure else "forecast"}
    if "base" in figure:
        yield "base", {"base": "2010"}
    if indicator == "rank":
        yield "among", {"among": "RUR"}


@pytest.mark.parametrize(("language", "text", "figure"), STATEMENTS)
def test_a_true_entry_is_accepted_and_no_slip_of_it_passes(
    language: str, text: str, figure: Entry
) -> None:
    # Other numbers of the sentence are figures of their own.
    assert [one for one in told(text, figure, language=language) if one[0] != "pending"] == []
    silent = []
    for name, change in _slips(figure):
        findings = told(text, {**figure, **change}, language=language)
        if not [rule for rule, *_ in findings if rule != "pending"]:
            silent.append((name, change))
    assert silent == []
