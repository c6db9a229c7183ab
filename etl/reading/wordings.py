"""The phrases of a file, each wording read once: a file states many numbers in few wordings.

What a phrase says is for `reader.phrase` to tell; here is also what it says where a later
number has the scale or unit of the first ("12 and 15 %"). Must not know what a curator wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.model import Quantity, Unit
from etl.core.problems import Refused
from etl.reading.lexing import lex
from etl.reading.passages import folded
from etl.reading.reader import phrase, read
from etl.reading.readings import Reading

_NUMBER: Final = re.compile(r"\d+(?:[.,'\s\u00a0\u202f\u2019]\d+)*")
_ENDING: Final = re.compile(r"-?[^\W\d_]")
_SEVENS: Final = str.maketrans("123456789", "7" * 9)
_MOST_KEPT: Final = 10_000
_UNIT_FACTS: Final = frozenset({"money", "percent", "points", "unit"})
_JOINTS: Final = frozenset({"and", "to", "to_level", "from", "connector"})
_COMMAS: Final = frozenset(",;")
_PIECE: Final = re.compile(r"[^\W\d_]+|[^\w\s]")
_SEVERAL: Final = 2


class _Wording(NamedTuple):
    """What a phrase says of its one number, whatever that is."""

    reading: Reading
    quantity: Quantity
    exponent: int
    """Power of ten of the number's last digit."""


class Phrases:
    """Reads phrases with the units of one data set; a wording that was read is not read again."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._units = tuple(units)
        self._wordings: dict[tuple[str, str], _Wording | None] = {}
        self._known: dict[tuple[str, str], Reading | Refused] = {}

    def read(self, text: str, language: str) -> Reading:
        """What a phrase says (see `readings.Reading`).

        language: a code of schema.LANGUAGES. Of several numbers that share a scale or a unit it
        states the first. Raises Refused (stated-unreadable) for anything but one quantity.
        """
        number = _only_number(text)
        if number and (wording := self._worded(text, number, language)):
            return _of_number(wording, text, number)
        reading = self._cached(text, language)
        if isinstance(reading, Refused):
            raise Refused(reading.rule, reading.found, reading.allowed)
        return reading

    def number_at(self, text: str, language: str) -> tuple[int, int] | None:
        """Where the only number of a phrase stands, if the phrase says the same of any other.

        Of any with as many digits, and zeros where this one has them. None where that depends.
        """
        number = _only_number(text)
        if not number or not self._worded(text, number, language):
            return None
        start = text.index(number)
        return start, start + len(number)

    def _worded(self, text: str, number: str, language: str) -> _Wording | None:
        """What a phrase says of its one number; None where that may depend on the number."""
        shape = text.replace(number, number.translate(_SEVENS))
        key = shape, language
        if key not in self._wordings:
            if len(self._wordings) >= _MOST_KEPT:
                self._wordings.clear()
            self._wordings[key] = _wording(self._cached(shape, language), shape)
        return self._wordings[key]

    def _cached(self, text: str, language: str) -> Reading | Refused:
        """A reading or a refusal; a file states many numbers in few wordings."""
        known = self._known.get((text, language))
        if known is None:
            try:
                known = self._strict(text, language)
            except Refused as refused:
                known = refused
            if len(self._known) < _MOST_KEPT:
                self._known[text, language] = known
        return known

    def _strict(self, text: str, language: str) -> Reading:
        try:
            reading = phrase(text, language, self._units)._replace(text=text)
            # Beside a scale a mark is hardly ever another: 9.600 milioni are 9,600 millions.
            is_scaled = reading.quantity is not None and bool(reading.quantity.scale)
            return reading._replace(others=()) if is_scaled else reading
        except Refused as refused:
            try:
                first = self._first(text, language)
            except Refused:  # what is left of it is no phrase
                first = None
            if first is None:
                raise refused from None
            return first

    def _first(self, text: str, language: str) -> Reading | None:
        """The first of several numbers that takes its scale or unit from a later one."""
        readings = read(text, language, self._units)
        if len(readings) < _SEVERAL or any(r.quantity is None for r in readings):
            return None
        first, last = readings[0], readings[-1]
        rest = text[first.end : last.start]
        for reading in readings[1:-1]:
            rest = rest.replace(reading.text, "", 1)
        joined = all(_is_joint(piece, language) for piece in _PIECE.findall(rest))
        shared = first.unit == last.unit and not _says_all(first, language)
        if not (joined and shared and last.end == len(text.rstrip())):
            return None
        # What stands before the first number is words of a quantity, or nothing.
        pieces = text[: first.start].split()
        if pieces and _is_joint(pieces[-1], language):
            pieces.pop()  # from
        phrase(" ".join([*pieces, text[last.start :]]), language, self._units)
        return first._replace(paragraph=1, text=text)


def _only_number(text: str) -> str:
    """The one number that a text has, with no letter at its digits; "" where it has another."""
    numbers = _NUMBER.findall(text)
    return numbers[0] if len(numbers) == 1 and not _glued(text, numbers[0]) else ""


def _glued(text: str, number: str) -> bool:
    """Whether a letter stands at the digits: their ending depends on the number (3rd)."""
    return bool(_ENDING.match(text, text.index(number) + len(number)))


def _wording(reading: Reading | Refused, shape: str) -> _Wording | None:
    """What was read with sevens, as said of any number; None where it may depend on the number."""
    if isinstance(reading, Refused) or reading.quantity is None:
        return None
    if reading.quantity_high or reading.others or reading.ratio:
        return None
    digits = reading.quantity.digits
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)  # no reading has an infinity
    sevens = "".join(filter(str.isdecimal, shape))
    if abs(digits.scaleb(-exponent)) != int(sevens):
        return None
    return _Wording(reading, reading.quantity, exponent)


def _of_number(wording: _Wording, text: str, number: str) -> Reading:
    reading, quantity, exponent = wording
    plain = number if number.isdecimal() else "".join(filter(str.isdecimal, number))
    digits = Decimal(plain).scaleb(exponent)
    if quantity.digits < 0:
        digits = -digits
    value = None if reading.value is None else digits.scaleb(quantity.scale)
    return reading._replace(text=text, quantity=quantity._replace(digits=digits), value=value)


def _is_joint(piece: str, language: str) -> bool:
    """Whether a piece between two numbers only joins them: a comma, and, to."""
    (item, *_) = lex(piece, folded(piece), language)
    return piece in _COMMAS or bool(item.facts.keys() & _JOINTS)


def _says_all(reading: Reading, language: str) -> bool:
    """Whether a number has its own scale and unit printed, so that it needs no other."""
    items = lex(reading.text, folded(reading.text), language)
    own = {fact for item in items for fact in item.facts}
    assert reading.quantity
    lacks_scale = bool(reading.quantity.scale) and "scale" not in own
    lacks_unit = bool(reading.unit) and not own & _UNIT_FACTS
    return not (lacks_scale or lacks_unit)
