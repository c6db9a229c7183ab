"""Bars of one group beside one another, a bracket at their sum, and the numbers above them.

Where a group stands is decided by `slots`, which statements are shown by `years`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from dashboard.charts.ends import EndMark, arrows, error_y
from dashboard.charts.marks import (
    BLOCK,
    BRACKET,
    CLEAR,
    COLOURS,
    DOTS,
    HATCH,
    INK,
    NUMBER,
    PAPER,
    QUIET,
    SMALL,
    TINT,
    WITHIN,
    Sign,
    custom,
    dated,
    html,
    letters,
    number_of,
)
from dashboard.charts.panels import Drawing
from dashboard.charts.rows import OPEN_DOWN, OPEN_UP, FigureRow, Labels, length, name, stated
from dashboard.charts.sketch import Line, bar_trace, lines_trace, scatter_trace
from dashboard.charts.slots import Group
from dashboard.view import format as fmt
from dashboard.view.texts import text

HATCHED: Final = "/"
"""Fill of a part of a year."""
DOTTED: Final = "."
"""Fill of what is expected or meant, not measured."""
TALL: Final = 0.16
"""Part of the axis from which a bar has room for its number inside."""
MOST_GROUPS: Final = 24
"""In one panel; with more, numbers would lie over one another and are left to the list."""


class Bar(NamedTuple):
    """One statement as a bar."""

    row: FigureRow
    left: float
    right: float
    color: str
    is_total: bool
    """Its number stands above it, as that of a bracket does."""

    @property
    def middle(self) -> float:
        """Where it stands on the axis."""
        return (self.left + self.right) / 2


def draw(drawing: Drawing, placed: Sequence[Group], split: Sequence[str]) -> list[Sign]:
    """Bars, then brackets, ends and numbers; returns what the key must explain."""
    colours = colours_of(split)
    bars = [bar for group in placed for bar in _bars(group, colours)]
    _rectangles(drawing, bars)
    _brackets(drawing, [group for group in placed if group.total and group.parts])
    _ends(drawing, bars, placed)
    if len(placed) <= MOST_GROUPS:
        # The newest first: where two numbers meet on a narrow screen, it stays.
        for group in sorted(placed, key=lambda group: group.main.end, reverse=True):
            _numbers(drawing, group, colours)
    _letters(drawing, placed)
    return _signs(drawing.labels, placed, colours)


def unwritten(drawing: Drawing, placed: Sequence[Group], split: Sequence[str]) -> list[str]:
    """Numbers with their periods that are not written at any width, of so many groups."""
    if len(placed) <= MOST_GROUPS:
        return []
    brackets = [group.total for group in placed if group.total and group.parts]
    bars = [bar for group in placed for bar in _bars(group, colours_of(split))]
    beside = [bar.row for bar in bars if not _is_inside(drawing, bar)]
    return [dated(row) for row in [*brackets, *beside]]


def colours_of(split: Sequence[str]) -> dict[str, str]:
    """A colour for each part, by its place among them."""
    return {part: COLOURS[place % len(COLOURS)] for place, part in enumerate(split)}


def _bars(group: Group, colours: Mapping[str, str]) -> list[Bar]:
    shown = group.parts or group.rows
    other = QUIET if colours else COLOURS[0]
    step = (group.right - group.left) / len(shown)
    return [
        Bar(
            row,
            group.left + step * place,
            group.left + step * (place + 0.94),
            QUIET if row.set_aside else colours.get(row.indicator, other),
            row is group.total,
        )
        for place, row in enumerate(shown)
    ]


def _rectangles(drawing: Drawing, bars: Sequence[Bar]) -> None:
    panel = drawing.panel
    fills = [_fill(bar) for bar in bars]
    drawing.figure.add_trace(
        bar_trace(
            x=[bar.middle for bar in bars],
            base=[panel.scaled(_base(bar.row)) for bar in bars],
            y=[panel.scaled(bar.row.value - _base(bar.row)) for bar in bars],
            width=[bar.right - bar.left for bar in bars],
            marker={
                "color": [fill["color"] for fill in fills],
                "line": {
                    "color": [fill["line"] for fill in fills],
                    "width": [1 if len(bars) <= 4 * MOST_GROUPS else 0 for _ in fills],
                },
                "pattern": {
                    "shape": [fill["shape"] for fill in fills],
                    "size": 6,
                    "solidity": 0.35,
                },
            },
            text=[html(_inside(drawing, bar)) for bar in bars],
            textangle=0,
            textposition="inside",
            insidetextanchor="end",
            insidetextfont={"color": PAPER, "size": SMALL},
            hovertext=[drawing.told(bar.row) for bar in bars],
            hoverinfo="text",
            customdata=[custom(bar.row) for bar in bars],
            showlegend=False,
        ),
        row=panel.number,
    )


def _base(row: FigureRow) -> float:
    """Where a bar begins: at zero, that of a range at its lower end."""
    return (row.low or 0.0) if row.is_range else 0.0


def _fill(bar: Bar) -> dict[str, Any]:
    row = bar.row
    dotted = row.status in ("forecast", "target")
    shape = DOTTED if dotted else HATCHED if row.coverage == "part_year" else ""
    empty = row.qualifier in OPEN_DOWN or bool(row.set_aside)
    pale = bar.color == QUIET or row.is_range
    full = bar.color if shape or not pale else bar.color + TINT
    return {
        "color": CLEAR if empty else full,
        "line": bar.color,
        "shape": "" if empty else shape,
    }


def _tall(drawing: Drawing, row: FigureRow) -> bool:
    return abs(drawing.panel.scaled(row.value)) >= TALL * drawing.panel.top


def _is_inside(drawing: Drawing, bar: Bar) -> bool:
    """Whether a bar carries its number inside: a full one with room for it."""
    full = (
        not bar.is_total
        and bar.color != QUIET
        and not _fill(bar)["shape"]
        and bar.row.qualifier not in OPEN_DOWN
    )
    return full and not bar.row.is_range and _tall(drawing, bar.row)


def _inside(drawing: Drawing, bar: Bar) -> str:
    return _short(drawing, bar.row) if _is_inside(drawing, bar) else ""


def _short(drawing: Drawing, row: FigureRow) -> str:
    """A number without its unit, which the chart's head says once: "15.466"."""
    if row.is_range or row.qualifier != "exact" or not drawing.panel.scale:
        return stated(row)
    # Zeros that were printed in millions are none in billions.
    same = fmt.scale_of(row.value) == drawing.panel.scale
    digits = fmt.significant(row.as_stated, row.value) if same else None
    return fmt.plain_number(row.value, drawing.panel.scale, digits)


def _brackets(drawing: Drawing, sums: Sequence[Group]) -> None:
    """A bracket over the parts of an amount, as high as the amount is stated."""
    panel = drawing.panel
    foot = panel.top * 0.018
    lines: dict[str, list[Line]] = {}
    for group in sums:
        row = group.total
        assert row is not None  # only groups with one are given
        height = panel.scaled(row.value)
        ends = [group.left, group.left, group.middle, group.right, group.right]
        heights = [height - foot, height, height, height, height - foot]
        line = Line(ends, heights, drawing.told(row), custom(row))
        lines.setdefault(QUIET if row.set_aside else INK, []).append(line)
    for colour, alike in lines.items():
        trace = lines_trace(
            alike,
            line={"color": colour, "width": 2},
            # Wide enough for a finger, seen by nobody.
            marker={"size": 16, "opacity": 0, "color": INK},
        )
        drawing.figure.add_trace(trace, row=panel.number)


def _ends(drawing: Drawing, bars: Sequence[Bar], placed: Sequence[Group]) -> None:
    """Intervals as error bars, open ends as arrows."""
    panel = drawing.panel
    marked = [(bar.middle, bar.row) for bar in bars]
    marked += [(group.middle, group.total) for group in placed if group.total and group.parts]
    kept = [(x, row) for x, row in marked if not row.is_range and not row.set_aside]
    drawing.figure.add_trace(
        scatter_trace(
            x=[x for x, _ in kept],
            y=[panel.scaled(row.value) for _, row in kept],
            mode="markers",
            marker={"size": 1, "opacity": 0, "color": INK},
            error_y=error_y(drawing, [row for _, row in kept], INK),
            hovertext=[drawing.told(row) for _, row in kept],
            hoverinfo="text",
            customdata=[custom(row) for _, row in kept],
            showlegend=False,
        ),
        row=panel.number,
    )
    arrows(drawing, [EndMark(x, panel.scaled(row.value), row, INK) for x, row in kept])


def _numbers(drawing: Drawing, group: Group, colours: Mapping[str, str]) -> None:
    """The amount above its group, then each part: above its bar, or inside where that is tall."""
    part_year = f"<br>{html(length(group.main))}" if not group.whole else ""
    if group.total:
        aside = group.total.set_aside or group.total.status
        kind = "set_aside" if group.total.set_aside else "status"
        words = f"<br>{html(text(f'{kind}_{aside}'))}" if aside else ""
        number = f"<b>{html(stated(group.total))}</b>"
        if not colours and len({row.indicator for row in drawing.panel.rows}) > 1:
            # Bars of two indicators and no colours: each says what it is.
            number += f"<br>{html(name(drawing.labels, 'indicator', group.total.indicator))}"
        # Its own parts may stand higher than an amount that is said to be less than they are.
        highest = max([group.total, *group.parts], key=lambda row: row.value)
        short = _short(drawing, group.total)
        short = "" if short == stated(group.total) else short
        _number(drawing, group.middle, highest, (number + part_year + words, INK), short=short)
    for bar in _bars(group, colours):
        if bar.row is group.total or _is_inside(drawing, bar):
            continue
        color = QUIET if bar.row.set_aside else bar.color
        words = html(_short(drawing, bar.row))
        inside = group.total is not None and _tall(drawing, bar.row)
        own = "" if group.total else part_year
        _number(drawing, bar.middle, bar.row, (words + own, color), inside=inside)


def _number(
    drawing: Drawing,
    x: float,
    row: FigureRow,
    words: tuple[str, str],
    *,
    inside: bool = False,
    short: str = "",
) -> None:
    """A number above a mark, or below one that hangs; words: its text and its colour.

    inside: on paper at the top of a bar, below the bracket that would cross it. short: the number
    where there is no room for its unit.
    """
    panel = drawing.panel
    below = row.value < 0
    reach = panel.scaled(row.value)
    if inside and row.low is not None and row.qualifier not in OPEN_DOWN:
        reach = panel.scaled(row.low)  # below the end of its interval, which would cross it
    elif row.qualifier in OPEN_UP and not inside:
        reach += 1.4 * panel.stem
    elif row.high is not None and not below and not inside:
        reach = max(reach, panel.scaled(row.high))
    axis_x, axis_y = panel.axes
    hangs = below or inside
    drawing.figure.add_annotation(
        text=words[0],
        x=x,
        y=reach,
        xref=axis_x,
        yref=axis_y,
        yanchor="top" if hangs else "bottom",
        yshift=(-5 if inside else -3) if hangs else 3,
        showarrow=False,
        name=number_of(row, short, WITHIN if inside else NUMBER),
        font={"size": SMALL, "color": words[1]},
        **({"bgcolor": PAPER, "borderpad": 1} if inside else {}),
    )


def _letters(drawing: Drawing, placed: Sequence[Group]) -> None:
    """Who says it, as a letter below the axis; those of one place together."""
    known = letters(drawing.labels.get("source_id", {}))
    axis_x, axis_y = drawing.panel.axes
    if len(placed) > MOST_GROUPS:
        return
    for group in placed:
        drawing.figure.add_annotation(
            text=known.get(group.main.source_id, "?"),
            x=group.middle,
            y=0,
            xref=axis_x,
            yref=f"{axis_y} domain",
            yanchor="top",
            yshift=-6,
            showarrow=False,
            font={"size": SMALL - 1, "color": QUIET},
        )


def _signs(labels: Labels, placed: Sequence[Group], colours: Mapping[str, str]) -> list[Sign]:
    every = [row for group in placed for row in group.rows]
    shown = {row.indicator for row in every}
    signs = [
        Sign(color, BLOCK, name(labels, "indicator", part))
        for part, color in colours.items()
        if part in shown
    ]
    for group in placed:
        if group.total and colours:
            said = name(labels, "indicator", group.total.indicator)
            key, sign = ("key_total", BRACKET) if group.parts else ("key_alone", BLOCK)
            # As pale as such a bar is.
            signs.append(
                Sign(INK if group.parts else QUIET + TINT, sign, text(key, indicator=said))
            )
    if any(row.coverage == "part_year" for row in every):
        signs.append(Sign(QUIET, HATCH, text("key_part_year")))
    signs += [Sign(QUIET, DOTS, text(f"key_status_{row.status}")) for row in every if row.status]
    if any(row.set_aside for row in every):
        signs.append(Sign(QUIET, BLOCK, text("key_set_aside")))
    return signs
