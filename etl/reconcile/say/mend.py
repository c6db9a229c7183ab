"""What would mend a conflict: the least change of one member, as a sentence and as a measure.

Amounts are compared in per cent, percentages in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple, Protocol

from etl.core.intervals import of_figure
from etl.reconcile.find.implied import Range, floor
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import REVISION, Statement
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene
from etl.words import speech

_MANY: Final = 11
"""From so many times as much on, it is told as that: 1,000 % more are eleven times as much."""

_FINER: Final = 12
"""Digits more that are tried until what is told lies between two ends."""

_NAMED: Final = 2
"""Of what else asks for a mend, so many are named at most."""

_FINE: Final = Decimal("9.9")  # points: percentages are told to a tenth at least


class Move(NamedTuple):
    """From the nearest that a statement can mean to the nearest that would fit."""

    near: Decimal
    bound: Decimal
    up: bool
    excluded: bool = False
    """Whether the nearest that would fit is only come near to: it has to be more, or less."""

    @property
    def gap(self) -> Decimal:
        """How far that is."""
        return abs(self.near - self.bound)


def move(statement: Statement, fit: Range) -> Move | None:
    """How a statement would have to move, in base units or percent; None where nothing fits."""
    low, high = of_figure(statement.figure)
    if statement.official and not statement.whole:
        low, high = statement.low, statement.high
    qualifier = statement.figure.qualifier
    if (
        fit.high is not None
        and low is not None
        and (fit.high < low or (fit.high == low and (fit.below or qualifier == "more_than")))
    ):
        return Move(low, fit.high, up=False, excluded=fit.below)
    if (
        fit.low is not None
        and high is not None
        and (fit.low > high or (fit.low == high and (fit.above or qualifier == "less_than")))
    ):
        return Move(high, fit.low, up=True, excluded=fit.above)
    return None


def change(statement: Statement, fit: Range, relations: Relations) -> Decimal | None:
    """The gap relative to the larger of its ends, so that up and down count alike."""
    step = move(statement, fit)
    if step is None:
        return None
    shift = floor(relations.indicators[statement.figure.indicator].kind)
    ends = step.near, step.bound
    larger = max(map(abs, ends)) if shift is None else max(ends) - shift
    return step.gap / larger if larger else None


def sentence(statement: Statement, fit: Range, relations: Relations) -> str:
    """What a figure would have to be to fit, beside the nearest that it can mean.

    Empty where nothing would fit. What would fit is rounded inward where it is rounded, so that a
    number that is told mends; the gap is that of the numbers as printed.
    """
    step = move(statement, fit)
    if step is None:
        return ""
    figure, scene = statement.figure, Scene([statement.figure], relations)
    name = f"{wording.name(figure.indicator, relations)}{wording.against(figure)}"
    if not step.gap:
        exact = f"{step.bound.normalize():f} {wording.per_cent(figure)}"
        bound = exact if figure.unit == "percent" else scene.amounts.exact(step.bound)
        no = "" if step.excluded else "no "
        way = "more" if step.up == step.excluded else "less"
        beside = f"{no}{way} than {bound}"
        stated = scene.amounts.stated(figure)
        return scene.end(f"{name} would have to be {beside}, while stated is {stated}")
    near, least = step.near, floor(relations.indicators[figure.indicator].kind)
    if figure.unit == "percent":
        unit = wording.per_cent(figure)
        printed = _inward(step, fit, min(step.gap, _FINE), wording.to_gap, least)
        where = f"{_where(step, fit, printed, [_number(end) for end in printed])} {unit}"
        nearest = f"{near.normalize():f} {unit}"
        apart = wording.points(abs(near - printed[0]))
    else:
        gap = min(step.gap, abs(near) / 10 or step.gap)  # digits of what it is held against
        printed = _inward(step, fit, gap, scene.amounts.shown_end, least)
        numbers = [_number(end.scaleb(-scene.amounts.scale)) for end in printed]
        where = scene.amounts.named(_where(step, fit, printed, numbers))
        if statement.official:  # the tolerance gives it more digits than anybody wants
            near = scene.amounts.shown_end(near, step.gap, wording.OUTWARD[-1 if step.up else 1])
        nearest = scene.amounts.exact(near)
        apart = _apart(near, printed[0], scene)
    than = nearest if near == figure.value else f"the {nearest} that {_meant(statement, scene)}"
    if apart and not apart.endswith("times"):
        apart = f"{apart} {'more' if step.up else 'less'} than"
    if apart and printed[0] != printed[-1]:
        apart = f"at least {apart}"
    return scene.end(f"{name} would have to be {where}, {apart or 'not'} {than}")


class _Rounds(Protocol):
    """An end of a range as exact as shows a gap beside it, rounded as said."""

    def __call__(self, value: Decimal, gap: Decimal, rounding: str, /) -> Decimal:
        """The number that is shown, in the unit of the value."""


def _inward(
    step: Move, fit: Range, gap: Decimal, rounds: _Rounds, least: Decimal | None
) -> tuple[Decimal, ...]:
    """The nearest that would fit, and the furthest if there is one, as they are told.

    Rounded so that what is told fits: with more digits where a range is narrower than they are.
    least: what there is at least of anything of its kind, which is no end that needs telling.
    """
    near, far = (fit.low, fit.high) if step.up else (fit.high, fit.low)
    if far == least:  # nothing can be less
        far = None
    assert near is not None  # there is a move to it
    inward = (ROUND_CEILING, ROUND_FLOOR) if step.up else (ROUND_FLOOR, ROUND_CEILING)
    for _ in range(_FINER):
        first = rounds(near, gap, inward[0])
        last = None if far is None else rounds(far, gap, inward[1])
        if last is None:
            return (first,)
        if near == far or (first != last and (first < last) == step.up):
            return first, last
        gap /= 10
    return (near,) if far is None else (near, far)


def _where(step: Move, fit: Range, printed: tuple[Decimal, ...], shown: list[str]) -> str:
    """From where to where it fits: "at most 6.1", "45.1 to 45.2", "more than 3 and at most 4"."""
    first = _side(step, at_bound=printed[0] == step.bound)
    if len(shown) == 1:
        return f"{first} {shown[0]}"
    if printed[0] == printed[1]:
        return shown[0]
    other = Move(step.near, printed[1], not step.up, fit.below if step.up else fit.above)
    ends = fit.high if step.up else fit.low
    last = _side(other, at_bound=printed[1] == ends)
    sides = [(first, shown[0]), (last, shown[1])][:: 1 if step.up else -1]
    if [side for side, _ in sides] == ["at least", "at most"]:
        return f"{sides[0][1]} to {sides[1][1]}"
    return f"{sides[0][0]} {sides[0][1]} and {sides[1][0]} {sides[1][1]}"


def _number(value: Decimal) -> str:
    return speech.number(speech.plain(value))


def beside_others(
    sentence: str, statement: Statement, others: Sequence[Statement], relations: Relations
) -> str:
    """Said of a mend that goes further than the conflict it is told with would ask for.

    others: the statements beside that conflict that ask for it.
    """
    scene = Scene([s.figure for s in (statement, *others)], relations)
    beside = [scene.phrase(s) for s in others]
    if len(beside) > _NAMED:
        beside[_NAMED - 1 :] = [f"{len(beside) - _NAMED + 1} other figures"]
    named = wording.joined(beside) or "other figures"
    return f"{sentence.removesuffix('.')}, to fit beside {named} as well."


def _side(step: Move, *, at_bound: bool) -> str:
    """From where on it fits; at_bound: where the number that is told is the bound itself."""
    if step.excluded and at_bound:
        return "more than" if step.up else "less than"
    return "at least" if step.up else "at most"


def _apart(near: Decimal, printed: Decimal, scene: Scene) -> str:
    """How far two numbers are: in per cent of the first, or as an amount where that is negative.

    So many times as much where per cents would be beyond reading; empty from or to nothing.
    """
    if not near or not printed:
        return ""
    if near < 0 or printed < 0:
        return scene.amounts.about(abs(near - printed))
    if printed >= near * _MANY:
        return f"{wording.times(printed / near)} times"
    ratio = abs(near - printed) / near
    is_short = ratio * 100 == speech.rounded(ratio * 100, 3)  # 12.5 % is not 12
    digits = 3 if ratio >= 1 or is_short else 2
    while printed < near and speech.rounded(ratio, digits) >= 1:
        digits += 1  # what is left is not nothing
    return wording.percent(ratio, digits)


def _meant(statement: Statement, scene: Scene) -> str:
    stated = scene.amounts.stated(statement.figure)
    if statement.official:
        return f"the official {stated}, taken to within {wording.percent(REVISION)}, can mean"
    return f"{stated} can mean"
