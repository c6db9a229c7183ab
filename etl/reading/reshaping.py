"""What parts, multiples and ranks have in common: amounts that take the place of others.

Must not know which words make any of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from etl.reading.amounts import Amount
from etl.reading.items import Items
from etl.reading.lexing import Item
from etl.reading.numbers import Number
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.signs import SIGNS

ARTICLES: Final = ("a", "an", "un", "uno", "una")
ITALIAN_ARTICLES: Final = ARTICLES[2:]
_REACH: Final = 8
"""Items before a number in which a word of change stands."""


class Reshaping(Items):
    """The amounts of a paragraph, some of them gone into others."""

    def __init__(
        self, items: Sequence[Item], amounts: list[Amount], language: str, alone: bool = False
    ) -> None:
        super().__init__(items)
        self.language, self.amounts, self.alone = language, amounts, alone
        self.compared = (*forms(language).comparatives, *SIGNS[language].compared)
        self.ways = _ways(language)
        self.gone: set[int] = set()
        """Identities of amounts that are a part of others now."""
        self.at_item = {at: a for a in amounts for at in range(a.first, a.last + 1)}

    def _add(self, first: int, last: int, digits: Decimal, kind: str) -> Amount:
        """A new amount in place of those that it covers."""
        for at in range(first, last + 1):
            self._drop(at)
        amount = Amount(first, last, Number(first, last, digits, in_words=True), kind)
        self.amounts.append(amount)
        for at in range(first, last + 1):
            self.at_item[at] = amount
        return amount

    def _drop(self, at: int) -> None:
        old = self.at_item.get(at)
        if old is not None:
            self.gone.add(id(old))

    def _way(self, at: int) -> str:
        """The direction of the nearest word of change before an item."""
        for back in range(at - 1, max(-1, at - _REACH), -1):
            item = self.items[back]
            if item.kind == "sign" and item.text not in ("-", '"', "'", "(", ")"):
                break
            if item.facts.get("qual"):
                continue
            for kind in ("fall", "rise"):
                if item.facts.get(kind):
                    return kind
        return ""

    def _comparative(self, amount: Amount) -> None:
        """A third less, в 1,5 раза больше, чем: the word behind tells the way."""
        at = amount.last + 1
        if not self._is_comparative(at):
            return
        facts = self.items[at].facts
        word = self._text(at)
        for way, pattern in self.ways.items():
            if facts.get(way) or pattern.match(word):
                amount.change, amount.place, amount.compared = way, "change_by", at

    def _is_comparative(self, at: int) -> bool:
        """Whether a word compares: less, or less than."""
        word = self._text(at)
        return bool(
            self._fact(at, "comparative")
            or word in self.compared
            or any(word.startswith(f"{c} ") for c in self.compared)
            or any(word.startswith(f"{c}, ") for c in self.compared)
        )

    def _is_period(self, at: int) -> bool:
        while self._fact(at, "of") or self._fact(at, "part_of") or self._fact(at, "connector"):
            at += 1
        item = self.items[at] if at < len(self.items) else None
        if item is None:
            return False
        year = item.kind == "digits" and len(item.text) == 4 and item.text[0] in "12"
        if year and self._fact(at + 1, "level_noun"):
            return False  # a fifth of its 2015 level
        return year or bool(item.facts.get("period"))


@cache
def _ways(language: str) -> dict[str, re.Pattern[str]]:
    words, more = lexicon(language), forms(language)
    known = {"fall": (*words.falls, *more.falls), "rise": (*words.rises, *more.rises)}
    return {way: re.compile("|".join(known[way])) for way in known}
