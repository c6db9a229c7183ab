"""What the words around a number deny: that it is a level, that it was so, when, against what."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, rules, told


@pytest.mark.parametrize(
    ("language", "text", "short", "whole"),
    [
        ("en", "In 2019 turnover was $300 million less than a year earlier.", "$300 million",
         "$300 million less"),
        ("it", "Nel 2019 l'interscambio è stato di 300 milioni di dollari inferiore al 2018.",
         "300 milioni di dollari", "300 milioni di dollari inferiore"),
        ("ru", "В 2019 году товарооборот был на 300 млн долларов меньше, чем годом ранее.",
         "на 300 млн долларов", "на 300 млн долларов меньше"),
    ],
)  # fmt: skip
def test_an_amount_less_than_before_is_a_change(
    language: str, text: str, short: str, whole: str
) -> None:
    period = text[: text.find("2019") + 4] + (" году" if language == "ru" else "")
    for phrase in (short, whole):
        figure = entry("change", "-300 million USD", phrase, period_as_stated=period)
        assert rules(text, figure, language=language) == []
        rise = figure | {"value": "300 million USD"}
        assert rules(text, rise, language=language) in (["fall"], ["stated-value"])
        level = rise | {"indicator": "turnover"}
        assert rules(text, level, language=language)[:1] in (["change"], ["stated-unit"])


def test_more_than_so_many_others_is_no_change() -> None:
    text = "In 2019 turnover was $300 million more or less."
    figure = entry("turnover", "300 million USD", "$300 million more or less")
    figure |= {"qualifier": "approximately", "period_as_stated": "In 2019"}
    assert rules(text, figure) == []
    text = "In 2019 freight and visas cost $300 million over 12 months."
    figure = entry("turnover", "300 million USD", "$300 million", period_as_stated="In 2019")
    assert "change" not in rules(text, figure)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "Investors withdrew a net $80 million.", "$80 million", "withdrew"),
        ("en", "Investors pulled out a net $80 million.", "$80 million", "pulled out"),
        ("it", "Gli investitori hanno ritirato 80 milioni di dollari netti.",
         "80 milioni di dollari", "ritirato"),
        ("ru", "Банки вывели чистыми 80 млн долларов.", "80 млн долларов", "вывели"),
    ],
)  # fmt: skip
def test_what_investors_took_out_is_negative(
    language: str, text: str, phrase: str, word: str
) -> None:
    figure = entry("net", "80 million USD", phrase)
    found = f'"{word}" tells a negative amount, the value is positive'
    assert [one for _, one, _ in told(text, figure, language=language)] == [found]
    assert rules(text, figure | {"value": "-80 million USD"}, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Turnover was $4.6 billion, not $4.9 billion.", "$4.9 billion"),
        ("it", "L'interscambio era di 4,6 miliardi di dollari, non 4,9 miliardi di dollari.",
         "4,9 miliardi di dollari"),
        ("ru", "Товарооборот составил 4,6 млрд долларов, а не 4,9 млрд долларов.",
         "4,9 млрд долларов"),
    ],
)  # fmt: skip
def test_what_was_not_so_is_no_figure(language: str, text: str, phrase: str) -> None:
    right = entry("turnover", "4.6 billion USD", phrase.replace("9", "6"))
    wrong = entry("turnover", "4.9 billion USD", phrase)
    (finding,) = told(text, right, wrong, language=language)
    assert finding[0] == "value"
    assert "says that it was not so" in finding[1]
    taken_back = wrong | {"retracted": "2020-02-11", "retracted_reason": "Corrected."}
    assert rules(text, right, taken_back, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "other", "own"),
    [
        ("en", "In 2018 imports were $3 billion and in 2019 exports were $6 billion.",
         "$6 billion", "In 2018", "in 2019"),
        ("it", "Nel 2018 l'import era di 3 miliardi di dollari e nel 2019 l'export era di "
         "6 miliardi di dollari.", "6 miliardi di dollari", "Nel 2018", "nel 2019"),
        ("ru", "Экспорт вырос к уровню 2018 года и достиг в 2019 году 6 млрд долларов.",
         "6 млрд долларов", "2018 года", "в 2019 году"),
    ],
)  # fmt: skip
def test_a_period_that_is_named_stands_nearer_than_any_other(
    language: str, text: str, phrase: str, other: str, own: str
) -> None:
    figure = entry("exports", "6 billion USD", phrase, period_as_stated=own)
    assert "period" not in rules(text, figure, language=language)
    moved = figure | {"period": "2018", "period_as_stated": other}
    found = f'"{own}" stands nearer to the number, and states another period'
    assert found in [one for _, one, _ in told(text, moved, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "period"),
    [
        ("en", "In 2019 turnover rose by 12% on 2015.", "by 12%", "In 2019"),
        ("it", "Nel 2019 l'interscambio è cresciuto del 12% rispetto al 2015.", "12%", "Nel 2019"),
        ("ru", "В 2019 году товарооборот вырос на 12% к уровню 2015 года.", "на 12%",
         "В 2019 году"),
    ],
)  # fmt: skip
def test_a_base_is_one_that_words_name(language: str, text: str, phrase: str, period: str) -> None:
    figure = entry("growth", "12 %", phrase, period_as_stated=period, base="2015")
    assert rules(text, figure, language=language) == []
    end = max(text.find(" on 2015"), text.find(" rispetto"), text.find(" к уровню"))
    alone = f"{text[:end]}."
    found = "no words here name 2015, against which it is measured"
    todo = "correct the base, or leave it out for the same span a year before"
    assert told(alone, figure, language=language) == [("base", found, todo)]
    plain = {key: value for key, value in figure.items() if key != "base"}
    assert rules(alone, plain, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In the fiscal year 2018/19, which ended on 31 March 2019, exports were $6 billion.",
         "In the fiscal year 2018/19, which ended on 31 March 2019"),
        ("it", "Nell'anno fiscale 2018/19, chiuso il 31 marzo 2019, l'export era di $6 miliardi.",
         "Nell'anno fiscale 2018/19, chiuso il 31 marzo 2019"),
        ("ru", "В 2018/19 финансовом году, завершившемся 31 марта 2019 года, экспорт составил "
         "$6 млрд.", "В 2018/19 финансовом году, завершившемся 31 марта 2019 года"),
    ],
)  # fmt: skip
def test_the_printed_end_of_a_fiscal_year_is_its_end(language: str, text: str, words: str) -> None:
    phrase = text[text.find("$") :].rstrip(".")
    right = entry("exports", "6 billion USD", phrase, period="2018-04/2019-03")
    right |= {"period_as_stated": words}
    assert rules(text, right, language=language) == []
    for period in ("2018-07/2019-06", "2018-10/2019-09"):
        assert rules(text, right | {"period": period}, language=language) == ["period", "pending"]


@pytest.mark.parametrize(
    ("text", "year"),
    [("In '19 exports were $6 billion.", "2019"), ("In '98 exports were $6 billion.", "1998")],
)
def test_a_year_of_two_digits_is_one_behind_an_apostrophe(text: str, year: str) -> None:
    figure = entry("exports", "6 billion USD", "$6 billion", period=year)
    figure |= {"period_as_stated": text[:6]}
    assert rules(text, figure) == []
    assert "period" in rules(text, figure | {"period": "2018"})


GROUP = (
    "Exports to Syldavia and Ruritania in 2019 were $2.1 billion and $1.4 billion, respectively."
)


def test_respectively_parts_a_group_that_is_named_by_its_members() -> None:
    first = entry("exports", "2.1 billion USD", "$2.1 billion", period_as_stated="in 2019")
    second = first | {"value": "1.4 billion USD", "as_stated": "$1.4 billion", "partner": "RUR"}
    assert rules(GROUP, first, second) == []
    swapped = (first | {"partner": "RUR"}, second | {"partner": "SYL"})
    assert rules(GROUP, *swapped) == ["area", "area"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "The share of turnover rose by 2 percentage points in 2019.",
         "2 percentage points"),
        ("it", "La quota nell'interscambio è salita di 2 punti percentuali nel 2019.",
         "2 punti percentuali"),
        ("ru", "В 2019 году доля в товарообороте выросла на 2 п.п.", "2 п.п."),
    ],
)  # fmt: skip
def test_a_share_may_rise_beside_the_word_for_its_whole(
    language: str, text: str, phrase: str
) -> None:
    figure = entry("share_change", "2 %", phrase)
    assert rules(text, figure, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "noun"),
    [
        ("en", "A third of turnover was oil.", "third", "a share"),
        ("en", "Syldavia is the second largest partner.", "second", "a rank"),
        ("en", "It was 270 firms.", "270", "a count of what an indicator counts"),
        ("it", "Un quinto dell'interscambio era petrolio.", "Un quinto", "a share"),
        ("it", "La Sildavia è il terzo partner.", "terzo", "a rank"),
        ("it", "Vi operano 270 imprese.", "270", "a count of what an indicator counts"),
        ("ru", "Нефть составила треть товарооборота.", "треть", "a share"),
        ("ru", "Сильдавия занимает третье место среди партнёров.", "третье", "a rank"),
        ("ru", "Там работает 270 компаний.", "270", "a count of what an indicator counts"),
    ],
)
@pytest.mark.parametrize("reason", ["name", "idiom", "not_a_statistic", "plain_count"])
def test_a_rank_a_share_and_a_count_are_statistics(
    language: str, text: str, phrase: str, noun: str, reason: str
) -> None:
    def dismissed(reason: str) -> list[str]:
        row = f"[{{source: note, paragraph: 1, phrase: '{phrase}', reason: {reason}}}]"
        return [found for _, found, _ in told(text, language=language, dismissed=row)]

    assert [one.endswith(f"is {noun}, the reason is {reason}") for one in dismissed(reason)] == [
        True
    ]
    assert dismissed("out_of_scope") == []


@pytest.mark.parametrize(
    ("text", "phrase", "reason"),
    [
        ("Half of the tickets were sold.", "Half", "not_a_statistic"),
        ("Two firms signed it.", "Two", "plain_count"),
        ("The 2003 visa agreement holds.", "2003", "name"),
        ("It was their second visit.", "second", "not_a_statistic"),
    ],
)
def test_what_no_indicator_counts_may_be_dismissed(text: str, phrase: str, reason: str) -> None:
    row = f"[{{source: note, paragraph: 1, phrase: {phrase}, reason: {reason}}}]"
    assert told(text, dismissed=row) == []


def test_what_is_no_range_is_dismissed_as_none() -> None:
    row = "[{source: note, paragraph: 1, phrase: $6 billion, reason: range}]"
    (finding,) = told("Exports were $6 billion.", dismissed=row)
    assert finding[:2] == ("reason", '"$6 billion" is no end of a range')
    ends = "[{source: note, paragraph: 1, phrase: $6-7 billion, reason: range}]"
    assert told("Exports were $6-7 billion.", dismissed=ends) == []


def test_a_phrase_that_ends_before_its_scale_is_told_to_reach_it() -> None:
    text = "Exports were 16.4, 16.2 and 17 billion dollars."
    (finding,) = told(text, entry("exports", "16.4 billion USD", "16.4"))
    todo = "let as_stated reach to the word that prints its scale: 16.4, 16.2 and 17 billion"
    assert finding[0] == "stated-value"
    assert finding[2].startswith(todo)


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "The number of firms is up 35% on 1 June 2019.", "up 35%"),
        ("it", "Le imprese sono aumentate del 35% rispetto al 2019.", "35%"),
        ("ru", "Число компаний выросло на 35% к уровню 2019 года.", "на 35%"),
    ],
)
def test_a_stock_may_have_grown_to_the_day_of_publication(
    language: str, text: str, phrase: str
) -> None:
    base = "2019-06-01" if language == "en" else "2019"
    figure = entry("firms_growth", "35 %", phrase, period="2020-02-11", base=base)
    assert rules(text, figure, language=language) == []
    assert "period" in rules(text, figure | {"period": "2020-01-31"}, language=language)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "value"),
    [
        ("en", "Turnover was $5 billion, a tenth more than before.", "a tenth more", "1/10"),
        ("en", "Turnover was $5 billion, a tenth less than before.", "a tenth less", "-1/10"),
        ("it", "L'interscambio era un quinto in più.", "un quinto in più", "1/5"),
        ("ru", "Товарооборот был на треть больше.", "на треть больше", "1/3"),
    ],
)
def test_a_part_more_is_a_growth(language: str, text: str, phrase: str, value: str) -> None:
    found = rules(text, entry("growth", value, phrase), language=language)
    assert set(found) <= {"pending"}
    other = value.removeprefix("-") if value.startswith("-") else f"-{value}"
    assert "stated-value" in rules(text, entry("growth", other, phrase), language=language)
