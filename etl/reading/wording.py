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
from etl.reading.planning import plans
from etl.reading.surroundings import Surroundings
from etl.words import lexicon

_SKIPPED: Final = 5
_CONTINUED: Final = 5
_INSERTED: Final = 5
_NEAR_CHANGE: Final = 5
_TURN_REACH: Final = 4
_CLAUSE: Final = 10
_ARTICLE: Final = 5
"""Characters of an article between a word of comparing and the time compared with."""
_RATE_REACH: Final = 14
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_STATUS_REACH: Final = 16
_PLAN_REACH: Final = 80
"""Characters between an amount and the verb behind it that tells a plan."""
_SOURCE_REACH: Final = 4
"""Words between "by" or "according to" and the estimate."""
_PASSING: Final = ("by", "to_level", "before_super", "mark")
_SHORT_OF: Final = (("less_than",), ("approximately",))
"""First qualifiers of words that say that a level was nearly reached."""
_RATES: Final = ("percent", "points")
_AMOUNTS: Final = ("money", "count", "measure")
_OPENERS: Final = frozenset("([\u00ab\"'\u201c\u201e-")
_STATUSES: Final = ("target", "forecast", "estimate")
_HUNDRED: Final = 100
_TURNED: Final[dict[Qualifier, Qualifier]] = {
    **{"more_than": "at_most", "less_than": "at_least"},
    **{"at_least": "less_than", "at_most": "more_than"},
}
Way = str
"""rise, fall or empty."""


class Wording(Surroundings):
    """What the words of one paragraph say of its amounts."""

    qualifier_at = -1
    """The item that told the last qualifier which was asked for; -1 for none."""

    def __init__(
        self,
        items: Sequence[Item],
        amounts: Sequence[Amount],
        language: str,
        text: str,
        bases: Iterable[int] = (),
        alone: bool = False,
    ) -> None:
        super().__init__(items, amounts, lexicon(language), text)
        self.language = language
        self.bases = frozenset(bases)
        """Where words begin that name the time which an amount is measured against."""
        self.alone = alone
        """Whether the text is one quantity and no sentence."""

    # Qualifiers

    def qualifiers(self, amount: Amount) -> tuple[Qualifier, ...]:
        """All that the words beside an amount allow; exact without any."""
        self.qualifier_at = -1
        if amount.place == "rank" and amount.qualifiers == ("at_most",):
            return ("more_than",) if self._is_left_out(amount) else amount.qualifiers
        if amount.qualifiers:
            outer = self._before(amount)
            return amount.qualifiers if outer == () else outer
        return self._before(amount) or self._after(amount) or ("exact",)

    def _is_left_out(self, amount: Amount) -> bool:
        """Whether words before say that it is not among the first: not in, outside, never left."""
        denials, at = 0, amount.first - 1
        while at >= max(0, amount.first - _CLAUSE) and at not in self.at_item:
            if self._ends(at) or self.items[at].text == "," or self._fact(at, "and"):
                break
            limited = self._fact(at, "not") and self._fact(at + 1, "limit")
            if (self._fact(at, "not") and not limited) or self._fact(at, "outside"):
                self.qualifier_at = at
                denials += 1
            at -= 1
        return denials % 2 == 1

    def _before(self, amount: Amount) -> tuple[Qualifier, ...]:
        at, skipped = amount.first - 1, 0
        while at >= 0 and skipped < _SKIPPED:
            item = self.items[at]
            if item.text in self.words.ors:
                break  # a 2% fee plus 20% of gains
            if item.facts.get("before_rate") and amount.kind == "percent":
                break
            if self._is_measured(at, amount):
                break
            if qualifiers := item.facts.get("qual"):
                qualifiers = self._without_and(item.text, qualifiers)
                is_lead = amount.place == "change_to" or self._fact(at - 1, "qual")
                if not (item.facts.get("to_level") and is_lead):
                    self.qualifier_at = at
                    return self._negated(at, qualifiers)
                # "Примерно до" leads to a level, and what stands before it says how exact that is.
                at, skipped = at - 1, skipped + 1
                continue
            if item.facts.get("turn"):
                break
            if item.facts.get("reach") and (qualifiers := self._reached(at)):
                self.qualifier_at = at
                return qualifiers
            passing = items_connect(item) or item.text in _OPENERS
            passing = passing or any(item.facts.get(kind) for kind in _PASSING)
            passing = passing or bool(item.facts.get("part_of") and self._fact(at - 1, "mark"))
            if not passing or item.text in ("to",):
                break
            at, skipped = at - 1, skipped + 1
        return self._verb_before(amount)

    def _reached(self, at: int) -> tuple[Qualifier, ...]:
        """What stands before a verb of reaching: almost hit, has not reached; empty for nothing."""
        before = at - 1
        while self._fact(before, "auxiliary") and not self._fact(before, "qual"):
            before -= 1
        if self._fact(before, "not"):
            return ("less_than",)
        qualifiers: tuple[Qualifier, ...] = self._fact(before, "qual") or ()
        return qualifiers if qualifiers[:1] in _SHORT_OF else ()

    def _without_and(self, words: str, qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
        """Before a number, "and over" is no "and more" of the number before it."""
        first, _, rest = words.partition(" ")
        return (
            self.words.qualifiers.get(rest, qualifiers) if first in self.words.ands else qualifiers
        )

    def _verb_before(self, amount: Amount) -> tuple[Qualifier, ...]:
        """Neared, exceeded, did not reach: a few words may stand between."""
        first = self._before_insertion(amount.first)
        for at in range(first - 1, max(-1, first - 1 - _TURN_REACH), -1):
            if at in self.at_item or self._ends(at) or self.items[at].text == ",":
                break
            facts = self.items[at].facts
            if qualifiers := facts.get("turn"):
                if self._is_measured(at, amount):
                    return ()
                self.qualifier_at = at
                return self._negated(at, qualifiers)
            if (qualifiers := facts.get("qual")) and " " in self.items[at].text:
                return ()
        return ()

    def _before_insertion(self, at: int) -> int:
        """Where words end that commas set apart before a number: exceeded, it is said, 40."""
        if not self._is_comma(at - 1):
            return at
        commas = (back for back in range(at - 2, max(-1, at - 2 - _INSERTED), -1))
        return next((back for back in commas if self._is_comma(back)), at)

    def _is_comma(self, at: int) -> bool:
        return at >= 0 and self.items[at].text == ","

    def _negated(self, at: int, qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
        if any(self._fact(back, "not") for back in (at - 1, at - 2)):
            return tuple(_TURNED.get(qualifier, qualifier) for qualifier in qualifiers)
        return qualifiers

    def _after(self, amount: Amount) -> tuple[Qualifier, ...]:
        at = max(amount.last, amount.compared) + 1
        for step in range(4):
            here = at + step
            if here >= len(self.items) or here in self.at_item or self._ends(here):
                return ()
            item = self.items[here]
            if qualifiers := item.facts.get("after"):
                near = step == 0 or self.items[here - 1].text in ("-", "(", ",", "[")
                if not (near or " " in item.text) or self._belongs_to_next(here):
                    return ()
                amount.last = here if step == 0 else amount.last
                self.qualifier_at = here
                return tuple(qualifiers)
            if item.kind == "sign" and item.text not in "-(,[":
                return ()
        return ()

    def _belongs_to_next(self, at: int) -> bool:
        """Whether a qualifier rather goes with the number after it: 5 firms, at least 3 banks."""
        following = at + 1
        while following < len(self.items) and items_connect(self.items[following]):
            following += 1
        return following in self.at_item

    # Change

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
        for at in range(amount.first - 1, max(-1, amount.first - 1 - _CLAUSE), -1):
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

    def _is_measured(self, at: int, amount: Amount) -> bool:
        """Whether a verb tells by how much something passed another, and not what it passed."""
        is_change = self._fact(at, "beaten") and amount.place == "change_by"
        return bool(is_change) and self._is_between(at, amount, "by")

    def _is_between(self, at: int, amount: Amount, kind: str) -> bool:
        return any(self._fact(step, kind) for step in range(at + 1, amount.first))

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

    # Outflows, shares, status

    def outflow(self, amount: Amount) -> bool:
        """Whether a word before makes the amount negative: an outflow of."""
        for at in range(amount.first - 1, max(-1, amount.first - 1 - _CLAUSE), -1):
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

    def status(self, amount: Amount) -> tuple[str, int]:
        """Whether words of the clause tell a forecast, a target or an estimate; by which item."""
        amounts, happened = 0, False
        for at in range(amount.first - 1, max(-1, amount.first - _STATUS_REACH), -1):
            if self._ends(at) or self._is_other_level(at, amount):
                break
            amounts += at in self.at_item and at - 1 not in self.at_item
            if amounts > 1:
                break
            if self._put_at(at, amount):
                return "estimate", at
            if status := self._status_at(at):
                return status, at
            happened = happened or bool(self._fact(at, "happened"))
            if happened and (self.items[at].text == "," or self._is_joined_verb(at)):
                return self._attributed(at)  # which are expected to grow, were $6 billion
        for at in range(amount.last + 1, min(len(self.items), amount.last + 4)):
            if self._ends(at) or at in self.at_item:
                break
            item = self.items[at]
            if self._fact(at, "estimate") or (item.text in ("forecast", "target")):
                return self._status_at(at), at
        return self._planned(amount)

    def _planned(self, amount: Amount) -> tuple[str, int]:
        """A plan behind its amount, or in a heading: $3 million is planned; Forecast for 2025: 5.

        What is planned to grow was so much already.
        """
        at = self._heading(amount)
        if at >= 0:
            return self._status_at(at), at
        start = self.items[amount.last].end
        following = (n for n in range(amount.last + 1, len(self.items)) if n in self.at_item)
        end = self.items[next(following, len(self.items) - 1)].start
        match = plans(self.text, start, min(end, start + _PLAN_REACH), self.language)
        if match is None:
            return "", -1
        status, place = match
        return status, next(n for n, item in enumerate(self.items) if item.end > place)

    def _heading(self, amount: Amount) -> int:
        """The word of a plan in a heading before a colon that tells nothing else; -1 for none."""
        at, word, colon = amount.first - 1, -1, -1
        while at >= max(0, amount.first - _STATUS_REACH):
            if at in self.at_item and colon < 0:
                return -1
            if self.items[at].text == ":" and colon < 0:
                colon = at
            elif self._ends(at):
                return word if colon >= 0 else -1
            if self._fact(at, "happened") or self._fact(at, "auxiliary"):
                return -1
            if colon >= 0 and self._status_at(at) in _STATUSES[:2]:
                word = at
            at -= 1
        return word if at < 0 else -1

    def _attributed(self, before: int) -> tuple[str, int]:
        """An estimate of somebody at the head of the clause: by its estimate, exports were 6."""
        for at in range(before - 1, max(-1, before - _STATUS_REACH), -1):
            if self._ends(at) or at in self.at_item:
                break
            led = any(self._fact(back, "source") for back in range(max(0, at - _SOURCE_REACH), at))
            if led and self._fact(at, "estimate"):
                return "estimate", at
        return "", -1

    def _put_at(self, at: int, amount: Amount) -> bool:
        """Whether a verb puts what is between at an amount: puts the deficit at $5 billion."""
        return bool(self._fact(at, "puts") and self._fact(amount.first - 1, "put_at"))

    def _is_other_level(self, at: int, amount: Amount) -> bool:
        """Whether a level is the one that another is measured against: will be 6, against 5."""
        between = self.items[at + 1 : amount.first]
        return bool(self._fact(at, "against")) and all(map(items_connect, between))

    def _is_joined_verb(self, at: int) -> bool:
        """Whether a verb of what was goes on after an and: are to grow, and were."""
        return bool(self._fact(at, "happened")) and bool(self._fact(at - 1, "and"))

    def _status_at(self, at: int) -> str:
        item = self.items[at]
        facts = item.facts
        # May is a month where it is a capital's; to May it may come.
        if item.text in self.words.months and self.text[item.start].isupper():
            return ""
        return next((status for status in _STATUSES if facts.get(status)), "")


def signed(value: Decimal, negative: bool) -> Decimal:
    """A value with the sign that words or marks give it."""
    return -value if negative else value
