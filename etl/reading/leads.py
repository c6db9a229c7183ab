"""The words around the times of a text: since, at the end of, against the level of, a year earlier.

Must not know which days a time means.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from etl.reading.times import DASH
from etl.words import CODES, lexicon
from etl.words.forms import forms
from etl.words.patterns import EDGE, END, alternatives
from etl.words.times import Times, times

REACH: Final = 72
"""Characters in which the words before a time are looked for."""
_MOST_KEPT: Final = 100_000
"""Words; a language has fewer in its news."""
_ARTICLES: Final = ("the", "that", "those", "il", "lo", "la", "l'")
_WORD: Final = re.compile(r"[^\W\d_]+")
_GAP: Final = r"(?:[\s'(«\"\u201c]*|-)$"
"""Between such words and the time."""


class Opener(NamedTuple):
    """Words that lead to a time."""

    name: str
    """base, end_of, start_of, since, from, as_of, by, on, within."""
    start: int


class Leads(NamedTuple):
    """What one language puts around the times of a text."""

    openers: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    """Words that lead to a time with what they make of it, by the last of them."""
    after_amount: re.Pattern[str]
    """A preposition behind an amount or a word of change."""
    measuring: frozenset[str]
    """Last words of those."""
    behind_noun: frozenset[str]
    """Those of them that end one only behind a noun: on the level in."""
    base_noun: re.Pattern[str]
    """Such a noun, anywhere."""
    to: re.Pattern[str]
    """Between the two ends of a span."""
    until: re.Pattern[str]
    """Between a length and its end: 12 months to June."""
    noun: re.Pattern[str]
    """After the time that an amount is measured against: the 2018 level."""
    same: re.Pattern[str]
    earlier: re.Pattern[str]
    named: re.Pattern[str]
    phrase: re.Pattern[str]
    """Any of these three, or another time that is no list of words: in recent years."""
    cues: frozenset[str]
    """Words with which these three may begin."""
    after_year: re.Pattern[str]
    link: re.Pattern[str]
    """Between "the same period" and its year."""
    ended: re.Pattern[str]
    """Between a fiscal year and the day or month on which it ended."""
    counted: re.Pattern[str]
    """A noun that a number like 2023 counts."""
    plural: re.Pattern[str]
    """What a number after a month counts: in June 25 companies."""

    def opener(self, lower: str, at: int) -> Opener | None:
        """The words before a place that lead to a time: the longest."""
        opening = max(0, at - REACH)
        best: Opener | None = None
        for name, pattern in self.openers.get(_last_word(lower, at), ()):
            match = pattern.search(lower, opening, at)
            if match and (best is None or match.start() < best.start):
                best = Opener(name, match.start())
        return best

    def measured(self, lower: str, at: int) -> re.Match[str] | None:
        """An amount or a word of change that is measured against the time at a place."""
        last, opening = _last_word(lower, at), max(0, at - REACH)
        if last not in self.measuring:
            return None
        if last in self.behind_noun and not self.base_noun.search(lower, opening, at):
            return None
        return self.after_amount.search(lower, opening, at)


def _last_word(lower: str, at: int) -> str:
    """The letters before a place; empty where a digit stands nearer."""
    end = at
    while end and not lower[end - 1].isalpha():
        if lower[end - 1].isdecimal():
            return ""
        end -= 1
    start = end
    while start and lower[start - 1].isalpha():
        start -= 1
    return lower[start:end]


@cache
def leads(language: str) -> Leads:
    """The words around times of a language (a code of schema.LANGUAGES)."""
    words, table = lexicon(language), times(language)
    nouns, within = alternatives(table.base_nouns), alternatives(table.within)
    ends = rf"(?:\s*(?:{alternatives((*table.end_of, *table.within, *table.of, *table.start_of))}))"
    special = "|".join((*table.same_period, *table.year_earlier, *table.named_starts))
    ending = (*table.base_after_amount, *_ARTICLES, *table.base_nouns)
    measuring = frozenset(_last(word) for word in ending)
    behind_noun = frozenset(_last(word) for word in _inside(table)) - measuring
    phrases = (*table.the_decade, *table.the_span, *table.so_far, *table.vague)
    longer = (*table.of, *table.within, *table.before_year)
    links = {word for word in (one.split()[0] for one in longer) if "'" not in word[:-1]}
    plain = re.sub(r"\(\?P<\w+>|\\.", " ", special)
    counted = rf"(?:{alternatives(words.calendar.counted)}){END}"
    goes_on = rf"(?!(?:{alternatives(words.calendar.goes_on)}){END})"
    return Leads(
        openers=_openers(table),
        after_amount=re.compile(
            rf"{_amount(language)}\s+(?P<base>(?:{alternatives(table.base_after_amount)})"
            rf"(?:\s+(?:the|il|l'))?(?:\s+(?:{nouns})(?:\s+(?:{within}))?)?){_GAP}"
        ),
        measuring=measuring | behind_noun,
        behind_noun=behind_noun,
        base_noun=re.compile(nouns),
        to=re.compile(rf"(?:,?\s+(?:{alternatives(table.to)})|{DASH}){ends}{{0,2}}\s*"),
        until=re.compile(rf"\s+(?:{alternatives(table.until)}){ends}?\s*"),
        noun=re.compile(rf"(?:'s)?\s+(?:{nouns}){END}"),
        same=re.compile(rf"(?:{'|'.join(table.same_period)}){END}"),
        earlier=re.compile(rf"(?:{'|'.join(table.year_earlier)}){END}"),
        named=re.compile(rf"(?:{'|'.join(table.named_starts)}){END}"),
        phrase=re.compile(rf"(?:{'|'.join(filter(None, (special, *phrases)))}){END}"),
        cues=frozenset(_WORD.findall(plain)),
        after_year=re.compile(rf"\s?(?:{alternatives(table.after_year)}){END}"),
        link=re.compile(rf"\s*(?:{alternatives(links)})(?:\s+|(?<=')\s*)"),
        ended=re.compile(rf"[\s,(]+(?:{'|'.join(table.ended) or '(?!)'})\s+(?=[^\W_])"),
        counted=re.compile(rf"\s+(?:{counted}|{goes_on}[^\W\d_])"),
        plural=re.compile(rf"\s+(?:[^\W\d_]+\s+)?{counted}|\s+{goes_on}[^\W\d_]{{2,}}s{END}"),
    )


def _inside(table: Times) -> tuple[str, ...]:
    """Words that may stand between "against" and a time."""
    return (*_ARTICLES, *table.base_nouns, *table.within, *table.of)


def _last(words: str) -> str:
    *_, last = _WORD.finditer(words)
    return last.group()


def _openers(table: Times) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Words that lead to a time, by the last of them."""
    base = (
        rf"(?:{alternatives(table.base)})(?:\s+(?:{alternatives(_ARTICLES)}))?"
        rf"(?:\s+(?:{alternatives(table.base_nouns)}))?"
        rf"(?:\s+(?:{alternatives(table.within)}|{alternatives(table.of)})){{0,2}}"
    )
    plain = (
        *(("end_of", table.end_of), ("start_of", table.start_of)),
        *(("since", table.since), ("from", table.from_), ("as_of", table.as_of)),
        *(("by", table.by), ("on", table.on), ("within", table.within)),
    )
    openers = (
        ("base", base, (*table.base, *_inside(table))),
        *((name, alternatives(known), known) for name, known in plain),
    )
    by_last: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    for name, source, known in openers:
        row = name, re.compile(rf"{EDGE}(?:{source}){_GAP}")
        for last in {_last(word) for word in known}:
            by_last[last] = (*by_last.get(last, ()), row)
    return by_last


def _amount(language: str) -> str:
    """Regular expression of the end of an amount, or of a word of change."""
    words = lexicon(language)
    changed = "|".join((*words.rises, *words.falls, *words.changes))
    amount = (
        rf"(?:{alternatives(words.percents)}|\d|{EDGE}(?:{changed})[^\W\d_]*"
        rf"|{EDGE}(?:{alternatives(words.scales)}))(?:\s+(?:{changed})[^\W\d_]*)?"
    )
    # 5 million euros from 2023 to 2024 are no rise, 5 million euros below 2023 a fall.
    money = rf"(?:{alternatives((*words.currencies, *CODES))})"
    ways = alternatives(forms(language).ways_after)
    return rf"(?:{amount}|{EDGE}{money}(?=\s+(?:{ways})))"


@lru_cache(_MOST_KEPT)
def is_cue(word: str, language: str) -> bool:
    """Whether a word may begin what refers to another period: the same, a year earlier."""
    cues = leads(language).cues
    return word in cues or any(word[:length] in cues for length in range(3, len(word)))


def opens_with_earlier(lower: str, time: tuple[int, int], first: int, language: str) -> bool:
    """Whether a clause begins with "a year earlier", so that its numbers are of that time.

    time: where the words begin, with and without those that lead to them; first: where their
    sentence begins. "Compared with a year earlier" measures, and so begins none.
    """
    start, inner = time
    if start != inner or not leads(language).earlier.match(lower, inner):
        return False
    lead = lower[first:start].rstrip()
    last = _LAST_WORD.search(lead)
    conjoined = last is not None and last.group() in lexicon(language).relatives
    return not lead or lead[-1] in _CLAUSE_ENDS or conjoined


_CLAUSE_ENDS: Final = ".;,:(-\N{EN DASH}\N{EM DASH}"
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")
