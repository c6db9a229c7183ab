"""An official table as its publisher lays it out: its delimiter, its head, its rows.

Must not know figures or what a cell says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from etl.core.problems import Refused

_DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_ABOVE: Final = 50
"""Lines above the head of a table: its title, its unit."""


class Lines(NamedTuple):
    """A table cut into cells."""

    head: list[str]
    rows: list[tuple[int, list[str]]]
    """Line of the file, from 1, and its cells as they stand."""


def lines(text: str, *tests: Callable[[list[str]], bool]) -> Lines:
    """The rows of a table and its head: the first line that passes the first test, or a later one.

    Where none does, the head is the first line as it falls into most cells. Raises Refused for
    what is no CSV.
    """
    first = Lines([], [])
    for is_head, delimiter in product(tests, _DELIMITERS):
        rows = list(_rows(text, delimiter))
        for place, (_, cells) in enumerate(rows[:_MOST_ABOVE]):
            head = [cell.strip() for cell in cells]
            if is_head(head):
                _check_quotes(text, delimiter)
                return Lines(head, rows[place + 1 :])
        if rows and len(rows[0][1]) > len(first.head):
            first = Lines([cell.strip() for cell in rows[0][1]], rows[1:])
    return first


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise Refused("missing-key", f"line {reader.line_num} is no CSV", str(error)) from None


def _check_quotes(text: str, delimiter: str) -> None:
    """Raises Refused where a quotation mark that is never closed has made one cell of rows.

    So it is where a download was cut in a cell.
    """
    source = [*io.StringIO(text, newline=""), "\n"]  # what is open at the end has this as well
    reader, begin = csv.reader(source, delimiter=delimiter), 0
    for _ in reader:
        if reader.line_num - begin > 1:
            own = source[begin : reader.line_num]
            try:
                list(csv.reader(own, delimiter=delimiter, strict=True))
            except csv.Error:
                told = f"line {begin + 1} begins a cell with a quotation mark that is not closed"
                allowed = "the table may be cut off; a mark that a cell itself has is written twice"
                raise Refused("missing-key", told, allowed) from None
        begin = reader.line_num


def filled(
    rows: Iterable[tuple[int, list[str]]], head: list[str], columns: Iterable[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows with what merged cells have left empty in these columns."""
    places = [head.index(name) for name in columns if name in head]
    above = dict.fromkeys(places, "")
    for line, cells in rows:
        whole = [*cells, *[""] * (len(head) - len(cells))]
        for place in places:
            above[place] = whole[place] = whole[place].strip() or above[place]
        yield line, whole


def unnamed(cells: Sequence[str], head: Sequence[str]) -> str:
    """What is wrong with a row where cells stand below no head: empty where none do.

    A number may have been cut at its own comma, so that all cells behind it stand one too far.
    Columns before the first head only number the rows.
    """
    first = next((place for place, name in enumerate(head) if name), 0)
    pairs = zip(cells[first:], head[first:], strict=False)
    below = any(cell.strip() for cell, name in pairs if not name)
    if len(cells) <= len(head) and not below:
        return ""
    told = f"{len(cells)} cells below {sum(map(bool, head))} columns: put quotation marks around"
    return (
        f"{told} a number that has commas, name each column that has cells, and end the head"
        " with a delimiter where the lines do"
    )
