"""Numbers of a table: what the heading and the heads of row and column say of each.

Must not know the grammar of sentences; no cell is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from etl.audit.judge.table import headings_above
from etl.audit.read.grid import YEAR, Cell, cell_of, heads, lines_above, year_of
from etl.audit.read.passage import Passage
from etl.book.stated import below
from etl.core.days import period, whole_years
from etl.core.problems import Refused
from etl.draft.times import COVERS, NumberPeriod
from etl.reading.passages import Span
from etl.reading.readings import Reading
from etl.reading.spans import Span as Time

_SURE: Final = 0.9


class TableCell(NamedTuple):
    """What a table says of one of its numbers."""

    reading: Reading
    """With scale and unit of the heading."""
    unit_as_stated: str
    """Words of the heading; empty where none has scale or unit."""
    indicators: frozenset[str]
    """Those that the head of its row or column names; empty where none does."""
    areas: frozenset[str]
    period: NumberPeriod | None
    """That at the head of its column or row."""


def cells(passage: Passage, document: Sequence[Passage]) -> dict[Span, TableCell]:
    """The numbers of a paragraph that a table holds, by where they stand."""
    told: dict[Span, TableCell] = {}
    for reading in passage.readings:
        span = reading.start, reading.end
        if reading.kind != "count" or not reading.quantity or YEAR.fullmatch(reading.text):
            continue
        cell = cell_of(passage, span)
        if cell and (one := _cell(passage, reading, cell, document)):
            told[span] = one
    return told


def _cell(
    passage: Passage, reading: Reading, cell: Cell, document: Sequence[Passage]
) -> TableCell | None:
    """One number; None where neither a unit nor a time is told at the head: no table is meant."""
    when = _period(passage, cell, document)
    words, unit = "", None
    for place, near in headings_above(passage, (reading.start, reading.end), document):
        if len(near) == 1 and _is_above(place, passage, document):
            words, unit = place.text[slice(*near[0].span)], near[0].unit
    if when is None and unit is None:
        return None
    names = [ids for _, ids in _named(passage, cell, document, "indicators")]
    areas = [ids for _, ids in _named(passage, cell, document, "areas")]
    try:
        reading = below(reading, unit) if unit else reading
    except Refused:
        words = ""
    ids, places = frozenset[str]().union(*names[:1]), frozenset[str]().union(*areas[:1])
    return TableCell(reading, words, ids, places, when)


def _is_above(heading: Passage, passage: Passage, document: Sequence[Passage]) -> bool:
    """Whether only rows of numbers stand between: another title begins another table."""
    between = [p for p in document if heading.number < p.number < passage.number]
    return all(p.numerals for p in between)


def _named(
    passage: Passage, cell: Cell, document: Sequence[Passage], kind: str
) -> list[tuple[int, frozenset[str]]]:
    return [(m.start, m.ids) for _, m in heads(passage, cell, document, kind)]


def _period(passage: Passage, cell: Cell, document: Sequence[Passage]) -> NumberPeriod | None:
    """The time at the head of a cell's row or column."""
    for place, line in lines_above(passage, cell.line[0], document):
        times = _times_in(place, line)
        if len(times) == cell.columns > 1 and (covered := times[cell.at].period):
            one = times[cell.at]
            span = one if place is passage else None
            return NumberPeriod(covered, _SURE, one.basis, one.reason, one.text.strip(), span)
    own = next((t for t in passage.times if cell.year and _holds(t, cell.year)), None)
    if own and own.period:
        return NumberPeriod(own.period, _SURE, own.basis, own.reason, own.text.strip(), own)
    if year := year_of(passage, cell, document):
        head, digits = year
        text = head.text[slice(*digits)]
        days = period(*whole_years(int(text), int(text)))
        return NumberPeriod(days, _SURE, "stated", "", text)
    return None


def _holds(time: Time, year: Span) -> bool:
    return time.start <= year[0] and year[1] <= time.end


def _times_in(passage: Passage, line: Span) -> list[Time]:
    """The times of a line that has no other numbers."""
    inside = [t for t in passage.times if line[0] <= t.start and t.end <= line[1]]
    inside = [t for t in inside if t.role == COVERS]
    numerals = [n for n in passage.numerals if line[0] <= n.start and n.end <= line[1]]
    bare = [n for n in numerals if not any(t.start <= n.start < t.end for t in inside)]
    return [] if bare else inside
