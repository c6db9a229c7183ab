"""Countries that are part of a currency's name: Swiss francs, долларов США.

Must not know which areas a book declares, nor load Babel before a country stands behind money: a
check reads phrases, and starts as fast as YAML is read.
"""

# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Final

from etl.core.schema import LANGUAGES
from etl.reading.wordbook import wordbook

_BEFORE: Final = re.compile(r"([^\W\d_]{3,})\.?[\s'\u2019]+$")
_BEHIND: Final = re.compile(r"['\u2019]?\s+([^\W\d_]{3,})")
_REACH: Final = 16
"""Characters of the word for a currency."""
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_OWNER: Final = re.compile("(?:[аяы]|[гкх]и|ов|их|ых|ого|сша)$")
"""How genitives end that are no datives, and adjectives: Канады, Мексики, США, канадских."""
_ADJECTIVE: Final = re.compile("(?:ian|can|ish|ese)$")
"""How adjectives end that have a capital letter: dollars Canadian."""
_MOST_KEPT: Final = 10_000
_FIRST: Final = date(1900, 1, 1)


def names_money(text: str, lower: str, span: tuple[int, int], territory: str) -> bool:
    """Whether a name is that of the country whose money it is.

    A noun behind the money is, where several countries have money of that name and it tells whose:
    долларов США, and not "the dollars Canada lent".
    """
    behind = _BEHIND.match(lower, span[1])
    if behind and _own(behind[1], territory):
        return True
    before = _BEFORE.search(lower, max(0, span[0] - _REACH), span[0])
    own = _own(before[1], territory) if before else 0
    if own > 0 and text[span[0]].islower():
        return True
    name = lower[slice(*span)]
    owns = owns_money(name) and bool(_CYRILLIC.search(name) or _ADJECTIVE.search(name))
    return own > 1 and (owns or text[slice(*span)].isupper())


@lru_cache(_MOST_KEPT)
def owns_money(word: str) -> bool:
    """Whether a word for a country, behind money in its plural, may tell whose money it is.

    word: in lower case, as printed. An adjective does, and of nouns a Russian genitive that is no
    dative as well, or one that has no cases; every other noun may go on with the sentence.
    """
    if (printed := _countries().get(word)) is not None:
        return printed.isupper()
    return not _CYRILLIC.search(word) or bool(_OWNER.search(word))


@cache
def _countries() -> dict[str, str]:
    """Names of countries in every language, by the same in lower case."""
    from babel import Locale

    names = (name for language in LANGUAGES for name in Locale(language).territories.values())
    return {name.lower(): name for name in names}


def _own(word: str, territory: str) -> int:
    """How many currencies a word may be, one of which a territory has or had; 0 for none."""
    codes = _codes().get(word, ())
    return len(codes) if set(codes) & currencies_of(territory) else 0


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Currencies by a word of any language."""
    known: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word, facts in wordbook(language).single.items():
            if money := facts.get("money"):
                known.setdefault(word, tuple(money))
    return known


@cache
def currencies_of(territory: str) -> frozenset[str]:
    """Those that a territory (two letters of CLDR) has, or had since 1900."""
    if not territory:
        return frozenset()
    from babel.numbers import get_territory_currencies

    today = date.today()
    return frozenset(get_territory_currencies(territory, _FIRST, today))


@cache
def money_now(territory: str) -> frozenset[str]:
    """Those that a territory (two letters of CLDR) has today."""
    from babel.numbers import get_territory_currencies

    return frozenset(get_territory_currencies(territory)) if territory else frozenset()
