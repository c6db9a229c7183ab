"""Digits that belong to a name and state no quantity: G20, room 305, via Verdi 12.

Must not know units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from etl.reading.amounts import Amount
from etl.reading.lexing import Item
from etl.words import lexicon

_MOST_NAMES: Final = 4


class Naming:
    """Tells names among the amounts of one paragraph."""

    def __init__(self, items: Sequence[Item], language: str, text: str) -> None:
        self.items, self.language, self.text = items, language, text

    def name(self, amounts: Iterable[Amount]) -> None:
        """Sets the kind of amounts that are names to "other"."""
        for amount in amounts:
            self._name(amount)

    def _name(self, amount: Amount) -> None:
        """G20, A320neo, COVID-19: digits that belong to a name state no quantity."""
        if self._tells_a_place(amount):
            amount.kind, amount.number.unread = "other", True
            return
        if amount.kind != "count" or amount.number.in_words or amount.high:
            return
        first, last = amount.first, amount.last
        while first and self._glued(first) and self._names(first - 1):
            first -= 1
        while (
            last + 1 < len(self.items)
            and self._glued(last + 1)
            and (self.items[last + 1].kind == "word")
        ):
            last += 1
        if (first, last) != (amount.first, amount.last):
            amount.first, amount.last, amount.kind = first, last, "other"
            amount.number.unread = True

    def _tells_a_place(self, amount: Amount) -> bool:
        """Whether digits tell which room, house or flight: room 305, KC 921, via Verdi 12."""
        number = amount.number
        code = amount.prefixed and self._glued(number.first)  # flight TK353
        if number.in_words or amount.high or number.scale or not (amount.kind == "count" or code):
            return False
        street = self._past_names(amount.last + 1, 1)
        if street and self._ends_name(street) and "street" in self.items[street - 1].facts:
            return True
        if not self._ends_name(amount.last + 1):
            return False
        at = amount.first - 1
        street = self._past_names(at, -1)
        words = [self.items[step] for step in (at, at - 1, street) if 0 <= step < len(self.items)]
        told = [word for word in words[:2] if "names_number" in word.facts]
        between = self.text[words[0].start : words[0].end] if words else ""
        plain = told and (told[0] is words[0] or between == "." or between.isupper())
        return bool(plain or (street < at and words and "street" in words[-1].facts))

    def _past_names(self, at: int, step: int) -> int:
        """Where up to three words with capitals, and their full stops, end."""
        for _ in range(_MOST_NAMES):
            if not 0 <= at < len(self.items):
                break
            item = self.items[at]
            if not (self.text[item.start].isupper() or item.text == "."):
                break
            at += step
            if "street" in item.facts and step < 0:
                return at + 1
        return max(at, 0)

    def _ends_name(self, at: int) -> bool:
        """Whether no noun follows that digits may count."""
        if at >= len(self.items) or self.items[at].kind != "word":
            return True
        return self.items[at].text in lexicon(self.language).calendar.goes_on

    def _glued(self, at: int) -> bool:
        return self.items[at - 1].end == self.items[at].start

    def _names(self, at: int) -> bool:
        """Whether an item before digits is a part of their name: a word, or a word and a hyphen."""
        item = self.items[at]
        if item.text == "-" and at and self._glued(at):
            item = self.items[at - 1]
            return item.kind == "word" and self.text[item.start].isupper()
        return item.kind == "word" and not item.text.endswith("'")
