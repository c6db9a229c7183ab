"""What every quantity of a text states: the one reader behind double entry, audit and drafts.

Must not know figures, indicators or files.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, get_args

from etl.core.model import Qualifier, Quantity
from etl.core.problems import Refused
from etl.reading.dates import Expression, expressions
from etl.reading.numerals import Numeral, known_words, scan
from etl.reading.passages import folded, paragraphs
from etl.reading.phrases import PERCENT, read_phrase
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


_NO_DAY: Final = date(2000, 1, 1)


def read(text: str, language: str, units: tuple[object, ...] = ()) -> list[Reading]:
    """Every quantity of a text.

    language: a code of schema.LANGUAGES; units: what the data set declares beside currencies.
    Paragraphs are what blank lines separate.
    """
    pieces = paragraphs(text.encode("utf-8"), known_words(language))
    return [
        reading
        for number, piece in enumerate(pieces, 1)
        for reading in _paragraph(piece, number, language)
    ]


def _paragraph(text: str, number: int, language: str) -> list[Reading]:
    lower = folded(text)
    scanned = scan(text, lower, language)
    dates = expressions(text, lower, scanned, language, _NO_DAY)
    readings = [_date(text, number, date) for date in dates]
    for numeral in scanned.numerals:
        if not any(date.start < numeral.end and numeral.start < date.end for date in dates):
            readings.append(_quantity(text, number, numeral, language))
    return sorted(readings, key=lambda reading: reading.start)


def _date(text: str, number: int, date: Expression) -> Reading:
    kind: ReadingKind = "date" if any(first == last for first, last in date.spans) else "period"
    words = text[date.start : date.end]
    place = number, date.start, date.end, words
    return Reading(*place, kind)


def _quantity(text: str, number: int, numeral: Numeral, language: str) -> Reading:
    words = text[numeral.start : numeral.end]
    place = number, numeral.start, numeral.end, words
    try:
        read = read_phrase(words, language)
    except Refused:
        return Reading(*place, "other")
    unit = read.quantity.unit
    kind: ReadingKind = "percent" if unit == PERCENT else "money" if unit else "count"
    if read.ordinal:
        kind = "ordinal"
    return Reading(
        *place,
        kind,
        read.quantity.base,
        unit=unit,
        qualifier=read.qualifiers[0],
        quantity=read.quantity,
        qualifiers=read.qualifiers,
        units=read.units,
        signed=read.signed,
    )
