"""How languages write numbers, months and qualifiers: one table per language.

Tables only; what is read with them is decided in `quantities` and `audit`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final, NamedTuple

from etl.core.model import Qualifier
from etl.core.schema import MONEY as CODES_OF_MONEY

AFTER_DIGITS: Final = "+"
"""The one qualifier that means another thing before its number: 300+."""
SYMBOLS: Final[dict[str, tuple[Qualifier, ...]]] = {
    **dict.fromkeys(("~", "\u2248", "\u00b1"), ("approximately",)),
    ">": ("more_than",),
    "<": ("less_than",),
    "\u2265": ("at_least",),
    "\u2264": ("at_most",),
    AFTER_DIGITS: ("at_least", "more_than"),
}
"""Qualifiers of every language."""

Money = tuple[str, ...]
"""ISO 4217 codes that a word or symbol may stand for; a reader of trade news takes the first."""
DOLLARS: Final[Money] = (
    *("USD", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD"),
    *("LRD", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "XCD"),
)
POUNDS: Final[Money] = ("GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP")
FRANCS: Final[Money] = ("CHF", "FRF", "BEF", "LUF")
MONEY: Final[dict[str, Money]] = {
    "$": DOLLARS,
    **dict.fromkeys(("us$", "us $", "u.s.$", "u.s. $", "usd"), ("USD",)),
    **{"a$": ("AUD",), "au$": ("AUD",), "c$": ("CAD",), "ca$": ("CAD",), "hk$": ("HKD",)},
    **{"nz$": ("NZD",), "s$": ("SGD",), "nt$": ("TWD",)},
    **{"€": ("EUR",), "eur": ("EUR",), "£": POUNDS, "gbp": ("GBP",)},
    **{"₸": ("KZT",), "kzt": ("KZT",), "₽": ("RUB",), "rub": ("RUB",)},
    **{"¥": ("JPY", "CNY"), "cny": ("CNY",), "rmb": ("CNY",), "₺": ("TRY",), "₴": ("UAH",)},
    **{"₹": ("INR",), "₩": ("KRW", "KPW"), "₼": ("AZN",), "₾": ("GEL",), "₪": ("ILS",)},
}
"""Currencies of every language; `CODES` are read as well."""
CODES: Final = {code.casefold(): code for code in CODES_OF_MONEY}
"""Every ISO 4217 code. Only capitals are one: "all", "try" and "top" are words."""


class Calendar(NamedTuple):
    """How a language speaks of days, months and spans."""

    halves: tuple[str, ...]
    quarters: tuple[str, ...]
    months: tuple[str, ...]
    """The word month itself, in every form that follows a number."""
    years: tuple[str, ...]
    decades: tuple[str, ...]
    first: tuple[str, ...]
    """As in: the first five months."""
    past: tuple[str, ...]
    """As in: over the past 20 years."""
    of: tuple[str, ...]
    """May stand between a part of a year and the year."""
    joins: tuple[str, ...]
    """Between two months or two years."""
    before_year: tuple[str, ...]
    """After these a number like 2023 is a year."""
    after_year: tuple[str, ...]
    """Before these a number like 2023 is a year."""
    before_amount: tuple[str, ...]
    """Those of `before_year` that stand before an amount as well: than 2023, than 2023 visas."""
    this_year: tuple[str, ...]
    counted: tuple[str, ...]
    """After a number like 2023 these are what it counts, so that it is no year."""
    goes_on: tuple[str, ...]
    """Words after a year that a number like 2023 cannot count."""
    at: tuple[str, ...]
    """Before the time of day."""
    month_first: bool = False
    """Whether a day is written June 25 as well."""
    capital_months: bool = False
    before_day: tuple[str, ...] = ()
    """Before June 25, where it is a day for certain."""
    day_endings: tuple[str, ...] = ()
    this_one: tuple[str, ...] = ()
    """The year of the text, where another was named before: last year 5, and this one 6."""


class Lexicon(NamedTuple):
    """Words of one language, all in lower case. Longer words win over shorter ones."""

    decimal: str
    group: str
    """Mark between thousands; a space of any kind is one in every language."""
    scales: dict[str, int]
    """Power of ten."""
    currencies: dict[str, Money]
    percents: tuple[str, ...]
    qualifiers: dict[str, tuple[Qualifier, ...]]
    """What a wording allows; the first is the usual one."""
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    months: dict[str, int]
    calendar: Calendar
    alone: tuple[str, ...] = ()
    """Scales that are one of it without a number: a billion, тысяча."""
    fractions: dict[str, tuple[str, int]] = {}  # noqa: RUF012 - never changed
    """Digits and power of ten of a part that begins a number: half, полтора."""
    halves: tuple[str, ...] = ()
    """Add a half to the number before them: and a half."""
    ordinal_endings: tuple[str, ...] = ()
    """Written after digits: 15th."""
    compounds: str = "(?!)"
    """Regular expression of number words written as one, where a table would be endless."""
    stems: tuple[str, ...] = ()
    """Regular expressions of whole words that state a number as `counters` do: doubl(?:e|ing)."""
    counters: tuple[str, ...] = ()
    """State a number without being one: half, dozens, doubled."""
    idioms: tuple[str, ...] = ()
    """Regular expressions of fixed wordings whose number word states no number."""
    roman_beside: tuple[str, ...] = ()
    """Beside these a single I, V or X is a number, elsewhere a pronoun or an initial."""
    ands: tuple[str, ...] = ()
    """May stand inside a number in words."""
    part_ands: tuple[str, ...] = ()
    """May stand between the parts of one amount: 1 milione e 700 mila."""
    minus: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    """May stand between a qualifier and its number."""
    qualifiers_after: tuple[str, ...] = ()
    """Qualifiers that may follow their number."""
    ors: tuple[str, ...] = ()
    """Begin a qualifier that goes with the number before it only: or more, и более."""
    negations: tuple[str, ...] = ()
    """Turn the qualifier after them round."""
    by: tuple[str, ...] = ()
    """Before the amount of a change."""
    to: tuple[str, ...] = ()
    """Before the level that a change leads to."""
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    change_of: tuple[str, ...] = ()
    """Between a noun of change and its amount, where it is none of `by`: a decline of."""
    changes: tuple[str, ...] = ()
    """Stems (regular expressions) of words of change, without which `by` and `to` mean others:
    up, down, and those that tell no direction."""
    relatives: tuple[str, ...] = ()
    """Begin a clause of their own: which, che, который."""
    abbreviations: tuple[str, ...] = ()
    """After these a full stop ends no sentence."""
    loose_group: bool = False
    """Whether the mark between thousands is printed as a decimal mark as often."""
    reach: int = 160
    """How many characters before `by` and `to` a word of change may begin."""


@cache
def lexicon(language: str) -> Lexicon:
    """The table of a language (a code of schema.LANGUAGES)."""
    table: Lexicon = import_module(f"etl.words.{language}").LEXICON
    return table
