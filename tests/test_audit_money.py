"""Money of the past, and names of money that several countries have.

Of etl/core: former.
"""

from __future__ import annotations

import pytest

from etl.reading.reader import read
from tests.one_paragraph import entry, told
from tests.stating import rule, stated


@pytest.mark.parametrize(
    ("language", "phrase", "value", "wrong"),
    [
        ("it", "500 miliardi di lire", "500 billion ITL", "500 billion EUR"),
        ("it", "3 milioni di franchi francesi", "3 million FRF", "3 million CHF"),
        ("en", "500 billion lire", "500 billion ITL", "500 billion TRY"),
        ("en", "500 million Deutsche marks", "500 million DEM", "500 million BAM"),
        ("en", "3 million French francs", "3 million FRF", "3 million CHF"),
        ("en", "DEM 3 million", "3 million DEM", "3 million EUR"),
        ("ru", "3 млн французских франков", "3 million FRF", "3 million CHF"),
        ("ru", "500 млрд итальянских лир", "500 billion ITL", "500 billion TRY"),
        ("ru", "3 млн немецких марок", "3 million DEM", "3 million BAM"),
    ],
)
def test_money_of_the_past_has_its_own_code(
    language: str, phrase: str, value: str, wrong: str
) -> None:
    assert stated(value, phrase, language=language) is None
    assert rule(stated(wrong, phrase, language=language)) == "stated-unit"


def test_a_name_of_several_is_told_with_all_of_them() -> None:
    refused = stated("500 billion EUR", "500 miliardi di lire", language="it")
    assert refused
    assert refused.found.endswith("says ITL or TRY or LBP or SYP or TRL or MTL, value says EUR")
    assert refused.allowed == (
        "for this phrase write value: 500 billion ITL or TRY or LBP or SYP or TRL or MTL, "
        "whose country it is"
    )


def test_money_is_none_after_its_end() -> None:
    text = "Nel 2019 le esportazioni verso la Sildavia erano 500 miliardi di lire italiane."
    (problem,) = told(
        text, entry("exports", "500 billion ITL", "500 miliardi di lire italiane"), language="it"
    )
    found = "ITL was money until 2002, the period is 2019"
    assert problem == ("unit", found, "write the currency of that time")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Nel 1995 l'Italia esportava in Sildavia per 500 miliardi di lire.", "ITL"),
        ("Nel 1995 la Turchia esportava in Sildavia per 500 miliardi di lire.", "TRY"),
    ],
)
def test_lire_are_those_of_the_country_that_is_named(text: str, right: str) -> None:
    def rules(unit: str) -> list[str]:
        figure = entry("exports", f"500 billion {unit}", "500 miliardi di lire", period="1995")
        return [rule for rule, *_ in told(text, figure, language="it")]

    assert rules(right) == []
    assert rules("LBP") == ["currency"]


def test_lire_of_no_country_are_asked_about() -> None:
    text = "Nel 1995 le esportazioni verso la Sildavia erano 500 miliardi di lire."
    figure = entry("exports", "500 billion ITL", "500 miliardi di lire", period="1995")
    (finding,) = told(text, figure, language="it")
    assert finding[0] == "currency"
    assert finding[1].startswith("no country is named whose money it is: ITL or TRY")
    assert told(text, {**figure, "meant": ["currency ITL"]}, language="it") == []


def test_dollars_of_no_country_are_those_of_the_usual_one() -> None:
    text = "In 2019 exports to Syldavia were 500 million dollars."
    assert told(text, entry("exports", "500 million USD", "500 million dollars")) == []


def test_france_is_no_franc() -> None:
    (reading,) = read("It paid 3 million francs.", "en")
    assert reading.unit == "CHF"
