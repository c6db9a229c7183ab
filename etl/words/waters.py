"""Seas, gulfs and straits, whose names have that of an economy in them: the Persian Gulf.

Regular expressions over a text as printed. Tables only.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from typing import Final

WATER_BEHIND: Final = (
    r"\s+(?:\(\w+\)\s+)?(?:Sea|Gulf|Bay|Ocean|Strait|Straits|Channel|Canal|Peninsula"
    r"|[Зз]алив\w{0,2}|[Мм]ор[еяюё]\w?|[Оо]кеан\w{0,2}|[Пп]ролив\w{0,2}|[Пп]олуостров\w{0,2})(?!\w)"
)
"""Behind an adjective or a name: Персидский залив, the South China Sea."""
WATER_BEFORE: Final = (
    r"(?<!\w)(?:(?:Sea|Gulf|Bay|Strait|Straits|Isthmus) of(?: the)?"
    r"|(?:[Mm]ar|[Mm]are|[Gg]olfo|[Oo]ceano|[Ss]tretto|[Cc]anale|[Pp]enisola)"
    r"(?: d[ei]l?(?:la)?| dell['\u2019]| d['\u2019])?)\s*$"
)
"""Before it: the Gulf of Oman, il Golfo Persico, Mar Cinese."""
