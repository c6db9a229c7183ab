"""What passed without a word, or was refused though true, in texts that a stranger wrote.

Of etl/audit/judge: atoms, areas, far, goods, ranks, years; etl/words: waters.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, remarks, told

FIVE = {"en": "$5 billion", "it": "5 miliardi di dollari", "ru": "5 млрд долларов"}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2019, 450 Bordurian students were at Syldavian universities.",
         "Bordurian students"),
        ("it", "Nel 2019 450 studenti bordurini erano nelle università di Sildavia.",
         "studenti bordurini"),
        ("ru", "В 2019 году 450 бордурских студентов учились в вузах Сильдавии.",
         "бордурских студентов"),
    ],
)  # fmt: skip
def test_who_is_told_of_first_is_whose_it_is_but_in_a_share(
    language: str, text: str, words: str
) -> None:
    assert remarks(text, entry("students", "450", "450"), language=language) == []
    turned = entry("students", "450", "450", reporter="SYL", partner="BOR")
    fault = f'"{words}" tells of what BOR has, students is what SYL has'
    assert remarks(text, turned, language=language) == [("indicator", fault)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "There were 52 firms of Syldavia at end-2018.", "at end-2018"),
        ("it", "A fine 2018 le imprese di Sildavia erano 52.", "A fine 2018"),
        ("ru", "На конец 2018 года работало 52 компании Сильдавии.", "На конец 2018 года"),
    ],
)
def test_the_end_of_a_printed_year_is_a_day_of_what_is_counted(
    language: str, text: str, words: str
) -> None:
    def said(day: str) -> list[tuple[str, str]]:
        figure = entry("firms", "52", "52", period=day, period_as_stated=words)
        return remarks(text, figure, language=language)

    assert said("2018-12-31") == []
    for day in ("2018-12-30", "2018-01-01", "2019-12-31"):
        fault = f'"{words}" states 2018 or 2018-12-31, the period is {day}'
        assert said(day) == [("period", fault)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Exports were $4 billion last year and will be $5 billion this one.", "this one"),
        ("it", "L'anno scorso le esportazioni erano di 4 miliardi di dollari, quello in corso "
         "saranno di 5 miliardi di dollari.", "quello in corso"),
        ("ru", "В прошлом году экспорт составил 4 млрд долларов, а в нынешнем составит "
         "5 млрд долларов.", "в нынешнем"),
    ],
)  # fmt: skip
def test_this_one_is_the_year_of_the_text(language: str, text: str, words: str) -> None:
    def said(year: str) -> list[tuple[str, str]]:
        keys = {"period_as_stated": words, "period_basis": "inferred", "period_reason": "As told."}
        phrase = FIVE[language]
        figure = entry("exports", "5 billion USD", phrase, period=year, status="forecast", **keys)
        return remarks(text, figure, language=language)

    assert said("2020") == []
    assert said("2021") == [("period", f'"{words}" states 2020, the period is 2021')]


def test_to_add_up_to_an_amount_is_neither_a_limit_nor_a_rise() -> None:
    text = "In 2019 turnover with Syldavia adds up to less than $5 billion."
    less = entry("turnover", "5 billion USD", "less than $5 billion", qualifier="less_than")
    assert remarks(text, less, language="en") == []
    plain = "In 2019 turnover with Syldavia added up to $5 billion."
    assert remarks(plain, entry("turnover", "5 billion USD", "$5 billion"), language="en") == []
    limit = entry("turnover", "5 billion USD", "$5 billion", qualifier="at_most")
    assert [rule for rule, _ in remarks(plain, limit, language="en")] == ["stated-qualifier"]
    bare = "In 2019 turnover with Syldavia was up to $5 billion."
    exact = entry("turnover", "5 billion USD", "$5 billion")
    assert ("qualifier", '"up to" stands beside the phrase') in remarks(bare, exact, language="en")


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "On 31 December 2019 there were 640 firms, 45 more than a year earlier.", "45 more"),
        ("it", "Al 31 dicembre 2019 le imprese erano 640, 45 in più rispetto a un anno prima.",
         "45 in più"),
        ("ru", "На 31 декабря 2019 года было 640 компаний, на 45 больше, чем годом ранее.",
         "на 45 больше"),
    ],
)  # fmt: skip
def test_so_many_more_are_no_stock_though_the_phrase_holds_the_word(
    language: str, text: str, phrase: str
) -> None:
    figure = entry("firms", "45", phrase, period="2019-12-31")
    whole = entry("firms", "640", "640", period="2019-12-31")
    assert remarks(text, whole, language=language) == []
    said = [rule for rule, _ in remarks(text, figure, language=language)]
    assert said == ["stated-unit" if language == "ru" else "change"]


@pytest.mark.parametrize(
    ("language", "text", "phrases", "sea", "world"),
    [
        ("en", "In 2019 Syldavia was our third partner in the Persian Gulf and 38th in the world.",
         ("third", "38th"), "Persian", "the world"),
        ("it", "Nel 2019 la Sildavia era il terzo partner nel Golfo Persico e il trentottesimo al "
         "mondo.", ("terzo", "trentottesimo"), "Golfo", "al mondo"),
        ("ru", "В 2019 году Сильдавия была третьим партнёром в Персидском заливе и тридцать "
         "восьмым в мире.", ("третьим", "тридцать восьмым"), "Персидском", "мире"),
    ],
)  # fmt: skip
def test_a_sea_is_no_economy_and_each_rank_is_among_its_own(
    language: str, text: str, phrases: tuple[str, str], sea: str, world: str
) -> None:
    def said(first: dict[str, str], second: dict[str, str]) -> list[str]:
        figures = (
            entry("rank", "3", phrases[0], **first),
            entry("rank", "38", phrases[1], **second),
        )
        return [fault for _, fault in remarks(text, *figures, language=language)]

    gulf = {"among": "Persian Gulf"}
    assert said(gulf, {}) == []
    one, other = said({}, gulf)
    assert one == f'"{sea}" names among whom, among is not set'
    assert other.startswith(f'"{world}" names among whom')
    assert other.endswith("among is Persian Gulf")


def test_seas_named_after_an_economy_are_no_partners() -> None:
    for sea in ("across the South China Sea", "by the Sea of Japan", "off the Gulf of Mexico"):
        text = f"In 2019 exports shipped {sea} to Syldavia were $5 billion."
        figure = entry("exports", "5 billion USD", "$5 billion")
        assert remarks(text, figure, language="en") == []
    text = "In 2019 exports to China were $5 billion."
    (finding,) = remarks(text, entry("exports", "5 billion USD", "$5 billion"), language="en")
    assert finding == ("area", '"China" beside it is CHN, the partner is SYL')


@pytest.mark.parametrize(
    ("language", "text", "phrases"),
    [
        ("en", "Rank among partners: 11th (2019: 13th)", ("11th", "13th")),
        ("it", "Posizione tra i partner: 11ª (2019: 13ª)", ("11ª", "13ª")),
        ("ru", "Место среди партнёров: 11-е (2019: 13-е)", ("11-е", "13-е")),
    ],
)
def test_a_year_in_brackets_with_a_number_is_that_numbers_alone(
    language: str, text: str, phrases: tuple[str, str]
) -> None:
    def said(**keys: object) -> list[tuple[str, str]]:
        inferred = {"period_basis": "inferred", "period_reason": "The day of the table."}
        first = entry("rank", "11", phrases[0], **inferred, **keys)
        found = told(text, first, entry("rank", "13", phrases[1]), language=language)
        return [one[:2] for one in found]

    fault = '"2019" is told of another number, and states 2019'
    assert said() == [("period", fault)]
    assert said(meant=["period 2019"]) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2018 turnover was $7 billion.\n\nIt was $5 billion a year earlier.",
         "a year earlier"),
        ("it", "Nel 2018 l'interscambio era di 7 miliardi di dollari.\n\nUn anno prima era di "
         "5 miliardi di dollari.", "Un anno prima"),
        ("ru", "В 2018 году товарооборот составил 7 млрд долларов.\n\nГодом ранее он составил "
         "5 млрд долларов.", "Годом ранее"),
    ],
)  # fmt: skip
def test_a_year_earlier_is_before_a_year_that_is_told_of_whatever_the_reason_prints(
    language: str, text: str, words: str
) -> None:
    def said(year: str, reason: str) -> list[tuple[str, str]]:
        keys = {"period_as_stated": words, "period_basis": "inferred", "period_reason": reason}
        figure = entry(
            "turnover", "5 billion USD", FIVE[language], period=year, paragraph=2, **keys
        )
        return remarks(text, figure, language=language)

    assert said("2017", "A year before 2018.") == []
    fault = f'"{words}" is a year before what is told of, and no words before tell of a period a '
    fault += "year after 2016"
    assert said("2016", "A year before 2016.") == [("period", fault)]
    assert said("2016", "In 2016, as 2017 is meant.") == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In January-June 2019 imports were $7 billion.\n\nOver the same six months exports "
         "were $5 billion.", "Over the same six months"),
        ("it", "Nel primo semestre del 2019 le importazioni erano di 7 miliardi di dollari.\n\n"
         "Nello stesso periodo le esportazioni erano di 5 miliardi di dollari.",
         "Nello stesso periodo"),
        ("ru", "В первом полугодии 2019 года импорт составил 7 млрд долларов.\n\nЗа тот же период "
         "экспорт составил 5 млрд долларов.", "За тот же период"),
    ],
)  # fmt: skip
def test_the_same_months_are_those_that_are_told_of(language: str, text: str, words: str) -> None:
    def said(period: str) -> list[tuple[str, str]]:
        keys = {"period_as_stated": words, "period_basis": "inferred", "period_reason": "As told."}
        figure = entry(
            "exports", "5 billion USD", FIVE[language], period=period, paragraph=2, **keys
        )
        return remarks(text, figure, language=language)

    assert said("2019-S1") == []
    for period in ("2019-Q2", "2019", "2019-S2"):
        fault = f'"{words}" are those that are told of, and no words before tell of {period}'
        assert said(period) == [("period", fault)]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "Compared with 2015, turnover has doubled.", "doubled", "Compared with 2015"),
        ("it", "Rispetto al 2015 l'interscambio è raddoppiato.", "raddoppiato", "Rispetto al 2015"),
        ("ru", "По сравнению с 2015 годом товарооборот вырос вдвое.", "вырос вдвое",
         "По сравнению с 2015 годом"),
    ],
)  # fmt: skip
def test_what_opens_a_sentence_is_what_it_is_measured_against(
    language: str, text: str, phrase: str, words: str
) -> None:
    def said(**base: str) -> list[tuple[str, str]]:
        keys = {"period_basis": "inferred", "period_reason": "Only the base is printed."}
        return remarks(text, entry("times", "2", phrase, **keys, **base), language=language)

    assert said(base="2015") == []
    fault = f'"{words}" measures it against 2015, the figure against '
    assert said(base="2016") == [("base", f"{fault}2016")]
    assert said() == [("base", f"{fault}the same span a year before")]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "For 2020 the ministry estimates exports at $5 billion.", "estimates"),
        ("it", "Per il 2020 il ministero stima esportazioni per 5 miliardi di dollari.", "stima"),
        ("ru", "На 2020 год министерство оценивает экспорт в 5 млрд долларов.", "оценивает"),
    ],
)
def test_an_estimate_of_what_is_to_come_is_a_forecast(language: str, text: str, word: str) -> None:
    words = {"en": "For 2020", "it": "Per il 2020", "ru": "На 2020 год"}[language]

    def said(status: str) -> list[tuple[str, str]]:
        keys = {"status": status, "period_as_stated": words}
        figure = entry("exports", "5 billion USD", FIVE[language], period="2020", **keys)
        return remarks(text, figure, language=language)

    assert said("forecast") == []
    fault = f'"{word}" beside it tells an estimate of what comes after the day of publication'
    assert said("estimate") == [("status", fault)]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "words"),
    [
        ("en", "In 2019 half of all horse meat came from Syldavia.", "half", "of all horse meat"),
        ("it", "Nel 2019 metà della carne equina veniva dalla Sildavia.", "metà", "della carne"),
        ("ru", "В 2019 году половина всего мяса пришла из Сильдавии.", "половина", "всего мяса"),
    ],
)
def test_half_of_the_meat_is_no_half_of_trade(
    language: str, text: str, phrase: str, words: str
) -> None:
    fault = f'"{words}" tells of a part, and share names no such goods'
    figure = entry("share", "1/2", phrase)
    assert remarks(text, figure, language=language) == [("indicator", fault)]
    traded = {
        "en": "In 2019 half of all trade was with Syldavia.",
        "it": "Nel 2019 metà dell'interscambio era con la Sildavia.",
        "ru": "В 2019 году половина товарооборота пришлась на Сильдавию.",
    }[language]
    assert remarks(traded, figure, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "In 2019 exports to Syldavia were $5 billion.", "exports"),
        ("it", "Nel 2019 le esportazioni verso la Sildavia erano di 5 miliardi di dollari.",
         "esportazioni"),
        ("ru", "В 2019 году экспорт в Сильдавию составил 5 млрд долларов.", "экспорт"),
    ],
)  # fmt: skip
def test_what_has_no_words_of_its_own_is_asked_about_beside_those_of_another(
    language: str, text: str, word: str
) -> None:
    fault = f'"{word}" near it names exports, the figure is net'
    figure = entry("net", "5 billion USD", FIVE[language])
    assert ("indicator", fault) in remarks(text, figure, language=language)
    invested = {
        "en": "In 2019, as exports grew, investment from Syldavia was $5 billion.",
        "it": "Nel 2019 gli investimenti della Sildavia sono stati di 5 miliardi di dollari.",
        "ru": "В 2019 году инвестиции Сильдавии составили 5 млрд долларов.",
    }[language]
    assert remarks(invested, figure, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "In 2019 Syldavia was the ninth-largest buyer, up from 14th place in 2018.", "14th",
         "buyer"),
        ("it", "Nel 2019 la Sildavia era il nono acquirente, dal quattordicesimo posto del 2018.",
         "quattordicesimo", "acquirente"),
        ("ru", "В 2019 году Сильдавия — девятый покупатель (с четырнадцатого места в 2018 году).",
         "четырнадцатого", "покупатель"),
    ],
)  # fmt: skip
def test_the_place_that_a_rank_came_from_is_among_the_same(
    language: str, text: str, phrase: str, word: str
) -> None:
    buyers = entry("rank", "14", phrase, period="2018", among="buyers")
    assert remarks(text, buyers, language=language) == []
    everybody = entry("rank", "14", phrase, period="2018", among="all partners")
    fault = f'"{word}" names among whom, among is all partners'
    assert remarks(text, everybody, language=language) == [("among", fault)]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "In 2019 turnover was $5 billion.", "tell that WLD is the reporter"),
        ("it", "Nel 2019 l'interscambio era di 5 miliardi di dollari.",
         "tell that WLD is the reporter"),
        ("ru", "В 2019 году товарооборот с Сильдавией составил 5 млрд долларов.",
         "name WLD, the reporter"),
    ],
)  # fmt: skip
def test_the_world_reports_only_where_words_name_it(language: str, text: str, said: str) -> None:
    figure = entry("turnover", "5 billion USD", FIVE[language], reporter="WLD")
    assert ("area", f"no words here {said}") in remarks(text, figure, language=language)
    named = {
        "en": "In 2019 turnover of the world with Syldavia was $5 billion.",
        "it": "Nel 2019 l'interscambio del mondo con la Sildavia era di 5 miliardi di dollari.",
        "ru": "В 2019 году товарооборот всего мира с Сильдавией составил 5 млрд долларов.",
    }[language]
    assert not any(
        "the reporter" in fault for _, fault in remarks(named, figure, language=language)
    )


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "In 2019 turnover was $5 billion, a quarter up.", "a quarter up", "turnover"),
        ("it", "Nel 2019 l'interscambio era di 5 miliardi di dollari, un quarto in più.",
         "un quarto in più", "interscambio"),
        ("ru", "В 2019 году товарооборот составил 5 млрд долларов, рост на четверть.",
         "рост на четверть", "товарооборот"),
    ],
)  # fmt: skip
def test_a_growth_of_what_no_words_name_is_asked_about(
    language: str, text: str, phrase: str, word: str
) -> None:
    assert remarks(text, entry("growth", "1/4", phrase), language=language) == []
    (finding,) = remarks(text, entry("exports_growth", "1/4", phrase), language=language)
    assert finding[0] == "indicator"
    assert f'"{word}"' in finding[1]
    assert "names turnover" in finding[1]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Turnover since relations were established in 1994 is $5 billion.",
         "since relations were established in 1994"),
        ("it", "Dall'avvio delle relazioni nel 1994 l'interscambio è stato di 5 miliardi di "
         "dollari.", "Dall'avvio delle relazioni nel 1994"),
        ("ru", "С момента установления отношений в 1994 году товарооборот составил 5 млрд "
         "долларов.", "С момента установления отношений в 1994 году"),
    ],
)  # fmt: skip
def test_a_start_with_a_name_and_a_year_opens_a_span(language: str, text: str, words: str) -> None:
    def said(period: str) -> list[tuple[str, str]]:
        keys = {"period_basis": "inferred", "period_reason": "No end is printed."}
        figure = entry("turnover", "5 billion USD", FIVE[language], period=period, **keys)
        return remarks(text, figure, language=language)

    assert said("1994/2020-02-11") == []
    fault = f'"{words}" states 1994/2020-02-11, the period is 1994'
    assert said("1994") == [("period", fault)]
