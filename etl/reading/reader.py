"""What every quantity of a text states: the one reader behind double entry, audit and drafts.

Must not know figures, indicators or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from etl.core.intervals import turned
from etl.core.model import Quantity
from etl.core.problems import Refused, quoted
from etl.reading.amounts import Amount, Builder, as_decimal, end_of
from etl.reading.carrying import Carrying
from etl.reading.joining import Joiner
from etl.reading.lexing import lex
from etl.reading.naming import Naming
from etl.reading.passages import folded, paragraphs, plain
from etl.reading.ratios import Ratios
from etl.reading.readings import (
    CONVENTIONAL,
    KINDS,
    Change,
    Reading,
    ReadingKind,
    ReadingPlace,
    Status,
)
from etl.reading.wordbook import country_stems
from etl.reading.wording import Wording
from etl.words import Money
from etl.words.forms import forms

if TYPE_CHECKING:
    from etl.reading.span import Span

__all__ = [
    "KINDS",
    "Change",
    "Reading",
    "ReadingKind",
    "ReadingPlace",
    "Status",
    "phrase",
    "read",
    "read_paragraph",
]

PERCENT: Final = "percent"
_HUNDRED: Final = 100
_TENTH: Final = Decimal("0.1")
_NO_DAY: Final = date(2000, 1, 1)
_SAYING: Final = frozenset(
    (
        *("qual", "after", "turn", "rise", "fall", "increase", "move", "connector", "by", "of"),
        "comparative",
        *("to_level", "neg", "not", "per", "before_super", "among", "rank_beside", "outflow"),
        *("place_noun", "deficit", "surplus"),
        *("change_noun", "estimate", "numero", "level_of", "growth_rate", "mark", "reach"),
        *("auxiliary", "outside"),
    )
)
"""What words beside a number may be, so that a phrase is nothing but a quantity."""
_BALANCES: Final = ("deficit", "surplus")
_UNITS: Final = frozenset(("money", "percent", "points", "unit", "cents", "scale"))
_LEADING: Final = frozenset(("connector", "by", "of", "to_level"))
_MARKS: Final = frozenset("(),-\"'\u00ab\u00bb\u201c\u201d")


def read(text: str, language: str, units: Iterable[object] = ()) -> list[Reading]:
    """Every quantity of a text, in order.

    language: a code of schema.LANGUAGES; units: those that the data set declares. Paragraphs are
    what blank lines separate.
    """
    from etl.reading.numerals import known_words

    pieces = paragraphs(text.encode("utf-8"), known_words(language))
    own = _own_units(units, language)
    return [
        reading
        for number, piece in enumerate(pieces, 1)
        for reading in _Paragraph(piece, number, language, own).readings()
    ]


def read_paragraph(
    text: str, language: str, units: Iterable[object], spans: Iterable[Span]
) -> list[Reading]:
    """Every quantity of one paragraph whose dates and periods are known (see `spans.spans`)."""
    return _Paragraph(text, 1, language, _own_units(units, language), spans).readings()


def phrase(text: str, language: str, units: Iterable[object] = ()) -> Reading:
    """What a printed phrase says that is nothing but one quantity with its own words.

    "Over 7.6 billion US dollars", "fell by 3%", "$16-20 billion", "a third", "doubled". A fall
    stands in `change`; digits keep their printed places. Raises Refused (stated-unreadable).
    """
    printed = " ".join(plain(text).split())
    return _Paragraph(printed, 1, language, _own_units(units, language)).phrase()


def unreadable(text: str, why: str) -> Refused:
    """That a phrase cannot be read (stated-unreadable), and what is allowed instead."""
    allowed = "allowed are one number or range with its scale, unit, qualifier and word of change"
    return Refused("stated-unreadable", f"{quoted(text)} cannot be read: {why}", allowed)


def _own_units(units: Iterable[object], language: str) -> dict[str, str]:
    """Ids of declared units by their words."""
    own: dict[str, str] = {}
    for unit in units:
        name = str(getattr(unit, "id", ""))
        words = dict(getattr(unit, "words", {}) or {})
        own |= dict.fromkeys((word.lower() for word in words.get(language, ())), name)
        if symbol := str(getattr(unit, "symbol", "")):
            own[symbol.lower()] = name
    return own


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(
        self,
        text: str,
        number: int,
        language: str,
        units: dict[str, str],
        spans: Iterable[Span] | None = None,
    ) -> None:
        self.known = spans
        self.text, self.number, self.language = text, number, language
        self.lower = folded(text)
        self.items = lex(text, self.lower, language)
        self.units = units

    def phrase(self) -> Reading:
        """The one reading that the text is; raises Refused where it is more, less or other."""
        amounts = self._amounts(alone=True)
        words = Wording(self.items, amounts, self.language, self.text, alone=True)
        if len(amounts) == 1:
            reading = self._reading(amounts[0], words)
            unknown = self._unknown(amounts[0])
            if reading.kind != "other" and not unknown:
                unknown = self._contradiction(amounts[0], reading)
                if not unknown:
                    reading = reading._replace(balance=self._balance())
                    return self._qualified(amounts[0], reading)
        elif amounts:
            unknown = "two numbers"
        else:
            if self.lower in forms(self.language).zeros:
                return _nothing(self.text)
            unknown = self._unknown(None) or "no number"
        raise unreadable(self.text, unknown or "its marks make no number")

    def _unknown(self, amount: Amount | None) -> str:
        """Why words beside the amount make the text no plain phrase; empty where none does."""
        for at, item in enumerate(self.items):
            if amount and (amount.first <= at <= amount.last or at == amount.compared):
                continue
            if amount and self._is_denial(at, amount):
                continue
            if amount and not _UNITS.isdisjoint(item.facts) and "auxiliary" not in item.facts:
                return "two units or two qualifiers"
            if amount is None and not _UNITS.isdisjoint(item.facts):
                continue
            inside = 0 < at < len(self.items) - 1 or item.text != "-"
            opens = amount is not None and at < amount.first
            saying: frozenset[str] = frozenset() if opens and item.text == "+" else _SAYING
            if item.facts.keys().isdisjoint(saying) and not (item.text in _MARKS and inside):
                return f"{quoted(self.text[item.start : item.end])} is no number, scale, unit" + (
                    " or qualifier"
                )
        if amount and amount.last + 1 < len(self.items):
            last = self.items[-1]
            if "after" not in last.facts and _LEADING & last.facts.keys():
                return f"{quoted(self.text[last.start : last.end])} without a number after it"
        return ""

    def _is_denial(self, at: int, amount: Amount) -> bool:
        """Whether a word goes on after a denial to the first: not figure among their top 20."""
        if amount.place != "rank" or not at < amount.first or "of" in self.items[at].facts:
            return False
        return any({"not", "outside"} & item.facts.keys() for item in self.items[: at + 1])

    def _balance(self) -> str:
        """Whether a phrase calls its amount a deficit or a surplus."""
        return next((name for name in _BALANCES for i in self.items if name in i.facts), "")

    def _qualified(self, amount: Amount, reading: Reading) -> Reading:
        """With a qualifier that stands anywhere behind: in a phrase it can mean nothing else."""
        for item in self.items[max(amount.last, amount.compared) + 1 :]:
            # 9% more, which tells the way of a change, is not more than 9%.
            is_way = bool(reading.change) and "comparative" in item.facts
            if reading.qualifiers == ("exact",) and "qual" in item.facts and not is_way:
                qualifiers = item.facts["qual"]
                return reading._replace(qualifier=qualifiers[0], qualifiers=qualifiers)
        return reading

    def _contradiction(self, amount: Amount, reading: Reading) -> str:
        """What the words of a phrase say twice in different ways; empty where they agree."""
        behind = max(amount.last, amount.compared) + 1
        outside = (*self.items[: amount.first], *self.items[behind:])
        told = [item for item in outside if "qual" in item.facts]
        # "Почти до" is one: what stands before it says how exact the level is.
        is_led = len(told) > 1 and "to_level" in told[1].facts and told[0].end + 1 == told[1].start
        if len(told) - is_led > 1:
            return "two units or two qualifiers"
        rises = amount.signed and not amount.negative
        return "a rise and a fall" if rises and reading.change == "fall" else ""

    def readings(self) -> list[Reading]:
        """Dates first: a number without a unit inside one is none of its own."""
        amounts = self._amounts()
        spans = self._spans(amounts)
        taken = self._mask((span.start, span.end) for span in spans)
        free = [a for a in amounts if 1 not in taken[slice(*self._span(a))]]
        Carrying(self.items, free, self.language, self.text).carry_units()
        bases = [at for span in spans if span.role == "base" for at in (span.start, span.inner)]
        words = Wording(self.items, free, self.language, self.text, bases)
        readings = [self._period(span) for span in spans]
        readings += [self._reading(amount, words) for amount in free]
        return sorted(self._whole(readings), key=lambda reading: reading.start)

    def _amounts(self, alone: bool = False) -> list[Amount]:
        """Every amount of the paragraph, whatever dates it has; alone: it is one quantity."""
        amounts = Builder(self.items, self.language, self.units, alone).amounts()
        amounts = Joiner(self.items, amounts, self.language).joined()
        amounts = Ratios(self.items, amounts, self.language, alone).all()
        Naming(self.items, self.language, self.text).name(amounts)
        return _apart(amounts)

    def _span(self, amount: Amount) -> tuple[int, int]:
        return self.items[amount.first].start, end_of(self.items[amount.last])

    def _spans(self, amounts: list[Amount]) -> list[Span]:
        """Dates and periods, but for those that would cut a number with a unit."""
        times = self.known
        if times is None:
            # Double entry reads no periods, and starts without them.
            from etl.reading.spans import spans

            times = spans(self.text, self.language, _NO_DAY)
        solid = [self._span(a) for a in amounts if a.has_unit or a.number.scale]
        solid += [(item.start, item.end) for item in self.items if item.kind == "fixed"]
        cuts = {
            at
            for item in self.items
            if item.kind == "digits"
            for at in range(item.start + 1, item.end)
        }
        taken = self._mask(solid)
        return [
            span
            for span in times
            if 1 not in taken[span.start : span.end]
            and span.start not in cuts
            and span.end not in cuts
        ]

    def _mask(self, spans: Iterable[tuple[int, int]]) -> bytearray:
        """1 for each character that lies in one of the spans: a paragraph may have thousands."""
        mask = bytearray(len(self.text))
        for start, end in spans:
            mask[start:end] = b"\1" * (end - start)
        return mask

    def _period(self, span: Span) -> Reading:
        days = span.period
        kind: ReadingKind = "date" if days and days.start == days.end else "period"
        words = self.text[span.start : span.end]
        return Reading(self.number, span.start, span.end, words, kind)

    def _reading(self, amount: Amount, words: Wording) -> Reading:
        words.change(amount)
        status, status_at = words.status(amount)
        qualifiers = words.qualifiers(amount)
        if amount.number.open and qualifiers[0] in ("less_than", "at_most"):
            amount.unsure.append("value")  # less than a few million: nobody knows than how many
        told = (("qualifier", words.qualifier_at), ("status", status_at))
        if amount.turned:  # more than 76 % of the level: a fall of less than 24 %
            qualifiers = turned(qualifiers)
        if amount.kind == "money" and words.outflow(amount) and not amount.signed:
            amount.negative = amount.signed = True
            amount.unsure.append("value")
            qualifiers = turned(qualifiers)
        if amount.kind == "multiple" and amount.change == "fall":
            _invert(amount)
        if amount.kind in ("percent", "fraction") and not amount.place and words.share(amount):
            amount.place = "share"
        start, end = self._span(amount)
        place = self.number, start, end, self.text[start:end]
        if amount.number.unread:
            return Reading(*place, "other")
        if len(amount.units) > 1 and amount.units[0] not in CONVENTIONAL:
            amount.units = self._of_country(amount.units)
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
            tuple((name, self.items[at].start, self.items[at].end) for name, at in told if at >= 0),
        )

    def _of_country(self, units: Money) -> Money:
        """Of several currencies with one name, that of the country that the paragraph names."""
        named = {
            code
            for stem, code in country_stems(self.language).items()
            if code in units
            and stem in self.lower
            and re.search(rf"\b{re.escape(stem)}", self.lower)
        }
        return tuple(named) if len(named) == 1 else units

    @staticmethod
    def _scaled(digits: Decimal, amount: Amount) -> Decimal:
        return digits.scaleb(amount.number.scale + amount.scale)

    @staticmethod
    def _quantity(amount: Amount, unit: str) -> Quantity:
        digits = amount.number.digits
        scale = amount.number.scale + amount.scale
        ratio = amount.number.ratio
        if ratio is not None and amount.kind == "fraction":  # a third is 33.3 percent
            percent = (_HUNDRED * Decimal(ratio.numerator) / ratio.denominator).quantize(_TENTH)
            parts = ratio.numerator, ratio.denominator
            return Quantity(-percent if amount.negative else percent, 0, PERCENT, fraction=parts)
        return Quantity(-digits if amount.negative else digits, scale, unit)

    @staticmethod
    def _unsure(amount: Amount) -> tuple[str, ...]:
        unsure = list(amount.unsure)
        if amount.number.others:
            unsure.append("value")
        if len(amount.units) > 1 and amount.units[0] not in CONVENTIONAL:
            unsure.append("unit")
        return tuple(unsure)

    def _whole(self, readings: list[Reading]) -> list[Reading]:
        """Digits that no reading holds are told as others: none is lost."""
        held = self._mask((reading.start, reading.end) for reading in readings)
        for item in self.items:
            if item.kind in ("digits", "part", "fixed") and 0 in held[item.start : item.end]:
                words = self.text[item.start : item.end]
                readings.append(Reading(self.number, item.start, item.end, words, "other"))
        return readings


def _nothing(text: str) -> Reading:
    """What a phrase states that says that there was none."""
    zero = Quantity(Decimal(0), 0, "")
    place = 1, 0, len(text), text
    return Reading(*place, "count", Decimal(0), place="level", quantity=zero)


def _invert(amount: Amount) -> None:
    """What shrank to a third is a third of what it was, however its words say it."""
    ends = [amount.number, *([amount.high.number] if amount.high else [])]
    if not all(number.digits > 1 for number in ends):
        return
    for number in ends:
        number.ratio = 1 / Fraction(number.digits)
        number.digits = as_decimal(number.ratio)
    if amount.high:  # fell 1.5 to 2 times: to a half at least
        amount.number, amount.high.number = amount.high.number, amount.number


def _apart(amounts: Iterable[Amount]) -> list[Amount]:
    """Amounts in order, none reaching into the one before; digits of what goes are told alone."""
    kept: list[Amount] = []
    for amount in sorted(amounts, key=lambda amount: amount.number.first):
        before = kept[-1].last if kept else -1
        amount.first = max(amount.first, before + 1)
        if amount.first <= amount.number.first:
            kept.append(amount)
    return kept
