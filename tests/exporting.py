"""Books that the tests of exports share, and a table that the schema does not know."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from etl.book.load import load
from etl.core.model import Book
from etl.core.schema import Field, Table
from etl.tables.export.package import Package, extra
from etl.tables.frames import reference_tables
from tests.conftest import ROOT
from tests.framing import framed

SMALL: Final = ROOT / "tests" / "small.yaml"
REAL: Final = ROOT / "data" / "figures.yaml"

VERDICTS: Final = framed(
    Table(
        "verdicts",
        "What the others say of each figure",
        (
            Field("figure_id", "string", "Figure", "The figure that is judged"),
            Field("verdict", "string", "Verdict", "What was found", enum=("supported", "alone")),
            Field("since", "date", "Since", "First day", required=False),
        ),
        ("figure_id",),
        (("figure_id", "figures", "figure_id"),),
    ),
    [("syl-exports-2019", "alone", None), ("syl-growth-2019", "supported", None)],
)


@cache
def book(path: Path = SMALL) -> Book:
    """The book of a file that has no problem."""
    loaded = load(path.read_bytes())
    assert loaded.book is not None, loaded.problems
    return loaded.book


def changed(old: str, new: str) -> Book:
    """The small book with one text replaced."""
    text = SMALL.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old} stands there {text.count(old)} times"
    loaded = load(text.replace(old, new).encode())
    assert loaded.book is not None, loaded.problems
    return loaded.book


OFFICIAL: Final = b"""
sources:
  - id: office-2021
    title: Trade by country
    kind: official_statistics
    published: 2021-03-01
    language: en
    publisher: Statistics Office
figures:
  - id: official-syl-exports-2018
    indicator: exports
    partner: SYL
    period: 2018
    value: 3412345678 USD
    as_stated: "3412345678"
    source: office-2021
"""


@cache
def official() -> Book:
    """Official figures to test the small book against: older ones from a newer source."""
    loaded = load(OFFICIAL, book())
    assert loaded.book is not None, loaded.problems
    return loaded.book


def with_official() -> Package:
    """The small book with its official figures."""
    return Package(book(), extra(reference_tables(official()), official()))
