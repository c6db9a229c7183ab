"""How indicators hang together: parts and sums, and what a growth or a share is measured on.

Must not know figures, or where an entry stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from etl.book.quantities import SCALES
from etl.core.kinds import KINDS, Kind, Need, UnitKind
from etl.core.model import Indicator, IndicatorKind, Unit
from etl.core.problems import Refused, choices, quoted
from etl.core.schema import INDICATOR_UNITS, RESERVED

_PLAIN_UNITS: Final[tuple[UnitKind, ...]] = (
    *("currency", "percent", "rank"),
    *("count", "times", "index"),
)
_KIND_OF_UNIT: Final[dict[str, UnitKind]] = {name: name for name in _PLAIN_UNITS}
_STATEMENT: Final = re.compile(r"(?:[^{}]|\{\{|\}\}|\{reporter\}|\{partner\})*")
"""The only placeholders are the two names, without formats or attributes; a brace is doubled."""


def indicator_problems(
    indicator: Indicator, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, Refused]]:
    """What is wrong with one indicator among all of them, with the key that says it."""
    kind = KINDS[indicator.kind]
    for key, value, need in _relations(indicator, kind):
        if need == "must" and not value:
            yield "kind", Refused("relation", f"{kind.noun} without {key}")
        elif need == "no" and value:
            yield key, Refused("relation", f"{key} for {kind.noun}")
    if kind.whole and indicator.whole and indicator.within:
        fault = "whole and within: only one of them can be 100 %"
        yield "within", Refused("relation", fault)
    measured = indicators.get(indicator.of)
    if measured and kind.of != "no" and measured.kind not in kind.measures:
        allowed = f"{kind.noun} may be measured on {choices(_nouns(kind.measures))}"
        yield "of", Refused("relation", f"{quoted(measured.id)} is {_noun(measured)}", allowed)
    yield from _unlike(indicator, kind, indicators)
    if unit_kind(indicator.unit) not in kind.units:
        fault = f"unit {indicator.unit} for {kind.noun}"
        units = ("a declared unit" if unit == "measure" else unit for unit in kind.units)
        yield "unit", Refused("unit", fault, f"allowed: {choices(units)}")
    if indicator.topic in RESERVED:
        fault = f"{quoted(indicator.topic)} is a table or a file already"
        yield "topic", Refused("bad-id", fault, "a topic names a table of its own")
    if not _STATEMENT.fullmatch(indicator.statement):
        fault = f"{quoted(indicator.statement)} has other braces"
        yield "statement", Refused("bad-text", fault, "allowed are {reporter} and {partner}")


def _relations(indicator: Indicator, kind: Kind) -> Iterator[tuple[str, object, Need]]:
    """Keys that tie an indicator to others, what they say, and whether the kind has them."""
    whole = indicator.whole or indicator.within
    yield "of", indicator.of, kind.of
    yield "whole", whole if kind.whole else indicator.whole, "must" if kind.whole else "no"
    yield "within", indicator.within, "may" if kind.whole else "no"
    yield "sum_of", indicator.sum_of, "must" if kind.minus else "may" if kind.sums else "no"
    yield "minus", indicator.minus, "must" if kind.minus else "no"
    yield "part_of", indicator.part_of, "may" if kind.sums and not kind.minus else "no"
    yield "among", indicator.among, "may" if kind.among else "no"
    yield "per", indicator.per, "must" if kind.per else "no"
    yield "mirror", indicator.mirror, "may" if kind.is_amount else "no"


def _unlike(
    indicator: Indicator, kind: Kind, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, Refused]]:
    """Parts and wholes that count other things, or behave otherwise."""
    same = (indicator.kind,)
    measured = indicators.get(indicator.of)
    ties = [("sum_of", part, kind.sums, indicator.unit) for part in indicator.sum_of]
    ties += [("minus", part, kind.sums, indicator.unit) for part in indicator.minus]
    ties.append(("part_of", indicator.part_of, same, indicator.unit))
    ties.append(("mirror", indicator.mirror, same, indicator.unit))
    if measured:
        ties.append(("within", indicator.within, (measured.kind,), measured.unit))
    for key, name, kinds, unit in ties:
        other = indicators.get(name)
        if other and (other.kind not in kinds or other.unit != unit):
            fault = f"{quoted(name)} is {_noun(other)} in {other.unit}"
            allowed = f"parts and whole are alike: here {choices(_nouns(kinds))} in {unit}"
            yield key, Refused("relation", fault, allowed)


def unit_kind(unit: str) -> UnitKind:
    """What the unit of an indicator is: one of those that need no declaration, or a measure."""
    return _KIND_OF_UNIT.get(unit, "measure")


def unit_problems(unit: Unit, units: Mapping[str, Unit]) -> Iterator[tuple[str, Refused]]:
    """What is wrong with one declared unit among all of them, with the key that says it."""
    if unit.id in (*INDICATOR_UNITS, *SCALES, "to"):
        fault = f"{quoted(unit.id)} means something else in a value"
        yield "id", Refused("bad-id", fault, "allowed is another name: metric_ton")
    base = units.get(unit.base)
    if base and base.base != base.id:
        fault = f"{quoted(base.id)} is counted in {quoted(base.base)} itself"
        yield "base", Refused("relation", fault, f"write base: {base.base}")
    if unit.base == unit.id and unit.scale != 1:
        fault = f"a scale of {unit.scale:f} and no base"
        yield (
            "scale",
            Refused("relation", fault, "allowed with base: the unit that it is counted in"),
        )


def _noun(indicator: Indicator) -> str:
    return KINDS[indicator.kind].noun


def _nouns(kinds: Iterable[IndicatorKind]) -> Iterator[str]:
    return (KINDS[kind].noun for kind in kinds)


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
        names: list[str] = error.args[1]
        return names[:0:-1]
    return []
