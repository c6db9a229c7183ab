"""Whether the words beside a number name the indicator and the areas of its figure.

Only words that the data set declares are known: `words` of indicators and areas, `adjectives`
and names of areas. Where it declares none for a thing, nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from etl.audit.judge.atoms import atoms, atoms_in
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.rows import numbers_in_row, own_mention
from etl.audit.judge.stated import reading_at
from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure
from etl.reading.numerals import Numeral
from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.patterns import alternatives
from etl.words.trade import vocabulary

_RIGHT_AFTER: Final = 28
"""Characters: 38.6 billion dollars in exports; 270 companies of Italy."""
_RIGHT_BEFORE: Final = 6
"""Characters: exports - 6 billion."""
_LINK: Final = re.compile(r"\s+(?:[^\W\d_]+['\u2019\s]\s*){0,2}")
"""Between two nouns of one phrase: an outflow of direct investment."""
_PART: Final = re.compile(r"\s+(?:(?:of|in|di|del|della|dei|delle|degli)\s+|d['\u2019]\s*)?")
"""Between a noun and what it is a part of."""
_OPENS: Final = re.compile(r"[^,;:.()\d]{0,28}\((?!\s*\d{4}\s*:)")
"""Between an amount and what brackets behind it tell of it."""
_BRACKETS: Final = re.compile(r"\([^()]*\)")


def indicator_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """Words for another indicator beside the number, or in its sentence and none for its own."""
    own = measured_on(figure.indicator, book)
    mentions = _with_linked(passage, phrase, beside(passage, phrase, passage.indicators))
    todo = "correct the indicator"
    first, last = passage.sentence(phrase[0])
    here = [m for m in passage.indicators if first <= m.start < last]
    if not here and _each(passage.language).search(passage.lower, first, last):
        here = _of_sentence_before(passage, phrase, passage.indicators)
    in_row = own_mention(passage, phrase, here)
    if in_row:
        mentions = [in_row]
    if in_row and not in_row.ids & own:
        pass  # in that order it is another's
    elif any(mention.ids & own for mention in mentions):
        mentions = _rivals(passage, phrase, figure, book) or _narrower(passage, mentions, own, book)
    elif not own & named:
        mentions = [m for m in mentions if first <= m.start < last]
        if not any(book.indicators[name].words for name in own):
            mentions = _of_its_unit(passage, (first, last), mentions, own, book)
        todo = f"correct the indicator, or declare its words in {passage.language}"
    if mentions:
        last_one = mentions[-1]
        word = passage.text[last_one.start : last_one.end]
        names = " or ".join(sorted(last_one.ids))
        fault = f'"{word}" near it names {names}, the figure is {figure.indicator}'
        yield Remark("indicator", (last_one.start, last_one.end), fault, todo)


@cache
def _each(language: str) -> re.Pattern[str]:
    """Said of numbers that stand in the order of what they are of: respectively."""
    return re.compile(rf"{EDGE}(?:{vocabulary(language).respectively}){END}")


def _of_its_unit(
    passage: Passage, sentence: Span, mentions: list[NameMention], own: set[str], book: Book
) -> list[NameMention]:
    """Of words for other indicators, those of one counted alike; none where its own noun stands.

    An indicator that declares no words is told by the common nouns of its name and definition.
    """
    known = atoms(own, book)
    if known & atoms_in(passage.lower[slice(*sentence)], passage.language):
        return []
    units = {book.indicators[name].unit for name in own}
    return [m for m in mentions if units & {book.indicators[name].unit for name in m.ids}]


def _with_linked(passage: Passage, phrase: Span, mentions: list[NameMention]) -> list[NameMention]:
    """With those of the same noun phrase: an outflow of direct investment, exports of copper."""
    if len(mentions) != 1:
        return mentions
    linked = list(mentions)
    others = passage.indicators
    at = others.index(mentions[0])
    while at and _is_linked(passage, others[at - 1], linked[0], _LINK):
        at -= 1
        linked.insert(0, others[at])
    at = others.index(mentions[0]) + 1
    while at < len(others) and _is_linked(passage, linked[-1], others[at], _PART):
        linked.append(others[at])
        at += 1
    return [m for m in linked if not phrase[0] <= m.start < phrase[1]] or mentions


def _is_linked(
    passage: Passage, one: NameMention, other: NameMention, link: re.Pattern[str]
) -> bool:
    return link.fullmatch(passage.lower, one.end, other.start) is not None


def _rivals(passage: Passage, phrase: Span, figure: Figure, book: Book) -> list[NameMention]:
    """Words before a number for something else that is measured on the same: its share.

    Behind a share, words of what another share is of: a fifth of the exports was copper.
    """
    own = measured_on(figure.indicator, book)
    indicator = book.indicators[figure.indicator]
    first, last = passage.sentence(phrase[0])
    near = [
        mention
        for mention in passage.indicators
        if first <= mention.start < phrase[0]
        and is_open(passage, mention, phrase)
        and not _number_between(passage, mention.end, phrase[0])
    ]
    if any(figure.indicator in mention.ids for mention in near):
        return []
    rivals = [
        mention
        for mention in near
        if not mention.ids & own and any(book.indicators[name].of in own for name in mention.ids)
    ]
    if indicator.within and not rivals:
        part = {indicator.id, indicator.of}
        here = [m for m in passage.indicators if first <= m.start < last]
        if not any(mention.ids & part for mention in here):
            rivals = [m for m in (*near, *here) if _is_part(m, own, book)]
        rivals = rivals or _narrow_whole(passage, phrase, here, part)
    return rivals


def _narrow_whole(
    passage: Passage, phrase: Span, here: list[NameMention], part: set[str]
) -> list[NameMention]:
    """Words for the part in the noun phrase of its whole: 30% of the tea exports is no tea."""
    after = [m for m in here if m.start >= phrase[1]]
    if not after or not follows(passage, phrase[1], after[0].start):
        return []
    whole = after[:1]
    for mention in after[1:]:
        if _is_linked(passage, whole[-1], mention, _PART):
            whole.append(mention)
    return [m for m in whole if m.ids & part] if len(whole) > 1 else []


def _narrower(
    passage: Passage, mentions: list[NameMention], own: set[str], book: Book
) -> list[NameMention]:
    """Words in the noun phrase that name parts of what is measured: copper exports."""
    if any(book.indicators[name].within for name in own):
        return []
    parts: list[NameMention] = []
    for one, other in pairwise(mentions):
        if _is_linked(passage, one, other, _PART):
            parts += [mention for mention in (one, other) if _is_part(mention, own, book)]
    return parts


def _is_part(mention: NameMention, own: set[str], book: Book) -> bool:
    """Whether all that a word names is a part, or a share, of what is measured."""
    parts = (book.indicators[name] for name in mention.ids)
    return not mention.ids & own and all(one.part_of in own or one.within in own for one in parts)


def measured_on(indicator: str, book: Book) -> set[str]:
    """Itself and all that it is measured on: "trade" is named in the change of a share of it."""
    own: set[str] = set()
    open_ = [indicator]
    while open_:
        name = open_.pop()
        if name and name not in own:
            own.add(name)
            open_ += (book.indicators[name].of, book.indicators[name].within)
    return own


def beside(passage: Passage, phrase: Span, mentions: list[NameMention]) -> list[NameMention]:
    """The mention right after a number, else the last before it with no number between.

    Without either, those before it in its sentence that stand beside no other number; without
    any, those of the last sentence before that has some.
    """
    first, last = passage.sentence(phrase[0])
    here = [m for m in mentions if first <= m.start < last and is_open(passage, m, phrase)]
    here = [m for m in here if not _is_inserted(passage, m, here, phrase)]
    after = next((m for m in here if m.start >= phrase[1]), None)
    if after and follows(passage, phrase[1], after.start):
        return [after]
    owner, gap = _amount_before(passage, phrase)
    own = [m for m in here if owner[1] <= m.start < phrase[0]]
    if not own and _OPENS.match(gap) and ")" not in gap:
        return beside(passage, owner, mentions)  # imports - 5 billion (down 2 %)
    before = [m for m in here if m.start < phrase[1]]
    end = before[-1].end if before else 0
    if before and (
        not _number_between(passage, end, phrase[0]) or _changed_to(passage, end, phrase)
    ):
        return before[-1:]
    free = [m for m in before if not is_taken(passage, m, phrase)]
    if not free and not own and _against(passage.language).fullmatch(gap):
        free = beside(passage, owner, mentions)  # tea: 74 tonnes against 68
    return free or _of_sentence_before(passage, phrase, mentions)


def _of_sentence_before(
    passage: Passage, phrase: Span, mentions: list[NameMention]
) -> list[NameMention]:
    """Mentions of the last sentence before that of a number that has some."""
    first, _ = passage.sentence(phrase[0])
    ends = [m for m in mentions if m.end <= first and is_open(passage, m, phrase)]
    if not ends:
        return []
    begin = passage.sentence(ends[-1].start)[0]
    return [m for m in ends if m.start >= begin]


def _amount_before(passage: Passage, phrase: Span) -> tuple[Span, str]:
    """The amount before a number in its sentence, and what stands between; else the number."""
    first, _ = passage.sentence(phrase[0])
    before = [n for n in passage.amounts if first <= n.start and n.end <= phrase[0]]
    owner = (before[-1].start, before[-1].end) if before else phrase
    return owner, passage.lower[owner[1] : phrase[0]] if before else ""


@cache
def _against(language: str) -> re.Pattern[str]:
    known = alternatives(forms(language).against)
    return re.compile(rf"[^,;:.()\d]*,?\s(?:{known}){END}(?:\s+[^\W\d_]{{1,3}})?[^\w]*")


def _is_inserted(
    passage: Passage, mention: NameMention, others: list[NameMention], phrase: Span
) -> bool:
    """Whether commas set a part apart from what a number is of: turnover, exports included, was."""
    first = passage.sentence(mention.start)[0]
    opening = passage.lower.rfind(",", first, mention.start)
    closing = passage.lower.find(",", mention.end, phrase[0])
    if min(opening, closing) < 0 or not _including(passage.language).search(
        passage.lower, opening, closing
    ):
        return False
    heads = [m for m in others if first <= m.start and m.end <= opening]
    return bool(heads) and not passage.number_between(heads[-1].end, phrase[0])


@cache
def _including(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{vocabulary(language).including}){END}")


def follows(passage: Passage, start: int, end: int) -> bool:
    """Whether words come right after a number: 38.6 billion dollars in exports."""
    between = passage.lower[start:end]
    if len(between) > _RIGHT_AFTER or any(mark in between for mark in ",;:()"):
        return False
    if passage.sentence(end)[0] > start:
        return False  # it was 700 million. Imports were two billion
    if between.split()[:1] and between.split()[0] in lexicon(passage.language).ands:
        return False  # exports of 2 billion and imports of one
    return not passage.number_between(start, end)


def _number_between(passage: Passage, start: int, end: int) -> bool:
    """Whether a number stands between two places, but for what brackets between them hold."""
    closed = [match.span() for match in _BRACKETS.finditer(passage.lower, start, end)]
    edges = [start, *(edge for span in closed for edge in span), end]
    return any(passage.number_between(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _changed_to(passage: Passage, start: int, phrase: Span) -> bool:
    """Whether what stands between is by how much it changed to a number: fell by 3% to 84."""
    own = reading_at(passage.readings, phrase)
    if own is None or own.place != "change_to":
        return False
    between = [
        reading
        for reading in passage.readings
        if reading.quantity and start <= reading.start and reading.end <= phrase[0]
    ]
    return all(reading.place == "change_by" or reading.kind == "multiple" for reading in between)


def is_taken(
    passage: Passage,
    mention: NameMention,
    phrase: Span,
    amounts: Sequence[Numeral] | None = None,
) -> bool:
    """Whether a mention stands right beside another number: exports - 6 billion; 5,000 visas.

    amounts: the numbers that are asked about; all that are no date where it is None.
    """
    row = numbers_in_row(passage, phrase)
    for numeral in passage.amounts if amounts is None else amounts:
        # Of 12 and 15 %, what stands beside the first is the second's as well.
        if phrase[0] <= numeral.start < phrase[1] or numeral.start in row:
            continue
        if mention.start - numeral.end >= 0 and follows(passage, numeral.end, mention.start):
            return True
        if 0 <= numeral.start - mention.end <= _RIGHT_BEFORE:
            return True
    return False


def is_open(passage: Passage, mention: NameMention, phrase: Span) -> bool:
    """Whether a mention stands in no brackets that the number does not stand in."""
    first, second = sorted((mention.start, phrase[0]))
    between = passage.lower[first:second]
    closing = passage.lower.find(")", mention.end)
    return between.count("(") == between.count(")") or mention.end <= phrase[0] < closing
