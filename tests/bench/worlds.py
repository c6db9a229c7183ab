"""Random worlds of every relation against z3: conflicts and ranges, by exact arithmetic.

`PYTHONPATH=FOLDER python -m tests.bench.worlds [FIRST] [COUNT] [RANGES]`, where FOLDER holds z3,
which is no dependency (`pip install --target FOLDER z3-solver`). The rows are those of
`tests.every_relation`, written anew from the figures; z3 shares no code with the library. Of every
world all minimal conflicts are compared, of one in RANGES each end of each range as well: nothing
lies beyond it, and it is reached. Prints every seed that differs.
"""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from importlib import import_module
from math import lcm
from random import SystemRandom
from typing import Any, Final

from etl.core.model import Figure
from etl.reconcile import Report
from etl.reconcile.solve.simplex import Number
from tests import every_relation
from tests.test_relations import members, reported

COUNT: Final = 100_000
RANGES: Final = 1
TOLD: Final = 1_000
"""Worlds after which the counts so far are printed."""

_FAR: Final = Fraction(10**40)
"""More than any amount that a world pins down."""

_CLOSE: Final = Fraction(1, 10**9)
"""How near to the end of a range there has to be a value, beside one: ranges have 12 digits."""

_MOST: Final = 40
"""Figures of a world, and ends of their ranges that are asked about."""

_SIGNED: Final = ("surplus", "trade_rise")
_PARTS: Final = ("trade_share", "sales_within")
"""By definition at most everything."""


class Exact:
    """z3 with the figures of one world after another."""

    def __init__(self, z3: Any) -> None:
        self._z3 = z3
        self._solver = z3.SolverFor("QF_LRA")
        names = [f"x{n}" for n in range(every_relation.SOMETHING + 1)]
        bools = [f"{letter}{n}" for letter in "bq" for n in range(_MOST)]
        declared = "".join(f"(declare-const {b} Bool)" for b in bools)
        self._solver.from_string(declared + "".join(f"(declare-const {x} Real)" for x in names))
        signs = [*(f"(>= {x} 0)" for x in names[:-1]), f"(> {names[-1]} 0)"]
        self._add([*signs, *(b for row in every_relation.always() for b in _bounds(row))])
        self._figures: list[Figure] = []

    def take(self, figures: list[Figure]) -> None:
        """Leave one world and take another."""
        if self._figures:
            self._solver.pop()
        self._solver.push()
        self._figures = figures
        self._b = [self._z3.Bool(f"b{n}") for n in range(len(figures))]
        rows = ((n, row) for n, f in enumerate(figures) for row in every_relation.rows(f))
        self._add([f"(=> b{n} {bound})" for n, row in rows for bound in _bounds(row)])

    def _add(self, what: list[str]) -> None:
        """What holds, as a text: thousands of calls into z3 are slower."""
        self._solver.from_string("".join(f"(assert {one})" for one in what))

    def possible(self, some: frozenset[int], *more: Any) -> bool:
        """Whether figures can all be true, and more with them."""
        answer = self._solver.check(*(self._b[n] for n in sorted(some)), *more)
        if answer == self._z3.unknown:
            raise ArithmeticError(f"z3 has no answer for {sorted(some)}")
        return bool(answer == self._z3.sat)

    def every_minimal_conflict(self) -> set[frozenset[str]]:
        """The largest set of which nothing is known is possible, or has a conflict within."""
        everyone = frozenset(range(len(self._figures)))
        conflicts, possible = list[frozenset[int]](), list[frozenset[int]]()
        places = range(2 ** len(everyone))
        subsets = (frozenset(n for n in everyone if one >> n & 1) for one in places)
        for some in sorted(subsets, key=len, reverse=True):
            if any(some <= p for p in possible) or any(c <= some for c in conflicts):
                continue
            if self.possible(some):
                possible.append(some)
                continue
            for n in sorted(some):
                if not self.possible(some - {n}):
                    some -= {n}
            conflicts.append(some)
        return {frozenset(self._figures[n].id for n in some) for some in conflicts}

    def wrong_ends(self, report: Report) -> list[str]:
        """Ends of ranges that can be passed, or are not reached; figures that are not possible."""
        doubted = set(report.unbelieved)
        believed = frozenset(n for n, f in enumerate(self._figures) if f.id not in doubted)
        if not self.possible(believed):
            return ["believed"]
        verdicts = {v.figure_id: v for v in report.verdicts}
        what = [every_relation.sides_of(figure)[:2] for figure in self._figures]
        asked: list[tuple[frozenset[int], str, bool, str]] = []
        for n, figure in enumerate(self._figures):
            verdict = verdicts[figure.id]
            # All are of one source, and a text never supports itself.
            others = frozenset(m for m in believed if what[m] != what[n])
            low, high = _ends(figure)
            for sign, end, last in (
                (-1, verdict.implied_low, low),
                (1, verdict.implied_high, high),
            ):
                at = last if end is None else Fraction(end)
                name = f"{figure.id} {'low' if sign < 0 else 'high'} {end}"
                near = at - sign * _CLOSE * (1 + abs(at))
                asked.append((others, _beyond(figure, near, sign), True, name))
                if end is not None:
                    asked.append((others, _beyond(figure, at, sign), False, name))
        self._add([f"(=> q{n} {one[1]})" for n, one in enumerate(asked)])
        return [
            name
            for n, (others, _, right, name) in enumerate(asked)
            if self.possible(others, self._z3.Bool(f"q{n}")) is not right
        ]


def _beyond(figure: Figure, value: Fraction, sign: int) -> str:
    """That what a figure states is more than a value (1), or less (-1)."""
    top, bottom, factor, less = every_relation.sides_of(figure)
    bound = (value + less) / factor
    if not bottom:
        return _compared(">", {u: sign * c for u, c in top.items()}, sign * bound)
    terms = {u: sign * c for u, c in top.items()}
    for unknown, c in bottom.items():
        terms[unknown] = terms.get(unknown, 0) - sign * bound * c
    return f"(and {_compared('>', bottom, 0)} {_compared('>', terms, 0)})"


def _bounds(row: every_relation.Row) -> list[str]:
    terms, low, high = row
    made = [] if low is None else [_compared(">=", terms, low)]
    return made + ([] if high is None else [_compared("<=", terms, high)])


def _compared(sign: str, terms: every_relation.Sum, end: Number) -> str:
    """A sum beside a number, in whole numbers."""
    times = lcm(*(Fraction(c).denominator for c in (*terms.values(), end)))
    parts = (f"(* {_whole(c * times)} x{u})" for u, c in terms.items())
    return f"({sign} (+ 0 0 {' '.join(parts)}) {_whole(end * times)})"


def _whole(number: Number) -> str:
    return f"{number}" if number >= 0 else f"(- {-number})"


def _ends(figure: Figure) -> tuple[Fraction, Fraction]:
    """Where a range ends by definition, where nothing else sets an end."""
    low = -_FAR if figure.indicator in _SIGNED else Fraction(0)
    low = Fraction(-100) if figure.indicator == "trade_growth" else low
    return low, Fraction(100) if figure.indicator in _PARTS else _FAR


def main() -> None:
    """Print how many worlds differ, and which."""
    z3 = import_module("z3")
    numbers = [int(argument) for argument in sys.argv[1:]]
    usual = (SystemRandom().randrange(10**9), COUNT, RANGES)
    first, count, one_in = (*numbers, *usual[len(numbers) :])
    exact = Exact(z3)
    differ: list[int] = []
    wrong: list[tuple[int, list[str]]] = []
    clashing = unanswered = incomplete = ranges = 0
    for done, seed in enumerate(range(first, first + count), 1):
        make = every_relation.wide if seed % 2 else every_relation.figures
        figures = make(seed, 3 + seed % 5)
        exact.take(figures)
        report = reported(*figures)
        names = {r: m.figure_id for c in report.conflicts for m in c.members for r in m.repeats}
        right = {frozenset(names.get(f, f) for f in c) for c in exact.every_minimal_conflict()}
        clashing += bool(right)
        unanswered += bool(report.not_known)
        incomplete += not report.complete
        if members(report) != right:
            differ.append(seed)
            print(f"seed {seed} differs", flush=True)
        if seed % one_in == 0:
            ranges += len(figures)
            if ends := exact.wrong_ends(report):
                wrong.append((seed, ends))
                print(f"seed {seed}: {ends}", flush=True)
        if done % TOLD == 0 or done == count:
            print(
                f"{done:,} worlds from seed {first}, {clashing:,} with conflicts: {len(differ)}"
                f" differ from z3 {differ[:10]}, {unanswered} without an answer, {incomplete} not"
                f" complete; {ranges:,} ranges, {len(wrong)} worlds with a wrong one"
                f" ({time.process_time():.0f} s of CPU)",
                flush=True,
            )


if __name__ == "__main__":
    main()
