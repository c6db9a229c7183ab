"""What the words beside each area of a sentence make of it: who gives, who gets, whose it is.

Prepositions (exports to Italy), owners and adjectives (Italy's, Italian investments) and the
subject of a verb tell it. Must not know numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.core.model import WORLD
from etl.draft.nouns import Noun
from etl.draft.paragraph import Paragraph
from etl.draft.sentences import Sentence
from etl.draft.setting import TextSetting
from etl.reading.areas import Mention
from etl.words.patterns import EDGE, END
from etl.words.trade import SYMMETRIC, vocabulary

_LEAD: Final = 44
_JOIN: Final = re.compile(r"\s*,\s*(?:\w{1,3}\s+)?|\s+\w{1,3}\s+(?:\w+\s+)?")
_BREAK: Final = re.compile(r"[.,;()\d]")
_NEAR: Final = 60
_DIRECTED: Final = frozenset({"exports", "imports", "investment", "aid", "visas"})


class Parties(NamedTuple):
    """Areas by what a sentence makes of them; empty where it makes none that."""

    origin: str = ""
    target: str = ""
    owner: str = ""
    """The nearest of those whose it is."""
    owners: tuple[str, ...] = ()
    subject: str = ""
    beside: tuple[str, ...] = ()
    """Trade with Italy, between Italy and France."""
    others: tuple[str, ...] = ()
    sure: float = 1.0


def areas_about(place: Paragraph, noun: Noun, sentence: Sentence) -> list[Mention]:
    """Areas of a sentence that are not there for comparison, nor of another flow."""
    skip = _patterns(place.language).except_for
    kept: list[Mention] = []
    last_skipped = -1
    for one in place.areas_in(sentence):
        lead = _lead(place, one, sentence)
        joined = last_skipped >= 0 and _JOIN.fullmatch(place.lower[last_skipped : one.start])
        if skip.search(lead) or joined:
            last_skipped = one.end
            continue
        last_skipped = -1
        if not _of_another(place, one, noun, sentence):
            kept.append(one)
    return kept


def is_directed(place: Paragraph, one: Mention, sentence: Sentence) -> bool:
    """Whether a preposition before an area says to which side of a flow it is."""
    words, lead = _patterns(place.language), _lead(place, one, sentence)
    return bool(words.origin.search(lead) or words.target.search(lead))


def _lead(place: Paragraph, one: Mention, sentence: Sentence) -> str:
    """What its sentence says before an area."""
    return place.lower[max(sentence.start, one.start - _LEAD) : one.start]


def _of_another(place: Paragraph, one: Mention, noun: Noun, sentence: Sentence) -> bool:
    """Whether an area belongs to another flow of the sentence: exports to Italy and imports."""
    if one.start >= noun.end:
        return any(noun.end <= n.start and n.end <= one.start for n in flows(place, sentence))
    first = min(one.start, noun.start)
    if not any(n.end <= first for n in flows(place, sentence)):
        return False
    return not ((one.adjective or one.owns) and _qualifies(place, one, noun))


def flows(place: Paragraph, sentence: Sentence) -> list[Noun]:
    """The nouns of a sentence that go from one side to another."""
    return [noun for noun in place.nouns_in(sentence) if noun.atom in _DIRECTED]


def parties(
    place: Paragraph, noun: Noun, sentence: Sentence, areas: list[Mention], whole: TextSetting
) -> Parties:
    """What the words before each area make of it."""
    told: dict[str, list[str]] = {name: [] for name in Parties._fields}
    sure = 1.0
    ours = _ours(place, sentence, whole)
    lead = place.lower[max(0, noun.start - _LEAD) : noun.start]
    if noun.atom not in SYMMETRIC and whole.speaker and _patterns(place.language).ours.search(lead):
        ours.append(Mention(noun.start, noun.start, whole.speaker, False, owns=True))
    for one in sorted([*areas, *ours], key=lambda m: _away(m, noun)):
        if one.area == WORLD:
            continue
        lead = _lead(place, one, sentence)
        name = _role(place, one, noun, lead, bool(told["subject"]))
        told[name].append(one.area)
        sure = min(sure, one.sure)
    others = dict.fromkeys([*told["subject"], *told["others"]])
    first = {name: codes[0] if codes else "" for name, codes in told.items()}
    return Parties(
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


class _Patterns(NamedTuple):
    origin: re.Pattern[str]
    target: re.Pattern[str]
    whose: re.Pattern[str] | None
    beside: re.Pattern[str]
    beside_pair: re.Pattern[str]
    citizens: re.Pattern[str]
    except_for: re.Pattern[str]
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
        origin=re.compile(rf"{EDGE}(?:{words.origin}){filler}[\s']*$"),
        target=re.compile(rf"{EDGE}(?:{words.target}){filler}[\s']*$"),
        whose=re.compile(rf"{EDGE}(?:{words.whose}){filler}[\s']*$") if words.whose else None,
        beside=re.compile(rf"{EDGE}(?:{words.beside}){filler}[\s']*$"),
        beside_pair=re.compile(rf"{EDGE}(?:{words.beside})\s+\w+\s+(?:and|e|и)\s+$"),
        citizens=re.compile(
            rf"{EDGE}(?:{words.citizens})(?:[\s']+(?:of|di|del|della|dell))?{filler}[\s']*$"
        ),
        except_for=re.compile(rf"{EDGE}(?:{words.except_for}){END}{filler}[\s']*$"),
        our=re.compile(rf"{EDGE}(?:{words.our}){END}"),
        speaker=re.compile(rf"{EDGE}(?:{words.speaker}){END}"),
        ours=re.compile(rf"{EDGE}(?:{words.ours})\s+(?:[^\W\d_]+\s+)?$"),
        citizens_next=re.compile(rf"\s+(?:{words.citizens}){END}"),
        preposition=re.compile(rf"{EDGE}(?:{words.origin}|{words.target}|{words.beside}){END}"),
        cited=re.compile(rf"{EDGE}(?:{words.authority.opening}){filler}[\s']*$"),
    )
