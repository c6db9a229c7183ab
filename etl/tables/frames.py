"""The tidy tables of a book as typed pandas data frames; every table and export starts here.

    from etl.book.load import load
    from etl.tables import frames
    book = load(Path("data/figures.yaml").read_bytes()).book
    figures = frames.figures(book)

One observation a row, in the order of the file. Amounts are in base units and Arrow decimals,
exact to the digit; days are datetime64[s], whole numbers Int64, texts string; an empty cell is NA.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from etl.core import schema
from etl.core.collection import uncollected
from etl.core.intervals import of_figure
from etl.core.model import (
    Area,
    Book,
    Dismissal,
    Event,
    Figure,
    Indicator,
    Quantity,
    Source,
    Unit,
)
from etl.tables.columns import (
    DECIMALS,
    Distinct,
    Frame,
    by_distinct,
    fraction_digits,
    written_decimals,
)
from etl.tables.declared import topics_of
from etl.tables.filling import Columns, Filling, columns_of, days_of
from etl.tables.notes import joined


def of(book: Book) -> dict[str, pd.DataFrame]:
    """Every tidy table by name: `figures`, one a topic, sources, indicators, areas, events."""
    return {name: frame.declared for name, frame in tables(book).items()}


def figures(book: Book) -> pd.DataFrame:
    """Every figure, one statement a row, in the columns of `schema.FIGURES`."""
    return figures_frame(book).declared


class Tables(Mapping[str, Frame]):
    """The same as `of`, each with its declared table, for those that write them.

    Those of the topics hold the rows of `figures` once more: each is made when it is asked for,
    and held by nobody.
    """

    def __init__(self, figures: Frame, topics: Sequence[str], others: Mapping[str, Frame]) -> None:
        self._figures = figures
        self._names = (figures.table.name, *topics, *others)
        self._others = others

    def __getitem__(self, name: str) -> Frame:
        if name == self._figures.table.name:
            return self._figures
        if name in self._others or name not in self._names:
            return self._others[name]
        data = self._figures.data
        own = data[data["topic"] == name].reset_index(drop=True)
        return Frame(schema.topic_table(name), own)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names  # without making it


@uncollected()
def tables(book: Book) -> Tables:
    """Every table of a book (see `Tables`)."""
    others = {
        "sources": _SOURCES.frame(columns_of(book.sources.values(), Source._fields), book),
        "indicators": _INDICATORS.frame(
            columns_of(book.indicators.values(), Indicator._fields), book
        ),
        "areas": _AREAS.frame(columns_of(book.areas.values(), Area._fields), book),
        "events": _EVENTS.frame(columns_of(book.events.values(), Event._fields), book),
        "dismissed": _DISMISSED.frame(columns_of(book.dismissals, Dismissal._fields), book),
        "units": _UNITS.frame(columns_of(book.units.values(), Unit._fields), book),
    }
    return Tables(figures_frame(book), topics_of(book), others)


def reference_tables(reference: Book) -> list[Frame]:
    """Official figures and their sources, in the columns of `figures` and `sources`."""
    sources = columns_of(reference.sources.values(), Source._fields)
    return [
        Frame(schema.REFERENCE, figures_frame(reference).data),
        Frame(schema.REFERENCE_SOURCES, _SOURCES.frame(sources, reference).data),
    ]


@uncollected()
def figures_frame(book: Book) -> Frame:
    """The figures, and beside them what only exports need: digits as printed (`SDMX_ONLY`)."""
    stated = list(book.figures.values())
    return _FIGURES.frame(columns_of(stated, Figure._fields) | {_FIGURE: stated}, book)


def _amounts(columns: Columns, _: Book) -> Distinct:
    """Value, bounds, and with how many decimals each is written; digits as they are printed."""
    stated: Sequence[Figure] = columns[_FIGURE]

    def make(rows: list[int]) -> dict[str, list[Any]]:
        figures = [stated[row] for row in rows]
        bounds = [of_figure(figure) for figure in figures]
        amounts: dict[str, list[Decimal | None]] = {
            "value": [figure.value for figure in figures],
            "low": [bound.low for bound in bounds],
            "high": [bound.high for bound in bounds],
        }
        written: dict[str, list[Any]] = {
            f"{name}{DECIMALS}": [None if end is None else written_decimals(end) for end in ends]
            for name, ends in amounts.items()
        }
        printed = [_printed(figure.quantity) for figure in figures]
        written["unit_mult"] = [scale for _, scale in printed]
        written["decimals"] = [fraction_digits(digits) for digits, _ in printed]
        return {**amounts, **written}

    # 3.40 and 3.4 are equal, and do not say the same.
    printed = [
        (str(figure.quantity.digits), str(figure.quantity_high and figure.quantity_high.digits))
        for figure in stated
    ]
    return by_distinct(zip(printed, *(columns[name] for name in _BOUNDED_BY), strict=True), make)


def _printed(quantity: Quantity) -> tuple[Decimal, int]:
    """Digits and power of ten as printed; in base units where those are a unit's multiples."""
    return (quantity.digits, quantity.scale) if quantity.factor == 1 else (quantity.base, 0)


def _topic(columns: Columns, book: Book) -> Distinct:
    names = columns["indicator"]
    return by_distinct(
        names, lambda rows: {"topic": [book.indicators[names[row]].topic for row in rows]}
    )


def _published(columns: Columns, book: Book) -> Distinct:
    names = columns["source"]
    return by_distinct(
        names, lambda rows: {"published": [book.sources[names[row]].published for row in rows]}
    )


def _note(columns: Columns, _: Book) -> Distinct:
    parts = [columns[name] for name in ("period_reason", "precision_reason", "note")]
    return by_distinct(
        zip(*parts, strict=True),
        lambda rows: {"note": [joined(*(part[row] for part in parts)) or None for row in rows]},
    )


_FIGURE: Final = "figure"
_BOUNDED_BY: Final = ("quantity", "quantity_high", "qualifier", "unit", "kind", "precision")
"""What the bounds of a figure depend on (see `intervals.of_figure`)."""

_FIGURES: Final = Filling(
    schema.FIGURES,
    Figure._fields,
    {"figure_id": "id", "source_id": "source"},
    {
        ("topic",): _topic,
        **days_of("period", "period_start", "period_end", "coverage", "year"),
        ("value", "low", "high"): _amounts,
        ("published",): _published,
        ("note",): _note,
    },
)
_SOURCES: Final = Filling(schema.SOURCES, Source._fields, {"source_id": "id"})
_INDICATORS: Final = Filling(schema.INDICATORS, Indicator._fields, {"indicator": "id"})
_AREAS: Final = Filling(schema.AREAS, Area._fields, {"area": "id"})
_DISMISSED: Final = Filling(schema.DISMISSED, Dismissal._fields, {"source_id": "source"})
_UNITS: Final = Filling(schema.UNITS, Unit._fields, {"unit": "id"})
_EVENTS: Final = Filling(
    schema.EVENTS,
    Event._fields,
    {"event_id": "id", "source_id": "source"},
    days_of("date", "date_start", "date_end"),
)
