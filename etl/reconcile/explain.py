"""Findings in plain words, for a reader who has never heard of linear programming.

Every number in a sentence is a figure's own, a sum or ratio of such, or a solved range.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from etl.model import Figure
from etl.reconcile import wording
from etl.reconcile.implied import Range
from etl.reconcile.relations import Relations
from etl.reconcile.statements import Statement, Window

_HUNDRED = Decimal(100)


class Charge(NamedTuple):
    """A member of a conflict, with the range that the others allow for it."""

    statement: Statement
    fit: Range

    @property
    def too_high(self) -> bool:
        """Whether it would have to be smaller to fit."""
        return self.fit.high is not None and self.fit.high < self.statement.figure.value


class Scene:
    """What is the same for all figures of a sentence is said once, in front."""

    def __init__(
        self, figures: Sequence[Figure], relations: Relations, extra: Sequence[Decimal] = ()
    ) -> None:
        self._relations = relations
        self.amounts = wording.Amounts(figures, extra)
        self._one_place = len({(f.reporter, f.partner) for f in figures}) == 1
        self._one_time = len({f.period[1:3] for f in figures}) == 1
        first = figures[0]
        lead: list[str] = []
        if self._one_place:
            lead.append(relations.areas[first.partner].name)
        if self._one_time:
            lead.append(wording.in_words(first.period))
        self.lead = f"{', '.join(lead)}: " if lead else ""

    def phrase(self, statement: Statement) -> str:
        """One statement: "exports of 14.8 billion USD", with side and time where they differ."""
        figure = statement.figure
        official = "official " if statement.official else ""
        number = self.amounts.stated(figure)
        when = "" if self._one_time else f" in {wording.in_words(figure.period)}"
        if self._one_place:
            return f"{official}{wording.name(figure.indicator, self._relations)} of {number}{when}"
        about = wording.subject(figure.indicator, figure.reporter, figure.partner, self._relations)
        return f"{official}{about[:1].lower()}{about[1:]} of {number}{when}"

    def phrases(self, statements: Sequence[Statement]) -> str:
        """Several statements, joined."""
        return wording.joined([self.phrase(s) for s in statements])

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
        return f"{wording.capital(self.lead + text if self.lead else text)}."


def conflict(charges: Sequence[Charge], relations: Relations) -> str:
    """Why these statements cannot all be true, with the arithmetic a reader can repeat."""
    charges = sorted(charges, key=_telling_order)
    ratios = [c for c in charges if c.statement.whole]
    scene = Scene(
        [c.statement.figure for c in charges if not c.statement.whole]
        or [c.statement.figure for c in charges],
        relations,
    )
    text = None
    if len(ratios) == 1:
        text = _ratio(
            ratios[0].statement, [c.statement for c in charges if c != ratios[0]], relations
        )
    elif not ratios:
        text = _amounts(charges, scene)
    return text or _general(charges, relations)


def _telling_order(charge: Charge) -> tuple[bool, bool, int, str]:
    """Stated before official; the longest period last; then by indicator."""
    s = charge.statement
    return bool(s.whole), s.official, s.part[0].start, s.figure.id


def _ratio(target: Statement, others: list[Statement], relations: Relations) -> str | None:
    """A growth or share beside figures that give both its sides directly."""
    part = [s for s in others if _within(s.part, target.part)]
    whole = [s for s in others if s not in part]
    if not (whole and _makes(part, target.part) and _makes(whole, target.whole)):
        return None
    bottom = sum((s.figure.value for s in whole), Decimal(0))
    if not bottom:
        return None
    top = sum((s.figure.value for s in part), Decimal(0))
    growth = relations.indicators[target.figure.indicator].kind == "growth"
    value = (top / bottom - growth) * _HUNDRED
    shown = f"{value.quantize(target.figure.quantity.step):f} %"
    scene = Scene([s.figure for s in (part + whole if growth else part)], relations)
    said = scene.amounts.stated(target.figure)
    if growth:
        text = (
            f"{scene.sum_up(part)} after {scene.sum_up(whole)} is a change of {shown}, not {said}"
        )
        return scene.end(text)
    official = "official " if all(s.official for s in whole) else ""
    total = (
        scene.amounts.total([s.figure for s in whole])
        if len(whole) > 1
        else (scene.amounts.stated(whole[0].figure))
    )
    of = f"the {official}{total} with {relations.areas[target.whole[0].series.partner].name}"
    which = ", which is" if len(part) > 1 else " is"
    return scene.end(f"{scene.sum_up(part)}{which} {shown} of {of}, not {said}")


def _amounts(charges: Sequence[Charge], scene: Scene) -> str | None:
    """Amounts on one side that are more than those on the other."""
    high = [c.statement for c in charges if c.too_high]
    low = [c.statement for c in charges if not c.too_high]
    if not high or not low:
        return None
    if len(high) == len(low) == 1:
        return _pair(high[0], low[0], scene)
    if len(low) == 1 and _disjoint(high):
        exactly = _makes(high, low[0].part)
        text = f"{scene.sum_up(high)}, {'not' if exactly else 'more than'} {scene.phrase(low[0])}"
        return scene.end(text)
    if len(high) == 1:
        exactly = _makes(low, high[0].part)
        ending = ", not" if exactly and _disjoint(low) else " at most, less than"
        return scene.end(f"{scene.sum_up(low)}{ending} {scene.phrase(high[0])}")
    return None


def _pair(high: Statement, low: Statement, scene: Scene) -> str:
    if set(high.part) == set(low.part) and high.figure.indicator == low.figure.indicator:
        first, second = sorted((high, low), key=lambda s: (s.official, s.figure.id))
        number = scene.amounts.stated(second.figure)
        other = f"officially {number}" if second.official else f"elsewhere {number}"
        return scene.end(f"{scene.phrase(first)}, {other}")
    text = f"{scene.phrase(high)} cannot be contained in {scene.phrase(low)}"
    return scene.end(text)


def _general(charges: Sequence[Charge], relations: Relations) -> str:
    scene = Scene([c.statement.figure for c in charges], relations)
    text = f"{scene.phrases([c.statement for c in charges])} cannot all be true"
    target = charges[-1]
    about = wording.name(target.statement.figure.indicator, relations)
    fit = scene.value(target.fit, target.statement.figure)
    return f"{scene.end(text)} Beside the others, {about} would have to be {fit}."


def supported(
    figure: Figure, found: Range, reasons: Sequence[Statement], relations: Relations
) -> str:
    """The range that others imply, and the figure itself."""
    scene = Scene([figure, *(r.figure for r in reasons)], relations)
    text = f"{scene.phrases(reasons)} imply {scene.value(found, figure)}"
    return scene.end(
        f"{text} for {wording.name(figure.indicator, relations)}, {_as_said(figure, scene)}"
    )


def unopposed(figure: Figure, found: Range, relations: Relations) -> str:
    """The little that others say."""
    scene = Scene([figure], relations, [e for e in (found.low, found.high) if e is not None])
    return f"The other figures allow {scene.value(found, figure)}; that fits but says little."


def _as_said(figure: Figure, scene: Scene) -> str:
    return f"stated as {scene.amounts.stated(figure)}"


def tight(
    first: Statement, others: Sequence[Statement], room: Decimal, days: int, relations: Relations
) -> str:
    """Statements that can only just be true together, and the room that is left."""
    scene = Scene([first.figure, *(o.figure for o in others)], relations)
    text = f"{scene.phrase(first)} and {scene.phrases(others)} can only just both be true"
    if days == 0:
        return scene.end(f"{text}: there is room for {scene.amounts.about(room)}")
    return scene.end(
        f"{text}: the room left is about {scene.amounts.about(room)}, what {days:,} days that only"
        " the first covers add at an even pace"
    )


def deduced(
    target: Figure, found: Range, reasons: Sequence[Statement], relations: Relations
) -> str:
    """What several figures pin down together. `target` is a figure that nobody states."""
    scene = Scene([target, *(r.figure for r in reasons)], relations)
    what = wording.name(target.indicator, relations)
    if not scene.lead or ":" not in scene.lead:
        what = wording.subject(target.indicator, target.reporter, target.partner, relations)
    value = scene.value(found, target)
    return scene.end(
        f"{scene.phrases(reasons)} leave {value} for {what} in {wording.in_words(target.period)}"
    )


def revision(figure: Figure, found: Range, difference: Decimal, relations: Relations) -> str:
    """A first print beside the final table."""
    scene = Scene([figure], relations)
    share = f"{(difference * _HUNDRED).quantize(Decimal('0.01')):f} %"
    text = f"{wording.name(figure.indicator, relations)} of {scene.amounts.stated(figure)}"
    return scene.end(
        f"{text}; the final table has {scene.value(found, figure)}, a difference of {share} such as"
        " an ordinary revision makes"
    )


def hint(figure: Figure, when: str, found: Range, relations: Relations) -> str:
    """A period of the same source in which nothing speaks against a suspect figure."""
    scene = Scene([figure], relations, [e for e in (found.low, found.high) if e is not None])
    what = f"{wording.name(figure.indicator, relations)} of {scene.amounts.stated(figure)}"
    if found.says_nothing:
        return f"{wording.capital(what)} would fit {when}: nothing contradicts it there."
    return (
        f"{wording.capital(what)} would fit {when}: the other figures allow"
        f" {scene.value(found, figure)} there."
    )


def _within(inner: Sequence[Window], outer: Sequence[Window]) -> bool:
    return all(
        any(o.series == i.series and o.start <= i.start and i.stop <= o.stop for o in outer)
        for i in inner
    )


def _disjoint(statements: Sequence[Statement]) -> bool:
    windows = sorted(w for s in statements for w in s.part)
    return all(
        a.series != b.series or a.stop <= b.start
        for a, b in zip(windows, windows[1:], strict=False)
    )


def _makes(statements: Sequence[Statement], windows: Sequence[Window]) -> bool:
    """Whether the statements' amounts are exactly those windows, each once."""
    if not statements or any(s.whole for s in statements) or not _disjoint(statements):
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
