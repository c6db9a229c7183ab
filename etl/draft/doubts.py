"""What the words of a text leave open of a proposal that its grammar has settled.

Each rule is one way in which a text says less than one entry does; the key is then a guess.
Must not know how the proposal was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from etl.core.days import are_whole_months
from etl.core.kinds import KINDS
from etl.core.model import Book
from etl.draft.model import UNKNOWN, Mark, ProposedFigure
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.draft.setting import TextSetting
from etl.draft.signs import is_negative
from etl.reading.span import Span
from etl.words.patterns import EDGE, END, alternatives
from etl.words.times import times
from etl.words.trade import vocabulary

_LEAD: Final = 28
"""Characters before a number in which what it is set against stands."""
_LONG_AGO: Final = 10
"""Years after which a time is rather one since which than one in which."""
_NO_MONTHS: Final = "a change is of whole months, measured against others"
_PLANS: Final = frozenset({"forecast", "target"})


class DraftedText(NamedTuple):
    """What all proposals of a text share."""

    published: date
    book: Book
    whole: TextSetting
    """Whom it is about."""


def doubts(
    one: ProposedFigure,
    place: Paragraph,
    stated: StatedQuantity,
    span: Span | None,
    about: DraftedText,
) -> Iterator[Mark]:
    """What is open, key by key.

    place, stated: the paragraph and the quantity that it is of. span: the words of its period.
    """
    published, book, whole = about
    yield from _of_sides(one)
    yield from _of_unknown(one)
    yield from _of_partner(one, place, stated, whole)
    yield from _of_part(place, stated)
    yield from _of_sign(one, place, stated)
    yield from _of_stock(one, place, span, book)
    yield from _of_period(one, place, stated, span, published)
    if one.among and any(m.area == one.among and m.adjective for m in place.areas):
        yield Mark("among", "an adjective names it, which may be of a sea or a region")


def _of_sides(one: ProposedFigure) -> Iterator[Mark]:
    """Whoever doubts one of two sides doubts the other: they change places."""
    if one.reporter.unsure and one.partner.value != UNKNOWN and not one.partner.unsure:
        yield Mark("partner", one.reporter.reason)


def _of_unknown(one: ProposedFigure) -> Iterator[Mark]:
    """Whose it is and of when hangs on what is measured."""
    if one.indicator.value != UNKNOWN:
        return
    for key in ("partner", "period"):
        if not one.guesses[key].unsure:
            yield Mark(key, "as long as it is open what is measured")


def _of_partner(
    one: ProposedFigure, place: Paragraph, stated: StatedQuantity, whole: TextSetting
) -> Iterator[Mark]:
    """A partner whom the words of the number do not name, and the text not as its only one."""
    if one.partner.unsure:
        return
    sentence = place.sentence(stated.start)
    later = [q.start for q in place.quantities if stated.end <= q.start < sentence.end]
    end = min([sentence.end, *later])
    if any(m.area == one.partner.value and m.start < end for m in place.areas):
        return
    if one.partner.value not in whole.headed:
        yield Mark("partner", "nothing before it names that one")
    elif whole.several:
        yield Mark("partner", "the text names others, and it may be the total")


def _of_part(place: Paragraph, stated: StatedQuantity) -> Iterator[Mark]:
    """What is told as a part, of which asparagus 9.4 million, is no whole."""
    before = [other.end for other in place.quantities if other.end <= stated.start]
    start = max([place.sentence(stated.start).start, *before])
    part = _part(place.language).search(place.lower, start, stated.start)
    if part and stated.kind in ("money", "measure"):
        yield Mark("indicator", f'"{part.group().strip()}" leads to a part of it')


def _of_sign(one: ProposedFigure, place: Paragraph, stated: StatedQuantity) -> Iterator[Mark]:
    kind = KINDS[one.kind]
    if kind.is_amount and not kind.signed and is_negative(place, stated, is_change=False):
        why = f"the words tell a deficit or an outflow, and {kind.noun} has no sign"
        yield Mark("indicator", why)
        yield Mark("value", why)


def _of_stock(
    one: ProposedFigure, place: Paragraph, span: Span | None, book: Book
) -> Iterator[Mark]:
    """An amount at the end of a year may be a flow of it, or what there was on its last day."""
    if span is None or not _ending(place.language).search(place.lower, span.start, span.end):
        return
    if one.indicator.value == UNKNOWN:
        if not one.period.unsure:
            yield Mark("period", "a stock is counted on a day, and a flow is of the whole")
        return
    own = book.indicators[one.indicator.value]
    rivals = [
        other.name
        for other in book.indicators.values()
        if (other.topic, other.unit) == (own.topic, own.unit)
        and KINDS[other.kind].periods == "day" != KINDS[own.kind].periods
    ]
    if rivals and KINDS[own.kind].is_amount:
        why = f'told at the end of a time: may be "{rivals[0]}", on its last day'
        yield Mark("indicator", why)
        yield Mark("period", why)


def _of_period(
    one: ProposedFigure,
    place: Paragraph,
    stated: StatedQuantity,
    span: Span | None,
    published: date,
) -> Iterator[Mark]:
    if one.period_start is None or one.period_end is None:
        return
    lead = place.lower[max(0, stated.start - _LEAD) : stated.start]
    is_old = one.period_end.year <= published.year - _LONG_AGO
    first = place.sentence(stated.start).start
    if is_old and span and _since(place.language).search(place.lower[first : span.end]):
        yield Mark("period", "it may run from that time on")
    elif one.status.value in _PLANS and one.period_end < published:
        yield Mark("period", "what is planned or expected is not of a time that is over")
    elif _against(place.language).search(lead) and (span is None or span.end <= stated.start):
        yield Mark("period", "what another amount is set against may be of another time")
    elif stated.reading.place == "change_to" and one.period_start.year < one.period_end.year:
        yield Mark("period", "what it came to is of the end of that time")
    elif stated.kind == "multiple" and span and span.start >= stated.end:
        why = "the time behind it may be the one that it is measured against"
        yield Mark("period", why)
        yield Mark("base", why)
    elif KINDS[one.kind].against and not are_whole_months(one.period_start, one.period_end):
        yield Mark("period", _NO_MONTHS)
        if not one.base:
            yield Mark("base", _NO_MONTHS)


@cache
def _part(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    return re.compile(rf"{EDGE}(?:{words.including}|{words.of_them}){END}")


@cache
def _since(language: str) -> re.Pattern[str]:
    """Since, and no number on to the time: since relations were established in 1954."""
    since = alternatives(times(language).since)
    return re.compile(rf"{EDGE}(?:{since})\s+[^\d.,;:]{{12,60}}\d+$")


@cache
def _against(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{vocabulary(language).against})[\s']*$")


@cache
def _ending(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{alternatives(times(language).end_of)})")
