"""Which period each number of a paragraph covers.

A period is told by the span of the number's clause, else of its sentence, else of the sentence
before; a number without any follows the rules of design section 3.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple, TypeVar

from etl.audit.judge.rows import joined
from etl.core.days import parse_period, period, year_before
from etl.core.model import Period
from etl.draft.paragraph import Paragraph
from etl.draft.quantities import StatedQuantity
from etl.reading.leads import leads, opens_with_earlier
from etl.reading.span import Span
from etl.words import lexicon
from etl.words.patterns import EDGE
from etl.words.trade import vocabulary

COVERS: Final = "covers"
_DAY: Final = "day"
_SPAN: Final = "span"
_HALF_YEAR: Final = 6
_LONE_YEAR: Final = re.compile(
    r"(?<=\w[ \xa0(])(?:19[5-9]|20[0-4])\d(?=\)?\s?(?::|[-\u2013\u2014]\s)|\))"
)
_TO_COME: Final = "it is still to come when the text was published"
_CLOSE: Final = 24
_FROM: Final = re.compile("from ")
_CLAUSE: Final = re.compile(r"[,;()]")
Part = TypeVar("Part", Span, StatedQuantity)


class About(NamedTuple):
    """What a period is asked for."""

    status: str
    """That of the reading: what is expected this year covers all of it."""

    periods: str
    """Of its kind (`core.kinds`): a stock is counted on a day."""
    level: bool
    """Whether it is an amount itself, not its change."""
    published: date


class NumberPeriod(NamedTuple):
    """The period of one number."""

    period: Period | None
    sure: float
    basis: str
    reason: str
    text: str
    """As printed; empty where no words of the text tell it."""
    span: Span | None = None
    why: str = ""
    """Why it is not sure, where the reason of the period does not say it."""


def told(  # noqa: PLR0911 - one rule a line
    place: Paragraph,
    stated: StatedQuantity,
    spans: list[Span],
    about: About,
    before: NumberPeriod | None,
) -> NumberPeriod:
    """The period of a number; before: that of the number before it."""
    periods, published = about.periods, about.published
    covers = [span for span in spans if span.role == COVERS and not _is_base(place, stated, span)]
    sentence = place.sentence(stated.start)
    here = [s for s in covers if sentence.holds(s.start)]
    base = _opening(place, stated, spans)
    if base is None and about.level:
        base = _earlier(place, stated, spans)
    if base is not None:
        if before and before.period and (base.period is None or periods == _DAY):
            days = year_before((before.period.start, before.period.end))
            return NumberPeriod(period(*days), 0.75, "inferred", "a year before", base.text, base)
        return _fitted(base, periods, 0.9, published)
    if periods == _DAY and (day := _counted_on(place, stated, spans)):
        return _fitted(day, periods, 0.95, published)
    chosen = _in_row(place, stated, here) or _nearest(place, stated, here, periods)
    if chosen and chosen.period and _is_left(place, stated):
        days = year_before((chosen.period.start, chosen.period.end))
        reason = "The amount that was left for another: a year before."
        return NumberPeriod(period(*days), 0.6, "inferred", reason, chosen.text, chosen)
    if chosen and about.status in ("forecast", "target") and _to_date(chosen, published):
        year = parse_period(str(published.year))
        return NumberPeriod(
            year, 0.7, "inferred", "expected of the whole year", chosen.text, chosen
        )
    if chosen:
        return _fitted(chosen, periods, 0.95, published)
    events = [s for s in spans if s.role == "event" and s.period and s.end <= stated.start]
    events = [s for s in events if sentence.start <= s.start]
    if events and periods != _DAY:
        return _fitted(events[-1], periods, 0.5, published)
    if periods == _DAY:
        return _day(published)
    earlier = [s for s in covers if s.end <= sentence.start and s.period]
    if here := [s for s in earlier if not _compares(place, s)]:
        return _fitted(here[-1], periods, 0.75, published)._replace(why="told in a sentence before")
    if before and before.period and before.span is None:
        spanned = before.period.start != before.period.end
        return before if spanned else _level(published)
    return _level(published)


def _is_base(place: Paragraph, stated: StatedQuantity, span: Span) -> bool:
    """Whether a time right behind a multiple is what it is one of: three times that of 2020."""
    behind = stated.kind == "multiple" and stated.end <= span.start
    return behind and not place.lower[stated.end : span.start].strip()


def lone_years(place: Paragraph, spans: list[Span]) -> list[Span]:
    """Years of a list that no word leads to: Turnover 2019: 9.3 billion; turnover (2019)."""
    return [
        Span(*match.span(), match.group(), parse_period(match.group()), "stated", "", COVERS)
        for match in _LONE_YEAR.finditer(place.lower)
        if not any(one.start < match.end() and match.start() < one.end for one in spans)
    ]


def _earlier(place: Paragraph, stated: StatedQuantity, spans: list[Span]) -> Span | None:
    """The base of a comparison, where the amount is the one of that time.

    As in "($9.3 billion a year earlier)" and "against 6.1 billion in the same period of 2023".
    """
    sentence = place.sentence(stated.start)
    bases = [s for s in spans if s.role == "base" and s.start >= stated.end]
    if bases and _is_told_by(place, stated, bases[0]):
        return bases[0]
    bases = [s for s in bases if s.start < sentence.end]
    if not bases or _number_between(place, stated.end, bases[0].start):
        return None
    between = place.lower[stated.end : bases[0].start]
    if len(between) > _CLOSE or _CLAUSE.search(between):
        return None
    bracket = sentence.bracket(stated.start)
    if bracket and bracket[0] <= bases[0].start < bracket[1]:
        return bases[0]
    lead = place.lower[max(sentence.start, stated.start - _CLOSE) : stated.start]
    return bases[0] if _against(place.language).search(lead) else None


def _opening(place: Paragraph, stated: StatedQuantity, spans: list[Span]) -> Span | None:
    """The time a year earlier with which the clause of a number begins: a year earlier it was."""
    first = place.sentence(stated.start).start
    before = [s for s in spans if first <= s.start and s.end <= stated.start]
    if not before or before[-1].role != "base":
        return None
    last = before[-1]
    opens = opens_with_earlier(place.lower, (last.start, last.inner), first, place.language)
    return last if opens and not _number_between(place, last.end, stated.start) else None


def _is_told_by(place: Paragraph, stated: StatedQuantity, base: Span) -> bool:
    """Whether "a year earlier" stands right behind an amount: and $9.5 billion a year earlier."""
    behind = base.start == base.inner and not place.lower[stated.end : base.start].strip()
    earlier = leads(place.language).earlier.match(place.lower, base.start)
    return behind and earlier is not None and not _FROM.match(place.lower, base.start)


def _to_date(span: Span, published: date) -> bool:
    """Whether a span is this year as far as it went when the text was published."""
    first = date(published.year, 1, 1)
    return bool(span.period) and span.period == period(first, published)


def _counted_on(place: Paragraph, stated: StatedQuantity, spans: list[Span]) -> Span | None:
    """The day on which something is counted: stood at 261 on 1 January 2023."""
    sentence = place.sentence(stated.start)
    days = [
        span
        for span in spans
        if span.role != COVERS and span.period and sentence.holds(span.start)
        if span.period.start == span.period.end
    ]
    after = [s for s in days if s.start >= stated.end]
    if after and not _number_between(place, stated.end, after[0].start):
        return after[0]
    before = [s for s in days if s.end <= stated.start]
    return before[-1] if before else None


def _is_left(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether an amount is where a change began: rose from 15 to 16 billion."""
    at = place.quantities.index(stated)
    following = place.quantities[at + 1] if at + 1 < len(place.quantities) else None
    if following is None or following.kind not in (stated.kind, "money"):
        return False
    lead = place.lower[max(0, stated.start - _CLOSE) : stated.start]
    between = place.lower[stated.end : following.start]
    to = lexicon(place.language).to
    return bool(_against(place.language).search(lead)) and between.strip(" ,'") in to


def _compares(place: Paragraph, span: Span) -> bool:
    """Whether a time is that of an amount that others are measured against."""
    before = [one for one in place.quantities if one.end <= span.start]
    if not before or span.start - before[-1].end > _CLOSE:
        return False
    if before[-1].reading.kind in ("multiple", "fraction"):
        return True
    lead = place.lower[max(0, before[-1].start - _CLOSE) : before[-1].start]
    return bool(_against(place.language).search(lead))


@cache
def _ands(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{vocabulary(language).ands})\s")


@cache
def _against(language: str) -> re.Pattern[str]:
    return re.compile(rf"{EDGE}(?:{vocabulary(language).against})[\s']*$")


def _nearest(
    place: Paragraph, stated: StatedQuantity, here: list[Span], periods: str
) -> Span | None:
    """The span that a number belongs to: in its bracket, else the last before, else after."""
    if not here:
        return None
    sentence = place.sentence(stated.start)
    bracket = sentence.bracket(stated.start)
    inside = [s for s in here if bracket and bracket[0] <= s.start < bracket[1]]
    pool = inside or [s for s in here if sentence.bracket(s.start) is None] or here
    before = [s for s in pool if s.end <= stated.start]
    after = [s for s in pool if s.start >= stated.end]
    if after and not _apart(place, stated.end, after[0].start):
        close = after[0].start - stated.end
        far = stated.start - before[-1].end if before else 10_000
        # "grew to 5 billion in 2023" beside "from 4 billion in 2022": each number has its own.
        if not before or (close < 24 and _number_between(place, before[-1].end, stated.start)):
            return after[0]
        if close < 12 and close < far:
            return after[0]
    if before:
        return before[-1]
    if not after or periods == _DAY:
        return None
    alone = _first(place, stated) or not _CLAUSE.search(place.lower, stated.end, after[0].start)
    return after[0] if alone else None


def _in_row(place: Paragraph, stated: StatedQuantity, here: list[Span]) -> Span | None:
    """The time that has the place of a number in a row of as many: in 2018 and 2019, 5 and 6."""
    numbers = _rows(place, place.quantities)
    row = next((row for row in numbers if stated in row), [])
    same = [times for times in _rows(place, here) if len(times) == len(row) > 1]
    return same[0][row.index(stated)] if len(same) == 1 else None


def _rows(place: Paragraph, parts: list[Part]) -> list[list[Part]]:
    """What commas and "and" join."""
    gap = joined(place.language)
    rows: list[list[Part]] = []
    for part in parts:
        if rows and gap.fullmatch(place.lower, rows[-1][-1].end, part.start):
            rows[-1].append(part)
        else:
            rows.append([part])
    return rows


def _first(place: Paragraph, stated: StatedQuantity) -> bool:
    """Whether a number is the only one of its sentence."""
    numbers = place.quantities_in(place.sentence(stated.start))
    return all(one is stated for one in numbers)


def _apart(place: Paragraph, start: int, end: int) -> bool:
    """Whether a number or the end of a clause stands between."""
    return (
        _number_between(place, start, end)
        or bool(_CLAUSE.search(place.lower, start, end))
        or bool(_ands(place.language).search(place.lower, start, end))
    )


def _number_between(place: Paragraph, start: int, end: int) -> bool:
    return any(start <= one.start and one.end <= end for one in place.quantities)


def _fitted(span: Span, periods: str, sure: float, published: date) -> NumberPeriod:
    covered, basis, reason = span.period, span.basis, span.reason
    if covered is None:
        return NumberPeriod(None, 0.0, "inferred", "its ends are not printed", span.text, span)
    if periods == _DAY and covered.start != covered.end:
        end = min(covered.end, published)
        covered = parse_period(end.isoformat())
        basis = "inferred"
        reason = reason or "A stock is counted on a day: the last of the span that is printed."
        sure = min(sure, 0.75)
    if periods == _SPAN and covered.start == covered.end:
        covered = parse_period(str(covered.start.year))
        basis, sure = "inferred", 0.5
        reason = "A day is printed, and a flow takes longer: the year of that day."
    if covered.end > published:
        return NumberPeriod(covered, min(sure, 0.6), basis, reason, span.text, span, _TO_COME)
    return NumberPeriod(covered, sure, basis, reason, span.text, span)


def _day(published: date) -> NumberPeriod:
    reason = "Said of now, without a date: the day of the document."
    return NumberPeriod(parse_period(published.isoformat()), 0.9, "inferred", reason, "")


def _level(published: date) -> NumberPeriod:
    year = published.year - 1
    first_half = published.month <= _HALF_YEAR
    reason = f"No period is printed; a level in a text of {published:%B %Y}: the year before."
    return NumberPeriod(parse_period(str(year)), 0.7 if first_half else 0.3, "inferred", reason, "")
