"""Findings in plain words, for a reader who has never heard of linear programming.

Every number in a sentence is a figure's own, a sum or ratio of such, or a solved range.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from etl.model import Figure
from etl.reconcile import wording
from etl.reconcile.implied import Range
from etl.reconcile.relations import Relations
from etl.reconcile.statements import Statement, Window

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_TWO = 2
_HELD = 4  # statements that a reader can hold in mind


class Charge(NamedTuple):
    """A member of a conflict, with the range that the others allow for it."""

    statement: Statement
    fit: Range

    @property
    def too_high(self) -> bool:
        """Whether it would have to be smaller to fit."""
        return self.fit.high is not None and self.fit.high < self.statement.figure.value


class Scene:
    """One sentence. What is the same for all its figures is said once, in front."""

    def __init__(self, figures: Sequence[Figure], relations: Relations) -> None:
        self._relations = relations
        self.amounts = wording.Amounts(figures)
        first = figures[0]
        self._one_place = len({(f.reporter, f.partner) for f in figures}) == 1
        self._one_time = len({(f.period.start, f.period.end) for f in figures}) == 1
        lead = [self._place(first)] if self._one_place else []
        if self._one_time:
            lead.append(wording.in_words(first.period))
        self._lead = f"{', '.join(lead)}: " if lead else ""

    def name(self, figure: Figure) -> str:
        """What a figure measures, with side and time where the sentence has several."""
        named = wording.name(figure.indicator, self._relations)
        if self._one_place:
            return named if self._one_time else f"{named} {wording.when(figure.period)}"
        return f"{named} ({self._where(figure)})"

    def phrase(self, statement: Statement) -> str:
        """One statement: "exports of 14.8 billion USD in 2023"."""
        figure = statement.figure
        official = "official " if statement.official else ""
        named = wording.name(figure.indicator, self._relations)
        text = f"{official}{named} of {self.amounts.stated(figure)}"
        if not self._one_place:
            return f"{text} ({self._where(figure)})"
        return text if self._one_time else f"{text} {wording.when(figure.period)}"

    def phrases(self, statements: Sequence[Statement]) -> str:
        """Several statements, joined."""
        return wording.joined([self.phrase(s) for s in statements])

    def some(self, statements: Sequence[Statement]) -> str:
        """As many statements as a reader can hold, and how many more there are."""
        if len(statements) <= _HELD:
            return self.phrases(statements)
        shown = [self.phrase(s) for s in statements[: _HELD - 1]]
        return wording.joined([*shown, f"{len(statements) - len(shown)} other figures"])

    def sum_up(self, statements: Sequence[Statement]) -> str:
        """The statements, and what they make where they are several."""
        text = self.phrases(statements)
        if len(statements) == 1:
            return text
        return f"{text} make {self.amounts.total([s.figure for s in statements])}"

    def value(self, found: Range, figure: Figure) -> str:
        """A range in the figure's own unit."""
        if figure.unit == "percent":
            return wording.percent_between(found.low, found.high)
        return self.amounts.between(found.low, found.high)

    def end(self, text: str) -> str:
        """The whole sentence."""
        return f"{wording.capital(self._lead + wording.capital(text))}."

    def _place(self, figure: Figure) -> str:
        return self._relations.areas[figure.partner].name

    def _where(self, figure: Figure) -> str:
        place = self._place(figure)
        return place if self._one_time else f"{place}, {wording.in_words(figure.period)}"


def conflict(charges: Sequence[Charge], relations: Relations) -> str:
    """Why these statements cannot all be true, with the arithmetic a reader can repeat."""
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
    return text or _general(charges, relations)


def _telling_order(charge: Charge) -> tuple[bool, bool, int, str]:
    """Amounts before ratios, stated before official, then in the order of time."""
    s = charge.statement
    return bool(s.whole), s.official, s.part[0].start, s.figure.id


def _ratio(target: Statement, others: list[Statement], relations: Relations) -> str | None:
    """A growth or share beside figures that give both its sides directly."""
    part = [s for s in others if _within(s.part, target.part)]
    whole = [s for s in others if s not in part]
    bottom = sum((s.figure.value for s in whole), _ZERO)
    if not (bottom and _makes(part, target.part) and _makes(whole, target.whole)):
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
    if len(low) == 1 and _disjoint(high):
        beside = "not" if _makes(high, low[0].part) else "more than"
        text = f"{scene.sum_up(high)}, {beside}"
        return scene.end(f"{text} {scene.phrase(low[0])}")
    if len(high) == 1:
        beside = ", not" if _makes(low, high[0].part) else " at most, less than"
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
    return scene.end(f"{text}, but officially {number}: too far apart for an ordinary revision")


def _general(charges: Sequence[Charge], relations: Relations) -> str:
    scene = Scene([c.statement.figure for c in charges], relations)
    target = charges[-1]
    text = f"{scene.phrases([c.statement for c in charges])} cannot all be true; beside the others"
    name = wording.name(target.statement.figure.indicator, relations)
    fit = scene.value(target.fit, target.statement.figure)
    return scene.end(f"{text}, {name} would have to be {fit}")


def supported(
    figure: Figure, found: Range, reasons: Sequence[Statement], relations: Relations
) -> str:
    """The range that others leave, and the figure itself."""
    scene = Scene([figure, *(r.figure for r in reasons)], relations)
    text = f"with {scene.some(reasons)}, {scene.name(figure)} must be"
    text = f"{text} {scene.value(found, figure)}"
    return scene.end(f"{text}; stated is {scene.amounts.stated(figure)}")


def unopposed(
    figure: Figure, found: Range, reasons: Sequence[Statement], relations: Relations
) -> str:
    """The little that others say."""
    scene = Scene([figure, *(r.figure for r in reasons)], relations)
    text = f"with {scene.some(reasons)}, {scene.name(figure)} must be"
    return scene.end(f"{text} {scene.value(found, figure)}")


def outvoted(figure: Figure, found: Range, relations: Relations) -> str:
    """Said of a member of a conflict that others support: the trouble is probably elsewhere."""
    scene = Scene([figure], relations)
    return (
        f"Without the figures that would have to be wrong, the others imply"
        f" {scene.value(found, figure)} for it."
    )


def tight(
    first: Statement, others: Sequence[Statement], room: Decimal, days: int, relations: Relations
) -> str:
    """Statements that can only just be true together, and the room that is left."""
    scene = Scene([first.figure, *(o.figure for o in others)], relations)
    text = f"{scene.phrases([first, *others])} can only just be true together"
    if not room:
        return scene.end(f"{text}: no room is left")
    left = f"{text}: the room left is about {scene.amounts.about(room)}"
    if not days:
        return scene.end(left)
    return scene.end(
        f"{left}, what the {days:,} days that only the first covers would add at an even pace"
    )


def deduced(
    target: Figure, found: Range, reasons: Sequence[Statement], relations: Relations
) -> str:
    """What several figures pin down together. `target` is a figure that nobody states."""
    scene = Scene([target, *(r.figure for r in reasons)], relations)
    text = f"with {scene.some(reasons)}, {scene.name(target)} must be"
    return scene.end(f"{text} {scene.value(found, target)}")


def revision(figure: Figure, found: Range, difference: Decimal, relations: Relations) -> str:
    """A first print beside the final table."""
    scene = Scene([figure], relations)
    text = f"{wording.name(figure.indicator, relations)} of {scene.amounts.stated(figure)}"
    share = f"{(difference * _HUNDRED).quantize(Decimal('0.01')):f} %"
    return scene.end(
        f"{text}, in the final table {scene.value(found, figure)}: the {share} between them are no"
        " more than an ordinary revision"
    )


def hint(figure: Figure, found: Range, relations: Relations) -> str:
    """A period of the same source in which nothing speaks against a suspect figure."""
    scene = Scene([figure], relations)
    text = f"{wording.name(figure.indicator, relations)} of {scene.amounts.stated(figure)}"
    if found.says_nothing:
        return scene.end(f"{text} would fit: no other figure bears on it there")
    return scene.end(f"{text} would fit: the other figures allow {scene.value(found, figure)}")


def _within(inner: Sequence[Window], outer: Sequence[Window]) -> bool:
    return all(
        any(o.series == i.series and o.start <= i.start and i.stop <= o.stop for o in outer)
        for i in inner
    )


def _disjoint(statements: Sequence[Statement]) -> bool:
    windows = sorted(w for s in statements for w in s.part)
    return all(a.series != b.series or a.stop <= b.start for a, b in pairwise(windows))


def _makes(statements: Sequence[Statement], windows: Sequence[Window]) -> bool:
    """Whether the statements' amounts are exactly those windows, each once."""
    if not statements or not _disjoint(statements):
        return False
    return _merged([w for s in statements for w in s.part]) == _merged(windows)


def _merged(windows: Sequence[Window]) -> list[Window]:
    merged: list[Window] = []
    for window in sorted(windows):
        last = merged[-1] if merged else None
        if last and last.series == window.series and last.stop == window.start:
            merged[-1] = last._replace(stop=window.stop)
        else:
            merged.append(window)
    return merged
