"""Whether verbs and nouns tell that a flow went the other way than the figure has it.

By an indicator's statement one side gives (exports of one to the other) or owns it (the balance of
one). Must not know which indicators there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.named import measured_on
from etl.audit.judge.owners import OTHER, Ownership, Role, owner_told
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import Book, Figure
from etl.reading.passages import Span
from etl.words.patterns import alternatives
from etl.words.trading import TRADING

_PLACE: Final = re.compile(r"([a-z]+) \{(reporter|partner)\}")
_GIVES: Final = frozenset(("from", "by"))
_GETS: Final = frozenset(("to", "into", "in", "for"))
_BESIDE: Final = frozenset(("with", "between", "and"))
_INSIDE: Final = frozenset(("into", "in"))
_CLAUSE: Final = re.compile(r"[;:()]|\s[-\N{EN DASH}\N{EM DASH}]\s")
_ENGLISH: Final = "en"
"""In which statements are written."""
_REACH: Final = 60
"""Characters between a verb and the side that it is said of."""
_WORD: Final = re.compile(r"([^\W\d_]+)['\s]*$")


class _Patterns(NamedTuple):
    verb: re.Pattern[str]
    invests: re.Pattern[str]
    noun: re.Pattern[str]
    to: re.Pattern[str]
    from_: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = TRADING[language]
    lead = r"['\u2019]?\s*(?:the\s+)?$"
    return _Patterns(
        re.compile(rf"{EDGE}(?:(?P<sells>{words.sells})|(?P<buys>{words.buys})){END}"),
        re.compile(rf"{EDGE}(?P<sells>{words.invests}){END}"),
        re.compile(rf"{EDGE}(?:(?P<sales>{words.sales})|(?P<purchases>{words.purchases})){END}"),
        re.compile(rf"{EDGE}(?:{alternatives(words.to)}){lead}"),
        re.compile(rf"{EDGE}(?:{alternatives(words.from_)}){lead}"),
    )


def direction_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book
) -> Iterator[Remark]:
    """Words that tell of the other side, or an unusual reporter that no words tell of."""
    role = _role(figure, book)
    told = _told_by_verb(passage, phrase, figure, book, role)
    told = told or owner_told(passage, phrase, figure, book, role)
    sides = {"reporter": figure.reporter, "partner": figure.partner}
    if told and role.name and told.side != role.side:
        verb = "gives" if role.name == "gives" else "has"
        words = " ".join(passage.text[slice(*told.span)].split())
        fault = f'"{words}" tells of what {sides[told.side]} {verb}, '
        fault += f"{figure.indicator} is what {sides[role.side]} {verb}"
        todo = "correct the indicator or its sides"
        yield Remark("indicator", told.span, fault, todo)
    elif not told or (not role.name and told.side != "reporter"):
        yield from _exchanged(passage, phrase, figure, book)


def _exchanged(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """The economy of the book as the partner of a figure, where no words say that it is."""
    usual = book.dataset.reporter
    if usual not in book.itself_or_parts(figure.partner):
        return
    is_symmetric = book.indicators[figure.indicator].mirror == figure.indicator
    if is_symmetric and figure.authority:
        return  # as the statistics of the other side have it
    first, last = passage.sentence(phrase[0])
    named = [m for m in passage.areas if figure.reporter in m.ids]
    here = [m for m in named if first <= m.start < last] or named
    span = (here[-1].start, here[-1].end) if here else phrase
    fault = f"no words here tell that it is of {figure.reporter} and its partner {figure.partner}"
    yield Remark("area", span, fault, "exchange reporter and partner")


def _role(figure: Figure, book: Book) -> Role:
    """What the statement of an indicator says, or of what it is measured on."""
    name: str | None = figure.indicator
    owner = Role()
    while name:
        indicator = book.indicators[name]
        places = _PLACE.findall(indicator.statement)
        has_in = any(word in _INSIDE for word, _ in places)
        if indicator.mirror != indicator.id:
            for word, side in places:
                if word in _GIVES or word in _GETS:
                    giver = side if word in _GIVES else OTHER[side]
                    return Role("gives", giver, has_in)
            if not owner.name and (own := [side for word, side in places if word == "of"]):
                is_loose = any(word in _BESIDE for word, _ in places)
                # A share is of one side's trade; students of one at universities of the other.
                is_in = bool(indicator.whole) or KINDS[indicator.kind].tested == "place"
                side = own[-1] if is_in else own[0]
                owner = _by_noun(indicator.statement, side, is_loose=is_loose)
        name = indicator.of
    return owner


def _by_noun(statement: str, owner: str, *, is_loose: bool) -> Role:
    """What a statement without from or to says: exports of one are what it gives, imports not."""
    noun = _patterns(_ENGLISH).noun.search(statement.lower())
    if is_loose and noun:
        return Role("gives", owner if noun.lastgroup == "sales" else OTHER[owner])
    return Role("owns", owner, is_loose=is_loose)


def _told_by_verb(
    passage: Passage, phrase: Span, figure: Figure, book: Book, role: Role
) -> Ownership | None:
    """The side that gives, by the verb of a number: only of what is traded, or is invested."""
    if role.name != "gives":
        return None
    patterns = _patterns(passage.language)
    verb = None
    if _is_traded(figure, book):
        verb = _verb(passage, phrase, patterns.verb)
    else:
        own = measured_on(figure.indicator, book)
        verb = _verb(passage, phrase, patterns.invests)
        if verb and not any(m.start == verb.start() and m.ids & own for m in passage.indicators):
            verb = None
    if verb is None:
        return None
    areas = {
        "reporter": book.itself_or_parts(figure.reporter),
        "partner": book.itself_or_parts(figure.partner),
    }
    side = _told(passage, verb, phrase, areas)
    return Ownership(side, verb.span()) if side else None


def _is_traded(figure: Figure, book: Book) -> bool:
    """Whether what one side has of it the other has of another indicator: exports are imports."""
    own = [book.indicators[name] for name in measured_on(figure.indicator, book)]
    noun = _patterns(_ENGLISH).noun
    return any(
        one.mirror != one.id and (one.mirror or noun.search(one.statement.lower())) for one in own
    )


def _verb(passage: Passage, phrase: Span, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The last verb before a number in its clause, no other number between; else the next."""
    first, last = passage.sentence(phrase[0])
    lower = passage.lower
    before = [
        verb
        for verb in pattern.finditer(lower, first, phrase[0])
        if not passage.number_between(verb.end(), phrase[0])
        and not _CLAUSE.search(lower, verb.end(), phrase[0])
    ]
    if before:
        return before[-1]
    after = pattern.search(lower, phrase[1], min(last, phrase[1] + _REACH))
    if after is None or passage.number_between(phrase[1], after.start()):
        return None
    return None if re.search(r"[,;:()]", lower[phrase[1] : after.start()]) else after


def _told(passage: Passage, verb: re.Match[str], phrase: Span, areas: dict[str, set[str]]) -> str:
    """The side that gives, as a verb and the words around it say; empty where they leave it open.

    Behind a verb a preposition tells it (from, to); before it stands who sells or buys.
    """
    patterns = _patterns(passage.language)
    first, last = passage.sentence(phrase[0])
    sides = [
        (mention, side)
        for mention in passage.areas
        if first <= mention.start < last
        for side, ids in areas.items()
        if mention.ids & ids
    ]
    for mention, side in sides:
        if mention.start < verb.end() or _number_before(passage, verb.end(), mention.start, phrase):
            continue
        lead = passage.lower[verb.end() : mention.start]
        if patterns.from_.search(lead):
            return side
        if patterns.to.search(lead):
            # What was bought in a place comes from it.
            return side if verb.lastgroup == "buys" else OTHER[side]
    before = [
        (mention, side) for mention, side in sides if 0 <= verb.start() - mention.end <= _REACH
    ]
    opening = _WORD.search(passage.lower, first, verb.start())
    if not before or (opening and opening[1] in TRADING[passage.language].passive):
        return ""
    mention, side = before[-1]
    lead = passage.lower[first : mention.start]
    if patterns.from_.search(lead) or patterns.to.search(lead):
        return ""
    if passage.number_between(mention.end, verb.start()):
        return ""
    return side if verb.lastgroup == "sells" else OTHER[side]


def _number_before(passage: Passage, start: int, end: int, phrase: Span) -> bool:
    """Whether another number than the phrase's stands between a verb and a side."""
    return any(
        start <= amount.start and amount.end <= end and not phrase[0] <= amount.start < phrase[1]
        for amount in passage.amounts
    )
