"""Conflicts in plain words: why statements cannot all be true, and what would mend it.

Every number in a sentence is a figure's own, a sum or ratio of such, or a solved range.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.reconcile.find.implied import Range, distance
from etl.reconcile.model.relations import Relations, apart
from etl.reconcile.model.statements import REVISION, Statement, bare
from etl.reconcile.model.sums import disjoint, makes, within
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene
from etl.words import speech

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_TWO = 2
_THOUSAND = 1_000
_DIGITS: Final = (4, 6, 8, 10, 13)
"""Significant digits that numbers of a table are shown to: more where they would look alike."""

_LIMITS: Final = ("at_most", "less_than")


class Said(NamedTuple):
    """A sentence, and the two numbers in it that a reader has to see differ."""

    text: str
    one: str = ""
    other: str = " "


class Charge(NamedTuple):
    """A member of a conflict, with the range that the others allow for it."""

    statement: Statement
    fit: Range
    voices: int = 1
    """How many sources say so."""

    @property
    def too_high(self) -> bool:
        """Whether it would have to be smaller to fit; of amounts only."""
        high, low = self.fit.high, self.statement.measure.shown(self.statement.low)
        point = self.statement.figure.point
        return high is not None and (high < point or (low is not None and high <= low))


def conflict(charges: Sequence[Charge], relations: Relations, asked: str = "") -> str:
    """Why these statements cannot all be true, with the arithmetic a reader can repeat.

    asked: the figure that would change; where no arithmetic is short enough, the sentence says
    what would fit in its place.
    """
    charges = sorted(charges, key=_telling_order)
    figures = [c.statement.figure for c in charges]
    tried = [
        _told(charges, Scene(figures, relations, digits), relations)
        or _general(charges, asked, Scene(figures, relations, digits))
        for digits in _DIGITS
    ]  # as few digits as let the numbers be seen to differ
    return next((said.text for said in tried if said.one != said.other), tried[0].text)


def headline(charges: Sequence[Charge], figure: str, relations: Relations) -> str:
    """A conflict as a heading: the figure that would change to mend it, or else the first."""
    ordered = sorted((c.statement for c in charges), key=lambda s: s.figure.id != figure)
    accused, *others = ordered
    scene = Scene([accused.figure], relations)
    kind = "official" if others and all(s.official for s in others) else "other"
    by = f", contradicted by {kind} figures" if others else ", which cannot be"
    return scene.end(f"{scene.phrase(accused)}{by}").removesuffix(".")


def _told(charges: Sequence[Charge], scene: Scene, relations: Relations) -> Said | None:
    """The arithmetic, where it is short."""
    statements = [c.statement for c in charges]
    if any(s.figure.unit == "percent" and not s.whole for s in statements):
        return _in_points(statements, scene)
    ratios = [s for s in statements if s.whole]
    if len(ratios) == len(charges) == 1 and set(ratios[0].part) == set(ratios[0].whole):
        text = f"{scene.phrase(ratios[0])}, but all of a thing is 100 % of it"
        return Said(scene.end(text))
    if len(ratios) == 1:
        return _ratio(ratios[0], [s for s in statements if not s.whole], relations, scene.digits)
    if len(ratios) == len(charges) == _TWO and ratios[0].windows == ratios[1].windows:
        return _pair(charges[0], charges[1], scene)
    if ratios:
        return _too_many(charges, scene, relations)
    return _amounts(charges, scene)


def _too_many(charges: Sequence[Charge], scene: Scene, relations: Relations) -> Said | None:
    """Shares of one whole, of areas that do not overlap, that make more than all of it."""
    statements = [c.statement for c in charges]
    day = statements[0].part[0].start
    areas = [s.figure.partner for s in statements]
    total = sum((s.low or _ZERO for s in statements), _ZERO)
    if (
        len({s.whole for s in statements}) > 1
        or any(s.figure.unit != "percent" or not s.whole for s in statements)
        or len({w.start for s in statements for w in s.windows}) > 1
        or not all(apart(one, other, relations, day) for one, other in combinations(areas, 2))
        or total <= 1
    ):
        return None
    least = wording.percent_between(total * _HUNDRED, None)
    return Said(scene.end(f"{scene.phrases(statements)} make {least}, more than all of it"))


def _telling_order(charge: Charge) -> tuple[bool, bool, int, str]:
    """Amounts before ratios, stated before official, then in the order of time."""
    s = charge.statement
    return bool(s.whole), s.official, s.part[0].start, s.figure.id


def _ratio(
    target: Statement, others: list[Statement], relations: Relations, digits: int
) -> Said | None:
    """A growth, a multiple or a share beside figures that give both its sides directly."""
    part = [s for s in others if within(s.part, target.part)]
    whole = [s for s in others if s not in part]
    bottom = sum((s.figure.point for s in whole), _ZERO)
    if not (bottom and makes(part, target.part) and makes(whole, target.whole)):
        return None
    if any(s.measure.spans > 1 for s in others):
        return None  # of averages the numbers that are stated make no ratio
    ends = {wording.upward(s.figure) for s in part} | {-wording.upward(s.figure) for s in whole}
    if {1, -1} <= ends:
        return None  # at least so much after at least so much is any change
    side = next(iter(ends - {0}), 0)
    ratio = sum((s.figure.point for s in part), _ZERO) / bottom
    if side:
        bound = _furthest(part, whole, side)
        if bound is None:
            return None
        ratio = bound
    number = _number(ratio, target, digits, wording.OUTWARD[side])
    value = f"{wording.AT[side]}{number}"
    beside = whole if _place_of(target, whole) is None else []
    scene = Scene([s.figure for s in part + beside], relations, digits)
    text = f"{_compared(part, whole, value, target, scene, relations)}, {_beside(target)}"
    text = f"{text} {scene.amounts.stated(target.figure)}"
    is_growth = KINDS[target.figure.kind].tested == "growth"
    rises = is_growth and target.low is not None and target.low >= 1 > ratio
    if rises and target.figure.qualifier in _LIMITS:
        text = f"{text}, which speaks of a rise"
    stated = target.figure
    other = wording.percent_stated(stated) if stated.unit == "percent" else f"{stated.point:f}"
    return Said(scene.end(text), number, other)


def _furthest(part: list[Statement], whole: list[Statement], side: int) -> Decimal | None:
    """The least (side 1) or most (-1) that a ratio can be, by the ends of both its sides."""
    tops = [s.low if side > 0 else s.high for s in part]
    bottoms = [s.high if side > 0 else s.low for s in whole]
    if None in tops or None in bottoms or not any(bottoms):
        return None
    return sum(filter(None, tops), _ZERO) / sum(filter(None, bottoms), _ZERO)


def _in_points(statements: Sequence[Statement], scene: Scene) -> Said | None:
    """A change in points beside the two that it is between."""
    levels = {s.part[0]: s for s in statements if len(s.part) == 1}
    changes = [s for s in statements if len(s.part) > 1]
    if len(changes) != 1 or len(levels) != _TWO or len(statements) != _TWO + 1:
        return None
    (change,) = changes
    now, then = (levels.get(w._replace(times=1)) for w in change.part)
    if now is None or then is None:
        return None
    moved = speech.number(speech.plain(now.figure.point - then.figure.point))
    points = f"{moved} {wording.per_cent(change.figure, moved)}"
    text = f"{scene.phrase(now)} after {scene.phrase(then)} is a change of {points}"
    stated = scene.amounts.stated(change.figure)
    return Said(scene.end(f"{text}, {_beside(change)} {stated}"), points, stated)


def _place_of(target: Statement, whole: Sequence[Statement]) -> str | None:
    """The area of which a share is one; None of a change, or of what is a part of another thing."""
    is_then = {w.start for w in target.part} != {w.start for w in target.whole}
    place = target.whole[0].series.partner
    is_same = {s.figure.partner for s in whole} == {target.figure.partner}
    return None if is_then or is_same else place


def _compared(
    part: list[Statement],
    whole: list[Statement],
    value: str,
    target: Statement,
    scene: Scene,
    relations: Relations,
) -> str:
    """What one side is of the other, before what is stated is set against it."""
    text, several = scene.sum_up(part), len(part) > 1
    place = _place_of(target, whole)
    if KINDS[target.figure.kind].tested == "growth":
        change = f"after {scene.sum_up(whole)} {'' if several else 'is '}a change of {value}"
        if all(s.official for s in (*part, *whole)):
            change += f", to within a revision of {wording.percent(REVISION)}"
        return f"{text}{',' if several else ''} {change}"
    if {w.start for w in target.part} != {w.start for w in target.whole}:
        much = " times as much" if target.figure.unit == "times" else ""
        if several and much:
            return f"{text}, {value}{much} as {scene.sum_up(whole)}"
        if all(s.official for s in (*part, *whole)):
            much += f", to within a revision of {wording.percent(REVISION)}"
        return f"{text} after {scene.sum_up(whole)} is {value}{much}"
    text = f"{text}, which" if several else text
    if place is None:
        return f"{text} is {value} of {scene.sum_up(whole)}"
    official = "official " if all(s.official for s in whole) else ""
    total = scene.amounts.total([s.figure for s in whole])
    return f"{text} is {value} of the {official}{total} with {relations.areas[place].name}"


def _in_all(statement: Statement, scene: Scene) -> str:
    """What an average makes over its months, where that is what it is held against."""
    if statement.measure.spans == 1:
        return ""
    total = scene.amounts.number(statement.figure.point * statement.measure.spans)
    return f", {total} in all,"


def _beside(target: Statement) -> str:
    """How a stated number is set against another: "not 5", but not "not at most 5"."""
    return "not" if target.figure.qualifier == "exact" else "but stated is"


def _number(ratio: Decimal, target: Statement, digits: int, rounding: str) -> str:
    """A ratio as exact as the statement that it is held against, or more if that tells nothing."""
    figure = target.figure
    if figure.unit == "times":
        return wording.times(ratio, digits - 1, rounding)
    value = (ratio - (KINDS[figure.kind].tested == "growth")) * _HUNDRED
    step = figure.quantity.step.scaleb(_DIGITS[0] - digits)
    while abs(value) < 1 and abs(value.quantize(step, rounding) - value) > abs(value) / 10:
        step /= 10  # "0.8 %", where "1 %" would be a quarter more
    if abs(value.quantize(step, rounding) - figure.point) <= step:
        step /= 10  # "8.8 %, not 10 %": a digit of what is stated would hide most of the gap
    shown = value.quantize(step, rounding)
    if abs(shown) >= _THOUSAND:  # nobody reads the digits of what is so many times as much
        shown = speech.plain(speech.rounded(value, digits, rounding))
    return f"{speech.number(shown)}{' %' if figure.unit == 'percent' else ''}"


def _amounts(charges: Sequence[Charge], scene: Scene) -> Said | None:
    """Amounts on one side that are more than those on the other."""
    above, below = ([c for c in charges if c.too_high is up] for up in (True, False))
    if len(above) == len(below) == 1:
        return _pair(above[0], below[0], scene)
    high, low = ([c.statement for c in some] for some in (above, below))
    if any(s.measure.spans > 1 for s in high + low):
        return _in_all_of_time(high, low, scene)
    if not high or not low or _sum(high) <= _sum(low):
        return None  # not by their sums alone
    if len(low) == 1 and disjoint(high):
        equal = makes(high, low[0].part)
        return _summed(high, low[0], scene, "" if equal else "more than")
    if len(high) == 1:
        equal = makes(low, high[0].part)
        return _summed(low, high[0], scene, "") if equal else _too_little(low, high[0], scene)
    return None


def _in_all_of_time(
    high: Sequence[Statement], low: Sequence[Statement], scene: Scene
) -> Said | None:
    """Averages of parts of a time beside one of all of it, each as the sum that it makes."""
    parts, whole = (low, high) if len(high) == 1 else (high, low)
    if len(whole) != 1 or not makes(parts, whole[0].part):
        return None
    total = sum((s.figure.point * s.measure.spans for s in parts), _ZERO)
    text = scene.phrases(parts)
    one = scene.amounts.number(total)
    text = f"{text} make {one} in all, not {scene.phrase(whole[0])}{_in_all(whole[0], scene)}"
    other = scene.amounts.number(whole[0].figure.point * whole[0].measure.spans)
    return Said(scene.end(text.removesuffix(",")), one, other)


def _sum(statements: Sequence[Statement]) -> Decimal:
    return sum((s.figure.point for s in statements), _ZERO)


def _summed(parts: Sequence[Statement], target: Statement, scene: Scene, beside: str) -> Said:
    """What several amounts make beside one; beside: empty where both speak of the same."""
    text = f"{scene.sum_up(parts)}, {beside or _beside(target)} {scene.phrase(target)}"
    figures = [s.figure for s in parts]
    one, other = scene.amounts.total(figures), scene.amounts.total([target.figure])
    return Said(scene.end(text), one, other)


def _too_little(parts: Sequence[Statement], target: Statement, scene: Scene) -> Said | None:
    """What several amounts make at most beside what is more."""
    ends = [s.high for s in parts if s.high is not None]
    most = sum(ends, _ZERO)
    if len(ends) < len(parts) or target.low is None or most >= target.low:
        return None
    text = f"{scene.phrases(parts)} make {scene.bound(parts, None, most)}"
    text = f"{text}, less than {scene.phrase(target)}"
    one, other = scene.amounts.between(None, most), scene.amounts.total([target.figure])
    return Said(scene.end(text), one.removeprefix(wording.AT[-1]), other)


def _by(charge: Charge) -> str:
    """How many say so, where they are several; a table is one."""
    several = charge.voices > 1 and not charge.statement.official
    return f" in {charge.voices:,} sources" if several else ""


def _pair(above: Charge, below: Charge, scene: Scene) -> Said:
    high, low = above.statement, below.statement
    one, other = ("" if s.whole else scene.amounts.plain(s.figure) for s in (high, low))
    if high.whole or high.figure.value == low.figure.value:
        other = f"{other} beside"  # nothing to be made to differ
    if set(high.part) != set(low.part):
        text = f"{scene.phrase(high)}{_in_all(high, scene)} cannot be contained in"
        text = f"{text} {scene.phrase(low)}{_in_all(low, scene)}".removesuffix(",")
        return Said(scene.end(text), one, other)
    order = sorted((above, below), key=lambda c: (c.statement.official, c.statement.figure.id))
    first, second = (c.statement for c in order)
    if first.measure != second.measure:
        return _in_time(first, second, scene)
    text = f"{scene.phrase(first)}{_by(order[0])}"
    number = scene.amounts.stated(second.figure)
    if first.official or not second.official:
        return Said(scene.end(f"{text}, but elsewhere {number}{_by(order[1])}"), one, other)
    if first.whole:
        return Said(scene.end(f"{text}, but officially {number}"), one, other)
    table = bare(second)
    apart = distance(first, table.low, table.high)
    text = scene.end(
        f"{text}, but officially {number}: at least {_beyond(apart)} apart, more than the"
        f" {wording.percent(REVISION)} that an ordinary revision is taken to explain"
    )
    return Said(text, one, other)


def _in_time(one: Statement, other: Statement, scene: Scene) -> Said:
    """An average of a time, and what it makes in all, beside the sum or another average of it."""
    first, second = sorted((one, other), key=lambda s: -s.measure.spans)
    text = f"{scene.phrase(first)}{_in_all(first, scene)}"
    official = ", the official taken to within" if one.official or other.official else ""
    within = f"{official} {wording.percent(REVISION)}" if official else ""
    return Said(scene.end(f"{text} but {scene.phrase(second)}{_in_all(second, scene)}{within}"))


def _beyond(apart: Decimal) -> str:
    """A distance rounded down, but to what is still seen to be beyond a revision."""
    shown = (
        wording.grid(apart, Decimal(1).scaleb(-places), ROUND_FLOOR) for places in range(4, 12)
    )
    return wording.percent(next((s for s in shown if s > REVISION), apart))


def _general(charges: Sequence[Charge], asked: str, scene: Scene) -> Said:
    prose = [c for c in charges if not c.statement.official] or charges
    target = next((c for c in charges if c.statement.figure.id == asked), prose[-1])
    text = f"{scene.phrases([c.statement for c in charges])} cannot all be true"
    if target.fit.says_nothing:
        return Said(scene.end(text))
    figure = target.statement.figure
    name, fit = scene.name(figure), scene.value(target.fit, figure)
    stated = (
        wording.percent_stated(figure) if figure.unit == "percent" else scene.amounts.plain(figure)
    )
    text = f"{text}; beside the others, {name} would have to be {fit}"
    return Said(scene.end(text), fit.removesuffix(f" {figure.unit}"), stated)
