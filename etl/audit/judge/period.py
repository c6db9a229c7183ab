"""Whether the period of a figure is the one that the words beside its number state.

The words of a number are those that `period_as_stated` names; else those right after it, else the
last before it in its sentence. Where only words further away speak of a period, a figure may
agree with any of them, or with what design section 3 infers where no words do; anything else must
be named. Must not know how a period is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from etl.audit.judge.agreement import agrees, by_rule, is_base_of, spans_of
from etl.audit.judge.ends import End, end_at, year_of
from etl.audit.judge.place import Remark
from etl.audit.judge.times import PIECES, elsewhere, holder, of_others, own_times, times_between
from etl.audit.judge.years import told_before, year_remark
from etl.audit.read.passage import Passage
from etl.core.days import period, whole_years
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period
from etl.reading.passages import Span, folded
from etl.reading.span import Span as Time
from etl.words import lexicon

_NAME: Final = "name the words that state it in period_as_stated"


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
    words = own_times(passage, end.pair if end else phrase, figure)
    agreeing = _agreeing(words.times, figure, published, end)
    if not end and (remark := year_remark(passage, phrase, agreeing, figure, published, document)):
        yield remark
        return
    if words.sure and not agreeing:
        yield _contradicts(words.times, figure)
        return
    is_note = format_ < 2
    if not words.sure:
        far = [time for time in elsewhere(passage, phrase) if _is_meant(time, figure, published)]
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
    if time := of_others(passage, phrase, figure):
        fault = f'"{time.text}" is told of another number, and states {figure.period.text}'
        return Remark("period", phrase, fault, todo, by_phrase=True)
    if time := told_before(passage, phrase, figure, document):
        fault = f'no words here state {figure.period.text}; "{time.text}" before states '
        fault += " or ".join(dict.fromkeys(p.text for p in time.readings))
        return Remark("period", phrase, fault, todo, by_phrase=True)
    return None


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
    """What `period_as_stated` says, whose pieces must stand in the document."""
    pieces = PIECES.split(figure.period_as_stated)
    places = [passage if passage.find(p) else holder(document, p) for p in pieces]
    if None in places:
        fault = f'period_as_stated "{pieces[places.index(None)]}" does not stand here'
        yield Remark("period-not-found", phrase, fault, "name the words as they are printed")
        return
    pairs = [(piece, place) for piece, place in zip(pieces, places, strict=True) if place]
    stated = [time for pair in pairs for time in _times_of(*pair, passage)]
    here = all(place is passage for place in places)
    if not stated:
        fault = f'period_as_stated "{figure.period_as_stated}" states no period that can be read'
        todo = "name the words that state it, or leave them out and say period_reason"
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
    if remark := _passed_over(passage, phrase, figure, published, stated if here else []):
        yield remark
        return
    yield from _basis(agreeing, phrase, figure, is_note=False, is_sure=here)


def _times_of(piece: str, place: Passage, passage: Passage) -> list[Time]:
    """What words state that a figure of a passage names, where they stand in a place."""
    spans = place.find(piece)
    there = [time for a, b in spans for time in place.times if time.inner < b and a < time.end]
    return there or passage.times_in(piece) or _this_one(piece, passage, spans[0])


def _passed_over(
    passage: Passage, phrase: Span, figure: Figure, published: Period, named: Sequence[Time]
) -> Remark | None:
    """What stands nearer to a number than the words that are named, and states another period.

    named: those of the paragraph of the number.
    """
    nearer = times_between(passage, phrase, figure, named) if named else []
    if nearer and not any(agrees(time, figure, published) for time in nearer):
        fault = f'"{nearer[-1].text}" stands nearer to the number, and states another period'
        return Remark("period", (nearer[-1].start, nearer[-1].end), fault, "name those words")
    words = own_times(passage, phrase, figure)
    if not words.sure or words.times[0].start < phrase[1]:
        return None
    chosen = {(time.inner, time.end) for time in named}
    other = [time for time in words.times if (time.inner, time.end) not in chosen]
    other = [time for time in other if not is_base_of(time, figure)]
    if not other or any(agrees(time, figure, published) for time in words.times):
        return None
    fault = f'"{other[0].text}" stands right after the number, and states another period'
    return Remark("period", (other[0].start, other[0].end), fault, "name those words")


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
    others = [*near, *elsewhere(passage, phrase)]
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


def _is_meant(time: Time, figure: Figure, published: Period) -> bool:
    """Whether words of another sentence may be meant: what is counted has their last day."""
    if KINDS[figure.kind].tested != "level":
        return agrees(time, figure, published)
    return any(one.end == figure.period.start for one in time.readings)
