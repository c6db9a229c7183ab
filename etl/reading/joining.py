"""Amounts put together: ranges, and lists that share a scale and a unit.

Must not know what words of change say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from etl.reading.amounts import Amount
from etl.reading.lexing import Item
from etl.words import lexicon
from etl.words.times import times

_DASHES: Final = ("-", "\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}")
_OPENERS: Final = ("between", "from", "change_from")
"""What words before a range may be."""
_MOST_ELIDED: Final = 1000
_MOST_APART: Final = 10
_TWO_RANGES: Final = 4
_CHANGE_REACH: Final = 12


def _copy(amount: Amount) -> Amount:
    return replace(amount, number=replace(amount.number))


class Joiner:
    """Joins the amounts of one paragraph."""

    def __init__(self, items: Sequence[Item], amounts: list[Amount], language: str) -> None:
        self.items, self.amounts = items, amounts
        calendar, known = lexicon(language).calendar, times(language)
        # The first word before a period is the plainest: in.
        self.before_year = frozenset((*calendar.before_year, *known.within[:1])) - {
            *(*calendar.before_amount, *known.from_, *known.since)
        }

    def joined(self) -> list[Amount]:
        """The amounts, ranges put together and elided units filled in."""
        self._lists()
        at, joined = 0, []
        while at < len(self.amounts):
            amount = self.amounts[at]
            if self._range_to_range(at):
                amount, other = self.amounts[at : at + 2]
                self._merge(amount, other)
                at += 1
            elif at + 1 < len(self.amounts) and self._range(amount, self.amounts[at + 1]):
                at += 1
            joined.append(amount)
            at += 1
        self._ranges_in_list(joined)
        return joined

    def _ranges_in_list(self, joined: list[Amount]) -> None:
        """5-6, 7-8 and 9-10 billion dollars: the last of them prints what all have."""
        filled: Amount | None = None
        for one, other in reversed(list(pairwise(joined))):
            plain = one.kind == "count" and not (one.has_unit or one.number.scale)
            leads = other.high or other is filled
            if not (plain and leads) or one.number.ordinal or one.number.open:
                continue
            if one.number.digits >= _MOST_ELIDED or not self._is_step(one, other):
                continue
            for end in filter(None, (one, one.high)):
                end.number.scale, end.elided = other.number.scale, True
                self._fill(end, other)
            filled = one

    def _range_to_range(self, at: int) -> bool:
        """Whether a range begins that changed to another: cut from 5 to 7 % to 3 to 5 %."""
        four = self.amounts[at : at + 4]
        from_ = len(four) == _TWO_RANGES and any(
            self._before(four[0], opener) for opener in ("from", "change_from")
        )
        # From 1 % to 2 % to 3 % to 4 % is a way, and no range.
        bare = [self.items[amount.last].kind == "digits" for amount in four]
        if not from_ or bare != [True, False, True, False]:
            return False
        return all(
            self._may_join(one)
            and self._may_join(other)
            and len(between := self._between(one, other)) == 1
            and bool(between[0].facts.get("to"))
            for one, other in pairwise(four)
        )

    def _between(self, one: Amount, other: Amount) -> Sequence[Item]:
        return self.items[one.last + 1 : other.first]

    def _before(self, amount: Amount, kind: str) -> bool:
        at = amount.first - 1
        while (
            at >= 0 and self.items[at].facts.get("connector") and not self.items[at].facts.get(kind)
        ):
            at -= 1
        return at >= 0 and bool(self.items[at].facts.get(kind))

    def _range(self, one: Amount, other: Amount) -> bool:
        """Joins two amounts where they are the ends of a range."""
        may_join = self._are_places(one, other) or (self._may_join(one) and self._may_join(other))
        if not (may_join and self._linked(one, other)):
            return False
        return not self._is_year_before(one, other) and self._merge(one, other)

    def _merge(self, one: Amount, other: Amount) -> bool:
        """Makes a range of two amounts that may be its ends."""
        low, high = _copy(one), _copy(other)
        if not self._share(low, high) or low.base >= high.base:
            return False
        one.number, one.units, one.unit, one.scale = low.number, low.units, low.unit, low.scale
        if any(self._before(one, opener) for opener in _OPENERS):
            one.first = self._opener(one)
        one.high, one.last, one.kind, one.per = high, high.last, high.kind, high.per
        one.qualifiers = one.qualifiers or high.qualifiers
        return True

    def _linked(self, one: Amount, other: Amount) -> bool:
        """Whether the words between and before two amounts may make them a range."""
        between = self._between(one, other)
        if len(between) == 1 and between[0].text in _DASHES:
            return self._dash_joins(one, other, between[0])
        if len(between) > 1 and self._hangs(one, between[0]):
            between = between[1:]  # 1.5- to 2-fold
        links = [item for item in between if not item.facts.get("connector")] or list(between)
        if len(links) != 1 or len(between) > 2:
            return False
        facts = links[0].facts
        if facts.get("and") and self._before(one, "between"):
            return True
        leads = self._before(one, "change_from")
        # From the fourth to the sixth place is a change only beside a word of one.
        is_change = leads and not (one.number.ordinal and not self._changes_before(one, 1))
        if facts.get("to") and self._are_times(one, other):
            return True
        if not (facts.get("or") or (facts.get("to") and not is_change)):
            return False
        # "Rose from 5 to 6 billion", "gained 5 cents to $6" are a change and a level.
        is_pair = one.has_unit and other.has_unit and not one.elided
        return not ((is_pair or self._before(one, "from")) and self._changes_before(one))

    def _hangs(self, one: Amount, item: Item) -> bool:
        """Whether a hyphen stands for the end of a word: 1.5- to 2-fold."""
        return item.text == "-" and item.start == self.items[one.last].end

    def _are_times(self, one: Amount, other: Amount) -> bool:
        """Grew from 1.5 to 2 times: how much, and not from a level to another."""
        at = other.last + 1
        at += at < len(self.items) and self._hangs(other, self.items[at])
        follows = at < len(self.items) and bool(self.items[at].facts.get("times"))
        return follows and one.kind == other.kind == "count" and not one.number.scale

    def _opener(self, amount: Amount) -> int:
        at = amount.first - 1
        facts = self.items[at].facts
        while at > 0 and not any(facts.get(opener) for opener in _OPENERS):
            at -= 1
            facts = self.items[at].facts
        return at

    @staticmethod
    def _are_places(one: Amount, other: Amount) -> bool:
        """Fourth to sixth: one of several places."""
        return one.number.ordinal and other.number.ordinal and not (one.high or other.high)

    @staticmethod
    def _may_join(amount: Amount) -> bool:
        number = amount.number
        return not (number.ordinal or number.unread or number.open or amount.high)

    def _dash_joins(self, one: Amount, other: Amount, dash: Item) -> bool:
        """16-20 billion; not "in 2019 - 20 firms", nor the minus of a second number."""
        tight = dash.start == self.items[one.last].end and (
            dash.end == self.items[other.first].start
        )
        if tight:
            return True
        loose = dash.start > self.items[one.last].end and dash.end < self.items[other.first].start
        listed = self._looks_like_year(one)  # at the end of 2023 - 16 billion
        if loose and one.number.ordinal and other.number.ordinal:
            return True
        return loose and other.has_unit and not other.signed and not listed

    def _changes_before(self, amount: Amount, skipped: int = 0) -> bool:
        """Whether a word of change stands before in the clause: rose from 5 to 6 billion."""
        for at in range(amount.first - 1 - skipped, max(-1, amount.first - _CHANGE_REACH), -1):
            item = self.items[at]
            if item.text in (";", ":", "!", "?"):
                return False
            told = any(item.facts.get(kind) for kind in ("rise", "fall", "move", "increase"))
            if told and not item.facts.get("qual"):
                return True
        return False

    def _share(self, one: Amount, other: Amount) -> bool:
        """Fills in scale and unit that only one of two prints; False where they differ."""
        if one.units and other.units:
            both = tuple(code for code in one.units if code in other.units)
            if not both:
                return False
            one.units = other.units = both
        elif (
            one.has_unit and other.has_unit and (one.unit, one.kind) != (other.unit, other.kind)
        ) or (one.has_unit and not other.has_unit and not one.prefixed):
            return False
        alike = one.number.in_words == other.number.in_words
        low = one.number.digits < max(Decimal(_MOST_ELIDED), other.number.digits)
        if not one.number.scale and low and alike and self._is_elided(one, other):
            one.number.scale, one.elided = other.number.scale, bool(other.number.scale)
        self._fill(one, other)
        self._fill(other, one)
        return True

    @staticmethod
    def _fill(one: Amount, other: Amount) -> None:
        if not one.has_unit:
            one.units, one.unit, one.kind, one.scale = (
                *(other.units, other.unit, other.kind, other.scale),
            )

    def _lists(self) -> None:
        """16.4, 16.2 and 17 billion; 12 and 15 %; from $5 to $6 billion."""
        for at in range(len(self.amounts) - 1, 0, -1):
            one, other = self.amounts[at - 1], self.amounts[at]
            if not (self._may_join(one) and self._may_join(other)):
                continue
            if self._is_step(one, other):
                self._share_list(one, other)

    def _is_step(self, one: Amount, other: Amount) -> bool:
        between = [item for item in self._between(one, other) if not item.facts.get("connector")]
        if not between:
            between = list(self._between(one, other))
        if not between or len(between) > 2:
            return False
        if len(between) == 2:
            return between[0].text == "," and bool(between[1].facts.get("and"))
        facts = between[0].facts
        if between[0].text == ",":
            return other.elided
        return bool(facts.get("and") or facts.get("to") or facts.get("or"))

    def _share_list(self, one: Amount, other: Amount) -> None:
        if self._looks_like_year(one) or not self._may_share(one, other):
            return
        number, more = one.number, other.number
        if not number.scale and number.digits < _MOST_ELIDED and self._is_elided(one, other):
            number.scale = more.scale
        self._fill(one, other)
        one.elided = other.elided = True

    def _is_elided(self, one: Amount, other: Amount) -> bool:
        """Whether a scale may be left out: from $5 to $6 billion, but from $200 to $4 million.

        The lower end of a range lies below its upper one; amounts that fall, or that stand in a
        list with their own currency, have much the same size as their neighbour.
        """
        own = one.prefixed and other.prefixed
        most = other.number.digits * _MOST_APART
        if self._linked(one, other):
            opened = self._before(one, "between") or (own and self._before(one, "from"))
            return one.number.digits < (other.number.digits if opened else most)
        return one.number.digits < most or not own

    @staticmethod
    def _may_share(one: Amount, other: Amount) -> bool:
        """Whether a number lacks what the next one of its list has."""
        number, more = one.number, other.number
        if number.ratio or more.ratio or other.prefixed > one.prefixed:
            return False
        if number.in_words and not more.in_words and not one.has_unit:
            return False
        if one.has_unit:
            bare = one.prefixed and not number.scale and bool(more.scale)
            return bare and (not other.has_unit or bool(set(one.units) & set(other.units)))
        if number.scale and not more.scale:
            return False
        return bool(more.scale) or (other.has_unit and other.kind != "measure")

    def _is_year_before(self, one: Amount, other: Amount) -> bool:
        """Whether one is the year of another amount: 1.2 billion in 2019 to 0.9 billion.

        A number printed like a year is no low end beside an amount with a scale, unless both are
        as long (2000-2500 million), nor behind a word that leads to a year.
        """
        if not self._looks_like_year(one) or one.number.scale:
            return False
        before = self.items[one.first - 1].text if one.first else ""
        leads = before in self.before_year and self.items[one.last + 1].text not in _DASHES
        alike = self.items[other.number.first].text.isdecimal() and (
            other.number.digits > one.number.digits
        )
        return leads or not (alike or not other.number.scale)

    def _looks_like_year(self, amount: Amount) -> bool:
        """Whether it is four digits without a mark or a unit, in the years of this world."""
        digits, printed = amount.number.digits, self.items[amount.number.first].text
        return not amount.has_unit and printed.isdecimal() and 1800 <= digits < 2200
