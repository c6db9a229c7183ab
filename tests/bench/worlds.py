"""Random worlds of every relation against z3: every minimal conflict of each, by exact arithmetic.

`PYTHONPATH=FOLDER python -m tests.bench.worlds [FIRST] [COUNT]`, where FOLDER holds z3, which is no
dependency (`pip install --target FOLDER z3-solver`). The rows are those of `tests.every_relation`,
written anew from the figures; z3 shares no code with the library. Prints every seed that differs.
"""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from importlib import import_module
from itertools import combinations
from typing import Any, Final

from etl.core.model import Figure
from etl.reconcile.solve.simplex import Number
from tests import every_relation
from tests.test_relations import members, reported

COUNT: Final = 100_000
TOLD: Final = 1_000
"""Worlds after which the counts so far are printed."""


def every_minimal_conflict(figures: list[Figure], z3: Any) -> set[frozenset[str]]:
    """By asking z3 about every subset, the smaller ones first."""
    solver = z3.Solver()
    unknowns = [z3.Real(f"x{n}") for n in range(every_relation.SOMETHING + 1)]
    solver.add(*(x >= 0 for x in unknowns[:-1]), unknowns[-1] > 0)

    def number(value: Number) -> Any:
        exact = Fraction(value)
        return z3.RatVal(exact.numerator, exact.denominator)

    def bounds(rows: list[every_relation.Row]) -> list[Any]:
        made = []
        for terms, low, high in rows:
            total = z3.Sum([number(c) * unknowns[u] for u, c in terms.items()] or [number(0)])
            made += [] if low is None else [total >= number(low)]
            made += [] if high is None else [total <= number(high)]
        return made

    solver.add(*bounds(every_relation.always()))
    believed = [z3.Bool(f"b{n}") for n in range(len(figures))]
    for one, figure in zip(believed, figures, strict=True):
        solver.add(*(z3.Implies(one, bound) for bound in bounds(every_relation.rows(figure))))
    found: list[frozenset[str]] = []
    for size in range(1, len(figures) + 1):
        for some in combinations(range(len(figures)), size):
            names = frozenset(figures[n].id for n in some)
            if any(known <= names for known in found):
                continue
            answer = solver.check([believed[n] for n in some])
            if answer == z3.unknown:
                raise ArithmeticError(f"z3 has no answer for {sorted(names)}")
            if answer == z3.unsat:
                found.append(names)
    return set(found)


def main() -> None:
    """Print how many worlds differ, and which."""
    z3 = import_module("z3")
    numbers = [int(argument) for argument in sys.argv[1:]]
    first, count = (*numbers, *(0, COUNT)[len(numbers) :])
    differ: list[int] = []
    clashing = unanswered = incomplete = 0
    for done, seed in enumerate(range(first, first + count), 1):
        make = every_relation.wide if seed % 2 else every_relation.figures
        figures = make(seed, 3 + seed % 5)
        report = reported(*figures)
        names = {r: m.figure_id for c in report.conflicts for m in c.members for r in m.repeats}
        conflicts = every_minimal_conflict(figures, z3)
        right = {frozenset(names.get(f, f) for f in c) for c in conflicts}
        clashing += bool(right)
        unanswered += bool(report.not_known)
        incomplete += not report.complete
        if members(report) != right:
            differ.append(seed)
        if done % TOLD == 0 or done == count:
            print(
                f"{done:,} worlds from seed {first}, {clashing:,} with conflicts: {len(differ)}"
                f" differ from z3 {differ[:10]}, {unanswered} without an answer, {incomplete} not"
                f" complete ({time.process_time():.0f} s of CPU)",
                flush=True,
            )


if __name__ == "__main__":
    main()
