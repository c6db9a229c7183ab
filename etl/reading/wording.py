"""The words around an amount: qualifiers, change, status, and what place it has in its sentence.

Must not put numbers together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from etl.core.model import Qualifier
from etl.reading.amounts import Amount, items_connect
from etl.reading.lexing import Item
from etl.reading.qualifying import Qualifying
from etl.reading.statuses import Statuses
from etl.reading.surroundings import CLAUSE

_CONTINUED: Final = 5
_NEAR_CHANGE: Final = 5
_ARTICLE: Final = 5
"""Characters of an article between a word of comparing and the time compared with."""
_RATE_REACH: Final = 14
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_RATES: Final = ("percent", "points")
_AMOUNTS: Final = ("money", "count", "measure")
_HUNDRED: Final = 100
Way = str
"""rise, fall or empty."""


class Wording(Qualifying, Statuses):
    """What the words of one paragraph say of its amounts."""

    def __init__(
        self,
        items: Sequence[Item],
        amounts: Sequence[Amount],
        language: str,
        text: str,
        bases: Iterable[int] = (),
        alone: bool = False,
    ) -> None:
        super().__init__(items, amounts, language, text)
        self.bases = frozenset(bases)
        """Where words begin that name the time which an amount is measured against."""
        self.alone = alone
        """Whether the text is one quantity and no sentence."""

    def change(self, amount: Amount) -> None:
        """Sets the direction of a change, and whether the amount is the change or the level."""
        if amount.place in ("rank", "change_by") or amount.kind in ("ordinal", "fraction_of"):
            return
        if self._of_a_level(amount):
            return
        if self._continues(amount):
            return
        link, way = self._before_change(amount)
        after = self._after_change(amount)
        if after and link not in ("to", "from"):
            amount.change, amount.place = after, "change_by"
        elif link == "by" and way:
            amount.change, amount.place = way, "change_by"
        elif link == "to" and (way := way or self._way_behind(amount)):
            amount.change, amount.place = ("" if way == "move" else way), "change_to"
        elif amount.kind in ("money", "count", "measure"):
            amount.place = amount.place or "level"
        if amount.change == "move":
            amount.change = ""

    def _way_behind(self, amount: Amount) -> Way:
        """Of a level that stands before its verb: до $1,7 млрд вырос экспорт."""
        for at in range(amount.last + 1, min(len(self.items), amount.last + 3)):
            if self.items[at].text == ",":
                continue
            way = self._way(self.items[at])
            verb = not any(self._fact(at, kind) for kind in ("change_noun", "comparative", "qual"))
            return way if verb and way in ("rise", "fall") else ""
        return ""

    def _continues(self, amount: Amount) -> bool:
        """Fell $1.15, or 2.4 percent; growth of 3 % this year and 3.2 % next: the same change."""
        at = amount.first - 1
        text = self.items[at].text if at >= 0 else ""
        if not (text in ("(",) or self._fact(at, "and") or self._fact(at, "or")):
            return False
        for back in range(at - 1, max(-1, at - _CONTINUED), -1):
            before = self.at_item.get(back)
            if before is not None:
                same = before.kind == amount.kind or not self._fact(at, "and")
                if before.place != "change_by" or not same:
                    return False
                amount.place, amount.change = before.place, before.change
                return True
            item = self.items[back]
            changing = any(
                item.facts.get(kind) for kind in ("rise", "fall", "increase", "to_level")
            )
            if changing or (item.kind == "sign" and item.text != ","):
                return False
        return False

    def _of_a_level(self, amount: Amount) -> bool:
        """76 % of the level of 2022 is -24 %, a growth rate of 124 % is +24 %."""
        if amount.kind != "percent" or amount.high or self._fact(amount.first - 1, "by"):
            return False  # grew by 12 % to the level of 2015
        # "19% higher than the level of 2022" is a growth of 19 % already.
        compared = any(self._fact(amount.last + 1, kind) for kind in ("rise", "fall", "qual"))
        after = self._fact(amount.last + 1, "level_of") or (
            not compared and self._fact(amount.last + 2, "level_of")
        )
        before = self._after_growth_rate(amount)
        after = after or self._of_level_of_year(amount)
        if not after and not (before and amount.number.digits > _HUNDRED // 2):
            return False
        digits = amount.number.digits - _HUNDRED
        amount.number.digits, amount.turned = abs(digits), digits < 0
        amount.change, amount.place = ("fall" if digits < 0 else "rise"), "change_by"
        return True

    def _of_level_of_year(self, amount: Amount) -> bool:
        """76 % of the 2018 level: a year and a noun behind it."""
        at = amount.last + 1
        if not self._fact(at, "part_of"):
            return False
        while self._fact(at, "part_of") or self._fact(at, "connector"):
            at += 1
        year = self.items[at : at + 1]
        is_year = bool(year) and _YEAR.fullmatch(year[0].text) is not None
        return is_year and bool(self._fact(at + 1, "level_noun"))

    def _after_growth_rate(self, amount: Amount) -> bool:
        """Whether its clause begins with a growth rate: Темп роста экспорта в мае составил."""
        for at in range(amount.first - 1, max(-1, amount.first - _RATE_REACH), -1):
            if self._fact(at, "growth_rate"):
                return True
            if self._ends(at) or at in self.at_item:
                return False
        return False

    def _before_change(self, amount: Amount) -> tuple[str, Way]:
        """What leads to the amount (by, to, from, or nothing) and the direction before it."""
        link, direct = "", True
        at = amount.first - 1
        opened = self._fact(amount.first, "from") or self._fact(amount.first, "between")
        for at in range(amount.first - 1, max(-1, amount.first - 1 - CLAUSE), -1):
            item = self.items[at]
            if self._ends(at) or (at in self.at_item and not self._is_listed(at, amount)):
                if not (at in self.at_item and link):
                    break
                continue
            facts = item.facts
            leads = facts.get("level_word") or facts.get("change_from")
            if leads and direct and not link:
                # Slipped below 9 %; falling from 9 %: the level before.
                link, direct = "to" if facts.get("level_word") else "from", False
                continue
            beaten = self._beaten(link, item)
            if beaten or (facts.get("qual") and not self._link(item)):
                if beaten and not direct:
                    return "by", beaten
                continue
            if facts.get("against") and direct and not link:
                break  # 9 % versus 8 %: the level before
            if self._is_reached(at, amount) and not link:
                direct = False
                continue
            if way := self._way(item):
                return self._linked(link, way, item, direct, amount)
            if self._is_idle(at):
                continue
            if not link and direct and not opened:
                link = self._link(item)
            direct = False
            if item.text == "," and (link in ("", "of") or self._relative(at + 1)):
                break
        return link, ""

    def _beaten(self, link: str, item: Item) -> Way:
        """By how much something passed or missed another: missed the 2018 figure by $2 million."""
        facts = item.facts
        if link == "by" and facts.get("qual") and not self._link(item):
            return self._compared(facts["qual"]) or str(facts.get("beaten", ""))
        if link == "by" or (link == "of" and facts.get("beaten_of")):
            return str(facts.get("beaten", ""))
        return ""

    def _is_idle(self, at: int) -> bool:
        """Whether a word leads nowhere: an article, or "to" behind a verb: the fall came to."""
        item = self.items[at]
        if item.facts.get("to_level"):
            return bool(self._fact(at - 1, "equals"))
        if "limit" in item.facts:
            return True  # fell to just 17 %
        return (items_connect(item) or "mark" in item.facts) and not item.facts.get("by")

    def _is_reached(self, at: int, amount: Amount) -> bool:
        """Whether a verb leads to a rate that something has: a margin that reached 9 %."""
        return amount.kind in _RATES and bool(self._fact(at, "reach"))

    def _relative(self, at: int) -> bool:
        """Whether a clause of its own begins: , which has a value of."""
        return self.items[at].text in self.words.relatives

    def _is_listed(self, at: int, amount: Amount) -> bool:
        return amount.elided and self.at_item[at].elided and self.at_item[at].kind == amount.kind

    @staticmethod
    def _link(item: Item) -> str:
        facts = item.facts
        if facts.get("by") and facts.get("of"):
            return "of"  # the Italian "di" is both
        for name, kinds in (
            ("from", ("change_from", "from")),
            ("by", ("by",)),
            ("to", ("to_level",)),
        ):
            if any(facts.get(kind) for kind in kinds):
                return name
        return "of" if facts.get("of") or item.text == "of" else ""

    def _linked(
        self, link: str, way: Way, item: Item, direct: bool, amount: Amount
    ) -> tuple[str, Way]:
        far = amount.kind == "count" and self._distance(item, amount) > _NEAR_CHANGE
        if link == "by" and far:
            return "", ""  # raised money in a round led by two funds
        if link in ("by", "to", "from"):
            return link, way
        if item.facts.get("increase") and (direct or link == "of"):
            return "by", way
        before = amount.first - self._distance(item, amount)
        if "change_noun" not in item.facts and self._is_between(before, amount, "equals"):
            return "to", way  # the share fell and came to 17 %
        near = amount.kind in ("percent", "points") and not link
        near = near or ("change_noun" in item.facts and "qual" not in item.facts)
        return ("by", way) if near else ("", "")

    def _distance(self, item: Item, amount: Amount) -> int:
        at = amount.first
        while at and self.items[at] is not item:
            at -= 1
        return amount.first - at

    @staticmethod
    def _way(item: Item) -> Way:
        facts = item.facts
        if facts.get("fall"):
            return "fall"
        if facts.get("rise"):
            return "rise"
        return "move" if facts.get("move") or facts.get("increase") else ""

    @staticmethod
    def _compared(qualifiers: tuple[Qualifier, ...]) -> Way:
        return {"less_than": "fall", "more_than": "rise"}.get(qualifiers[0], "")

    def _after_change(self, amount: Amount) -> Way:
        """A 5 % rise, 8.5 percent lower, 14 per cent more than, a 5 % annual rise."""
        if way := self._from_base(amount):
            return way
        at = amount.last + 1
        if at < len(self.items) and self.items[at].text == "-":
            at += 1
        facts = self.items[at].facts if self._is_word(at) else {}
        if facts.get("qual"):
            return self._compared_after(amount, at)
        if facts.get("rise") or facts.get("fall"):
            # "The 500 fell", "shares of $5 rose": what the verb tells is another amount.
            told = bool(facts.get("change_noun") or facts.get("comparative"))
            way = "fall" if facts.get("fall") else "rise"
            return way if told else ""
        if not (self._is_word(at) and self._is_adjective(at) and self._is_word(at + 1)):
            return ""
        facts = self.items[at + 1].facts
        noun = facts.get("change_noun") and not facts.get("qual") and not self._leads_on(at + 1)
        if not noun:
            return ""
        return "fall" if facts.get("fall") else "rise" if facts.get("rise") else ""

    def _from_base(self, amount: Amount) -> Way:
        """By how much an earlier time differs: $3 million below the same quarter of 2023.

        Of a place or a mark something is below as well, so that an earlier time must follow, or the
        words be all of a phrase, or a "by" stand before.
        """
        at = amount.last + 1
        way = self._fact(at, "way_after")
        if not way or amount.kind not in (*_AMOUNTS, "percent", "points"):
            return ""
        item = self.items[at]
        told = any(item.start <= base <= item.end + _ARTICLE for base in self.bases)
        told = told or (self.alone and at == len(self.items) - 1)
        if not (told or self._fact(amount.first - 1, "by")):
            return ""
        amount.compared = at
        return str(way)

    def _compared_after(self, amount: Amount, at: int) -> Way:
        """$300 million less than a year earlier, 8 % lower than; not $3 million more than 5."""
        facts = self.items[at].facts
        way = self._compared(facts["qual"])
        if amount.kind in ("percent", "points"):
            directed = "rise" in facts or "fall" in facts
            return way if directed or self.items[at].text.endswith(" than") else ""
        following = at + 1
        while following < len(self.items) and items_connect(self.items[following]):
            following += 1
        if (
            "compares" not in facts
            or "after" in facts
            or amount.kind not in _AMOUNTS
            or following in self.at_item
        ):
            return ""
        amount.compared = at
        return way

    def _is_word(self, at: int) -> bool:
        here = at < len(self.items) and at not in self.at_item
        return here and self.items[at].kind == "word"

    def _is_adjective(self, at: int) -> bool:
        """Whether one word between an amount and its noun of change may be an adjective."""
        item = self.items[at]
        return item.kind == "word" and not item.facts and item.text not in self.goes_on

    def _leads_on(self, at: int) -> bool:
        """Whether another number follows a word of change: 5 firms rose 3 %."""
        return any(step in self.at_item for step in range(at + 1, at + 3))

    def outflow(self, amount: Amount) -> bool:
        """Whether a word before makes the amount negative: an outflow of."""
        for at in range(amount.first - 1, max(-1, amount.first - 1 - CLAUSE), -1):
            if self._ends(at) or at in self.at_item or self.items[at].text == ",":
                return False
            if self._fact(at, "outflow"):
                return True
        return False

    def share(self, amount: Amount) -> bool:
        """Whether a percentage or part is one of a whole."""
        following = amount.last + 1
        if self._fact(following, "of") or self._fact(following, "part_of"):
            return True
        for at in range(amount.first - 1, max(-1, amount.first - 7), -1):
            if self._ends(at):
                return False
            if self._fact(at, "share"):
                return True
        return bool(self._fact(following, "share"))


def signed(value: Decimal, negative: bool) -> Decimal:
    """A value with the sign that words or marks give it."""
    return -value if negative else value
