"""Proposals as the entries of a book that they would be: what is tested before it is handed out.

Must not judge them.
"""

from __future__ import annotations

from typing import Final

from etl.core.days import parse_period
from etl.core.kinds import KINDS
from etl.core.model import Book, Dismissal, Event, Figure, Indicator, Source
from etl.core.schema import MONEY
from etl.draft.model import (
    UNKNOWN,
    ProposedDismissal,
    ProposedEvent,
    ProposedFigure,
    ProposedSource,
)
from etl.draft.quantities import quantity_of

_STAND_IN: Final = "?"
"""Id of the indicator of a figure of which nothing tells what it measures."""


def source_of(told: ProposedSource) -> Source:
    """The source that a document would be."""
    return Source(
        told.id,
        told.title,
        "other",
        told.published,
        "stated",
        told.language.value,
        document=told.document or "text",
        sha256=told.sha256,
        published_as=told.published.isoformat(),
        skip_lines=int(told.skip_lines or 0),
    )


def indicator_of(one: ProposedFigure, book: Book) -> Indicator:
    """The indicator of a figure; where none is told, one of its kind and unit without words."""
    known = book.indicators.get(one.indicator.value)
    if known is not None:
        return known
    unit = "currency" if one.unit in MONEY else one.unit
    return Indicator(f"{_STAND_IN} {one.kind} {unit}", "", "", one.kind, unit, "", "")


def on_a_day(indicator: Indicator, book: Book) -> bool:
    """Whether its numbers are counted on a day: stocks, and what is measured on them."""
    measured = book.indicators.get(indicator.of, indicator)
    return "day" in (KINDS[indicator.kind].periods, KINDS[measured.kind].periods)


def figure_of(one: ProposedFigure, book: Book, source: str) -> Figure:
    """The figure that a proposal would be.

    What is unknown stays so, but for the status: a number that is denied is tested as a fact.
    Raises Refused for a value or a period that cannot be read.
    """
    indicator = indicator_of(one, book)
    quantity, high = quantity_of(one.printed, one.unit)
    if unit := book.units.get(quantity.unit):
        quantity = quantity._replace(factor=unit.scale)
        high = high._replace(factor=unit.scale) if high else None
    period = parse_period(one.period.value)
    if period.coverage == "point" and not on_a_day(indicator, book):
        period = period._replace(coverage="part_year")
    status = "actual" if one.status.value == UNKNOWN else one.status.value
    return Figure(
        one.id,
        indicator.id,
        one.reporter.value,
        one.partner.value,
        period,
        quantity,
        None if high else quantity.base,
        one.unit,
        one.qualifier,  # type: ignore[arg-type]
        one.as_stated,
        source,
        one.paragraph,
        one.occurrence or 1,
        one.authority.value,
        one.period_basis,
        one.period_reason,
        None,
        "",
        one.note,
        0,
        indicator.kind,
        bool(one.occurrence),
        quantity_high=high,
        status=status,  # type: ignore[arg-type]
        base=parse_period(one.base) if one.base else None,
        among=one.among or indicator.among,
        period_as_stated=one.period_as_stated,
        unit_as_stated=one.unit_as_stated,
    )


def event_of(one: ProposedEvent, source: str) -> Event:
    """The event that a proposal would be."""
    return Event(
        one.id,
        parse_period(one.date),
        one.title,
        one.kind.value,
        source,
        one.paragraph,
        one.as_stated,
        one.occurrence or 1,
        occurrence_given=bool(one.occurrence),
    )


def dismissal_of(one: ProposedDismissal, source: str) -> Dismissal:
    """The dismissal that a proposal would be."""
    return Dismissal(
        *(source, one.paragraph, one.phrase, one.occurrence or 1, one.reason.value, 0),
        occurrence_given=bool(one.occurrence),
    )
