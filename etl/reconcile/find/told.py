"""Conflicts as findings: what would fit instead of each member, and the smallest change that mends.

Each is solved by itself, in a system of its members only.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Final

from etl.reconcile.find.conflicts import NOBODY, Conflicts, Places
from etl.reconcile.find.implied import Case, Range, of_statement
from etl.reconcile.findings import Conflict, Member
from etl.reconcile.model.system import build
from etl.reconcile.model.voices import Node
from etl.reconcile.say import accuse, mend
from etl.reconcile.solve.solver import Solver

_DOUBTFUL: Final = 24
"""Figures that may be wrong and need not be, up to which each is fitted beside the others."""

_ALIKE: Final = 9  # places to which relative changes of a ratio and of its sides are compared


def conflicts(wrong: Conflicts, case: Case, nodes: list[Node]) -> tuple[Conflict, ...]:
    """Conflicts with sentences; those that only repeat a simpler one point to it."""
    statements = case.system.statements
    spoken = {  # where only a table contradicts itself, all of it
        places: frozenset(n for n in places if not statements[n].official) or places
        for places in wrong.minimal
    }
    listed: list[Conflict] = []
    said: dict[frozenset[int], str] = {}
    for places in sorted(spoken, key=lambda p: (len(spoken[p]), len(p), sorted(p))):
        restates = next((i for s, i in said.items() if s <= spoken[places]), "")
        movable = spoken[places] | places & wrong.suspects  # a table may be what is wrong
        told = _conflict(places, movable, restates, wrong.suspects, case, nodes)
        listed.append(told)
        said.setdefault(spoken[places], listed[-1].conflict_id)
    fitting = _Fitting(wrong, case, listed)
    return tuple(told._replace(mend=fitting.mend(told) or told.mend) for told in listed)


class _Fitting:
    """What a figure would have to be beside everything that is believed, not only one conflict.

    Of one that may be wrong and need not be: beside the others of the conflict, and beside all
    that can be true with them. What does not mend the conflict itself, or not all that the figure
    is to answer for, is not told: the conflict then has a mend of its own.
    """

    def __init__(self, wrong: Conflicts, case: Case, conflicts: list[Conflict]) -> None:
        self._doubtful = frozenset(n for some in wrong.alternatives for n in some)
        statements = case.system.statements
        asked = wrong.suspects if wrong.proven else NOBODY
        self._of = {
            statements[n].figure.id: n
            for n in asked
            if n not in self._doubtful or len(self._doubtful) <= _DOUBTFUL
        }
        self._place = {s.figure.id: n for n, s in enumerate(statements)}
        self._sure = {statements[n].figure.id for n in wrong.suspects - self._doubtful}
        self._believed, self._case, self._conflicts = wrong.believed, case, conflicts
        self._known: dict[tuple[int, Places], Range] = {}

    def mend(self, conflict: Conflict) -> str:
        """The sentence for the figure that a conflict asks to change; empty where there is none."""
        figure = conflict.change_figure
        if figure not in self._of:
            return ""
        n = self._of[figure]
        statement = self._case.system.statements[n]
        places = frozenset(self._place[m.figure_id] for m in conflict.members)
        beside = self._beside(n, places)
        if (n, beside) not in self._known:
            self._known[n, beside] = of_statement(self._case, statement, beside)
        fit = self._known[n, beside]
        step = mend.move(statement, fit)
        own = _member_of(conflict, figure)
        asked = [_member_of(c, figure) for c in self._asked(figure)]
        if step is None or not all(_allows(m, step.bound) for m in (own, *asked)):
            return ""
        if step.bound in (own.fit_low, own.fit_high):
            return own.would_mend  # of the very range that the sentence tells
        asking = (fit.low_reasons if step.up else fit.high_reasons) - places
        others = [self._case.system.statements[r] for r in sorted(asking)]
        sentence = mend.sentence(statement, fit, self._case.declared)
        return mend.beside_others(sentence, statement, others, self._case.declared)

    def _asked(self, figure: str) -> list[Conflict]:
        """Conflicts that a figure is to answer for: those without another that is surely wrong."""
        others = self._sure - {figure}
        every = ([m.figure_id for m in c.members] for c in self._conflicts)
        return [
            c
            for c, names in zip(self._conflicts, every, strict=True)
            if figure in names and others.isdisjoint(names)
        ]

    def _beside(self, n: int, conflict: Places) -> Places:
        """All that is believed if a figure is one that is wrong, and the others of a conflict."""
        believed = self._believed
        if n not in self._doubtful:
            return believed
        in_system = self._doubtful.intersection(range(len(self._case.system.statements)))
        for other in sorted(in_system - {n}, key=lambda o: (o not in conflict, o)):
            if self._case.solver.possible(believed | {other}):
                believed |= {other}
        return believed


def _member_of(conflict: Conflict, figure: str) -> Member:
    return next(m for m in conflict.members if m.figure_id == figure)


def _allows(member: Member, bound: Decimal) -> bool:
    """Whether a value, or what is next to it, mends a conflict of a member."""
    low, high = member.fit_low, member.fit_high
    return (low is None or low <= bound) and (high is None or bound <= high)


def _conflict(
    places: frozenset[int],
    movable: frozenset[int],
    restates: str,
    wrong: frozenset[int],
    case: Case,
    nodes: list[Node],
) -> Conflict:
    fits = _fits(places, case)
    charges = [
        accuse.Charge(case.system.statements[n], fits[n], nodes[n].weight) for n in sorted(places)
    ]
    repeated = [[m.figure.id for m in nodes[n].members] for n in sorted(places)]
    members = tuple(_member(c, r, case) for c, r in zip(charges, repeated, strict=True))
    changes = [  # of a suspect, if there is any: nobody is asked to change what is believed
        (n not in wrong, round(member.change, _ALIKE), not case.system.statements[n].whole, member)
        for n, member in zip(sorted(places), members, strict=True)
        if n in movable and member.change is not None
    ]
    least = min(changes, default=None)
    change, figure = (None, "") if least is None else (least[-1].change, least[-1].figure_id)
    mended = next((m.would_mend for m in members if m.figure_id == figure), "")
    identity = hashlib.sha256("\n".join(m.figure_id for m in members).encode()).hexdigest()
    return Conflict(
        conflict_id=f"conflict-{identity[:8]}",
        members=members,
        sentence=accuse.conflict(charges, case.declared, figure),
        change=change,
        change_figure=figure,
        restates=restates,
        mend=mended,
        headline=accuse.headline(charges, figure, case.declared),
    )


def _fits(places: frozenset[int], case: Case) -> dict[int, Range]:
    """What the other members allow for each."""
    alone = few(case, places)
    if not alone.solver.possible(alone.solver.everyone):
        return {
            n: of_statement(alone, case.system.statements[n], alone.solver.everyone - {at})
            for at, n in enumerate(sorted(places))
        }
    # What ties them together is an amount that only others speak of.
    near = case._replace(solver=case.solver.among(places))
    return {n: of_statement(near, case.system.statements[n], places - {n}) for n in places}


def few(case: Case, places: frozenset[int]) -> Case:
    """Some statements of a group as a case of their own: small, and quick to ask."""
    statements = tuple(case.system.statements[n] for n in sorted(places))
    system = build(statements, case.declared)
    return Case(system, Solver(system), case.declared)


def _member(charge: accuse.Charge, figures: list[str], case: Case) -> Member:
    figure, fit = charge.statement.figure, charge.fit
    low, high = charge.statement.low, charge.statement.high
    measure = charge.statement.measure
    low, high = measure.shown(low), measure.shown(high)
    change = mend.change(charge.statement, fit, case.declared)
    repeats = tuple(f for f in figures if f != figure.id)
    would_mend = mend.sentence(charge.statement, fit, case.declared)
    ends = low, high, fit.low, fit.high
    place = figure.source, figure.paragraph
    return Member(figure.id, *ends, change, repeats, would_mend, *place)
