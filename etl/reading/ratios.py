"""Quantities that are no plain amounts: parts, multiples and ranks, in digits and in words.

A third, two-thirds, half of, one in five; doubled, 2.5 times, twofold; the largest, third place,
number one, one of the top five. Must not know qualifiers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from etl.reading.amounts import Amount, as_decimal
from etl.reading.lexing import Item
from etl.reading.numbers import Number
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.signs import SIGNS

_REACH: Final = 8
_AMONG_REACH: Final = 4
_MOST_IN: Final = 100
_ARTICLES: Final = ("a", "an", "un", "uno", "una")
_MOST_PLACE: Final = 300
"""There are fewer economies."""
_MOST_TOP: Final = 500
_FEWEST_PARTS: Final = 3
"""Every second is more often a time than a half."""
_COUNTED: Final = ("count", "money", "measure")
_SHARES: Final = ("часть", "части", "частью", "доля", "доли", "долю", "долей")
"""Words that make a Russian ordinal a part."""


@cache
def _plurals(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = forms(language)
    return re.compile(words.plural_places), re.compile(words.plurals)


@cache
def _ways(language: str) -> dict[str, re.Pattern[str]]:
    words, more = lexicon(language), forms(language)
    known = {"fall": (*words.falls, *more.falls), "rise": (*words.rises, *more.rises)}
    return {way: re.compile("|".join(known[way])) for way in known}


class Ratios:
    """Adds to the amounts of a paragraph what its words say of parts, multiples and ranks."""

    def __init__(
        self, items: Sequence[Item], amounts: list[Amount], language: str, alone: bool = False
    ) -> None:
        self.items = items
        self.plural_places, self.plurals = _plurals(language)
        self.needs_of = bool(forms(language).part_of)
        """Whether a word stands between a part and its whole: a tenth of a percent."""
        self.compared = (*forms(language).comparatives, *SIGNS[language].compared)
        self.ways = _ways(language)
        self.alone = alone
        """Whether the text is one quantity: 2.5 times is a multiple then, whatever is around."""
        self.amounts = amounts
        self.gone: set[int] = set()
        """Identities of amounts that are a part of others now."""
        self.at_item = {at: a for a in amounts for at in range(a.first, a.last + 1)}

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

    def _fact(self, at: int, kind: str) -> object:
        return self.items[at].facts.get(kind) if 0 <= at < len(self.items) else None

    def _text(self, at: int) -> str:
        return self.items[at].text if 0 <= at < len(self.items) else ""

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

    def _fraction(self, first: int, last: int, ratio: Fraction) -> None:
        amount = self._add(first, last, as_decimal(ratio), "fraction")
        amount.number.ratio = ratio
        self._comparative(amount)

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

    def _parts(self, at: int) -> None:
        """Two thirds, a quarter of, by a fifth; not the third quarter, nor a third plant."""
        parts = self._fact(at, "denominator")
        assert isinstance(parts, int)
        step = at - 2 if self._text(at - 1) == "-" else at - 1
        before = self._fact(step, "card")
        hyphened = step == at - 2
        count = before if isinstance(before, int) else None
        if count is None and self._text(step) in _ARTICLES:
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
        while self._fact(at, "of") or self._text(at) in _ARTICLES:
            at += 1
        return at

    @staticmethod
    def _counts_nothing(amount: Amount) -> None:
        """The third dollar is a place, and not three of them."""
        if amount.number.ordinal and amount.kind == "money":
            amount.units, amount.kind, amount.last = (), "ordinal", amount.number.last

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
        needs_of = self.needs_of and self._fact(at, "ord")
        if (here == at + 1 and needs_of) or not kind or taken:
            return False
        amount = self._add(first, here, as_decimal(ratio), kind)
        amount.unit = kind
        return True

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
        first = next((a for a in (at - 1, at - 2) if self._text(a) in _ARTICLES[2:]), None)
        if other is None or other.kind != "count" or first is None:
            return
        whole = other.number.digits
        if whole % 1 == 0 and 1 < whole <= _MOST_IN and not other.number.scale:
            self._fraction(first, other.last, Fraction(1, int(whole)))

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
        if amount is None and self._text(step) in _ARTICLES[2:] and self._fact(at + 1, "and_half"):
            amount = self._add(step, step, Decimal(1), "count")
        if amount is None or amount.kind != "count" or amount.last != step:
            return
        sign = self._text(at) in ("x", "fold", "\N{MULTIPLICATION SIGN}") or "крат" in self._text(
            at
        )
        half = at + 1 if self._fact(at + 1, "and_half") else at
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
        return told or self._text(at + 1) in (
            "as",
            "the",
            "what",
            "its",
            "that",
            "those",
            "earnings",
        )

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

    def _superlative_after(self, at: int) -> None:
        """Самый крупный: two words that are one superlative."""
        one = self._fact(at - 1, "before_super") and not self._is_plural(at)
        if one and self.at_item.get(at) is None and not self._shares_place(at):
            self._add(at - 1, at, Decimal(1), "ordinal").place = "rank"

    def _is_plural(self, at: int) -> bool:
        """Whether several have the place: the largest buyers, крупнейшим партнёрам."""
        following = " ".join(item.text for item in self.items[at + 1 : at + 3])
        several = self.plural_places.fullmatch(self._text(at).rpartition(" ")[2])
        return bool(several or self.plurals.match(following))

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

    def _rank(self, amount: Amount) -> None:
        """Whether an ordinal tells a rank: third place, ranks third; not for the third time."""
        if self._fact(amount.last + 1, "vague_ordinal"):
            return
        near = (
            amount.first - 3,
            amount.first - 2,
            amount.first - 1,
            amount.last + 1,
            amount.last + 2,
        )
        if any(self._fact(at, "rank_beside") for at in near):
            amount.place = "rank"


_READS: Final = (
    *(("denominator", Ratios._parts), ("one_in", Ratios._one_of), ("part", Ratios._part)),
    *(("multiple", Ratios._multiple), ("times", Ratios._times), ("super", Ratios._superlative)),
    ("super_after", Ratios._superlative_after),
    *(("numero", Ratios._numero), ("top", Ratios._top), ("group", Ratios._group)),
    ("group_led", Ratios._group_led),
)
"""What each kind of word may say."""
_KINDS: Final = frozenset(kind for kind, _ in _READS)
