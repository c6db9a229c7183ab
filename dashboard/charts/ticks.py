"""Round numbers at even steps, for an axis. Must not know plotly."""

from __future__ import annotations

from math import floor, log10
from typing import Final

TICKS: Final = 3


def nice_ticks(first: float, last: float, most: int = TICKS) -> list[float]:
    """Round numbers between two, both counted, at even steps of 1, 2 or 5: two at least.

    most: so many, or more only where fewer would leave one alone, which shows no scale.
    """
    rough = (last - first) / most
    if rough <= 0:
        return [first]
    exponent = floor(log10(rough))
    ticks: list[float] = []
    for digit in (50, 20, 10, 5, 2, 1):  # finer and finer, until there are too many
        step = digit * 10.0**exponent
        start = floor(first / step)
        marks = [round(step * (start + n), max(0, 2 - exponent)) for n in range(3 * most + 2)]
        within = [mark for mark in marks if first <= mark <= last]
        if len(within) > most and len(ticks) > 1:
            break
        ticks = within
    return ticks
