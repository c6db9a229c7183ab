"""From two books to a report: groups are solved one by one and put together.

Pure: no files, no clock; the cache is the caller's.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from concurrent.futures import Executor
from functools import partial
from itertools import combinations
from typing import Final, TypeVar

from etl.core.model import Book
from etl.reconcile import large
from etl.reconcile.find import causes, currencies, unlikely, verdicts
from etl.reconcile.find import ranges as ranging
from etl.reconcile.findings import Cache, Conflict, GroupFindings, Known, Report, Unknown, Verdict
from etl.reconcile.group import solve_group
from etl.reconcile.model import groups, places, points, relations, statements
from etl.reconcile.model.joined import Joined
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement, Statements
from etl.reconcile.say import explain, naming

A = TypeVar("A")
B = TypeVar("B")
Finding = TypeVar("Finding", bound=tuple[object, ...])

_BATCHES: Final = 32
"""Into how many parts the groups are divided for an executor: a process is asked seldom."""


def reconcile(
    book: Book,
    reference: Book | None = None,
    cache: Cache | None = None,
    executor: Executor | None = None,
    around: Container[str] | None = None,
) -> Report:
    """Test every figure of `book` against all others, and against `reference`.

    reference: official statistics; its figures are believed to within an ordinary revision
    (statements.REVISION) and get no verdict of their own. cache: kept between calls, it saves
    the groups that have not changed. executor: solves the groups side by side, in processes of
    their own if it has such. around: only the groups that one of these figures is in; what is
    unlikely anywhere is not sought then. Raises ValueError if both books use one figure id.
    """
    declared = relations.of_books(book, reference)
    stated = _stated(book, reference, declared)
    ranks = places.of_books(book, reference, declared)
    ranked = frozenset(s.figure.id for s in ranks)
    together = places.together(groups.connected(stated.statements, declared), ranks, declared)
    if around is not None:
        together = [g for g in together if any(s.figure.id in around for s in g)]
    findings, solved = _findings(together, declared, {} if cache is None else cache, executor)
    given = _given(book, findings, stated)
    doubted = frozenset(f for g in findings for f in g.unbelieved)
    suspects = {v.figure_id for v in given if v.suspect} | (doubted - set(book.figures))
    sources = {s.id: s.title for b in (book, reference) if b for s in b.sources.values()}
    titles = {s.figure.id: sources[s.figure.source] for s in (*stated.statements, *ranks)}
    conflicts = _conflicts(findings, titles)
    accused_together = {m.figure_id for c in conflicts for m in c.members}
    either = currencies.either(stated.statements, declared, accused_together)
    conflicts = currencies.told(conflicts, either)
    several = currencies.beside_several(conflicts, either)
    alternatives = currencies.joined((a for g in findings for a in g.alternatives), either)
    editions = statements.earlier_editions(reference)
    judged = _judged(given, alternatives, several)
    amounts = tuple(c for c in conflicts if ranked.isdisjoint(m.figure_id for m in c.members))
    accused = frozenset(suspects) - ranked
    explained = causes.find(accused, amounts, stated.statements, declared, editions)
    return Report(
        verdicts=judged,
        conflicts=conflicts,
        tight=_once(t for g in findings for t in g.tight),
        deduced=currencies.named(
            sorted(d for g in findings for d in g.deduced), stated.statements, declared
        ),
        revisions=tuple(sorted(r for g in findings for r in g.revisions)),
        complete=all(g.complete for g in findings),
        groups=len(together),
        solved=solved,
        remainders=tuple(sorted(r for g in findings for r in g.remainders)),
        agreements=_once(a for g in findings for a in g.agreements),
        not_sought=sum(g.not_sought for g in findings),
        not_known=tuple(sorted({*(u for g in findings for u in g.not_known), *_unknown(stated)})),
        alternatives=alternatives,
        roots=_roots(conflicts, frozenset(suspects), alternatives, stated.statements),
        nearby=sum(g.nearby for g in findings),
        unbelieved=tuple(sorted(doubted)),
        unlikely=()
        if around is not None
        else unlikely.find(book, reference, stated.statements, doubted, declared),
        causes=explained.causes,
        causes_not_tried=explained.not_tried,
        not_added=_not_added(book, reference, declared),
        proven=all(g.proven for g in findings),
        ranks_not_tested=tuple(
            v.figure_id for v in judged if v.verdict == "not_tested" and v.figure_id in ranked
        ),
    )


def _findings(
    together: list[tuple[Statement, ...]],
    declared: Relations,
    cache: Cache,
    executor: Executor | None,
) -> tuple[list[GroupFindings], int]:
    """What is known of each group, from the cache where it has not changed; how many were new."""
    context = repr((sorted(declared.areas.items()), sorted(declared.indicators.items())))
    keys = [_key(group, context) for group in together]
    new = {key: group for key, group in zip(keys, together, strict=True) if key not in cache}
    _solve(new, declared, cache, context, executor)
    findings = [cache[key] for key in keys]
    _use(findings, cache)
    return findings, len(new)


def _given(book: Book, findings: list[GroupFindings], stated: Statements) -> list[Verdict]:
    """The verdicts of the figures of a book; one has several where it is in several groups."""
    given = [v for g in findings for v in g.verdicts if v.figure_id in book.figures]
    given += [
        verdicts.not_tested(figure, why)
        for figure, why in stated.left_out.items()
        if figure in book.figures
    ]
    return given


def _conflicts(findings: list[GroupFindings], titles: dict[str, str]) -> tuple[Conflict, ...]:
    """Every conflict once, the simplest first; titles: that of its source, by id of a figure."""
    # Some shares are in two groups.
    every = {c.conflict_id: c for g in findings for c in g.conflicts}
    return naming.apart(tuple(sorted(every.values(), key=_simplest_first)), titles)


def _judged(
    given: list[Verdict], alternatives: tuple[tuple[str, ...], ...], several: Container[str]
) -> tuple[Verdict, ...]:
    """One verdict a figure; several: figures of which a currency makes one of more."""
    return tuple(
        v._replace(one_of=next((a for a in alternatives if set(v.one_of) < set(a)), v.one_of))
        if v.one_of and v.figure_id in several
        else v
        for v in verdicts.one_each(given)
    )


def _once(items: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted; what is said of ratios in several units is one."""
    return tuple(sorted(set(items)))


def _not_added(book: Book, reference: Book | None, declared: Relations) -> tuple[str, ...]:
    """Areas whose sum is held against nothing, though there is something."""
    stated = {f.partner for b in (book, reference) if b for f in b.figures.values()}
    taken = relations.unproven(book, stated & declared.groups).items()
    return tuple(explain.not_added(one, others, declared) for one, others in taken)


def _stated(book: Book, reference: Book | None, declared: Relations) -> Statements:
    """Every figure of both books as statements, changes over time in the currencies they fit."""
    stated = points.of_books(book, reference, declared)
    return stated._replace(statements=currencies.measured(stated.statements, declared))


def _unknown(stated: Statements) -> list[Unknown]:
    """What could not be tested at all, though something may bear on it."""
    return [
        Unknown(f, "conflicts", explain.not_known("conflicts", why.removesuffix(".")))
        for f, why in stated.not_known.items()
    ]


def _roots(
    conflicts: tuple[Conflict, ...],
    suspects: frozenset[str],
    alternatives: tuple[tuple[str, ...], ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[str, ...], ...]:
    """Suspects that are told together (see `Report.roots`), sorted."""
    own: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        own[statement.figure.id].append(statement)
    joined = Joined()
    told: set[str] = set()
    for either in sorted(alternatives, key=lambda a: (len(a), a)):
        for figure in suspects.intersection(either) - told:  # what several share joins none
            joined.join(("one of", either), figure)
        told |= set(either)
    for conflict in conflicts:
        there = sorted(suspects.intersection(m.figure_id for m in conflict.members))
        for one, other in combinations(there, 2):
            if _are_one_slip(own[one], own[other]):
                joined.join(one, other)
    together: dict[object, list[str]] = defaultdict(list)
    for figure in sorted(suspects):
        together[joined.root(figure)].append(figure)
    return tuple(sorted(tuple(root) for root in together.values() if len(root) > 1))


def _are_one_slip(some: list[Statement], others: list[Statement]) -> bool:
    """Whether figures are of one source and speak of the same time, so that one slip may be both.

    What a source says of other years is another slip, though a long window joins them.
    """
    if not some or not others:  # a rank is no statement
        return False
    return some[0].figure.source == others[0].figure.source and any(
        one.start < other.stop and other.start < one.stop
        for one in (w for s in some for w in s.windows)
        for other in (w for s in others for w in s.windows)
    )


def _solve(
    new: dict[str, tuple[Statement, ...]],
    declared: Relations,
    cache: Cache,
    context: str,
    executor: Executor | None,
) -> None:
    """Put the findings of groups into the cache: small ones side by side, large ones in blocks."""
    small = {key: group for key, group in new.items() if len(group) <= large.LARGE}
    one = partial(solve_group, declared=declared)
    cache.update(zip(small, _run(executor, one, list(small.values())), strict=True))
    for key, group in new.items():
        if key not in small:
            cache[key] = large.solve(group, declared, partial(_run, executor), cache, context)


def _use(findings: list[GroupFindings], cache: Cache) -> None:
    """Ask for the blocks of groups that have not changed: a cache may keep what was asked for."""
    for part in (part for group in findings for part in group.parts):
        cache.get(part)


def _run(executor: Executor | None, solve: Callable[[A], B], asked: list[A]) -> Iterable[B]:
    """As `map`, side by side where there is an executor."""
    if executor is None:
        return map(solve, asked)
    return executor.map(solve, asked, chunksize=max(1, len(asked) // _BATCHES))


def ranges(book: Book, reference: Book | None, report: Report) -> tuple[Known, ...]:
    """What can be known of each indicator, partner and year that a statement touches.

    report: that of `reconcile` for the same books, which says whom to believe. Sorted.
    """
    declared = relations.of_books(book, reference)
    doubted = set(report.unbelieved)
    stated = currencies.unnamed(_stated(book, reference, declared).statements)
    believed = tuple(s for s in stated if s.figure.id not in doubted)
    together = groups.connected(believed, declared)
    return ranging.one_each(k for group in together for k in ranging.of_group(group, declared))


def related(book: Book, reference: Book | None = None) -> list[tuple[str, ...]]:
    """Ids of the figures that bear on one another, group by group (see `reconcile`)."""
    declared = relations.of_books(book, reference)
    stated = _stated(book, reference, declared)
    ranks = places.of_books(book, reference, declared)
    together = places.together(groups.connected(stated.statements, declared), ranks, declared)
    return [tuple(statement.figure.id for statement in group) for group in together]


def _key(group: tuple[Statement, ...], context: str) -> str:
    """Digest of all that the findings of a group depend on; a figure's line is not part of it."""
    digest = hashlib.sha256(context.encode())
    for statement in group:
        digest.update(repr(statement._replace(figure=statement.figure._replace(line=0))).encode())
    return digest.hexdigest()


def _simplest_first(conflict: Conflict) -> tuple[bool, int, str]:
    return bool(conflict.restates), len(conflict.members), conflict.conflict_id
