"""What the words around an amount allow: more than, almost, has not reached, at most.

Must not know changes, but for a verb that tells by how much something passed another.
"""

from __future__ import annotations

from typing import Final

from etl.core.model import Qualifier
from etl.reading.amounts import Amount, items_connect
from etl.reading.surroundings import CLAUSE, Surroundings

_SKIPPED: Final = 5
_INSERTED: Final = 5
_TURN_REACH: Final = 4
_PASSING: Final = ("by", "to_level", "before_super", "mark")
_SHORT_OF: Final = (("less_than",), ("approximately",))
"""First qualifiers of words that say that a level was nearly reached."""
_OPENERS: Final = frozenset("([\u00ab\"'\u201c\u201e-")
_TURNED: Final[dict[Qualifier, Qualifier]] = {
    **{"more_than": "at_most", "less_than": "at_least"},
    **{"at_least": "less_than", "at_most": "more_than"},
}


class Qualifying(Surroundings):
    """The qualifiers of the amounts of one paragraph."""

    qualifier_at = -1
    """The item that told the last qualifier which was asked for; -1 for none."""

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
        while at >= max(0, amount.first - CLAUSE) and at not in self.at_item:
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

    def _is_measured(self, at: int, amount: Amount) -> bool:
        """Whether a verb tells by how much something passed another, and not what it passed."""
        is_change = self._fact(at, "beaten") and amount.place == "change_by"
        return bool(is_change) and self._is_between(at, amount, "by")

    def _is_between(self, at: int, amount: Amount, kind: str) -> bool:
        return any(self._fact(step, kind) for step in range(at + 1, amount.first))
