"""Words that stand in nearly every text of a language: they tell it, and name nothing."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

from typing import Final

COMMON: Final = {
    "en": frozenset(
        (
            "the of and to in for is that on with was by as from has are its it at this were"
            " have been which will an be also their year between more than billion million"
            " trade exports imports turnover companies visas investment percent last over up"
            " about rose fell"
        ).split()
    ),
    "it": frozenset(
        (
            "il la di che e del della dei per con un una nel sono da dal le gli i tra ha"
            " anche si al alla come più delle in stato dell l lo ai su nella nei hanno è dalla"
            " dai alle interscambio esportazioni importazioni imprese visti negli nelle sul"
            " sulla degli miliardi milioni anno dollari verso oltre circa quota cento"
        ).split()
    ),
    "ru": frozenset(
        (
            "и в на с по что за не из между для от к также года году как это его о при до"
            " было составил более стран млрд млн долларов"
        ).split()
    ),
}
"""By language, in lower case."""
