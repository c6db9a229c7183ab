"""The quantities of a paragraph as a draft needs them, on top of the one reader.

Adds what only the neighbours tell: the currency that a list prints once.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from etl.audit.judge.beside import before_pattern
from etl.core.model import Qualifier, Quantity
from etl.core.problems import Refused
from etl.draft.indicators import atom_pattern
from etl.reading.changes import changes
from etl.reading.passages import folded
from etl.reading.phrases import read_phrase
from etl.reading.reader import Reading, read
from etl.words import lexicon

_WINDOW: Final = 96
_MILLIONS: Final = 6
_TIME: Final = frozenset({"date", "period"})
_LONGEST_PHRASE: Final = 60


class Stated(NamedTuple):
    """One quantity of a paragraph."""

    reading: Reading
    start: int
    end: int
    """The phrase with its qualifier."""
    unit: str
    """That of the neighbours where the phrase prints none."""
    borrowed: bool
    """Whether the unit is the neighbours'."""

    @property
    def kind(self) -> str:
        """Kind of the reading; money where the unit is borrowed."""
        return "money" if self.borrowed else self.reading.kind

    @property
    def value(self) -> Decimal | None:
        """In base units."""
        return self.reading.value


def paragraphs_read(text: str, language: str) -> dict[int, list[Reading]]:
    """The readings of a text by paragraph."""
    found: dict[int, list[Reading]] = {}
    for reading in read(text, language):
        found.setdefault(reading.paragraph, []).append(reading)
    return found


def quantities(text: str, readings: list[Reading], language: str) -> list[Stated]:
    """Every quantity of a paragraph that is no time, in order."""
    lower = folded(text)
    plain = [
        reading
        for reading in readings
        if reading.kind not in _TIME and not _is_clock(lower, reading.start, reading.end)
        if not _is_code(lower, reading.start, reading.end)
    ]
    widened = [_with_qualifier(text, lower, reading, language) for reading in plain]
    money = [r.unit for r in widened if r.kind == "money"]
    found = []
    for at, reading in enumerate(widened):
        unit, borrowed = reading.unit, False
        if reading.kind == "count" and money and _is_amount(reading, lower, language):
            before = [r.unit for r in widened[:at] if r.kind == "money"]
            unit, borrowed = (before or money)[-1 if before else 0], True
        found.append(Stated(reading, reading.start, reading.end, unit, borrowed))
    return found


_CLOCK: Final = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")


def _is_clock(lower: str, start: int, end: int) -> bool:
    """Whether a number is a piece of the time of day."""
    near = _CLOCK.search(lower, max(0, start - 3), end + 3)
    return bool(near) and near.start() <= start and end <= near.end() if near else False


_FEW_WORDS: Final = re.compile(r"[ \t\xa0]+(?:of\s+|di\s+)?")
_PEOPLE: Final = frozenset({"people", "persons", "tourists", "students", "jobs", "companies"})
_CODE: Final = re.compile(r"\d[ -]\d")


def _is_code(lower: str, start: int, end: int) -> bool:
    """Whether digits go on beside a number: a piece of a telephone number."""
    return bool(_CODE.match(lower, end - 1) or (start > 1 and _CODE.match(lower, start - 2)))


def _is_amount(reading: Reading, lower: str, language: str) -> bool:
    """Whether a number without a unit is an amount of a list: exports - 6 billion, imports.

    Not where what it counts follows: 18 million people.
    """
    if reading.quantity is None or reading.quantity.scale < _MILLIONS:
        return False
    after = _FEW_WORDS.match(lower, reading.end)
    ends = after.end() if after else reading.end
    counted = atom_pattern(language).search(lower, reading.end, min(len(lower), ends + 20))
    return not (counted and counted.start() == ends and counted.lastgroup in _PEOPLE)


def _with_qualifier(text: str, lower: str, reading: Reading, language: str) -> Reading:
    """The reading with the qualifier before or after it, where the reader left it outside."""
    if reading.qualifiers != ("exact",) or reading.kind not in ("money", "percent", "count"):
        return reading
    start, end = reading.start, reading.end
    sign = start and text[start - 1] in "+-\N{MINUS SIGN}" and reading.kind == "percent"
    if sign and (start == 1 or not text[start - 2].isalnum()):
        start -= 1
    before = before_pattern(language).search(lower, max(0, start - _WINDOW), start)
    if before and not (
        before[1] in lexicon(language).to and changes(text, lower, before.start(), language)
    ):
        start = before.start(1)
    spans = [(start, end)]
    for word in lexicon(language).qualifiers_after:
        if lower.startswith(f" {word}", end) and not before:
            spans.insert(0, (start, end + 1 + len(word)))
    for first, last in spans:
        phrase = text[first:last]
        try:
            told = read_phrase(phrase, language)
        except Refused:
            continue
        if told.quantity.base.copy_abs() == (reading.value or Decimal(0)).copy_abs():
            return reading._replace(
                start=first,
                end=last,
                text=phrase,
                qualifier=told.qualifiers[0],
                qualifiers=told.qualifiers,
                value=told.quantity.base,
                quantity=told.quantity,
                signed=told.signed,
            )
    return reading


def printed(quantity: Quantity, unit: str) -> str:
    """A quantity as the key `value` has it: 6.4 billion USD, 24 %, 270."""
    from etl.book.quantities import SCALES

    digits, scale = quantity.digits, quantity.scale
    words = [f"{digits:f}", *(word for word, power in SCALES.items() if power == scale)]
    if unit == "percent":
        words.append("%")
    elif unit:
        words.append(unit)
    return " ".join(words)


def fits(phrase: str) -> bool:
    """Whether a phrase is short enough for `as_stated`."""
    return len(phrase) <= _LONGEST_PHRASE


EXACT: Final[tuple[Qualifier, ...]] = ("exact",)
