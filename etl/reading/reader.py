"""What every quantity of a text states: the one reader behind double entry, audit and drafts.

Must not know figures, indicators or files.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, cast

from etl.core.model import Quantity
from etl.reading.amounts import Amount, Builder
from etl.reading.dates import Expression, expressions
from etl.reading.joining import Joiner
from etl.reading.lexing import Item, lex
from etl.reading.numerals import known_words, scan
from etl.reading.passages import folded, paragraphs
from etl.reading.ratios import Ratios
from etl.reading.readings import KINDS, Change, Reading, ReadingKind, ReadingPlace, Status
from etl.reading.wording import Wording
from etl.words import lexicon

__all__ = ["KINDS", "Change", "Reading", "ReadingKind", "ReadingPlace", "Status", "read"]

_NO_DAY: Final = date(2000, 1, 1)
_CONVENTIONAL: Final = frozenset(("USD", "GBP", "EUR", "JPY", "CNY", "CHF", "RUB"))
"""Currencies that a dollar, a pound, a yen or a franc is where no other is named."""


def read(text: str, language: str, units: Iterable[object] = ()) -> list[Reading]:
    """Every quantity of a text, in order.

    language: a code of schema.LANGUAGES; units: those that the data set declares. Paragraphs are
    what blank lines separate.
    """
    pieces = paragraphs(text.encode("utf-8"), known_words(language))
    own = _own_units(units, language)
    return [
        reading
        for number, piece in enumerate(pieces, 1)
        for reading in _Paragraph(piece, number, language, own).readings()
    ]


def _own_units(units: Iterable[object], language: str) -> dict[str, str]:
    """Ids of declared units by their words."""
    own: dict[str, str] = {}
    for unit in units:
        name = str(getattr(unit, "id", ""))
        words = dict(getattr(unit, "words", {}) or {})
        own |= dict.fromkeys(words.get(language, ()), name)
        if symbol := str(getattr(unit, "symbol", "")):
            own[symbol.lower()] = name
    return own


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(self, text: str, number: int, language: str, units: dict[str, str]) -> None:
        self.text, self.number, self.language = text, number, language
        self.lower = folded(text)
        self.items = lex(text, self.lower, language)
        self.units = units

    def readings(self) -> list[Reading]:
        """Dates first: a number without a unit inside one is none of its own."""
        amounts = Builder(self.items, self.language, self.units).amounts()
        amounts = Joiner(self.items, amounts).joined()
        amounts = Ratios(self.items, amounts).all()
        dates = self._dates(amounts)
        free = [a for a in amounts if not any(self._inside(a, date) for date in dates)]
        words = Wording(self.items, free, lexicon(self.language), self.text)
        readings = [self._date(date) for date in dates]
        readings += [self._reading(amount, words) for amount in free]
        return sorted(self._whole(readings), key=lambda reading: reading.start)

    def _span(self, amount: Amount) -> tuple[int, int]:
        return self.items[amount.first].start, self.items[amount.last].end

    def _inside(self, amount: Amount, date: Expression) -> bool:
        start, end = self._span(amount)
        return date.start < end and start < date.end

    def _dates(self, amounts: list[Amount]) -> list[Expression]:
        """Dates and periods, but for those that would cut a number with a unit."""
        if not any(item.kind == "digits" for item in self.items) and not any(
            "month" in item.facts or "period" in item.facts for item in self.items
        ):
            return []
        scanned = scan(self.text, self.lower, self.language)
        found = expressions(self.text, self.lower, scanned, self.language, _NO_DAY)
        solid = [self._span(a) for a in amounts if a.has_unit or a.number.scale]
        return [
            date
            for date in found
            if not any(start < date.end and date.start < end for start, end in solid)
        ]

    def _date(self, date: Expression) -> Reading:
        kind: ReadingKind = "date" if any(first == last for first, last in date.spans) else "period"
        words = self.text[date.start : date.end]
        return Reading(self.number, date.start, date.end, words, kind)

    def _reading(self, amount: Amount, words: Wording) -> Reading:
        qualifiers = words.qualifiers(amount)
        status = words.status(amount)
        words.change(amount)
        if amount.kind == "money" and words.outflow(amount) and not amount.signed:
            amount.negative = amount.signed = True
            amount.unsure.append("value")
        if amount.kind in ("percent", "fraction") and not amount.place and words.share(amount):
            amount.place = "share"
        start, end = self._span(amount)
        place = self.number, start, end, self.text[start:end]
        if amount.number.unread:
            return Reading(*place, "other")
        unit = amount.units[0] if amount.units else amount.unit
        high = amount.high
        low_value, high_value = amount.base, high.base if high else None
        is_open = amount.number.open
        return Reading(
            *place,
            cast("ReadingKind", amount.kind),
            None if high or is_open else low_value,
            low_value if high or is_open else None,
            high_value,
            unit,
            qualifiers[0],
            cast("Change", amount.change),
            cast("Status", status or "actual"),
            cast("ReadingPlace", amount.place),
            self._quantity(amount, unit),
            self._quantity(high, unit) if high else None,
            qualifiers,
            amount.units or ((unit,) if unit else ()),
            amount.signed,
            self._unsure(amount),
            tuple(self._scaled(other, amount) for other in amount.number.others),
            amount.number.ratio,
            amount.per,
        )

    @staticmethod
    def _scaled(digits: Decimal, amount: Amount) -> Decimal:
        return digits.scaleb(amount.number.scale + amount.scale)

    @staticmethod
    def _quantity(amount: Amount, unit: str) -> Quantity:
        digits = amount.number.digits
        scale = amount.number.scale + amount.scale
        return Quantity(-digits if amount.negative else digits, scale, unit)

    @staticmethod
    def _unsure(amount: Amount) -> tuple[str, ...]:
        unsure = list(amount.unsure)
        if amount.number.others:
            unsure.append("value")
        if len(amount.units) > 1 and amount.units[0] not in _CONVENTIONAL:
            unsure.append("unit")
        return tuple(unsure)

    def _whole(self, readings: list[Reading]) -> list[Reading]:
        """Digits that no reading holds are told as others: none is lost."""
        held = sorted((reading.start, reading.end) for reading in readings)
        for item in self.items:
            if item.kind in ("digits", "part", "fixed") and not _covered(item, held):
                words = self.text[item.start : item.end]
                readings.append(Reading(self.number, item.start, item.end, words, "other"))
        return readings


def _covered(item: Item, spans: list[tuple[int, int]]) -> bool:
    return any(start <= item.start and item.end <= end for start, end in spans)
