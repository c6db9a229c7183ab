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
from bisect import bisect_left
from functools import cache
from typing import Final, NamedTuple

from etl.audit.passages import Span
from etl.audit.romans import romans
from etl.quantities import alternatives, number_pattern
from etl.words import lexicon

_WORD: Final = re.compile(r"[^\W\d_]+")
# Fractions, superscripts, Roman and circled numerals that Unicode has as one character.
_SYMBOL: Final = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b]"
)
_SIGNS: Final = "+-\N{EN DASH}"
_LONGEST_PREFIX: Final = 3
_NUMBERS: Final = frozenset({"digits", "cardinal"})


class Token(NamedTuple):
    """One digit run or number word."""

    start: int
    end: int
    kind: str
    """digits, nth, cardinal, ordinal, scale, counter, roman, symbol; or calendar, no numeral."""
    value: int = 0
    """Of a cardinal or ordinal; power of ten of a scale."""


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


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    ending: re.Pattern[str]
    glued: re.Pattern[str]
    words: dict[str, tuple[str, int]]
    scales: dict[str, int]
    years: frozenset[str]
    """Words for year that may be glued to its digits."""
    known: frozenset[str]
    """Words of the table and glued scales."""
    compounds: re.Pattern[str]
    """Words that no table holds, because their parts are combined freely."""
    idioms: re.Pattern[str]
    unit: re.Pattern[str]
    prefix: re.Pattern[str]
    gap: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    letter = r"[^\W\d_]"
    scales = alternatives(words.scales)
    currencies = alternatives(words.currencies)
    symbols = [word for word in words.currencies if not word[-1].isalnum() and word[-1] != "."]
    codes = [word for word in words.currencies if len(word) <= _LONGEST_PREFIX]
    unit = (
        rf"[\s-]{{0,2}}(?:(?:{alternatives(words.percents)})(?!{letter})"
        rf"|(?!(?:{alternatives(symbols)})\s?\d)(?:{currencies})(?!{letter}))"
    )
    ands = alternatives(words.ands)
    return _Patterns(
        re.compile(number_pattern(language)),
        re.compile(rf"(?:{alternatives(words.ordinal_endings)})(?!{letter})"),
        re.compile(rf"(?:{scales}|{currencies})(?:{currencies})?(?!{letter})"),
        _word_table(language),
        words.scales,
        frozenset(words.calendar.after_year),
        frozenset(_word_table(language)) | frozenset(words.scales),
        re.compile(
            rf"(?<!{letter})(?:(?P<cardinal>{words.compounds})|{'|'.join(words.stems) or '(?!)'})"
            rf"(?!{letter})"
        ),
        re.compile(rf"(?<!{letter})(?:{'|'.join(words.idioms) or '(?!)'})(?!{letter})"),
        re.compile(unit),
        re.compile(rf"(?<!{letter})(?:{alternatives([*symbols, *codes])})\s?$"),
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


def known_words(language: str) -> frozenset[str]:
    """Every word that may be a numeral, a scale or a currency."""
    return _patterns(language).known | frozenset(lexicon(language).currencies)


def scan(text: str, lower: str, language: str) -> Scan:
    """Every numeral of a paragraph, in order.

    lower: the same text from `passages.folded`. Each digit lies in exactly one numeral, and
    numbers and their units are put together ("24 млрд 300 млн долларов").
    """
    patterns = _patterns(language)
    tokens, numbers = _digits(lower, patterns)
    words, calendar = _words(lower, patterns)
    tokens += words
    tokens += [Token(*span, "roman") for span in romans(text, lower, language)]
    if not text.isascii():
        tokens += [Token(*match.span(), "symbol") for match in _SYMBOL.finditer(text)]
    tokens.sort()
    return Scan(_joined(lower, tokens, patterns), numbers, calendar)


def _digits(lower: str, patterns: _Patterns) -> tuple[list[Token], list[Span]]:
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
        if start < match.start() and patterns.glued.fullmatch(lower, start, match.start()):
            start = match.start()
        if tokens and start < tokens[-1].end:
            start = match.start()
        letters = _WORD.match(lower, end)
        if letters and not patterns.glued.match(lower, end) and letters[0] not in patterns.years:
            end = letters.end()
        tokens.append(Token(start, end, "digits"))
    return tokens, numbers


def _words(lower: str, patterns: _Patterns) -> tuple[list[Token], list[int]]:
    table = patterns.words
    free = {match.start(): match for match in patterns.compounds.finditer(lower)}
    if not free and patterns.known.isdisjoint(_WORD.findall(lower)):
        return [], []
    tokens: list[Token] = []
    calendar: list[int] = []
    for match in _WORD.finditer(lower):
        known = table.get(match.group())
        start = match.start()
        if start and lower[start - 1].isdecimal():
            # Glued to digits: a scale, or else a part of their token.
            if match.group() in patterns.scales:
                tokens.append(Token(*match.span(), "scale", patterns.scales[match.group()]))
            elif known and known[0] == "scale":
                tokens.append(Token(*match.span(), *known))
        elif known is None:
            if start in free:
                tokens.append(Token(*free[start].span(), free[start].lastgroup or "counter"))
        elif known[0] == "calendar":
            calendar.append(start)
        else:
            tokens.append(Token(*match.span(), *known))
    return _outside_idioms(lower, tokens, patterns), calendar


def _outside_idioms(lower: str, tokens: list[Token], patterns: _Patterns) -> list[Token]:
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


def _is_rest(lower: str, token: Token, following: Token, patterns: _Patterns) -> bool:
    """Whether a word is the end of a number that the word before it begins."""
    return (
        token.kind == "cardinal"
        and bool(patterns.gap.fullmatch(lower, token.end, following.start))
        and _one_in_words(token, following, hyphen=lower[token.end] == "-")
    )


def _joined(lower: str, tokens: list[Token], patterns: _Patterns) -> list[Numeral]:
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


def _after_stop(lower: str, token: Token, end: int, patterns: _Patterns) -> int:
    """The end of a scale with the full stop of its abbreviation ("млн."), if it has one."""
    abbreviated = token.end == end and lower[token.start : end + 1] in patterns.scales
    return end + (abbreviated and lower[end : end + 1] == ".")


def _belongs(lower: str, tokens: list[Token], at: int, patterns: _Patterns) -> bool:
    """Whether the token after this one is part of the same number."""
    token, following = tokens[at], tokens[at + 1]
    end = _after_stop(lower, token, token.end, patterns)
    if not patterns.gap.fullmatch(lower, end, following.start):
        return False
    if following.kind == "scale":
        return token.kind in _NUMBERS or token.kind == "scale"
    if token.kind == "scale" and following.kind in _NUMBERS and at + 2 < len(tokens):
        # "1 million 700 thousand", not "6 billion 2 years ago".
        smaller = tokens[at + 2]
        apart = patterns.gap.fullmatch(lower, following.end, smaller.start)
        return bool(apart) and smaller.kind == "scale" and smaller.value < token.value
    if token.kind == "cardinal":
        return _one_in_words(token, following, hyphen=lower[token.end] == "-")
    return following.kind == "symbol" and token.end == following.start


def _one_in_words(token: Token, following: Token, hyphen: bool) -> bool:
    """Whether two neighbouring words are one number: twenty-five, two hundred, one-third."""
    if following.kind == "counter":
        return token.value < 20  # two thirds
    if following.kind not in ("cardinal", "ordinal"):
        return False
    joins = token.value >= 20 and token.value % 10 ** len(str(following.value)) == 0
    hundred = following.value == 100 and token.value < 10
    return joins or hundred or (hyphen and following.kind == "ordinal")


def _sign(lower: str, start: int) -> str:
    if not start or lower[start - 1] not in _SIGNS:
        return ""
    if start > 1 and not (lower[start - 2].isspace() or lower[start - 2] in "([«\"'"):
        return ""
    return lower[start - 1]
