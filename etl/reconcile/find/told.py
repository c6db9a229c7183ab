"""Conflicts as findings: what would fit instead of each member, and the smallest change that mends.

Each is solved by itself, in a system of its members only.
"""

from __future__ import annotations

import hashlib
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
    made: list[Conflict] = []
    fitting = _Fitting(wrong, case)
    said: dict[frozenset[int], str] = {}
    for places in sorted(spoken, key=lambda p: (len(spoken[p]), len(p), sorted(p))):
        restates = next((i for s, i in said.items() if s <= spoken[places]), "")
        movable = spoken[places] | places & wrong.suspects  # a table may be what is wrong
        told = _conflict(places, movable, restates, wrong.suspects, case, nodes)
        made.append(told._replace(mend=fitting.mend(told) or told.mend))
        said.setdefault(spoken[places], made[-1].conflict_id)
    return tuple(made)


class _Fitting:
    """What a figure would have to be beside everything that is believed, not only one conflict.

    Of one that may be wrong and need not be: beside all that can be true if it is the one.
    """

    def __init__(self, wrong: Conflicts, case: Case) -> None:
        self._doubtful = frozenset(n for some in wrong.alternatives for n in some)
        statements = case.system.statements
        asked = wrong.suspects if wrong.proven else NOBODY
        self._of = {
            statements[n].figure.id: n
            for n in asked
            if n not in self._doubtful or len(self._doubtful) <= _DOUBTFUL
        }
        self._believed, self._case = wrong.believed, case
        self._known: dict[str, str] = {}

    def mend(self, conflict: Conflict) -> str:
        """The sentence for the figure that a conflict asks to change; empty where there is none."""
        figure = conflict.change_figure
        if figure not in self._of:
            return ""
        if figure not in self._known:
            n = self._of[figure]
            statement = self._case.system.statements[n]
            fit = of_statement(self._case, statement, self._beside(n))
            self._known[figure] = mend.sentence(statement, fit, self._case.declared)
        return self._known[figure]

    def _beside(self, n: int) -> Places:
        """All that is believed if a figure is one that is wrong."""
        believed = self._believed
        if n not in self._doubtful:
            return believed
        in_system = self._doubtful.intersection(range(len(self._case.system.statements)))
        for other in sorted(in_system - {n}):
            if self._case.solver.possible(believed | {other}):
                believed |= {other}
        return believed


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
