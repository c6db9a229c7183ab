"""Whether a verb tells that a flow went the other way than the figure has it: bought, shipped.

Only of indicators whose statement says which side gives: exports of one to the other. Must not
know which indicators there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure, Indicator
from etl.reading.passages import Span
from etl.words.patterns import alternatives
from etl.words.trading import TRADING

_PLACE: Final = re.compile(r"([a-z]+) \{(reporter|partner)\}")
_GIVES: Final = frozenset(("from", "by"))
_GETS: Final = frozenset(("to", "into", "in", "for"))
_OTHER: Final = {"reporter": "partner", "partner": "reporter"}
_CLAUSE: Final = re.compile(r"[;:()]|\s[-\N{EN DASH}\N{EM DASH}]\s")
_REACH: Final = 60
"""Characters between a verb and the side that it is said of."""
_WORD: Final = re.compile(r"([^\W\d_]+)['\s]*$")


class _Patterns(NamedTuple):
    verb: re.Pattern[str]
    to: re.Pattern[str]
    from_: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = TRADING[language]
    lead = r"['\u2019]?\s*(?:the\s+)?$"
    return _Patterns(
        re.compile(rf"{EDGE}(?:(?P<sells>{words.sells})|(?P<buys>{words.buys})){END}"),
        re.compile(rf"{EDGE}(?:{alternatives(words.to)}){lead}"),
        re.compile(rf"{EDGE}(?:{alternatives(words.from_)}){lead}"),
    )


def direction_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book
) -> Iterator[Remark]:
    """A verb in the clause of a number whose giver is not the one of the indicator."""
    gives = _giver(book.indicators[figure.indicator])
    verb = _verb(passage, phrase)
    if not gives or verb is None:
        return
    areas = {
        "reporter": {figure.reporter, *book.areas[figure.reporter].sum_of},
        "partner": {figure.partner, *book.areas[figure.partner].sum_of},
    }
    told = _told(passage, verb, phrase, areas)
    if told and told != gives:
        sides = {"reporter": figure.reporter, "partner": figure.partner}
        found = f'"{passage.text[slice(*verb.span())]}" tells of what {sides[told]} gives, '
        found += f"{figure.indicator} is what {sides[gives]} gives"
        todo = "correct the indicator or its sides, or dismiss the word"
        yield Remark("indicator", verb.span(), found, todo)


def _giver(indicator: Indicator) -> str:
    """The side from which an indicator's amounts come, by its statement; empty for neither."""
    if not indicator.mirror or indicator.mirror == indicator.id:
        return ""
    for word, side in _PLACE.findall(indicator.statement):
        if word in _GIVES:
            return str(side)
        if word in _GETS:
            return _OTHER[side]
    return ""


def _verb(passage: Passage, phrase: Span) -> re.Match[str] | None:
    """The last verb before a number in its clause, no other number between; else the next."""
    first, last = passage.sentence(phrase[0])
    pattern, lower = _patterns(passage.language).verb, passage.lower
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
            return side if verb.lastgroup == "buys" else _OTHER[side]
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
    return side if verb.lastgroup == "sells" else _OTHER[side]


def _number_before(passage: Passage, start: int, end: int, phrase: Span) -> bool:
    """Whether another number than the phrase's stands between a verb and a side."""
    return any(
        start <= amount.start and amount.end <= end and not phrase[0] <= amount.start < phrase[1]
        for amount in passage.amounts
    )
