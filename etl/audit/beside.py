"""Words beside a figure's phrase that turn its number round, and what the phrase cut off.

Must not know dates: a qualifier of a period ("over the past 20 years") stands beside the
period's number and not beside the figure's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from etl.audit.numerals import Numeral
from etl.audit.passages import Span
from etl.model import Figure, IndicatorKind
from etl.quantities import PERCENT, alternatives
from etl.words import Lexicon, lexicon

_WINDOW = 64
_SENTENCE_END = re.compile(r"[.;!?]\s")


class Remark(NamedTuple):
    """One rule of report.RULES that the wording around a phrase breaks."""

    rule: str
    span: Span
    """The words that break it; a curator who reads them otherwise dismisses them."""
    found: str
    todo: str


class Place(NamedTuple):
    """A paragraph: as printed, from `passages.folded`, all its numerals, its language."""

    text: str
    lower: str
    numerals: list[Numeral]
    language: str


class _Patterns(NamedTuple):
    qualifier: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    negated: re.Pattern[str]
    by: re.Pattern[str]
    to: re.Pattern[str]
    change: re.Pattern[str]
    currency: re.Pattern[str]
    words: Lexicon


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    connectors = rf"(?:(?:{alternatives(words.connectors)})[\s-]+){{0,2}}"
    edge, end = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    opening = r"[\s(«\"]*"
    known = [word for word in words.qualifiers if word not in words.qualifiers_after]
    known += [word for word in words.qualifiers_after if " or " not in f" {word} "]
    return _Patterns(
        re.compile(rf"{edge}(?:{alternatives(words.qualifiers)}){end}"),
        re.compile(rf"{edge}({alternatives(known)}){end}{opening}{connectors}{opening}$"),
        re.compile(
            rf"\s+(?:[^\W\d_]+\s+)?({alternatives(words.qualifiers_after)}){end}"
            rf"(?!\s+(?:{connectors})[\d$€£])"
        ),
        re.compile(rf"{edge}({alternatives(words.negations)})\s+$"),
        re.compile(rf"{edge}({alternatives(words.by)})[\s']*{connectors}$"),
        re.compile(rf"{edge}({alternatives(words.to)})[\s']*{connectors}$"),
        re.compile(rf"{edge}(?:{'|'.join(words.changes)})"),
        re.compile(rf"{edge}(?:{alternatives(words.currencies)}){end}"),
        words,
    )


def remarks(place: Place, phrase: Span, figure: Figure, kind: IndicatorKind) -> Iterator[Remark]:
    """What the wording around a figure's phrase says that the figure does not.

    phrase: where as_stated stands in the paragraph; kind: of the figure's indicator.
    """
    patterns = _patterns(place.language)
    lower = place.lower
    own = [n for n in place.numerals if n.start < phrase[1] and phrase[0] < n.end]
    start = min([phrase[0], *(n.start for n in own)])
    end = max([phrase[1], *(n.end for n in own)])
    for span in _lost(place, phrase, (start, end), own, kind):
        found = f'the text goes on: "{place.text[slice(*span)].strip()}"'
        yield Remark("cut-off", span, found, "put it into as_stated and value")
    yield from _qualifiers(lower, phrase, (start, end), figure, patterns)
    yield from _change(lower, start, kind, patterns)
    if figure.unit not in (PERCENT, "count", "rank"):
        yield from _currency(lower, phrase, figure, patterns)


def _lost(
    place: Place, phrase: Span, whole: Span, own: list[Numeral], kind: IndicatorKind
) -> Iterator[Span]:
    """Pieces of the number that the phrase leaves out."""
    if whole[0] < phrase[0]:
        yield whole[0], phrase[0]
    if phrase[1] < whole[1]:
        yield phrase[1], whole[1]
    for numeral in own:
        at = numeral.start - 1
        # A dash before an amount is punctuation ("exports -15 billion"), unless it opens a bracket.
        is_sign = kind == "growth" or numeral.sign == "+" or place.lower[max(0, at - 1) : at] == "("
        if numeral.sign and is_sign and not phrase[0] <= at:
            yield at, at + 1


def _qualifiers(
    lower: str, phrase: Span, whole: Span, figure: Figure, patterns: _Patterns
) -> Iterator[Remark]:
    """Qualifiers beside the phrase that are not part of it and that the figure does not have."""
    for span in _beside(lower, phrase, whole, patterns):
        words = " ".join(lower[slice(*span)].split())
        allowed = patterns.words.qualifiers.get(words, ())
        if words in patterns.words.to:
            allowed = allowed[:1]  # leads to no level here, so only its usual meaning is left
        if figure.qualifier not in allowed:
            todo = "put it into as_stated and set the qualifier, or dismiss the word"
            yield Remark("qualifier", span, f'"{words}" stands beside the phrase', todo)


def _beside(lower: str, phrase: Span, whole: Span, patterns: _Patterns) -> Iterator[Span]:
    """Qualifying words before and after, and those whose end alone is in the phrase."""
    opening = max(0, phrase[0] - _WINDOW)
    for match in patterns.qualifier.finditer(lower, opening, whole[1]):
        if match.start() < phrase[0] < match.end():
            yield match.span()  # "no more than", where the phrase begins with "more than"
            return
    before = patterns.before.search(lower, opening, min(phrase[0], whole[0]))
    if before and not _leads_to_level(lower, before, patterns):
        yield before.span(1)
    negation = patterns.negated.search(lower, opening, phrase[0])
    if negation and patterns.qualifier.match(lower, phrase[0]):
        yield negation.span(1)
    if after := patterns.after.match(lower, max(phrase[1], whole[1])):
        yield after.span(1)


def _leads_to_level(lower: str, before: re.Match[str], patterns: _Patterns) -> bool:
    """In "вырос до" the word that elsewhere means "up to" leads to the level reached."""
    return before[1] in patterns.words.to and _changes(lower, before.start(), patterns)


def _changes(lower: str, at: int, patterns: _Patterns) -> bool:
    """Whether a verb of change stands before a place, in the same sentence."""
    window = lower[max(0, at - patterns.words.reach) : at]
    return bool(patterns.change.search(_SENTENCE_END.split(window)[-1]))


def _change(lower: str, start: int, kind: IndicatorKind, patterns: _Patterns) -> Iterator[Remark]:
    opening = max(0, start - _WINDOW)
    by, to = (known.search(lower, opening, start) for known in (patterns.by, patterns.to))
    if qualifier := patterns.before.search(lower, opening, start):
        # "By more than" is a "by", and so is "более чем на"; "up to" is no "to", "вырос до" is.
        by = by or patterns.by.search(lower, opening, qualifier.start())
        if qualifier[1] not in patterns.words.to:
            to = patterns.to.search(lower, opening, qualifier.start())
    if kind == "growth" and to and _changes(lower, to.start(), patterns):
        found = f'"{to[1]}" leads to a level, the figure is a growth'
        yield Remark("change", to.span(1), found, "use an indicator of a level")
    is_level = kind in ("flow", "stock", "share")
    if is_level and by and _changes(lower, by.start(), patterns):
        found = f'"{by[1]}" leads to a change, the figure is a {kind}'
        yield Remark("change", by.span(1), found, "use an indicator of growth, or dismiss the word")


def _currency(lower: str, phrase: Span, figure: Figure, patterns: _Patterns) -> Iterator[Remark]:
    """A phrase without a currency takes one that its paragraph prints."""
    codes = patterns.words.currencies
    if patterns.currency.search(lower, *phrase) or figure.quantity.unit != figure.unit:
        return
    printed = {codes[" ".join(m.group().split())] for m in patterns.currency.finditer(lower)}
    if printed and figure.unit not in printed:
        found = f"the paragraph prints {', '.join(sorted(printed))}, the figure is in {figure.unit}"
        yield Remark("currency", phrase, found, "set the currency that is printed")
