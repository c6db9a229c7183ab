"""A draft under the project's own audit, before it is handed out.

Each proposal is judged as the entry that it would be. What the audit contradicts is mended where
one other value alone makes it fall silent, and is marked in its words in any case; a dismissal
whose reason is not true becomes unclear, and a number that nothing accounts for is one more.
Must not read texts itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, Never

from etl.audit.judge.paragraph import ParagraphAudit
from etl.audit.judge.parts import excesses
from etl.audit.judge.setting import DocumentSetting, SourceEntries, name_of
from etl.audit.read.passage import Document, Passage
from etl.audit.report import Finding
from etl.book.figure_problems import figure_problems
from etl.book.stated import stated_problem
from etl.core.model import Area, Book, Event, Figure, Source
from etl.core.problems import Refused
from etl.draft.entries import dismissal_of, event_of, figure_of, indicator_of, on_a_day
from etl.draft.known import Known
from etl.draft.mends import mends
from etl.draft.model import UNKNOWN, Draft, Guess, Mark, ProposedDismissal, ProposedFigure
from etl.draft.quantities import fits

_MARKED: Final = 0.4
"""How sure a key is that the audit contradicts."""
_MENDED: Final = 0.6
"""And one that it no longer contradicts."""
_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("qualifier", "stated-qualifier"), "qualifier"),
    **dict.fromkeys(("status", "corrected", "stated-status"), "status"),
    **dict.fromkeys(("period", "period-not-found", "period-words", "period-basis"), "period"),
    **dict.fromkeys(("change", "indicator"), "indicator"),
    **{"currency": "unit", "unit": "unit", "base": "base", "among": "among", "area": "partner"},
}
"""The key that a rule of audit or check concerns; of all others it is the value."""
_PLANNED: Final = {"target": "forecast", "forecast": "target"}
_CUT: Final = frozenset({"dismissed-nothing", "not-found"})
"""What is wrong with a dismissal that covers nothing."""
_OPEN: Final = Guess("unclear", 0.3, "nothing here tells what it is")
_NO_FIGURES_TIME: Final = Guess("historical_date", 0.5, "a time that no figure has")


class AuditedText(NamedTuple):
    """What the proposals of a text are held against."""

    book: Book
    source: Source
    document: Document
    known: Known


def audited(proposals: Draft, against: AuditedText) -> Draft:
    """The draft with what the audit says of it: mended, marked, and nothing left out.

    Every finding of the audit about what is returned stands beside a key of it.
    """
    return _Audit(proposals, against).draft()


class _Accounting(ParagraphAudit):
    """What accounts for each numeral of a paragraph whose figures are judged already."""

    def _look_beside(self, *_: object) -> Iterator[Never]:
        yield from ()


class _Audit:
    """One draft under audit."""

    def __init__(self, proposals: Draft, against: AuditedText) -> None:
        self.proposals = proposals
        foreign = {code: Area(code, name) for code, name in (*proposals.areas, (UNKNOWN, UNKNOWN))}
        self.source, self.passages = against.source, tuple(against.document.passages)
        indicators = {i.id: i for i in (indicator_of(f, against.book) for f in proposals.figures)}
        self.book = against.book._replace(
            areas={**foreign, **against.book.areas},
            indicators={**against.book.indicators, **indicators},
            sources={self.source.id: self.source},
        )
        self.phrases = against.known.names.phrases
        own = [entry for entry in map(self._entry, proposals.figures) if entry]
        self.setting = DocumentSetting(
            self.book._replace(figures={entry.id: entry for entry in own}),
            self.source,
            against.document.published,
            self.passages,
            against.known.names,
            excesses(own, self.book),
        )

    def draft(self) -> Draft:
        """The draft, paragraph by paragraph."""
        figures: list[ProposedFigure] = []
        dismissed: list[ProposedDismissal] = []
        for passage in self.passages:
            here = [f for f in self.proposals.figures if f.paragraph == passage.number]
            aside = [d for d in self.proposals.dismissed if d.paragraph == passage.number]
            if not (here or aside or passage.numerals):
                continue
            own, is_open = self._figures(passage, here)
            figures += own
            if aside or is_open:
                dismissed += self._dismissed(passage, own, aside)
        return self.proposals._replace(figures=tuple(figures), dismissed=tuple(dismissed))

    def _entry(self, one: ProposedFigure) -> Figure | None:
        """The figure that a proposal would be; None where its value or period is no such thing."""
        try:
            return figure_of(one, self.book, self.source.id)
        except Refused:
            return None

    # --- figures ------------------------------------------------------------------------------

    def _figures(
        self, passage: Passage, proposed: list[ProposedFigure]
    ) -> tuple[list[ProposedFigure], bool]:
        """The figures of a paragraph, judged, and whether they leave a number or a time open."""
        entries = [(one, self._entry(one)) for one in proposed]
        paragraph = self._audit(ParagraphAudit, passage, [e for _, e in entries if e], ())
        said: dict[str, list[Mark]] = {}
        for finding in paragraph.findings:
            said.setdefault(finding.entry, []).append(_mark(finding))
        judged = []
        for one, entry in entries:
            marks = self._open_keys(one, entry, said.get(name_of(entry), ()) if entry else ())
            judged.append(self._as_planned(passage, self._judged(passage, one, marks)))
        is_open = any(numeral.account == "pending" for numeral in paragraph.numerals)
        return judged, is_open or judged != proposed

    def _as_planned(self, passage: Passage, one: ProposedFigure) -> ProposedFigure:
        """A plan or a forecast whose words allow the other as well is a guess."""
        other = _PLANNED.get(one.status.value)
        if other is None or one.status.unsure:
            return one
        turned = one._replace(status=one.status._replace(value=other))
        if any(mark.key == "status" for mark in self._objections(passage, turned)):
            return one
        return one.doubted(Mark("status", f"the words allow {other} as well"), _MENDED)

    def _judged(
        self, passage: Passage, one: ProposedFigure, objections: list[Mark]
    ) -> ProposedFigure:
        """A proposal that something is said against: mended where that is clear, and marked."""
        for key, why, _ in objections:
            still = {other.key for other in objections} - {key}
            others = mends(one, key, passage, self.book)
            trials = [(other, self._objections(passage, other)) for other in others]
            answers = [trial for trial in trials if {mark.key for mark in trial[1]} <= still]
            if len(answers) == 1:
                other, objections = answers[0]
                one = other if _same(one, other, key) else _mended(other, key, why)
                break
        for mark in objections:
            one = one.doubted(mark, _MARKED)
        return one

    def _objections(self, passage: Passage, one: ProposedFigure) -> list[Mark]:
        """What check and audit say against a proposal by itself."""
        entry = self._entry(one)
        paragraph = self._audit(ParagraphAudit, passage, [entry] if entry else [], ())
        return self._open_keys(one, entry, [_mark(f) for f in paragraph.findings if f.entry])

    def _open_keys(
        self, one: ProposedFigure, entry: Figure | None, marks: Iterable[Mark]
    ) -> list[Mark]:
        """What is said against a proposal, but of keys that are unknown already."""
        if entry is None:
            marks = [Mark("value", "no value or period that can be recorded")]
        else:
            marks = [*self._check(one, entry), *marks]
        unknown = {key for key, guess in one.guesses.items() if guess.value == UNKNOWN}
        return [mark for mark in marks if mark.key not in unknown]

    def _check(self, one: ProposedFigure, entry: Figure) -> Iterator[Mark]:
        """What `check` would refuse."""
        indicator = self.book.indicators[entry.indicator]
        counted = on_a_day(indicator, self.book)
        wrong = figure_problems(entry, indicator, self.source, None, counted, self.book.units)
        for key, refused in wrong:
            if key == "value" and one.indicator.value == UNKNOWN:
                continue  # whoever declares the indicator declares its unit
            yield Mark(key, f"{refused.found}; {refused.allowed}")
        if one.unreadable:
            return  # it is a comment already
        refused_ = stated_problem(entry, indicator, self.source, self.phrases)
        if refused_ is None:
            return
        key = _KEYS.get(refused_.rule, "value")
        if refused_.rule == "stated-unit":
            key = "indicator"  # the phrase prints the unit: it counts something else
        yield Mark(key, f"{refused_.found}; {refused_.allowed}")

    def _audit(
        self,
        judge: type[ParagraphAudit],
        passage: Passage,
        figures: list[Figure],
        aside: Iterable[ProposedDismissal],
    ) -> ParagraphAudit:
        number = passage.number
        events: list[Event] = [
            event_of(one, self.source.id)
            for one in self.proposals.events
            if one.paragraph == number
        ]
        entries = SourceEntries(
            {number: figures},
            {number: events},
            {number: [dismissal_of(one, self.source.id) for one in aside]},
            tuple(figure for figure in figures if figure.period_as_stated),
        )
        paragraph = judge(passage, self.setting, entries)
        paragraph.audit()
        return paragraph

    # --- dismissals ---------------------------------------------------------------------------

    def _dismissed(
        self, passage: Passage, figures: list[ProposedFigure], aside: list[ProposedDismissal]
    ) -> list[ProposedDismissal]:
        """The dismissals of a paragraph, their reasons true, and one more of what is left."""
        entries = [entry for entry in map(self._entry, figures) if entry]
        paragraph = self._audit(_Accounting, passage, entries, aside)
        said = {f.phrase: f for f in paragraph.findings if f.entry == _DISMISSAL}
        kept = [_truly(one, said.get(one.phrase)) for one in aside]
        aside = [one for one in kept if one is not None]
        if len(aside) < len(kept):
            paragraph = self._audit(_Accounting, passage, entries, aside)
        for numeral in paragraph.numerals:
            if numeral.account == "pending":
                aside.append(_left(passage, numeral.start, numeral.phrase))
        return sorted(aside, key=lambda one: one.start)


_DISMISSAL: Final = "dismissal"


def _truly(one: ProposedDismissal, finding: Finding | None) -> ProposedDismissal | None:
    """A dismissal with a reason that is true; None of one that covers nothing."""
    if finding is None:
        return one
    if finding.rule in _CUT:
        return None
    if finding.rule == "reason":
        return one._replace(reason=Guess("unclear", _MARKED, finding.found))
    return one._replace(reason=one.reason._replace(sure=_MARKED, reason=finding.found))


def _left(passage: Passage, start: int, phrase: str) -> ProposedDismissal:
    """The dismissal of a number that nothing accounts for."""
    whole = re.compile(r"\s+".join(map(re.escape, phrase.split()))).match(passage.text, start)
    end = whole.end() if whole else start + len(phrase)
    is_time = any(time.start <= start < time.end for time in passage.times)
    spans = passage.find(phrase)
    at = next((at for at, span in enumerate(spans, 1) if span[0] == start), 0)
    why = _NO_FIGURES_TIME if is_time else _OPEN
    shown = phrase if fits(phrase) else phrase[:60]
    return ProposedDismissal(shown, why, passage.number, start, end, at if len(spans) > 1 else 0)


def _mark(finding: Finding) -> Mark:
    key = _KEYS.get(finding.rule, "value")
    return Mark(key, f"{finding.found}; {finding.todo}", finding.answer)


def _same(one: ProposedFigure, other: ProposedFigure, key: str) -> bool:
    """Whether a key says what it said, in other words."""
    return key in one.guesses and one.guesses[key].value == other.guesses[key].value


def _mended(one: ProposedFigure, key: str, why: str) -> ProposedFigure:
    return one.doubted(Mark(key, f"mended, since {why}"), _MENDED)
