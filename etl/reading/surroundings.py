"""The words of one paragraph around its amounts, as every reader of them looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from etl.reading.amounts import Amount
from etl.reading.items import Items
from etl.reading.lexing import Item
from etl.words import lexicon

CLAUSE: Final = 10
"""Items before an amount that may still be of its clause."""
_ENDS: Final = frozenset(".!?;:")


class Surroundings(Items):
    """Items of one paragraph, and which of its amounts each belongs to."""

    def __init__(
        self, items: Sequence[Item], amounts: Sequence[Amount], language: str, text: str
    ) -> None:
        super().__init__(items)
        self.words, self.language, self.text = lexicon(language), language, text
        self.goes_on = frozenset(self.words.calendar.goes_on)
        self.at_item = {at: a for a in amounts for at in range(a.first, a.last + 1)}

    def _ends(self, at: int) -> bool:
        """Whether a sentence ends with an item."""
        item = self.items[at]
        if item.text not in _ENDS:
            return False
        if item.text != ".":
            return True
        if at and len(self.items[at - 1].text) == 1 and self.items[at - 1].end == item.start:
            return False
        if at and self.items[at - 1].text in self.words.abbreviations:
            return False
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        return following is None or not self.text[following.start].islower()
