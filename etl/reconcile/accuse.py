"""Conflicts in plain words: why statements cannot all be true, and what would mend it.

Every number in a sentence is a figure's own, a sum or ratio of such, or a solved range.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from etl.bounds import of_figure
from etl.reconcile import wording
from etl.reconcile.implied import Range, distance
from etl.reconcile.relations import Relations
from etl.reconcile.scene import Scene
from etl.reconcile.statements import REVISION, Statement, bare
from etl.reconcile.sums import disjoint, makes, within

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_TWO = 2


class Charge(NamedTuple):
    """A member of a conflict, with the range that the others allow for it."""

    statement: Statement
    fit: Range

    @property
    def too_high(self) -> bool:
        """Whether it would have to be smaller to fit; of amounts only."""
        high = self.fit.high
        return high is not None and (
            high < self.statement.figure.value or high <= self.statement.low
        )


def conflict(
    charges: Sequence[Charge], relations: Relations, suspects: frozenset[str] = frozenset()
) -> str:
    """Why these statements cannot all be true, with the arithmetic a reader can repeat.

    suspects: figures that would have to be wrong; where no arithmetic is short enough, the
    sentence says of one of them what would fit.
    """
    charges = sorted(charges, key=_telling_order)
    statements = [c.statement for c in charges]
    ratios = [s for s in statements if s.whole]
    if len(ratios) == 1:
        text = _ratio(ratios[0], [s for s in statements if not s.whole], relations)
    elif len(ratios) == len(charges) == _TWO and ratios[0].windows == ratios[1].windows:
        text = _pair(statements[0], statements[1], Scene([s.figure for s in statements], relations))
    elif ratios:
        text = None
    else:
        text = _amounts(charges, Scene([s.figure for s in statements], relations))
    return text or _general(charges, suspects, relations)


def _telling_order(charge: Charge) -> tuple[bool, bool, int, str]:
    """Amounts before ratios, stated before official, then in the order of time."""
    s = charge.statement
    return bool(s.whole), s.official, s.part[0].start, s.figure.id


def _ratio(target: Statement, others: list[Statement], relations: Relations) -> str | None:
    """A growth or share beside figures that give both its sides directly."""
    part = [s for s in others if within(s.part, target.part)]
    whole = [s for s in others if s not in part]
    bottom = sum((s.figure.value for s in whole), _ZERO)
    if not (bottom and makes(part, target.part) and makes(whole, target.whole)):
        return None
    top = sum((s.figure.value for s in part), _ZERO)
    if relations.indicators[target.figure.indicator].kind == "growth":
        value = _percent(top / bottom - 1, target)
        scene = Scene([s.figure for s in part + whole], relations)
        text = f"{scene.sum_up(part)} after {scene.sum_up(whole)} is a change of {value}"
        return scene.end(f"{text}, not {scene.amounts.stated(target.figure)}")
    scene = Scene([s.figure for s in part], relations)
    text = f"{scene.sum_up(part)}, which" if len(part) > 1 else scene.sum_up(part)
    official = "official " if all(s.official for s in whole) else ""
    total = scene.amounts.total([s.figure for s in whole])
    of = f"the {official}{total} with {relations.areas[target.whole[0].series.partner].name}"
    said = scene.amounts.stated(target.figure)
    return scene.end(f"{text} is {_percent(top / bottom, target)} of {of}, not {said}")


def _percent(value: Decimal, target: Statement) -> str:
    """A ratio as exact as the statement that it is held against."""
    return f"{(value * _HUNDRED).quantize(target.figure.quantity.step):f} %"


def _amounts(charges: Sequence[Charge], scene: Scene) -> str | None:
    """Amounts on one side that are more than those on the other."""
    high = [c.statement for c in charges if c.too_high]
    low = [c.statement for c in charges if not c.too_high]
    if len(high) == len(low) == 1:
        return _pair(high[0], low[0], scene)
    if len(low) == 1 and high and disjoint(high):
        beside = "not" if makes(high, low[0].part) else "more than"
        text = f"{scene.sum_up(high)}, {beside}"
        return scene.end(f"{text} {scene.phrase(low[0])}")
    if len(high) == 1 and low:
        beside = ", not" if makes(low, high[0].part) else " at most, less than"
        text = f"{scene.sum_up(low)}{beside}"
        return scene.end(f"{text} {scene.phrase(high[0])}")
    return None


def _pair(high: Statement, low: Statement, scene: Scene) -> str:
    if set(high.part) != set(low.part):
        text = f"{scene.phrase(high)} cannot be contained in"
        return scene.end(f"{text} {scene.phrase(low)}")
    first, second = sorted((high, low), key=lambda s: (s.official, s.figure.id))
    text = scene.phrase(first)
    number = scene.amounts.stated(second.figure)
    if first.official or not second.official:
        return scene.end(f"{text}, but elsewhere {number}")
    if first.whole:
        return scene.end(f"{text}, but officially {number}")
    table = bare(second)
    apart = distance(first, table.low, table.high)
    return scene.end(
        f"{text}, but officially {number}: at least {_beyond(apart)} apart, more than the"
        f" {wording.percent(REVISION)} that an ordinary revision is taken to explain"
    )


def _beyond(apart: Decimal) -> str:
    """A distance rounded down, but to what is still seen to be beyond a revision."""
    shown = (apart.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR) for places in range(4, 12))
    return wording.percent(next((s for s in shown if s > REVISION), apart))


def mend(statement: Statement, fit: Range, relations: Relations) -> str:
    """What a figure would have to be to fit, beside the nearest that it can mean.

    Empty where nothing would fit. Amounts are compared in per cent, percentages in points.
    """
    figure = statement.figure
    scene = Scene([figure], relations)
    low, high = of_figure(figure)
    if fit.high is not None and fit.high < low:
        bound, side, near, rounding = fit.high, "at most", low, ROUND_FLOOR
    elif fit.low is not None and high is not None and fit.low > high:
        bound, side, near, rounding = fit.low, "at least", high, ROUND_CEILING
    else:
        return ""
    gap = abs(near - bound)
    way = "less" if bound < near else "more"
    if figure.unit == "percent":
        number, nearest = f"{wording.end(bound, gap, rounding)} %", f"{near.normalize():f} %"
        apart = wording.points(gap)
    else:
        number, nearest = scene.amounts.end(bound, gap, rounding), scene.amounts.exact(near)
        apart = wording.percent(gap / near, digits=2)
    stated = scene.amounts.stated(figure)
    name = wording.name(figure.indicator, relations)
    than = f"the {nearest} that {stated} can mean" if near != figure.value else nearest
    return scene.end(f"{name} would have to be {side} {number}, {apart} {way} than {than}")


def _general(charges: Sequence[Charge], suspects: frozenset[str], relations: Relations) -> str:
    scene = Scene([c.statement.figure for c in charges], relations)
    blamed = [c for c in charges if c.statement.figure.id in suspects]
    target = blamed[0] if len(blamed) == 1 else charges[-1]
    text = f"{scene.phrases([c.statement for c in charges])} cannot all be true; beside the others"
    fit = scene.value(target.fit, target.statement.figure)
    return scene.end(f"{text}, {scene.name(target.statement.figure)} would have to be {fit}")
