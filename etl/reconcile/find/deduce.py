"""Values that no document states but that several figures pin down together.

Looked for: every indicator over every span of time that the group speaks of, what is left of a
longer span beside a shorter one, whole calendar years, the year before a growth, the total of
a share. Kept: what nobody states and an official table does not give by itself, with two reasons
or more of which one is a statement in prose, and a range as close as that of a figure that is
called supported (implied.SUPPORTED): a wider one mostly repeats that a part is less than its whole.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from etl.core.days import ordinals, whole_years
from etl.core.kinds import KINDS
from etl.core.model import Figure, Indicator, IndicatorKind, Quantity
from etl.reconcile.find.implied import Case, floor, of_windows, pins_down
from etl.reconcile.findings import UNNAMED, Deduced
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import (
    AMOUNT,
    LONGEST_GROWTH,
    MEASURES,
    Series,
    Window,
    span,
    year_before,
)
from etl.reconcile.model.system import System
from etl.reconcile.say import explain, wording

LIMIT: Final = 200
"""Values that are looked for in one group, amounts before growths and shares; each costs a problem
or two of the group's size."""

_REASONS: Final = 2


class Target(NamedTuple):
    """An indicator with a partner in a span of days, whether stated or not."""

    indicator: str
    partner: str
    reporter: str
    unit: str
    start: int
    stop: int


def find(case: Case, believed: frozenset[int]) -> tuple[tuple[Deduced, ...], int]:
    """What the believed statements of a group pin down beyond themselves.

    Also, how many values were not looked for, because of the limit.
    """
    if len(believed) < _REASONS:
        return (), 0
    system = case.system
    stated = {
        (f.indicator, f.partner, f.reporter, s.part[0].series.unit, s.part[0].start, s.part[0].stop)
        for s in system.statements
        for f in (s.figure,)
    }
    tabled = {frozenset(s.part) for s in system.statements if s.official}
    wanted: list[tuple[Target, tuple[Window, ...], tuple[Window, ...]]] = []
    for named in sorted(_targets(system, case.declared) - stated):
        target = Target(*named)
        part, whole = windows_of(target, case.declared)
        if system.terms(part) is None or system.terms(whole) is None:
            continue  # partly no unknown
        if not (_in_table(part, tabled) and (not whole or _in_table(whole, tabled))):
            wanted.append((target, part, whole))  # no mere arithmetic on a table
    wanted.sort(key=lambda what: bool(what[2]))
    values = (_deduced(*what, case, believed) for what in wanted[:LIMIT])
    return tuple(d for d in values if d), max(0, len(wanted) - LIMIT)


def _in_table(amount: tuple[Window, ...], tabled: set[frozenset[Window]]) -> bool:
    """Whether a table has an amount, as one number or by its parts."""
    return frozenset(amount) in tabled or all(frozenset({w}) in tabled for w in amount)


def _deduced(
    target: Target,
    part: tuple[Window, ...],
    whole: tuple[Window, ...],
    case: Case,
    believed: frozenset[int],
) -> Deduced | None:
    declared = case.declared
    indicator = declared.indicators[target.indicator]
    unit = "percent" if whole else target.unit
    measure = MEASURES[KINDS[indicator.kind].tested == "growth", False] if whole else AMOUNT
    implied = of_windows(case, part, whole, believed, measure)
    if implied is None or not pins_down(implied, indicator.kind):
        return None
    reasons = [case.system.statements[n] for n in sorted(implied.reasons)]
    if len(reasons) < _REASONS or all(r.official for r in reasons) or implied.high is None:
        return None
    low = floor(indicator.kind) if implied.low is None else implied.low
    assert low is not None  # both ends are set of what is pinned down
    own = (target.start, target.stop)
    period = next(
        (s.figure.period for s in case.system.statements if span(s.figure.period) == own),
        wording.period_of_days(target.start, target.stop),
    )
    figure = as_figure(target, low, unit, reasons[0].figure, indicator.kind)
    sentence, shown = explain.deduced(figure._replace(period=period), implied, reasons, declared)
    return Deduced(
        indicator=target.indicator,
        reporter=target.reporter,
        partner=target.partner,
        period=period,
        low=low,
        high=implied.high,
        unit=unit,
        measured_in=target.unit or UNNAMED,
        reasons=tuple(r.figure.id for r in reasons),
        sentence=sentence,
        shown_low=shown[0],
        shown_high=shown[1],
    )


def as_figure(
    target: Target, value: Decimal, unit: str, like: Figure, kind: IndicatorKind
) -> Figure:
    """A deduced value in the shape of a figure, to be named in a sentence."""
    return like._replace(
        id="",
        indicator=target.indicator,
        reporter=target.reporter,
        partner=target.partner,
        quantity=Quantity(value, 0, unit),
        value=value,
        unit=unit,
        qualifier="exact",
        kind=kind,
    )


def windows_of(
    target: Target, declared: Relations
) -> tuple[tuple[Window, ...], tuple[Window, ...]]:
    """What a value is, and what it is measured against; nothing for an amount."""
    indicator = declared.indicators[target.indicator]
    leaves = declared.leaves[indicator.of or indicator.id]

    def of(partner: str) -> tuple[Window, ...]:
        return tuple(
            Window(
                Series(target.reporter, partner, leaf, target.unit),
                target.start,
                target.stop,
                times,
            )
            for leaf, times in leaves
        )

    part = of(target.partner)
    if KINDS[indicator.kind].tested == "growth":
        return part, tuple(year_before(w) for w in part)
    return part, of(indicator.whole) if indicator.whole else ()


def _targets(system: System, declared: Relations) -> set[tuple[str, str, str, str, int, int]]:
    """Every indicator over every span that its own amounts are spoken of in the group."""
    spans: dict[Series, set[tuple[int, int]]] = defaultdict(set)
    for statement in system.statements:
        for window in statement.windows:
            spans[window.series].add((window.start, window.stop))
    targets: set[tuple[str, str, str, str, int, int]] = set()
    for indicator in declared.indicators.values():
        if not _is_sought(indicator):
            continue
        for leaf, _ in declared.leaves[indicator.of or indicator.id]:
            for series in [s for s in spans if s.indicator == leaf]:
                times = spans[series]
                if KINDS[indicator.kind].tested == "growth":  # longer ones overlap
                    times = {t for t in times if t[1] - t[0] <= LONGEST_GROWTH}
                if KINDS[declared.indicators[leaf].kind].adds_over_time and not indicator.of:
                    times = times | _rest(times) | _years(times)
                targets.update(
                    (indicator.id, series.partner, series.reporter, series.unit, *time)
                    for time in times
                    if series.partner != indicator.whole
                )
    return targets


def _is_sought(indicator: Indicator) -> bool:
    """Whether it is an amount, a growth, or a share of the same amount with a larger area."""
    kind = KINDS[indicator.kind]
    if kind.whole:
        return bool(indicator.whole) and indicator.side == "partner"
    return kind.is_amount or kind.tested == "growth"


def _rest(spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """What is left of a span before or after the next shorter one with the same end or start."""
    rest = {(a[1], b[1]) for a, b in pairwise(sorted(spans)) if a[0] == b[0]}
    back = sorted((stop, start) for start, stop in spans)
    return rest | {(a[1], b[1]) for a, b in pairwise(back) if a[0] == b[0]}


def _years(spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Whole calendar years that begin and end where some span does."""
    starts = {start for start, _ in spans}
    stops = {stop for _, stop in spans}
    years = {date.fromordinal(start).year for start in starts}
    whole = {ordinals(whole_years(year, year)) for year in years}
    return {(start, stop) for start, stop in whole if start in starts and stop in stops}
