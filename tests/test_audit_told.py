"""A year before is that before the year which is told of; words of a change are not its end's.

Of etl/audit/read: passage; etl/audit/judge: years, agreement, ends, period; etl/reading: spans,
meanings, times, years.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from datetime import date

import pytest

from etl.reading.spans import spans
from tests.one_paragraph import entry, told

_SIX = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}
_TOLD = {
    "en": "In 2017 turnover with Syldavia rose.",
    "it": "Nel 2017 l'interscambio con la Sildavia è salito.",
    "ru": "В 2017 году товарооборот с Сильдавией вырос.",
}
_PUBLISHED = {"published": "2020-02-11"}


def turnover(language: str, period: str, **keys: object) -> dict[str, object]:
    """Six billion dollars of turnover of an inferred period."""
    basis = {"period_basis": "inferred", "period_reason": "Reckoned.", "paragraph": 2}
    return entry("turnover", "6 billion USD", _SIX[language], period=period, **{**basis, **keys})


def periods(text: str, figure: dict[str, object], language: str, **more: str) -> list[str]:
    """What is found of its period and its base."""
    rules = ("period", "period-basis", "period-words", "base")
    return [
        said for rule, said, _ in told(text, figure, language=language, **more) if rule in rules
    ]


YEARS_BEFORE = (
    ("en", "Turnover: $7 billion, against $6 billion the previous year.", "the previous year", 1),
    ("en", "Turnover: $7 billion, against $6 billion two years earlier.", "two years earlier", 2),
    ("it", "L'interscambio: 7 miliardi, contro i 6 miliardi di dollari dell'anno precedente.",
     "dell'anno precedente", 1),
    ("it", "L'interscambio: 7 miliardi, contro i 6 miliardi di dollari di due anni prima.",
     "due anni prima", 2),
    ("ru", "Товарооборот: 7 млрд против 6 млрд долларов в предыдущем году.",
     "в предыдущем году", 1),
    ("ru", "Товарооборот: 7 млрд против 6 млрд долларов двумя годами ранее.",
     "двумя годами ранее", 2),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words", "back"), YEARS_BEFORE)
def test_a_year_before_is_seen_from_the_paragraph_before(
    language: str, text: str, words: str, back: int
) -> None:
    whole = f"{_TOLD[language]}\n\n{text}"
    right = 2017 - back
    naming: tuple[dict[str, str], ...] = ({}, {"period_as_stated": words})
    for named in naming:
        figure = turnover(language, str(right), **named)
        assert periods(whole, figure, language, **_PUBLISHED) == []
        for wrong in (right - 1, 2017):
            other = turnover(language, str(wrong), **named)
            (said,) = periods(whole, other, language, **_PUBLISHED)
            assert said.endswith(f"the period is {wrong}"), said
    # Seen from the day of publication it may be meant as well, and is named.
    seen = turnover(language, str(2020 - back), period_as_stated=words)
    asked = f"is {right}, seen from what is told of, the period is {2020 - back}"
    (said,) = periods(whole, seen, language, **_PUBLISHED)
    assert said.endswith(asked)
    seen["period_reason"] = f"{2020 - back} is before 2020, when the text was written."
    assert periods(whole, seen, language, **_PUBLISHED) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Turnover: $6 billion, against $4 billion the previous year."),
        ("it", "L'interscambio: 6 miliardi di dollari, contro i 4 miliardi dell'anno precedente."),
        ("ru", "Товарооборот: 6 млрд долларов против 4 млрд в предыдущем году."),
        ("en", "Turnover fell to $6 billion, from the 8 of two years before."),
        ("it", "L'interscambio è sceso a 6 miliardi di dollari, dagli 8 di due anni prima."),
    ],
)
def test_the_number_that_is_compared_is_of_the_year_itself(language: str, text: str) -> None:
    whole = f"{_TOLD[language].replace('2017', '2019')}\n\n{text}"
    assert periods(whole, turnover(language, "2019"), language, **_PUBLISHED) == []
    (said,) = periods(whole, turnover(language, "2018"), language, **_PUBLISHED)
    assert said == "no words here state 2018"


def test_a_year_before_eight_months_is_the_same_eight_months() -> None:
    text = (
        "In January-August 2019 turnover with Syldavia rose.\n\n"
        "Turnover: $7 billion, against $6 billion a year earlier."
    )
    given = {"published": "2019-10-11"}
    rows = (("2018-01/2018-08", True), ("2018", False), ("2018-01/2018-09", False))
    for period, is_right in rows:
        figure = turnover("en", period, period_as_stated="a year earlier")
        assert (periods(text, figure, "en", **given) == []) is is_right, period


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("en", "in the first half of 2018 $5 billion, and $6 billion in the second.",
         ["2018-S1", "2018-S2"]),
        ("en", "in the second country, after the first half of 2018", ["2018-S1"]),
        ("it", "nel primo trimestre 5 milioni, nel secondo 6 milioni", ["2019-Q1", "2019-Q2"]),
        ("it", "nel primo trimestre 5 milioni, nel secondo caso 6", ["2019-Q1"]),
        ("ru", "за первое полугодие — 5 млн долларов, за второе — 6 млн", ["2019-S1", "2019-S2"]),
        ("ru", "в первом квартале 2018 года 5 млн, во второй стране 6 млн", ["2018-Q1"]),
        ("en", "for the whole of 2018, for all of 2019", ["2018", "2019"]),
        ("it", "per l'intero 2018, dell'intero 2019", ["2018", "2019"]),
        ("ru", "за весь 2018 год", ["2018"]),
        ("en", "Investment: 2014 - $0.3 billion, 2018 - about $3.1 billion", ["2014", "2018"]),
        ("en", "- 2018: $1.2 billion", ["2018"]),
        ("en", "He counted 2014 - 5 of them new", []),
        ("it", "Investimenti: 2014 – 0,3 miliardi; 2018 – circa 3,1 miliardi", ["2014", "2018"]),
        ("ru", "Инвестиции: 2014 — 0,3 млрд, 2018 — 3,1 млрд долл.", ["2014", "2018"]),
    ],
)  # fmt: skip
def test_what_leaves_out_its_noun_is_read(language: str, text: str, readings: list[str]) -> None:
    made = spans(text, language, date(2020, 2, 11))
    assert [one.period.text for one in made if one.period] == readings


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "in the first month of the current fiscal year", "2019-07"),
        ("en", "in the second quarter of fiscal year 2018/19", "2018-Q4"),
        ("en", "in the first four months of fiscal 2019", "2018-07/2018-10"),
        ("it", "nel primo mese dell'esercizio in corso", "2019-07"),
        ("ru", "за первый месяц текущего финансового года", "2019-07"),
        ("en", "in the first month of 2018", "2018-01"),
        ("it", "nel secondo mese del 2018", "2018-02"),
        ("ru", "за первый месяц 2018 года", "2018-01"),
    ],
)
def test_a_part_of_a_fiscal_year_is_counted_from_its_start(
    language: str, text: str, first: str
) -> None:
    (span,) = spans(text, language, date(2020, 2, 11), fiscal_month=7)
    assert [one.text for one in span.readings[:1]] == [first]
    assert not spans("In the first months of the year", "en", date(2020, 2, 11))


SINCE = (
    ("en", "Since 2014 turnover with Syldavia has doubled, to $6 billion.", "doubled"),
    ("it", "Dal 2014 l'interscambio con la Sildavia è raddoppiato, a 6 miliardi di dollari.",
     "raddoppiato"),
    ("ru", "С 2014 года товарооборот с Сильдавией вырос вдвое, до 6 млрд долларов.", "вдвое"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "twice"), SINCE)
def test_a_level_at_the_end_of_a_change_is_of_the_end(language: str, text: str, twice: str) -> None:
    keys = {"paragraph": 1}
    assert periods(text, turnover(language, "2019", **keys), language, **_PUBLISHED) == []
    for wrong in ("2018", "2014/2020-02-11", "2019-S1"):
        assert periods(text, turnover(language, wrong, **keys), language, **_PUBLISHED) != []
    basis = {"period_basis": "inferred", "period_reason": "Reckoned."}
    multiple = entry("times", "2", twice, base="2014", **basis)
    assert periods(text, multiple, language, **_PUBLISHED) == []
    for key, other in (("period", "2018"), ("base", "2015"), ("base", "2013")):
        assert periods(text, {**multiple, key: other}, language, **_PUBLISHED) != [], other


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "By the end of the year turnover with Syldavia is expected to be $6 billion.",
         "By the end of the year"),
        ("it", "Entro la fine dell'anno si prevede un interscambio con la Sildavia di 6 miliardi "
         "di dollari.", "Entro la fine dell'anno"),
        ("ru", "До конца года ожидается товарооборот с Сильдавией в 6 млрд долларов.",
         "До конца года"),
    ],
)  # fmt: skip
def test_what_is_expected_is_not_over_when_the_text_is_written(
    language: str, text: str, words: str
) -> None:
    keys = {"status": "forecast", "period_as_stated": words, "paragraph": 1}
    given = {"published": "2020-05-11"}
    assert periods(text, turnover(language, "2020", **keys), language, **given) == []
    (said,) = periods(text, turnover(language, "2019", **keys), language, **given)
    assert "2019 was over when the text was published" in said
    named = turnover(language, "2019", **keys, period_reason="It had been said of 2019.")
    assert periods(text, named, language, **given) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "fell for the third month in 2018", ["2018"]),
        ("en", "fell for a second month of 2018", []),
        ("en", "a second month in 2018", ["2018"]),
        ("en", "the third month in 2018", ["2018"]),
        ("it", "per il secondo mese del 2018", ["2018"]),
        ("it", "il secondo mese nel 2018", ["2018"]),
        ("en", "by the third month of 2018", ["2018-03"]),
        ("ru", "в третьем месяце 2018 года", ["2018-03"]),
    ],
)
def test_a_month_in_a_row_is_no_month_of_its_year(
    language: str, text: str, expected: list[str]
) -> None:
    made = spans(text, language, date(2020, 2, 11))
    assert [one.period.text for one in made if one.period] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("In 2018 it was 5, and five years earlier 3.", "5 years before the one"),
        ("In 2018 it was 5, and the previous year 3.", "the year before the one"),
    ],
)
def test_the_reason_tells_how_many_years_before(text: str, reason: str) -> None:
    *_, last = spans(text, "en", date(2020, 2, 11))
    assert last.reason == f"{reason} that the text speaks of"
