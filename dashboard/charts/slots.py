"""Where a bar stands: the slot of time of each statement, shared by those of the same days.

Must not know plotly.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from dashboard.charts.rows import Row, after, midnight

FILLED: Final = 0.9
"""Part of its slot that a bar fills."""


class Bar(NamedTuple):
    """A statement, with those of its parts, and the slot of time that it is drawn in."""

    total: Row | None
    parts: tuple[Row, ...]
    left: datetime
    right: datetime
    slots: int

    @property
    def main(self) -> Row:
        """The statement that gives the bar its period, source and colour."""
        return self.total or self.parts[0]

    @property
    def middle(self) -> datetime:
        """Where it stands on the axis."""
        return self.left + (self.right - self.left) / 2

    @property
    def width(self) -> float:
        """How wide it is drawn, in milliseconds, as plotly measures a date axis."""
        return (self.right - self.left).total_seconds() * 1000 * FILLED

    @property
    def whole(self) -> bool:
        """Whether it covers a calendar year."""
        return self.main.coverage == "full_year"


class Piece(NamedTuple):
    """One rectangle: a total, or a part of a bar."""

    bar: Bar
    row: Row
    base: float
    place: int
    """Which part, from 0; -1 for a total without parts, -2 for one behind its parts."""


def place(found: Sequence[Row], split: Sequence[str]) -> list[Bar]:
    """Each statement's slot: periods of the same days are shared side by side.

    A row of an indicator in `split` joins the total of the same source and period.
    """
    totals = [row for row in found if row.indicator not in split]
    parts: dict[tuple[object, ...], list[Row]] = {}
    for row in found:
        if row.indicator in split:
            parts.setdefault(_alike(row), []).append(row)
    drawn: list[tuple[Row | None, tuple[Row, ...]]] = []
    for row in totals:
        own = parts.pop(_alike(row), [])
        drawn.append((row, _in_order(own, split)))
    drawn += [(None, _in_order(rest, split)) for rest in parts.values()]
    spans: dict[tuple[date, date], list[tuple[Row | None, tuple[Row, ...]]]] = {}
    for total, members in drawn:
        spans.setdefault((total or members[0]).span, []).append((total, members))
    return [bar for span, members in spans.items() for bar in _slots(span, members)]


def _in_order(parts: Sequence[Row], split: Sequence[str]) -> tuple[Row, ...]:
    return tuple(sorted(parts, key=lambda part: split.index(part.indicator)))


def _alike(row: Row) -> tuple[object, ...]:
    return row.source_id, row.reporter, row.partner, row.unit, row.span


def _slots(
    span: tuple[date, date], members: Sequence[tuple[Row | None, tuple[Row, ...]]]
) -> list[Bar]:
    start, end = midnight(span[0]), after(span[1])
    step = (end - start) / len(members)
    return [
        Bar(total, parts, start + step * slot, start + step * (slot + 1), len(members))
        for slot, (total, parts) in enumerate(members)
    ]


def pieces(bar: Bar) -> list[Piece]:
    """The rectangles of a bar, from the one behind to the top of the stack."""
    made = []
    if bar.total is not None:
        made.append(Piece(bar, bar.total, 0, -2 if bar.parts else -1))
    base = 0.0
    for number, part in enumerate(bar.parts):
        made.append(Piece(bar, part, base, number))
        base += part.value
    return made


def stack(bar: Bar) -> float:
    """What the parts of a bar come to; 0 without parts."""
    return sum(part.value for part in bar.parts)
