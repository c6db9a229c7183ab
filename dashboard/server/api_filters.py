"""Rows of a table that the parameters of an address ask for.

Every column can be asked for by its name, a column of ids also without its ending: `source` is
`source_id`. Several values of one parameter mean any of them, several parameters mean all of
them, and `years` is the first and the last year, as on the pages. Nothing is guessed: an unknown
parameter is refused, and so is a value that the column could never have. What it could have but
no row has today is answered with no rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from etl.core.days import parse_day, parse_period
from etl.core.problems import choices, nearest, quoted
from etl.core.schema import CURRENCIES, INDICATOR_UNITS, Field, Table

if TYPE_CHECKING:
    import pandas as pd

    from etl.tables.columns import Cell, Frame

YEARS: Final = "years"
_ID: Final = "_id"
_SPANS: Final = (("period_start", "period_end"), ("date_start", "date_end"))
_WHOLE: Final = re.compile("0|[1-9][0-9]{0,8}")
_YEAR: Final = re.compile("[0-9]{4}")
_PERIODS: Final = ("period", "date")
"""Columns of text that is a period as curators write it."""
_UNITS: Final = (*(unit for unit in INDICATOR_UNITS if unit != "currency"), *sorted(CURRENCIES))
"""Units of a number: an indicator's own, but the currency by its code."""
_MOST_SHOWN: Final = 40
_MOST_COMPARED: Final = 2_000


class WrongParameter(ValueError):
    """A parameter that a table does not have, or a value that it cannot take."""

    def __init__(self, name: str, message: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.allowed = list(allowed)[:_MOST_SHOWN]


def filtered(frame: Frame, asked: Iterable[tuple[str, str]], tables: Mapping[str, Frame]) -> Frame:
    """The rows that have what is asked for, in their order.

    asked: names and values of the parameters, as they stand in the address. tables: all
    tables by name; a column of ids takes only those that stand in one of them.
    Raises WrongParameter with what is allowed.
    """
    values: dict[str, list[str]] = {}
    for name, value in asked:
        values.setdefault(name, []).append(value)
    columns = _columns(frame.table)
    span = _span(frame.table)
    kept = frame.data
    for name, texts in values.items():
        if name == YEARS and span:
            first, last = _years(texts)
            kept = kept[_touches(kept, span, first, last)]
        elif name in columns:
            field = columns[name]
            known = _known(frame.table, field, tables)
            wanted = {_cell(name, text, field, known) for text in texts}
            kept = kept[_is_in(kept[field.name], wanted)]
        else:
            names = [*columns, *([YEARS] if span else [])]
            message = f"There is no parameter {quoted(name)}{hint(name, names)}"
            raise WrongParameter(name, message, names)
    return frame._replace(data=kept.reset_index(drop=True))


def hint(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: the known word that was probably meant, or a full stop.

    Looks at the first words only: a hundred thousand would take ten seconds of everybody's time.
    """
    return nearest(word, islice(known, _MOST_COMPARED)) or "."


def _columns(table: Table) -> dict[str, Field]:
    """Parameters and what they ask for; numbers are no names of anything."""
    named = {field.name: field for field in table.fields if field.type != "number"}
    short = {name.removesuffix(_ID): column for name, column in named.items() if name.endswith(_ID)}
    return {**short, **named}


def _span(table: Table) -> tuple[str, str] | None:
    """Columns of the first and the last day of a row, where it has them."""
    names = [field.name for field in table.fields]
    for start, end in _SPANS:
        if start in names and end in names:
            return start, end
    return None


def _known(table: Table, field: Field, tables: Mapping[str, Frame]) -> Collection[str] | None:
    """The closed list of the texts that a column can have; None where there is no such list."""
    if field.type != "string":
        return None
    if field.enum:
        return field.enum
    if field.name == "unit":
        # Beside those that need no declaration there may be units of the data set's own.
        plain = INDICATOR_UNITS if table.name == "indicators" else _UNITS
        own = _values(tables[table.name], field.name) if table.name in tables else ()
        return dict.fromkeys((*plain, *own))
    places = [(other, there) for name, other, there in table.foreign_keys if name == field.name]
    # A row may also name what another table identifies, such as an official figure.
    places += [
        (name, field.name)
        for name, frame in tables.items()
        if frame.table.primary_key == (field.name,)
    ]
    if field.name == "topic":
        places.append(("indicators", "topic"))
    lists = [_values(tables[other], column) for other, column in places if other in tables]
    return dict.fromkeys(value for values in lists for value in values) if lists else None


def _values(frame: Frame, column: str) -> Collection[str]:
    return dict.fromkeys(frame.data[column].dropna().unique().tolist())


def _cell(name: str, text: str, field: Field, known: Collection[str] | None) -> Cell:
    """The cell that a value asks for; an empty value asks for an empty cell."""
    if not text and not field.required:
        return None
    if known is not None and text not in known:
        found = f"{name} cannot be {quoted(text)}{hint(text, known)}"
        raise WrongParameter(name, f"{found} Allowed: {choices(known)}.", known)
    match field.type:
        case "date":
            return _read(name, text, parse_day, "a day like 2024-06-25")
        case "year":
            return _read(name, text, partial(_digits, _YEAR), "a year of four digits")
        case "integer":
            return _read(name, text, partial(_digits, _WHOLE), "a whole number")
        case _:
            if field.name in _PERIODS:
                _read(name, text, parse_period, "a period like 2023, 2022-S1 or 2024-01/2024-04")
            return text


Read = TypeVar("Read")


def _read(name: str, text: str, read: Callable[[str], Read], kind: str) -> Read:
    try:
        return read(text)
    except ValueError:
        raise WrongParameter(name, f"{name} is {kind}, not {quoted(text)}.") from None


def _digits(pattern: re.Pattern[str], text: str) -> int:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _years(texts: list[str]) -> tuple[int, int]:
    """First and last year; one year is both."""
    if len(texts) > 2 or not all(_YEAR.fullmatch(text) for text in texts):
        found = ", ".join(quoted(text) for text in texts)
        message = f"{YEARS} is given twice, the first and the last year (found {found})."
        raise WrongParameter(YEARS, message)
    years = [int(text) for text in texts]
    if years[0] > years[-1]:
        message = f"{YEARS}: the first year {years[0]} is after the last year {years[-1]}."
        raise WrongParameter(YEARS, message)
    return years[0], years[-1]


def _is_in(column: pd.Series[Any], wanted: Collection[Cell]) -> pd.Series[bool]:
    """Rows that have one of these cells, or none where None is among them."""
    cells = column.dt.date if column.dtype.kind == "M" else column
    found: pd.Series[bool] = cells.isin([cell for cell in wanted if cell is not None])
    return found | column.isna() if None in wanted else found


def _touches(data: pd.DataFrame, span: tuple[str, str], first: int, last: int) -> pd.Series[bool]:
    """Rows whose days touch the years; a row without days does not."""
    start, end = (data[name].dt.year for name in span)
    touching: pd.Series[bool] = (start <= last) & (end >= first)
    return touching
