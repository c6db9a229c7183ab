"""Drafts: what each number of a text states, key by key, with what must not match beside it.

Of etl/draft: add, build, events, header, model, render, source.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from etl.book.load import load
from etl.cli import main
from etl.core.model import Book
from etl.core.problems import Refused
from etl.draft import draft
from etl.draft.add import added
from etl.draft.model import ProposedFigure
from etl.draft.render import as_yaml
from tests.conftest import ROOT

FIGURES = ROOT / "data" / "figures.yaml"
DAY = date(2025, 3, 10)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load(FIGURES.read_bytes())
    assert loaded.book is not None
    return loaded.book


def rows(text: str, book: Book, language: str = "en") -> list[tuple[str, str, str, str, str]]:
    """Phrase, indicator, partner, period and value of each figure of a draft."""
    return [row(figure) for figure in draft(text, book, DAY, language=language).figures]


def row(figure: ProposedFigure) -> tuple[str, str, str, str, str]:
    value = "" if figure.value is None else f"{figure.value:f}"
    return (
        figure.as_stated,
        figure.indicator.value,
        figure.partner.value,
        figure.period.value,
        value,
    )


def test_a_list_carries_its_period_partner_and_currency_on(book: Book) -> None:
    text = (
        "In January-May 2024, trade between Kazakhstan and Italy amounted to 5.5 billion US"
        " dollars (exports - 5 billion, imports - 500 million)."
    )
    assert rows(text, book) == [
        ("5.5 billion US dollars", "turnover", "ITA", "2024-01/2024-05", "5500000000"),
        ("5 billion", "exports", "ITA", "2024-01/2024-05", "5000000000"),
        ("500 million", "imports", "ITA", "2024-01/2024-05", "500000000"),
    ]


def test_what_is_included_stands_after_its_number(book: Book) -> None:
    text = (
        "Trade with the European Union reached $40 billion in 2024, including $30 billion in"
        " exports from Kazakhstan and $10 billion in imports."
    )
    assert [(phrase, indicator) for phrase, indicator, *_ in rows(text, book)] == [
        ("$40 billion", "turnover"),
        ("$30 billion", "exports"),
        ("$10 billion", "imports"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In 2023, Italy invested $2 billion in Kazakhstan.", ("fdi_inflow", "KAZ", "ITA")),
        ("en", "In 2023, Kazakhstan invested $2 billion in Italy.", ("fdi_inflow", "ITA", "KAZ")),
        ("en", "In 2023, imports from Italy were $2 billion.", ("imports", "KAZ", "ITA")),
        ("en", "In 2023, exports to Italy were $2 billion.", ("exports", "KAZ", "ITA")),
        (
            "en",
            "In 2023, Italy's exports to Kazakhstan were $2 billion.",
            ("imports", "KAZ", "ITA"),
        ),
        (
            "it",
            "Nel 2023 le esportazioni italiane in Kazakistan sono state di 2 miliardi di euro.",
            ("imports", "KAZ", "ITA"),
        ),
        (
            "ru",
            "В 2023 году импорт из Италии составил 2 млрд долларов.",
            ("imports", "KAZ", "ITA"),
        ),
    ],
)
def test_the_direction_of_a_flow_tells_indicator_and_sides(
    book: Book, language: str, text: str, expected: tuple[str, str, str]
) -> None:
    (figure,) = draft(text, book, DAY, language=language).figures
    told = (figure.indicator.value, figure.reporter.value, figure.partner.value)
    assert told == expected


def test_an_anniversary_and_a_name_are_dismissed_and_a_rank_is_not(book: Book) -> None:
    text = (
        "In the year of the 30th anniversary the 12th session met. Italy is the third largest"
        " trading partner of Kazakhstan."
    )
    made = draft(text, book, DAY)
    assert [(one.phrase, one.reason.value) for one in made.dismissed] == [
        ("30th", "anniversary"),
        ("12th", "name"),
    ]
    assert [row(figure)[:2] for figure in made.figures] == [("third", "partner_rank")]


def test_json_gives_base_units_days_and_the_names_of_guesses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Trade with Italy reached about $20 billion.\n", "utf-8")
    options = ["draft", str(text), "--published", "2025-03-10", str(FIGURES), "--format", "json"]
    assert main(options) == 0
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert figure["value"] == "20000000000"
    assert float(figure["low"]) < 20e9 < float(figure["high"])
    assert (figure["period_start"], figure["period_end"]) == ("2024-01-01", "2024-12-31")
    assert figure["unsure"] == ["period"]
    assert figure["qualifier"] == "approximately"


def test_add_appends_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.yaml"
    before = FIGURES.read_text("utf-8")
    figures.write_text(before, "utf-8")
    text = tmp_path / "text.txt"
    text.write_text("In 2024, trade with Italy reached $20 billion.\n", "utf-8")
    options = ["draft", str(text), "--published", "2025-03-10", str(figures), "--add"]
    assert main(options) == 0
    after = figures.read_text("utf-8")
    kept = [line for line in after.splitlines() if line in set(before.splitlines())]
    assert [line for line in before.splitlines() if line not in set(kept)] == []
    loaded = load(after.encode("utf-8"))
    assert loaded.book is not None
    assert list(loaded.book.figures)[-1] == "ita-turnover-2024-2"
    assert loaded.book.sources["text-2025-03-10"].document == "text.txt"
    capsys.readouterr()
    # The same document again would state every number twice, under another name as well.
    copy = tmp_path / "copy.txt"
    copy.write_bytes(text.read_bytes())
    for again in (text, copy):
        options[1] = str(again)
        assert main(options) == 1
        told = capsys.readouterr().err
        assert told.startswith(f"{figures}: the source text-2025-03-10 has this document already")
        assert told.endswith(f"nothing was added: {figures} is as it was\n")
        assert figures.read_text("utf-8") == after
    text = copy
    text.write_text("In 2024, exports of wheat and steel went to somebody for $2 billion.", "utf-8")
    now = figures.read_text("utf-8")
    figures.write_text(now.replace("value: 24 %", "value: 25 %"), "utf-8")
    changed = figures.read_bytes()
    assert main(options) == 1
    assert figures.read_bytes() == changed


def test_a_phrase_that_cannot_be_recorded_is_added_as_a_comment_that_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.yaml"
    figures.write_text(FIGURES.read_text("utf-8"), "utf-8")
    text = tmp_path / "text.txt"
    text.write_text(
        "In 2024, trade with Italy reached $20 billion. In 2024 exports to Italy totalled"
        " 1.234.5 billion dollars.\n",
        "utf-8",
    )
    assert main(["draft", str(text), "--published", "2025-03-10", str(figures), "--add"]) == 0
    assert capsys.readouterr().out == (
        f"1 figures, 0 events added to {figures}; 1 figures as comments, which say why\n"
    )
    after = figures.read_text("utf-8")
    assert '# A comment, because "1.234.5" cannot be read: its marks make no number' in after
    assert "#    as_stated: 1.234.5" in after


def test_a_section_that_is_written_as_empty_takes_entries(book: Book) -> None:
    made = draft("In 2024, trade with Italy reached $20 billion.", book, DAY)
    after = added("sources: []  # none yet\nfigures: []\n", made)
    assert "\nsources:  # none yet\n  - id: text-2025-03-10\n" in f"\n{after}"
    assert "\nfigures:\n  - id: ita-turnover-2024" in after
    with pytest.raises(Refused):
        added("sources: [{id: a}]\n", made)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "In 2023, 12,000 Italian tourists visited Kazakhstan.",
            "# Not declared in indicators; figures of them are commented out below:\n"
            "#  - {id: tourists, name: Tourists, kind: stock, unit: count}\n\nsources:\n",
        ),
        (
            "Trade between Kazakhstan and Andorra was 3 million US dollars in 2024.",
            "# Not declared in areas:\n#  - {id: AND, name: Andorra}\n\nsources:\n",
        ),
        (
            "In 2024, trade between Kazakhstan and Italy amounted to 5.5 billion dollars.",
            "sources:\n",
        ),
    ],
)
def test_what_the_book_does_not_declare_is_told_first_and_only_then(
    book: Book, text: str, first: str
) -> None:
    assert as_yaml(draft(text, book, DAY, language="en")).startswith(first)
