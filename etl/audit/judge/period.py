"""Whether the period of a figure is the one that the words beside its number state.

The words of a number are those that `period_as_stated` names; else those right after it, else the
last before it in its sentence. Where only words further away speak of a period, a figure may
agree with any of them, or with what design section 3 infers where no words do; anything else must
be named. Must not know how a period is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.agreement import agrees, by_rule, is_base_of, spans_of
from etl.audit.judge.ends import End, end_at, is_led_to, year_of
from etl.audit.judge.place import EDGE, END, Remark
from etl.audit.judge.rows import joined, numbers_in_row
from etl.audit.judge.years import told_before, year_remark
from etl.audit.read.passage import Passage
from etl.core.days import Days, moved, period, whole_years, year_before
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reading.leads import opens_with_earlier
from etl.reading.passages import Span, folded
from etl.reading.spans import Span as Time
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.patterns import alternatives
from etl.words.times import times

_NEAR: Final = 64
"""Characters between a number and the words after it that state its period."""
_CLAUSE: Final = re.compile(r"[,;:()\N{EN DASH}\N{EM DASH}]|\s-\s")
PIECES: Final = re.compile(r"\s*(?:\N{HORIZONTAL ELLIPSIS}|\.\.\.)\s*")
"""Between words of `period_as_stated` that stand apart."""
_A_YEAR: Final = 366
"""Days."""
_YEAR: Final = 12
"""Months."""
_NAME: Final = "name the words that state it in period_as_stated"


class _Words(NamedTuple):
    """The times that state the period of one number."""

    times: tuple[Time, ...]
    sure: bool
    """Whether they stand beside it, so that no others can be meant."""
    several: bool = False
    """Whether they are a row of which any may be meant: in 2022 and 2023."""


def period_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    published: Period,
    format_: int,
    document: Sequence[Passage] = (),
) -> Iterator[Remark]:
    """What the words of a paragraph say of a figure's period that the figure does not.

    phrase: the whole number; published: what is known of the day of publication; document: all its
    paragraphs, of which another may hold the words that are named. In files of the first format,
    what an entry lacks is a note.
    """
    end = end_at(passage, phrase) if KINDS[figure.kind].says == "level" else None
    if figure.period_as_stated:
        yield from _named(passage, phrase, figure, published, end, document)
        return
    words = _beside(passage, end.pair if end else phrase, figure)
    agreeing = _agreeing(words.times, figure, published, end)
    if not end and (remark := year_remark(passage, phrase, agreeing, figure, published, document)):
        yield remark
        return
    if words.sure and not agreeing:
        yield _contradicts(words.times, figure)
        return
    is_note = format_ < 2
    if not words.sure:
        far = [time for time in _elsewhere(passage, phrase) if _is_meant(time, figure, published)]
        if not (agreeing or far) and (
            remark := _untold(passage, phrase, words.times, figure, published, document)
        ):
            yield remark
            return
        if far and not agreeing and figure.period_basis == "stated":
            fault = f'"{far[-1].text}" states its period, and stands in another sentence'
            yield Remark("period-words", phrase, fault, _NAME, is_note)
            return
    differ = len({time.readings for time in words.times}) > 1
    if words.several and differ and len(agreeing) < len(words.times):
        texts = " or ".join(f'"{time.text}"' for time in words.times)
        yield Remark("period-words", phrase, f"{texts} may state its period", _NAME, is_note)
    yield from _basis(agreeing, phrase, figure, is_note, is_sure=words.sure)


def _untold(
    passage: Passage,
    phrase: Span,
    near: Sequence[Time],
    figure: Figure,
    published: Period,
    document: Sequence[Passage],
) -> Remark | None:
    """What speaks against a period that no words state: no rule infers it, or words of others."""
    if near or not by_rule(figure, published):
        return _not_stated(passage, phrase, near, figure)
    todo = f"correct the period, or {_NAME}"
    if time := _of_others(passage, phrase, figure):
        fault = f'"{time.text}" is told of another number, and states {figure.period.text}'
        return Remark("period", phrase, fault, todo, by_phrase=True)
    if time := told_before(passage, phrase, figure, document):
        fault = f'no words here state {figure.period.text}; "{time.text}" before states '
        fault += " or ".join(dict.fromkeys(p.text for p in time.readings))
        return Remark("period", phrase, fault, todo, by_phrase=True)
    return None


def _other(document: Sequence[Passage], piece: str) -> Passage | None:
    """The paragraph of a document in which words stand, the first one."""
    return next((passage for passage in document if passage.find(piece)), None)


def _agreeing(
    times_: Sequence[Time], figure: Figure, published: Period, end: End | None
) -> list[Time]:
    """Times that may mean the period of a figure, or the year of a level that changed in them."""
    days = figure.period.start, figure.period.end
    years = {time: year_of(end, time) for time in times_} if end else {}
    return [
        time
        for time in times_
        if (years[time] == days if years.get(time) else agrees(time, figure, published))
    ]


def _named(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    published: Period,
    end: End | None,
    document: Sequence[Passage],
) -> Iterator[Remark]:
    """What `period_as_stated` says, whose pieces must stand in the paragraph."""
    stated: list[Time] = []
    here = True
    for piece in PIECES.split(figure.period_as_stated):
        stands = passage if passage.find(piece) else _other(document, piece) or passage
        places = stands.find(piece)
        if not places:
            fault = f'period_as_stated "{piece}" does not stand here'
            yield Remark("period-not-found", phrase, fault, "name the words as they are printed")
            return
        here = here and stands is passage
        there = [t for a, b in places for t in stands.times if t.inner < b and a < t.end]
        stated += there or passage.times_in(piece) or _this_one(piece, passage, places[0])
    todo = "name the words that state it, or leave them out and say period_reason"
    if not stated:
        fault = f'period_as_stated "{figure.period_as_stated}" states no period that can be read'
        yield Remark("period", phrase, fault, todo)
        return
    agreeing = _agreeing(stated, figure, published, end)
    if not agreeing and not _is_between(stated, figure):
        # What a figure names itself is not dismissed, though it be so for a neighbour.
        yield _contradicts(stated, figure)._replace(span=phrase)
        return
    if not end and (remark := year_remark(passage, phrase, agreeing, figure, published, document)):
        yield remark
        return
    nearer = _nearer(passage, phrase, figure, stated) if here else []
    if nearer and not any(agrees(time, figure, published) for time in nearer):
        span = nearer[-1].start, nearer[-1].end
        fault = f'"{nearer[-1].text}" stands nearer to the number, and states another period'
        yield Remark("period", span, fault, "name those words")
        return
    words = _beside(passage, phrase, figure)
    chosen = {(time.inner, time.end) for time in stated} if here else set()
    if words.sure and words.times[0].start >= phrase[1]:
        other = [time for time in words.times if (time.inner, time.end) not in chosen]
        other = [time for time in other if not is_base_of(time, figure)]
        if other and not any(agrees(time, figure, published) for time in words.times):
            span = other[0].start, other[0].end
            fault = f'"{other[0].text}" stands right after the number, and states another period'
            yield Remark("period", span, fault, "name those words")
            return
    yield from _basis(agreeing, phrase, figure, is_note=False, is_sure=here)


def _this_one(piece: str, passage: Passage, place: Span) -> list[Time]:
    """The year of the text, where words say only that it is this one and no other."""
    known = lexicon(passage.language).calendar.this_one
    if folded(piece) not in known:
        return []
    year = passage.moment.year
    days = period(*whole_years(year, year))
    reason = "the year of the text"
    return [Time(*place, piece, days, "inferred", reason, "covers", inner=place[0])]


def _is_between(stated: Sequence[Time], figure: Figure) -> bool:
    """Whether one of the times that are named holds the first day of a period, another the last."""
    first, last = figure.period.start, figure.period.end
    opening = [t for t in stated if any(one.start == first for one in t.readings)]
    closing = [t for t in stated if any(one.end == last for one in t.readings)]
    return any(one is not other for one in opening for other in closing)


def _nearer(passage: Passage, phrase: Span, figure: Figure, named: Sequence[Time]) -> list[Time]:
    """Times of a sentence between a number and the words that are named for it.

    Only where another number stands between as well, or where the words that are named are those
    that something is measured against: in 2022 it was 3, and in 2023 it was 6.
    """
    first, _ = passage.sentence(phrase[0])
    chosen = max((t for t in named if t.end <= phrase[0]), key=lambda t: t.end, default=None)
    if chosen is None or chosen.start < first:
        return []
    is_base = chosen.role == "base" and not KINDS[figure.kind].against
    if not (is_base or passage.number_between(chosen.end, phrase[0])):
        return []
    between = [t for t in passage.times if chosen.end <= t.start and t.end <= phrase[0]]
    return [t for t in between if t.role == "covers" and not _is_taken(passage, t, phrase)]


def _contradicts(times_: Sequence[Time], figure: Figure) -> Remark:
    readings = dict.fromkeys(p.text for time in times_ for p in time.readings)
    texts = list(dict.fromkeys(f'"{time.text}"' for time in times_))
    states = f"{' and '.join(texts)} {'states' if len(texts) == 1 else 'state'}"
    span = " or ".join(readings) or "several years, of a start that is not declared"
    fault = f"{states} {span}, the period is {figure.period.text}"
    last = times_[-1]
    todo = f"correct the period, or {_NAME}"
    if any("fiscal" in time.reason for time in times_):
        todo += ", or declare fiscal_year_start, the month in which such years begin"
    return Remark("period", (last.start, last.end), fault, todo)


def _not_stated(passage: Passage, phrase: Span, near: Sequence[Time], figure: Figure) -> Remark:
    others = [*near, *_elsewhere(passage, phrase)]
    said = "".join(
        f'; "{time.text}" states {" or ".join(p.text for p in time.readings)}'
        for time in others[:1]
    )
    fault = f"no words here state {figure.period.text}{said}"
    return Remark("period", phrase, fault, f"correct the period, or {_NAME}")


def _basis(
    agreeing: Sequence[Time], phrase: Span, figure: Figure, is_note: bool, *, is_sure: bool = True
) -> Iterator[Remark]:
    """A period is stated where words state all of it, and only there."""
    days = figure.period.start, figure.period.end
    whole = [t for t in agreeing if t.basis == "stated" and days in spans_of(t)]
    if figure.period_basis == "inferred" and is_sure and whole:
        fault = f'"{whole[-1].text}" prints all of the period, its basis is inferred'
        todo = "leave out period_basis and period_reason"
        yield Remark("period-basis", phrase, fault, todo, is_note)
        return
    if figure.period_basis != "stated" or any(time.basis == "stated" for time in agreeing):
        return
    if any(_is_last_day(time, figure) for time in agreeing):
        return
    if agreeing:
        fault = f'"{agreeing[0].text}" does not print all of the period, its basis is stated'
        reason = agreeing[0].reason
    else:
        fault, reason = "no words here state the period, its basis is stated", "..."
    todo = f"set period_basis: inferred, with period_reason: {reason}"
    yield Remark("period-basis", phrase, fault, todo, is_note)


def _is_last_day(time: Time, figure: Figure) -> bool:
    """Whether what is counted is of the first or last day of a year that words print: end-2023."""
    day, last = figure.period.start, figure.period.end
    is_edge = day == last and (day.month, day.day) in ((1, 1), (12, 31))
    return (
        is_edge
        and KINDS[figure.kind].tested == "level"
        and ((day, day) in spans_of(time) and str(day.year) in time.text)
    )


def _beside(passage: Passage, phrase: Span, figure: Figure) -> _Words:
    """The words that state the period of a number, and whether they must be its own."""
    first, last = passage.sentence(phrase[0])
    here = [time for time in passage.times if first <= time.start < last]
    kind = KINDS[figure.kind]
    if kind.says == "level" and is_led_to(passage, phrase):
        # Since 2019 it doubled, to 8 billion: those words are of the change, the level of its end.
        here = [t for t in here if not (t.to_text or t.months)]
    is_day = kind.tested == "level" or figure.period.start == figure.period.end
    covers = [t for t in here if t.role == "covers" or (t.role == "event" and is_day)]
    after = next((t for t in here if t.inner >= phrase[1]), None)
    if (
        after
        and _is_adjacent(passage, phrase[1], after)
        and not _is_of_next(passage, after, phrase)
    ):
        if after in covers:
            return _row(passage, covers, after, phrase)
        if after.role == "base" and not kind.against and not _compares(after, passage.language):
            return _Words((after,), sure=bool(after.readings))
    if earlier := _earlier(passage, here, phrase, first):
        return _Words((earlier,), sure=bool(earlier.readings))
    taken = {t for t in covers if _is_taken(passage, t, phrase)}
    free = [t for t in covers if t not in taken]
    if before := [t for t in free if t.end <= phrase[0]]:
        return _row(passage, covers, before[-1], phrase)
    # Against 52 at the start of 2019: those words are only of what the number is compared with.
    others = tuple(
        t
        for t in covers
        if not (_is_of_compared(passage, t, phrase) or _is_of_next(passage, t, phrase))
        # It fell to 17%, from 29% of two years before.
        and not (t.back and phrase[1] <= t.start and passage.number_between(phrase[1], t.start))
    )
    return _Words(others, sure=False)


def _of_others(passage: Passage, phrase: Span, figure: Figure) -> Time | None:
    """Words of a sentence that state a figure's period, and are those of another number."""
    first, last = passage.sentence(phrase[0])
    days = figure.period.start, figure.period.end
    return next(
        (
            time
            for time in passage.times
            if first <= time.start < last
            and time.basis == "stated"
            and days in spans_of(time)
            and not (time.back and days[1].year != time.readings[0].end.year)
            and (_is_of_next(passage, time, phrase) or _is_of_compared(passage, time, phrase))
        ),
        None,
    )


def _is_of_compared(passage: Passage, time: Time, phrase: Span) -> bool:
    """Whether words stand right after a number that this one is compared with."""
    against = _against(passage.language)
    return any(
        phrase[1] <= amount.start
        and amount.end <= time.start
        and _is_adjacent(passage, amount.end, time)
        and against.search(passage.lower, phrase[1], amount.start)
        for amount in passage.amounts
    )


@cache
def _against(language: str) -> re.Pattern[str]:
    known = alternatives(forms(language).against)
    return re.compile(rf"{EDGE}(?:{known}){END}(?:\s+[^\W\d_]{{1,3}})?[\s'$\u20ac]*$")


def _earlier(passage: Passage, here: Sequence[Time], phrase: Span, first: int) -> Time | None:
    """The time a year earlier with which the clause of a number begins: a year earlier it was."""
    before = [t for t in here if t.end <= phrase[0]]
    if not before or before[-1].role != "base":
        return None
    last = before[-1]
    place = last.start, last.inner
    opens = opens_with_earlier(passage.lower, place, first, passage.language)
    return last if opens and not passage.number_between(last.end, phrase[0]) else None


def _is_of_next(passage: Passage, time: Time, phrase: Span) -> bool:
    """Whether a time opens a bracket that has its own number: (a year earlier, $5), (2022: $5)."""
    if passage.lower[: time.start].rstrip()[-1:] != "(":
        return False
    closing = passage.lower.find(")", time.end)
    if time.start <= phrase[0] < closing:
        return False
    own = next((n for n in passage.amounts if time.end <= n.start < closing), None)
    # In 2023 (in May 2024, +5%) the comma parts what is told of one number.
    is_apart = own is not None and "," in passage.lower[time.end : own.start]
    return own is not None and (time.role == "base" or not is_apart)


def _is_adjacent(passage: Passage, end: int, time: Time) -> bool:
    """Whether words follow a number closely enough to be about it: 5 billion of goods in 2023."""
    between = passage.lower[end : time.start].rstrip("( ")
    if len(between) > _NEAR or _CLAUSE.search(between):
        return False
    return not passage.number_between(end, time.start) and not _and(passage.language).search(
        between
    )


@cache
def _and(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives(lexicon(language).ands)}){END}")


def _is_taken(passage: Passage, time: Time, phrase: Span) -> bool:
    """Whether words stand right after another number, and so are about that one."""
    return any(
        not phrase[0] <= amount.start < phrase[1] and _is_adjacent(passage, amount.end, time)
        for amount in passage.amounts
        if amount.end <= time.start
    )


def _row(passage: Passage, covers: list[Time], chosen: Time, phrase: Span) -> _Words:
    """Times that commas and "and" join are one row: which of them is meant, order may tell."""
    row = [chosen]
    at = covers.index(chosen)
    gap = joined(passage.language)
    for other in reversed(covers[:at]):
        if not gap.fullmatch(passage.lower, other.end, row[0].start):
            break
        row.insert(0, other)
    for other in covers[at + 1 :]:
        if not gap.fullmatch(passage.lower, row[-1].end, other.start):
            break
        row.append(other)
    if len(row) == 1:
        return _Words((chosen,), sure=True)
    numbers = numbers_in_row(passage, phrase)
    if len(numbers) == len(row):
        return _Words((row[numbers.index(phrase[0])],), sure=True)
    return _Words(tuple(row), sure=True, several=True)


def _compares(time: Time, language: str) -> bool:
    """Whether the words themselves say that something is measured against it: than in 2022."""
    return bool(_base(language).match(time.text.lower()))


@cache
def _base(language: str) -> re.Pattern[str]:
    table = times(language)
    return re.compile(rf"(?:{alternatives((*table.base, *table.base_after_amount))}){END}")


def _elsewhere(passage: Passage, phrase: Span) -> list[Time]:
    """The last time that the sentences before state, and days of what happened anywhere."""
    first, _ = passage.sentence(phrase[0])
    before = [t for t in passage.times if t.end <= first and t.role == "covers"]
    return [*(t for t in passage.times if t.role == "event"), *before[-1:]]


def _is_meant(time: Time, figure: Figure, published: Period) -> bool:
    """Whether words of another sentence may be meant: what is counted has their last day."""
    if KINDS[figure.kind].tested != "level":
        return agrees(time, figure, published)
    return any(one.end == figure.period.start for one in time.readings)


def base_remarks(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    published: Period,
    format_: int = 2,
    document: Sequence[Passage] = (),
) -> Iterator[Remark]:
    """Whether a growth, a change or a multiple is measured against what the words name."""
    if not KINDS[figure.kind].against:
        return
    first, last = passage.sentence(phrase[0])
    here = [t for t in passage.times if first <= t.start < last and t.role == "base"]
    after = next((t for t in here if t.inner >= phrase[1]), None)
    if after is None or passage.number_between(phrase[1], after.start):
        # With the time that opens the sentence: against 2019 it doubled.
        before = [t for t in here if t.end <= phrase[0]]
        is_open = before and not passage.number_between(before[-1].end, phrase[0])
        after = before[-1] if is_open and before[-1].basis == "stated" else None
    if after is None or not after.period:
        if figure.base and not _names_base(passage, phrase, figure, published, document):
            fault = f"no words here name {figure.base.text}, against which it is measured"
            todo = "correct the base, or leave it out for the same span a year before"
            yield Remark("base", phrase, fault, todo, format_ < 2)
        return
    days = (figure.period.start, figure.period.end)
    expected = (figure.base.start, figure.base.end) if figure.base else year_before(days)
    stated = after.period
    if (stated.start, stated.end) == expected or _is_same_span(stated, figure):
        return
    if after.basis == "inferred" and not _is_another_year(stated, expected, days):
        return
    against = figure.base.text if figure.base else "the same span a year before"
    fault = f'"{after.text}" measures it against {stated.text}, the figure against {against}'
    yield Remark("base", (after.start, after.end), fault, f"set base: {stated.text}")


def _is_same_span(stated: Period, figure: Figure) -> bool:
    """Whether a base is the period's own months in the year that words name.

    Eleven months that were 76 % of the level of 2016 are measured against eleven of its months.
    """
    base, days = figure.base, (figure.period.start, figure.period.end)
    years = figure.period.start.year - stated.start.year
    is_year = (stated.start, stated.end) == whole_years(stated.start.year, stated.start.year)
    return base is not None and is_year and (base.start, base.end) == moved(days, -_YEAR * years)


def _is_another_year(stated: Period, expected: Days, days: Days) -> bool:
    """Whether words of a year that is reckoned leave no room for the base that a figure has.

    The previous year may be that before the text, and that before the period.
    """
    is_year = (stated.start.year, 12, 31) == (stated.end.year, stated.end.month, stated.end.day)
    is_span = (stated.start, stated.end) == year_before(days)  # than a year before, of a quarter
    is_disjoint = stated.end < expected[0] or expected[1] < stated.start
    return (is_year or is_span) and is_disjoint and expected != year_before(days)


def _names_base(
    passage: Passage,
    phrase: Span,
    figure: Figure,
    published: Period,
    document: Sequence[Passage],
) -> bool:
    """Whether words state what a figure is measured against: 2019, since 2019, the past decade.

    The same span a year before needs none. Words right after another number are that number's.
    """
    base, days = figure.base, (figure.period.start, figure.period.end)
    if base is None or (base.start, base.end) == year_before(days):
        return True
    own = passage.sentence(phrase[0])
    named = [_other(document, p) for p in PIECES.split(figure.period_as_stated) if p]
    for place in {id(place): place for place in (passage, *named) if place}.values():
        for time in place.times:
            is_here = place is passage and own[0] <= time.start < own[1]
            if is_here and _is_taken(passage, time, phrase):
                continue
            if agrees(time, figure, published) and not _is_period(time, figure):
                return True
            if any(_may_be_base(one, base) for one in time.readings):
                return True
    # "2015=100" may be the base of an index that no time is read in.
    return KINDS[figure.kind].base == "must" and str(base.start.year) in passage.text


def _may_be_base(one: Period, base: Period) -> bool:
    """Whether a period is a base, or begins with it, or is the year in which it lies."""
    is_year = (one.end - one.start).days <= _A_YEAR
    inside = is_year and one.start <= base.start and base.end <= one.end
    return inside or one.start == base.start or (one.start, one.end) == (base.start, base.end)


def _is_period(time: Time, figure: Figure) -> bool:
    """Whether words state the period itself, and nothing of what it is measured against."""
    days = (figure.period.start, figure.period.end)
    return not time.months and any((one.start, one.end) == days for one in time.readings)
