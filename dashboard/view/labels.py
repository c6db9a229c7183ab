"""Names that readers know for the ids of a book: sources, areas, indicators.

Must not know Streamlit or plotly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from dashboard.view import format as fmt
from dashboard.view.once import once
from dashboard.view.texts import text
from etl.core.model import Book, Source

K = TypeVar("K")
LENGTH: Final = 48
"""Letters of a title that stands for a publisher."""


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
    """Each source by its publisher, or its title where none is printed, and its month."""
    titles = distinct({s.id: shorten(s.title, LENGTH) for s in book.sources.values()})
    return distinct({source.id: plain(source) for source in book.sources.values()}, titles)


def older(source: Source) -> str:
    """How a source was called before, by kind and day: links of that time still mean it."""
    publisher = source.publisher or text(f"source_kind_{source.kind}")
    return text("source_label", publisher=publisher, date=fmt.day(source.published))


def plain(source: Source) -> str:
    """The name of a source, which another may have too."""
    who = source.publisher or shorten(source.title, LENGTH)
    if source.is_official and source.published_basis == "inferred":
        # A table is read on a day; nobody printed it on that day.
        return text("source_retrieved", publisher=who, date=fmt.month(source.published))
    return text("source_label", publisher=who, date=fmt.month(source.published))


def shorten(string: str, length: int) -> str:
    """A text cut at a word, with an ellipsis."""
    if len(string) <= length:
        return string
    cut = string[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:-") + "\u2026"


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
