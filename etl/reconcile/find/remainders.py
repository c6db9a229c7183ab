"""What is left of a long window when shorter ones leave no other room.

"Over 15 in thirty years" beside "about 6" and "up to 7.6" in parts of them: the years that only
the first speaks of must hold the rest. Such a range has a lower end only, so it is no deduced
value. Told are spans at the start or the end of the window of a "more than" or "at least", where
that figure and a limit force at least LEAST of its value; of several spans that must hold the
same, the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from etl.core.kinds import KINDS
from etl.reconcile.find.deduce import Target, as_figure
from etl.reconcile.find.implied import Case, of_windows
from etl.reconcile.findings import Deduced, Remainder
from etl.reconcile.model.statements import AMOUNT, Statement
from etl.reconcile.say import explain, wording

LEAST: Final = Decimal("0.01")
"""Smallest share of the longer statement that is worth telling."""

LIMIT: Final = 100
"""Spans that are tried in one group, for each long window those cut nearest to its ends first."""

_BEYOND: Final = ("more_than", "at_least")

Span = tuple[int, int]


def find(
    case: Case, believed: frozenset[int], deduced: tuple[Deduced, ...]
) -> tuple[tuple[Remainder, ...], int]:
    """Remainders of a group, one a span, and how many spans were not tried.

    deduced: what is told already.
    """
    known = {_key(d) for d in deduced}
    told: dict[tuple[str, ...], Remainder] = {}
    tries = _Tries(LIMIT)
    for remainder in _all(case, believed, tries):  # a span has the same range, whoever forces it
        if (key := _key(remainder)) not in known:
            told.setdefault(key, remainder)
    return tuple(told.values()), tries.refused


class _Tries:
    """Counts what is tried up to a limit, and what is refused beyond it."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self.refused = 0

    def take(self, spans: list[Span]) -> list[Span]:
        """As many of the spans as may still be tried."""
        taken = spans[: self._left]
        self._left -= len(taken)
        self.refused += len(spans) - len(taken)
        return taken


def _key(item: Deduced | Remainder) -> tuple[str, ...]:
    return item.indicator, item.reporter, item.partner, item.period.text, item.unit


def _all(case: Case, believed: frozenset[int], tries: _Tries) -> Iterator[Remainder]:
    """Remainders of every long window, the shortest first."""
    amounts = [n for n in sorted(believed) if not case.system.statements[n].whole]
    for n in amounts:
        long = case.system.statements[n]
        if not KINDS[case.kind(long)].adds_over_time or len({w.times for w in long.part}) > 1:
            continue
        if long.official or long.figure.qualifier not in _BEYOND:
            continue
        others = [case.system.statements[m] for m in amounts if m != n]
        for spans in _spans(long, others):
            least = (long.low or Decimal(0)) * LEAST
            for span in tries.take(spans):
                remainder = _remainder(case, n, span, least, believed)
                if remainder:
                    least = remainder.low
                    yield remainder


def _spans(long: Statement, others: list[Statement]) -> tuple[list[Span], list[Span]]:
    """Spans at the start and at the end of a window, cut where others begin or end, growing."""
    start, stop = long.part[0].start, long.part[0].stop
    series = {w.series for w in long.part}
    windows = [w for s in others for w in s.part if w.series in series]
    stated = {(s.part[0].start, s.part[0].stop) for s in others if set(s.part) <= set(windows)}
    first = sorted({(start, w.start) for w in windows if start < w.start < stop} - stated)
    last = sorted({(w.stop, stop) for w in windows if start < w.stop < stop} - stated, reverse=True)
    return first, last


def _remainder(
    case: Case, n: int, span: Span, least: Decimal, believed: frozenset[int]
) -> Remainder | None:
    long = case.system.statements[n]
    part = tuple(w._replace(start=span[0], stop=span[1]) for w in long.part)
    implied = of_windows(case, part, (), believed, AMOUNT)
    if implied is None or implied.low is None or implied.low <= least:
        return None
    limits = [case.system.statements[m] for m in implied.low_reasons - {n}]
    if n not in implied.low_reasons or not any(s.high is not None for s in limits):
        return None
    reasons = [long, *sorted(limits, key=lambda s: (s.part[0].start, s.figure.id))]
    figure, unit = long.figure, part[0].series.unit
    target = Target(figure.indicator, figure.partner, figure.reporter, unit, *span)
    period = wording.period_of_days(*span)
    named = as_figure(target, implied.low, unit, figure, figure.kind)._replace(period=period)
    return Remainder(
        indicator=figure.indicator,
        reporter=figure.reporter,
        partner=figure.partner,
        period=period,
        low=implied.low,
        unit=unit,
        reasons=tuple(r.figure.id for r in reasons),
        sentence=explain.remainder(named, reasons, case.declared),
    )
