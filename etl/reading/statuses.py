"""Whether the words around an amount tell a forecast, a target or an estimate.

Must not know qualifiers nor changes.
"""

from __future__ import annotations

from typing import Final

from etl.reading.amounts import Amount, items_connect
from etl.reading.planning import plans
from etl.reading.surroundings import Surroundings

_STATUS_REACH: Final = 16
_PLAN_REACH: Final = 80
"""Characters between an amount and the verb behind it that tells a plan."""
_SOURCE_REACH: Final = 4
"""Words between "by" or "according to" and the estimate."""
_STATUSES: Final = ("target", "forecast", "estimate")


class Statuses(Surroundings):
    """The status of the amounts of one paragraph."""

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
