"""Multiples and parts whose way another word tells: 1.5 times less, a third less, вдвое."""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, told
from tests.stating import rule, stated


@pytest.mark.parametrize(
    ("language", "phrase", "value", "wrong"),
    [
        ("en", "1.5 times less", "0.67", "1.5"),
        ("en", "1.5 times lower", "0.67", "1.5"),
        ("en", "three times higher", "3", "0.33"),
        ("it", "1,5 volte inferiore", "0.67", "1.5"),
        ("ru", "в 1,5 раза меньше", "0.67", "1.5"),
        ("ru", "в 2 раза больше", "2", "0.5"),
        ("ru", "вдвое больше", "2", "0.5"),
        ("ru", "втрое меньше", "0.33", "3"),
        ("en", "halved", "0.5", "2"),
        ("it", "dimezzato", "0.5", "2"),
        ("en", "half", "0.5", "2"),
    ],
)
def test_a_word_behind_tells_whether_it_is_more_or_less(
    language: str, phrase: str, value: str, wrong: str
) -> None:
    assert stated(value, phrase, kind="multiple", language=language) is None
    refused = stated(wrong, phrase, kind="multiple", language=language)
    assert rule(refused) == "stated-value"
    assert refused
    assert refused.allowed == f"for this phrase write value: {value}"


@pytest.mark.parametrize(
    ("language", "phrase", "value"),
    [
        ("en", "a third less", "-1/3"),
        ("en", "a quarter higher", "1/4"),
        ("it", "un terzo in meno", "-1/3"),
        ("it", "un terzo in più", "1/3"),
        ("ru", "на треть меньше", "-1/3"),
        ("ru", "на треть больше", "1/3"),
    ],
)
def test_a_part_less_is_a_fall_by_it(language: str, phrase: str, value: str) -> None:
    wrong = value.removeprefix("-") if value.startswith("-") else f"-{value}"
    assert stated(value, phrase, kind="growth", language=language) is None
    refused = stated(wrong, phrase, kind="growth", language=language)
    assert refused
    assert refused.allowed == f"for this phrase write value: {value}"


@pytest.mark.parametrize(
    ("text", "value", "wrong"),
    [
        ("В 2019 году товарооборот сократился вдвое.", "0.5", "2"),
        ("В 2019 году товарооборот вырос вдвое.", "2", "0.5"),
    ],
)
def test_what_tells_no_way_by_itself_has_that_of_its_sentence(
    text: str, value: str, wrong: str
) -> None:
    assert told(text, entry("times", value, "вдвое"), language="ru") == []
    (finding,) = told(text, entry("times", wrong, "вдвое"), language="ru")
    assert finding == (
        "value",
        f"the text states {value} times, the value is {wrong}",
        f"write value: {value}",
    )


def test_a_multiple_is_a_decimal() -> None:
    text = "In 2019 turnover halved."
    (problem,) = told(text, entry("times", "1/2", "halved"))
    assert problem == ("unit", "the fraction 1/2 for a multiple", "write value: 0.5")
