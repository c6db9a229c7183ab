"""Cells of an official table: how its numbers are written, what is none, what leads to a footnote.

Each is found where only one answer fits, and refused where two would: a table of "1,234" alone
may have thousands or thousandths. Must not know rows or figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from etl.core.problems import Refused, quoted

DECIMAL_MARKS: Final = (".", ",")
_SPACES: Final = {ord(space): " " for space in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"}
_SIGNS: Final = {ord("\N{MINUS SIGN}"): "-", ord("\N{RIGHT SINGLE QUOTATION MARK}"): "'"}
_NUMBERS: Final = {
    mark: re.compile(
        rf"([+-]?)([1-9]\d{{0,2}}(?:([ '{other}])\d{{3}}(?:\3\d{{3}})*)?|[1-9]\d*|0)"
        rf"(?:\{mark}(\d+))?",
        re.ASCII,
    )
    for mark, other in zip(DECIMAL_MARKS, reversed(DECIMAL_MARKS), strict=True)
}
"""Nothing is grouped behind a lone 0: 0.250 is less than one wherever it stands."""
_EXAMPLES: Final = {".": "1234.5, 1,234.5 or 1 234.5", ",": "1234,5, 1.234,5 or 1 234,5"}
_STATES: Final = "|".join(
    (
        *("prov", "provisional", "prel", "prelim", "preliminary", "est", "estimate", "estimated"),
        *("rev", "revised", "provv", "provvisorio", "provvisori", "stima", "stime"),
        *("предв", "предварительно", "предварительные данные", "оценка"),
    )
)
_MARKED: Final = re.compile(
    r"(?P<text>.*?)"
    r"(?P<mark>\s*(?:\*{1,3}|[†‡§]+)"
    r"|(?<!\b10)(?<!\b10\s)(?<![¹²³⁴-⁹⁰])[¹²³⁴-⁹⁰]+"  # 10⁶ and 3.10⁶ are powers
    r"|\s+(?:\d{1,2}|[a-f\u0430-\u0435])\)"
    r"|(?<=[\d.:…])\s*\([1-9]\)"  # behind a dash, in brackets, it is less than nought
    r"|\s*\([abcdeinprsuz]\)"
    rf"|\s*\((?i:{_STATES})\.?\))"
)
"""What surely leads to a footnote: other brackets may have a scale, a currency, part of a year."""
_BRACKETED_DIGIT: Final = re.compile(r"\([1-9]\)")
_NUMBER_SIGNS: Final = "+-0123456789., '"
_NO_VALUE: Final = frozenset(
    ("", ".", "..", "...", "…", ":", "-", "\N{EN DASH}", "—", "n/a", "na", "n.a.", "#n/a")
)
"""What publishers write where there is no value."""


class Marked(NamedTuple):
    """A cell without the mark that leads to a footnote."""

    text: str
    mark: str = ""


def marked(cell: str, footnotes: Iterable[str] = ()) -> Marked:
    """A cell and the mark behind it: `13.1*`, `14.2 1)`, `15.3 (p)`.

    footnotes: marks that lead to a footnote of this table, besides the usual ones.
    """
    cell = cell.strip()
    for mark in footnotes:
        text = cell.removesuffix(mark)
        # 14.21) may be 14.2 and a mark as well as 14.21
        if text.strip() and text != cell and not (mark[0].isdecimal() and text[-1].isdecimal()):
            return Marked(text.strip(), mark)
    match = _MARKED.fullmatch(cell)
    text = match["text"].strip() if match else ""
    return Marked(text, match["mark"].strip()) if match and text else Marked(cell)


def marked_period(cell: str, footnotes: Iterable[str] = ()) -> Marked:
    """The same of a period, where a digit in brackets may be a quarter or a month."""
    parted = marked(cell, footnotes)
    may_be_part = parted.mark not in footnotes and _BRACKETED_DIGIT.fullmatch(parted.mark)
    return Marked(cell.strip()) if may_be_part else parted


def has_value(text: str) -> bool:
    """Whether there is more in a cell, without its mark, than a sign for nothing."""
    return text.strip().casefold() not in _NO_VALUE


def digits(cell: str, mark: str) -> str:
    """A number as the book writes it, digit by digit. mark: what stands before its decimals.

    Raises ValueError with what is allowed.
    """
    match = _NUMBERS[mark].fullmatch(cell.translate(_SPACES).translate(_SIGNS))
    if match is None:
        raise ValueError(f"{quoted(cell)} is no number: {_EXAMPLES[mark]}{_behind(cell)}")
    sign, whole, _, decimals = match.groups()
    return sign + re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else "")


def _behind(cell: str) -> str:
    """What to write where more than a number stands in a cell."""
    rest = cell.lstrip(_NUMBER_SIGNS)
    if rest in ("", cell):
        return ""
    told = f"{quoted(rest)} may be a scale or a unit: --footnote {quoted(rest)} where it leads to"
    return f"; {told} a footnote, or --scale and unit say it"


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
