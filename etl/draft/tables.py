"""Numbers of a table: what the heading and the heads of row and column say of each.

Must not know the grammar of sentences; no cell is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from etl.audit.judge.table import headings_above
from etl.audit.read.grid import YEAR, Cell, cell_of, heads, line_of, lines_above, year_of, years_in
from etl.audit.read.passage import Passage
from etl.book.stated import below
from etl.core.days import period, whole_years
from etl.core.problems import Refused
from etl.draft.times import COVERS, NumberPeriod
from etl.reading.numerals import Numeral
from etl.reading.passages import Span
from etl.reading.readings import Reading
from etl.reading.span import Span as Time

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
    head: Span | None
    """The words at the head of its row; None where it has none, or only a time."""
    is_open: bool
    """Whether its title names several indicators and no head says which."""


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
    words, unit, is_open = "", None, False
    for place, near in headings_above(passage, (reading.start, reading.end), document):
        if len(near) == 1 and _is_above(place, near[0].span, passage, cell, document):
            words, unit = place.text[slice(*near[0].span)], near[0].unit
            is_open = _names_several(place, near[0].span)
    if when is None and unit is None:
        return None
    by_time = when is not None and cell.year is None
    names = _named(passage, cell, document, "indicators", by_time)
    areas = _named(passage, cell, document, "areas", by_time)
    head = _words(passage, (cell.line[0], cell.first))
    try:
        reading = below(reading, unit) if unit else reading
    except Refused:
        words = ""
    return TableCell(reading, words, names, areas, when, head, is_open and not names)


def _is_above(
    heading: Passage, span: Span, passage: Passage, cell: Cell, document: Sequence[Passage]
) -> bool:
    """Whether only rows of numbers stand between: another title begins another table.

    So does a row of times with words at its head or just above it, below a row of numbers:
    Tourists | 2020 | 2021.
    """
    if heading is passage and span[0] >= cell.line[0]:
        return True
    between = [p for p in document if heading.number < p.number < passage.number]
    if not all(p.numerals for p in between):
        return False
    is_titled = is_row_of_times = False
    for place, line in lines_above(passage, cell.line[0], document):
        if place is heading and line[0] <= span[0] < line[1]:
            break
        numerals = [n for n in place.numerals if line[0] <= n.start and n.end <= line[1]]
        times = years_in(place, line) or [(t.start, t.end) for t in _times_in(place, line)]
        if len(times) > 1:
            is_titled |= _words(place, (line[0], times[0][0])) is not None
        elif any(not _is_time(place, n) for n in numerals):
            if is_titled:
                return False
        elif not numerals and is_row_of_times:
            is_titled |= _words(place, line) is not None
        is_row_of_times = len(times) > 1
    return True


def _names_several(passage: Passage, heading: Span) -> bool:
    """Whether words on the line of a heading name indicators of which none has all names."""
    line = line_of(passage.text, heading)
    named = [m.ids for m in passage.indicators if line[0] <= m.start and m.end <= line[1]]
    return bool(named) and not frozenset.intersection(*named)


def _is_time(passage: Passage, numeral: Numeral) -> bool:
    is_year = YEAR.fullmatch(passage.text, numeral.start, numeral.end) is not None
    return is_year or any(t.start <= numeral.start < t.end for t in passage.times)


def _words(passage: Passage, span: Span) -> Span | None:
    """A piece of a line where it has words, but for a time; None where it has none."""
    times = [(t.start, t.end) for t in passage.times if t.start < span[1] and span[0] < t.end]
    letters = (at for at in range(*span) if passage.text[at].isalpha())
    return span if any(not any(a <= at < b for a, b in times) for at in letters) else None


def _named(
    passage: Passage, cell: Cell, document: Sequence[Passage], kind: str, by_time: bool
) -> frozenset[str]:
    """What the head of a row names, else that of its column.

    Columns of times have no other heads: a line above them that names as many is a title.
    """
    named = heads(passage, cell, document, kind)
    if by_time:
        named = [(place, m) for place, m in named if place is passage and m.start >= cell.line[0]]
    return named[0][1].ids if named else frozenset()


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
