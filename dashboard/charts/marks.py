"""What all charts share: colours and symbols, hover text, axes, legend, the empty chart.

Knows plotly, not Streamlit. The colours stand for those of the reader's theme, light or dark:
`picture.dressed` puts these in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from textwrap import wrap
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from dashboard.charts.rows import FigureRow, Labels, name, period, stated, subject_of
from dashboard.charts.sketch import Sketch
from dashboard.view import format as fmt
from dashboard.view.labels import shorten
from dashboard.view.once import once
from dashboard.view.texts import text

# The theme's six distinct chart colours; it repeats them from the seventh on.
COLOURS: Final = ("#000001", "#000002", "#000003", "#000004", "#000005", "#000006")
# Seven against six: the same colour comes with another symbol each time, 42 pairs in all.
SYMBOLS: Final = ("circle", "square", "diamond", "cross", "x", "star", "hexagon")
DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash")
INK: Final = "#000037"
"""Text."""
QUIET: Final = "#000036"
"""Text and lines that stand back, still readable."""
PAPER: Final = "#000038"
FAINT: Final = "#000039"
"""Hair lines and bands."""
CLEAR: Final = "rgba(0,0,0,0)"
TINT: Final = "55"
"""Appended to a colour: a third of it, so that text stays readable on top."""

PLOT_HEIGHT: Final = 340
PANEL_HEIGHT: Final = 240
LEGEND_LINE: Final = 29
LEGEND_MOST: Final = 10
LEGEND_FILLS: Final = 4
"""Entries beside the sources: parts of bars, parts of years, events, an official series."""
NOTE_HEIGHT: Final = 38
LABEL_LENGTH: Final = 38
HOVER_WIDTH: Final = 42
_WORD: Final = rf"[^\s-][^ \t\n\v\f\r-]{{0,{HOVER_WIDTH - 1}}}"
"""Stays whole, as a number and its unit do: `textwrap` breaks at no other space than these."""
_WORDS: Final = re.compile(f"{_WORD}(?: {_WORD})*")
"""With a single space between them."""
SMALL: Final = 12


NARROW: Final = 280
"""Pixels that every screen has: a chart that needs no more needs nothing said."""
NUMBER: Final = "number"
WITHIN: Final = "within"
OFFICIAL: Final = "official"
"""Kinds of numbers: beside marks, on paper within its own bar, at the end of an official line."""


def number_of(row: FigureRow, short: str = "", kind: str = NUMBER) -> str:
    """The name of a number written in a chart: kind, period, itself without its unit, its figure.

    A browser that has no room for it so knows what it can write instead, what it leaves out, and
    whose card a click on it opens (`server/assets/charts.js`): an official number never lies over
    a mark.
    """
    return "\t".join((kind, period(row), short, row.figure_id))


class By(NamedTuple):
    """How a chart is parted."""

    panel: str = ""
    """Column whose values each get a panel of their own; units always do."""


@once
def letters(order: Iterable[str]) -> dict[str, str]:
    """A letter for each source by its place in the data set: the same in every chart."""
    return {key: _letter(place) for place, key in enumerate(order)}


def _letter(place: int) -> str:
    rest, own = divmod(place, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + own)


class Sign(NamedTuple):
    """One entry of a chart's key, which stands beside the chart as text."""

    color: str
    sign: str
    label: str


BLOCK: Final = "\N{BLACK SQUARE}"
HATCH: Final = "\N{SQUARE WITH UPPER RIGHT TO LOWER LEFT FILL}"
DOTS: Final = "\N{SQUARE WITH ORTHOGONAL CROSSHATCH FILL}"
BRACKET: Final = "\N{TOP SQUARE BRACKET}"
DASH: Final = "\N{EM DASH}"


def told(
    signs: Iterable[Sign] = (),
    sources: Iterable[tuple[str, str]] = (),
    events: Iterable[tuple[str, str]] = (),
    least: int = 0,
    unwritten: Iterable[str] = (),
) -> dict[str, Any]:
    """What stands beside a chart as text of the page, for the `meta` of its layout.

    sources: (letter, id). events: (number, text). least: pixels that its numbers need beside one
    another, so that a page gives it no less. unwritten: numbers that are drawn at no width.
    """
    return {
        "least": least if least > NARROW else 0,
        "key": [sign._asdict() for sign in dict.fromkeys(signs)],
        "sources": [list(each) for each in sources],
        "events": [list(each) for each in events],
        "unwritten": list(unwritten),
    }


class Style(NamedTuple):
    """How one source (or other key) is drawn."""

    colour: str
    symbol: str
    dash: str


def styles(keys: Iterable[str], order: Iterable[str]) -> dict[str, Style]:
    """A style for each key, by its place in `order` (all names known) and then as they come.

    The same source so has the same colour and symbol in every chart, whatever is filtered.
    """
    wanted = set(keys)
    known = dict.fromkeys([*order, *sorted(wanted)])
    return {
        key: Style(
            COLOURS[place % len(COLOURS)],
            SYMBOLS[place % len(SYMBOLS)],
            DASHES[place % len(DASHES)],
        )
        for place, key in enumerate(known)
        if key in wanted
    }


def html(string: str) -> str:
    """A text that plotly must not read as markup."""
    return escape(string, quote=False)


def short_names(
    keys: Sequence[str], column: str, labels: Labels, length: int = LABEL_LENGTH
) -> dict[str, str]:
    """Names short enough for a legend or an axis, escaped, no two alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        full = name(labels, column, key)
        short, number = shorten(full, length), 1
        while short in taken:
            number += 1
            short = f"{shorten(full, length - 5)} ({number})"
        taken.add(short)
        names[key] = html(short)
    return names


def dated(row: FigureRow, *, signed: bool = False) -> str:
    """A number with its period, as text."""
    return text("hover_stated", amount=stated(row, signed=signed), period=period(row))


def hover(row: FigureRow, labels: Labels, *, signed: bool = False, more: Sequence[str] = ()) -> str:
    """What a point says when pointed at: number, period, phrase, interval, source, paragraph."""
    exact = fmt.printed_to_the_unit(row.low, row.high, row.unit)
    bounds = "" if exact else fmt.interval(row.low, row.high, row.unit, signed=signed)
    source = name(labels, "source_id", row.source_id)
    lines = [
        subject_of(row, labels),
        text("hover_phrase", phrase=row.as_stated),
        *([] if exact else [text("hover_interval", interval=bounds)]),
        *more,
        text("hover_source", source=source, paragraph=row.paragraph)
        if row.paragraph is not None
        else text("hover_table", source=source),
    ]
    if row.set_aside:
        lines.append(text(f"set_aside_{row.set_aside}"))
    if row.status:
        lines.append(text(f"status_{row.status}"))
    if row.authority:
        lines.append(text("hover_authority", authority=row.authority))
    if row.period_basis == "inferred":
        lines.append(text("hover_inferred"))
    return "<br>".join([f"<b>{html(dated(row, signed=signed))}</b>", *map(wrapped, lines)])


@lru_cache(10_000)
def wrapped(line: str) -> str:
    """A text escaped and broken into lines that fit a narrow screen."""
    return html("\n".join(_lines(line))).replace("\n", "<br>")  # no line has one in itself


def _lines(line: str) -> list[str]:
    """As `textwrap.wrap` breaks it, which takes ten times as long where no word is to be broken."""
    if not _WORDS.fullmatch(line):
        return wrap(line, HOVER_WIDTH)
    lines = []
    while len(line) > HOVER_WIDTH:
        end = line.rindex(" ", 0, HOVER_WIDTH + 1)
        lines.append(line[:end])
        line = line[end + 1 :]
    return [*lines, line]


def custom(row: FigureRow) -> list[object]:
    """What a click on a point brings back: figure_id first, then source, value, low, high."""
    return [row.figure_id, row.source_id, row.value, row.low, row.high]


def empty(message: str = "") -> go.Figure:
    """A chart that says that there is nothing to show."""
    figure = go.Figure(layout=layout(height=160))
    figure.add_annotation(
        text=wrapped(message or text("chart_empty")),
        showarrow=False,
        font={"color": INK, "size": 14},
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
    )
    figure.update_xaxes(visible=False)
    return figure.update_yaxes(visible=False)


def layout(height: int, entries: int = 0, **more: Any) -> dict[str, Any]:
    """A layout with the legend below the plot and room for so many of its entries.

    On a narrow screen each entry takes a line of its own; on a wide one the plot takes what
    is left.
    """
    lines = min(entries, LEGEND_MOST + LEGEND_FILLS)
    return dict(
        height=height + LEGEND_LINE * lines,
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        showlegend=entries > 0,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "maxheight": 0.7,
            "title": {"text": ""},
            "itemsizing": "constant",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": SMALL, "color": INK},
        },
        # On the colour of what is pointed at, text would be too faint.
        hoverlabel={
            "align": "left",
            "bgcolor": PAPER,
            "bordercolor": QUIET,
            "font": {"color": INK},
        },
        hovermode="closest",
        uniformtext={"mode": "hide", "minsize": SMALL - 2},
        **more,
    )


def note(figure: Sketch, string: str, *, below: bool = False) -> None:
    """A line above or below the plot, for what the chart leaves out."""
    side = "b" if below else "t"
    used = figure.layout["margin"].get(side, 0)
    figure.update_layout(margin={side: used + NOTE_HEIGHT})
    figure.add_annotation(
        text=wrapped(string),
        align="left",
        showarrow=False,
        font={"color": INK, "size": SMALL},
        x=0,
        y=0 if below else 1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top" if below else "bottom",
        yshift=-8 if below else used,
    )
