"""Amounts below zero in brackets, as accounts print them: read whole, entered right and wrong."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, rules, told


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 the net flow was USD (0.4)m.", "USD (0.4)m"),
        ("en", "In 2019 the net flow was negative at USD (0.4)m.", "USD (0.4)m"),
        ("en", "In 2019 the net flow was $(0.4) million.", "$(0.4) million"),
        ("en", "In 2019 the net flow was (0.4) million dollars.", "(0.4) million dollars"),
        ("it", "Nel 2019 il flusso netto: (0,4) milioni di dollari.", "(0,4) milioni di dollari"),
        ("it", "Nel 2019 il flusso netto: USD (0,4) mln.", "USD (0,4) mln"),
        ("ru", "В 2019 году чистый поток: (0,4) млн долларов.", "(0,4) млн долларов"),
    ],
)
def test_an_amount_in_brackets_is_below_zero_with_its_scale_and_currency(
    language: str, text: str, phrase: str
) -> None:
    period = text.split(" 2019", maxsplit=1)[0] + " 2019" + (" году" if language == "ru" else "")
    figure = entry("net", "-0.4 million USD", phrase, period_as_stated=period)
    assert told(text, figure, language=language) == []
    positive = figure | {"value": "0.4 million USD"}
    assert rules(text, positive, language=language) == ["stated-value"]
    cut = figure | {"value": "-0.4 USD", "as_stated": "0,4" if "0,4" in phrase else "0.4"}
    assert "cut-off" in rules(text, cut, language=language)


def test_a_percentage_in_brackets_is_a_fall() -> None:
    text = "In 2019 growth of turnover was (2.1)%."
    figure = entry("growth", "-2.1 %", "(2.1)%", period_as_stated="In 2019")
    assert told(text, figure) == []
    assert rules(text, figure | {"value": "2.1 %"}) == ["stated-value"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The five (5) million dollars were paid.", [5_000_000]),
        # The unit of a heading is no amount.
        ("Exports in million USD (1) rose.", [1]),
        ("It has 40 firms (12) and (3) notes.", [40, 12, 3]),
        ("Exports (5.2 million) rose.", [5_200_000]),
        ("Sales (EUR 2.5m) rose.", [2_500_000]),
    ],
)
def test_a_note_or_an_aside_in_brackets_is_not_below_zero(text: str, values: list[int]) -> None:
    assert [reading.value for reading in read(text, "en")] == values
