"""Where sentences end: not after an initial or an abbreviation, nor before a small letter."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.reading.sentences import sentences


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "One rose. Two fell! Three?", ["One rose. ", "Two fell! ", "Three?"]),
        ("en", "It rose; two fell.", ["It rose; ", "two fell."]),
        ("en", "Minister J. Smith spoke.", ["Minister J. Smith spoke."]),
        ("en", "He met Mr. Smith. He left.", ["He met Mr. Smith. ", "He left."]),
        ("en", "It was 3.5 p.c. of all", ["It was 3.5 p.c. of all"]),
        ("en", "«It rose.» Then it fell.", ["«It rose.» ", "Then it fell."]),
        ("ru", "Рост на 5 млрд. долл. США. Спад.", ["Рост на 5 млрд. долл. США. ", "Спад."]),
        ("ru", "Министр А. Петров сказал. Он ушёл.", ["Министр А. Петров сказал. ", "Он ушёл."]),
        ("it", "", [""]),
    ],
)
def test_sentences(language: str, text: str, expected: list[str]) -> None:
    spans = sentences(text, language)
    assert [text[slice(*span)] for span in spans] == expected
