"""Generated figures files of any size, with every qualifier, period form and unit.

Deterministic: the same size gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_REAL: Final = Path(__file__).parents[2] / "data" / "figures.yaml"
_PARTNERS: Final = ("ITA", "EU27_2020")
_WORDING: Final = (
    ("exact", "{}"),
    ("approximately", "about {}"),
    ("more_than", "over {}"),
    ("at_least", "at least {}"),
    ("less_than", "less than {}"),
    ("at_most", "up to {}"),
)
_PERIODS: Final = ("{y}", "{y}-S1", "{y}-Q3", "{y}-05", "{y}-01/{y}-04", "2001/{y}-09")
_FLOWS: Final = ("turnover", "exports", "imports", "fdi_inflow")


def text(figures: int) -> str:
    """A figures file with the areas and indicators of the real one."""
    real = _REAL.read_text("utf-8")
    head = real[: real.index("\nsources:\n")]
    sources = max(1, figures // 8)
    parts = [head, "\nsources:\n"]
    parts += (_source(number) for number in range(sources))
    parts.append("\nfigures:\n")
    parts += (_figure(number, sources) for number in range(figures))
    return "".join(parts)


def _source(number: int) -> str:
    return (
        f"  - id: source-{number}\n    title: Press release {number}\n    kind: press_release\n"
        f"    published: 2026-06-{number % 30 + 1:02d}\n    language: en\n"
        f"    document: {number:06d}.txt\n    sha256: {number:064x}\n"
    )


def _figure(number: int, sources: int) -> str:
    lines = [f"  - id: figure-{number}", *_statement(number)]
    lines += [f"source: source-{number % sources}", f"paragraph: {number % 40 + 1}"]
    if number % 2:
        lines.append("authority: national statistics office")
    if number % 5 == 0:
        lines += ["period_basis: inferred", "period_reason: Last year, seen from the document."]
    return "\n    ".join(lines) + "\n"


def _statement(number: int) -> Iterator[str]:
    qualifier, wording = _WORDING[number % len(_WORDING)]
    year = 2005 + number % 20
    period = _PERIODS[number % len(_PERIODS)].format(y=year)
    amount = f"{number % 900 + 100}.{number % 10}"
    kind = number % 8
    if kind < 5:
        indicator = _FLOWS[number % len(_FLOWS)]
        value, phrase = f"{amount} million USD", f"{amount} million dollars"
    elif kind == 5:
        indicator, value, phrase = "turnover_growth", f"{number % 90}.5 %", f"{number % 90}.5%"
    elif kind == 6:
        indicator, period = "companies", f"{year}-03-28"
        value, phrase = f"{number + 1000}", f"{number + 1000:,}"
    else:
        indicator, value, phrase = "visas", f"{number + 1000}", f"{number + 1000:,}"
    yield f"indicator: {indicator}"
    yield f"partner: {_PARTNERS[number % len(_PARTNERS)]}"
    yield f"period: {period}"
    yield f"value: {value}"
    if qualifier != "exact":
        yield f"qualifier: {qualifier}"
    yield f"as_stated: {wording.format(phrase)}"
