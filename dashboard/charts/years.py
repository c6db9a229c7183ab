"""Flows by year: the statements of one source and period beside one another, level with their year.

Statements are never joined by a line. A part of a year is hatched, named and narrower. Cumulative
windows never appear here: see `windows`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import bars, derived, extras
from dashboard.charts.marks import BLOCK, COLOURS, By, Sign, empty, letters, note, told
from dashboard.charts.panels import Drawing, Panel, begin, distinguishable, finish, level, panels
from dashboard.charts.rows import (
    FigureRow,
    Labels,
    Table,
    items,
    listed,
    period,
    rows,
    stated,
    stated_by,
)
from dashboard.charts.slots import Group, axis, groups, placed
from dashboard.charts.timeline import Timeline
from dashboard.view.texts import text

MULTI_YEAR = "multi_year"
BAR = 10
"""Pixels that a bar of a whole year needs at least, to be seen and pointed at."""
BESIDE = 40
"""Pixels of the axis and its numbers."""
ROOM = 1.16
"""Of the highest mark, for the number above it."""


def by_year(  # noqa: PLR0913 - each is another table
    frame: Table,
    labels: Labels,
    *,
    by: By = By(),  # noqa: B008 - an immutable value
    split: Sequence[str] = (),
    events: pd.DataFrame | None = None,
    reference: Table | None = None,
    known: pd.DataFrame | None = None,
) -> go.Figure:
    """Flows as bars, those of one source and period in a group, groups of a year side by side.

    frame: statements (see `rows.Table`); those of coverage multi_year are left out. labels: see
    `rows.Labels`. split: indicators that are parts of the others (exports, imports): bars of
    their own colours, the amount that they are parts of a bracket over them. events: columns of
    `schema.EVENTS`. reference: official figures, drawn as quiet lines over their whole years.
    known: what all statements together allow, in the columns of `declared.RANGES`, drawn as bands
    behind them. Years that nobody speaks of fold (see `timeline`).

    Each unit has a panel of its own. Axes count thousands of millions and so on; every point's
    customdata is [figure_id, source_id, value, low, high] in base units. The interval is an error
    bar; an open end is an arrow without a cap. `layout.meta` has the key, the letters of the
    sources and the numbers of the events (see `marks.told`).
    """
    statements = [row for row in rows(frame) if row.coverage != MULTI_YEAR]
    if not statements:
        return empty(text("only_windows") if len(frame) else "")
    series = [] if reference is None else _official(reference, statements)
    stack, left_out = distinguishable(panels(statements, by, labels, beside=series))
    statements = [row for panel in stack for row in panel.rows]
    figure = begin(stack)
    grouped = [groups(panel.rows, split) for panel in stack]
    years = axis(grouped, [row.end.year for row in series])
    beside = bool(series) and not split
    signs = [Sign(COLOURS[0], BLOCK, text("key_stated"))] if beside else []
    every: list[Group] = []
    unwritten: list[str] = []
    allowed = derived.bands(known)
    for panel, inside in zip(stack, grouped, strict=True):
        drawing = Drawing(figure, panel, labels, years, {})
        figure.update_yaxes(range=_range(panel), row=panel.number)
        standing = placed(inside, years)
        every += standing
        signs += derived.draw(drawing, allowed, panel.top * ROOM)
        signs += bars.draw(drawing, standing, split)
        unwritten += bars.unwritten(drawing, standing, split)
        signs += extras.reference(drawing, _fitting(series, panel.rows), standing, split)
    level(figure, stack)
    if left_out:
        note(figure, text("statements_left_out", count=left_out))
    listed_events = extras.events(figure, events, stack[0], years)
    lettered = letters(labels.get("source_id", {}))
    spoke = dict.fromkeys(row.source_id for row in [*statements, *series])
    sources = [(lettered.get(key, "?"), key) for key in spoke]
    least = _least(every, years)
    figure.update_layout(meta=told(signs, sources, listed_events, least, unwritten))
    return finish(figure, stack, years).figure()


def _least(standing: Sequence[Group], years: Timeline) -> int:
    """Pixels below which bars are no longer told apart."""
    whole = [group for group in standing if group.whole] or standing
    narrowest = min((group.right - group.left) / len(group.parts or group.rows) for group in whole)
    return round(BAR / narrowest * years.end) + BESIDE


def _range(panel: Panel) -> list[float]:
    lowest = min([0.0, *(panel.scaled(row.value) for row in panel.rows)])
    return [lowest * ROOM, panel.top * ROOM]


def _official(reference: Table, statements: Sequence[FigureRow]) -> list[FigureRow]:
    return _fitting([row for row in rows(reference) if _whole(row)], statements)


def gaps(statements: Sequence[FigureRow]) -> list[tuple[int, int]]:
    """Runs of years, first and last, of which no statement says anything."""
    spoken = {year for row in statements for year in row.years}
    runs: list[tuple[int, int]] = []
    for year in range(min(spoken), max(spoken) + 1):
        if year in spoken:
            continue
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def summary(frame: Table, labels: Labels, *, split: Sequence[str] = ()) -> str:
    """The chart's message in sentences: what, how many, every number with its period, gaps.

    Plain text, nothing escaped. split: the parts, told after what they are parts of.
    """
    every = rows(frame)
    statements = [row for row in every if row.coverage != MULTI_YEAR]
    windows = len(every) - len(statements)
    left_out = [text("alt_windows_left_out", count=windows)] if windows else []
    if not statements:
        return " ".join([text("chart_empty") + ".", *left_out])
    parts: dict[tuple[str, str, str], list[FigureRow]] = {}
    for row in sorted(statements, key=lambda row: row.indicator in split):
        parts.setdefault((row.indicator, row.partner, row.unit), []).append(row)
    return " ".join([*(_told(group, labels) for group in list(parts.values())[:4]), *left_out])


def _told(statements: Sequence[FigureRow], labels: Labels) -> str:
    ordered = sorted(statements, key=lambda row: (row.end, row.start), reverse=True)
    whole = [row for row in ordered if _whole(row)]
    sentences = [
        stated_by(statements, labels),
        text("alt_numbers", items=items(ordered, most=12)),
    ]
    if len(whole) > 1:
        highest = max(whole, key=lambda row: row.value)
        sentences.append(text("alt_highest", amount=stated(highest), period=period(highest)))
    if missing := gaps(statements):
        spans = [
            str(first) if first == last else text("span", first=first, last=last)
            for first, last in missing
        ]
        sentences.append(text("alt_gaps", items=listed(spans)))
    return " ".join(sentences)


def _whole(row: FigureRow) -> bool:
    return row.coverage == "full_year"


def _fitting(series: Sequence[FigureRow], statements: Sequence[FigureRow]) -> list[FigureRow]:
    """The official values that measure what these statements do."""
    measured = {(row.indicator, row.reporter, row.partner, row.unit) for row in statements}
    return [
        row for row in series if (row.indicator, row.reporter, row.partner, row.unit) in measured
    ]
