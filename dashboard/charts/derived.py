"""What all statements together allow for each year, as a quiet band behind them.

It is derived and says so: it must never be taken for a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from dashboard.charts.marks import BLOCK, FAINT, QUIET, Sign, html, wrapped
from dashboard.charts.panels import Drawing
from dashboard.charts.rows import listed
from dashboard.charts.sketch import bar_trace
from dashboard.view import format as fmt
from dashboard.view.texts import text

EDGE: Final = 0.02
"""Of a year, left free at each end of a band."""
_MOST_TOLD: Final = 4


class Band(NamedTuple):
    """The range of one year, in base units; None as an end is open."""

    year: int
    low: float | None
    high: float | None
    unit: str


def bands(frame: pd.DataFrame | None) -> list[Band]:
    """Whole years of a frame in the columns of `declared.RANGES`, one indicator of one pair."""
    if frame is None:
        return []
    whole = frame[(frame["coverage"] == "full_year") & frame[["low", "high"]].notna().any(axis=1)]
    return [
        Band(pd.Timestamp(end).year, _end(low), _end(high), str(unit))
        for end, low, high, unit in zip(
            whole["period_end"], whole["low"], whole["high"], whole["unit"], strict=True
        )
    ]


def _end(cell: object) -> float | None:
    return None if pd.isna(cell) else float(cell)  # type: ignore[call-overload, arg-type] # a cell


def draw(drawing: Drawing, ranges: Sequence[Band], room: float) -> list[Sign]:
    """Bands over the years that are shown; an open one reaches to the edge of the panel, `room`."""
    panel, years = drawing.panel, drawing.years
    shown = [band for band in ranges if band.unit == panel.unit and band.year in years.lefts]
    if not shown:
        return []
    lows = [panel.scaled(band.low or 0.0) for band in shown]
    highs = [room if band.high is None else panel.scaled(band.high) for band in shown]
    drawing.figure.add_trace(
        bar_trace(
            x=[years.lefts[band.year] + years.widths[band.year] / 2 for band in shown],
            base=lows,
            y=[high - low for low, high in zip(lows, highs, strict=True)],
            width=[years.widths[band.year] - 2 * EDGE for band in shown],
            # An edge, so that a range of no height is seen too.
            marker={"color": FAINT, "line": {"color": QUIET, "width": 1}},
            hovertext=[_hover(band) for band in shown],
            hoverinfo="text",
            # It is no statement: nothing opens.
            customdata=[[""] for _ in shown],
            showlegend=False,
        ),
        row=panel.number,
    )
    return [Sign(QUIET, BLOCK, text("key_derived"))]


def summary(ranges: Sequence[Band]) -> str:
    """The bands in a sentence, the newest first; empty where there are none. Plain text."""
    ordered = sorted(ranges, key=lambda band: band.year, reverse=True)
    items = [
        text("alt_band", year=band.year, between=fmt.outward(band.low, band.high, band.unit))
        for band in ordered
    ]
    return text("alt_bands", items=listed(items, most=_MOST_TOLD)) if items else ""


def not_known(frame: pd.DataFrame | None) -> str:
    """Of which years the range could not be found, and why; empty where all are known."""
    if frame is None:
        return ""
    gaps = frame[frame["not_known"].notna()]
    told = {reason: group["period"] for reason, group in gaps.groupby("not_known")}
    return " ".join(f"{listed(list(years))}: {reason!s}" for reason, years in told.items())


def _hover(band: Band) -> str:
    between = fmt.outward(band.low, band.high, band.unit)
    return f"<b>{html(between)}</b><br>" + wrapped(text("hover_derived", year=band.year))
