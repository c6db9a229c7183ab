"""How indicators and areas hang together, as a book declares it.

Knows declarations only. Must not look at a figure.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from etl.core.model import Area, Book, Indicator
from etl.core.schema import ECONOMIES

ALWAYS: Final = (date.min.toordinal(), date.max.toordinal())


class Membership(NamedTuple):
    """An area lies in a larger one from one day up to, but not including, another."""

    group: str
    start: int
    stop: int


class Relations(NamedTuple):
    """The declarations of one book, or of a book and its reference."""

    areas: dict[str, Area]
    indicators: dict[str, Indicator]
    leaves: dict[str, tuple[str, ...]]
    """Indicator -> the basic indicators that add up to it; itself where there are none."""
    parts: tuple[tuple[str, str], ...]
    """(part, whole): the first is contained in the second."""
    inside: dict[str, tuple[Membership, ...]]
    """Area -> every larger area, through others too."""
    countries: frozenset[str]
    """Areas that cannot overlap one another: single economies."""


def of_books(book: Book, reference: Book | None) -> Relations:
    """The declarations of `book`; `reference` adds only what `book` does not declare."""
    areas = dict(reference.areas) if reference else {}
    indicators = dict(reference.indicators) if reference else {}
    areas.update(book.areas)
    indicators.update(book.indicators)
    groups = {m.area for area in areas.values() for m in area.part_of}
    return Relations(
        areas=areas,
        indicators=indicators,
        leaves={i: _leaves(i, indicators) for i in indicators},
        parts=tuple(sorted((i.id, i.part_of) for i in indicators.values() if i.part_of)),
        inside={a: _inside(a, areas) for a in areas},
        countries=frozenset(a for a in areas if a not in groups and a in ECONOMIES),
    )


def _leaves(indicator: str, indicators: dict[str, Indicator]) -> tuple[str, ...]:
    parts = indicators[indicator].sum_of
    if not parts:
        return (indicator,)
    return tuple(sorted({leaf for part in parts for leaf in _leaves(part, indicators)}))


def _inside(area: str, areas: dict[str, Area]) -> tuple[Membership, ...]:
    """Larger areas, directly and through others; a chain holds while all its links do."""
    found: set[Membership] = set()
    waiting = [Membership(area, *ALWAYS)]
    while waiting:
        at = waiting.pop()
        for link in areas[at.group].part_of if at.group in areas else ():
            start = max(at.start, link.since.toordinal() if link.since else at.start)
            stop = min(at.stop, link.until.toordinal() + 1 if link.until else at.stop)
            step = Membership(link.area, start, stop)
            if start < stop and step not in found and link.area != area:
                found.add(step)
                waiting.append(step)
    return tuple(sorted(found))
