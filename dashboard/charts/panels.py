"""Panels: one below the other, each with one unit, all on the same years.

Amounts of different units never share an axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, Final, NamedTuple

from dashboard.charts.marks import (
    FAINT,
    INK,
    PANEL_HEIGHT,
    PLOT_HEIGHT,
    QUIET,
    SMALL,
    By,
    hover,
    html,
    layout,
    note,
)
from dashboard.charts.rows import FigureRow, Labels, name
from dashboard.charts.sketch import Sketch
from dashboard.charts.timeline import Fold, Timeline
from dashboard.view import format as fmt
from dashboard.view.labels import shorten
from dashboard.view.texts import text

MOST_PANELS: Final = 12
MOST_DRAWN: Final = 160
"""Marks of a panel that can be told apart on a wide screen: some eight pixels each."""
AXIS_HEIGHT: Final = 76
LETTERS_HEIGHT: Final = 14
"""Pixels between an axis and its years, for the letters of the sources."""
YEARS_HEIGHT: Final = 44
MOST_YEARS: Final = 24
"""That a saved picture names level; on a narrower screen the browser leaves some out."""
YEARS: Final = "years"
"""Name of an axis of years, by which a browser knows that it may write 2024 shorter."""
BESIDE: Final = 26
DIGIT_WIDTH: Final = 8
FOLDED: Final = "folded"
TITLE: Final = "title"
"""Names of the words in a fold and of a panel's title, by which a browser knows them."""
BAND: Final = 0.45
"""Opacity of what lies behind the statements."""
TITLE_LENGTH: Final = 42
TITLE_LINES: Final = 2
TITLE_LINE: Final = 17


class Panel(NamedTuple):
    """What one panel shows."""

    number: int
    """From 1, from the top."""
    title: str
    rows: list[FigureRow]
    unit: str
    scale: int
    """Power of ten that its axis counts in."""
    top: float
    """Highest number that a statement names, in the axis' scale."""
    height: int
    """Pixels that the plot takes, at least."""
    alike: tuple[str, ...] = ()
    """Panels that are alike here have the same scale, so that heights can be compared."""

    def scaled(self, value: float) -> float:
        """A number of base units on the panel's axis."""
        return value / float(10**self.scale)

    @property
    def stem(self) -> float:
        """Length of an arrow that marks an open end, on the axis."""
        return self.top * 0.08

    @property
    def axes(self) -> tuple[str, str]:
        """Names of its axes in plotly."""
        number = "" if self.number == 1 else str(self.number)
        return f"x{number}", f"y{number}"


class Drawing(NamedTuple):
    """Where to draw."""

    figure: Sketch
    panel: Panel
    labels: Labels
    years: Timeline
    said: dict[tuple[str, bool], str]
    """What was told of a statement before: its bar and its interval are told the same."""

    def told(self, row: FigureRow, *, signed: bool = False) -> str:
        """What a statement says when pointed at (see `marks.hover`)."""
        key = (row.figure_id, signed)
        said = self.said.get(key)
        if said is None:
            said = self.said[key] = hover(row, self.labels, signed=signed)
        return said


def panels(
    statements: Sequence[FigureRow],
    by: By,
    labels: Labels,
    *,
    beside: Sequence[FigureRow] = (),
    apart: str = "",
) -> list[Panel]:
    """Rows by unit, and by the columns `apart` and `by.panel` if given, in order of appearance.

    beside: values of the same units that the axes must have room for.
    """
    columns = list(dict.fromkeys(column for column in (apart, by.panel) if column))
    groups: dict[tuple[str, ...], list[FigureRow]] = {}
    for row in statements:
        key = (*(str(getattr(row, column)) for column in columns), row.unit)
        groups.setdefault(key, []).append(row)
    alone = len(groups) == 1
    subjects = {str(getattr(row, apart)) for row in statements} if apart else set()
    # What all panels show is the title of the whole picture already.
    titled = [column for column in columns if column != apart or len(subjects) > 1]
    alike: dict[tuple[str, ...], list[FigureRow]] = {}
    for row in statements:
        alike.setdefault(_alike(row, apart), []).append(row)
    stack = [
        _panel(
            place,
            "" if alone and apart else _titled(titled, group[0], labels),
            group,
            [*beside, *alike[_alike(group[0], apart)]],
        )._replace(alike=_alike(group[0], apart))
        for place, group in enumerate(groups.values(), start=1)
    ]
    if alone:
        return stack
    if len({panel.unit for panel in stack}) > 1:
        stack = [panel._replace(title=_with_unit(panel)) for panel in stack]
    return [panel._replace(height=PANEL_HEIGHT - AXIS_HEIGHT) for panel in stack]


def distinguishable(stack: Sequence[Panel]) -> tuple[list[Panel], int]:
    """The panels with as many marks as can be told apart, and how many statements that leaves out.

    Whole years, the newest first, as long as they fit; of a newest year with more, the first ones.
    """
    kept = [panel._replace(rows=_newest(panel.rows)) for panel in stack]
    every, shown = (sum(len(panel.rows) for panel in some) for some in (stack, kept))
    return kept, every - shown


def _newest(statements: list[FigureRow]) -> list[FigureRow]:
    if len(statements) <= MOST_DRAWN:
        return statements
    years = sorted((row.end.year for row in statements), reverse=True)
    whole = [row for row in statements if row.end.year > years[MOST_DRAWN]]
    return whole or [row for row in statements if row.end.year == years[0]][:MOST_DRAWN]


def _with_unit(panel: Panel) -> str:
    """What a panel shows, and in what it counts where another counts in something else."""
    return ", ".join(
        part for part in (panel.title, fmt.axis_title(panel.unit, panel.scale)) if part
    )


def _alike(row: FigureRow, apart: str) -> tuple[str, ...]:
    return (row.unit, str(getattr(row, apart))) if apart else (row.unit,)


def _titled(columns: Sequence[str], row: FigureRow, labels: Labels) -> str:
    """The panel's name."""
    return ", ".join(name(labels, column, str(getattr(row, column))) for column in columns)


def level(figure: Sketch, stack: Sequence[Panel]) -> None:
    """Gives panels of the same unit the same axis, from the lowest to the highest of theirs."""
    groups: dict[tuple[str, ...], list[list[float]]] = {}
    for panel in stack:
        groups.setdefault(panel.alike, []).append(_range(figure, panel))
    for panel in stack:
        ranges = groups[panel.alike]
        ends = [end for each in ranges for end in each]
        wide = [min(ends), max(ends)]
        # Ranks have their first at the top.
        falls = ranges[0][0] > ranges[0][1]
        figure.update_yaxes(range=wide[::-1] if falls else wide, row=panel.number)


def _range(figure: Sketch, panel: Panel) -> list[float]:
    axis = figure.layout.get("yaxis" + panel.axes[1][1:], {})
    ends: list[float] = axis.get("range", [0.0, panel.top])
    return ends


def _panel(
    number: int, title: str, statements: list[FigureRow], beside: Sequence[FigureRow]
) -> Panel:
    unit = statements[0].unit
    tops = [row.top for row in [*statements, *beside] if row.unit == unit]
    largest = max([0.0, *tops]) or 1.0
    scale = fmt.scale_of(largest) if fmt.is_scaled(unit) or unit == fmt.COUNT else 0
    if unit == fmt.COUNT and scale < 6:
        scale = 0
    return Panel(
        number, title, statements, unit, scale, largest / 10**scale, PLOT_HEIGHT - AXIS_HEIGHT
    )


def begin(stack: list[Panel]) -> Sketch:
    """An empty figure with a row for each panel; those past the twelfth are taken off the list."""
    left_out = len(stack) - MOST_PANELS
    del stack[MOST_PANELS:]
    spacing = min(AXIS_HEIGHT / _height(stack), 1 / max(1, len(stack))) if len(stack) > 1 else 0
    figure = Sketch(len(stack), spacing)
    figure.update_layout(**layout(_height(stack), barmode="overlay", bargap=0))
    if left_out > 0:
        note(figure, text("panels_left_out", count=left_out))
    return figure


def _height(stack: Sequence[Panel]) -> int:
    return PLOT_HEIGHT if len(stack) == 1 else PANEL_HEIGHT * len(stack)


def finish(figure: Sketch, stack: Sequence[Panel], years: Timeline) -> Sketch:
    """Axes, folds and titles of panels."""
    figure.update_xaxes(**year_axis(years, MOST_YEARS))
    # Plotly draws everything a second time where it needs more room than a margin has.
    figure.update_layout(
        margin={"l": max(_width(_range(figure, panel)) for panel in stack), "b": YEARS_HEIGHT}
    )
    if stack[0].title:
        # Below it stands what a note may add above the plot.
        more = TITLE_LINE * (len(_lines(stack[0].title)) - 1)
        figure.update_layout(margin={"t": figure.layout["margin"]["t"] + more})
    for panel in stack:
        figure.update_yaxes(
            automargin=True,
            nticks=6,
            tickfont={"size": SMALL, "color": INK},
            tickformat=",",
            zeroline=True,
            zerolinecolor=QUIET,
            row=panel.number,
        )
        if panel.title:
            _title(figure, panel)
        _folds(figure, panel, years)
    return figure


def _width(ends: list[float]) -> int:
    """Pixels that the numbers of an axis need beside it."""
    high, low = max(ends), min(ends)
    # Ticks may be tenths or hundredths where the axis is short.
    digits = len(f"{int(high):,}") + (low < 0) + (3 if high - low <= 3 else 0)
    return BESIDE + DIGIT_WIDTH * digits


def _folds(figure: Sketch, panel: Panel, years: Timeline) -> None:
    """Years that nobody speaks of, folded or not, as quiet bands that say so."""
    x, y = panel.axes
    bands = [
        (f.left, f.right, f"{_fold(f)}<br>{html(text('not_stated'))}", FOLDED) for f in years.folds
    ]
    # The axis names a single year; where the words have no room, their name does.
    bands += [
        (
            years.lefts[year],
            years.lefts[year] + years.widths[year],
            html(text("not_stated")),
            f"{FOLDED}\t{year}",
        )
        for year in years.quiet
    ]
    for left, right, words, named in bands:
        figure.add_shape(
            type="rect",
            layer="below",
            x0=left,
            x1=right,
            y0=0,
            y1=1,
            xref=x,
            yref=f"{y} domain",
            fillcolor=FAINT,
            opacity=BAND,
            line={"width": 0},
        )
        figure.add_annotation(
            text=words,
            x=(left + right) / 2,
            y=0.5,
            xref=x,
            yref=f"{y} domain",
            showarrow=False,
            name=named,
            font={"size": SMALL - 1, "color": QUIET},
        )


def _fold(fold: Fold) -> str:
    """The years of a fold: "2014-19", "2003-04"."""
    return text("fold", first=fold.first, last=f"{fold.last % 100:02}")


def _title(figure: Sketch, panel: Panel) -> None:
    x, y = panel.axes
    figure.add_annotation_first(
        text="<br>".join(f"<b>{html(line)}</b>" for line in _lines(panel.title)),
        align="left",
        showarrow=False,
        xref=f"{x} domain",
        yref=f"{y} domain",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        name=TITLE,
        font={"size": SMALL + 1, "color": INK},
    )


def _lines(title: str) -> list[str]:
    return wrap(shorten(title, TITLE_LINES * TITLE_LENGTH), TITLE_LENGTH)


def year_axis(years: Timeline, most: int) -> dict[str, Any]:
    """An axis of years, at most so many named, each in its middle and level."""
    ticks = years.ticks(most)
    return {
        "type": "linear",
        "uirevision": YEARS,
        "range": [0.0, years.end],
        "tickvals": [at for at, _ in ticks],
        "ticktext": [name for _, name in ticks],
        "tickangle": 0,
        "automargin": False,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "ticklabelstandoff": LETTERS_HEIGHT,
        "showline": False,
        "tickfont": {"size": SMALL, "color": INK},
        "showticklabels": True,
    }
