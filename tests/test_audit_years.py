"""A period that words leave open is the likeliest one, unless the curator says which year is meant.

Of etl/audit/judge: years, agreement; etl/reading: spans, meanings.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from datetime import date

import pytest

from etl.reading.spans import spans
from tests.one_paragraph import entry, told

_SIX = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}


def turnover(language: str, period: str, words: str, **keys: object) -> dict[str, object]:
    """Six billion dollars of turnover of a period that words state."""
    basis = {"period_basis": "inferred", "period_reason": "Reckoned."}
    keys = {"period_as_stated": words, **basis, **keys}
    return entry("turnover", "6 billion USD", _SIX[language], period=period, **keys)


def periods(text: str, figure: dict[str, object], language: str = "en", **more: str) -> list[str]:
    """What is found of its period."""
    rules = ("period", "period-basis", "period-words")
    return [
        said for rule, said, _ in told(text, figure, language=language, **more) if rule in rules
    ]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In the second quarter turnover with Syldavia was $6 billion.",
         "In the second quarter"),
        ("it", "Nel secondo trimestre l'interscambio con la Sildavia: 6 miliardi di dollari.",
         "Nel secondo trimestre"),
        ("ru", "Во втором квартале товарооборот с Сильдавией составил 6 млрд долларов.",
         "Во втором квартале"),
    ],
)  # fmt: skip
def test_without_a_year_it_is_the_last_one(language: str, text: str, words: str) -> None:
    published = {"published": "2020-08-11"}
    assert periods(text, turnover(language, "2020-Q2", words), language, **published) == []
    for year in (2019, 2021):
        asked = f'"{words}" prints no year and is 2020-Q2 last, the period is {year}-Q2'
        other = turnover(language, f"{year}-Q2", words)
        if year < 2020:
            assert periods(text, other, language, **published) == [asked]
    named = turnover(language, "2019-Q2", words, period_reason="Of 2019, which was told of.")
    assert periods(text, named, language, **published) == []
    plan = turnover(language, "2021-Q2", words, status="forecast")
    assert periods(text, plan, language, **published) == []


def test_a_year_that_the_paragraph_prints_may_be_meant() -> None:
    text = "Turnover rose in 2019. In the second quarter turnover with Syldavia was $6 billion."
    figure = turnover("en", "2019-Q2", "In the second quarter")
    assert periods(text, figure, published="2020-08-11") == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Turnover with Syldavia: $7 billion, against $6 billion a year earlier.",
         "a year earlier"),
        ("it", "L'interscambio con la Sildavia: 7 miliardi, contro i 6 miliardi di dollari di un "
         "anno prima.", "un anno prima"),
        ("ru", "Товарооборот с Сильдавией: 7 млрд против 6 млрд долларов годом ранее.",
         "годом ранее"),
    ],
)  # fmt: skip
def test_a_year_earlier_is_before_what_is_told_of(language: str, text: str, words: str) -> None:
    heading = {"en": "Trade in 2017", "it": "Nel 2017", "ru": "В 2017 году"}[language]
    whole = f"{heading}\n\n{text}"
    given = {"published": "2020-02-11"}
    for period, is_right in (("2016", True), ("2018", False), ("2017", False), ("2019", False)):
        figure = turnover(language, period, words, paragraph=2)
        expected = f"tell of a period a year after {period}"
        said = periods(whole, figure, language, **given)
        assert any(expected in one for one in said) is not is_right, (period, said)
        figure["period_reason"] = f"The year before {int(period) + 1} is {period}."
        assert periods(whole, figure, language, **given) == []


def test_a_fiscal_year_has_twelve_months() -> None:
    text = "In FY2019 turnover with Syldavia was $6 billion."
    for period in ("2019", "2018-07/2019-06"):
        assert periods(text, turnover("en", period, "In FY2019"), published="2020-08-11") == []
    for period in ("2019-S1", "2019-01/2019-09", "2018-07/2018-12"):
        (said,) = periods(text, turnover("en", period, "In FY2019"), published="2020-08-11")
        assert said.endswith(f"the period is {period}")


def test_the_first_day_and_the_last_may_be_named_apart() -> None:
    text = "For 2017-2019 turnover with Syldavia was planned, $6 billion of it by the end of 2018."
    figure = turnover("en", "2017/2018", "For 2017-2019 ... by the end of 2018")
    assert periods(text, figure) == []


def test_a_period_that_words_print_is_not_inferred() -> None:
    text = "In 2019 turnover with Syldavia was $6 billion."
    asked = '"In 2019" prints all of the period, its basis is inferred'
    assert periods(text, turnover("en", "2019", "In 2019")) == [asked]
    unnamed = entry("turnover", "6 billion USD", "$6 billion", period_reason="A guess.",
                    period_basis="inferred")  # fmt: skip
    assert periods(text, unnamed) == [asked]
    stated = entry("turnover", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    assert periods(text, stated) == []


@pytest.mark.parametrize(("period", "is_right"), [("2019-12-31", True), ("2019-12-15", False)])
@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "At the end of 2019, 400 firms of Syldavia worked.", "At the end of 2019"),
        ("en", "At end-2019, 400 firms of Syldavia worked.", "At end-2019"),
        ("it", "A fine 2019 le imprese della Sildavia erano 400.", "A fine 2019"),
        ("ru", "На конец 2019 года работало 400 компаний Сильдавии.", "На конец 2019 года"),
    ],
)
def test_what_is_counted_at_the_end_is_of_its_last_day(
    language: str, text: str, words: str, period: str, is_right: bool
) -> None:
    figure = entry("firms", "400", "400", period=period, period_as_stated=words,
                   period_basis="inferred", period_reason="Its last day.")  # fmt: skip
    assert (periods(text, figure, language) == []) is is_right


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 turnover with Syldavia was $6 billion (in 2018: $5 billion).",
         "$6 billion"),
        ("it", "Nel 2019 l'interscambio con la Sildavia: 6 miliardi di dollari (2018: 5 miliardi).",
         "6 miliardi di dollari"),
        ("ru", "В 2019 году товарооборот с Сильдавией: 6 млрд долларов (в 2018-м — 5 млрд).",
         "6 млрд долларов"),
    ],
)  # fmt: skip
def test_a_time_in_brackets_with_its_number_is_of_that(
    language: str, text: str, phrase: str
) -> None:
    words = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}[language]
    right = entry("turnover", "6 billion USD", phrase, period_as_stated=words)
    assert periods(text, right, language) == []
    wrong = entry("turnover", "6 billion USD", phrase, period="2018")
    assert len(periods(text, wrong, language)) == 1


def test_a_neighbour_s_dismissal_of_a_period_hides_none_that_a_figure_names() -> None:
    text = "In 2018 turnover with Syldavia was $6 billion."
    dismissed = "[{source: note, paragraph: 1, phrase: In 2018, reason: historical_date}]"
    figure = entry("turnover", "6 billion USD", "$6 billion", period_as_stated="In 2018")
    asked = '"In 2018" states 2018, the period is 2019'
    assert asked in periods(text, figure, dismissed=dismissed)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In January-June 2019 turnover with Syldavia rose.\n\nTurnover was $6 billion."),
        ("it", "Nel primo semestre del 2019 l'interscambio con la Sildavia è salito.\n\n"
         "L'interscambio: 6 miliardi di dollari."),
        ("ru", "В январе-июне 2019 года товарооборот с Сильдавией вырос.\n\n"
         "Товарооборот составил 6 млрд долларов."),
    ],
)  # fmt: skip
def test_the_paragraph_before_tells_the_period_where_its_own_does_not(
    language: str, text: str
) -> None:
    basis = {"period_basis": "inferred", "period_reason": "Reckoned.", "paragraph": 2}
    half = entry("turnover", "6 billion USD", _SIX[language], period="2019-S1", **basis)
    given = {"published": "2019-07-20"}
    assert periods(text, half, language, **given) == []
    (said,) = periods(text, {**half, "period": "2019-Q1"}, language, **given)
    assert said.startswith("no words here state 2019-Q1; ")
    assert said.endswith("before states 2019-S1")
    quarter = {**half, "period": "2019-Q1", "meant": ["period 2019-Q1"]}
    assert periods(text, quarter, language, **given) == []


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("en", "in the summer of 2018", ["2018-06/2018-08"]),
        ("en", "in winter 2018", ["2018-12/2019-02", "2017-12/2018-02"]),
        ("en", "in autumn", ["2019-09/2019-11", "2018-09/2018-11", "2020-09/2020-11"]),
        ("en", "last winter, in winter", ["2018-12/2019-02", "2017-12/2018-02"]),
        ("it", "nell'estate del 2018", ["2018-06/2018-08"]),
        ("it", "in primavera", ["2019-03/2019-05", "2018-03/2018-05", "2020-03/2020-05"]),
        ("ru", "летом 2018 года", ["2018-06/2018-08"]),
        ("ru", "за лето", ["2019-06/2019-08", "2018-06/2018-08", "2020-06/2020-08"]),
        ("ru", "осенью", ["2019-09/2019-11", "2018-09/2018-11", "2020-09/2020-11"]),
    ],
)
def test_a_season_has_three_months(language: str, text: str, readings: list[str]) -> None:
    found = spans(text, language, date(2020, 2, 11))
    assert [one.text for one in found[-1].readings] == readings
    assert found[-1].basis == "inferred"


def test_what_a_season_is_not() -> None:
    assert spans("a spring of hope, Summer brought 5", "en", date(2020, 2, 11)) == []
    assert spans("despite the fall of 5%", "en", date(2020, 2, 11)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in the 2018/19 academic year"),
        ("en", "in the 2018-19 school year"),
        ("it", "nell'anno accademico 2018/19"),
        ("ru", "в 2018/19 учебном году"),
    ],
)
def test_a_year_of_schools_ends_in_summer(language: str, text: str) -> None:
    (found,) = spans(text, language, date(2020, 2, 11))
    known = {one.text for one in found.readings}
    assert {"2018-09/2019-06", "2018-09/2019-08", "2018-10/2019-09"} <= known
    assert "2018" not in known
    assert "2018-07/2019-06" not in known


@pytest.mark.parametrize(
    ("language", "text", "period", "role"),
    [
        ("it", "Turisti, I sem. 2018: 9", "2018-S1", "covers"),
        ("it", "Turisti, II trim. 2018: 9", "2018-Q2", "covers"),
        ("en", "sold 2.2 times the volume of 2017", "2017", "base"),
        ("en", "up on the same stretch of 2017", "2017", "base"),
        ("ru", "за I п/г 2018 года", "2018-S1", "covers"),
    ],
)
def test_short_forms_of_parts_and_bases(language: str, text: str, period: str, role: str) -> None:
    (found,) = spans(text, language, date(2020, 2, 11))
    assert ([one.text for one in found.readings], found.role) == ([period], role)


@pytest.mark.parametrize(
    ("language", "text", "value", "phrase"),
    [
        ("en", "Over the decade turnover with Syldavia grew 90%.", "90 %", "90%"),
        ("it", "Nell'ultimo decennio l'interscambio con la Sildavia è cresciuto del 90%.", "90 %",
         "90%"),
        ("ru", "За десятилетие товарооборот с Сильдавией вырос на 90%.", "90 %", "на 90%"),
    ],
)  # fmt: skip
def test_a_decade_without_a_number_has_ten_years(
    language: str, text: str, value: str, phrase: str
) -> None:
    basis = {"period_basis": "inferred", "period_reason": "Ten years."}
    grown = entry("growth", value, phrase, period="2019", base="2009", **basis)
    assert periods(text, grown, language) == []
    assert len(periods(text, {**grown, "base": "2010"}, language)) == 1


@pytest.mark.parametrize("between", [200, 1500])
def test_a_previous_year_behind_many_others_is_before_what_is_told_of(between: int) -> None:
    """More paragraphs that look back than calls may be nested."""
    fallen = "\n\n".join(["In the previous year exports fell."] * between)
    text = f"Trade in 2017\n\n{fallen}\n\nIn the previous year exports to Syldavia were $6 billion."
    words = "In the previous year"
    assert periods(text, turnover("en", "2016", words, paragraph=between + 2)) == []
    (said,) = periods(text, turnover("en", "2014", words, paragraph=between + 2))
    assert said.endswith("the period is 2014")
