"""Every declared column of a table is filled, by the field of its name or by derivation.

What is declared and not filled is refused at import. Must not know any table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from etl.core.model import Book, Membership, Period
from etl.core.schema import Field, Table
from etl.tables.columns import Distinct, Frame, by_distinct, column

Columns = Mapping[str, Sequence[Any]]
"""Values by the name of the field that has them, a row each."""
Derive = Callable[[Columns, Book], Distinct]

_YES_NO: Final = {True: "yes", False: "no"}


class Filling:
    """Where each column of a table comes from."""

    def __init__(
        self,
        table: Table,
        given: Collection[str],
        names: Mapping[str, str] | None = None,
        derived: Mapping[tuple[str, ...], Derive] | None = None,
    ) -> None:
        """Refuse, as LookupError, a column that nothing fills, and a name that is of no use.

        given: names of the values that there will be. names: that of the value, where the
        column has another. derived: what makes some columns together.
        """
        self.table = table
        self._names = names or {}
        self._derived = derived or {}
        derived_names = {name for group in self._derived for name in group}
        self._given = [field for field in table.fields if field.name not in derived_names]
        for field in self._given:
            if self._name(field) not in given:
                raise LookupError(f"table {table.name}: nothing fills the column {field.name}")
        declared = {field.name for field in table.fields}
        for name in (*self._names, *(group[0] for group in self._derived)):
            if name not in declared:
                raise LookupError(f"table {table.name}: the column {name} is not declared")

    def frame(self, columns: Columns, book: Book) -> Frame:
        """The table of some values; book: what they refer to."""
        return self.derive(columns, book, self.table)

    def derive(self, columns: Columns, book: Book, table: Table) -> Frame:
        """The same for another table with these columns."""
        series = {
            field.name: column(field, _plain(field, columns[self._name(field)]))
            for field in self._given
        }
        fields = {field.name: field for field in self.table.fields}
        for derive in self._derived.values():
            codes, cells = derive(columns, book)
            for name, values in cells.items():
                distinct = column(fields.get(name, _more(name)), values)
                series[name] = distinct.take(codes).reset_index(drop=True)
        order = [*fields, *(name for name in series if name not in fields)]
        return Frame(table, pd.DataFrame({name: series[name] for name in order}))

    def _name(self, field: Field) -> str:
        return self._names.get(field.name, field.name)


def _more(name: str) -> Field:
    """A column beside the declared ones: a number of digits."""
    return Field(name, "integer", name, name)


def columns_of(items: Iterable[tuple[Any, ...]], names: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Named tuples as columns."""
    columns: Iterable[Sequence[Any]] = [*zip(*items, strict=True)] or [()] * len(names)
    return dict(zip(names, columns, strict=True))


def _plain(field: Field, cells: Sequence[Any]) -> Sequence[Any]:
    """Values as cells: a period as its text, several ids as one text, nothing as None."""
    sample = next((cell for cell in cells if cell is not None), None)
    match sample:
        case bool():
            return [_YES_NO[cell] for cell in cells]
        case Period():
            return [None if cell is None else cell.text for cell in cells]
        case tuple():
            return [_listed([*map(_id, cell)]) or None for cell in cells]
        case str() | int() if not field.required:
            return [cell or None for cell in cells] if _empty_is_none(field) else cells
        case _:
            return cells


def _listed(items: Sequence[str]) -> str:
    """Several as one text; semicolons set apart what is of several words."""
    return ("; " if any(" " in item for item in items) else " ").join(items)


def _empty_is_none(field: Field) -> bool:
    """Whether an empty text, or a zero where counting starts at one, stands for nothing."""
    return field.type == "string" or bool(field.minimum)


def _id(item: object) -> str:
    return item.area if isinstance(item, Membership) else str(item)


def days_of(name: str, start: str, end: str, *more: str) -> dict[tuple[str, ...], Derive]:
    """Columns that follow from a period: first and last day, and coverage and year where asked."""

    def derive(columns: Columns, _: Book) -> Distinct:
        # Not by its text: one day is a point for a stock, and a part of a year for a flow.
        stated: Sequence[Period] = columns[name]

        def make(rows: list[int]) -> dict[str, list[Any]]:
            periods = [stated[row] for row in rows]
            cells: dict[str, list[Any]] = {
                start: [None if period.is_open else period.start for period in periods],
                end: [period.end for period in periods],
                "coverage": [period.coverage for period in periods],
                "year": [period.end.year for period in periods],
            }
            return {key: cells[key] for key in (start, end, *more)}

        return by_distinct(stated, make)

    return {(start, end, *more): derive}
