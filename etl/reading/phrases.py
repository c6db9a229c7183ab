"""A printed numeric phrase read on its own: "over 7.6 billion US dollars", "fell by 3%".

Must not know what a curator wrote beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

from etl.core.model import Qualifier, Quantity
from etl.core.problems import Refused, quoted
from etl.reading.vocabulary import tokens, unreadable
from etl.words import CODES, Lexicon, Money, lexicon
from etl.words.patterns import SPACES, number_pattern

PERCENT: Final = "percent"
_HUNDRED: Final = 100
_HALF: Final = Decimal("0.5")
_EXACT: Final[tuple[Qualifier, ...]] = ("exact",)
_TURNED: Final[dict[Qualifier, Qualifier]] = {
    **{"more_than": "less_than", "less_than": "more_than"},
    **{"at_least": "at_most", "at_most": "at_least"},
}


class Reading(NamedTuple):
    """What a phrase says on its own."""

    quantity: Quantity
    qualifiers: tuple[Qualifier, ...]
    """What the wording allows; ("exact",) without any qualifying word."""
    ordinal: bool
    signed: bool = False
    """Whether a sign or a word for it is printed."""
    change: bool = False
    """Whether a word of change is printed: fell by, a rise of."""
    units: Money = ()
    """Every currency that the printed word may stand for, first the quantity's."""


class _Phrase:
    """What the words read so far say; a method for each kind of token takes one of them."""

    # Without a dictionary each: a file has 100,000 phrases.
    __slots__ = (
        *("text", "language", "words", "parts", "qualifiers", "units", "sign", "change"),
        *("fraction", "is_ordinal", "last", "joint", "before", "is_small"),
    )

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language, self.words = text, language, lexicon(language)
        self.parts: list[tuple[Decimal, int]] = []
        """Digits and power of ten."""
        self.qualifiers: list[tuple[Qualifier, ...]] = []
        self.units: Money = ()
        self.sign = self.change = self.fraction = ""
        self.is_ordinal = False
        self.last = ""
        """Kind of the token before."""
        self.joint = self.before = ""
        """An "and" that waits for its number, and the kind of token before it."""
        self.is_small = False
        """Whether an "and" allows no more scale: one thousand and fifty."""

    def number(self, token: str) -> None:
        self._add_digits(_decimal(token, self.words))

    def nth(self, token: str) -> None:
        self.is_ordinal = True
        self._add_digits(Decimal("".join(filter(str.isdecimal, token))))

    def _add_digits(self, number: Decimal) -> None:
        if self.parts:
            apart = self.joint not in self.words.part_ands or self.before != "scale"
            if self.last == "connector" or (self.joint and apart):
                raise self.unreadable("two numbers")
            self.joint = ""
        self.parts.append((number, 0))

    def cardinal(self, token: str) -> None:
        self._add_word(self.words.cardinals[token])

    def ordinal(self, token: str) -> None:
        self.is_ordinal = True
        self._add_word(self.words.ordinals[token])

    def _add_word(self, number: int) -> None:
        """Twenty-five is one number, and so is two hundred: a word joins the larger one before."""
        joint, self.joint = self.joint, ""
        joins = self.last == "cardinal"
        if joint:
            joins = self.before == "cardinal" and self.parts[-1][0] >= _HUNDRED
        if joins and number:
            before = self.parts[-1][0]
            if before >= 20 and before % 10 ** len(str(number)) == 0:
                self.parts[-1] = (before + number, 0)
                return
            if number == _HUNDRED and 1 <= before < 10:
                self.parts[-1] = (before * number, 0)
                return
        if self.parts and (self.last == "connector" or (joint and self.before != "scale")):
            raise self.unreadable("two numbers")
        self.is_small = bool(joint) and joint not in self.words.part_ands
        self.parts.append((Decimal(number), 0))

    def fraction_word(self, token: str) -> None:
        if self.parts:
            raise self.unreadable("two numbers")
        digits, scale = self.words.fractions[token]
        self.parts.append((Decimal(digits), scale))
        self.fraction = token

    def half(self, token: str) -> None:
        digits, scale = self.parts[-1] if self.parts else (_HALF, 0)
        if digits != digits.to_integral_value() or self.joint:
            raise self.unreadable(f"{quoted(token)} without a whole number before it")
        self.parts[-1] = (digits + _HALF, scale)

    def scale(self, token: str) -> None:
        if not self.parts and token in self.words.alone:
            self.parts.append((Decimal(1), self.words.scales[token]))
        elif not self.parts or self.parts[-1][1] or self.joint:
            raise self.unreadable(f"{quoted(token)} without a number before it")
        elif self.is_small:
            raise self.unreadable("two numbers")
        else:
            self.parts[-1] = (self.parts[-1][0], self.words.scales[token])

    def qualifier(self, token: str) -> None:
        self.qualifiers.append(self.words.qualifiers[token])

    def currency(self, token: str) -> None:
        self._add_units(self.words.currencies[token])

    def code(self, token: str) -> None:
        self._add_units((CODES[token],))

    def percent(self, _: str) -> None:
        self._add_units((PERCENT,))

    def _add_units(self, units: Money) -> None:
        """What two words for one unit may both mean: the dollar sign and Canadian dollars."""
        if self.units:
            units = tuple(unit for unit in self.units if unit in units)
            if not units:
                raise self.unreadable("two units or two qualifiers")
        self.units = units

    def sign_word(self, token: str) -> None:
        self._turn("+" if token == "+" else "-")

    def rise(self, token: str) -> None:
        self.change = token
        self._turn("+")

    def fall(self, token: str) -> None:
        self.change = token
        self._turn("-")

    def _turn(self, sign: str) -> None:
        if sign != (self.sign or sign):
            raise self.unreadable("a rise and a fall")
        self.sign = sign

    def joint_word(self, token: str) -> None:
        if not self.parts:
            raise self.unreadable(f"{quoted(token)} without a number before it")
        self.joint, self.before = token, self.last

    def connector(self, token: str) -> None:
        """Says nothing, but a number must follow it."""

    def reading(self, token: str) -> Reading:
        """What the whole phrase says; token: its last word."""
        if len(self.qualifiers) > 1:
            raise self.unreadable("two units or two qualifiers")
        digits, scale = self._sum()
        if self.joint or self.last == "connector":
            raise self.unreadable(f"{quoted(self.joint or token)} without a number after it")
        if self.fraction and not scale and self.units != (PERCENT,):
            raise self.unreadable(f"{quoted(self.fraction)} without a scale or a percent sign")
        unit = self.units[0] if self.units else ""
        quantity = Quantity(-digits if self.sign == "-" else digits, scale, unit)
        qualifiers = self.qualifiers[0] if self.qualifiers else _EXACT
        if self.change and self.sign == "-":
            qualifiers = turned(qualifiers)
        signed, change = bool(self.sign), bool(self.change)
        return Reading(quantity, qualifiers, self.is_ordinal, signed, change, self.units)

    def _sum(self) -> tuple[Decimal, int]:
        """The parts of a compound together, at the scale of its last part."""
        if len(self.parts) == 1:
            return self.parts[0]
        if not self.parts:
            raise self.unreadable("no number")
        scales = [scale for _, scale in self.parts]
        if scales != sorted(set(scales), reverse=True):
            raise self.unreadable("two numbers")
        last = scales[-1]
        return sum((digits.scaleb(scale - last) for digits, scale in self.parts), Decimal(0)), last

    def unreadable(self, why: str) -> Refused:
        return unreadable(self.text, self.language, why)


_TAKES: Final[dict[str, Callable[[_Phrase, str], None]]] = {
    **{"number": _Phrase.number, "nth": _Phrase.nth, "scale": _Phrase.scale},
    **{"cardinal": _Phrase.cardinal, "ordinal": _Phrase.ordinal},
    **{"fraction": _Phrase.fraction_word, "half": _Phrase.half, "qualifier": _Phrase.qualifier},
    **{"currency": _Phrase.currency, "code": _Phrase.code, "percent": _Phrase.percent},
    **{"sign": _Phrase.sign_word, "rise": _Phrase.rise, "fall": _Phrase.fall},
    **{"and": _Phrase.joint_word, "connector": _Phrase.connector},
}


def read_phrase(text: str, language: str) -> Reading:
    """What a printed phrase says: "over 7.6 billion US dollars", "third", "fell by 3%".

    language: a code of schema.LANGUAGES. The phrase must be nothing but numbers, number
    words, scale, unit, qualifier and word of change; raises Refused (stated-unreadable)
    otherwise. A compound ("1 million 700 thousand") has the scale of its last part, a scale
    without a number is one of it, a half is a decimal ("half a million" is 0.5 million).
    A fall turns its qualifier round: by more than 3 % is less than -3 %.
    """
    # A file states many numbers in few wordings: a wording is read once.
    parts = _one_number(language).fullmatch(text)
    if parts and (reading := _wording(parts[1], parts[3], language)):
        digits, (sign, scale, unit, *_) = _decimal(parts[2], lexicon(language)), reading.quantity
        return Reading(Quantity(-digits if sign < 0 else digits, scale, unit), *reading[1:])
    return _read(text, language)


@cache
def _one_number(language: str) -> re.Pattern[str]:
    """A phrase whose only digits are those of one number; no letter is glued to them."""
    return re.compile(rf"([^\d]*)({number_pattern(language)})((?![^\W\d_])[^\d]*)")


@lru_cache(maxsize=10_000)
def _wording(before: str, after: str, language: str) -> Reading | None:
    """What a phrase says around its number, of the quantity 1 or -1.

    None where it cannot be read, or where its words change the digits: 2 and a half.
    """
    try:
        reading = _read(f"{before}1{after}", language)
    except Refused:
        return None
    return reading if abs(reading.quantity.digits) == 1 else None


def _read(text: str, language: str) -> Reading:
    """As `read_phrase`, word by word."""
    phrase = _Phrase(text, language)
    token = ""
    for kind, token in tokens(text, language):
        _TAKES[kind](phrase, token)
        phrase.last = kind
    return phrase.reading(token)


def turned(qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    """What is said of an amount, said of its negative: more than 3 is less than -3."""
    return tuple(_TURNED.get(qualifier, qualifier) for qualifier in qualifiers)


def _decimal(token: str, words: Lexicon) -> Decimal:
    if not token.isascii():
        for space in SPACES:
            token = token.replace(space, "")
    return Decimal(token.replace(words.group, "").replace(" ", "").replace(words.decimal, "."))
