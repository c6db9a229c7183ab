"""The things that the project speaks about: sources, figures, periods, quantities.

Plain immutable values, shared by every other module. This module must not read
files, check anything or know how a value was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

Coverage = Literal["full_year", "part_year", "multi_year", "point"]
Qualifier = Literal["exact", "approximately", "more_than", "at_least", "less_than", "at_most"]
IndicatorKind = Literal[
    "flow",
    "stock",
    "net_flow",
    "balance",
    "growth",
    "share",
    "rank",
    "multiple",
    "change",
    "average",
    "ratio",
    "index",
]
"""Names of the rows of `kinds.KINDS`."""
Status = Literal["actual", "estimate", "forecast", "target"]
Side = Literal["partner", "reporter"]

PERCENT: Final = "percent"
"""The unit of growth, shares and rates; a third of it is 33.3."""
OFFICIAL: Final = "official_statistics"
"""Kind of a source that holds final tables to test against, not statements in prose."""
_ONE: Final = Decimal(1)

Words = Mapping[str, tuple[str, ...]]
"""By language, words (or their beginnings) that stand for a thing in a text."""
NO_WORDS: Final[Words] = {}


class Period(NamedTuple):
    """What a number covers. Both ends count."""

    text: str
    start: date
    """The first day there is (`date.min`) where no document says when it began."""
    end: date
    coverage: Coverage

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, both counted."""
        return self.start, self.end

    @property
    def is_open(self) -> bool:
        """Whether nothing says when it began: `../2024` is all there was up to the end of 2024."""
        return self.start == date.min


class Quantity(NamedTuple):
    """A number as it was printed: `16.425 billion USD` is (16.425, 9, "USD")."""

    digits: Decimal
    """Keeps its printed digits: 3.40 is not 3.4."""
    scale: int
    """Power of ten of the scale word; 0 without one."""
    unit: str
    """ISO 4217 code, "percent", the id of a declared unit, or "" where none was printed."""
    factor: Decimal = _ONE
    """How many base units a declared unit has: 1000 kilograms are a tonne."""
    fraction: tuple[int, int] | None = None
    """A third is (1, 3), of 33.3 percent."""

    @property
    def base(self) -> Decimal:
        """The amount in base units, exact."""
        return self.digits.scaleb(self.scale) * self.factor

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in base units."""
        exponent = self.digits.as_tuple().exponent
        assert isinstance(exponent, int)  # NaN and infinity cannot be read
        return Decimal(1).scaleb(exponent + self.scale) * self.factor


class Interval(NamedTuple):
    """Lowest and highest true value in base units; None where the end is open."""

    low: Decimal | None
    high: Decimal | None


class Membership(NamedTuple):
    """An area belongs to a larger one, always or between two days."""

    area: str
    since: date | None = None
    until: date | None = None


WORLD: Final = "WLD"
"""The area that every other one is part of."""


class Area(NamedTuple):
    """An economy or a group of economies."""

    id: str
    name: str
    part_of: tuple[Membership, ...] = ()
    in_text: str = ""
    adjectives: Words = NO_WORDS
    """Beginnings of the adjectives of its name: "italian"."""
    words: Words = NO_WORDS
    """Further names."""
    sum_of: tuple[str, ...] = ()
    """Areas that a group named for a purpose is made of, and nothing else: Italy and France."""
    outside: tuple[str, ...] = ()
    """Groups that it never belonged to, so that beside them it adds up to a whole."""

    @property
    def said(self) -> str:
        """The name as it stands inside a sentence: "the European Union"."""
        return self.in_text or self.name


class Unit(NamedTuple):
    """A unit that the data set declares: tonnes, barrels, kilowatt hours."""

    id: str
    name: str
    symbol: str
    scale: Decimal
    """How many of its base unit it is."""
    base: str
    """Id of the unit that figures are kept in; its own where it is that."""
    words: Words = NO_WORDS


class Indicator(NamedTuple):
    """What is measured, and how it hangs together with other indicators."""

    id: str
    name: str
    topic: str
    kind: IndicatorKind
    unit: str
    """"currency", "percent", "rank", "count", "times", "index", or the id of a declared unit."""
    statement: str
    """Subject of a sentence, with {reporter} and {partner} as placeholders."""
    definition: str
    sum_of: tuple[str, ...] = ()
    """Indicators whose amounts add up to this one."""
    part_of: str = ""
    """Indicator that contains this one."""
    of: str = ""
    """The indicator that it is measured on: of a growth, a share, a multiple, a change."""
    whole: str = ""
    """Share: the area whose amount is 100 %."""
    side: Side = "partner"
    """Share: the side on which `whole` stands."""
    within: str = ""
    """Share: the indicator that is 100 %, for the same two areas."""
    minus: tuple[str, ...] = ()
    """Balance: indicators that are taken from the sum."""
    among: str = ""
    """Rank: among whom, where a figure does not say otherwise; an area, or a text."""
    per: str = ""
    """Average: what one is counted for."""
    mirror: str = ""
    """The indicator by which the other side states the same flow: its imports are our exports."""
    words: Words = NO_WORDS


class Source(NamedTuple):
    """One document, or one official table."""

    id: str
    title: str
    kind: str
    published: date
    """The last day that the date of publication allows."""
    published_basis: str
    language: str
    document: str = ""
    sha256: str = ""
    publisher: str = ""
    """Empty where the document prints none."""
    published_reason: str = ""
    note: str = ""
    published_as: str = ""
    """As curated: a day, or the month or year where no more is known."""
    skip_lines: int = 0
    """Lines at the top of the document that are a header and no text."""
    copy_of: str = ""
    """The source whose text this one repeats."""
    url: str = ""
    archived: str = ""
    """Address of a copy in a web archive."""

    @property
    def is_official(self) -> bool:
        """Whether it is a table of official statistics, and not a statement in prose."""
        return self.kind == OFFICIAL


class Figure(NamedTuple):
    """One statement of one number in one paragraph of one source."""

    id: str
    indicator: str
    reporter: str
    partner: str
    period: Period
    quantity: Quantity
    """As printed; the lower end of a range."""
    value: Decimal | None
    """Base units: 16 billion USD is 16000000000, 24 % is 24; None for a range."""
    unit: str
    """ISO 4217 code, "percent", "rank", "count", "times", "index", or id of a base unit."""
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
    quantity_high: Quantity | None = None
    """Upper end of a range as printed."""
    status: Status = "actual"
    base: Period | None = None
    """What it is measured against, where that is not the same span a year before."""
    among: str = ""
    """Rank: among whom; an area, or a text."""
    period_as_stated: str = ""
    """Words of the document that state the period."""
    supersedes: str = ""
    """The figure that it corrects."""
    retracted: date | None = None
    """Day on which the source took it back."""
    retracted_reason: str = ""
    unit_as_stated: str = ""
    """Words of a heading, or of an earlier amount, that state scale and unit of the number."""
    meant: tuple[str, ...] = ()
    """Questions of the audit that the curator answered, each with the answer: "area WLD"."""

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The value, or the two ends of a range, in base units."""
        high = self.quantity_high
        return (self.quantity.base,) if high is None else (self.quantity.base, high.base)

    @property
    def point(self) -> Decimal:
        """The value, or the middle of a range: to sort and to compare by, never to be shown."""
        high = self.quantity_high
        return self.quantity.base if high is None else (self.quantity.base + high.base) / 2


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


class NamedStart(NamedTuple):
    """A day that texts name without printing it: since independence."""

    date: date
    words: dict[str, tuple[str, ...]]
    """By language; beginnings of words are enough."""


class Dataset(NamedTuple):
    """What the file as a whole is."""

    name: str
    title: str
    description: str
    reporter: str
    licence: str
    version: str
    contributors: tuple[str, ...] = ()
    fiscal_year_start: int = 0
    """Month in which fiscal years begin; 0 where the data set does not say."""
    named_starts: tuple[NamedStart, ...] = ()

    def starts(self, language: str) -> dict[str, date]:
        """Days of what words of a language name, by the words in lower case."""
        return {
            word.lower(): start.date
            for start in self.named_starts
            for word in start.words.get(language, ())
        }


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
    units: Mapping[str, Unit] = {}
    """Units that the data set declares."""
    format: int = 1
    """Version of the file's format."""

    def itself_or_parts(self, area: str) -> set[str]:
        """An area and, of a group named for a purpose, the areas that it is made of."""
        return {area, *self.areas[area].sum_of}
