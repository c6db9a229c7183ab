"""Tidy tables as CSV: UTF-8, RFC 4180, one header row, one observation a row.

The only place that writes CSV, so that a download and a build have the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from etl.tidy import Cell, Rows


def csv_bytes(rows: Rows) -> bytes:
    """A table as CSV.

    Dates are ISO 8601, numbers plain decimals in base units without an exponent, an
    empty cell is empty. Lines end with CR LF, as RFC 4180 says.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(field.name for field in rows.table.fields)
    writer.writerows(_plain(rows))
    return text.getvalue().encode("utf-8")


def _plain(rows: Rows) -> Iterable[Iterable[Cell]]:
    """Rows whose decimals have no exponent; only columns of numbers are looked at."""
    numbers = [at for at, field in enumerate(rows.table.fields) if field.type == "number"]
    for row in rows.rows:
        if any(type(row[at]) is Decimal for at in numbers):
            yield [f"{cell:f}" if type(cell) is Decimal else cell for cell in row]
        else:
            yield row
