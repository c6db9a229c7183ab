"""What a draft holds: proposals for a figures file, each key with how sure it is.

Plain values; must not know how they were found or how they are printed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.model import IndicatorKind

UNKNOWN: Final = "?"
"""Stands where a key cannot be told; `check` refuses it with the place."""
DENIED: Final = "the text says that this number does not hold"
"""Why a status is unknown."""
SURE: Final = 0.8
"""A key below this is shown as a guess."""


class Guess(NamedTuple):
    """The value of one key, how sure it is (0 to 1), and why."""

    value: str
    sure: float = 1.0
    reason: str = ""

    @property
    def unsure(self) -> bool:
        """Whether a reader must be told that it is a guess."""
        return self.sure < SURE or self.value == UNKNOWN


class Mark(NamedTuple):
    """Why one key of a proposal may be wrong."""

    key: str
    why: str
    """In the words of the audit."""
    answer: str = ""
    """What `meant` would have to say where the text means it all the same."""


NOT_TOLD: Final = Guess(UNKNOWN, 0.0, "nothing in the text tells")


class ProposedFigure(NamedTuple):
    """A statement of one number, as it would stand in the section figures."""

    id: str
    indicator: Guess
    reporter: Guess
    partner: Guess
    period: Guess
    period_start: date | None
    period_end: date | None
    period_as_stated: str
    """The words of the text that tell the period; empty where none do."""
    period_basis: str
    period_reason: str
    printed: str
    """The number as the key `value` has it: 6.4 billion USD."""
    value: Decimal | None
    """Base units; None for a range."""
    low: Decimal | None
    """Lowest and highest true value that the wording allows, in base units."""
    high: Decimal | None
    unit: str
    qualifier: str
    status: Guess
    as_stated: str
    paragraph: int
    start: int
    """Where the phrase stands in its paragraph, and where it ends."""
    end: int
    occurrence: int
    """Which one, where the phrase stands in the paragraph more than once; otherwise 0."""
    authority: Guess
    note: str = ""
    base: str = ""
    among: str = ""
    reporter_is_usual: bool = False
    """Whether it is the reporter of the book, which a figure need not name."""
    value_doubt: str = ""
    """Why value, unit or qualifier may be other than read; empty where they are sure."""
    unreadable: str = ""
    """Why the phrase cannot be recorded as it is printed; empty where it can."""
    proposed: tuple[str, str, str, str] | None = None
    """Id, name, kind and unit of an indicator that would have to be declared."""
    kind: IndicatorKind = "flow"
    """That of the indicator, or, where none is told, what the words say of the number."""
    unit_as_stated: str = ""
    """Words elsewhere that tell scale and unit; empty where the phrase has its own."""
    marks: tuple[Mark, ...] = ()
    """What the audit says against keys that are no guess otherwise."""
    asked: tuple[str, ...] = ()
    """Answers that the audit will ask for, which a curator alone can give."""

    @property
    def guesses(self) -> dict[str, Guess]:
        """Every key that is told with more or less doubt."""
        return {
            "indicator": self.indicator,
            "reporter": self.reporter,
            "partner": self.partner,
            "period": self.period,
            "status": self.status,
            "authority": self.authority,
        }

    @property
    def unsure(self) -> list[str]:
        """Names of the keys that are guesses."""
        return list(self.doubts)

    @property
    def doubts(self) -> dict[str, str]:
        """Why a key is a guess, by its name."""
        told = {name: guess.reason for name, guess in self.guesses.items() if guess.unsure}
        if self.value_doubt:
            told["value"] = self.value_doubt
        for key, why, _ in self.marks:
            told[key] = f"{told[key]}; {why}" if key in told else why
        return told

    def doubted(self, mark: Mark, sure: float) -> ProposedFigure:
        """The same with one more doubt, at the key that it concerns; no surer than told."""
        if mark.answer and mark.answer not in self.asked:
            return self._replace(asked=(*self.asked, mark.answer)).doubted(mark, sure)
        guess = self.guesses.get(mark.key)
        if guess is None:
            return self._replace(marks=(*self.marks, mark))
        said = f"{guess.reason}; {mark.why}" if guess.unsure and guess.reason else mark.why
        fields = {mark.key: Guess(guess.value, min(guess.sure, sure), said)}
        return self._replace(**fields)  # type: ignore[arg-type]


class ProposedEvent(NamedTuple):
    """A date that belongs to something that happened."""

    id: str
    date: str
    title: str
    kind: Guess
    partner: Guess
    as_stated: str
    paragraph: int
    start: int
    end: int
    occurrence: int
    sure: float
    reason: str


class ProposedDismissal(NamedTuple):
    """A numeral that states no statistic."""

    phrase: str
    reason: Guess
    paragraph: int
    start: int
    end: int
    occurrence: int


class ProposedSource(NamedTuple):
    """The document as it would stand in the section sources."""

    id: str
    title: str
    kind: Guess
    published: date
    published_basis: str
    published_reason: str
    language: Guess
    publisher: Guess
    document: str
    sha256: str
    skip_lines: str = ""
    note: str = ""


class Draft(NamedTuple):
    """Everything that is proposed for one document, in the order of its text."""

    source: ProposedSource
    figures: tuple[ProposedFigure, ...]
    events: tuple[ProposedEvent, ...]
    dismissed: tuple[ProposedDismissal, ...]
    paragraphs: tuple[str, ...]
    """The text as its paragraphs are counted."""
    areas: tuple[tuple[str, str], ...] = ()
    """Codes and names of areas that the text names and the book does not declare."""
