"""Parts of one whole that add up to more than it, as one source states them.

A source may print what cannot be; but as often a part was entered for another whole or period.
Must not read texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure

_FULL: Final = Decimal(100)
_FEWEST: Final = 2
_STATED: Final = frozenset(("actual", "estimate"))


class Excess(NamedTuple):
    """Parts that do not fit into their whole."""

    figures: tuple[str, ...]
    """Ids of the parts, and of the figure of the whole, where one states it."""
    fault: str
    """How much of it they are, as a message has it."""


class _Cell(NamedTuple):
    """What parts and their whole have in common."""

    reporter: str
    partner: str
    indicator: str
    period: tuple[object, object]
    unit: str


def excesses(figures: Iterable[Figure], book: Book) -> dict[str, Excess]:
    """By id of a figure, the parts that are too much for their whole, of one source's figures."""
    stated = [f for f in figures if f.status in _STATED and not f.retracted]
    by_id: dict[str, Excess] = {}
    for excess in (*_of_amounts(stated, book), *_of_shares(stated, book)):
        for name in excess.figures:
            by_id.setdefault(name, excess)
    return by_id


def _cell(figure: Figure, indicator: str, partner: str) -> _Cell:
    period = figure.period.start, figure.period.end
    return _Cell(figure.reporter, partner, indicator, period, figure.unit)


def _of_amounts(figures: list[Figure], book: Book) -> Iterable[Excess]:
    """Indicators that are part of one, and areas that are part of one."""
    wholes: dict[_Cell, Figure] = {}
    for figure in figures:
        high = of_figure(figure).high
        cell = _cell(figure, figure.indicator, figure.partner)
        known = wholes.get(cell)
        if high is not None and (known is None or high > (of_figure(known).high or high)):
            wholes[cell] = figure
    parts: dict[_Cell, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        if not KINDS[figure.kind].sums:
            continue
        larger = book.indicators[figure.indicator].part_of
        if larger:
            _least(parts[_cell(figure, larger, figure.partner)], figure.indicator, figure)
        for member in book.areas[figure.partner].part_of:
            if not (member.since or member.until) and _is_leaf(figure.partner, book):
                own = _cell(figure, figure.indicator, member.area)
                _least(parts[own], figure.partner, figure)
    for cell, members in parts.items():
        whole = wholes.get(cell)
        if whole is None:
            continue
        total = sum((of_figure(part).low or Decimal(0) for part in members.values()), Decimal(0))
        high = of_figure(whole).high
        if high is not None and total > high:
            names = tuple(part.id for part in members.values())
            sums = "add up to" if len(names) > 1 else "is"
            fault = f"{' and '.join(names)} {sums} at least {total:,f}, more than {whole.id}"
            yield Excess((*names, whole.id), fault)


def _of_shares(figures: list[Figure], book: Book) -> Iterable[Excess]:
    """Shares of one whole by several partners, or by several parts for one partner."""
    groups: dict[_Cell, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        indicator = book.indicators[figure.indicator]
        if not indicator.of:
            continue
        if indicator.whole and _is_leaf(figure.partner, book):
            _least(groups[_cell(figure, figure.indicator, "")], figure.partner, figure)
        if indicator.within and book.indicators[indicator.of].part_of == indicator.within:
            _least(groups[_cell(figure, indicator.within, figure.partner)], indicator.of, figure)
    for members in groups.values():
        total = sum((of_figure(part).low or Decimal(0) for part in members.values()), Decimal(0))
        if len(members) >= _FEWEST and total > _FULL:
            names = tuple(part.id for part in members.values())
            fault = f"{' and '.join(names)} add up to at least {total.normalize():f} %"
            yield Excess(names, f"{fault}, more than all of it")


def _least(parts: dict[str, Figure], name: str, figure: Figure) -> None:
    """Of several statements of one part, the one that needs least room."""
    known = parts.get(name)
    if known is None or (of_figure(figure).low or 0) < (of_figure(known).low or 0):
        parts[name] = figure


def _is_leaf(area: str, book: Book) -> bool:
    """Whether no other area is part of it, so that it overlaps with no other leaf."""
    areas: Mapping[str, object] = book.areas
    inside = any(m.area == area for other in book.areas.values() for m in other.part_of)
    return area in areas and not inside and not book.areas[area].sum_of
