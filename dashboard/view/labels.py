"""Names that readers know for the ids of a book: sources, areas, indicators.

Must not know Streamlit or plotly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from dashboard.view import format as fmt
from dashboard.view.once import once
from dashboard.view.texts import text
from etl.core.model import Book, Source

K = TypeVar("K")


@once
def of(book: Book, reference: Book | None = None) -> dict[str, dict[str, str]]:
    """Names by column of the figures table and then by id, for charts and tables."""
    books = [book] if reference is None else [book, reference]
    areas = {area.id: area.name for each in books for area in each.areas.values()}
    return {
        "source_id": {key: name for each in books for key, name in sources(each).items()},
        "indicator": {i.id: i.name for each in books for i in each.indicators.values()},
        "partner": areas,
        "reporter": areas,
    }


@once
def sources(book: Book) -> dict[str, str]:
    """Each source by publisher or kind and its day: "Press release, 25 Jun 2024"."""
    return distinct({source.id: _source(source) for source in book.sources.values()})


def _source(source: Source) -> str:
    publisher = source.publisher or text(f"source_kind_{source.kind}")
    return text("source_label", publisher=publisher, date=fmt.day(source.published))


def distinct(names: Mapping[K, str], ids: Mapping[K, str] | None = None) -> dict[K, str]:
    """The same names, each with its id where two are alike: the address holds names."""
    counted: dict[str, int] = {}
    for name in names.values():
        counted[name] = counted.get(name, 0) + 1
    return {
        key: f"{name} ({ids[key] if ids else key})" if counted[name] > 1 else name
        for key, name in names.items()
    }


def unbroken(source: str) -> str:
    """A source's name whose day, after the last comma, stays on one line."""
    publisher, comma, day = source.rpartition(", ")
    return publisher + comma + day.replace(" ", "\N{NO-BREAK SPACE}") if comma else source
