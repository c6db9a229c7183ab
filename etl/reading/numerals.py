"""Every numeral of a paragraph: digits, number words, ordinals, Roman numerals, with their units.

Own code on the tables of `etl.words`, after a look at the libraries. text2num 3 has no Russian,
takes "1 million 700 thousand" for four numbers and the Italian "secondo" (according to) for
second; number-parser has no Italian, and neither gives the place in the text; Recognizers-Text
for Python stopped at an alpha of 2019. An audit must find too much rather than too little.
Not counted, because they state no number: the article and pronoun "one" in the fixed wordings
of `Lexicon.idioms`, and "both". "Couple", "several" and "decade" are no number by themselves.
Must not know figures.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from etl.reading.amounts import Amount, Builder, end_of
from etl.reading.lexing import Item, lex
from etl.reading.passages import Span
from etl.reading.ratios import Ratios
from etl.reading.romans import romans
from etl.reading.tokens import Token, digit_tokens, patterns_of, word_tokens
from etl.words import lexicon

# Fractions, superscripts, Roman and circled numerals that Unicode has as one character.
_SYMBOL: Final = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b]"
)
_MOST_PARAGRAPHS: Final = 64
_SIGNS: Final = "+-\N{EN DASH}"


class Numeral(NamedTuple):
    """One number with everything that belongs to it: `+16.9%`, `1 million 700 thousand euros`."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    sign: str
    """Stands directly before `start`."""

    @property
    def has_unit(self) -> bool:
        """Whether it has a scale, a currency or a percent sign, and so is no date."""
        outer = self.start < self.tokens[0].start or self.tokens[-1].end < self.end
        return outer or self.tokens[-1].kind == "scale"


class Scan(NamedTuple):
    """What one paragraph holds."""

    numerals: list[Numeral]
    numbers: list[Span]
    """Digits with their marks and nothing else."""
    calendar: list[int]
    """Where words begin that may open a date."""


@cache
def known_words(language: str) -> frozenset[str]:
    """Every word that may be a numeral, a scale, a currency or percent."""
    patterns, words = patterns_of(language), lexicon(language)
    return frozenset((*patterns.words, *patterns.scales, *words.currencies, *words.percents))


@lru_cache(_MOST_PARAGRAPHS)
def scan(text: str, lower: str, language: str) -> Scan:
    """Every numeral of a paragraph, in order; whoever asks must leave it as it is.

    lower: the same text from `passages.folded`. Each digit lies in exactly one numeral. What
    belongs to a number ("24 млрд 300 млн долларов") is what the reader of quantities says; what
    states one is said by the tokens.
    """
    tokens, numbers = digit_tokens(lower, patterns_of(language))
    words, calendar = word_tokens(lower, language)
    tokens += words
    tokens += [Token(*span, "roman") for span in romans(text, lower, language)]
    if not text.isascii():
        tokens += [Token(*match.span(), "symbol") for match in _SYMBOL.finditer(text)]
    tokens.sort()
    amounts = _amounts(lex(text, lower, language), language)
    return Scan(_numerals(lower, tokens, amounts), numbers, calendar)


def _amounts(items: Sequence[Item], language: str) -> list[Span]:
    """Where the amounts of a paragraph begin and end, without their signs."""
    amounts = Ratios(items, Builder(items, language, {}).amounts(), language).all()
    currencies = lexicon(language).currencies
    return [_span(amount, items, currencies) for amount in amounts]


def _span(amount: Amount, items: Sequence[Item], currencies: Container[str]) -> Span:
    first, last = amount.first, amount.last
    if amount.kind in ("measure", "ordinal"):
        # Neither a unit of measure nor "number" and "largest" are a part of the number.
        first, last = amount.number.first, amount.number.last

    def outside(item: Item) -> bool:
        # The rule of currencies asks about codes.
        code = "code" in item.facts and item.text not in currencies
        return code or item.text in _SIGNS or "neg" in item.facts

    while first < last and outside(items[first]):
        first += 1
    while first < last and outside(items[last]):
        last -= 1
    return items[first].start, end_of(items[last])


def _numerals(lower: str, tokens: list[Token], amounts: list[Span]) -> list[Numeral]:
    """Tokens put together by the amounts that they lie in; a token elsewhere stands alone."""
    numerals: list[Numeral] = []
    places = iter(amounts)
    place = next(places, None)
    for token in tokens:
        if numerals and token.start < numerals[-1].end:
            # A further word of the number, or a superscript in the middle of "5m\u00b2/s".
            last = numerals[-1]
            is_next = token.start >= last.tokens[-1].end
            tokens_of = (*last.tokens, token) if is_next else last.tokens
            numerals[-1] = last._replace(end=max(last.end, token.end), tokens=tokens_of)
            continue
        while place is not None and place[1] <= token.start:
            place = next(places, None)
        start, end = token.start, token.end
        if place is not None and place[0] < end:
            start, end = min(start, place[0]), max(end, place[1])
        if numerals:
            start = max(start, numerals[-1].end)
        numerals.append(Numeral(start, end, (token,), _sign(lower, start)))
    return numerals


def _sign(lower: str, start: int) -> str:
    if not start or lower[start - 1] not in _SIGNS:
        return ""
    if start > 1 and not (lower[start - 2].isspace() or lower[start - 2] in "([«\"'"):
        return ""
    return lower[start - 1]
