"""How indicators hang together: parts and sums, and what a growth or a share is measured on.

Must not know figures, or where an entry stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from etl.core.model import Indicator
from etl.core.problems import Refused, choices, quoted
from etl.core.schema import RESERVED
from etl.reading.phrases import PERCENT

_STATEMENT: Final = re.compile(r"(?:[^{}]|\{\{|\}\}|\{reporter\}|\{partner\})*")
"""The only placeholders are the two names, without formats or attributes; a brace is doubled."""
_UNITS: Final = {"growth": (PERCENT,), "share": (PERCENT,), "rank": ("rank",)}
_ADDITIVE: Final = ("currency", "count")


def indicator_problems(
    indicator: Indicator, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with one indicator among all of them, with the key that says it."""
    kind = indicator.kind
    for key, named, wanted in (
        ("of", indicator.of, kind in ("growth", "share")),
        ("whole", indicator.whole, kind == "share"),
    ):
        if wanted and not named:
            yield "kind", Refused("relation", f"a {kind} without {key}")
        elif named and not wanted:
            yield key, Refused("relation", f"{key} for a {kind}")
    measured = indicators.get(indicator.of)
    if measured and measured.kind != "flow":
        yield "of", Refused("relation", f"{quoted(measured.id)} is a {measured.kind}")
    parts = [("sum_of", other) for other in indicator.sum_of]
    for key, name in [*parts, ("part_of", indicator.part_of)]:
        other = indicators.get(name)
        if other and (other.kind, other.unit) != (kind, indicator.unit):
            found = f"{quoted(name)} is a {other.kind} in {other.unit}"
            allowed = f"parts and whole are alike: here a {kind} in {indicator.unit}"
            yield key, Refused("relation", found, allowed)
    units = _UNITS.get(kind, _ADDITIVE)
    if indicator.unit not in units:
        found = f"unit {indicator.unit} for a {kind}"
        yield "unit", Refused("unit", found, f"allowed: {choices(units)}")
    if indicator.topic in RESERVED:
        found = f"{quoted(indicator.topic)} is a table or a file already"
        yield "topic", Refused("bad-id", found, "a topic names a table of its own")
    if not _STATEMENT.fullmatch(indicator.statement):
        found = f"{quoted(indicator.statement)} has other braces"
        yield "statement", Refused("bad-text", found, "allowed are {reporter} and {partner}")


def wholes(indicators: Mapping[str, Indicator]) -> dict[str, list[str]]:
    """By indicator, those that contain it: its `part_of`, and every sum that it is in."""
    above = {name: [item.part_of] if item.part_of else [] for name, item in indicators.items()}
    for name, item in indicators.items():
        for part in item.sum_of:
            above.setdefault(part, []).append(name)
    return above


def cycle(above: Mapping[str, list[str]]) -> list[str]:
    """Names of which each is a part of the next, and the last of the first; [] without any."""
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found[:0:-1]
    return []
