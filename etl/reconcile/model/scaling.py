"""Amounts in billions and in units side by side: each unknown is measured in a unit of its own.

A solver sees rows to a fixed tolerance. In one unit for a whole group, a hundred dollars beside
sixty billion would be less than that. Must not look at statements.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

Terms = dict[int, float]
"""Unknown -> coefficient."""

_STEP: Final = 3
"""Units are powers of a thousand below the largest, so that like amounts share one."""

_SMALLEST: Final = 3
"""Steps from the largest unit to the smallest: the solver drops coefficients below 1e-12."""


class Row(NamedTuple):
    """`low <= terms <= high`, in force while all its owners are believed."""

    terms: Terms
    low: float
    high: float
    owners: tuple[int, ...]
    """Statements by their place in the group; none where the row is true by definition."""
    is_floor: bool = False
    """Says only that there is something (see `system._something`)."""
    unit: float = 1.0
    """Base units in one unit of the row."""


def units(rows: Sequence[Row], width: int, largest: float) -> list[float]:
    """The unit of each unknown: a power of ten from the most that the rows let it be.

    rows: in base units; largest: the unit of what nothing limits.
    """
    most = _limits(rows, width, largest)
    return [largest / 10.0 ** (_STEP * _steps(value, largest)) for value in most]


def _steps(value: float, largest: float) -> int:
    """How many steps below the largest unit a value still is at most ten units."""
    if value <= 0:
        return _SMALLEST
    if value >= largest:
        return 0
    return min(math.floor(math.log10(largest / value) + 1 + 1e-9) // _STEP, _SMALLEST)


def _limits(rows: Sequence[Row], width: int, largest: float) -> list[float]:
    """Roughly the most that each unknown can be, if all rows hold."""
    at_most = [r for row in rows for r in _upper(row)]
    above: dict[int, list[int]] = defaultdict(list)
    for n, (terms, _) in enumerate(at_most):
        for unknown, coefficient in terms.items():
            if coefficient < 0:
                above[unknown].append(n)
    most = [math.inf] * width
    least = largest / 10.0 ** (_STEP * _SMALLEST)
    waiting = list(range(len(at_most)))
    while waiting:
        terms, limit = at_most[waiting.pop()]
        room = limit - sum(c * most[u] for u, c in terms.items() if c < 0)
        for unknown, coefficient in terms.items():
            if coefficient > 0 and (value := max(room / coefficient, least)) < most[unknown] / 10:
                most[unknown] = value
                waiting.extend(above[unknown])
    return most


def _upper(row: Row) -> list[tuple[Terms, float]]:
    """The row as `terms <= limit`, once or twice."""
    made = [(row.terms, row.high)] if row.high < math.inf else []
    if row.low > -math.inf and any(c < 0 for c in row.terms.values()):
        made.append(({u: -c for u, c in row.terms.items()}, -row.low))
    return made


def scaled(row: Row, measured: Sequence[float], largest: float) -> Row:
    """A row of base units in the units of its unknowns, its largest number about 1."""
    ends = [abs(e) for e in (row.low, row.high) if math.isfinite(e)]
    heaviest = max(abs(c) * measured[u] for u, c in row.terms.items())
    unit = largest / 10.0 ** (_STEP * _steps(max(heaviest, *ends), largest))
    return row._replace(
        terms={u: c * measured[u] / unit for u, c in row.terms.items()},
        low=row.low / unit,
        high=row.high / unit,
        unit=unit,
    )
