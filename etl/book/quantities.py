"""The curator's `value` as numbers: a quantity, a range or a fraction.

Always decimals, never floats. Must not know figures or files.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from etl.core.model import PERCENT, Quantity
from etl.core.problems import RULES, Refused, quoted

SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}

# Five decimals at most: a table writes no number with an exponent, and no source prints more.
_MOST_DECIMALS: Final = 5
_MOST_DIGITS: Final = 18
_SCALE: Final = "|".join(SCALES)
_NUMBER: Final = (
    rf"([+-]?(?:0|[1-9]\d{{0,{_MOST_DIGITS - 1}}})(?:\.\d{{1,{_MOST_DECIMALS}}})?)"
    rf"(?: ({_SCALE}))?"
)
_UNIT: Final = rf"(?: ?(%)| ([A-Z]{{3}}|(?!(?:{_SCALE}|to)\b)[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*))?"
_VALUE: Final = re.compile(_NUMBER + _UNIT, re.ASCII)
_RANGE: Final = re.compile(rf"{_NUMBER} to (.+)", re.ASCII)
_FRACTION: Final = re.compile(r"([+-]?)([1-9]\d?)/([1-9]\d?)", re.ASCII)
_FACTOR: Final = re.compile(r"(?:0|[1-9]\d{0,17})(?:\.\d{1,12})?", re.ASCII)
_TENTH: Final = Decimal("0.1")
_HUNDRED: Final = 100


class Amount(NamedTuple):
    """What `value` says: one quantity, or the two ends of a range."""

    quantity: Quantity
    high: Quantity | None = None


def read_amount(text: str) -> Amount:
    """The quantity or range that a value states.

    Beside what `read_value` reads: `16 to 20 billion USD` and `800 million to 1.2 billion USD`
    (the first number has its own scale, or that of the second), and `1/3`, which is 33.3 %.
    Raises Refused (bad-number, range).
    """
    if "/" in text and (match := _FRACTION.fullmatch(text)):
        return Amount(_fraction(match[1], match[2], match[3], text))
    if " to " in text and (match := _RANGE.fullmatch(text)):
        digits, scale, rest = match.groups()
        high = read_value(rest)
        low = high._replace(digits=Decimal(digits), scale=SCALES[scale] if scale else high.scale)
        if low.base >= high.base:
            fault = f"{quoted(text)} goes from {low.base:,f} to {high.base:,f}"
            raise Refused("range", fault, f"{RULES['range']}; write the scale of both")
        return Amount(low, high)
    return Amount(read_value(text))


def _fraction(sign: str, parts: str, of: str, text: str) -> Quantity:
    numerator, denominator = int(parts), int(of)
    if numerator >= denominator:
        fault = f"{quoted(text)} is no part of one"
        raise Refused("bad-number", fault, "allowed is a fraction below one: 1/3, 2/3, 3/4")
    percent = (Decimal(_HUNDRED * numerator) / denominator).quantize(_TENTH)
    digits = -percent if sign == "-" else percent
    return Quantity(digits, 0, PERCENT, fraction=(numerator, denominator))


def read_factor(text: str) -> Decimal:
    """How many base units a unit is: above zero. Raises Refused (bad-number)."""
    if not _FACTOR.fullmatch(text) or not (factor := Decimal(text)):
        allowed = "allowed are digits and a point, above zero: 1000, 0.45359237"
        raise Refused("bad-number", f"{quoted(text)} is no scale of a unit", allowed)
    return factor


def read_value(text: str) -> Quantity:
    """The quantity that `3.40 billion USD`, `24 %`, `5 million tonne` or `270` states.

    Decimals keep their printed digits. Raises Refused (bad-number) for anything else:
    `1_000`, `1.000,5`, `1e9`, NaN, infinity, a leading zero.
    """
    match = _VALUE.fullmatch(text)
    if match is None:
        raise Refused("bad-number", f"{quoted(text)} is no number{_number_hint(text)}")
    digits, scale, percent, named = match.groups()
    unit = PERCENT if percent else named or ""
    return Quantity(Decimal(digits), SCALES[scale] if scale else 0, unit)


def _number_hint(text: str) -> str:
    if "_" in text:
        return " (write it without marks between thousands)"
    if re.search(r"\d,\d", text):
        return " (no commas: the decimal mark is a point, thousands have none)"
    if re.search(rf"\d{{{_MOST_DIGITS + 1}}}|\.\d{{{_MOST_DECIMALS + 1}}}", text):
        return f" (at most {_MOST_DIGITS} digits and {_MOST_DECIMALS} decimals are allowed)"
    if re.fullmatch(r"[+-]?[.\d]+ ?[A-Za-z]+( [A-Za-z]+)*", text):
        units = "%, a currency like USD, or a declared unit"
        return f" (scales are {', '.join(SCALES)}; units are {units})"
    return ""
