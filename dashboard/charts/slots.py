"""Where statements stand among the years: a group a source and period, a bar for each part.

Must not know plotly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from dashboard.charts.rows import FigureRow
from dashboard.charts.timeline import Timeline, timeline

NARROWEST: Final = 0.45
"""Of a year's place: room for the number of a part of a year."""
NARROWEST_PART: Final = 0.32
"""The same for each of the parts of its amount."""
PAD: Final = 0.07
"""Part of its place that a group leaves free on each side."""
DAYS: Final = 366


class Group(NamedTuple):
    """What one source says of one period: an amount, its parts, or both."""

    total: FigureRow | None
    parts: tuple[FigureRow, ...]
    left: float = 0.0
    right: float = 0.0

    @property
    def main(self) -> FigureRow:
        """The statement that gives the group its period and source."""
        return self.total or self.parts[0]

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """All its statements, the total first."""
        return (self.total, *self.parts) if self.total else self.parts

    @property
    def whole(self) -> bool:
        """Whether it covers a calendar year."""
        return self.main.coverage == "full_year"

    @property
    def middle(self) -> float:
        """Where it stands on the axis."""
        return (self.left + self.right) / 2


def groups(statements: Sequence[FigureRow], split: Sequence[str]) -> list[Group]:
    """Statements of the same source, pair, unit and period together, without a place yet.

    A row of an indicator in `split` joins the total of its source and period.
    """
    together: dict[tuple[object, ...], tuple[list[FigureRow], list[FigureRow]]] = {}
    for row in statements:
        alike = (row.source_id, row.reporter, row.partner, row.unit, row.span, row.status)
        totals, parts = together.setdefault(alike, ([], []))
        (parts if row.indicator in split else totals).append(row)
    all_groups: list[Group] = []
    for totals, parts in together.values():
        ordered = tuple(sorted(parts, key=lambda part: split.index(part.indicator)))
        all_groups.append(Group(totals[0] if totals else None, ordered))
        all_groups += [Group(other, ()) for other in totals[1:]]
    return all_groups


def axis(panels: Sequence[Sequence[Group]], beside: Sequence[int] = ()) -> Timeline:
    """The years that groups speak of, each wide enough for the groups of any one panel.

    panels: the groups of each. beside: further years.
    """
    widths: dict[int, float] = {}
    spoken = set(beside)
    for groups_of_panel in panels:
        for year, inside in _by_year(groups_of_panel).items():
            widths[year] = max(widths.get(year, 0.0), sum(map(_weight, inside)))
        for group in groups_of_panel:
            spoken |= set(group.main.years)
    return timeline(spoken, widths)


def placed(members: Sequence[Group], years: Timeline) -> list[Group]:
    """The same groups with their places, side by side within their year, parts of years first."""
    done: list[Group] = []
    for year, inside in _by_year(members).items():
        left, width = years.lefts[year], years.widths[year]
        weights = [_weight(group) for group in inside]
        narrow = min(1.0, width / sum(weights))
        if len(inside) == 1 and not inside[0].whole:
            # Alone in its year it stands where its months are.
            start, _ = years.span(*inside[0].main.span)
            left = min(max(left, start), left + width - weights[0])
        for group, weight in zip(inside, weights, strict=True):
            room = weight * narrow
            done.append(group._replace(left=left + PAD * room, right=left + (1 - PAD) * room))
            left += room
    return done


def _by_year(members: Sequence[Group]) -> Mapping[int, list[Group]]:
    ordered = sorted(members, key=lambda group: (group.whole, group.main.end, group.main.start))
    years: dict[int, list[Group]] = {}
    for group in ordered:
        years.setdefault(group.main.end.year, []).append(group)
    return dict(sorted(years.items()))


def _weight(group: Group) -> float:
    if group.whole:
        return 1.0
    least = max(NARROWEST, NARROWEST_PART * len(group.parts))
    return max(least, min(1.0, group.main.days / DAYS))
