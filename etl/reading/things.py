"""What is made of digits and is no number: web addresses, telephone numbers, times of day.

Each is one thing, however many digits it has. Must not know dates.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.reading.passages import Span
from etl.words import lexicon
from etl.words.patterns import alternatives

_ADDRESS: Final = (
    r"(?:https?://|www\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]]"
)
_TELEPHONE: Final = (
    r"(?<![\w+])\+\d{1,3}[\s(.-]{0,2}\d{2,4}(?:[\s).-]{1,2}\d{2,4}){1,4}(?!\d)"
    r"|(?:(?<=tel)|(?<=phone)|(?<=\u0442\u0435\u043b)|(?<=fax)|(?<=\u0444\u0430\u043a\u0441))"
    r"[.:]{0,2}\s*\(?\d[\d\s().-]{4,}\d"
)
_CLOCK: Final = (
    r"(?<![\d:.,])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:]|[.,]\d)(?:\s?[ap]\.?m\b\.?)?"
    r"|(?<![\d:.,$€£])(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?\s?[ap]\.m\."
)
_THING: Final = re.compile(rf"{_ADDRESS}|{_TELEPHONE}|{_CLOCK}")
_HINT: Final = re.compile(
    r"[:@/+]\s?\w|www\.|tel|phone|fax|\u0442\u0435\u043b|\u0444\u0430\u043a\u0441"
)


def things(lower: str) -> list[Span]:
    """Where they stand in a text from `passages.folded`, in order."""
    if not _HINT.search(lower) and "m." not in lower:
        return []
    return [match.span() for match in _THING.finditer(lower)]


@cache
def _clock_after(language: str) -> re.Pattern[str]:
    at = alternatives(lexicon(language).calendar.at)
    return re.compile(
        rf",?\s*(?:(?P<at>{at})\s|[^\W\d_]{{1,2}}\s)?"
        r"(?:[01]?\d|2[0-3])(?P<mark>[:.])[0-5]\d(?::[0-5]\d)?(?!\d|\s?%|[.,]\d)"
        r"(?!(?<=\.\d\d)\s*[^\W\d_])"
    )


def with_clock(lower: str, start: int, end: int, language: str) -> int:
    """Where a date with the time of day ends; "25 June 2025, 11.34 firms" has none."""
    in_digits = not any(map(str.isalpha, lower[start:end]))
    while clock := _clock_after(language).match(lower, end):
        if clock["mark"] == "." and not (in_digits or clock["at"]):
            break
        end = clock.end()
    return end
