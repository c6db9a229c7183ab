"""A paragraph as items: numbers in digits, words with what they may mean, and signs.

Every character that is no white space lies in exactly one item. Must not put items together to
quantities.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from etl.core.schema import MONEY
from etl.reading.marks import DIGITS
from etl.reading.wordbook import Facts, Wordbook, wordbook

_FIXED: Final = (
    r"(?:https?://|www\.)[^\s<>\"\u00bb)]+|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\+\d[\d\s().\u00a0-]{6,}\d|\(\d{3,5}\)\s?\d[\d\s-]{4,}\d"
    r"|(?<![\w:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
    r"|(?<![\w.,])(?:0?[1-9]|1[0-2])(?:[.:][0-5]\d)?\s?[ap](?:m|\.m)(?![^\W_])"
)
"""Addresses, telephone numbers and times of day: one thing each, whatever digits they hold."""
_TOKEN: Final = re.compile(
    rf"(?P<fixed>{_FIXED})|(?P<digits>{DIGITS})|(?P<part>[\u00bc-\u00be\u2150-\u215e])|(?P<word>[^\W\d_]+(?:'(?=[^\W_]))?)"
    r"|(?P<sign>[^\w\s]|_|\w)"
)
_ROW: Final = re.compile(r"(?:19|20)\d\d(?:\s*[|:;\t]|[ \t]+[-(\d])")
"""A row of a table that begins with its year: it is no amount of the unit in the line above."""
_MOST_PARAGRAPHS: Final = 64
_TENS: Final = 20
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[\s-]$")
_LETTER_SCALES: Final = {"k": 3, "m": 6, "b": 9, "g": 9}
"""Before a currency's code; a T is a thousand in German accounts and a trillion elsewhere."""
_UNSURE_SCALE: Final = "t"
_LONGEST_GLUED: Final = 24
_SHORTEST_PART: Final = 4
_SHORTEST_CARDINAL: Final = 3
_NOTHING: Final[Facts] = {}
_DRAWING_RIGHTS: Final = frozenset(("XDR",))
CODES: Final = MONEY | _DRAWING_RIGHTS


class Item(NamedTuple):
    """A piece of a paragraph and what it may mean, by kind."""

    start: int
    end: int
    text: str
    """In lower case."""
    kind: str
    """digits, word, sign, part (a fraction in one character), or fixed (an address, a time)."""
    facts: Mapping[str, Any]


Raw = tuple[int, int, str, str]


@lru_cache(_MOST_PARAGRAPHS)
def lex(text: str, lower: str, language: str) -> tuple[Item, ...]:
    """The items of a paragraph, in order; lower: of the text, from `passages.folded`.

    Quantities, periods and numerals ask for the same paragraph one after another.
    """
    book = wordbook(language)
    raws = [(*m.span(), m.group(), m.lastgroup or "") for m in _TOKEN.finditer(lower)]
    silent = _silent(lower, book)
    items: list[Item] = []
    at = 0
    while at < len(raws):
        at += _next((text, lower), raws, at, book, items, silent)
    return tuple(items)


def _next(
    texts: tuple[str, str],
    raws: list[Raw],
    at: int,
    book: Wordbook,
    items: list[Item],
    silent: set[int],
) -> int:
    """Adds the item or items that begin here; returns how many raw pieces they took."""
    text, lower = texts
    start, end, word, kind = raws[at]
    if kind in ("digits", "part", "fixed"):
        if text[start - 1 : start] == "\n" and _ROW.match(text, start):
            items.append(Item(start, start, "|", "sign", _NOTHING))
        items.append(Item(start, end, word, kind, _NOTHING))
        return 1
    length, facts = _phrase(raws, at, book)
    if kind == "word" and length <= 1:
        facts = _merged(facts, book.stems(word.rstrip("'")))
        code = _code(text[start:end].rstrip("'"))
        if code:
            facts = {**facts, "money": (code,), "before": True, "code": True}
        if not facts or _is_glued(raws, at):
            pieces: tuple[tuple[int, Facts], ...] = ()
            if at and raws[at - 1][3] == "digits":
                pieces = _scaled_code(text[start:end], book.language)
            pieces = pieces or _glued(text[start:end], book.language, _is_glued(raws, at))
            if pieces:
                for length_of_piece, piece_facts in pieces:
                    piece = word[start - raws[at][0] : start - raws[at][0] + length_of_piece]
                    items.append(Item(start, start + length_of_piece, piece, "word", piece_facts))
                    start += length_of_piece
                return 1
    if start in silent:
        facts = {name: fact for name, fact in facts.items() if name not in ("card", "ord", "part")}
    last = raws[at + max(length, 1) - 1]
    if length > 1:
        word = " ".join(lower[start : last[1]].split())
    items.append(Item(start, last[1], word, kind, facts))
    return max(length, 1)


def _is_glued(raws: list[Raw], at: int) -> bool:
    """Whether digits stand directly before a word."""
    return at > 0 and raws[at - 1][3] == "digits" and raws[at - 1][1] == raws[at][0]


def _phrase(raws: list[Raw], at: int, book: Wordbook) -> tuple[int, Facts]:
    """How many pieces the longest known phrase takes that begins here, and what it means."""
    word = raws[at][2].rstrip("'")
    following = raws[at + 1][2].rstrip("'") if at + 1 < len(raws) else ""
    known = book.phrases.get((word, following), ())
    if following == "-" and at + 2 < len(raws):
        known = (*known, *book.phrases.get((word, raws[at + 2][2].rstrip("'")), ()))
    for pieces, facts in known:
        length = _matches(raws, at, pieces)
        if not length or (facts.get("tight") and _is_loose(raws[at : at + length])):
            continue
        if "among" in facts and _is_rest(raws, at, book):
            continue
        if "after" in facts and length > 1 and not _ends_amount(raws, at, length, book):
            continue
        return length, facts
    return (1, book.single[word]) if word in book.single else (0, _NOTHING)


def _is_rest(raws: list[Raw], at: int, book: Wordbook) -> bool:
    """Whether a word ends the number before it: twenty-one of the."""
    before = at - 2 if at > 1 and raws[at - 1][2] == "-" else at - 1
    facts = book.single.get(raws[before][2], _NOTHING) if before >= 0 else _NOTHING
    return int(facts.get("card", 0)) >= _TENS


def _ends_amount(raws: list[Raw], at: int, length: int, book: Wordbook) -> bool:
    """Whether "and more" goes with the number before it: not in "and more than 300 firms"."""
    first = book.single.get(raws[at][2], _NOTHING)
    following = raws[at + length] if at + length < len(raws) else None
    if following is None or not ("and" in first or "or" in first):
        return True
    facts = book.single.get(following[2], _NOTHING)
    if following[3] == "digits" or not {"card", "money", "than"}.isdisjoint(facts):
        return False
    if _phrase(raws, at + 1, book)[0] > length - 1:
        return False
    plain = following[3] != "word" or following[2] in book.goes_on
    return plain or "and" not in first


def _is_loose(raws: list[Raw]) -> bool:
    return any(one[1] < other[0] for one, other in pairwise(raws))


def _matches(raws: list[Raw], at: int, pieces: tuple[str, ...]) -> int:
    """How many pieces of the text these are; 0 where they are not. Hyphens may join them."""
    here = at + 1
    for piece in pieces[1:]:
        if here < len(raws) and raws[here][2] == "-" and piece != "-":
            here += 1
        if here >= len(raws) or raws[here][2].rstrip("'") != piece.rstrip("'"):
            return 0
        here += 1
    return here - at


def _code(printed: str) -> str:
    return printed if len(printed) == 3 and printed in CODES else ""


def _merged(one: Facts, other: Facts) -> Facts:
    return {**other, **one} if one and other else one or other


@lru_cache(100_000)
def _glued(printed: str, language: str, after_digits: bool) -> tuple[tuple[int, Facts], ...]:
    """A run of letters as number words, scales and units: bnJPY, billiondollars, twentyfive."""
    if not 2 <= len(printed) <= _LONGEST_GLUED:
        return ()
    kinds = ("scale", "money", "percent", "unit", "cents", "points")
    first = kinds if after_digits else ("card", "scale")
    return _pieces(printed, language, first, (*kinds, "card"), after_digits)


def _scaled_code(printed: str, language: str) -> tuple[tuple[int, Facts], ...]:
    """A scale and a currency's code in one word: 120 MEUR."""
    power = _LETTER_SCALES.get(printed[:-3].lower())
    if power is None:
        power = wordbook(language).single.get(printed[:-3].lower(), _NOTHING).get("scale")
    code = _code(printed[-3:])
    if not code or power is None:
        return ()
    return (len(printed) - 3, {"scale": power, "glued": True}), (3, {"money": (code,)})


def _pieces(
    printed: str,
    language: str,
    kinds: tuple[str, ...],
    following: tuple[str, ...],
    after_digits: bool,
    opens: bool = True,
) -> tuple[tuple[int, Facts], ...]:
    """The pieces of a run of letters, each of one of the kinds; opens: whether it begins there."""
    book = wordbook(language)
    for length in range(len(printed), 0, -1):
        piece, rest = printed[:length], printed[length:]
        facts = dict(book.single.get(piece.lower(), _NOTHING))
        if code := _code(piece):
            facts = {"money": (code,), "before": True, "code": True}
        if facts.keys().isdisjoint(kinds):
            continue
        if length == 1 and not piece.islower() and not rest:
            continue
        if opens and piece.lower() == _UNSURE_SCALE and _code(rest):
            return ()
        if opens and _code(rest) and "scale" in facts:
            facts["glued"] = True
        short = not (code or (opens and _code(rest)))
        if short and length < _shortest_piece(facts, after_digits, opens):
            continue
        if not rest:
            return ((length, facts),)
        if more := _pieces(rest, language, following, following, after_digits, opens=False):
            return ((length, facts), *more)
    return ()


def _shortest_piece(facts: Facts, after_digits: bool, opens: bool) -> int:
    """How long a piece of a run of letters is at least: 250 trials are no trillion rials."""
    if after_digits:
        return 1 if opens else 2
    return _SHORTEST_CARDINAL if "card" in facts else _SHORTEST_PART


def _silent(lower: str, book: Wordbook) -> set[int]:
    """Where words of fixed wordings begin, which state no number: one of the."""
    if not book.idiom_hint.search(lower):
        return set()
    return {
        match.start() + piece.start()
        for match in book.idioms.finditer(lower)
        if not _goes_on(lower, match.start(), book)
        for piece in _TOKEN.finditer(match.group())
    }


def _goes_on(lower: str, at: int, book: Wordbook) -> bool:
    """Whether a number begins before a fixed wording: twenty-one of the."""
    before = _LAST_WORD.search(lower, max(0, at - _LONGEST_GLUED), at)
    facts = book.single.get(before[1], _NOTHING) if before else _NOTHING
    return int(facts.get("card", 0)) >= _TENS


def numeric(character: str) -> float:
    """What a fraction in one character is worth."""
    return unicodedata.numeric(character)
