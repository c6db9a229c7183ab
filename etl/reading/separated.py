"""Rows whose cells commas or semicolons set apart, as files of tables have them, with tabs instead.

A comma also stands in numbers and in prose, so only lines below a line of heads count, each with as
many cells, and every cell a number or a name. Every character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

_MARKS: Final = ";,"
"""What may set cells apart; behind a semicolon a comma is one of a number."""
_FEWEST: Final = 2
"""Cells of a row, and lines of a table."""
_LONGEST: Final = 6
"""Words of a name."""
_NUMBER: Final = re.compile(
    r"[-+(\N{EN DASH}\N{MINUS SIGN}]?\d[\d.,'\N{NO-BREAK SPACE} ]*[)%]?\s*%?"
)
_NONE: Final = re.compile(
    r"[-.\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}\s]*|n/?a", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,])")
_ENDS: Final = re.compile(r"[.!?:]\s|[.!?:]$")
"""The end of a sentence, which no name has."""


def tabulated(text: str) -> str:
    """A paragraph with a tab for each comma or semicolon between the cells of its tables.

    Quotation marks around a cell become spaces.
    """
    if "\n" not in text or not any(mark in text for mark in _MARKS):
        return text
    lines = text.split("\n")
    for mark in _MARKS:
        at = 0
        while at < len(lines):
            rows = _rows_below(lines, at, mark)
            for row in range(at, at + rows + 1 if rows else at):
                lines[row] = _joined(lines[row], mark)
            at += rows + 1
    return "\n".join(lines)


def _rows_below(lines: Sequence[str], at: int, mark: str) -> int:
    """How many lines below one are rows of which it is the heads."""
    heads = _cells(lines[at], mark)
    if len(heads) < _FEWEST or not all(_is_head(cell) for cell in heads[1:]) or _is_row(heads):
        return 0
    cells = (_cells(line, mark) for line in lines[at + 1 :])
    rows = [*takewhile(lambda row: len(row) == len(heads) and _is_row(row), cells)]
    # Two lines of prose may have a comma and a space each: exports, imports and trade, 412.
    is_spaced = any(f"{mark} " in piece for piece in lines[at].split('"')[::2])
    is_prose = is_spaced and len(heads) == len(rows) + 1 == _FEWEST
    return 0 if is_prose else len(rows)


def _cells(line: str, mark: str) -> list[str]:
    """The cells of a line; what quotation marks hold is one."""
    return [cell.strip() for cell in _joined(line, mark).split("\t")] if mark in line else []


def _joined(line: str, mark: str) -> str:
    pieces = line.split('"')
    if len(pieces) % 2 == 0:
        pieces = [line]  # a mark of inches, or a quotation that goes on
    return " ".join(
        piece.replace(mark, "\t") if place % 2 == 0 else piece for place, piece in enumerate(pieces)
    )


def _is_head(cell: str) -> bool:
    """Whether a cell names a column: words, or a year."""
    return bool(cell) and _is_name(_YEAR.sub("year", cell))


def _is_name(cell: str) -> bool:
    has_digit = any(map(str.isdigit, cell))
    return not has_digit and not _ENDS.search(cell) and len(cell.split()) <= _LONGEST


def _is_row(cells: Sequence[str]) -> bool:
    """Whether every cell is a number or a name, and the last ones numbers."""
    numbers = [_NUMBER.fullmatch(cell) is not None for cell in cells]
    known = all(is_number or _is_name(cell) for is_number, cell in zip(numbers, cells, strict=True))
    has_own = any(n and not _YEAR.fullmatch(cell) for n, cell in zip(numbers, cells, strict=True))
    return known and has_own and bool(numbers[-1] or _NONE.fullmatch(cells[-1]))
