"""A draft of one text: what its numbers state, key by key.

Text in, proposals out. Must not open files nor print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple

from etl.audit.read.passage import Passage, read
from etl.core.kinds import KINDS
from etl.core.model import Book, IndicatorKind
from etl.draft.against import among_of, base_of
from etl.draft.audited import AuditedText, audited
from etl.draft.authority import CitedAuthority, authority, citations
from etl.draft.candidates import candidates, kind_of, to_declare
from etl.draft.dismissals import FEWEST, LIKE_A_YEAR, is_label, reason
from etl.draft.doubts import DraftedText, doubts
from etl.draft.entries import source_of
from etl.draft.events import event_of
from etl.draft.grammar import Measurement, measures
from etl.draft.header import header_of
from etl.draft.known import known
from etl.draft.model import (
    UNKNOWN,
    Draft,
    Guess,
    ProposedDismissal,
    ProposedEvent,
    ProposedFigure,
    ProposedSource,
)
from etl.draft.nouns import nouns
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import (
    StatedQuantity,
    fits,
    quantities,
    times_of,
    unreadable,
    whole_phrase,
)
from etl.draft.sentences import sentences
from etl.draft.series import Series, SeriesOfText
from etl.draft.setting import areas_of, setting
from etl.draft.source import source
from etl.draft.status import status_of
from etl.draft.tables import TableCell, cells
from etl.draft.times import About, NumberPeriod, lone_years, told
from etl.draft.values import value_of
from etl.reading.areas import Mention, home
from etl.reading.language import language_of
from etl.reading.span import Span

_OPEN: Final = 0.6
"""How sure a key is that the words leave open."""
_FAR: Final = 16
"""Characters between a number like a year and what it counts: 2015 new companies."""
_COUNTED_HERE: Final = frozenset({"just after", "in the clause after", "before it in the bracket"})
_COUNTS: Final = re.compile(r"\s+(?P<word>[^\W\d_]{3,})")
"""A word that may be what is counted."""
_NO_ID: Final = re.compile(r"[^a-z0-9]+")


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
    digest = sha256(data or text.encode("utf-8")).hexdigest()
    head = header_of(text)
    entry = source(text, document, digest, published, (language, certain), book)
    if head.lines:
        publisher = Guess(head.publisher, 0.9, "printed in the header")
        publisher = publisher if head.publisher else entry.publisher
        entry = entry._replace(skip_lines=str(head.lines), publisher=publisher)
    return _Drafting(text, book, entry).draft()


class _Context(NamedTuple):
    """One paragraph with its times and citations."""

    passage: Passage
    place: Paragraph
    spans: list[Span]
    cited: list[CitedAuthority]
    table: Mapping[tuple[int, int], TableCell]
    """Its numbers that a table holds."""

    def cell(self, stated: StatedQuantity) -> TableCell | None:
        """What a table says of a number."""
        return self.table.get((stated.reading.start, stated.reading.end))

    def occurrence(self, phrase: str, start: int) -> int:
        """Which one of several a phrase is; 0 where it stands once."""
        if self.passage.text.count(phrase) < 2:
            return 0
        starts = [span[0] for span in self.passage.find(phrase)]
        return starts.index(start) + 1 if len(starts) > 1 and start in starts else 0


class _Drafting:
    """Drafts one text with one book."""

    def __init__(self, text: str, book: Book, entry: ProposedSource) -> None:
        self.book, self.entry = book, entry
        self.published, self.language = entry.published, entry.language.value
        self.known = known(book, self.language)
        # The audit's own passages: what it will judge is what was drafted from.
        self.source = source_of(entry)
        self.document = read(text.encode("utf-8"), self.source, self.known.names)
        self.areas = [areas_of(passage) for passage in self.document.passages]
        self.setting = setting(self.areas, book, home(self.language))
        self.series = SeriesOfText(self.known, self.setting)
        self.ids: set[str] = set(book.figures)
        self.figures: list[ProposedFigure] = []
        self.dismissed: list[ProposedDismissal] = []
        self.events: list[ProposedEvent] = []
        self.currency = ""
        """The last that was printed."""

    def draft(self) -> Draft:
        """Everything that is proposed."""
        before: Measurement | None = None
        for passage, areas in zip(self.document.passages, self.areas, strict=True):
            before = self._paragraph(self._context(passage, areas), before)
        shown = self.known.gazetteer.shown
        used = {f.partner.value for f in self.figures} | {f.reporter.value for f in self.figures}
        foreign = sorted(used - set(self.book.areas) - {UNKNOWN, ""})
        proposals = Draft(
            self.entry,
            tuple(self.figures),
            tuple(self.events),
            tuple(sorted(self.dismissed, key=lambda one: (one.paragraph, one.start))),
            tuple(passage.text for passage in self.document.passages),
            tuple((code, shown.get(code, code)) for code in foreign),
        )
        against = AuditedText(self.book, self.source, self.document, self.known)
        return audited(proposals, against)

    def _context(self, passage: Passage, areas: list[Mention]) -> _Context:
        """What is known of a paragraph before its numbers are told apart."""
        text, lower, language = passage.text, passage.lower, self.language
        table = cells(passage, self.document.passages)
        below = {span: cell.reading for span, cell in table.items()}
        place = Paragraph(
            text,
            lower,
            language,
            sentences(text, language),
            nouns(lower, language, self.known.indicators, areas),
            areas,
            quantities(passage, self.currency, below),
        )
        money = [one.unit for one in passage.readings if one.kind == "money" and one.unit]
        self.currency = (money or [self.currency])[-1]
        times = times_of(passage)
        spans = sorted([*times, *lone_years(place, times)])
        return _Context(passage, place, spans, citations(text, lower, language), table)

    def _paragraph(self, context: _Context, before: Measurement | None) -> Measurement | None:
        """Propose what a paragraph states; its last measure that has a noun."""
        place, spans = context.place, context.spans
        period: NumberPeriod | None = None
        used: list[Span] = []
        last = before
        for stated, measure in zip(place.quantities, measures(place, before), strict=True):
            if any(span.start < stated.end and stated.start < span.end for span in spans):
                continue  # a piece of a time
            is_told = measure.role and context.cell(stated)
            if is_told or (measure.role and self._is_statistic(place, stated, measure)):
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

    def _is_statistic(self, place: Paragraph, stated: StatedQuantity, measure: Measurement) -> bool:
        """Whether a number is worth a figure: a count may be of what nobody keeps statistics of."""
        if stated.kind != "count":
            return True
        near = measure.reason in _COUNTED_HERE
        if not near and is_label(place, stated):
            return False
        is_next = measure.noun is not None and 0 < measure.noun.start - stated.end < _FAR
        if not is_next and LIKE_A_YEAR.fullmatch(place.text[stated.start : stated.end]):
            return False  # more than in 2022: a year that the words leave bare
        is_many = stated.value is not None and stated.value >= FEWEST
        if measure.noun is None or stated.value is None:
            counted = _COUNTS.match(place.text, stated.end)
            return is_many and counted is not None and counted["word"].islower()
        return is_many or bool(candidates(self.known, measure.noun, "level", stated))

    def _figure(
        self,
        context: _Context,
        stated: StatedQuantity,
        measure: Measurement,
        before: NumberPeriod | None,
    ) -> tuple[ProposedFigure, NumberPeriod]:
        """The figure of a number, and its period; before: that of the number before it."""
        place, cell = context.place, context.cell(stated)
        series = self.series.of(place, stated, measure, cell)
        indicator, reporter, partner, note = series
        kind = kind_of(self.known, indicator.value, measure.role)
        period, base = self._period(context, stated, kind, measure, before)
        covered = period.period
        when = covered.text if covered else UNKNOWN
        value = value_of(place, stated, measure, kind)
        rest = place.quantities[place.quantities.index(stated) + 1 :]
        phrase = whole_phrase(place.text, stated, rest, place.language)
        is_known = indicator.value != UNKNOWN
        noun = measure.noun.atom if measure.noun else ""
        figure = ProposedFigure(
            id=self._id(partner.value, indicator.value if is_known else noun or "figure", when),
            indicator=indicator,
            reporter=reporter,
            partner=partner,
            period=Guess(when, period.sure, period.why or period.reason),
            period_start=covered.start if covered else None,
            period_end=covered.end if covered else None,
            period_as_stated=period.text,
            period_basis=period.basis,
            period_reason=period.reason if period.basis == "inferred" else "",
            printed=value.printed,
            value=value.value,
            low=value.low,
            high=value.high,
            unit=value.unit,
            qualifier=value.qualifier,
            status=status_of(place, stated, covered, self.published),
            as_stated=phrase,
            paragraph=context.passage.number,
            start=stated.start,
            end=stated.end,
            occurrence=context.occurrence(phrase, stated.start),
            authority=authority(place.sentences, place.sentence(stated.start), context.cited),
            note=note,
            base=base,
            among=self._among(place, stated, kind, series),
            reporter_is_usual=reporter.value == self.setting.reporter,
            value_doubt=value.doubt,
            unreadable=unreadable(phrase, place.language, self.book.units.values()),
            proposed=None if is_known else to_declare(self.known, measure, stated),
            kind=kind,
            unit_as_stated=cell.unit_as_stated if cell else "",
        )
        about = DraftedText(self.published, self.book, self.setting)
        for mark in doubts(figure, place, stated, period.span, about):
            figure = figure.doubted(mark, _OPEN)
        return figure, period

    def _period(
        self,
        context: _Context,
        stated: StatedQuantity,
        kind: IndicatorKind,
        measure: Measurement,
        before: NumberPeriod | None,
    ) -> tuple[NumberPeriod, str]:
        """The period of a number, and the key `base`."""
        is_level = measure.role != "growth"
        about = About(stated.reading.status, KINDS[kind].periods, is_level, self.published)
        period = told(context.place, stated, context.spans, about, before)
        cell = context.cell(stated)
        if cell and cell.period:
            period = cell.period
        base, period = base_of(context.place, stated, context.spans, period, kind)
        return period, base

    def _among(
        self, place: Paragraph, stated: StatedQuantity, kind: IndicatorKind, series: Series
    ) -> str:
        """Among whom a rank is; empty where it is no rank, or among all."""
        if KINDS[kind].tested != "place":
            return ""
        indicator = self.book.indicators.get(series.indicator.value)
        own = indicator.words.get(self.language) or (indicator.name,) if indicator else ()
        return among_of(place, stated, {series.reporter.value, series.partner.value}, own)

    def _id(self, partner: str, indicator: str, period: str) -> str:
        """An id that no other proposal has."""
        stem = _NO_ID.sub("-", f"{partner}-{indicator}-{period}".lower()).strip("-") or "figure"
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
        occurrence, number = context.occurrence(phrase, start), context.passage.number
        self.dismissed.append(ProposedDismissal(phrase, why, number, start, end, occurrence))

    def _date(self, context: _Context, span: Span) -> None:
        """A date that no figure uses: history, or that of the document."""
        period = span.period
        if period is None or not any(c.isdigit() for c in span.text):
            return
        if period.start == period.end == self.published:
            return
        start = max(span.start, span.inner) if span.inner < span.end else span.start
        event = event_of(context.place, context.passage.number, span, start, self.setting)
        if event and fits(event.as_stated):
            self.events.append(event._replace(id=self._id("", event.id, event.date)))
            return
        self._dismiss(context, start, span.end, Guess("historical_date", 0.8, "no figure's"))
