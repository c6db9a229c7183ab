"""Words beside a figure's phrase that turn its number round, and what the phrase cut off.

Must not know dates: a qualifier of a period ("over the past 20 years") stands beside the
period's number and not beside the figure's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.place import EDGE, END, WINDOW, Remark
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import Figure, IndicatorKind
from etl.reading.changes import changes
from etl.reading.numerals import Numeral
from etl.reading.passages import Span
from etl.words import AFTER_DIGITS, lexicon
from etl.words.patterns import alternatives

_OPENING: Final = r"[\s(\[«\"'\u201c\u201e\u2018]*"
_BETWEEN: Final = r"(?:[\s,(]+[^\W\d_]+){0,3}?[\s,(]+"


class _Patterns(NamedTuple):
    qualifier: re.Pattern[str]
    before: re.Pattern[str]
    within: re.Pattern[str]
    after: re.Pattern[str]
    negated: re.Pattern[str]
    between: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    # The preposition of the amount may stand between as well: quasi a 6 miliardi, почти до 6 млрд.
    connectors = alternatives((*words.connectors, *words.to, *words.by))
    connectors = rf"(?:(?:{connectors})[\s-]+){{0,3}}"
    # "Or more" goes with the number before it only.
    joined = [word for word in words.qualifiers if word.split()[0] in words.ors]
    known = [word for word in words.qualifiers if word not in (*joined, AFTER_DIGITS)]
    others = [word for word in joined if word.split()[0] not in words.ands]
    free = [word for word in words.qualifiers_after if word not in (*joined, AFTER_DIGITS)]
    return _Patterns(
        re.compile(rf"{EDGE}(?:{alternatives(known)}){END}"),
        re.compile(rf"{EDGE}({alternatives(known)}){END}{_OPENING}{connectors}{_OPENING}$"),
        # Of "adds up to", which says nothing of how exact a number is.
        re.compile(rf"{EDGE}(?:{alternatives(words.connectors)})$"),
        re.compile(
            rf"(\{AFTER_DIGITS})(?!\s?[\d$€£])|[\s,(]+({alternatives(joined)}){END}"
            rf"|{_BETWEEN}({alternatives(others)}){END}"
            rf"|\s+(?:[^\W\d_]+\s+)?({alternatives(free)}){END}"
            rf"|{_BETWEEN}({alternatives((*free, *joined))})(?=\s*(?:[.,;:!?)\]]|$))"
        ),
        re.compile(rf"{EDGE}({alternatives(words.negations)})\s+$"),
        re.compile(_OPENING + connectors + _OPENING),
    )


def before_pattern(language: str) -> re.Pattern[str]:
    """A qualifier (group 1) with what may stand between it and the number that follows."""
    return _patterns(language).before


def whole_number(place: Passage, phrase: Span) -> tuple[Span, list[Numeral]]:
    """The numerals that a phrase touches, and where they begin and end with it."""
    own = [n for n in place.numerals if n.start < phrase[1] and phrase[0] < n.end]
    start = min([phrase[0], *(n.start for n in own)])
    return (start, max([phrase[1], *(n.end for n in own)])), own


def lost(place: Passage, phrase: Span, kind: IndicatorKind) -> Iterator[Remark]:
    """Pieces of the number that the phrase leaves out."""
    whole, own = whole_number(place, phrase)
    spans = []
    if whole[0] < phrase[0]:
        spans.append((whole[0], phrase[0]))
    if phrase[1] < whole[1]:
        spans.append((phrase[1], whole[1]))
    for numeral in own:
        at = numeral.start - 1
        # A dash before an amount is punctuation ("exports -15 billion"), unless it opens a bracket.
        is_sign = (
            KINDS[kind].signed or numeral.sign == "+" or place.lower[max(0, at - 1) : at] == "("
        )
        if numeral.sign and is_sign and not phrase[0] <= at:
            spans.append((at, at + 1))
    for span in spans:
        fault = f'the text goes on: "{place.text[slice(*span)].strip()}"'
        yield Remark("cut-off", span, fault, "put it into as_stated and value")


def qualifiers(place: Passage, phrase: Span, figure: Figure) -> Iterator[Remark]:
    """Qualifiers beside the phrase that are not part of it and that the figure does not have."""
    words = lexicon(place.language)
    for span in _beside(place, phrase):
        word = " ".join(place.lower[slice(*span)].split())
        allowed = words.qualifiers.get(word, ())
        if word in words.to:
            allowed = allowed[:1]  # leads to no level here, so only its usual meaning is left
        if figure.qualifier not in allowed:
            todo = "put it into as_stated and set the qualifier"
            yield Remark("qualifier", span, f'"{word}" stands beside the phrase', todo)


def _beside(place: Passage, phrase: Span) -> Iterator[Span]:
    """Qualifying words before and after, and those whose end alone is in the phrase."""
    patterns, lower = _patterns(place.language), place.lower
    whole, _ = whole_number(place, phrase)
    opening = max(0, phrase[0] - WINDOW)
    for match in patterns.qualifier.finditer(lower, opening, whole[1]):
        if match.start() < phrase[0] < match.end():
            yield match.span()  # "no more than", where the phrase begins with "more than"
            return
    before = patterns.before.search(lower, opening, whole[0])
    longer = patterns.within.search(lower, opening, before.end(1)) if before else None
    is_piece = before and longer and longer.start() < before.start(1)
    if before and not is_piece and not _leads_to_level(place, before):
        yield before.span(1)
    negation = patterns.negated.search(lower, opening, phrase[0])
    if negation and patterns.qualifier.match(lower, phrase[0]):
        yield negation.span(1)
    after = patterns.after.match(lower, whole[1])
    if after and not _goes_with_next(place, after.span(after.lastindex or 0)):
        yield after.span(after.lastindex or 0)


def _goes_with_next(place: Passage, span: Span) -> bool:
    """In "270 visas and over 300 firms" the qualifier belongs to the number after it."""
    patterns, lower = _patterns(place.language), place.lower
    second = lower.find(" ", *span) + 1
    longer = patterns.qualifier.match(lower, second) if second else None
    if longer and longer.end() > span[1]:
        return True  # "and more" of "and more than 300"
    following = next((n.start for n in place.numerals if n.start >= span[1]), None)
    return following is not None and bool(patterns.between.fullmatch(lower, span[1], following))


def _leads_to_level(place: Passage, before: re.Match[str]) -> bool:
    """In "вырос до" the word that elsewhere means "up to" leads to the level reached."""
    to = lexicon(place.language).to
    return before[1] in to and changes(place.text, place.lower, before.start(), place.language)
