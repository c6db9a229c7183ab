"""Findings other than conflicts in plain words, for a reader who knows no linear programming.

Every number in a sentence is a figure's own or a solved range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

from etl.core.intervals import of_figure
from etl.core.model import Figure
from etl.reconcile.find.implied import Range
from etl.reconcile.findings import Question
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import REVISION, Statement
from etl.reconcile.say import wording
from etl.reconcile.say.scene import Scene

_HUNDRED = Decimal(100)
_NOBODY: Final[frozenset[int]] = frozenset()


class Room(NamedTuple):
    """What is left between statements that can only just be true together."""

    amount: Decimal
    days: int
    """How many days only the first of them covers."""
    is_pace: bool
    """Whether the amount is no more than what these days hold at an even pace."""


def supported(
    figure: Figure,
    allowed: Range,
    reasons: Sequence[Statement],
    relations: Relations,
    *,
    closes: bool = False,
) -> str:
    """The range that others leave, and the figure itself; closes: with it a sum adds up."""
    scene = Scene([figure, *(r.figure for r in reasons)], relations)
    text = f"with {scene.some(reasons)}, {scene.name(figure)} must be"
    text = f"{text} {scene.value(allowed, figure)}"
    if figure.qualifier == "exact" and not _holds(allowed, figure.ends):
        text = f"{text}{_meaning(figure, scene)}"
    else:
        text = f"{text}; stated is {scene.amounts.stated(figure)}"
    return scene.end(f"{text}, with which the sum adds up" if closes else text)


def _holds(allowed: Range, ends: Iterable[Decimal]) -> bool:
    """Whether a range has these numbers in it."""
    return all(
        (allowed.low is None or allowed.low <= end)
        and (allowed.high is None or end <= allowed.high)
        for end in ends
    )


def unopposed(
    figure: Figure,
    allowed: Range,
    reasons: Sequence[Statement],
    relations: Relations,
    *,
    is_inside: bool = True,
) -> str:
    """The little that others say; is_inside: whether what is stated lies in it as it is printed."""
    scene = Scene([figure, *(r.figure for r in reasons)], relations)
    text = f"with {scene.some(reasons)}, {scene.name(figure)} must be"
    text = f"{text} {scene.value(allowed, figure)}"
    return scene.end(text if is_inside else f"{text}{_meaning(figure, scene)}")


def _meaning(figure: Figure, scene: Scene) -> str:
    """What is stated, and what that can mean."""
    text = f"; stated is {scene.amounts.stated(figure)}"
    if figure.qualifier not in ("exact", "approximately"):
        return text
    ends = Range(*of_figure(figure), _NOBODY, _NOBODY)
    return f"{text}, which can mean {scene.value(ends, figure)}"


def tight(first: Statement, others: Sequence[Statement], room: Room, relations: Relations) -> str:
    """Statements that can only just be true together, and the room that is left."""
    scene = Scene([first.figure, *(o.figure for o in others)], relations)
    text = f"{scene.phrases([first, *others])} can only just be true together"
    if not room.amount:
        return scene.end(f"{text}: no room is left")
    left = f"{text}: the room left is about {scene.amounts.about(room.amount)}"
    if not room.days:
        return scene.end(left)
    days = f"the {room.days:,} days that only the first covers"
    if room.is_pace:
        return scene.end(f"{left}, what {days} would add at an even pace")
    return scene.end(f"{left}, if {days} held their even share")


def deduced(
    target: Figure, allowed: Range, reasons: Sequence[Statement], relations: Relations
) -> tuple[str, tuple[Decimal, Decimal]]:
    """What several figures pin down together, and the range as shown, in base units.

    `target` is a figure that nobody states; of the range both ends are set, or the natural floor.
    """
    scene = Scene([target, *(r.figure for r in reasons)], relations)
    low = target.point if allowed.low is None else allowed.low
    assert allowed.high is not None
    if target.unit == "percent":
        shown = wording.outward(low, allowed.high)
    else:
        shown = scene.amounts.shown(low, allowed.high)
    text = f"with {scene.some(reasons)}, {scene.name(target)} must be"
    return scene.end(f"{text} {scene.value(allowed, target)}"), shown


def remainder(target: Figure, reasons: Sequence[Statement], relations: Relations) -> str:
    """What shorter windows leave of a longer one; the target's value is the least that they do."""
    scene = Scene([target, *(r.figure for r in reasons)], relations)
    text = f"{scene.phrases(reasons)} can all be true only if {scene.name(target)} was"
    return scene.end(f"{text} {scene.amounts.between(target.value, None)}")


def adds_up(
    total: Statement, parts: Sequence[Statement], official: Statement | None, relations: Relations
) -> str:
    """A total beside the sum of its parts."""
    scene = Scene([s.figure for s in (*parts, total)], relations)
    text = _sum_beside(total, parts, scene, relations)
    return scene.end(f"{text}{_officially(official, scene)}")


def consistent(total: Statement, parts: Sequence[Statement], relations: Relations) -> str:
    """The same of one source that others contradict."""
    scene = Scene([s.figure for s in (*parts, total)], relations)
    text = _sum_beside(total, parts, scene, relations)
    return scene.end(f"{text}; its source agrees with itself, though not with others")


def _sum_beside(
    total: Statement, parts: Sequence[Statement], scene: Scene, relations: Relations
) -> str:
    name = wording.name(total.figure.indicator, relations)
    text = f"{scene.sum_up(parts)}; stated {name} is {scene.amounts.stated(total.figure)}"
    if sum(p.figure.point for p in parts) != total.figure.point:
        text = f"{text}, the same within rounding"
    return text


def means_before(
    told: tuple[Statement, Statement, Statement],
    allowed: Range,
    official: Statement | None,
    relations: Relations,
) -> str:
    """What a growth to a level means for the year before, and what is stated of that year."""
    growth, now, before = told
    scene = Scene([now.figure, before.figure], relations)
    rise = f"{wording.name(growth.figure.indicator, relations)} of"
    rise = f"{rise} {scene.amounts.stated(growth.figure)} to {scene.phrase(now)} means"
    text = f"{rise} {scene.value(allowed, before.figure)} {wording.when(before.figure.period)}"
    text = f"{text}; stated is {scene.amounts.stated(before.figure)}"
    return scene.end(f"{text}{_officially(official, scene)}")


def confirmed(stated: Statement, official: Statement, relations: Relations) -> str:
    """A statement beside the table that confirms it."""
    scene = Scene([stated.figure], relations)
    return scene.end(f"{scene.phrase(stated)}{_officially(official, scene)}")


def _officially(official: Statement | None, scene: Scene) -> str:
    return "" if official is None else f", officially {scene.amounts.stated(official.figure)}"


def bears_on(sentence: str) -> str:
    """Said of a figure that nothing limits, though it limits another; sentence: of the other."""
    return f"No other figure limits it, but it limits another. {sentence}".rstrip()


ALONE = "No other figure bears on it."
TOO_MANY = "It is part of a conflict; there are more conflicts around it than are looked for."
BESIDE_SUSPECTS = "No other figure bears on it, but for those that would have to be wrong."


def revision(
    statement: Statement,
    allowed: Range,
    difference: Decimal,
    official: Sequence[Statement],
    relations: Relations,
) -> str:
    """A first print beside the final table; percentages are points apart.

    official: the figures of the table that say so. Where they are others than the one that is
    stated, as of a balance, it is what a revision of each of them can make together.
    """
    figure = statement.figure
    is_made = not statement.whole and any(s.part != statement.part for s in official)
    scene = Scene([figure, *(s.figure for s in official if is_made)], relations)
    text = scene.phrase(statement) if is_made else scene.said(figure)
    apart = f"{(difference * _HUNDRED).quantize(Decimal('0.01'), ROUND_FLOOR):f} %"
    low, high = of_figure(figure)
    gaps = [allowed.low - high] if allowed.low is not None and high is not None else []
    gaps += [low - allowed.high] if low is not None and allowed.high is not None else []
    if figure.unit == "percent":
        apart = wording.points(max(gaps), ROUND_FLOOR)
    up_to = wording.percent(REVISION)
    if is_made:
        table = f"{text}, by the final table {scene.value(allowed, figure)}"
        least = scene.amounts.between(max(gaps), None)
        return scene.end(
            f"{table}: {least} apart, no more than ordinary revisions, taken to be up to {up_to}"
            f" each, of {scene.some(official, tolerance=False)}"
        )
    return scene.end(
        f"{text}, in the final table {scene.value(allowed, figure)}: at least {apart} apart, no"
        f" more than an ordinary revision, taken to be up to {up_to}"
    )


def fits_nowhere(units: Sequence[str]) -> str:
    """Said of a change that contradicts in one currency: it has to fit in one only."""
    return f"Nor does it fit in {wording.joined(units)}; to fit in one of them would do."


def not_added(area: str, others: Sequence[str], relations: Relations) -> str:
    """That an area is taken to overlap others, so that their sum is not held against a group."""
    names = [relations.areas[other].name for other in others]
    return (
        f"{relations.areas[area].name} is no country of ISO 3166 and is taken to overlap"
        f" {wording.joined(names)}, so together they are held against no group; where it does not"
        f" overlap, write `outside: [{', '.join(others)}]` at {area}."
    )


_ASKED: Final[dict[Question, str]] = {
    "conflicts": "Whether it can be true beside the other figures",
    "range": "What the other figures allow for it",
    "tight": "Whether it can only just be true",
    "deduced": "What follows from it and the other figures",
    "remainders": "What shorter periods leave of it",
    "revision": "Whether an ordinary revision explains it",
    "agreements": "Which other figures confirm it",
    "known": "What all statements together allow",
    "estimate": "Where the least adjustment of all statements puts it",
}


def not_known(question: Question, why: str) -> str:
    """That a question has no answer, and why."""
    return f"{_ASKED[question]} is not known: {why}."
