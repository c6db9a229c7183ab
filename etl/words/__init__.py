"""How languages write numbers, months and qualifiers: one table per language.

Tables only; what is read with them is decided in `quantities` and `audit`.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from etl.model import Qualifier


class Lexicon(NamedTuple):
    """Words of one language, all in lower case. Longer words win over shorter ones."""

    decimal: str
    group: str
    """Mark between thousands; a space of any kind is one in every language."""
    scales: dict[str, int]
    """Power of ten."""
    currencies: dict[str, str]
    """ISO 4217 code that a reader of trade news takes the word for."""
    percents: tuple[str, ...]
    qualifiers: dict[str, tuple[Qualifier, ...]]
    """What a wording allows; the first is the usual one."""
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    months: dict[str, int]
    ordinal_endings: tuple[str, ...] = ()
    """Written after digits: 15th."""


def lexicon(language: str) -> Lexicon:
    """The table of a language (a code of schema.LANGUAGES)."""
    table: Lexicon = import_module(f"etl.words.{language}").LEXICON
    return table
