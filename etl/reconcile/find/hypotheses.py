"""A figure read in another way, and what is stated beside it to make one likely.

Must not solve anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from etl.core.model import Figure
from etl.reconcile.findings import CauseKind
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, Window


class Hypothesis(NamedTuple):
    """One figure, read in another way."""

    kind: CauseKind
    was: str
    would_be: str
    figure: Figure
    """The figure as it would be."""
    moved: tuple[Statement, ...]
    """Its statements as they would be."""
    departure: Decimal
    """How far its number moves, relative to the larger; 0 where it stays as it is printed."""


class Stated:
    """Statements by what they speak of, to ask what is stated beside a figure."""

    def __init__(self, statements: Iterable[Statement], declared: Relations) -> None:
        self.declared = declared
        self._by_source: dict[str, list[Statement]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        self._around: dict[str, set[str]] = defaultdict(set)
        for area, memberships in declared.inside.items():
            for membership in memberships:
                self._around[area].add(membership.group)
                self._around[membership.group].add(area)
        for s in statements:
            self._by_source[s.figure.source].append(s)
            for place in {(w.series.partner, w.series.unit) for w in s.windows}:
                self._by_place[place].append(s)

    def of_source(self, source: str) -> list[Statement]:
        """What a source states."""
        return self._by_source[source]

    def of_place(self, partner: str, unit: str) -> list[Statement]:
        """What is stated of a partner, in a unit."""
        return self._by_place.get((partner, unit), [])

    def during(self, partner: str, unit: str, around: Iterable[Window]) -> list[Statement]:
        """What is stated of a partner, in a unit, at the time of some windows."""
        spans = {(w.start, w.stop) for w in around}
        return [
            s
            for s in self._by_place.get((partner, unit), ())
            if any(w.start < stop and start < w.stop for w in s.windows for start, stop in spans)
        ]

    def beside(self, moved: Iterable[Statement], most: int) -> list[Statement]:
        """What can bear on some statements, as many as there may be at most.

        That of their own partners first, then of areas that contain them or lie in them.
        """
        of = [w for s in moved for w in s.windows]
        own = sorted({(w.series.partner, w.series.unit) for w in of})
        wider = [(a, unit) for partner, unit in own for a in sorted(self._around[partner])]
        nearby: dict[int, Statement] = {}
        for partner, unit in (*own, *wider):
            for s in self.during(partner, unit, of):
                if len(nearby) < most:
                    nearby.setdefault(id(s), s)
        return list(nearby.values())

    def units(self, window: Window) -> set[str]:
        """In which units an amount of the same time is stated."""
        partner = window.series.partner
        return {
            unit
            for place, unit in list(self._by_place)
            if place == partner and self.says(window, partner, unit)
        }

    def says(self, window: Window, partner: str, unit: str) -> bool:
        """Whether such an amount, of another partner or in another unit, is stated."""
        series = window.series._replace(partner=partner, unit=unit)
        return any(
            w.series == series and w.start < window.stop and window.start < w.stop
            for s in self.during(partner, unit, [window])
            for w in s.windows
        )
