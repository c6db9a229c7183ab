"""The figures as an SDMX-CSV 2 data message, in SDMX's own words for time and magnitude.

Names of columns come from the schema. Values stand as they were printed: 16.425 billion is
OBS_VALUE 16.425, UNIT_MULT 9, DECIMALS 3. What the columns mean is in `sdmx_structure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from etl.core import days
from etl.core.model import Book, Figure, Status
from etl.core.schema import FIGURES, SDMX_ONLY, Field
from etl.tables.columns import Frame
from etl.tables.export.csv import csv_of

AGENCY: Final = "ATTESTED"
VERSION: Final = "1.0.0"
"""Version of what the schema alone makes, concepts and enumerations: a column more is a minor one,
a column less a major one."""
_SDMX_VERSION: Final = r"\d+\.\d+(\.\d+)?"
_ACTION: Final = "I"
"""Information: the message says what there is, and asks for no change of a database."""
_ROLES: Final = ("dimension", "time", "measure", "attribute")
_OBS_STATUS: Final[Mapping[Status, str]] = {"estimate": "E", "forecast": "F", "target": "F"}
_HALVES: Final = {(1, 6): 1, (7, 12): 2}
_QUARTERS: Final = {(1, 3): 1, (4, 6): 2, (7, 9): 3, (10, 12): 4}


def components() -> list[Field]:
    """Columns of the message: dimensions, time, measure, attributes, as SDMX orders them."""
    named = [field for field in (*FIGURES.fields, *SDMX_ONLY) if field.sdmx]
    return sorted(named, key=lambda field: _ROLES.index(field.role))


def dataflow_id(book: Book) -> str:
    """Id of the data set in SDMX: its name in capitals, with underscores."""
    return book.dataset.name.upper().replace("-", "_")


def structure_id(book: Book) -> str:
    """Id of the data structure; of one data set, since its code lists are."""
    return f"{dataflow_id(book)}_FIGURES"


def version(book: Book) -> str:
    """Version of what changes with the data: that of the data set, where SDMX can read it."""
    stated = book.dataset.version
    return stated if re.fullmatch(_SDMX_VERSION, stated, re.ASCII) else VERSION


def sdmx_csv(book: Book, figures: Frame) -> bytes:
    """The figures of a book as SDMX-CSV 2.0.0, one statement an observation.

    figures: their frame (see `frames.figures_frame`). Two sources that state the same number
    are two observations, so FIGURE_ID is a dimension. OBS_LOW and OBS_HIGH are in the same
    multiples as OBS_VALUE. Lines end with CR LF (RFC 4180).
    """
    count = len(figures.data)
    flow = f"{AGENCY}:{dataflow_id(book)}({version(book)})"
    columns: dict[str, list[Any]] = {
        "STRUCTURE": ["dataflow"] * count,
        "STRUCTURE_ID": [flow] * count,
        "ACTION": [_ACTION] * count,
    }
    own = _own_columns(book, figures)
    for field in components():
        known = own.get(field.name)
        columns[field.sdmx] = figures.cells(field.name) if known is None else known
    return csv_of(list(columns), [_as_texts(cells) for cells in columns.values()])


def _as_texts(cells: Iterable[object]) -> pa.Array:
    return pa.array([None if cell is None else str(cell) for cell in cells], type=pa.large_string())


def _own_columns(book: Book, figures: Frame) -> dict[str, list[Any]]:
    """What the message writes in its own way, or has alone."""
    data = figures.data
    scales, digits = data["unit_mult"].tolist(), data["decimals"].tolist()
    values, lows, highs = (data[name].tolist() for name in ("value", "low", "high"))
    starts, ends = figures.cells("period_start"), figures.cells("period_end")
    # Where nothing says when a period began, PERIOD_START is empty and its end has to do.
    known: dict[tuple[Any, Any], str] = {
        (start, end): time_period(start if isinstance(start, date) else end, end)
        for start, end in {*zip(starts, ends, strict=True)}
        if isinstance(end, date)
    }
    return {
        "period": [known[span] for span in zip(starts, ends, strict=True)],
        "value": [
            f"{value.scaleb(-scale):.{count}f}" if isinstance(value, Decimal) else None
            for value, scale, count in zip(values, scales, digits, strict=True)
        ],
        "low": [_multiples(low, scale) for low, scale in zip(lows, scales, strict=True)],
        "high": [_multiples(high, scale) for high, scale in zip(highs, scales, strict=True)],
        "unit_mult": scales,
        "decimals": digits,
        "obs_status": [obs_status(book, figure) for figure in book.figures.values()],
    }


def _multiples(bound: object, scale: int) -> str | None:
    return f"{bound.scaleb(-scale).normalize():f}" if isinstance(bound, Decimal) else None


def obs_status(book: Book, figure: Figure) -> str:
    """Status of an observation from SDMX's CL_OBS_STATUS.

    F, forecast, and E, estimated: the source itself says so (a target is no observation either,
    and SDMX has no code of its own for it; STATEMENT_STATUS tells them apart). A, normal: a row
    of official statistics. V, unvalidated: a figure is passed on as its source prints it, and
    nobody has checked it against the statistics that it came from. That a number is rounded or
    "about" is said by QUALIFIER and the bounds.
    """
    said = _OBS_STATUS.get(figure.status)
    return said or ("A" if book.sources[figure.source].is_official else "V")


def time_period(start: date, end: date) -> str:
    """Both days included, as SDMX's ObservationalTimePeriodType (SDMX 3.0, section 6, 4.2).

    A whole year, half-year, quarter or month and a single day have names of their own: 2022,
    2022-S1, 2022-Q3, 2022-05, 2022-05-31. Anything else is a range, start and duration:
    2024-01-01/P4M ends with the last day of April.
    """
    if start == end:
        return start.isoformat()
    if start.year == end.year and days.are_whole_months(start, end):
        months = (start.month, end.month)
        if months == (1, 12):
            return f"{start.year:04}"
        if months in _HALVES:
            return f"{start.year:04}-S{_HALVES[months]}"
        if months in _QUARTERS:
            return f"{start.year:04}-Q{_QUARTERS[months]}"
        if start.month == end.month:
            return f"{start.year:04}-{start.month:02}"
    return f"{start.isoformat()}/{_duration(start, end + days.ONE_DAY)}"


def _duration(start: date, after: date) -> str:
    """ISO 8601 duration from a day up to, not including, a later one.

    As many whole months as lead to a day that the calendar has, the rest in days: nobody has to
    know what a month after 31 January is.
    """
    months = (after.year - start.year) * 12 + after.month - start.month
    while (reached := _add_months(start, months)) is None or reached > after:
        months -= 1
    years, months = divmod(months, 12)
    parts = ((years, "Y"), (months, "M"), ((after - reached).days, "D"))
    return "P" + "".join(f"{number}{letter}" for number, letter in parts if number)


def _add_months(day: date, months: int) -> date | None:
    """The same day so many months later; None where that month has no such day."""
    reached = days.later(day, months)
    return reached if reached.day == day.day else None
