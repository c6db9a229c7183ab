"""A large group in parts and in pieces: the same answers as from the whole system at once.

Of etl/reconcile/model: groups; etl/reconcile/solve: patchwork.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from etl.core.model import Area, Figure, Membership
from etl.core.schema import ECONOMIES
from etl.reconcile import large, reconcile
from etl.reconcile.large import homes
from etl.reconcile.model import groups, relations, statements
from etl.reconcile.model.system import System, build
from etl.reconcile.solve import patchwork, solver
from etl.reconcile.solve.patchwork import Patchwork
from etl.reconcile.solve.solver import Solver
from tests import every_relation
from tests.test_relations import MORE
from tests.worlds import AREAS, INDICATORS, book, figure

WORLDS = 300


def systems(figures: list[Figure]) -> Iterator[System]:
    """A system for each group of figures that hang together."""
    whole = book(*figures, indicators={**INDICATORS, **MORE})
    declared = relations.of_books(whole, None)
    stated = statements.of_books(whole, None, declared).statements
    for together in groups.connected(stated, declared):
        if len(together) > 1:
            yield build(together, declared)


def drawn() -> Iterator[tuple[System, Random]]:
    for seed in range(WORLDS):
        make = every_relation.wide if seed % 2 else every_relation.figures
        for system in systems(make(seed, 9)):
            yield system, Random(seed)


def some(everyone: frozenset[int], random: Random) -> frozenset[int]:
    return frozenset(n for n in everyone if random.random() < 0.7)


def test_pieces_say_what_the_whole_says_one_question_after_another() -> None:
    answers = {True: 0, False: 0}
    for system, random in drawn():
        whole = Solver(system)
        pieces = Patchwork(Solver(system), homes(system))
        for _ in range(8):
            believed = some(whole.everyone, random)
            contradiction = pieces.contradiction(believed)
            answers[contradiction is None] += 1
            if contradiction is None:
                assert whole.possible(believed)
            else:
                assert contradiction <= believed
                assert not whole.possible(contradiction)
    assert min(answers.values()) > 200


def test_a_question_begun_at_an_earlier_point_tells_what_moved_since() -> None:
    moved = 0
    for system, random in drawn():
        pieces = Patchwork(Solver(system), homes(system))
        held = some(pieces.everyone, random)
        if pieces.contradiction(held) is not None:
            continue
        start = pieces.point()
        for _ in range(3):
            pieces.back_to(start, held)
            assert pieces.point() == start
            assert pieces.moved() == {}
            if pieces.contradiction(held | some(pieces.everyone, random)) is None:
                now = pieces.point()
                assert pieces.moved() == {u: now[u] - start[u] for u in now if now[u] != start[u]}
                moved += bool(pieces.moved())
    assert moved > 100


def test_few_statements_by_themselves_are_possible_where_they_are_in_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solver, "_HARDLY_LESS", 0)  # all of them are few
    answers = {True: 0, False: 0}
    for system, random in drawn():
        whole = Solver(system)
        for _ in range(3):
            places = some(whole.everyone, random)
            few = whole.among(places)
            assert few is not whole
            for believed in (places, some(places, random)):
                answers[whole.possible(believed)] += 1
                assert few.possible(believed) == whole.possible(believed)
    assert min(answers.values()) > 200


def test_few_statements_leave_each_the_room_that_they_do_in_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solver, "_HARDLY_LESS", 0)
    asked = 0
    for system, random in drawn():
        whole = Solver(system)
        places = some(whole.everyone, random)
        few = whole.among(places)
        for n in sorted(places):
            others = places - {n}
            terms = system.terms(system.statements[n].part)
            if system.statements[n].whole or terms is None or not whole.possible(others):
                continue
            for up in (True, False):
                asked += 1
                far = whole.furthest(terms, others, up=up)
                assert few.furthest(terms, others, up=up).value == far.value
    assert asked > 500


def test_pieces_that_are_too_many_to_be_solved_together_are_asked_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patchwork, "_AT_ONCE", 0)
    for system, random in drawn():
        whole, pieces = Solver(system), Patchwork(Solver(system), homes(system))
        for _ in range(2):
            believed = some(whole.everyone, random)
            assert (pieces.contradiction(believed) is None) == whole.possible(believed)


def test_partners_that_are_too_much_for_the_world_only_together_contradict_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(large, "LARGE", 5)
    names = sorted(ECONOMIES)[:30]
    areas = {name: Area(name, name, (Membership("WLD"),)) for name in names}
    figures = [figure(f"of-{n}", "sales", "2023", "1.0 billion", partner=n) for n in names]
    # 30 times at least 0.95 are 28.5; without any one of them it is 27.55.
    world = figure("world", "sales", "2023", "28.4 billion", "at_most", partner="WLD")

    report = reconcile(book(*figures, world, areas={**AREAS, **areas}))

    (conflict,) = report.conflicts
    assert {m.figure_id for m in conflict.members} == {"world", *(f.id for f in figures)}
    enough = world._replace(quantity=world.quantity._replace(digits=Decimal("28.5")))
    enough = enough._replace(value=enough.quantity.base)
    assert reconcile(book(*figures, enough, areas={**AREAS, **areas})).conflicts == ()
