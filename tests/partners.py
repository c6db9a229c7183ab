"""A figures file about very many partners, the same for the same number; areas are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_HEAD: Final = """\
format: 2
dataset:
  name: partners
  title: Trade of Ruritania
  description: Invented figures about many partners.
  licence: CC0-1.0
  version: 1.0.0
  reporter: RUR
areas:
  - id: RUR
    name: Ruritania
"""
_INDICATORS: Final = """
indicators:
  - id: turnover
    name: Trade turnover
    topic: trade
    kind: flow
    unit: currency
    statement: Trade turnover between {reporter} and {partner}
    definition: Exports plus imports of goods.
sources:
  - id: yearbook
    title: Yearbook of trade
    publisher: Statistical office
    kind: official_page
    published: 2025-03-01
    language: en
    document: yearbook.txt
    sha256: "0000000000000000000000000000000000000000000000000000000000000001"
figures:
"""
_FIRST: Final = ("North", "South", "East", "West", "Upper", "Lower", "New", "Old")
YEARS: Final = (2021, 2022, 2023, 2024)


def code(number: int) -> str:
    """The id of a partner: PAA, PAB, ..."""
    return "P" + chr(65 + number // 26) + chr(65 + number % 26)


def name(number: int) -> str:
    """What a partner is called; no two are alike."""
    return f"{_FIRST[number % len(_FIRST)]} Freedonia {number // len(_FIRST) + 1}"


def amount(number: int, year: int) -> str:
    """Billions of a partner in a year: the first is the largest, and all grow."""
    return f"{(300 - number) * (abs(year - 2015) or 1) / 100:.2f}"


def text(partners: int, years: Sequence[int] = YEARS) -> str:
    """The file: turnover with each partner in each of the years."""
    areas = "".join(f"  - id: {code(n)}\n    name: {name(n)}\n" for n in range(partners))
    figures = "".join(
        f"  - id: t-{code(n).lower()}-{year}\n    indicator: turnover\n    partner: {code(n)}\n"
        f"    period: {year}\n    period_as_stated: in {year}\n"
        f"    value: {amount(n, year)} billion USD\n"
        f"    as_stated: {amount(n, year)} billion dollars\n"
        f"    source: yearbook\n    paragraph: {n + 1}\n"
        for n in range(partners)
        for year in years
    )
    return _HEAD + areas + _INDICATORS + figures
