"""A checked book as columns of plain values, and back: to hand it from one process to another.

A field that 100,000 figures share is one value, and what few of them differ in is told by number:
half the size of the figures themselves, and made in half the time. Must not check anything.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import repeat
from operator import is_
from typing import Any, Final, NamedTuple, TypeVar

from etl.core.model import Book, Figure, Quantity, Source

_FEW: Final = 4
"""Rows that share a value, on the average, where it is told by number."""
_SAMPLE: Final = 1_000
"""Rows from which it is told whether a column has few values: those of one partner, or of some."""
_CODES: Final = "I"
_Row = TypeVar("_Row", bound=Figure | Source | Quantity)


class One(NamedTuple):
    """A column of one value."""

    value: Any
    rows: int


class Shared(NamedTuple):
    """A column of few values, and which of them each row has."""

    values: list[Any]
    codes: bytes


class Decimals(NamedTuple):
    """A column of numbers, by the texts of them: 3.40 is not 3.4."""

    texts: list[str]


class Quantities(NamedTuple):
    """A column of quantities: a column for each of their fields."""

    columns: list[Column]


Column = One | Shared | Decimals | Quantities | list[Any]


class Columns(NamedTuple):
    """A book without its figures and sources, and those as columns."""

    book: Book
    figures: list[Column]
    sources: list[Column]


def columns_of(book: Book) -> Columns:
    """A book as columns; values that rows share stay one object."""
    rest = book._replace(figures={}, sources={})
    return Columns(rest, _columns(book.figures.values()), _columns(book.sources.values()))


def book_of(columns: Columns) -> Book:
    """The book that `columns_of` was given, its figures and sources in their order.

    Raises ValueError where the columns are not those of its rows, as other code may have kept them.
    """
    figures, sources = _rows(columns.figures, Figure), _rows(columns.sources, Source)
    return columns.book._replace(
        figures={figure.id: figure for figure in figures},
        sources={source.id: source for source in sources},
    )


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[Column]:
    return [_column(values) for values in zip(*rows, strict=True)]


def _rows(columns: Sequence[Column], kind: type[_Row]) -> list[_Row]:
    # Counted once, and not by the function of each kind for each of its rows. No rows, no columns.
    if columns and len(columns) != len(kind._fields):
        raise ValueError(f"{len(columns)} columns of {kind.__name__}, not {len(kind._fields)}")
    return list(map(tuple.__new__, repeat(kind), zip(*map(_values, columns), strict=True)))


def _column(values: Sequence[Any]) -> Column:
    if all(map(is_, values, repeat(values[0]))):
        return One(values[0], len(values))
    if _are_few(values[:_SAMPLE]):
        ids = [*map(id, values)]
        shared = dict(zip(ids, values, strict=True))
        at = dict(zip(shared, range(len(shared)), strict=True))
        codes = array(_CODES, map(at.__getitem__, ids))
        return Shared([*shared.values()], codes.tobytes())
    kinds = {*map(type, values)}
    if kinds == {Quantity}:
        return Quantities(_columns(values))
    if kinds == {Decimal}:
        return Decimals([*map(str, values)])
    return [*values]


def _are_few(values: Sequence[Any]) -> bool:
    """Whether rows share values, and not only equal ones."""
    return len({*map(id, values)}) * _FEW <= len(values)


def _values(column: Column) -> Iterable[Any]:
    match column:
        case One(value, rows):
            return repeat(value, rows)
        case Shared(values, codes):
            return map(values.__getitem__, array(_CODES, codes))
        case Decimals(texts):
            return map(Decimal, texts)
        case Quantities(columns):
            return _rows(columns, Quantity)
        case values:
            return values
