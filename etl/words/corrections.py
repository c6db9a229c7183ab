"""How a text says that a number was wrong, and which one is right.

Regular expressions, in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Corrections(NamedTuple):
    """One language."""

    wrong: tuple[str, ...]
    """Before a number that is taken back, or right after it."""
    right: tuple[str, ...]
    """Before the number that stands instead."""


CORRECTIONS: Final[Mapping[str, Corrections]] = {
    "en": Corrections(
        wrong=(
            *("erroneously", "wrongly", "incorrectly", "mistakenly", "by mistake", "in error"),
            r"(?:an |the |our )?(?:earlier|previous) (?:release|version|report|note)",
            r"previously (?:given|reported|stated)",
            r"(?:correction|erratum|corrigendum):[^;\d]{0,120}?"
            r"(?:(?:earlier|previous(?:ly)?|originally|initially)(?! (?:year|month|quarter|week))"
            r"[^;\d]{0,60}?|first |we (?:had )?)(?:said|wrote|written|reported|stated|gave|given)",
        ),
        right=(
            r"(?:right|correct|corrected|revised) (?:figure|number|value|amount|sum)",
            r"corrected to|should (?:read|be|have (?:read|been))",
        ),
    ),
    "it": Corrections(
        wrong=(
            *("erroneamente", "per errore", "a torto"),
            r"(?:precedente (?:comunicato|versione|nota)|(?:comunicato|nota) precedente)",
            r"(?:rettifica|errata corrige):[^;\d]{0,120}?"
            r"(?:(?:(?<!anno )(?<!mese )(?<!trimestre )precedente(?:mente)?|in precedenza"
            r"|inizialmente|(?<!la )prima)[^;\d]{0,60}?|(?:abbiamo|avevamo) )"
            r"(?:scritto|riportato|indicato|detto)",
        ),
        right=(
            r"(?:dato|valore|numero|importo) (?:corretto|esatto|giusto)",
            r"(?:cifra|somma) (?:corretta|esatta|giusta)|corrett[oa] in",
        ),
    ),
    "ru": Corrections(
        wrong=(
            *("ошибочно", "по ошибке", "неверно", "ранее сообщалось"),
            r"(?:предыдущ|прежн)[^\W\d_]+ (?:сообщени|релиз|верси)[^\W\d_]+",
            r"(?:исправление|поправка|уточнение):[^;\d]{0,120}?"
            r"(?:(?:(?<!годом )(?<!месяцем )ранее|первоначально"
            r"|(?:предыдущ|прежн)[^\W\d_]+(?! (?:год|месяц|квартал)))[^;\d]{0,60}?|мы )"
            r"(?:сообщ[^\W\d_]+|писали|написали|указали|указан[^\W\d_]*)",
        ),
        right=(
            r"(?:правильн|верн|точн|исправленн)[^\W\d_]+ (?:цифр|числ|сумм|значени)[^\W\d_]+",
            r"следует читать|исправлен[оаы]? на",
        ),
    ),
}
