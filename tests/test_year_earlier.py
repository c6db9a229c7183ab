"""A year earlier at the head of a clause: its amount is of that time, in drafts and audits."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from etl.book.load import load
from etl.core.model import Book
from etl.draft import draft
from tests.conftest import ROOT
from tests.one_paragraph import entry, told

TEXTS: Final = (
    ("en", "In 2019 turnover with Syldavia was $10 billion. A year earlier it was $9.5 billion.",
     "$10 billion", "$9.5 billion"),
    ("en", "In 2019 turnover with Syldavia was $10 billion, and $9.5 billion the year before that.",
     "$10 billion", "$9.5 billion"),
    ("it", "Nel 2019 l'interscambio con la Sildavia era di 10 miliardi di dollari; un anno prima "
     "era di 9,5 miliardi di dollari.", "10 miliardi di dollari", "9,5 miliardi di dollari"),
    ("ru", "В 2019 году товарооборот с Сильдавией составил 10 млрд долларов, годом ранее – "
     "9,5 млрд долларов.", "10 млрд долларов", "9,5 млрд долларов"),
    ("ru", "Товарооборот с Сильдавией в 2019 году – 10 млрд долларов (годом ранее – 9,5 млрд "
     "долларов).", "10 млрд долларов", "9,5 млрд долларов"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "first", "second"), TEXTS)
def test_an_amount_of_a_year_earlier_has_that_period(
    language: str, text: str, first: str, second: str
) -> None:
    def rules(period: str) -> set[str]:
        figures = (
            entry("turnover", "10 billion USD", first),
            entry("turnover", "9.5 billion USD", second, period=period),
        )
        findings = told(text, *figures, language=language)
        return {rule for rule, *_ in findings if rule != "pending"}

    assert rules("2018") == set()
    assert rules("2019") == {"period"}
    assert rules("2017") == {"period"}


@pytest.mark.parametrize(
    "text",
    [
        "In 2019, compared with a year earlier, turnover with Syldavia rose to $10 billion.",
        "In 2019 turnover with Syldavia reached $10 billion, up on a year earlier.",
    ],
)
def test_what_is_measured_against_a_year_earlier_is_of_its_own_time(text: str) -> None:
    findings = told(text, entry("turnover", "10 billion USD", "$10 billion"))
    assert [one for one in findings if one[0] == "period"] == []
    wrong = told(text, entry("turnover", "10 billion USD", "$10 billion", period="2018"))
    assert "period" in {rule for rule, *_ in wrong}


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load(Path(ROOT / "data" / "figures.yaml").read_bytes()).book
    assert loaded
    return loaded


def drafted(book: Book, text: str, language: str) -> list[tuple[str, str, str, str]]:
    """Value, period, base and among of each figure of a text of March 2025."""
    made = draft(text, book, date(2025, 3, 10), language=language)
    return [(f.printed, f.period.value, f.base, f.among) for f in made.figures]


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("ru", "В 2024 году товарооборот с Италией составил 10 млрд долларов, годом ранее – "
         "9,5 млрд долларов.", "2023"),
        ("en", "In the first quarter of 2024 trade with Italy was $10 billion; a year earlier it "
         "was $9.5 billion.", "2023-Q1"),
        ("en", "In 2024 trade with Italy was $10 billion, and $9.5 billion the year before that.",
         "2023"),
        ("it", "Nel 2024 l'interscambio con l'Italia era di 10 miliardi di dollari, l'anno prima "
         "9,5 miliardi.", "2023"),
    ],
)  # fmt: skip
def test_a_draft_takes_the_year_earlier(book: Book, language: str, text: str, second: str) -> None:
    rows = drafted(book, text, language)
    assert [row[0] for row in rows] == ["10 billion USD", "9.5 billion USD"]
    assert rows[1][1] == second
    assert rows[0][1] != second


@pytest.mark.parametrize(
    ("language", "text", "row"),
    [
        ("en", "In 2024 trade with Italy grew by 24% compared to 2019.",
         ("24 %", "2024", "2019", "")),
        ("en", "In 2024 trade with Italy grew by 24% compared to 2023.", ("24 %", "2024", "", "")),
        ("en", "From 2013 to 2023 trade with Italy grew by 40%.", ("40 %", "2023", "2013", "")),
        ("ru", "С 2013 по 2023 год товарооборот с Италией вырос на 40 %.",
         ("40 %", "2023", "2013", "")),
        ("it", "Nel 2024 l'interscambio con l'Italia è cresciuto del 24% rispetto al 2019.",
         ("24 %", "2024", "2019", "")),
    ],
)  # fmt: skip
def test_a_draft_tells_what_a_change_is_measured_against(
    book: Book, language: str, text: str, row: tuple[str, str, str, str]
) -> None:
    assert drafted(book, text, language) == [row]


@pytest.mark.parametrize(
    ("language", "text", "among"),
    [
        ("en", "In 2024 Italy was the third largest partner of Kazakhstan in the European Union.",
         "EU27_2020"),
        ("en", "In 2024 Italy was the third largest partner of Kazakhstan.", ""),
        ("it", "Nel 2024 l'Italia era il terzo partner del Kazakistan nell'Unione europea.",
         "EU27_2020"),
        ("ru", "В 2024 году Италия была третьим партнёром Казахстана в ЕС.", "EU27_2020"),
    ],
)  # fmt: skip
def test_a_draft_tells_among_whom_a_rank_is(
    book: Book, language: str, text: str, among: str
) -> None:
    assert drafted(book, text, language) == [("3", "2024", "", among)]
