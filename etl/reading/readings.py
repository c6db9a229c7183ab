"""What one quantity of a text states: a plain value, shared by all who ask the reader.

Must not read texts.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, NamedTuple, get_args

from etl.core.model import Qualifier, Quantity
from etl.words import Money

ReadingKind = Literal[
    "money",
    "percent",
    "points",
    "count",
    "ordinal",
    "multiple",
    "fraction",
    "measure",
    "date",
    "period",
    "other",
]
KINDS: Final[tuple[ReadingKind, ...]] = get_args(ReadingKind)
Change = Literal["", "rise", "fall"]
Status = Literal["actual", "estimate", "forecast", "target"]
ReadingPlace = Literal["", "level", "change_by", "change_to", "share", "rank"]
CONVENTIONAL: Final = frozenset(("USD", "GBP", "EUR", "JPY", "CNY", "CHF", "RUB"))
"""Currencies that a dollar, a pound, a yen or a franc is where no other is named."""


class Reading(NamedTuple):
    """One quantity of a text, in the order of the text."""

    paragraph: int
    """Counted from 1."""
    start: int
    """Characters into the paragraph."""
    end: int
    text: str
    kind: ReadingKind
    value: Decimal | None = None
    """Base units (24 % is 24), as printed: that it fell stands in `change`. None for a range."""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    """ISO 4217 code, "percent", the id of a unit, or "" where none is printed or known."""
    qualifier: Qualifier = "exact"
    change: Change = ""
    status: Status = "actual"
    place: ReadingPlace = ""
    quantity: Quantity | None = None
    """Printed digits with their scale; the low end of a range."""
    quantity_high: Quantity | None = None
    qualifiers: tuple[Qualifier, ...] = ("exact",)
    """All that the wording allows, first the usual one."""
    units: Money = ()
    """All that the printed unit may mean, first the usual one."""
    signed: bool = False
    """Whether a sign or a word for it is printed."""
    unsure: tuple[str, ...] = ()
    """Names of the fields above that may be read in another way."""
    others: tuple[Decimal, ...] = ()
    """Values that the digits may have as well."""
    ratio: Fraction | None = None
    """Of a fraction, exactly."""
    per: str = ""
    """Of what each has as much: month, inhabitant, barrel."""
    told_by: tuple[tuple[str, int, int], ...] = ()
    """Fields that a word beside the number tells, and where it stands: qualifier, status."""
    balance: str = ""
    """Of a phrase alone, what its words call the amount: deficit, surplus."""
