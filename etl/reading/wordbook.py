"""Every word and phrase that the reader of quantities knows in one language, by what it may mean.

One table, made of `etl.words` for each language once. Must not read texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, Final, NamedTuple

from etl.words import DOLLARS, Lexicon, Money, lexicon
from etl.words.forms import BEFORE_ONLY, PARTED_MONEY, SHORT_MONEY, Forms, forms
from etl.words.signs import SIGNS
from etl.words.times import times

Facts = Mapping[str, Any]
_CUT: Final = re.compile(r"\d+|[^\W\d_]+(?:'(?=[^\W_])|'$)?|[^\w\s]|_|\w")
_BEFORE_LENGTH: Final = 4


class Wordbook(NamedTuple):
    """The words of one language."""

    language: str
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], Facts]]]
    """Of several pieces, by the first two, the longest first."""
    single: dict[str, Facts]
    """Phrases of one piece."""
    idioms: re.Pattern[str]
    idiom_hint: re.Pattern[str]
    goes_on: frozenset[str]
    """Words that no number counts: was, in, the."""

    def stems(self, word: str) -> Facts:
        """What a word means by its stem."""
        return _stems(word, self.language)


@cache
def wordbook(language: str) -> Wordbook:
    """The words of a language (a code of schema.LANGUAGES)."""
    table: dict[str, dict[str, Any]] = defaultdict(dict)
    words, more = lexicon(language), forms(language)
    _add_money(table, language, words, more)
    for kind, known in _tables(words, more, language):
        pairs = known.items() if isinstance(known, Mapping) else ((word, True) for word in known)
        for word, fact in pairs:
            table[word].setdefault(kind, fact)
    estimated = re.compile("|".join(more.estimates))
    for word, facts in table.items():
        if {"after", "qual"} & facts.keys() and estimated.fullmatch(word.split()[-1].strip("().")):
            facts["estimate"] = True
    compared = {word.split()[-1] for word in SIGNS[language].compared}
    for word, facts in table.items():
        if {"qual", "level_word"} & facts.keys() == {"qual"} and word.split()[0] in compared:
            facts["compares"] = True
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], Facts]]] = defaultdict(list)
    single: dict[str, Facts] = {}
    for word, facts in table.items():
        pieces = tuple(_CUT.findall(word))
        if len(pieces) == 1:
            single[word.rstrip("'")] = facts
        else:
            phrases[pieces[0].rstrip("'"), pieces[1].rstrip("'")].append((pieces, facts))
    for known_phrases in phrases.values():
        known_phrases.sort(key=lambda phrase: -len(phrase[0]))
    edge, end = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    idioms = re.compile(rf"{edge}(?:{'|'.join(words.idioms) or '(?!)'}){end}")
    goes_on = frozenset(words.calendar.goes_on)
    return Wordbook(language, dict(phrases), single, idioms, idioms, goes_on)


def country_stems(language: str) -> dict[str, str]:
    """How words for a country begin, with its currency, where others have the same name."""
    stems: dict[str, str] = import_module(f"etl.words.cldr_{language}").COUNTRY_STEMS
    return stems


def _tables(
    words: Lexicon, more: Forms, language: str
) -> list[tuple[str, Mapping[str, Any] | Iterable[str]]]:
    unit_names = import_module(f"etl.words.cldr_{language}").UNIT_NAMES
    return [
        *(
            ("scale", words.scales),
            ("scale", more.scales),
            ("card", words.cardinals),
            ("ord", words.ordinals),
        ),
        *(("part_scale", words.fractions), ("and_half", words.halves), ("month", words.months)),
        *(("points", more.points), ("bp", more.basis_points), ("percent", more.percents)),
        *(("percent", words.percents), ("cents", more.cents), ("unit", more.units)),
        *(("unit", unit_names), ("qual", words.qualifiers), ("qual", more.turned_phrases)),
        *(("after", more.after), ("neg", more.negatives), ("outflow", more.outflows)),
        *(("between", more.between), ("and", more.ands), ("and", more.between_and)),
        *(("from", more.from_), ("change_from", more.change_from), ("to", more.to)),
        *(("or", more.ors), ("of", more.of), ("times", more.times), ("part", more.parts)),
        *(
            ("denominator", more.denominators),
            ("numero", more.numero),
            ("names_number", more.names_number),
            ("street", more.streets),
            ("top", more.tops),
        ),
        *(
            ("group", more.groups),
            ("group_led", more.groups_led),
            ("among", more.among),
            ("per", more.per),
        ),
        *(
            ("vague", more.vague),
            ("dozen", more.dozens),
            ("rough", more.rough),
            ("connector", words.connectors),
        ),
        *(("by", words.by), ("to_level", words.to), ("not", words.negations)),
        *(("level_of", more.level_of), ("growth_rate", more.growth_rate)),
        *(("comparative", more.comparatives), ("level_noun", times(language).base_nouns)),
        *(("times_of", more.times_of), ("level_word", more.level_words)),
        *(("way_after", more.ways_after), ("limit", more.limits)),
        *(("before_rate", more.before_rate), ("auxiliary", more.auxiliaries)),
        *(("against", more.against), ("source", more.sources), ("put_at", more.put_at)),
        *(("one_in", more.one_in), ("rank_beside", more.rank_beside)),
        *(("place_noun", more.places), ("third", more.thirds)),
        *(("deficit", more.deficits), ("surplus", more.surpluses)),
        *(("vague_ordinal", more.vague_ordinals), ("part_of", more.part_of)),
        *(("period", words.calendar.years), ("period", words.calendar.months)),
        *(("period", words.calendar.quarters), ("period", words.calendar.halves)),
        *(("period", words.calendar.decades), ("before_super", more.before_superlative)),
        *(("alone", words.alone), ("month_span", words.calendar.months)),
        *(("apart", SIGNS[language].apart), ("earlier", SIGNS[language].earlier)),
    ]


def _add_money(
    table: dict[str, dict[str, Any]], language: str, words: Lexicon, more: Forms
) -> None:
    """Names of currencies, first those that the language's own tables give."""
    generated = import_module(f"etl.words.cldr_{language}")
    for word, codes in SHORT_MONEY.items():
        table[word] |= {"money": _codes(codes), "before": True}
        if not word.isalpha() and word not in PARTED_MONEY:
            table[word]["tight"] = True
        if word in BEFORE_ONLY:
            table[word]["before_only"] = True
    for word, money in words.currencies.items():
        if not word.startswith("di "):
            table[word].setdefault("money", money)
            if len(word) < _BEFORE_LENGTH or not word.isalpha():
                table[word]["before"] = True
    for names in (more.currencies, generated.CURRENCY_NAMES, generated.CURRENCY_NOUNS):
        for word, codes in names.items():
            table[word].setdefault("money", _codes(codes))
    for phrase, kind in more.phrases:
        table[phrase][kind] = True
    for word in more.no_currencies:
        table[word].pop("money", None)
    for word in more.fragile:
        if "money" in table[word]:
            table[word]["fragile"] = True


def _codes(codes: str) -> Money:
    return DOLLARS if codes == "$" else tuple(codes.split())


@cache
def _stem_patterns(language: str) -> tuple[tuple[re.Pattern[str], str, Any], ...]:
    words, more = lexicon(language), forms(language)
    rest = r"[^\W\d_]*"
    patterns: list[tuple[str, str, Any]] = [
        (rf"(?:{'|'.join(words.falls)}){rest}|{'|'.join(more.falls)}", "fall", True),
        (rf"(?:{'|'.join(words.rises)}){rest}|{'|'.join(more.rises)}", "rise", True),
        ("|".join(more.increases), "increase", True),
        ("|".join(more.change_nouns), "change_noun", True),
        (rf"(?:{'|'.join(words.changes) or '(?!)'}){rest}|{'|'.join(more.moves)}", "move", True),
        ("|".join(more.forecasts), "forecast", True),
        ("|".join(more.targets), "target", True),
        ("|".join(more.estimates), "estimate", True),
        ("|".join(more.puts), "puts", True),
        ("|".join(more.outside), "outside", True),
        ("|".join(more.shares), "share", True),
        ("|".join(more.marks), "mark", True),
        ("|".join(more.reaching), "reach", True),
        ("|".join(more.happened), "happened", True),
        ("|".join(more.superlatives), "super", True),
        (more.superlatives_after, "super_after", True),
        *((stem, "multiple", value) for stem, value in more.multiples.items()),
        *((stem, "still", True) for stem in more.still),
        *((stem, "beaten", way) for stem, way in more.beaten.items()),
        (more.beaten_of, "beaten_of", True),
        (more.equals, "equals", True),
        *((stem, "turn", qualifiers) for stem, qualifiers in more.turners.items()),
        *((stem, kind, value) for stem, kind, value in more.stems),
    ]
    return tuple((re.compile(pattern), kind, fact) for pattern, kind, fact in patterns)


@lru_cache(200_000)
def _stems(word: str, language: str) -> Facts:
    return {
        kind: fact
        for pattern, kind, fact in reversed(_stem_patterns(language))
        if pattern.fullmatch(word)
    }
