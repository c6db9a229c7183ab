"""Numbers, spans of time and names as a newspaper would write them.

English only. Must not decide anything about figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Final

from etl.core import days
from etl.core.kinds import KINDS
from etl.core.model import Figure, Period, Quantity
from etl.reconcile.model.relations import Relations
from etl.words import speech

_SCALES: Final = {12: "trillion", 9: "billion", 6: "million", 0: ""}
OF_A_TABLE: Final = 4
"""Significant digits shown of a number that a table gives to the unit."""

AT: Final = {1: "at least ", 0: "", -1: "at most "}
"""In front of a bound, by its side (see `upward`)."""

OUTWARD: Final = {1: ROUND_FLOOR, 0: ROUND_HALF_EVEN, -1: ROUND_CEILING}
"""How a bound is rounded, by its side: what is possible is never said not to be."""

_ALIKE: Final = 6  # significant digits that two ends share where they are told as one number
_HUNDREDS: Final = 100  # so many times as much are told in whole numbers
_ADDED: Final = 12  # part of a range that may be added at either end when it is rounded
_FEW: Final = 5  # digits to which an end is told as it is
_OF_A_GAP: Final = 3  # digits to which a difference is told
_HAIR: Final = Decimal("1e-9")  # of a number: what the last digit of a table to the unit makes
_SMALL: Final = 3  # decimal places of a scale that are still read
_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_TEENS: Final = (11, 12, 13)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_QUALIFIERS: Final = {
    "exact": "",
    "approximately": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
}


_RATIOS: Final = ("percent", "rank", "times", "index")
"""Units of what is no amount: written with each number, and without a scale."""


class Amounts:
    """Amounts of one sentence, all at the same scale; the first one names scale and unit.

    What is in another unit has its own with it.
    """

    def __init__(
        self,
        figures: Iterable[Figure],
        extra: Iterable[Decimal] = (),
        *,
        digits: int = OF_A_TABLE,
    ) -> None:
        self._shown_to = digits
        every = list(figures)
        amounts = [f for f in every if f.unit not in _RATIOS] or [
            f for f in every if f.unit == "times"
        ]
        self.unit = next((f.unit for f in amounts if f.unit != "count"), "")
        amounts = [f for f in amounts if self._is_ours(f)]
        stated = max((f.quantity.scale for f in amounts), default=0)
        largest = max([abs(f.point) for f in amounts] + [abs(e) for e in extra], default=Decimal(0))
        fitting = max(s for s in _SCALES if s <= max(0, largest.adjusted()) or s == 0)
        self.scale = stated if stated in _SCALES and stated else fitting if self.unit else 0
        self._named = False

    def stated(self, figure: Figure) -> str:
        """A figure's number with its wording, as exact as it was printed."""
        if figure.unit == "percent":
            return _QUALIFIERS[figure.qualifier] + percent_stated(figure)
        if not self._is_ours(figure):
            return self._beside(figure)
        own = figure.quantity.scale
        if own in _SCALES and own < self.scale and self._is_fraction(figure.point):
            printed = _ends(q.digits for q in _quantities(figure))
            number = f"{printed} {_in_words(own, self.unit)}"
        elif self._is_small(figure.point):
            number = self._in_base_units(_ends(figure.ends))
        else:
            number = self.named(self.plain(figure))
        return _qualifier(figure) + number

    def _is_ours(self, figure: Figure) -> bool:
        """Whether a figure is in the unit of this sentence."""
        return figure.unit == (self.unit or "count")

    def _beside(self, figure: Figure) -> str:
        """A figure in another unit than the sentence: "1.5 times", "16 billion EUR"."""
        if figure.unit not in _RATIOS:
            return Amounts([figure]).stated(figure)
        number = _ends(figure.ends)
        unit = "" if figure.unit != "times" else " time" if number == "1" else " times"
        return f"{_QUALIFIERS[figure.qualifier]}{number}{unit}"

    def plain(self, figure: Figure) -> str:
        """A figure's number alone, as `stated` shows it."""
        return _ends(self._digits(q) for q in _quantities(figure))

    def total(self, figures: Sequence[Figure]) -> str:
        """What several figures add up to, as exact as the most exact of them is shown."""
        places = max(speech.places(self._digits(q)) for f in figures for q in _quantities(f))
        low, high = (sum(f.ends[n] for f in figures) for n in (0, -1))
        totals = [Decimal(total).scaleb(-self.scale) for total in (low, high)]
        if any(f.quantity.scale != self.scale for f in figures):
            places = min(places, max(0, self._shown_to - 1 - totals[-1].adjusted()))
        return self.named(_ends(round(total, places) for total in totals))

    def between(self, low: Decimal | None, high: Decimal | None, *, excluded: bool = False) -> str:
        """A range in words, in base units, rounded outward to what its width makes sensible.

        excluded: whether the only end is not reached.
        """
        if self._is_small(max(low or Decimal(0), high or Decimal(0))):
            return self._in_base_units(_between(low, high, self._shown_to, excluded=excluded))
        down, up = (None if e is None else e.scaleb(-self.scale) for e in (low, high))
        return self.named(_between(down, up, self._shown_to, excluded=excluded))

    def shown(self, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
        """The numbers of `between`, in base units."""
        down, up = outward(low.scaleb(-self.scale), high.scaleb(-self.scale))
        return down.scaleb(self.scale), up.scaleb(self.scale)

    def end(self, value: Decimal, gap: Decimal, rounding: str) -> str:
        """One end of a range, exact enough to show a gap beside it; both in base units."""
        return self.named(end(value.scaleb(-self.scale), gap.scaleb(-self.scale), rounding))

    def shown_end(self, value: Decimal, gap: Decimal, rounding: str) -> Decimal:
        """The number of `end`, in base units."""
        moved = to_gap(value.scaleb(-self.scale), gap.scaleb(-self.scale), rounding)
        return moved.scaleb(self.scale)

    def exact(self, value: Decimal) -> str:
        """A number in base units with all its digits."""
        return self.named(speech.number(speech.plain(value.scaleb(-self.scale))))

    def about(self, value: Decimal) -> str:
        """A small difference, to two digits."""
        short = speech.rounded(value.scaleb(-self.scale), 2)
        return self.named(speech.number(speech.plain(short)))

    def number(self, value: Decimal) -> str:
        """A number in base units, to as many digits as a number of a table."""
        short = speech.rounded(value.scaleb(-self.scale), self._shown_to)
        return self.named(speech.number(speech.plain(short)))

    def _digits(self, quantity: Quantity) -> Decimal:
        """The printed digits, moved to this sentence's scale."""
        digits = quantity.digits.scaleb(quantity.scale - self.scale)
        if quantity.scale == self.scale:
            return digits
        return speech.plain(speech.rounded(digits, self._shown_to))

    def _is_small(self, value: Decimal) -> bool:
        """Whether a number says little at this scale: 0.00006 billion."""
        return 0 < abs(value) < Decimal(1).scaleb(self.scale - _SMALL)

    def _is_fraction(self, value: Decimal) -> bool:
        """Whether a number is less than a tenth at this scale: 0.013 billion."""
        return abs(value) < Decimal(1).scaleb(self.scale - 1)

    def _in_base_units(self, number: str) -> str:
        return f"{number} {self.unit}".rstrip()

    def named(self, number: str) -> str:
        """A number, or a range of them, with scale and unit where it is the first to be told."""
        if self._named:
            return number
        self._named = True
        return f"{number} {_in_words(self.scale, self.unit)}".rstrip()


def _qualifier(figure: Figure) -> str:
    """The wording in front of a number: what is counted is fewer, not less."""
    if figure.qualifier == "less_than" and figure.unit == "count":
        return "fewer than "
    return _QUALIFIERS[figure.qualifier]


def _in_words(scale: int, unit: str) -> str:
    """A scale word and a unit: "billion USD"."""
    return " ".join(word for word in (_SCALES.get(scale, ""), unit) if word)


def _quantities(figure: Figure) -> list[Quantity]:
    """What is printed: one number, or the two ends of a range."""
    return [figure.quantity, *([figure.quantity_high] if figure.quantity_high else [])]


def _ends(numbers: Iterable[Decimal]) -> str:
    """Both ends of a range, or the one number that they are."""
    return " to ".join(dict.fromkeys(speech.number(number) for number in numbers))


def percent_stated(figure: Figure) -> str:
    """A percentage, or a difference of such, as it was printed, without its wording."""
    if figure.quantity.fraction and not figure.quantity_high:
        return "/".join(map(str, figure.quantity.fraction))  # a third, which is not 33.3 %
    number = _ends(q.digits for q in _quantities(figure))
    return f"{number} {per_cent(figure, number)}"


def per_cent(figure: Figure, number: str = "") -> str:
    """The unit of a percentage, or of a difference of percentages."""
    if KINDS[figure.kind].tested != "difference":
        return "%"
    return "point" if number == "1" else "points"


def upward(figure: Figure) -> int:
    """1 where it says at least so much, -1 where at most, 0 where neither."""
    return {"more_than": 1, "at_least": 1, "less_than": -1, "at_most": -1}.get(figure.qualifier, 0)


def percent_between(
    low: Decimal | None, high: Decimal | None, *, unit: str = "%", excluded: bool = False
) -> str:
    """A range of percentages in words; excluded: whether the only end is not reached."""
    return f"{_between(low, high, excluded=excluded)} {unit}"


def percent(ratio: Decimal, digits: int = 0, rounding: str = ROUND_HALF_EVEN) -> str:
    """A ratio in per cent, to so many digits if any are named, without idle zeros."""
    value = ratio * 100
    number = speech.plain(speech.rounded(value, digits, rounding) if digits else value)
    return f"{speech.number(number)} %"


def at_least(ratio: Decimal) -> str:
    """A ratio in per cent that is no less than what is told."""
    return f"at least {percent(ratio, _OF_A_GAP, ROUND_FLOOR)}"


def outward(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Both ends to two digits of the width, the lower one down and the upper one up.

    To one more where that would add too much: 5.05 either way is 5.1 and not 6.
    """
    if low == high:
        return low, high
    width = high - low
    step = Decimal(1).scaleb(-max(0, 1 - width.adjusted()))
    down, up = grid(low, step, ROUND_FLOOR), grid(high, step, ROUND_CEILING)
    if max(low - down, up - high) <= width / _ADDED:
        return down, up
    return grid(low, step / 10, ROUND_FLOOR), grid(high, step / 10, ROUND_CEILING)


def grid(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """The next number of so many digits; what is a hair from one is that one.

    99 % of 10 billion, printed to the unit, is 9.9 billion and not half a dollar less.
    """
    near = value.quantize(step, ROUND_HALF_EVEN)
    is_hair = abs(near - value) <= abs(value) * _HAIR
    return near if is_hair else value.quantize(step, rounding)


def times(ratio: Decimal, digits: int = 3, rounding: str = ROUND_HALF_EVEN) -> str:
    """How many times as much, to a few digits but in whole numbers from hundreds on."""
    shown = speech.rounded(ratio, digits, rounding)
    shown = shown if shown < _HUNDREDS else ratio.quantize(Decimal(1), rounding)
    return speech.number(speech.plain(shown))


def end(value: Decimal, gap: Decimal, rounding: str) -> str:
    """An end of a range as it is where it has few digits, or else to the third digit of a gap."""
    return speech.number(speech.plain(to_gap(value, gap, rounding)))


def to_gap(value: Decimal, gap: Decimal, rounding: str) -> Decimal:
    """The number of `end`."""
    if len(value.normalize().as_tuple().digits) <= _FEW:
        return value
    smaller = min(gap.adjusted(), value.adjusted())
    return grid(value, Decimal(1).scaleb(min(0, smaller - _OF_A_GAP + 1)), rounding)


def points(gap: Decimal, rounding: str = ROUND_HALF_EVEN) -> str:
    """A difference of percentages, to as many digits as let it be checked by hand."""
    number = speech.number(speech.plain(speech.rounded(gap, _OF_A_GAP, rounding)))
    return f"{number} point" if number == "1" else f"{number} points"


def _between(
    low: Decimal | None,
    high: Decimal | None,
    digits: int = OF_A_TABLE,
    *,
    excluded: bool = False,
) -> str:
    if low is None and high is None:
        return "anything"
    if high is None:
        end = _one_end(low or Decimal(0), ROUND_FLOOR, digits)
        return f"{'more than' if excluded else 'at least'} {end}"
    if low is None:
        end = _one_end(high, ROUND_CEILING, digits)
        return f"{'less than' if excluded else 'at most'} {end}"
    alike = digits < _ALIKE and speech.rounded(low, _ALIKE) == speech.rounded(high, _ALIKE)
    if low == high or alike:
        return _one_end(low, ROUND_HALF_EVEN, digits)
    down, up = (speech.plain(e) for e in outward(low, high))
    places = max(speech.places(down), speech.places(up))
    return " to ".join(speech.number(e, places) for e in (down, up))


def _one_end(value: Decimal, rounding: str, digits: int) -> str:
    """To a few digits, but whole numbers as they are."""
    if value == value.to_integral_value():
        return speech.number(speech.plain(value))
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return speech.number(speech.plain(grid(value, step, rounding)))


def period_of_days(start: int, stop: int) -> Period:
    """The days from one ordinal to another, which is not included, as a period."""
    return days.period(date.fromordinal(start), date.fromordinal(stop - 1), alike=True)


def when(span: Period) -> str:
    """A span with its preposition: in 2024, on 30 May 2025, from 2005 to 2024."""
    words = in_words(span)
    if span.is_open:
        return words
    if span.start == span.end:
        return f"on {words}"
    return f"from {words}" if " to " in words else f"in {words}"


def against(figure: Figure) -> str:
    """The base of a change that is not to the year before: " against 2020"."""
    return f" against {in_words(figure.base)}" if figure.base is not None else ""


def in_words(span: Period) -> str:
    """2024; January to April 2024; 1 January 2005 to 25 June 2024; 30 May 2025; until 2024."""
    return speech.span(span.start, span.end)


def name(indicator: str, relations: Relations) -> str:
    """Name of an indicator inside a sentence: "exports", but "FDI inflow"."""
    text = relations.indicators[indicator].name
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def ordinal(number: int) -> str:
    """In words to tenth, then 11th, 22nd, 113th."""
    if 0 < number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    is_teen = number % 100 in _TEENS
    return f"{number}{'th' if is_teen else _ENDINGS.get(number % 10, 'th')}"


def joined(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
