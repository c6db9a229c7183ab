"""Rows of a table below a heading that states scale and unit, in three languages.

Of etl/audit/judge: table; etl/audit/read: grid; etl/reading: headings.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

from dataclasses import dataclass

import pytest

from etl.core.problems import Refused
from etl.reading.headings import unit_of
from etl.reading.wordings import Phrases
from tests.one_paragraph import entry, told


@dataclass
class Table:
    """A heading, and rows of exports to two partners in two years."""

    language: str
    heading: str
    words: str
    head: str
    rows: tuple[str, str]
    scale: str
    unit: str

    @property
    def text(self) -> str:
        return f"{self.heading}\n\n{self.head}\n{self.rows[0]}\n{self.rows[1]}"

    def cell(self, number: str, year: str, partner: str, **keys: str) -> dict[str, object]:
        """What is entered for one number."""
        mark = "." if self.language == "en" else ","
        given = {"value": f"{number} {self.scale} {self.unit}", "unit_as_stated": self.words} | keys
        value = given.pop("value")
        phrase = number.replace(".", mark)
        where = {"paragraph": 2, "period": year, "partner": partner}
        indicator = given.pop("indicator", "exports")
        return entry(indicator, value, phrase, **where, **{k: v for k, v in given.items() if v})

    def said(self, *cells: dict[str, object]) -> list[tuple[str, str]]:
        """Rule and finding of everything that is wrong, but for cells that no figure holds."""
        found = told(self.text, *cells, language=self.language)
        return [(rule, fault) for rule, fault, _ in found if rule != "pending"]


TABLES = (
    Table("en", "Exports of Borduria (USD million)", "USD million", "Partner 2018 2019",
          ("Syldavia 412.5 430.1", "Ruritania 88.1 91.7"), "million", "USD"),
    Table("en", "Exports of Borduria, in mln EUR", "mln EUR", "Partner | 2018 | 2019",
          ("Syldavia | 412.5 | 430.1", "Ruritania | 88.1 | 91.7"), "million", "EUR"),
    Table("it", "Esportazioni (in milioni di euro)", "milioni di euro", "Partner; 2018; 2019",
          ("Sildavia; 412,5; 430,1", "Ruritania; 88,1; 91,7"), "million", "EUR"),
    Table("it", "Esportazioni, migliaia di USD", "migliaia di USD", "Partner\t2018\t2019",
          ("Sildavia\t412,5\t430,1", "Ruritania\t88,1\t91,7"), "thousand", "USD"),
    Table("ru", "Экспорт Бордурии, млн долл. США", "млн долл. США", "Партнёр | 2018 | 2019",
          ("Сильдавия | 412,5 | 430,1", "Руритания | 88,1 | 91,7"), "million", "USD"),
    Table("ru", "Экспорт Бордурии (тыс. евро)", "тыс. евро", "Партнёр 2018 2019",
          ("Сильдавия 412,5 430,1", "Руритания 88,1 91,7"), "thousand", "EUR"),
)  # fmt: skip


@pytest.fixture(params=TABLES, ids=lambda table: f"{table.language}-{table.words}")
def table(request: pytest.FixtureRequest) -> Table:
    """Each table."""
    assert isinstance(request.param, Table)
    return request.param


def test_every_cell_is_recorded_and_the_heads_are_accounted_for(table: Table) -> None:
    cells = [
        table.cell(number, year, partner)
        for partner, numbers in (("SYL", ("412.5", "430.1")), ("RUR", ("88.1", "91.7")))
        for number, year in zip(numbers, ("2018", "2019"), strict=True)
    ]
    assert told(table.text, *cells, language=table.language) == []


def test_another_scale_or_currency_than_the_heading_is_refused(table: Table) -> None:
    other = "EUR" if table.unit == "USD" else "USD"
    for value, rule in (
        (f"412.5 {table.scale} {other}", "stated-unit"),
        (f"412.5 billion {table.unit}", "stated-value"),
        (f"412.5 {table.unit}", "stated-value"),
    ):
        said = table.said(table.cell("412.5", "2018", "SYL", value=value))
        assert [one for one, _ in said] == [rule]


def test_a_bare_cell_below_a_heading_is_asked_about(table: Table) -> None:
    bare = table.cell("412.5", "2018", "SYL", value=f"412.5 {table.unit}", unit_as_stated="")
    (finding,) = table.said(bare)
    fault = f'"{table.words}" in paragraph 1 states scale and unit of what is below it'
    assert finding == ("unit", fault)


def test_words_that_stand_nowhere_are_no_heading(table: Table) -> None:
    words = {"en": "GBP million", "it": "mln GBP", "ru": "млн GBP"}[table.language]
    cell = table.cell("412.5", "2018", "SYL", unit_as_stated=words, value="412.5 million GBP")
    fault = f'unit_as_stated "{words}" stands neither here nor in a paragraph before'
    assert table.said(cell) == [("unit", fault)]


def test_a_year_of_another_column_is_refused(table: Table) -> None:
    fault = '"2018" stands at the head of its row or column, the period is 2019'
    assert table.said(table.cell("412.5", "2019", "SYL")) == [("period", fault)]
    fault = '"2019" stands at the head of its row or column, the period is 2018'
    assert table.said(table.cell("91.7", "2018", "RUR")) == [("period", fault)]


def test_a_partner_of_another_row_is_refused(table: Table) -> None:
    name = "Руритания" if table.language == "ru" else "Ruritania"
    fault = f'"{name}" at the head of its row or column names RUR, the partner is SYL'
    for number, year in (("88.1", "2018"), ("91.7", "2019")):
        assert table.said(table.cell(number, year, "SYL")) == [("area", fault)]


def test_a_title_with_two_areas_is_no_head_of_two_columns_of_years() -> None:
    table = Table("en", "Borduria and Ruritania: exports, USD million", "USD million",
                  "Partner 2018 2019", ("Syldavia 412.5 430.1", "Others 88.1 91.7"),
                  "million", "USD")  # fmt: skip
    assert table.said(table.cell("430.1", "2019", "SYL")) == []
    fault = '"Syldavia" at the head of its row or column names SYL, the partner is RUR'
    assert table.said(table.cell("430.1", "2019", "RUR")) == [("area", fault)]


@pytest.mark.parametrize(
    ("language", "text", "words", "unit"),
    [
        ("en", "Trade of Borduria with Syldavia, in mln EUR\n\nYear Exports Imports\n"
         "2018 412.5 88.1", "mln EUR", "EUR"),
        ("it", "Scambi con la Sildavia (milioni di euro)\n\nAnno; Esportazioni; Importazioni\n"
         "2018; 412,5; 88,1", "milioni di euro", "EUR"),
        ("ru", "Торговля с Сильдавией, млн долл.\n\nГод | Экспорт | Импорт\n2018 | 412,5 | 88,1",
         "млн долл.", "USD"),
    ],
)  # fmt: skip
def test_columns_name_indicators_and_rows_begin_with_their_year(
    language: str, text: str, words: str, unit: str
) -> None:
    phrases = ("412.5", "88.1") if language == "en" else ("412,5", "88,1")

    def said(first: str, second: str, year: str = "2018") -> list[tuple[str, str]]:
        where = {"paragraph": 2, "period": year, "unit_as_stated": words}
        one = entry(first, f"412.5 million {unit}", phrases[0], **where)
        two = entry(second, f"88.1 million {unit}", phrases[1], **where)
        return [(r, f) for r, f, _ in told(text, one, two, language=language) if r != "pending"]

    assert said("exports", "imports") == []
    turned = said("imports", "exports")
    assert [rule for rule, _ in turned] == ["indicator", "indicator"]
    assert turned[0][1].endswith("names exports, the figure is imports")
    fault = '"2018" stands at the head of its row or column, the period is 2017'
    assert said("exports", "imports", "2017") == [("period", fault)] * 2


@pytest.mark.parametrize(
    ("language", "text", "near", "far"),
    [
        ("en", "Exports, USD million\n\nSyldavia 2017: 5.1\n\nExports, EUR thousand\n\n"
         "Syldavia 2018: 412.5", ("EUR thousand", "412.5 thousand EUR"),
         ("USD million", "412.5 million USD")),
        ("it", "Esportazioni, mln USD\n\nSildavia 2017: 5,1\n\nEsportazioni, migliaia di euro\n\n"
         "Sildavia 2018: 412,5", ("migliaia di euro", "412.5 thousand EUR"),
         ("mln USD", "412.5 million USD")),
        ("ru", "Экспорт, млн долл.\n\nСильдавия 2017: 5,1\n\nЭкспорт, тыс. евро\n\n"
         "Сильдавия 2018: 412,5", ("тыс. евро", "412.5 thousand EUR"),
         ("млн долл.", "412.5 million USD")),
    ],
)  # fmt: skip
def test_the_nearest_heading_is_that_of_a_number(
    language: str, text: str, near: tuple[str, str], far: tuple[str, str]
) -> None:
    phrase = "412.5" if language == "en" else "412,5"

    def said(words: str, value: str) -> list[tuple[str, str]]:
        figure = entry("exports", value, phrase, paragraph=4, period="2018", unit_as_stated=words)
        return [(r, f) for r, f, _ in told(text, figure, language=language) if r != "pending"]

    assert said(*near) == []
    fault = f'"{near[0]}" in paragraph 3 stands nearer than the words that are named'
    assert said(*far) == [("unit", fault)]


def test_a_head_of_a_column_may_have_its_own_unit() -> None:
    text = "Trade with Syldavia, USD million\n\nYear | Exports, EUR thousand\n2018 | 412.5"
    where = {"paragraph": 2, "period": "2018"}
    right = entry("exports", "412.5 thousand EUR", "412.5", unit_as_stated="EUR thousand", **where)
    rules = [rule for rule, _, _ in told(text, right) if rule != "pending"]
    assert rules == []
    far = entry("exports", "412.5 million USD", "412.5", unit_as_stated="USD million", **where)
    assert "unit" in [rule for rule, _, _ in told(text, far)]


def test_shares_and_declared_units_have_headings_as_well() -> None:
    tea = "Freight, thousand tonnes\n\nSyldavia 2019: 5.2"
    keys = {"paragraph": 2, "unit_as_stated": "thousand tonnes"}
    assert told(tea, entry("freight", "5.2 thousand tonne", "5.2", **keys)) == []
    wrong = told(tea, entry("freight", "5.2 million tonne", "5.2", **keys))
    assert [rule for rule, _, _ in wrong] == ["stated-value"]
    share = "Share in turnover (%)\n\nSyldavia 2019: 5.2"
    assert told(share, entry("share", "5.2 %", "5.2", paragraph=2, unit_as_stated="%")) == []


def test_a_number_with_its_own_unit_takes_none_from_a_heading() -> None:
    text = "Exports, USD million\n\nSyldavia 2019: $5 thousand"
    figure = entry("exports", "5 thousand USD", "$5 thousand", paragraph=2,
                   unit_as_stated="USD million")  # fmt: skip
    assert told(text, figure)[0][:2] == (
        "stated-unit",
        '"$5 thousand" prints its own unit, unit_as_stated another',
    )


def test_prose_has_no_cells() -> None:
    text = "Exports and imports of Borduria\n\nIn 2019 exports were $5 billion, imports $2 billion."
    for indicator, phrase in (("exports", "$5 billion"), ("imports", "$2 billion")):
        figure = entry(indicator, phrase[1:] + " USD", phrase, paragraph=2)
        assert [r for r, _, _ in told(text, figure) if r != "pending"] == []


@pytest.mark.parametrize(
    ("language", "words", "unit", "scale"),
    [
        ("en", "USD million", "USD", 6), ("en", "in mln EUR", "EUR", 6), ("en", "$ bn", "USD", 9),
        ("en", "(in thousands of US dollars)", "USD", 3), ("en", "million", "", 6),
        ("it", "in milioni di euro", "EUR", 6), ("it", "migliaia di USD", "USD", 3),
        ("it", "(mln €)", "EUR", 6),
        ("ru", "млн долл.", "USD", 6), ("ru", "в млрд рублей", "RUB", 9),
        ("ru", "тыс. евро", "EUR", 3),
    ],
)  # fmt: skip
def test_words_of_a_heading_are_one_of_their_unit(
    language: str, words: str, unit: str, scale: int
) -> None:
    reading = unit_of(words, language, Phrases())
    assert reading.quantity is not None
    assert (reading.unit, reading.quantity.scale) == (unit, scale)


@pytest.mark.parametrize("words", ["exports", "5 million USD", "of which", ""])
def test_other_words_are_no_heading(words: str) -> None:
    with pytest.raises(Refused) as refused:
        unit_of(words, "en", Phrases())
    assert refused.value.rule == "stated-unreadable"


@pytest.mark.parametrize(
    "text",
    [
        "Exports, million dollars\n\n| Partner | 2018 | 2019 |\n| --- | --- | --- |\n"
        "| Syldavia | 412.5 | 430.1 |",
        "Exports, million dollars\n\n         2018    2019\nSyldavia 412.5   430.1\n"
        "Total (1.5) -2.5",
        "Exports, million dollars\n\nPartner 2018 2019 2019/2018, %\nSyldavia 412.5 430.1 104.3",
        "Exports, million dollars\n\n2018: 412.5\n2019: 430.1",
    ],
)
def test_rows_of_many_shapes_have_their_years(text: str) -> None:
    def said(year: str) -> list[tuple[str, str]]:
        where = {"paragraph": 2, "period": year, "unit_as_stated": "million dollars"}
        found = told(text, entry("exports", "430.1 million USD", "430.1", **where))
        return [(rule, fault) for rule, fault, _ in found if rule != "pending"]

    assert said("2019") == []
    fault = '"2019" stands at the head of its row or column, the period is 2018'
    assert said("2018") == [("period", fault)]


def test_a_part_of_the_year_of_a_column_needs_words() -> None:
    text = "Exports, million dollars\n\nPartner January-June 2018 January-June 2019\n"
    text += "Syldavia 412.5 430.1"
    where = {"paragraph": 2, "unit_as_stated": "million dollars"}
    half = entry("exports", "430.1 million USD", "430.1", period="2019-S1", **where)
    assert [r for r, _, _ in told(text, half) if r != "pending"] == []
    whole = entry("exports", "430.1 million USD", "430.1", period="2018-Q1", **where)
    assert "period" in [r for r, _, _ in told(text, whole)]


def test_a_fiscal_year_that_is_not_declared_says_where() -> None:
    text = "In fiscal year 2018/19 exports to Syldavia were $5 billion."
    words = {"period": "2018-08/2019-07", "period_as_stated": "In fiscal year 2018/19"}
    figure = entry("exports", "5 billion USD", "$5 billion", **words)
    (finding,) = [one for one in told(text, figure) if one[0] == "period"]
    end = "or declare fiscal_year_start, the month in which such years begin"
    assert finding[2].endswith(end)
    assert told(text, figure, dataset="fiscal_year_start: 8") == []


PROSE_WITH_A_YEAR = [
    ("en", "Investment from Syldavia since 2005: $6 billion.", "$6 billion", "fdi",
     "2005/2020-02-11", "2005"),
    ("en", "Investment from Syldavia since 2005 – $6 billion.", "$6 billion", "fdi",
     "2005/2020-02-11", "2005"),
    ("it", "Investimenti dalla Sildavia dal 2005: 6 miliardi di dollari.",
     "6 miliardi di dollari", "fdi", "2005/2020-02-11", "2005"),
    ("en", "In 2019 – after the flood of 2018 – exports to Syldavia were $6 billion.",
     "$6 billion", "exports", "2019", "2018"),
    ("en", "In 2019 exports to Syldavia were up against 2018: $6 billion.", "$6 billion",
     "exports", "2019", "2018"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "phrase", "indicator", "right", "wrong"), PROSE_WITH_A_YEAR
)
def test_a_year_behind_words_is_at_the_head_of_no_row(
    language: str, text: str, phrase: str, indicator: str, right: str, wrong: str
) -> None:
    def said(period: str) -> list[str]:
        keys = {"period": period}
        if "/" in period:
            keys |= {"period_basis": "inferred", "period_reason": "To the day of the text."}
        figure = entry(indicator, "6 billion USD", phrase, **keys)
        return [r for r, _, _ in told(text, figure, language=language) if r != "pending"]

    assert said(right) == []
    assert said(wrong) == ["period"]


def test_a_longer_time_at_the_head_of_a_row_is_not_its_year() -> None:
    text = "Investment from Syldavia\n\n2005 – 2010 | $6 billion"

    def said(period: str) -> list[str]:
        figure = entry("fdi", "6 billion USD", "$6 billion", period=period, paragraph=2)
        return [r for r, _, _ in told(text, figure) if r != "pending"]

    assert said("2005/2010") == []
    assert said("2010") == ["period"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Last year, unlike imports, exports to Syldavia reached $6 billion (12%).",
         "$6 billion"),
        ("it", "L'anno scorso, a differenza delle importazioni, le esportazioni verso la Sildavia "
         "hanno raggiunto 6 miliardi di dollari (12%).", "6 miliardi di dollari"),
        ("ru", "В прошлом году, в отличие от импорта, экспорт в Сильдавию достиг "
         "6 млрд долларов (12%).", "6 млрд долларов"),
        ("en", "Last year, unlike imports, exports to Syldavia reached | $6 billion | 12% |",
         "$6 billion"),
    ],
)  # fmt: skip
def test_an_amount_with_a_percentage_in_brackets_is_no_row(
    language: str, text: str, phrase: str
) -> None:
    def said(indicator: str) -> list[str]:
        figure = entry(indicator, "6 billion USD", phrase)
        return [r for r, _, _ in told(text, figure, language=language) if r != "pending"]

    assert said("exports") == []
    assert said("imports") == ["indicator"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| | 2018 | 2019 |", "| Syldavia | – | 612.5 |"),
        ("| | 2018 | 2019 |", "| Syldavia | | 612.5 |"),
        ("Partner\t2017\t2018\t2019", "Syldavia\t5.5\t…\t612.5"),
        ("| | 2018 | 2019 | change |", "| Syldavia | - | 612.5 | - |"),
    ],
)
def test_a_missing_cell_moves_no_column(head: str, row: str) -> None:
    text = f"Exports, million dollars\n\n{head}\n{row}"
    where = {"paragraph": 2, "unit_as_stated": "million dollars"}

    def said(year: str) -> list[tuple[str, str]]:
        figure = entry("exports", "612.5 million USD", "612.5", period=year, **where)
        return [(r, f) for r, f, _ in told(text, figure) if r != "pending"]

    assert said("2019") == []
    fault = '"2019" stands at the head of its row or column, the period is 2018'
    assert said("2018") == [("period", fault)]


def test_a_missing_cell_moves_no_name_of_a_column() -> None:
    text = "Trade with Syldavia, million dollars\n\n| | Exports | Imports |\n| 2019 | – | 612.5 |"
    where = {"paragraph": 2, "unit_as_stated": "million dollars"}

    def said(indicator: str) -> list[str]:
        figure = entry(indicator, "612.5 million USD", "612.5", **where)
        return [r for r, _, _ in told(text, figure) if r != "pending"]

    assert said("imports") == []
    assert said("exports") == ["indicator"]


def test_the_base_of_a_cell_is_asked_about() -> None:
    text = "Growth of turnover with Syldavia\n\n2018 | 7%\n2019 | 6%"

    def said(**base: str) -> list[str]:
        figure = entry("growth", "6 %", "6%", paragraph=2, **base)
        return [fault for rule, fault, _ in told(text, figure) if rule == "base"]

    assert said() == []
    assert said(base="2010") == ["no words here name 2010, against which it is measured"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Exports to Syldavia\n\n2018: $5 billion (up 4%)\n2019: $6 billion (up 5%).",
         "$6 billion"),
        ("it", "Esportazioni verso la Sildavia\n\n2018: 5 miliardi di dollari (in crescita del 4%)"
         "\n2019: 6 miliardi di dollari (in crescita del 5%).", "6 miliardi di dollari"),
        ("ru", "Экспорт в Сильдавию\n\n2018 – 5 млрд долларов (рост на 4%)\n"
         "2019 – 6 млрд долларов (рост на 5%).", "6 млрд долларов"),
    ],
)  # fmt: skip
def test_the_first_number_behind_a_year_is_of_it_whatever_follows(
    language: str, text: str, phrase: str
) -> None:
    def said(year: str) -> list[str]:
        figure = entry("exports", "6 billion USD", phrase, period=year, paragraph=2)
        return [r for r, _, _ in told(text, figure, language=language) if r != "pending"]

    assert said("2019") == []
    assert said("2018") == ["period"]
