"""The words of a numeric phrase: numbers, and what the tables of its language hold.

Words are looked up by their first letters: one regular expression of them all takes longer to
compile than a figures file to check. Must not know what a word is worth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final

from etl.core.problems import Refused, quoted
from etl.core.schema import CURRENCIES
from etl.words import AFTER_DIGITS, CODES, Lexicon, lexicon
from etl.words.patterns import SIGNS, alternatives, number_pattern, range_pattern

_LETTER: Final = r"[^\W\d_]"
_END: Final = rf"(?!{_LETTER})"
_LETTERS: Final = re.compile(rf"{_LETTER}+")
_AMOUNT: Final = re.compile(r"\s?\d")
_NUMBER_NEXT: Final = re.compile(r"\s+\d")
_CODE_LENGTH: Final = 3
_BY_CAPITALS: Final = frozenset({"code", "connector"})
_WORD: Final = re.compile(r"[^\W\d_]+[^\s\d,;)]*|\S+")

Table = dict[str, list[tuple[str, str]]]
"""Kinds and words that begin with the same letters, or with the same sign."""
Token = tuple[str, int]
"""Kind of what stands at a place, and where it ends."""


class Vocabulary:
    """The words of one language that a numeric phrase may hold, by kind."""

    def __init__(self, language: str) -> None:
        words = lexicon(language)
        qualifiers = [word for word in words.qualifiers if word != AFTER_DIGITS]
        endings = alternatives(words.ordinal_endings)
        self._plain = re.compile(
            rf"(?P<space>\s+|\s*[(),](?!\d)\s*|(?<=\w)-(?={_LETTER}))"
            rf"|(?P<nth>\d{{1,4}}(?:{endings}){_END})|(?P<number>{number_pattern(language)})"
        )
        # The first kind that fits is taken, and of its words the longest. Words of change stand
        # between the two tables: "less than" is none, "un calo" is no number.
        self._first = _table(
            ("sign", [*SIGNS, *words.minus]),
            ("qualifier", [*qualifiers, AFTER_DIGITS]),
            ("currency", words.currencies),
            ("percent", words.percents),
            ("scale", words.scales),
            ("ordinal", words.ordinals),
            ("half", words.halves),
        )
        self._then = _table(
            ("fraction", words.fractions),
            ("cardinal", words.cardinals),
            ("connector", [*words.connectors, *words.by]),
            ("and", [*words.ands, *words.part_ands]),
        )
        self._lexicon = words

    @cached_property
    def _changes(self) -> list[tuple[str, re.Pattern[str]]]:
        """Made for the first word that may be one: few phrases hold any."""
        words = self._lexicon
        return [("fall", _change(words, words.falls)), ("rise", _change(words, words.rises))]

    def token(self, text: str, at: int) -> Token | None:
        """What stands at a place of a text in lower case; None where it is none of the tables'."""
        if match := self._plain.match(text, at):
            return match.lastgroup or "", match.end()
        letters = _LETTERS.match(text, at)
        first = letters.group() if letters else text[at]
        return (
            self._word(self._first, first, text, at)
            or self._change(text, at)
            or self._word(self._then, first, text, at)
            or self._glued(first, text, at)
            # Whether three letters are the code of a currency is for the reader to look up.
            or (("code", at + _CODE_LENGTH) if len(first) == _CODE_LENGTH else None)
        )

    def _word(self, table: Table, first: str, text: str, at: int) -> Token | None:
        for kind, word in table.get(first, ()):
            end = at + len(word)
            if text.startswith(word, at) and self._may_end(kind, word, text, end):
                return kind, end
        return None

    def _change(self, text: str, at: int) -> Token | None:
        for kind, pattern in self._changes:
            if match := pattern.match(text, at):
                return kind, match.end()
        return None

    def _glued(self, first: str, text: str, at: int) -> Token | None:
        """A number word or scale that begins a longer run of letters: billiondollars."""
        for length in range(len(first) - 1, 0, -1):
            for table in (self._first, self._then):
                for kind, word in table.get(first[:length], ()):
                    if kind in ("scale", "cardinal") and word == first[:length]:
                        end = at + length
                        if self._may_end(kind, word, text, end):
                            return kind, end
        return None

    def _may_end(self, kind: str, word: str, text: str, end: int) -> bool:
        if kind == "sign":
            if word not in SIGNS:
                return _NUMBER_NEXT.match(text, end) is not None
            # It may stand before the currency as well: -$5.
            return self._amount(text, end) or self._amount(text, self._money(text, end))
        if word == AFTER_DIGITS:
            return text[: end - 1][-1:].isalnum() and not self._amount(text, end)
        if kind == "cardinal" or (kind == "connector" and word.endswith("'")):
            return True  # glued to what follows: twobillion, dell'anno
        if not text[end : end + 1].isalpha():
            return True
        return kind == "scale" and (self._money(text, end) > end or self._code(text, end))

    def _money(self, text: str, at: int) -> int:
        """Where a currency ends that stands here, perhaps after a space; `at` without one."""
        begin = at + (text[at : at + 1] == " ")
        letters = _LETTERS.match(text, begin)
        first = letters.group() if letters else text[begin : begin + 1]
        for kind, word in self._first.get(first, ()):
            end = begin + len(word)
            if kind == "currency" and text.startswith(word, begin):
                return at if text[end : end + 1].isalpha() else end
        return at

    def _amount(self, text: str, at: int) -> bool:
        return _AMOUNT.match(text, at) is not None

    def _code(self, text: str, at: int) -> bool:
        letters = _LETTERS.match(text, at)
        return letters is not None and letters.group() in CODES


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language (a code of schema.LANGUAGES)."""
    return Vocabulary(language)


def _table(*kinds: tuple[str, Iterable[str]]) -> Table:
    """Words by their first letters, those of an earlier kind and longer ones first."""
    table: Table = {}
    for kind, words in kinds:
        for word in sorted(words, key=lambda word: (-len(word), word)):
            letters = _LETTERS.match(word)
            table.setdefault(letters.group() if letters else word[0], []).append((kind, word))
    return table


def _change(words: Lexicon, stems: tuple[str, ...]) -> re.Pattern[str]:
    """A word of change that leads to no level: fell by, un calo del, a decline of; not fell to."""
    # The article is no number here: un calo.
    articles = alternatives({*words.connectors} & words.cardinals.keys())
    of = rf"(?:\s+(?:{alternatives(words.change_of)}){_END})?"
    level = rf"(?!\s+(?:{alternatives(words.to)}){_END})"
    return re.compile(rf"(?:(?:{articles})\s+)?(?:{'|'.join(stems)}){_LETTER}*{_END}{level}{of}")


def tokens(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Kinds and words of a phrase, in order, in lower case."""
    token_at = vocabulary(language).token
    printed = text if text.isascii() else unicodedata.normalize("NFC", text)
    printed = " ".join(printed.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    lower = printed.casefold()
    if len(printed) != len(lower):
        printed = lower
    at = 0
    while at < len(lower):
        token = token_at(lower, at)
        if token is None:
            raise _not_understood(text, language, printed, at)
        kind, end = token
        if kind != "space":
            if kind in _BY_CAPITALS:
                if printed[at:end] in CURRENCIES:
                    kind = "code"  # ALL 5 million
                elif kind == "code":
                    raise _not_understood(text, language, printed, at)
            yield kind, lower[at:end]
        at = end + (lower[end : end + 1] == " ")


def _not_understood(text: str, language: str, printed: str, at: int) -> Refused:
    """Names the whole word that is none of the tables'."""
    while at and printed[at].isalpha() and printed[at - 1].isalpha():
        at -= 1
    word = _WORD.match(printed, at)
    found = quoted(word.group() if word else printed[at:])
    return unreadable(text, language, f"{found} is no number, scale, unit or qualifier")


def unreadable(text: str, language: str, why: str) -> Refused:
    """That a phrase cannot be read (stated-unreadable), and what is allowed instead."""
    allowed = "allowed are one number with its scale, unit and qualifier"
    if range_pattern(language).search(text.lower()):
        allowed = (
            "a range is no figure: dismiss it, and take as figures only amounts that the text"
            " states by themselves"
        )
    return Refused("stated-unreadable", f"{quoted(text)} cannot be read: {why}", allowed)
