"""The figures as an SDMX-CSV 2 data message, in SDMX's own words for time and magnitude.

Names of columns come from the schema. Values stand as they were printed: 16.425 billion is
OBS_VALUE 16.425, UNIT_MULT 9, DECIMALS 3. What the columns mean is in `sdmx_structure`.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from etl.core.model import OFFICIAL, Book, Figure
from etl.core.schema import FIGURES, SDMX_ONLY, Field
from etl.tables.tidy import Cell, figure_rows

AGENCY: Final = "ATTESTED"
VERSION: Final = "1.0.0"
"""Version of what the schema alone makes, concepts and enumerations: a column more is a minor one,
a column less a major one."""
_SDMX_VERSION: Final = r"\d+\.\d+(\.\d+)?"
_ACTION: Final = "I"
"""Information: the message says what there is, and asks for no change of a database."""
_ROLES: Final = ("dimension", "time", "measure", "attribute")
_DAYS_OF_YEAR: Final = ((1, 1), (12, 31))
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


def sdmx_csv(book: Book) -> bytes:
    """The figures of a book as SDMX-CSV 2.0.0, one statement an observation.

    Two sources that state the same number are two observations, so FIGURE_ID is a
    dimension. OBS_LOW and OBS_HIGH are in the same multiples as OBS_VALUE.
    Lines end with CR LF (RFC 4180).
    """
    columns = components()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("STRUCTURE", "STRUCTURE_ID", "ACTION", *(column.sdmx for column in columns)))
    flow = f"{AGENCY}:{dataflow_id(book)}({version(book)})"
    for cells in _observations(book):
        writer.writerow(("dataflow", flow, _ACTION, *(cells[column.name] for column in columns)))
    return text.getvalue().encode("utf-8")


def _observations(book: Book) -> Iterator[dict[str, Cell]]:
    names = [field.name for field in FIGURES.fields]
    rows = figure_rows(book, book.figures.values())
    for figure, row in zip(book.figures.values(), rows, strict=True):
        cells: dict[str, Cell] = dict(zip(names, row, strict=True))
        yield cells | _as_printed(figure, cells) | {"obs_status": obs_status(book, figure)}


def _as_printed(figure: Figure, cells: dict[str, Cell]) -> dict[str, Cell]:
    digits, scale, _ = figure.quantity
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)  # NaN and infinity cannot be read
    return {
        "period": time_period(figure.period.start, figure.period.end),
        "value": f"{digits:f}",
        "low": _multiples(cells["low"], scale),
        "high": _multiples(cells["high"], scale),
        "unit_mult": scale,
        "decimals": max(0, -exponent),
    }


def _multiples(bound: Cell, scale: int) -> str | None:
    if bound is None:
        return None
    assert isinstance(bound, int | Decimal)
    return f"{Decimal(bound).scaleb(-scale).normalize():f}"


def obs_status(book: Book, figure: Figure) -> str:
    """Status of an observation from SDMX's CL_OBS_STATUS.

    V, unvalidated: a figure is passed on as its source prints it, and nobody has checked it
    against the statistics that it came from. A, normal: a row of official statistics. That a
    number is rounded or "about" is said by QUALIFIER and the bounds: E (estimated) would claim
    a method of estimation that no document tells.
    """
    return "A" if book.sources[figure.source].kind == OFFICIAL else "V"


def time_period(start: date, end: date) -> str:
    """Both days included, as SDMX's ObservationalTimePeriodType (SDMX 3.0, section 6, 4.2).

    A whole year, half-year, quarter or month and a single day have names of their own: 2022,
    2022-S1, 2022-Q3, 2022-05, 2022-05-31. Anything else is a range, start and duration:
    2024-01-01/P4M ends with the last day of April.
    """
    if start == end:
        return start.isoformat()
    if start.year == end.year and start.day == 1 and end.day == monthrange(*_month(end))[1]:
        months = (start.month, end.month)
        if months == (1, 12):
            return f"{start.year:04}"
        if months in _HALVES:
            return f"{start.year:04}-S{_HALVES[months]}"
        if months in _QUARTERS:
            return f"{start.year:04}-Q{_QUARTERS[months]}"
        if start.month == end.month:
            return f"{start.year:04}-{start.month:02}"
    return f"{start.isoformat()}/{_duration(start, end + timedelta(days=1))}"


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


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
    years, month = divmod(day.month - 1 + months, 12)
    if day.day > monthrange(day.year + years, month + 1)[1]:
        return None
    return day.replace(year=day.year + years, month=month + 1)
