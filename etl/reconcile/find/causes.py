"""What would explain conflicts: hypotheses about one figure, or all of one headline.

A cause is only told where the figure, read in another way, fits with all that is believed beside
it, and conflicts that it is a member of are gone. The document may simply be wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType
from typing import Final, NamedTuple

from etl.core.model import Figure
from etl.reconcile.find.hypotheses import Hypothesis
from etl.reconcile.find.inquiry import Inquiry, members
from etl.reconcile.findings import Cause, Conflict
from etl.reconcile.model.joined import Joined
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.solve.simplex import Undecided

EACH: Final = 60
"""Hypotheses that are tried about conflicts that share figures."""

SMALL: Final = 12
"""Figures that share conflicts up to which every hypothesis is tried."""

FEWEST: Final = 12
"""Hypotheses that are tried about each suspect, while there is room: all but slips in digits."""

ALL: Final = 1_200
"""Hypotheses that are tried in all; where more are possible, the file has another trouble."""

TOGETHER: Final = 3
"""Figures of one source that one area has to explain together where nothing else is known of it:
of one or two it would explain too much."""


class Causes(NamedTuple):
    """Causes, those that mend most first; and how many hypotheses were not tried."""

    causes: tuple[Cause, ...]
    not_tried: int


def find(
    suspects: frozenset[str],
    conflicts: tuple[Conflict, ...],
    statements: tuple[Statement, ...],
    declared: Relations,
    earlier: Mapping[str, Sequence[Figure]] = MappingProxyType({}),
) -> Causes:
    """What would explain the conflicts, figure by figure, the suspects first.

    Another figure is only asked about a conflict that no suspect explains, and only where it is
    official or no suspect takes part. suspects: figures.
    earlier: of an official figure, what its table said before it was revised.
    """
    inquiry = Inquiry(suspects, conflicts, statements, declared, earlier)
    official = {s.figure.id for s in statements if s.official}
    asked: dict[str, list[Hypothesis]] = {}
    single: list[Cause] = []
    not_tried, left = 0, ALL
    for together in _together(conflicts):
        is_small = len({f for c in together for f in members(c)}) <= SMALL
        room = left if is_small else min(EACH, left)
        among = suspects.intersection(f for c in together for f in members(c))
        share = room // max(1, len(among))  # so that no suspect takes the room of the others
        explained: set[str] = set()
        figures = _in_order(together, suspects)
        for n, figure in enumerate(figures):
            if n and figures[n - 1] in suspects and figure not in suspects:
                here = {f: asked[f] for f in figures[:n]}
                shared, _ = _of_one_headline(
                    here, [c for c in single if c.figure_id in here], inquiry
                )
                explained.update(c for cause in shared for c in cause.mends)
            own = [c for c in together if c.conflict_id not in explained]
            # Beside a suspect, another reading would accuse the innocent; a table may have a slip.
            is_asked = figure in suspects or any(
                figure in members(c) and (figure in official or suspects.isdisjoint(members(c)))
                for c in own
            )
            hypotheses = (inquiry.hypotheses if is_asked else inquiry.editions)(figure)
            asked[figure] = hypotheses[: min(room, max(share, FEWEST))]
            not_tried += len(hypotheses) - len(asked[figure])
            room, left = room - len(asked[figure]), left - len(asked[figure])
            causes, undecided = inquiry.tested(figure, asked[figure])
            single += causes
            not_tried += undecided
    every, undecided = _of_one_headline(asked, single, inquiry)
    pairs, unanswered = _exchanged(asked, every, inquiry)
    not_tried += undecided + unanswered
    causes = sorted([*every, *pairs], key=lambda c: _most_first(c, inquiry.open_ended))
    return Causes(tuple(causes), not_tried)


def _exchanged(
    asked: dict[str, list[Hypothesis]], known: list[Cause], inquiry: Inquiry
) -> tuple[list[Cause], int]:
    """Suspects of one source that fit if each is what the other is said to be; how many unknown.

    One of them alone would contradict the other. Where a source has exchanged two indicators in
    several periods, it has done so in all of them at once: that is one cause.
    """
    explained = {f for cause in known for f in (cause.figure_id, *cause.also)}
    siblings = {
        (name, h.would_be): h
        for name, hypotheses in asked.items()
        for h in hypotheses
        if h.kind == "indicator" and name in inquiry.suspects - explained
    }
    alike: dict[tuple[str, ...], list[dict[str, Hypothesis]]] = defaultdict(list)
    for one, other in combinations(sorted({name for name, _ in siblings}), 2):
        first, second = inquiry.figure(one), inquiry.figure(other)
        here, there = siblings.get((one, second.indicator)), siblings.get((other, first.indicator))
        if here is not None and there is not None and _are_of_one(first, second):
            names = sorted((first.indicator, second.indicator))
            slip = first.source, first.reporter, first.partner, *names
            alike[slip].append({one: here, other: there})
    causes, undecided = list[Cause](), 0
    for pairs in alike.values():
        every = {name: h for pair in pairs for name, h in pair.items()}
        for read in [every, *pairs] if len(pairs) > 1 else pairs:
            try:
                cause = inquiry.exchanged(read)
            except Undecided:  # what cannot be shown to mend is not told
                undecided += 1
                continue
            causes += [cause] if cause else []
            if cause and read is every:
                break
    return causes, undecided


def _are_of_one(first: Figure, second: Figure) -> bool:
    """Whether two figures of a source are of the same areas, time and unit."""
    same = ((f.source, f.reporter, f.partner, f.period, f.unit) for f in (first, second))
    return len(set(same)) == 1


def _of_one_headline(
    asked: dict[str, list[Hypothesis]], single: list[Cause], inquiry: Inquiry
) -> tuple[list[Cause], int]:
    """The causes, those of several figures of one source as one; how many have no answer.

    Figures that each have a cause are told together where all fit at once. An area of which too
    little is known to explain one of them is tried for all suspects of the source that it concerns.
    """
    alone = {(c.figure_id, c.kind, c.would_be): c for c in single}
    alike: dict[tuple[str, ...], dict[str, Hypothesis]] = defaultdict(dict)
    for figure, hypotheses in asked.items():
        for h in hypotheses:
            has_cause = (figure, h.kind, h.would_be) in alone
            is_open = h.kind == "edition" or (_is_joint(h) and figure in inquiry.suspects)
            if has_cause or is_open:
                alike[inquiry.source(figure), h.kind, *_way(h)][figure] = h
    causes, open_ended, undecided = list(single), list[Cause](), 0
    for read in alike.values():
        known = [c for f, h in read.items() if (c := alone.get((f, h.kind, h.would_be)))]
        is_known = len(known) == len(read)
        is_edition = any(h.kind == "edition" for h in read.values())
        is_area = any(h.kind == "area" for h in read.values())
        if len(read) < (TOGETHER if is_area and not is_known else 2):
            continue
        try:
            cause = inquiry.together(read, pinned=is_known)
        except Undecided:  # what cannot be shown to mend is not told
            undecided += 1
            continue
        if cause and (is_known or is_edition):
            causes = [*(c for c in causes if c not in known), cause]
        elif cause:
            open_ended.append(cause)
    # Of several areas that would do as well as one another, none is told.
    times = Counter(c.figure_id for c in open_ended)
    return causes + [c for c in open_ended if times[c.figure_id] == 1], undecided


def _is_joint(h: Hypothesis) -> bool:
    """Whether a reading may only show itself in several figures of a source.

    Two parts in another currency fit the sum that is stated in it.
    """
    return h.kind == "currency" or (h.kind == "area" and h.figure.partner == h.was)


def _way(h: Hypothesis) -> tuple[str, ...]:
    """How a figure is read: alike for those of one headline, as all at a tenth or all in euros."""
    match h.kind:
        case "scale":
            return (f"{h.figure.point / Decimal(h.was)}",)
        case "digits":
            return (h.figure.id,)  # a slip is one figure's own
        case "edition":
            return ()
        case _:
            return h.was, h.would_be


def _most_first(cause: Cause, open_ended: set[str]) -> tuple[object, ...]:
    """Those that mend most first, of equals those of fewer figures, then the smaller departure.

    Of equals those that others pin down come before those of which little else is known.

    A digit more or less is last: there are so many of them that one often fits.
    """
    was, would_be = (
        sorted(number.strip("-").strip("0.")) for number in (cause.was, cause.would_be)
    )
    is_one_of_many = cause.kind == "digits" and was != would_be
    first = -len(cause.mends), is_one_of_many, cause.cause_id in open_ended, len(cause.also)
    return *first, cause.departure, cause.figure_id, cause.kind, cause.would_be


def _together(conflicts: tuple[Conflict, ...]) -> list[list[Conflict]]:
    """Conflicts that share figures, directly or through others."""
    joined = Joined()
    for n, conflict in enumerate(conflicts):
        for figure in members(conflict):
            joined.join(n, figure)
    sets: dict[object, list[Conflict]] = defaultdict(list)
    for n, conflict in enumerate(conflicts):
        sets[joined.root(n)].append(conflict)
    return list(sets.values())


def _in_order(together: list[Conflict], suspects: frozenset[str]) -> list[str]:
    """The figures: suspects first, then those of most conflicts."""
    count = Counter(m.figure_id for c in together for m in c.members if not m.repeats)
    return sorted(count, key=lambda f: (f not in suspects, -count[f], f))
