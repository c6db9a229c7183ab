"""What digits with their marks may be worth: 16.425, 5,2, 1'200, 12,34,567.

A number is read where only one reading is possible; where two are, the usual one comes first.
Must not know what stands around it, but whether a scale does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from etl.words import lexicon

DIGITS: Final = (
    r"\d{1,3}(?:[\u00a0\u202f\u2009\u2007 ]\d{3})+(?:[.,]\d+)?(?![\d'])"
    r"|\d+(?:[.,]\d+)?[e\u0435][+-]?\d+(?![^\W_])"
    r"|\d+(?:[.,']\d+)*|(?<![\w.,])[.,]\d+"
)
"""Regular expression of digits that belong together, whatever their marks say."""
MOST_DIGITS: Final = 25
"""What is longer is no number that anybody counted, and no decimal holds it exactly."""
_POWER: Final = re.compile("[e\u0435]")
_SPACES: Final = re.compile(r"\s")
_INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_GROUPED: Final = {
    mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,'"
}


def values(digits: str, language: str, scaled: bool = False) -> tuple[Decimal, ...]:
    """Every number that digits with marks may be, first the usual; empty where they are none.

    scaled: whether a scale follows, which no printed thousand does in most languages.
    """
    plain = _SPACES.sub("", digits)
    marks = [mark for mark in plain if not mark.isdecimal()]
    if _POWER.search(plain):  # 1e999: nobody prints it, and guessing would read 999
        return ()
    if len(plain) - len(marks) > MOST_DIGITS:
        return ()
    if not marks:
        return (Decimal(plain),)
    if plain != digits:  # spaces are the marks between thousands
        return (_decimal(plain, marks[0]),) if len(marks) == 1 else ()
    if len(set(marks)) > 1:
        return _two_marks(plain, marks)
    return _one_mark(plain, len(marks), language, scaled)


def _one_mark(plain: str, count: int, language: str, scaled: bool) -> tuple[Decimal, ...]:
    """All marks are the same: thousands, a decimal, or either."""
    mark = next(mark for mark in plain if not mark.isdecimal())
    grouped = _GROUPED[mark].fullmatch(plain) or _INDIAN.fullmatch(plain)
    if count > 1 or mark == "'":
        return (Decimal(plain.replace(mark, "")),) if grouped else ()
    return _either(plain, mark, language, scaled) if grouped else (_decimal(plain, mark),)


def _either(plain: str, mark: str, language: str, scaled: bool) -> tuple[Decimal, ...]:
    """Of 16.425, which may be a decimal or thousands: what the language says of its mark."""
    words = lexicon(language)
    decimal, thousands = _decimal(plain, mark), Decimal(plain.replace(mark, ""))
    if mark == words.decimal:
        return (decimal,)
    if mark != words.group or not words.loose_group:
        # "1,200 billion yen" is usual in English, "1.200 miliardi" in Italian less so.
        return (thousands, decimal) if scaled and mark == "." else (thousands,)
    return (decimal,) if scaled else (thousands, decimal)


def _two_marks(plain: str, marks: list[str]) -> tuple[Decimal, ...]:
    """1.234,56 and 1,234.56: the last mark is the decimal, whatever the language."""
    group, decimal = marks[0], marks[-1]
    whole, _, rest = plain.rpartition(decimal)
    if decimal in whole or "'" in (decimal,) or set(marks[:-1]) != {group}:
        return ()
    if not (_GROUPED[group].fullmatch(whole) or (group == "," and _INDIAN.fullmatch(whole))):
        return ()
    return (Decimal(f"{whole.replace(group, '')}.{rest}"),)


def _decimal(plain: str, mark: str) -> Decimal:
    return Decimal(plain.replace(mark, "."))
