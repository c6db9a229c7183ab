"""Regular expressions made of a language's tables: numbers, and every word of a numeric phrase.

Must not know what a word is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from etl.words import AFTER_DIGITS, CODES, Lexicon, lexicon

SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} "
SIGNS: Final = "+-\N{MINUS SIGN}\N{EN DASH}"
"""Signs that may be printed before a number; all but the first are a minus."""
_LETTER: Final = r"[^\W\d_]"
_END: Final = rf"(?!{_LETTER})"
_CODE: Final = "[a-z]{3}"
"""What may be the code of a currency; whether it is one is looked up."""


def alternatives(known: Iterable[str]) -> str:
    """Regular expression of words, longest first; a space in one is any white space."""
    ordered = sorted(known, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"


@cache
def number_pattern(language: str) -> str:
    """Regular expression of a number in digits, with the language's marks."""
    words = lexicon(language)
    group = f"[{re.escape(words.group)}{SPACES}]"
    decimal = re.escape(words.decimal)
    return rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?(?!\d)|\d+(?:{decimal}\d+)?(?!\d)"


@cache
def token_pattern(language: str) -> re.Pattern[str]:
    """Every word that may stand in a numeric phrase, longest first, as named groups.

    A space after the word is taken with it.
    """
    words = lexicon(language)
    money, codes = alternatives(words.currencies), "|".join(sorted(CODES))
    qualifiers = alternatives(word for word in words.qualifiers if word != AFTER_DIGITS)
    # A scale may be glued to a currency ("billiondollars"), a cardinal to what follows as well
    # ("twobillion"); no other word is cut.
    groups = (
        ("space", rf"\s+|\s*[(),](?!\d)\s*|(?<=\w)-(?={_LETTER})"),
        ("sign", _sign(words, money)),
        ("nth", rf"\d{{1,4}}(?:{alternatives(words.ordinal_endings)}){_END}"),
        ("number", number_pattern(language)),
        ("qualifier", rf"(?:{qualifiers}){_END}|(?<=[^\W_])\{AFTER_DIGITS}(?!\s?\d)"),
        ("currency", rf"(?:{money}){_END}"),
        ("percent", rf"(?:{alternatives(words.percents)}){_END}"),
        ("scale", rf"(?:{alternatives(words.scales)})(?:{_END}|(?=(?:{money}|{codes}){_END}))"),
        ("ordinal", rf"(?:{alternatives(words.ordinals)}){_END}"),
        ("half", rf"(?:{alternatives(words.halves)}){_END}"),
        ("fall", _change(words, words.falls)),
        ("rise", _change(words, words.rises)),
        ("fraction", rf"(?:{alternatives(words.fractions)}){_END}"),
        ("cardinal", alternatives(words.cardinals)),
        ("connector", rf"(?:{alternatives((*words.connectors, *words.by))})(?:{_END}|(?<='))"),
        ("and", rf"(?:{alternatives({*words.ands, *words.part_ands})}){_END}"),
        ("code", rf"{_CODE}{_END}"),
    )
    return re.compile(f"(?:{'|'.join(f'(?P<{kind}>{known})' for kind, known in groups)}) ?")


@cache
def range_pattern(language: str) -> re.Pattern[str]:
    """Two numbers that are the ends of a range: 5-6, between 5 and 6."""
    joins = alternatives(lexicon(language).calendar.joins)
    return re.compile(rf"\d[^\d-]*?(?:\s?[-\N{{EN DASH}}\N{{EM DASH}}]|\s(?:{joins})\s).{{0,9}}?\d")


def _sign(words: Lexicon, money: str) -> str:
    """A sign may stand before the currency as well: -$5."""
    amount = rf"(?=\s?(?:(?:{money})\s?)?\d)"
    return rf"[{re.escape(SIGNS)}]{amount}|(?:{alternatives(words.minus)})(?=\s+\d)"


def _change(words: Lexicon, stems: tuple[str, ...]) -> str:
    """A word of change that leads to no level: fell by, un calo del, a decline of; not fell to."""
    # The article is no number here: un calo.
    articles = alternatives({*words.connectors} & words.cardinals.keys())
    of = rf"(?:\s+(?:{alternatives(words.change_of)}){_END})?"
    level = rf"(?!\s+(?:{alternatives(words.to)}){_END})"
    return rf"(?:(?:{articles})\s+)?(?:{'|'.join(stems)}){_LETTER}*{_END}{level}{of}"
