"""Conflicts that would be told in the same words are told apart by their sources.

Must not change anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from etl.reconcile.findings import Conflict


def apart(conflicts: tuple[Conflict, ...], titles: Mapping[str, str]) -> tuple[Conflict, ...]:
    """The conflicts; where sentences are alike, with the sources or else the ids of the figures.

    titles: of the source of each figure.
    """
    for name in (titles.__getitem__, str):
        alike = Counter(c.sentence for c in conflicts if not c.restates)
        conflicts = tuple(
            _named(c, [name(m.figure_id) for m in c.members])
            if not c.restates and alike[c.sentence] > 1
            else c
            for c in conflicts
        )
    return conflicts


def _named(conflict: Conflict, names: list[str]) -> Conflict:
    said = ", ".join(dict.fromkeys(names))
    return conflict._replace(sentence=f"{conflict.sentence.removesuffix('.')} ({said}).")
