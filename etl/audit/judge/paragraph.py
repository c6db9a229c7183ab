"""What accounts for each numeral of a document: a figure, an event, a date of one, the curator.

The strongest account wins in that order of RANKS; what is left is pending. Must not render.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from etl.audit.judge.answers import answer_of, answer_to
from etl.audit.judge.areas import area_remarks
from etl.audit.judge.beside import lost, qualifiers, whole_number
from etl.audit.judge.corrected import corrected_remarks
from etl.audit.judge.currency import currency
from etl.audit.judge.dates import Targets, belongs, is_published
from etl.audit.judge.dismissed import reason_remarks
from etl.audit.judge.everybody import everybody_remarks, tells_everybody
from etl.audit.judge.far import far_remarks
from etl.audit.judge.goods import goods_remarks
from etl.audit.judge.growth import growth
from etl.audit.judge.named import indicator_remarks
from etl.audit.judge.partners import partner_remarks
from etl.audit.judge.parts import Excess
from etl.audit.judge.period import PIECES, base_remarks, period_remarks
from etl.audit.judge.place import Remark
from etl.audit.judge.ranks import rank_remarks
from etl.audit.judge.sides import direction_remarks
from etl.audit.judge.signs import (
    compared_remarks,
    denied_remarks,
    each_remarks,
    net_remarks,
    sign_remarks,
)
from etl.audit.judge.stated import stated_remarks
from etl.audit.judge.table import (
    area_remarks_of_table,
    indicator_remarks_of_table,
    unit_remarks_of_heading,
    year_remarks_of_table,
)
from etl.audit.judge.things import thing_remarks
from etl.audit.judge.units import unit_remarks
from etl.audit.judge.wholes import named_whole_remarks, whole_remarks
from etl.audit.read.grid import head_years
from etl.audit.read.names import Names
from etl.audit.read.passage import Passage
from etl.audit.report import Account, AuditedNumeral, Finding, as_item
from etl.core.days import Days, year_before
from etl.core.kinds import KINDS
from etl.core.model import WORLD, Book, Dismissal, Event, Figure, Period, Source
from etl.core.schema import MONEY
from etl.reading.passages import Span, context, folded
from etl.reading.spans import Span as Time
from etl.reading.things import with_clock

Entry = Figure | Event | Dismissal

_AREA: Final = "area"
_NAMED: Final = frozenset((_AREA, "indicator"))
"""Rules of words that name something."""
_TIMES: Final = frozenset(("period", "base"))
"""Rules of words that state a time."""
_NAMES: Final = {Figure: "figure", Event: "event", Dismissal: "dismissal"}


class DocumentSetting(NamedTuple):
    """What all paragraphs of a document share."""

    book: Book
    source: Source
    published: Period
    document: tuple[Passage, ...]
    names: Names
    excesses: Mapping[str, Excess]
    """By id of a figure, parts that are too much for their whole."""


class SourceEntries(NamedTuple):
    """What a book says of one source, by paragraph."""

    figures: dict[int, list[Figure]]
    events: dict[int, list[Event]]
    dismissals: dict[int, list[Dismissal]]
    named: tuple[Figure, ...] = ()
    """Figures whose period is stated by words that may stand in another paragraph."""


class _Claim(NamedTuple):
    """A piece of a paragraph that an entry or a date covers."""

    span: Span
    account: Account
    entry: Entry | None = None

    def holds(self, span: Span) -> bool:
        """Whether a smaller piece lies in it."""
        return self.span[0] <= span[0] and span[1] <= self.span[1]

    @property
    def by(self) -> str:
        """Id of the figure or event, reason of the dismissal."""
        if self.entry is None:
            return ""
        return self.entry.reason if isinstance(self.entry, Dismissal) else self.entry.id


class ParagraphAudit:
    """One paragraph under audit: its numerals, what covers them and what is wrong."""

    def __init__(self, passage: Passage, setting: DocumentSetting, entries: SourceEntries) -> None:
        self.passage, self.setting = passage, setting
        self.book, self.source = setting.book, setting.source
        self.all_dismissals = entries.dismissals
        number = passage.number
        self.figures = entries.figures.get(number, [])
        self.events = entries.events.get(number, [])
        self.dismissals = entries.dismissals.get(number, [])
        self.all_named, self.all_figures = entries.named, entries.figures
        self.findings: list[Finding] = []
        self.numerals: list[AuditedNumeral] = []
        self.unsaid: list[tuple[Entry, Span, list[Span]]] = []
        """Entries that do not say which occurrence they mean, that one, and the others."""

    def audit(self) -> None:
        """Fill `numerals` and `findings`."""
        dismissed = list(self._claims(self.dismissals, "dismissed"))
        figures = list(self._claims(self.figures, "figure"))
        self._look_twice(figures)
        claims = [
            *figures,
            *self._claims(self.events, "event"),
            *dismissed,
            *self._date_claims(),
            *self._head_claims(),
        ]
        silenced = {
            claim.by: {*self._look_beside(claim.entry, claim.span, dismissed)}
            for claim in claims
            if isinstance(claim.entry, Figure)
        }
        used = {silencer for silencers in silenced.values() for silencer in silencers}
        self._look_for_one(dismissed, silenced)
        accounted = self._accounted([*claims, *self._open()])
        self._look_for_others(accounted)
        # Neighbours under one claim are one numeral: "first five months of 2024".
        for claim, _ in groupby(accounted):
            self._note(claim)
        used.update(accounted)
        self._look_at_reasons(claim for claim in dismissed if claim in accounted)
        for claim in dismissed:
            if claim not in used and claim.entry:
                fault = f'"{phrase_of(claim.entry)}" covers no numeral that is still open'
                self._report("dismissed-nothing", claim.entry, claim.span, fault, "remove it")

    def _look_for_one(
        self, dismissed: Iterable[_Claim], silenced: Mapping[str, set[_Claim]]
    ) -> None:
        """Note words that are dismissed for several figures: what one means another need not."""
        for claim in dismissed:
            names = [name for name, silencers in silenced.items() if claim in silencers]
            if len(names) > 1 and claim.entry:
                fault = f'"{phrase_of(claim.entry)}" is dismissed for {" and ".join(names)} at once'
                todo = "remove it, and write at each what is meant"
                self._report("meant", claim.entry, claim.span, fault, todo)

    def _look_at_reasons(self, dismissed: Iterable[_Claim]) -> None:
        """Note dismissals whose reason the text contradicts."""
        for claim in dismissed:
            if isinstance(claim.entry, Dismissal):
                document, dropped = self.setting.document, self._is_repeated
                for remark in reason_remarks(
                    self.passage, claim.span, claim.entry, document, dropped
                ):
                    self._report(remark.rule, claim.entry, claim.span, remark.fault, remark.todo)

    def _is_repeated(self, passage: Passage, span: Span) -> bool:
        """Whether a number of the document is dismissed as repeated."""
        for entry in self.all_dismissals.get(passage.number, ()):
            if entry.reason == "repeated":
                spans = passage.find(entry.phrase)[entry.occurrence - 1 : entry.occurrence]
                if any(start < span[1] and span[0] < end for start, end in spans):
                    return True
        return False

    def _look_twice(self, figures: list[_Claim]) -> None:
        """Note figures that state the same numeral."""
        for one, other in pairwise(sorted(figures, key=lambda claim: claim.span)):
            if other.entry and other.span[0] < one.span[1]:
                fault = f'"{phrase_of(other.entry)}" is stated by figure {one.by} as well'
                self._report(
                    "stated-twice", other.entry, other.span, fault, "correct one of the two"
                )

    def _look_for_others(self, accounted: list[_Claim]) -> None:
        """Note entries that may mean another occurrence, one that no other entry accounts for."""
        tokens = [token for numeral in self.passage.numerals for token in numeral.tokens]
        for entry, chosen, others in self.unsaid:
            taken = [
                claim.entry is not None and claim.entry is not entry
                for start, end in others
                for token, claim in zip(tokens, accounted, strict=True)
                if start <= token.start and token.end <= end
            ]
            if not (taken and all(taken)):
                fault = f'"{phrase_of(entry)}" stands here {len(others) + 1} times'
                self._report("occurrence", entry, chosen, fault, "say which with occurrence")

    def _look_beside(self, figure: Figure, span: Span, dismissed: list[_Claim]) -> Iterator[_Claim]:
        """Note what stands beside a figure's phrase and its curator did not answer.

        Yields dismissals of such words instead. One of the phrase itself, as older files have it,
        answers for areas alone.
        """
        passage = self.passage
        parts = _of_number, _of_times, _of_names
        remarks = [one for part in parts for one in part(passage, span, figure, self.setting)]
        seen: set[tuple[str, Span]] = set()
        answers: set[str] = set()
        older: set[str] = set()
        while remarks:
            remark = remarks.pop(0)
            answer = answer_of(remark, span, figure, self.book)
            answers.add(answer)
            if answer in figure.meant:
                continue
            silencers = [
                claim
                for claim in dismissed
                if claim.holds(remark.span)
                and (not claim.holds(span) or (remark.by_phrase and remark.rule == _AREA))
            ]
            yield from silencers
            if not silencers:
                self._ask(remark, figure, span, answer)
                continue
            if any(claim.holds(span) for claim in silencers):
                older.add(answer)
            if (remark.rule, remark.span) not in seen and remark.rule in (*_NAMED, *_TIMES):
                # That word answers for nothing: what the others name is asked without it.
                seen.add((remark.rule, remark.span))
                passage = passage.without(remark.span)
                part = _of_names if remark.rule in _NAMED else _of_times
                again = part(passage, span, figure, self.setting)
                said = remark.rule, remark.fault
                remarks += [
                    one
                    for one in again
                    if one.rule == remark.rule
                    and (one.by_phrase or (one.rule, one.fault) != said)
                    # Without a word that states it, a period is what the curator says.
                    and not (one.rule in _TIMES and one.span[0] <= span[0] < one.span[1])
                ]
        self._look_at_answers(figure, span, answers, older)

    def _look_at_answers(
        self, figure: Figure, span: Span, asked: set[str], older: set[str]
    ) -> None:
        """Note answers that are given by a dismissal of the phrase, and those to no question."""
        for answer in older:
            fault = f'"{figure.as_stated}" is dismissed, and is a figure'
            todo = f"remove that, and write meant: [{as_item(answer)}] at the figure"
            self._report("meant", figure, span, fault, todo, is_note=True)
        for answer in figure.meant:
            if answer not in asked:
                fault = f'meant has "{answer}", which nothing here asks about'
                self._report("meant", figure, span, fault, "remove it")

    def _ask(self, remark: Remark, figure: Figure, span: Span, answer: str) -> None:
        """Note what only the curator can answer, with the answer."""
        fault, todo, is_note = remark.fault, remark.todo, remark.is_note
        self._report(remark.rule, figure, span, fault, todo, is_note=is_note)
        self.findings[-1] = self.findings[-1]._replace(answer=answer)

    def _claims(self, entries: Sequence[Entry], account: Account) -> Iterator[_Claim]:
        for entry in entries:
            if span := self._find(entry):
                yield _Claim(span, account, entry)

    def _date_claims(self) -> list[_Claim]:
        """Dates that belong to a figure or event of this paragraph, or to the document."""
        elsewhere = [f for f in self.all_named if self._names_period(f)]
        figures = [(f.period.start, f.period.end) for f in (*self.figures, *elsewhere)]
        bases = [
            (f.base.start, f.base.end) if f.base else year_before((f.period.start, f.period.end))
            for f in self.figures
            if f.base or KINDS[f.kind].against
        ]
        changes = [
            (first, f.period.end)
            for f in self.figures
            if f.base and KINDS[f.kind].against
            for first in (f.base.start, f.base.end)
        ]
        events = [(event.date.start, event.date.end) for event in self.events]
        published = self.setting.published.start, self.setting.published.end
        targets = Targets((*figures, *bases, *changes, *events), published)
        return [
            _Claim((time.inner, self._end(time, published)), "date")
            for time in (self.passage.times if self.passage.numerals else ())
            if belongs(time, targets)
        ]

    def _head_claims(self) -> Iterator[_Claim]:
        """Units of headings and years at the heads of rows and columns that figures have."""
        if not self.passage.numerals:
            return
        figures = [figure for rows in self.all_figures.values() for figure in rows]
        named = {figure.unit_as_stated for figure in figures if figure.unit_as_stated}
        for heading in self.passage.headings if named else ():
            spans = [span for words in named for span in self.passage.find(words)]
            if any(a < heading.span[1] and heading.span[0] < b for a, b in spans):
                yield _Claim(heading.span, "figure")
        if spans := head_years(self.passage):
            years = {str(figure.period.end.year) for figure in figures}
            known = (span for span in spans if self.passage.text[slice(*span)] in years)
            yield from (_Claim(span, "date") for span in known)

    def _names_period(self, figure: Figure) -> bool:
        """Whether the words that state the period of another paragraph's figure stand here."""
        pieces = PIECES.split(figure.period_as_stated)
        return figure.paragraph != self.passage.number and any(map(self.passage.find, pieces))

    def _end(self, time: Time, published: Days) -> int:
        """Where a date ends: that of publication with the time of day beside it."""
        if not is_published(time, published):
            return time.end
        return with_clock(self.passage.lower, time.inner, time.end, self.passage.language)

    def _open(self) -> Iterator[_Claim]:
        """What a numeral that nothing covers is shown as: its whole date, or its whole number."""
        for thing in self.passage.things:
            yield _Claim(thing, "pending")
        for time in self.passage.times if self.passage.numerals else ():
            yield _Claim((time.inner, time.end), "pending")
        for numeral in self.passage.numerals:
            yield _Claim((numeral.start, numeral.end), "pending")

    def _accounted(self, claims: list[_Claim]) -> list[_Claim]:
        """The first claim that covers it, for every token of the paragraph."""
        tokens = [token for numeral in self.passage.numerals for token in numeral.tokens]
        starts = [token.start for token in tokens]
        covering: dict[int, _Claim] = {}
        for claim in claims:
            start, end = claim.span
            for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                if tokens[at].end <= end:
                    covering.setdefault(at, claim)
        return [covering[at] for at in range(len(tokens))]

    def _note(self, claim: _Claim) -> None:
        start, end = claim.span
        phrase = " ".join(self.passage.text[start:end].split())
        self.numerals.append(
            AuditedNumeral(self.passage.number, start, phrase, claim.account, claim.by)
        )
        if claim.account == "pending":
            todo = "add a figure or an event, or dismiss it"
            self._report("pending", None, claim.span, f'"{phrase}" is pending', todo)

    def _find(self, entry: Entry) -> Span | None:
        """Where the entry's phrase stands; notes what is wrong where it does not."""
        phrase = phrase_of(entry)
        spans = self.passage.find(phrase)
        if entry.occurrence <= len(spans):
            chosen = spans.pop(entry.occurrence - 1)
            if spans and not entry.occurrence_given:
                self.unsaid.append((entry, chosen, spans))
            return self._own_number(chosen) if isinstance(entry, Figure) else chosen
        if spans:
            fault = f'"{phrase}" stands here {len(spans)} times, not {entry.occurrence}'
            self._report("occurrence", entry, spans[-1], fault, "correct the occurrence")
        else:
            fault = f'"{phrase}" does not stand here'
            self._report("not-found", entry, None, fault, self._hint(phrase))
        return None

    def _own_number(self, span: Span) -> Span:
        """What is the figure's, of a phrase that goes on to a later number for scale or unit."""
        start, end = span
        numbers = [
            reading
            for reading in self.passage.readings
            if reading.quantity and start <= reading.start and reading.end <= end
        ]
        return (start, numbers[0].end) if len(numbers) > 1 else span

    def _hint(self, phrase: str) -> str:
        others = [p for p in self.setting.document if p.number != self.passage.number]
        there = [str(other.number) for other in others if other.find(phrase)]
        if there:
            return f"it stands in paragraph {' and in '.join(there)}: correct the paragraph"
        at = self.passage.lower.find(folded(phrase))
        if at < 0:
            return "correct the phrase or the paragraph"
        printed = " ".join(self.passage.text[at : at + len(phrase)].split())
        if printed != phrase:
            return f'printed is "{printed}"'
        return "it is a piece of a longer number or word: state the whole"

    def _report(
        self,
        rule: str,
        entry: Entry | None,
        span: Span | None,
        fault: str,
        todo: str,
        *,
        is_note: bool = False,
    ) -> None:
        shown = context(self.passage.text, span) if span else ""
        name, line, phrase = "", 0, ""
        if entry:
            name, line, phrase = name_of(entry), entry.line, phrase_of(entry)
        elif span:
            phrase = " ".join(self.passage.text[slice(*span)].split())
        where = self.source.id, self.source.document, self.passage.number
        self.findings.append(Finding(*where, rule, name, phrase, shown, fault, todo, line, is_note))


def _of_number(
    passage: Passage, phrase: Span, figure: Figure, setting: DocumentSetting
) -> Iterator[Remark]:
    """What the wording around a figure's phrase says of its number that the figure does not."""
    kind = setting.book.indicators[figure.indicator].kind
    whole, own = whole_number(passage, phrase)
    remarks = [*lost(passage, phrase, kind), *qualifiers(passage, phrase, figure)]
    # The phrase may hold the words before its number: fell by 3%.
    start = max(whole[0], own[0].start) if own else whole[0]
    remarks += growth(passage, phrase, start, figure, kind)
    yield from unit_remarks_of_heading(passage, phrase, figure, setting.document)
    has_unit = not figure.unit_as_stated  # else other words give it, which the check has read
    if has_unit and figure.unit in MONEY:
        names = tuple(setting.book.areas[one].name for one in (figure.reporter, figure.partner))
        remarks += currency(passage, phrase, whole, figure, names, setting.document)
    yield from remarks
    # The reader says the same once more, without naming the words.
    told = {remark.rule for remark in remarks}
    indicator = setting.book.indicators[figure.indicator]
    remarks = [
        *sign_remarks(passage, phrase, figure, indicator),
        *net_remarks(passage, phrase, figure, indicator),
        *compared_remarks(passage, phrase, figure),
        *denied_remarks(passage, phrase, figure),
        *each_remarks(passage, phrase, figure, indicator),
    ]
    yield from (remark for remark in remarks if remark.rule not in told)
    told |= {remark.rule for remark in remarks}
    yield from (
        r for r in stated_remarks(passage, phrase, figure, setting.published) if r.rule not in told
    )
    if has_unit:
        yield from unit_remarks(passage, phrase, figure, setting.book)
    if excess := setting.excesses.get(figure.id):
        yield Remark("parts", phrase, excess.fault, "correct what is wrong", by_phrase=True)
    yield from corrected_remarks(passage, phrase, figure, setting.book)


def _of_times(
    passage: Passage, phrase: Span, figure: Figure, setting: DocumentSetting
) -> Iterator[Remark]:
    """What the words near a figure's phrase say of periods that the figure does not."""
    whole, _ = whole_number(passage, phrase)
    told = year_remarks_of_table(passage, phrase, figure, setting.document)
    given = (passage, whole, figure, setting.published, setting.book.format, setting.document)
    periods = [*period_remarks(*given)] if told is None else told
    yield from periods
    # A wrong base makes the words of a span fit no period: once is enough.
    if not periods or answer_to("period", figure, setting.book) in figure.meant:
        yield from base_remarks(*given)


def _of_names(
    passage: Passage, phrase: Span, figure: Figure, setting: DocumentSetting
) -> Iterator[Remark]:
    """What the words near a figure's phrase name that the figure does not."""
    whole, _ = whole_number(passage, phrase)
    yield from direction_remarks(passage, phrase, figure, setting.book)
    named = setting.names.named
    given = (passage, whole, figure, setting.book, setting.document)
    indicators = indicator_remarks_of_table(passage, phrase, figure, setting.book, setting.document)
    if indicators is None:
        indicators = [*indicator_remarks(*given[:4], named)] or [*far_remarks(*given, named)]
    indicators = indicators or [*goods_remarks(passage, phrase, figure, setting.book)]
    indicators = indicators or [*whole_remarks(passage, phrase, figure, setting.book)]
    indicators = indicators or [*named_whole_remarks(*given, named)]
    yield from indicators or thing_remarks(passage, phrase, figure, setting.book, named)
    yield from rank_remarks(passage, phrase, figure, setting.book, named)
    told = area_remarks_of_table(passage, phrase, figure, setting.book, setting.document)
    areas = [*area_remarks(*given, named)] if told is None else told
    if figure.partner == WORLD and tells_everybody(passage, phrase, figure, setting.book):
        areas = []
    areas = areas or [*partner_remarks(passage, phrase, figure, setting.book, named)]
    yield from areas or everybody_remarks(passage, phrase, figure, setting.book, named)


def phrase_of(entry: Entry) -> str:
    """The words of the text that an entry points at."""
    return entry.phrase if isinstance(entry, Dismissal) else entry.as_stated


def name_of(entry: Entry) -> str:
    """How a message calls an entry of the figures file."""
    if isinstance(entry, Dismissal):
        return "dismissal"
    return f"{_NAMES[type(entry)]} {entry.id}"
