"""What is wrong with the times of one figure: its period, its base, its status and its retraction.

Must not know where the figure stands in the file, or compare it with others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import Figure, Indicator, Period, Source
from etl.core.problems import Refused, quoted

_PLANS: Final = ("forecast", "target")


def period_problems(
    figure: Figure, indicator: Indicator, source: Source, on_a_day: bool
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with the times of a figure, with the key that says it.

    on_a_day: whether its numbers are counted on a day, as a stock is, and a share of one.
    """
    kind = KINDS[indicator.kind]
    if on_a_day and not kind.against and figure.period.coverage != "point":
        yield "period", Refused("stock-day", f"{quoted(figure.period.text)} is no day")
    if figure.period.is_open and not kind.adds_over_time:
        fault = f"{quoted(figure.period.text)} for {kind.noun}"
        yield "period", Refused("period-open", fault)
    if refused := _future(figure, source):
        yield "period", refused
    if refused := _base(figure, kind.base == "must", on_a_day):
        yield ("base" if figure.base else "period"), refused
    yield from _reasons(figure)
    if figure.retracted and figure.retracted < source.published:
        fault = f"taken back on {figure.retracted}, published {source.published_as}"
        yield (
            "retracted",
            Refused("period-order", fault, "allowed is the day of publication or later"),
        )


def _future(figure: Figure, source: Source) -> Refused | None:
    """A fact of tomorrow, unless its words print the end of a window that has begun."""
    period, published = figure.period, source.published
    if period.end <= published or figure.status in _PLANS:
        return None
    if figure.period_as_stated and period.start <= published:
        return None
    return Refused(
        "period-future",
        f"the period ends {period.end}, published {source.published_as}",
        "a statement may cover no day after its publication, unless its status is forecast or"
        " target, or period_as_stated has the words that print its end",
    )


def _base(figure: Figure, must: bool, on_a_day: bool) -> Refused | None:
    """A base where none can be, or none where one must be, or one of another length."""
    kind, base, period = KINDS[figure.kind], figure.base, figure.period
    if base is None:
        fault = f"{kind.noun} without base"
        return Refused("base", fault, "write base: the period that is 100") if must else None
    if not kind.against:
        allowed = "only what compares two periods has a base: a growth, a multiple, a change, ..."
        return Refused("base", f"base for {kind.noun}", allowed)
    if base.is_open or base.start > period.start or base.end > period.end:
        return Refused("base", f"the base {base.text} is later than {period.text}")
    if not must and not on_a_day and not _alike(base, period):
        fault = f"the base {base.text} is not as long as {period.text}"
        return Refused("base", fault, "write base: the same span of the year compared with")
    return None


def _alike(one: Period, other: Period) -> bool:
    """Whether two spans are as long as each other, but for leap days."""
    lengths = [(period.end - period.start).days for period in (one, other)]
    return abs(lengths[0] - lengths[1]) <= 1 + one.end.year - one.start.year


def _reasons(figure: Figure) -> Iterator[tuple[str, Refused]]:
    """What is inferred or taken back, and only that, says why."""
    inferred = figure.period_basis == "inferred"
    if inferred and not figure.period_reason:
        yield "period_basis", Refused("reason", "the period is inferred without period_reason")
    elif figure.period_reason and not inferred:
        yield "period_reason", Refused("reason", "period_reason without period_basis: inferred")
    if figure.retracted and not figure.retracted_reason:
        yield "retracted", Refused("reason", "retracted without retracted_reason")
    elif figure.retracted_reason and not figure.retracted:
        yield "retracted_reason", Refused("reason", "retracted_reason without retracted: a day")
