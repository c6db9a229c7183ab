"""From two books to a report: groups are solved one by one and put together.

Pure: no files, no clock; the cache is the caller's.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

from etl.core.model import Book
from etl.reconcile.find import agreements, deduce, hints, remainders, tightness, verdicts
from etl.reconcile.find import revisions as revised
from etl.reconcile.find.conflicts import Blame, Conflicts, find
from etl.reconcile.find.implied import Case, of_statement
from etl.reconcile.find.near import neighbourhoods
from etl.reconcile.findings import Cache, Conflict, GroupFindings, Member, Question, Report, Unknown
from etl.reconcile.model import groups, relations, statements
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.system import build
from etl.reconcile.model.voices import Node, merged
from etl.reconcile.say import accuse, explain, mend, naming
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver

T = TypeVar("T")

_ALIKE: Final = 9  # places to which relative changes of a ratio and of its sides are compared


def reconcile(book: Book, reference: Book | None = None, cache: Cache | None = None) -> Report:
    """Test every figure of `book` against all others, and against `reference`.

    reference: official statistics; its figures are believed to within an ordinary revision
    (statements.REVISION) and get no verdict of their own. cache: kept between calls, it saves
    the groups that have not changed. Raises ValueError if both books use one figure id.
    """
    declared = relations.of_books(book, reference)
    made = statements.of_books(book, reference, declared)
    cache = {} if cache is None else cache
    context = repr((sorted(declared.areas.items()), sorted(declared.indicators.items())))
    found: list[GroupFindings] = []
    solved = 0
    together = groups.connected(made.statements, declared)
    for group in together:
        key = _key(group, context)
        if key not in cache:
            cache[key] = solve_group(group, declared)
            solved += 1
        found.append(cache[key])
    given = [v for g in found for v in g.verdicts if v.figure_id in book.figures]
    given += [
        verdicts.not_tested(figure, why)
        for figure, why in made.left_out.items()
        if figure in book.figures
    ]
    suspects = {v.figure_id for v in given if v.suspect}
    conflicts = tuple(sorted((c for g in found for c in g.conflicts), key=_simplest_first))
    sources = {s.id: s.title for b in (book, reference) if b for s in b.sources.values()}
    of = {s.figure.id: s.figure.source for s in made.statements}
    conflicts = naming.apart(conflicts, {f: sources[source] for f, source in of.items()})
    return Report(
        verdicts=verdicts.one_each(given),
        conflicts=conflicts,
        tight=tuple(sorted(t for g in found for t in g.tight)),
        deduced=tuple(sorted(d for g in found for d in g.deduced)),
        revisions=tuple(sorted(r for g in found for r in g.revisions)),
        hints=tuple(hints.find(suspects, conflicts, made.statements, declared)),
        complete=all(g.complete for g in found),
        groups=len(together),
        solved=solved,
        remainders=tuple(sorted(r for g in found for r in g.remainders)),
        agreements=tuple(sorted(a for g in found for a in g.agreements)),
        not_sought=sum(g.not_sought for g in found),
        not_known=tuple(sorted(u for g in found for u in g.not_known)),
        alternatives=tuple(sorted(a for g in found for a in g.alternatives)),
    )


def related(book: Book, reference: Book | None = None) -> list[tuple[str, ...]]:
    """Ids of the figures that bear on one another, group by group (see `reconcile`)."""
    declared = relations.of_books(book, reference)
    made = statements.of_books(book, reference, declared)
    together = groups.connected(made.statements, declared)
    return [tuple(statement.figure.id for statement in group) for group in together]


def _key(group: tuple[Statement, ...], context: str) -> str:
    """Digest of all that the findings of a group depend on; a figure's line is not part of it."""
    digest = hashlib.sha256(context.encode())
    for statement in group:
        digest.update(repr(statement._replace(figure=statement.figure._replace(line=0))).encode())
    return digest.hexdigest()


class _Questions:
    """Asks about one group; a question without an answer takes no other question's answer away."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self.not_known: list[Unknown] = []

    def ask(self, question: Question, answer: Callable[[], T], n: int | None = None) -> T | None:
        """The answer, or None once it is noted that there is none; n: about one statement only."""
        try:
            return answer()
        except Undecided as error:
            about = self._nodes if n is None else [self._nodes[n]]
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
    wrong = questions.ask("conflicts", lambda: find(case.solver, blame, near))
    if wrong is None:
        return _nothing(questions)
    return _beside(case, nodes, wrong, questions)


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
        untested, (), (), (), (), complete=False, not_known=tuple(questions.not_known)
    )


def _beside(
    case: Case, nodes: list[Node], wrong: Conflicts, questions: _Questions
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
        questions.ask("conflicts", lambda: _conflicts(wrong, case, nodes)) or (),
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
        alternatives=tuple(
            tuple(sorted(m.figure.id for n in places for m in nodes[n].members))
            for places in wrong.alternatives
        ),
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


def _conflicts(wrong: Conflicts, case: Case, nodes: list[Node]) -> tuple[Conflict, ...]:
    """Conflicts with sentences; those that only repeat a simpler one point to it."""
    statements = case.system.statements
    spoken = {  # where only a table contradicts itself, all of it
        places: frozenset(n for n in places if not statements[n].official) or places
        for places in wrong.minimal
    }
    made: list[Conflict] = []
    said: dict[frozenset[int], str] = {}
    for places in sorted(spoken, key=lambda p: (len(spoken[p]), len(p), sorted(p))):
        restates = next((i for s, i in said.items() if s <= spoken[places]), "")
        made.append(_conflict(places, spoken[places], restates, wrong.suspects, case, nodes))
        said.setdefault(spoken[places], made[-1].conflict_id)
    return tuple(made)


def _conflict(
    places: frozenset[int],
    movable: frozenset[int],
    restates: str,
    wrong: frozenset[int],
    case: Case,
    nodes: list[Node],
) -> Conflict:
    charges = [
        accuse.Charge(statement, of_statement(case, statement, places - {n}))
        for n, statement in enumerate(case.system.statements)
        if n in places
    ]
    repeated = [[m.figure.id for m in nodes[n].members] for n in sorted(places)]
    members = tuple(_member(*c, case) for c in zip(charges, repeated, strict=True))
    changes = [
        (round(member.change, _ALIKE), not case.system.statements[n].whole, member)
        for n, member in zip(sorted(places), members, strict=True)
        if n in movable and member.change is not None
    ]
    least = min(changes, default=None)
    change, figure = (None, "") if least is None else (least[-1].change, least[-1].figure_id)
    mended = next(
        (mend.sentence(*c, case.declared) for c in charges if c.statement.figure.id == figure), ""
    )
    suspects = frozenset(case.system.statements[n].figure.id for n in wrong)
    identity = hashlib.sha256("\n".join(m.figure_id for m in members).encode()).hexdigest()
    return Conflict(
        conflict_id=f"conflict-{identity[:8]}",
        members=members,
        sentence=accuse.conflict(charges, case.declared, suspects),
        change=change,
        change_figure=figure,
        restates=restates,
        mend=mended,
    )


def _member(charge: accuse.Charge, figures: list[str], case: Case) -> Member:
    figure, fit = charge.statement.figure, charge.fit
    low, high = charge.statement.low, charge.statement.high
    measure = charge.statement.measure
    low, high = measure.shown(low), measure.shown(high)
    change = mend.change(charge.statement, fit, case.declared)
    repeats = tuple(f for f in figures if f != figure.id)
    return Member(figure.id, low, high, fit.low, fit.high, change, repeats)


def _simplest_first(conflict: Conflict) -> tuple[bool, int, str]:
    return bool(conflict.restates), len(conflict.members), conflict.conflict_id
