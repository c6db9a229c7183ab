"""Whether an amount is of trade with everybody, where its entry is of one partner: total exports.

Must not know which indicators there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.named import beside, measured_on
from etl.audit.judge.owners import noun_of, sides_of
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import WORLD, Book, Figure
from etl.core.schema import ECONOMIES
from etl.reading.passages import Span
from etl.words.trade import vocabulary
from etl.words.trading import TRADING

_CLAUSE: Final = re.compile(r"[;()]")
_NEXT: Final = re.compile(r"[;,]|\s(?:and|e|\N{CYRILLIC SMALL LETTER I})\s")
"""Before another clause."""
_END: Final = re.compile(r"[.!?]\s")
_BEFORE: Final = 40
"""Characters before a noun in which it is said to be the whole of it: total annual volume of."""
_BEHIND: Final = 16
"""The same behind its number: $6 billion in total."""
_REACH: Final = 80
"""The same, to the partner of the next clause."""


class _Patterns(NamedTuple):
    total: re.Pattern[str]
    everybody: re.Pattern[str]
    both: re.Pattern[str]
    back: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    trade, words = vocabulary(language), TRADING[language]
    return _Patterns(
        re.compile(rf"{EDGE}(?:{words.total}){END}"),
        re.compile(rf"{EDGE}(?:{trade.world}){END}"),
        re.compile(rf"{EDGE}(?:{trade.bilateral}){END}"),
        re.compile(rf"[^\W\d_]*(?:\s+(?:{words.total}))?\s+(?:{words.back}){END}"),
    )


def tells_everybody(passage: Passage, phrase: Span, figure: Figure, book: Book) -> bool:
    """Whether words tell that a number is of trade with everybody: total exports."""
    if _is_part_of_all(figure, book):
        return False
    noun = noun_of(passage, phrase, figure, book) or _verb(passage, phrase, figure, book)
    if noun is None or _word(passage, noun, phrase) is None:
        return False
    if _patterns(passage.language).back.match(passage.lower, noun[1]):
        return False
    others = [area for area in book.areas.values() if area.id not in (WORLD, figure.reporter)]
    first, last = passage.sentence(noun[0])
    named = {area for m in passage.areas if first <= m.start < last for area in m.ids}
    return not named.intersection(area.id for area in others)


def everybody_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """The whole of a flow, or that of the world, with a number that is of one partner."""
    if _is_part_of_all(figure, book) or figure.partner == WORLD:
        return
    if figure.partner not in named and figure.partner not in ECONOMIES:
        return
    noun = noun_of(passage, phrase, figure, book) or _verb(passage, phrase, figure, book)
    if noun is None:
        return
    word = _whole(passage, noun, phrase, figure, book)
    word = word or _contrasted(passage, noun, phrase, figure, book)
    if word:
        said = passage.text[slice(*word)]
        fault = f'"{said}" tells of trade with everybody, the partner is {figure.partner}'
        yield Remark("area", word, fault, "correct the partner")


def _is_part_of_all(figure: Figure, book: Book) -> bool:
    """Whether a number is a share or a rank, whose whole may be everybody's."""
    one = book.indicators[figure.indicator]
    return bool(one.whole or one.within) or KINDS[figure.kind].tested == "place"


def _verb(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Span | None:
    """A verb that names what is measured: exported goods worth."""
    own = measured_on(figure.indicator, book)
    return next(
        ((m.start, m.end) for m in beside(passage, phrase, passage.indicators) if m.ids & own), None
    )


def _whole(passage: Passage, noun: Span, phrase: Span, figure: Figure, book: Book) -> Span | None:
    """Total, overall, in total: with a noun whose sentence names no partner."""
    word = _word(passage, noun, phrase)
    first, last = passage.sentence(noun[0])
    patterns = _patterns(passage.language)
    if word is None or patterns.both.search(passage.lower, *passage.sentence(phrase[0])):
        return None
    if patterns.back.match(passage.lower, noun[1]):
        return None  # total exports to it
    if _partners(passage, (first, last), figure, book):
        return None
    is_owned = _is_owned(passage, noun, figure, book)
    return word if is_owned or not _partners(passage, (0, first), figure, book) else None


def _word(passage: Passage, noun: Span, phrase: Span) -> Span | None:
    """A word that says that the noun of a number is of everybody."""
    patterns, lower = _patterns(passage.language), passage.lower
    first, last = passage.sentence(noun[0])
    start = max(first, noun[0] - _BEFORE)
    end = min(max(last, phrase[1]), phrase[1] + _BEHIND)
    words = (
        match.span()
        for known in (patterns.total, patterns.everybody)
        for match in known.finditer(lower, start, end)
    )
    for word in words:
        near, far = sorted((word, noun if word[0] < phrase[0] else phrase))
        is_near = not _CLAUSE.search(lower, near[1], far[0])
        if is_near and not passage.number_between(min(near[1], far[0]), far[0]):
            return word
    return None


def _contrasted(
    passage: Passage, noun: Span, phrase: Span, figure: Figure, book: Book
) -> Span | None:
    """The economy's own flow, where only that of another clause is with the partner."""
    if not _is_owned(passage, noun, figure, book) or noun[1] > phrase[0]:
        return None
    named = _partners(passage, (0, phrase[1] + _REACH), figure, book)
    if not named or named[0] < phrase[1]:
        return None
    between = passage.lower[phrase[1] : named[0]]
    is_next = _NEXT.search(between) and not _END.search(between)
    other = any(phrase[1] < m.start < named[0] for m in passage.indicators)
    return noun if is_next and other else None


def _is_owned(passage: Passage, noun: Span, figure: Figure, book: Book) -> bool:
    """Whether a noun is the reporter's: Italy's exports, the country's exports."""
    own = book.itself_or_parts(figure.reporter)
    owners = (p.area for p, word in sides_of(passage, noun, has_in=True) if word == "owner")
    if any(area in own for area in owners):
        return True
    our = vocabulary(passage.language)
    lead = passage.lower[max(0, noun[0] - _BEFORE) : noun[0]]
    return re.search(rf"{EDGE}(?:{our.our}|{our.speaker}|{our.ours}){END}", lead) is not None


def _partners(passage: Passage, span: Span, figure: Figure, book: Book) -> list[int]:
    """Where the partner is named in a stretch, as a noun or an adjective."""
    area = book.areas[figure.partner]
    own = {area.id, *area.sum_of}
    mentions = [m.start for m in passage.areas if m.ids & own]
    mentions += [p.start for p in passage.places if p.area in own]
    return sorted(at for at in mentions if span[0] <= at < span[1])
