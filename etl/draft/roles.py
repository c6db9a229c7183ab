"""In which role a number is told: a level, growth, share, rank, change, multiple or ratio.

Must not know of which noun, nor indicators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.reading.changes import direction
from etl.words import lexicon
from etl.words.patterns import EDGE, END, alternatives
from etl.words.signs import SIGNS
from etl.words.times import times
from etl.words.trade import vocabulary

_BEFORE: Final = 70
_AFTER: Final = 48
_SIGNED: Final = re.compile(r"^[+\-\N{MINUS SIGN}\N{EN DASH}]")
_FACTORS: Final = frozenset({"multiple"})
_AS_MANY: Final = re.compile(r"\s+(?:as|the|di|del|dell\w*|rispetto)\b")
_ROLES: Final = {"points": "points", "multiple": "multiple"}


def role_of(  # noqa: PLR0911 - one rule a line
    place: Paragraph, stated: StatedQuantity
) -> tuple[str, bool, float]:
    """Role of a number ("" for no statistic), whether it is a fall, and how sure."""
    reading = stated.reading
    if stated.kind == "ordinal":
        return ("rank" if _is_rank(place, stated) else ""), False, 1.0
    if role := _ROLES.get(stated.kind):
        if role in _FACTORS and not _compares(place, stated):
            return "", False, 1.0  # met twice
        return role, reading.change == "fall", 0.7
    if _is_unreadable_amount(place, stated):
        return "level", False, 0.3
    if stated.kind in ("other", "fraction") or stated.quantity is None:
        return "", False, 1.0
    if stated.of_level:
        return "ratio", False, 0.7
    if stated.kind == "percent":
        return _percent(place, stated)
    sentence = place.sentence(stated.start)
    after = place.lower[stated.end : min(sentence.end, stated.end + _AFTER)]
    if stated.kind in ("count", "measure") and _patterns(place.language).growth_next.match(after):
        return "change", reading.change == "fall", 0.9
    if _is_change(place, stated):
        return "change", reading.change == "fall" or _way(place, stated) < 0, 0.9
    return "level", False, 1.0


def _is_unreadable_amount(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether digits that make no number stand before a scale or a percent sign.

    They are meant as a statement: dismissed, nobody would be told that it could not be read.
    """
    if stated.kind != "other" or not place.text[stated.start].isdigit():
        return False
    return bool(_patterns(place.language).scaled.match(place.lower, stated.end))


def _compares(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a multiple says that something changed: grew 1.7 times, twice as many."""
    reading = stated.reading
    if reading.change:
        return True
    return bool(_patterns(place.language).growth_next.match(place.lower, stated.end)) or bool(
        _AS_MANY.match(place.lower, stated.end)
    )


def _percent(  # noqa: PLR0911 - one rule a line
    place: Paragraph, stated: StatedQuantity
) -> tuple[str, bool, float]:
    reading, words = stated.reading, _patterns(place.language)
    way = -1 if reading.change == "fall" else 1 if reading.change == "rise" else 0
    if not reading.signed:
        way = way or _way(place, stated)
    sentence = place.sentence(stated.start)
    if told := words.compared.match(place.lower, stated.end, sentence.end):
        return "growth", told.lastgroup == "less", 1.0
    opening = max(sentence.start, stated.start - _BEFORE)
    before = place.lower[opening : stated.start]
    after = place.lower[stated.end : min(sentence.end, stated.end + _AFTER)]
    # A percentage with a sign says how much something changed, whatever stands before it.
    if _SIGNED.match(place.text[stated.start :]):
        return "growth", way < 0, 1.0
    shares = [match.end() for match in words.share.finditer(before)]
    by = words.by.search(before)
    if by and not shares:
        return "growth", way < 0, 1.0
    if words.growth_next.match(after):
        return "growth", way < 0, 1.0
    if shares and not (by and by.start() > shares[-1] and way):
        return "share", False, 1.0
    if sentence.bracket(stated.start) and place.text[stated.start - 1] in "+-\N{MINUS SIGN}":
        return "growth", way < 0, 1.0
    if words.share_next.match(after):
        return "share", False, 0.9
    if reading.place == "change_to" and not words.growth.search(before[-12:]):
        return "ratio", False, 0.5  # it fell to 17 %
    by_the_reader = {"share": "share", "change_by": "growth"}.get(reading.place, "")
    if by_the_reader:
        return by_the_reader, way < 0, 0.9
    if way or words.growth.search(before) or words.growth.search(after):
        return "growth", way < 0, 0.8
    if _among_partners(place, stated):
        return "share", False, 0.75
    return "share" if words.share.search(after) else "ratio", way < 0, 0.4


def _among_partners(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a percentage stands where partners are ranked: third after China (18 %)."""
    sentence = place.sentence(stated.start)
    ranks = any(one.kind == "ordinal" for one in place.quantities_in(sentence))
    return ranks or any(noun.atom == "partner" for noun in place.nouns_in(sentence))


def _way(place: Paragraph, stated: StatedQuantity) -> int:
    return direction(place.text, place.lower, (stated.start, stated.end), place.language)[0]


def is_alone(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an ordinal is of no noun behind it, and of no day: its place is 22nd."""
    sentence = place.sentence(stated.start)
    behind, on = _around(place.language)
    lead = place.lower[sentence.start : stated.start]
    return bool(behind.match(place.lower, stated.end, sentence.end)) and not on.search(lead)


def _is_rank(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an ordinal is a place in an order: third largest partner, up from 5th."""
    sentence = place.sentence(stated.start)
    words = _patterns(place.language)
    if stated.reading.place == "rank":
        return True
    if is_alone(place, stated):
        numbers = place.quantities_in(sentence)
        ordinals = [q for q in numbers if q.kind == "ordinal" and q.start < stated.start]
        named = words.ranks.search(place.lower, sentence.start, stated.start)
        return named is not None or any(_is_rank(place, one) for one in ordinals)
    after = place.lower[stated.end : min(sentence.end, stated.end + _AFTER)]
    before = place.lower[max(sentence.start, stated.start - 30) : stated.start]
    return bool(words.rank_next.match(after) or words.rank_before.search(before))


def _is_change(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an amount is that of a change: grew by $2 billion."""
    if stated.reading.place == "change_by" and stated.reading.high is None:
        return True
    sentence = place.sentence(stated.start)
    before = place.lower[max(sentence.start, stated.start - _BEFORE) : stated.start]
    return bool(_patterns(place.language).by.search(before)) and _way(place, stated) != 0


class _Patterns(NamedTuple):
    share: re.Pattern[str]
    share_next: re.Pattern[str]
    growth: re.Pattern[str]
    growth_next: re.Pattern[str]
    by: re.Pattern[str]
    rank_next: re.Pattern[str]
    rank_before: re.Pattern[str]
    ranks: re.Pattern[str]
    compared: re.Pattern[str]
    scaled: re.Pattern[str]


@cache
def _around(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows an ordinal that stands alone, and what leads to a day."""
    ends = alternatives((*SIGNS[language].within, *SIGNS[language].within_names))
    return (
        re.compile(rf"\s*(?:$|[.,;:()\N{{EN DASH}}\N{{EM DASH}}]|(?:{ends}){END})"),
        re.compile(rf"{EDGE}(?:{alternatives(times(language).on)})\s+$"),
    )


@cache
def _patterns(language: str) -> _Patterns:
    words, basic = vocabulary(language), lexicon(language)
    few = r"(?:\s+[^\W\d_]+){0,3}?"
    connectors = rf"(?:(?:{alternatives(basic.connectors)})[\s-]+){{0,3}}"
    return _Patterns(
        share=re.compile(f"{EDGE}(?:{words.share}){END}"),
        share_next=re.compile(
            rf"\s+(?:{words.of_product or 'от'}|от|of|del|dell')\s*{few}\s*(?:{words.world}|"
            rf"total|overall|общ|всего|complessiv|country|all{END})"
        ),
        growth=re.compile(f"{EDGE}(?:{words.growth}){END}"),
        growth_next=re.compile(rf"[\s,-]{{1,2}}(?:{words.growth}){END}"),
        by=re.compile(rf"{EDGE}(?:{alternatives(basic.by)})[\s']*{connectors}$"),
        rank_next=re.compile(rf"{few}[\s-]+(?:{words.rank}){END}"),
        rank_before=re.compile(rf"{EDGE}(?:{words.rank}){END}(?:\s+[^\W\d_]+)?\s+$"),
        ranks=re.compile(rf"{EDGE}(?:{words.rank}){END}"),
        compared=re.compile(rf"[\s,]{{1,2}}(?:(?P<more>{words.more})|(?P<less>{words.less})){END}"),
        scaled=re.compile(rf"\s*%|[\s-]*(?:{alternatives(basic.scales)}){END}"),
    )
