"""Whose a flow is, as nouns and what stands with them tell it: exports to Italy, Italy's imports.

Must not know which indicators there are: whose it is, is asked of the words that name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.named import beside, measured_on
from etl.audit.judge.place import EDGE, END
from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.reading.areas import Mention
from etl.reading.passages import Span
from etl.words.patterns import alternatives
from etl.words.trade import vocabulary
from etl.words.trading import TRADING

OTHER: Final = {"reporter": "partner", "partner": "reporter"}
_LEADS: Final = ("to", "from")
_STOP: Final = re.compile(r"[.,;:()]")
_BEFORE: Final = 4
"""Words between an owner and its noun: Italy's second largest trading partner."""
_AFTER: Final = 6
"""Words between a noun and the preposition of its side: exports of Kazakh oil and gas to Italy."""
_ADJECTIVE: Final = 3
"""The same, where an adjective follows: to Italian buyers."""
_OF: Final = 1
"""The same of an owner: investments made by Italy."""


class Ownership(NamedTuple):
    """Which side owns what is measured, or gives it, and the words that say so."""

    side: str
    span: Span


class Role(NamedTuple):
    """What an indicator's statement says of its sides."""

    name: str = ""
    """Whether one "gives" or "owns" what is measured; empty where it does not say."""
    side: str = ""
    """Which one."""
    has_in: bool = False
    """Whether what is given goes into a side: investment in, into."""
    is_loose: bool = False
    """Whether it is only said to be of one with the other: a word of trade is needed to tell."""


class _Patterns(NamedTuple):
    sales: re.Pattern[str]
    purchases: re.Pattern[str]
    flows: re.Pattern[str]
    to: re.Pattern[str]
    from_: re.Pattern[str]
    with_: re.Pattern[str]
    of: re.Pattern[str] | None
    preposition: re.Pattern[str]
    neutral: re.Pattern[str]
    locative: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words, trade = TRADING[language], vocabulary(language)
    lead = r"['\u2019]?\s*(?:the\s+)?$"
    origins = [word for word in words.from_ if word not in words.of]
    bound = "|".join(filter(None, (trade.origin, trade.target, trade.whose, trade.beside)))
    joints = alternatives(("and", "e", "ed", "\u0438"))
    return _Patterns(
        re.compile(rf"{EDGE}(?:{words.sales}){END}"),
        re.compile(rf"{EDGE}(?:{words.purchases}){END}"),
        re.compile(rf"{EDGE}(?:{words.sales}|{words.purchases}|{words.gifts}){END}"),
        re.compile(rf"{EDGE}({alternatives(words.to)}){lead}"),
        re.compile(rf"{EDGE}({alternatives(origins)}){lead}"),
        re.compile(rf"{EDGE}(?:{alternatives(words.with_)}){lead}"),
        re.compile(rf"{EDGE}({alternatives(words.of)}){lead}") if words.of else None,
        re.compile(rf"{EDGE}(?!(?:{joints}){END})(?:{bound})(?:{END}|(?<=['\u2019]))"),
        re.compile(rf"(?:{trade.neutral})"),
        re.compile(rf"(?:{words.locative})$" if words.locative else r"(?!)"),
        re.compile(rf"{words.sells}|{words.buys}|{words.invests}"),
    )


def owner_told(
    passage: Passage, phrase: Span, figure: Figure, book: Book, role: Role
) -> Ownership | None:
    """The side that owns what a number measures, or that gives it where the role asks for that.

    None where the noun of it is not found, or its words tell nothing or two things.
    """
    noun = noun_of(passage, phrase, figure, book)
    if noun is None:
        return None
    patterns = _patterns(passage.language)
    takes = patterns.purchases.search(passage.lower, *noun) is not None
    is_traded = takes or patterns.sales.search(passage.lower, *noun) is not None
    is_rank = KINDS[figure.kind].tested == "place"
    if role.is_loose and not (is_traded or is_rank):
        return None
    told: dict[str, Span] = {}
    for place, word in sides_of(passage, noun, has_in=role.has_in):
        side = _side(place, figure, book)
        is_owner = word == "owner" or ((role.name == "gives" or is_traded) and word in _LEADS)
        if not side or not is_owner:
            continue
        owner = side
        if word in _LEADS:
            gives = side if word == "from" else OTHER[side]
            owner = OTHER[gives] if takes else gives
        span = min(noun[0], place.start), max(noun[1], place.end)
        told.setdefault(OTHER[owner] if takes and role.name == "gives" else owner, span)
    if len(told) != 1:
        return None
    return Ownership(*next(iter(told.items())))


def _side(place: Mention, figure: Figure, book: Book) -> str:
    for side, area in (("reporter", figure.reporter), ("partner", figure.partner)):
        if place.area == area or place.area in book.areas[area].sum_of:
            return side
    return ""


def noun_of(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Span | None:
    """Where the noun stands of what a number measures: one of its indicator, else one of trade."""
    asked = phrase, figure.indicator
    if asked not in passage.nouns:
        passage.nouns[asked] = _noun_of(passage, phrase, figure, book)
    return passage.nouns[asked]


def _noun_of(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Span | None:
    own = measured_on(figure.indicator, book)
    if KINDS[figure.kind].tested != "place" and len(own) > 1:
        own -= {figure.indicator}  # a share is its partner's, what it is a share of is not
    is_noun = [m for m in passage.indicators if not _is_verb(passage, m)]
    mentions = [m for m in beside(passage, phrase, is_noun) if m.ids & own]
    first, last = passage.sentence(phrase[0])
    here = [m for m in is_noun if m.ids & own and first <= m.start < last]
    mentions = mentions or [m for m in here if m.start < phrase[0]] or here
    if mentions:
        return mentions[-1].start, mentions[-1].end
    patterns = _patterns(passage.language)
    traded = [
        match.span()
        for match in patterns.flows.finditer(passage.lower, first, phrase[0])
        if not any(m.start < match.end() and match.start() < m.end for m in passage.indicators)
        and not passage.number_between(match.end(), phrase[0])
    ]
    return max(traded, default=None)


def _is_verb(passage: Passage, mention: NameMention) -> bool:
    verb = _patterns(passage.language).verb
    return verb.fullmatch(passage.lower, mention.start, mention.end) is not None


def sides_of(passage: Passage, noun: Span, *, has_in: bool) -> Iterator[tuple[Mention, str]]:
    """The areas that stand with a noun, each with what it is: owner, to, from, beside."""
    first, last = passage.sentence(noun[0])
    before = [p for p in passage.places if first <= p.start and p.end <= noun[0]]
    if before and _owns(passage, before[-1], noun):
        yield before[-1], "owner"
    for place in passage.places:
        if place.start < noun[1] or place.end > last:
            continue
        between = passage.lower[noun[1] : place.start]
        if _STOP.search(between) or _is_cut(passage, noun[1], place.start):
            return
        if word := _led(passage, place, noun, between, has_in=has_in):
            yield place, word


def _is_cut(passage: Passage, start: int, end: int) -> bool:
    """Whether a number or the noun of another flow stands between a noun and an area."""
    another = _patterns(passage.language).flows.search(passage.lower, start, end)
    return another is not None or passage.number_between(start, end)


def _owns(passage: Passage, place: Mention, noun: Span) -> bool:
    """Whether an adjective or an owner before a noun is its own: Italy's total exports."""
    between = passage.lower[place.end : noun[0]]
    patterns = _patterns(passage.language)
    words = re.findall(r"[^\W\d_]+", between)
    if _STOP.search(between) or patterns.preposition.search(between) or len(words) > _BEFORE:
        return False
    if place.owns or not place.adjective:
        return place.owns or (passage.language == "en" and not words)
    free = [word for word in words if not _is_plain(passage, word)]
    return len(free) <= (1 if passage.language == "en" else 0)


def _is_plain(passage: Passage, word: str) -> bool:
    """Whether a word between an adjective and its noun is no noun of its own."""
    patterns = _patterns(passage.language)
    return any(known.fullmatch(word) for known in (patterns.neutral, patterns.flows))


def _led(passage: Passage, place: Mention, noun: Span, between: str, *, has_in: bool) -> str:
    """What an area behind a noun is to it, by the words between; empty where they do not say."""
    patterns = _patterns(passage.language)
    words = _count(between)
    if words > (_ADJECTIVE if place.adjective else _AFTER):
        return ""
    if not words:
        # A preposition leads to neither in: экспорт Италии, esportazioni italiane.
        beside = {"it": "owner", "ru": "from"}.get(passage.language, "")
        return beside if place.adjective else "" if patterns.of else "owner"
    if patterns.of and (lead := patterns.of.search(between)):
        opening = between[: lead.start()]
        if patterns.preposition.search(opening) or _count(opening) > _OF:
            return ""
        return "from" if place.adjective else "owner"
    lead = patterns.to.search(between)
    if lead and _is_whereto(passage, place, noun, lead[1], has_in=has_in):
        return "to"
    led = {"from": patterns.from_, "beside": patterns.with_}
    return next((word for word, lead in led.items() if lead.search(between)), "")


def _is_whereto(passage: Passage, place: Mention, noun: Span, lead: str, *, has_in: bool) -> bool:
    """Whether a preposition leads to the side that gets, and not to where something is."""
    words, patterns = TRADING[passage.language], _patterns(passage.language)
    if lead in words.inside:
        if not words.locative:
            return has_in
        if patterns.locative.search(passage.lower, place.start, place.end):
            return False
    is_inside = lead.startswith(("in", "n", "\u0432"))
    return not (is_inside and patterns.purchases.search(passage.lower, *noun))


def _count(text: str) -> int:
    return len(re.findall(r"[^\W\d_]+", text))
