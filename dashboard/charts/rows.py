"""Rows of the tidy tables as plain values, and the words that a chart puts beside them.

Must not draw anything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.view import format as fmt
from dashboard.view import spans
from dashboard.view.once import once
from dashboard.view.texts import text
from etl.core.days import are_whole_months
from etl.core.intervals import of_figure
from etl.core.model import Figure
from etl.words.speech import NO_START

Labels = Mapping[str, Mapping[str, str]]
"""Names that readers know, by column and then by id: {"source_id": {...}, "partner": {...},
"indicator": {...}}. A name that is missing is shown as its id."""

Table = pd.DataFrame | Sequence[Figure]
"""Statements, one a row: the columns of `schema.FIGURES`, or the figures themselves."""

RANGE: Final = "range"
"""In place of a qualifier, for a statement of two ends."""
ACTUAL: Final = "actual"
OPEN_UP: Final = frozenset({"more_than", "at_least"})
OPEN_DOWN: Final = frozenset({"less_than", "at_most"})


class FigureRow(NamedTuple):
    """One statement: the columns of the figures table that charts need."""

    figure_id: str
    indicator: str
    reporter: str
    partner: str
    start: date
    end: date
    coverage: str
    value: float
    """For a range its upper end, or the lower where that is open: see `is_range`."""
    unit: str
    qualifier: str
    low: float | None
    high: float | None
    as_stated: str
    source_id: str
    paragraph: int | None
    authority: str
    period_basis: str
    status: str = ""
    """Empty for what is stated as a fact: otherwise estimate, forecast or target."""
    set_aside: str = ""
    """Why it no longer counts: retracted, superseded; empty where it does."""

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, both counted."""
        return self.start, self.end

    @property
    def is_open(self) -> bool:
        """Whether nothing says when its period began."""
        return self.start == NO_START

    @property
    def years(self) -> range:
        """The years that it is known to speak of: without a start only that of its end."""
        return range((self.end if self.is_open else self.start).year, self.end.year + 1)

    @property
    def days(self) -> int:
        """Length of the period, which must have a start."""
        return (self.end - self.start).days + 1

    @property
    def is_range(self) -> bool:
        """Whether the source states two ends and no value: never drawn as if it were one."""
        return self.qualifier == RANGE

    @property
    def top(self) -> float:
        """The highest number that the statement names: the upper end, or the value."""
        return max(self.value, self.high or self.value)


_FIELDS: Final = FigureRow._fields
_NAMES: Final = {"start": "period_start", "end": "period_end"}


@once
def rows(frame: Table) -> list[FigureRow]:
    """The statements of a table, in its order.

    A chart, its text and its head ask for those of the same table, which nobody changes.
    """
    if not len(frame):
        return []
    if not isinstance(frame, pd.DataFrame):
        replaced = {figure.supersedes for figure in frame if figure.supersedes}
        return [_of_figure(figure, replaced) for figure in frame]
    columns = [_column(frame, name) for name in _FIELDS]
    statements = [FigureRow(*cells) for cells in zip(*columns, strict=True)]
    # Cells come from a table: where a range is stated there is no value.
    return [_range(row) if row.value is None else row for row in statements]  # type: ignore[redundant-expr]


def _of_figure(figure: Figure, replaced: Container[str]) -> FigureRow:
    """The same as its row of a table; replaced: ids of those that another one corrects."""
    period, (low, high) = figure.period, of_figure(figure)
    row = FigureRow(
        figure.id,
        figure.indicator,
        figure.reporter,
        figure.partner,
        period.start,
        period.end,
        period.coverage,
        0.0 if figure.value is None else float(figure.value),
        figure.unit,
        figure.qualifier,
        None if low is None else float(low),
        None if high is None else float(high),
        figure.as_stated,
        figure.source,
        figure.paragraph or None,
        figure.authority,
        figure.period_basis,
        "" if figure.status == ACTUAL else figure.status,
        "retracted" if figure.retracted else "superseded" if figure.id in replaced else "",
    )
    return _range(row) if figure.value is None else row


def _range(row: FigureRow) -> FigureRow:
    end = row.high if row.high is not None else row.low
    return row._replace(value=0.0 if end is None else end, qualifier=RANGE)


def _column(frame: pd.DataFrame, name: str) -> list[Any]:
    """Cells as Python values; an empty one is None, or an empty text where it is a text."""
    column = _NAMES.get(name, name)
    if name == "set_aside":
        return _set_aside(frame)
    if column not in frame:
        return [""] * len(frame)
    cells = frame[column]
    if name in ("start", "end"):
        return spans.first_days(cells)
    # At once: a column of Arrow gives one cell after the other only slowly.
    known = cells.to_numpy(dtype=object, na_value=None).tolist()  # type: ignore[call-overload] # its stubs know no None
    if name in ("value", "low", "high"):
        return [None if cell is None else float(cell) for cell in known]
    if name == "paragraph":
        return [None if cell is None else int(cell) for cell in known]
    texts = ["" if cell is None else str(cell) for cell in known]
    return ["" if cell == ACTUAL else cell for cell in texts] if name == "status" else texts


def _set_aside(frame: pd.DataFrame) -> list[str]:
    """Why each row no longer counts, in a word; most do."""
    if "retracted" not in frame or "supersedes" not in frame:
        return [""] * len(frame)
    retracted, supersedes = frame["retracted"], frame["supersedes"]
    if retracted.isna().all() and supersedes.isna().all():
        return [""] * len(frame)
    replaced = set(supersedes.dropna())
    return [
        "retracted" if pd.notna(day) and day else "superseded" if name in replaced else ""
        for day, name in zip(retracted, frame["figure_id"], strict=True)
    ]


def largest(statements: Iterable[FigureRow]) -> float:
    """The largest number that some statements name, either way; zero where there are none."""
    ends = (end for row in statements for end in (row.value, row.low, row.high) if end is not None)
    return max(map(abs, ends), default=0.0)


def name(labels: Labels, column: str, key: str) -> str:
    """The name that readers know, or the id."""
    return labels.get(column, {}).get(key, key)


def midnight(day: date) -> datetime:
    """The start of a day, as plotly wants it."""
    return datetime(day.year, day.month, day.day)


def after(day: date) -> datetime:
    """The end of a day: where a period that ends on it ends on an axis."""
    return midnight(day + timedelta(days=1))


def middle(start: date, end: date) -> datetime:
    """The middle of a period."""
    return midnight(start) + (after(end) - midnight(start)) / 2


def stated(row: FigureRow, *, signed: bool = False) -> str:
    """The number as qualified: "over $7.6 bn"; that of an official table rounded."""
    if row.is_range:
        return fmt.interval(row.low, row.high, row.unit, signed=signed)
    if row.paragraph is None:
        return fmt.official(row.value, row.unit, signed=signed)
    return fmt.statement(row.value, row.unit, row.qualifier, row.as_stated, signed=signed)


def period(row: FigureRow) -> str:
    """The period as people read it."""
    return fmt.period(row.start, row.end)


def item(row: FigureRow, *, signed: bool = False) -> str:
    """Number and period in a sentence: "over $7.6 bn (2005 to Sep 2024)"."""
    return text("alt_item", amount=stated(row, signed=signed), period=period(row))


def subject(statements: Sequence[FigureRow], labels: Labels) -> str:
    """What statements are about: their indicators and partners."""
    indicators = _joined(name(labels, "indicator", row.indicator) for row in statements)
    partners = _joined(name(labels, "partner", row.partner) for row in statements)
    return text("hover_about", indicator=indicators, partner=partners)


def subject_of(row: FigureRow, labels: Labels) -> str:
    """What one statement is about."""
    return text(
        "hover_about",
        indicator=name(labels, "indicator", row.indicator),
        partner=name(labels, "partner", row.partner),
    )


def stated_by(statements: Sequence[FigureRow], labels: Labels) -> str:
    """The first sentence of a text alternative: about what, how many, from how many, when."""
    return text(
        "alt_stated_by",
        subject=subject(statements, labels),
        figures=text("figures", count=len(statements)),
        sources=text("sources", count=len({row.source_id for row in statements})),
        period=fmt.period(min(row.start for row in statements), max(row.end for row in statements)),
    )


def items(statements: Sequence[FigureRow], *, signed: Container[str] = (), most: int = 5) -> str:
    """Numbers and periods of the first statements with semicolons, and how many more there are.

    signed: indicators written with their sign.
    """
    first = [item(row, signed=row.indicator in signed) for row in statements[:most]]
    return listed(first, most, len(statements))


def listed(items: Sequence[str], most: int = 5, count: int = 0) -> str:
    """Some items with semicolons, and how many more.

    count: how many there are, where only the first are given.
    """
    shown = list(items[:most])
    more = max(count, len(items)) - most
    if more > 0:
        shown.append(text("alt_more", count=more))
    return "; ".join(shown)


def _joined(names: Iterable[str]) -> str:
    return listed(list(dict.fromkeys(names)), most=3)


def length(row: FigureRow) -> str:
    """What part of a year a statement covers, briefly: "4 months" from January, or its months."""
    if (row.start.month, row.start.day) == (1, 1) and are_whole_months(row.start, row.end):
        return text("months", count=row.end.month)
    return fmt.period_without_year(row.start, row.end)
