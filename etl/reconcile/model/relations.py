"""How indicators and areas hang together, as a book declares it.

Knows declarations only. Must not look at a figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.core.model import Area, Book, Indicator
from etl.core.model import Membership as Link
from etl.core.schema import ECONOMIES
from etl.reconcile.model.joined import Joined

ALWAYS: Final = (date.min.toordinal(), date.max.toordinal())


class Inclusion(NamedTuple):
    """An area lies in a larger one from one day up to, but not including, another."""

    group: str
    start: int
    stop: int

    def holds(self, day: int) -> bool:
        """Whether it does so on a day."""
        return self.start <= day < self.stop


class Relations(NamedTuple):
    """The declarations of one book, or of a book and its reference."""

    areas: dict[str, Area]
    indicators: dict[str, Indicator]
    leaves: dict[str, tuple[tuple[str, int], ...]]
    """Indicator -> the basic indicators that add up to it, and how many times each one counts: -1
    for what a balance takes away. Itself, once, where there are none."""
    parts: tuple[tuple[tuple[str, ...], str], ...]
    """(parts, whole): the first add up to at most the second."""
    signed: frozenset[str]
    """Basic indicators whose amounts may be negative."""
    inside: dict[str, tuple[Inclusion, ...]]
    """Area -> every larger area, through others too."""
    outside: dict[str, tuple[str, ...]]
    """Area -> groups that it is declared never to have belonged to."""
    countries: frozenset[str]
    """Areas that cannot overlap one another: single economies."""
    groups: frozenset[str] = frozenset()
    """Areas that others lie in."""
    home: str = ""
    """The reporter that the data set is about."""

    def kin(self) -> dict[str, str]:
        """Indicator -> a name for all the indicators that it hangs together with."""
        joined = Joined()
        for indicator in self.indicators.values():
            for other in (
                *(*indicator.sum_of, *indicator.minus),
                *(indicator.part_of, indicator.of, indicator.within),
            ):
                if other:
                    joined.join(indicator.id, other)
        return {i: str(joined.root(i)) for i in self.indicators}


def of_books(book: Book, reference: Book | None) -> Relations:
    """The declarations of `book`; `reference` adds only what `book` does not declare."""
    areas = dict(reference.areas) if reference else {}
    indicators = dict(reference.indicators) if reference else {}
    areas.update(book.areas)
    indicators.update(book.indicators)
    groups = {m.area for area in areas.values() for m in area.part_of}
    groups |= {area.id for area in areas.values() if area.sum_of}
    return Relations(
        areas=areas,
        indicators=indicators,
        leaves={i: _leaves(i, indicators) for i in indicators},
        parts=_parts(indicators),
        signed=frozenset(i.id for i in indicators.values() if KINDS[i.kind].signed),
        inside={a: _inside(a, areas) for a in areas},
        outside={a: area.outside for a, area in areas.items() if area.outside},
        countries=frozenset(a for a in areas if a not in groups and a in ECONOMIES),
        groups=frozenset(groups),
        home=book.dataset.reporter,
    )


def unproven(book: Book, groups: Container[str] | None = None) -> dict[str, list[str]]:
    """Area -> others of its groups that it is taken to overlap, for want of a declaration.

    Single economies of ISO 3166 never overlap. Another area without members may be one that the
    list does not have, so whoever declares it has to say so. Only of partners of figures, in order.
    groups: those that it matters for; all if None.
    """
    relations = of_books(book, None)
    stated = sorted({f.partner for f in book.figures.values()} - relations.groups)
    overlapping: dict[str, list[str]] = defaultdict(list)
    for one, other in combinations(stated, 2):
        if relations.countries.issuperset((one, other)):
            continue
        inside = [{m.group for m in relations.inside[area]} for area in (one, other)]
        shared = {g for g in inside[0] & inside[1] if groups is None or g in groups}
        if not shared or apart(one, other, relations):
            continue
        asked, beside = (other, one) if one in relations.countries else (one, other)
        overlapping[asked].append(beside)
    return dict(overlapping)


def apart(one: str, other: str, relations: Relations, day: int | None = None) -> bool:
    """Whether two areas never overlap, or do not on a day.

    Single economies do not; nor what is declared outside of the other, or of a group of it.
    """
    if one in relations.countries and other in relations.countries:
        return True
    return any(
        is_outside(a, group, relations, day)
        for a, b in ((one, other), (other, one))
        for group in (b, *(m.group for m in relations.inside.get(b, ()) if _holds(m, day)))
    )


def _holds(membership: Inclusion, day: int | None) -> bool:
    """Whether an area is in a group on a day, or always."""
    return membership[1:] == ALWAYS if day is None else membership.holds(day)


def is_outside(area: str, group: str, relations: Relations, day: int | None = None) -> bool:
    """Whether an area is declared outside a group; on a day also, to be in it at another time."""
    if group in relations.outside.get(area, ()):
        return True
    declared = [m for m in relations.inside.get(area, ()) if m.group == group]
    return day is not None and bool(declared) and not any(m.holds(day) for m in declared)


def _leaves(indicator: str, indicators: dict[str, Indicator]) -> tuple[tuple[str, int], ...]:
    declared = indicators[indicator]
    if not declared.sum_of:
        return ((indicator, 1),)
    leaves: Counter[str] = Counter()
    for names, sign in ((declared.sum_of, 1), (declared.minus, -1)):
        for name in names:
            for leaf, times in _leaves(name, indicators):
                leaves[leaf] += sign * times
    return tuple(sorted((leaf, times) for leaf, times in leaves.items() if times))


def _parts(indicators: dict[str, Indicator]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Parts that are declared of one whole add up to at most it."""
    parts: dict[str, list[str]] = defaultdict(list)
    for indicator in indicators.values():
        if indicator.part_of:
            parts[indicator.part_of].append(indicator.id)
    return tuple((tuple(sorted(parts[whole])), whole) for whole in sorted(parts))


def _links(area: str, areas: dict[str, Area]) -> tuple[Link, ...]:
    """The larger areas that an area is declared to be part of, also as one of a sum."""
    sums = (Link(a.id) for a in areas.values() if area in a.sum_of)
    return (*(areas[area].part_of if area in areas else ()), *sums)


def _inside(area: str, areas: dict[str, Area]) -> tuple[Inclusion, ...]:
    """Larger areas, directly and through others; a chain holds while all its links do."""
    larger: set[Inclusion] = set()
    waiting = [Inclusion(area, *ALWAYS)]
    while waiting:
        at = waiting.pop()
        for link in _links(at.group, areas):
            start = max(at.start, link.since.toordinal() if link.since else at.start)
            stop = min(at.stop, link.until.toordinal() + 1 if link.until else at.stop)
            step = Inclusion(link.area, start, stop)
            if start < stop and step not in larger and link.area != area:
                larger.add(step)
                waiting.append(step)
    return tuple(sorted(larger))
