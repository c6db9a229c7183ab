"""Which currency belongs to a number: before or behind it, by its name, its letters or its cents.

Must not look further than what stands directly at the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from etl.reading.lexing import Item
from etl.reading.money_names import owns_money
from etl.reading.wordbook import country_stems
from etl.words import Money, lexicon
from etl.words.forms import forms

if TYPE_CHECKING:
    from etl.reading.amounts import Amount

_CENTS: Final = 100
_HUNDREDTHS: Final = -2
_CENT: Final = Decimal("0.01")
_TEN: Final = 10
_FRAGILE_FROM: Final = 1000
_WORDS_LIKE_CODES: Final = ("all", "top")
_MASS_BEHIND: Final = re.compile(
    r"-? ?(?:f(?:ee|oo)t|force|inch)|per (?:square inch|cubic (?:inch|foot))"
)
_STOPS: Final = (".", ",", ";", ":", "!", "?", ")")
_YEAR: Final = 4
"""Digits of a year."""


class Coins:
    """The items of one paragraph, asked for the currencies beside its numbers."""

    def __init__(
        self, items: Sequence[Item], language: str, units: dict[str, str], alone: bool = False
    ) -> None:
        self.alone = alone
        """Whether the text is one quantity: a dash that opens it is its sign then."""
        self.items, self.language, self.own_units = items, language, units
        self.words, self.letters = lexicon(language), forms(language).letters
        self.countries = country_stems(language)
        self.names_before, self.masses = forms(language).names_before, forms(language).masses

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

    def _name_before(self, amount: Amount, at: int) -> Money:
        """The currency whose name stands before its amount: euro 5 milioni."""
        item, number = self.items[at], amount.number
        if item.text not in self.names_before or item.end == self.items[at + 1].start:
            return ()
        before = self.items[at - 1] if at else None
        if before and (before.facts.keys() & {"money", "before_super"} or before.text[-1] == "'"):
            return ()
        large = number.scale or number.digits >= _FRAGILE_FROM or number.digits % 1
        large = large and not self._looks_like_year(number.first)
        following = self.items[amount.last + 1].facts if amount.last + 1 < len(self.items) else {}
        own = following.keys() & {"money", "percent", "unit", "cents", "points"}
        return item.facts.get("money", ()) if large and not own else ()

    def _is_word_in_capitals(self, amount: Amount, at: int) -> bool:
        """Whether a code is a word before so few: ALL 5 FIRMS, TOP 10."""
        item = self.items[at]
        few = not (self.alone or amount.number.scale) and amount.number.digits < _FRAGILE_FROM
        return few and item.facts.get("code") is True and item.text in _WORDS_LIKE_CODES

    def _letter(self, amount: Amount, at: int) -> str:
        """The currency of a capital glued to a number with a scale: Y114 trillion."""
        item = self.items[at]
        if not amount.number.scale or item.end != self.items[at + 1].start or len(item.text) > 1:
            return ""
        code = self.letters.get(item.text.upper(), "")
        return code if at == 0 or self.items[at - 1].end < item.start else ""

    def _money_of_country(self, amount: Amount, at: int) -> int:
        """How many items name money with its country: Italian lire, franchi francesi."""
        if amount.has_unit or at + 1 >= len(self.items):
            return 0
        for noun, country in ((at, at + 1), (at + 1, at)):
            money = self.items[noun].facts.get("money", ())
            word = self.items[country].text
            if len(money) > 1 and self.items[country].kind == "word":
                codes = {c for stem, c in self.countries.items() if word.startswith(stem)}
                own = tuple(code for code in money if code in codes)
                if own and (country < noun or owns_money(word)):
                    amount.units = own
                    return 2
        return 0

    def _is_slash(self, at: int) -> bool:
        """Whether a slash joins a currency and a scale: 5 €/mln, 5 mln/€."""
        if self.items[at].text != "/" or not self._glued(at) or at + 1 >= len(self.items):
            return False
        around = (self.items[at - 1].facts, self.items[at + 1].facts)
        return any("scale" in facts for facts in around) and any("money" in f for f in around)

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
        if facts.get("before_only") or self._is_mass(at):
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

    def _is_mass(self, at: int) -> bool:
        """Whether a name is that of a weight: pound-feet, pounds per square inch."""
        if self.items[at].text not in self.masses:
            return False
        behind = " ".join(item.text for item in self.items[at + 1 : at + 4])
        return bool(_MASS_BEHIND.match(behind))

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
