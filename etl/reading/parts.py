"""Parts of a whole: a third, two thirds, half of, one in five, every tenth, a quarter of a billion.

Must not know multiples nor ranks.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from etl.reading.amounts import Amount, as_decimal
from etl.reading.reshaping import ARTICLES, ITALIAN_ARTICLES, Reshaping
from etl.words.forms import forms

_MOST_IN: Final = 100
_FEWEST_PARTS: Final = 3
"""Every second is more often a time than a half."""
_COUNTED: Final = ("count", "money", "measure")
_SHARES: Final = ("часть", "части", "частью", "доля", "доли", "долю", "долей")
"""Words that make a Russian ordinal a part."""


class Parts(Reshaping):
    """What words and numbers say of parts."""

    def _parts(self, at: int) -> None:
        """Two thirds, a quarter of, by a fifth; not the third quarter, nor a third plant."""
        parts = self._fact(at, "denominator")
        assert isinstance(parts, int)
        step = at - 2 if self._text(at - 1) == "-" else at - 1
        before = self._fact(step, "card")
        hyphened = step == at - 2
        count = before if isinstance(before, int) else None
        if count is None and self._text(step) in ARTICLES:
            count, hyphened = 1, False
        if count is None or not 0 < count < parts:
            return
        if self._fact(step - 1, "card") or self._ends_range(step - 1):
            return
        following = at + 1
        # The third quarter, but a quarter million, a quarter percent.
        measured = any(self._fact(following, kind) for kind in ("scale", "percent", "points"))
        is_time = self._fact(at, "period") and not measured
        if self._is_period(following) or (is_time and not self._is_part(at)):
            return
        if self._of_a_scale(step, at, Fraction(count, parts)):
            return
        if self._fact(following, "scale") or self._fact(following, "month"):
            return
        if self._of_a_point(step, at, Fraction(count, parts)):
            return
        if count > 1 or hyphened or self._is_part(at):
            self._fraction(step, at, Fraction(count, parts))

    def _part(self, at: int) -> None:
        """Half of, the half, треть, metà; not the second half, nor half a year."""
        parts = self._fact(at, "part")
        assert isinstance(parts, int)
        if "denominator" in self.items[at].facts and self.at_item.get(at):
            return
        by_it = self._text(at - 1) == "by"  # grew by half in 2022
        if self.at_item.get(at) is not None or (self._is_period(at + 1) and not by_it):
            return
        if self._of_a_scale(at, at, Fraction(1, parts)) or self._text(at + 1) == "-":
            return
        back = at - 1
        while self._fact(back, "connector"):
            back -= 1
        counted = self._fact(back, "ord") or self._fact(back, "card") or self._text(at - 1) == "-"
        if counted or self._of_a_point(at, at, Fraction(1, parts)):
            return
        is_towards = self._text(back) == "a" and self._text(at).startswith("met")
        if is_towards or self._fact(at + 1, "scale") is not None:
            return
        english = self._text(at) in ("half", "halves")
        if english and not (self._is_part(at) or by_it):
            return
        self._fraction(at, at, Fraction(1, parts))

    def _is_part(self, at: int) -> bool:
        """Whether a word like third is a part: of what follows, or at the end of its clause."""
        following = self._text(at + 1)
        if self._fact(at + 1, "part_of") or self._is_comparative(at + 1):
            return True
        if self._fact(at + 1, "level_of") or self._fact(at + 1, "level_noun"):
            return True  # un quinto del livello, одной пятой уровня
        item = self.items[at + 1] if at + 1 < len(self.items) else None
        if item is None or (item.kind == "sign" and following not in ("-", "'")):
            return True
        facts = item.facts
        return bool(facts.get("period") is None and self._fact(at, "part")) or any(
            facts.get(kind) for kind in ("to", "per", "from", "and")
        )

    def _ends_range(self, at: int) -> bool:
        """Whether a word leads from one number to another, and not to a level: fell to a fifth."""
        return bool(self._fact(at, "to")) and not self._way(at)

    def _of_a_scale(self, first: int, at: int, ratio: Fraction) -> bool:
        """A quarter of a billion dollars, a fifth of 1 billion: one amount of so much of it.

        A third of a million has no digits that are its own: it stays a part of what follows.
        """
        amount = self.at_item.get(self._past_of(at + 1))
        share = Decimal(ratio.numerator) / Decimal(ratio.denominator)
        if amount is None or Fraction(share) != ratio or amount.high is not None:
            return False
        number = amount.number
        if not number.scale or number.digits != 1 or amount.kind not in ("money", "count"):
            return False
        number.digits, number.first, amount.first = share, first, first
        for here in range(first, amount.last + 1):
            if self.at_item.get(here) is not amount:
                self._drop(here)
                self.at_item[here] = amount
        return True

    def _past_of(self, at: int) -> int:
        """Past "of a" and the like."""
        while self._fact(at, "of") or self._text(at) in ARTICLES:
            at += 1
        return at

    def _points(self, amount: Amount) -> None:
        """0.6 of a percentage point."""
        here = self._past_of(amount.last + 1)
        if amount.kind == "count" and here > amount.last + 1 and self._fact(here, "points"):
            amount.kind, amount.unit, amount.last = "points", "points", here

    def _of_a_point(self, first: int, at: int, ratio: Fraction) -> bool:
        """A quarter of a percentage point: 0.25 of them."""
        here = self._past_of(at + 1)
        kinds = {"points": "points", "percent": "percent"}
        kind = next((kind for kind in kinds if self._fact(here, kind)), "")
        other = self.at_item.get(here)
        taken = other is not None and other.first != at
        # A third of a percent, but a quarter percent.
        needs_of = forms(self.language).part_of and self._fact(at, "ord")
        if (here == at + 1 and needs_of) or not kind or taken:
            return False
        amount = self._add(first, here, as_decimal(ratio), kind)
        amount.unit = kind
        return True

    def _one_in(self, amount: Amount) -> None:
        """One in five, nine out of every ten dollars, uno su cinque; каждый пятый, пятая часть."""
        number = amount.number
        if id(amount) in self.gone:
            return
        if number.ordinal and self._nth(amount):
            return
        link = amount.last + 1
        other = self.at_item.get(link + 1)
        if not self._fact(link, "one_in"):
            return
        if other is None or other.kind not in _COUNTED or amount.kind not in _COUNTED:
            return
        low, high = number.digits, other.number.digits
        whole = low % 1 == 0 and high % 1 == 0 and not (number.scale or other.number.scale)
        if not (whole and 0 < low < high <= _MOST_IN) or self._fact(other.last + 1, "period"):
            return
        if self._text(link) == "in" and not (number.in_words or low < 10):
            return
        self._fraction(amount.first, other.last, Fraction(int(low), int(high)))

    def _nth(self, amount: Amount) -> bool:
        """Every tenth tonne, каждый пятый; двадцатая часть, десятая доля."""
        first, last, parts = amount.first, amount.last, int(amount.number.digits)
        before = self._text(first - 1)
        if parts < _FEWEST_PARTS or self._is_period(last + 1):
            return False
        if before.startswith("кажд") or before in ("every", "ogni"):
            self._fraction(first - 1, last, Fraction(1, parts))
            return True
        if self._text(last + 1) in _SHARES:
            self._fraction(first, last + 1, Fraction(1, parts))
            return True
        return False

    def _one_of(self, at: int) -> None:
        """Un italiano su cinque: the article is the one, and a noun may stand between."""
        other = self.at_item.get(at + 1)
        first = next((a for a in (at - 1, at - 2) if self._text(a) in ITALIAN_ARTICLES), None)
        if other is None or other.kind != "count" or first is None:
            return
        whole = other.number.digits
        if whole % 1 == 0 and 1 < whole <= _MOST_IN and not other.number.scale:
            self._fraction(first, other.last, Fraction(1, int(whole)))

    def _fraction(self, first: int, last: int, ratio: Fraction) -> None:
        amount = self._add(first, last, as_decimal(ratio), "fraction")
        amount.number.ratio = ratio
        self._comparative(amount)
