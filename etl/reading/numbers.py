"""Numbers alone, in digits and in words: 16.425, two hundred and fifty, полтора миллиарда, 5 1/2.

Must not know units.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from etl.core.model import Qualifier
from etl.reading.items import Items
from etl.reading.lexing import Item
from etl.reading.marks import values
from etl.reading.mixed import mixed_at
from etl.words import lexicon
from etl.words.forms import forms

_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_HALF: Final = Decimal("0.5")
_DEEPEST: Final = 8
"""Parts of one number in words, each smaller than the one before: more than any number has."""


@dataclass(slots=True)
class Number:
    """A number as printed: digits and a power of ten."""

    first: int
    """Items, both counted."""
    last: int
    digits: Decimal
    scale: int = 0
    others: tuple[Decimal, ...] = ()
    """What the digits may be worth as well."""
    in_words: bool = False
    ordinal: bool = False
    ratio: Fraction | None = None
    open: bool = False
    """Dozens: at least two of them."""
    qualifiers: tuple[Qualifier, ...] = ()
    ends: tuple[int, int] | None = None
    """Of one of them, where it lies: low tens are one to four of ten."""
    unread: bool = False
    """Digits whose marks make no number."""

    @property
    def may_scale(self) -> bool:
        """Whether a scale may still follow, behind the unit."""
        return not self.scale and not self.ordinal

    @property
    def is_plain(self) -> bool:
        """Whether it is a number in digits without a scale."""
        return not (self.scale or self.in_words or self.ordinal)

    def add_scale(self, power: int) -> None:
        """Takes a scale that stands behind the unit: 75 USD million."""
        self.scale += power


def number_at(items: Sequence[Item], at: int, language: str, opened: bool) -> Number | None:
    """The number that begins with an item, with its scale; None where none begins.

    opened: whether a currency stands before, so that a scale may come first (USD mn400) and a
    single letter be one (GBP 5 m).
    """
    reader = _Numbers(items, language, opened)
    return reader.number(at)


class _Numbers(Items):
    def __init__(self, items: Sequence[Item], language: str, opened: bool) -> None:
        super().__init__(items)
        self.words, self.opened = lexicon(language), opened
        self.language, self.genitives = language, forms(language).genitives
        self._deep = 0
        """Parts of a number within parts, of the one that is being read."""

    def number(self, at: int) -> Number | None:
        """The number that begins here, in digits or in words."""
        item = self.items[at]
        if item.kind in ("digits", "part"):
            return self._digits(at)
        facts = item.facts
        if self.opened and "scale" in facts and self._kind(at + 1) == "digits":
            return self._after_scale(at)
        for kind, reads in _READS:
            if kind in facts:
                number = reads(self, at)
                return self._several(number) if number else None
        return None

    def _several(self, number: Number) -> Number:
        """A few million, several hundred million: at least two of them."""
        at = number.first - 1
        before = at - 1 if self._fact(at, "of") else at
        facts = self.items[number.first].facts
        whole = facts.get("rough", facts.get("card", number.digits)) == number.digits
        # One is printed, and no more than one million is each of several million-dollar deals.
        each = facts.get("card") == 1 or self._is_hyphened(number.last)
        counts = "rough" in facts or number.digits in (1, _HUNDRED)
        if not self._fact(before, "several") or number.ordinal or each:
            return number
        if whole and counts and not number.open:
            number.digits, number.open = 2 * number.digits, True
            number.qualifiers = ("at_least",)
        if number.open:
            number.first = before - 1 if self._text(before - 1) == "a" else before
        return number

    def _is_hyphened(self, at: int) -> bool:
        """Whether a hyphen joins a word to what follows: million-dollar."""
        return self._text(at + 1) == "-" and self._is_glued(at)

    def _after_scale(self, at: int) -> Number:
        """USD mn400: the scale stands before the digits."""
        number = self._digits(at + 1)
        number.first = at
        number.scale = number.scale or self.items[at].facts["scale"]
        return number

    def _rough(self, at: int) -> Number:
        """Una decina, a dozen: about so many."""
        number = Number(at, at, Decimal(self.items[at].facts["rough"]), in_words=True)
        number.qualifiers = ("approximately",)
        if self._fact(at + 1, "of") and (power := self._direct_scale(at + 2)) is not None:
            number.scale, number.last = power, at + 2  # una decina di milioni
            return number
        return self._scaled(number)

    def _scale_alone(self, at: int) -> Number | None:
        """A billion, a thousand: one of it."""
        item = self.items[at]
        article = self._is_article(at - 1)
        # USD million, in thousand euros: the unit of a heading, and not one of it.
        heads = (self.opened and not self._is_article(at - 2)) or self._text(at - 1) == "in"
        alone = article or ("alone" in item.facts and not heads)
        if not alone or len(item.text) <= 2 or self._after_number(at):
            return None
        number = Number(at, at, Decimal(1), item.facts["scale"], in_words=True)
        return self._with_parts(self._and_half(number))

    def _is_article(self, at: int) -> bool:
        return self._text(at) in ("a", "an", "per", "the")

    def _after_number(self, at: int) -> bool:
        return self._kind(at - 1) == "digits"

    def _digits(self, at: int) -> Number:
        if mixed := mixed_at(self.items, at, self.language):
            return self._scaled(Number(at, mixed.last, mixed.digits, ratio=mixed.ratio))
        scale_follows = self._scale_after(at) is not None
        decimals = values(self.items[at].text, self.language, scale_follows)
        if not decimals:
            return Number(at, at, Decimal(0), unread=True)
        number = Number(at, at, decimals[0], others=decimals[1:])
        if ending := self._ordinal_ending(at):
            number.ordinal, number.last = True, at + ending
            return number
        return self._scaled(number)

    def _ordinal_ending(self, at: int) -> int:
        """How many items after digits make them an ordinal: 3rd, 3-e, 3°."""
        if not self.items[at].text.isdecimal():
            return 0
        text, last = "", at
        while self._is_glued(last) and last - at <= 2:
            last += 1
            text += self.items[last].text
            goes_on = self._is_glued(last) and self._kind(last + 1) == "word"
            if text in self.words.ordinal_endings and not goes_on:
                return last - at
        return 0

    def _words(self, at: int) -> Number | None:
        """A number in words: the longest run that is one number."""
        value, last, ordinal = 0, at, False
        here = at
        while True:
            facts = self.items[here].facts
            if "card" in facts:
                added = self._added(value, facts["card"], here > at)
            elif "ord" in facts:
                added, ordinal = self._added(value, facts["ord"], here > at), True
            else:
                break
            if added is None:
                ordinal = ordinal and "ord" in self.items[last].facts
                break
            value, last = added, here
            if ordinal:
                break
            here = self._next_word(here, value)
            if here < 0:
                break
        number = Number(at, last, Decimal(value), in_words=True, ordinal=ordinal)
        return number if ordinal else self._scaled(number)

    def _next_word(self, at: int, value: int) -> int:
        """Where the next word of a number stands: after a hyphen, an "and", or directly."""
        following = at + 1
        text = self._text(following)
        hyphened = text == "-"
        if hyphened or (text in self.words.ands and value >= _HUNDRED):
            following += 1
        if following >= len(self.items):
            return -1
        facts = self.items[following].facts
        return following if "card" in facts or "ord" in facts else -1

    @staticmethod
    def _added(before: int, number: int, follows: bool) -> int | None:
        """Two hundred, twenty-five: the sum or product, or None where they are two numbers."""
        if not follows:
            return number
        if number == _HUNDRED and 1 <= before < 10:
            return before * number
        if number and before >= 20 and before % 10 ** len(str(number)) == 0:
            return before + number
        return None

    def _scaled(self, number: Number) -> Number:
        """With the scale after it, and smaller parts: 24 млрд 300 млн, one thousand two hundred."""
        number = self._and_half(number)
        at = number.last
        if isinstance(dozen := self._fact(at + 1, "dozen"), int):
            number.digits, number.last = number.digits * dozen, at + 1
            return number
        power = self._scale_after(at)
        if power is None:
            return number
        number.last = self._scale_place(at)
        number.scale = power
        between = self.items[number.last - 1].facts.get("after")
        if between and number.last > at + 1:
            number.qualifiers = between
        number.ratio = None
        number = self._and_half(number)
        # "Hundred thousand million" and "тысяч миллионов" are one scale.
        while (more := self._direct_scale(number.last + 1)) is not None:
            word = self._text(number.last + 1)
            if len(word) < 2 or word == self._text(number.last):
                break
            number.scale += more
            number.last += 1
        return self._with_parts(number)

    def _with_parts(self, number: Number) -> Number:
        at = number.last + 1
        joint = self._text(at)
        # "One thousand and fifty", but "two million and five thousand" are two numbers.
        small_only = joint in self.words.ands and joint not in self.words.part_ands
        if small_only or joint in self.words.part_ands:
            at += 1
        if at >= len(self.items):
            return number
        facts = self.items[at].facts
        if self._deep == _DEEPEST or not ("card" in facts or self._kind(at) == "digits"):
            return number
        self._deep += 1
        part = self._digits(at) if self._kind(at) == "digits" else self._words(at)
        self._deep -= 1
        if part is None:
            return number
        if part.ordinal or part.unread or part.qualifiers or (small_only and part.scale):
            return number
        in_words = number.in_words and part.in_words
        loose = in_words and (part.digits >= _HUNDRED or at > number.last + 1)
        if part.scale >= number.scale or not (part.scale or loose):
            return number
        digits = number.digits.scaleb(number.scale - part.scale) + part.digits
        return Number(number.first, part.last, digits, part.scale, in_words=number.in_words)

    def _direct_scale(self, at: int) -> int | None:
        power: int | None = self._fact(at, "scale")
        return power

    def _scale_place(self, at: int) -> int:
        """Where the scale stands that follows a number; -1 where none does."""
        place = at + 1
        if self._is_hyphened(at):
            place += 1
        if self._fact(place, "after") and self._direct_scale(place + 1) is not None:
            place += 1
        if self._direct_scale(place) is None:
            return -1
        word = self.items[place]
        if len(word.text) == 1:
            glued = word.start == self.items[place - 1].end or word.facts.get("glued")
            if not (glued or self.opened):
                return -1
            if word.text == "t" and not self.opened:
                return -1
        return place

    def _scale_after(self, at: int) -> int | None:
        place = self._scale_place(at)
        return self._direct_scale(place) if place >= 0 else None

    def _and_half(self, number: Number) -> Number:
        if self._fact(number.last + 1, "and_half") and number.digits % 1 == 0:
            number.digits += _HALF
            number.last += 1
        return number

    def _part(self, at: int) -> Number | None:
        """Half a million, полмиллиона, полтора; None where half is no beginning of a number."""
        digits, power = self.items[at].facts["part_scale"]
        number = Number(at, at, Decimal(digits), power, in_words=True)
        if power:
            return number
        place = at + 1
        if self._is_article(place) or self._text(place) == "-":
            place += 1
        if (more := self._direct_scale(place)) is not None and len(self._text(place)) > 1:
            number.scale, number.last = more, place
            return number
        if isinstance(dozen := self._fact(place, "dozen"), int):  # полтора десятка
            number.digits, number.last = Decimal(int(number.digits * dozen)), place
            return number
        known = ("percent", "points", "bp")
        if any(self._fact(place, kind) for kind in known):
            number.last = place - 1
            return number
        return number if Decimal(digits) > 1 else None

    def _vague(self, at: int) -> Number | None:
        """Tens of thousands, dozens: at least two of them."""
        if "alone" in self.items[at].facts and self._fact(at - 1, "qual"):
            return self._scale_alone(at)  # more than a thousand
        if self._text(at) in self.genitives and self._fact(at - 1, "qual"):
            # One of it, and not several: более сотни.
            return Number(at, at, Decimal(self.items[at].facts["vague"]), in_words=True)
        third = at - 2 if self._text(at - 1) == "-" else at - 1
        ends = self._fact(third, "third")
        if self._after_number(at) or (self._text(at - 1) == "-" and not ends):
            return None
        value, last, here = self.items[at].facts["vague"], at, at
        while True:
            step = here + 1
            if self._fact(step, "of"):
                step += 1
            more = self._fact(step, "vague")
            if not isinstance(more, int):
                break
            value, last, here = value * more, step, step
        if isinstance(ends, tuple):
            # Printed in tens or hundreds of a scale: 10 to 40 million.
            count = self.items[at].facts["vague"] if value >= _THOUSAND else value
            count = count if count < _THOUSAND else 1
            low = Number(third, last, Decimal(ends[0] * count), in_words=True, ends=ends)
            low.scale = len(str(value // count)) - 1
            return low
        number = Number(at, last, Decimal(2 * value), in_words=True, open=True)
        number.qualifiers = ("at_least",)
        return number


_READS: Final[tuple[tuple[str, Callable[[_Numbers, int], Number | None]], ...]] = (
    *(("card", _Numbers._words), ("ord", _Numbers._words), ("part_scale", _Numbers._part)),
    *(("rough", _Numbers._rough), ("vague", _Numbers._vague), ("scale", _Numbers._scale_alone)),
)
"""How a word begins a number, the first kind that it may be."""
OPENS_NUMBER: Final = frozenset(kind for kind, _ in _READS)
"""What a word may mean with which a number begins."""
