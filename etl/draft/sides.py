"""Between whom: the area that an amount comes from and the one that it goes to.

A sentence tells it by prepositions (exports to Italy), by owners and adjectives (Italy's, Italian
investments), by the subject of a verb (Italy has invested in). What it leaves open is told by the
text as a whole: the other side that it speaks of most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from etl.draft.areas import Mention
from etl.draft.grammar import Paragraph
from etl.draft.nouns import Noun
from etl.draft.quantities import Stated
from etl.draft.sentences import Sentence
from etl.draft.vocabulary import SYMMETRIC, TAKER_OWNS, vocabulary

_EDGE: Final = r"(?<![^\W\d_])"
_LEAD: Final = 44
_NEAR: Final = 60
WORLD: Final = "WLD"
_DIRECTED: Final = frozenset({"exports", "imports", "investment", "aid", "visas"})


class Setting(NamedTuple):
    """Whom a text is about."""

    reporter: str
    """The economy of the book."""
    partner: str
    """The other side that the text speaks of most; empty where it names none."""
    sure: float
    declared: frozenset[str]


class Sides(NamedTuple):
    """From whom and to whom; empty where the text does not say."""

    origin: str
    target: str
    pair: tuple[str, ...]
    """Both sides of what has no direction."""
    sure: float
    reason: str
    world: bool = False


def setting(paragraphs: Iterable[list[Mention]], reporter: str, declared: Iterable[str]) -> Setting:
    """The other side of a text, by how often it is named; an earlier one wins a tie."""
    counts: Counter[str] = Counter()
    for mentions in paragraphs:
        for one in mentions:
            if one.area not in (reporter, WORLD):
                counts[one.area] += 2 if one.sure >= 1 else 1
    ranked = counts.most_common(2)
    if not ranked:
        return Setting(reporter, "", 0.0, frozenset(declared))
    clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
    return Setting(reporter, ranked[0][0], 0.85 if clear else 0.6, frozenset(declared))


def sides(place: Paragraph, noun: Noun, stated: Stated, whole: Setting) -> Sides:
    """The areas of one number."""
    sentence = place.sentence(noun.start)
    own = place.sentence(stated.start)
    if listed := _listed(place, stated, own, noun):
        return _from_list(place, listed, noun, sentence, whole)
    areas = _areas_about(place, noun, stated, sentence)
    if own is not sentence:
        areas = [*areas, *_areas_about(place, noun, stated, own)]
    roles = _roles(place, noun, sentence, areas, whole)
    return _settled(place, noun, sentence, roles, whole)


class _Roles(NamedTuple):
    origin: str = ""
    target: str = ""
    owner: str = ""
    subject: str = ""
    others: tuple[str, ...] = ()
    sure: float = 1.0


def _areas_about(place: Paragraph, noun: Noun, stated: Stated, sentence: Sentence) -> list[Mention]:
    """Areas of the noun's sentence that are not there for comparison, nor of another number."""
    skip = _patterns(place.language).except_for
    kept: list[Mention] = []
    last_skipped = -1
    for one in place.areas:
        if not sentence.start <= one.start < sentence.end:
            continue
        lead = place.lower[max(sentence.start, one.start - _LEAD) : one.start]
        joined = last_skipped >= 0 and re.fullmatch(
            r"(?:\s*,\s*|\s+\w{1,3}\s+(?:\w+\s+)?|\s*,\s*\w{1,3}\s+)",
            place.lower[last_skipped : one.start],
        )
        if skip.search(lead) or joined:
            last_skipped = one.end
            continue
        if _of_another(place, one, noun, sentence):
            continue
        kept.append(one)
    return kept


def _of_another(place: Paragraph, one: Mention, noun: Noun, sentence: Sentence) -> bool:
    """Whether an area belongs to another flow of the sentence: exports to Italy and imports."""
    if one.start >= noun.end:
        flows = [n for n in _flows(place, sentence) if noun.end <= n.start and n.end <= one.start]
        return bool(flows)
    earlier = [n for n in _flows(place, sentence) if n.end <= one.start and n.end <= noun.start]
    if not earlier:
        return False
    return not ((one.adjective or one.owns) and _qualifies(place, one, noun))


def _flows(place: Paragraph, sentence: Sentence) -> list[Noun]:
    return [
        noun
        for noun in place.nouns
        if noun.atom in _DIRECTED and sentence.start <= noun.start < sentence.end
    ]


def _listed(place: Paragraph, stated: Stated, sentence: Sentence, noun: Noun) -> Mention | None:
    """An area just before the number in a list: Germany - 4 billion; with France (3 billion)."""
    for one in reversed(place.areas):
        if one.adjective or one.end > stated.start or one.start < sentence.start:
            continue
        between = place.lower[one.end : stated.start]
        if noun.start >= one.end:
            return None
        if re.fullmatch(
            r"\s*(?:[-\N{EN DASH}\N{EM DASH}:(]|\s\(|,)\s*(?:[^\W\d_]+\s+){0,2}", between
        ):
            return one if between.strip()[:1] != "," or "," not in between[1:] else None
        return None
    return None


def _from_list(
    place: Paragraph, one: Mention, noun: Noun, sentence: Sentence, whole: Setting
) -> Sides:
    reason = f'"{place.text[one.start : one.end]}" before the number'
    if noun.atom in SYMMETRIC or noun.atom not in ("exports", "imports", "investment"):
        return Sides("", "", (one.area,), 0.9, reason)
    if one.area == whole.reporter:
        return Sides("", "", (), 0.5, reason)
    if noun.atom == "exports":
        return Sides(whole.reporter, one.area, (), 0.85, reason)
    return Sides(one.area, whole.reporter, (), 0.85, reason)


def _roles(
    place: Paragraph, noun: Noun, sentence: Sentence, areas: list[Mention], whole: Setting
) -> _Roles:
    """What the words before each area make of it."""
    words = _patterns(place.language)
    origin = target = owner = subject = ""
    others: list[str] = []
    sure = 1.0
    ours = [
        Mention(match.start(), match.end(), whole.reporter, False)
        for match in words.our.finditer(place.lower, sentence.start, sentence.end)
    ]
    for one in sorted([*areas, *ours], key=lambda m: _away(m, noun)):
        if one.area == WORLD:
            continue
        lead = place.lower[max(sentence.start, one.start - _LEAD) : one.start]
        near = _away(one, noun) < _NEAR
        sure = min(sure, one.sure)
        if one.adjective or one.owns:
            if near and not owner and _qualifies(place, one, noun):
                owner = one.area
            else:
                others.append(one.area)
        elif words.citizens.search(lead):
            target = target or one.area
        elif words.origin.search(lead) and one.start > noun.start - _NEAR:
            origin = origin or one.area
        elif words.beside.search(lead) or words.beside_pair.search(lead):
            others.append(one.area)
        elif words.target.search(lead):
            target = target or one.area
        elif _belongs(place, one, noun, lead):
            owner = owner or one.area
        elif one.end <= noun.start and not subject:
            subject = one.area
            others.append(one.area)
        else:
            others.append(one.area)
    return _Roles(origin, target, owner, subject, tuple(dict.fromkeys(others)), sure)


def _away(one: Mention, noun: Noun) -> int:
    return max(one.start - noun.end, noun.start - one.end, 0)


def _qualifies(place: Paragraph, one: Mention, noun: Noun) -> bool:
    """Whether an adjective or owner stands with the noun: Italian companies, export italiano."""
    if one.end <= noun.start:
        between = place.lower[one.end : noun.start]
        return len(between.split()) <= 3 and not re.search(r"[.,;()\d]", between)
    between = place.lower[noun.end : one.start]
    return (
        place.language != "en"
        and len(between.split()) <= 2
        and not re.search(r"[.,;()\d]", between)
    )


def _belongs(place: Paragraph, one: Mention, noun: Noun, lead: str) -> bool:
    """Whether the area is whose noun it is: exports of Italy, экспорт Италии."""
    words = _patterns(place.language)
    if one.start < noun.end:
        return False
    between = place.lower[noun.end : one.start]
    if words.whose:
        return bool(words.whose.search(lead)) and len(between.split()) <= 4
    return len(between.split()) <= 1 and not re.search(r"[.,;()\d-]", between)


def _settled(
    place: Paragraph, noun: Noun, sentence: Sentence, roles: _Roles, whole: Setting
) -> Sides:
    if noun.atom in SYMMETRIC or not noun.atom:
        return _symmetric(place, noun, sentence, roles, whole)
    origin, target, owner = roles.origin, roles.target, roles.owner
    reason = "the words of the sentence"
    takes = noun.atom in TAKER_OWNS
    if noun.verb and roles.subject and not owner:
        owner = roles.subject
    if owner and owner not in (origin, target):
        if takes and not target:
            target = owner
        elif not takes and not origin:
            origin = owner
    loose = [area for area in roles.others if area not in (origin, target)]
    sure = min(roles.sure, 0.95)
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
    return Sides(origin, target, (), sure, reason)


def _undirected(
    place: Paragraph, noun: Noun, sentence: Sentence, loose: list[str], whole: Setting, sure: float
) -> Sides:
    """A flow whose sentence names no direction: it is told from the reporter's side."""
    other = next((area for area in loose if area != whole.reporter), "")
    known = sure if other else min(sure, whole.sure)
    partner = other or whole.partner
    if _worldly(place, noun, sentence, loose, whole):
        partner, known = WORLD, 0.75
    reason = "the sentence" if other else "the text as a whole"
    if noun.atom in ("exports", "aid"):
        return Sides(whole.reporter, partner, (), known, reason, partner == WORLD)
    return Sides(partner, whole.reporter, (), known, reason, partner == WORLD)


def _symmetric(
    place: Paragraph, noun: Noun, sentence: Sentence, roles: _Roles, whole: Setting
) -> Sides:
    named = [a for a in (roles.owner, roles.origin, roles.target, *roles.others) if a]
    named = list(dict.fromkeys(named))
    others = [area for area in named if area != whole.reporter]
    if others:
        third = whole.reporter not in named and len(others) > 1
        return Sides(
            "", "", tuple(others[:2]) if third else (others[0],), roles.sure * 0.95, "the sentence"
        )
    if _worldly(place, noun, sentence, named, whole):
        return Sides("", "", (WORLD,), 0.75, "trade as a whole", True)
    return Sides("", "", (whole.partner,), whole.sure, "the text as a whole")


def _worldly(
    place: Paragraph, noun: Noun, sentence: Sentence, named: list[str], whole: Setting
) -> bool:
    """Whether a sentence tells trade with everybody."""
    if any(area != whole.reporter for area in named) or WORLD not in whole.declared:
        return False
    text = place.lower[sentence.start : sentence.end]
    words = _patterns(place.language)
    return bool(words.world.search(text)) and not words.bilateral.search(text)


class _Patterns(NamedTuple):
    origin: re.Pattern[str]
    target: re.Pattern[str]
    whose: re.Pattern[str] | None
    beside: re.Pattern[str]
    beside_pair: re.Pattern[str]
    citizens: re.Pattern[str]
    except_for: re.Pattern[str]
    bilateral: re.Pattern[str]
    world: re.Pattern[str]
    our: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = vocabulary(language)
    end = r"(?![^\W\d_])"
    # "The economy of", "the Republic of", "экономику", "il mercato" may stand between.
    filler = (
        r"(?:[\s']+(?:the|il|lo|la|i|gli|le|l|republic\s+of|repubblica\s+d\w*|\w*\s*(?:economy|"
        r"market|territory)\s+of|республик\w*|экономик\w*|рын\w+|nell'economia\s+d\w*|mercato))*"
    )
    return _Patterns(
        re.compile(rf"{_EDGE}(?:{words.origin}){filler}[\s']*$"),
        re.compile(rf"{_EDGE}(?:{words.target}){filler}[\s']*$"),
        re.compile(rf"{_EDGE}(?:{words.whose}){filler}[\s']*$") if words.whose else None,
        re.compile(rf"{_EDGE}(?:{words.beside}){filler}[\s']*$"),
        re.compile(rf"{_EDGE}(?:{words.beside})\s+\w+\s+(?:and|e|и)\s+$"),
        re.compile(
            rf"{_EDGE}(?:{words.citizens})(?:[\s']+(?:of|di|del|della|dell))?{filler}[\s']*$"
        ),
        re.compile(rf"{_EDGE}(?:{words.except_for}){end}{filler}[\s']*$"),
        re.compile(rf"{_EDGE}(?:{words.bilateral}){end}"),
        re.compile(rf"{_EDGE}(?:{words.world}){end}"),
        re.compile(rf"{_EDGE}(?:{words.our}){end}"),
    )
