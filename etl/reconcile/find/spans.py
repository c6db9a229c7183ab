"""Other periods that a figure may be of, not yet tested: of its source, or as a sum of several.

Must not solve anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reconcile.find.hypotheses import Hypothesis, Stated
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import (
    Statement,
    Window,
    of_amount,
    span,
    whole_year,
    year_before,
)
from etl.reconcile.say.wording import period_of_days

_UNEVEN: Final = 3
"""Days that years, quarters or months are longer than one another at most."""

_TWO: Final = 2

_OF_THEIR_TIME: Final = ("difference", "mean")
"""What means other amounts, not only another time, when its period is another."""


def of_periods(
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
    each = {span(p): p for p in sorted(periods) if span(p) != span(figure.period)}
    nearest = sorted(each.values(), key=lambda p: (abs(p.start.toordinal() - at), p))
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
