"""HiGHS, the linear solver: is a set of statements possible, how far can an amount go.

Numbers are scaled so that the largest amounts are between 1 and 10. Knows rows, not figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Final, NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs  # the plain solver, without the modelling language around it

from etl.reconcile.statements import Statement
from etl.reconcile.system import Row, System, Terms

TOLERANCE: Final = 1e-10
"""By how much a row may be missed, in units of the group's largest amount: a dollar where that is
ten billion. The finest that HiGHS knows."""

_WEIGHT: Final = 1e-7  # a smaller dual value or ray entry is noise
_INFINITY: Final = highspy.kHighsInf
_OPTIONS: Final[dict[str, bool | int | float | str]] = {
    "output_flag": False,
    "presolve": "off",  # the problems are small, and a ray is wanted
    "solver": "simplex",
    "threads": 1,
    "primal_feasibility_tolerance": TOLERANCE,
    "dual_feasibility_tolerance": TOLERANCE,
}
_INFEASIBLE: Final = highspy.HighsModelStatus.kInfeasible
_UNBOUNDED: Final = (
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_ANSWERS: Final = (highspy.HighsModelStatus.kOptimal, _INFEASIBLE, *_UNBOUNDED)


_DUAL: Final = 1  # HiGHS' numbers for its methods
_PRIMAL: Final = 4


class Extreme(NamedTuple):
    """The furthest that a value can go, and the statements that stop it there."""

    value: float | None
    """None where nothing stops it."""
    reasons: frozenset[int]


class Solver:
    """One system, some of whose statements are believed at a time.

    Warm from one question to the next, so questions about one system should follow each other.
    """

    def __init__(self, system: System) -> None:
        self.everyone = frozenset(range(len(system.statements)))
        self._rows = system.rows
        self._owned: dict[int, list[int]] = {n: [] for n in self.everyone}
        for r, row in enumerate(self._rows):
            for owner in row.owners:
                self._owned[owner].append(r)
        self._apart = _apart(system)
        self._width = len(system.unknowns)
        self._believed = self.everyone
        self._cost: list[int] = []
        self._highs = _model(self._width, self._rows)

    def possible(self, believed: frozenset[int]) -> bool:
        """Whether these statements can all be true."""
        if any(pair <= believed for pair in self._apart):
            return False
        self._believe(believed)
        self._aim({}, 1.0)
        return self._run() != _INFEASIBLE

    def contradiction(self, believed: frozenset[int]) -> frozenset[int] | None:
        """Some of these statements that cannot all be true; None if all of them can be.

        Read off the Farkas ray, then asked again: if rounding has dropped a statement that
        matters, all of `believed` is returned.
        """
        if (pair := next((p for p in self._apart if p <= believed), None)) is not None:
            return pair
        if self.possible(believed):
            return None
        _, exists, ray = self._highs.getDualRay()  # type: ignore[attr-defined]  # not in its stubs
        if not exists:
            return believed
        weight = np.abs(ray)
        used = np.flatnonzero(weight > _WEIGHT * weight.max())
        found = frozenset(owner for r in used for owner in self._rows[r].owners)
        return believed if found == believed or self.possible(found) else found

    def furthest(self, terms: Terms, believed: frozenset[int], *, up: bool) -> Extreme:
        """Highest (`up`) or lowest value of `terms` while `believed`, which must be possible."""
        self._believe(believed)
        self._aim(terms, -1.0 if up else 1.0)
        status = self._run()
        if status in _UNBOUNDED or status == _INFEASIBLE:
            # Impossible only within the tolerance, where nothing can be claimed.
            return Extreme(None, frozenset())
        solution = self._highs.getSolution()
        return Extreme(_value(terms, solution), _owners(self._rows, solution))

    def _believe(self, believed: frozenset[int]) -> None:
        touched = {r for n in believed ^ self._believed for r in self._owned[n]}
        self._believed = believed
        for r in sorted(touched):
            row = self._rows[r]
            held = believed.issuperset(row.owners)
            self._highs.changeRowBounds(
                r, row.low if held else -_INFINITY, row.high if held else _INFINITY
            )

    def _aim(self, terms: Terms, sign: float) -> None:
        for unknown in self._cost:
            if unknown not in terms:
                self._highs.changeColCost(unknown, 0.0)
        for unknown, coefficient in terms.items():
            self._highs.changeColCost(unknown, sign * coefficient)
        self._cost = list(terms)

    def _run(self) -> highspy.HighsModelStatus:
        return _run(self._highs)


def _apart(system: System) -> list[frozenset[int]]:
    """Pairs about the very same that leave no value: seen to the last digit, without a solver."""
    alike: dict[object, list[int]] = defaultdict(list)
    for n, statement in enumerate(system.statements):
        alike[statement.part, statement.whole].append(n)
    pairs = (pair for places in alike.values() for pair in combinations(places, 2))
    return [frozenset(pair) for pair in pairs if _no_value(*(system.statements[n] for n in pair))]


def _no_value(one: Statement, other: Statement) -> bool:
    highs = [s.high for s in (one, other) if s.high is not None]
    return bool(highs) and min(highs) < max(one.low, other.low)


def furthest_ratio(
    system: System, part: Terms, whole: Terms, believed: frozenset[int], *, up: bool
) -> Extreme:
    """Highest or lowest value of `part / whole` while `believed`, which must be possible.

    A ratio of two sums is no linear aim; after Charnes and Cooper (1962) it becomes one when
    all amounts are measured in units of the whole: one more unknown, the unit's inverse.
    """
    inverse = len(system.unknowns)
    rows = [Row(whole, 1.0, 1.0, ())]
    for row in system.rows:
        if row.is_floor or not believed.issuperset(row.owners):
            continue  # here the whole is 1, so there is something
        if row.low > -_INFINITY:
            rows.append(Row({**row.terms, inverse: -row.low}, 0.0, _INFINITY, row.owners))
        if row.high < _INFINITY:
            rows.append(Row({**row.terms, inverse: -row.high}, -_INFINITY, 0.0, row.owners))
    highs = _model(inverse + 1, rows)
    for unknown, coefficient in part.items():
        highs.changeColCost(unknown, -coefficient if up else coefficient)
    status = _run(highs)
    if status in _UNBOUNDED or status == _INFEASIBLE:  # of nothing there is no ratio
        return Extreme(None, frozenset())
    solution = highs.getSolution()
    return Extreme(_value(part, solution), _owners(rows, solution))


def _value(terms: Terms, solution: highspy.HighsSolution) -> float:
    amounts = solution.col_value
    return sum(c * amounts[u] for u, c in terms.items())


def _owners(rows: Iterable[Row], solution: highspy.HighsSolution) -> frozenset[int]:
    return frozenset(
        owner
        for row, dual in zip(rows, solution.row_dual, strict=True)
        if abs(dual) > _WEIGHT
        for owner in row.owners
    )


def _model(width: int, rows: Iterable[Row]) -> _Highs:
    """A minimisation over `width` non-negative unknowns, without a cost yet."""
    rows = tuple(rows)
    starts: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row in rows:
        starts.append(len(columns))
        columns.extend(row.terms.keys())
        values.extend(row.terms.values())
    highs = _Highs()
    for name, value in _OPTIONS.items():
        highs.setOptionValue(name, value)
    highs.passModel(
        width,
        len(rows),
        len(values),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(width),
        np.zeros(width),
        np.full(width, _INFINITY),
        np.array([row.low for row in rows], dtype=np.float64),
        np.array([row.high for row in rows], dtype=np.float64),
        np.array(starts, dtype=np.int32),
        np.array(columns, dtype=np.int32),
        np.array(values, dtype=np.float64),
        np.zeros(width, dtype=np.int32),
    )
    return highs


def _run(highs: _Highs) -> highspy.HighsModelStatus:
    highs.run()
    status = highs.getModelStatus()
    if status not in _ANSWERS:  # seldom: the dual simplex has gone astray
        highs.clearSolver()
        highs.setOptionValue("simplex_strategy", _PRIMAL)
        highs.run()
        status = highs.getModelStatus()
        highs.setOptionValue("simplex_strategy", _DUAL)
    if status in _ANSWERS:
        return status
    raise ArithmeticError(f"the linear solver gave no answer: {highs.modelStatusToString(status)}")
