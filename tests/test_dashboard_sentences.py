"""Sentences to paste: never more exact than the document that they cite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.view import sentences
from etl.book.load import load
from etl.core.days import parse_period
from etl.core.model import Book, Figure
from etl.tables.export.about import source_name
from etl.tables.export.linked import provenance
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def book() -> Book:
    """The small figures file."""
    found, problems = load(Path(ROOT / "tests" / "small.yaml").read_bytes(), None)
    assert found is not None, problems
    return found


def one(book: Book, **changed: Any) -> Figure:
    """A statement of the file with other values."""
    return next(iter(book.figures.values()))._replace(
        note="", period_reason="", period_basis="stated", precision_reason="", **changed
    )


def test_an_inferred_period_says_so_and_why(book: Book) -> None:
    figure = one(book)._replace(period_basis="inferred", period_reason="No year is printed.")
    said = sentences.ready(book, figure)
    assert "(period inferred; " in said
    assert said.endswith("). Period: No year is printed.")
    assert "inferred" not in sentences.ready(book, one(book))


def test_a_note_follows(book: Book) -> None:
    figure = one(book)._replace(note="A decision to give.")
    assert sentences.ready(book, figure).endswith("). A decision to give.")


def test_what_others_contradict_says_so(book: Book) -> None:
    told = sentences.ready(book, one(book), contradicted=True)
    assert told.endswith("; other figures contradict this).")
    assert "contradict" not in sentences.ready(book, one(book))


def test_a_day_of_publication_that_is_inferred_says_so(book: Book) -> None:
    figure = one(book)
    source = book.sources[figure.source]._replace(published_basis="inferred")
    other = book._replace(sources={**book.sources, source.id: source})
    assert "[date inferred]" in sentences.ready(other, figure)


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        ("exact", "amounted to 3"),
        ("approximately", "amounted to about 3"),
        ("more_than", "amounted to more than 3"),
        ("at_least", "amounted to at least 3"),
        ("less_than", "amounted to less than 3"),
        ("at_most", "amounted to at most 3"),
    ],
)
def test_wording_reads_well_after_its_verb(book: Book, qualifier: str, said: str) -> None:
    assert said in sentences.ready(book, one(book, qualifier=qualifier))


@pytest.mark.parametrize(
    ("text", "basis", "said"),
    [
        ("2024", "stated", "in 2024"),
        ("2024-01/2024-04", "stated", "from January to April 2024"),
        ("2024-05", "stated", "in May 2024"),
        ("2024-04-06/2024-05-05", "stated", "from 6 April 2024 to 5 May 2024"),
        ("2025-05-30", "stated", "on 30 May 2025"),
        ("2005/2024-09", "stated", "from 2005 to September 2024"),
        ("2005-05-31/2025-05-30", "inferred", "from May 2005 to May 2025"),
        ("2005-05-31/2025-05-30", "stated", "from 31 May 2005 to 30 May 2025"),
        ("2005/2024", "stated", "from 2005 to 2024"),
        ("../2024", "stated", "until 2024"),
        ("../2024-06-20", "inferred", "until June 2024"),
    ],
)
def test_a_period_has_its_preposition(book: Book, text: str, basis: str, said: str) -> None:
    figure = one(book, period=parse_period(text))._replace(period_basis=basis)
    assert sentences.when(figure) == said


def test_indicators_are_told_with_their_direction(book: Book) -> None:
    told = sentences.about(book, ["exports"], "BOR", "SYL")
    assert told == "Exports of Borduria to Syldavia"


@pytest.mark.parametrize(
    ("known", "basis", "said"),
    [
        ("2014-06-20", "stated", "20 Jun 2014"),
        ("2014-06", "stated", "Jun 2014"),
        ("2014", "stated", "2014"),
        ("2014-06", "inferred", "Jun 2014 [date inferred]"),
    ],
)
def test_a_document_is_dated_as_exactly_as_is_known(
    book: Book, known: str, basis: str, said: str
) -> None:
    figure = one(book)
    source = book.sources[figure.source]._replace(
        title="A title",
        published=parse_period(known).end,
        published_as=known,
        published_basis=basis,
    )
    dated = book._replace(sources={**book.sources, source.id: source})
    assert f"A title, {said}, paragraph" in sentences.ready(dated, figure)
    assert source_name(source).endswith(f", {known}")
    assert f'"@value": "{known}"' in provenance([(dated, figure)]).decode()
