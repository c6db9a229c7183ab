"""What may be behind a figure that does not fit: other meanings of its number, not yet tested.

Must not solve anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from etl.core.kinds import KINDS
from etl.core.model import Figure
from etl.reconcile.find.hypotheses import Hypothesis, Stated
from etl.reconcile.find.spans import of_periods
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import (
    MEASURES,
    POINTS,
    Statement,
    Window,
    restated,
    span,
    windows,
)


def of_meaning(
    figure: Figure, statements: tuple[Statement, ...], stated: Stated
) -> Iterator[Hypothesis]:
    """The same number, said of something else."""
    if any(w.series.unit.startswith(POINTS) for s in statements for w in s.part):
        # a ratio by itself is of its own two areas and times of the year
        yield from _points(figure, statements)
        return
    yield from of_periods(figure, statements, stated)
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
