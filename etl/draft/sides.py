"""Between whom: the area that an amount comes from and the one that it goes to.

A sentence tells it by prepositions (exports to Italy), by owners and adjectives (Italy's, Italian
investments), by the subject of a verb (Italy has invested in). What it leaves open is told by the
text as a whole: the other side that it speaks of most.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.core.model import WORLD
from etl.draft.grammar import Paragraph, order_of, peers_of
from etl.draft.nouns import Noun
from etl.draft.quantities import StatedQuantity
from etl.draft.sentences import Sentence
from etl.draft.setting import WHOLE_TEXT, TextSetting
from etl.reading.areas import Mention
from etl.words.patterns import EDGE, END
from etl.words.trade import SYMMETRIC, TAKER_OWNS, vocabulary

_LEAD: Final = 44
_JOIN: Final = re.compile(r"\s*,\s*(?:\w{1,3}\s+)?|\s+\w{1,3}\s+(?:\w+\s+)?")
_TAIL: Final = re.compile(r"[,;:()]")
_BREAK: Final = re.compile(r"[.,;()\d]")
_LISTED: Final = re.compile(r"\s*(?:[-\u2013\u2014:(]|\s\(|,)\s*(?:[^\W\d_]+\s+){0,2}(?<![,(]\s)")
"""Between an area and its number in a list."""
_NEAR: Final = 60
_DIRECTED: Final = frozenset({"exports", "imports", "investment", "aid", "visas"})


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
    areas = _areas_about(place, noun, own)
    areas = _in_order(place, stated, areas, whole) or _nearest(place, noun, stated, areas, whole)
    if own is not sentence and not _names_other(areas, whole):
        areas = [*_areas_about(place, noun, sentence), *areas]
    roles = _roles(place, noun, sentence, areas, whole)
    if role in ("share", "rank"):
        return _ranked(roles, whole, role)
    return _settled(place, noun, sentence, roles, whole)


class _Roles(NamedTuple):
    origin: str = ""
    target: str = ""
    owner: str = ""
    owners: tuple[str, ...] = ()
    subject: str = ""
    beside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    sure: float = 1.0


def _areas_about(place: Paragraph, noun: Noun, sentence: Sentence) -> list[Mention]:
    """Areas of a sentence that are not there for comparison, nor of another flow."""
    skip = _patterns(place.language).except_for
    kept: list[Mention] = []
    last_skipped = -1
    for one in _named(place, sentence):
        lead = place.lower[max(sentence.start, one.start - _LEAD) : one.start]
        joined = last_skipped >= 0 and _JOIN.fullmatch(place.lower[last_skipped : one.start])
        if skip.search(lead) or joined:
            last_skipped = one.end
            continue
        last_skipped = -1
        if not _of_another(place, one, noun, sentence):
            kept.append(one)
    return kept


def _named(place: Paragraph, sentence: Sentence) -> list[Mention]:
    return [one for one in place.areas if sentence.start <= one.start < sentence.end]


def _in_order(
    place: Paragraph, stated: StatedQuantity, areas: list[Mention], whole: TextSetting
) -> list[Mention]:
    """Of areas that numbers follow in their order, the one of this number, and the reporter."""
    at = order_of(place, stated)
    others = [one for one in areas if one.area != whole.reporter]
    if at is None or len(others) != len(peers_of(place, stated)):
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
    peers = [
        one
        for one in place.quantities
        if sentence.start <= one.start < sentence.end and one.kind == stated.kind and one != stated
    ]
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


def _listed(
    place: Paragraph, stated: StatedQuantity, sentence: Sentence, noun: Noun
) -> Mention | None:
    """An area just before the number in a list: Germany - 4 billion; with France (3 billion)."""
    if noun.start >= stated.end:
        return None
    for one in reversed(place.areas):
        if one.adjective or one.end > stated.start or one.start < sentence.start:
            continue
        between_them = sentence.start <= noun.start < sentence.end and noun.start >= one.end
        if between_them and noun.end <= stated.start:
            return None
        between = place.lower[one.end : stated.start]
        lead = place.lower[max(sentence.start, one.start - _LEAD) : one.start]
        words = _patterns(place.language)
        directed = words.origin.search(lead) or words.target.search(lead)
        return one if _LISTED.fullmatch(between) and not directed else None
    return None


def _from_list(place: Paragraph, one: Mention, noun: Noun, whole: TextSetting) -> Sides:
    reason = f'"{place.text[one.start : one.end]}" before the number'
    if noun.atom not in ("exports", "imports", "investment") or one.area == whole.reporter:
        return Sides("", "", (one.area,), 0.9, reason)
    if noun.atom == "exports":
        return Sides(whole.reporter, one.area, (), 0.85, reason)
    return Sides(one.area, whole.reporter, (), 0.85, reason)


def _roles(
    place: Paragraph, noun: Noun, sentence: Sentence, areas: list[Mention], whole: TextSetting
) -> _Roles:
    """What the words before each area make of it."""
    told: dict[str, list[str]] = {name: [] for name in _Roles._fields}
    sure = 1.0
    ours = _ours(place, sentence, whole)
    lead = place.lower[max(0, noun.start - _LEAD) : noun.start]
    if noun.atom not in SYMMETRIC and whole.speaker and _patterns(place.language).ours.search(lead):
        ours.append(Mention(noun.start, noun.start, whole.speaker, False, owns=True))
    for one in sorted([*areas, *ours], key=lambda m: _away(m, noun)):
        if one.area == WORLD:
            continue
        lead = place.lower[max(sentence.start, one.start - _LEAD) : one.start]
        name = _role(place, one, noun, lead, bool(told["subject"]))
        told[name].append(one.area)
        sure = min(sure, one.sure)
    others = dict.fromkeys([*told["subject"], *told["others"]])
    first = {name: codes[0] if codes else "" for name, codes in told.items()}
    return _Roles(
        first["origin"],
        first["target"],
        first["owner"],
        tuple(dict.fromkeys(told["owner"])),
        first["subject"],
        tuple(dict.fromkeys(told["beside"])),
        tuple(others),
        sure,
    )


def _ours(place: Paragraph, sentence: Sentence, whole: TextSetting) -> list[Mention]:
    """The country that is not named: the country, our country."""
    words = _patterns(place.language)
    span = place.lower, sentence.start, sentence.end
    ours = [Mention(*m.span(), whole.reporter, False) for m in words.our.finditer(*span)]
    speaker = whole.speaker or whole.reporter
    return [*ours, *(Mention(*m.span(), speaker, False) for m in words.speaker.finditer(*span))]


def _role(  # noqa: PLR0911 - one rule a line
    place: Paragraph, one: Mention, noun: Noun, lead: str, has_subject: bool
) -> str:
    words = _patterns(place.language)
    if words.cited.search(lead):
        return "others"
    of_citizens = words.citizens_next.match(place.lower, one.end) if one.adjective else None
    if of_citizens or words.citizens.search(lead):
        return "target" if noun.atom == "visas" else "others"
    if (one.adjective or one.owns) and _away(one, noun) < _NEAR and _qualifies(place, one, noun):
        return "owner"
    if (
        place.language == "en"
        and one.end < noun.start
        and not place.lower[one.end : noun.start].strip()
    ):
        return "owner"  # EU imports
    if words.origin.search(lead) and one.start > noun.start - _NEAR:
        return "origin"
    if words.beside.search(lead) or words.beside_pair.search(lead):
        return "beside"
    if words.target.search(lead):
        return "target"
    if one.owns:
        return "owner"
    if one.adjective:
        return "others"
    if _belongs(place, one, noun, lead):
        return "owner"
    return "subject" if one.end <= noun.start and not has_subject else "others"


def _away(one: Mention, noun: Noun) -> int:
    return max(one.start - noun.end, noun.start - one.end, 0)


def _qualifies(place: Paragraph, one: Mention, noun: Noun) -> bool:
    """Whether an adjective or owner stands with the noun: Italian companies, export italiano."""
    if one.end <= noun.start:
        between = place.lower[one.end : noun.start]
        return len(between.split()) <= 3 and not _BREAK.search(between)
    between = place.lower[noun.end : one.start]
    if place.language == "en" or _BREAK.search(between) or len(between.split()) > 2:
        return False
    return not _patterns(place.language).preposition.search(between)


def _belongs(place: Paragraph, one: Mention, noun: Noun, lead: str) -> bool:
    """Whether the area is whose noun it is: exports of Italy, экспорт Италии."""
    words = _patterns(place.language)
    if one.start < noun.end:
        return False
    between = place.lower[noun.end : one.start]
    if words.whose:
        return bool(words.whose.search(lead)) and len(between.split()) <= 4
    return len(between.split()) <= 1 and not _BREAK.search(between) and "-" not in between


def _ranked(roles: _Roles, whole: TextSetting, role: str) -> Sides:
    """Of a rank or share: who has it, and in whose trade."""
    order = [*roles.owners, *([roles.subject] if roles.subject else []), *roles.beside]
    order = [*order, *([roles.origin] if roles.origin else []), *roles.others]
    order = [*order, *([roles.target] if roles.target else [])]
    others = [area for area in dict.fromkeys(order) if area != whole.reporter]
    if not others:
        return Sides("", "", (whole.partner,), whole.sure, WHOLE_TEXT)
    owner = next((area for area in roles.owners if area != whole.reporter), "")
    if role == "rank" and roles.subject == whole.reporter and owner:
        return Sides("", "", (owner, whole.reporter), 0.75, "the words", flipped=True)
    chosen = roles.subject if roles.subject in others else others[0]
    return Sides("", "", (chosen,), roles.sure * 0.95, "the sentence")


def _settled(
    place: Paragraph, noun: Noun, sentence: Sentence, roles: _Roles, whole: TextSetting
) -> Sides:
    if noun.atom in SYMMETRIC or not noun.atom:
        return _symmetric(place, noun, sentence, roles, whole)
    origin, target, owner = roles.origin, roles.target, roles.owner
    takes = noun.atom in TAKER_OWNS
    if noun.verb and roles.subject and not owner:
        owner = roles.subject
    if not owner and not origin and not target:
        owner = _told_before(place, noun, sentence, whole)
    if owner and owner not in (origin, target):
        if takes and not target:
            target = owner
        elif not takes and not origin:
            origin = owner
    loose = [area for area in (*roles.beside, *roles.others) if area not in (origin, target)]
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
    return Sides(origin, target, (), sure, "the words of the sentence")


def _told_before(place: Paragraph, noun: Noun, sentence: Sentence, whole: TextSetting) -> str:
    """Whose exports the sentence began with, told from whose side its imports are too."""
    if noun.atom not in ("exports", "imports"):
        return ""
    at = place.sentences.index(sentence)
    for own in (sentence, *place.sentences[max(0, at - 1) : at]):
        pair = [n for n in _flows(place, own) if n.atom in ("exports", "imports")]
        first = next((n for n in pair if n.end <= noun.start), None)
        if first is not None:
            return _side_of(place, noun, first, own, whole)
    return ""


def _side_of(
    place: Paragraph, noun: Noun, first: Noun, sentence: Sentence, whole: TextSetting
) -> str:
    """From whose side the first of two flows is told; empty for the reporter's."""
    areas = _areas_about(place, first, sentence)
    areas = [one for one in areas if one.start < noun.start]
    roles = _roles(place, first, sentence, areas, whole)
    side = roles.target if first.atom in TAKER_OWNS else roles.origin
    told = roles.owner or side
    return told if told != whole.reporter else ""


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
    place: Paragraph, noun: Noun, sentence: Sentence, roles: _Roles, whole: TextSetting
) -> Sides:
    order = [*roles.beside, roles.owner, roles.subject, roles.origin, *roles.others, roles.target]
    named = list(dict.fromkeys(area for area in order if area))
    others = [area for area in named if area != whole.reporter]
    if others:
        third = whole.reporter not in named and len(roles.beside) > 1
        pair = tuple(others[:2]) if third else (others[0],)
        return Sides("", "", pair, roles.sure * 0.95, "the sentence")
    if _worldly(place, noun, sentence, named, whole):
        return Sides("", "", (WORLD,), 0.75, "trade as a whole", True)
    return Sides("", "", (whole.partner,), whole.sure, WHOLE_TEXT)


def _worldly(
    place: Paragraph, noun: Noun, sentence: Sentence, named: list[str], whole: TextSetting
) -> bool:
    """Whether a sentence tells trade with everybody."""
    if any(area != whole.reporter for area in named) or WORLD not in whole.declared:
        return False
    text = place.lower[
        max(sentence.start, noun.start - _LEAD) : min(sentence.end, noun.end + _LEAD)
    ]
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
    speaker: re.Pattern[str]
    ours: re.Pattern[str]
    citizens_next: re.Pattern[str]
    preposition: re.Pattern[str]
    cited: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = vocabulary(language)
    # "The economy of", "the Republic of", "экономику", "il mercato" may stand between.
    filler = (
        r"(?:[\s']+(?:the|il|lo|la|i|gli|le|l|republic\s+of|repubblica\s+d\w*|\w*\s*(?:economy|"
        r"market|territory)\s+of|республик\w*|экономик\w*|рын\w+|nell'economia\s+d\w*|mercato))*"
    )
    return _Patterns(
        re.compile(rf"{EDGE}(?:{words.origin}){filler}[\s']*$"),
        re.compile(rf"{EDGE}(?:{words.target}){filler}[\s']*$"),
        re.compile(rf"{EDGE}(?:{words.whose}){filler}[\s']*$") if words.whose else None,
        re.compile(rf"{EDGE}(?:{words.beside}){filler}[\s']*$"),
        re.compile(rf"{EDGE}(?:{words.beside})\s+\w+\s+(?:and|e|и)\s+$"),
        re.compile(
            rf"{EDGE}(?:{words.citizens})(?:[\s']+(?:of|di|del|della|dell))?{filler}[\s']*$"
        ),
        re.compile(rf"{EDGE}(?:{words.except_for}){END}{filler}[\s']*$"),
        re.compile(rf"{EDGE}(?:{words.bilateral}){END}"),
        re.compile(rf"{EDGE}(?:{words.world}){END}"),
        re.compile(rf"{EDGE}(?:{words.our}){END}"),
        re.compile(rf"{EDGE}(?:{words.speaker}){END}"),
        re.compile(rf"{EDGE}(?:{words.ours})\s+(?:[^\W\d_]+\s+)?$"),
        re.compile(rf"\s+(?:{words.citizens}){END}"),
        re.compile(rf"{EDGE}(?:{words.origin}|{words.target}|{words.beside}){END}"),
        re.compile(rf"{EDGE}(?:{words.authority.opening}){filler}[\s']*$"),
    )
