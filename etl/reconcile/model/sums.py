"""Whether statements speak of the same amounts, or of amounts that add up to one another.

Must not look at values.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from etl.reconcile.model.statements import Statement, Window


def within(inner: Sequence[Window], outer: Sequence[Window]) -> bool:
    """Whether every window lies in one of the others."""
    return all(
        any(o.series == i.series and o.start <= i.start and i.stop <= o.stop for o in outer)
        for i in inner
    )


def disjoint(statements: Sequence[Statement]) -> bool:
    """Whether no two of them speak of the same day of the same series."""
    windows = sorted(w for s in statements for w in s.part)
    return all(a.series != b.series or a.stop <= b.start for a, b in pairwise(windows))


def makes(statements: Sequence[Statement], windows: Sequence[Window]) -> bool:
    """Whether the statements' amounts are exactly those windows, each once."""
    if not statements or not disjoint(statements):
        return False
    return _merged([w for s in statements for w in s.part]) == _merged(windows)


def _merged(windows: Sequence[Window]) -> list[Window]:
    merged: list[Window] = []
    for window in sorted(windows):
        last = merged[-1] if merged else None
        if last and last.series == window.series and last.stop == window.start:
            merged[-1] = last._replace(stop=window.stop)
        else:
            merged.append(window)
    return merged
