"""The examination of quantities: `python -m tests.bench.quantities [--wrong]`.

Each line of `quantities_*.txt` is a sentence, a bar, and what it states: value, unit and flags,
apart by semicolons. Values end in k, M, G or T; ranges are `4G..5G`. Units: a currency, %, pp
(points), x (multiple), frac, # (rank), n (count), or a unit of measure. Flags: > >= < <= ~ for
qualifiers, + and - for a rise and a fall, F, T and E for forecast, target and estimate. Dates are
not examined. Invented; written before the reader was tuned on them.

The blind sets were written by someone who had not seen the reader, in two halves of 120: on the
first run F1 of money, percentages and points was 0.946 on the first half, and 0.960 on the second
after the first was tuned on. They examine these kinds and qualifiers alone. The last twenty of each
were added by someone who knew the reader, before they were read once: F1 0.981.

Of a public set of English news that is no part of the project, 278 sentences hold money,
percentages or what might be taken for them. Value and unit agreed with its answers, those apart
that were judged wrong before, with F1 0.931 on the first run. Then one half was tuned on (0.914,
then 0.987), and the half that was not looked at went from 0.951 to 0.959. A public set of 178
phrases of money: 0.854 on the first run; the half that was not looked at went from 0.881 to 0.950.
The last forty news are of the kinds that were mended then, in other words: F1 0.971 when read once.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from etl.core.schema import LANGUAGES
from etl.reading.reader import Reading, read

FOLDER: Final = Path(__file__).parent
_BLIND: Final = "blind"
SETS: Final = {
    **{language: language for language in LANGUAGES},
    "news": "en",
    **{f"{_BLIND}_{language}": language for language in LANGUAGES},
}
"""Sets with their languages; news are sentences as financial newswires write them."""
_NOT_EXAMINED: Final = ("date", "period", "other")
"""Other is what the reader tells as no quantity: times of day, names with digits."""
_MONEY: Final = ("money", "percent", "points")
_SCALES: Final = {"k": 3, "M": 6, "G": 9, "T": 12}
_KINDS: Final = {
    **{"%": "percent", "pp": "points", "x": "multiple", "frac": "fraction", "#": "ordinal"},
    "n": "count",
}
_QUALIFIERS: Final = {
    **{">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"},
    "~": "approximately",
}
_CHANGES: Final = {"+": "rise", "-": "fall"}
_STATUS: Final = {"F": "forecast", "T": "target", "E": "estimate"}


class Key(NamedTuple):
    """What one quantity of a sentence must be read as."""

    kind: str
    ends: tuple[Decimal, ...]
    """One value, or the two ends of a range."""
    unit: str
    qualifier: str
    change: str
    status: str


class Sentence(NamedTuple):
    """One line of the examination."""

    name: str
    """Of its set."""
    language: str
    text: str
    keys: tuple[Key, ...]


def sentences() -> Iterator[Sentence]:
    """All of them, language by language."""
    for name, language in SETS.items():
        for line in (FOLDER / f"quantities_{name}.txt").read_text("utf-8").splitlines():
            text, _, keys = line.partition("|")
            wanted = tuple(_key(key.strip()) for key in keys.split(";"))
            yield Sentence(name, language, text, wanted)


def _key(text: str) -> Key:
    value, unit, *flags = text.split()
    kind = _KINDS.get(unit) or ("money" if unit.isupper() and len(unit) == 3 else "measure")
    return Key(
        kind,
        tuple(_number(end) for end in value.split("..")),
        unit if kind in ("money", "measure") else "",
        next((_QUALIFIERS[flag] for flag in flags if flag in _QUALIFIERS), "exact"),
        next((_CHANGES[flag] for flag in flags if flag in _CHANGES), ""),
        next((_STATUS[flag] for flag in flags if flag in _STATUS), "actual"),
    )


def _number(text: str) -> Decimal:
    scale = _SCALES.get(text[-1], 0)
    return Decimal(text[:-1] if scale else text).scaleb(scale)


def fits(reading: Reading, key: Key) -> bool:
    """Whether kind, value and unit are right."""
    if reading.kind != key.kind or (key.unit and reading.unit != key.unit):
        return False
    ends = (reading.low, reading.high) if reading.value is None else (reading.value,)
    return tuple(end for end in ends if end is not None) == key.ends


class Result(NamedTuple):
    """Counts by kind, and what is wrong."""

    right: Counter[str]
    missed: Counter[str]
    invented: Counter[str]
    other: Counter[str]
    """Wrong qualifiers, changes and statuses of what was found."""
    wrong: list[str]


def examine() -> Result:
    """Reads every sentence."""
    result = Result(Counter(), Counter(), Counter(), Counter(), [])
    for sentence in sentences():
        readings = read(sentence.text, sentence.language)
        left = [r for r in readings if r.kind not in _NOT_EXAMINED]
        is_blind = sentence.name.startswith(_BLIND)
        if is_blind:
            left = [reading for reading in left if reading.kind in _MONEY]
        for key in sentence.keys:
            name = f"{sentence.name} {key.kind}"
            hit = next((reading for reading in left if fits(reading, key)), None)
            if hit is None:
                result.missed[name] += 1
                result.wrong.append(f"missed {key}: {sentence.text}")
                continue
            left.remove(hit)
            result.right[name] += 1
            for field in ("qualifier",) if is_blind else ("qualifier", "change", "status"):
                # The way to a level is told, and not asked for here.
                to_level = field == "change" and hit.place == "change_to"
                if getattr(hit, field) != getattr(key, field) and not to_level:
                    result.other[field] += 1
                    said = f"{field} {getattr(hit, field)}, not {getattr(key, field)}"
                    result.wrong.append(f"{said}: {hit.text}: {sentence.text}")
        for reading in left:
            result.invented[f"{sentence.name} {reading.kind}"] += 1
            result.wrong.append(f"invented {reading.kind} {reading.text}: {sentence.text}")
    return result


def f1(right: int, missed: int, invented: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (2 * right + missed + invented) if right else 0.0


def table(result: Result) -> str:
    """Precision, recall and F1 by language and kind."""
    lines = [
        f"{'':16}{'right':>7}{'missed':>8}{'invented':>9}{'precision':>11}{'recall':>8}{'F1':>7}"
    ]
    names = sorted({*result.right, *result.missed, *result.invented})
    groups = {name: [name] for name in names}
    for name in SETS:
        groups[f"{name} money and %"] = [f"{name} money", f"{name} percent"]
    groups["all"] = names
    for title, members in groups.items():
        right, missed, invented = (
            sum(counter[name] for name in members)
            for counter in (result.right, result.missed, result.invented)
        )
        precision, recall = right / ((right + invented) or 1), right / ((right + missed) or 1)
        lines.append(
            f"{title:16}{right:7}{missed:8}{invented:9}{precision:11.3f}{recall:8.3f}"
            f"{f1(right, missed, invented):7.3f}"
        )
    total = sum(result.right.values())
    lines += [
        f"{name} right: {1 - result.other[name] / total:.3f}"
        for name in ("qualifier", "change", "status")
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    outcome = examine()
    if "--wrong" in sys.argv:
        print("\n".join(outcome.wrong))
    print(table(outcome))
