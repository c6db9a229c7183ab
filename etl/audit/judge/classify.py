"""What accounts for each numeral of a document: a figure, an event, a date of one, the curator.

The strongest account wins in that order of RANKS; what is left is pending. Must not render.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from etl.audit.judge.beside import lost, qualifiers, whole_number
from etl.audit.judge.currency import currency
from etl.audit.judge.growth import growth
from etl.audit.judge.place import Place, Remark
from etl.audit.report import Account, Finding, Numeral
from etl.core.kinds import KINDS
from etl.core.model import Book, Dismissal, Event, Figure, IndicatorKind, Source
from etl.core.schema import CURRENCIES
from etl.reading import dates
from etl.reading.numerals import Scan, scan
from etl.reading.passages import Span, context, folded, phrase_spans

Entry = Figure | Event | Dismissal

_NAMES: Final = {Figure: "figure", Event: "event", Dismissal: "dismissal"}


class Entries(NamedTuple):
    """What a book says of one source, by paragraph."""

    figures: dict[int, list[Figure]]
    events: dict[int, list[Event]]
    dismissals: dict[int, list[Dismissal]]


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


class Paragraph:
    """One paragraph under audit: its numerals, what covers them and what is wrong."""

    def __init__(
        self, book: Book, source: Source, number: int, text: str, entries: Entries
    ) -> None:
        self.book, self.source, self.number, self.text = book, source, number, text
        self.lower = folded(text)
        self.scan: Scan = scan(text, self.lower, source.language)
        self.figures = entries.figures.get(number, [])
        self.events = entries.events.get(number, [])
        self.dismissals = entries.dismissals.get(number, [])
        self.expressions = (
            dates.expressions(text, self.lower, self.scan, source.language, source.published)
            if self.scan.numerals
            else []
        )
        self.findings: list[Finding] = []
        self.numerals: list[Numeral] = []
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
        ]
        used = {
            silencer
            for claim in claims
            if isinstance(claim.entry, Figure)
            for silencer in self._look_beside(claim.entry, claim.span, dismissed)
        }
        accounted = self._accounted([*claims, *self._open()])
        self._look_for_others(accounted)
        # Neighbours under one claim are one numeral: "first five months of 2024".
        for claim, _ in groupby(accounted):
            self._note(claim)
        used.update(accounted)
        for claim in dismissed:
            if claim not in used and claim.entry:
                found = f'"{phrase_of(claim.entry)}" covers no numeral that is still open'
                self._report("dismissed-nothing", claim.entry, claim.span, found, "remove it")

    def _look_twice(self, figures: list[_Claim]) -> None:
        """Note figures that state the same numeral."""
        for one, other in pairwise(sorted(figures, key=lambda claim: claim.span)):
            if other.entry and other.span[0] < one.span[1]:
                found = f'"{phrase_of(other.entry)}" is stated by figure {one.by} as well'
                self._report(
                    "stated-twice", other.entry, other.span, found, "correct one of the two"
                )

    def _look_for_others(self, accounted: list[_Claim]) -> None:
        """Note entries that may mean another occurrence, one that no other entry accounts for."""
        tokens = [token for numeral in self.scan.numerals for token in numeral.tokens]
        for entry, chosen, others in self.unsaid:
            taken = [
                claim.entry is not None and claim.entry is not entry
                for start, end in others
                for token, claim in zip(tokens, accounted, strict=True)
                if start <= token.start and token.end <= end
            ]
            if not (taken and all(taken)):
                found = f'"{phrase_of(entry)}" stands here {len(others) + 1} times'
                self._report("occurrence", entry, chosen, found, "say which with occurrence")

    def _look_beside(self, figure: Figure, span: Span, dismissed: list[_Claim]) -> Iterator[_Claim]:
        """Note what stands beside a figure's phrase; yields dismissals of such words instead."""
        place = Place(self.text, self.lower, self.scan.numerals, self.source.language)
        kind = self.book.indicators[figure.indicator].kind
        for remark in _remarks(place, span, figure, kind):
            silencers = [claim for claim in dismissed if claim.holds(remark.span)]
            yield from silencers
            if not silencers:
                self._report(remark.rule, figure, span, remark.found, remark.todo)

    def _claims(self, entries: Sequence[Entry], account: Account) -> Iterator[_Claim]:
        for entry in entries:
            if span := self._find(entry):
                yield _Claim(span, account, entry)

    def _date_claims(self) -> list[_Claim]:
        """Dates that belong to a figure or event of this paragraph, or to the document."""
        periods = [(f.period.start, f.period.end) for f in self.figures]
        periods += [
            dates.year_before((f.period.start, f.period.end))
            for f in self.figures
            if KINDS[f.kind].against and not f.base
        ]
        periods += [(f.base.start, f.base.end) for f in self.figures if f.base]
        periods += [(event.date.start, event.date.end) for event in self.events]
        targets = dates.Targets(tuple(periods), self.source.published)
        return [
            _Claim((expression.start, expression.end), "date")
            for expression in self.expressions
            if dates.belongs(expression, targets)
        ]

    def _open(self) -> Iterator[_Claim]:
        """What a numeral that nothing covers is shown as: its whole date, or its whole number."""
        for expression in self.expressions:
            yield _Claim((expression.start, expression.end), "pending")
        for numeral in self.scan.numerals:
            yield _Claim((numeral.start, numeral.end), "pending")

    def _accounted(self, claims: list[_Claim]) -> list[_Claim]:
        """The first claim that covers it, for every token of the paragraph."""
        tokens = [token for numeral in self.scan.numerals for token in numeral.tokens]
        starts = [token.start for token in tokens]
        found: dict[int, _Claim] = {}
        for claim in claims:
            start, end = claim.span
            for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                if tokens[at].end <= end:
                    found.setdefault(at, claim)
        return [found[at] for at in range(len(tokens))]

    def _note(self, claim: _Claim) -> None:
        start, end = claim.span
        phrase = " ".join(self.text[start:end].split())
        self.numerals.append(Numeral(self.number, start, phrase, claim.account, claim.by))
        if claim.account == "pending":
            todo = "add a figure or an event, or dismiss it"
            self._report("pending", None, claim.span, f'"{phrase}" is pending', todo)

    def _find(self, entry: Entry) -> Span | None:
        """Where the entry's phrase stands; notes what is wrong where it does not."""
        phrase = phrase_of(entry)
        spans = phrase_spans(self.text, phrase, self.scan.numbers)
        if entry.occurrence <= len(spans):
            chosen = spans.pop(entry.occurrence - 1)
            if spans and not entry.occurrence_given:
                self.unsaid.append((entry, chosen, spans))
            return chosen
        if spans:
            found = f'"{phrase}" stands here {len(spans)} times, not {entry.occurrence}'
            self._report("occurrence", entry, spans[-1], found, "correct the occurrence")
        else:
            found = f'"{phrase}" does not stand here'
            self._report("not-found", entry, None, found, self._hint(phrase))
        return None

    def _hint(self, phrase: str) -> str:
        at = self.lower.find(folded(phrase))
        if at < 0:
            return "correct the phrase or the paragraph"
        printed = " ".join(self.text[at : at + len(phrase)].split())
        if printed != phrase:
            return f'printed is "{printed}"'
        return "it is a piece of a longer number or word: state the whole"

    def _report(
        self, rule: str, entry: Entry | None, span: Span | None, found: str, todo: str
    ) -> None:
        shown = context(self.text, span) if span else ""
        name, line, phrase = "", 0, ""
        if entry:
            name, line, phrase = name_of(entry), entry.line, phrase_of(entry)
        elif span:
            phrase = " ".join(self.text[slice(*span)].split())
        where = self.source.id, self.source.document, self.number
        self.findings.append(Finding(*where, rule, name, phrase, shown, found, todo, line))


def _remarks(place: Place, phrase: Span, figure: Figure, kind: IndicatorKind) -> Iterator[Remark]:
    """What the wording around a figure's phrase says that the figure does not."""
    whole, own = whole_number(place, phrase)
    yield from lost(place, phrase, kind)
    yield from qualifiers(place, phrase, figure)
    # The phrase may hold the words before its number: fell by 3%.
    start = max(whole[0], own[0].start) if own else whole[0]
    yield from growth(place, phrase, start, figure, kind)
    if figure.unit in CURRENCIES:
        yield from currency(place, phrase, whole, figure)


def phrase_of(entry: Entry) -> str:
    """The words of the text that an entry points at."""
    return entry.phrase if isinstance(entry, Dismissal) else entry.as_stated


def name_of(entry: Entry) -> str:
    """How a message calls an entry of the figures file."""
    if isinstance(entry, Dismissal):
        return "dismissal"
    return f"{_NAMES[type(entry)]} {entry.id}"
