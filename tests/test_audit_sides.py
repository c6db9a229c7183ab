"""Who sells and who buys, as a verb tells it: the other way round is refused.

Of etl/audit/judge: sides; etl/words: trading.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told

SENTENCES = [
    ("en", "In 2019 Syldavia shipped goods worth $6 billion to Borduria.", "$6 billion", "imports"),
    ("en", "In 2019 Borduria bought Syldavian goods worth $6 billion.", "$6 billion", "imports"),
    ("en", "In 2019 goods worth $6 billion were bought from Syldavia.", "$6 billion", "imports"),
    ("en", "In 2019 Borduria sold Syldavia goods worth $6 billion.", "$6 billion", "exports"),
    ("en", "In 2019 Syldavia purchased goods for $6 billion.", "$6 billion", "exports"),
    ("it", "Nel 2019 la Borduria ha acquistato dalla Sildavia beni per 6 miliardi di dollari.",
     "6 miliardi di dollari", "imports"),
    ("it", "Nel 2019 la Sildavia ha venduto beni per 6 miliardi di dollari.",
     "6 miliardi di dollari", "imports"),
    ("it", "Nel 2019 sono stati spediti in Sildavia beni per 6 miliardi di dollari.",
     "6 miliardi di dollari", "exports"),
    ("ru", "В 2019 году Бордурия закупила в Сильдавии товаров на 6 млрд долларов.",
     "6 млрд долларов", "imports"),
    ("ru", "В 2019 году Сильдавия поставила товаров на 6 млрд долларов.",
     "6 млрд долларов", "imports"),
    ("ru", "В 2019 году Сильдавия купила товаров на 6 млрд долларов.",
     "6 млрд долларов", "exports"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "phrase", "indicator"), SENTENCES)
def test_a_verb_tells_which_side_gives(
    language: str, text: str, phrase: str, indicator: str
) -> None:
    period = text[: text.find("2019") + 4] + (" году" if language == "ru" else "")
    figure = entry(indicator, "6 billion USD", phrase, period_as_stated=period)
    assert told(text, figure, language=language) == []
    other = "imports" if indicator == "exports" else "exports"
    (finding,) = told(text, figure | {"indicator": other}, language=language)
    giver, taker = ("BOR", "SYL") if indicator == "exports" else ("SYL", "BOR")
    assert finding[0] == "indicator"
    assert finding[1].endswith(f"tells of what {giver} gives, {other} is what {taker} gives")


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 exports were $6 billion, and Syldavia sold nothing.",
        "Syldavia sold its bank. In 2019 it was $6 billion.",
        "In 2019 Syldavia sold 5 ships, and trade was $6 billion.",
        "In 2019 the sold goods were worth $6 billion.",
    ],
)
def test_a_verb_of_another_number_or_clause_tells_nothing(text: str) -> None:
    figure = entry("exports", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    assert "indicator" not in [rule for rule, _, _ in told(text, figure)]
