"""What each number of a paragraph measures: a level, growth, share or rank, and of which noun.

The rules look near before far: the noun just after the number ("$38.6 billion in exports"),
that of its bracket, the nearest before it in the sentence, that of the sentence before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.draft.nouns import Noun, modifier_patterns
from etl.draft.quantities import StatedQuantity
from etl.draft.sentences import Sentence
from etl.reading.areas import Mention
from etl.reading.changes import direction
from etl.words import lexicon
from etl.words.patterns import EDGE, END, alternatives
from etl.words.signs import SIGNS
from etl.words.times import times
from etl.words.trade import vocabulary

_NUMBER_NEXT: Final = re.compile(r"[\s]*[-\N{EN DASH}\N{EM DASH}:(]*\s*[$\u20ac]?\d")
_LABEL: Final = re.compile(r"[^,;.\n]{0,40}:\s*(?:[^\W\d_]+\s+){0,2}|\s*[-\u2013\u2014(]\s*")
_CLAUSE: Final = re.compile(r"[,;().]")
_PEOPLE: Final = frozenset({"tourists", "students", "jobs", "people", "visas"})
_BEFORE: Final = 70
_AFTER: Final = 48
_SIGNED: Final = re.compile(r"^[+\-\N{MINUS SIGN}\N{EN DASH}]")
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
_FACTORS: Final = frozenset({"multiple"})
_AS_MANY: Final = re.compile(r"\s+(?:as|the|di|del|dell\w*|rispetto)\b")
_ROLES: Final = {"points": "points", "multiple": "multiple"}
_OF_TRADE: Final = frozenset({"partner", "turnover", "exports", "imports", "balance"})
_RANKED: Final = frozenset({"partner", "investor"})


class Measurement(NamedTuple):
    """What a number measures."""

    role: str
    """level, growth, share, rank, change, multiple, ratio, points; "" for no statistic."""
    noun: Noun | None
    sure: float
    reason: str
    fell: bool = False


NONE: Final = Measurement("", None, 1.0, "")


class Paragraph(NamedTuple):
    """All that is known of a paragraph before its numbers are told apart."""

    text: str
    lower: str
    language: str
    sentences: list[Sentence]
    nouns: list[Noun]
    areas: list[Mention]
    quantities: list[StatedQuantity]

    def sentence(self, at: int) -> Sentence:
        """The sentence that holds a place."""
        return next((s for s in self.sentences if s.start <= at < s.end), self.sentences[-1])


def measures(place: Paragraph, before: Measurement | None) -> list[Measurement]:
    """What each quantity of a paragraph measures.

    before: the last measure of the paragraph above, for a text whose lines are one sentence each.
    """
    done: list[Measurement] = []
    for at, stated in enumerate(place.quantities):
        role, fell, sure = _role(place, stated)
        if not role:
            done.append(NONE)
            continue
        noun, near, reason = _in_order(place, stated) or _noun(place, at, role, done)
        carries = role in ("level", "growth") and stated.kind in ("money", "percent")
        if noun is None and before and before.noun and carries and not place.nouns:
            noun, near, reason = before.noun, 0.4, "the paragraph before"
        if noun is None:
            noun, near, reason = _partners(place, stated, role)
        if noun is None:
            near, reason = 0.0, "no noun near tells what it measures"
        elif reason.startswith("the sentence before"):
            noun = _narrowed(place, stated, noun)
        elif stated.kind == "count" and reason.endswith("before it"):
            noun = _narrowed_after(place, stated, noun)
        done.append(Measurement(role, noun, min(sure, near), reason, fell))
    return done


def _in_order(place: Paragraph, stated: StatedQuantity) -> tuple[Noun, float, str] | None:
    """Of "exports and imports were 12 and 3 billion respectively" each has its own noun."""
    at = order_of(place, stated)
    if at is None:
        return None
    sentence = place.sentence(stated.start)
    peers = peers_of(place, stated)
    nouns = [n for n in place.nouns if sentence.start <= n.start and n.end <= peers[0].start]
    nouns = nouns[-len(peers) :]
    distinct = len({noun.atom for noun in nouns}) == len(peers)
    return (nouns[at], 0.85, "in the order of the nouns") if distinct else None


def peers_of(place: Paragraph, stated: StatedQuantity) -> list[StatedQuantity]:
    """The numbers of a kind in a sentence."""
    sentence = place.sentence(stated.start)
    return [
        one
        for one in place.quantities
        if sentence.start <= one.start < sentence.end and one.kind == stated.kind
    ]


def order_of(place: Paragraph, stated: StatedQuantity) -> int | None:
    """Which of several a number is, where the sentence says "respectively"."""
    sentence = place.sentence(stated.start)
    if not _patterns(place.language).respectively.search(place.lower, sentence.start, sentence.end):
        return None
    peers = peers_of(place, stated)
    return peers.index(stated) if len(peers) > 1 else None


def _partners(
    place: Paragraph, stated: StatedQuantity, role: str
) -> tuple[Noun | None, float, str]:
    """Of partners it is their trade that is told, where no other noun is near."""
    sentence = place.sentence(stated.start)
    near = [
        noun
        for noun in place.nouns
        if noun.atom == "partner" and sentence.start <= noun.start < sentence.end
    ]
    if not near or role not in ("level", "share", "growth") or stated.kind == "count":
        return None, 0.0, ""
    sure = 0.85 if role == "share" else 0.6
    return near[0]._replace(atom="turnover", declared=""), sure, "partners in trade"


def _narrowed_after(place: Paragraph, stated: StatedQuantity, noun: Noun) -> Noun:
    """The noun before, narrowed by a word after the number: including 22,000 tourist ones."""
    own = _modifiers_after(place, stated)
    return noun._replace(modifiers=noun.modifiers | own)


def _modifiers_after(place: Paragraph, stated: StatedQuantity) -> frozenset[str]:
    """What the words just after a number narrow: 28,300 tourist ones."""
    tail = place.lower[stated.end : stated.end + 24].removeprefix(".")
    after = re.split(r"[,.;:()]", tail)[0]
    patterns = modifier_patterns(place.language)
    return frozenset(name for name, one in patterns.items() if one.search(after))


def _narrowed(place: Paragraph, stated: StatedQuantity, noun: Noun) -> Noun:
    """The noun of the sentence before, narrowed by a word here: of them 9,600 were tourist ones."""
    sentence = place.sentence(stated.start)
    here = place.lower[sentence.start : sentence.end]
    own = {name for name, one in modifier_patterns(place.language).items() if one.search(here)}
    return noun._replace(modifiers=noun.modifiers | own)


# --- what kind of statement -------------------------------------------------------------------


def _role(  # noqa: PLR0911 - one rule a line
    place: Paragraph, stated: StatedQuantity
) -> tuple[str, bool, float]:
    """Role, whether it is a fall, and how sure."""
    reading = stated.reading
    if stated.kind == "ordinal":
        return ("rank" if _is_rank(place, stated) else ""), False, 1.0
    if role := _ROLES.get(stated.kind):
        if role in _FACTORS and not _compares(place, stated):
            return "", False, 1.0  # met twice
        return role, reading.change == "fall", 0.7
    if _is_unreadable_amount(place, stated):
        return "level", False, 0.3
    if stated.kind in ("other", "fraction") or stated.quantity is None:
        return "", False, 1.0
    if stated.of_level:
        return "ratio", False, 0.7
    if stated.kind == "percent":
        return _percent(place, stated)
    sentence = place.sentence(stated.start)
    after = place.lower[stated.end : min(sentence.end, stated.end + _AFTER)]
    if stated.kind in ("count", "measure") and _patterns(place.language).growth_next.match(after):
        return "change", reading.change == "fall", 0.9
    if _is_change(place, stated):
        return "change", reading.change == "fall" or _way(place, stated) < 0, 0.9
    return "level", False, 1.0


def _is_unreadable_amount(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether digits that make no number stand before a scale or a percent sign.

    They are meant as a statement: dismissed, nobody would be told that it could not be read.
    """
    if stated.kind != "other" or not place.text[stated.start].isdigit():
        return False
    return bool(_patterns(place.language).scaled.match(place.lower, stated.end))


def _compares(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a multiple says that something changed: grew 1.7 times, twice as many."""
    reading = stated.reading
    if reading.change:
        return True
    return bool(_patterns(place.language).growth_next.match(place.lower, stated.end)) or bool(
        _AS_MANY.match(place.lower, stated.end)
    )


def _percent(  # noqa: PLR0911 - one rule a line
    place: Paragraph, stated: StatedQuantity
) -> tuple[str, bool, float]:
    reading, words = stated.reading, _patterns(place.language)
    way = -1 if reading.change == "fall" else 1 if reading.change == "rise" else 0
    if not reading.signed:
        way = way or _way(place, stated)
    sentence = place.sentence(stated.start)
    if told := words.compared.match(place.lower, stated.end, sentence.end):
        return "growth", told.lastgroup == "less", 1.0
    opening = max(sentence.start, stated.start - _BEFORE)
    before = place.lower[opening : stated.start]
    after = place.lower[stated.end : min(sentence.end, stated.end + _AFTER)]
    # A percentage with a sign says how much something changed, whatever stands before it.
    if _SIGNED.match(place.text[stated.start :]):
        return "growth", way < 0, 1.0
    shares = [match.end() for match in words.share.finditer(before)]
    by = words.by.search(before)
    if by and not shares:
        return "growth", way < 0, 1.0
    if words.growth_next.match(after):
        return "growth", way < 0, 1.0
    if shares and not (by and by.start() > shares[-1] and way):
        return "share", False, 1.0
    if sentence.bracket(stated.start) and place.text[stated.start - 1] in "+-\N{MINUS SIGN}":
        return "growth", way < 0, 1.0
    if words.share_next.match(after):
        return "share", False, 0.9
    if reading.place == "change_to" and not words.growth.search(before[-12:]):
        return "ratio", False, 0.5  # it fell to 17 %
    by_the_reader = {"share": "share", "change_by": "growth"}.get(reading.place, "")
    if by_the_reader:
        return by_the_reader, way < 0, 0.9
    if way or words.growth.search(before) or words.growth.search(after):
        return "growth", way < 0, 0.8
    if _among_partners(place, stated):
        return "share", False, 0.75
    return "share" if words.share.search(after) else "ratio", way < 0, 0.4


def _among_partners(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a percentage stands where partners are ranked: third after China (18 %)."""
    sentence = place.sentence(stated.start)
    inside = [n for n in place.nouns if sentence.start <= n.start < sentence.end]
    ranked = [q for q in place.quantities if q.kind == "ordinal"]
    ranks = any(sentence.start <= q.start < sentence.end for q in ranked)
    return ranks or any(noun.atom == "partner" for noun in inside)


def _way(place: Paragraph, stated: StatedQuantity) -> int:
    return direction(place.text, place.lower, (stated.start, stated.end), place.language)[0]


def is_alone(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an ordinal is of no noun behind it, and of no day: its place is 22nd."""
    sentence = place.sentence(stated.start)
    behind, on = _around(place.language)
    lead = place.lower[sentence.start : stated.start]
    return bool(behind.match(place.lower, stated.end, sentence.end)) and not on.search(lead)


def _is_rank(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an ordinal is a place in an order: third largest partner, up from 5th."""
    sentence = place.sentence(stated.start)
    words = _patterns(place.language)
    if stated.reading.place == "rank":
        return True
    if is_alone(place, stated):
        ordinals = [one for one in place.quantities if one.kind == "ordinal"]
        ordinals = [one for one in ordinals if sentence.start <= one.start < stated.start]
        named = words.ranks.search(place.lower, sentence.start, stated.start)
        return named is not None or any(_is_rank(place, one) for one in ordinals)
    after = place.lower[stated.end : min(sentence.end, stated.end + _AFTER)]
    before = place.lower[max(sentence.start, stated.start - 30) : stated.start]
    return bool(words.rank_next.match(after) or words.rank_before.search(before))


def _is_change(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an amount is that of a change: grew by $2 billion."""
    if stated.reading.place == "change_by" and stated.reading.high is None:
        return True
    sentence = place.sentence(stated.start)
    before = place.lower[max(sentence.start, stated.start - _BEFORE) : stated.start]
    return bool(_patterns(place.language).by.search(before)) and _way(place, stated) != 0


# --- which noun -------------------------------------------------------------------------------


def _noun(  # noqa: PLR0911 - one rule a line
    place: Paragraph, at: int, role: str, done: list[Measurement]
) -> tuple[Noun | None, float, str]:
    stated = place.quantities[at]
    sentence = place.sentence(stated.start)
    fitting = [noun for noun in place.nouns if _fits(noun, stated, role)]
    here_all = [noun for noun in place.nouns if sentence.start <= noun.start < sentence.end]
    here = [noun for noun in fitting if noun in here_all]
    if role == "rank":
        return _ranked(place, stated, here)
    if role == "share":
        return _shared(place, stated, sentence, here)
    if choice := _after(place, stated, here, role):
        return choice
    narrowed = stated.kind == "count" and bool(_modifiers_after(place, stated))
    if stated.kind == "count" and not narrowed and _counts_other(place, stated):
        return None, 0.0, ""
    if choice := _before(place, stated, sentence, here):
        return choice
    if choice := _investors(stated, here_all, role):
        return choice
    if choice := _later(stated, sentence, here):
        return choice
    # A count says what it counts where it stands, but for "9,600 were tourist ones", "of them".
    if stated.kind == "count" and not _goes_on(place, stated, sentence):
        return None, 0.0, ""
    return _from_sentence_before(place, sentence, fitting, done)


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


def _ranked(
    place: Paragraph, stated: StatedQuantity, here: list[Noun]
) -> tuple[Noun | None, float, str]:
    if not here:
        return _ranked_before(place, stated)
    noun = min(here, key=lambda n: (_distance(n, stated), n.start))
    return noun, 0.95 if _distance(noun, stated) < _AFTER else 0.7, "the nearest noun"


def _investors(
    stated: StatedQuantity, here: list[Noun], role: str
) -> tuple[Noun, float, str] | None:
    """Of investors it is told what they invest."""
    before = [noun for noun in here if noun.atom == "investor" and noun.end <= stated.start]
    if not before or role != "level" or stated.kind != "money":
        return None
    return before[-1]._replace(atom="investment"), 0.7, "what investors put in"


def _ranked_before(place: Paragraph, stated: StatedQuantity) -> tuple[Noun | None, float, str]:
    """A rank without a noun, where the sentence before speaks of trade: Russia is second."""
    at = place.sentences.index(place.sentence(stated.start))
    for sentence in reversed(place.sentences[max(0, at - 2) : at + 1]):
        for noun in place.nouns:
            if sentence.start <= noun.start < sentence.end and noun.atom in _OF_TRADE:
                own = Noun(stated.start, stated.start, "partner")
                return own, 0.6, "trade is what the sentence before speaks of"
    return None, 0.0, ""


def _shared(
    place: Paragraph, stated: StatedQuantity, sentence: Sentence, here: list[Noun]
) -> tuple[Noun | None, float, str]:
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
        earlier = place.sentences[at - 1]
        spoken = [n for n in place.nouns if earlier.start <= n.start < earlier.end]
        if own := [n for n in spoken if n.atom == "turnover"]:
            return own[-1], 0.7, "the sentence before"
    for earlier in reversed(place.sentences[max(0, at - 2) : at]):
        for noun in place.nouns:
            if earlier.start <= noun.start < earlier.end and noun.atom in _OF_TRADE:
                whole = Noun(noun.start, noun.end, "turnover")
                return whole, 0.6, "trade is what the sentences before speak of"
    return None, 0.0, ""


def _after(  # noqa: PLR0911 - one rule a line
    place: Paragraph, stated: StatedQuantity, here: list[Noun], role: str
) -> tuple[Noun, float, str] | None:
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
    return bool(following) and bool(
        _LABEL.fullmatch(place.lower, noun.end, following.start) if following else None
    )


def _leads_on(place: Paragraph, noun: Noun) -> bool:
    """Whether the noun is that of the next number: of which exports made up 38 billion."""
    following = next((q for q in place.quantities if q.start >= noun.end), None)
    return following is not None and not _CLAUSE.search(place.lower, noun.end, following.start)


def _persons(stated: StatedQuantity, noun: Noun, here: list[Noun]) -> tuple[Noun, float, str]:
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
) -> tuple[Noun, float, str] | None:
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


def _later(
    stated: StatedQuantity, sentence: Sentence, here: list[Noun]
) -> tuple[Noun, float, str] | None:
    """A subject that stands after its number: $20 billion was the volume of trade."""
    bracket = sentence.bracket(stated.start)
    after = [n for n in here if n.start >= stated.end and sentence.bracket(n.start) == bracket]
    if not after or after[0].start - stated.end > 2 * _AFTER:
        return None
    return after[0], 0.6, "the noun after it in the sentence"


def _from_sentence_before(
    place: Paragraph, sentence: Sentence, fitting: list[Noun], done: list[Measurement]
) -> tuple[Noun | None, float, str]:
    """What the sentence before spoke of, carried on: its first number's noun, else its first."""
    index = place.sentences.index(sentence)
    for back in (1, 2):
        if index - back < 0:
            break
        previous = place.sentences[index - back]
        told = [
            measure.noun
            for stated, measure in zip(place.quantities, done, strict=False)
            if previous.start <= stated.start < previous.end and measure.noun in fitting
        ]
        spoken = [noun for noun in fitting if previous.start <= noun.start < previous.end]
        for noun in (*told, *spoken):
            if noun is not None:
                return noun, 0.75 if back == 1 and told else 0.6, "the sentence before"
    return None, 0.0, ""


def _distance(noun: Noun, stated: StatedQuantity) -> int:
    return max(noun.start - stated.end, stated.start - noun.end, 0)


class _Patterns(NamedTuple):
    share: re.Pattern[str]
    share_next: re.Pattern[str]
    growth: re.Pattern[str]
    growth_next: re.Pattern[str]
    by: re.Pattern[str]
    rank_next: re.Pattern[str]
    rank_before: re.Pattern[str]
    ranks: re.Pattern[str]
    bound: re.Pattern[str]
    counted: re.Pattern[str]
    grown: re.Pattern[str]
    clause: re.Pattern[str]
    of_them: re.Pattern[str]
    of_them_before: re.Pattern[str]
    other_counted: re.Pattern[str]
    included: re.Pattern[str]
    invested_in: re.Pattern[str]
    respectively: re.Pattern[str]
    weak: re.Pattern[str]
    compared: re.Pattern[str]
    scaled: re.Pattern[str]


@cache
def _around(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows an ordinal that stands alone, and what leads to a day."""
    ends = alternatives((*SIGNS[language].within, *SIGNS[language].within_names))
    return (
        re.compile(rf"\s*(?:$|[.,;:()\N{{EN DASH}}\N{{EM DASH}}]|(?:{ends}){END})"),
        re.compile(rf"{EDGE}(?:{alternatives(times(language).on)})\s+$"),
    )


@cache
def _patterns(language: str) -> _Patterns:
    words, basic = vocabulary(language), lexicon(language)
    by = alternatives(basic.by)
    few = r"(?:\s+[^\W\d_]+){0,3}?"
    prepositions = f"(?:{words.origin}|{words.target}|{words.beside}|{words.of_product or '(?!)'})"
    connectors = rf"(?:(?:{alternatives(basic.connectors)})[\s-]+){{0,3}}"
    return _Patterns(
        re.compile(f"{EDGE}(?:{words.share}){END}"),
        re.compile(
            rf"\s+(?:{words.of_product or 'от'}|от|of|del|dell')\s*{few}\s*(?:{words.world}|"
            rf"total|overall|общ|всего|complessiv|country|all{END})"
        ),
        re.compile(f"{EDGE}(?:{words.growth}){END}"),
        re.compile(rf"[\s,-]{{1,2}}(?:{words.growth}){END}"),
        re.compile(rf"{EDGE}(?:{by})[\s']*{connectors}$"),
        re.compile(rf"{few}[\s-]+(?:{words.rank}){END}"),
        re.compile(rf"{EDGE}(?:{words.rank}){END}(?:\s+[^\W\d_]+)?\s+$"),
        re.compile(rf"{EDGE}(?:{words.rank}){END}"),
        re.compile(rf"\s*(?:{words.bind_after})"),
        re.compile(rf"(?:{words.bind_after})(?:[^\W\d_]+\s+){{0,3}}"),
        re.compile(
            rf"[\s,-]*(?:{words.growth})?{END}\s*(?:in|of|in\s+the|nell?\w*|dell?\w*|di|"
            rf"del|the|{words.neutral}|\s)*"
        ),
        re.compile(words.bind_clause),
        re.compile(rf"\s*,?\s*\(?{words.of_them}{END}(?:\s+[^\W\d_]+){{0,4}}?\s*"),
        re.compile(rf"{EDGE}(?:{words.of_them}){END}"),
        re.compile(
            rf"\s+(?!(?:{words.neutral}|{prepositions}|{words.share}|{words.growth}|"
            rf"{alternatives(basic.calendar.goes_on)}){END})[^\W\d_]{{3,}}"
        ),
        re.compile(f"{EDGE}(?:{words.including}){END}[^,]*$"),
        re.compile(rf"{EDGE}(?:{words.target}){END}[^,.;]*$"),
        re.compile(f"{EDGE}{words.respectively}{END}"),
        re.compile(words.weak),
        re.compile(rf"[\s,]{{1,2}}(?:(?P<more>{words.more})|(?P<less>{words.less})){END}"),
        re.compile(rf"\s*%|[\s-]*(?:{alternatives(basic.scales)}){END}"),
    )
