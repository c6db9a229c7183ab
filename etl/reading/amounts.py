"""Items put together to amounts: a number with its scale, unit, sign and what each has of it.

Must not look further than what stands directly at the number.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from etl.core.model import Qualifier
from etl.reading.coins import Coins
from etl.reading.lexing import Item
from etl.reading.numbers import OPENS_NUMBER, Number, number_at
from etl.words import Money

_PER_MILLE: Final = ("per mille", "\N{PER MILLE SIGN}")
_BRACKETS: Final = "([\u00ab\"'\u201c\u201e"
_SHORT: Final = 4
_MOST_WORDS: Final = 4
_STEM: Final = 4
_ENDING: Final = 3
"""Letters that a case or a plural adds to the word of a unit."""
_LETTER_SCALE: Final = 1
_REPEATED: Final = 3
"""Items that say a number again, at least: a bracket, digits, a bracket."""
_NEVER_ORDINAL: Final = ("percent", "points", "bp")


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


class Builder(Coins):
    """Builds the amounts of one paragraph, item by item."""

    def amounts(self) -> list[Amount]:
        """Every amount, in order, none inside another."""
        amounts: list[Amount] = []
        at = 0
        while at < len(self.items):
            item = self.items[at]
            if item.kind not in ("digits", "part") and OPENS_NUMBER.isdisjoint(item.facts):
                at += 1
                continue
            number = number_at(self.items, at, self.language, self._opens(at))
            if number is None:
                at += 1
                continue
            free = amounts[-1].last + 1 if amounts else 0
            amount = Amount(number.first, number.last, number, qualifiers=number.qualifiers)
            self._in_brackets(amount, free)
            self._repeated(amount)
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

    def _repeated(self, amount: Amount) -> None:
        """Five (5) million dollars, 5 (five): a number once more, and its unit follows."""
        opening = amount.last + 1
        if opening + _REPEATED >= len(self.items) or self.items[opening].text != "(":
            return
        number = amount.number
        again = number_at(self.items, opening + 1, self.language, opened=False)
        if again is None or again.in_words == number.in_words or number.ordinal or again.ordinal:
            return
        behind = again.last + 2
        same = again.digits == number.digits and not (again.scale or number.scale)
        if not same or behind >= len(self.items) or self.items[behind - 1].text != ")":
            return
        facts = self.items[behind].facts
        if facts.keys() & {"scale", "money", "percent", "cents"}:
            amount.last = behind - 1
        if "scale" in facts and amount.number.may_scale and len(self.items[behind].text) > 1:
            amount.number.add_scale(facts["scale"])
            amount.last = behind

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

    def _before(self, amount: Amount, free: int) -> None:
        """The currency and sign that stand before a number."""
        items, at = self.items, amount.first - 1
        if amount.number.in_words and not (at >= free and self._prefix_money(at)):
            self._sign_word(amount, at, free)
            return
        if at >= free and self._is_sign(at, at + 1) and self._prefix_money(at - 1):  # $-5
            self._sign(amount, at)
            at -= 1
        money = (self._prefix_money(at) or self._name_before(amount, at)) if at >= free else ()
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

    def _scale_before(self, amount: Amount, free: int) -> None:
        """MEUR 30: a scale glued to the currency that stands before the number."""
        at = amount.first - 1
        if at >= free and self._glued(at + 1) and amount.number.may_scale:
            power = self.items[at].facts.get("scale")
            if power and self.items[at].kind == "word":
                amount.number.add_scale(power)
                amount.first = at

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
        stops = self._is_abbreviation_stop(at) or self._is_slash(at)
        if stops and self._unit(amount, at + 1):
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
