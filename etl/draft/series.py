"""Which series a number belongs to: indicator, reporter and partner, told together.

The direction of a flow chooses among the indicators of a noun: exports to Italy are imports of its.
Must not know periods nor values.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.core.model import WORLD
from etl.draft.candidates import candidates, only_rank
from etl.draft.grammar import Measurement
from etl.draft.known import Known
from etl.draft.model import SURE, UNKNOWN, Guess
from etl.draft.nouns import Noun
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.setting import WHOLE_TEXT, TextSetting
from etl.draft.sides import Sides, sides
from etl.draft.tables import TableCell
from etl.reading.passages import Span
from etl.words.patterns import EDGE, END
from etl.words.trade import vocabulary

_HEADED: Final = 0.9
_OPEN: Final = 0.6
"""How sure a key is that the words leave open."""
_NAMES_NONE: Final = "the head of its row names none"
_OTHER_FLOW: Final = {"exports": "imports", "imports": "exports"}
_TOLD_BY: Final = {"exports": "taker", "imports": "giver"}
"""Who tells of it from the other side."""
_BREAK: Final = re.compile(r"[,;:()]")
_OF_THEM: Final = re.compile(r"\s+(?:of\s+(?:them|which|these)|di\s+(?:essi|esse|queste|questi))")
_BEFORE: Final = 40


class Series(NamedTuple):
    """What a number is of."""

    indicator: Guess
    reporter: Guess
    partner: Guess
    note: str = ""


class SeriesOfText:
    """The series of the numbers of one text, in its order."""

    def __init__(self, known: Known, whole: TextSetting) -> None:
        self.known, self.whole = known, whole
        self._last_count = ""
        """The indicator of the count before."""

    def of(
        self,
        place: Paragraph,
        stated: StatedQuantity,
        measure: Measurement,
        cell: TableCell | None,
    ) -> Series:
        """The series of a number; cell: what a table says of it."""
        series = self._told(place, stated, measure)
        if cell:
            series = self._headed(place, cell, series)
        if stated.kind == "count":
            self._last_count = series.indicator.value
        return series

    def _told(self, place: Paragraph, stated: StatedQuantity, measure: Measurement) -> Series:
        """What the words of its sentence tell."""
        reporter, noun = self.whole.reporter, measure.noun
        if noun is None:
            indicator = only_rank(self.known, measure.role)
            sure = 0.6 if indicator.value == UNKNOWN else 1.0
            partner = Guess(self.whole.partner or UNKNOWN, min(self.whole.sure, 0.5), "the text")
            return Series(indicator, Guess(reporter, sure), partner)
        where = self._sides(place, noun, stated, measure.role)
        named = [] if noun.part else candidates(self.known, noun, measure.role, stated)
        if stated.kind == "count" and self._is_part(place, stated, named):
            named = []
        fitting = [(one, *self._placed(one, where)) for one in named]
        ours = [row for row in fitting if row[1] == reporter]
        note = ""
        if not ours and (turned := self._turned(noun, measure.role, stated, where)):
            ours = [turned]
            teller = _TOLD_BY[noun.atom]
            note = f"Stated from the other side: the same flow, told by its {teller}."
        if not (ours or fitting):
            first, second = self._placed(None, where)
            indicator = only_rank(self.known, measure.role)
            reporter_ = Guess(first, where.sure)
            return Series(indicator, reporter_, Guess(second or UNKNOWN, where.sure))
        chosen, first, second = (ours or fitting)[0]
        return Series(
            self._sure(chosen, measure, where, bool(note)),
            Guess(first, 1.0 if first == reporter else 0.7, where.reason),
            Guess(second or UNKNOWN, where.sure if second else 0.0, where.reason),
            note,
        )

    def _sides(self, place: Paragraph, noun: Noun, stated: StatedQuantity, role: str) -> Sides:
        if role in ("share", "rank"):
            noun = noun._replace(atom="turnover", verb=False)
        return sides(place, noun, stated, self.whole, role)

    def _sure(self, chosen: str, measure: Measurement, where: Sides, is_turned: bool) -> Guess:
        """An indicator that was chosen, as sure as its words are."""
        noun, sure, why = measure.noun, measure.sure, measure.reason
        if noun and noun.product:
            sure, why = min(sure, 0.5), f'"{noun.product}" may narrow it'
        # From whose side exports are told is a guess where nobody is named beside them.
        is_told = self.whole.speaker in ("", self.whole.reporter) or where.reason != WHOLE_TEXT
        is_flow = noun is not None and noun.atom in _OTHER_FLOW
        if is_turned or (is_flow and (where.sure < SURE or not is_told)):
            sure = min(sure, 0.75)
        return Guess(chosen, sure, why)

    def _is_part(self, place: Paragraph, stated: StatedQuantity, named: list[str]) -> bool:
        """Whether a count is one of a few at an occasion, or a part of the count before it."""
        sentence = place.sentence(stated.start)
        occasion, part = _patterns(place.language)
        indicators = self.known.book.indicators
        is_stock = any(KINDS[indicators[one].kind].periods == "day" for one in named)
        earlier = [q.end for q in place.quantities if q.end <= stated.start]
        stop = _BREAK.search(place.lower, stated.end, sentence.end)
        start, end = max([sentence.start, *earlier]), stop.start() if stop else sentence.end
        if is_stock and occasion.search(place.lower, start, end):
            return True
        lead = place.lower[max(0, stated.start - _BEFORE) : stated.start]
        is_part = part.search(lead) or _OF_THEM.match(place.lower, stated.end)
        return bool(is_part and earlier and named and self._last_count == named[0])

    def _placed(self, indicator: str | None, where: Sides) -> tuple[str, str]:
        """Reporter and partner that the indicator's statement gives to the sides of a flow."""
        reporter = self.whole.reporter
        if where.flipped:
            return where.pair[0], where.pair[1]
        if where.pair or indicator is None:
            pair = [one for one in (where.pair or (where.origin, where.target)) if one]
            others = [one for one in pair if one != reporter]
            if len(others) > 1 and reporter not in pair:
                return others[0], others[1]
            return reporter, others[0] if others else ""
        way = self.known.indicators.directions[indicator]
        if not way.origin:
            others = [one for one in (where.origin, where.target) if one != reporter]
            return reporter, others[0] if others else ""
        told = {way.origin: where.origin, way.target: where.target}
        return told.get("reporter", ""), told.get("partner", "")

    def _turned(
        self, noun: Noun, role: str, stated: StatedQuantity, where: Sides
    ) -> tuple[str, str, str] | None:
        """The indicator of the same flow from the reporter's side: Italy's exports to it."""
        other = _OTHER_FLOW.get(noun.atom)
        if not other or where.pair:
            return None
        for one in candidates(self.known, noun._replace(atom=other, declared=""), role, stated):
            first, second = self._placed(one, where)
            if first == self.whole.reporter:
                return one, first, second
        return None

    def _headed(self, place: Paragraph, cell: TableCell, told: Series) -> Series:
        """What the heads of row and column name, else what the text tells."""
        indicator, reporter, partner, note = told
        ours, whole = Guess(self.whole.reporter), self.whole
        if len(cell.indicators) == 1:
            (one,) = cell.indicators
            indicator = Guess(one, _HEADED, "named at the head of its row or column")
        elif cell.is_open and not indicator.unsure:
            why = "its title names several, no head says which"
            indicator = Guess(indicator.value, _OPEN, why)
        areas = cell.areas - {whole.reporter, WORLD}
        if cell.head:
            inside = [m.area for m in place.areas if _holds(cell.head, m.start)]
            areas = frozenset(inside) - {whole.reporter} or areas
        if len(areas) == 1:
            (area,) = areas
            reporter, partner = ours, Guess(area, _HEADED, "named at the head of it")
        elif cell.head and not any(_holds(cell.head, n.start) for n in place.nouns):
            reporter, partner = ours, Guess(whole.partner or UNKNOWN, _OPEN, _NAMES_NONE)
        elif partner.unsure and whole.partner:
            reporter, partner = ours, Guess(whole.partner, whole.sure, WHOLE_TEXT)
        return Series(indicator, reporter, partner, note)


def _holds(span: Span, at: int) -> bool:
    return span[0] <= at < span[1]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is done once, and what leads to a part of a number."""
    words = vocabulary(language)
    part = f"(?:{words.including}|{words.of_them})"
    return (
        re.compile(rf"{EDGE}(?:{words.occasion})"),
        re.compile(rf"{EDGE}{part}{END}[^.;\d]{{0,20}}$"),
    )
