"""Items put together to amounts: a number with its scale, unit, sign and what each has of it.

Must not look further than what stands directly at the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from etl.core.model import Qualifier
from etl.reading.lexing import Item
from etl.reading.numbers import Number, number_at
from etl.reading.wordbook import country_stems
from etl.words import Money, lexicon
from etl.words.forms import forms

_PER_MILLE: Final = ("per mille", "\N{PER MILLE SIGN}")
_CENTS: Final = 100
_HUNDREDTHS: Final = -2
_CENT: Final = Decimal("0.01")
_FRAGILE_FROM: Final = 1000
_BRACKETS: Final = "([\u00ab\"'\u201c\u201e"
_SHORT: Final = 4
_MOST_WORDS: Final = 4
_STEM: Final = 4
_ENDING: Final = 3
"""Letters that a case or a plural adds to the word of a unit."""
_LETTER_SCALE: Final = 1
_TEN: Final = 10
_WORDS_LIKE_CODES: Final = ("all", "top")
_NEVER_ORDINAL: Final = ("percent", "points", "bp")
_STOPS: Final = (".", ",", ";", ":", "!", "?", ")")
_YEAR: Final = 4
"""Digits of a year."""


@dataclass(slots=True)
class Amount:
    """One number of a paragraph with what belongs to it."""

    first: int
    """Items, both counted."""
    last: int
    number: Number
    kind: str = "count"
    units: Money = ()
    unit: str = ""
    """"percent", "points", or a unit's name; money stands in `units`."""
    negative: bool = False
    signed: bool = False
    prefixed: bool = False
    """Whether its currency stands before it."""
    per: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    """What the amount itself says of its exactness: una decina, 40-odd."""
    scale: int = 0
    """Beside the number's own: of cents and basis points."""
    high: Amount | None = None
    """The other end of a range."""
    place: str = ""
    change: str = ""
    unsure: list[str] = field(default_factory=list)
    compared: int = -1
    """The item behind it that tells whether it is more or less, where one does: a third less."""
    turned: bool = False
    """Whether it is a fall that is told by what is left: 76 % of the level of 2022."""
    elided: bool = False
    """Whether scale or unit were taken from a neighbour."""

    @property
    def has_unit(self) -> bool:
        """Whether a unit is printed."""
        return bool(self.units or self.unit)

    @property
    def base(self) -> Decimal:
        """In base units, without the sign of words."""
        value = self.number.digits.scaleb(self.number.scale + self.scale)
        return -value if self.negative else value


class Builder:
    """Builds the amounts of one paragraph, item by item."""

    def __init__(
        self, items: Sequence[Item], language: str, units: dict[str, str], alone: bool = False
    ) -> None:
        self.alone = alone
        """Whether the text is one quantity: a dash that opens it is its sign then."""
        self.items, self.language, self.own_units = items, language, units
        self.words, self.letters = lexicon(language), forms(language).letters
        self.countries = country_stems(language)

    def amounts(self) -> list[Amount]:
        """Every amount, in order, none inside another."""
        amounts: list[Amount] = []
        at = 0
        while at < len(self.items):
            item = self.items[at]
            if not item.facts and item.kind in ("word", "sign", "fixed"):
                at += 1
                continue
            number = number_at(self.items, at, self.language, self._opens(at))
            if number is None:
                at += 1
                continue
            free = amounts[-1].last + 1 if amounts else 0
            amount = Amount(number.first, number.last, number, qualifiers=number.qualifiers)
            self._in_brackets(amount, free)
            self._before(amount, free)
            self._after(amount)
            if ends := number.ends:
                highest = number.digits / ends[0] * ends[1]
                amount.high = replace(amount, number=replace(number, digits=highest))
            at = amount.last + 1
            if not (amounts and self._joins_cents(amounts[-1], amount)):
                amounts.append(amount)
        return amounts

    def _in_brackets(self, amount: Amount, free: int) -> None:
        """An amount below zero as accounts print it: EUR (0.4)m, (0.4) million euros, $(12.5).

        A scale, a unit or a currency and a decimal mark must be there: (2) is a note. Directly
        behind a number it is that number once more: five (5) million.
        """
        first, last = amount.first - 1, amount.last + 1
        if first < free or first == free > 0 or last >= len(self.items):
            return
        opening, closing = self.items[first], self.items[last]
        if opening.text != "(" or closing.text != ")" or amount.number.in_words:
            return
        if opening.end != self.items[amount.first].start or self.items[amount.last].end < (
            closing.start
        ):
            return
        money = first > free and bool(self._prefix_money(first - 1))
        scale = self._scale_behind(last, money)
        unit = last + 1 < len(self.items) and self._is_unit_behind(last + 1)
        exact = amount.number.scale or amount.number.digits % 1
        if not (scale or unit or (money and exact)):
            return
        amount.first, amount.last = first, last
        amount.negative = amount.signed = True
        if scale:
            amount.number.add_scale(scale)
            amount.last += 1

    def _scale_behind(self, closing: int, money: bool) -> int:
        """The power of a scale behind a bracket; a letter is one glued to it, beside a currency."""
        if closing + 1 >= len(self.items):
            return 0
        item = self.items[closing + 1]
        is_word = len(item.text) > _LETTER_SCALE or (money and self._glued(closing + 1))
        return int(item.facts.get("scale", 0)) if is_word else 0

    def _is_unit_behind(self, at: int) -> bool:
        """Whether a percent sign or a currency follows: (2.1)%, (12,5) euro."""
        facts = self.items[at].facts
        plain = not facts.get("before") or not self._number_follows(at)
        return bool(facts.get("percent") or (facts.get("money") and plain))

    def _joins_cents(self, money: Amount, cents: Amount) -> bool:
        """5 euros 50 cents are one amount; joins them."""
        between = self.items[money.last + 1 : cents.first]
        near = all(item.text in self.words.ands for item in between) and len(between) <= 1
        plain = money.scale == money.number.scale == 0 and not money.number.digits % 1
        plain = plain and not (money.number.ordinal or money.number.open)
        same = bool(money.units and cents.units) and (
            cents.units[0] in money.units or self.items[cents.last].text.startswith("cent")
        )
        whole = not (cents.number.scale or cents.number.ordinal or cents.number.open)
        part = cents.scale == _HUNDREDTHS and whole and cents.number.digits < _CENTS
        bare = not between and self._are_bare_cents(money, cents)
        if not (plain and ((near and same and part) or bare) and cents.number.digits % 1 == 0):
            return False
        if bare:
            money.unsure.append("value")
        money.number.digits += (cents.number.digits / _CENTS).quantize(_CENT)
        money.last = cents.last
        return True

    def _are_bare_cents(self, money: Amount, cents: Amount) -> bool:
        """Whether a number of two digits that ends a clause is cents: one pound twenty."""
        if money.prefixed or not money.units or cents.kind != "count" or cents.high:
            return False
        printed, name = self.items[cents.first], self.items[money.last]
        two = printed.text.isdecimal() and len(printed.text) == -_HUNDREDTHS
        whole = cents.number.in_words and not (cents.number.ordinal or cents.number.open)
        small = not cents.number.scale and _TEN <= cents.number.digits < _CENTS
        ends = cents.last + 1 == len(self.items) or self.items[cents.last + 1].text in _STOPS
        named = name.text.isalpha() and not name.facts.get("before")
        return ends and small and named and (two or whole)

    def _opens(self, at: int) -> bool:
        """Whether a currency stands before a scale or number: USD mn400."""
        return at > 0 and bool(self._prefix_money(at - 1))

    def _prefix_money(self, at: int) -> Money:
        """The currency that an item is before a number; empty where it is none."""
        facts = self.items[at].facts if at >= 0 else {}
        return facts.get("money", ()) if facts.get("before") else ()

    def _before(self, amount: Amount, free: int) -> None:
        """The currency and sign that stand before a number."""
        items, at = self.items, amount.first - 1
        if amount.number.in_words and not (at >= free and self._prefix_money(at)):
            self._sign_word(amount, at, free)
            return
        if at >= free and self._is_sign(at, at + 1) and self._prefix_money(at - 1):  # $-5
            self._sign(amount, at)
            at -= 1
        money = self._prefix_money(at) if at >= free else ()
        if money and not self._is_word_in_capitals(amount, at):
            amount.units, amount.prefixed, amount.first = money, True, at
            before = self._prefix_money(at - 1) if at > free else ()
            if before and items[at - 1].end >= items[at].start - 1:  # US $, EUR €
                amount.units = tuple(code for code in before if code in money) or before
                amount.first = at - 1
            self._scale_before(amount, free)
        elif at >= free and (code := self._letter(amount, at)):
            amount.units, amount.prefixed, amount.first = (code,), True, at
        at = amount.first - 1
        if at >= free and self._is_sign(at, amount.first):
            self._sign(amount, at)
        else:
            self._sign_word(amount, at, free)

    def _is_word_in_capitals(self, amount: Amount, at: int) -> bool:
        """Whether a code is a word before so few: ALL 5 FIRMS, TOP 10."""
        item = self.items[at]
        few = not (self.alone or amount.number.scale) and amount.number.digits < _FRAGILE_FROM
        return few and item.facts.get("code") is True and item.text in _WORDS_LIKE_CODES

    def _scale_before(self, amount: Amount, free: int) -> None:
        """MEUR 30: a scale glued to the currency that stands before the number."""
        at = amount.first - 1
        if at >= free and self._glued(at + 1) and amount.number.may_scale:
            power = self.items[at].facts.get("scale")
            if power and self.items[at].kind == "word":
                amount.number.add_scale(power)
                amount.first = at

    def _letter(self, amount: Amount, at: int) -> str:
        """The currency of a capital glued to a number with a scale: Y114 trillion."""
        item = self.items[at]
        if not amount.number.scale or item.end != self.items[at + 1].start or len(item.text) > 1:
            return ""
        code = self.letters.get(item.text.upper(), "")
        return code if at == 0 or self.items[at - 1].end < item.start else ""

    def _sign_word(self, amount: Amount, at: int, free: int) -> None:
        while at >= free and items_connect(self.items[at]):
            at -= 1
        if at >= free and self.items[at].facts.get("neg"):
            amount.negative = amount.signed = True
            amount.first = at

    def _is_sign(self, at: int, following: int) -> bool:
        """Whether a dash or plus is a sign: at its number, apart from what is before."""
        item = self.items[at]
        is_parted = item.end != self.items[following].start and not (self.alone and at == 0)
        if item.text not in ("-", "+", "\N{EN DASH}") or is_parted:
            return False
        if at == 0:
            return self.alone or item.text != "\N{EN DASH}"
        before = self.items[at - 1]
        if before.end == item.start:
            return before.text in _BRACKETS or bool(self._prefix_money(at - 1))
        # A dash after a word is punctuation as often: exports -15 billion.
        return item.text == "+" or before.kind == "sign" or self._tells_sign(at)

    def _tells_sign(self, at: int) -> bool:
        return self.items[at].text == "-"

    def _sign(self, amount: Amount, at: int) -> None:
        amount.signed, amount.first = True, at
        amount.negative = self.items[at].text != "+"

    def _after(self, amount: Amount) -> None:
        """Scale, unit and "a month" that stand after a number."""
        at = amount.last + 1
        while at < len(self.items):
            taken = self._take(amount, at)
            if not taken:
                break
            at += taken
            amount.last = at - 1
        self._per(amount, at)
        self._classify(amount)

    def _take(self, amount: Amount, at: int) -> int:
        """Takes a unit, or words between the number and its unit; how many items."""
        items, step = self.items, 0
        if self._is_abbreviation_stop(at) and self._unit(amount, at + 1):
            return 2
        if (items[at].text == "-" and items[at - 1].end == items[at].start) or (
            not amount.has_unit and items[at].facts.get("of")
        ):
            step = 1
        elif not amount.has_unit and (after := items[at].facts.get("after")) and at > 0:
            step = 1
            if at + 1 >= len(items) or not self._unit(amount, at + 1, try_only=True):
                return 0
            amount.qualifiers = after
        if at + step >= len(items):
            return 0
        number = amount.number
        several = number.scale or number.open or number.ends or number.qualifiers
        if step and not several and items[at].facts.get("of"):
            # "5 of dollars" is nothing, "5 in euros" little more; una cinquantina di euro is.
            return 0
        taken = self._money_of_country(amount, at + step) or self._own_unit(amount, at + step)
        if taken:
            return step + taken
        return step + 1 if self._unit(amount, at + step) else 0

    def _money_of_country(self, amount: Amount, at: int) -> int:
        """How many items name money with its country: Italian lire, franchi francesi."""
        if amount.has_unit or at + 1 >= len(self.items):
            return 0
        for noun, country in ((at, at + 1), (at + 1, at)):
            money = self.items[noun].facts.get("money", ())
            word = self.items[country].text
            if len(money) > 1 and self.items[country].kind == "word":
                codes = {c for stem, c in self.countries.items() if word.startswith(stem)}
                if own := tuple(code for code in money if code in codes):
                    amount.units = own
                    return 2
        return 0

    def _own_unit(self, amount: Amount, at: int) -> int:
        """How many items name a unit that the data set declares, with any ending; sets it."""
        if amount.has_unit or not self.own_units:
            return 0
        for length in range(min(_MOST_WORDS, len(self.items) - at), 0, -1):
            name = " ".join(item.text for item in self.items[at : at + length])
            for word, unit in self.own_units.items():
                ending = name.removeprefix(word) if name.startswith(word) else " "
                inflected = len(word) >= _STEM and ending.isalpha() and len(ending) <= _ENDING
                if not ending or inflected:
                    amount.unit = unit
                    return length
        return 0

    def _declared(self, unit: str) -> str:
        """A unit of every language as the data set spells it: kwh for kWh."""
        known = self.own_units.values()
        return next((own for own in known if own.lower() == unit.lower()), unit)

    def _is_abbreviation_stop(self, at: int) -> bool:
        """Whether a full stop belongs to the scale before it: 50 mln. USD."""
        before = self.items[at - 1]
        glued = self.items[at].text == "." and before.end == self.items[at].start
        short = "scale" in before.facts and len(before.text) <= _SHORT
        return glued and short and at + 1 < len(self.items)

    def _unit(self, amount: Amount, at: int, try_only: bool = False) -> bool:
        """Takes a scale behind the unit, or a unit; try_only: says whether it would."""
        trial = replace(amount, number=replace(amount.number)) if try_only else amount
        item = self.items[at]
        facts = item.facts
        whole_word = len(item.text) > _LETTER_SCALE or self._glued(at)
        whole_word = whole_word and not self._number_follows(at)
        if "scale" in facts and whole_word and amount.number.may_scale and amount.units:
            trial.number.add_scale(facts["scale"])
            return True
        # A third percent: an ordinal counts none.
        if amount.number.ordinal and any(facts.get(kind) for kind in _NEVER_ORDINAL):
            return False
        if facts.get("money") and self._is_money(amount, at):
            return self._add_money(trial, facts["money"])
        return not amount.has_unit and self._add_unit(trial, at)

    def _add_unit(self, amount: Amount, at: int) -> bool:
        item = self.items[at]
        facts = item.facts
        if facts.get("points"):
            amount.unit = "points"
        elif facts.get("bp"):
            amount.unit, amount.scale = "points", -2
        elif facts.get("percent") and (item.text != "pc" or self._near(at)):
            amount.unit, amount.scale = "percent", -1 if item.text in _PER_MILLE else 0
        elif facts.get("cents") and self._is_cents(amount, at):
            amount.units, amount.scale = (facts["cents"],), -2
        elif facts.get("unit"):
            amount.unit = self._declared(facts["unit"])
        return amount.has_unit

    @staticmethod
    def _add_money(amount: Amount, money: Money) -> bool:
        """A second word for the currency leaves what both may mean."""
        if amount.unit:
            return False
        both = tuple(code for code in amount.units or money if code in money)
        amount.units = both or amount.units
        return bool(both)

    def _is_cents(self, amount: Amount, at: int) -> bool:
        item = self.items[at]
        if amount.number.scale:
            return False
        if len(item.text) > 1:
            return True
        glued = self._glued(at)
        fits = amount.number.is_plain
        follows = self.items[at + 1] if at + 1 < len(self.items) else None
        alone = follows is None or follows.text != "." or follows.start > item.end
        return fits and (glued or (item.text == "p" and (alone or at + 2 >= len(self.items))))

    def _glued(self, at: int) -> bool:
        return self.items[at - 1].end == self.items[at].start

    def _near(self, at: int) -> bool:
        return self.items[at].start - self.items[at - 1].end <= 1

    def _is_money(self, amount: Amount, at: int) -> bool:
        """Whether a currency belongs to the number before it rather than to the one after."""
        item = self.items[at]
        facts = item.facts
        if facts.get("before_only"):
            return False
        if facts.get("fragile") and not amount.units:
            big = amount.number.scale or abs(amount.number.digits) >= _FRAGILE_FROM
            if not big:
                return False
        if facts.get("before") and self._scale_follows(at):
            return False  # 6 firms, USD mn400
        if not (facts.get("before") and self._number_follows(at)):
            return True
        return self._is_own_money(amount, at) or self._is_nearer(amount, at)

    def _is_nearer(self, amount: Amount, at: int) -> bool:
        """Whether a currency between two numbers stands nearer to the first."""
        item, following = self.items[at], self.items[at + 1]
        if amount.number.scale and item.end != following.start:
            return item.facts.get("code", False) and not amount.units
        return self._glued(at) and item.end < following.start

    def _is_own_money(self, amount: Amount, at: int) -> bool:
        """Whether the number behind a currency has one of its own behind it: 10 USD 30 EUR."""
        after = self.items[at + 2] if at + 2 < len(self.items) else None
        if amount.units or after is None or not (after.facts.keys() & {"money", "cents"}):
            return False
        glued = self.items[at].end == self.items[at + 1].start and not self._glued(at)
        return not (glued or self._number_follows(at + 2) or self._looks_like_year(at - 1))

    def _looks_like_year(self, at: int) -> bool:
        text = self.items[at].text
        return text.isdecimal() and len(text) == _YEAR and text[0] in "12"

    def _scale_follows(self, at: int) -> bool:
        """Whether a scale and digits follow, as in USD mn400."""
        has_scale = at + 1 < len(self.items) and "scale" in self.items[at + 1].facts
        return has_scale and self._number_follows(at + 1)

    def _number_follows(self, at: int) -> bool:
        return at + 1 < len(self.items) and self.items[at + 1].kind == "digits"

    def _per(self, amount: Amount, at: int) -> None:
        while at < len(self.items) and self.items[at].text == "-":
            at += 1
        if at < len(self.items) and (per := self.items[at].facts.get("per")):
            amount.per = per

    def _classify(self, amount: Amount) -> None:
        if amount.units:
            amount.kind = "money"
        elif amount.unit:
            known = {"percent": "percent", "points": "points"}
            amount.kind = known.get(amount.unit, "measure")
        elif amount.number.ordinal:
            amount.kind = "ordinal"
        elif amount.number.ratio is not None:
            amount.kind = "fraction"


def end_of(item: Item) -> int:
    """Where an amount ends with an item: the full stop of a scale is the sentence's as well."""
    stop = "scale" in item.facts and item.text.endswith(".")
    return item.end - 1 if stop else item.end


def items_connect(item: Item) -> bool:
    """Whether an item says nothing between a qualifier, a sign or a word of change and a number."""
    facts = item.facts
    return bool(facts.get("connector") or item.text in _BRACKETS)


def as_decimal(ratio: Fraction) -> Decimal:
    """A part as a decimal of four digits, as it is told: a third is 0.3333."""
    value = Decimal(ratio.numerator) / Decimal(ratio.denominator)
    rounded = value.quantize(Decimal("0.0001"))
    return value.normalize() if rounded == value else rounded
