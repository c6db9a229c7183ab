"""A group of statements as a linear system: unknown amounts in slices of time, and rows.

All numbers are exact. "More than" is a row that must be missed by something: the last unknown is
that something, and a system is possible where it can be more than nothing.
Pure arithmetic on declarations. Must not solve anything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from etl.reconcile.model import drift
from etl.reconcile.model.drift import Drift
from etl.reconcile.model.groups import Cell, cells, completed, cuts, links
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, Window

Number = int | Fraction
Terms = dict[int, Number]
"""Unknown -> coefficient."""


_EXCLUDING = ("more_than", "less_than")


class Row(NamedTuple):
    """`low <= terms <= high`, in force while its owner is believed."""

    terms: Terms
    low: Number | None
    high: Number | None
    owner: int | None
    """Statement by its place in the group; None where the row is true by definition."""


class System(NamedTuple):
    """One group of statements. Unknowns are non-negative, in base units."""

    statements: tuple[Statement, ...]
    days: list[int]
    unknowns: dict[Cell, int]
    rows: tuple[Row, ...]
    signed: frozenset[str]
    """Indicators whose amounts may be negative."""
    drifts: dict[str, tuple[Drift, ...]]
    """Growth -> how far the official years that it speaks of can move apart."""

    @property
    def free(self) -> list[int]:
        """Unknowns that may be negative."""
        return [n for (series, _), n in self.unknowns.items() if series.indicator in self.signed]

    @property
    def something(self) -> int:
        """The unknown by which strict bounds are missed, beside those of the amounts."""
        return len(self.unknowns)

    def terms(self, windows: tuple[Window, ...]) -> Terms | None:
        """The sum of the amounts in `windows`; None if some of it is no unknown of the group."""
        terms: Terms = {}
        for window in windows:
            if not (self._is_cut(window.start) and self._is_cut(window.stop)):
                return None
            for i in cells(window, self.days):
                unknown = self.unknowns.get((window.series, i))
                if unknown is None:
                    return None
                terms[unknown] = terms.get(unknown, 0) + window.times
        return {unknown: times for unknown, times in terms.items() if times}

    def _is_cut(self, day: int) -> bool:
        at = bisect_left(self.days, day)
        return at < len(self.days) and self.days[at] == day


def build(
    statements: tuple[Statement, ...],
    relations: Relations,
    more: Iterable[int] = (),
    beside: Sequence[Window] = (),
) -> System:
    """The system of one group (see `groups.connected`).

    more: further days on which time is cut; beside: amounts that it has though nobody speaks of
    them.
    """
    windows = [*(w for s in statements for w in s.windows), *beside]
    if not windows:
        return System(statements, [], {}, (), relations.signed, {})
    days = cuts(windows, relations)
    days = sorted({*days, *(day for day in more if days[0] < day < days[-1])})
    known = completed({(w.series, i) for w in windows for i in cells(w, days)}, days, relations)
    unknowns = {cell: n for n, cell in enumerate(sorted(known))}
    system = System(statements, days, unknowns, (), relations.signed, drift.find(statements))
    rows: list[Row] = []
    for parts, whole, equal in links(known, days, relations):
        terms: Terms = {unknowns[cell]: -1 for cell in whole}
        for cell in parts:
            terms[unknowns[cell]] = terms.get(unknowns[cell], 0) + 1
        rows.append(Row(terms, 0 if equal else None, 0, None))
    for n, statement in enumerate(statements):
        rows.extend(_rows(n, statement, system))
    return system._replace(rows=tuple(rows))


def _rows(n: int, statement: Statement, system: System) -> list[Row]:
    part = system.terms(statement.part) or {}
    low, high = (None if end is None else exact(end) for end in (statement.low, statement.high))
    rows: list[Row] = []
    if statement.whole:
        whole = system.terms(statement.whole) or {}
        rows.append(Row({**whole, system.something: -1}, 0, None, n))  # of nothing is no ratio
        if low is not None:
            rows.append(Row(_less(part, whole, low), 0, None, n))
        if high is not None:
            rows.append(Row(_less(part, whole, high), None, 0, n))
    elif statement.figure.qualifier in _EXCLUDING:
        rows += [Row(part, low, None, n)] if low is not None else []
        rows += [Row(part, None, high, n)] if high is not None else []
    else:
        rows.append(Row(part, low, high, n))
    return [_strictly(row, statement, system.something) for row in rows]


def _strictly(row: Row, statement: Statement, something: int) -> Row:
    """The row, missed by something where the number itself is excluded."""
    if something in row.terms or statement.counted:
        return row
    if statement.figure.qualifier == "more_than" and row.low is not None and row.high is None:
        return row._replace(terms={**row.terms, something: -1})
    if statement.figure.qualifier == "less_than" and row.high is not None and row.low is None:
        return row._replace(terms={**row.terms, something: 1})
    return row


def exact(value: Decimal) -> Number:
    """A decimal number as a rational one."""
    fraction = Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction


def _less(part: Terms, whole: Terms, times: Number) -> Terms:
    """`part - times * whole`, without what cancels out."""
    terms = dict(part)
    for unknown, coefficient in whole.items():
        total = terms.get(unknown, 0) - times * coefficient
        terms[unknown] = total
    return {unknown: c for unknown, c in terms.items() if c}
