"""A group of statements as a linear system: unknown amounts in slices of time, and rows.

Pure arithmetic on declarations. Must not solve anything.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import NamedTuple

from etl.reconcile.model import drift
from etl.reconcile.model.drift import Drift
from etl.reconcile.model.groups import Cell, cells, cuts, links
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.scaling import Row, Terms, scaled, units
from etl.reconcile.model.statements import Statement, Window

_LEAST_WHOLE = Decimal("0.0000005")  # of the largest amount
_LEAST_WHOLE_STATED = Decimal("0.001")  # of the smallest amount


class System(NamedTuple):
    """One group of statements. Unknowns are non-negative."""

    statements: tuple[Statement, ...]
    days: list[int]
    unknowns: dict[Cell, int]
    rows: tuple[Row, ...]
    """In the units of the unknowns."""
    units: list[float]
    """Base units in one unit of each unknown."""
    drifts: dict[str, tuple[Drift, ...]]
    """Growth -> how far the official years that it speaks of can move apart."""

    def terms(self, windows: tuple[Window, ...]) -> Terms | None:
        """The sum of the amounts in `windows`; None if some of it is no unknown of the group."""
        found: Terms = {}
        for window in windows:
            if not (self._is_cut(window.start) and self._is_cut(window.stop)):
                return None
            for i in cells(window, self.days):
                unknown = self.unknowns.get((window.series, i))
                if unknown is None:
                    return None
                found[unknown] = 1.0
        return found

    def _is_cut(self, day: int) -> bool:
        at = bisect_left(self.days, day)
        return at < len(self.days) and self.days[at] == day


def build(statements: tuple[Statement, ...], relations: Relations) -> System:
    """The system of one group (see `groups.connected`)."""
    windows = [w for s in statements for w in s.windows]
    days = cuts(windows, relations)
    known = {(w.series, i) for w in windows for i in cells(w, days)}
    unknowns = {cell: n for n, cell in enumerate(sorted(known))}
    system = System(statements, days, unknowns, (), [], drift.find(statements))
    rows: list[Row] = []
    for parts, whole in links(known, days, relations):
        terms = {unknowns[cell]: -1.0 for cell in whole}
        for cell in parts:
            terms[unknowns[cell]] = terms.get(unknowns[cell], 0.0) + 1.0
        rows.append(Row(terms, -float("inf"), 0.0, ()))
    least = _something(statements)
    for n, statement in enumerate(statements):
        rows.extend(_rows(n, statement, system, least))
    largest = _largest(statements)
    measured = units(rows, len(unknowns), largest)
    return system._replace(
        rows=tuple(scaled(row, measured, largest) for row in rows), units=measured
    )


def _largest(statements: tuple[Statement, ...]) -> float:
    """The power of ten of which the largest amount is 1 to 10."""
    amounts = [a for s in statements if not s.whole for a in (s.low, s.high) if a]
    return 10.0 ** max(amounts).adjusted() if amounts else 1.0


def _rows(n: int, statement: Statement, system: System, least: float) -> list[Row]:
    part = system.terms(statement.part) or {}
    low, high = statement.low, statement.high
    if not statement.whole:
        top = float("inf") if high is None else float(high)
        return [Row(part, float(low), top, (n,))]
    whole = system.terms(statement.whole) or {}
    rows = [
        Row(_less(part, whole, low), 0.0, float("inf"), (n,)),
        Row(whole, least, float("inf"), (n,), is_floor=True),
    ]
    if high is not None:
        rows.append(Row(_less(part, whole, high), -float("inf"), 0.0, (n,)))
    return rows


def _something(statements: tuple[Statement, ...]) -> float:
    """What a growth or a share is at least measured on: of nothing there is none.

    Without it, an empty year before would let any two growths be true. In base units, far below
    every amount that the group states.
    """
    amounts = [s.figure.point for s in statements if not s.whole and s.figure.point > 0]
    if not amounts:
        return 1.0
    return float(min(_LEAST_WHOLE * max(amounts), min(amounts) * _LEAST_WHOLE_STATED))


def _less(part: Terms, whole: Terms, times: Decimal) -> Terms:
    """`part - times * whole`."""
    terms = dict(part)
    for unknown, coefficient in whole.items():
        terms[unknown] = terms.get(unknown, 0.0) - float(times) * coefficient
    return terms
