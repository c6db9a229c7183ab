"""Quantities that are no plain amounts: parts, multiples and ranks, in digits and in words.

Must not know qualifiers.
"""

from __future__ import annotations

from typing import Final

from etl.reading.amounts import Amount
from etl.reading.multiples import Multiples
from etl.reading.parts import Parts
from etl.reading.places import Places


class Ratios(Parts, Multiples, Places):
    """Adds to the amounts of a paragraph what its words say of parts, multiples and ranks."""

    def all(self) -> list[Amount]:
        """Every amount, in order of the text."""
        for amount in list(self.amounts):
            self._one_in(amount)
            self._counts_nothing(amount)
            self._points(amount)
            self._placed(amount)
        for at, item in enumerate(self.items):
            if _KINDS.isdisjoint(item.facts):
                continue
            for kind, reads in _READS:
                if kind in item.facts:
                    reads(self, at)
        for amount in self.amounts:
            if amount.kind == "ordinal" and not amount.place:
                self._rank(amount)
        alive = (amount for amount in self.amounts if id(amount) not in self.gone)
        return sorted(alive, key=lambda amount: amount.first)


_READS: Final = (
    *(("denominator", Ratios._parts), ("one_in", Ratios._one_of), ("part", Ratios._part)),
    *(("multiple", Ratios._multiple), ("times", Ratios._times), ("super", Ratios._superlative)),
    ("super_after", Ratios._superlative_after),
    *(("numero", Ratios._numero), ("top", Ratios._top), ("group", Ratios._group)),
    ("group_led", Ratios._group_led),
)
"""What each kind of word may say."""
_KINDS: Final = frozenset(kind for kind, _ in _READS)
