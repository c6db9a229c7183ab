"""What a figures file holds before its keys are understood: texts with their places."""

from __future__ import annotations

from array import array
from typing import Final

_MARK: Final = "q"
_COLUMN_BITS: Final = 28  # as many as a line of the biggest file needs


def mark_of(line: int, column: int) -> int:
    """Line and column from 0 as one number, for it is kept for every value."""
    return line << _COLUMN_BITS | column


def _place(mark: int) -> tuple[int, int]:
    """Line and column from 1."""
    return (mark >> _COLUMN_BITS) + 1, (mark & ((1 << _COLUMN_BITS) - 1)) + 1


class Row:
    """One mapping: texts, lists and mappings by key, in the order of the file."""

    __slots__ = ("_mark_of", "column", "line", "marks", "values")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.values: dict[str, Node] = {}
        self.marks = array(_MARK)
        self._mark_of: dict[str, int] | None = None

    def place(self, key: str) -> tuple[int, int]:
        """Line and column (from 1) of the value of a key; of the entry without it."""
        if self._mark_of is None:  # made for the first problem: most entries have none
            self._mark_of = dict(zip(self.values, self.marks, strict=True))
        mark = self._mark_of.get(key)
        return (self.line, self.column) if mark is None else _place(mark)


class Lines(Row):
    """A mapping of texts that has each key on the next line, with one space before its value."""

    __slots__ = ()

    def __init__(self, line: int, column: int, values: dict[str, Node]) -> None:
        # No marks: where a value stands follows from its key, and hardly any is ever asked for.
        self.line = line
        self.column = column
        self.values = values

    def place(self, key: str) -> tuple[int, int]:
        """Line and column (from 1) of the value of a key; of the entry without it."""
        for number, name in enumerate(self.values):
            if name == key:
                return self.line + number, self.column + len(name) + len(": ")
        return self.line, self.column


class Items:
    """One list, each item with its place."""

    __slots__ = ("column", "items", "line", "marks")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = []
        self.marks = array(_MARK)

    def place(self, index: int) -> tuple[int, int]:
        """Line and column (from 1) of an item."""
        return _place(self.marks[index])


Node = str | Row | Items
Place = tuple[int, int]
"""Line and column, both from 1."""
