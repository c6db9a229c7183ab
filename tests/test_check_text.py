"""The page that checks a text: what it shows again is the text itself, and nothing in it runs."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.view import check_text
from etl.book.load import load
from etl.core.model import Book
from etl.draft.compare import Comparison, compare
from tests.conftest import ROOT

TEXT = (
    "In 2024, trade between Kazakhstan and Italy grew by 24% to $20 billion; the  sides met for"
    " the 5th time.\n\nAbout 300 Italian companies [work](javascript:x) in Kazakhstan."
)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load((ROOT / "data" / "figures.yaml").read_bytes())
    assert loaded.book is not None
    return loaded.book


@pytest.fixture(scope="module")
def found(book: Book) -> Comparison:
    return compare(TEXT, book, date(2025, 6, 1))


def test_the_pieces_of_a_paragraph_are_its_text(found: Comparison) -> None:
    shown = check_text.paragraphs(found)
    assert "\n\n".join("".join(p.text for p in one.pieces) for one in shown) == TEXT
    marked = [p for one in shown for p in one.pieces if p.number]
    assert [(p.number, p.text, p.answer) for p in marked] == [
        (1, "24%", "agrees"),
        (2, "$20 billion", "agrees"),
        (3, "About 300", "new"),
    ]
    assert [p.text for one in shown for p in one.pieces if p.dismissed] == ["5th"]


def test_markdown_of_a_paragraph_has_no_markup_of_the_text(found: Comparison) -> None:
    first, second = (check_text.markdown(one) for one in check_text.paragraphs(found))
    assert (
        ":green-background[24\\%\N{NO-BREAK SPACE}**\N{CHECK MARK}\N{NO-BREAK SPACE}1**]" in first
    )
    assert "\\[work\\]\\(javascript\\:x\\)" in second


def test_what_is_not_printed_says_why_it_was_read_so(book: Book) -> None:
    text = "In 2024 about 300 Italian companies worked in Kazakhstan."
    (one,) = compare(text, book, date(2025, 6, 1)).statements
    read = {each.name: each for each in check_text.read_as(one, book)}
    assert read["period"] == (
        "period",
        "2024-12-31",
        True,
        "A stock is counted on a day: the last of the span that is printed.",
    )
    assert read["value"] == ("value", "approximately 300", False, "")


def test_downloads_hold_every_statement(found: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(check_text.as_csv(found).decode("utf-8"))))
    assert [(row["as_stated"], row["answer"], row["value"]) for row in rows] == [
        ("24%", "agrees", "24"),
        ("$20 billion", "agrees", "20000000000"),
        ("About 300", "new", "300"),
    ]
    assert "value: 20 billion USD" in check_text.yaml_bytes(found).decode("utf-8")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    path = tmp_path / "figures.yaml"
    path.write_bytes((ROOT / "data" / "figures.yaml").read_bytes())
    monkeypatch.setenv("ATTESTED_FIGURES", str(path))
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=30)
    app.run()
    app.switch_page("screens/check_text.py").run()
    return app


def test_the_page_answers_and_the_address_does_not_hold_the_text(page: AppTest) -> None:
    page.text_area[0].set_value(TEXT)
    page.date_input[0].set_value(date(2025, 6, 1))
    page.button[0].click().run()
    assert not page.exception
    assert "Language found: English" in [one.value for one in page.text]
    labels = [one.label for one in page.expander]
    assert "\N{CHECK MARK} 1 **24\\%** agrees" in labels
    assert "+ 3 **About 300** new" in [label.replace("\\", "") for label in labels]
    assert not any("billion" in str(value) for value in page.query_params.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the text is empty"),
        ("Der Handel ist im Jahr mit dem Land auf und zu von der", "the text is in none of"),
    ],
)
def test_what_cannot_be_checked_is_said_in_a_sentence(
    page: AppTest, text: str, message: str
) -> None:
    page.text_area[0].set_value(text)
    page.button[0].click().run()
    assert not page.exception
    assert message in page.error[0].value.replace("\\", "")
