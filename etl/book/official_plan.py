"""How an official table is to be read, and what its rows and heads say by that.

Must not know how figures are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from etl.book.official_cells import Marked, marked_period
from etl.core.days import parse_period
from etl.core.model import Period
from etl.core.problems import Refused, quoted

FIELDS: Final = ("indicator", "partner", "reporter", "period", "value", "unit", "note")
"""What a row of a table may say of a figure."""
SOURCE_FIELDS: Final = ("title", "publisher", "published")
"""What it may say of where it stands: what differs there becomes a source of its own."""
_YEARS: Final = re.compile(r"\d{4}/\d{4}")


class Plan(NamedTuple):
    """How a table is to be read."""

    source: str
    """Id of the source, and beginning of the ids of its figures."""
    columns: Mapping[str, str]
    """The table's column of a field, where it has another name."""
    fixed: Mapping[str, str]
    """What is the same in every row, by field."""
    codes: Mapping[tuple[str, str], str]
    """Ours for what the table writes, by field: ("indicator", "X") is exports."""
    scale: str = ""
    """Scale word that every value has."""
    tolerance: Decimal = Decimal(0)
    """How far later editions may move a value, in per cent of it."""
    language: str = "en"
    encoding: str = "utf-8-sig"
    decimal: str = ""
    """What stands before decimals; empty where the numbers tell it."""
    filled: tuple[str, ...] = ()
    """Fields of which an empty cell says what the one above says."""
    wide: bool = False
    """Whether each period has a column of its own, and is its head."""
    footnotes: tuple[str, ...] = ()
    """Marks behind numbers and periods that lead to a footnote, besides the usual ones."""


def told(
    line: int, cells: list[str], head: list[str], columns: Mapping[str, str], plan: Plan
) -> Iterator[tuple[int, dict[str, str]]]:
    """What a row says by field: once, or once for each period of a wide table."""
    by_name = dict(zip(head, (cell.strip() for cell in cells), strict=False))
    row = {**plan.fixed, **{name: by_name[column] for name, column in columns.items()}}
    if not plan.wide:
        yield line, row
        return
    for name in head:
        if name not in columns.values() and is_period(name, plan):
            yield line, {**row, "period": name, "value": by_name[name]}


def is_period(head: str, plan: Plan) -> bool:
    """Whether a column's head is a period."""
    try:
        period_of(head, plan)
    except ValueError:
        return False
    return True


def period_of(cell: str, plan: Plan) -> tuple[Period, str]:
    """The period of a cell and the mark behind it. Raises ValueError where it is not sure."""
    whole, parted = Marked(cell.strip()), marked_period(cell, plan.footnotes)
    for text, mark in (whole, parted):
        if ours := plan.codes.get(("period", text)):
            return parse_period(ours), mark
    told = f'write --code "period:{parted.text}=PERIOD"'
    if "/" in parted.text and (plan.wide or _YEARS.fullmatch(parted.text)):
        raise ValueError(f"{quoted(parted.text)} may be a ratio or a fiscal year: {told}")
    try:
        return parse_period(parted.text), parted.mark
    except Refused as refused:
        raise ValueError(f"{refused.found} ({refused.allowed}); {told}") from None
