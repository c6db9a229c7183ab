"""Digits and number words of a paragraph one by one, before they are put together to numbers.

Must not know units or figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Final, NamedTuple

from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.patterns import alternatives, number_pattern

_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_KEPT: Final = 100_000
"""Words whose meaning is kept; a language has fewer in its news."""


class Token(NamedTuple):
    """One digit run or number word."""

    start: int
    end: int
    kind: str
    """digits, nth, cardinal, ordinal, scale, counter, roman, symbol; or calendar, no numeral."""
    value: int = 0
    """Of a cardinal or ordinal; power of ten of a scale."""


class Patterns(NamedTuple):
    """What one language writes numbers and their units with."""

    number: re.Pattern[str]
    ending: re.Pattern[str]
    money: re.Pattern[str]
    """A currency that may be glued to the digits after it."""
    glued: re.Pattern[str]
    words: dict[str, tuple[str, int]]
    scales: dict[str, int]
    years: frozenset[str]
    """Words for year that may be glued to its digits."""
    compounds: re.Pattern[str]
    """Words that no table holds, because their parts are combined freely."""
    idioms: re.Pattern[str]
    gap: re.Pattern[str]
    """Between two words of one number."""


@cache
def patterns_of(language: str) -> Patterns:
    """The patterns of a language (a code of schema.LANGUAGES)."""
    words = lexicon(language)
    letter = r"[^\W\d_]"
    scales = alternatives(words.scales)
    currencies = alternatives(words.currencies)
    ands = alternatives(words.ands)
    return Patterns(
        re.compile(number_pattern(language)),
        re.compile(rf"(?:{alternatives(words.ordinal_endings)})(?!{letter})"),
        re.compile(rf"(?:{currencies}){{1,2}}"),
        re.compile(rf"(?:{scales}|{currencies})(?:{currencies})?(?!{letter})"),
        _word_table(language),
        words.scales,
        frozenset(words.calendar.after_year),
        re.compile(rf"(?P<cardinal>{words.compounds})|{'|'.join(words.stems) or '(?!)'}"),
        re.compile(rf"(?<!{letter})(?:{'|'.join(words.idioms) or '(?!)'})(?!{letter})"),
        re.compile(rf"\s{{1,2}}|\s?-\s?|\s(?:{ands})\s|"),
    )


@cache
def _word_table(language: str) -> dict[str, tuple[str, int]]:
    """Kind and value of every word that is or opens a numeral; numbers win over dates."""
    words = lexicon(language)
    opening = (*words.months, *(word for past in words.calendar.past for word in past.split()))
    table = dict.fromkeys(opening, ("calendar", 0))
    table |= dict.fromkeys(words.counters, ("counter", 0))
    scales = {word.rstrip("."): power for word, power in words.scales.items()}
    # A single letter is a scale only where it is glued to digits.
    table |= {word: ("scale", power) for word, power in scales.items() if len(word) > 1}
    table |= {
        scale + currency: ("scale", power)
        for scale, power in scales.items()
        for currency in words.currencies
        if len(scale) > 1 and currency.isalpha()
    }
    table |= {word: ("ordinal", value) for word, value in words.ordinals.items()}
    return table | {word: ("cardinal", value) for word, value in words.cardinals.items()}


def digit_tokens(lower: str, patterns: Patterns) -> tuple[list[Token], list[Span]]:
    """Runs of digits with the letters that they are glued to: 15th, G20, 100MW; not 16bn."""
    tokens: list[Token] = []
    numbers: list[Span] = []
    for match in patterns.number.finditer(lower):
        start, end = match.span()
        numbers.append((start, end))
        if ending := patterns.ending.match(lower, end):
            tokens.append(Token(start, ending.end(), "nth"))
            continue
        while start and lower[start - 1].isalpha():
            start -= 1
        # A scale belongs to digits before it only: 5bn4, not B12.
        own = patterns.glued if start and lower[start - 1].isdecimal() else patterns.money
        if start < match.start() and own.fullmatch(lower, start, match.start()):
            start = match.start()
        if tokens and start < tokens[-1].end:
            start = match.start()
        letters = _WORD.match(lower, end)
        if letters and not patterns.glued.match(lower, end) and letters[0] not in patterns.years:
            end = letters.end()
        tokens.append(Token(start, end, "digits"))
    return tokens, numbers


def word_tokens(lower: str, language: str) -> tuple[list[Token], list[int]]:
    """Number words outside idioms, and where words begin that may open a date."""
    patterns = patterns_of(language)
    words = set(_WORD.findall(lower))
    table = {word: known for word in words if (known := _known(word, language))}
    telling = table.keys() | (words & patterns.scales.keys())
    if not telling:
        return [], []
    tokens: list[Token] = []
    calendar: list[int] = []
    for match in _WORD.finditer(lower):
        word = match.group()
        if word not in telling:
            continue
        known, start = table.get(word), match.start()
        if start and lower[start - 1].isdecimal():
            # Glued to digits: a scale, or else a part of their token.
            if word in patterns.scales:
                tokens.append(Token(*match.span(), "scale", patterns.scales[word]))
            elif known and known[0] == "scale":
                tokens.append(Token(*match.span(), *known))
        elif known and known[0] == "calendar":
            calendar.append(start)
        elif known:
            tokens.append(Token(*match.span(), *known))
    return _outside_idioms(lower, tokens, patterns), calendar


@lru_cache(_MOST_KEPT)
def _known(word: str, language: str) -> tuple[str, int] | None:
    """Kind and value of a word; None of one that states no number and opens no date."""
    patterns = patterns_of(language)
    if word in patterns.words:
        return patterns.words[word]
    match = patterns.compounds.fullmatch(word)
    return (match.lastgroup or "counter", 0) if match else None


def _outside_idioms(lower: str, tokens: list[Token], patterns: Patterns) -> list[Token]:
    """Words that state a number: "one of the" does not, "twenty-one of the" does."""
    if not tokens:
        return []
    silent: set[Token] = set()
    starts = [token.start for token in tokens]
    for idiom in patterns.idioms.finditer(lower):
        at = bisect_left(starts, idiom.start())
        if at and at < len(tokens) and _is_rest(lower, tokens[at - 1], tokens[at], patterns):
            continue
        while at < len(tokens) and tokens[at].end <= idiom.end():
            silent.add(tokens[at])
            at += 1
    return [token for token in tokens if token not in silent]


def _is_rest(lower: str, token: Token, following: Token, patterns: Patterns) -> bool:
    """Whether a word is the end of a number that the word before it begins."""
    return (
        token.kind == "cardinal"
        and bool(patterns.gap.fullmatch(lower, token.end, following.start))
        and one_in_words(token, following, hyphen=lower[token.end] == "-")
    )


def one_in_words(token: Token, following: Token, hyphen: bool) -> bool:
    """Whether two neighbouring words are one number: twenty-five, two hundred, one-third."""
    if following.kind == "counter":
        return token.value < 20  # two thirds
    if following.kind not in ("cardinal", "ordinal"):
        return False
    joins = token.value >= 20 and token.value % 10 ** len(str(following.value)) == 0
    hundred = following.value == 100 and token.value < 10
    return joins or hundred or (hyphen and following.kind == "ordinal")
