"""How far two official years move against each other: by one ordinary revision, not by two.

Holds for a growth that is stated of them, as a whole; says nothing of the levels themselves.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from etl.reconcile.model.statements import REVISION, Statement, Window

_ONE = Decimal(1)

Places = tuple[int, ...]


class Drift(NamedTuple):
    """The growth between two official years, give or take a revision."""

    low: Decimal
    """A ratio, as in `Statement`."""
    high: Decimal
    owners: frozenset[int]
    """The official figures of both years, by their place in the group."""

    def contradicts(self, statement: Statement) -> bool:
        """Whether what is stated lies beyond it."""
        return (statement.low is not None and self.high < statement.low) or (
            statement.high is not None and statement.high < self.low
        )


def find(statements: tuple[Statement, ...]) -> dict[str, tuple[Drift, ...]]:
    """For each figure that is a growth: what official figures of both its years say."""
    stated: dict[tuple[Window, ...], int] = {}
    for n, s in enumerate(statements):
        if s.official and not s.whole:
            stated.setdefault(s.part, n)
    return {
        s.figure.id: drifts
        for s in statements
        if s.whole
        and not s.official
        and not _follows(s, statements)
        and (drifts := _drifts(s, stated, statements))
    }


def _follows(growth: Statement, statements: tuple[Statement, ...]) -> bool:
    """Whether a growth is that of the levels of its own source.

    Then it says nothing that these do not, and each of them may be off by a revision.
    """
    now, then = (
        [s for s in statements if not (s.official or s.whole) and _are_one_voice(s, growth, side)]
        for side in (growth.part, growth.whole)
    )
    return any(_fits(growth, one, other) for one in now for other in then)


def _are_one_voice(level: Statement, growth: Statement, side: tuple[Window, ...]) -> bool:
    return level.figure.source == growth.figure.source and level.part == side


def _fits(growth: Statement, now: Statement, then: Statement) -> bool:
    """Whether some values of two levels have a ratio that is stated."""
    if now.low is None or now.high is None or not then.low or not then.high:
        return False
    least, most = now.low / then.high, now.high / then.low
    return (growth.low is None or growth.low <= most) and (
        growth.high is None or least <= growth.high
    )


def _drifts(
    statement: Statement, stated: dict[tuple[Window, ...], int], statements: tuple[Statement, ...]
) -> tuple[Drift, ...]:
    """From the official totals, and from their parts."""
    if {w.series for w in statement.part} != {w.series for w in statement.whole}:
        return ()
    drifts: list[Drift] = []
    tops, bottoms = (_ways(amount, stated) for amount in (statement.part, statement.whole))
    for now, then in zip(tops, bottoms, strict=True):
        before = sum((statements[n].figure.point for n in then), Decimal(0))
        if now and then and before:
            change = sum((statements[n].figure.point for n in now), Decimal(0)) / before
            owners = frozenset((*now, *then))
            drifts.append(Drift(change * (_ONE - REVISION), change * (_ONE + REVISION), owners))
    return tuple(drifts)


def _ways(amount: tuple[Window, ...], stated: dict[tuple[Window, ...], int]) -> list[Places]:
    """The official figures that give an amount: itself, or else all its parts; or none."""
    whole = (stated[amount],) if amount in stated else ()
    parts = tuple(stated[(w,)] for w in amount if (w,) in stated)
    return [whole, parts if len(parts) == len(amount) > 1 else ()]
