"""An official table as its publisher lays it out: its head, its cells, how its numbers are written.

Each of these is found where only one answer fits, and refused where two would: a table of "1,234"
alone may have thousands or thousandths. Must not know figures.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from etl.core.problems import Refused, quoted

DECIMAL_MARKS: Final = (".", ",")
_DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_ABOVE: Final = 50
"""Lines above the head of a table: its title, its unit."""
_SPACES: Final = {ord(space): " " for space in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"}
_SIGNS: Final = {ord("\N{MINUS SIGN}"): "-", ord("\N{RIGHT SINGLE QUOTATION MARK}"): "'"}
_NUMBERS: Final = {
    mark: re.compile(
        rf"([+-]?)(\d{{1,3}}(?:([ '{other}])\d{{3}}(?:\3\d{{3}})*)?|\d+)(?:\{mark}(\d+))?", re.ASCII
    )
    for mark, other in zip(DECIMAL_MARKS, reversed(DECIMAL_MARKS), strict=True)
}
_EXAMPLES: Final = {".": "1234.5, 1,234.5 or 1 234.5", ",": "1234,5, 1.234,5 or 1 234,5"}
_MARKED: Final = re.compile(
    r"(?P<text>.*?)"
    r"(?P<mark>\s*(?:\*{1,3}|[†‡§¹²³⁴-⁹⁰]+)"
    r"|\s+\w{1,2}\)"
    r"|\s*\([0-9]{1,2}\)"
    r"|\s*\([^\W\d_](?:[^\W\d_]|[. ]){0,15}\))"
)
_LONGEST_MARK: Final = 24
_NO_VALUE: Final = frozenset(
    ("", ".", "..", "...", "…", ":", "-", "\N{EN DASH}", "—", "n/a", "na", "n.a.", "#n/a")
)
"""What publishers write where there is no value."""


class Lines(NamedTuple):
    """A table cut into cells."""

    head: list[str]
    rows: list[tuple[int, list[str]]]
    """Line of the file, from 1, and its cells as they stand."""


class Marked(NamedTuple):
    """A cell without the mark that leads to a footnote."""

    text: str
    mark: str = ""


def lines(text: str, wanted: Collection[str]) -> Lines:
    """The rows of a table and its head: the first line that has all the wanted columns.

    Where none has them, the head is the first line as it falls into most cells. Raises Refused
    for what is no CSV.
    """
    first = Lines([], [])
    for delimiter in _DELIMITERS:
        rows = list(_rows(text, delimiter))
        for place, (_, cells) in enumerate(rows[:_MOST_ABOVE]):
            head = [cell.strip() for cell in cells]
            if {*wanted} <= {*head}:
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


def marked(cell: str) -> Marked:
    """A cell and the mark behind it: `13.1*`, `14.2 1)`, `2023 (prov.)`."""
    cell = cell.strip()
    match = _MARKED.fullmatch(cell[-_LONGEST_MARK:])
    text = f"{cell[:-_LONGEST_MARK]}{match['text']}".strip() if match else ""
    return Marked(text, match["mark"].strip()) if match and text else Marked(cell)


def has_value(cell: str) -> bool:
    """Whether there is more in a cell than a sign for nothing."""
    return cell.strip().casefold() not in _NO_VALUE


def digits(cell: str, mark: str) -> str:
    """A number as the book writes it, digit by digit. mark: what stands before its decimals.

    Raises ValueError with what is allowed.
    """
    match = _NUMBERS[mark].fullmatch(cell.translate(_SPACES).translate(_SIGNS))
    if match is None:
        raise ValueError(f"{quoted(cell)} is no number: {_EXAMPLES[mark]}")
    sign, whole, _, decimals = match.groups()
    return sign + re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else "")


def decimal_mark(cells: Iterable[str]) -> str:
    """What stands before the decimals of all these numbers; those that are none do not count.

    Raises Refused where the numbers can be read in both ways, and would not be the same.
    """
    read = [tuple(_readings(cell)) for cell in cells]
    votes = {way: sum(len(ways) == 1 and way in ways[0] for ways in read) for way in DECIMAL_MARKS}
    if votes["."] != votes[","]:
        return max(DECIMAL_MARKS, key=votes.__getitem__)
    for ways in read:
        if len({number for _, number in ways}) > 1:
            (_, first), (_, second) = ways
            told = f"a number of the table can be {first} as well as {second}"
            raise Refused("missing-key", told, "--decimal . or --decimal ,")
    return DECIMAL_MARKS[0]


def _readings(cell: str) -> Iterator[tuple[str, str]]:
    """Each decimal mark by which a cell is a number, and that number."""
    for mark in DECIMAL_MARKS:
        try:
            yield mark, digits(cell, mark)
        except ValueError:
            continue


def is_ragged(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a row has more cells than the head: a number in it was cut at its own comma."""
    return any(cell.strip() for cell in cells[len(head) :])
