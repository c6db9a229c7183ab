"""What the indicators of a book are called, and which one a noun of a text names.

Declared words (`words`) come first; where a book declares none, an indicator is known by the
common nouns of its name, in every language. Must not know texts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.core.kinds import KINDS
from etl.core.model import Book, Indicator
from etl.core.schema import LANGUAGES
from etl.reading.passages import folded
from etl.words.patterns import EDGE, END
from etl.words.trade import ATOMS, TAKER_OWNS, Vocabulary, vocabulary

_GAP: Final = r"\s+(?:[^\W\d_]+\s+){0,2}?"
_WORD: Final = re.compile(r"[^\W\d_]+")
_CUT: Final = {
    "en": re.compile(r"(?:ies|es|s|y|e)$"),
    "it": re.compile("[aeio\u00e0\u00f2]$"),
    "ru": re.compile("[\u0430\u0435\u0438\u043e\u0443\u044b\u044d\u044e\u044f\u044c\u0439]{1,2}$"),
}
_SHORTEST: Final = 4
_LEVELS: Final = frozenset({"amount", "level", "mean"})
"""How what is told of itself, and not of another indicator, is tested (`core.kinds`)."""
FIRST: Final = (
    *("partner", "investor", "projects", "agreements", "contracts", "balance", "people"),
    *("share_capital", "visas", "companies", "tourists", "persons", "students", "jobs"),
)
"""Nouns that hold the letters of others: investment projects."""


class Named(NamedTuple):
    """What an indicator is known by."""

    indicator: Indicator
    atom: str
    modifiers: frozenset[str]
    others: tuple[str, ...]
    """Words of its name that no table holds, without which it is not meant."""


class Direction(NamedTuple):
    """Which way the amount of an indicator flows, as its statement says it."""

    origin: str
    """"reporter", "partner", or "" where it has no direction."""
    target: str


class IndicatorNames(NamedTuple):
    """The indicators of a book, by what texts of one language call them."""

    named: tuple[Named, ...]
    declared: tuple[tuple[re.Pattern[str], str, str], ...]
    """Words of the file, the indicator that they name, and the word as it is declared."""
    directions: dict[str, Direction]


def names(book: Book, language: str) -> IndicatorNames:
    """What the indicators of a book are called in a language."""
    named = tuple(_named(indicator) for indicator in book.indicators.values())
    declared = [
        (stems(word, language), indicator.id, folded(word))
        for indicator in book.indicators.values()
        for word in (getattr(indicator, "words", None) or {}).get(language, ())
    ]
    directions = {name: _direction(one) for name, one in book.indicators.items()}
    return IndicatorNames(named, tuple(declared), directions)


def is_level(indicator: Indicator) -> bool:
    """Whether an indicator is an amount or a number itself, not a rate of another."""
    return KINDS[indicator.kind].tested in _LEVELS


def stems(word: str, language: str) -> re.Pattern[str]:
    """A declared word in every case; other words may stand between its parts."""
    parts = []
    for part in folded(word).split():
        cut = _CUT[language].sub("", part)
        kept = cut if len(cut) >= _SHORTEST else part
        parts.append(re.escape(kept) + r"[^\W\d_]*")
    return re.compile(EDGE + _GAP.join(parts) + END)


@cache
def atom_pattern(language: str) -> re.Pattern[str]:
    """Every noun of the tables, a group for each meaning."""
    atoms = vocabulary(language).atoms
    ordered = [*(atom for atom in FIRST if atom in atoms), *(a for a in atoms if a not in FIRST)]
    groups = "|".join(f"(?P<{atom}>{atoms[atom]}{END})" for atom in ordered)
    return re.compile(f"{EDGE}(?:{groups})")


def _named(indicator: Indicator) -> Named:
    """Atoms of an indicator's name, in whichever language it is written; else of its id."""
    for text in (indicator.name, indicator.id.replace("_", " ").replace("-", " ")):
        for language in LANGUAGES:
            atoms = _atoms(folded(text), language, vocabulary(language))
            if atoms:
                atom, modifiers, others = atoms
                return Named(indicator, atom, modifiers, others)
    return Named(indicator, "", frozenset(), tuple(_WORD.findall(folded(indicator.name))))


def _atoms(
    lower: str, language: str, words: Vocabulary
) -> tuple[str, frozenset[str], tuple[str, ...]] | None:
    matches = list(atom_pattern(language).finditer(lower))
    if not matches:
        return None
    spans = [match.span() for match in matches]
    modifiers = set()
    for name, pattern in words.modifiers.items():
        for match in re.finditer(f"{EDGE}(?:{pattern}){END}", lower):
            if any(a <= match.start() < b for a, b in spans):
                continue
            modifiers.add(name)
            spans.append(match.span())
    neutral = re.compile(
        f"(?:{words.neutral}|{words.growth}|{words.share}|{words.rank}|{words.goods})"
    )
    others = tuple(
        word.group()
        for word in _WORD.finditer(lower)
        if not any(a <= word.start() < b for a, b in spans) and not neutral.fullmatch(word.group())
    )
    return matches[-1].lastgroup or "", frozenset(modifiers), others


_ROLES: Final = {
    "from": "origin",
    "by": "origin",
    "to": "target",
    "into": "target",
    "in": "target",
    "for": "target",
}
_PLACE: Final = re.compile(r"([a-z]+)\s+(?:(?:the\s+)?(?:citizens|nationals)\s+of\s+)?\{(\w+)\}")


def _direction(indicator: Indicator) -> Direction:
    """From the words before the placeholders of `statement`."""
    atom = _named(indicator).atom
    told: dict[str, str] = {}
    owner = ""
    for word, side in _PLACE.findall(indicator.statement):
        if word in _ROLES:
            told.setdefault(_ROLES[word], side)
        elif word == "of":
            owner = side
    if "citizens of {" in indicator.statement:
        side = indicator.statement.split("citizens of {")[1].partition("}")[0]
        told["target"] = side
    if owner and owner not in told.values():
        told.setdefault("target" if atom in TAKER_OWNS else "origin", owner)
    other = {"reporter": "partner", "partner": "reporter"}
    if len(told) == 1:
        role, side = next(iter(told.items()))
        told["target" if role == "origin" else "origin"] = other.get(side, "")
    return Direction(told.get("origin", ""), told.get("target", ""))


assert set(FIRST) <= set(ATOMS)
