"""One group of figures that hang together: its conflicts, and what it says about each figure.

A large group is another matter (see `large`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import NamedTuple, TypeVar

from etl.reconcile.find import agreements, deduce, placed, remainders, tightness, told, verdicts
from etl.reconcile.find import revisions as revised
from etl.reconcile.find.conflicts import Blame, Conflicts, Oracle, find, not_proven, one_of
from etl.reconcile.find.implied import Case, of_statement
from etl.reconcile.find.near import neighbourhoods
from etl.reconcile.find.ranks import Ranking
from etl.reconcile.findings import Conflict, GroupFindings, Question, Unknown, Verdict
from etl.reconcile.model import places
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.system import build
from etl.reconcile.model.voices import Node, merged
from etl.reconcile.say import explain, mend
from etl.reconcile.solve.demands import Demands
from etl.reconcile.solve.independence import proven
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver

T = TypeVar("T")


class Questions:
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
    amounts, ranks = places.split(group)
    if len(group) == len(amounts) == 1 and not group[0].whole:
        return GroupFindings((verdicts.alone(group[0].figure),), (), (), (), (), True)
    nodes = merged(amounts)
    system = build(tuple(node.statement for node in nodes), declared)
    case = Case(system, Solver(system), declared)
    every = [*nodes, *merged(ranks)]
    questions = Questions(every)
    contradicted = conflicts(case, case.solver, every, questions)
    if contradicted is None:
        return nothing(questions)
    wrong, known, of_ranks = contradicted
    if not nodes:
        return GroupFindings(
            of_ranks,
            known,
            *((), (), ()),
            complete=wrong.complete,
            not_known=tuple(questions.not_known),
            alternatives=named(wrong.alternatives, every),
            unbelieved=unbelieved(wrong, every),
            proven=wrong.proven,
        )
    findings = beside(case, every, wrong, known, questions)
    return findings._replace(verdicts=(*findings.verdicts, *of_ranks))


class Wrong(NamedTuple):
    """What is wrong in a group, and how it is told."""

    conflicts: Conflicts
    known: tuple[Conflict, ...]
    of_ranks: tuple[Verdict, ...]


def conflicts(case: Case, oracle: Oracle, nodes: list[Node], questions: Questions) -> Wrong | None:
    """What is wrong in a group; None if it is not known. Ranks stand last among the nodes."""
    amounts = frozenset(range(len(case.system.statements)))
    ranking = Ranking(oracle, [node.statement for node in nodes], case.declared)
    blame = Blame(
        [node.weight for node in nodes],
        partial(_departure, case),
        frozenset(n for n, node in enumerate(nodes) if node.statement.official),
        partial(_against, case, nodes),
    )
    near = neighbourhoods(case.system.statements)
    demands = Demands(case.solver)
    has_ranks = ranking.everyone != amounts
    wrong = questions.ask(
        "conflicts",
        lambda: find(
            ranking if has_ranks else oracle,
            blame,
            near,
            not_proven if has_ranks else partial(proven, case.solver),
            lambda core: demands.of(core) if core <= amounts else one_of(core),
        ),
    )
    if wrong is None:
        return None
    wrong = wrong._replace(complete=wrong.complete and not ranking.cut_short)
    of_amounts = wrong.within(amounts)
    known = questions.ask("conflicts", lambda: told.conflicts(of_amounts, case, nodes)) or ()
    known += (
        questions.ask("conflicts", lambda: placed.conflicts(wrong, ranking, nodes, case.declared))
        or ()
    )
    why = {n: explain.not_known("conflicts", w) for n, w in ranking.not_known.items()}
    questions.not_known += [
        Unknown(m.figure.id, "conflicts", w)
        for n, w in why.items()
        for m in nodes[n].members
        if m.tested
    ]
    return Wrong(wrong, known, tuple(placed.verdicts(wrong, nodes, known, why, case.declared)))


def _departure(case: Case, n: int, believed: frozenset[int]) -> Decimal | None:
    """How far an amount is from what others allow, in base units; None of what is no amount.

    Of an average, how far the sum is: else it would seem to move less than what it is a mean of.
    """
    amounts = believed.intersection(range(len(case.system.statements)))
    if n >= len(case.system.statements) or not case.solver.possible(amounts):
        return None
    statement = case.system.statements[n]
    if statement.whole:
        return None
    move = mend.move(statement, of_statement(case, statement, amounts))
    return move.gap * statement.measure.spans if move else None


def _against(case: Case, nodes: list[Node], places: frozenset[int]) -> int:
    """How many voices speak in statements in prose, or close a sum with one of them."""
    prose = frozenset(n for n, node in enumerate(nodes) if not node.statement.official)
    speaking = places & prose
    for each in agreements.sums(case.system.statements, prose & case.solver.everyone):
        together = frozenset(each.everyone)
        if together & places and case.solver.among(together).possible(together):
            speaking |= together
    return len(frozenset[str]().union(*(nodes[n].voices for n in speaking)))


def nothing(questions: Questions) -> GroupFindings:
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


def beside(
    case: Case,
    nodes: list[Node],
    wrong: Conflicts,
    known: tuple[Conflict, ...],
    questions: Questions,
) -> GroupFindings:
    """What amounts say of a group whose conflicts are known."""
    group, every = case.system.statements, nodes
    of_all, nodes = wrong, nodes[: len(group)]
    wrong = of_all.within(frozenset(range(len(group))))
    believed = wrong.believed
    others = _others(nodes, believed)
    asked = {
        n: questions.ask("range", partial(of_statement, case, s, others[n]), n)
        for n, s in enumerate(group)
        if s.tested
    }
    ranges = {n: implied for n, implied in asked.items() if implied is not None}
    deduced, more_deduced = questions.ask("deduced", lambda: deduce.find(case, believed)) or ((), 0)
    rest, more_rest = questions.ask(
        "remainders", lambda: remainders.find(case, believed, deduced)
    ) or ((), 0)
    grounds = verdicts.Grounds(
        wrong,
        ranges,
        known,
        questions.ask("tight", lambda: tuple(tightness.find(case, believed))) or (),
        rest,
        agreements.sums(group, believed),
        every,
    )
    revisions = (
        questions.ask("revision", lambda: tuple(revised.find(group, wrong, case.declared))) or ()
    )
    first_prints = frozenset(r.figure_id for r in revisions)
    agreed = questions.ask(
        "agreements", lambda: tuple(agreements.find(case, nodes, believed, first_prints))
    )
    unknown = {u.figure_id: u.reason for u in questions.not_known if u.question == "range"}
    given = [
        verdicts.of_member(case, n, grounds, member, nodes[n])
        for n in ranges
        for member in nodes[n].members
        if member.tested
    ]
    return GroupFindings(
        verdicts=verdicts.heard(given, grounds.remainders)
        + tuple(verdicts.not_tested(figure, why) for figure, why in unknown.items()),
        conflicts=grounds.conflicts,
        tight=(*grounds.tight, *tightness.without_room(given, grounds.tight)),
        deduced=deduced,
        revisions=revisions,
        complete=wrong.complete,
        remainders=grounds.remainders,
        agreements=agreed or (),
        not_sought=more_deduced + more_rest,
        not_known=tuple(questions.not_known),
        alternatives=named(of_all.alternatives, every),
        unbelieved=unbelieved(of_all, every),
        proven=wrong.proven,
    )


def _others(nodes: list[Node], believed: frozenset[int]) -> dict[int, frozenset[int]]:
    """For each statement those that it is held against: a text never supports itself.

    Not what the same voices say of the same amount in other words; but who says the very same.
    """
    alike: dict[object, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        alike[node.statement.part, node.statement.whole].append(n)
    against: dict[int, frozenset[int]] = {}
    for n, node in enumerate(nodes):
        same = alike[node.statement.part, node.statement.whole]
        own = {m for m in same if m != n and nodes[m].voices <= node.voices}
        if all(node.other(member) is None for member in node.members):
            own.add(n)
        against[n] = believed - own
    return against


def unbelieved(wrong: Conflicts, nodes: list[Node]) -> tuple[str, ...]:
    """Figures from which nothing else is concluded."""
    left = (m for n, node in enumerate(nodes) if n not in wrong.believed for m in node.members)
    return tuple(sorted(m.figure.id for m in left))


def named(sets: Iterable[frozenset[int]], nodes: list[Node]) -> tuple[tuple[str, ...], ...]:
    """Sets of places as sets of figures."""
    return tuple(
        tuple(sorted(m.figure.id for n in places for m in nodes[n].members)) for places in sets
    )
