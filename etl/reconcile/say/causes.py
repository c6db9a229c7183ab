"""What would explain conflicts, each as a headline: the figure, and how else it can be read.

Must not decide anything about figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from etl.core.model import Figure
from etl.reconcile.find.hypotheses import Hypothesis
from etl.reconcile.find.implied import Range
from etl.reconcile.find.numbers import slip
from etl.reconcile.model.relations import Relations
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene

_TIMES: Final = {
    3: "1,000 times as much",
    2: "a hundred times as much",
    1: "ten times as much",
    -1: "a tenth as much",
    -2: "a hundredth as much",
    -3: "a thousandth as much",
}


def sentence(figure: Figure, other: Hypothesis, relations: Relations, *, pinned: bool) -> str:
    """How a figure would fit; pinned: the others say closely what it has to be."""
    scene = _scene(figure, other, relations)
    text = _fitting([figure], other, scene, relations)
    if other.kind == "period" and not pinned:
        text = f"{text}, of which little else is known"
    return scene.end(text)


def headline(figures: Sequence[Figure], other: Hypothesis, relations: Relations) -> str:
    """The same as a heading, for one figure or several that are read in one way."""
    scene = _scene(figures[0], other, relations)
    return scene.end(_fitting(figures, other, scene, relations)).removesuffix(".")


def exchanged(figures: Sequence[Figure], relations: Relations) -> str:
    """Pairs of figures of which each was said of the other's indicator; in the order of time."""
    scene = Scene(figures, relations)
    periods = list(dict.fromkeys(f.period for f in figures))
    if len(periods) == 1:
        said = wording.joined([scene.said(figure) for figure in figures])
        return scene.end(f"{said} would fit the other way round")
    names = dict.fromkeys(wording.name(f.indicator, relations) for f in figures)
    when = wording.joined([wording.in_words(period) for period in periods])
    text = f"{wording.joined(list(names))} would fit the other way round in {when}"
    first = [scene.said(f) for f in figures if f.period == periods[0]]
    return scene.end(f"{text}, from {wording.joined(first)} in {wording.in_words(periods[0])} on")


def together(
    figures: Sequence[Figure], other: Hypothesis, allowed: Range | None, relations: Relations
) -> str:
    """How several figures would fit, the first of them named.

    allowed: what an area of which little is known would have to have of the first.
    """
    scene = _scene(figures[0], other, relations)
    text = _fitting(figures, other, scene, relations)
    if allowed is None:
        return scene.end(text)
    name = wording.name(figures[0].indicator, relations)
    between = scene.amounts.between(allowed.low, allowed.high)
    area = _area(other.would_be.split()[-1], relations)
    return scene.end(f"{text}, if {name} with {area} was {between}, which no figure states")


def _scene(figure: Figure, other: Hypothesis, relations: Relations) -> Scene:
    return Scene([figure, other.figure] if other.kind == "period" else [figure], relations)


def _fitting(
    figures: Sequence[Figure], other: Hypothesis, scene: Scene, relations: Relations
) -> str:
    figure, also = figures[0], len(figures) - 1
    text = scene.said(figure, official=other.moved[0].official)
    if also:
        text = f"{text} and {also} other {'figure' if also == 1 else 'figures'} of its source"
    return f"{text} {_fits(figure, other, scene, relations, alone=not also)}"


def _fits(
    figure: Figure, other: Hypothesis, scene: Scene, relations: Relations, *, alone: bool
) -> str:
    """What would fit instead; alone: whether it is said of this figure only."""
    number = f"{_number(other.figure, scene)}, " if alone else ""
    match other.kind:
        case "period":
            period = wording.in_words(other.figure.period)
            text = f"does not fit {wording.in_words(figure.period)} but would fit {period}"
        case "area":
            text = f"would fit {_other_area(other.would_be, relations)}"
        case "currency":
            text = f"would fit in {other.would_be}"
        case "indicator":
            text = f"would fit as {wording.name(other.would_be, relations)}"
        case "points":
            text = f"would fit in per cent of the {_whole(figure, relations)} before, not in points"
        case "scale":
            times = _TIMES[(other.figure.point / figure.point).adjusted()]
            text = f"would fit at {number}{times}"
        case "sign":
            text = f"would fit at {number}with the other sign"
        case "digits":
            text = f"would fit at {number}{_slip(figure, other.figure)}"
        case "edition":
            at = f"at {number}as the table had it" if alone else "as the table had them"
            text = f"would fit {at} before it was revised"
        case _:
            assert_never(other.kind)
    return text


def _number(figure: Figure, scene: Scene) -> str:
    """With all its digits, at the scale of the sentence or at another that has a word."""
    if figure.unit == "percent":
        return scene.amounts.stated(figure)
    own = wording.Amounts([figure])
    if figure.quantity.scale == own.scale != scene.amounts.scale:
        return own.stated(figure)
    return scene.amounts.exact(figure.point)


def _slip(figure: Figure, other: Figure) -> str:
    kind = slip(figure, other)
    if kind == "hundred":
        is_less = other.point < figure.point
        return "if that is to how much it grew" if is_less else "with the hundred left out"
    return "with two digits swapped" if kind == "swapped" else f"with one digit {kind}"


def _whole(figure: Figure, relations: Relations) -> str:
    """What a change is a change of, as it stands in a sentence."""
    return wording.name(relations.indicators[figure.indicator].of, relations)


def _other_area(would_be: str, relations: Relations) -> str:
    """Another area, or a group with one more or one less."""
    area, *more = would_be.split()
    if not more:
        return _area(area, relations)
    sign, member = more
    return f"with {_area(member, relations)} {'counted in' if sign == '+' else 'left out'}"


def _area(area: str, relations: Relations) -> str:
    return relations.areas[area].said
