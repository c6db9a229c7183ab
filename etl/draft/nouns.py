"""The nouns and verbs of a paragraph that say what a number measures.

Must not know numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.draft.indicators import IndicatorNames, atom_pattern, is_level
from etl.reading.areas import Mention
from etl.words import lexicon
from etl.words.common import COMMON
from etl.words.patterns import EDGE, END, alternatives
from etl.words.trade import vocabulary

_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[\s,]*$")
_AROUND: Final = 40
_PARTS: Final = 3
_FLOWS: Final = frozenset({"turnover", "exports", "imports", "investment"})


class Noun(NamedTuple):
    """What is measured, at a place of a paragraph."""

    start: int
    end: int
    atom: str
    """One of vocabulary.ATOMS, or "" where only the file knows the word."""
    modifiers: frozenset[str] = frozenset()
    verb: bool = False
    product: str = ""
    """The words that narrow it to a part: exports [of wheat]; empty where it is whole."""
    part: bool = False
    """Whether a preposition says so: exports of wheat."""
    declared: str = ""
    """The indicator that declares the word."""
    only: str = ""
    """The one role that the word tells, where it names a rate and not of what: share."""


def nouns(lower: str, language: str, known: IndicatorNames, areas: list[Mention]) -> list[Noun]:
    """Every noun of a paragraph (text from `passages.folded`), in order, none inside another."""
    candidates = [
        # As printed in the file, or with an ending: the difference is kept for a moment.
        Noun(*match.span(), "", declared=indicator, product="" if match.group() == word else word)
        for pattern, indicator, word in known.declared
        for match in pattern.finditer(lower)
    ]
    atoms = {one.indicator.id: one.atom for one in known.named}
    common = _common(lower, language)
    kept = [one for one in _longest(candidates) if not _better(one, common, known)]
    rates = {
        one.indicator.id: str(one.indicator.kind)
        for one in known.named
        if not is_level(one.indicator)
    }
    kept = [
        one._replace(
            atom=atoms.get(one.declared, ""),
            product="",
            only="" if _within(one, common) else rates.get(one.declared, ""),
        )
        for one in kept
    ]
    free = [n for n in common if not any(n.start < k.end and k.start < n.end for k in kept)]
    return [_told(noun, lower, language, areas) for noun in sorted([*kept, *free])]


def _within(noun: Noun, common: list[Noun]) -> bool:
    """Whether a declared word says what it is of: share of trade."""
    return any(noun.start <= one.start and one.end <= noun.end for one in common)


def _common(lower: str, language: str) -> list[Noun]:
    """The nouns of the tables."""
    common = []
    for match in atom_pattern(language).finditer(lower):
        start, end = match.span()
        if _after_name(language).search(lower, max(0, start - _AROUND), start):
            continue
        verb = bool(_verbs(language).fullmatch(lower, start, end))
        common.append(Noun(start, end, match.lastgroup or "", verb=verb))
    return common


def _better(declared: Noun, common: list[Noun], known: IndicatorNames) -> bool:
    """Whether a noun of the tables stands there that is as long, and so knows the word better.

    A declared beginning ("invest") is that of other words too: investors, investment projects. The
    word itself is the file's, where no indicator is known by the noun of the tables.
    """
    named = {one.atom for one in known.named}
    return any(
        noun.start <= declared.start
        and declared.end <= noun.end
        and (noun.atom in named or bool(declared.product) or noun.end > declared.end)
        for noun in common
        if noun.start < declared.end and declared.start < noun.end
    )


def _longest(candidates: list[Noun]) -> list[Noun]:
    kept: list[Noun] = []
    for noun in sorted(candidates, key=lambda n: (n.start - n.end, n.start)):
        if not any(one.start < noun.end and noun.start < one.end for one in kept):
            kept.append(noun)
    return kept


def _told(noun: Noun, lower: str, language: str, areas: list[Mention]) -> Noun:
    """With the words beside it that narrow it."""
    modifiers = frozenset(
        name for name, pattern in _modifiers(language).items() if _beside(noun, lower, pattern)
    )
    if noun.verb:
        return noun._replace(modifiers=modifiers)
    before = _product_before(noun, lower, language, areas)
    after = _product_after(noun, lower, language, areas)
    return noun._replace(modifiers=modifiers, product=after or before, part=bool(after))


def _beside(noun: Noun, lower: str, pattern: re.Pattern[str]) -> bool:
    """Whether a modifier stands with the noun: at most two words before it, or just after."""
    before = lower[max(0, noun.start - _AROUND) : noun.start]
    for match in pattern.finditer(before):
        between = before[match.end() :]
        if not re.search(r"[.,;:()\d]", between) and len(between.split()) < _PARTS:
            return True
    after = pattern.search(lower, noun.end, min(len(lower), noun.end + _AROUND))
    if not after:
        return False
    between = lower[noun.end : after.start()]
    return not re.search(r"[.,;:()\d]", between) and len(between.split()) <= 1


def _product_before(noun: Noun, lower: str, language: str, areas: list[Mention]) -> str:
    """The word before a flow that may make it a part of one: wheat exports."""
    before, _ = _narrowing(language)
    if noun.atom not in _FLOWS or before is None:
        return ""
    previous = _LAST_WORD.search(lower, max(0, noun.start - _AROUND), noun.start)
    if not previous or re.search(r",\s*$", lower[previous.start() : noun.start]):
        return ""
    is_area = any(one.start <= previous.start(1) < one.end for one in areas)
    return previous[1] if not is_area and before.fullmatch(previous[1]) else ""


def _product_after(noun: Noun, lower: str, language: str, areas: list[Mention]) -> str:
    """What a flow consists of, where that is not all goods: exports of wheat."""
    follows = _narrowing(language)[1].match(lower, noun.end) if noun.atom in _FLOWS else None
    if not follows:
        return ""
    at = follows.start("what")
    is_area = any(one.start <= at < one.end for one in areas)
    is_whole = _whole(language).match(lower, at) or _month(language).match(lower, at)
    return "" if is_area or is_whole else follows["what"]


@cache
def _month(language: str) -> re.Pattern[str]:
    words = [*lexicon(language).months, *COMMON[language]]
    return re.compile(rf"(?:{alternatives(words)}){END}")


@cache
def _narrowing(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Words before a noun that narrow it, and those after it."""
    words = vocabulary(language)
    neutral = f"(?:{words.neutral}|{words.bilateral}|{words.growth}|{words.share})"
    before = (
        re.compile(rf"(?!{neutral}{END})[^\W\d_]{{3,}}(?<!ed)(?<!ly)") if words.of_product else None
    )
    if words.of_product:
        after = rf"\s+{words.of_product}(?:\s+|(?<=')\s*)(?P<what>[^\W\d_]{{3,}})"
    else:
        # Without a preposition: a noun in the genitive.
        genitives = "\u044b|\u0438|\u0430|\u044f|\u0435\u0439|\u043e\u0432"
        # Not a verb: the trade grew.
        reflexive = "\u0441\u044f|\u0430\u0441\u044c|\u043e\u0441\u044c|\u0438\u0441\u044c"
        verbs = rf"[^\W\d_]*(?:\u043b|\u0442)(?:{reflexive})|[^\W\d_]*\u043b[\u0430\u0438\u043e]"
        after = rf"\s+(?P<what>(?!(?:{verbs}){END})[^\W\d_]{{4,}}(?:{genitives})){END}"
    return before if language == "en" else None, re.compile(after)


@cache
def _whole(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    return re.compile(rf"(?:{words.goods}|{words.neutral}|{words.our}|{words.bilateral}){END}")


@cache
def _modifiers(language: str) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(f"{EDGE}(?:{pattern}){END}")
        for name, pattern in vocabulary(language).modifiers.items()
    }


@cache
def _after_name(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}{vocabulary(language).not_after}\s*$")


@cache
def modifier_patterns(language: str) -> dict[str, re.Pattern[str]]:
    """The words that narrow a noun, by what they mean."""
    return _modifiers(language)


@cache
def _verbs(language: str) -> re.Pattern[str]:
    return re.compile(vocabulary(language).verbs)
