"""What differs by nature: the same flow as both sides have it, the same amount in two currencies.

Neither is a conflict: no relation of the system ties them. Solves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal, localcontext
from itertools import combinations
from typing import Final, NamedTuple

from etl.core.intervals import of_figure
from etl.core.kinds import KINDS
from etl.core.model import Figure
from etl.reconcile.find.limits import LIMITS, told
from etl.reconcile.findings import Unlikely
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import AMOUNT, Statement, span
from etl.reconcile.say import unlikely as say

_HUNDRED: Final = Decimal(100)
_DIGITS: Final = 4  # of percent

Time = tuple[int, int]
Ends = tuple[Decimal, Decimal | None]


class Rate(NamedTuple):
    """What one unit of a currency was worth in another, by an official table."""

    figure: Figure
    low: Decimal
    high: Decimal


def find(
    official: Iterable[Figure], statements: Iterable[Statement], declared: Relations
) -> Iterator[Unlikely]:
    """Mirror figures and other currencies; official: figures of official tables, rates among."""
    amounts = [
        s
        for s in sorted(statements, key=lambda s: (not s.tested, s.figure.id))
        if not s.whole and s.measure == AMOUNT and KINDS[s.figure.kind].is_amount
    ]
    yield from _mirrors(amounts, declared)
    yield from _currencies(amounts, _rates(official, declared), declared)


def _mirrors(amounts: list[Statement], declared: Relations) -> Iterator[Unlikely]:
    """A flow as one side states it beside what the other side states, where both are under test."""
    stated: dict[tuple[str, str, str, str, Time], Statement] = {}
    for s in amounts:
        f = s.figure
        stated.setdefault((f.reporter, f.partner, f.indicator, f.unit, span(f.period)), s)
    for s in amounts:
        f = s.figure
        mirror = declared.indicators[f.indicator].mirror
        other = stated.get((f.partner, f.reporter, mirror, f.unit, span(f.period)))
        if other is None or not (s.tested or other.tested):
            continue
        # Each pair once: told of the side that is under test, or else of the first.
        first = (not other.tested, other.figure.reporter) < (not s.tested, f.reporter)
        mutual = declared.indicators[other.figure.indicator].mirror == f.indicator
        if first and mutual:
            continue
        apart = _apart(of_figure(f), of_figure(other.figure))
        if apart > LIMITS["mirror"].least:
            sentence = say.mirror(s, other, apart, declared)
            yield told("mirror", [f.id, other.figure.id], apart, sentence)


def _rates(official: Iterable[Figure], declared: Relations) -> dict[tuple[str, str, Time], Rate]:
    """By currency, the currency that it is told in, and time: an average for one unit of it."""
    rates: dict[tuple[str, str, Time], Rate] = {}
    for figure in sorted(official, key=lambda f: f.id):
        indicator = declared.indicators[figure.indicator]
        low, high = of_figure(figure)
        if KINDS[indicator.kind].per and not indicator.of and low and high is not None:
            key = indicator.per, figure.unit, span(figure.period)
            rates.setdefault(key, Rate(figure, low, high))
    return rates


def _currencies(
    amounts: list[Statement], rates: dict[tuple[str, str, Time], Rate], declared: Relations
) -> Iterator[Unlikely]:
    """The same amount in two currencies, where there is an official rate for its time."""
    alike: dict[object, dict[str, Statement]] = defaultdict(dict)
    for s in amounts:
        f = s.figure
        alike[f.reporter, f.partner, f.indicator, span(f.period)].setdefault(f.unit, s)
    for units in alike.values():
        for one, other in combinations(units.values(), 2):
            if not (one.tested or other.tested):
                continue
            for s, t in ((one, other), (other, one)):
                rate = rates.get((s.figure.unit, t.figure.unit, span(s.figure.period)))
                if rate is None:
                    continue
                low, high = of_figure(s.figure)
                if low is None:
                    break
                converted = low * rate.low, None if high is None else high * rate.high
                apart = _apart(converted, of_figure(t.figure))
                if apart >= LIMITS["currency"].least:
                    sentence = say.currency(s, t, rate.figure, converted, apart, declared)
                    members = [s.figure.id, t.figure.id, rate.figure.id]
                    yield told("currency", members, apart, sentence)
                break


def _apart(
    one: tuple[Decimal | None, Decimal | None], other: tuple[Decimal | None, Decimal | None]
) -> Decimal:
    """Percent between the nearest ends of two ranges, of the larger of them; 0 in overlap."""
    for (low, _), (_, high) in ((one, other), (other, one)):
        if low is not None and high is not None and low > high:
            percent = (low - high) * _HUNDRED
            with localcontext() as context:
                context.prec, context.rounding = _DIGITS, ROUND_FLOOR
                return percent / low
    return Decimal(0)
