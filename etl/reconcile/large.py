"""A group of many figures: conflicts are looked for in the whole, the rest is found block by block.

Each figure is held against those nearest to it, which is told (`GroupFindings.nearby`). A block
depends on its own statements and their conflicts alone: it is solved side by side with the others,
and once, however often figures elsewhere in the group are changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, NamedTuple, Protocol

from etl.reconcile import group
from etl.reconcile.find import placed
from etl.reconcile.find.conflicts import Conflicts
from etl.reconcile.find.implied import Case
from etl.reconcile.find.near import Block, blocks
from etl.reconcile.findings import Cache, Conflict, Deduced, GroupFindings
from etl.reconcile.model import places
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.system import System, build
from etl.reconcile.model.voices import Node, merged
from etl.reconcile.solve.patchwork import Patchwork
from etl.reconcile.solve.solver import Solver

LARGE: Final = 150
"""Statements of a group up to which every figure is held against all others at once."""


class Part(NamedTuple):
    """All that the findings of one block depend on, beside the declarations."""

    nodes: tuple[Node, ...]
    """Those at the core and those around it; only the first are asked about."""
    ranks: tuple[Node, ...]
    """Those of which one of these or they have to be wrong."""
    core: frozenset[str]
    """Figures at the core."""
    wrong: Conflicts
    """By places among the nodes."""
    known: tuple[Conflict, ...]
    """Conflicts that some of the nodes are part of, and those that these repeat."""


class Run(Protocol):
    """As `map`, or side by side in an executor."""

    def __call__(
        self, solve: Callable[[Part], GroupFindings], parts: list[Part], /
    ) -> Iterable[GroupFindings]:
        """An answer for each part, in their order."""


def solve(
    together: tuple[Statement, ...], declared: Relations, run: Run, cache: Cache, context: str
) -> GroupFindings:
    """Findings of statements that hang together; context: digest of what else they depend on."""
    amounts, ranks = places.split(together)
    nodes = merged(amounts)
    if len(nodes) <= LARGE:
        return group.solve_group(together, declared)
    system = build(tuple(node.statement for node in nodes), declared)
    case = Case(system, Solver(system), declared)
    every = [*nodes, *merged(ranks)]
    questions = group.Questions(every)
    pieces = Patchwork(case.solver, homes(system))
    contradicted = group.conflicts(case, pieces, every, questions)
    if contradicted is None:
        return group.nothing(questions)
    parts = [_part(block, every, contradicted) for block in blocks(system.statements, declared)]
    keys = [_key(part, context) for part in parts]
    new = {key: part for key, part in zip(keys, parts, strict=True) if key not in cache}
    answers = run(partial(solve_part, declared=declared), list(new.values()))
    cache.update(zip(new, answers, strict=True))
    findings = _joined([cache[key] for key in keys], contradicted, every, questions)
    return findings._replace(parts=tuple(keys))


def homes(system: System) -> dict[int, tuple[str, str]]:
    """Of each amount the two areas that it is about: few statements speak of more than two."""
    return {n: (series.reporter, series.partner) for (series, _), n in system.unknowns.items()}


def _part(block: Block, nodes: list[Node], contradicted: group.Wrong) -> Part:
    wrong, known, _ = contradicted
    own_places = sorted(block.area)
    near = (a for a in wrong.alternatives if a & block.area)
    ranks = sorted(n for n in frozenset().union(*near) if placed.is_rank(nodes[n].statement))
    at = {n: local for local, n in enumerate((*own_places, *ranks))}

    def local(some: frozenset[int]) -> frozenset[int]:
        return frozenset(at[n] for n in some if n in at)

    names = {nodes[n].statement.figure.id for n in own_places}
    own = [c for c in known if not names.isdisjoint(m.figure_id for m in c.members)]
    roots = {c.restates for c in own}
    return Part(
        tuple(nodes[n] if n in block.core else nodes[n].untested() for n in own_places),
        tuple(nodes[n].untested() for n in ranks),
        frozenset(m.figure.id for n in block.core for m in nodes[n].members),
        wrong._replace(
            minimal=tuple(local(c) for c in wrong.minimal if c <= block.area),
            suspects=local(wrong.suspects),
            believed=local(wrong.believed),
            alternatives=tuple(local(a) for a in wrong.alternatives if a & block.area),
        ),
        tuple(c for c in known if c in own or c.conflict_id in roots),
    )


def _key(part: Part, context: str) -> str:
    """Digest of all that the findings of a block depend on; a figure's line is not part of it."""
    digest = hashlib.sha256(context.encode())
    for node in (*part.nodes, *part.ranks):
        for member in node.members:
            figure = member.figure._replace(line=0)
            digest.update(repr(member._replace(figure=figure)).encode())
    wrong = part.wrong
    sets = [sorted(map(sorted, each)) for each in (wrong.minimal, wrong.alternatives)]
    places = sorted(wrong.suspects), sorted(wrong.believed), sets
    digest.update(repr((sorted(part.core), places, wrong.complete, part.known)).encode())
    return f"part-{digest.hexdigest()}"


def solve_part(part: Part, declared: Relations) -> GroupFindings:
    """What a part of a large group says about the figures at its core."""
    nodes, core = list(part.nodes), part.core
    system = build(tuple(node.statement for node in nodes), declared)
    case = Case(system, Solver(system), declared)
    told = group.beside(case, [*nodes, *part.ranks], part.wrong, part.known, group.Questions(nodes))
    return told._replace(
        conflicts=(),
        tight=tuple(t for t in told.tight if t.members[0] in core),
        revisions=tuple(r for r in told.revisions if r.figure_id in core),
        agreements=tuple(a for a in told.agreements if core.intersection(a.members)),
        remainders=tuple(r for r in told.remainders if r.reasons[0] in core),
    )


def _joined(
    parts: list[GroupFindings],
    contradicted: group.Wrong,
    nodes: list[Node],
    questions: group.Questions,
) -> GroupFindings:
    """The findings of all blocks of a large group; of the same value found twice, the closer."""
    wrong, known, of_ranks = contradicted
    deduced: dict[tuple[str, ...], Deduced] = {}
    for d in (d for p in parts for d in p.deduced):
        key = d.indicator, d.reporter, d.partner, d.period.text, d.unit
        other = deduced.get(key)
        if other is None or d.high - d.low < other.high - other.low:
            deduced[key] = d
    every = tuple(v for p in parts for v in p.verdicts)
    return GroupFindings(
        verdicts=(*every, *of_ranks),
        conflicts=known,
        tight=tuple(t for p in parts for t in p.tight),
        deduced=tuple(deduced.values()),
        revisions=tuple(r for p in parts for r in p.revisions),
        complete=wrong.complete,
        remainders=tuple(dict.fromkeys(r for p in parts for r in p.remainders)),
        agreements=tuple(dict.fromkeys(a for p in parts for a in p.agreements)),
        not_sought=sum(p.not_sought for p in parts),
        not_known=tuple(
            dict.fromkeys((*questions.not_known, *(u for p in parts for u in p.not_known)))
        ),
        alternatives=group.named(wrong.alternatives, nodes),
        unbelieved=group.unbelieved(wrong, nodes),
        nearby=len(every),
        proven=wrong.proven,
    )
