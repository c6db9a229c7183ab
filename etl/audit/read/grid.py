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
_GAP: Final = re.compile(r"[\s|;()%*]*(?:[-+\N{EN DASH}\N{MINUS SIGN}])?")
"""Between the numbers of one row."""
_AFTER_YEAR: Final = re.compile(r"\s*(?:[|:;\t\N{EN DASH}\N{EM DASH}]|\s[-\d(])")
"""Behind the year at the head of a row."""
_FEWEST: Final = 2
_MOST_LINES: Final = 40


class Cell(NamedTuple):
    """Where a number stands in a row."""

    line: Span
    first: int
    """Where the numbers of its row begin."""
    at: int
    """Which of them it is, from 0."""
    columns: int
    year: Span | None
    """The year at the head of its row."""


def cell_of(passage: Passage, phrase: Span) -> Cell | None:
    """The place of a number in a row: one of several with nothing but marks between, or alone.

    A number alone is a cell where a year stands at the head of its line.
    """
    start = passage.text.rfind("\n", 0, phrase[0]) + 1
    end = passage.text.find("\n", phrase[1])
    line = start, len(passage.text) if end < 0 else end
    inside = [n for n in passage.numerals if start <= n.start and n.end <= line[1]]
    year = None
    for numeral in inside:
        is_year = YEAR.fullmatch(passage.text, numeral.start, numeral.end)
        if is_year and numeral.end <= phrase[0] and _AFTER_YEAR.match(passage.text, numeral.end):
            year = numeral.start, numeral.end
        elif numeral.end <= phrase[0]:
            break
    row = [n for n in inside if year is None or n.start >= year[1]]
    here = next((i for i, n in enumerate(row) if n.start < phrase[1] and phrase[0] < n.end), None)
    if here is None or not _is_row(passage, [(n.start, n.end) for n in row]):
        return None
    if len(row) < _FEWEST and year is None:
        return None
    return Cell(line, row[0].start, here, len(row), year)


def _is_row(passage: Passage, spans: Sequence[Span]) -> bool:
    """Whether only marks stand between numbers, and behind the last one."""
    return all(_GAP.fullmatch(passage.text, a[1], b[0]) for a, b in pairwise(spans))


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
            start = passage.text.rfind("\n", 0, match.start()) + 1
            end = passage.text.find("\n", match.end())
            line = start, len(passage.text) if end < 0 else end
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
    for place, line in lines_above(passage, cell.line[0], document):
        if years := years_in(place, line):
            is_head = len(years) == cell.columns or place.text[years[-1][1] : line[1]].strip(" |")
            return (place, years[cell.at]) if is_head and cell.at < len(years) else None
    return None


def heads(
    passage: Passage, cell: Cell, document: Sequence[Passage], kind: str
) -> list[tuple[Passage, NameMention]]:
    """Names at the head of a cell's row and of its column; kind: indicators or areas."""
    own: list[NameMention] = getattr(passage, kind)
    row = [(passage, m) for m in own if cell.line[0] <= m.start and m.end <= cell.first]
    if cell.columns < _FEWEST:
        return row
    for place, line in lines_above(passage, cell.line[0], document):
        if any(map(str.isdigit, place.text[slice(*line)])):
            continue
        known: list[NameMention] = getattr(place, kind)
        above = [m for m in known if line[0] <= m.start and m.end <= line[1]]
        if len(above) >= _FEWEST:
            return [*row, (place, above[cell.at])] if len(above) == cell.columns else row
    return row
