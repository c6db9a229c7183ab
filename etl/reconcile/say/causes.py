"""What would explain conflicts, each as a headline: the figure, and how else it can be read.

Must not decide anything about figures.
"""

from __future__ import annotations

from typing import Final

from etl.core.model import Figure
from etl.reconcile.find.hypotheses import Hypothesis
from etl.reconcile.model.relations import Relations
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene

_TIMES: Final = {
    3: "1,000 times as much",
    1: "ten times as much",
    -1: "a tenth as much",
    -3: "a thousandth as much",
}


def sentence(figure: Figure, other: Hypothesis, relations: Relations, *, pinned: bool) -> str:
    """How a figure would fit; pinned: the others say closely what it has to be."""
    figures = [figure, other.figure] if other.kind == "period" else [figure]
    scene = Scene(figures, relations)
    text = f"{wording.name(figure.indicator, relations)} of {scene.amounts.stated(figure)}"
    match other.kind:
        case "period":
            period = wording.in_words(other.figure.period)
            text = f"{text} cannot fit {wording.in_words(figure.period)} but would fit {period}"
            text = text if pinned else f"{text}, of which little else is known"
        case "area":
            _, sign, area = other.would_be.split()
            side = "with" if sign == "+" else "without"
            text = f"{text} would fit {side} {_area(area, relations)}"
        case "currency":
            text = f"{text} would fit in {other.would_be}"
        case "indicator":
            text = f"{text} would fit as {wording.name(other.would_be, relations)}"
        case "scale":
            times = _TIMES[(other.figure.point / figure.point).adjusted()]
            text = f"{text} would fit at {_number(other.figure, scene)}, {times}"
        case "digits":
            slip = _slip(figure, other.figure)
            text = f"{text} would fit at {_number(other.figure, scene)}, {slip}"
    return scene.end(text)


def _number(figure: Figure, scene: Scene) -> str:
    """With all its digits, at the scale of the sentence or at another that has a word."""
    if figure.unit == "percent":
        return scene.amounts.stated(figure)
    own = wording.Amounts([figure])
    if figure.quantity.scale == own.scale != scene.amounts.scale:
        return own.stated(figure)
    return scene.amounts.exact(figure.point)


def _slip(figure: Figure, other: Figure) -> str:
    before, after = (len(f"{f.quantity.digits:f}") for f in (figure, other))
    if before == after:
        return "with two digits swapped"
    return "with one digit more" if after > before else "with one digit less"


def _area(area: str, relations: Relations) -> str:
    return relations.areas[area].said
