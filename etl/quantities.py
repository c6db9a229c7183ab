"""Numbers as text: the curator's `value` and the phrase as printed, read independently.

The two readings are compared here, too: double entry. Always decimals, never floats.
Must not know figures or files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from etl.model import Qualifier, Quantity
from etl.problems import Refused, quoted
from etl.words import AFTER_DIGITS, Lexicon, lexicon

SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
PERCENT: Final = "percent"
_HUNDRED: Final = 100
_MINUS: Final = "\N{MINUS SIGN}"

_THOUSAND: Final = 3
# Five decimals at most: a table writes no number with an exponent, and no source prints more.
_MOST_DECIMALS: Final = 5
_MOST_DIGITS: Final = 18
_VALUE: Final = re.compile(
    rf"([+-]?(?:0|[1-9]\d{{0,{_MOST_DIGITS - 1}}})(?:\.\d{{1,{_MOST_DECIMALS}}})?)"
    r"(?: (thousand|million|billion|trillion))?"
    r"(?: ?(%)| ([A-Z]{3}))?",
    re.ASCII,
)
_SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} "


class Reading(NamedTuple):
    """What a phrase says on its own."""

    quantity: Quantity
    qualifiers: tuple[Qualifier, ...]
    """What the wording allows; ("exact",) without any qualifying word."""
    ordinal: bool
    signed: bool = False
    """Whether a sign or the word for it is printed."""


def read_value(text: str) -> Quantity:
    """The quantity that `3.40 billion USD`, `24 %` or `270` states.

    Decimals keep their printed digits. Raises Refused (bad-number) for anything else:
    `1_000`, `1.000,5`, `1e9`, NaN, infinity, a leading zero.
    """
    match = _VALUE.fullmatch(text)
    if match is None:
        raise Refused("bad-number", f"{quoted(text)} is no number{_number_hint(text)}")
    digits, scale, percent, currency = match.groups()
    unit = PERCENT if percent else currency or ""
    return Quantity(Decimal(digits), SCALES[scale] if scale else 0, unit)


def _number_hint(text: str) -> str:
    if "_" in text:
        return " (write it without marks between thousands)"
    if re.search(r"\d,\d", text):
        return " (no commas: the decimal mark is a point, thousands have none)"
    if re.search(rf"\d{{{_MOST_DIGITS + 1}}}|\.\d{{{_MOST_DECIMALS + 1}}}", text):
        return f" (at most {_MOST_DIGITS} digits and {_MOST_DECIMALS} decimals are allowed)"
    if re.fullmatch(r"[+-]?[.\d]+ ?[A-Za-z]+( [A-Za-z]+)*", text):
        return f" (scales are {', '.join(SCALES)}; units are %, or a currency like USD)"
    return ""


def read_phrase(text: str, language: str) -> Reading:
    """What a printed phrase says: "over 7.6 billion US dollars", "third", "+16.9%".

    language: a code of schema.LANGUAGES. The phrase must be nothing but numbers, number
    words, scale, unit and qualifier; raises Refused (stated-unreadable) otherwise.
    A compound ("1 million 700 thousand") has the scale of its last part.
    """
    words = lexicon(language)
    tokens = _tokens(text, language)
    qualifiers: list[tuple[Qualifier, ...]] = []
    units: set[str] = set()
    parts: list[tuple[Decimal, int]] = []
    ordinal = False
    sign = ""
    last = ""
    for kind, token in tokens:
        if kind == "qualifier":
            qualifiers.append(words.qualifiers[token])
        elif kind == "currency":
            units.add(words.currencies[token])
        elif kind == "percent":
            units.add(PERCENT)
        elif kind == "number":
            parts.append((_decimal(token, words), 0))
        elif kind == "nth":
            ordinal = True
            parts.append((Decimal("".join(filter(str.isdecimal, token))), 0))
        elif kind in ("cardinal", "ordinal"):
            ordinal = ordinal or kind == "ordinal"
            number = (words.cardinals if kind == "cardinal" else words.ordinals)[token]
            _add_word(parts, number, last == "cardinal")
        elif kind == "scale":
            if not parts or parts[-1][1]:
                raise _unreadable(text, f"{quoted(token)} without a number before it")
            parts[-1] = (parts[-1][0], words.scales[token])
        else:  # a sign
            sign = token
        last = kind
    if len(units) > 1 or len(qualifiers) > 1:
        raise _unreadable(text, "two units or two qualifiers")
    digits, scale = _joined(text, parts)
    value = -digits if sign not in ("", "+") else digits
    quantity = Quantity(value, scale, units.pop() if units else "")
    return Reading(quantity, qualifiers[0] if qualifiers else ("exact",), ordinal, bool(sign))


def _add_word(parts: list[tuple[Decimal, int]], number: int, joins: bool) -> None:
    """Twenty-five is one number, and so is two hundred: a word joins the larger one before it."""
    if joins and number:
        before = parts[-1][0]
        if before >= 20 and before % 10 ** len(str(number)) == 0:
            parts[-1] = (before + number, 0)
            return
        if number == _HUNDRED and 1 < before < 10:
            parts[-1] = (before * number, 0)
            return
    parts.append((Decimal(number), 0))


def _joined(text: str, parts: list[tuple[Decimal, int]]) -> tuple[Decimal, int]:
    """The sum of a compound at the scale of its last part."""
    if not parts:
        raise _unreadable(text, "no number")
    scales = [scale for _, scale in parts]
    if scales != sorted(set(scales), reverse=True):
        raise _unreadable(text, "two numbers")
    last = scales[-1]
    if len(parts) == 1:
        return parts[0]
    return sum((digits.scaleb(scale - last) for digits, scale in parts), Decimal(0)), last


def _decimal(token: str, words: Lexicon) -> Decimal:
    for mark in (words.group, *_SPACES):
        token = token.replace(mark, "")
    return Decimal(token.replace(words.decimal, "."))


def _unreadable(text: str, why: str) -> Refused:
    return Refused(
        "stated-unreadable",
        f"{quoted(text)} cannot be read: {why}",
        "allowed are one number with its scale, unit and qualifier",
    )


def _tokens(text: str, language: str) -> Iterable[tuple[str, str]]:
    """Kinds and words of a phrase, in order."""
    pattern = token_pattern(language)
    straight = (
        unicodedata.normalize("NFC", text)
        .casefold()
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    lower = " ".join(straight.split())
    at = 0
    while at < len(lower):
        match = pattern.match(lower, at)
        if match is None or match.end() == at:
            raise _unreadable(text, f"{quoted(lower[at:])} is no number, scale, unit or qualifier")
        kind = match.lastgroup or ""
        if kind != "space":
            yield kind, match[kind]
        at = match.end()


@cache
def number_pattern(language: str) -> str:
    """Regular expression of a number in digits, with the language's marks."""
    words = lexicon(language)
    group = f"[{re.escape(words.group)}{_SPACES}]"
    decimal = re.escape(words.decimal)
    return rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?(?!\d)|\d+(?:{decimal}\d+)?(?!\d)"


@cache
def token_pattern(language: str) -> re.Pattern[str]:
    """Every word that may stand in a numeric phrase, longest first, as named groups."""
    words = lexicon(language)
    kinds: dict[str, Iterable[str]] = {
        "qualifier": [word for word in words.qualifiers if word != AFTER_DIGITS],
        "currency": words.currencies,
        "percent": words.percents,
        "scale": words.scales,
        "ordinal": words.ordinals,
        "cardinal": words.cardinals,
    }
    # A sign may stand before the currency ("-$5"); a hyphen is no sign between two words only.
    money, minus = alternatives(words.currencies), alternatives(words.minus)
    sign = rf"[+\-{_MINUS}](?=\s?(?:(?:{money})\s?)?\d)|(?:{minus})(?=\s+\d)"
    groups = [rf"(?P<sign>{sign})"]
    groups += [rf"(?P<nth>\d{{1,4}}(?:{alternatives(words.ordinal_endings)})(?![^\W\d_]))"]
    groups += [rf"(?P<number>{number_pattern(language)})"]
    # Scale and number may be glued to what follows ("twobilliondollars"); no other word is cut.
    ends = {kind: "" if kind in ("cardinal", "scale") else r"(?![^\W\d_])" for kind in kinds}
    ends["qualifier"] += rf"|(?<=[^\W_])\{AFTER_DIGITS}(?!\s?\d)"
    groups += [
        f"(?P<{kind}>(?:{alternatives(known)}){ends[kind]})" for kind, known in kinds.items()
    ]
    ands = alternatives(words.part_ands)
    groups += [rf"(?P<space>\s+(?:{ands})\s+(?=\d)|\s*[(),](?!\d)\s*|\s+|(?<=\w)-(?=[^\W\d_]))"]
    return re.compile("|".join(groups))


def alternatives(known: Iterable[str]) -> str:
    """Regular expression of words, longest first; a space in one is any white space."""
    ordered = sorted(known, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"


def compare(value: Quantity, qualifier: Qualifier, reading: Reading, text: str) -> Refused | None:
    """What the phrase says otherwise than value and qualifier; None where they agree.

    A phrase may leave out the currency ("exports 14.8 billion"), never the percent sign, and
    the minus of a percentage that its sentence puts in words ("fell by 24%"; see `etl.audit`).
    """
    stated = reading.quantity
    if value.unit == PERCENT and value.digits < 0 and not reading.signed:
        stated = stated._replace(digits=-stated.digits)
    if stated.unit != value.unit and (stated.unit or value.unit == PERCENT):
        rule, said, kept = "stated-unit", stated.unit or "no unit", value.unit or "no unit"
    elif stated.base != value.base:
        rule, said, kept = "stated-value", f"{stated.base:,f}", f"{value.base:,f}"
    elif stated.step != value.step:
        rule, said, kept = "stated-scale", f"steps of {stated.step:,f}", f"{value.step:,f}"
    elif qualifier not in reading.qualifiers:
        rule, said, kept = "stated-qualifier", " or ".join(reading.qualifiers), qualifier
    else:
        return None
    name = "qualifier" if rule == "stated-qualifier" else "value"
    allowed = f"for this phrase write value: {_as_value(stated, value)}"
    found = f"as_stated {quoted(text)} says {said}, {name} says {kept}"
    return Refused(rule, found, allowed if rule == "stated-scale" else "")


def _as_value(stated: Quantity, value: Quantity) -> str:
    """The same number as value, with the scale and the digits that are stated."""
    digits, scale = stated.digits.copy_sign(value.digits), stated.scale
    while scale and stated.step < Decimal(1).scaleb(scale - _MOST_DECIMALS):
        digits, scale = digits.scaleb(_THOUSAND), scale - _THOUSAND
    words = [f"{digits:f}", *(word for word, power in SCALES.items() if power == scale)]
    return " ".join([*words, "%" if value.unit == PERCENT else value.unit]).rstrip()
