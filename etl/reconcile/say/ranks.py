"""Ranks that amounts or shares do not allow, in plain words.

Must not decide anything about figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.core.model import Figure
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene


def headline(figure: Figure, relations: Relations) -> str:
    """A rank as a heading, without a full stop."""
    place = _place(figure)
    name = wording.name(figure.indicator, relations)
    text = f"{place} ({name}), contradicted by other figures"
    return Scene([figure], relations).end(text).removesuffix(".")


def would_mend(figure: Figure, best: int | None, worst: int | None, relations: Relations) -> str:
    """Which place would fit."""
    name = wording.name(figure.indicator, relations)
    place = wording.ordinal(best or worst or 1)
    end = "best" if best else "worst"
    return Scene([figure], relations).end(f"{name} would have to be {place} at {end}")


def rank(
    figure: Figure,
    own: Statement,
    larger: Sequence[Statement],
    best: int | None,
    worst: int | None,
    relations: Relations,
) -> str:
    """A place that the amounts of the partners do not allow; larger: those before it."""
    scene = Scene([own.figure, *(s.figure for s in larger)], relations)
    said = _place(figure)
    partner = wording.capital(relations.areas[figure.partner].said)
    text = f"{partner} is said to be {said} ({wording.name(figure.indicator, relations)}), at"
    if best:
        return scene.end(f"{text} best {wording.ordinal(best)}: {scene.phrases([own, *larger])}")
    text = f"{text} worst {wording.ordinal(worst or 1)}: beside {scene.phrase(own)}"
    return scene.end(f"{text} the others leave no room for more before it")


def reversed_ranks(
    better: Figure, worse: Figure, smaller: Statement, larger: Statement, relations: Relations
) -> str:
    """Two places that the amounts of the two partners have the other way round."""
    scene = Scene([smaller.figure, larger.figure], relations)
    first, second = (_place(f) for f in (better, worse))
    names = [relations.areas[f.partner].said for f in (better, worse)]
    ranking = wording.name(better.indicator, relations)
    text = f"{names[0]} is said to be {first} and {names[1]} {second} ({ranking}), though of the"
    return scene.end(f"{text} two the latter has more: {scene.phrases([smaller, larger])}")


def _place(figure: Figure) -> str:
    """The place as it is stated: "one of the top five" is not "fifth"."""
    first, *last = (wording.ordinal(int(end)) for end in figure.ends)
    if last:
        return f"{first} to {last[0]}"
    limits = {
        "at_most": f"one of the first {figure.point:f}",
        "less_than": f"better than {first}",
        "at_least": f"{first} at best",
        "more_than": f"worse than {first}",
    }
    return limits.get(figure.qualifier, first)
