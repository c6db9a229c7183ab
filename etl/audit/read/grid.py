"""Tables in a text: rows of numbers, and what stands at the head of their rows and columns.

Must not know figures, nor judge them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from etl.audit.read.names import NameMention
from etl.audit.read.passage import Passage
from etl.reading.passages import Span

YEAR: Final = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-]|[.,]\d)")
"""A year that no word beside it makes one."""
_NONE: Final = (
    r"(?<=[|\t])[ ]*(?:[-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}]|\.\.+)[ ]*(?=[|\t])"
)
"""A cell without a number."""
_GAP: Final = re.compile(rf"(?:[\s|;()%*]|{_NONE})*(?:[-+\N{{EN DASH}}\N{{MINUS SIGN}}])?")
"""Between the numbers of one row."""
_BEHIND: Final = re.compile(rf"{_GAP.pattern}(?:(?<=[|\t]).*)?")
"""Behind the last number of a row: a cell of words has a bar before it."""
_APART: Final = re.compile(r"[|\t;]|\s\s")
"""What sets the cells of a row apart; a bracket alone also stands in prose."""
_MARKS: Final = re.compile(r"[^\w,]*")
_WORD: Final = re.compile(r"[^\W\d_]*")
_NEXT: Final = re.compile(r"[(\[,]")
"""Behind the name at the head of a row: what it is unlike, or a part of it."""
_AFTER_YEAR: Final = re.compile(r"\s*(?:[|:;\t\N{EN DASH}\N{EM DASH}]|\s[-\d(])")
"""Behind the year at the head of a row."""
_BEHIND_YEAR: Final = re.compile(r"[\s|:;\N{EN DASH}\N{EM DASH}]*")
_FEWEST: Final = 2
_MOST_LINES: Final = 40


class Cell(NamedTuple):
    """Where a number stands in a row."""

    line: Span
    start: int
    """Where the number begins."""
    first: int
    """Where the numbers of its row begin."""
    at: int
    """Which of them it is, from 0."""
    columns: int
    year: Span | None
    """The year at the head of its row."""


def line_of(text: str, place: Span) -> Span:
    """The line that a place stands in."""
    end = text.find("\n", place[1])
    return text.rfind("\n", 0, place[0]) + 1, len(text) if end < 0 else end


def cell_of(passage: Passage, phrase: Span) -> Cell | None:
    """The place of a number in a row: one of several with nothing but marks between, or alone.

    A number alone is a cell where a year stands at the head of its line, or bars or tabs around it.
    """
    line = line_of(passage.text, phrase)
    start = line[0]
    inside = [n for n in passage.numerals if start <= n.start and n.end <= line[1]]
    first = (inside[0].start, inside[0].end) if inside else phrase
    year = first if first[1] <= phrase[0] and _is_head(passage, first, start) else None
    row = [(n.start, n.end) for n in inside if year is None or n.start >= year[1]]
    here = next((i for i, n in enumerate(row) if n[0] < phrase[1] and phrase[0] < n[1]), None)
    if here is None:
        return None
    if not _is_row(passage, row, (year[1] if year else start, line[1])):
        # Words may follow the first number behind a year: 2019: $6 billion (up 5%).
        is_first = year and here == 0 and _BEHIND_YEAR.fullmatch(passage.text, year[1], row[0][0])
        return Cell(line, phrase[0], row[0][0], 0, 1, year) if is_first else None
    if len(row) < _FEWEST and year is None and column_of(passage.text, line, phrase[0])[1] <= 1:
        return None
    return Cell(line, phrase[0], row[0][0], here, len(row), year)


def _is_head(passage: Passage, year: Span, start: int) -> bool:
    """Whether a number is a year at the head of its line, and of no longer time: 2018 to 2019.

    Only names stand before it: since 2018, against 2018 are no heads.
    """
    text = passage.text
    return (
        YEAR.fullmatch(text, *year) is not None
        and _are_names(passage, (start, year[0]))
        and _AFTER_YEAR.match(text, year[1]) is not None
        and not any(
            time.start <= year[0] and year[1] <= time.end and (time.start, time.end) != year
            for time in passage.times
        )
    )


def _is_row(passage: Passage, row: Sequence[Span], around: Span) -> bool:
    """Whether only marks stand between numbers, and behind the last one.

    Without what sets cells apart only names stand before them: $6 billion (12%) is prose.
    """
    text = passage.text
    gaps = [(a[1], b[0]) for a, b in pairwise(row)]
    is_marks = all(_GAP.fullmatch(text, *gap) for gap in gaps)
    if not (is_marks and _BEHIND.fullmatch(text, row[-1][1], around[1])):
        return False
    is_apart = all(_APART.search(text, *gap) or text[slice(*gap)].isspace() for gap in gaps)
    return is_apart or _are_names(passage, (around[0], row[0][0]))


def _are_names(passage: Passage, span: Span) -> bool:
    """Whether nothing but names and marks stands in a place."""
    at = span[0]
    for name in sorted((m.start, m.end) for m in (*passage.indicators, *passage.areas)):
        if at <= name[0] < span[1]:
            if not _MARKS.fullmatch(passage.text, at, name[0]):
                return False
            word = _WORD.match(passage.text, name[1])
            at = word.end() if word else name[1]
    return _MARKS.fullmatch(passage.text, at, span[1]) is not None


def column_of(text: str, line: Span, at: int) -> Span:
    """Which cell of a line a place is in, from 0, and how many there are, by bars or tabs."""
    whole = text[slice(*line)]
    mark = "|" if "|" in whole else "\t"
    before, behind = text[line[0] : at], text[at : line[1]]
    if mark == "|":
        before, behind = before.lstrip().removeprefix("|"), behind.rstrip().removesuffix("|")
    return before.count(mark), before.count(mark) + behind.count(mark) + 1


def lines_above(
    passage: Passage, start: int, document: Sequence[Passage]
) -> Iterator[tuple[Passage, Span]]:
    """Lines before a place, from the nearest on, of its paragraph and those before it."""
    count = 0
    for place in (passage, *reversed(passage.preceding(document))):
        end = start if place is passage else len(place.text) + 1
        while end > 0 and count < _MOST_LINES:
            begin = place.text.rfind("\n", 0, end - 1) + 1
            yield place, (begin, end - 1)
            end, count = begin, count + 1


def years_in(passage: Passage, line: Span) -> list[Span]:
    """Years with which the numbers of a line begin, only marks between: the heads of columns.

    What follows them, 2019/2018 in percent, is of further columns. Empty for any other line.
    """
    inside = [n for n in passage.numerals if line[0] <= n.start and n.end <= line[1]]
    spans: list[Span] = []
    for numeral in inside:
        span = numeral.start, numeral.end
        is_next = not spans or _GAP.fullmatch(passage.text, spans[-1][1], span[0])
        if not (is_next and YEAR.fullmatch(passage.text, *span)):
            break
        spans.append(span)
    return spans if len(spans) >= _FEWEST else []


def head_years(passage: Passage) -> list[Span]:
    """Every year at the head of a row or of columns."""
    spans: list[Span] = []
    line: Span = 0, 0
    for match in YEAR.finditer(passage.text):
        if match.start() >= line[1]:
            line = line_of(passage.text, match.span())
            spans += years_in(passage, line)
        after = next((n for n in passage.numerals if n.start >= match.end()), None)
        if after and after.end <= line[1] and _AFTER_YEAR.match(passage.text, match.end()):
            cell = cell_of(passage, (after.start, after.end))
            spans += [cell.year] if cell and cell.year else []
    return spans


def year_of(
    passage: Passage, cell: Cell, document: Sequence[Passage]
) -> tuple[Passage, Span] | None:
    """The year of a cell: at the head of its row, else of its column."""
    if cell.year:
        return passage, cell.year
    own = column_of(passage.text, cell.line, cell.start)
    for place, line in lines_above(passage, cell.line[0], document):
        if years := years_in(place, line):
            columns = [column_of(place.text, line, year[0]) for year in years]
            if own[1] == columns[0][1] > 1:
                return next(
                    ((place, y) for y, c in zip(years, columns, strict=True) if c == own), None
                )
            has_more = bool(place.text[years[-1][1] : line[1]].strip(" |"))
            if cell.columns < _FEWEST or min(own[1], columns[0][1]) > 1:
                has_more = False  # a number alone, or bars of two tables
            is_head = len(years) == cell.columns or has_more
            return (place, years[cell.at]) if is_head and cell.at < len(years) else None
    return None


def heads(
    passage: Passage, cell: Cell, document: Sequence[Passage], kind: str
) -> list[tuple[Passage, NameMention]]:
    """Names at the head of a cell's row and of its column; kind: indicators or areas.

    Columns of years have no other heads: a line above them that names as many is a title.
    """
    own: list[NameMention] = getattr(passage, kind)
    start = cell.year[1] if cell.year else cell.line[0]
    beyond = _NEXT.search(passage.text, start, cell.first)
    last = beyond.start() if beyond else cell.first
    row = [(passage, m) for m in own if cell.line[0] <= m.start and m.end <= last]
    mine = column_of(passage.text, cell.line, cell.start)
    if max(cell.columns, mine[1]) < _FEWEST:
        return row
    for place, line in lines_above(passage, cell.line[0], document):
        if any(map(str.isdigit, place.text[slice(*line)])):
            if cell.year is None and len(years_in(place, line)) == cell.columns:
                return row
            continue
        known: list[NameMention] = getattr(place, kind)
        above = [m for m in known if line[0] <= m.start and m.end <= line[1]]
        columns = [column_of(place.text, line, m.start) for m in above]
        if len(above) >= _FEWEST and columns[0][1] == mine[1] > 1:
            return [*row, *((place, m) for m, c in zip(above, columns, strict=True) if c == mine)]
        if len(above) >= _FEWEST:
            return [*row, (place, above[cell.at])] if len(above) == cell.columns else row
    return row
