"""The quantities of a paragraph as a draft needs them, on top of the one reader.

Adds what only the neighbours tell: the currency that a list prints once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from etl.audit.judge.beside import before_pattern
from etl.audit.read.passage import Passage
from etl.book.quantities import SCALES, read_amount
from etl.core.intervals import turned
from etl.core.model import PERCENT, Quantity
from etl.core.problems import Refused
from etl.draft.indicators import atom_pattern
from etl.reading.changes import changes
from etl.reading.reader import Reading
from etl.reading.reader import phrase as read_phrase
from etl.reading.span import Span
from etl.reading.wordings import Phrases
from etl.words import lexicon

_WINDOW: Final = 96
_TENTH: Final = Decimal("0.1")
_HUNDRED: Final = Decimal(100)
_MILLIONS: Final = 6
_TIME: Final = frozenset({"date", "period"})
_LONGEST_PHRASE: Final = 60


class StatedQuantity(NamedTuple):
    """One quantity of a paragraph."""

    reading: Reading
    start: int
    end: int
    """The phrase with its qualifier."""
    unit: str
    """That of the neighbours where the phrase prints none."""
    borrowed: bool
    """Whether the unit is the neighbours', or, where there is none, not known."""
    quantity: Quantity | None
    """Printed digits and scale; the low end of a range, the percentage of a fraction."""
    high: Quantity | None = None
    of_level: bool = False
    """Whether it is a percentage of another time's amount: 76 % of the level of 2018."""
    near: bool = True
    """Whether the unit is told in the paragraph."""

    @property
    def kind(self) -> str:
        """Kind of the reading; money where the unit is borrowed."""
        if self.reading.kind == "fraction" and self.quantity and self.quantity.fraction:
            return "percent"
        return "money" if self.borrowed else self.reading.kind

    @property
    def far(self) -> bool:
        """Whether the currency is not that of the paragraph."""
        return self.borrowed and not self.near

    @property
    def value(self) -> Decimal | None:
        """In base units; the low end of a range."""
        return self.quantity.base if self.quantity else None


def times_of(passage: Passage) -> list[Span]:
    """The dates and periods of a passage, but for what would cut a number."""
    places = {(one.start, one.end) for one in passage.readings if one.kind in _TIME}
    return [span for span in passage.times if (span.start, span.end) in places]


def quantities(
    passage: Passage, usual: str, below: Mapping[tuple[int, int], Reading]
) -> list[StatedQuantity]:
    """Every quantity of a passage that is no time and no unit of a heading, in order.

    usual: the currency of the paragraphs before, which an amount has that prints none. below: the
    numbers of a table, with the scale and unit of its heading.
    """
    text, lower, language = passage.text, passage.lower, passage.language
    readings = [below.get((one.start, one.end), one) for one in passage.readings]
    headings = [heading.span for heading in passage.headings]
    times = [reading for reading in readings if reading.kind in _TIME]
    # Beside a year digits are no piece of a telephone number: in 2022 29,870.
    beside = {at for one in times for at in (one.start - 1, one.end + 1)}
    plain = [
        reading
        for reading in readings
        if reading.kind not in _TIME
        and (
            beside & {reading.start, reading.end}
            or (reading.start, reading.end) in below
            or not _is_code(lower, reading.start, reading.end)
        )
        and not any(start <= reading.start and reading.end <= end for start, end in headings)
    ]
    money = [r.unit for r in plain if r.kind == "money"]
    stated = []
    for at, reading in enumerate(plain):
        unit, borrowed = reading.unit, False
        if reading.kind == "count" and _is_amount(reading, text, lower, language):
            before = [r.unit for r in plain[:at] if r.kind == "money"]
            unit = (before[-1:] or money[:1] or [usual])[0]
            borrowed = True
        if reading.kind == "ordinal":
            span = _ordinal(text, reading, language)
        else:
            span = _widened(text, lower, reading, language)
        stated.append(
            _as_printed(
                _stated(reading, span, unit, borrowed)._replace(near=bool(money)), text, language
            )
        )
    return stated


def _as_printed(stated: StatedQuantity, text: str, language: str) -> StatedQuantity:
    """The percentage that is printed, where the reader tells what it means: 76 % of 2018.

    A draft states no number that the text does not print.
    """
    if stated.reading.kind != "percent" or stated.high or stated.quantity is None:
        return stated
    printed_ = stated.reading.text.replace(",", ".")
    if f"{stated.quantity.digits.copy_abs():f}" in printed_:
        return stated
    told = _phrase(text[stated.start : stated.end], language)
    if told is None or told.value is None or stated.reading.value is None:
        return stated
    if told.value.copy_abs() == stated.reading.value.copy_abs():
        return stated
    return stated._replace(quantity=told.quantity, of_level=True)


def _stated(reading: Reading, span: tuple[int, int], unit: str, borrowed: bool) -> StatedQuantity:
    quantity, high = reading.quantity, reading.quantity_high
    if reading.kind == "fraction" and reading.ratio and 0 < reading.ratio < 1:
        parts = reading.ratio.numerator, reading.ratio.denominator
        percent = (_HUNDRED * parts[0] / parts[1]).quantize(_TENTH)
        quantity, unit = Quantity(percent, 0, PERCENT, fraction=parts), PERCENT
    elif borrowed and quantity:
        quantity = quantity._replace(unit=unit)
        high = high._replace(unit=unit) if high else None
    elif reading.kind == "points" and quantity:
        unit = PERCENT  # a change of what is told in percent
        quantity = quantity._replace(unit=unit)
        high = high._replace(unit=unit) if high else None
    return StatedQuantity(reading, *span, unit, borrowed, quantity, high)


_FEW_WORDS: Final = re.compile(r"[ \t\xa0]+(?:of\s+|di\s+)?")
_NEXT: Final = re.compile(r"[^\W\d_]+")
_MOST_KEPT: Final = 10_000
_LONGEST_ROW: Final = 4
"""Numbers after one that may print its scale."""
_MOST_BETWEEN: Final = 3
"""Words: 1.4 million Turkish visitors."""
_PEOPLE: Final = frozenset({"people", "persons", "tourists", "students", "jobs", "companies"})
_CODE: Final = re.compile(r"\d[ -]\d")


def _is_code(lower: str, start: int, end: int) -> bool:
    """Whether digits go on beside a number: a piece of a telephone number."""
    return bool(_CODE.match(lower, end - 1) or (start > 1 and _CODE.match(lower, start - 2)))


def _is_amount(reading: Reading, text: str, lower: str, language: str) -> bool:
    """Whether a number without a unit is an amount of a list: exports - 6 billion, imports.

    Not where what it counts follows: 18 million people.
    """
    if reading.quantity is None or reading.quantity.scale < _MILLIONS:
        return False
    at = reading.end
    for _ in range(_MOST_BETWEEN):
        after = _FEW_WORDS.match(text, at)  # in its line
        if after is None:
            return True
        counted = atom_pattern(language).match(lower, after.end())
        if counted:
            return counted.lastgroup not in _PEOPLE
        word = _NEXT.match(text, after.end())
        if word is None or word.group().lower() in _prepositions(language):
            return True
        at = word.end()
    return True


@cache
def _prepositions(language: str) -> frozenset[str]:
    words = lexicon(language)
    return frozenset((*words.calendar.goes_on, *words.by, *words.to, *words.calendar.of))


def _widened(text: str, lower: str, reading: Reading, language: str) -> tuple[int, int]:
    """The phrase with its qualifier and sign, as double entry reads it.

    The reader tells what the words beside a number mean, and leaves them outside its text.
    """
    start, end = reading.start, reading.end
    sign = start and text[start - 1] in "+-\N{MINUS SIGN}" and reading.kind == "percent"
    if sign and (start == 1 or not text[start - 2].isalnum()):
        start -= 1
    if reading.qualifier == "exact":
        signed = start < reading.start and _reads(text[start:end], reading, language)
        return (start, end) if signed else (reading.start, end)
    spans = []
    before = before_pattern(language).search(lower, max(0, start - _WINDOW), start)
    if before and not _leads_to_level(text, lower, before, language):
        spans.append((before.start(1), end))
    spans += [
        (start, end + 1 + len(word))
        for word in lexicon(language).qualifiers_after
        if lower.startswith(f" {word}", end)
    ]
    # Neared $5 billion: as far as the word, where double entry reads both together.
    told = [(first, last) for name, first, last in reading.told_by if name == "qualifier"]
    spans += [(min(first, start), max(last, end)) for first, last in told]
    spans.append((start, end))
    fitting = (span for span in spans if _reads(text[slice(*span)], reading, language))
    return next(fitting, spans[-1])


def _leads_to_level(text: str, lower: str, before: re.Match[str], language: str) -> bool:
    to = lexicon(language).to
    return before[1] in to and changes(text, lower, before.start(), language)


def _reads(phrase: str, reading: Reading, language: str) -> bool:
    """Whether a phrase, read on its own, has the number and the qualifier of the reading."""
    told = _phrase(phrase, language)
    if told is None:
        return False
    same = (told.value, told.low, told.high) == (reading.value, reading.low, reading.high)
    return same and reading.qualifier in (*told.qualifiers, *turned(told.qualifiers))


@lru_cache(_MOST_KEPT)
def _phrase(text: str, language: str) -> Reading | None:
    """A phrase as double entry reads it; None of what it refuses. Wordings come again and again."""
    try:
        return read_phrase(text, language)
    except Refused:
        return None


def whole_phrase(
    text: str, stated: StatedQuantity, after: Iterable[StatedQuantity], language: str
) -> str:
    """The phrase of a quantity, reaching to the scale that a later number of its row prints.

    after: the quantities behind it. "$6.1", of $6.1 and $6.4 billion, would be six dollars.
    """
    phrase = text[stated.start : stated.end]
    value, told = stated.reading.value, _phrase(phrase, language)
    if not (stated.quantity and stated.quantity.scale and value and told):
        return phrase
    if told.value is None or told.value.copy_abs() == value.copy_abs():
        return phrase
    for one in islice(after, _LONGEST_ROW):
        longer = text[stated.start : one.end]
        if _first_of(longer, language) == value.copy_abs():
            return longer
    return phrase


@lru_cache(_MOST_KEPT)
def _first_of(text: str, language: str) -> Decimal | None:
    """The first number of a row, as double entry reads it; None where it reads no row."""
    try:
        value = Phrases().read(text, language).value
    except Refused:
        return None
    return value.copy_abs() if value is not None else None


def unreadable(phrase: str, language: str, units: Iterable[object]) -> str:
    """Why double entry refuses a phrase: it prints no number ("largest")."""
    if _phrase(phrase, language) is not None:
        return ""
    try:
        read_phrase(phrase, language, units)
    except Refused as refused:
        return refused.found
    return ""


def _ordinal(text: str, reading: Reading, language: str) -> tuple[int, int]:
    """The ordinal without the words that make it a rank: third, of third largest."""
    start, end = reading.start, reading.end
    words = [match.end() for match in re.finditer(r"[^\s]+", text[start:end])]
    for last in words:
        if _reads(text[start : start + last], reading, language):
            return start, start + last
    return start, end


def printed(quantity: Quantity, high: Quantity | None, unit: str) -> str:
    """A quantity as the key `value` has it: 6.4 billion USD, 24 %, 270, 16 to 20 billion USD."""
    if quantity.fraction:
        sign = "-" if quantity.digits < 0 else ""
        return f"{sign}{quantity.fraction[0]}/{quantity.fraction[1]}"
    if high is None:
        return _printed(quantity, unit)
    same = quantity.scale == high.scale
    low = f"{quantity.digits:f}" if same else _printed(quantity, "")
    return f"{low} to {_printed(high, unit)}"


def _printed(quantity: Quantity, unit: str) -> str:
    if quantity.scale and quantity.scale not in SCALES.values():
        # A scale that the key does not know (crore, cents): that of the next smaller one.
        known = max((one for one in (0, *SCALES.values()) if one <= quantity.scale), default=0)
        digits = quantity.digits.scaleb(quantity.scale - known)
        quantity = quantity._replace(digits=digits, scale=known)
    words = [f"{quantity.digits:f}"]
    words += [word for word, power in SCALES.items() if power == quantity.scale]
    if unit:
        words.append("%" if unit == PERCENT else unit)
    return " ".join(words)


def fits(phrase: str) -> bool:
    """Whether a phrase is short enough for `as_stated`."""
    return len(phrase) <= _LONGEST_PHRASE


def quantity_of(text: str, unit: str) -> tuple[Quantity, Quantity | None]:
    """The quantity that a printed value is, and the upper end of a range, with their unit."""
    amount = read_amount(text)
    named = unit if unit not in ("count", "rank", "times", "index") else ""
    low = amount.quantity if amount.quantity.fraction else amount.quantity._replace(unit=named)
    return low, amount.high._replace(unit=named) if amount.high else None
