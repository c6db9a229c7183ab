"""Between whom: the area that an amount comes from and the one that it goes to.

A sentence tells it by the words beside its areas (`parties`). What it leaves open is told by the
text as a whole: the other side that it speaks of most.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.core.model import WORLD
from etl.draft.nouns import Noun
from etl.draft.paragraph import Paragraph
from etl.draft.parties import Parties, areas_about, flows, is_directed, parties
from etl.draft.quantities import StatedQuantity
from etl.draft.sentences import Sentence
from etl.draft.setting import WHOLE_TEXT, TextSetting
from etl.reading.areas import Mention
from etl.words.patterns import EDGE, END
from etl.words.trade import SYMMETRIC, TAKER_OWNS, vocabulary

_NEAR: Final = 44
"""Characters around a noun in which it is told with whom."""
_TAIL: Final = re.compile(r"[,;:()]")
_LISTED: Final = re.compile(r"\s*(?:[-\u2013\u2014:(]|\s\(|,)\s*(?:[^\W\d_]+\s+){0,2}(?<![,(]\s)")
"""Between an area and its number in a list."""


class Sides(NamedTuple):
    """From whom and to whom; empty where the text does not say."""

    origin: str
    target: str
    pair: tuple[str, ...]
    """Both sides of what has no direction."""
    sure: float
    reason: str
    world: bool = False
    flipped: bool = False
    """Whether the pair is reporter and partner, in this order."""


def sides(
    place: Paragraph, noun: Noun, stated: StatedQuantity, whole: TextSetting, role: str = "level"
) -> Sides:
    """The areas of one number; role: that of its measure."""
    sentence = place.sentence(noun.start)
    own = place.sentence(stated.start)
    if listed := _listed(place, stated, own, noun):
        return _from_list(place, listed, noun, whole)
    areas = areas_about(place, noun, own)
    areas = _in_order(place, stated, areas, whole) or _nearest(place, noun, stated, areas, whole)
    if own is not sentence and not _names_other(areas, whole):
        areas = [*areas_about(place, noun, sentence), *areas]
    told = parties(place, noun, sentence, areas, whole)
    if role in ("share", "rank"):
        return _ranked(told, whole, role)
    return _settled(place, noun, sentence, told, whole)


def _in_order(
    place: Paragraph, stated: StatedQuantity, areas: list[Mention], whole: TextSetting
) -> list[Mention]:
    """Of areas that numbers follow in their order, the one of this number, and the reporter."""
    at = place.order(stated)
    others = [one for one in areas if one.area != whole.reporter]
    if at is None or len(others) != len(place.peers(stated)):
        return []
    # All are told by the words before the first: exports to Italy, China and Germany.
    first, own = others[0], others[at]
    moved = first._replace(area=own.area)
    return [*(one for one in areas if one.area == whole.reporter), moved]


def _names_other(areas: list[Mention], whole: TextSetting) -> bool:
    return any(one.area != whole.reporter for one in areas)


def _nearest(
    place: Paragraph, noun: Noun, stated: StatedQuantity, areas: list[Mention], whole: TextSetting
) -> list[Mention]:
    """Of several numbers in a sentence each has the areas of its own stretch, if any.

    As in "trade with Italy was $15 billion and with France $4.2 billion".
    """
    sentence = place.sentence(stated.start)
    peers = [one for one in place.peers(stated) if one != stated]
    before = [one for one in peers if one.end <= stated.start]
    start = before[-1].end if before else sentence.start
    after = [one.start for one in place.quantities if stated.end <= one.start < sentence.end]
    end = min([sentence.end, *after])
    stop = _TAIL.search(place.lower, stated.end, end) if noun.start < stated.end else None
    end = stop.start() if stop else end
    lead = [one for one in areas if start <= one.start < stated.start]
    own = [one for one in areas if start <= one.start < end]
    if len(peers) > len(before) and _names_other(lead, whole) and noun.start < stated.start:
        own = lead
    if _names_other(own, whole):
        return own if before else _with_ours(areas, own, whole)
    earlier = [one for one in areas if one.start < stated.end]
    return earlier if _names_other(earlier, whole) else areas


def _with_ours(areas: list[Mention], own: list[Mention], whole: TextSetting) -> list[Mention]:
    """The first number of a sentence may have its other side after it."""
    if any(one.area == whole.reporter for one in own):
        return own
    return sorted({*own, *(one for one in areas if one.area == whole.reporter)})


def _listed(
    place: Paragraph, stated: StatedQuantity, sentence: Sentence, noun: Noun
) -> Mention | None:
    """An area just before the number in a list: Germany - 4 billion; with France (3 billion)."""
    if noun.start >= stated.end:
        return None
    for one in reversed(place.areas):
        if one.adjective or one.end > stated.start or one.start < sentence.start:
            continue
        if sentence.holds(noun.start) and one.end <= noun.start and noun.end <= stated.start:
            return None
        between = place.lower[one.end : stated.start]
        is_listed = _LISTED.fullmatch(between) and not is_directed(place, one, sentence)
        return one if is_listed else None
    return None


def _from_list(place: Paragraph, one: Mention, noun: Noun, whole: TextSetting) -> Sides:
    reason = f'"{place.text[one.start : one.end]}" before the number'
    if noun.atom not in ("exports", "imports", "investment") or one.area == whole.reporter:
        return Sides("", "", (one.area,), 0.9, reason)
    if noun.atom == "exports":
        return Sides(whole.reporter, one.area, (), 0.85, reason)
    return Sides(one.area, whole.reporter, (), 0.85, reason)


def _ranked(told: Parties, whole: TextSetting, role: str) -> Sides:
    """Of a rank or share: who has it, and in whose trade."""
    order = [*told.owners, *([told.subject] if told.subject else []), *told.beside]
    order = [*order, *([told.origin] if told.origin else []), *told.others]
    order = [*order, *([told.target] if told.target else [])]
    others = [area for area in dict.fromkeys(order) if area != whole.reporter]
    if not others:
        return Sides("", "", (whole.partner,), whole.sure, WHOLE_TEXT)
    owner = next((area for area in told.owners if area != whole.reporter), "")
    if role == "rank" and told.subject == whole.reporter and owner:
        return Sides("", "", (owner, whole.reporter), 0.75, "the words", flipped=True)
    chosen = told.subject if told.subject in others else others[0]
    return Sides("", "", (chosen,), told.sure * 0.95, "the sentence")


def _settled(
    place: Paragraph, noun: Noun, sentence: Sentence, told: Parties, whole: TextSetting
) -> Sides:
    if noun.atom in SYMMETRIC or not noun.atom:
        return _symmetric(place, noun, sentence, told, whole)
    origin, target, owner = told.origin, told.target, told.owner
    takes = noun.atom in TAKER_OWNS
    if noun.verb and told.subject and not owner:
        owner = told.subject
    if not owner and not origin and not target:
        owner = _told_before(place, noun, sentence, whole)
    if owner and owner not in (origin, target):
        if takes and not target:
            target = owner
        elif not takes and not origin:
            origin = owner
    loose = [area for area in (*told.beside, *told.others) if area not in (origin, target)]
    sure = min(told.sure, 0.95)
    pair = len({*loose, *filter(None, (origin, target))}) > 1
    if not origin and not target:
        return _undirected(place, noun, sentence, loose, whole, sure)
    for area in loose if pair else ():
        if not origin and area != target:
            origin, sure = area, min(sure, 0.85)
        elif not target and area != origin:
            target, sure = area, min(sure, 0.85)
    if origin and not target:
        target = whole.reporter if origin != whole.reporter else whole.partner
        sure = min(sure, 0.9 if target == whole.reporter else whole.sure)
    elif target and not origin:
        origin = whole.reporter if target != whole.reporter else whole.partner
        sure = min(sure, 0.9 if origin == whole.reporter else whole.sure)
    return Sides(origin, target, (), sure, "the words of the sentence")


def _told_before(place: Paragraph, noun: Noun, sentence: Sentence, whole: TextSetting) -> str:
    """Whose exports the sentence began with, told from whose side its imports are too."""
    if noun.atom not in ("exports", "imports"):
        return ""
    at = place.sentences.index(sentence)
    for own in (sentence, *place.sentences[max(0, at - 1) : at]):
        pair = [n for n in flows(place, own) if n.atom in ("exports", "imports")]
        first = next((n for n in pair if n.end <= noun.start), None)
        if first is not None:
            return _side_of(place, noun, first, own, whole)
    return ""


def _side_of(
    place: Paragraph, noun: Noun, first: Noun, sentence: Sentence, whole: TextSetting
) -> str:
    """From whose side the first of two flows is told; empty for the reporter's."""
    areas = areas_about(place, first, sentence)
    areas = [one for one in areas if one.start < noun.start]
    told = parties(place, first, sentence, areas, whole)
    side = told.target if first.atom in TAKER_OWNS else told.origin
    owner = told.owner or side
    return owner if owner != whole.reporter else ""


def _undirected(
    place: Paragraph,
    noun: Noun,
    sentence: Sentence,
    loose: list[str],
    whole: TextSetting,
    sure: float,
) -> Sides:
    """A flow whose sentence names no direction: it is told from the reporter's side."""
    other = next((area for area in loose if area != whole.reporter), "")
    known = sure if other else min(sure, whole.sure)
    partner = other or whole.partner
    if _worldly(place, noun, sentence, loose, whole):
        partner, known = WORLD, 0.75
    reason = "the sentence" if other else WHOLE_TEXT
    if noun.atom in ("exports", "aid"):
        return Sides(whole.reporter, partner, (), known, reason, partner == WORLD)
    return Sides(partner, whole.reporter, (), known, reason, partner == WORLD)


def _symmetric(
    place: Paragraph, noun: Noun, sentence: Sentence, told: Parties, whole: TextSetting
) -> Sides:
    order = [*told.beside, told.owner, told.subject, told.origin, *told.others, told.target]
    named = list(dict.fromkeys(area for area in order if area))
    others = [area for area in named if area != whole.reporter]
    if others:
        third = whole.reporter not in named and len(told.beside) > 1
        pair = tuple(others[:2]) if third else (others[0],)
        return Sides("", "", pair, told.sure * 0.95, "the sentence")
    if _worldly(place, noun, sentence, named, whole):
        return Sides("", "", (WORLD,), 0.75, "trade as a whole", True)
    return Sides("", "", (whole.partner,), whole.sure, WHOLE_TEXT)


def _worldly(
    place: Paragraph, noun: Noun, sentence: Sentence, named: list[str], whole: TextSetting
) -> bool:
    """Whether a sentence tells trade with everybody."""
    if any(area != whole.reporter for area in named) or WORLD not in whole.declared:
        return False
    start, end = max(sentence.start, noun.start - _NEAR), min(sentence.end, noun.end + _NEAR)
    world, bilateral = _patterns(place.language)
    text = place.lower[start:end]
    return bool(world.search(text)) and not bilateral.search(text)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words for trade with everybody, and for trade of two sides."""
    words = vocabulary(language)
    return (
        re.compile(rf"{EDGE}(?:{words.world}){END}"),
        re.compile(rf"{EDGE}(?:{words.bilateral}){END}"),
    )
