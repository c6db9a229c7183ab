"""From two books to a report: groups are solved one by one and put together.

Pure: no files, no clock; the cache is the caller's.
"""

from __future__ import annotations

import hashlib
from collections.abc import MutableMapping
from decimal import Decimal
from typing import Final, NamedTuple

from etl.model import Book
from etl.reconcile import deduce, explain, groups, hints, relations, statements, tightness
from etl.reconcile import revisions as revised
from etl.reconcile.conflicts import Conflicts, find
from etl.reconcile.findings import (
    Conflict,
    Deduced,
    Kind,
    Member,
    Report,
    Revision,
    Tight,
    Verdict,
)
from etl.reconcile.implied import Range, of_statement, pins_down
from etl.reconcile.relations import Relations
from etl.reconcile.solve import Solver
from etl.reconcile.statements import Statement
from etl.reconcile.system import System, build

Cache = MutableMapping[str, "GroupFindings"]
"""Findings of a group by its content. A plain dict will do."""

_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)


class GroupFindings(NamedTuple):
    """What one group says about itself."""

    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...]
    tight: tuple[Tight, ...]
    deduced: tuple[Deduced, ...]
    revisions: tuple[Revision, ...]
    complete: bool


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
    verdicts = [v for g in found for v in g.verdicts if v.figure_id in book.figures]
    verdicts += [
        _not_tested(figure, why) for figure, why in made.left_out.items() if figure in book.figures
    ]
    suspects = {v.figure_id for v in verdicts if v.suspect}
    return Report(
        verdicts=tuple(sorted(verdicts, key=lambda v: v.figure_id)),
        conflicts=tuple(sorted((c for g in found for c in g.conflicts), key=_simplest_first)),
        tight=tuple(sorted(t for g in found for t in g.tight)),
        deduced=tuple(sorted(d for g in found for d in g.deduced)),
        revisions=tuple(sorted(r for g in found for r in g.revisions)),
        hints=tuple(hints.find(suspects, made.statements, declared)),
        complete=all(g.complete for g in found),
        groups=len(together),
        solved=solved,
    )


def _key(group: tuple[Statement, ...], context: str) -> str:
    """Digest of all that the findings of a group depend on; a figure's line is not part of it."""
    digest = hashlib.sha256(context.encode())
    for statement in group:
        digest.update(repr(statement._replace(figure=statement.figure._replace(line=0))).encode())
    return digest.hexdigest()


def solve_group(group: tuple[Statement, ...], declared: Relations) -> GroupFindings:
    """Findings of statements that hang together (see `groups.connected`), sorted by figure."""
    system = build(group, declared)
    solver = Solver(system)
    official = frozenset(n for n, s in enumerate(group) if s.official)
    wrong = find(solver, official)
    ranges = {
        n: _implied(n, solver, system, wrong.believed, declared)
        for n, s in enumerate(group)
        if not s.official and len(group) > 1
    }
    conflicts = _conflicts(wrong, solver, system, declared)
    near = tightness.find(solver, system, wrong.believed, ranges, declared)
    return GroupFindings(
        verdicts=tuple(
            _verdict(n, group, ranges.get(n), wrong, conflicts, near, declared)
            for n, s in enumerate(group)
        ),
        conflicts=conflicts,
        tight=tuple(near.values()),
        deduced=tuple(deduce.find(solver, system, wrong.believed, declared)),
        revisions=tuple(revised.find(group, wrong, declared)),
        complete=wrong.complete,
    )


def _implied(
    n: int, solver: Solver, system: System, believed: frozenset[int], declared: Relations
) -> Range:
    statement = system.statements[n]
    kind = declared.indicators[statement.figure.indicator].kind
    return of_statement(solver, system, statement, believed - {n}, kind)


def _verdict(
    n: int,
    group: tuple[Statement, ...],
    found: Range | None,
    wrong: Conflicts,
    conflicts: tuple[Conflict, ...],
    near: dict[int, Tight],
    declared: Relations,
) -> Verdict:
    figure = group[n].figure
    ids = tuple(
        c.conflict_id for c in conflicts if any(m.figure_id == figure.id for m in c.members)
    )
    reasons = [group[m] for m in sorted(found.reasons)] if found else []
    kind: Kind = "alone"
    sentence = "No other figure bears on it."
    room = None
    if ids:
        kind = "conflict"
        sentence = next(c.sentence for c in conflicts if c.conflict_id == ids[0])
    elif tight := next((t for t in near.values() if figure.id in t.members), None):
        kind, sentence, room = "tight", tight.sentence, tight.room
    elif found and pins_down(found, declared.indicators[figure.indicator].kind):
        kind = "supported"
        sentence = explain.supported(figure, found, reasons, declared)
    elif found and not found.says_nothing:
        kind, sentence = "unopposed", explain.unopposed(figure, found, declared)
    return Verdict(
        figure_id=figure.id,
        verdict=kind,
        implied_low=found.low if found else None,
        implied_high=found.high if found else None,
        reasons=tuple(r.figure.id for r in reasons),
        room=room,
        suspect=n in wrong.suspects,
        conflicts=ids,
        sentence=sentence,
    )


def _not_tested(figure: str, why: str) -> Verdict:
    return Verdict(figure, "not_tested", None, None, (), None, False, (), why)


def _conflicts(
    wrong: Conflicts, solver: Solver, system: System, declared: Relations
) -> tuple[Conflict, ...]:
    made: list[Conflict] = []
    said: dict[frozenset[int], str] = {}
    for places in wrong.minimal:
        charges = {
            n: explain.Charge(system.statements[n], _implied(n, solver, system, places, declared))
            for n in sorted(places)
        }
        members = tuple(_member(c, declared) for c in charges.values())
        spoken = frozenset(n for n in places if not system.statements[n].official)
        movable = [m for n, m in zip(charges, members, strict=True) if n in spoken or not spoken]
        best = min(
            (m for m in movable if m.change is not None),
            key=lambda m: (m.change or _ZERO, m.figure_id),
            default=None,
        )
        identity = hashlib.sha256("\n".join(m.figure_id for m in members).encode()).hexdigest()
        conflict = Conflict(
            conflict_id=f"conflict-{identity[:8]}",
            members=members,
            sentence=explain.conflict(list(charges.values()), declared),
            change=best.change if best else None,
            change_figure=best.figure_id if best else "",
            restates=next((i for s, i in said.items() if s <= spoken), ""),
        )
        said.setdefault(spoken, conflict.conflict_id)
        made.append(conflict)
    return tuple(made)


def _member(charge: explain.Charge, declared: Relations) -> Member:
    figure, fit = charge.statement.figure, charge.fit
    low, high = charge.statement.low, charge.statement.high
    base = figure.value
    if charge.statement.whole:
        growth = declared.indicators[figure.indicator].kind == "growth"
        shift = _HUNDRED if growth else _ZERO
        low = low * _HUNDRED - shift
        high = None if high is None else high * _HUNDRED - shift
        base = figure.value + shift
    gap = _gap(low, high, fit)
    change = gap / base if gap is not None and base else None
    return Member(figure.id, low, high, fit.low, fit.high, change)


def _gap(low: Decimal, high: Decimal | None, fit: Range) -> Decimal | None:
    """How far the nearer end of an interval is from the range that would fit."""
    if fit.high is not None and fit.high < low:
        return low - fit.high
    if fit.low is not None and high is not None and fit.low > high:
        return fit.low - high
    return _ZERO


def _simplest_first(conflict: Conflict) -> tuple[bool, int, str]:
    return bool(conflict.restates), len(conflict.members), conflict.conflict_id
