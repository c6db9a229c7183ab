"""What accounts for each numeral of a document: a figure, an event, a date of one, the curator.

The strongest account wins in that order of RANKS; what is left is pending. Must not render.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from etl.audit.judge.answers import answer_of
from etl.audit.judge.claims import Claim, date_claims, head_claims, open_claims, strongest
from etl.audit.judge.dismissed import reason_remarks
from etl.audit.judge.place import Remark
from etl.audit.judge.remarks import of_names, of_number, of_times
from etl.audit.judge.setting import DocumentSetting, Entry, SourceEntries, name_of, phrase_of
from etl.audit.read.passage import Passage
from etl.audit.report import Account, AuditedNumeral, Finding, as_item
from etl.core.model import Dismissal, Figure
from etl.reading.passages import Span, context, folded

_AREA: Final = "area"
_NAMED: Final = frozenset((_AREA, "indicator"))
"""Rules of words that name something."""
_TIMES: Final = frozenset(("period", "base"))
"""Rules of words that state a time."""


class ParagraphAudit:
    """One paragraph under audit: its numerals, what covers them and what is wrong."""

    def __init__(self, passage: Passage, setting: DocumentSetting, entries: SourceEntries) -> None:
        self.passage, self.setting = passage, setting
        self.book, self.source = setting.book, setting.source
        self.entries = entries
        number = passage.number
        self.figures = entries.figures.get(number, [])
        self.events = entries.events.get(number, [])
        self.dismissals = entries.dismissals.get(number, [])
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
            *date_claims(self.passage, self.entries, self.setting.published),
            *head_claims(self.passage, self.entries),
        ]
        silenced = {
            claim.by: {*self._look_beside(claim.entry, claim.span, dismissed)}
            for claim in claims
            if isinstance(claim.entry, Figure)
        }
        used = {silencer for silencers in silenced.values() for silencer in silencers}
        self._look_for_one(dismissed, silenced)
        accounted = strongest(self.passage, [*claims, *open_claims(self.passage)])
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

    def _look_for_one(self, dismissed: Iterable[Claim], silenced: Mapping[str, set[Claim]]) -> None:
        """Note words that are dismissed for several figures: what one means another need not."""
        for claim in dismissed:
            names = [name for name, silencers in silenced.items() if claim in silencers]
            if len(names) > 1 and claim.entry:
                fault = f'"{phrase_of(claim.entry)}" is dismissed for {" and ".join(names)} at once'
                todo = "remove it, and write at each what is meant"
                self._report("meant", claim.entry, claim.span, fault, todo)

    def _look_at_reasons(self, dismissed: Iterable[Claim]) -> None:
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
        for entry in self.entries.dismissals.get(passage.number, ()):
            if entry.reason == "repeated":
                spans = passage.find(entry.phrase)[entry.occurrence - 1 : entry.occurrence]
                if any(start < span[1] and span[0] < end for start, end in spans):
                    return True
        return False

    def _look_twice(self, figures: list[Claim]) -> None:
        """Note figures that state the same numeral."""
        for one, other in pairwise(sorted(figures, key=lambda claim: claim.span)):
            if other.entry and other.span[0] < one.span[1]:
                fault = f'"{phrase_of(other.entry)}" is stated by figure {one.by} as well'
                self._report(
                    "stated-twice", other.entry, other.span, fault, "correct one of the two"
                )

    def _look_for_others(self, accounted: list[Claim]) -> None:
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

    def _look_beside(self, figure: Figure, span: Span, dismissed: list[Claim]) -> Iterator[Claim]:
        """Note what stands beside a figure's phrase and its curator did not answer.

        Yields dismissals of such words instead. One of the phrase itself, as older files have it,
        answers for areas alone.
        """
        passage = self.passage
        parts = of_number, of_times, of_names
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
                part = of_names if remark.rule in _NAMED else of_times
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

    def _claims(self, entries: Sequence[Entry], account: Account) -> Iterator[Claim]:
        for entry in entries:
            if span := self._find(entry):
                yield Claim(span, account, entry)

    def _note(self, claim: Claim) -> None:
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
