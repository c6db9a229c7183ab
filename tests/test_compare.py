"""A text beside the data: agrees, contradicts, new, nothing known, unclear.

Of etl/draft: say.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from etl.book.load import load
from etl.cli import main
from etl.core.model import Book
from etl.core.problems import Refused
from etl.draft.compare import LONGEST, MOST, compare
from etl.draft.quantities import quantity_of
from tests.conftest import ROOT
from tests.one_paragraph import book_text, entry

FIGURES = ROOT / "data" / "figures.yaml"
DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def book() -> Book:
    loaded = load(FIGURES.read_bytes())
    assert loaded.book is not None
    return loaded.book


def answers(text: str, book: Book) -> list[tuple[str, str]]:
    return [(one.figure.as_stated, one.answer) for one in compare(text, book, DAY).statements]


def test_a_growth_to_a_level_is_tested_with_what_is_stated_of_the_year_before(book: Book) -> None:
    text = "In 2024, trade between Kazakhstan and Italy grew by 24% to $20 billion."
    others = {n: f for n, f in book.figures.items() if f.source != "meeting-2025-05-30"}
    made = compare(text, book._replace(figures=others), DAY)
    assert [(one.figure.as_stated, one.answer) for one in made.statements] == [
        ("24%", "agrees"),
        ("$20 billion", "agrees"),
    ]
    assert "ita-turnover-2023" in made.statements[0].beside


def test_a_growth_that_does_not_fit_contradicts_and_says_what_would_mend_it(book: Book) -> None:
    text = "In 2024, trade between Kazakhstan and Italy grew by 60% to $20 billion."
    (growth, level) = compare(text, book, DAY).statements
    assert growth.answer == "contradicts"
    assert "60 %" in growth.sentence
    assert growth.mend.startswith("Italy, 2024: Growth of turnover would have to be")
    assert level.answer in ("contradicts", "agrees")


def test_a_growth_over_several_years_is_not_tested_as_one_over_a_year(book: Book) -> None:
    sentence = "In 2024, trade between Kazakhstan and Italy grew by 60%{}."
    (over_a_year,) = compare(sentence.format(""), book, DAY).statements
    assert over_a_year.answer == "contradicts"
    (since,) = compare(sentence.format(" since 2019"), book, DAY).statements
    assert (since.figure.base, since.answer) == ("2019", "new")


def test_what_is_stated_already_agrees_even_where_official_tables_differ(book: Book) -> None:
    reference = load((ROOT / "data" / "reference.yaml").read_bytes(), book).book
    text = "In 2024 the trade turnover of Kazakhstan with the European Union was $49.7 billion."
    (one,) = compare(text, book, DAY, reference).statements
    assert one.answer == "agrees"
    assert one.sentence.startswith("$49.7 billion is stated elsewhere too. European Union, 2024: ")
    assert "officially 48.84: at least 1.65 % apart" in one.sentence
    assert one.beside == ("eu-turnover-2024",)
    figure = book.figures["eu-turnover-2024"]._replace(retracted=DAY, retracted_reason="A slip.")
    without = book._replace(figures={**book.figures, figure.id: figure})
    (one,) = compare(text, without, DAY, reference).statements
    assert one.answer == "contradicts", "what was taken back says nothing"
    taken_back = figure._replace(id="correction", supersedes=figure.id)
    both = {**book.figures, taken_back.id: taken_back}
    (one,) = compare(text, book._replace(figures=both), DAY, reference).statements
    assert one.answer == "agrees", "a correction that was taken back corrects nothing"


YEAR = ("In 2019", "2019")
MONTH = ("In December 2019", "2019-12")


@pytest.mark.parametrize(
    ("when", "stated", "text", "answer"),
    [
        (YEAR, ("3.4 billion USD", "$3.4 billion"), "In 2019 {} $3.4 billion.", "agrees"),
        (YEAR, ("3.40 billion USD", "$3.40 billion"), "In 2019 {} $3.4 billion.", "agrees"),
        (YEAR, ("3.4 billion USD", "$3.4 billion"), "In 2019 {} 3.4 billion euros.", "new"),
        (YEAR, ("3.4 billion USD", "$3.4 billion"), "In December 2019 {} $3.4 billion.", "new"),
        (MONTH, ("3.4 billion USD", "$3.4 billion"), "In 2019 {} $3.4 billion.", "new"),
        (YEAR, ("2 to 3 billion USD", "$2 to $3 billion"), "In 2019 {} $2 to $3 billion.",
         "agrees"),
        (YEAR, ("1 to 4 billion USD", "$1 to $4 billion"), "In 2019 {} $2 to $3 billion.", "new"),
    ],
)  # fmt: skip
def test_only_the_same_amount_of_the_same_days_in_the_same_unit_is_stated_already(
    when: tuple[str, str], stated: tuple[str, str], text: str, answer: str
) -> None:
    words, period = when
    figure = entry("exports", *stated, period=period, period_as_stated=words)
    known = load(book_text("A text.", figure).encode()).book
    assert known is not None
    said = text.format("Bordurian exports to Syldavia were")
    (one,) = compare(said, known, date(2020, 6, 1)).statements
    assert one.answer == answer
    assert one.sentence.startswith(f"{stated[1]} is stated elsewhere too.") == (answer == "agrees")


@pytest.mark.parametrize(
    ("base", "since", "answer"),
    [("2015", "2015", "agrees"), ("2015-01/2015-12", "2015", "agrees"), ("2016", "2015", "new")],
)
def test_a_growth_since_another_year_is_not_stated_already(
    base: str, since: str, answer: str
) -> None:
    figure = entry("exports_growth", "4 %", "4%", period_as_stated="In 2019", base=base)
    known = load(book_text("A text.", figure).encode()).book
    assert known is not None
    text = f"In 2019 Bordurian exports to Syldavia grew by 4% since {since}."
    (one,) = compare(text, known, date(2020, 6, 1)).statements
    assert (one.figure.base, one.answer) == (since, answer)


def test_what_nobody_stated_is_new_or_not_known(book: Book) -> None:
    text = (
        "About 300 Italian companies work in Kazakhstan. In 2023, trade with Germany was $9"
        " billion. In 2023, the EU issued 30,000 visas to citizens of Kazakhstan."
    )
    made = compare(text, book, DAY).statements
    assert [(one.figure.as_stated, one.answer) for one in made] == [
        ("About 300", "new"),
        ("$9 billion", "nothing known"),
        ("30,000", "nothing known"),
    ]
    assert made[1].sentence == "The data has nothing on Germany."


def test_what_cannot_be_told_is_unclear_and_says_what_to_write(book: Book) -> None:
    (one,) = compare("The programme will cost $3 million.", book, DAY).statements
    assert one.answer == "unclear"
    assert one.sentence.startswith("Say what is measured")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024, trade between Kazakhstan and Italy was {} billion dollars."),
        ("it", "Nel 2024 l'interscambio tra Kazakistan e Italia era di {} miliardi di dollari."),
        ("ru", "В 2024 году товарооборот Казахстана с Италией составил {} млрд долларов."),
    ],
)
def test_digits_that_make_no_number_are_unclear_and_not_silently_left_out(
    book: Book, language: str, text: str
) -> None:
    digits = "7" * 27
    (one,) = compare(text.format(digits), book, DAY, language=language).statements
    assert (one.figure.as_stated, one.figure.printed, one.answer) == (digits, "?", "unclear")
    assert one.sentence == "Print one number with its scale and unit."


def test_a_number_that_the_text_denies_is_not_tested(book: Book) -> None:
    text = "It is not true that trade between Kazakhstan and Italy was $25 billion in 2024."
    (one,) = compare(text, book, DAY).statements
    assert one.answer == "unclear"
    assert one.sentence.startswith("The text says that this number does not hold")


def test_a_target_is_no_fact(book: Book) -> None:
    text = "The sides plan to bring trade between Kazakhstan and Italy to $30 billion by 2030."
    (one,) = compare(text, book, DAY).statements
    assert one.figure.status.value == "target"
    assert one.answer in ("new", "unclear")


def test_a_statement_that_cannot_be_read_is_unclear_and_stops_no_other(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "In 2024, trade between Kazakhstan and Italy was $20 billion. In 2023, it was 30 to 14.8"
        " billion dollars."
    )
    real = quantity_of

    def strict(printed: str, unit: str) -> object:
        """As for a phrase that the reader takes for something no file may hold."""
        if "14.8" in printed:
            raise Refused("range", f'"{printed}" goes down', "a range goes up")
        return real(printed, unit)

    monkeypatch.setattr("etl.draft.entries.quantity_of", strict)
    made = compare(text, book, DAY)
    first, *others = made.statements
    assert (first.figure.as_stated, first.answer) == ("$20 billion", "agrees")
    # The first of the row is quoted up to the scale that the second prints.
    (down,) = [one for one in others if one.figure.as_stated.startswith("14.8")]
    assert down.answer == "unclear"
    assert "goes down; a range goes up. To be sure, print one number" in down.sentence


@pytest.mark.parametrize(
    ("text", "rule"),
    [("", "file-empty"), (" \n", "file-empty"), ("a" * (LONGEST + 1), "file-size")],
)
def test_a_text_that_cannot_be_compared_is_refused(book: Book, text: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        compare(text, book, DAY)
    assert refused.value.rule == rule


def test_a_text_of_very_many_figures_is_compared_in_parts(book: Book) -> None:
    text = "\n\n".join(["Trade of Italy was $20 billion in 2024."] * (MOST + 1))
    with pytest.raises(Refused) as refused:
        compare(text, book, DAY)
    assert (refused.value.rule, refused.value.found) == (
        "file-size",
        f"the text states {MOST + 1} figures",
    )
    assert refused.value.allowed == f"allowed are {MOST}: compare it in parts"


def test_another_language_is_refused_in_words(book: Book) -> None:
    text = (
        "Le commerce entre les deux pays a atteint vingt milliards de dollars selon les chiffres"
        " publiés mardi par le ministère, soit une hausse de 24 %."
    )
    with pytest.raises(Refused) as refused:
        compare(text, book, DAY)
    assert refused.value.found == "the text is in none of the languages that are read"


def test_the_command_reads_standard_input_and_strict_is_its_exit_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"In 2024, trade between Kazakhstan and Italy was $30 billion.\n"
    options = ["compare", "-", "--published", "2025-06-01", str(FIGURES)]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main([*options, "--strict", "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["summary"]["contradicts"] == 1
    assert made["statements"][0]["figure"]["value"] == "30000000000"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(options) == 0


def test_a_binary_file_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "picture.bin"
    path.write_bytes(b"\x00\x01\x02\xff")
    assert main(["compare", str(path), "--published", "2025-06-01", str(FIGURES)]) == 1
    assert capsys.readouterr().err == (
        f"{path}: this is no text; allowed are text in UTF-8, a web page, a PDF with text, and a"
        " Word file (.docx)\n"
    )


def test_what_is_said_since_one_year_is_no_news_when_it_is_said_again(book: Book) -> None:
    said = "Since 2005 Italy has invested over {} billion US dollars in Kazakhstan."
    (again,) = compare(said.format("7.6"), book, date(2026, 11, 27)).statements
    assert (again.answer, again.figure.period.value) == ("agrees", "2005/2026-11-27")
    assert again.sentence.startswith("over 7.6 billion US dollars is stated elsewhere too. ")
    assert again.beside == ("ita-fdi-2005-2024",)
    (more,) = compare(said.format("9"), book, date(2026, 11, 27)).statements
    assert more.answer == "new", "another amount is"
    printed = "From 2005 to 2025 Italy invested over 7.6 billion US dollars in Kazakhstan."
    (other,) = compare(printed, book, date(2026, 11, 27)).statements
    assert other.answer != "agrees" or "elsewhere" not in other.sentence, "another period is"
