"""Rows of a table that the parameters of an address ask for.

Every column can be asked for by its name, a column of ids also without its ending: `source` is
`source_id`. Several values of one parameter mean any of them, several parameters mean all of
them, and `years` is the first and the last year, as on the pages. Numbers, days and years can be
compared: `value>=1e9`. Nothing is guessed: an unknown parameter is refused, and so is a value
that the column could never have. What it could have but no row has today is answered with no
rows.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from etl.core.days import parse_day, parse_period
from etl.core.problems import choices, nearest, quoted
from etl.core.schema import CURRENCIES, INDICATOR_UNITS, Field, Table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from etl.tables.columns import Cell, Frame

YEARS: Final = "years"
_ID: Final = "_id"
_SPANS: Final = (("period_start", "period_end"), ("date_start", "date_end"))
_WHOLE: Final = re.compile("0|[1-9][0-9]{0,8}")
_MOST_DIGITS: Final = 9
_YEAR: Final = re.compile("[0-9]{4}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?")
_WRITTEN: Final = re.compile(r"([a-z0-9_]*)([<>!]=?|=|)(.*)", re.DOTALL)
"""A name, a sign and what may stand behind them in one encoded piece."""
_PERIODS: Final = ("period", "date", "base")
"""Columns of text that is a period as curators write it."""
_OWN_UNITS: Final = tuple(unit for unit in INDICATOR_UNITS if unit != "currency")
"""Units of a number: an indicator's own, but the currency by its code."""
_COMPARED: Final = ("number", "integer", "year", "date")
"""Types that have an order."""
_PLAIN: Final = ("year", "date")
"""Types whose values have no commas."""
_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_NOT: Final = "!="
_EQUAL: Final = "="
_HALF_NOT: Final = "!"
_MOST_SHOWN: Final = 40
_MOST_COMPARED: Final = 2_000


class WrongParameter(ValueError):
    """A parameter that a table does not have, or a value that it cannot take."""

    def __init__(self, name: str, message: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.allowed = list(allowed)[:_MOST_SHOWN]


class Condition(NamedTuple):
    """What one parameter asks for: `value>=1e9` is ("value", ">=", "1e9")."""

    name: str
    sign: str
    text: str


def condition(key: str, value: str) -> Condition:
    """The condition of one parameter, as the address has it before and after its first `=`.

    A client may have encoded the sign, or all of it: then the key has what stands behind it too.
    """
    match = _WRITTEN.fullmatch(key)
    assert match, "any key matches"
    name, sign, text = match.groups()
    if sign and not text:
        return Condition(name, sign if sign.endswith(_EQUAL) else f"{sign}{_EQUAL}", value)
    if sign and sign != _HALF_NOT and not value:
        return Condition(name, sign, text)
    return Condition(key, _EQUAL, value)


def filtered(frame: Frame, asked: Iterable[tuple[str, str]], tables: Mapping[str, Frame]) -> Frame:
    """The rows that have what is asked for, in their order.

    asked: names and values of the parameters, as they stand in the address. tables: all
    tables by name; a column of ids takes only those that stand in one of them.
    Raises WrongParameter with what is allowed.
    """
    grouped: dict[tuple[str, str], list[str]] = {}
    for key, value in asked:
        name, sign, text = condition(key, value)
        grouped.setdefault((name, sign), []).append(text)
    fields = columns_of(frame.table)
    span = _span(frame.table)
    kept = frame.data
    for (name, sign), texts in grouped.items():
        if name == YEARS and span and sign == _EQUAL:
            first, last = _years(texts)
            kept = kept[_mask(_touches(kept, span, first, last))]
        elif name in fields:
            field = fields[name]
            _has_order(field, sign)
            known = _known(frame.table, field, tables)
            fits = _fits(kept[field.name], sign, _cells(name, texts, field, known), field)
            kept = kept[_mask(fits)]
        else:
            raise unknown(name, [*fields, *([YEARS] if span else [])])
    return frame._replace(data=kept.reset_index(drop=True))


def _mask(chosen: list[bool]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which rows are chosen; a bare empty list would choose no column of a table without rows."""
    import numpy as np  # the page's first bytes need not wait for it

    return np.array(chosen, dtype=np.bool_)


def unknown(name: str, names: Iterable[str], within: str = "") -> WrongParameter:
    """A parameter that there is not, or the name of a column within one."""
    names = list(names)
    sentence = f"{within}: there is no column" if within else "There is no parameter"
    return WrongParameter(within or name, f"{sentence} {quoted(name)}{hint(name, names)}", names)


def hint(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: the known word that was probably meant, or a full stop.

    Looks at the first words only: a hundred thousand would take ten seconds of everybody's time.
    """
    return nearest(word, islice(known, _MOST_COMPARED)) or "."


def columns_of(table: Table) -> dict[str, Field]:
    """Columns by the names that parameters may give them."""
    named = {field.name: field for field in table.fields}
    short = {name.removesuffix(_ID): field for name, field in named.items() if name.endswith(_ID)}
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
        return _units(table, tables)
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


def _units(table: Table, tables: Mapping[str, Frame]) -> Collection[str]:
    """Units of figures: those of every data set, those declared, and currencies by their codes."""
    declared = _values(tables["indicators"], "unit") if "indicators" in tables else ()
    used = [unit for unit in declared if unit not in INDICATOR_UNITS]
    if table.name == "indicators":
        return (*INDICATOR_UNITS, *used)
    return dict.fromkeys((*_OWN_UNITS, *used, *sorted(CURRENCIES)))


def _values(frame: Frame, column: str) -> Collection[str]:
    return dict.fromkeys(frame.data[column].dropna().unique().tolist())


def _cells(
    name: str, texts: Iterable[str], field: Field, known: Collection[str] | None
) -> list[Cell]:
    """The cells that values ask for; several may stand in one text where no comma is their own.

    Of a number a comma may be meant for thousands, and any text may have one.
    """
    if known is not None:
        texts = [part for text in texts for part in _parts(text, known)]
    elif field.type in _PLAIN or field.name in _PERIODS:
        texts = [part for text in texts for part in text.split(",")]
    return [_cell(name, text, field, known) for text in texts]


def _parts(text: str, known: Collection[str]) -> list[str]:
    return [text] if text in known or "," not in text else text.split(",")


def _cell(name: str, text: str, field: Field, known: Collection[str] | None) -> Cell:
    """The cell that a value asks for; an empty value asks for an empty cell."""
    if not text and not field.required:
        return None
    if known is not None and text not in known:
        sentence = f"{name} cannot be {quoted(text)}{hint(text, known)}"
        allowed = f"Allowed: {choices(known)}." if known else "There is nothing to choose from."
        raise WrongParameter(name, f"{sentence} {allowed}", known)
    match field.type:
        case "number":
            kind = f"a number like 16000000000, 1e9 or -3.5{_one_by_one(name, text)}"
            return _read(name, text, _decimal, kind)
        case "date":
            return _read(name, text, parse_day, "a day like 2024-06-25")
        case "year":
            return _read(name, text, partial(_digits, _YEAR), "a year of four digits")
        case "integer":
            return whole(name, text)
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


def _decimal(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def whole(name: str, text: str) -> int:
    """A whole number that a parameter gives. Raises WrongParameter for anything else."""
    long = " of at most 9 digits" if text.isdecimal() and len(text) > _MOST_DIGITS else ""
    kind = f"a whole number{long}{_one_by_one(name, text)}"
    return _read(name, text, partial(_digits, _WHOLE), kind)


def _one_by_one(name: str, text: str) -> str:
    """How to ask for several numbers, whose commas are nothing sure."""
    return f" (several: {name}=1&{name}=2)" if "," in text else ""


def _years(texts: list[str]) -> tuple[int, int]:
    """First and last year; one year is both."""
    texts = [part for text in texts for part in text.split(",")]
    if len(texts) > 2 or not all(_YEAR.fullmatch(text) for text in texts):
        given = ", ".join(quoted(text) for text in texts)
        message = f"{YEARS} is given twice, the first and the last year (found {given})."
        raise WrongParameter(YEARS, message)
    years = [int(text) for text in texts]
    if years[0] > years[-1]:
        message = f"{YEARS}: the first year {years[0]} is after the last year {years[-1]}."
        raise WrongParameter(YEARS, message)
    return years[0], years[-1]


def _has_order(field: Field, sign: str) -> None:
    """Refuse to compare texts, before what they are compared with is found wrong."""
    if sign not in (_EQUAL, _NOT) and field.type not in _COMPARED:
        message = f"{field.name} is a text: it can be equal or not (=, {_NOT}), not more or less."
        raise WrongParameter(field.name, message)


def _fits(column: pd.Series[Any], sign: str, wanted: list[Cell], field: Field) -> list[bool]:
    """For each row, whether its cell is, or is not, one of these, or compares so with all."""
    empty = column.isna().tolist()
    cells = (column.dt.date if field.type == "date" else column).tolist()
    plain = [None if no else cell for cell, no in zip(cells, empty, strict=True)]
    if sign in (_EQUAL, _NOT):
        among = set(wanted)
        return [(cell in among) == (sign == _EQUAL) for cell in plain]
    if None in wanted:
        raise WrongParameter(field.name, f"{field.name}{sign} needs something to compare with.")
    holds = _ORDERS[sign]
    return [cell is not None and all(holds(cell, than) for than in wanted) for cell in plain]


def _touches(data: pd.DataFrame, span: tuple[str, str], first: int, last: int) -> list[bool]:
    """For each row, whether its days touch the years; without a first day, it may be any."""
    starts, ends = (data[name].dt.year.tolist() for name in span)
    # What is missing compares with nothing: not a number.
    return [end >= first and not start > last for start, end in zip(starts, ends, strict=True)]
