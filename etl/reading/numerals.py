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
from functools import cache
from typing import Final, NamedTuple

from etl.reading.passages import Span
from etl.reading.romans import romans
from etl.reading.tokens import Patterns, Token, digit_tokens, one_in_words, patterns_of, word_tokens
from etl.words import lexicon

# Fractions, superscripts, Roman and circled numerals that Unicode has as one character.
_SYMBOL: Final = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b]"
)
_SIGNS: Final = "+-\N{EN DASH}"
_HUNDRED: Final = 100
_NUMBERS: Final = frozenset({"digits", "cardinal"})


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


def scan(text: str, lower: str, language: str) -> Scan:
    """Every numeral of a paragraph, in order.

    lower: the same text from `passages.folded`. Each digit lies in exactly one numeral, and
    numbers and their units are put together ("24 млрд 300 млн долларов").
    """
    patterns = patterns_of(language)
    tokens, numbers = digit_tokens(lower, patterns)
    words, calendar = word_tokens(lower, language)
    tokens += words
    tokens += [Token(*span, "roman") for span in romans(text, lower, language)]
    if not text.isascii():
        tokens += [Token(*match.span(), "symbol") for match in _SYMBOL.finditer(text)]
    tokens.sort()
    return Scan(_joined(lower, tokens, patterns), numbers, calendar)


def _joined(lower: str, tokens: list[Token], patterns: Patterns) -> list[Numeral]:
    """Tokens put together to numbers, with currency, percent and sign around them."""
    numerals: list[Numeral] = []
    at = 0
    while at < len(tokens):
        # "Cento" of "per cento" is no number, nor is a superscript in the middle of "5m²/s".
        if numerals and tokens[at].start < numerals[-1].end:
            at += 1
            continue
        last = at
        while last + 1 < len(tokens) and _belongs(lower, tokens, last, patterns):
            last += 1
        group = tuple(tokens[at : last + 1])
        start, end = group[0].start, group[-1].end
        if group[0].kind == "digits":
            before = max(0, start - 8)
            if prefix := patterns.prefix.search(lower[before:start]):
                start = before + prefix.start()
        if group[-1].kind in ("digits", "cardinal", "scale"):
            while unit := patterns.unit.match(lower, _after_stop(lower, group[-1], end, patterns)):
                end = unit.end()
        numerals.append(Numeral(start, end, group, _sign(lower, start)))
        at = last + 1
    return numerals


def _after_stop(lower: str, token: Token, end: int, patterns: Patterns) -> int:
    """The end of a scale with the full stop of its abbreviation ("млн."), if it has one."""
    abbreviated = token.end == end and lower[token.start : end + 1] in patterns.scales
    return end + (abbreviated and lower[end : end + 1] == ".")


def _belongs(lower: str, tokens: list[Token], at: int, patterns: Patterns) -> bool:
    """Whether the token after this one is part of the same number."""
    token, following = tokens[at], tokens[at + 1]
    end = _after_stop(lower, token, token.end, patterns)
    if not patterns.gap.fullmatch(lower, end, following.start):
        return False
    if following.kind == "scale":
        return token.kind in _NUMBERS or token.kind == "scale"
    if token.kind == "scale" and following.kind in _NUMBERS:
        return bool(patterns.parts.fullmatch(lower, end, following.start)) and (
            _hundreds(tokens, at) or _smaller(lower, tokens, at, patterns)
        )
    if token.kind == "cardinal":
        return one_in_words(token, following, hyphen=lower[token.end] == "-")
    return following.kind == "symbol" and token.end == following.start


def _hundreds(tokens: list[Token], at: int) -> bool:
    """As in "one thousand two hundred"; not "six billion two years ago" or "6 thousand 200"."""
    number = tokens[at + 1]
    if number.kind != "cardinal" or (at and tokens[at - 1].kind == "digits"):
        return False
    hundred = tokens[at + 2].value if at + 2 < len(tokens) else 0
    near = hundred == _HUNDRED and tokens[at + 2].start == number.end + 1
    return number.value >= _HUNDRED or near


def _smaller(lower: str, tokens: list[Token], at: int, patterns: Patterns) -> bool:
    """As in "1 million 700 thousand"; not "6 billion 2 years ago" or "6 billion 4 million each"."""
    if at + 2 == len(tokens):
        return False
    scale, number, smaller = tokens[at : at + 3]
    apart = patterns.gap.fullmatch(lower, number.end, smaller.start)
    return bool(apart) and smaller.kind == "scale" and smaller.value < scale.value


def _sign(lower: str, start: int) -> str:
    if not start or lower[start - 1] not in _SIGNS:
        return ""
    if start > 1 and not (lower[start - 2].isspace() or lower[start - 2] in "([«\"'"):
        return ""
    return lower[start - 1]
