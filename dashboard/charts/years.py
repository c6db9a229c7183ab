"""Flows by year: one bar a statement over the time that it covers.

Statements are never joined by a line. A part of a year is hatched, named and only as wide as its
months. Cumulative windows never appear here: see `windows`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import bars, extras
from dashboard.charts.marks import By, empty, styles
from dashboard.charts.panels import Drawing, begin, finish, level, panels
from dashboard.charts.rows import Labels, Row, item, listed, period, rows, stated, stated_by
from dashboard.charts.slots import place
from dashboard.view.texts import text

MULTI_YEAR = "multi_year"


def by_year(
    frame: pd.DataFrame,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    split: Sequence[str] = (),
    events: pd.DataFrame | None = None,
    reference: pd.DataFrame | None = None,
) -> go.Figure:
    """Flows as bars over their periods, side by side where several state the same period.

    frame: columns of `schema.FIGURES`; rows of coverage multi_year are left out. labels: see
    `rows.Labels`; their order also gives each source its colour. split: indicators that are
    parts of the others (exports, imports): drawn inside the bar of the same source and
    period, one above the other. events: columns of `schema.EVENTS`. reference: an official
    series in the columns of `schema.FIGURES`, drawn as a quiet line over its whole years.

    Each unit has a panel of its own. Axes count thousands of millions and so on (`axis_title`
    says what); every point's customdata is [figure_id, source_id, value, low, high] in base
    units. The interval is an error bar; an open end is an arrow without a cap.
    """
    found = [row for row in rows(frame) if row.coverage != MULTI_YEAR]
    if not found:
        return empty(text("only_windows") if len(frame) else "")
    series = official_rows(frame, reference, split)
    made = panels(found, by, labels, beside=series)
    figure, legend = begin(made, _years([*found, *series]))
    style = styles({str(getattr(row, by.colour)) for row in found}, labels.get(by.colour, {}))
    for panel in made:
        drawing = Drawing(figure, panel, labels, by.colour, style, legend)
        bars.draw(drawing, place(panel.rows, split), split)
        extras.reference(drawing, _fitting(series, panel.rows, split))
        extras.gaps(figure, panel, gaps(panel.rows, legend.years), legend.years)
    level(figure, made)
    if events is not None:
        extras.events(figure, events, made[0], legend)
    return finish(figure, made, legend).figure()


def official_rows(
    frame: pd.DataFrame, reference: pd.DataFrame | None, split: Sequence[str] = ()
) -> list[Row]:
    """The official values of whole years that are drawn beside these statements."""
    if reference is None:
        return []
    found = [row for row in rows(frame) if row.coverage != MULTI_YEAR]
    return _fitting([row for row in rows(reference) if _whole(row)], found, split)


def gaps(found: Sequence[Row], years: tuple[int, int]) -> list[tuple[int, int]]:
    """Runs of years, first and last, of which no statement says anything."""
    spoken = {year for row in found for year in range(row.start.year, row.end.year + 1)}
    runs: list[tuple[int, int]] = []
    for year in range(years[0], years[1] + 1):
        if year in spoken:
            continue
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def summary(frame: pd.DataFrame, labels: Labels, *, split: Sequence[str] = ()) -> str:
    """The chart's message in sentences: what, how many, highest, latest, parts of years, gaps.

    Plain text, nothing escaped. The parts named in `split` count only where nothing else does.
    """
    every = rows(frame)
    found = [row for row in every if row.coverage != MULTI_YEAR]
    windows = len(every) - len(found)
    left_out = [text("alt_windows_left_out", count=windows)] if windows else []
    if not found:
        return " ".join([text("chart_empty") + ".", *left_out])
    main = [row for row in found if row.indicator not in split] or found
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in main:
        groups.setdefault((row.indicator, row.partner, row.unit), []).append(row)
    told = [_told(group, labels) for group in list(groups.values())[:4]]
    return " ".join([*told, *left_out])


def _told(found: Sequence[Row], labels: Labels) -> str:
    whole = [row for row in found if _whole(row)]
    parts = sorted((row for row in found if not _whole(row)), key=lambda row: row.start)
    sentences = [stated_by(found, labels)]
    if len(whole) == 1:
        sentences.append(_sentence("alt_only", whole[0]))
    elif whole:
        sentences.append(_sentence("alt_highest", max(whole, key=lambda row: row.value)))
        sentences.append(_sentence("alt_latest", max(whole, key=lambda row: row.end)))
    if parts:
        sentences.append(text("alt_part_years", items=listed([item(row) for row in parts])))
    if missing := gaps(found, _years(found)):
        spans = [
            str(first) if first == last else text("span", first=first, last=last)
            for first, last in missing
        ]
        sentences.append(text("alt_gaps", items=listed(spans)))
    return " ".join(sentences)


def _sentence(key: str, row: Row) -> str:
    return text(key, amount=stated(row), period=period(row))


def _whole(row: Row) -> bool:
    return row.coverage == "full_year"


def _years(found: Sequence[Row]) -> tuple[int, int]:
    return min(row.start.year for row in found), max(row.end.year for row in found)


def _fitting(series: Sequence[Row], found: Sequence[Row], split: Sequence[str]) -> list[Row]:
    """The official values that measure what these statements do; of a split, the total's.

    The line of an upper part would run through the lower part of the bars.
    """
    main = [row for row in found if row.indicator not in split] or found
    measured = {(row.indicator, row.reporter, row.partner, row.unit) for row in main}
    return [
        row for row in series if (row.indicator, row.reporter, row.partner, row.unit) in measured
    ]
