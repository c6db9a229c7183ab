"""Generated worlds of any size: 200 partners whose figures are true but for one partner in ten.

Deterministic: the same size gives the same bytes. `python -m tests.bench.world FIGURES` prints one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

_REAL: Final = Path(__file__).parents[2] / "data" / "figures.yaml"
PARTNERS: Final = 200
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YEARS: Final = range(2000, 2025)
_AUTHORITIES: Final = ("national statistics office", "ministry of trade", "")
_ONE_IN: Final = 10
_A_SOURCE: Final = 8
"""Figures that a source states."""


def partners(count: int = PARTNERS) -> list[str]:
    """So many codes, none of which is that of an area of the real file."""
    return [f"X{_LETTERS[n // 26]}{_LETTERS[n % 26]}" for n in range(count)]


def text(figures: int) -> str:
    """A figures file of that size, with the indicators of the real one."""
    real = _REAL.read_text("utf-8")
    head, indicators = real[: real.index("\nindicators:\n")], real[real.index("\nindicators:\n") :]
    parts = [head, "\n"]
    parts += (f"  - id: {code}\n    name: Partner {code}\n" for code in partners())
    parts.append(indicators[: indicators.index("\nsources:\n")])
    sources: list[str] = []
    statements: list[str] = []
    each = figures // PARTNERS
    for number, partner in enumerate(partners()):
        count = each + (number < figures % PARTNERS)
        _partner(partner, count, sources, statements)
    return "".join([*parts, "\nsources:\n", *sources, "\nfigures:\n", *statements])


def _partner(partner: str, count: int, sources: list[str], statements: list[str]) -> None:
    random = Random(partner)
    wrong = random.randrange(count) if random.random() < 1 / _ONE_IN and count else -1
    told = _told(random)
    source = ""
    for number in range(count):
        if number % _A_SOURCE == 0:
            source = f"{partner.lower()}-{number // _A_SOURCE}"
            sources.append(_source(source, partner, number // _A_SOURCE))
        indicator, period, value, unit, phrase = next(told)
        if number == wrong:
            value, phrase = f"9{value}", phrase.replace(value, f"9{value}")
        lines = [
            f"  - id: {partner.lower()}-figure-{number}",
            f"indicator: {indicator}",
            f"partner: {partner}",
            f"period: {period}",
            f"value: {value}{unit}",
            f"as_stated: {phrase}",
            f"source: {source}",
            f"paragraph: {number % _A_SOURCE + 1}",
        ]
        if authority := _AUTHORITIES[number % len(_AUTHORITIES)]:
            lines.append(f"authority: {authority}")
        statements.append("\n    ".join(lines) + "\n")


def _told(random: Random) -> Iterator[tuple[str, str, str, str, str]]:
    """What is said of one partner, year after year and then once more, with fewer digits."""
    exports = [random.randint(1_000, 9_000) for _ in _YEARS]
    imports = [random.randint(1_000, 9_000) for _ in _YEARS]
    firms = [random.randint(20, 400) for _ in _YEARS]
    again = 0
    while True:
        for n, year in enumerate(_YEARS):
            both = exports[n] + imports[n]
            for indicator, amount in (
                ("turnover", both),
                ("exports", exports[n]),
                ("imports", imports[n]),
                ("fdi_inflow", exports[n] // 5),
            ):
                value = f"{amount:,}".replace(",", "") if again % 2 == 0 else f"{amount}.0"
                yield indicator, f"{year}", value, " million USD", f"{value} million dollars"
            if n:
                grown = 100 * (both / (exports[n - 1] + imports[n - 1]) - 1)
                if grown > 0:
                    yield "turnover_growth", f"{year}", f"{grown:.1f}", " %", f"{grown:.1f}%"
            yield "companies", f"{year}-12-31", f"{firms[n]}", "", f"{firms[n]}"
            yield "visas", f"{year}", f"{firms[n] * 7}", "", f"{firms[n] * 7}"
        again += 1


def _source(source: str, partner: str, number: int) -> str:
    return (
        f"  - id: {source}\n    title: Statement {number} on {partner}\n    kind: press_release\n"
        f"    published: 2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}\n    language: en\n"
        f"    publisher: Ministry {number % 40}\n"
        f"    document: {source}.txt\n    sha256: {Random(source).getrandbits(256):064x}\n"
    )


if __name__ == "__main__":
    sys.stdout.write(text(int(sys.argv[1])))
