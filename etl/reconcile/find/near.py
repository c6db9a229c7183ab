"""Small neighbourhoods in a group: one amount, one identity, one partner.

What is wrong is mostly wrong among few; they are searched first and in full (see `conflicts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement

SMALL: Final = 40
"""Statements in a neighbourhood at most; a larger one is no easier than the whole group."""

Places = frozenset[int]


def neighbourhoods(statements: Sequence[Statement]) -> list[Places]:
    """Places of statements that are looked at by themselves first, the smallest first."""
    alike: dict[object, set[int]] = defaultdict(set)
    for n, statement in enumerate(statements):
        alike["amount", statement.part, statement.whole].add(n)
        partners = frozenset((w.series.reporter, w.series.partner) for w in statement.windows)
        spans = frozenset((w.start, w.stop) for w in statement.windows)
        alike["identity", partners, spans].add(n)
        for span in spans:
            alike["year", span].add(n)
        if len(partners) == 1:
            alike["partner", partners].add(n)
    areas = {frozenset(places) for places in alike.values() if 1 < len(places) <= SMALL}
    return sorted(areas, key=lambda area: (len(area), sorted(area)))


CORE: Final = 40
"""Statements at the core of a block: those that are asked about."""

AREA: Final = 120
"""Statements of a block with those around its core, the nearest first."""


class Block(NamedTuple):
    """Some statements of a large group, and those nearest to them."""

    core: Places
    area: Places


def blocks(statements: Sequence[Statement], relations: Relations) -> list[Block]:
    """A large group in parts: a partner's statements in the order of time, and what is around.

    Around are statements of the same amounts at the same time, then those of larger and smaller
    areas.
    """
    at: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    homes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        first = statement.part[0].series
        homes[first.reporter, first.partner].append(n)
        for key in {
            (w.series.reporter, w.series.partner, w.series.indicator) for w in statement.windows
        }:
            at[key].append(n)
    members: dict[str, list[str]] = defaultdict(list)
    for area in sorted(relations.inside):
        for membership in relations.inside[area]:
            members[membership.group].append(area)
    pieces: list[Block] = []
    for home in sorted(homes):
        places = sorted(homes[home], key=lambda n: (statements[n].part[0].start, n))
        for first_place in range(0, len(places), CORE):
            core = places[first_place : first_place + CORE]
            pieces.append(Block(frozenset(core), _around(core, statements, at, members, relations)))
    return pieces


def _around(
    core: list[int],
    statements: Sequence[Statement],
    at: Mapping[tuple[str, str, str], list[int]],
    members: Mapping[str, list[str]],
    relations: Relations,
) -> Places:
    windows = [w for n in core for w in statements[n].windows]
    start, stop = min(w.start for w in windows), max(w.stop for w in windows)
    area = dict.fromkeys(core)
    series = sorted({(s.reporter, s.partner, s.indicator) for s in (w.series for w in windows)})
    larger = [
        (reporter, m.group, indicator)
        for reporter, partner, indicator in series
        for m in relations.inside.get(partner, ())
    ]
    smaller = (
        (reporter, m, indicator)
        for reporter, partner, indicator in series
        for m in members.get(partner, ())
    )
    for key in chain(series, larger, smaller):
        for n in at.get(key, ()):
            near = any(w.start < stop and start < w.stop for w in statements[n].windows)
            if near and len(area) < AREA:
                area.setdefault(n)
        if len(area) >= AREA:
            break
    return frozenset(area)
