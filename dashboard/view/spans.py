"""First and last days of the rows of a table, where a first day may be missing.

A table leaves the first day of a period empty where no document says when it began. Here, as in
`Period`, that is the first day there is, which `format` reads as "until". Must not draw anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from dashboard.view import format as fmt
from etl.words.speech import NO_START

NAMES = ("period_start", "period_end")


def first_days(cells: Iterable[object]) -> list[date]:
    """The first days of a column; where one is missing, the first day there is."""
    days = cells if isinstance(cells, pd.Series) else pd.Series(list(cells), dtype="object")
    stamps = days if days.dtype.kind == "M" else pd.to_datetime(days)
    known: list[date | None] = stamps.to_numpy().astype("datetime64[D]").tolist()
    return [NO_START if day is None else day for day in known]


def words(frame: pd.DataFrame, names: tuple[str, str] = NAMES) -> list[str]:
    """The span of each row as people read it; names: columns of its first and its last day."""
    starts = first_days(frame[names[0]])
    ends = [day.date() for day in pd.to_datetime(frame[names[1]])]
    return [fmt.period(start, end) for start, end in zip(starts, ends, strict=True)]


def whole(frame: pd.DataFrame) -> str:
    """The span from the first of all rows to the last of them, as people read it."""
    start = min(first_days(frame[NAMES[0]]))
    return fmt.period(start, frame[NAMES[1]].max().date())


def touching(
    frame: pd.DataFrame, names: tuple[str, str], years: tuple[int, int]
) -> pd.Series[bool]:
    """Whether each row touches the years; one without a first day may have begun in any."""
    starts, ends = (frame[name] for name in names)
    begun = starts.isna() | (starts.dt.year <= years[1])
    kept: pd.Series[bool] = begun & (ends.dt.year >= years[0])
    return kept
