"""Statements for the tests of charts: a row of the figures table from a few words.

Invented areas and sources, so that no test leans on the real data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from etl.core.days import parse_period
from etl.core.schema import EVENTS, FIGURES
from etl.tables.columns import Cell
from tests.framing import framed

BILLION: Final = 10**9
LABELS: Final = {
    "source_id": {"first": "First source", "second": "Second source", "third": "Third source"},
    "indicator": {
        "turnover": "Turnover",
        "exports": "Exports",
        "imports": "Imports",
        "growth": "Growth",
        "rank": "Rank",
    },
    "partner": {"BOR": "Borduria", "SYL": "Syldavia"},
}


def statements(*given: dict[str, Any]) -> pd.DataFrame:
    """A figures frame; each row is given by what differs from exports of 2020, 10 bn USD."""
    names = [field.name for field in FIGURES.fields]
    rows = []
    for number, own in enumerate(given):
        period = parse_period(str(own.get("period", "2020")))
        value = own.get("value", 10 * BILLION)
        row = {
            "figure_id": f"f{number}",
            "indicator": "exports",
            "topic": "trade",
            "reporter": "RUR",
            "partner": "BOR",
            "value": value,
            "unit": "USD",
            "qualifier": "exact",
            "low": value,
            "high": value,
            "as_stated": "as printed",
            "source_id": "first",
            "published": period.end,
            "paragraph": 4,
            "authority": None,
            "period_basis": "stated",
            "note": None,
            "status": "actual",
            **dict.fromkeys(("base", "among", "period_as_stated", "supersedes", "retracted")),
            **dict.fromkeys(("unit_as_stated", "meant")),
            **own,
            "period": period.text,
            "period_start": None if period.is_open else period.start,
            "period_end": period.end,
            "coverage": period.coverage,
            "year": period.end.year,
        }
        rows.append(tuple(row[name] for name in names))
    return framed(FIGURES, rows).declared


def happenings(*given: tuple[str, str]) -> pd.DataFrame:
    """An events frame from (date, title)."""
    rows: list[tuple[Cell, ...]] = []
    for number, (when, title) in enumerate(given):
        period = parse_period(when)
        cells = (period.start, period.end, title, "visit", None, "first", 1, when, None)
        rows.append((f"e{number}", when, *cells))
    return framed(EVENTS, rows).declared


def traces(figure: go.Figure, kind: str) -> list[Any]:
    """The traces of a type that show data (not those that only explain the legend)."""
    return [
        trace
        for trace in figure.data
        if trace.type == kind and trace.customdata is not None and len(trace.customdata)
    ]


def points(figure: go.Figure, kind: str) -> Iterator[tuple[str, int, Any]]:
    """(figure_id, place in its trace, trace) of every point of that type of trace."""
    for trace in traces(figure, kind):
        for place, custom in enumerate(trace.customdata):
            yield str(custom[0]), place, trace


def notes(figure: go.Figure) -> list[str]:
    """The texts written into a chart."""
    return [annotation.text for annotation in figure.layout.annotations]
