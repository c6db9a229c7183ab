"""A draft of one text: what its numbers state, key by key.

Text in, proposals out. Must not open files nor print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Final, NamedTuple

from etl.audit.read.passage import Passage, read
from etl.core.intervals import interval, turned
from etl.core.kinds import KINDS
from etl.core.model import WORLD, Book, Indicator, IndicatorKind, Quantity
from etl.draft.against import among_of, base_of
from etl.draft.audited import AuditedText, audited
from etl.draft.authority import CitedAuthority, authority, citations
from etl.draft.dismissals import FEWEST, LIKE_A_YEAR, is_label, reason
from etl.draft.doubts import DraftedText, doubts
from etl.draft.entries import source_of
from etl.draft.events import event_of
from etl.draft.grammar import Measurement, Paragraph, measures
from etl.draft.header import header_of
from etl.draft.indicators import Named, is_level
from etl.draft.known import known
from etl.draft.model import (
    DENIED,
    NOT_TOLD,
    SURE,
    UNKNOWN,
    Draft,
    Guess,
    ProposedDismissal,
    ProposedEvent,
    ProposedFigure,
)
from etl.draft.nouns import Noun, nouns
from etl.draft.quantities import (
    StatedQuantity,
    fits,
    printed,
    quantities,
    times_of,
    unreadable,
    whole_phrase,
)
from etl.draft.sentences import sentences
from etl.draft.sides import WHOLE_TEXT, Sides, TextSetting, setting, sides
from etl.draft.signs import is_negative
from etl.draft.source import source
from etl.draft.tables import TableCell, cells
from etl.draft.times import About, NumberPeriod, lone_years, told
from etl.reading.areas import Mention, home
from etl.reading.language import language_of
from etl.reading.numerals import scan
from etl.reading.passages import phrase_spans
from etl.reading.spans import Span
from etl.words.trade import vocabulary

_ACTUAL: Final = Guess("actual", 1.0, "")
_OTHER_THING: Final = frozenset({"stock"})
"""Words that make of an indicator another one, not a part of it."""
_KIND_OF_ROLE: Final[Mapping[str, IndicatorKind]] = {
    **{"growth": "growth", "share": "share", "rank": "rank", "ratio": "ratio"},
    **{"multiple": "multiple", "change": "change", "points": "change"},
}
"""What an indicator would be that is told in a role; of an amount, a flow."""
_HEADED: Final = 0.9
_OPEN: Final = 0.6
"""How sure a key is that the words leave open."""
_NAMES_NONE: Final = "the head of its row names none"
_FAR: Final = 16
"""Characters between a number like a year and what it counts: 2015 new companies."""
_COUNTED_HERE: Final = frozenset({"just after", "in the clause after", "before it in the bracket"})
_BREAK: Final = re.compile(r"[,;:()]")
_COUNTS: Final = re.compile(r"\s+(?P<word>[^\W\d_]{3,})")
"""A word that may be what is counted."""
_OF_THEM: Final = re.compile(r"\s+(?:of\s+(?:them|which|these)|di\s+(?:essi|esse|queste|questi))")


def draft(
    text: str,
    book: Book,
    published: date,
    document: str = "document.txt",
    language: str = "",
    data: bytes | None = None,
) -> Draft:
    """Proposals for every number of a text.

    book: whose areas, indicators and words are used. language: told, or found from the text.
    data: the bytes of the document, of which the digest is taken; otherwise those of the text.
    Raises Refused where the language is none that is read.
    """
    certain = 1.0
    if not language:
        language, certain = language_of(text)
    return _Drafting(book, published, language).draft(
        text, document, sha256(data or text.encode("utf-8")).hexdigest(), certain
    )


_Told = tuple[Guess, Guess, Guess]
"""Indicator, reporter and partner."""


class _Context(NamedTuple):
    """One paragraph with its times and citations."""

    number: int
    place: Paragraph
    spans: list[Span]
    cited: list[CitedAuthority]
    table: Mapping[tuple[int, int], TableCell]
    """Its numbers that a table holds."""

    def cell(self, stated: StatedQuantity) -> TableCell | None:
        """What a table says of a number."""
        return self.table.get((stated.reading.start, stated.reading.end))


class _Drafting:
    """Drafts one text with one book."""

    def __init__(self, book: Book, published: date, language: str) -> None:
        self.book, self.published, self.language = book, published, language
        self.known = known(book, language)
        self.names = self.known.indicators
        self.setting = TextSetting(book.dataset.reporter, "", 0.0, frozenset())
        self.ids: set[str] = set(book.figures)
        self.figures: list[ProposedFigure] = []
        self.dismissed: list[ProposedDismissal] = []
        self.events: list[ProposedEvent] = []
        self.currency = ""
        """The last that was printed."""
        self.last_count: list[str] = []
        """The indicator of the count before."""

    def draft(self, text: str, document: str, digest: str, certain: float) -> Draft:
        """Everything that is proposed."""
        head = header_of(text)
        entry = source(text, document, digest, self.published, (self.language, certain), self.book)
        if head.lines:
            publisher = Guess(head.publisher, 0.9, "printed in the header")
            told = publisher if head.publisher else entry.publisher
            entry = entry._replace(skip_lines=str(head.lines), publisher=told)
        # The audit's own passages: what it will judge is what was drafted from.
        spoken = source_of(entry)
        read_text = read(text.encode("utf-8"), spoken, self.known.names)
        named = [_places(passage) for passage in read_text.passages]
        self.setting = setting(named, self.book, home(self.language), _usual(self.book))
        before: Measurement | None = None
        for passage, areas in zip(read_text.passages, named, strict=True):
            piece, lower, readings = passage.text, passage.lower, passage.readings
            table = cells(passage, read_text.passages)
            below = {span: cell.reading for span, cell in table.items()}
            place = Paragraph(
                piece,
                lower,
                self.language,
                sentences(piece, self.language),
                nouns(lower, self.language, self.names, areas),
                areas,
                quantities(passage, self.currency, below),
            )
            printed_ = [one.unit for one in readings if one.kind == "money" and one.unit]
            self.currency = (printed_ or [self.currency])[-1]
            before = self._paragraph(passage.number, place, times_of(passage), before, table)
        shown = self.known.gazetteer.shown
        used = {f.partner.value for f in self.figures} | {f.reporter.value for f in self.figures}
        foreign = sorted(used - set(self.book.areas) - {UNKNOWN, ""})
        proposals = Draft(
            entry,
            tuple(self.figures),
            tuple(self.events),
            tuple(sorted(self.dismissed, key=lambda one: (one.paragraph, one.start))),
            tuple(passage.text for passage in read_text.passages),
            tuple((code, shown.get(code, code)) for code in foreign),
        )
        return audited(proposals, AuditedText(self.book, spoken, read_text, self.known))

    def _paragraph(
        self,
        number: int,
        place: Paragraph,
        times: list[Span],
        before: Measurement | None,
        table: Mapping[tuple[int, int], TableCell],
    ) -> Measurement | None:
        spans = sorted([*times, *lone_years(place, times)])
        cited = citations(place.text, place.lower, self.language)
        context = _Context(number, place, spans, cited, table)
        period: NumberPeriod | None = None
        used: list[Span] = []
        last = before
        for stated, measure in zip(place.quantities, measures(place, before), strict=True):
            if _in_a_time(stated, spans):
                continue
            cell = context.cell(stated)
            if measure.role and (cell or self._is_statistic(place, stated, measure)):
                figure, period = self._figure(context, stated, measure, period)
                self.figures.append(figure)
                if period.span:
                    used.append(period.span)
                last = measure if measure.noun else last
            else:
                self._dismiss(context, stated.start, stated.end, reason(place, stated))
        for span in spans:
            if span not in used and span.role != "base":
                self._date(context, span)
        return last

    # --- one figure ---------------------------------------------------------------------------

    def _is_statistic(self, place: Paragraph, stated: StatedQuantity, measure: Measurement) -> bool:
        if stated.kind != "count":
            return True
        near = measure.reason in _COUNTED_HERE
        if not near and is_label(place, stated):
            return False
        is_next = measure.noun is not None and 0 < measure.noun.start - stated.end < _FAR
        if not is_next and LIKE_A_YEAR.fullmatch(place.text[stated.start : stated.end]):
            return False  # more than in 2022: a year that the words leave bare
        if measure.noun is None or stated.value is None:
            many = stated.value is not None and stated.value >= FEWEST
            counted = _COUNTS.match(place.text, stated.end)
            return many and counted is not None and counted["word"].islower()
        known = self._candidates(measure.noun, "level", stated)
        return bool(known) or stated.value >= FEWEST

    def _figure(
        self,
        context: _Context,
        stated: StatedQuantity,
        measure: Measurement,
        before: NumberPeriod | None,
    ) -> tuple[ProposedFigure, NumberPeriod]:
        place = context.place
        where = self._sides(place, stated, measure)
        chosen, reporter, partner, note = self._indicator(place, stated, measure, where)
        cell = context.cell(stated)
        if cell:
            told_ = chosen, reporter, partner
            chosen, reporter, partner = self._headed(place, cell, told_)
        kind = self._kind(chosen, measure)
        about = About(
            stated.reading.status,
            KINDS[kind].periods,
            measure.role != "growth",
            self.published,
        )
        period = told(place, stated, context.spans, about, before)
        if cell and cell.period:
            period = cell.period
        against, period = base_of(place, stated, context.spans, period, kind)
        quantity, qualifier = _signed(place, stated, measure, kind)
        low, high = _ends(quantity, qualifier, stated, kind)
        when = period.period.text if period.period else UNKNOWN
        if stated.kind == "count":
            self.last_count = [chosen.value]
        value = quantity.base if quantity and stated.high is None else None
        base = (
            chosen.value if chosen.value != UNKNOWN else measure.noun.atom if measure.noun else ""
        )
        rest = place.quantities[place.quantities.index(stated) + 1 :]
        phrase = whole_phrase(place.text, stated, rest, place.language)
        figure = ProposedFigure(
            self._id(partner.value, base or "figure", when),
            chosen,
            reporter,
            partner,
            Guess(when, period.sure, period.why or period.reason),
            period.period.start if period.period else None,
            period.period.end if period.period else None,
            period.text,
            period.basis,
            period.reason if period.basis == "inferred" else "",
            printed(quantity, stated.high, stated.unit) if quantity else UNKNOWN,
            value,
            low,
            high,
            _unit(stated, measure, kind),
            qualifier,
            self._status(place, stated, period),
            phrase,
            context.number,
            stated.start,
            stated.end,
            _occurrence(place, phrase, stated.start),
            authority(place.sentences, place.sentence(stated.start), context.cited),
            note,
            base=against,
            among=self._among(place, stated, kind, chosen.value, {reporter.value, partner.value}),
            reporter_is_usual=reporter.value == self.setting.reporter,
            value_doubt=_value_doubt(place, stated),
            unreadable=unreadable(phrase, place.language, self.book.units.values()),
            proposed=self._proposed(chosen, measure, stated),
            kind=kind,
            unit_as_stated=cell.unit_as_stated if cell else "",
        )
        about_ = DraftedText(self.published, self.book, self.setting)
        for mark in doubts(figure, place, stated, period.span, about_):
            figure = figure.doubted(mark, _OPEN)
        return figure, period

    def _headed(self, place: Paragraph, cell: TableCell, told_: _Told) -> _Told:
        """Indicator, reporter and partner that the heads of row and column name, or the text."""
        chosen, first, second = told_
        reporter, areas = self.setting.reporter, cell.areas - {self.setting.reporter, WORLD}
        if len(cell.indicators) == 1:
            (one,) = cell.indicators
            chosen = Guess(one, _HEADED, "named at the head of its row or column")
        elif cell.is_open and not chosen.unsure:
            chosen = Guess(chosen.value, _OPEN, "its title names several, no head says which")
        if cell.head:
            inside = [m for m in place.areas if cell.head[0] <= m.start < cell.head[1]]
            areas = frozenset(m.area for m in inside) - {reporter} or areas
        if len(areas) == 1:
            (area,) = areas
            return chosen, Guess(reporter), Guess(area, _HEADED, "named at the head of it")
        if cell.head and not any(cell.head[0] <= n.start < cell.head[1] for n in place.nouns):
            partner = Guess(self.setting.partner or UNKNOWN, _OPEN, _NAMES_NONE)
            return chosen, Guess(reporter), partner
        if second.unsure and self.setting.partner:
            second = Guess(self.setting.partner, self.setting.sure, WHOLE_TEXT)
            return chosen, Guess(reporter), second
        return chosen, first, second

    def _among(
        self,
        place: Paragraph,
        stated: StatedQuantity,
        kind: IndicatorKind,
        chosen: str,
        sides_: set[str],
    ) -> str:
        """Among whom a rank is; empty where it is no rank, or among all."""
        if KINDS[kind].tested != "place":
            return ""
        indicator = self.book.indicators.get(chosen)
        own = indicator.words.get(self.language) or (indicator.name,) if indicator else ()
        return among_of(place, stated, sides_, own)

    def _status(self, place: Paragraph, stated: StatedQuantity, period: NumberPeriod) -> Guess:
        if _is_denied(place, stated):
            return Guess(UNKNOWN, 0.2, DENIED)
        if stated.reading.status != "actual":
            return Guess(stated.reading.status, 0.9, "told by the words beside it")
        if period.period and period.period.end > self.published:
            return Guess("target", 0.6, "its period is still to come")
        return _ACTUAL

    def _sides(self, place: Paragraph, stated: StatedQuantity, measure: Measurement) -> Sides:
        noun = measure.noun
        if noun is None:
            return Sides("", "", (self.setting.partner,), min(self.setting.sure, 0.5), "the text")
        if measure.role in ("share", "rank"):
            noun = noun._replace(atom="turnover", verb=False)
        return sides(place, noun, stated, self.setting, measure.role)

    def _indicator(
        self, place: Paragraph, stated: StatedQuantity, measure: Measurement, where: Sides
    ) -> tuple[Guess, Guess, Guess, str]:
        """Indicator, reporter, partner and a note, told together: the direction chooses."""
        reporter = self.setting.reporter
        noun = measure.noun
        if noun is None:
            partner = Guess(where.pair[0] or UNKNOWN, where.sure, where.reason)
            own = self._only_rank(measure)
            return own, Guess(reporter, 0.6 if own.value == UNKNOWN else 1.0), partner, ""
        candidates = [] if noun.part else self._candidates(noun, measure.role, stated)
        if stated.kind == "count" and self._is_part(place, stated, candidates):
            candidates = []
        fitted = [(one, *self._placed(one, where)) for one in candidates]
        ours = [row for row in fitted if row[1] == reporter] or fitted
        note = ""
        turned_ = self._turned(noun, measure.role, stated, where)
        if turned_ and not [row for row in fitted if row[1] == reporter]:
            ours, note = [turned_], "Stated from the other side: the same flow, told by its taker."
            if noun.atom == "imports":
                note = "Stated from the other side: the same flow, told by its giver."
        if not ours:
            first, second = self._placed(None, where)
            own = self._only_rank(measure)
            return own, Guess(first, where.sure), Guess(second or UNKNOWN, where.sure), ""
        chosen, first, second = ours[0]
        sure, why = measure.sure, measure.reason
        if noun.product:
            sure, why = min(sure, 0.5), f'"{noun.product}" may narrow it'
        if note:
            sure = min(sure, 0.75)
        # From whose side exports are told is a guess where nobody is named beside them.
        foreign = self.setting.speaker not in ("", reporter) and where.reason == WHOLE_TEXT
        if noun.atom in ("exports", "imports") and (where.sure < SURE or foreign):
            sure = min(sure, 0.75)
        return (
            Guess(chosen, sure, why),
            Guess(first, 1.0 if first == reporter else 0.7, where.reason),
            Guess(second or UNKNOWN, where.sure if second else 0.0, where.reason),
            note,
        )

    def _only_rank(self, measure: Measurement) -> Guess:
        """The indicator of a rank of whom no word tells, where the book has one; else unknown."""
        ranks = [one for one in self.book.indicators.values() if _is(one, "rank")]
        if measure.role == "rank" and len(ranks) == 1:
            return Guess(ranks[0].id, 0.5, "the only rank of the book")
        return NOT_TOLD

    def _is_part(self, place: Paragraph, stated: StatedQuantity, candidates: list[str]) -> bool:
        """Whether a count is one of a few at an occasion, or a part of the count before it."""
        sentence = place.sentence(stated.start)
        occasion, part = _passing(self.language)
        stock = any(KINDS[self.book.indicators[one].kind].periods == "day" for one in candidates)
        start = max([sentence.start, *(q.end for q in place.quantities if q.end <= stated.start)])
        stop = _BREAK.search(place.lower, stated.end, sentence.end)
        if stock and occasion.search(place.lower, start, stop.start() if stop else sentence.end):
            return True
        lead = place.lower[max(0, stated.start - 40) : stated.start]
        earlier = [one for one in place.quantities if one.end <= stated.start]
        is_part = bool(part.search(lead)) or bool(_OF_THEM.match(place.lower, stated.end))
        same = earlier and self.last_count[:1] == candidates[:1] and bool(candidates)
        return bool(is_part and same)

    def _placed(self, indicator: str | None, where: Sides) -> tuple[str, str]:
        """Reporter and partner that the indicator's statement gives to the sides of a flow."""
        reporter = self.setting.reporter
        if where.flipped:
            return where.pair[0], where.pair[1]
        if where.pair or indicator is None:
            pair = [one for one in (where.pair or (where.origin, where.target)) if one]
            others = [one for one in pair if one != reporter]
            if len(others) > 1 and reporter not in pair:
                return others[0], others[1]
            return reporter, others[0] if others else ""
        way = self.names.directions[indicator]
        if not way.origin:
            others = [one for one in (where.origin, where.target) if one != reporter]
            return reporter, others[0] if others else ""
        told_ = {way.origin: where.origin, way.target: where.target}
        return told_.get("reporter", ""), told_.get("partner", "")

    def _turned(
        self, noun: Noun, role: str, stated: StatedQuantity, where: Sides
    ) -> tuple[str, str, str] | None:
        """The indicator of the same flow from the reporter's side: Italy's exports to it."""
        other = {"exports": "imports", "imports": "exports"}.get(noun.atom)
        if not other or where.pair:
            return None
        for one in self._candidates(noun._replace(atom=other, declared=""), role, stated):
            first, second = self._placed(one, where)
            if first == self.setting.reporter:
                return one, first, second
        return None

    def _candidates(self, noun: Noun, role: str, stated: StatedQuantity) -> list[str]:
        """Indicators that a noun names in a role, the likeliest first."""
        if noun.declared:
            own = self.book.indicators[noun.declared]
            if _is(own, role) and self._in_unit(own, stated):
                return [noun.declared]
            derived = [
                one.id
                for one in self.book.indicators.values()
                if _is(one, role) and noun.declared in (one.of, one.id)
            ]
            if derived:
                return derived
        levels = self._levels(noun)
        if role == "level":
            return [one for one in levels if self._in_unit(self.book.indicators[one], stated)]
        if role == "rank":
            return [
                one.indicator.id
                for one in self.names.named
                if KINDS[one.indicator.kind].tested == "place"
                and (one.atom or "partner") == noun.atom
            ]
        return [
            one.id
            for one in self.book.indicators.values()
            if _is(one, role) and (one.of in levels[:1])
        ]

    def _in_unit(self, indicator: Indicator, stated: StatedQuantity) -> bool:
        units = self.book.units
        if stated.kind == "measure":
            bases = [units[one].base for one in (indicator.unit, stated.unit) if one in units]
            return len(bases) > 1 and bases[0] == bases[1]
        unit = {"money": "currency", "percent": "percent", "count": "count"}.get(stated.kind)
        return unit is None or indicator.unit == unit

    def _levels(self, noun: Noun) -> list[str]:
        """Levels that a noun names: those that share its modifiers first."""
        if noun.declared and not _derived(self.book.indicators[noun.declared]):
            return [noun.declared]
        fitting = [
            one
            for one in self.names.named
            if one.atom
            and one.atom == noun.atom
            and not _derived(one.indicator)
            and one.modifiers <= noun.modifiers
            and (_counted_on_a_day(one) or not _OTHER_THING & (noun.modifiers - one.modifiers))
        ]
        whole = [one for one in fitting if not one.others or noun.product in one.others]
        fitting = whole or fitting
        fitting.sort(key=lambda one: -len(one.modifiers))
        return [one.indicator.id for one in fitting]

    def _kind(self, chosen: Guess, measure: Measurement) -> IndicatorKind:
        if chosen.value in self.book.indicators:
            return self.book.indicators[chosen.value].kind
        return _KIND_OF_ROLE.get(measure.role, "flow")

    def _proposed(
        self, chosen: Guess, measure: Measurement, stated: StatedQuantity
    ) -> tuple[str, str, str, str] | None:
        """An indicator to declare where none fits."""
        if chosen.value != UNKNOWN or measure.noun is None:
            return None
        noun = measure.noun
        levels = self._levels(noun)
        base = levels[0] if levels else noun.atom or "amount"
        name = base.replace("_", " ").capitalize()
        unit = {"money": "currency", "percent": "percent", "points": "percent"}.get(stated.kind)
        unit = unit or ("times" if measure.role == "multiple" else stated.unit or "count")
        if measure.role == "level":
            product = re.sub(r"[^a-z0-9]+", "", noun.product) if noun.product.isascii() else ""
            own = f"{base}_{product}" if product else base
            own = own if own not in self.book.indicators else f"{own}_{unit}"
            return own, name, "stock" if unit == "count" else "flow", unit
        if measure.role == "rank":
            return f"{base}_rank", f"Rank as {base}", "rank", "rank"
        kind = _KIND_OF_ROLE[measure.role]
        return f"{base}_{kind}", f"{kind.capitalize()} of {base}", kind, unit

    def _id(self, partner: str, indicator: str, period: str) -> str:
        pieces = (partner, indicator, period)
        stem = re.sub(r"[^a-z0-9]+", "-", "-".join(pieces).lower()).strip("-")
        stem = stem or "figure"
        name, at = stem, 2
        while name in self.ids:
            name, at = f"{stem}-{at}", at + 1
        self.ids.add(name)
        return name

    # --- what is no figure --------------------------------------------------------------------

    def _dismiss(self, context: _Context, start: int, end: int, why: Guess) -> None:
        phrase = " ".join(context.place.text[start:end].split())
        if not fits(phrase):
            phrase = phrase[:60]
        occurrence = _occurrence(context.place, phrase, start)
        self.dismissed.append(
            ProposedDismissal(phrase, why, context.number, start, end, occurrence)
        )

    def _date(self, context: _Context, span: Span) -> None:
        """A date that no figure uses: history, or that of the document."""
        period = span.period
        if period is None or not any(c.isdigit() for c in span.text):
            return
        if period.start == period.end == self.published:
            return
        start = max(span.start, span.inner) if span.inner < span.end else span.start
        event = event_of(context.place, context.number, span, start, self.setting)
        if event and fits(event.as_stated):
            self.events.append(event._replace(id=self._id("", event.id, event.date)))
            return
        self._dismiss(context, start, span.end, Guess("historical_date", 0.8, "no figure's"))


def _places(passage: Passage) -> list[Mention]:
    """The areas of a passage, but for the country of a currency: $5 million, US dollars."""
    money = [(one.start, one.end) for one in passage.readings if one.kind == "money"]
    return [m for m in passage.places if not any(a <= m.start < b for a, b in money)]


def _is_denied(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether the text says that a number does not hold: it is not true that it was 25 billion."""
    sentence = place.sentence(stated.start)
    lead = place.lower[sentence.start : stated.start]
    denied, negation, _ = _doubts(place.language)
    return bool(denied.search(lead) or negation.search(lead))


@cache
def _doubts(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What denies a number, just before it too, and what leaves open whether it was reached."""
    words = vocabulary(language)
    few = rf"(?:(?!{words.ands}\s)[^\W\d_]+\s+){{0,3}}"
    return (
        re.compile(rf"(?<![^\W\d_])(?:{words.denied})(?![^\W\d_])"),
        re.compile(rf"(?:(?<![^\W\d_])|(?=n't))(?:{words.negation}){few}[$\u20ac]?$"),
        re.compile(rf"(?<![^\W\d_])(?:{words.barely})\s+{few}[$\u20ac]?$"),
    )


@cache
def _passing(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is done once, and what leads to a part of a number."""
    words = vocabulary(language)
    part = f"(?:{words.including}|{words.of_them})"
    return (
        re.compile(rf"(?<![^\W\d_])(?:{words.occasion})"),
        re.compile(rf"(?<![^\W\d_]){part}(?![^\W\d_])[^.;\d]{{0,20}}$"),
    )


def _usual(book: Book) -> str:
    """The partner of most figures of a book; of a book without figures the first other area."""
    counts = Counter(figure.partner for figure in book.figures.values())
    if counts:
        return counts.most_common(1)[0][0]
    others = (area for area in book.areas if area not in (book.dataset.reporter, WORLD))
    return next(others, "")


def _counted_on_a_day(one: Named) -> bool:
    return KINDS[one.indicator.kind].periods == "day"


def _derived(indicator: Indicator) -> bool:
    return not is_level(indicator)


def _is(indicator: Indicator, role: str) -> bool:
    """Whether an indicator is told in a role."""
    if role == "level":
        return not _derived(indicator)
    return indicator.kind == role


def _in_a_time(stated: StatedQuantity, spans: list[Span]) -> bool:
    return any(span.start < stated.end and stated.start < span.end for span in spans)


def _signed(
    place: Paragraph, stated: StatedQuantity, measure: Measurement, kind: IndicatorKind
) -> tuple[Quantity | None, str]:
    """The quantity with the sign that the words give it, and its qualifier."""
    quantity, qualifiers = stated.quantity, stated.reading.qualifiers
    usual = stated.reading.qualifier
    qualifiers = (usual, *(one for one in qualifiers if one != usual))
    if quantity is None:
        return None, qualifiers[0]
    if KINDS[kind].signed and measure.role != "growth":
        if quantity.digits > 0 and is_negative(place, stated, KINDS[kind].says == "change"):
            quantity = quantity._replace(digits=-quantity.digits)
            qualifiers = turned(qualifiers)
    elif measure.fell and measure.role == "growth" and quantity.digits > 0:
        quantity = quantity._replace(digits=-quantity.digits)
        qualifiers = turned(qualifiers)
    elif measure.role != "growth" and quantity.digits < 0:
        quantity = quantity._replace(digits=-quantity.digits)
    return quantity, qualifiers[0]


def _ends(
    quantity: Quantity | None, qualifier: str, stated: StatedQuantity, kind: IndicatorKind
) -> tuple[Decimal | None, Decimal | None]:
    if quantity is None:
        return stated.reading.low, stated.reading.high
    unit = quantity.unit or ("rank" if KINDS[kind].tested == "place" else "count")
    ends = interval(quantity, qualifier, unit, kind)  # type: ignore[arg-type]
    if stated.high is None:
        return ends.low, ends.high
    upper = interval(stated.high, qualifier, unit, kind)  # type: ignore[arg-type]
    return ends.low, upper.high


def _unit(stated: StatedQuantity, measure: Measurement, kind: IndicatorKind) -> str:
    if stated.unit:
        return stated.unit
    return "rank" if measure.role == "rank" or KINDS[kind].tested == "place" else "count"


def _value_doubt(place: Paragraph, stated: StatedQuantity) -> str:
    doubts = []
    if stated.quantity is None:
        return "its digits make no number that can be read"
    sentence = place.sentence(stated.start)
    if told_ := _doubts(place.language)[2].search(place.lower[sentence.start : stated.start]):
        return f'"{told_.group().split()[0]}" leaves open whether it was reached'
    if stated.far:
        return "no currency is printed in the paragraph"
    if stated.borrowed:
        return ""
    if len(stated.reading.qualifiers) > 1 and stated.reading.qualifiers[1:] != ("exact",):
        doubts.append(f"may be {' or '.join(stated.reading.qualifiers)}")
    if {"value", "unit", "qualifier"} & set(stated.reading.unsure):
        doubts.append("the reader is not sure")
    return "; ".join(doubts)


def _occurrence(place: Paragraph, phrase: str, start: int) -> int:
    """Which one of several a phrase is; 0 where it stands once."""
    if place.text.count(phrase) < 2:
        return 0
    numbers = scan(place.text, place.lower, place.language).numbers
    spans = phrase_spans(place.text, phrase, numbers)
    starts = [a for a, _ in spans]
    if len(starts) < 2 or start not in starts:
        return 0
    return starts.index(start) + 1
