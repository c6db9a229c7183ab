"""A wording that was read before says of another number what it would alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest

from etl.core.model import Unit
from etl.core.problems import Refused
from etl.core.schema import LANGUAGES
from etl.reading import wordings
from etl.reading.readings import Reading
from etl.reading.wordings import Phrases
from etl.words import lexicon
from tests.wording import words_of_phrases

PHRASES: Final = Phrases()


def told(text: str, language: str = "en") -> str:
    """Digits, scale, unit and first qualifier of a phrase, as one text."""
    quantity = PHRASES.read(text, language).quantity
    assert quantity
    parts = f"{quantity.digits:f} {quantity.scale} {quantity.unit}".rstrip()
    return f"{parts} {PHRASES.read(text, language).qualifiers[0]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over 7.6 billion US dollars", "7.6 9 USD more_than"),
        ("1 million 700 thousand euros", "1700 3 EUR exact"),
        ("+16.9%", "16.9 0 percent exact"),
        ("12,210", "12210 0 exact"),
        ("6 billion dollars roughly", "6 9 USD approximately"),
        ("16.216 billiondollars", "16.216 9 USD exact"),
        ("$3.40 bn", "3.40 9 USD exact"),
        ("US$12-billion", "12 9 USD exact"),
        ("up to 7.6 billion dollars", "7.6 9 USD at_most"),
        ("no more than 5 per cent", "5 0 percent at_most"),
        ("not less than €2 million", "2 6 EUR at_least"),
        ("nearly 16", "16 0 less_than"),
        ("twenty-five percent", "25 0 percent exact"),
        ("two hundred twenty-five", "225 0 exact"),
        ("1.5 billion 250 million", "1750 6 exact"),
        ("0.050 billion", "0.050 9 exact"),
        ("-5%", "-5 0 percent exact"),
        ("\N{MINUS SIGN} 5 %", "-5 0 percent exact"),
        ("-$5 billion", "-5 9 USD exact"),
        ("$-5 billion", "-5 9 USD exact"),
        ("OVER  $5\nBILLION", "5 9 USD more_than"),
        ("Rs 5 crore", "5 7 INR exact"),
    ],
)
def test_a_phrase_has_its_digits_scale_unit_and_qualifier(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("about 270 companies", '"companies" is no number, scale, unit or qualifier'),
        ("$5 billion and $6 billion", "two numbers"),
        ("5 million 2 billion", "two numbers"),
        ("12 firms and 15 %", "two numbers"),
        ("$5%", "two units or two qualifiers"),
    ],
)
def test_a_refusal_is_the_same_each_time(text: str, why: str) -> None:
    for _ in range(2):  # by the second time it is known
        with pytest.raises(Refused) as refused:
            PHRASES.read(text, "en")
        assert refused.value.rule == "stated-unreadable"
        assert refused.value.found == f'"{text}" cannot be read: {why}'


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12 and 15 %", "en", "12 0 percent exact"),
        ("16.4, 16.2 and 17 billion", "en", "16.4 9 exact"),
        ("16.2 and 17 billion", "en", "16.2 9 exact"),
        ("grew from $5 to $6 billion", "en", "5 9 USD exact"),
        ("2,4 e 2,9 miliardi di euro", "it", "2.4 9 EUR exact"),
        ("12 и 15 %", "ru", "12 0 percent exact"),
    ],
)
def test_the_first_of_several_numbers_has_their_scale_and_unit(
    text: str, language: str, expected: str
) -> None:
    assert told(text, language) == expected


def test_units_of_the_data_set_are_read() -> None:
    words = {"en": ("tonne", "tonnes"), "it": ("tonnellate",), "ru": ("тонн",)}
    phrases = Phrases([Unit("tonne", "tonnes", "t", Decimal(1000), "kilogram", words)])
    for text, language in (
        ("5.2 million tonnes", "en"),
        ("5,2 milioni di tonnellate", "it"),
        ("5,2 млн тонн", "ru"),
    ):
        reading = phrases.read(text, language)
        assert (reading.kind, reading.unit, reading.value) == ("measure", "tonne", Decimal("5.2E6"))


def _alone(text: str, language: str) -> Reading | str:
    """As read without any wording that was read before."""
    try:
        return Phrases()._strict(text, language)
    except Refused as refused:
        return refused.found


def _known(text: str, language: str) -> Reading | str:
    try:
        return PHRASES.read(text, language)
    except Refused as refused:
        return refused.found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wording_read_before_says_of_another_number_what_it_would_alone(language: str) -> None:
    words = lexicon(language)
    decimal, group = words.decimal, words.group
    numbers = ("1", "7", "100", f"3{decimal}40", f"0{decimal}993", f"12{group}210", "250", "61")
    known = words_of_phrases(language)
    wordings = [f"{word} # " for word in known] + [f"# {word} " for word in known]
    wordings += [f"# {scale} {word}" for scale in words.scales for word in words.currencies]
    for place, wording in enumerate(wordings[:: len(wordings) // 150]):
        text = wording.replace("#", numbers[place % len(numbers)])
        alone, cached = _alone(text, language), _known(text, language)
        assert alone == cached, text


def test_no_more_wordings_are_held_than_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordings, "_MOST_KEPT", 2)
    phrases = Phrases()
    for text in ("7 million dollars", "$7 billion", "up 7%", "7 million dollars", "7 euros"):
        assert phrases.read(text, "en") == PHRASES.read(text, "en")
        assert text in {shape for shape, _ in phrases._wordings}
        assert len(phrases._wordings) <= 2
