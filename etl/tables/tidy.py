"""Tidy tables of a book: one observation a row, in the order of the file.

Rows of plain Python values, exact to the digit; no pandas, so that `check` and `build`
start at once. `frames` makes data frames of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from etl.core import schema
from etl.core.intervals import of_figure
from etl.core.model import Area, Book, Event, Figure, Source
from etl.core.schema import Table

Cell = str | int | Decimal | date | None


class Rows(NamedTuple):
    """A table and its rows; cells are in the order of the table's fields."""

    table: Table
    rows: list[tuple[Cell, ...]]


def tables(book: Book) -> dict[str, Rows]:
    """Every tidy table by name: `figures`, one a topic, sources, indicators, areas, events.

    Values, low and high are in base units: int where whole, else Decimal; None is an open
    end or an empty cell.
    """
    figures = figure_rows(book, book.figures.values())
    made = {"figures": Rows(schema.FIGURES, figures)}
    topic_of = schema.FIGURES.fields.index(_field("topic"))
    for topic in dict.fromkeys(indicator.topic for indicator in book.indicators.values()):
        rows = [row for row in figures if row[topic_of] == topic]
        made[topic] = Rows(schema.topic_table(topic), rows)
    made["sources"] = Rows(schema.SOURCES, [_source(item) for item in book.sources.values()])
    made["indicators"] = Rows(
        schema.INDICATORS,
        [(i.id, i.name, i.topic, i.kind, i.unit, i.definition) for i in book.indicators.values()],
    )
    made["areas"] = Rows(schema.AREAS, [_area(item) for item in book.areas.values()])
    made["events"] = Rows(schema.EVENTS, [_event(item) for item in book.events.values()])
    return made


def reference_tables(reference: Book) -> list[Rows]:
    """Official figures and their sources, in the columns of `figures` and `sources`."""
    figures = figure_rows(reference, reference.figures.values())
    sources = [_source(source) for source in reference.sources.values()]
    return [Rows(schema.REFERENCE, figures), Rows(schema.REFERENCE_SOURCES, sources)]


def figure_rows(book: Book, figures: Iterable[Figure]) -> list[tuple[Cell, ...]]:
    """Rows of `schema.FIGURES` for some figures of a book."""
    topics = {name: indicator.topic for name, indicator in book.indicators.items()}
    days = {name: source.published for name, source in book.sources.items()}
    return [_figure(figure, topics[figure.indicator], days[figure.source]) for figure in figures]


def note(figure: Figure) -> str:
    """Why the period is inferred, why a precision is set, and the note, as one text."""
    reason = f"Period: {figure.period_reason}" if figure.period_reason else ""
    precision = f"Precision: {figure.precision_reason}" if figure.precision_reason else ""
    return " ".join(part for part in (reason, precision, figure.note) if part)


def _figure(figure: Figure, topic: str, published: date) -> tuple[Cell, ...]:
    low, high = of_figure(figure)
    period = figure.period
    return (
        figure.id,
        figure.indicator,
        topic,
        figure.reporter,
        figure.partner,
        period.text,
        period.start,
        period.end,
        period.coverage,
        period.end.year,
        number(figure.value),
        figure.unit,
        figure.qualifier,
        number(low),
        None if high is None else number(high),
        figure.as_stated,
        figure.source,
        published,
        figure.paragraph or None,
        figure.authority or None,
        figure.period_basis,
        note(figure) or None,
    )


def number(value: Decimal) -> int | Decimal:
    """The same number without an exponent, as an int where it is whole."""
    whole = int(value)
    return whole if whole == value else value


def _source(source: Source) -> tuple[Cell, ...]:
    return (
        source.id,
        source.document or None,
        source.sha256 or None,
        source.title,
        source.publisher or None,
        source.kind,
        source.published,
        source.published_basis,
        source.language,
    )


def _area(area: Area) -> tuple[Cell, ...]:
    return (area.id, area.name, " ".join(part.area for part in area.part_of) or None)


def _event(event: Event) -> tuple[Cell, ...]:
    return (
        event.id,
        event.date.text,
        event.date.start,
        event.date.end,
        event.title,
        event.kind,
        event.partner or None,
        event.source,
        event.paragraph,
        event.as_stated,
        event.note or None,
    )


def _field(name: str) -> schema.Field:
    return next(field for field in schema.FIGURES.fields if field.name == name)
