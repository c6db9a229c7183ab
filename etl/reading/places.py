"""Places among others: the largest, third place, number one, one of the top five.

Must not know parts nor multiples.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from etl.reading.amounts import Amount
from etl.reading.reshaping import Reshaping
from etl.words.forms import forms

_AMONG_REACH: Final = 4
_MOST_PLACE: Final = 300
"""There are fewer economies."""
_MOST_TOP: Final = 500


class Places(Reshaping):
    """What words and numbers say of ranks."""

    def _superlative(self, at: int) -> None:
        """The largest is the first; the second largest belongs to its ordinal."""
        step = at - 2 if self._text(at - 1) == "-" else at - 1
        before = self.at_item.get(step)
        if before is not None and before.kind == "ordinal":
            before.place, before.last = "rank", at
            return
        if before is not None and self._is_one_of(before):
            before.kind, before.place, before.last = "ordinal", "rank", at
            before.number.ordinal, before.qualifiers = True, ("at_most",)
            return
        if before is not None or self._shares_place(at) or self._is_plural(at):
            return
        known = self.alone or any(
            self._fact(step, kind)
            for step, kind in (
                *((at - 1, "before_super"), (at + 1, "rank_beside"), (at + 2, "rank_beside")),
                (at, "super_alone"),
            )
        )
        if known and not self._top_number(at + 1):
            self._add(at, at, Decimal(1), "ordinal").place = "rank"

    def _superlative_after(self, at: int) -> None:
        """Самый крупный: two words that are one superlative."""
        one = self._fact(at - 1, "before_super") and not self._is_plural(at)
        if one and self.at_item.get(at) is None and not self._shares_place(at):
            self._add(at - 1, at, Decimal(1), "ordinal").place = "rank"

    def _is_one_of(self, amount: Amount) -> bool:
        """Whether something is one of so many: one of the twenty largest partners."""
        number = amount.number
        plain = amount.kind == "count" and not (amount.high or number.scale or number.open)
        near = range(max(0, amount.first - 2), amount.first)
        # An article alone may open a group that is spoken of: i venti maggiori partner.
        among = any(self._fact(at, "among") and not self._is_joint(at) for at in near)
        return among and plain and 1 < number.digits <= _MOST_TOP

    def _is_joint(self, at: int) -> bool:
        return any(self._fact(at, kind) for kind in ("connector", "part_of"))

    def _is_plural(self, at: int) -> bool:
        """Whether several have the place: the largest buyers, крупнейшим партнёрам."""
        following = " ".join(item.text for item in self.items[at + 1 : at + 3])
        places, plurals = _plurals(self.language)
        several = places.fullmatch(self._text(at).rpartition(" ")[2])
        return bool(several or plurals.match(following))

    def _shares_place(self, at: int) -> bool:
        return any(self._fact(back, "among") for back in range(max(0, at - _AMONG_REACH), at))

    def _top_number(self, at: int) -> Amount | None:
        amount = self.at_item.get(at)
        if amount is None or amount.kind != "count" or amount.first != at:
            return None
        return amount if amount.number.digits <= _MOST_TOP and not amount.number.scale else None

    def _numero(self, at: int) -> None:
        """Number one, No. 3."""
        step = at + 2 if self._text(at + 1) == "." else at + 1
        amount = self._top_number(step)
        if amount and amount.number.digits % 1 == 0:
            amount.kind, amount.place, amount.first = "ordinal", "rank", at
            amount.number.ordinal = True

    def _top(self, at: int) -> None:
        """One of the top five: at most the fifth place."""
        step = at + 2 if self._text(at + 1) == "-" else at + 1
        amount = self._top_number(step)
        if amount is None or self._is_period(amount.last + 1) or self._fact(at, "super"):
            return
        if self._text(at) == "first" and self._text(at - 2) not in ("in", "among"):
            return  # the first five firms came early
        self._drop(at)
        amount.kind, amount.place, amount.first = "ordinal", "rank", at
        amount.qualifiers = ("at_most",)

    def _group_led(self, at: int) -> None:
        """Первая десятка, la prima decina: the first ten; not полтора десятка."""
        before = self.at_item.get(at - 1)
        first = before is not None and before.kind == "ordinal" and before.number.digits == 1
        if not (first or (before is None and self._fact(at + 1, "super"))):
            return
        places = self._fact(at, "group_led")
        amount = self._add(at - 1 if first else at, at, Decimal(str(places)), "ordinal")
        amount.place, amount.qualifiers = "rank", ("at_most",)

    def _group(self, at: int) -> None:
        if self.at_item.get(at) is None:
            first = at - 1 if self.at_item.get(at - 1) else at
            self._drop(at - 1)
            places = self._fact(at, "group")
            amount = self._add(first, at, Decimal(str(places)), "ordinal")
            amount.place, amount.qualifiers = "rank", ("at_most",)

    def _placed(self, amount: Amount) -> None:
        """4 место, 4-6 place: digits before the noun itself."""
        number = amount.number
        is_place = amount.kind == "count" and number.is_plain and number.digits <= _MOST_PLACE
        if is_place and self._fact(amount.last + 1, "place_noun"):
            amount.kind, amount.place, number.ordinal = "ordinal", "rank", True

    @staticmethod
    def _counts_nothing(amount: Amount) -> None:
        """The third dollar is a place, and not three of them."""
        if amount.number.ordinal and amount.kind == "money":
            amount.units, amount.kind, amount.last = (), "ordinal", amount.number.last

    def _rank(self, amount: Amount) -> None:
        """Whether an ordinal tells a rank: third place, ranks third; not for the third time."""
        if self._fact(amount.last + 1, "vague_ordinal"):
            return
        before, behind = range(amount.first - 3, amount.first), range(1, 3)
        near = (*before, *(amount.last + step for step in behind))
        if any(self._fact(at, "rank_beside") for at in near):
            amount.place = "rank"


@cache
def _plurals(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words of several that have a place, and what follows them."""
    words = forms(language)
    return re.compile(words.plural_places), re.compile(words.plurals)
