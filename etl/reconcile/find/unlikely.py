"""What is possible but unlikely: amounts far from those beside them (see `limits.LIMITS`).

Numbers are taken as they are stated: who says "more than 7" seldom means a thousand. A figure that
would have to be wrong is told as a conflict and not here. Must not solve anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.core.model import Book
from etl.reconcile.find import different, events, ties
from etl.reconcile.find.limits import (
    BESIDE,
    COUNTS_APART,
    DECADES,
    EARLY_YEARS,
    LIMITS,
    LONGER,
    PERIODS_APART,
    SPANS_ALIKE,
    told,
)
from etl.reconcile.findings import Rule, Unlikely
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import AMOUNT, Statement, facts, span
from etl.reconcile.say import unlikely as say

_DIGITS: Final = 4  # of a quotient
_UPPER: Final = ("less_than", "at_most")
_ORDER: Final = list(LIMITS)


class DatedAmount(NamedTuple):
    """A stated amount, and the days that it covers."""

    statement: Statement
    start: int
    stop: int
    days: int
    least: Decimal
    """What is stated; the lower end of a range, nothing of an upper bound."""
    most: Decimal
    """What is stated; the upper end of a range."""

    def before(self, other: DatedAmount) -> int:
        """Days between the two, 0 where they touch or overlap."""
        return max(0, other.start - self.stop, self.start - other.stop)


def amount_of(statement: Statement) -> DatedAmount:
    """A statement of an amount, as its figure says it."""
    figure = statement.figure
    start, stop = span(figure.period)
    least = Decimal(0) if figure.qualifier in _UPPER else figure.ends[0]
    return DatedAmount(statement, start, stop, stop - start, least, figure.ends[-1])


class Departure(NamedTuple):
    """Amounts that are far from one another, before it is known whether that is told."""

    rule: Rule
    amounts: tuple[DatedAmount, ...]
    """The one that it is told of first."""
    amount: Decimal
    days: int | None
    beside: Decimal
    beside_days: int | None
    times: Decimal

    @property
    def weight(self) -> tuple[bool, Decimal]:
        """What is told of a figure before something else: what holds whatever a bound means."""
        return self.amounts[1].statement.high is not None, self.times


def find(
    book: Book,
    reference: Book | None,
    statements: Iterable[Statement],
    doubted: frozenset[str],
    declared: Relations,
) -> tuple[Unlikely, ...]:
    """Everything unlikely or different by nature, in the order of the rules.

    statements: of both books. doubted: figures that are told as conflicts.
    """
    believed = [s for s in statements if s.figure.id not in doubted]
    every = [_told(d, declared) for d in _amounts(believed)]
    every += ties.find(book, reference, declared)
    every += events.find(book)
    official = [f for f in facts(book, reference) if f.id in (reference or book).figures]
    every += different.find(official, believed, declared)
    return tuple(sorted(every, key=lambda u: (_ORDER.index(u.rule), -u.measured, u.members)))


def _amounts(statements: list[Statement]) -> Iterator[Departure]:
    """The furthest departure that each figure is told of, by the first rule that tells it."""
    series: dict[tuple[str, ...], dict[object, DatedAmount]] = defaultdict(dict)
    for s in sorted(statements, key=lambda s: (not s.tested, s.figure.id)):
        f = s.figure
        if s.whole or s.measure != AMOUNT or not KINDS[f.kind].is_amount or f.ends[0] <= 0:
            continue
        amount = amount_of(s)
        said = amount.start, amount.stop, f.ends, f.qualifier  # the same again is told once
        series[f.reporter, f.partner, f.indicator, f.unit].setdefault(said, amount)
    for every in series.values():
        yield from _furthest(list(every.values()))


def _furthest(amounts: list[DatedAmount]) -> Iterator[Departure]:
    in_time = sorted(amounts, key=lambda a: (a.start, a.stop, a.statement.figure.id))
    is_level = KINDS[in_time[0].statement.figure.kind].tested == "level"
    rules = (_counts, _neighbours) if is_level else (_neighbours, _paces, _remainders)
    claimed: set[str] = set()
    for rule in rules:
        best: dict[str, Departure] = {}
        for departure in rule(in_time):
            figures = [a.statement.figure.id for a in departure.amounts]
            if departure.times < LIMITS[departure.rule].least or figures[0] in claimed:
                continue
            if not any(a.statement.tested for a in departure.amounts):
                continue
            known = best.get(figures[0])
            if known is None or departure.weight > known.weight:
                best[figures[0]] = departure
        yield from best.values()
        claimed.update(best)


def _neighbours(in_time: list[DatedAmount]) -> Iterator[Departure]:
    """Jumps between one amount and the next of the same length; up and down again are one."""
    for alike in _of_one_length(in_time):
        jumps = [_jump(a, b) for a, b in pairwise(alike)]
        at = 0
        while at < len(jumps):
            here, after = jumps[at], jumps[at + 1] if at + 1 < len(jumps) else None
            at += 1
            if here is None:
                continue
            one, middle = alike[at - 1], alike[at]
            if after is None or (here.amounts[0] is middle) != (after.amounts[0] is middle):
                yield here
                continue
            at += 1  # the second jump is told with the first
            lesser = min(here, after, key=lambda jump: jump.times)
            if lesser.amounts[0] is not middle:
                lesser = lesser._replace(amount=lesser.beside, beside=lesser.amount)
            yield lesser._replace(amounts=(middle, one, alike[at]))


def _of_one_length(in_time: list[DatedAmount]) -> list[list[DatedAmount]]:
    """The amounts by the length of their time, one for each time, in its order."""
    classes: list[list[DatedAmount]] = []
    for amount in sorted(in_time, key=lambda a: a.days):
        if not classes or amount.days > classes[-1][0].days * (1 + SPANS_ALIKE):
            classes.append([])
        classes[-1].append(amount)
    return [
        list({(a.start, a.stop): a for a in sorted(alike, key=lambda a: a.start)}.values())
        for alike in classes
    ]


def _jump(one: DatedAmount, other: DatedAmount) -> Departure | None:
    """The larger of two beside the smaller, where both speak of nearly the same time."""
    length = max(one.days, BESIDE) if one.days == 1 else one.days
    if other.start - one.start > length * PERIODS_APART + BESIDE // 2:
        return None
    large, small = (one, other) if one.least > other.most else (other, one)
    if large.least < small.most * LIMITS["neighbours"].least:
        return None
    times = _quotient(large.least, small.most)
    return Departure("neighbours", (large, small), large.least, None, small.most, None, times)


def _paces(in_time: list[DatedAmount]) -> Iterator[Departure]:
    """An amount beside what a longer time around or beside it holds in as many days.

    The slowest are asked first, and no further than the limit: paces are mostly alike.
    """
    least = LIMITS["pace"].least
    slow = sorted((Fraction(a.most) / a.days, n) for n, a in enumerate(in_time))
    for short in in_time:
        most = Fraction(short.least) / short.days / Fraction(least)
        for n in sorted(n for _, n in slow[: bisect_right(slow, (most, len(slow)))]):
            long = in_time[n]
            if short.days * LONGER > long.days or short.before(long) > BESIDE:
                continue
            times = _quotient(short.least * long.days, long.most * short.days)
            yield Departure(
                *("pace", (short, long)), short.least, short.days, long.most, long.days, times
            )


def _remainders(in_time: list[DatedAmount]) -> Iterator[Departure]:
    """What the days that only one of two overlapping times covers would have to hold.

    Exact, with what both can mean; where the second has no upper end, if it is what it says. Told
    is what reaches a limit; days, which are quick to compare, are looked at first.
    """
    ends = [(a.start, a.stop, a.days, a.statement.high or a.most) for a in in_time]
    for one in in_time:
        start, stop, days = one.start, one.stop, one.days
        low = one.statement.low or Decimal(0)
        for n, (begun, ended, length, most) in enumerate(ends):
            if begun >= stop:
                break  # in the order of time: nothing further overlaps
            if ended <= start or length * LONGER < days or most >= low:
                continue
            alone = days - min(stop, ended) + max(start, begun)
            if alone <= 0:
                continue
            is_early = (
                start < begun and stop <= ended and alone >= EARLY_YEARS and length >= DECADES
            )
            rule: Rule = "early" if is_early else "remainder"
            rest = low - most
            if rest * length < LIMITS[rule].least * most * alone:
                continue
            times = _quotient(rest * length, most * alone)
            yield Departure(rule, (one, in_time[n]), rest, alone, most, length, times)


def _counts(in_time: list[DatedAmount]) -> Iterator[Departure]:
    """Two counts that follow one another within a quarter of a year."""
    for one, other in pairwise(in_time):
        large, small = (one, other) if one.least > other.most else (other, one)
        if other.start - one.start > COUNTS_APART or large.least <= small.most:
            continue
        times = _quotient(large.least, small.most)
        yield Departure("count", (large, small), large.least, None, small.most, None, times)


def _told(departure: Departure, declared: Relations) -> Unlikely:
    statements = [a.statement for a in departure.amounts]
    gap = abs(departure.amounts[0].start - departure.amounts[1].start)
    numbers = say.Numbers(departure.amount, departure.days, departure.times, gap)
    return told(
        departure.rule,
        [s.figure.id for s in statements],
        departure.times,
        say.amounts(departure.rule, statements, numbers, declared),
    )._replace(
        amount=departure.amount,
        days=departure.days,
        beside=departure.beside,
        beside_days=departure.beside_days,
    )


def _quotient(one: Decimal, other: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec, context.rounding = _DIGITS, ROUND_FLOOR
        return one / other
