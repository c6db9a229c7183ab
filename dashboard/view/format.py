"""Amounts, intervals, periods and days as people read them, written by Babel.

Never more digits than were printed. Must not know Streamlit, plotly or files; words come
from `texts`. Amounts are in base units: 16 billion USD is 16000000000, 24 % is 24.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.lists import format_list
from babel.numbers import get_currency_name, get_currency_symbol

from dashboard.view.texts import LANGUAGE, text
from etl.core.model import Unit
from etl.words import speech

Number = Decimal | int | float

PERCENT: Final = "percent"
RANK: Final = "rank"
COUNT: Final = "count"
TIMES: Final = "times"
INDEX: Final = "index"
_CODE: Final = 3
_SCALES: Final = (12, 9, 6)
_NUMERAL: Final = re.compile(r"\d+(?:[.,'\N{RIGHT SINGLE QUOTATION MARK}\s]\d+)*")
_NO_DIGITS: Final = re.compile(r"\D")
_DERIVED_DIGITS: Final = 3
_OFFICIAL_DIGITS: Final = 4
_MOST_KEPT: Final = 20_000
"""Texts of numbers and days: a page writes the same ones again at every change."""
_ENDS_DIGITS: Final = 2
"""Digits that the width of a derived range is shown with."""


_UNITS: Final[dict[str, Unit]] = {}
"""Units that the books shown declare, by id; a unit that is in none is called by its id."""


def know_units(units: Iterable[Unit]) -> None:
    """Call these units by their symbol beside a number and by their name in words, from now on."""
    news = {unit.id: unit for unit in units if _UNITS.get(unit.id) != unit}
    if news:
        _UNITS.update(news)
        amount.cache_clear()


def _called(unit: str, *, briefly: bool) -> str:
    """The symbol or the name of a declared unit; its id where no book declares it."""
    known = _UNITS.get(unit)
    if known is None:
        return unit.replace("_", " ").replace("-", " ")
    return (known.symbol or known.name) if briefly else (known.name or known.symbol)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == _CODE and unit.isupper()


def is_scaled(unit: str) -> bool:
    """Whether amounts are read in thousands of millions: money, tonnes."""
    return unit not in (PERCENT, RANK, COUNT, TIMES, INDEX)


def statement(
    value: Number, unit: str, qualifier: str, as_stated: str = "", *, signed: bool = False
) -> str:
    """A number as it was qualified, with the digits that were printed: "over $7.6 bn".

    as_stated: the phrase as printed, which tells 3.40 from 3.4; signed: growth, "+16.9 %".
    """
    number = amount(value, unit, significant(as_stated, value), signed=signed)
    return text(qualifier, amount=number)


@lru_cache(_MOST_KEPT)
def amount(value: Number, unit: str, digits: int | None = None, *, signed: bool = False) -> str:
    """A number in its unit: "$16.4 bn", "24 %", "3rd", "12,210".

    digits: how many significant digits to show at least (3 and 3.4 billion give "$3.40 bn");
    the digits of the value itself are always all shown. signed: a plus where it is positive.
    """
    exact = decimal(value)
    if unit == RANK:
        return ordinal(int(exact))
    if unit == PERCENT:
        return text("percent", number=_number(exact, _decimals(exact, digits), signed=signed))
    if unit == TIMES:
        return text("times", number=_number(exact, _decimals(exact, digits)))
    if unit in (COUNT, INDEX):
        digits = digits if unit == INDEX else None
        return _number(exact, _decimals(exact, digits), signed=signed)
    scale = scale_of(exact)
    scaled = exact.scaleb(-scale)
    if not is_money(unit):
        number = _number(scaled, _decimals(scaled, digits), signed=signed)
        return text("measured", number=number, unit=unit_name(unit, scale))
    number = _money(scaled, unit, _decimals(scaled, digits))
    if signed and exact > 0:
        number = f"+{number}"
    return text("scaled", number=number, scale=text(f"scale_short_{scale}")) if scale else number


def amount_in_words(value: Number, unit: str, digits: int | None = None) -> str:
    """A number as a sentence says it: "14.80 billion US dollars", "24 %", "3rd", "12,210".

    In plain spaces: such a sentence is copied. digits: as for `amount`.
    """
    if not is_scaled(unit):
        return amount(value, unit, digits).replace("\N{NO-BREAK SPACE}", " ")
    exact = decimal(value)
    scale = scale_of(exact)
    scaled = exact.scaleb(-scale)
    number = _number(scaled, _decimals(scaled, digits))
    return text("amount_words", number=number, unit=axis_title(unit, scale))


def plain_number(value: Number, scale: int, digits: int | None = None) -> str:
    """A number on an axis of that scale, without its unit: "15.466"."""
    scaled = decimal(value).scaleb(-scale)
    return _number(scaled, _decimals(scaled, digits))


def rounded(value: Number, unit: str, *, signed: bool = False) -> str:
    """A number that was derived, with three significant digits: no false precision."""
    return amount(speech.rounded(decimal(value), _DERIVED_DIGITS), unit, signed=signed)


def official(value: Number, unit: str, *, signed: bool = False) -> str:
    """A number of an official table, which gives it to the unit: rounded, and said to be."""
    exact = decimal(value)
    if unit == RANK:
        return amount(exact, unit)
    short = speech.rounded(exact, _OFFICIAL_DIGITS)
    number = amount(short, unit, signed=signed)
    return number if short == exact else text("rounded", amount=number)


@lru_cache(_MOST_KEPT, typed=True)
def significant(as_stated: str, value: Number) -> int | None:
    """How many significant digits the phrase prints; None where it does not show them.

    Looks only at the one numeral of the phrase, and only where its digits are those of the
    value: so neither the decimal mark of the language nor the scale word matters.
    """
    numerals = _NUMERAL.findall(as_stated)
    if len(numerals) != 1:
        return None
    printed = _NO_DIGITS.sub("", numerals[0]).lstrip("0")
    own = _NO_DIGITS.sub("", f"{decimal(value):f}")
    same = printed.rstrip("0") == own.strip("0")
    return len(printed) if same and printed else None


def interval(low: Number | None, high: Number | None, unit: str, *, signed: bool = False) -> str:
    """Lowest and highest amount: "$15.5 bn to $16.5 bn", "$7.6 bn or more"."""
    first = None if low is None else amount(low, unit, signed=signed)
    last = None if high is None else amount(high, unit, signed=signed)
    if first is None and last is None:
        return text("not_limited")
    if last is None:
        return text("or_more", low=first)
    if first is None or ((is_scaled(unit) or unit == COUNT) and not low and high):
        return text("or_less", high=last)
    return last if first == last else text("between", low=first, high=last)


def outward(low: Number | None, high: Number | None, unit: str, *, signed: bool = False) -> str:
    """A derived range, rounded outward to what its width makes sensible.

    So a value that is shown as impossible is impossible.
    """
    down, up = (None if end is None else decimal(end) for end in (low, high))
    if down is None or up is None:
        end = down if up is None else up
        place = 0 if not end else end.adjusted() - _OFFICIAL_DIGITS + 1
    elif up == down:
        place = up.adjusted() - _OFFICIAL_DIGITS + 1
    else:
        # Numbers that are read in billions are never shown coarser than a billion.
        most = scale_of(max(abs(up), abs(down))) if is_scaled(unit) else 0
        place = min(abs(up - down).adjusted() - _ENDS_DIGITS + 1, most)
    step = Decimal(1).scaleb(place)
    return interval(
        None if down is None else down.quantize(step, ROUND_FLOOR),
        None if up is None else up.quantize(step, ROUND_CEILING),
        unit,
        signed=signed,
    )


def printed_to_the_unit(low: Number | None, high: Number | None, unit: str) -> bool:
    """Whether wording and digits leave no room that a reader would care for."""
    if high is None or low is None or unit == PERCENT:
        return False
    return decimal(high) - decimal(low) <= 1


def ordinal(number: int) -> str:
    """A rank: "3rd"."""
    form = _locale().ordinal_form(number)
    return text(f"ordinal_{form}", number=_number(Decimal(number), 0))


def count(number: int) -> str:
    """A whole number: "12,210"."""
    return speech.number(Decimal(number), language=LANGUAGE)


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    return format_list(names, locale=LANGUAGE)


def scale_of(largest: Number) -> int:
    """Power of ten of the scale word that an amount of that size is read in: 12, 9, 6 or 0."""
    size = decimal(largest)
    magnitude = size.adjusted() if size else 0
    for scale in _SCALES:
        if magnitude >= scale:
            return scale
    return 0


def axis_title(unit: str, scale: int) -> str:
    """What an axis counts: "billion US dollars", "million tonnes", "percent", "number"."""
    word = text(f"scale_long_{scale}")
    if is_money(unit):
        currency = _currency(unit)
        return text("axis_money", scale=word, currency=currency).strip()
    if is_scaled(unit):
        return f"{word} {_called(unit, briefly=False)}".strip()
    if unit == COUNT and scale:
        return text("axis_count_scaled", scale=word)
    return text(f"axis_{unit}")


def unit_name(unit: str, scale: int) -> str:
    """A unit beside a number of its own column: "bn USD", "mn kg", "percent", "number"."""
    if not is_scaled(unit):
        return text(f"unit_{unit}")
    if not is_money(unit):
        unit = _called(unit, briefly=True)
    return text("unit_scaled", scale=text(f"scale_short_{scale}"), unit=unit).strip()


def period(start: date, end: date) -> str:
    """A period in brief: "2023", "Jan-Apr 2024", "2005 to Sep 2024", "until 2024"."""
    return speech.span_in_brief(start, end, language=LANGUAGE)


def period_without_year(start: date, end: date) -> str:
    """A period of one year without naming it: "Mar-May"; with it where there are two."""
    if start.year != end.year or start == end:
        return period(start, end)
    return speech.span_within_year(start, end, language=LANGUAGE)


def period_in_words(start: date, end: date, *, roughly: bool = False) -> str:
    """A period inside a sentence: "January to April 2024"; roughly: by months, see `speech`."""
    return speech.span(start, end, roughly=roughly, language=LANGUAGE)


def day(when: date) -> str:
    """A day: "30 Jan 2025"."""
    return speech.day(when, short=True, language=LANGUAGE)


def month(when: date) -> str:
    """The month of a day: "Jan 2025"."""
    return speech.month(when, short=True, language=LANGUAGE)


def decimal(value: Number) -> Decimal:
    """The number as a decimal, a float by the shortest digits that are it."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _decimals(value: Decimal, digits: int | None) -> int:
    """Decimal places that show every digit of a value and at least so many significant ones."""
    wanted = digits - value.adjusted() - 1 if digits is not None and value else 0
    return max(speech.places(value.normalize()), wanted)


def _number(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    return speech.number(value, decimals, signed=signed, language=LANGUAGE)


def _money(value: Decimal, currency: str, decimals: int) -> str:
    minus = "-" if value < 0 else ""
    return f"{minus}{_symbol(currency)}{_number(abs(value), decimals)}"


@cache
def _symbol(currency: str) -> str:
    """What stands before a number; Babel looks for the name of the currency too, at each."""
    symbol = get_currency_symbol(currency, locale=_locale())
    # A currency without a sign of its own is its code, which needs a space before the number.
    return f"{symbol}\N{NO-BREAK SPACE}" if symbol[-1:].isalpha() else symbol


@cache
def _currency(unit: str) -> str:
    return get_currency_name(unit, count=2, locale=_locale())


@cache
def _locale() -> Locale:
    return Locale(LANGUAGE)
