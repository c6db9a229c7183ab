"""What would mend a conflict: the least change of one member, as a sentence and as a measure.

Amounts are compared in per cent, percentages in points.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.intervals import of_figure
from etl.reconcile.find.implied import Range, floor
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import REVISION, Statement
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene
from etl.words import speech

_MANY: Final = 11
"""From so many times as much on, it is told as that: 1,000 % more are eleven times as much."""

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

    Empty where nothing would fit. What would fit is rounded outward where it is rounded, so that
    nothing that fits is excluded; the gap is that of the numbers as printed.
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
    rounding = wording.OUTWARD[1 if step.up else -1]
    near = step.near
    if figure.unit == "percent":
        gap = min(step.gap, _FINE)
        printed = wording.to_gap(step.bound, gap, rounding)
        unit = wording.per_cent(figure)
        number = f"{wording.end(step.bound, gap, rounding)} {unit}"
        nearest = f"{near.normalize():f} {unit}"
        apart = wording.points(abs(near - printed))
    else:
        gap = min(step.gap, abs(near) / 10 or step.gap)  # digits of what it is held against
        printed = scene.amounts.shown_end(step.bound, gap, rounding)
        number = scene.amounts.end(step.bound, gap, rounding)
        if statement.official:  # the tolerance gives it more digits than anybody wants
            near = scene.amounts.shown_end(near, step.gap, wording.OUTWARD[-1 if step.up else 1])
        nearest = scene.amounts.exact(near)
        apart = _apart(near, printed, scene)
    side = _side(step, at_bound=printed == step.bound)
    than = nearest if near == figure.value else f"the {nearest} that {_meant(statement, scene)}"
    if apart and not apart.endswith("times"):
        apart = f"{apart} {'more' if step.up else 'less'} than"
    return scene.end(f"{name} would have to be {side} {number}, {apart or 'not'} {than}")


def beside_others(sentence: str) -> str:
    """Said of a mend that goes further than the conflict it is told with would ask for."""
    return f"{sentence.removesuffix('.')}, to fit beside other figures as well."


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
