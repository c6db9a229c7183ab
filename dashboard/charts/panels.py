"""Panels: one below the other, each with one unit, all on the same years.

Amounts of different units never share an axis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from textwrap import wrap
from typing import Any, Final, NamedTuple

from dashboard.charts.marks import (
    INK,
    PANEL_HEIGHT,
    PLOT_HEIGHT,
    QUIET,
    SMALL,
    By,
    Style,
    html,
    layout,
    note,
    shorten,
)
from dashboard.charts.rows import Labels, Row, midnight, name
from dashboard.charts.sketch import Sketch
from dashboard.view import format as fmt
from dashboard.view.texts import text

MOST_PANELS: Final = 12
LEAST_YEARS: Final = 3
"""A single year would be as wide as the page; the years before it are shown, none to come."""
AXIS_HEIGHT: Final = 60
AXIS_TITLE_WIDTH: Final = 56
DIGIT_WIDTH: Final = 8
TITLE_LENGTH: Final = 42
TITLE_LINES: Final = 2
TITLE_LINE: Final = 17


class Panel(NamedTuple):
    """What one panel shows."""

    number: int
    """From 1, from the top."""
    title: str
    rows: list[Row]
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


@dataclass
class Legend:
    """What the legend lists so far, and the years that the axis shows."""

    years: tuple[int, int]
    left_out: int = 0
    names: set[str] = field(default_factory=set)

    def first(self, key: str) -> bool:
        """Whether that name is not listed yet; lists it."""
        new = key not in self.names
        self.names.add(key)
        return new


class Drawing(NamedTuple):
    """Where to draw and in which styles."""

    figure: Sketch
    panel: Panel
    labels: Labels
    colour: str
    style: Mapping[str, Style]
    legend: Legend


def panels(
    found: Sequence[Row],
    by: By,
    labels: Labels,
    *,
    beside: Sequence[Row] = (),
    apart: str = "",
) -> list[Panel]:
    """Rows by unit, and by the columns `apart` and `by.panel` if given, in order of appearance.

    beside: values of the same units that the axes must have room for.
    """
    columns = list(dict.fromkeys(column for column in (apart, by.panel) if column))
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in found:
        key = (*(str(getattr(row, column)) for column in columns), row.unit)
        groups.setdefault(key, []).append(row)
    alone = len(groups) == 1
    subjects = {str(getattr(row, apart)) for row in found} if apart else set()
    # What all panels show is the title of the whole picture already.
    titled = [column for column in columns if column != apart or len(subjects) > 1]
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in found:
        alike.setdefault(_alike(row, apart), []).append(row)
    made = [
        _panel(
            place,
            "" if alone and apart else _titled(titled, group[0], labels),
            group,
            [*beside, *alike[_alike(group[0], apart)]],
        )._replace(alike=_alike(group[0], apart))
        for place, group in enumerate(groups.values(), start=1)
    ]
    if alone:
        return made
    return [panel._replace(height=PANEL_HEIGHT - AXIS_HEIGHT) for panel in made]


def _alike(row: Row, apart: str) -> tuple[str, ...]:
    return (row.unit, str(getattr(row, apart))) if apart else (row.unit,)


def _titled(columns: Sequence[str], row: Row, labels: Labels) -> str:
    """The panel's name; its unit stands at the axis."""
    return ", ".join(name(labels, column, str(getattr(row, column))) for column in columns)


def level(figure: Sketch, made: Sequence[Panel]) -> None:
    """Gives panels of the same unit the same axis, from the lowest to the highest of theirs."""
    groups: dict[tuple[str, ...], list[list[float]]] = {}
    for panel in made:
        groups.setdefault(panel.alike, []).append(_range(figure, panel))
    for panel in made:
        ranges = groups[panel.alike]
        ends = [end for each in ranges for end in each]
        wide = [min(ends), max(ends)]
        # Ranks have their first at the top.
        falls = ranges[0][0] > ranges[0][1]
        figure.update_yaxes(range=wide[::-1] if falls else wide, row=panel.number)


def _range(figure: Sketch, panel: Panel) -> list[float]:
    axis = figure.layout.get("yaxis" + panel.axes[1][1:], {})
    found: list[float] = axis.get("range", [0.0, panel.top])
    return found


def _panel(number: int, title: str, found: list[Row], beside: Sequence[Row]) -> Panel:
    unit = found[0].unit
    tops = [row.top for row in [*found, *beside] if row.unit == unit]
    largest = max([0.0, *tops]) or 1.0
    scale = fmt.scale_of(largest) if fmt.is_money(unit) or unit == fmt.COUNT else 0
    if unit == fmt.COUNT and scale < 6:
        scale = 0
    return Panel(number, title, found, unit, scale, largest / 10**scale, PLOT_HEIGHT - AXIS_HEIGHT)


def begin(made: list[Panel], years: tuple[int, int]) -> tuple[Sketch, Legend]:
    """An empty figure with a row for each panel; panels past the twelfth are taken off the list."""
    left_out = len(made) - MOST_PANELS
    del made[MOST_PANELS:]
    height = PLOT_HEIGHT if len(made) == 1 else PANEL_HEIGHT * len(made)
    spacing = min(AXIS_HEIGHT / height, 1 / max(1, len(made))) if len(made) > 1 else 0
    return Sketch(len(made), spacing), Legend(years, max(0, left_out))


def finish(figure: Sketch, made: Sequence[Panel], legend: Legend) -> Sketch:
    """Axes, legend, titles of panels, and what was left out."""
    height = PLOT_HEIGHT if len(made) == 1 else PANEL_HEIGHT * len(made)
    figure.update_layout(**layout(height, len(legend.names), barmode="overlay", bargap=0))
    # On a phone, upright years fit once; below the title of the next panel they would not.
    figure.update_xaxes(**year_axis(legend.years, most=16 if len(made) == 1 else 7))
    # Plotly draws everything a second time where it needs more room than a margin has.
    figure.update_layout(margin={"l": max(_width(_range(figure, panel)) for panel in made)})
    if made[0].title:
        # Below it stands what a note may add above the plot.
        more = TITLE_LINE * (len(_lines(made[0].title)) - 1)
        figure.update_layout(margin={"t": figure.layout["margin"]["t"] + more})
    for panel in made:
        figure.update_yaxes(
            title={
                "text": html(fmt.axis_title(panel.unit, panel.scale)),
                "font": {"size": SMALL, "color": INK},
            },
            automargin=True,
            nticks=6,
            tickfont={"size": SMALL, "color": INK},
            tickformat=",",
            row=panel.number,
        )
        if panel.title:
            _title(figure, panel)
    if legend.left_out:
        note(figure, text("panels_left_out", count=legend.left_out))
    return figure


def _width(ends: list[float]) -> int:
    """Pixels that the numbers and the title of an axis need beside it."""
    high, low = max(ends), min(ends)
    # Ticks may be tenths or hundredths where the axis is short.
    digits = len(f"{int(high):,}") + (low < 0) + (3 if high - low < 3 else 0)
    return AXIS_TITLE_WIDTH + DIGIT_WIDTH * digits


def _title(figure: Sketch, panel: Panel) -> None:
    x, y = panel.axes
    figure.add_annotation(
        text="<br>".join(f"<b>{html(line)}</b>" for line in _lines(panel.title)),
        align="left",
        showarrow=False,
        xref=f"{x} domain",
        yref=f"{y} domain",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        font={"size": SMALL + 1, "color": INK},
    )


def _lines(title: str) -> list[str]:
    return wrap(shorten(title, TITLE_LINES * TITLE_LENGTH), TITLE_LENGTH)


def year_axis(years: tuple[int, int], most: int) -> dict[str, Any]:
    """An axis of whole years, at most so many labelled, each in its middle."""
    missing = max(0, LEAST_YEARS - (years[1] - years[0] + 1))
    first, last = years[0] - missing, years[1]
    step = max(1, ceil((last - first + 1) / most))
    return {
        "type": "date",
        "range": [midnight(date(first, 1, 1)), midnight(date(last + 1, 1, 1))],
        "tick0": midnight(date(last - (last - first) // step * step, 1, 1)),
        "dtick": f"M{12 * step}",
        "tickformat": "%Y",
        "ticklabelmode": "period",
        "autotickangles": [0, 90],
        "automargin": True,
        "showgrid": False,
        "ticks": "outside",
        "tickcolor": QUIET,
        "linecolor": QUIET,
        "showline": True,
        "tickfont": {"size": SMALL, "color": INK},
        "showticklabels": True,
    }
