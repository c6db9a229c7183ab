"""Areas that stand with the noun of a number and are not its entry's, declared or not.

Exports to an area that the book does not declare are no exports to its partner. Must not know
which side gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.named import follows
from etl.audit.judge.owners import noun_of, sides_of
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.rows import joined
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import WORLD, Book, Figure
from etl.core.schema import ECONOMIES
from etl.reading.areas import Mention
from etl.reading.passages import Span, folded
from etl.words import lexicon
from etl.words.patterns import alternatives
from etl.words.trade import vocabulary
from etl.words.trading import TRADING

_DECLARE: Final = "declare it among the areas and set it as the partner"
_FEWEST: Final = 2
"""Of members in a row, and of letters of a name."""
_WORDS: Final = 4
"""Between a preposition and a name, and the name: to the whole of Asia."""
_WORD: Final = re.compile(r"[\s'\u2019]*([^\W\d_]+(?:-[^\W\d_]+)*)")


class _Patterns(NamedTuple):
    led: re.Pattern[str]
    row: re.Pattern[str]
    each: re.Pattern[str]
    article: re.Pattern[str]
    ands: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = TRADING[language]
    leads = alternatives((*words.to, *words.from_, *words.with_))
    beside = vocabulary(language).beside
    return _Patterns(
        re.compile(rf"\s+(?:{leads}){END}['\u2019]?"),
        re.compile(rf"{EDGE}(?:{beside}|{leads})['\u2019]?\s*(?:the\s+)?$"),
        re.compile(rf"{EDGE}(?:{alternatives(words.each)}){END}"),
        re.compile(rf"{EDGE}(?:{leads}|the|il|lo|la|l|i|gli|le){END}['\u2019]?"),
        re.compile(rf"{EDGE}(?:{alternatives((*lexicon(language).ands, '&'))}){END}"),
    )


def partner_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """Another area than the partner, or one beside it, with the noun of a number."""
    own = book.itself_or_parts(figure.partner)
    if row := _row(passage, phrase, figure, own):
        words = " ".join(passage.text[slice(*row)].split())
        fault = f'"{words}" are named together, the partner is {figure.partner} alone'
        todo = "declare a group of them (sum_of) and set it as the partner"
        yield Remark("area", row, fault, todo)
        return
    noun = noun_of(passage, phrase, figure, book)
    if noun is None:
        return
    known = book.itself_or_parts(figure.reporter) | {figure.among, WORLD}
    known |= {area.id for area in book.areas.values() if own & {area.id, *area.sum_of}}
    places = [place for place, _ in sides_of(passage, noun, has_in=True)]
    if any(place.area in own for place in places):
        return
    others = [place for place in places if place.area not in known]
    # Before a noun that has another area of its own, the partner is that of another clause; a
    # rank's noun may have the area in which it is one.
    is_apart = bool(others) and KINDS[figure.kind].tested != "place"
    first = noun[1] if is_apart else passage.sentence(noun[0])[0]
    if _names(passage, (first, noun[1]), phrase, own):
        return
    for place in others:
        word = passage.text[place.start : place.end]
        fault = f'"{word}" beside it is {place.area}, the partner is {figure.partner}'
        todo = "correct the partner" if place.area in book.areas else _DECLARE
        span = place.start, place.end
        yield Remark("area", span, fault, todo)
        return
    if figure.partner in named or figure.partner in ECONOMIES:
        yield from _unknown(passage, noun, phrase)


def _names(passage: Passage, noun: Span, phrase: Span, own: set[str]) -> bool:
    """Whether words from a place to the number or the noun, or right after, name the partner."""
    first = noun[0]
    _, last = passage.sentence(phrase[0])
    mentions = [(m.start, m.ids) for m in passage.areas]
    mentions += [(p.start, frozenset((p.area,))) for p in passage.places]
    return any(
        ids & own
        and first <= start < last
        and (start < max(phrase[1], noun[1]) or follows(passage, phrase[1], start))
        for start, ids in mentions
    )


def _unknown(passage: Passage, noun: Span, phrase: Span) -> Iterator[Remark]:
    """A name behind a noun and to, from or with, that is no area anywhere: a region, a city."""
    lead = _patterns(passage.language).led.match(passage.lower, noun[1])
    start = lead.end() if lead else -1
    known = [(area.start, area.end) for area in passage.areas]
    known += [(place.start, place.end) for place in passage.places]
    known += [(numeral.start, numeral.end) for numeral in passage.numerals]
    for _ in range(_WORDS):
        word = _WORD.match(passage.text, start) if start >= 0 else None
        if word is None or noun[1] <= phrase[0] < word.end():
            return
        if word[1][0].isupper():
            break
        start = word.end()
    else:
        return
    span = word.span(1)
    is_known = any(a < span[1] and span[0] < b for a, b in known)
    if is_known or len(word[1]) < _FEWEST or folded(word[1]) in lexicon(passage.language).months:
        return
    fault = f'"{word[1]}" beside it is no area that the data set declares'
    yield Remark("area", span, fault, _DECLARE)


def _row(passage: Passage, phrase: Span, figure: Figure, own: set[str]) -> Span | None:
    """Areas that "and" joins to the partner, where one number is told of all of them."""
    first, last = passage.sentence(phrase[0])
    if _patterns(passage.language).each.search(passage.lower, first, last):
        return None
    silent = {figure.reporter, figure.among, WORLD}
    here = [p for p in passage.places if first <= p.start and p.end <= last and not p.adjective]
    rows: list[list[Mention]] = []
    for place in here:
        if rows and _goes_on(passage, rows[-1][-1], place):
            rows[-1].append(place)
        else:
            rows.append([place])
    for row in rows:
        ids = {place.area for place in row}
        span = row[0].start, row[-1].end
        if any(place.area in own and row[-1].end < place.start < phrase[0] for place in here):
            continue  # named once more, for the number alone
        is_more = len(row) >= _FEWEST and ids & own and not ids <= own and not ids & silent
        # Commas alone set apart what comes next: to Syldavia, Ruritania being a distant second.
        is_more = is_more and bool(_patterns(passage.language).ands.search(passage.lower, *span))
        if is_more and _is_of(passage, span, phrase, len(row)):
            return span
    return None


def _goes_on(passage: Passage, one: Mention, other: Mention) -> bool:
    """Whether a row goes on: Italy and France, with Italy and with France."""
    between = passage.lower[one.end : other.start]
    gap = joined(passage.language)
    if between.strip() and gap.fullmatch(between):
        return True
    stem = _patterns(passage.language).article.sub(" ", between).rstrip()
    return bool(stem) and gap.fullmatch(f"{stem} ") is not None


def _is_of(passage: Passage, row: Span, phrase: Span, members: int) -> bool:
    """Whether a row of areas belongs to a number, and is not shared out among as many."""
    first, last = passage.sentence(phrase[0])
    reading = next((r for r in passage.readings if r.start < phrase[1] and phrase[0] < r.end), None)
    kind = reading.kind if reading else ""
    alike = [r for r in passage.readings if first <= r.start < last and r.kind == kind]
    if len(alike) >= members:
        return False
    if row[1] <= phrase[0]:
        is_led = _patterns(passage.language).row.search(passage.lower, first, row[0])
        return bool(is_led) and not passage.number_between(row[1], phrase[0])
    return row[0] >= phrase[1] and follows(passage, phrase[1], row[0])
