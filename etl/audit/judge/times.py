"""Which times of a paragraph state the period of a number: right after it, else before it.

Those right after another number are that number's. Must not know whether they agree with a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from etl.audit.judge.agreement import spans_of
from etl.audit.judge.ends import is_led_to
from etl.audit.judge.place import EDGE, END
from etl.audit.judge.rows import joined, numbers_in_row
from etl.audit.read.passage import Passage
from etl.core.kinds import KINDS
from etl.core.model import Figure
from etl.reading.leads import opens_with_earlier
from etl.reading.passages import Span
from etl.reading.span import Span as Time
from etl.words import lexicon
from etl.words.forms import forms
from etl.words.patterns import alternatives
from etl.words.times import times

PIECES: Final = re.compile(r"\s*(?:\N{HORIZONTAL ELLIPSIS}|\.\.\.)\s*")
"""Between words of `period_as_stated` that stand apart."""
_NEAR: Final = 64
"""Characters between a number and the words after it that state its period."""
_CLAUSE: Final = re.compile(r"[,;:()\N{EN DASH}\N{EM DASH}]|\s-\s")


class Words(NamedTuple):
    """The times that state the period of one number."""

    times: tuple[Time, ...]
    sure: bool
    """Whether they stand beside it, so that no others can be meant."""
    several: bool = False
    """Whether they are a row of which any may be meant: in 2022 and 2023."""


def own_times(passage: Passage, phrase: Span, figure: Figure) -> Words:
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
            return Words((after,), sure=bool(after.readings))
    if earlier := _earlier(passage, here, phrase, first):
        return Words((earlier,), sure=bool(earlier.readings))
    taken = {t for t in covers if is_taken(passage, t, phrase)}
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
    return Words(others, sure=False)


def of_others(passage: Passage, phrase: Span, figure: Figure) -> Time | None:
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


def elsewhere(passage: Passage, phrase: Span) -> list[Time]:
    """The last time that the sentences before state, and days of what happened anywhere."""
    first, _ = passage.sentence(phrase[0])
    before = [t for t in passage.times if t.end <= first and t.role == "covers"]
    return [*(t for t in passage.times if t.role == "event"), *before[-1:]]


def times_between(
    passage: Passage, phrase: Span, figure: Figure, named: Sequence[Time]
) -> list[Time]:
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
    return [t for t in between if t.role == "covers" and not is_taken(passage, t, phrase)]


def is_taken(passage: Passage, time: Time, phrase: Span) -> bool:
    """Whether words stand right after another number, and so are about that one."""
    return any(
        not phrase[0] <= amount.start < phrase[1] and _is_adjacent(passage, amount.end, time)
        for amount in passage.amounts
        if amount.end <= time.start
    )


def holder(document: Sequence[Passage], piece: str) -> Passage | None:
    """The paragraph of a document in which words stand, the first one."""
    return next((passage for passage in document if passage.find(piece)), None)


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


def _row(passage: Passage, covers: list[Time], chosen: Time, phrase: Span) -> Words:
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
        return Words((chosen,), sure=True)
    numbers = numbers_in_row(passage, phrase)
    if len(numbers) == len(row):
        return Words((row[numbers.index(phrase[0])],), sure=True)
    return Words(tuple(row), sure=True, several=True)


def _compares(time: Time, language: str) -> bool:
    """Whether the words themselves say that something is measured against it: than in 2022."""
    return bool(_base(language).match(time.text.lower()))


@cache
def _base(language: str) -> re.Pattern[str]:
    table = times(language)
    return re.compile(rf"(?:{alternatives((*table.base, *table.base_after_amount))}){END}")
