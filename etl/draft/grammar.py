"""What each number of a paragraph measures: in which role, and of which noun.

Must not know the indicators of the book, which candidates tells.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.draft.measured import Choice, modifiers_after, noun_of
from etl.draft.nouns import Noun, modifier_patterns
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.roles import role_of


class Measurement(NamedTuple):
    """What a number measures."""

    role: str
    """level, growth, share, rank, change, multiple, ratio, points; "" for no statistic."""
    noun: Noun | None
    sure: float
    reason: str
    fell: bool = False


NONE: Final = Measurement("", None, 1.0, "")


def measures(place: Paragraph, before: Measurement | None) -> list[Measurement]:
    """What each quantity of a paragraph measures.

    before: the last measure of the paragraph above, for a text whose lines are one sentence each.
    """
    done: list[Measurement] = []
    for at, stated in enumerate(place.quantities):
        role, fell, sure = role_of(place, stated)
        if not role:
            done.append(NONE)
            continue
        choice = _in_order(place, stated)
        choice = choice or noun_of(place, at, role, [measure.noun for measure in done])
        carries = role in ("level", "growth") and stated.kind in ("money", "percent")
        if choice is None and before and before.noun and carries and not place.nouns:
            choice = before.noun, 0.4, "the paragraph before"
        choice = choice or _partners(place, stated, role)
        if choice is None:
            why = "no noun near tells what it measures"
            done.append(Measurement(role, None, 0.0, why, fell))
            continue
        noun, near, reason = choice
        if reason.startswith("the sentence before"):
            noun = _narrowed(place, stated, noun)
        elif stated.kind == "count" and reason.endswith("before it"):
            # Including 22,000 tourist ones.
            own = modifiers_after(place, stated)
            noun = noun._replace(modifiers=noun.modifiers | own)
        done.append(Measurement(role, noun, min(sure, near), reason, fell))
    return done


def _in_order(place: Paragraph, stated: StatedQuantity) -> Choice | None:
    """Of "exports and imports were 12 and 3 billion respectively" each has its own noun."""
    at = place.order(stated)
    if at is None:
        return None
    peers = place.peers(stated)
    nouns = place.nouns_in(place.sentence(stated.start))
    nouns = [noun for noun in nouns if noun.end <= peers[0].start][-len(peers) :]
    distinct = len({noun.atom for noun in nouns}) == len(peers)
    return (nouns[at], 0.85, "in the order of the nouns") if distinct else None


def _partners(place: Paragraph, stated: StatedQuantity, role: str) -> Choice | None:
    """Of partners it is their trade that is told, where no other noun is near."""
    near = [n for n in place.nouns_in(place.sentence(stated.start)) if n.atom == "partner"]
    if not near or role not in ("level", "share", "growth") or stated.kind == "count":
        return None
    sure = 0.85 if role == "share" else 0.6
    return near[0]._replace(atom="turnover", declared=""), sure, "partners in trade"


def _narrowed(place: Paragraph, stated: StatedQuantity, noun: Noun) -> Noun:
    """The noun of the sentence before, narrowed by a word here: of them 9,600 were tourist ones."""
    sentence = place.sentence(stated.start)
    here = place.lower[sentence.start : sentence.end]
    own = {name for name, one in modifier_patterns(place.language).items() if one.search(here)}
    return noun._replace(modifiers=noun.modifiers | own)
