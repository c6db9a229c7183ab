"""A text beside all that is known: what agrees, what contradicts, what is new.

The whole draft joins the book's figures in one reconciliation, so that its statements are tested
with one another as well: "grew 24 % to $20 billion" says what the year before was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from etl.book.figure_problems import figure_problems
from etl.core import model
from etl.core.problems import Refused
from etl.draft.build import draft
from etl.draft.entries import figure_of
from etl.draft.model import DENIED, UNKNOWN, Draft, ProposedFigure
from etl.reconcile import Conflict, Report, Verdict, reconcile
from etl.reconcile.model.statements import FACTS, set_aside

LONGEST: Final = 20_000
"""Characters of a text."""
MOST: Final = 200
"""Figures of a text: each is tested with every other."""
Answer = Literal["contradicts", "agrees", "new", "nothing known", "unclear"]
ANSWERS: Final[tuple[Answer, ...]] = ("contradicts", "agrees", "new", "nothing known", "unclear")
_AGREES: Final = frozenset({"supported", "tight"})
_BESIDE: Final = "Yet it is part of a contradiction that is likely another statement's:"
_WRITE: Final = {
    "indicator": "say what is measured, as the data calls it: {indicators}",
    "partner": "name the other side; the data has {areas}",
    "period": 'say when: "in 2024", "in January-May 2024", "as of 1 June 2024"',
    "value": "print one number with its scale and unit",
}


class ComparedStatement(NamedTuple):
    """One number of the text and what the figures say of it."""

    figure: ProposedFigure
    answer: Answer
    sentence: str
    """Why: the sentence of the reconciliation, or what to write instead."""
    beside: tuple[str, ...] = ()
    """Ids of the book's figures that agree or contradict."""
    mend: str = ""
    """The least change of a figure in question that would make it fit."""
    cause: str = ""
    """What likely lies behind a contradiction."""


class Comparison(NamedTuple):
    """A text beside a book."""

    draft: Draft
    statements: tuple[ComparedStatement, ...]
    """In the order of the text."""

    def count(self, answer: Answer) -> int:
        """How many statements have this answer."""
        return sum(statement.answer == answer for statement in self.statements)


class Beside(NamedTuple):
    """What a text is compared with."""

    book: model.Book
    known: Mapping[str, model.Figure]
    """The figures of the book and the official ones."""
    foreign: Mapping[str, str]
    """Names of areas that the text names and the book does not declare."""


def compare(
    text: str,
    book: model.Book,
    published: date,
    reference: model.Book | None = None,
    language: str = "",
) -> Comparison:
    """What all that is known says of each statement of a text.

    reference: official statistics. Raises Refused for a text that is empty, too long, in another
    language or of too many figures.
    """
    refuse(text)
    proposals = draft(text, book, published, "text", language)
    if len(proposals.figures) > MOST:
        fault = f"the text states {len(proposals.figures):,} figures"
        raise Refused("file-size", fault, f"allowed are {MOST:,}: compare it in parts")
    figures, problems = _figures(proposals, book)
    source = _source(proposals)
    joined = book._replace(
        sources={**book.sources, source.id: source}, figures={**book.figures, **figures}
    )
    report = reconcile(joined, reference, around=figures) if figures else None
    known = {**book.figures, **(reference.figures if reference else {})}
    beside = Beside(book, known, dict(proposals.areas))
    return Comparison(
        proposals,
        tuple(
            _statement(one, figures, problems.get(one.id, ""), report, beside)
            for one in proposals.figures
        ),
    )


def refuse(text: str) -> None:
    """Raises Refused (file-empty, file-size) for a text that is empty or too long."""
    if not text.strip():
        raise Refused("file-empty", "the text is empty", "allowed is a text with numbers in it")
    if len(text) > LONGEST:
        fault = f"the text has {len(text):,} characters"
        raise Refused("file-size", fault, f"allowed are {LONGEST:,}: compare it in parts")


def _source(proposals: Draft) -> model.Source:
    told = proposals.source
    return model.Source(
        told.id,
        "this text",
        "other",
        told.published,
        "stated",
        told.language.value,
        document="text",
        sha256=told.sha256,
        published_as=told.published.isoformat(),
    )


# --- proposals as figures ---------------------------------------------------------------------


def _figures(proposals: Draft, book: model.Book) -> tuple[dict[str, model.Figure], dict[str, str]]:
    """The draft's figures as those of a book, and why others are none, by id."""
    figures: dict[str, model.Figure] = {}
    problems: dict[str, str] = {}
    source = _source(proposals)
    for one in proposals.figures:
        why = _unclear(one, book)
        if why:
            problems[one.id] = why
            continue
        try:
            figure = figure_of(one, book, source.id)
        except Refused as refused:
            problems[one.id] = _instead(one, refused)
            continue
        indicator = book.indicators[figure.indicator]
        wrong = next(_problems(figure, indicator, source, book), None)
        if wrong:
            problems[one.id] = _instead(one, wrong)
        else:
            figures[one.id] = figure
    return figures, problems


def _instead(one: ProposedFigure, refused: Refused) -> str:
    """Why a statement can be no figure: one that cannot be read stops no other."""
    read = "" if one.as_stated in refused.found else f'"{one.as_stated}" is read so: '
    return f"{read}{refused.found}; {refused.allowed}. To be sure, {_WRITE['value']}."


def _problems(
    figure: model.Figure, indicator: model.Indicator, source: model.Source, book: model.Book
) -> Iterator[Refused]:
    """What `check` would refuse, but for how the phrase is printed."""
    on_a_day = figure.period.coverage == "point"
    return (
        refused
        for key, refused in figure_problems(figure, indicator, source, None, on_a_day, book.units)
        if key not in ("as_stated", "qualifier")
    )


def _unclear(one: ProposedFigure, book: model.Book) -> str:
    """What to write instead, where a key cannot be told; empty where all can."""
    names = {
        "indicators": ", ".join(i.name.lower() for i in list(book.indicators.values())[:8]),
        "areas": ", ".join(area.said for area in list(book.areas.values())[:8]),
    }
    if one.status.reason == DENIED:
        return "The text says that this number does not hold, so it is not tested; write what does."
    missing = [
        key
        for key, value, known in (
            ("indicator", one.indicator.value, one.indicator.value in book.indicators),
            ("partner", one.partner.value, one.partner.value in book.areas),
            ("period", one.period.value, one.period.value != UNKNOWN),
            ("value", one.printed, one.printed != UNKNOWN),
        )
        if not known
    ]
    if not missing:
        return "" if one.reporter.value in book.areas else _WRITE["partner"].format(**names)
    told = "; ".join(_WRITE[key].format(**names) for key in missing)
    return f"{told[0].upper()}{told[1:]}."


# --- what the reconciliation says -------------------------------------------------------------


def _statement(
    one: ProposedFigure,
    figures: Mapping[str, model.Figure],
    problem: str,
    report: Report | None,
    beside: Beside,
) -> ComparedStatement:
    book, known = beside.book, beside.known
    if one.id not in figures:
        return _untested(one, problem, beside)
    assert report is not None  # there is one as soon as there is a figure
    conflicts = [c for c in report.conflicts if one.id in {m.figure_id for m in c.members}]
    verdict = next(v for v in report.verdicts if v.figure_id == one.id)
    if conflicts and (verdict.suspect or verdict.verdict not in _AGREES):
        return _contradiction(one, conflicts, report, known)
    figure = figures[one.id]
    agreements = [a for a in report.agreements if one.id in a.members]
    if agreements or verdict.verdict in _AGREES:
        told = [a.sentence for a in agreements]
        agreement = _agreement(one, figure, verdict, told, agreements, known)
        if not conflicts:
            return agreement
        # Others confirm it, so what contradicts is likely another's fault; yet it must be told.
        against = _contradiction(one, conflicts, report, known)
        return agreement._replace(sentence=f"{agreement.sentence} {_BESIDE} {against.sentence}")
    unknown = [u.reason for u in report.not_known if u.figure_id == one.id]
    return _alone(one, figure, verdict, unknown, book)


def _alone(
    one: ProposedFigure,
    figure: model.Figure,
    verdict: Verdict,
    unknown: list[str],
    book: model.Book,
) -> ComparedStatement:
    """What no other statement bears on: said already, new, or of what nothing is known."""
    same = [
        other
        for other in book.figures.values()
        if (other.indicator, other.reporter, other.partner)
        == (figure.indicator, figure.reporter, figure.partner)
    ]
    if repeated := _repeated(figure, same):
        said = f"{repeated[0].as_stated} is stated elsewhere too. {verdict.sentence}".rstrip()
        return ComparedStatement(one, "agrees", said, _ids(repeated))
    if not same:
        return ComparedStatement(one, "nothing known", _nothing(figure, book))
    return ComparedStatement(one, "new", _new(figure, same, verdict, unknown), _ids(same))


def _untested(one: ProposedFigure, problem: str, beside: Beside) -> ComparedStatement:
    """What is no figure of the book: of an area that it does not have, or unclear."""
    foreign = beside.foreign.get(one.partner.value)
    if foreign and one.indicator.value in beside.book.indicators:
        return ComparedStatement(one, "nothing known", f"The data has nothing on {foreign}.")
    return ComparedStatement(one, "unclear", problem)


def _contradiction(
    one: ProposedFigure,
    conflicts: list[Conflict],
    report: Report,
    known: Mapping[str, model.Figure],
) -> ComparedStatement:
    """The simplest conflict first: fewest statements, none that only restates another."""
    simplest = min(conflicts, key=lambda c: (bool(c.restates), len(c.members), c.conflict_id))
    others = tuple(dict.fromkeys(m.figure_id for m in simplest.members if m.figure_id in known))
    causes = [c.sentence for c in report.causes if simplest.conflict_id in c.mends]
    cause = " ".join(causes)
    return ComparedStatement(one, "contradicts", simplest.sentence, others, simplest.mend, cause)


def _agreement(
    one: ProposedFigure,
    figure: model.Figure,
    verdict: Verdict,
    sentences: list[str],
    agreements: Iterable[object],
    known: Mapping[str, model.Figure],
) -> ComparedStatement:
    members = [m for a in agreements for m in getattr(a, "members", ())]
    ids = tuple(dict.fromkeys(m for m in (*members, *verdict.reasons) if m in known))
    told = sentences[0] if sentences else verdict.sentence
    if ids and all(_says_the_same(figure, known[name]) for name in ids):
        told = f"{known[ids[0]].as_stated} is stated elsewhere too."
    return ComparedStatement(one, "agrees", told, ids)


def _repeated(figure: model.Figure, same: Sequence[model.Figure]) -> list[model.Figure]:
    """The figures of the book that state the same as a fact, and still do."""
    if figure.status not in FACTS:
        return []
    idle = set_aside({other.id: other for other in same})
    return [other for other in same if _says_the_same(figure, other) and other.id not in idle]


def _says_the_same(one: model.Figure, other: model.Figure) -> bool:
    """Whether a figure of the book is the same statement again, in whichever digits."""
    is_same = all(getattr(one, name) == getattr(other, name) for name in _SAID)
    if not is_same or _days(one.base) != _days(other.base):
        return False
    return _days(one.period) == _days(other.period) or _without_end(one, other)


_SAID: Final = ("indicator", "reporter", "partner", "ends", "unit", "qualifier", "among")
"""What two say of the same period where they say the same."""


def _days(period: model.Period | None) -> tuple[date, date] | None:
    """However it is written: a year may be twelve months."""
    return (period.start, period.end) if period else None


def _without_end(one: model.Figure, other: model.Figure) -> bool:
    """Whether both run from one day to that of their text, since neither prints an end.

    "Over 7.6 since 2005" is no news because it is said once more, some months later.
    """
    return (
        one.period_basis == other.period_basis == "inferred"
        and other.period.coverage == "multi_year"
        and not other.period.is_open
        and one.period.start == other.period.start
    )


def _ids(figures: Iterable[model.Figure]) -> tuple[str, ...]:
    return tuple(figure.id for figure in figures)


def _new(
    figure: model.Figure, same: list[model.Figure], verdict: Verdict, unknown: list[str]
) -> str:
    """Why nothing tests it although something is known."""
    if figure.status not in FACTS:
        return f"A {figure.status} is no fact, so it is not tested."
    if unknown:
        return unknown[0]
    if verdict.sentence:
        return verdict.sentence
    periods = ", ".join(dict.fromkeys(other.period.text for other in same[:6]))
    return f"Nothing that is stated bears on {figure.period.text}; the data has it for {periods}."


def _nothing(figure: model.Figure, book: model.Book) -> str:
    subject = book.indicators[figure.indicator].statement.format(
        reporter=book.areas[figure.reporter].said, partner=book.areas[figure.partner].said
    )
    return f"The data has no figure on this: {subject[0].lower()}{subject[1:]}."
