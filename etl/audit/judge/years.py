"""Which year words mean that print none, and which period the words before a number leave it.

"In the second quarter" is the last one before the text, "a year earlier" a year before a period
that is told of. Must not know how a time is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.audit.judge.agreement import agrees, spans_of
from etl.audit.judge.ends import is_led_to
from etl.audit.judge.place import Remark
from etl.audit.read.passage import Passage
from etl.core.days import Days, whole_years, year_before
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reading.leads import leads
from etl.reading.passages import Span
from etl.reading.span import Span as Time


def year_remark(
    passage: Passage,
    phrase: Span,
    agreeing: Sequence[Time],
    figure: Figure,
    published: Period,
    document: Sequence[Passage],
) -> Remark | None:
    """What speaks against the year of a period of which words print none.

    agreeing: times that may mean the period if the year is left open.
    """
    if figure.status in ("forecast", "target"):
        return _over_already(phrase, agreeing, figure, published)
    if remark := _told_before(passage, phrase, agreeing, figure, published, document):
        return remark
    if _names_year(passage, figure):
        return None
    asked = [time for time in agreeing if _is_another_year(time, figure)]
    said = "say the year in period_reason if it is meant"
    if asked and len(asked) == len(agreeing):
        last, text = asked[-1], asked[-1].readings[0].text
        fault = f'"{last.text}" prints no year and is {text} last, the period is '
        return Remark(
            "period", phrase, fault + figure.period.text, f"correct the period, or {said}"
        )
    return None


def _told_before(
    passage: Passage,
    phrase: Span,
    agreeing: Sequence[Time],
    figure: Figure,
    published: Period,
    document: Sequence[Passage],
) -> Remark | None:
    """What speaks against a period of which words only say that it is another's, or a year before.

    "A year earlier" is a year before what the words before it tell of, "the same months" are those
    or a year before. The reason names both years where the text does not.
    """
    days = figure.period.start, figure.period.end
    year = figure.period.end.year
    back = max((time.back for time in agreeing), default=0) or 1
    if all(str(one) in figure.period_reason for one in (year, year + back)):
        return None
    if remark := _another_year_before(phrase, agreeing, figure):
        return remark
    before = _before(passage, phrase, document)
    known = {days for time in before if time.role == "covers" for days in spans_of(time)}
    earlier = [time for time in agreeing if _is_year_earlier(time, passage)]
    if earlier and len(earlier) == len(agreeing):
        if days in map(year_before, known or {_last_year(published)}):
            return None
        fault = f'"{earlier[-1].text}" is a year before what is told of, and no words before '
        fault += f"tell of a period a year after {figure.period.text}"
        todo = "correct the period, or say both years in period_reason if it is meant"
        return Remark("period", phrase, fault, todo)
    same = [time for time in agreeing if _is_same(time, passage)]
    if (
        same
        and len(same) == len(agreeing)
        and known
        and days not in {*known, *map(year_before, known)}
    ):
        fault = f'"{same[-1].text}" are those that are told of, and no words before tell of '
        todo = "correct the period"
        return Remark("period", phrase, fault + figure.period.text, todo, by_phrase=True)
    return None


def _over_already(
    phrase: Span, agreeing: Sequence[Time], figure: Figure, published: Period
) -> Remark | None:
    """What speaks against a plan for days before the text, of which words print no year.

    By the end of the year, said in May, is this year's end.
    """
    period = figure.period
    asked = [time for time in agreeing if time.basis == "inferred" and not time.back]
    is_over = not period.is_open and period.end < published.start
    if not is_over or not asked or len(asked) < len(agreeing):
        return None
    if str(period.end.year) in figure.period_reason:
        return None
    fault = f'"{asked[-1].text}" prints no year, and {period.text} was over when the text was '
    todo = "correct the period, or say the year in period_reason if it is meant"
    return Remark("period", phrase, f"{fault}published, what is told is to come", todo)


def _another_year_before(phrase: Span, agreeing: Sequence[Time], figure: Figure) -> Remark | None:
    """What speaks against the year before another one than that which is told of."""
    year = figure.period.end.year
    asked = [time for time in agreeing if time.back and time.readings[0].end.year != year]
    if not asked or len(asked) < len(agreeing):
        return None
    likeliest = asked[-1].readings[0].text
    fault = f'"{asked[-1].text}" is {likeliest}, seen from what is told of, the period is '
    todo = "correct the period, or say in period_reason before which year it is"
    return Remark("period", phrase, fault + figure.period.text, todo)


def _names_year(passage: Passage, figure: Figure) -> bool:
    """Whether the reason or the paragraph prints the year of a period."""
    year = str(figure.period.end.year)
    printed = {str(p.end.year) for t in passage.times if t.basis == "stated" for p in t.readings}
    return year in figure.period_reason or year in printed


def _is_another_year(time: Time, figure: Figure) -> bool:
    """Whether the same days of another year are likelier: in May, which is the last one."""
    period = figure.period
    likeliest = next(
        (one for one in time.readings if _dates(one) == _dates(period)),
        None,
    )
    return likeliest is not None and likeliest.end.year != period.end.year


def _dates(period: Period) -> tuple[int, ...]:
    start, end = period.start, period.end
    return start.month, start.day, end.month, end.year - start.year


def _is_year_earlier(time: Time, passage: Passage) -> bool:
    """Whether words only say that it is a year before something."""
    if time.readings or time.role != "base":
        return False
    return leads(passage.language).earlier.match(passage.lower, time.inner) is not None


def _is_same(time: Time, passage: Passage) -> bool:
    """Whether words only say that it is the same period as another: over the same six months."""
    if time.readings or time.role != "base":
        return False
    return leads(passage.language).same.match(passage.lower, time.inner) is not None


def _last_year(published: Period) -> Days:
    return whole_years(published.end.year - 1, published.end.year - 1)


def _before(passage: Passage, phrase: Span, document: Sequence[Passage]) -> list[Time]:
    """What the words before a number and in its sentence state, in the order of the text."""
    _, last = passage.sentence(phrase[0])
    times = [time for place in passage.preceding(document) for time in place.times]
    return [*times, *(time for time in passage.times if time.end <= last)]


def told_before(
    passage: Passage, phrase: Span, figure: Figure, document: Sequence[Passage]
) -> Time | None:
    """The last period before a number, where it is another than the figure's and shares days.

    None where any words of the document state the figure's, and for what is counted on a day.
    """
    period = figure.period
    if KINDS[figure.kind].tested == "level" or period.is_open or period.start == period.end:
        return None
    known = (t for place in document for t in place.times if t.role == "covers" and t.readings)
    if any((period.start, period.end) in spans_of(time) for time in known):
        return None
    before = [t for t in _before(passage, phrase, document) if t.role == "covers" and t.readings]
    if is_led_to(passage, phrase):
        before = [t for t in before if not (t.to_text or t.months)]
    last = before[-1] if before else None
    if last is None or agrees(last, figure, period):
        return None
    shares = (one.start <= period.end and period.start <= one.end for one in last.readings[:1])
    return last if any(shares) else None
