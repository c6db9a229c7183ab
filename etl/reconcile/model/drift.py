"""How far a stated ratio may be from that of two official amounts: one ordinary revision.

The two sides of a table are revised together, so their ratio moves less than both might. That holds
for what is stated as a ratio: a growth, a multiple, a share. It says nothing of amounts, each of
which may be off by a revision of its own, and nothing else that is stated changes it: one more
statement never takes a contradiction away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Final, NamedTuple

from etl.reconcile.model.statements import REVISION, Statement, Window, bare

_ONE: Final = Decimal(1)
_NOTHING: Final = Decimal(0)
_FINE: Final = Decimal("0.000001")
"""Of an amount: digits that are finer, as whole dollars of billions are, are taken at their word.
No ratio is stated so exactly, and half a dollar would stand in each number that is told."""

Places = tuple[int, ...]


class Drift(NamedTuple):
    """The ratio of two official amounts, give or take a revision."""

    low: Decimal
    """As in `Statement`."""
    high: Decimal
    owners: frozenset[int]
    """The official figures of both sides, by their place in the group."""

    def contradicts(self, statement: Statement) -> bool:
        """Whether what is stated lies beyond it."""
        return (statement.low is not None and self.high < statement.low) or (
            statement.high is not None and statement.high < self.low
        )


def find(statements: tuple[Statement, ...]) -> dict[str, tuple[Drift, ...]]:
    """For each figure that is a ratio: what official figures of both its sides say."""
    stated: dict[tuple[Window, ...], list[int]] = defaultdict(list)
    for n, s in enumerate(statements):
        if s.official and not s.whole:
            stated[s.part].append(n)
    return {
        s.figure.id: drifts
        for s in statements
        if s.whole and not s.official and (drifts := tuple(_drifts(s, stated, statements)))
    }


def _drifts(
    statement: Statement,
    stated: Mapping[tuple[Window, ...], list[int]],
    statements: tuple[Statement, ...],
) -> Iterator[Drift]:
    """From the official totals, and from their parts."""
    sides = (_ways(amount, stated) for amount in (statement.part, statement.whole))
    for tops, bottoms in zip(*sides, strict=True):
        for above, below in product(tops, bottoms):
            top, base = (_printed([statements[n] for n in some]) for some in (above, below))
            if top is None or base is None or top[0] < 0 or base[0] <= 0:
                continue
            least, most = top[0] / base[1], top[1] / base[0]
            owners = frozenset((*above, *below))
            yield Drift(least * (_ONE - REVISION), most * (_ONE + REVISION), owners)


def _printed(official: list[Statement]) -> tuple[Decimal, Decimal] | None:
    """What the printed digits of official amounts allow for their sum; None if it has no end."""
    total = sum((s.figure.point for s in official), _NOTHING)
    low, high = _NOTHING, _NOTHING
    for statement in map(bare, official):
        if statement.low is None or statement.high is None:
            return None
        low, high = low + statement.low, high + statement.high
    return (total, total) if high - low <= _FINE * total else (low, high)


def _ways(
    amount: tuple[Window, ...], stated: Mapping[tuple[Window, ...], list[int]]
) -> tuple[list[Places], list[Places]]:
    """The official figures that give an amount by itself, and those that give all its parts."""
    whole: list[Places] = [(n,) for n in stated.get(amount, ())]
    parts = product(*(stated.get((w,), ()) for w in amount)) if len(amount) > 1 else ()
    return whole, list(parts)
