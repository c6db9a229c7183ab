"""What may be behind a figure that does not fit: other meanings of its number, not yet tested.

Must not solve anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reconcile.findings import CauseKind
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import (
    MEASURES,
    POINTS,
    Statement,
    Window,
    of_amount,
    restated,
    span,
    whole_year,
    windows,
    year_before,
)
from etl.reconcile.say.wording import period_of_days

_UNEVEN: Final = 3
"""Days that years, quarters or months are longer than one another at most."""

_TWO: Final = 2

_OF_THEIR_TIME: Final = ("difference", "mean")
"""What means other amounts, not only another time, when its period is another."""


class Hypothesis(NamedTuple):
    """One figure, read in another way."""

    kind: CauseKind
    was: str
    would_be: str
    figure: Figure
    """The figure as it would be."""
    moved: tuple[Statement, ...]
    """Its statements as they would be."""
    departure: Decimal
    """How far its number moves, relative to the larger; 0 where it stays as it is printed."""


class Stated:
    """Statements by what they speak of, to ask what is stated beside a figure."""

    def __init__(self, statements: Iterable[Statement], declared: Relations) -> None:
        self.declared = declared
        self._by_source: dict[str, list[Statement]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        self._around: dict[str, set[str]] = defaultdict(set)
        for area, memberships in declared.inside.items():
            for membership in memberships:
                self._around[area].add(membership.group)
                self._around[membership.group].add(area)
        for s in statements:
            self._by_source[s.figure.source].append(s)
            for place in {(w.series.partner, w.series.unit) for w in s.windows}:
                self._by_place[place].append(s)

    def of_source(self, source: str) -> list[Statement]:
        """What a source states."""
        return self._by_source[source]

    def of_place(self, partner: str, unit: str) -> list[Statement]:
        """What is stated of a partner, in a unit."""
        return self._by_place.get((partner, unit), [])

    def during(self, partner: str, unit: str, around: Iterable[Window]) -> list[Statement]:
        """What is stated of a partner, in a unit, at the time of some windows."""
        spans = {(w.start, w.stop) for w in around}
        return [
            s
            for s in self._by_place.get((partner, unit), ())
            if any(w.start < stop and start < w.stop for w in s.windows for start, stop in spans)
        ]

    def beside(self, moved: Iterable[Statement], most: int) -> list[Statement]:
        """What can bear on some statements, as many as there may be at most.

        That of their own partners first, then of areas that contain them or lie in them.
        """
        of = [w for s in moved for w in s.windows]
        own = sorted({(w.series.partner, w.series.unit) for w in of})
        wider = [(a, unit) for partner, unit in own for a in sorted(self._around[partner])]
        nearby: dict[int, Statement] = {}
        for partner, unit in (*own, *wider):
            for s in self.during(partner, unit, of):
                if len(nearby) < most:
                    nearby.setdefault(id(s), s)
        return list(nearby.values())

    def units(self, window: Window) -> set[str]:
        """In which units an amount of the same time is stated."""
        partner = window.series.partner
        return {
            unit
            for place, unit in list(self._by_place)
            if place == partner and self.says(window, partner, unit)
        }

    def says(self, window: Window, partner: str, unit: str) -> bool:
        """Whether such an amount, of another partner or in another unit, is stated."""
        series = window.series._replace(partner=partner, unit=unit)
        return any(
            w.series == series and w.start < window.stop and window.start < w.stop
            for s in self.during(partner, unit, [window])
            for w in s.windows
        )


def of_meaning(
    figure: Figure, statements: tuple[Statement, ...], stated: Stated
) -> Iterator[Hypothesis]:
    """The same number, said of something else."""
    if any(w.series.unit.startswith(POINTS) for s in statements for w in s.part):
        # a ratio by itself is of its own two areas and times of the year
        yield from _points(figure, statements)
        return
    yield from _periods(figure, statements, stated)
    yield from _areas(figure, statements, stated)
    if all(not s.whole for s in statements):
        yield from _currencies(figure, statements, stated)
        yield from _siblings(figure, statements, stated.declared)


def _points(figure: Figure, statements: tuple[Statement, ...]) -> Iterator[Hypothesis]:
    """A change in points as one in per cent: a share that rises by a fifth of itself."""
    if KINDS[figure.kind].tested != "difference":
        return
    moved = tuple(
        restated(
            s._replace(
                part=tuple(w for w in s.part if w.times > 0),
                whole=tuple(w._replace(times=-w.times) for w in s.part if w.times < 0),
                measure=MEASURES[True, False],
            ),
            figure,
        )
        for s in statements
    )
    yield Hypothesis("points", "points", "percent", figure, moved, Decimal(0))


def _periods(
    figure: Figure, statements: tuple[Statement, ...], stated: Stated
) -> Iterator[Hypothesis]:
    """Other periods for which the same source states what it is measured on.

    Several years only for an amount within one: what is said of a year may be a sum over many.
    """
    if figure.base is not None:
        return
    series = {w.series for s in statements for w in s.part}
    spans = ["full_year", "part_year"]
    adds_up = KINDS[figure.kind].adds_over_time and KINDS[figure.kind].is_amount
    is_sum = adds_up and figure.period.coverage in spans
    if is_sum:
        spans.append("multi_year")
    periods = {
        s.figure.period
        for s in stated.of_source(figure.source)
        if s.figure.period.coverage in spans and any(w.series in series for w in s.part)
    }
    if is_sum:
        periods |= _sums_over(figure, statements, stated)
    at = figure.period.start.toordinal()
    nearest = sorted(periods - {figure.period}, key=lambda p: (abs(p.start.toordinal() - at), p))
    for period in nearest:
        other = figure._replace(period=period)
        if moved := _moved(statements, other, stated.declared):
            yield Hypothesis("period", figure.period.text, period.text, other, moved, Decimal(0))


def _sums_over(figure: Figure, statements: tuple[Statement, ...], stated: Stated) -> set[Period]:
    """Longer periods that a sum may be of: what is said of a year may run on from before it.

    Those that anybody names of the same amounts, that its source names of anything else, and those
    that are stated piece by piece: several years, or a year up to the end of a part of it.
    """
    start, stop = span(figure.period)
    series = {w.series for s in statements for w in s.part}
    named = {
        s.figure.period
        for w in series
        for s in stated.during(w.partner, w.unit, statements[0].part)
        if any(p.series in series for p in s.part)
    }
    named |= {s.figure.period for s in stated.of_source(figure.source)}
    longer = {p for p in named if p != figure.period and _holds(p, start, stop)}
    return longer | _piece_by_piece(statements[0].part, stated)


def _holds(period: Period, start: int, stop: int) -> bool:
    first, end = span(period)
    return first <= start and stop <= end


def _piece_by_piece(part: tuple[Window, ...], stated: Stated) -> set[Period]:
    """Periods that end with some windows, of which every piece before them is stated as well.

    From the start of the year on, or three pieces at least: two often make a third by chance.
    """
    first = part[0]
    length = first.stop - first.start
    starts = {
        w.stop: w.start
        for s in stated.of_place(first.series.partner, first.series.unit)
        if not s.whole
        for w in s.part
        if w.series == first.series
        and w.stop <= first.start
        and w.stop - w.start <= length + _UNEVEN
    }
    longer, at, pieces = set[Period](), first.start, 1
    while at in starts:
        at, pieces = starts[at], pieces + 1
        if pieces > _TWO or at == whole_year(first).start:
            longer.add(period_of_days(at, first.stop))
    return longer


def _moved(
    statements: tuple[Statement, ...], other: Figure, declared: Relations
) -> tuple[Statement, ...]:
    """Statements with another period; none where that cannot be."""
    if KINDS[other.kind].tested in _OF_THEIR_TIME:
        anew = of_amount(other, declared, official=statements[0].official)
        if isinstance(anew, str):
            return ()
        beside = zip(statements, anew, strict=True)
        return tuple(m._replace(tested=s.tested, voice=s.voice) for s, m in beside)
    return tuple(_at(s, other.period, declared)._replace(figure=other) for s in statements)


def _at(statement: Statement, period: Period, declared: Relations) -> Statement:
    start, stop = span(period)
    part = tuple(w._replace(start=start, stop=stop) for w in statement.part)
    if KINDS[declared.indicators[statement.figure.indicator].kind].tested == "growth":
        whole = tuple(year_before(w) for w in part)
    else:
        whole = tuple(w._replace(start=start, stop=stop) for w in statement.whole)
    return statement._replace(part=part, whole=whole)


def _areas(
    figure: Figure, statements: tuple[Statement, ...], stated: Stated
) -> Iterator[Hypothesis]:
    """A group with one that is not its member at the time, or without one that is.

    Of a member something has to be stated; of another it need not: then only several figures
    together can show that it fits (see `causes.TOGETHER`).
    """
    yield from _other_areas(figure, statements, stated)
    group, declared = figure.partner, stated.declared
    start, stop = span(figure.period)
    for area in sorted(declared.areas):
        links = [m for m in declared.inside.get(area, ()) if m.group == group]
        never = group in declared.groups and group in declared.outside.get(area, ())
        if not links and not never:
            continue
        holds = any(m.start <= start and stop <= m.stop for m in links)
        theirs = [w for s in statements for w in s.part if w.series.partner == group]
        is_stated = all(stated.says(w, area, w.series.unit) for w in theirs)
        if not theirs or (holds and not is_stated):
            continue
        times = -1 if holds else 1
        moved = tuple(
            s._replace(
                part=_with(s.part, group, area, times), whole=_with(s.whole, group, area, times)
            )
            for s in statements
        )
        would_be = f"{group} {'-' if holds else '+'} {area}"
        yield Hypothesis("area", group, would_be, figure, moved, Decimal(0))


def _other_areas(
    figure: Figure, statements: tuple[Statement, ...], stated: Stated
) -> Iterator[Hypothesis]:
    """A group that the partner lies in, or another partner that its source speaks of."""
    declared, own = stated.declared, figure.partner
    start, stop = span(figure.period)
    groups = {m.group for m in declared.inside.get(own, ()) if m.start < stop and start < m.stop}
    spoken = {s.figure.partner for s in stated.of_source(figure.source)}
    for area in sorted((groups | spoken) - {own}):
        theirs = [w for s in statements for w in s.part if w.series.partner == own]
        is_whole = any(w.series.partner == area for s in statements for w in s.whole)
        if is_whole or not all(stated.says(w, area, w.series.unit) for w in theirs):
            continue
        other = figure._replace(partner=area)
        moved = tuple(
            s._replace(figure=other, part=_of(s.part, own, area), whole=_of(s.whole, own, area))
            for s in statements
        )
        yield Hypothesis("area", own, area, other, moved, Decimal(0))


def _of(part: tuple[Window, ...], own: str, area: str) -> tuple[Window, ...]:
    return tuple(
        w._replace(series=w.series._replace(partner=area)) if w.series.partner == own else w
        for w in part
    )


def _with(part: tuple[Window, ...], group: str, area: str, times: int) -> tuple[Window, ...]:
    more = (
        w._replace(series=w.series._replace(partner=area), times=times * w.times)
        for w in part
        if w.series.partner == group
    )
    return (*part, *more)


def _currencies(
    figure: Figure, statements: tuple[Statement, ...], stated: Stated
) -> Iterator[Hypothesis]:
    if stated.declared.indicators[figure.indicator].unit != "currency":
        return
    every = [stated.units(w) for s in statements for w in s.part]
    for unit in sorted(set.union(*every) - {figure.unit}):
        other = figure._replace(unit=unit, quantity=figure.quantity._replace(unit=unit))
        moved = tuple(
            s._replace(
                figure=other,
                part=tuple(w._replace(series=w.series._replace(unit=unit)) for w in s.part),
            )
            for s in statements
        )
        yield Hypothesis("currency", figure.unit, unit, other, moved, Decimal(0))


def _siblings(
    figure: Figure, statements: tuple[Statement, ...], declared: Relations
) -> Iterator[Hypothesis]:
    """The other parts of a sum that its indicator is part of; what is net of it, or gross."""
    siblings: set[str] = set()
    for parent in declared.indicators.values():
        if figure.indicator in parent.sum_of:
            siblings.update(parent.sum_of, [parent.id] if parent.minus else [])
        elif figure.indicator == parent.id and parent.minus:
            siblings.update(parent.sum_of)
    for name in sorted(siblings - {figure.indicator}):
        other = figure._replace(indicator=name, kind=declared.indicators[name].kind)
        part = windows(other, name, figure.partner, figure.unit, declared)
        moved = tuple(s._replace(figure=other, part=part) for s in statements)
        yield Hypothesis("indicator", figure.indicator, name, other, moved, Decimal(0))
