"""Small neighbourhoods in a group: one amount, one identity, one partner.

What is wrong is mostly wrong among few; they are searched first and in full (see `conflicts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from etl.reconcile.model.statements import Statement

SMALL: Final = 40
"""Statements in a neighbourhood at most; a larger one is no easier than the whole group."""

Places = frozenset[int]


def neighbourhoods(statements: Sequence[Statement]) -> list[Places]:
    """Places of statements that are looked at by themselves first, the smallest first."""
    found: dict[object, set[int]] = defaultdict(set)
    for n, statement in enumerate(statements):
        found["amount", statement.part, statement.whole].add(n)
        partners = frozenset((w.series.reporter, w.series.partner) for w in statement.windows)
        spans = frozenset((w.start, w.stop) for w in statement.windows)
        found["identity", partners, spans].add(n)
        for span in spans:
            found["year", span].add(n)
        if len(partners) == 1:
            found["partner", partners].add(n)
    areas = {frozenset(places) for places in found.values() if 1 < len(places) <= SMALL}
    return sorted(areas, key=lambda area: (len(area), sorted(area)))
