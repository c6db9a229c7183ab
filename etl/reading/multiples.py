"""So many times as much: doubled, twofold, 2.5 times, в 1,5 раза больше.

Must not know parts nor ranks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from etl.reading.reshaping import ITALIAN_ARTICLES, Reshaping

_OF_WHAT: Final = ("as", "the", "what", "its", "that", "those", "earnings")
"""Words behind "times" that begin what it is a multiple of."""


class Multiples(Reshaping):
    """What words and numbers say of multiples."""

    def _multiple(self, at: int) -> None:
        """Doubled, twofold, вдвое; a level that fell вдвое is half of what it was."""
        if self.at_item.get(at) is not None:
            return
        value = Decimal(str(self._fact(at, "multiple")))
        amount = self._add(at, at, value, "multiple")
        amount.place = "change_by"
        own = "" if self._fact(at, "still") else "fall" if value < 1 else "rise"
        amount.change = self._way(at) or own
        self._comparative(amount)

    def _times(self, at: int) -> None:
        """2.5 times, threefold, в 2,5 раза; not three times a year."""
        step = at - 1
        if self._text(step) == "-":
            step -= 1
        amount = self.at_item.get(step)
        halved = self._fact(at + 1, "and_half")
        if amount is None and halved and self._text(step) in ITALIAN_ARTICLES:
            amount = self._add(step, step, Decimal(1), "count")
        if amount is None or amount.kind != "count" or amount.last != step:
            return
        word = self._text(at)
        sign = word in ("x", "fold", "\N{MULTIPLICATION SIGN}") or "крат" in word
        half = at + 1 if halved else at
        way = self._way(amount.first)
        compared = self._compared(half)
        in_before = self._text(amount.first - 1) == "в"
        if not (sign or way or compared or in_before or self.alone):
            return
        if not sign and self._fact(half + 1, "per"):
            return
        if half > at:
            amount.number.digits += Decimal("0.5")
        amount.kind, amount.last, amount.place = "multiple", half, "change_by" if way else ""
        amount.change = way
        self._comparative(amount)

    def _compared(self, at: int) -> bool:
        """Whether a comparison follows: times more, times the level."""
        facts = self.items[at + 1].facts if at + 1 < len(self.items) else {}
        told = any(facts.get(kind) for kind in ("rise", "fall", "qual", "super", "part_of"))
        if self._fact(at + 1, "times_of") or self._fact(at + 2, "times_of"):
            return True
        return told or self._text(at + 1) in _OF_WHAT
