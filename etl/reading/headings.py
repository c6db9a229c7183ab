"""Scale and unit that a heading states for the numbers below it: USD million, in mln EUR.

Must not know which numbers stand below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from etl.core.problems import Refused, quoted
from etl.reading.passages import Span
from etl.reading.readings import Reading
from etl.reading.wordings import Phrases

_LED: Final = re.compile(r"(?:^|.*\s)(?:in|\u0432)\s+", re.IGNORECASE)
"""Before it, where no mark stands: exports in mln EUR."""
_OPENS: Final = "\n\t|([,:;\N{EN DASH}\N{EM DASH}"
_CLOSES: Final = re.compile(r"[\n\t|)\],:;]|$")
"""A line, a cell or a bracket ends."""
_PERCENT: Final = re.compile(r"(?:\(\s*|,\s+|\bin\s+|\u0432\s+)%(?=\s*(?:\)|$|[\n|\t]))")


_GAP: Final = re.compile(r"\s+")


class Heading(NamedTuple):
    """Where a scale and a unit stand that no number has."""

    span: Span
    unit: Reading
    """One of it: 1 million USD."""


def unit_of(words: str, language: str, phrases: Phrases) -> Reading:
    """One of what words of a heading state: "in mln EUR" is 1 million EUR.

    Raises Refused (stated-unreadable) for words that are no scale and no unit.
    """
    plain = words.strip().strip("()[],:;").strip()
    led = _LED.match(plain)
    for text in (plain, plain[led.end() :] if led else ""):
        if text and not any(map(str.isdigit, text)):
            try:
                reading = phrases.read(f"1 {text}", language)
            except Refused:
                continue
            if reading.quantity and (reading.unit or reading.quantity.scale):
                return reading
    fault = f"unit_as_stated {quoted(words)} cannot be read"
    allowed = "allowed are the words of a heading with scale and unit: USD million, in mln EUR"
    raise Refused("stated-unreadable", fault, allowed)


def headings(
    text: str, scales: Iterable[int], phrases: Phrases, language: str
) -> Iterator[Heading]:
    """Every scale with its unit that stands apart, as in a heading or the head of a column.

    scales: where numerals without digits begin.
    """
    for at in scales:
        first = max(text.rfind(mark, 0, at) for mark in _OPENS) + 1
        closing = _CLOSES.search(text, at)
        last = closing.start() if closing else len(text)
        led = _LED.match(text[first:at])
        first += led.end() if led else 0
        starts = [first]
        if _is_in_row(text, at):
            # What it is of stands before it in its cell: exports USD million.
            starts += [first + word.end() for word in _GAP.finditer(text[first:at])]
        for start in starts:
            cell = text[start:last]
            try:
                unit = unit_of(cell, language, phrases)
            except Refused:
                continue
            span = start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())
            yield Heading(span, unit)
            break
    for match in _PERCENT.finditer(text):
        yield Heading((match.end() - 1, match.end()), unit_of("%", language, phrases))


def _is_in_row(text: str, at: int) -> bool:
    """Whether tabs or bars set the cells of a line apart."""
    end = text.find("\n", at)
    line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
    return "\t" in line or "|" in line
