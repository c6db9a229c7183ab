"""Ranks as statements of a place, and the amounts that they bear on.

A place is no amount: it stands in no system, but orders what stands there (see `contest`).
Must not solve anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.core.schema import EVERYONE
from etl.reconcile.model.joined import Joined
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Series, Statement, Window, facts, span, voices

Group = tuple[Statement, ...]

PLACE: Final = "place"
"""The unit of what is a place and no amount."""


def of_books(book: Book, reference: Book | None, declared: Relations) -> Group:
    """Every rank of both books that states a fact; its ends are places. Sorted by figure."""
    sources = {**(reference.sources if reference else {}), **book.sources}
    voice = voices(sources)
    ranks = [f for f in facts(book, reference) if KINDS[f.kind].tested == PLACE]
    return tuple(
        Statement(
            f,
            (_ranking(f, declared),),
            (),
            *of_figure(f),
            official=sources[f.source].is_official,
            tested=f.id in book.figures,
            voice=voice[f.source],
        )
        for f in sorted(ranks, key=lambda f: f.id)
    )


def _ranking(figure: Figure, declared: Relations) -> Window:
    """What has a place: a partner in one ranking of one time, named as if it were an amount."""
    ranking = f"{figure.indicator} {among(figure, declared)}"
    return Window(Series(figure.reporter, figure.partner, ranking, PLACE), *span(figure.period))


def split(group: Group) -> tuple[Group, Group]:
    """Amounts and ratios, and ranks."""
    ranks = tuple(s for s in group if s.part[0].series.unit == PLACE)
    return tuple(s for s in group if s.part[0].series.unit != PLACE), ranks


def among(figure: Figure, declared: Relations) -> str:
    """Among whom a figure is ranked: everyone (see EVERYONE), an area, or some in words."""
    return figure.among or declared.indicators[figure.indicator].among


def is_known(figure: Figure, declared: Relations) -> bool:
    """Whether it is known who is ranked, and by what; of some in words it is not."""
    return bool(declared.indicators[figure.indicator].of) and not (
        is_in_words(figure, declared) or is_stranger(figure, declared)
    )


def is_in_words(figure: Figure, declared: Relations) -> bool:
    """Whether a figure is ranked among some of whom nobody knows who they are."""
    where = among(figure, declared)
    return where not in EVERYONE and where not in declared.areas


def is_stranger(figure: Figure, declared: Relations) -> bool:
    """Whether a partner is ranked among those of an area in which it is not declared to lie."""
    is_single = figure.partner not in declared.groups
    return is_single and not is_ranked(figure.partner, figure, declared)


def is_ranked(partner: str, figure: Figure, declared: Relations) -> bool:
    """Whether a partner is one of those among whom a figure is ranked, in all of its period."""
    where = among(figure, declared)
    if where not in declared.areas:
        return True
    start, stop = span(figure.period)
    memberships = declared.inside.get(partner, ())
    return any(m.group == where and m.start <= start and stop <= m.stop for m in memberships)


def together(groups: Iterable[Group], ranks: Group, declared: Relations) -> list[Group]:
    """The groups, those that one rank bears on as one with it; ranks stand last in each."""
    groups = list(groups)
    if not ranks:
        return groups
    at: dict[tuple[str, str], list[tuple[Window, int]]] = defaultdict(list)
    for n, group in enumerate(groups):
        for window in {w for s in group for w in s.windows}:
            at[window.series.reporter, window.series.indicator].append((window, n))
    joined = Joined()
    for rank in ranks:
        for name in _bears_on(rank, at, declared):
            joined.join(rank.figure.id, name)
    every: dict[object, list[Statement]] = defaultdict(list)
    for n, group in enumerate(groups):
        every[joined.root(n)] += group
    for rank in ranks:
        every[joined.root(rank.figure.id)].append(rank)
    return [tuple(some) for some in every.values()]


def _bears_on(
    rank: Statement, at: dict[tuple[str, str], list[tuple[Window, int]]], declared: Relations
) -> Iterator[object]:
    """Names of what a rank hangs together with: the groups by number, and its own ranking."""
    figure = rank.figure
    what = declared.indicators[figure.indicator].of
    start, stop = span(figure.period)
    yield figure.reporter, what or figure.indicator, start, stop
    if not is_known(figure, declared):
        return
    for leaf, _ in declared.leaves[what]:
        for window, n in at[figure.reporter, leaf]:
            partner = window.series.partner
            may_bear = partner in declared.groups or is_ranked(partner, figure, declared)
            if may_bear and window.start < stop and start < window.stop:
                yield n


def contradicting(ranks: Sequence[Statement], declared: Relations) -> Iterator[tuple[int, int]]:
    """Pairs of ranks of one partner and time that cannot both be true, by their order here.

    Of one ranking with other places; or among some with a worse place than among all of them.
    """
    for n, one in enumerate(ranks):
        for m, other in enumerate(ranks):
            if n != m and _is_too_good(one, other, declared):
                yield n, m


def _is_too_good(one: Statement, other: Statement, declared: Relations) -> bool:
    """Whether the first is a better place than the second allows."""
    f, g = one.figure, other.figure
    named = [(r.reporter, r.partner, declared.indicators[r.indicator].of) for r in (f, g)]
    is_same = f.indicator == g.indicator or bool(named[0][2])
    if named[0] != named[1] or f.period.span != g.period.span or not is_same:
        return False
    if one.high is None or other.low is None or one.high >= other.low:
        return False
    wide, narrow = among(f, declared), among(g, declared)
    if wide == narrow or (wide in EVERYONE and narrow in EVERYONE):
        return True
    if wide in EVERYONE:  # whoever is among some is among all
        return is_known(f, declared)
    start, stop = span(f.period)
    return any(
        m.group == wide and m.start <= start and stop <= m.stop
        for m in declared.inside.get(narrow, ())
    )
