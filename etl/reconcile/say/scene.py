"""One sentence about several figures: what is the same for all of them is said once, in front.

Must not decide what is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from etl.core.kinds import KINDS
from etl.core.model import Figure
from etl.reconcile.find.implied import Range
from etl.reconcile.model.relations import Relations
from etl.reconcile.model.statements import REVISION, Statement
from etl.reconcile.say import wording

_MINUS: Final = "\N{MINUS SIGN}"
_HYPHEN: Final = re.compile(r"(?<![\w.,])-(?=\d)")
_NUMBER_OF: Final = "number of "
_HELD = 4  # statements that a reader can hold in mind


class Scene:
    """One sentence. What is the same for all its figures is said once, in front."""

    def __init__(
        self,
        figures: Sequence[Figure],
        relations: Relations,
        digits: int = wording.OF_A_TABLE,
    ) -> None:
        self._relations = relations
        self.digits = digits
        self.amounts = wording.Amounts(figures, digits=digits)
        first = figures[0]
        self._one_place = len({(f.reporter, f.partner) for f in figures}) == 1
        self._one_time = len({(f.period.start, f.period.end) for f in figures}) == 1
        lead = [self._place(first)] if self._one_place else []
        if self._one_time:
            lead.append(wording.in_words(first.period))
        self._lead = f"{', '.join(lead)}: " if lead else ""

    def name(self, figure: Figure) -> str:
        """What a figure measures, with side and time where the sentence has several."""
        named = f"{wording.name(figure.indicator, self._relations)}{wording.against(figure)}"
        if self._one_place:
            return named if self._one_time else f"{named} {wording.when(figure.period)}"
        return f"{named} ({self._where(figure)})"

    def phrase(self, statement: Statement) -> str:
        """One statement: "exports of 14.8 billion USD in 2023", "about 270 companies in 2023"."""
        figure = statement.figure
        text = self.said(figure, official=statement.official)
        if not self._one_place:
            return f"{text} ({self._where(figure)})"
        return text if self._one_time else f"{text} {wording.when(figure.period)}"

    def said(self, figure: Figure, *, official: bool = False) -> str:
        """What a figure states, without its side and time; things that are counted are named."""
        named = wording.name(figure.indicator, self._relations)
        stated = self.amounts.stated(figure)
        if figure.unit == "count" and KINDS[figure.kind].is_amount:
            return f"{'an official ' if official else ''}{stated} {named.removeprefix(_NUMBER_OF)}"
        text = f"{'official ' if official else ''}{named} of {stated}"
        return f"{text}{wording.against(figure)}"

    def phrases(self, statements: Sequence[Statement]) -> str:
        """Several statements, joined."""
        return wording.joined([self.phrase(s) for s in statements])

    def some(self, statements: Sequence[Statement], *, tolerance: bool = True) -> str:
        """As many statements as a reader can hold, and how many more there are.

        tolerance: with that which official ones are taken with.
        """
        shown = [self.phrase(s) for s in statements]
        if len(statements) > _HELD:
            shown[_HELD - 1 :] = [f"{len(statements) - _HELD + 1} other figures"]
        text = wording.joined(shown)
        if not tolerance or not any(s.official for s in statements):
            return text
        within = f"taken to within {wording.percent(REVISION)}"
        if len(statements) == 1:
            return f"{text}, {within}"
        return f"{text}, official figures {within}"

    def sum_up(self, statements: Sequence[Statement]) -> str:
        """The statements, and what they make where they are several."""
        text = self.phrases(statements)
        if len(statements) == 1:
            return text
        ends = {wording.upward(s.figure) for s in statements} - {0}
        bounds = [s.low if ends == {1} else s.high for s in statements]
        known = [end for end in bounds if end is not None]
        if len(ends) != 1 or len(known) < len(bounds):
            return f"{text} make {self.amounts.total([s.figure for s in statements])}"
        total = sum(known, Decimal(0))
        bound = (total, None) if ends == {1} else (None, total)
        return f"{text} make {self.bound(statements, *bound)}"

    def bound(
        self, statements: Sequence[Statement], low: Decimal | None, high: Decimal | None
    ) -> str:
        """What statements make at least or at most, with the tolerance of official ones."""
        text = self.amounts.between(low, high)
        if not any(s.official for s in statements):
            return text
        return f"{text}, official figures taken to within {wording.percent(REVISION)}"

    def value(self, allowed: Range, figure: Figure) -> str:
        """A range in the figure's own unit."""
        ends, excluded = (allowed.low, allowed.high), allowed.above or allowed.below
        if figure.unit == "percent":
            return wording.percent_between(*ends, unit=wording.per_cent(figure), excluded=excluded)
        if figure.unit not in (self.amounts.unit, "count"):
            return wording.Amounts([figure]).between(*ends, excluded=excluded)
        return self.amounts.between(*ends, excluded=excluded)

    def end(self, text: str) -> str:
        """The whole sentence."""
        whole = wording.capital(self._lead + wording.capital(text))
        return f"{_HYPHEN.sub(_MINUS, whole)}."

    def _place(self, figure: Figure) -> str:
        """The partner; with the reporter where that is not the one whose figures these are."""
        areas = self._relations.areas
        partner = areas[figure.partner].name
        if figure.reporter in ("", self._relations.home):
            return partner
        return f"{areas[figure.reporter].name} with {areas[figure.partner].said}"

    def _where(self, figure: Figure) -> str:
        place = self._place(figure)
        return place if self._one_time else f"{place}, {wording.in_words(figure.period)}"
