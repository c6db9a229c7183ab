"""The things that the project speaks about: sources, figures, periods, quantities.

Plain immutable values, shared by every other module. This module must not read
files, check anything or know how a value was written.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

Coverage = Literal["full_year", "part_year", "multi_year", "point"]
Qualifier = Literal["exact", "approximately", "more_than", "at_least", "less_than", "at_most"]
IndicatorKind = Literal["flow", "stock", "growth", "share", "rank"]

OFFICIAL: Final = "official_statistics"
"""Kind of a source that holds final tables to test against, not statements in prose."""


class Period(NamedTuple):
    """What a number covers. Both ends count."""

    text: str
    start: date
    end: date
    coverage: Coverage


class Quantity(NamedTuple):
    """A number as it was printed: `16.425 billion USD` is (16.425, 9, "USD")."""

    digits: Decimal
    """Keeps its printed digits: 3.40 is not 3.4."""
    scale: int
    """Power of ten of the scale word; 0 without one."""
    unit: str
    """ISO 4217 code, "percent", or "" where none was printed."""

    @property
    def base(self) -> Decimal:
        """The amount in base units, exact."""
        return self.digits.scaleb(self.scale)

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in base units."""
        exponent = self.digits.as_tuple().exponent
        assert isinstance(exponent, int)  # NaN and infinity cannot be read
        return Decimal(1).scaleb(exponent + self.scale)


class Interval(NamedTuple):
    """Lowest and highest true value in base units; `high` is None where the end is open."""

    low: Decimal
    high: Decimal | None


class Membership(NamedTuple):
    """An area belongs to a larger one, always or between two days."""

    area: str
    since: date | None = None
    until: date | None = None


class Area(NamedTuple):
    """An economy or a group of economies."""

    id: str
    name: str
    part_of: tuple[Membership, ...] = ()
    in_text: str = ""

    @property
    def said(self) -> str:
        """The name as it stands inside a sentence: "the European Union"."""
        return self.in_text or self.name


class Indicator(NamedTuple):
    """What is measured, and how it hangs together with other indicators."""

    id: str
    name: str
    topic: str
    kind: IndicatorKind
    unit: str
    """"currency", "percent", "rank" or "count"."""
    statement: str
    """Subject of a sentence, with {reporter} and {partner} as placeholders."""
    definition: str
    sum_of: tuple[str, ...] = ()
    """Indicators whose amounts add up to this one."""
    part_of: str = ""
    """Indicator that contains this one."""
    of: str = ""
    """Growth and share: the flow that it is measured on."""
    whole: str = ""
    """Share: the partner area whose amount is 100 %."""


class Source(NamedTuple):
    """One document, or one official table."""

    id: str
    title: str
    kind: str
    published: date
    published_basis: str
    language: str
    document: str = ""
    sha256: str = ""
    publisher: str = ""
    """Empty where the document prints none."""
    published_reason: str = ""
    note: str = ""


class Figure(NamedTuple):
    """One statement of one number in one paragraph of one source."""

    id: str
    indicator: str
    reporter: str
    partner: str
    period: Period
    quantity: Quantity
    value: Decimal
    """Base units: 16 billion USD is 16000000000, 24 % is 24."""
    unit: str
    """ISO 4217 code, "percent", "rank" or "count"."""
    qualifier: Qualifier
    as_stated: str
    source: str
    paragraph: int
    """Counted from 1; 0 for a row of an official table."""
    occurrence: int
    """Which one, where the phrase stands in the paragraph more than once; from 1."""
    authority: str
    period_basis: str
    period_reason: str
    precision: Decimal | None
    """Step set by the curator where the printed digits mislead, in base units."""
    precision_reason: str
    note: str
    line: int
    """Line of the YAML file, from 1."""
    kind: IndicatorKind
    """That of its indicator."""
    occurrence_given: bool = True
    """Whether the file says which one, rather than leaving it at the first."""


class Event(NamedTuple):
    """Something dated that a reader of a chart would want to see beside the figures."""

    id: str
    date: Period
    title: str
    kind: str
    source: str
    paragraph: int
    as_stated: str
    occurrence: int
    partner: str = ""
    note: str = ""
    line: int = 0
    """Line of the YAML file, from 1."""
    occurrence_given: bool = True
    """Whether the file says which one, rather than leaving it at the first."""


class Dismissal(NamedTuple):
    """A numeral of a document that is no figure, with the curator's reason."""

    source: str
    paragraph: int
    phrase: str
    occurrence: int
    reason: str
    line: int
    occurrence_given: bool = True
    """Whether the file says which one, rather than leaving it at the first."""


class Dataset(NamedTuple):
    """What the file as a whole is."""

    name: str
    title: str
    description: str
    reporter: str
    licence: str
    version: str
    contributors: tuple[str, ...] = ()


class Book(NamedTuple):
    """Everything that one figures file says, checked."""

    dataset: Dataset
    areas: dict[str, Area]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    figures: dict[str, Figure]
    """In the order of the file."""
    events: dict[str, Event]
    dismissals: tuple[Dismissal, ...]
