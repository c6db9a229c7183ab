"""Which statements bear on one another: connected groups, each a small problem of its own.

Must not solve anything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from etl.core.kinds import KINDS
from etl.reconcile.model.joined import Joined
from etl.reconcile.model.relations import Relations, apart
from etl.reconcile.model.statements import (
    POINTS,
    Series,
    Statement,
    Window,
    whole_year,
    year_before,
)

Cell = tuple[Series, int]
"""A series in one slice of time: the unknown amounts of the problem."""


def cuts(windows: Iterable[Window], relations: Relations) -> list[int]:
    """Every day on which a window or a membership among the windows' partners begins or ends."""
    days: set[int] = set()
    partners: set[str] = set()
    for window in windows:
        days.update((window.start, window.stop))
        partners.add(window.series.partner)
    first, last = min(days), max(days)
    for partner in partners:
        for membership in relations.inside.get(partner, ()):
            if membership.group in partners:
                ends = (membership.start, membership.stop)
                days.update(day for day in ends if first < day < last)
    return sorted(days)


def cells(window: Window, days: list[int]) -> range:
    """Indices of the slices between `days` that make up the window."""
    return range(bisect_left(days, window.start), bisect_left(days, window.stop))


Link = tuple[list[Cell], list[Cell], bool]
"""(parts, whole, equal): the parts add up to at most the whole, or to it."""


def completed(known: set[Cell], days: list[int], relations: Relations) -> set[Cell]:
    """The cells, and those between a part of one area and a whole that is stated above it.

    Tourist visas of Italy are part of all visas of Italy, and these of the visas of the world; they
    are part of the tourist visas of the world too, which with its other visas are part of all.
    """
    above = _wholes(relations)
    every, new = set(known), known
    at: dict[tuple[str, str, int], set[tuple[str, str]]] = defaultdict(set)
    for series, i in known:
        at[series.reporter, series.unit, i].add((series.partner, series.indicator))
    while new:
        added: set[Cell] = set()
        for series, i in every:
            stated = at[series.reporter, series.unit, i]
            for area, leaves in _between(series, days[i], above, stated, relations):
                more = (series._replace(partner=area, indicator=leaf) for leaf in leaves)
                added.update((cell, i) for cell in more if (cell, i) not in every)
        for series, i in added:
            at[series.reporter, series.unit, i].add((series.partner, series.indicator))
        every |= added
        new = added
    return every


def _wholes(relations: Relations) -> dict[str, list[tuple[str, ...]]]:
    """Basic indicator -> the wholes that it is part of, directly and through others, as leaves."""
    direct: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for parts, whole in relations.parts:
        outer = tuple(leaf for leaf, _ in relations.leaves[whole])
        for inner in sorted({leaf for part in parts for leaf, _ in relations.leaves[part]}):
            direct[inner].append(outer)
    chains: dict[str, list[tuple[str, ...]]] = {}
    for inner, wholes in direct.items():
        chains[inner] = list(wholes)
        for outer in chains[inner]:  # grows while it is read
            further = (w for leaf in outer for w in direct.get(leaf, ()))
            chains[inner] += [w for w in further if w not in chains[inner]]
    return chains


def _between(
    series: Series,
    day: int,
    above: dict[str, list[tuple[str, ...]]],
    stated: set[tuple[str, str]],
    relations: Relations,
) -> Iterator[tuple[str, list[str]]]:
    """Areas and basic indicators from a part up to each whole of it that is stated."""
    wholes = above.get(series.indicator)
    if not wholes:
        return
    groups = (m.group for m in relations.inside.get(series.partner, ()) if m.holds(day))
    for area in (series.partner, *groups):
        for n, outer in enumerate(wholes):
            if any((area, leaf) in stated for leaf in outer):
                lower = [leaf for whole in wholes[:n] for leaf in whole]
                yield area, [series.indicator, *lower]
                yield series.partner, [*lower, *outer]


def links(known: set[Cell], days: list[int], relations: Relations) -> Iterator[Link]:
    """What adds up to what in one slice of time.

    Only among `known` cells: a whole with an unknown beside it has no end, so nothing follows.
    Single economies do not overlap, so those in a group add up; so does a group within a larger
    one, with the economies that are declared to be outside it at that time. Amounts that may be
    negative add up to nothing in particular, but for a group that is made of named areas.
    """
    at: dict[tuple[str, str, str, int], set[str]] = defaultdict(set)
    for series, i in known:
        at[series.reporter, series.indicator, series.unit, i].add(series.partner)
    for (reporter, indicator, unit, i), partners in sorted(at.items()):
        if unit.startswith(POINTS):
            continue

        def of(areas: Iterable[str], place: tuple[str, str, str, int]) -> list[Cell]:
            return [(Series(place[0], a, place[1], place[2]), place[3]) for a in areas]

        place = reporter, indicator, unit, i
        for group, members in _made_of(sorted(partners), relations):
            yield of(members, place), of([group], place), True
        if indicator in relations.signed:
            continue
        for group, sums in _groups(sorted(partners), days[i], relations):
            for together in sums:
                yield of(together, place), of([group], place), False
    for parts, whole_of in relations.parts:
        inner = sorted({leaf for part in parts for leaf, _ in relations.leaves[part]})
        outer = [leaf for leaf, _ in relations.leaves[whole_of]]
        # Named by the whole's first leaf, once a slice, whichever leaves of the parts are known.
        places = {(s._replace(indicator=outer[0]), i) for s, i in known if s.indicator in inner}
        for series, i in sorted(places & known):
            wholes = [(series._replace(indicator=leaf), i) for leaf in outer]
            cells_of = [(series._replace(indicator=leaf), i) for leaf in inner]
            if all(cell in known for cell in wholes):
                yield [cell for cell in cells_of if cell in known], wholes, False


def _made_of(partners: list[str], relations: Relations) -> Iterator[tuple[str, list[str]]]:
    """Groups that are made of named areas, all of them among the partners."""
    for partner in partners:
        declared = relations.areas.get(partner)
        if declared and declared.sum_of and set(declared.sum_of) <= set(partners):
            yield partner, list(declared.sum_of)


def _groups(
    partners: list[str], day: int, relations: Relations
) -> Iterator[tuple[str, list[list[str]]]]:
    """Each group among the partners, with the members that add up to at most the group."""
    named = {a for one, others in relations.outside.items() for a in (one, *others)}
    members: dict[str, list[str]] = defaultdict(list)
    for partner in partners:
        for group, start, stop in relations.inside.get(partner, ()):
            if group in partners and start <= day < stop and partner not in members[group]:
                members[group].append(partner)
    for group in sorted(members):
        single = [m for m in members[group] if m in relations.countries]
        others = [m for m in members[group] if m not in relations.countries]
        declared = [*single, *(m for m in others if m in named)]
        sums = [_beside(m, declared, day, relations) for m in others]
        yield group, ([single] if single else []) + sums


def _beside(area: str, others: list[str], day: int, relations: Relations) -> list[str]:
    """An area with others of its group that overlap neither it nor one another."""
    together = [area]
    for other in others:
        if other != area and all(apart(other, a, relations, day) for a in together):
            together.append(other)
    return together


def connected(
    statements: tuple[Statement, ...], relations: Relations
) -> list[tuple[Statement, ...]]:
    """The statements split into groups that share no unknown. Order within a group is kept."""
    families: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    kin = relations.kin()
    for n, statement in enumerate(statements):
        series = statement.part[0].series
        families[series.reporter, series.unit, kin[series.indicator]].append(n)
    groups: list[tuple[Statement, ...]] = []
    for members in families.values():
        groups.extend(_split([statements[n] for n in members], relations))
    return groups


def _split(statements: list[Statement], relations: Relations) -> list[tuple[Statement, ...]]:
    if len(statements) == 1:
        return [tuple(statements)]
    days = cuts((w for s in statements for w in s.windows), relations)
    joined = Joined()
    known: set[Cell] = set()
    for n, statement in enumerate(statements):
        for window in statement.windows:
            for i in cells(window, days):
                known.add((window.series, i))
                joined.join(n, (window.series, i))
    known = completed(known, days, relations)
    for parts, whole, _ in links(known, days, relations):
        together = parts + whole
        for cell in together[1:]:
            joined.join(together[0], cell)
    for one, other in _compared(statements, known, days, relations):
        joined.join(one, other)
    groups: dict[object, list[Statement]] = defaultdict(list)
    for n, statement in enumerate(statements):
        groups[joined.root(n)].append(statement)
    return [tuple(group) for group in groups.values()]


def _compared(
    statements: list[Statement], known: set[Cell], days: list[int], relations: Relations
) -> Iterator[tuple[Cell, Cell]]:
    """Cells that no statement joins, but of which something can be deduced together.

    The parts of a sum, the halves of a year, two years with a growth between them, a part and the
    whole of a share.
    """
    spans = {w for s in statements for w in s.windows}
    measured = [relations.indicators[i] for i in sorted(relations.indicators)]
    growing = {
        x for i in measured if KINDS[i.kind].tested == "growth" for x, _ in relations.leaves[i.of]
    }
    shared = {(x, i.whole) for i in measured if i.whole for x, _ in relations.leaves[i.of]}
    sums = [parts for parts in relations.leaves.values() if len(parts) > 1]
    for window in sorted(spans):
        for parts in sums:
            alike = [
                window._replace(series=window.series._replace(indicator=x), times=1)
                for x, _ in parts
            ]
            if window == alike[0] and spans.issuperset(alike):
                i = cells(window, days)[0]
                yield from (((window.series, i), (other.series, i)) for other in alike[1:])
        here = (window.series, cells(window, days)[0])
        if window.series.indicator in growing and (before := year_before(window)) in spans:
            yield here, (window.series, cells(before, days)[0])
        year = whole_year(window)
        if year.start in days and year.stop in days:
            inside = [(window.series, i) for i in cells(year, days)]
            if known.issuperset(inside):
                yield from ((here, cell) for cell in inside)
    for series, i in sorted(known):
        for indicator, whole in shared:
            total = (series._replace(partner=whole), i)
            if series.indicator == indicator and total in known:
                yield (series, i), total
