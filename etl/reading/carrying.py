"""Units that a number takes from others of its sentence: from a loss of 43 million.

Must not know what words of change say.
"""

from __future__ import annotations

from typing import Final

from etl.reading.amounts import Amount
from etl.reading.surroundings import Surroundings

_MILLION: Final = 6
_THOUSAND: Final = 3
_NEAR_FROM: Final = 4
_LARGE: Final = 1000


class Carrying(Surroundings):
    """Gives the amounts of one paragraph the units that they leave out."""

    def carry_units(self) -> None:
        """From a loss of 43 million: of the money that the sentence spoke of before."""
        self._carry_to_parts()
        money: Amount | None = None
        last: Amount | None = None
        for at, item in enumerate(self.items):
            amount = self.at_item.get(at)
            if amount is not None and money is not None and self._are_its_cents(amount, money):
                amount.units = money.units
            if amount is None:
                money = None if item.kind == "sign" and self._ends(at) else money
            elif amount.units and amount.first == at:
                money = money if money and self._repeats(amount, money) else amount
            elif (
                money
                and amount.first == at
                and self._is_bare_beside(amount, money)
                and not self._is_converted(amount, money)
            ):
                amount.units, amount.kind = money.units, "money"
                amount.unsure.append("unit")
            if amount is not None and amount.first == at:
                self._carry_from(amount, last)
                if last is not None and last.units and self._fact(at - 1, "of_which"):
                    self._carry_to_share(amount, money or last)
                last = amount

        self._carry_back()

    def _is_bare_beside(self, amount: Amount, money: Amount) -> bool:
        """Whether a bare number is money as well: thousands only beside thousands."""
        if amount.kind == "count" and self._conversion(amount) and self._conversion(money):
            return not amount.number.ordinal  # 2,435 yen ($22) and 2,380 ($21)
        large = amount.number.scale >= _MILLION or money.number.scale == amount.number.scale
        return large and self._is_bare(amount)

    def _carry_from(self, amount: Amount, before: Amount | None) -> None:
        if before is None or not self._from_before(amount, before):
            return
        if before.kind == "percent":
            amount.unit, amount.kind = before.unit, before.kind
        elif before.units and not before.number.scale:
            amount.units, amount.kind = before.units, before.kind
        else:
            return
        amount.unsure.append("unit")

    def _carry_back(self) -> None:
        """14.2 billion, of which 1.4 billion euros: of the money that the sentence tells later."""
        money: Amount | None = None
        known = any(amount.units for amount in self.at_item.values())
        for at in range(len(self.items) - 1, -1, -1):
            amount = self.at_item.get(at)
            if amount is None:
                money = None if self.items[at].kind == "sign" and self._ends(at) else money
            elif amount.units and amount.last == at:
                money = amount
            elif known and amount.last == at and not amount.units and self._is_large(amount):
                if money and not self._is_converted(amount, money):
                    amount.units, amount.kind = money.units, "money"
                amount.unsure.append("unit")

    def _repeats(self, amount: Amount, money: Amount) -> bool:
        """Whether it tells in brackets what was told: 2.2 billion shekels ($590 million)."""
        return money.last == amount.first - 2 and self.items[amount.first - 1].text == "("

    def _is_converted(self, amount: Amount, money: Amount) -> bool:
        """Whether brackets behind an amount tell it in this currency: 1.3 billion ($1.7bn)."""
        other = self._conversion(amount)
        is_same = other is not None and other.base == amount.base
        return other is not None and not is_same and not set(other.units).isdisjoint(money.units)

    def _conversion(self, amount: Amount) -> Amount | None:
        """The money that brackets directly behind an amount tell."""
        at = amount.last + 1
        if at >= len(self.items) or self.items[at].text != "(":
            return None
        near = (self.at_item[n] for n in range(at + 1, at + 4) if n in self.at_item)
        return next((other for other in near if other.units), None)

    def _carry_to_share(self, amount: Amount, money: Amount) -> None:
        """16 billion euros, of which 4 from oil: so much of the amount, its scale as well."""
        number, whole = amount.number, money.number
        plain = amount.kind == "count" and not (amount.high or number.ordinal or number.open)
        if not (plain and (self._has_no_noun(amount) or self._is_led(amount.last + 1))):
            return
        elided = not number.scale and whole.scale >= _MILLION and number.digits < whole.digits
        if not (elided or number.scale >= _MILLION):
            return
        if elided:
            number.scale = whole.scale
            amount.unsure.append("value")
        amount.units, amount.kind = money.units, "money"
        amount.unsure.append("unit")

    def _is_led(self, at: int) -> bool:
        """Whether a preposition follows a number, and nothing that it counts."""
        return any(self._fact(at, kind) for kind in ("of", "from", "change_from", "part_of", "to"))

    def _carry_to_parts(self) -> None:
        """280 million of the 1.5 billion shekels; 2 of the 5 percentage points."""
        for amount in (a for here, a in self.at_item.items() if a.last == here):
            at = amount.last + 1
            while at < len(self.items) and self._is_of_whole(at):
                at += 1
            whole = self.at_item.get(at)
            if whole is None or at == amount.last + 1 or whole.first != at:
                whole = self._whole_before(amount)
            if whole and self._is_part(amount, whole):
                amount.units, amount.unit, amount.kind = whole.units, whole.unit, whole.kind
                amount.scale = whole.scale
                amount.unsure.append("unit")

    def _whole_before(self, amount: Amount) -> Amount | None:
        """Of the $500 million raised, 20 million: the amount that opens the clause before."""
        before = [other for other in self.at_item.values() if other.last < amount.first]
        whole = max(before, key=lambda other: other.first, default=None)
        if whole is None or any(map(self._ends, range(whole.last + 1, amount.first))):
            return None
        at, is_led = whole.first - 1, False
        while at >= 0 and self._is_of_whole(at):
            is_led = is_led or bool(self._fact(at, "of") or not self._fact(at, "connector"))
            at -= 1
        is_first = at < 0 or self.items[at].kind == "sign"
        return whole if is_led and is_first and amount.number.scale >= _MILLION else None

    def _is_of_whole(self, at: int) -> bool:
        kinds = ("part_of", "one_in", "among", "connector", "change_from", "from")
        return any(self._fact(at, kind) for kind in kinds)

    def _is_part(self, amount: Amount, whole: Amount) -> bool:
        """Whether a bare number is a part of an amount with a unit that follows: both as large."""
        number = amount.number
        if amount.kind != "count" or amount.high or number.ordinal or number.open:
            return False
        behind = whole.last + 1  # 1,200 of the $500,000 homes are homes
        # Of $500 million that are raised so many millions are money, with a doubt.
        both = number.scale >= _MILLION and whole.number.scale >= _MILLION
        if not (both or self._has_no_noun(whole) or self._is_led(behind)):
            return False
        if whole.kind == "money":
            large = number.scale >= _THOUSAND or number.digits >= _LARGE
            return large and whole.scale == 0 and amount.base <= whole.base
        return whole.kind in ("percent", "points") and amount.base <= whole.number.digits

    def _are_its_cents(self, amount: Amount, money: Amount) -> bool:
        """5 euros 50 cents."""
        near = 1 <= amount.first - money.last <= 2
        cents = amount.scale < 0 and self.items[amount.last].text.startswith("cent")
        return near and cents and bool(amount.units) and money.scale == 0

    def _is_bare(self, amount: Amount) -> bool:
        """Whether a large number has no noun of its own."""
        large = amount.kind == "count" and amount.number.scale >= _THOUSAND
        if not large or amount.has_unit or amount.number.open:
            return False
        # One in 302 million are odds.
        odds = self._fact(amount.first - 1, "one_in") and amount.first - 2 in self.at_item
        return not odds and self._has_no_noun(amount)

    def _is_large(self, amount: Amount) -> bool:
        return amount.number.scale >= _MILLION and self._is_bare(amount)

    def _has_no_noun(self, amount: Amount) -> bool:
        """Whether nothing follows that a number may count: its clause ends or goes on."""
        at = amount.last + 1
        following = self.items[at] if at < len(self.items) else None
        if following is None or (following.kind == "sign" and following.text != "-"):
            return True
        if following.text in self.goes_on or following.facts.keys() & {"month", "per"}:
            return True
        if self._is_earlier(at):
            return True
        # Of a year ago, di aprile: when it was, and not what.
        is_of = following.facts.get("of") or following.facts.get("part_of")
        if is_of and any(self._fact(at + n, kind) for n in (1, 2) for kind in ("period", "month")):
            return True
        than = following.facts.get("qual") and following.text.endswith(" than")
        return bool(than) or following.text in self.words.calendar.past

    def _is_earlier(self, at: int) -> bool:
        """Whether an earlier time begins: a year ago, due anni prima, годом ранее."""
        if self._fact(at, "earlier"):
            return True
        counted = any(self._fact(at, kind) for kind in ("period", "card", "connector"))
        timed = any(self._fact(at + n, "period") for n in (0, 1))
        return counted and timed and any(self._fact(at + n, "apart") for n in (1, 2))

    def _from_before(self, amount: Amount, known: Amount | None) -> bool:
        """Whether a bare number is where a change began: to 1.8 %, from 2.1 in April."""
        at = amount.first - 1
        while at >= 0 and self.items[at].facts.get("connector"):
            at -= 1
        from_ = self._fact(at, "change_from") or self._fact(at, "from")
        plain = amount.kind == "count" and not amount.high and not amount.number.ordinal
        near = known is not None and 0 <= at - known.last <= _NEAR_FROM
        return bool(from_ and plain and near) and self._has_no_noun(amount)
