"""What is unlikely or different by nature, in plain words.

Must not decide anything about figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from etl.core import days
from etl.core.model import Event, Figure
from etl.reconcile.findings import Rule
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene
from etl.words import speech


class Numbers(NamedTuple):
    """What a sentence needs beside the statements."""

    amount: Decimal
    """What the first of them says, or has to hold alone; base units."""
    days: int | None
    """How many days the amount has."""
    times: Decimal
    gap: int
    """Days between the starts of the first two."""


def amounts(
    rule: Rule, statements: Sequence[Statement], numbers: Numbers, relations: Relations
) -> str:
    """An amount far from those beside it; the statement that it is told of first."""
    scene = Scene([s.figure for s in statements], relations)
    first, *others = statements
    times = _times(numbers.times)
    match rule:
        case "neighbours":
            is_more = first.figure.point > others[0].figure.point
            far = f"{times} as much" if is_more else f"{times} less"
            text = f"{scene.phrase(first)}, beside {scene.phrases(others)}: {far}"
        case "pace":
            text = f"{scene.phrase(first)}, beside {scene.phrases(others)}: {times} as much a day"
        case "remainder":
            text = f"{_only_if(statements, scene)} {_days(numbers.days)} that only the first covers"
            text = f"{text} held {scene.amounts.between(numbers.amount, None)}"
            text = f"{text}, {times} as much a day as those of the second"
        case "early":
            start = others[0].figure.period.start
            before = wording.in_words(days.period(start, start))
            text = f"{_only_if(statements, scene)} {_days(numbers.days)} before {before}"
            text = f"{text} held {scene.amounts.between(numbers.amount, None)}"
            text = f"{text}, {times} as much a day as those after"
        case "count":
            apart = "on the same day" if not numbers.gap else f"{numbers.gap} days apart"
            apart = "one day apart" if numbers.gap == 1 else apart
            text = f"{scene.phrases(statements)}: {times} as many, {apart}"
        case _:
            raise ValueError(rule)
    return scene.end(text)


def _only_if(statements: Sequence[Statement], scene: Scene) -> str:
    """The start of what must follow; scene: that of the statements."""
    text = scene.phrases(statements)
    if statements[1].high is None:
        return f"{text}: if the second is no more than that,"
    return f"{text} can both be true only if"


def same_rank(figures: Sequence[Figure], relations: Relations) -> str:
    """Several partners in one place."""
    first = figures[0]
    partners = dict.fromkeys(relations.areas[f.partner].said for f in figures)
    names = wording.capital(wording.joined(list(partners)))
    place, ranking = wording.ordinal(int(first.point)), wording.name(first.indicator, relations)
    each = "both" if len(partners) == len(("one", "other")) else "all"
    when = wording.in_words(first.period)
    return f"{names} are {each} said to be {place} in {when} ({ranking})."


def dates(one: Event, other: Event, days: int) -> str:
    """One event on two dates."""
    first, second = (wording.in_words(e.date) for e in (one, other))
    apart = "one day" if days == 1 else f"{days} days"
    return f"{one.title}: {first} in one place and {second} in another, {apart} apart."


def mirror(one: Statement, other: Statement, percent: Decimal, relations: Relations) -> str:
    """A flow as both sides have it."""
    scene = Scene([one.figure, other.figure], relations)
    sides = []
    for s in (one, other):
        official = "official " if s.official else ""
        name = wording.name(s.figure.indicator, relations)
        reporter = relations.areas[s.figure.reporter].said
        sides.append(f"{official}{name} of {scene.amounts.stated(s.figure)} as {reporter} has it")
    when = wording.when(one.figure.period)
    apart = wording.at_least(percent / 100)
    text = f"{sides[0]}, {sides[1]} {when}: {apart} apart"
    return f"{wording.capital(text)}, as each side counts by its own rules."


def currency(
    one: Statement,
    other: Statement,
    rate: Figure,
    converted: tuple[Decimal, Decimal | None],
    percent: Decimal,
    relations: Relations,
) -> str:
    """The same amount in two currencies; converted: the first at the official rate."""
    scene = Scene([one.figure], relations)
    there = wording.Amounts([other.figure])
    course = f"{speech.number(rate.quantity.digits)} {rate.unit}"
    text = f"{scene.phrase(one)}, at the official {course} for one"
    text = f"{text} {one.figure.unit} {there.between(*converted)}"
    apart = wording.at_least(percent / 100)
    text = f"{text}, beside the {there.stated(other.figure)} that is stated: {apart} apart"
    return scene.end(text)


def _days(days: int | None) -> str:
    return "the one day" if days == 1 else f"the {days:,} days"


def _times(times: Decimal) -> str:
    """So many times, rounded down to two digits, or to the unit where that is more."""
    step = Decimal(1).scaleb(min(0, times.adjusted() - 1))
    return f"{speech.number(speech.plain(times.quantize(step, ROUND_FLOOR)))} times"
