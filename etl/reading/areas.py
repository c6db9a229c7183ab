"""Names of economies and groups of them in a text, by noun and by adjective.

Babel knows the territories' names in every language, and the names of their languages, which
are the adjectives as well (Italian, итальянский). What a book declares comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from etl.core.model import Area, Book
from etl.core.schema import ECONOMIES
from etl.reading.money_names import money_now, names_money
from etl.reading.passages import folded
from etl.words.trade import Vocabulary, vocabulary
from etl.words.waters import WATER_BEFORE, WATER_BEHIND

_KEY: Final = 2
_WORD_START: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{2}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_ADJECTIVE_END: Final = re.compile("(?:\u0438\u0439|\u044b\u0439|\u043e\u0439)$")
_LETTERS: Final = re.compile(r"[A-Z]+")
_HEAD: Final = re.compile(r"[^\W\d_]+(?![?*{])")
"""Letters that no quantifier makes optional."""
_WORLD: Final = {"WLD": "001"}
"""The codes of ours that CLDR writes otherwise."""
_SHORTEST_STEM: Final = 3
_MANY: Final = 9
"""Economies with one official language, from which on it is the adjective of none by itself."""
_LIKE: Final = 4
_LIKE_FEW: Final = 2
"""Letters that the names of a language and of its country have in common: French, France."""
_BEHIND: Final = re.compile(WATER_BEHIND)
_BEFORE: Final = re.compile(WATER_BEFORE)
_WATER_REACH: Final = 24
"""Characters before a name in which a sea is named."""
_INFLECTED: Final = {"en": "(?:'s|s')?", "it": "", "ru": r"[^\W\d_]{0,3}"}
"""What may follow the stem of a noun."""


class Mention(NamedTuple):
    """An area that is named at a place of a paragraph."""

    start: int
    end: int
    area: str
    adjective: bool
    owns: bool = False
    """Whether it is written as an owner: Italy's."""
    sure: float = 1.0


class Name(NamedTuple):
    """One way to call an area."""

    head: str
    """The letters with which it begins, whatever its ending."""
    pattern: str
    """Regular expression of all of it; few of so many are ever met in a text."""
    area: str
    adjective: bool
    sure: float


class Gazetteer(NamedTuple):
    """The names of one language, of a book's areas and of every other economy."""

    names: dict[str, list[Name]]
    """By their first letters: a text has few words that begin like an economy."""
    shown: dict[str, str]
    """How each area is called."""


def mentions(text: str, gazetteer: Gazetteer, lower: str = "") -> list[Mention]:
    """Every area named in a paragraph, in order; a noun begins with a capital.

    lower: of the text, from `passages.folded`, where it is known.
    """
    lower = lower or folded(text)
    named: list[Mention] = []
    end = 0
    for start, key in _starts(lower):
        if start < end or key not in gazetteer.names:
            continue
        best: Mention | None = None
        for name in gazetteer.names[key]:
            if not lower.startswith(name.head, start):
                continue
            match = _compiled(name.pattern).match(lower, start)
            if match and not (name.adjective or text[start].isupper()):
                continue
            # The stem of an adjective (uzbek) may begin the noun, which is no longer than itself.
            is_noun = match and best and match.end() == best.end and best.adjective
            is_noun = is_noun and not name.adjective
            if match and (best is None or match.end() > best.end or is_noun):
                owns = match.group().endswith(("'s", "s'"))
                best = Mention(start, match.end(), name.area, name.adjective, owns, name.sure)
        if best:
            end = best.end
            place = best.start, best.end
            if not (_is_water(text, best) or is_money(text, lower, place, best.area)):
                named.append(best)
    return named


def is_money(text: str, lower: str, span: tuple[int, int], area: str) -> bool:
    """Whether the name of an area is a part of a currency's: Swiss francs."""
    return names_money(text, lower, span, _territory(area))


def money_of(area: str) -> frozenset[str]:
    """Currencies of an economy; none of a group."""
    return money_now(_territory(area)) if area in ECONOMIES else frozenset()


def _is_water(text: str, name: Mention) -> bool:
    """Whether a name is part of that of a sea: Persian in the Persian Gulf."""
    before = max(0, name.start - _WATER_REACH)
    return bool(_BEHIND.match(text, name.end) or _BEFORE.search(text, before, name.start))


def _starts(lower: str) -> Iterator[tuple[int, str]]:
    """Where each word begins, and its first letters."""
    for match in _WORD_START.finditer(lower):
        yield match.start(), match.group()


_KEPT: dict[tuple[str, str], Gazetteer] = {}
_MOST_KEPT: Final = 32


def gazetteer(book: Book, language: str) -> Gazetteer:
    """The names that a text in a language may call areas by; the book's win over all others."""
    key = (language, repr(book.areas))
    if key not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = _gazetteer(book, language)
    return _KEPT[key]


def _gazetteer(book: Book, language: str) -> Gazetteer:
    entries: dict[str, tuple[str, bool, float]] = {}
    shown: dict[str, str] = {}
    for area in book.areas.values():
        shown[area.id] = area.name
        for pattern, adjective, sure in _declared(area, language):
            entries.setdefault(pattern, (area.id, adjective, sure))
    declared = set(book.areas)
    for code, name in _economies(language):
        if code not in declared:
            shown[code] = name
            for pattern, adjective, sure in _told(name, code, language):
                entries.setdefault(pattern, (code, adjective, sure))
    names: dict[str, list[Name]] = {}
    for pattern, (code, adjective, sure) in entries.items():
        letters = _HEAD.match(pattern)
        head = letters.group() if letters else ""
        names.setdefault(pattern[:_KEY], []).append(Name(head, pattern, code, adjective, sure))
    return Gazetteer(names, shown)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}(?![^\W\d_])")


def _declared(area: Area, language: str) -> Iterator[tuple[str, bool, float]]:
    """Patterns of what an area of the book is called."""
    for word in _words_of(area, "words", language):
        yield _noun(word, language), False, 1.0
    for word in _words_of(area, "adjectives", language):
        yield _stem(word, language) + r"[^\W\d_]*", True, 1.0
    territory = _territory(area.id)
    if area.sum_of:
        # Named for a purpose by its members, whose adjectives and letters are their own.
        yield _noun(area.name, language), False, 1.0
        return
    own = [area.name, *([area.in_text.removeprefix("the ")] if area.in_text else [])]
    for name in dict.fromkeys([*own, *filter(None, [_name(territory, language)])]):
        yield from _told(name, area.id, language)


def _words_of(area: Area, key: str, language: str) -> Iterable[str]:
    words: dict[str, tuple[str, ...]] = getattr(area, key, None) or {}
    return words.get(language, ())


def _told(name: str, code: str, language: str) -> Iterator[tuple[str, bool, float]]:
    """Patterns made of a name: the noun, its initials, its adjectives."""
    words = _WORD.findall(name)
    yield _noun(name, language), False, 1.0
    group = code not in ECONOMIES
    if group and len(words) > 1 and code not in _WORLD:
        initials = "".join(word[0] for word in words).lower()
        yield re.escape(initials), False, 1.0
        which = words[-1] if language == "it" else words[0]
        yield _stem(which, language) + r"[^\W\d_]*", True, 0.75
        if language == "ru":
            yield re.escape(words[0][:4].lower() + words[1].lower()) + r"[^\W\d_]{0,2}", False, 1.0
    if code in _WORLD:
        return
    rest = vocabulary(language).adjective_rest
    spoken = _spoken(_territory(code), language)
    if spoken:
        yield _stem(spoken, language) + rest, True, 1.0
    if len(words) == 1:
        for stem, inflection in _adjectives(name, vocabulary(language)):
            yield re.escape(stem) + inflection, True, 0.9


def _adjectives(name: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    lower = folded(name)
    for ending, adjective in words.adjectives:
        stem = lower.removesuffix(ending)
        if (not ending or stem != lower) and len(stem) >= _SHORTEST_STEM:
            yield stem + adjective, words.adjective_rest


def _noun(name: str, language: str) -> str:
    """A pattern of a name in every case."""
    words = folded(name).split()
    if language != "ru":
        return r"\s+".join(map(re.escape, words)) + _INFLECTED[language]
    return r"\s+".join(
        re.escape(_cut(word, vocabulary(language).ends)) + _INFLECTED[language] for word in words
    )


def _stem(word: str, language: str) -> str:
    lower = folded(word)
    ends = vocabulary(language).ends
    if language == "ru":
        lower = _ADJECTIVE_END.sub("", lower)
    elif language == "it":
        lower = _cut(lower, ends)
    return re.escape(lower)


def _cut(word: str, ends: Iterable[str]) -> str:
    for ending in ends:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@cache
def _aliases() -> dict[str, str]:
    """Two letters for three, as CLDR lists them."""
    known: dict[str, list[str]] = get_global("territory_aliases")  # type: ignore[assignment]
    return {code: known[code][0] for code in ECONOMIES if code in known}


@cache
def _territory(code: str) -> str:
    """What CLDR calls an area; the group's letters where it is no economy."""
    if code in _WORLD or code in _aliases():
        return _WORLD.get(code) or _aliases()[code]
    letters = _LETTERS.match(code)
    return letters.group() if letters and len(letters.group()) == 2 else ""


@cache
def _name(territory: str, language: str) -> str:
    return Locale(language).territories.get(territory, "") if territory else ""


@cache
def _spoken(territory: str, language: str) -> str:
    """The name of the language that is a territory's own, which is its adjective too.

    A language of many territories is that of the one that is called like it, wherever most of its
    speakers live: Portuguese of Portugal; English and Arabic of none.
    """
    likely = get_global("likely_subtags")
    name = _name(territory, language)
    for own in get_official_languages(territory, de_facto=True) if territory else ():
        spoken: str = Locale(language).languages.get(own, "").split(" (", maxsplit=1)[0]
        most = likely.get(own, "").split("_")[-1]
        if most == territory and (_wide()[own] < _MANY or _alike(spoken, name, _LIKE_FEW)):
            return spoken
        named = most != territory and _alike(spoken, name, _LIKE)
        if named and " " not in name and not _alike(spoken, _name(most, language), _LIKE_FEW):
            return spoken
    return ""


def _alike(one: str, other: str, letters: int) -> bool:
    """Whether two names begin with the same letters."""
    return folded(one)[:letters] == folded(other)[:letters]


@cache
def _wide() -> Counter[str]:
    """In how many economies each language is official."""
    return Counter(
        own
        for territory in _aliases().values()
        for own in get_official_languages(territory, de_facto=True)
    )


def home(language: str) -> str:
    """The economy whose own language a text is written in; CLDR's likeliest."""
    territory = get_global("likely_subtags").get(language, "").split("_")[-1]
    return next((code for code, two in _aliases().items() if two == territory), "")


@cache
def _economies(language: str) -> tuple[tuple[str, str], ...]:
    """Code and name of every economy."""
    return tuple(
        (code, name)
        for code, territory in sorted(_aliases().items())
        if (name := Locale(language).territories.get(territory, ""))
    )


_CONTINENTS: Final = ("002", "019", "142", "150", "003", "005", "009", "013", "143", "145")
"""Codes of CLDR (UN M.49) for Africa, the Americas, Asia, Europe and their larger parts."""


@cache
def regions(language: str) -> tuple[str, ...]:
    """Parts of the world that texts speak of, in lower case; in one order for every language."""
    names = Locale(language).territories
    return tuple(folded(names[code]) for code in _CONTINENTS)
