"""Whether the words near a number name the areas of its figure.

Only words that the data set declares are known: `adjectives`, `words` and names of areas. From near
to far: since the number before, in the sentence, its paragraph, the paragraphs before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from etl.audit.judge.named import follows, is_open, is_taken
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.rows import own_mention
from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import WORLD, Book, Figure
from etl.core.schema import ECONOMIES
from etl.reading.numerals import Numeral
from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.signs import SIGNS
from etl.words.trade import vocabulary

_OF_SENTENCE: Final = 3
"""Scopes of a sentence: an area that it names alone is no group that another sentence names."""
_OF_PARAGRAPH: Final = 4
"""Scopes of a paragraph: what only others name is asked about."""
_ARTICLE: Final = r"(?:\s+(?:the|il|lo|la|i|gli|le)(?![^\W\d_])|\s+(?:l|all|nell)['\u2019])?"
"""Before a name that opens a clause: and the Netherlands, e l'Italia."""


class _Clauses(NamedTuple):
    """Words that open another clause: and, while, but."""

    last: re.Pattern[str]
    """Directly before a name."""
    any: re.Pattern[str]


@cache
def _clauses(language: str) -> _Clauses:
    words = vocabulary(language).ands
    return _Clauses(
        re.compile(rf"{EDGE}({words}){_ARTICLE}\s*$"), re.compile(rf"{EDGE}(?:{words}){END}")
    )


def area_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    book: Book,
    document: tuple[Passage, ...],
    named: frozenset[str],
) -> Iterator[Remark]:
    """Names of other areas where that of the partner, or of an unusual reporter, should stand."""
    is_placed = any(place.area == figure.partner for place in passage.places)
    is_alone = figure.partner == WORLD and _is_domestic(book.indicators[figure.indicator].statement)
    if figure.partner in named or (_is_known(figure.partner, book, named) and not is_placed):
        yield from () if is_alone else _partner(passage, phrase, figure, book, document)
    if figure.reporter != book.dataset.reporter:
        remarks = []
        # An economy is known everywhere, by the names that all data sets share.
        is_here = any(place.area == figure.reporter for place in passage.places)
        if figure.reporter in named or (figure.reporter in ECONOMIES and not is_here):
            remarks = [*_reporter(passage, phrase, figure, book, document)]
            yield from remarks
        if figure.reporter == WORLD and not (remarks or _tells_world(passage, document)):
            fault = f"no words here tell that {WORLD} is the reporter"
            todo = f"leave the reporter out for {book.dataset.reporter}"
            yield Remark("area", phrase, fault, todo, by_phrase=True)


def _tells_world(passage: Passage, document: tuple[Passage, ...]) -> bool:
    """Whether a paragraph or the heading speaks of the world, declared or not."""
    if any(WORLD in m.ids for place in (passage, *document[:1]) for m in place.areas):
        return True
    words = rf"{vocabulary(passage.language).world}|{SIGNS[passage.language].worldwide}"
    words = rf"{EDGE}(?:{words}){END}"
    is_named = any(place.area == WORLD for place in passage.places)
    return is_named or re.search(words, passage.lower) is not None


def _is_domestic(statement: str) -> bool:
    """Whether an indicator is of the reporter alone, as its gross domestic product is."""
    return "{reporter}" in statement and "{partner}" not in statement


def _is_known(area: str, book: Book, named: frozenset[str]) -> bool:
    """Whether an area without words of its own would be known: by its members, or everywhere."""
    members = book.areas[area].sum_of
    return area == WORLD or area in ECONOMIES or (bool(members) and named.issuperset(members))


def _reporter(
    passage: Passage, phrase: Span, figure: Figure, book: Book, document: tuple[Passage, ...]
) -> Iterator[Remark]:
    """No word for an unusual reporter in the paragraph, else in those before."""
    own = book.itself_or_parts(figure.reporter)
    mentions = passage.areas or _of_others(passage, document, set())
    names = {name for mention in mentions for name in mention.ids}
    members = own - {figure.reporter}
    whole = figure.reporter in names or (members and members <= names)
    if names and not whole:
        fault = f"no words here name {figure.reporter}, the reporter"
        todo = f"correct the reporter, or leave it out for {book.dataset.reporter}"
        yield Remark("area", phrase, fault, todo)


def _partner(
    passage: Passage, phrase: Span, figure: Figure, book: Book, document: tuple[Passage, ...]
) -> Iterator[Remark]:
    own = book.itself_or_parts(figure.partner)
    # The world's name speaks against no area.
    silent = {figure.reporter, figure.among, book.indicators[figure.indicator].whole, WORLD}
    some: NameMention | None = None
    members = own - {figure.partner}
    amounts = _amounts(passage, figure)
    for far, mentions in enumerate(_scopes(passage, phrase, silent, document, members, amounts)):
        names = {name for mention in mentions for name in mention.ids}
        if figure.partner in names or (members and members <= names):
            return
        if names & members:
            some = some or next(m for m in mentions if m.ids & members)
            if far < _OF_SENTENCE:
                break
            continue  # one of a group that farther words may name whole
        if others := names - silent:
            last = next(m for m in reversed(mentions) if m.ids - silent)
            if _shared_out(passage, last, phrase, figure.partner):
                return
            listed = " and ".join(sorted(others))
            fault = f"the words near it name {listed}, the partner is {figure.partner}"
            todo = "correct the partner, or declare its words among the areas"
            is_far = far >= _OF_PARAGRAPH
            span = phrase if is_far else (last.start, last.end)
            yield Remark("area", span, fault, todo, by_phrase=is_far)
            return
    if some is not None:
        fault = f"the words near it name {' and '.join(sorted(some.ids))} of {figure.partner} alone"
        span = (some.start, some.end) if some in passage.areas else phrase
        yield Remark("area", span, fault, "correct the partner: a group is all that it is made of")
    elif figure.partner not in silent and _after(passage, document, silent):
        fault = f"no words here or before it name {figure.partner}, the partner"
        yield Remark("area", phrase, fault, "correct the partner", by_phrase=True)


def _shared_out(passage: Passage, mention: NameMention, phrase: Span, partner: str) -> bool:
    """Whether words that name a group name the partner too, and several numbers are told of it."""
    within = (m for m in passage.members if mention.start <= m.start and m.end <= mention.end)
    first, last = passage.sentence(phrase[0])
    amounts = [each for each in passage.amounts if first <= each.start < last]
    return len(amounts) > 1 and any(partner in m.ids for m in within)


def _scopes(
    passage: Passage,
    phrase: Span,
    silent: set[str],
    document: tuple[Passage, ...],
    members: set[str],
    amounts: Sequence[Numeral],
) -> Iterator[list[NameMention]]:
    """Mentions from near to far: since the number before, in the sentence, the paragraph, others.

    Nearest is the one that has the number's place in a row. One right after another number is
    that number's: $2 billion to Syldavia and $1 billion to Ruritania. The members of a group may
    be named one by one anywhere: the rows of a table, and their sum. amounts: numbers that have
    an area of their own.
    """
    first, last = passage.sentence(phrase[0])
    sentence = [m for m in passage.areas if first <= m.start < last]
    right_after = [
        m for m in sentence if m.start >= phrase[1] and follows(passage, phrase[1], m.start)
    ]
    before = [m for m in sentence if m.end <= phrase[0] and is_open(passage, m, phrase)]
    since = [
        m
        for m in before
        if not any(m.end <= one.start and one.end <= phrase[0] for one in amounts)
        and not is_taken(passage, m, phrase, amounts)
    ]
    since = _own_clause(passage, since, silent)
    if since and right_after and _is_joined(passage, (phrase[1], right_after[0].start)):
        right_after = []  # came second with $4 million of exports and Ruritania third
    single = [m for m in passage.members if first <= m.start < last]
    in_row = own_mention(passage, phrase, [m for m in single if not m.ids & silent])
    yield [in_row] if in_row else []
    yield [*since, *right_after]
    yield sentence
    yield passage.areas
    if members:
        yield [m for p in document if p.number != passage.number for m in p.areas]
    else:
        yield _of_others(passage, document, silent)


def _amounts(passage: Passage, figure: Figure) -> list[Numeral]:
    """Numbers that may have an area of their own; places have none beside an amount.

    Syldavia came second with $5 million.
    """
    if KINDS[figure.kind].tested == "place":
        return passage.amounts
    places = [(one.start, one.end) for one in passage.readings if one.kind == "ordinal"]
    return [n for n in passage.amounts if not any(a < n.end and n.start < b for a, b in places)]


def _own_clause(passage: Passage, since: list[NameMention], silent: set[str]) -> list[NameMention]:
    """Of areas before a number, those of its own clause: Syldavia was first and Ruritania had 5."""
    told = [m for m in since if m.ids - silent]
    for one, other in reversed([*pairwise(told)]):
        between = passage.lower[one.end : other.start]
        opening = _clauses(passage.language).last.search(between)
        is_row = opening and opening[1] in lexicon(passage.language).ands
        if opening and not (is_row and not between[: opening.start()].strip(" ,")):
            return told[told.index(other) :]
    return since


def _is_joined(passage: Passage, gap: Span) -> bool:
    """Whether a word that opens another clause stands in a gap."""
    return _clauses(passage.language).any.search(passage.lower, *gap) is not None


def _of_others(
    passage: Passage, document: tuple[Passage, ...], silent: set[str]
) -> list[NameMention]:
    """What the nearest paragraph before names, and the heading.

    Where none does, a text of one other area alone may name it later, and so may one that speaks
    of two countries here.
    """
    chosen = [p for p in passage.preceding(document) if any(m.ids - silent for m in p.areas)][-1:]
    before = [m for other in (*passage.preceding(document[:1]), *chosen) for m in other.areas]
    after = [] if chosen else _after(passage, document, silent)
    both = rf"{EDGE}(?:{vocabulary(passage.language).bilateral}){END}"
    is_one = len({name for m in after for name in m.ids - silent}) == 1
    return [*before, *after] if is_one or re.search(both, passage.lower) else before


def _after(passage: Passage, document: tuple[Passage, ...], silent: set[str]) -> list[NameMention]:
    """What the paragraphs after name, but for areas of which nothing follows."""
    later = (other for other in document if other.number > passage.number)
    return [m for other in later for m in other.areas if m.ids - silent]
