"""A group of statements as a linear system: unknown amounts in slices of time, and rows.

Pure arithmetic on declarations. Must not solve anything.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from etl.reconcile.groups import Cell, cells, cuts, links
from etl.reconcile.relations import Relations
from etl.reconcile.statements import REVISION, Statement, Window

Terms = dict[int, float]
"""Unknown -> coefficient."""

_ONE = Decimal(1)
_LEAST_WHOLE = Decimal("0.0000005")  # of the largest amount: less is reported as nothing
_LEAST_WHOLE_STATED = Decimal("0.001")  # of the smallest amount
_LEAST_SOLVED = Decimal("0.00000001")  # a hundred times the solver's tolerance
DIGITS: Final = 6
"""Significant digits of a solved amount: what strictness and the solver's tolerance leave."""

RATIO_DIGITS: Final = 7
"""The same for a ratio; a growth of 3.69 % is a ratio of 1.0369, so two of them are lost."""


class Row(NamedTuple):
    """`low <= terms <= high` in scaled amounts, in force while all its owners are believed."""

    terms: Terms
    low: float
    high: float
    owners: tuple[int, ...]
    """Statements by their place in the group; none where the row is true by definition."""
    is_floor: bool = False
    """Says only that there is something (see `_something`)."""


class System(NamedTuple):
    """One group of statements. Unknowns are non-negative."""

    statements: tuple[Statement, ...]
    days: list[int]
    unknowns: dict[Cell, int]
    rows: tuple[Row, ...]
    scale: Decimal
    """Base units in one unit of the unknowns: the largest amounts are between 1 and 10."""

    def terms(self, windows: tuple[Window, ...]) -> Terms | None:
        """The sum of the amounts in `windows`; None if some of it is no unknown of the group."""
        found: Terms = {}
        for window in windows:
            if window.start not in self.days or window.stop not in self.days:
                return None
            for i in cells(window, self.days):
                unknown = self.unknowns.get((window.series, i))
                if unknown is None:
                    return None
                found[unknown] = 1.0
        return found

    def amount(self, scaled: float) -> Decimal:
        """Base units, to the digits that can be trusted."""
        base = digits(scaled) * self.scale
        return base.quantize(_ONE) if base == base.to_integral_value() else base


def digits(value: float, places: int = DIGITS) -> Decimal:
    """A solved number to the digits that can be trusted; less than the last of them is nothing."""
    if abs(value) < 10.0**-places:
        return Decimal(0)
    return Decimal(f"{value:.{places - 1}e}")


def build(statements: tuple[Statement, ...], relations: Relations) -> System:
    """The system of one group (see `groups.connected`)."""
    windows = [w for s in statements for w in s.windows]
    days = cuts(windows, relations)
    known = {(w.series, i) for w in windows for i in cells(w, days)}
    unknowns = {cell: n for n, cell in enumerate(sorted(known))}
    system = System(statements, days, unknowns, (), _scale(statements))
    rows: list[Row] = []
    for parts, whole in links(known, days, relations):
        terms = {unknowns[cell]: -1.0 for cell in whole}
        for cell in parts:
            terms[unknowns[cell]] = terms.get(unknowns[cell], 0.0) + 1.0
        rows.append(Row(terms, -float("inf"), 0.0, ()))
    for n, statement in enumerate(statements):
        rows.extend(_rows(n, statement, system))
        if statement.whole and not statement.official:
            rows.extend(_revised_together(statement, system))
    return system._replace(rows=tuple(rows))


def _scale(statements: tuple[Statement, ...]) -> Decimal:
    amounts = [a for s in statements if not s.whole for a in (s.low, s.high) if a]
    return Decimal(1).scaleb(max(amounts).adjusted()) if amounts else _ONE


def _rows(n: int, statement: Statement, system: System) -> list[Row]:
    part = system.terms(statement.part) or {}
    low, high = statement.low, statement.high
    if not statement.whole:
        top = float("inf") if high is None else float(high / system.scale)
        return [Row(part, float(low / system.scale), top, (n,))]
    whole = system.terms(statement.whole) or {}
    rows = [
        Row(_less(part, whole, low), 0.0, float("inf"), (n,)),
        Row(whole, _something(system), float("inf"), (n,), is_floor=True),
    ]
    if high is not None:
        rows.append(Row(_less(part, whole, high), -float("inf"), 0.0, (n,)))
    return rows


def _something(system: System) -> float:
    """What a growth or a share is at least measured on: of nothing there is none.

    Without it, an empty year before would let any two growths be true. In scaled amounts, far
    below every amount that the group states.
    """
    stated = [s.figure.value / system.scale for s in system.statements if not s.whole]
    least = min((amount for amount in stated if amount > 0), default=None)
    if least is None:
        return 1.0
    least = min(_LEAST_WHOLE, least * _LEAST_WHOLE_STATED)
    return float(least) if least > _LEAST_SOLVED else 0.0


def _less(part: Terms, whole: Terms, times: Decimal) -> Terms:
    """`part - times * whole`."""
    terms = dict(part)
    for unknown, coefficient in whole.items():
        terms[unknown] = terms.get(unknown, 0.0) - float(times) * coefficient
    return terms


def _revised_together(statement: Statement, system: System) -> list[Row]:
    """For a growth: two official years move apart by no more than one ordinary revision."""
    rows: list[Row] = []
    official = [(n, s) for n, s in enumerate(system.statements) if s.official and not s.whole]
    for now, level in official:
        if not set(level.part) <= set(statement.part):
            continue
        for then, before in official:
            if (
                set(before.part) <= set(statement.whole)
                and before.figure.value
                and ({w.series for w in before.part} == {w.series for w in level.part})
            ):
                change = level.figure.value / before.figure.value
                part, whole = system.terms(level.part) or {}, system.terms(before.part) or {}
                owners = (now, then)
                low, high = change * (_ONE - REVISION), change * (_ONE + REVISION)
                rows.append(Row(_less(part, whole, low), 0.0, float("inf"), owners))
                rows.append(Row(_less(part, whole, high), -float("inf"), 0.0, owners))
    return rows
