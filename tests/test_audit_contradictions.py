"""Check and audit agree on what true statements say: fractions of a level, bases, units, estimates.

Each entry passes both, and its wrong neighbour none. Of etl/audit/judge: period, stated.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest

from etl.core.model import Unit
from tests.one_paragraph import entry, told
from tests.stating import rule, stated


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Turnover with Syldavia fell to a fifth of its 2015 level in 2019.", "a fifth"),
        ("it", "Nel 2019 l'interscambio con la Sildavia è sceso a un quinto del livello del 2015.",
         "un quinto"),
        ("ru", "В 2019 году товарооборот с Сильдавией упал до одной пятой уровня 2015 года.",
         "одной пятой"),
    ],
)  # fmt: skip
def test_a_fall_to_a_fifth_of_the_level_of_a_year(language: str, text: str, phrase: str) -> None:
    assert told(text, entry("times", "0.2", phrase, base="2015"), language=language) == []
    wrong = told(text, entry("times", "5", phrase, base="2015"), language=language)
    assert [row[0] for row in wrong] == ["stated-value"]
    assert "write value: 0.2" in wrong[0][2]
    other = told(text, entry("times", "0.2", phrase, base="2014"), language=language)
    assert ("base", "set base: 2015") in [(row[0], row[2]) for row in other]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In January-November 2019 turnover with Syldavia was 76% of the 2016 level."),
        ("it", "Nei primi undici mesi del 2019 l'interscambio con la Sildavia era al 76%"
         " del livello del 2016."),
        ("ru", "За 11 месяцев 2019 года товарооборот с Сильдавией составил 76% к уровню"
         " 2016 года."),
    ],
)  # fmt: skip
def test_months_are_measured_against_the_same_months_of_the_year_that_is_named(
    language: str, text: str
) -> None:
    def of(base: str) -> list[tuple[str, str, str]]:
        figure = entry("growth", "-24 %", "76%", period="2019-01/2019-11", base=base)
        return told(text, figure, language=language)

    assert of("2016-01/2016-11") == []
    assert ("base", "set base: 2016") in [(row[0], row[2]) for row in of("2017-01/2017-11")]
    assert ("base", "set base: 2016") in [(row[0], row[2]) for row in of("2016-02/2016-12")]
    assert of("2016")[0][2] == "write base: the same span of the year compared with"


_WORDS: Final = {"ru": ("кВт·ч",), "en": ("kWh",)}
KWH: Final = Unit("kwh", "kilowatt hours", "kWh", Decimal(1), "kwh", _WORDS)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        *(("ru", f"1,9 млрд {unit}") for unit in ("кВт·ч", "кВт-ч", "киловатт-часов")),
        *(("en", f"1.9 billion {unit}") for unit in ("kWh", "kilowatt-hours")),
        ("it", "1,9 miliardi di chilowattora"),
    ],
)
def test_a_declared_unit_is_known_by_all_its_names_however_its_id_is_spelled(
    language: str, phrase: str
) -> None:
    refused = stated("1.9 billion", phrase, language=language, units=(KWH,), unit="kwh")
    assert refused is not None
    assert refused.found == f'as_stated "{phrase}" says kwh, value says no unit'
    assert refused.allowed == "for this phrase write value: 1.9 billion kwh"
    other = stated("1.9 billion", phrase.replace("1", "2"), language=language, unit="count")
    assert rule(other) == "stated-unit"


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "The ministry puts turnover with Syldavia in 2019 at $5.3 billion.",
         "$5.3 billion", "puts"),
        ("en", "By the ministry's estimate, turnover with Syldavia in 2019 stood at $5.3 billion.",
         "$5.3 billion", "estimate"),
        ("it", "Il ministero valuta l'interscambio con la Sildavia nel 2019 in 5,3 miliardi di"
         " dollari.", "5,3 miliardi di dollari", "valuta"),
        ("it", "Secondo le stime del ministero, nel 2019 l'interscambio con la Sildavia ha"
         " raggiunto 5,3 miliardi di dollari.", "5,3 miliardi di dollari", "stime"),
        ("ru", "По оценке ведомства, в 2019 году товарооборот с Сильдавией составил"
         " 5,3 млрд долларов.", "5,3 млрд долларов", "оценке"),
    ],
)  # fmt: skip
def test_whose_estimate_it_is_tells_the_status(
    language: str, text: str, phrase: str, word: str
) -> None:
    def of(status: str) -> list[tuple[str, str, str]]:
        figure = entry("turnover", "5.3 billion USD", phrase, status=status)
        return told(text, figure, language=language)

    assert of("estimate") == []
    for status in ("actual", "forecast"):
        found = f'"{word}" beside it tells an estimate, the status is {status}'
        assert of(status) == [("status", found, "set status: estimate")]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "The bank puts this year's turnover with Syldavia at $5.3 billion.", "$5.3 billion"),
        ("it", "La banca stima l'interscambio con la Sildavia di quest'anno a 5,3 miliardi di"
         " dollari.", "5,3 miliardi di dollari"),
        ("ru", "Банк оценивает товарооборот с Сильдавией в этом году в 5,3 млрд долларов.",
         "5,3 млрд долларов"),
    ],
)  # fmt: skip
def test_an_estimate_of_what_is_to_come_may_be_a_forecast(
    language: str, text: str, phrase: str
) -> None:
    def of(status: str) -> list[str]:
        figure = entry("turnover", "5.3 billion USD", phrase, period="2020", status=status)
        return [row[0] for row in told(text, figure, language=language)]

    assert of("forecast") == []
    assert of("target") == ["status"]
    assert of("actual") == ["period-future"]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "In the two years 2018-19 turnover with Syldavia came to $5.3 billion.",
         "$5.3 billion", "2018-19"),
        ("it", "Nel biennio 2018-19 l'interscambio con la Sildavia ha raggiunto 5,3 miliardi di"
         " dollari.", "5,3 miliardi di dollari", "Nel biennio 2018-19"),
        ("it", "Nel biennio 2018/19 l'interscambio con la Sildavia ha raggiunto 5,3 miliardi di"
         " dollari.", "5,3 miliardi di dollari", "Nel biennio 2018/19"),
        ("ru", "В 2018-19 годах товарооборот с Сильдавией составил 5,3 млрд долларов.",
         "5,3 млрд долларов", "2018-19 годах"),
    ],
)  # fmt: skip
def test_two_years_so_called_are_no_fiscal_year(
    language: str, text: str, phrase: str, words: str
) -> None:
    def of(period: str) -> list[str]:
        figure = entry("turnover", "5.3 billion USD", phrase, period=period, period_as_stated=words)
        return [row[0] for row in told(text, figure, language=language)]

    assert of("2018/2019") == []
    assert "period" in of("2018-07/2019-06")
    assert "period" in of("2019")


@pytest.mark.parametrize(
    ("language", "text", "phrases"),
    [
        ("en", "In 2019 the share of Syldavia in turnover was 7.5%, down from 9.1% in 2018.",
         ("7.5%", "9.1%")),
        ("it", "Nel 2019 la quota della Sildavia era del 7,5%, in calo dal 9,1% del 2018.",
         ("7,5%", "9,1%")),
        ("ru", "В 2019 году доля Сильдавии составила 7,5%, снизившись с 9,1% в 2018 году.",
         ("7,5%", "9,1%")),
    ],
)  # fmt: skip
def test_what_a_share_is_down_from_is_a_level_of_its_own_year(
    language: str, text: str, phrases: tuple[str, str]
) -> None:
    now = entry("share", "7.5 %", phrases[0])
    before = entry("share", "9.1 %", phrases[1], period="2018")
    assert told(text, now, before, language=language) == []
    wrong = told(text, now, {**before, "period": "2019"}, language=language)
    assert "period" in [row[0] for row in wrong]
    change = entry("growth", "-9.1 %", phrases[1], period="2018")
    assert told(text, now, change, language=language) != []


@pytest.mark.parametrize(
    ("language", "text", "first", "second", "words"),
    [
        ("en", "Some 60 firms of Syldavia are at work, against 52 at the start of 2019.",
         "Some 60", "52", "at the start of 2019"),
        ("it", "Sono circa 60 le imprese della Sildavia, contro le 52 di inizio 2019.",
         "circa 60", "52", "inizio 2019"),
        ("ru", "Работают около 60 компаний Сильдавии, против 52 на начало 2019 года.",
         "около 60", "52", "на начало 2019 года"),
    ],
)  # fmt: skip
def test_the_day_of_a_number_compared_with_is_that_number_s_own(
    language: str, text: str, first: str, second: str, words: str
) -> None:
    then = entry(
        "firms", "52", second, period="2019-01-01", period_as_stated=words,
        period_basis="inferred", period_reason="The first day.",
    )  # fmt: skip
    now = entry("firms", "60", first, qualifier="approximately", period="2020-02-11")
    assert told(text, now, then, language=language) == []
    wrong = told(text, {**now, "period": "2019-01-01"}, then, language=language)
    assert [row[0] for row in wrong] == ["period"]


@pytest.mark.parametrize(
    ("indicator", "value", "phrase", "keys", "expected"),
    [
        ("exports", "9.9 billion USD", "$9.9 billion", {"precision": "1 USD"},
         ["stated-scale", "a precision of 1, value has steps of 100,000,000"]),
        ("exports", "9.9 billion USD", "$9.9 billion", {"precision": "99 million USD"},
         ["stated-scale", "a precision of 99,000,000, value has steps of 100,000,000"]),
        ("exports", "9.9 billion USD", "$9.9 billion", {"precision": "100 million USD"}, []),
        ("exports", "9.9 billion USD", "$9.9 billion", {"precision": "1 billion USD"}, []),
        ("rank", "3", "third", {"precision": "2"}, ["unit", "a precision of a rank"]),
    ],
)  # fmt: skip
def test_a_precision_is_no_finer_than_what_is_printed(
    indicator: str, value: str, phrase: str, keys: dict[str, str], expected: list[str]
) -> None:
    text = (
        "In 2019 exports of Borduria to Syldavia were $9.9 billion; it was its third largest"
        " trading partner."
    )
    figure = entry(indicator, value, phrase, precision_reason="Rounded.", **keys)
    refused = {"stated-scale", "unit"}
    told_ = [row for row in told(text, figure) if row[0] in refused]
    assert [part for row in told_ for part in row[:2]] == expected
