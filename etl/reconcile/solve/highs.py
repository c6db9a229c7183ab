"""HiGHS, the linear solver: is a set of statements possible, how far can an amount go.

Rows come in units of their own (see `scaling`), results go out in base units. Knows rows, not
figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs  # the plain solver, without the modelling language around it

from etl.reconcile.model.scaling import Row, Terms
from etl.reconcile.model.statements import STRICT, Statement
from etl.reconcile.model.system import System

TOLERANCE: Final = 1e-10
"""By how much a row may be missed, in units of the row: a dollar where amounts are ten billion,
a hundred-millionth of one where they are a hundred. The finest that HiGHS knows."""

_WEIGHT: Final = 1e-7  # a smaller dual value or ray entry is noise
_FLOAT: Final = 1e-11  # relative error of sums of floating-point numbers, generously
_INFINITY: Final = highspy.kHighsInf
_OPTIONS: Final[dict[str, bool | int | float | str]] = {
    "output_flag": False,
    "presolve": "off",  # the problems are small, and a ray is wanted
    "solver": "simplex",
    "threads": 1,
    "small_matrix_value": 1e-12,  # what is smaller counts as zero; a coefficient joins two units
    "primal_feasibility_tolerance": TOLERANCE,
    "dual_feasibility_tolerance": TOLERANCE,
}
_INFEASIBLE: Final = highspy.HighsModelStatus.kInfeasible
_UNBOUNDED: Final = (
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_ANSWERS: Final = (highspy.HighsModelStatus.kOptimal, _INFEASIBLE, *_UNBOUNDED)


_DUAL: Final = 1  # HiGHS' numbers for its methods; this one gives a ray where nothing is possible
_PRIMAL: Final = 4  # and this one goes on from where the last question ended


class Extreme(NamedTuple):
    """The furthest that a value can go, and the statements that stop it there."""

    value: float | None
    """Base units, or a ratio; None where nothing stops it."""
    reasons: frozenset[int]
    noise: float = 0.0
    """What strict bounds and rounding have moved it by at most."""
    unit: float = 1.0
    """What the value was measured in: less than a few tolerances of it is not known."""


class Solver:
    """One system, some of whose statements are believed at a time.

    Warm from one question to the next, so questions about one system should follow each other.
    """

    def __init__(self, system: System) -> None:
        self.everyone = frozenset(range(len(system.statements)))
        self._system = system
        self._rows = system.rows
        self._owned: dict[int, list[int]] = {n: [] for n in self.everyone}
        for r, row in enumerate(self._rows):
            for owner in row.owners:
                self._owned[owner].append(r)
        self._apart = _apart(system)
        self._width = len(system.unknowns)
        self._believed = self.everyone
        self._floors = True
        self._cost: list[int] = []
        self._highs = _model(self._width, self._rows)
        self._heaviest = np.array([max(map(abs, r.terms.values())) for r in self._rows])
        self._strict = _strict(system)

    def possible(self, believed: frozenset[int]) -> bool:
        """Whether these statements can all be true."""
        if any(pair <= believed for pair in self._apart):
            return False
        self._believe(believed)
        self._aim({}, 1.0)
        return _run(self._highs, _DUAL) != _INFEASIBLE

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
        weight = np.abs(ray) * self._heaviest
        used = np.flatnonzero(weight > _WEIGHT * weight.max())
        found = frozenset(owner for r in used for owner in self._rows[r].owners)
        return believed if found == believed or self.possible(found) else found

    def furthest(self, terms: Terms, believed: frozenset[int], *, up: bool) -> Extreme:
        """Highest (`up`) or lowest value of `terms` while `believed`, which must be possible."""
        self._believe(believed, floors=False)
        unit = max((self._system.units[u] for u in terms), default=1.0)
        aim = {u: c * self._system.units[u] / unit for u, c in terms.items()}
        self._aim(aim, -1.0 if up else 1.0)
        status = _run(self._highs, _PRIMAL)
        if status in _UNBOUNDED or status == _INFEASIBLE:
            # Impossible only within the tolerance, where nothing can be claimed.
            return Extreme(None, frozenset())
        return _extreme(aim, unit, self._rows, self._highs.getSolution(), self._strict)

    def _believe(self, believed: frozenset[int], *, floors: bool = True) -> None:
        """Put rows in force; without the floors, which say only that an end is not reached."""
        touched = {r for n in believed ^ self._believed for r in self._owned[n]}
        if floors != self._floors:
            touched.update(r for r, row in enumerate(self._rows) if row.is_floor)
        self._believed, self._floors = believed, floors
        for r in sorted(touched):
            row = self._rows[r]
            held = believed.issuperset(row.owners) and (floors or not row.is_floor)
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


def _apart(system: System) -> list[frozenset[int]]:
    """What is seen to the last digit, without a solver, to leave no value.

    Pairs about the very same, and a growth beside the official figures of its two years.
    """
    alike: dict[object, list[int]] = defaultdict(list)
    for n, statement in enumerate(system.statements):
        alike[statement.part, statement.whole].append(n)
    pairs = (pair for places in alike.values() for pair in combinations(places, 2))
    found = [frozenset(p) for p in pairs if _no_value(*(system.statements[n] for n in p))]
    for n, statement in enumerate(system.statements):
        drifts = system.drifts.get(statement.figure.id, ())
        found += [d.owners | {n} for d in drifts if d.contradicts(statement)]
    return found


def _no_value(one: Statement, other: Statement) -> bool:
    highs = [s.high for s in (one, other) if s.high is not None]
    return bool(highs) and min(highs) < max(one.low, other.low)


def furthest_ratio(
    system: System, part: Terms, whole: Terms, believed: frozenset[int]
) -> tuple[Extreme, Extreme]:
    """Lowest and highest value of `part / whole` while `believed`, which must be possible.

    A ratio of two sums is no linear aim; after Charnes and Cooper (1962) it becomes one when
    all amounts are measured in units of the whole: one more unknown, the unit's inverse.
    """
    units = system.units
    under, over = (max(units[u] for u in terms) for terms in (whole, part))
    rows = [Row({u: c * units[u] / under for u, c in whole.items()}, 1.0, 1.0, (), unit=under)]
    rows += _of_the_whole(system, believed)
    highs = _model(len(units) + 1, rows)
    aim = {u: c * units[u] / over for u, c in part.items()}
    found: list[Extreme] = []
    for sign in (1.0, -1.0):
        for unknown, coefficient in aim.items():
            highs.changeColCost(unknown, sign * coefficient)
        status = _run(highs, _PRIMAL)
        if status in _UNBOUNDED or status == _INFEASIBLE:  # of nothing there is no ratio
            found.append(Extreme(None, frozenset()))
            continue
        end = _extreme(aim, over, rows, highs.getSolution(), _strict(system))
        assert end.value is not None
        value, noise, unit = (x / under for x in (end.value, end.noise, end.unit))
        found.append(Extreme(value, end.reasons, noise, unit))
    return found[0], found[1]


def _of_the_whole(system: System, believed: frozenset[int]) -> list[Row]:
    """The rows in force with every amount measured in units of a whole."""
    inverse = len(system.unknowns)
    rows: list[Row] = []
    for row in system.rows:
        if row.is_floor or not believed.issuperset(row.owners):
            continue  # here the whole is 1, so there is something
        if row.low > -_INFINITY:
            terms = {**row.terms, inverse: -row.low}
            rows.append(row._replace(terms=terms, low=0.0, high=_INFINITY))
        if row.high < _INFINITY:
            terms = {**row.terms, inverse: -row.high}
            rows.append(row._replace(terms=terms, low=-_INFINITY, high=0.0))
    return rows


def _strict(system: System) -> frozenset[int]:
    """Statements whose bounds are moved a little, because the number itself is excluded."""
    return frozenset(
        n
        for n, s in enumerate(system.statements)
        if s.figure.qualifier in ("more_than", "less_than")
    )


def _extreme(
    aim: Terms,
    unit: float,
    rows: Sequence[Row],
    solution: highspy.HighsSolution,
    strict: frozenset[int],
) -> Extreme:
    """An optimum, with the statements that set it and how exact it is; aim: in `unit`."""
    amounts, duals = solution.col_value, solution.row_dual
    reasons: set[int] = set()
    noise = 0.0
    for row, dual in zip(rows, duals, strict=True):
        if not dual or abs(dual) * unit <= _WEIGHT * row.unit:
            continue
        reasons.update(row.owners)
        moved = float(STRICT) if strict.intersection(row.owners) else _FLOAT
        ends = [abs(e) for e in (row.low, row.high) if abs(e) < _INFINITY]
        sizes = [abs(c * amounts[u]) for u, c in row.terms.items()]
        noise += abs(dual) * max(*ends, *sizes) * moved
    value = sum(c * amounts[u] for u, c in aim.items())
    return Extreme(value * unit, frozenset(reasons), noise * unit, unit)


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


def _run(highs: _Highs, method: int) -> highspy.HighsModelStatus:
    highs.setOptionValue("simplex_strategy", method)
    highs.run()
    status = highs.getModelStatus()
    if status not in _ANSWERS:  # seldom: it has gone astray
        highs.clearSolver()
        highs.setOptionValue("simplex_strategy", _DUAL if method == _PRIMAL else _PRIMAL)
        highs.run()
        status = highs.getModelStatus()
    if status in _ANSWERS:
        return status
    raise ArithmeticError(f"the linear solver gave no answer: {highs.modelStatusToString(status)}")
