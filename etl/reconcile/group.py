"""One group of figures that hang together: its conflicts, and what it says about each figure.

Conflicts are looked for in the whole group. In a large one the rest is found block by block: each
figure is held against those nearest to it, which is told (`GroupFindings.nearby`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

from etl.reconcile.find import agreements, deduce, remainders, tightness, told, verdicts
from etl.reconcile.find import revisions as revised
from etl.reconcile.find.conflicts import Blame, Conflicts, find
from etl.reconcile.find.implied import Case, of_statement
from etl.reconcile.find.near import Block, blocks, neighbourhoods
from etl.reconcile.findings import Conflict, Deduced, GroupFindings, Question, Unknown
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.system import System, build
from etl.reconcile.model.voices import Node, merged
from etl.reconcile.say import explain, mend
from etl.reconcile.solve.patchwork import Patchwork
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver

T = TypeVar("T")

LARGE: Final = 150
"""Statements of a group up to which every figure is held against all others at once."""


class _Questions:
    """Asks about one group; a question without an answer takes no other question's answer away."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.not_known: list[Unknown] = []

    def ask(self, question: Question, answer: Callable[[], T], n: int | None = None) -> T | None:
        """The answer, or None once it is noted that there is none; n: about one statement only."""
        try:
            return answer()
        except Undecided as error:
            about = self.nodes if n is None else [self.nodes[n]]
            self.not_known += [
                Unknown(s.figure.id, question, explain.not_known(question, str(error)))
                for node in about
                for s in node.members
                if s.tested
            ]
            return None


def solve_group(group: tuple[Statement, ...], declared: Relations) -> GroupFindings:
    """Findings of statements that hang together (see `groups.connected`), sorted by figure."""
    if len(group) == 1 and not group[0].whole:
        return GroupFindings((verdicts.alone(group[0].figure),), (), (), (), (), True)
    nodes = merged(group)
    system = build(tuple(node.statement for node in nodes), declared)
    case = Case(system, Solver(system), declared)
    questions = _Questions(nodes)
    blame = Blame([node.weight for node in nodes], partial(_departure, case))
    near = neighbourhoods(system.statements)
    oracle = case.solver if len(nodes) <= LARGE else Patchwork(case.solver, homes(system))
    wrong = questions.ask("conflicts", lambda: find(oracle, blame, near))
    if wrong is None:
        return _nothing(questions)
    known = questions.ask("conflicts", lambda: told.conflicts(wrong, case, nodes)) or ()
    if len(nodes) <= LARGE:
        return _beside(case, nodes, wrong, known, questions)
    parts = [
        _block(block, nodes, wrong, known, declared)
        for block in blocks(system.statements, declared)
    ]
    return _joined(parts, wrong, known, nodes)


def homes(system: System) -> dict[int, tuple[str, str]]:
    """Of each amount the two areas that it is about: few statements speak of more than two."""
    return {n: (series.reporter, series.partner) for (series, _), n in system.unknowns.items()}


def _departure(case: Case, n: int, believed: frozenset[int]) -> Decimal | None:
    """How far an amount is from what others allow, in base units; None of what is no amount."""
    statement = case.system.statements[n]
    if statement.whole or not case.solver.possible(believed):
        return None
    move = mend.move(statement, of_statement(case, statement, believed))
    return move.gap if move else None


def _nothing(questions: _Questions) -> GroupFindings:
    """Of a group of which not even the conflicts are known."""
    reasons = {u.figure_id: u.reason for u in questions.not_known}
    untested = tuple(verdicts.not_tested(f, why) for f, why in reasons.items())
    return GroupFindings(
        untested,
        *((), (), (), ()),
        complete=False,
        not_known=tuple(questions.not_known),
        unbelieved=tuple(sorted(m.figure.id for node in questions.nodes for m in node.members)),
    )


def _beside(
    case: Case,
    nodes: list[Node],
    wrong: Conflicts,
    known: tuple[Conflict, ...],
    questions: _Questions,
) -> GroupFindings:
    """Findings of a group whose conflicts are known."""
    group, believed = case.system.statements, wrong.believed
    others = _others(nodes, believed)
    asked = {
        n: questions.ask("range", partial(of_statement, case, s, others[n]), n)
        for n, s in enumerate(group)
        if s.tested
    }
    ranges = {n: found for n, found in asked.items() if found is not None}
    deduced, more_deduced = questions.ask("deduced", lambda: deduce.find(case, believed)) or ((), 0)
    rest, more_rest = questions.ask(
        "remainders", lambda: remainders.find(case, believed, deduced)
    ) or ((), 0)
    found = verdicts.Found(
        wrong,
        ranges,
        known,
        questions.ask("tight", lambda: tuple(tightness.find(case, believed))) or (),
        rest,
        agreements.sums(group, believed),
    )
    revisions = (
        questions.ask("revision", lambda: tuple(revised.find(group, wrong, case.declared))) or ()
    )
    first_prints = frozenset(r.figure_id for r in revisions)
    agreed = questions.ask(
        "agreements", lambda: tuple(agreements.find(case, believed, first_prints))
    )
    unknown = {u.figure_id: u.reason for u in questions.not_known if u.question == "range"}
    return GroupFindings(
        verdicts=verdicts.heard(
            [
                verdicts.of_member(case, n, found, member, nodes[n])
                for n in ranges
                for member in nodes[n].members
                if member.tested
            ],
            found.remainders,
        )
        + tuple(verdicts.not_tested(figure, why) for figure, why in unknown.items()),
        conflicts=found.conflicts,
        tight=found.tight,
        deduced=deduced,
        revisions=revisions,
        complete=wrong.complete,
        remainders=found.remainders,
        agreements=agreed or (),
        not_sought=more_deduced + more_rest,
        not_known=tuple(questions.not_known),
        alternatives=_named(wrong.alternatives, nodes),
        unbelieved=_unbelieved(wrong, nodes),
    )


def _others(nodes: list[Node], believed: frozenset[int]) -> dict[int, frozenset[int]]:
    """For each statement those that it is held against: a text never supports itself.

    Not what the same voices say of the same amount in other words; but who says the very same.
    """
    alike: dict[object, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        alike[node.statement.part, node.statement.whole].append(n)
    found: dict[int, frozenset[int]] = {}
    for n, node in enumerate(nodes):
        same = alike[node.statement.part, node.statement.whole]
        own = {m for m in same if m != n and nodes[m].voices <= node.voices}
        if all(node.other(member) is None for member in node.members):
            own.add(n)
        found[n] = believed - own
    return found


def _unbelieved(wrong: Conflicts, nodes: list[Node]) -> tuple[str, ...]:
    left = (m for n, node in enumerate(nodes) if n not in wrong.believed for m in node.members)
    return tuple(sorted(m.figure.id for m in left))


def _named(sets: Iterable[frozenset[int]], nodes: list[Node]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(sorted(m.figure.id for n in places for m in nodes[n].members)) for places in sets
    )


def _block(
    block: Block,
    nodes: list[Node],
    wrong: Conflicts,
    known: tuple[Conflict, ...],
    declared: Relations,
) -> GroupFindings:
    """What a part of a large group says about the figures at its core."""
    places = sorted(block.area)
    at = {n: local for local, n in enumerate(places)}

    def local(some: frozenset[int]) -> frozenset[int]:
        return frozenset(at[n] for n in some if n in at)

    here = [nodes[n] for n in places]
    core = {m.figure.id for n in block.core for m in nodes[n].members}
    system = build(tuple(node.statement for node in here), declared)
    case = Case(system, Solver(system), declared)
    part = wrong._replace(
        minimal=tuple(local(c) for c in wrong.minimal if c <= block.area),
        suspects=local(wrong.suspects),
        believed=local(wrong.believed),
        alternatives=tuple(local(a) for a in wrong.alternatives if a & block.area),
    )
    theirs = [  # of the others, nobody is asked here
        node if places[n] in block.core else node.untested() for n, node in enumerate(here)
    ]
    system = system._replace(statements=tuple(node.statement for node in theirs))
    found = _beside(case._replace(system=system), theirs, part, known, _Questions(theirs))
    return found._replace(
        tight=tuple(t for t in found.tight if t.members[0] in core),
        revisions=tuple(r for r in found.revisions if r.figure_id in core),
        agreements=tuple(a for a in found.agreements if core.intersection(a.members)),
        remainders=tuple(r for r in found.remainders if r.reasons[0] in core),
    )


def _joined(
    parts: list[GroupFindings], wrong: Conflicts, known: tuple[Conflict, ...], nodes: list[Node]
) -> GroupFindings:
    """The findings of all blocks of a large group; of the same value found twice, the closer."""
    deduced: dict[tuple[str, ...], Deduced] = {}
    for d in (d for p in parts for d in p.deduced):
        key = d.indicator, d.reporter, d.partner, d.period.text, d.unit
        other = deduced.get(key)
        if other is None or d.high - d.low < other.high - other.low:
            deduced[key] = d
    every = tuple(v for p in parts for v in p.verdicts)
    return GroupFindings(
        verdicts=every,
        conflicts=known,
        tight=tuple(t for p in parts for t in p.tight),
        deduced=tuple(deduced.values()),
        revisions=tuple(r for p in parts for r in p.revisions),
        complete=wrong.complete,
        remainders=tuple(dict.fromkeys(r for p in parts for r in p.remainders)),
        agreements=tuple(dict.fromkeys(a for p in parts for a in p.agreements)),
        not_sought=sum(p.not_sought for p in parts),
        not_known=tuple(dict.fromkeys(u for p in parts for u in p.not_known)),
        alternatives=_named(wrong.alternatives, nodes),
        unbelieved=_unbelieved(wrong, nodes),
        nearby=len(every),
    )
