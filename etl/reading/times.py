"""Single times as they are printed: a day, months, a part of a year, a year, a length.

Every form is a row of `_FORMS`, with the reader that knows which days it means. Must not know
what stands before or after it: "since" and "against" are for `etl.reading.spans`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from etl.core.days import Days
from etl.reading.meanings import READERS, Moment, Parts, Reader, count_of
from etl.words import lexicon
from etl.words.patterns import END, alternatives
from etl.words.times import times

YEAR: Final = r"(?:1[89]|20|21)\d\d"
DASH: Final = r"\s?[-\N{EN DASH}\N{EM DASH}]\s?"
_WORD: Final = re.compile(r"[^\W\d_]+")
_FIRST_WORD: Final = re.compile(r"(?:^|\|)([^\W\d_]+)")
_LONGEST_ROMAN: Final = 3
_ROMAN: Final = re.compile(f"[iv\u0456]{{1,{_LONGEST_ROMAN}}}")
_FRAGMENT: Final = re.compile(r"(?<!P)<([a-zA-Z2_,]+)>")
_LONGEST_COUNT: Final = 100
_SHORTEST_STEM: Final = 5
_MOST_KEPT: Final = 100_000
"""Words; a language has fewer in its news."""
_PARTS_OF_A_YEAR: Final = 6
_YEAR_DIGITS: Final = 4
_RUN: Final = 16
"""Characters before an ordinal month that tell it of one in a row."""

# A space stands for white space or hyphens; <names> are the fragments of `_fragments`.
_FORMS: Final = (
    ("day", r"<Y>[-/.](?P<mm>\d\d)[-/.](?P<day>\d\d)(?!\d)"),
    ("day", r"(?P<day>\d\d?)[./](?P<mm>\d\d?)[./]<Y>(?!\d)<after>"),
    ("day", r"<day>(?: (?:<of>))?\s*-?<month><,year>"),
    ("day", r"<day>(?:<dash>|\s+(?:<joins>)\s+)<day2>(?: (?:<of>))? <month><,year>"),
    ("month-day", r"<month>\.? <day>(?![.,]\d)<,year>"),
    ("month-day", r"<month>\.? <day><dash><day2>(?![.,]\d)<,year>"),
    ("months", r"<Y>-(?P<mm>0[1-9]|1[0-2])(?![\d-])"),
    ("months", r"(?P<from><months>)<join>(?P<word><months>)<end><,year>"),
    ("months", r"<month>\.?<year>"),
    ("month", r"(?:(?:<past>) )?<month>(?: (?:<past>)<end>)?"),
    ("part", r"<nth>[\s-]*<part><end><,year>"),
    ("part", r"(?:<first>) <count><part><end><,year>"),
    ("part", r"<nth>[\s-]*(?P<one><one_month>)<end><of_the_year>"),
    ("fiscal_part", r"<nth>[\s-]*(?:<part>|(?P<one><one_month>))<end><of_fiscal>"),
    ("fiscal_part", r"(?:<first>) <count>(?:<part>|(?P<one><month_words>))<end><of_fiscal>"),
    ("part", r"(?:[hqs](?P<from>[1-4])<dash>)?(?:(?P<half>[hs])|q)(?P<nth>[1-4])<,code>"),
    ("part", r"(?P<nth>[1-4])(?:(?P<half>h)|q)<,code>"),
    ("part", r"<Y>[\s,-]*(?:q(?P<nth>[1-4])|(?P<half>[hs])(?P<nth2>[12]))(?![^\W_])"),
    ("first_months", r"(?:(?P<first><first>) )?<count>(?P<months><month_words>)<end><,year>"),
    ("first_months", r"(?P<first>\b)(?P<count>\d\d?)\s?[m\u043c](?:<of_year>?<Y>(?!\d)<after>)"),
    ("first_months", r"(?P<first>\b)<Y>[\s,]+(?P<count>\d\d?)[m\u043c](?![^\W_])"),
    ("season", r"(?:(?P<season><seasons>)|(?P<alone><in_season>))<end><,year>"),
    ("year", r"(?P<ref><this_year>)<end>"),
    ("the_year", r"(?P<the><the_year>)<end>"),
    ("this_month", r"(?P<ref><this_month>)<end>"),
    ("this_quarter", r"(?P<ref><this_quarter>)<end>"),
    ("this_day", r"(?P<ref><this_day>)<end>"),
    ("years_ago", r"<count>(?P<years><year_words>) (?:<ago>)<end>"),
    ("length", r"(?P<past><past>) (?:<count>)?<unit><end>"),
    ("length", r"<count>(?P<past><past>) <unit><end>"),
    ("length", r"<count><unit><end>"),
    ("decade_long", r"(?:<the_decade>)<end>"),
    ("year_long", r"(?:<the_span>)<end>"),
    ("so_far", r"(?:<so_far>)<end>"),
    ("vague", r"(?:<vague>)<end>"),
    ("fiscal_ref", r"(?P<ref><this_fiscal>)<end>"),
    ("two_years", r"<Y>[-/\u2013](?P<second>\d\d)[\s-]*(?:<both_years>)<end>"),
    ("academic", r"<Y>(?:/|<dash>)(?P<second>\d{4}|\d\d)(?!\d)[\s-]+(?:<academic>)<end>"),
    ("academic", r"(?:<academic>)[\s(]+<Y>(?:/|<dash>)(?P<second>\d{4}|\d\d)(?!\d)<after>"),
    ("fiscal", r"(?:<fiscal>)\s?<Y>(?:/|<dash>)(?P<second>\d{4}|\d\d)(?!\d)<after>"),
    ("fiscal", r"(?P<alone><fiscal>)\s?(?:<Y>|'?<short>)(?!\d)<after>"),
    ("fiscal", r"<Y>/(?P<second>\d{4}|\d\d)(?!\d)(?: (?:<fiscal>)<end>)?<after>"),
    # Without spaces: "2023 - 16 billion" is a list.
    ("fiscal", r"<Y>[-\u2013](?P<second>\d\d)(?![\d-])(?: (?:<fiscal>)<end>)?<after>"),
    ("fiscal", r"<Y> (?P<alone><fiscal>)<end>"),
    ("two_years", r"(?:<two_years>)[\s,(]+<Y>(?:/|<dash>)(?P<second>\d{4}|\d\d)(?!\d)<after>"),
    ("years", r"<Y><after>(?:<dash>|\s?/\s?)<Y2>(?![\d%]|[.,]\d)<after>"),
    ("decade", r"<Y>(?:'?s|-\u0435|-\u0445|-\u044b\u0435)<end>(?:\s+\u0433\u043e\u0434[^\W\d_]+)?"),
    ("decade", r"anni '(?P<short>[1-9]0)(?!\d)"),
)

_DIGIT_FIRST: Final = (
    *("<Y>", "<day>", "<count>", "<nth>", "(?P<day>", "(?P<nth>", "(?P<count>"),
    *("(?P<first>\\b)", "(?:(?P<first>"),
)
"""How the forms begin that may begin with a digit."""
_YEAR_FIRST: Final = ("<Y>", "(?P<first>\\b)<Y>")
"""How those begin that then begin with a year; before the others stand three digits at most."""
_CODE_FIRST: Final = ("<nth>", "(?:[hqs]")
PHRASES: Final = frozenset(("decade_long", "year_long", "so_far", "vague"))
"""Forms that are no lists of words: in recent years. They begin as half of all phrases do."""
_OPENING: Final = re.compile(
    r"(?:\(\?:\(\?(?:P<\w+>|:)<(?P<maybe>\w+)>\) \)\?)?(?:\(\?(?:P<\w+>|:))*<(?P<first>\w+)>"
    r"(?:\)\|\(\?P<\w+><(?P<other>\w+)>)?"
)
"""The fragments with which a form may begin."""


class Atom(NamedTuple):
    """One time as printed."""

    start: int
    end: int
    form: str
    """Name of its reader."""
    days: tuple[Days, ...]
    """What it may mean, the likeliest first; empty where nobody can tell."""
    stated: bool
    """Whether all of it is printed, the year included."""
    reason: str
    """Where it is not: how it was read."""
    months: int
    """Of a length; else 0."""
    bare: bool
    """Whether it is a time only behind a preposition: (in) May, (over) 20 years."""
    is_span: bool = False
    """Whether both ends are printed: January to September."""


def atom_at(
    lower: str, start: int, language: str, moment: Moment, before: int | None = None
) -> Atom | None:
    """The longest time that begins at a place of a text from `passages.folded`.

    before: where it ends at the latest.
    """
    last = len(lower) if before is None else before
    best: Atom | None = None
    for pattern, form, read in _rows_at(lower, start, language):
        match = pattern.match(lower, start, last)
        if match and match.groupdict().get("one") and _is_in_row(lower, start, moment):
            continue
        if match and (best is None or match.end() > best.end):
            parts = {name: text for name, text in match.groupdict().items() if text is not None}
            if meant := read(parts, moment):
                months = count_of(parts, moment) if form in ("length", "first_months") else 0
                bare = _needs_preposition(form, parts)
                span = not parts.keys().isdisjoint(("from", "day2", "year2", "second"))
                best = Atom(start, match.end(), form, *meant, months, bare, span)
    return best


def _is_in_row(lower: str, start: int, moment: Moment) -> bool:
    """Whether an ordinal month is one in a row, and none of its year: for a third month."""
    before = " ".join(lower[max(0, start - _RUN) : start].split())
    return any(f" {before}".endswith(f" {word}") for word in moment.times.runs)


def _needs_preposition(form: str, parts: Parts) -> bool:
    if form == "length":
        return "past" not in parts and "decades" not in parts
    if form == "first_months":
        return not parts.keys() & {"first", "year", "ref"}
    if form == "season":
        return not parts.keys() & {"alone", "year", "ref"}
    return form in ("month", "decade_long", "the_year")


Row = tuple[re.Pattern[str], str, Reader]


def _rows_at(lower: str, start: int, language: str) -> tuple[Row, ...]:
    """The forms that may begin at a place, by the word or the digits there."""
    patterns = _patterns(language)
    if word := _WORD.match(lower, start):
        return patterns.codes if _is_code(lower, word) else rows_of(word.group(), language)
    digits = lower[start : start + _YEAR_DIGITS]
    is_year = len(digits) == _YEAR_DIGITS and digits.isdecimal()
    return patterns.years if is_year else patterns.digits


class _Patterns(NamedTuple):
    digits: tuple[Row, ...]
    """Forms that may begin with one digit to three."""
    years: tuple[Row, ...]
    """Forms that begin with a year in digits."""
    codes: tuple[Row, ...]
    """Forms that may begin with a Roman numeral, or with the letter of H1 and Q3."""
    words: dict[str, tuple[Row, ...]]
    """Forms by every word that they may begin with (and some with which they do not)."""


def _is_code(lower: str, word: re.Match[str]) -> bool:
    """Whether letters begin H1, Q3 or are a Roman numeral."""
    printed = word.group()
    if len(printed) > _LONGEST_ROMAN:
        return False
    is_letter = len(printed) == 1 and lower[word.end() : word.end() + 1].isdecimal()
    return is_letter or _ROMAN.fullmatch(printed) is not None


@lru_cache(_MOST_KEPT)
def rows_of(word: str, language: str) -> tuple[Row, ...]:
    """The forms that a word may begin, by itself or by its stem: десятилет-ие."""
    words = _patterns(language).words
    stems = [word[:length] for length in range(_SHORTEST_STEM, len(word) + 1)] or [word]
    return tuple(dict.fromkeys(row for stem in {word, *stems} for row in words.get(stem, ())))


@cache
def _patterns(language: str) -> _Patterns:
    fragments = _fragments(language)
    digits: list[Row] = []
    years: list[Row] = []
    codes: list[Row] = []
    words: dict[str, tuple[Row, ...]] = {}
    for form, template in _FORMS:
        if form == "month-day" and not times(language).month_first:
            continue
        source = _expanded(template, fragments)
        row = re.compile(source), form, READERS[form]
        if template.startswith(_YEAR_FIRST):
            years.append(row)
        elif template.startswith(_DIGIT_FIRST):
            digits.append(row)
        if template.startswith(_CODE_FIRST):
            codes.append(row)
        for word in _openings(template, fragments):
            words[word] = (*words.get(word, ()), row)
    return _Patterns(tuple(digits), tuple(years), tuple(codes), words)


def _openings(template: str, fragments: dict[str, str]) -> set[str]:
    """Every word with which a form may begin."""
    opening = _OPENING.match(template)
    if opening is None:
        return set(_WORD.findall(template)[:1]) if template[0].isalpha() else set()
    words: set[str] = set()
    for name in filter(None, opening.groups()):
        source = _expanded(f"<{name}>", fragments | {"join": "", "endings": ""})
        # Groups' names and classes are no words of the language.
        plain = re.sub(r"\(\?P<\w+>|\\.", " ", source)
        words.update((_WORD if "(" in source else _FIRST_WORD).findall(plain))
    return words


def _expanded(template: str, fragments: dict[str, str]) -> str:
    source, before = template.replace(" ", r"[\s-]+"), ""
    while source != before:
        before = source
        source = _FRAGMENT.sub(lambda name: fragments.get(name[1], name[0]), source)
    return source


def _fragments(language: str) -> dict[str, str]:
    words, table = lexicon(language), times(language)
    nths = [word for word, number in words.ordinals.items() if number <= _PARTS_OF_A_YEAR]
    counts = [word for word, number in words.cardinals.items() if 0 < number <= _LONGEST_COUNT]
    nth = rf"(?:[\u0456i]{{1,3}}|[\u0456i]?v|v[\u0456i]|[1-6]|{alternatives(nths)})"
    th = f"(?:{alternatives(words.calendar.day_endings)})?"
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    units = (
        *(("decades", table.decades), ("years", table.years), ("quarters", table.quarters)),
        *(("halves", table.halves), ("months", table.months), ("weeks", table.weeks)),
        ("days", table.days),
    )
    return {
        "Y": rf"(?P<year>{YEAR})",
        "Y2": rf"(?P<year2>{YEAR})",
        "after": rf"(?:\s?(?:{alternatives(table.after_year)}){END})?",
        "of_fiscal": (
            rf"<of_year>(?:(?P<ref>{alternatives(table.this_fiscal)})"
            rf"|(?:{alternatives(table.fiscal)})\s?<Y>(?:(?:/|{DASH})(?P<second>\d{{4}}|\d\d))?"
            rf"(?!\d)){END}"
        ),
        "short": r"(?P<short>\d\d)",
        "dash": DASH,
        "end": END,
        "of": alternatives(table.of),
        "of_year": rf"(?:[,\s-]+(?:(?:{alternatives(table.of)})\s*)?)",
        "year": (
            rf"<of_year>(?:(?:{alternatives(table.before_year)})\s+)?"
            rf"(?:<Y>(?![\d%]|[.,]\d)(?:<after>){END}"
            rf"|(?P<ref>{alternatives((*table.this_year, *table.the_year))}){END})"
        ),
        "of_the_year": rf"(?![,\s-]+(?:{alternatives(table.runs_in) or '(?!)'}){END})<year>",
        ",year": r"(?:\.?<year>)?",
        ",code": r"(?:<of_year>?(?:<Y>|'?<short>)(?!\d)<after>|(?![^\W_]))",
        "months": alternatives(words.months),
        "month": rf"(?P<word>{alternatives(words.months)}){END}",
        "day": rf"(?P<day>{day})(?!\d){th}",
        "day2": rf"(?P<day2>{day})(?!\d){th}",
        "joins": alternatives(table.joins),
        "join": rf"(?:\.?{DASH}|\s?/\s?|\s+(?:<joins>)\s+)",
        "count": rf"(?P<count>\d{{1,3}}|{alternatives(counts)})[\s-]+",
        "endings": f"(?:{alternatives(words.ordinal_endings)})?",
        "nth": rf"(?:(?P<from>{nth})<endings><join>)?(?P<nth>{nth})<endings>",
        "part": (
            rf"(?:(?P<half>{alternatives(table.halves)})|(?P<two>{alternatives(table.two_months)})"
            rf"|(?P<four>{alternatives(table.four_months)})|{alternatives(table.quarters)})"
        ),
        "unit": "(?:" + "|".join(f"(?P<{n}>{alternatives(known)})" for n, known in units) + ")",
        # Behind bare digits months are counted: four of them are no fourth one.
        "one_month": rf"(?<!\d)(?<!\d[\s-])(?:{alternatives(table.month)})",
        "month_words": alternatives(table.months),
        "year_words": alternatives(table.years),
        "first": alternatives(table.first),
        "past": alternatives(table.past),
        "ago": alternatives(table.ago),
        "this_year": alternatives(table.this_year),
        "the_year": alternatives(table.the_year),
        "this_month": alternatives(table.this_month),
        "this_quarter": alternatives(table.this_quarter),
        "this_day": alternatives(table.this_day),
        "fiscal": alternatives(table.fiscal),
        "seasons": alternatives(table.seasons),
        "in_season": alternatives(table.in_season) or "(?!)",
        "academic": alternatives(table.academic),
        "two_years": alternatives(table.two_years),
        "both_years": alternatives(table.both_years),
        "this_fiscal": alternatives(table.this_fiscal),
        "the_decade": "|".join(table.the_decade),
        "the_span": "|".join(table.the_span) or "(?!)",
        "so_far": "|".join(table.so_far),
        "vague": "|".join(table.vague),
    }
