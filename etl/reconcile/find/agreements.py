"""Statements that confirm one another: a total and its parts, a level and its growth, a table.

Looks at believed statements, which can all be true; so what is brought together here agrees. What
is not believed is only told to be consistent with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from etl.core.kinds import KINDS
from etl.reconcile.find.implied import Case, Range, of_statement, pins_down
from etl.reconcile.findings import Agreement
from etl.reconcile.model.statements import Statement, Window
from etl.reconcile.model.voices import Node
from etl.reconcile.say import explain

_TWO = 2

Amounts = dict[tuple[Window, ...], int]


class Sum(NamedTuple):
    """Places of a total and of the parts that it is the sum of."""

    total: int
    parts: tuple[int, ...]

    @property
    def everyone(self) -> tuple[int, ...]:
        """Places of all of them."""
        return self.total, *self.parts


def sums(statements: tuple[Statement, ...], believed: frozenset[int]) -> list[Sum]:
    """Every total in prose of which all basic parts are stated; in prose, if there is a choice."""
    amounts = _by_amount(statements, sorted(believed, key=lambda n: (statements[n].official, n)))
    return [
        Sum(n, tuple(amounts[(w,)] for w in statements[n].part))
        for n in sorted(believed)
        if len(statements[n].part) >= _TWO
        and not statements[n].whole
        and not statements[n].official
        and all(w.times == 1 for w in statements[n].part)
        and all((w,) in amounts for w in statements[n].part)
    ]


def _plain(statement: Statement) -> bool:
    """Whether it names an amount, not only a bound of it, nor an average of which it is many.

    0.6 a month and 2.0 do not make 9.2 for who reads it, though twelve times the one does.
    """
    if statement.figure.qualifier not in ("exact", "approximately"):
        return False
    if statement.whole or statement.low is None or statement.high is None:
        return True
    return statement.low <= statement.figure.point <= statement.high


def _by_amount(statements: tuple[Statement, ...], places: list[int]) -> Amounts:
    """The first statement of each amount."""
    firsts: Amounts = {}
    for n in places:
        if not statements[n].whole:
            firsts.setdefault(statements[n].part, n)
    return firsts


def find(
    case: Case, nodes: Sequence[Node], believed: frozenset[int], revised: frozenset[str]
) -> Iterator[Agreement]:
    """Agreements of a group that a figure under test takes part in; revised: not quite like it.

    nodes: who states each statement of the group.
    """
    statements = case.system.statements
    prose = frozenset(
        n
        for n in believed
        if not statements[n].official
        and _plain(statements[n])
        and statements[n].figure.id not in revised
    )
    official_ones = [n for n in sorted(believed) if statements[n].official]
    table = _by_amount(statements, [n for n in official_ones if _plain(statements[n])])
    told: set[int] = set()
    for total, parts in sums(statements, prose):
        official = table.get(statements[total].part)
        implied = _of_few(case, (total, statements[total]), parts)
        if not pins_down(implied, case.kind(statements[total])):
            continue
        told.update((total, *parts))
        places = (*parts, total, *([] if official is None else [official]))
        sentence = explain.adds_up(
            statements[total],
            [statements[n] for n in parts],
            None if official is None else statements[official],
            case.declared,
        )
        yield _agreement(places, sentence, statements)
    yield from _within_sources(case, nodes, believed)
    yield from _growths(case, prose, table)
    for n in sorted(prose - told):
        official = table.get(statements[n].part)
        if official is not None and not statements[n].whole:
            sentence = explain.confirmed(statements[n], statements[official], case.declared)
            yield _agreement((n, official), sentence, statements)


def _of_few(case: Case, placed: tuple[int, Statement], others: Iterable[int]) -> Range:
    """What a few others allow for a statement at its place in the group."""
    n, statement = placed
    believed = frozenset(others)
    near = case._replace(solver=case.solver.among(believed | {n}))
    return of_statement(near, statement, believed)


def _within_sources(
    case: Case, nodes: Sequence[Node], believed: frozenset[int]
) -> Iterator[Agreement]:
    """Totals and parts of one source that add up, though not all of them are believed.

    What is consistent with itself but not with others is of another membership or edition, or
    wrong as a whole. Of two sources that contradict each other it is told of both.
    """
    by_source: dict[str, dict[int, Statement]] = defaultdict(dict)
    for n, node in enumerate(nodes):
        for s in node.members:
            if not s.official and _plain(s):
                by_source[s.figure.source].setdefault(n, s)
    for own in by_source.values():
        for each in sums(case.system.statements, frozenset(own)):
            together = frozenset(each.everyone)
            if together <= believed or not case.solver.among(together).possible(together):
                continue
            implied = _of_few(case, (each.total, own[each.total]), each.parts)
            if pins_down(implied, case.kind(own[each.total])):
                sentence = explain.consistent(
                    own[each.total], [own[n] for n in each.parts], case.declared
                )
                names = tuple(own[n].figure.id for n in (*each.parts, each.total))
                yield Agreement(names, sentence)


def _growths(case: Case, prose: frozenset[int], table: Amounts) -> Iterator[Agreement]:
    """A growth to a level, beside the level of the year before."""
    statements = case.system.statements
    amounts = _by_amount(statements, sorted(prose))
    for n in sorted(prose):
        growth = statements[n]
        if not growth.whole or KINDS[case.kind(growth)].tested != "growth":
            continue
        now, before = amounts.get(growth.part), amounts.get(growth.whole)
        if now is None or before is None:
            continue
        implied = _of_few(case, (before, statements[before]), (n, now))
        if not pins_down(implied, case.kind(statements[before])):
            continue
        official = table.get(growth.whole)
        sentence = explain.means_before(
            (growth, statements[now], statements[before]),
            implied,
            None if official is None else statements[official],
            case.declared,
        )
        places = (n, now, before, *([] if official is None else [official]))
        yield _agreement(places, sentence, statements)


def _agreement(
    places: tuple[int, ...], sentence: str, statements: tuple[Statement, ...]
) -> Agreement:
    return Agreement(tuple(statements[n].figure.id for n in places), sentence)
