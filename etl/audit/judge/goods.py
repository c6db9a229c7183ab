"""Whether an amount of trade is one of some goods only, where its entry is of all: oil exports.

Must not know which indicators there are: one that names the goods itself is of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.owners import noun_of
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure
from etl.reading.passages import Span
from etl.words.goods import GOODS
from etl.words.trading import TRADING

_LETTERS: Final = r"[^\W\d_]*"
_OF_THEM: Final = re.compile(rf"(?:goods|merci|beni|\u0442\u043e\u0432\u0430\u0440){_LETTERS}")
"""Goods as a whole, of which services may be named beside."""


class _Patterns(NamedTuple):
    goods: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    traded: re.Pattern[str]
    traded_in: re.Pattern[str]
    share: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = TRADING[language]
    kinds = "|".join(f"(?P<k{at}>{stems})" for at, stems in enumerate(GOODS[language]))
    goods = rf"{EDGE}(?:{kinds}){_LETTERS}"
    lead = r"(?:of\s+|di\s+|del\s+|della\s+|d['\u2019]\s*)?"
    return _Patterns(
        re.compile(goods),
        re.compile(rf"{goods}(?:\s+products)?\s+$"),
        re.compile(rf"\s+{lead}{goods}"),
        re.compile(rf"(?:{words.sales}|{words.purchases}){END}"),
        re.compile(rf"{EDGE}(?:{words.sales}|{words.purchases}){END}"),
        re.compile(rf"\s+{lead}(?P<between>(?:[^\W\d_]+\s+){{0,2}}?){goods}"),
    )


def goods_remarks(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """A kind of goods with the noun of trade that a number is of, and none in its indicator."""
    if book.indicators[figure.indicator].within:
        yield from _other_part(passage, phrase, figure, book)
        return
    if book.indicators[figure.indicator].whole and (remark := _part(passage, phrase, figure, book)):
        yield remark
        return
    noun = noun_of(passage, phrase, figure, book)
    patterns = _patterns(passage.language)
    if noun is None or not patterns.traded.fullmatch(passage.lower, *noun):
        return
    first, _ = passage.sentence(noun[0])
    match = None
    for start in range(first, noun[0]):
        if match := patterns.before.match(passage.lower, start, noun[0]):
            break
    match = match or patterns.after.match(passage.lower, noun[1])
    if match is None or _OF_THEM.match(passage.lower[noun[1] :].lstrip()):
        return
    kind = int(str(match.lastgroup)[1:])
    if _names(figure, book, kind):
        return
    start, end = min(match.start(), noun[0]), max(match.end(), noun[1])
    words = " ".join(passage.text[start:end].split())
    fault = f'"{words}" tells of a part, and {figure.indicator} names no such goods'
    todo = "use an indicator of them (part_of)"
    yield Remark("indicator", (start, start + len(passage.text[start:end].rstrip())), fault, todo)


def _part(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Remark | None:
    """Goods of which a partner's share is one, right behind it: half of all horse meat."""
    patterns = _patterns(passage.language)
    match = patterns.share.match(passage.lower, phrase[1])
    if match is None or patterns.traded_in.search(passage.lower, *match.span("between")):
        return None
    if _names(figure, book, int(str(match.lastgroup)[1:])):
        return None
    words = " ".join(passage.text[slice(*match.span())].split())
    fault = f'"{words}" tells of a part, and {figure.indicator} names no such goods'
    return Remark("indicator", match.span(), fault, "use an indicator of them")


def _other_part(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Iterator[Remark]:
    """Goods in the sentence of a share that is of other goods, none of its own beside them."""
    first, last = passage.sentence(phrase[0])
    indicator = book.indicators[figure.indicator]
    part = {indicator.id, indicator.of}
    if any(m.ids & part and first <= m.start < last for m in passage.indicators):
        return
    if not any(_names(figure, book, kind) for kind in range(len(GOODS[passage.language]))):
        return
    matches = [*_patterns(passage.language).goods.finditer(passage.lower, first, last)]
    if any(_names(figure, book, int(str(match.lastgroup)[1:])) for match in matches):
        return
    for match in reversed(matches):
        is_after = match.start() >= phrase[1]
        between = (phrase[1], match.start()) if is_after else (match.end(), phrase[0])
        if not passage.number_between(*between):
            fault = f'"{passage.text[slice(*match.span())]}" near it is no part that '
            fault += f"{figure.indicator} measures"
            yield Remark("indicator", match.span(), fault, "correct the indicator")
            return


def _names(figure: Figure, book: Book, kind: int) -> bool:
    """Whether an indicator, or what it is measured on, is one of such goods by its own words."""
    name = figure.indicator
    while name:
        one = book.indicators[name]
        texts = {"en": f"{one.name} {one.definition} {one.statement}".lower()}
        for language in GOODS:
            said = " ".join((texts.get(language, ""), *one.words.get(language, ()))).lower()
            if re.search(rf"{EDGE}(?:{GOODS[language][kind]})", said):
                return True
        name = one.of
    return False
