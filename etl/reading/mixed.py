"""Numbers printed with a fraction: 1/3, 5 1/4, 2½, 4.88-1/2.

Must not know scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from etl.reading.items import Items
from etl.reading.lexing import Item, numeric
from etl.reading.marks import MOST_DIGITS, values

_MOST_PARTS: Final = 100


class MixedNumber(NamedTuple):
    """A number with a fraction."""

    last: int
    """The last of its items."""
    digits: Decimal
    ratio: Fraction | None = None
    """Where it is a fraction and nothing else."""


def mixed_at(items: Sequence[Item], at: int, language: str) -> MixedNumber | None:
    """The number with a fraction that begins with an item of digits; None where none does."""
    return _Mixed(items).number(at, language)


class _Mixed(Items):
    def number(self, at: int, language: str) -> MixedNumber | None:
        item = self.items[at]
        if item.kind == "part":
            ratio = _vulgar(item.text)
            return MixedNumber(at, _decimal(ratio), ratio)
        if ratio_ := self._slashed(at):
            return MixedNumber(at + 2, _decimal(ratio_), ratio_)
        step = 2 if self._text(at + 1) == "-" else 1
        if len(item.text) > MOST_DIGITS or not item.text.isdecimal():
            return self._price(at, language) if step == 2 else None
        behind = at + step
        if self._kind(behind) == "part":
            return MixedNumber(behind, _decimal(int(item.text) + _vulgar(self._text(behind))))
        if self._kind(behind) == "digits" and (part := self._slashed(behind)):
            return MixedNumber(behind + 2, _decimal(int(item.text) + part))
        return None

    def _price(self, at: int, language: str) -> MixedNumber | None:
        """4.88-1/2: a half of the last digit."""
        part = self._slashed(at + 2) if self._kind(at + 2) == "digits" else None
        whole = values(self.items[at].text, language)
        if part is None or len(whole) != 1 or not self._is_glued(at + 1):
            return None
        exponent = whole[0].as_tuple().exponent
        assert isinstance(exponent, int)  # digits
        return MixedNumber(at + 4, whole[0] + _decimal(part).scaleb(exponent))

    def _slashed(self, at: int) -> Fraction | None:
        if self._text(at + 1) != "/" or self._kind(at + 2) != "digits":
            return None
        one, other = self._text(at), self._text(at + 2)
        short = max(len(one), len(other)) <= len(str(_MOST_PARTS))
        glued = self._is_glued(at) and self._is_glued(at + 1)
        if not (glued and short and one.isdecimal() and other.isdecimal()):
            return None
        if self._text(at + 3) == "/" or not 1 < int(other) <= _MOST_PARTS:
            return None
        return Fraction(int(one), int(other)) if int(one) < int(other) else None


def _vulgar(character: str) -> Fraction:
    return Fraction(numeric(character)).limit_denominator(_MOST_PARTS)


def _decimal(ratio: Fraction) -> Decimal:
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)
