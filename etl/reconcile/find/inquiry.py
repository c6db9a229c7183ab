"""Figures in conflict under another reading: what each could be, and whether that mends.

Must not decide which figures are asked about (see `causes`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from etl.core.intervals import of_figure
from etl.core.model import Figure
from etl.reconcile.find.hypotheses import Hypothesis, Stated
from etl.reconcile.find.implied import Range, pins_down
from etl.reconcile.find.meanings import of_meaning
from etl.reconcile.find.numbers import TIGHT, of_editions, of_number, overlaps, slip
from etl.reconcile.find.trial import Reading, Trial, prepared, reading
from etl.reconcile.findings import Cause, CauseKind, Conflict
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import Statement
from etl.reconcile.model.sums import within
from etl.reconcile.say import causes as say
from etl.reconcile.solve.simplex import Undecided

NEAREST: Final = 100
"""Statements that a changed one is held against, those of its own conflicts and areas first."""

WORD: Final = 3
"""Powers of ten from one scale word to the next."""

NUMBERS: Final[tuple[CauseKind, ...]] = ("scale", "sign", "digits")
"""Causes by which a number is another one; the others leave it as it is printed."""


def members(conflict: Conflict) -> set[str]:
    """Every figure of a conflict, those that repeat another among them."""
    return {f for m in conflict.members for f in (m.figure_id, *m.repeats)}


class Inquiry:
    """All that figures in conflict are tested against."""

    def __init__(
        self,
        suspects: frozenset[str],
        conflicts: tuple[Conflict, ...],
        statements: tuple[Statement, ...],
        declared: Relations,
        earlier: Mapping[str, Sequence[Figure]],
    ) -> None:
        """earlier: of an official figure, what its table said before it was revised."""
        self.suspects, self._declared, self._earlier = suspects, declared, earlier
        self.open_ended: set[str] = set()
        """Causes whose other reading is held against little else."""
        self._of: dict[str, list[Statement]] = defaultdict(list)
        for s in statements:
            self._of[s.figure.id].append(s)
        self._stated = Stated(statements, declared)
        self._conflicts: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in conflicts:
            for figure in members(conflict):
                self._conflicts[figure].append(conflict)

    def hypotheses(self, name: str) -> list[Hypothesis]:
        """Other readings of a figure; other numbers only where they fit one of its conflicts."""
        own = tuple(self._of[name])
        figure = own[0].figure
        fits = [m for c in self._own([name]) for m in c.members if m.figure_id == name]
        numbers = [
            h
            for h in of_number(figure, own)
            if any(overlaps(h.figure, m.fit_low, m.fit_high) for m in fits)
        ]
        scales = [h for h in numbers if h.kind != "digits"]
        slips = [h for h in numbers if h.kind == "digits"]  # the most, and the least telling
        if own[0].official:
            return [*self.editions(name), *scales, *slips]
        return [*scales, *of_meaning(figure, own, self._stated), *slips]

    def editions(self, name: str) -> list[Hypothesis]:
        """Earlier editions of an official figure: asked about even where a slip would do."""
        own = tuple(self._of[name])
        return list(of_editions(own[0].figure, own, self._earlier.get(name, ())))

    def tested(self, name: str, hypotheses: list[Hypothesis]) -> tuple[list[Cause], int]:
        """The causes among hypotheses about one figure; how many have no answer."""
        if not hypotheses:
            return [], 0
        trial = self._trial([(name, h) for h in hypotheses])
        causes, undecided = list[tuple[Hypothesis, Cause]](), 0
        for n, hypothesis in enumerate(hypotheses):
            try:
                cause = self._cause(name, hypothesis, n, trial)
            except Undecided:  # what cannot be shown to mend is not told
                undecided += 1
                continue
            causes += [(hypothesis, cause)] if cause else []
        return self._telling(name, causes), undecided

    def _telling(self, name: str, causes: list[tuple[Hypothesis, Cause]]) -> list[Cause]:
        """Without slips of digits that say nothing.

        One beside a scale is the same with a digit left out; of several only a swap is told, where
        there is one: it is one of few. Nor a tenth of points that are per cent, nor a digit less
        of what another period pins down.
        """
        others = [c for h, c in causes if h.kind != "digits"]
        if any(c.kind == "points" for c in others):
            return [c for c in others if c.kind not in NUMBERS]
        if any(c.kind == "period" and c.cause_id not in self.open_ended for c in others):
            return others
        figure = self._of[name][0].figure
        slips = [(slip(figure, h.figure), c) for h, c in causes if h.kind == "digits"]
        if not slips or any(c.kind == "scale" for c in others):
            return others
        best = min((kind for kind, _ in slips), key=list(TIGHT).index)
        alike = [c for kind, c in slips if kind == best]
        return [*others, *alike] if len(alike) == 1 else others

    def source(self, name: str) -> str:
        """The source of a figure."""
        return self._of[name][0].figure.source

    def together(self, read: dict[str, Hypothesis], *, pinned: bool) -> Cause | None:
        """The cause that figures share, where they fit at once; pinned: each has it by itself."""
        places = {name: n for n, name in enumerate(read)}
        conflicts = {c.conflict_id: c for name in read for c in self._conflicts[name]}
        is_edition = all(h.kind == "edition" for h in read.values())
        must_be_all = not pinned and not is_edition
        trial = self._trial(list(read.items()))
        mends = [i for i, c in conflicts.items() if trial.mends(c, places)]
        own = {c.conflict_id for c in self._own(read)}
        if not mends or not trial.fits(places) or (must_be_all and not own.issubset(mends)):
            return None
        is_area = any(h.kind == "area" for h in read.values())
        if must_be_all and not is_area and not self._pinned_together(read, places, trial):
            return None
        names = sorted(read, key=lambda f: (-len(self._of[f][0].part), f))  # the total first
        names.sort(key=lambda f: bool(self._of[f][0].whole))
        first = read[names[0]]
        allowed = trial.amount(first, places) if must_be_all and is_area else None
        figures = [self._of[name][0].figure for name in names]
        return self._told(
            (names[0], first),
            tuple(mends),
            say.together(figures, first, allowed, self._declared),
            say.headline(figures, first, self._declared),
            tuple(names[1:]),
        )

    def _pinned_together(
        self, read: dict[str, Hypothesis], places: dict[str, int], trial: Trial
    ) -> bool:
        """Whether each is pinned down by what is believed and the others as they are read."""
        return all(
            pins_down(allowed, trial.case.kind(s))
            for name, h in read.items()
            for s, allowed in zip(h.moved, trial.beside(name, places), strict=True)
        )

    def exchanged(self, read: dict[str, Hypothesis]) -> Cause | None:
        """The cause of pairs of figures of which each was said of the other's indicator."""
        places = {name: n for n, name in enumerate(read)}
        trial = self._trial(list(read.items()))
        every = {c.conflict_id: c for name in read for c in self._conflicts[name]}
        own = {c.conflict_id for c in self._own(read)}
        mends = [i for i, c in every.items() if trial.mends(c, places)]
        if not mends or not own.issubset(mends) or not trial.fits(places):
            return None
        names = sorted(read, key=lambda f: (self.figure(f).period.start, f))
        figures = [self.figure(name) for name in names]
        return self._told(
            (names[0], read[names[0]]),
            tuple(mends),
            say.exchanged(figures, self._declared),
            say.exchanged(figures, self._declared).removesuffix("."),
            tuple(names[1:]),
        )

    def figure(self, name: str) -> Figure:
        """A figure in conflict."""
        return self._of[name][0].figure

    def _told(
        self,
        of: Reading,
        mends: tuple[str, ...],
        sentence: str,
        headline: str,
        also: tuple[str, ...] = (),
    ) -> Cause:
        name, h = of
        text = "\n".join((h.kind, name, h.was, h.would_be, *also))
        return Cause(
            cause_id=f"cause-{hashlib.sha256(text.encode()).hexdigest()[:8]}",
            kind=h.kind,
            figure_id=name,
            was=h.was,
            would_be=h.would_be,
            mends=mends,
            departure=h.departure,
            sentence=sentence,
            also=also,
            headline=headline,
        )

    def _trial(self, readings: Sequence[Reading]) -> Trial:
        names = dict.fromkeys(name for name, _ in readings)
        own = [s for name in names for s in self._of[name]]
        moved = [s for _, h in readings for s in h.moved]
        around = [
            s
            for name in names
            for c in self._conflicts[name]
            for f in sorted(members(c))
            for s in self._of[f]
        ]
        beside = self._stated.beside([*own, *moved], NEAREST)
        near = [s for s in (*around, *beside) if s.figure.id not in names]
        near = list({id(s): s for s in near}.values())
        doubted = {s for s in self.suspects if self._is_doubted(s, names)}
        return prepared(own, near, doubted, readings, self._declared)

    def _own(self, names: Collection[str]) -> list[Conflict]:
        """Conflicts in which no other suspect is: another cause has to do with the rest.

        All that they are in where there are none.
        """
        every = list({c.conflict_id: c for n in names for c in self._conflicts[n]}.values())
        return [c for c in every if members(c) & self.suspects <= set(names)] or every

    def _is_doubted(self, other: str, names: Collection[str]) -> bool:
        """Whether a suspect stays one even if some figures are those that are wrong."""
        return any(members(c).isdisjoint(names) for c in self._conflicts[other])

    def _cause(self, name: str, h: Hypothesis, n: int, trial: Trial) -> Cause | None:
        read, conflicts = {name: n}, self._conflicts[name]
        if not any(trial.mends(c, read) for c in conflicts) or not trial.fits(read):
            return None
        mends = [c.conflict_id for c in conflicts if trial.mends(c, read)]
        if h.kind == "edition":  # a table said so: nothing else has to make it likely
            return self._of_one(name, h, mends)
        ranges = trial.ranges(reading(n))
        kinds = ("growth" if h.kind == "points" else trial.case.kind(s) for s in h.moved)
        pinned = all(pins_down(r, kind) for kind, r in zip(kinds, ranges, strict=True))
        is_number = h.kind in NUMBERS
        doubtful = (
            (
                h.kind == "period"
                and self._any_may_be_wrong(name)
                and not self._is_far(name, h, trial, ranges)
            )
            or (not is_number and self._contradicted(name, n, trial))
            or any(_only_touches(h, r) for r in ranges)
            or not (
                pinned
                or self._may_be_open(name, h, ranges)
                or self._is_word(name, h, mends, ranges)
            )
            or (pinned and is_number and not all(self._moves_far(name, h, r) for r in ranges))
            or (h.kind in ("period", "area") and self._is_said(h))
            or (_is_elsewhere(h) and not self._is_far(name, h, trial, ranges))
            or (pinned and not is_number and not trial.is_closer(name, h, n))
        )
        return None if doubtful else self._of_one(name, h, mends, pinned=pinned)

    def _may_be_open(self, name: str, h: Hypothesis, ranges: list[Range]) -> bool:
        """Whether a reading may be told though the others leave it much room."""
        within_a_year = h.kind == "period" and h.figure.period.coverage != "multi_year"
        # Where nothing is known any amount would fit.
        near = all(
            s.whole or _comes_near(h.figure.point, r, 2)
            for s, r in zip(h.moved, ranges, strict=True)
        )
        return within_a_year and near and self._is_sole(name)

    def _is_word(self, name: str, h: Hypothesis, mends: list[str], ranges: list[Range]) -> bool:
        """Whether another scale mends all that it has to do with, though it is not pinned down.

        Billion for million is one of two slips of a kind, a nought too few or too many of a count
        one of two; neither fits by chance where it comes near to an end of what there can be.
        """
        before, after = self._of[name][0].figure.quantity, h.figure.quantity
        own = {c.conflict_id for c in self._own([name])}
        if h.kind != "scale" or not own.issubset(mends):
            return False
        point = h.figure.point
        if before.scale and after.scale and abs(after.scale - before.scale) == WORD:
            return all(_comes_near(point, r._replace(low=None), 10) for r in ranges)
        power = abs(after.digits.adjusted() - before.digits.adjusted())
        is_count = h.figure.unit == "count" and power == 1
        return is_count and all(_comes_near(point, r, 2) for r in ranges)

    def _of_one(self, name: str, h: Hypothesis, mends: list[str], *, pinned: bool = True) -> Cause:
        figure = self._of[name][0].figure
        cause = self._told(
            (name, h),
            tuple(mends),
            say.sentence(figure, h, self._declared, pinned=pinned),
            say.headline([figure], h, self._declared),
        )
        if not pinned:
            self.open_ended.add(cause.cause_id)
        return cause

    def _contradicted(self, name: str, n: int, trial: Trial) -> bool:
        """Whether another suspect about the same amounts, or a part of them, speaks against it."""
        statements = trial.case.system.statements
        others = (p for s in self.suspects - {name} for p in trial.places.get(s, ()))
        pairs = ((p, q) for p in others for q in trial.places[reading(n)])
        return any(
            (
                within(statements[p].part, statements[q].part)
                or within(statements[q].part, statements[p].part)
            )
            and not trial.case.solver.possible(frozenset({p, q}))
            for p, q in pairs
        )

    def _moves_far(self, name: str, h: Hypothesis, allowed: Range) -> bool:
        """Whether a number moves by more than is left open, by the others and by its own digits.

        Else most that moves would fit.
        """
        assert allowed.low is not None  # it is pinned down
        assert allowed.high is not None
        moved = abs(Decimal(h.would_be) - Decimal(h.was))
        room = allowed.high - allowed.low
        if h.kind != "digits":
            return room <= moved
        times = TIGHT[slip(self._of[name][0].figure, h.figure)]
        return (room + h.figure.quantity.step) * times <= moved

    def _is_said(self, h: Hypothesis) -> bool:
        """Whether its source says the very same of that other period already."""
        said = {(s.part, s.whole, s.low, s.high) for s in self._stated.of_source(h.figure.source)}
        return all((s.part, s.whole, s.low, s.high) in said for s in h.moved)

    def _any_may_be_wrong(self, name: str) -> bool:
        """Whether it is in a conflict that is nothing but suspects: moved, it would leave a gap."""
        return any(members(c) <= self.suspects for c in self._own([name]))

    def _is_far(self, name: str, h: Hypothesis, trial: Trial, allowed: list[Range]) -> bool:
        """Whether another period explains a number that others, as likely wrong, leave no room for.

        It has to be pinned down there, more closely than the number is off here, and its source
        must not say another number of that period already.
        """
        width = [_width(r) for r in allowed]
        off = [_off(h.figure.point, r) for r in trial.ranges(name)]
        step = h.figure.quantity.step
        said = {
            (s.figure.indicator, s.part, s.whole) for s in self._stated.of_source(h.figure.source)
        }
        return all(
            w is not None and o is not None and w + step <= o
            for w, o in zip(width, off, strict=True)
        ) and not any((s.figure.indicator, s.part, s.whole) in said for s in h.moved)

    def _is_sole(self, name: str) -> bool:
        """Whether a conflict has no other suspect."""
        return all(members(c) & self.suspects == {name} for c in self._own([name]))


def _is_elsewhere(h: Hypothesis) -> bool:
    """Whether it is read of another area altogether."""
    return h.kind == "area" and h.figure.partner != h.was


def _width(allowed: Range) -> Decimal | None:
    return None if allowed.low is None or allowed.high is None else allowed.high - allowed.low


def _off(point: Decimal, allowed: Range) -> Decimal | None:
    """How far a number is beyond a range; None where it is within."""
    if allowed.low is not None and point < allowed.low:
        return allowed.low - point
    if allowed.high is not None and allowed.high < point:
        return point - allowed.high
    return None


def _only_touches(h: Hypothesis, allowed: Range) -> bool:
    """Whether what is read in another way has no more than one value in common with a range."""
    low, high = of_figure(h.figure)
    return low != high and (
        (low is not None and low == allowed.high) or (high is not None and high == allowed.low)
    )


def _comes_near(point: Decimal, allowed: Range, times: int) -> bool:
    """Whether a number is allowed, and an end of what is allowed no more than so many times off."""
    low, high = allowed.low, allowed.high
    if (low is not None and point < low) or (high is not None and point > high):
        return False
    near_low = low is not None and point <= times * low
    return near_low or (high is not None and high <= times * point)
