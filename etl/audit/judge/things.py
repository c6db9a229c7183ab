"""Whether what a number is of is something that its entry does not measure: contracts, duties.

Words that the data set declares are judged elsewhere; here are the common nouns of trade reports
that no word of its own answers. Must not know which indicators there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.atoms import atoms
from etl.audit.judge.named import follows, measured_on
from etl.audit.judge.owners import noun_of
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.read.passage import Passage
from etl.core.model import Book, Figure
from etl.core.schema import MONEY
from etl.reading.passages import Span
from etl.words.trade import vocabulary
from etl.words.trading import TRADING

_COUNTED: Final = frozenset(
    (
        *("companies", "visas", "tourist", "partner", "people", "flights", "investor"),
        *("agreements", "tourists", "persons", "students", "jobs"),
    )
)
"""Atoms that money is not of, so that they stand beside an amount of it for another reason."""
_GAP: Final = r"\s+(?:[^\W\d_]+\s+){0,2}"
_COST_REACH: Final = 24
"""Characters between a verb of cost and the number."""
_OWNER_REACH: Final = 40
"""Characters before a noun in which one firm is said to own it."""


class _Patterns(NamedTuple):
    nouns: re.Pattern[str]
    trades: re.Pattern[str]
    traded: re.Pattern[str]
    costs: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    by_firm: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    trade, words = vocabulary(language), TRADING[language]
    things = (f"(?P<{name}>{stems})" for name, stems in trade.atoms.items() if name not in _COUNTED)
    verbs, nouns = f"{words.sells}|{words.buys}", f"{words.sales}|{words.purchases}"
    of = rf"{trade.whose}|{trade.origin}" if trade.whose else rf"(?:{trade.origin})?"
    return _Patterns(
        re.compile(rf"{EDGE}(?!(?:{words.worth}){END})(?:{'|'.join(things)}){END}"),
        re.compile(rf"{EDGE}(?:{verbs}){END}"),
        re.compile(rf"{EDGE}(?:{verbs}|{nouns}|{words.gifts}){END}"),
        re.compile(rf"{EDGE}(?:{words.costs}){END}"),
        re.compile(rf"\s+(?:(?:{of})['\u2019]?\s*)?(?:[^\W\d_]+\s+){{0,2}}?(?:{words.firm}){END}"),
        re.compile(rf"{EDGE}(?:{words.firm})(?:['\u2019]s)?{_GAP}$"),
        re.compile(rf"{EDGE}(?:{words.by_firm}){END}"),
    )


def thing_remarks(
    passage: Passage, phrase: Span, figure: Figure, book: Book, named: frozenset[str]
) -> Iterator[Remark]:
    """A noun of what an entry does not measure, or of one firm, with an amount of money."""
    own = measured_on(figure.indicator, book)
    if figure.unit not in MONEY or not own & named:
        return
    word = _cost(passage, phrase) or _thing(passage, phrase, own, book)
    if word:
        said = passage.text[slice(*word)]
        fault = f'"{said}" near it is nothing that {figure.indicator} measures'
        yield Remark("indicator", word, fault, "correct the indicator")
    elif firm := _firm(passage, phrase, figure, book):
        said = " ".join(passage.text[slice(*firm)].split())
        fault = f'"{said}" tells of one firm, {figure.indicator} is of all'
        todo = "take it out, and dismiss the phrase as out_of_scope"
        yield Remark("indicator", firm, fault, todo)


def _thing(passage: Passage, phrase: Span, own: set[str], book: Book) -> Span | None:
    """The last noun before a number, or right after it, in a sentence without one of its own."""
    first, last = passage.sentence(phrase[0])
    patterns = _patterns(passage.language)
    known = atoms(own, book)
    if any(m.ids & own and first <= m.start < last for m in passage.indicators):
        return None
    nouns = [*patterns.nouns.finditer(passage.lower, first, last)]
    if not nouns or any(noun.lastgroup in known for noun in nouns):
        return None
    is_traded = any(book.indicators[name].mirror for name in own)
    if is_traded and patterns.trades.search(passage.lower, first, last):
        return None
    for noun in nouns:
        if noun.start() >= phrase[1] and follows(passage, phrase[1], noun.start()):
            return noun.span()
    for noun in reversed(nouns):
        if noun.end() <= phrase[0] and not passage.number_between(noun.end(), phrase[0]):
            return noun.span()
    return None


def _cost(passage: Passage, phrase: Span) -> Span | None:
    """A verb of cost right before a number, in a sentence without a noun or verb of trade."""
    first, last = passage.sentence(phrase[0])
    patterns = _patterns(passage.language)
    start = max(first, phrase[0] - _COST_REACH)
    verbs = [*patterns.costs.finditer(passage.lower, start, phrase[0])]
    if not verbs or patterns.traded.search(passage.lower, first, last):
        return None
    return verbs[-1].span()


def _firm(passage: Passage, phrase: Span, figure: Figure, book: Book) -> Span | None:
    """One firm that owns the noun of a number: the company's turnover."""
    is_of_firms = "companies" in atoms(measured_on(figure.indicator, book), book)
    first, _ = passage.sentence(phrase[0])
    by_firm = [*_patterns(passage.language).by_firm.finditer(passage.lower, first, phrase[0])]
    if by_firm and not (is_of_firms or passage.number_between(by_firm[-1].end(), phrase[0])):
        return by_firm[-1].span()
    noun = noun_of(passage, phrase, figure, book)
    if noun is None or is_of_firms:
        return None
    patterns = _patterns(passage.language)
    first, _ = passage.sentence(noun[0])
    if behind := patterns.behind.match(passage.lower, noun[1]):
        return noun[0], behind.end()
    start = max(first, noun[0] - _OWNER_REACH)
    for match in re.finditer(EDGE, passage.lower[start : noun[0]]):
        if patterns.before.match(passage.lower, start + match.start(), noun[0]):
            return start + match.start(), noun[1]
    return None
