"""What would explain conflicts: hypotheses about one figure, tested by solving again.

A cause is only told where the figure, read in another way, fits with all that is believed beside
it, and conflicts that it is a member of are gone. The document may simply be wrong.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from etl.reconcile.find.hypotheses import Hypothesis, Stated, of_meaning, of_number, overlaps
from etl.reconcile.find.implied import Case, Range, of_statement, pins_down
from etl.reconcile.findings import Cause, Conflict
from etl.reconcile.model.groups import Joined
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.sums import within
from etl.reconcile.model.system import build
from etl.reconcile.say import causes as say
from etl.reconcile.solve.simplex import Undecided
from etl.reconcile.solve.solver import Solver

EACH: Final = 60
"""Hypotheses that are tried about conflicts that share figures."""

ALL: Final = 1_200
"""Hypotheses that are tried in all; where more are possible, the file has another trouble."""

NEAREST: Final = 100
"""Statements that a changed one is held against, those of its own conflicts and areas first."""

CLOSER: Final = 4
"""A figure that is read in another way is told where it is so many times as close to the middle of
what the others allow: where they leave much room, another reading would often do by chance."""


class Causes(NamedTuple):
    """Causes, those that mend most first; and how many hypotheses were not tried."""

    found: tuple[Cause, ...]
    not_tried: int


def find(
    suspects: frozenset[str],
    conflicts: tuple[Conflict, ...],
    statements: tuple[Statement, ...],
    declared: Relations,
) -> Causes:
    """What would explain the conflicts, figure by figure, the suspects first.

    Another figure is only asked about a conflict that no suspect explains. suspects: figures.
    """
    scene = _Scene(suspects, conflicts, statements, declared)
    found: list[Cause] = []
    not_tried, left = 0, ALL
    for together in _together(conflicts):
        room = min(EACH, left)
        explained: set[str] = set()
        for figure in _in_order(together, suspects):
            own = [c for c in together if c.conflict_id not in explained]
            if figure not in suspects and not any(figure in _figures(c) for c in own):
                continue
            hypotheses = scene.hypotheses(figure)
            tried = hypotheses[:room]
            not_tried += len(hypotheses) - len(tried)
            room, left = room - len(tried), left - len(tried)
            causes, undecided = scene.tested(figure, tried)
            found += causes
            not_tried += undecided
            if figure in suspects:
                explained.update(c for cause in causes for c in cause.mends)
    return Causes(tuple(sorted(found, key=_most_first)), not_tried)


def _most_first(cause: Cause) -> tuple[object, ...]:
    return -len(cause.mends), cause.departure, cause.figure_id, cause.kind, cause.would_be


def _figures(conflict: Conflict) -> set[str]:
    return {f for m in conflict.members for f in (m.figure_id, *m.repeats)}


def _together(conflicts: tuple[Conflict, ...]) -> list[list[Conflict]]:
    """Conflicts that share figures, directly or through others."""
    joined = Joined()
    for n, conflict in enumerate(conflicts):
        for figure in _figures(conflict):
            joined.join(n, figure)
    made: dict[object, list[Conflict]] = defaultdict(list)
    for n, conflict in enumerate(conflicts):
        made[joined.root(n)].append(conflict)
    return list(made.values())


def _in_order(together: list[Conflict], suspects: frozenset[str]) -> list[str]:
    """The figures: suspects first, then those of most conflicts."""
    count = Counter(m.figure_id for c in together for m in c.members if not m.repeats)
    return sorted(count, key=lambda f: (f not in suspects, -count[f], f))


class _Scene:
    """What a figure is tested against."""

    def __init__(
        self,
        suspects: frozenset[str],
        conflicts: tuple[Conflict, ...],
        statements: tuple[Statement, ...],
        declared: Relations,
    ) -> None:
        self._suspects, self._declared = suspects, declared
        self._of: dict[str, list[Statement]] = defaultdict(list)
        for s in statements:
            self._of[s.figure.id].append(s)
        self._stated = Stated(statements, declared)
        self._conflicts: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in conflicts:
            for figure in _figures(conflict):
                self._conflicts[figure].append(conflict)

    def hypotheses(self, name: str) -> list[Hypothesis]:
        """Other readings of a figure; other numbers only where they fit one of its conflicts."""
        own = tuple(self._of[name])
        figure = own[0].figure
        fits = [m for c in self._conflicts[name] for m in c.members if m.figure_id == name]
        numbers = [
            h
            for h in of_number(figure, own)
            if any(overlaps(h.figure, m.fit_low, m.fit_high) for m in fits)
        ]
        meant = [] if own[0].official else list(of_meaning(figure, own, self._stated))
        return [*numbers, *meant]

    def tested(self, name: str, hypotheses: list[Hypothesis]) -> tuple[list[Cause], int]:
        """The causes among hypotheses about one figure; how many have no answer."""
        if not hypotheses:
            return [], 0
        trial = self._trial(name, hypotheses)
        causes, undecided = [], 0
        for n, hypothesis in enumerate(hypotheses):
            try:
                cause = self._cause(name, hypothesis, n, trial)
            except Undecided:  # what cannot be shown to mend is not told
                undecided += 1
                continue
            causes += [cause] if cause else []
        slips = [c for c in causes if c.kind == "digits"]
        # Several slips that fit say nothing; one beside a scale is the same with a digit left out.
        if len(slips) > 1 or any(c.kind == "scale" for c in causes):
            causes = [c for c in causes if c.kind != "digits"]
        return causes, undecided

    def _trial(self, name: str, hypotheses: list[Hypothesis]) -> _Trial:
        own = self._of[name]
        moved = [s for h in hypotheses for s in h.moved]
        members = [
            s for c in self._conflicts[name] for f in sorted(_figures(c)) for s in self._of[f]
        ]
        beside = self._stated.beside([*own, *moved], NEAREST)
        near = list({id(s): s for s in (*members, *beside) if s.figure.id != name}.values())
        places: dict[str, set[int]] = defaultdict(set)
        everything: list[Statement] = []
        for s in (*near, *own):
            places[s.figure.id].add(len(everything))
            everything.append(s)
        for n, h in enumerate(hypotheses):
            for s in h.moved:
                places[_as(n)].add(len(everything))
                # A name of its own: what official years say of a growth is kept by name.
                everything.append(s._replace(figure=s.figure._replace(id=_as(n))))
        system = build(tuple(everything), self._declared)
        doubted = {s for s in self._suspects if self._is_doubted(s, name)}
        believed = {p for s in near if s.figure.id not in doubted for p in places[s.figure.id]}
        case = Case(system, Solver(system), self._declared)
        return _Trial(case, {f: frozenset(p) for f, p in places.items()}, frozenset(believed))

    def _is_doubted(self, other: str, name: str) -> bool:
        """Whether a suspect stays one even if a figure is the one that is wrong."""
        return any(name not in _figures(c) for c in self._conflicts[other])

    def _cause(self, name: str, h: Hypothesis, n: int, trial: _Trial) -> Cause | None:
        mends = [c.conflict_id for c in self._conflicts[name] if trial.mends(c, name, n)]
        if not mends or not trial.fits(n):
            return None
        if h.kind == "period" and self._any_may_be_wrong(name):
            return None
        is_number = h.kind in ("scale", "digits")
        if not is_number and self._contradicted(name, n, trial):
            return None
        ranges = trial.ranges(_as(n))
        pinned = all(pins_down(r, trial.case.kind(s)) for s, r in zip(h.moved, ranges, strict=True))
        if pinned and not (
            all(_moves_far(h, r) for r in ranges) if is_number else trial.is_closer(name, h, n)
        ):
            return None
        if not pinned and (h.kind != "period" or not self._is_sole(name)):
            return None
        text = "\n".join((h.kind, name, h.was, h.would_be))
        return Cause(
            cause_id=f"cause-{hashlib.sha256(text.encode()).hexdigest()[:8]}",
            kind=h.kind,
            figure_id=name,
            was=h.was,
            would_be=h.would_be,
            mends=tuple(mends),
            departure=h.departure,
            sentence=say.sentence(self._of[name][0].figure, h, self._declared, pinned=pinned),
        )

    def _contradicted(self, name: str, n: int, trial: _Trial) -> bool:
        """Whether another suspect about the same amounts, or a part of them, speaks against it."""
        statements = trial.case.system.statements
        others = (p for s in self._suspects - {name} for p in trial.places.get(s, ()))
        pairs = ((p, q) for p in others for q in trial.places[_as(n)])
        return any(
            (
                within(statements[p].part, statements[q].part)
                or within(statements[q].part, statements[p].part)
            )
            and not trial.case.solver.possible(frozenset({p, q}))
            for p, q in pairs
        )

    def _any_may_be_wrong(self, name: str) -> bool:
        """Whether it is in a conflict that is nothing but suspects: moved, it would leave a gap."""
        return any(_figures(c) <= self._suspects for c in self._conflicts[name])

    def _is_sole(self, name: str) -> bool:
        """Whether no other suspect is in its conflicts."""
        others = (_figures(c) & self._suspects for c in self._conflicts[name])
        return all(suspects == {name} for suspects in others)


def _moves_far(h: Hypothesis, allowed: Range) -> bool:
    """Whether a number moves by more than the others leave open: else most that moves would fit."""
    assert allowed.low is not None  # it is pinned down
    assert allowed.high is not None
    return allowed.high - allowed.low <= abs(Decimal(h.would_be) - Decimal(h.was))


def _apart(point: Decimal, allowed: Range) -> Decimal:
    """How far a number is from the middle of a range, or from its only end."""
    ends = [end for end in (allowed.low, allowed.high) if end is not None]
    return abs(point - sum(ends, Decimal(0)) / len(ends)) if ends else Decimal(0)


def _as(n: int) -> str:
    """Name of a hypothesis among the figures; no figure can have it."""
    return f"#{n}"


class _Trial(NamedTuple):
    """A figure's neighbourhood, with the figure as it is and as it would be."""

    case: Case
    places: dict[str, frozenset[int]]
    """Figure, or hypothesis -> its statements."""
    believed: frozenset[int]

    def mends(self, conflict: Conflict, name: str, n: int) -> bool:
        """Whether a conflict is one here, and none with the figure as it would be."""
        others = [m.figure_id for m in conflict.members if m.figure_id != name]
        if len(others) == len(conflict.members):  # another figure says the very same
            return False
        rest = self._all(others)
        possible = self.case.solver.possible
        return not possible(rest | self.places[name]) and possible(rest | self.places[_as(n)])

    def fits(self, n: int) -> bool:
        """Whether all that is believed can be true with it."""
        return self.case.solver.possible(self.believed | self.places[_as(n)])

    def ranges(self, name: str) -> list[Range]:
        """What all that is believed allows for the statements of a figure or hypothesis."""
        statements = self.case.system.statements
        return [
            of_statement(self.case, statements[p], self.believed) for p in sorted(self.places[name])
        ]

    def is_closer(self, name: str, h: Hypothesis, n: int) -> bool:
        """Whether a number that stays is far closer to what the others allow than it was."""
        before, after = self.ranges(name), self.ranges(_as(n))
        point = h.figure.point
        return all(
            _apart(point, now) * CLOSER <= _apart(point, then)
            for then, now in zip(before, after, strict=True)
        )

    def _all(self, figures: Iterable[str]) -> frozenset[int]:
        return frozenset(p for f in figures for p in self.places[f])
