"""Whether figures of a tiny world can all be true, by Fourier-Motzkin elimination in fractions.

Shares no code with the library but the intervals: its own unknowns, exact numbers, no solver.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from etl.core.intervals import of_figure
from etl.core.model import Figure

_UNKNOWNS: Final = ("sales", "purchases")
_YEARS: Final = (2021, 2022)


class Row(NamedTuple):
    """`coefficients . unknowns <= most`, or `<` where strict."""

    coefficients: tuple[Fraction, ...]
    most: Fraction
    strict: bool


def possible(figures: list[Figure]) -> bool:
    """Figures of sales, purchases, trade and its growth, for 2021, 2022 or both years."""
    width = len(_UNKNOWNS) * len(_YEARS)
    rows = {Row(_unit(i, width, -1), Fraction(0), strict=False) for i in range(width)}
    for figure in figures:
        rows.update(_rows(figure, width))
    for i in range(width):
        rows = _eliminate(rows, i)
    return all(row.most > 0 if row.strict else row.most >= 0 for row in rows)


def _rows(figure: Figure, width: int) -> list[Row]:
    low, high = of_figure(figure)
    years = range(figure.period.start.year, figure.period.end.year + 1)
    flows = _UNKNOWNS if figure.indicator.startswith("trade") else (figure.indicator,)
    amount = _sum(flows, tuple(years), width)
    base = tuple(Fraction(0) for _ in range(width))
    ends = [(low, figure.qualifier == "more_than", -1), (high, figure.qualifier == "less_than", 1)]
    made: list[Row] = []
    for end, strict, sign in ends:
        if end is None:
            continue
        bound = Fraction(end)
        if figure.indicator == "trade_growth":
            base = _sum(flows, tuple(y - 1 for y in years), width)
            made.append(Row(tuple(-b for b in base), Fraction(0), strict=True))
            times = 1 + bound / 100
            row = tuple(sign * (a - times * b) for a, b in zip(amount, base, strict=True))
            made.append(Row(row, Fraction(0), strict))
        else:
            made.append(Row(tuple(sign * a for a in amount), sign * bound, strict))
    return made


def _sum(flows: tuple[str, ...], years: tuple[int, ...], width: int) -> tuple[Fraction, ...]:
    total = [Fraction(0)] * width
    for flow in flows:
        for year in years:
            total[len(_YEARS) * _UNKNOWNS.index(flow) + _YEARS.index(year)] += 1
    return tuple(total)


def _unit(i: int, width: int, value: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(value if j == i else 0) for j in range(width))


def _eliminate(rows: set[Row], i: int) -> set[Row]:
    above = [row for row in rows if row.coefficients[i] > 0]
    below = [row for row in rows if row.coefficients[i] < 0]
    kept = {row for row in rows if row.coefficients[i] == 0}
    for a in above:
        for b in below:
            up, down = 1 / a.coefficients[i], -1 / b.coefficients[i]
            mixed = tuple(
                up * x + down * y for x, y in zip(a.coefficients, b.coefficients, strict=True)
            )
            kept.add(Row(mixed, up * a.most + down * b.most, a.strict or b.strict))
    return kept
