"""Which noun a number measures.

The rules look near before far: the noun just after the number ("$38.6 billion in exports"),
that of its bracket, the nearest before it in the sentence, that of the sentence before.
Must not know indicators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.draft.nouns import Noun, modifier_patterns
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.sentences import Sentence
from etl.words import lexicon
from etl.words.patterns import EDGE, END, alternatives
from etl.words.trade import vocabulary

_NUMBER_NEXT: Final = re.compile(r"[\s]*[-\N{EN DASH}\N{EM DASH}:(]*\s*[$\u20ac]?\d")
_LABEL: Final = re.compile(r"[^,;.\n]{0,40}:\s*(?:[^\W\d_]+\s+){0,2}|\s*[-\u2013\u2014(]\s*")
_CLAUSE: Final = re.compile(r"[,;().]")
_PEOPLE: Final = frozenset({"tourists", "students", "jobs", "people", "visas"})
_BEFORE: Final = 70
_AFTER: Final = 48
_MONEY: Final = frozenset(
    (
        *("turnover", "exports", "imports", "balance", "investment", "aid", "loans", "projects"),
        *("contracts", "gdp", "production", "capital", "reserves", "budget", "money"),
        *("agreements", "share_capital"),
    )
)
_COUNTED: Final = frozenset(
    (
        *("companies", "visas", "people", "projects", "contracts", "agreements", "flights"),
        *("investor", "cargo", "loans", "production"),
        *("tourists", "persons", "students", "jobs"),
    )
)
_PLACES: Final = frozenset({"gdp", "production", "projects", "budget", "capital"})
"""What money is put into, where the noun stands after it."""
_OF_TRADE: Final = frozenset({"partner", "turnover", "exports", "imports", "balance"})
_RANKED: Final = frozenset({"partner", "investor"})


Choice = tuple[Noun, float, str]
"""A noun, how sure it is that it is meant, and why."""


def modifiers_after(place: Paragraph, stated: StatedQuantity) -> frozenset[str]:
    """What the words just after a number narrow: 28,300 tourist ones."""
    tail = place.lower[stated.end : stated.end + 24].removeprefix(".")
    after = re.split(r"[,.;:()]", tail)[0]
    patterns = modifier_patterns(place.language)
    return frozenset(name for name, one in patterns.items() if one.search(after))


def noun_of(  # noqa: PLR0911 - one rule a line
    place: Paragraph, at: int, role: str, told: list[Noun | None]
) -> Choice | None:
    """The noun of one of the numbers of a paragraph; told: those of the numbers before."""
    stated = place.quantities[at]
    sentence = place.sentence(stated.start)
    fitting = [noun for noun in place.nouns if _fits(noun, stated, role)]
    here_all = place.nouns_in(sentence)
    here = [noun for noun in fitting if noun in here_all]
    if role == "rank":
        return _ranked(place, stated, here)
    if role == "share":
        return _shared(place, stated, sentence, here)
    if choice := _after(place, stated, here, role):
        return choice
    narrowed = stated.kind == "count" and bool(modifiers_after(place, stated))
    if stated.kind == "count" and not narrowed and _counts_other(place, stated):
        return None
    if choice := _before(place, stated, sentence, here):
        return choice
    if choice := _investors(stated, here_all, role):
        return choice
    if choice := _later(stated, sentence, here):
        return choice
    # A count says what it counts where it stands, but for "9,600 were tourist ones", "of them".
    if stated.kind == "count" and not _goes_on(place, stated, sentence):
        return None
    return _from_sentence_before(place, sentence, fitting, told)


def _goes_on(place: Paragraph, stated: StatedQuantity, sentence: Sentence) -> bool:
    """Whether the words beside a count say that it is of what the sentence before counted."""
    lead = place.lower[sentence.start : stated.start]
    here = place.lower[sentence.start : sentence.end]
    own = any(one.search(here) for one in modifier_patterns(place.language).values())
    return own or bool(_patterns(place.language).of_them_before.search(lead))


def _fits(  # noqa: PLR0911 - one rule a line
    noun: Noun, stated: StatedQuantity, role: str
) -> bool:
    """Whether a noun can be told in such a unit."""
    if noun.only and noun.only != role:
        return False
    if noun.declared and not noun.atom:
        return True
    if role == "rank":
        return noun.atom in _RANKED or bool(noun.declared)
    if noun.atom in _RANKED and stated.kind != "count":
        return False
    if stated.kind == "money":
        return noun.atom in _MONEY
    if stated.kind == "count":
        return noun.atom in _COUNTED
    return noun.atom not in ("agreements", "contracts")


def _ranked(place: Paragraph, stated: StatedQuantity, here: list[Noun]) -> Choice | None:
    if not here:
        return _ranked_before(place, stated)
    noun = min(here, key=lambda n: (_distance(n, stated), n.start))
    return noun, 0.95 if _distance(noun, stated) < _AFTER else 0.7, "the nearest noun"


def _investors(stated: StatedQuantity, here: list[Noun], role: str) -> Choice | None:
    """Of investors it is told what they invest."""
    before = [noun for noun in here if noun.atom == "investor" and noun.end <= stated.start]
    if not before or role != "level" or stated.kind != "money":
        return None
    return before[-1]._replace(atom="investment"), 0.7, "what investors put in"


def _ranked_before(place: Paragraph, stated: StatedQuantity) -> Choice | None:
    """A rank without a noun, where the sentence before speaks of trade: Russia is second."""
    at = place.sentences.index(place.sentence(stated.start))
    for sentence in reversed(place.sentences[max(0, at - 2) : at + 1]):
        for noun in place.nouns_in(sentence):
            if noun.atom in _OF_TRADE:
                own = Noun(stated.start, stated.start, "partner")
                return own, 0.6, "trade is what the sentence before speaks of"
    return None


def _shared(
    place: Paragraph, stated: StatedQuantity, sentence: Sentence, here: list[Noun]
) -> Choice | None:
    """The whole of a share stands after it ("14 % of total trade"), else before."""
    after = [n for n in here if n.start >= stated.end and n.start - stated.end < 2 * _AFTER]
    for noun in after:
        if not re.search(r"[;.]|\d", place.lower[stated.end : noun.start]):
            return noun, 0.95, "after the share"
    before = [n for n in here if n.end <= stated.start]
    if before:
        return before[-1], 0.9, "before the share"
    at = place.sentences.index(sentence)
    if at and not any(n.atom == "partner" for n in place.nouns if n.start >= sentence.start):
        spoken = place.nouns_in(place.sentences[at - 1])
        if own := [n for n in spoken if n.atom == "turnover"]:
            return own[-1], 0.7, "the sentence before"
    for earlier in reversed(place.sentences[max(0, at - 2) : at]):
        for noun in place.nouns_in(earlier):
            if noun.atom in _OF_TRADE:
                whole = Noun(noun.start, noun.end, "turnover")
                return whole, 0.6, "trade is what the sentences before speak of"
    return None


def _after(  # noqa: PLR0911 - one rule a line
    place: Paragraph, stated: StatedQuantity, here: list[Noun], role: str
) -> Choice | None:
    """A noun that the number counts: 12,210 visas, $38.6 billion in exports."""
    words = _patterns(place.language)
    for noun in here:
        if noun.start < stated.end:
            continue
        if noun.atom in _PLACES and stated.kind == "money":
            return None
        between = _without_areas(place, stated.end, noun.start)
        if len(between) > _BEFORE:
            return None
        if _label(place, noun) and stated.kind != "count":
            return None
        if role in ("growth", "change"):
            return (noun, 0.95, "just after") if words.grown.fullmatch(between) else None
        if stated.kind == "count":
            bound = words.counted.fullmatch(between)
        else:
            bound = words.bound.fullmatch(between)
        if bound and "\n" in place.text[stated.end : noun.start] and _label(place, noun):
            return None
        if bound and noun.atom == "persons":
            return _persons(stated, noun, here)
        if bound or (words.of_them.fullmatch(between) and not _leads_on(place, noun)):
            return noun, 0.97, "just after"
        if words.clause.fullmatch(between):
            return noun, 0.9, "in the clause after"
        return None
    return None


def _label(place: Paragraph, noun: Noun) -> bool:
    """Whether the next number stands with the noun as in a list: imports - 4 billion."""
    if _NUMBER_NEXT.match(place.lower, noun.end):
        return True
    following = next((q for q in place.quantities if q.start >= noun.end), None)
    if following is None:
        return False
    return _LABEL.fullmatch(place.lower, noun.end, following.start) is not None


def _leads_on(place: Paragraph, noun: Noun) -> bool:
    """Whether the noun is that of the next number: of which exports made up 38 billion."""
    following = next((q for q in place.quantities if q.start >= noun.end), None)
    return following is not None and not _CLAUSE.search(place.lower, noun.end, following.start)


def _persons(stated: StatedQuantity, noun: Noun, here: list[Noun]) -> Choice:
    """Of people it is told before who they are: the number of tourists reached 1,000 people."""
    who = [n for n in here if n.end <= stated.start and n.atom in _PEOPLE]
    return (who[-1], 0.9, "who they are stands before") if who else (noun, 0.7, "just after")


def _without_areas(place: Paragraph, start: int, end: int) -> str:
    """The text between two places, areas left out."""
    pieces, at = [], start
    for one in place.areas:
        if start <= one.start and one.end <= end:
            pieces.append(place.lower[at : one.start])
            at = one.end
    pieces.append(place.lower[at:end])
    joined = "".join(pieces)
    return re.sub(r"[\s-]+", " ", joined) if len(pieces) > 1 else joined


def _counts_other(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a word follows that no table holds, which is what is counted: 40 musicians."""
    end = place.sentence(stated.start).end
    return bool(_patterns(place.language).other_counted.match(place.lower, stated.end, end))


def _before(
    place: Paragraph, stated: StatedQuantity, sentence: Sentence, here: list[Noun]
) -> Choice | None:
    """The nearest noun before, in the same bracket first; never one of a closed bracket."""
    before = [noun for noun in here if noun.end <= stated.start]
    bracket = sentence.bracket(stated.start)
    if bracket:
        inside = [noun for noun in before if noun.start >= bracket[0]]
        if inside:
            return inside[-1], 0.97, "before it in the bracket"
    if any(noun.atom in _PEOPLE for noun in before):
        before = [noun for noun in before if noun.atom != "persons"]
    open_ = [noun for noun in before if sentence.bracket(noun.start) in (None, bracket)]
    if not open_:
        return None
    noun = _subject(place, stated, open_)
    between = place.lower[noun.end : stated.start]
    sure = 0.95 if len(between) < 2 * _BEFORE else 0.75
    if _patterns(place.language).weak.fullmatch(place.lower, noun.start, noun.end):
        sure = min(sure, 0.7)
    if re.search(r"[,;]", between) and not re.search(r"[-\u2013\u2014:(]\s*$", between):
        sure = min(sure, 0.85)
    return noun, sure, f'"{place.text[noun.start : noun.end]}" before it'


def _subject(place: Paragraph, stated: StatedQuantity, before: list[Noun]) -> Noun:
    """The nearest noun, but what is only included in another gives way to it.

    In "trade, including exports, reached 20 billion" no number stands with the exports.
    """
    words = _patterns(place.language)
    for noun in reversed(before):
        lead = place.lower[max(0, noun.start - 40) : noun.start]
        if words.included.search(lead) and noun is not before[0]:
            between = place.lower[noun.end : stated.start]
            if "," in between and not re.search(r"\d", between):
                continue
        if words.invested_in.search(lead) and noun.atom in (*_PLACES, "people"):
            continue  # invested in the economy, issued to citizens: a place, no measure
        return noun
    return before[-1]


def _later(stated: StatedQuantity, sentence: Sentence, here: list[Noun]) -> Choice | None:
    """A subject that stands after its number: $20 billion was the volume of trade."""
    bracket = sentence.bracket(stated.start)
    after = [n for n in here if n.start >= stated.end and sentence.bracket(n.start) == bracket]
    if not after or after[0].start - stated.end > 2 * _AFTER:
        return None
    return after[0], 0.6, "the noun after it in the sentence"


def _from_sentence_before(
    place: Paragraph, sentence: Sentence, fitting: list[Noun], told: list[Noun | None]
) -> Choice | None:
    """What the sentence before spoke of, carried on: its first number's noun, else its first."""
    index = place.sentences.index(sentence)
    for back in (1, 2):
        if index - back < 0:
            break
        previous = place.sentences[index - back]
        counted = [
            noun
            for stated, noun in zip(place.quantities, told, strict=False)
            if previous.holds(stated.start) and noun in fitting
        ]
        spoken = [noun for noun in fitting if previous.holds(noun.start)]
        for noun in (*counted, *spoken):
            if noun is not None:
                return noun, 0.75 if back == 1 and counted else 0.6, "the sentence before"
    return None


def _distance(noun: Noun, stated: StatedQuantity) -> int:
    return max(noun.start - stated.end, stated.start - noun.end, 0)


class _Patterns(NamedTuple):
    bound: re.Pattern[str]
    counted: re.Pattern[str]
    grown: re.Pattern[str]
    clause: re.Pattern[str]
    of_them: re.Pattern[str]
    of_them_before: re.Pattern[str]
    other_counted: re.Pattern[str]
    included: re.Pattern[str]
    invested_in: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words, basic = vocabulary(language), lexicon(language)
    prepositions = f"(?:{words.origin}|{words.target}|{words.beside}|{words.of_product or '(?!)'})"
    return _Patterns(
        bound=re.compile(rf"\s*(?:{words.bind_after})"),
        counted=re.compile(rf"(?:{words.bind_after})(?:[^\W\d_]+\s+){{0,3}}"),
        grown=re.compile(
            rf"[\s,-]*(?:{words.growth})?{END}\s*(?:in|of|in\s+the|nell?\w*|dell?\w*|di|"
            rf"del|the|{words.neutral}|\s)*"
        ),
        clause=re.compile(words.bind_clause),
        of_them=re.compile(rf"\s*,?\s*\(?{words.of_them}{END}(?:\s+[^\W\d_]+){{0,4}}?\s*"),
        of_them_before=re.compile(rf"{EDGE}(?:{words.of_them}){END}"),
        other_counted=re.compile(
            rf"\s+(?!(?:{words.neutral}|{prepositions}|{words.share}|{words.growth}|"
            rf"{alternatives(basic.calendar.goes_on)}){END})[^\W\d_]{{3,}}"
        ),
        included=re.compile(f"{EDGE}(?:{words.including}){END}[^,]*$"),
        invested_in=re.compile(rf"{EDGE}(?:{words.target}){END}[^,.;]*$"),
        weak=re.compile(words.weak),
    )
