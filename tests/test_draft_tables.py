"""Numbers of a table are drafted with what the heading and the heads of row and column say.

Of etl/draft: tables.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from etl.audit import audit
from etl.book.load import load
from etl.core.model import Book
from etl.draft import draft
from etl.draft.add import added
from tests.one_paragraph import book_text

DAY: Final = date(2020, 2, 11)
MILLION: Final = Decimal(10**6)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load(book_text("x").encode())
    assert loaded.book is not None
    return loaded.book


def rows(book: Book, language: str, text: str) -> list[tuple[str, str, str, Decimal, str]]:
    made = draft(text, book, DAY, language=language)
    return [
        (one.as_stated, one.indicator.value, one.period.value, one.value or Decimal(0), one.unit)
        for one in made.figures
    ]


TABLES: Final = (
    # years above columns, the unit in the paragraph before
    ("en", "Trade with Syldavia, EUR million\n\n2017 2018\nExports 18.4 21.7\nImports 6.9 5.2",
     [("18.4", "exports", "2017", 18_400_000, "EUR"),
      ("21.7", "exports", "2018", 21_700_000, "EUR"),
      ("6.9", "imports", "2017", 6_900_000, "EUR"), ("5.2", "imports", "2018", 5_200_000, "EUR")]),
    # parts of years above columns
    ("it", "Scambi con la Sildavia, in milioni di dollari:\n\n I sem. 2018 I sem. 2019\n"
     "Esportazioni 7,1 8,8",
     [("7,1", "exports", "2018-S1", 7_100_000, "USD"),
      ("8,8", "exports", "2019-S1", 8_800_000, "USD")]),
    ("ru", "Торговля с Сильдавией, в млн евро\n\n 2018 г. 9 мес. 2019 г.\nИмпорт 61,7 49,3",
     [("61,7", "imports", "2018", 61_700_000, "EUR"),
      ("49,3", "imports", "2019-01/2019-09", 49_300_000, "EUR")]),
    # the year at the head of a row
    ("en", "Exports to Syldavia, USD million\n2018: 612.5\n2019: 640.1",
     [("612.5", "exports", "2018", 612_500_000, "USD"),
      ("640.1", "exports", "2019", 640_100_000, "USD")]),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), TABLES)
def test_a_cell_has_the_unit_of_its_heading_and_the_heads_of_its_row_and_column(
    book: Book, language: str, text: str, expected: list[tuple[str, str, str, int, str]]
) -> None:
    assert rows(book, language, text) == [(*row[:3], Decimal(row[3]), row[4]) for row in expected]


@pytest.mark.parametrize(("language", "text", "expected"), [TABLES[0], TABLES[3]])
def test_what_is_drafted_of_a_table_passes_check_and_audit(
    language: str, text: str, expected: list[tuple[str, str, str, int, str]]
) -> None:
    empty = book_text(text, language=language)
    empty = empty[: empty.index("sources:")] + "sources: []\nfigures: []\n"
    known = load(empty.encode()).book
    assert known is not None
    made = draft(text, known, DAY, "note.txt", language)
    loaded = load(added(empty, made).encode())
    assert loaded.book is not None, loaded.problems
    assert len(loaded.book.figures) == len(expected)
    assert audit(loaded.book, {"note.txt": text.encode()}).findings == ()


def test_a_heading_is_no_amount_and_ends_with_the_next_title(book: Book) -> None:
    text = (
        "Trade with Syldavia, USD million\n\n2018 2019\nExports 18.4 21.7\n\n"
        "Visas issued by Syldavia\n\n2018: 1,145"
    )
    assert rows(book, "en", text)[:2] == [
        ("18.4", "exports", "2018", Decimal("18.4") * MILLION, "USD"),
        ("21.7", "exports", "2019", Decimal("21.7") * MILLION, "USD"),
    ]
    assert [row[3:] for row in rows(book, "en", text)[2:]] == [(Decimal(1145), "count")]


def test_digits_beside_digits_without_a_head_are_dismissed_and_not_lost(book: Book) -> None:
    made = draft("The numbers were 18.4 21.7 here.", book, DAY, language="en")
    assert made.figures == ()
    assert [(one.phrase, one.reason.value) for one in made.dismissed] == [
        ("18.4", "unclear"),
        ("21.7", "unclear"),
    ]


def partners(book: Book, language: str, text: str) -> list[tuple[str, str, str]]:
    """What is printed, whose it is, and the doubt that is told beside it."""
    made = draft(text, book, DAY, language=language).figures
    return [(one.as_stated, one.partner.value, one.doubts.get("partner", "")) for one in made]


NONE: Final = "the head of its row names none"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Borduria and Syldavia\n\nExports of Borduria, mln USD\nCountry | 2017 | 2018\n"
         "Syldavia | 500 | 600\nGermany | 15 | 25\nTotal | 1515 | 1625\nZembla | 3 | 4"),
        ("it", "Borduria e Sildavia\n\nEsportazioni della Borduria, mln USD\nPaese | 2017 | 2018\n"
         "Sildavia | 500 | 600\nGermania | 15 | 25\nTotale | 1515 | 1625\nZembla | 3 | 4"),
        ("ru", "Бордурия и Сильдавия\n\nЭкспорт Бордурии, млн долл.\nСтрана | 2017 | 2018\n"
         "Сильдавия | 500 | 600\nГермания | 15 | 25\nВсего | 1515 | 1625\nЗембла | 3 | 4"),
    ],
)  # fmt: skip
def test_the_partner_of_a_row_is_whom_its_head_names_or_open(
    book: Book, language: str, text: str
) -> None:
    found = partners(book, language, text)
    assert [(number, partner) for number, partner, _ in found] == [
        ("500", "SYL"), ("600", "SYL"), ("15", "DEU"), ("25", "DEU"),
        ("1515", "SYL"), ("1625", "SYL"), ("3", "SYL"), ("4", "SYL"),
    ]  # fmt: skip
    assert [doubt for *_, doubt in found[:2]] == ["", ""]
    assert [doubt for *_, doubt in found[4:]] == [NONE] * 4


def test_a_row_without_a_head_or_that_says_what_is_measured_is_of_the_whole_text(
    book: Book,
) -> None:
    text = "Trade with Syldavia, EUR million\n\n2017 2018\nExports 18.4 21.7"
    assert partners(book, "en", text) == [("18.4", "SYL", ""), ("21.7", "SYL", "")]
    text = "Exports to Syldavia, USD million\n2018: 612.5\n2019: 640.1"
    assert partners(book, "en", text) == [("612.5", "SYL", ""), ("640.1", "SYL", "")]


def test_a_title_with_two_areas_or_indicators_is_no_head_of_columns_of_years(book: Book) -> None:
    text = "Exports and imports, Borduria and Syldavia, USD million\n2017 2018\nRuritania 7.5 8.5"
    found = rows(book, "en", text)
    assert [(number, period) for number, _, period, *_ in found] == [
        ("7.5", "2017"),
        ("8.5", "2018"),
    ]
    assert found[0][1] == found[1][1]
    assert [one for _, one, _ in partners(book, "en", text)] == ["RUR", "RUR"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "head", ["Tourists | 2017 | 2018", "Tourists\n2017 | 2018", "Tourists | H1 2017 | H1 2018"]
)
def test_the_unit_of_a_table_ends_where_another_one_begins(book: Book, gap: str, head: str) -> None:
    text = (
        "Exports of Borduria, mln USD\n\nCountry | 2017 | 2018\nSyldavia | 500 | 600"
        f"{gap}{head}\nSyldavia | 7000 | 8000"
    )
    found = [(number, value, unit) for number, _, _, value, unit in rows(book, "en", text)]
    assert found == [
        ("500", 500 * MILLION, "USD"),
        ("600", 600 * MILLION, "USD"),
        ("7000", Decimal(7000), "count"),
        ("8000", Decimal(8000), "count"),
    ]


def test_a_row_of_years_without_words_goes_on_with_the_table(book: Book) -> None:
    text = (
        "Exports of Borduria, mln USD\n\n2015 | 2016\nSyldavia | 500 | 600\n\n"
        "2017 | 2018\nSyldavia | 700 | 800"
    )
    assert [row[3] for row in rows(book, "en", text)] == [n * MILLION for n in (500, 600, 700, 800)]


def test_of_several_indicators_in_a_title_none_is_taken_without_a_mark(book: Book) -> None:
    title = "Exports and imports of Borduria, USD million"
    made = draft(f"{title}\n2017 2018\nSyldavia 7.5 8.5", book, DAY, language="en").figures
    assert [(one.as_stated, "indicator" in one.doubts) for one in made] == [
        ("7.5", True),
        ("8.5", True),
    ]
    assert made[1].doubts["indicator"] == "its title names several, no head says which"
    rows_ = "2017 2018\nExports 7.5 8.5\nImports 2.5 3.5"
    made = draft(f"{title}\n{rows_}", book, DAY, language="en").figures
    assert [(one.indicator.value, "indicator" in one.doubts) for one in made] == [
        ("exports", False),
        ("exports", False),
        ("imports", False),
        ("imports", False),
    ]
