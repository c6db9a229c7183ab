"""The rational simplex against elimination after Fourier and Motzkin: another exact method."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import NamedTuple

import pytest

from etl.reconcile.solve import simplex
from etl.reconcile.solve.simplex import Number, Simplex, Undecided

WORLDS = 400


class Between(NamedTuple):
    """`low <= terms <= high`."""

    terms: Mapping[int, Number]
    low: Number | None
    high: Number | None


def drawn(random: Random, width: int) -> Between:
    """Sums, differences and ratios of amounts that differ by up to fifteen powers of ten."""
    chosen = random.sample(range(width), random.randint(1, min(3, width)))
    terms: dict[int, Number] = {
        u: random.choice((1, 1, 1, -1, Fraction(random.randint(-999, -1), 100))) for u in chosen
    }
    size = 10 ** random.choice((0, 0, 1, 15))
    low, high = sorted(random.randint(-5, 20) * size for _ in range(2))
    return Between(terms, low if random.random() < 0.8 else None, high)


def flat(rows: list[Between], width: int) -> set[tuple[tuple[Fraction, ...], Fraction]]:
    """`coefficients . unknowns <= most`, with the unknowns not negative."""
    made = {(tuple(Fraction(-(i == j)) for j in range(width)), Fraction(0)) for i in range(width)}
    for row in rows:
        line = tuple(Fraction(row.terms.get(j, 0)) for j in range(width))
        if row.high is not None:
            made.add((line, Fraction(row.high)))
        if row.low is not None:
            made.add((tuple(-c for c in line), Fraction(-row.low)))
    return made


def eliminated(
    rows: set[tuple[tuple[Fraction, ...], Fraction]], i: int
) -> set[tuple[tuple[Fraction, ...], Fraction]]:
    kept = {r for r in rows if not r[0][i]}
    for top, most in (r for r in rows if r[0][i] > 0):
        for bottom, least in (r for r in rows if r[0][i] < 0):
            up, down = 1 / top[i], -1 / bottom[i]
            line = tuple(up * a + down * b for a, b in zip(top, bottom, strict=True))
            kept.add((line, up * most + down * least))
    return kept


def most_of(rows: list[Between], aim: Mapping[int, Number], width: int) -> Fraction | str | None:
    """The most that `aim` can be; None without end, "none" where nothing is possible."""
    # One more unknown is the aim itself, kept to the last.
    left = {((*line, Fraction(0)), most) for line, most in flat(rows, width)}
    left.add(((*(Fraction(-aim.get(j, 0)) for j in range(width)), Fraction(1)), Fraction(0)))
    for i in range(width):
        left = eliminated(left, i)
    tops = [most / line[-1] for line, most in left if line[-1] > 0]
    bottoms = [most / line[-1] for line, most in left if line[-1] < 0]
    if any(not line[-1] and most < 0 for line, most in left):
        return "none"
    if tops and bottoms and min(tops) < max(bottoms):
        return "none"
    return min(tops) if tops else None


def made(rows: list[Between], width: int) -> Simplex:
    solver = Simplex(width, [row.terms for row in rows])
    for n, row in enumerate(rows):
        solver.hold(n, row.low, row.high)
    return solver


@pytest.mark.parametrize("part", range(4))
def test_every_answer_is_that_of_elimination_and_its_weights_prove_it(part: int) -> None:
    found = {"none": 0, "end": 0, "no end": 0}
    for seed in range(part * WORLDS // 4, (part + 1) * WORLDS // 4):
        random = Random(seed)
        width = random.randint(1, 3)
        rows = [drawn(random, width) for _ in range(random.randint(1, 5))]
        aim: dict[int, Number] = {u: random.choice((1, 1, -2)) for u in range(width)}
        right = most_of(rows, aim, width)
        solver = made(rows, width)
        weights = solver.contradiction()

        if weights is not None:
            found["none"] += 1
            assert right == "none", seed
            assert proves(weights, rows, {}, Fraction(0), width), seed
            continue
        answer = solver.most(aim)
        assert answer.value == right, seed
        if answer.value is None:
            found["no end"] += 1
            assert solver.rate(aim, answer.ray) > 0, seed
        else:
            found["end"] += 1
            assert proves(answer.weights, rows, aim, Fraction(answer.value), width), seed
    assert min(found.values()) > 5


def proves(
    weights: Mapping[int, Number],
    rows: list[Between],
    aim: Mapping[int, Number],
    value: Fraction,
    width: int,
) -> bool:
    """Whether the weighted rows bound the aim by the value, or by less than nothing at all."""
    total = [Fraction(-aim.get(j, 0)) for j in range(width)]
    bound = Fraction(0)
    for n, weight in weights.items():
        end = rows[n].high if weight > 0 else rows[n].low
        assert end is not None
        bound += weight * end
        for unknown, coefficient in rows[n].terms.items():
            total[unknown] += weight * coefficient
    enough = bound == value if aim else bound < 0
    return enough and all(c >= 0 for c in total)


def test_bounds_come_and_go() -> None:
    rows = [Between({0: 1, 1: 1}, 10, 10), Between({0: 1}, 0, 4), Between({1: 1}, 0, 5)]
    solver = made(rows, 2)

    assert set(solver.contradiction() or {}) == {0, 1, 2}
    solver.hold(2, None, None)
    assert solver.contradiction() is None
    assert solver.most({0: -1}).value == 0
    assert solver.most({1: 1}).value == 10
    solver.hold(2, 0, 5)
    assert set(solver.contradiction() or {}) == {0, 1, 2}


def test_an_unknown_may_be_declared_to_have_a_sign() -> None:
    solver = Simplex(1, [{0: 1}], free=[0])
    solver.hold(0, -7, -3)

    assert solver.contradiction() is None
    assert solver.most({0: 1}).value == -3
    assert solver.most({0: -1}).value == 7


def test_a_sum_that_need_not_be_the_most_stops_where_it_is_enough() -> None:
    solver = Simplex(2, [{0: 1, 1: -1}])
    solver.hold(0, 0, None)

    assert solver.contradiction() is None
    assert solver.most({0: 1}, enough=100).value == 101
    assert solver.most({0: 1}).value is None


def test_a_question_may_not_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "PIVOTS", 1)
    rows = [Between({0: 1, 1: 1}, 10, 10), Between({0: 1, 1: -1}, 2, 2)]

    with pytest.raises(Undecided, match="more than 1 steps"):
        made(rows, 2).contradiction()


def test_after_a_question_without_an_answer_the_next_one_is_answered_rightly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_up = 0
    for seed in range(WORLDS):
        random = Random(seed)
        width = random.randint(2, 4)
        rows = [drawn(random, width) for _ in range(random.randint(3, 6))]
        solver = made(rows, width)
        monkeypatch.setattr(simplex, "PIVOTS", random.randint(0, 2))
        try:
            solver.contradiction()
        except Undecided:
            given_up += 1
        monkeypatch.setattr(simplex, "PIVOTS", 20_000)
        assert (solver.contradiction() is None) == (made(rows, width).contradiction() is None), seed
    assert given_up > 50
