"""Among the first so many, ranges of multiples, and one firm that sells: read and refused.

Of etl/reading: ratios; etl/audit/judge: things.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

import pytest

from tests.one_paragraph import entry, rules, told


@pytest.mark.parametrize(
    ("language", "text", "phrase", "places"),
    [
        ("en", "In 2019 Syldavia was among the 20 largest buyers.", "among the 20 largest", 20),
        ("en", "In 2019 Syldavia was one of the five biggest buyers.", "one of the five biggest",
         5),
        ("it", "Nel 2019 la Sildavia era tra i venti maggiori acquirenti.", "tra i venti maggiori",
         20),
        ("it", "Nel 2019 la Sildavia era uno dei cinque principali acquirenti.",
         "uno dei cinque principali", 5),
        ("it", "Nel 2019 la Sildavia era nella prima decina tra gli acquirenti.", "prima decina",
         10),
        ("ru", "В 2019 году Сильдавия была среди двадцати крупнейших покупателей.",
         "среди двадцати крупнейших", 20),
        ("ru", "В 2019 году Сильдавия вошла в число 20 крупнейших покупателей.",
         "в число 20 крупнейших", 20),
        ("ru", "Первая десятка покупателей в 2019 году: Сильдавия и другие.", "Первая десятка", 10),
        ("ru", "В 2019 году Сильдавия вошла в первую десятку покупателей.", "первую десятку", 10),
    ],
)  # fmt: skip
def test_one_of_the_first_is_at_most_the_last_of_them(
    language: str, text: str, phrase: str, places: int
) -> None:
    def said(**keys: str) -> list[str]:
        figure = entry("rank", keys.pop("value", str(places)), phrase, among="buyers", **keys)
        return [one for one in rules(text, figure, language=language) if one != "pending"]

    assert said(qualifier="at_most") == []
    assert said() == ["stated-qualifier"]
    assert said(value=str(places - 1), qualifier="at_most") == ["stated-value"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "In 2019 exports of the 20 largest firms grew.", "20"),
        ("it", "Nel 2019 i dieci maggiori acquirenti erano lontani.", "dieci"),
        ("ru", "В 2019 году 20 крупнейших компаний экспортировали меньше.", "20"),
    ],
)
def test_so_many_of_the_largest_are_no_place(language: str, text: str, phrase: str) -> None:
    found = told(text, entry("rank", "20", phrase, qualifier="at_most"), language=language)
    assert found[0][0].startswith("stated-")
    pending = [fault for _, fault, _ in told(text, language=language)]
    assert any(fault.startswith(f'"{phrase}') and "2019" not in fault for fault in pending)


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Turnover with Syldavia grew 1.5 to 2 times in 2019.", "1.5 to 2 times"),
        ("it", "Nel 2019 l'interscambio con la Sildavia è cresciuto di 1,5-2 volte.",
         "di 1,5-2 volte"),
        ("ru", "В 2019 году товарооборот с Сильдавией вырос в 1,5–2 раза.", "в 1,5–2 раза"),
        ("ru", "В 2019 году товарооборот с Сильдавией вырос в 1,5-2 раза.", "вырос в 1,5-2 раза"),
    ],
)  # fmt: skip
def test_a_multiple_may_be_a_range_of_which_half_is_refused(
    language: str, text: str, phrase: str
) -> None:
    whole = entry("times", "1.5 to 2", phrase)
    assert told(text, whole, language=language) == []
    for half in ("1.5", "2"):
        assert rules(text, entry("times", half, phrase), language=language)[0] == "stated-value"


@pytest.mark.parametrize(
    ("language", "text", "phrase", "unit", "words"),
    [
        ("en", "Goods sold by the company to Syldavia in 2019 were worth $5 billion.", "$5 billion",
         "USD", "sold by the company"),
        ("it", "Nel 2019 i prodotti venduti dalla società alla Sildavia valevano 5 miliardi di "
         "euro.", "5 miliardi di euro", "EUR", "venduti dalla società"),
        ("ru", "Проданное заводом в Сильдавию в 2019 году составило 5 млрд долларов.",
         "5 млрд долларов", "USD", "Проданное заводом"),
    ],
)  # fmt: skip
def test_what_one_firm_sold_is_no_economys(
    language: str, text: str, phrase: str, unit: str, words: str
) -> None:
    figure = entry("exports", f"5 billion {unit}", phrase)
    said = [fault for _, fault, _ in told(text, figure, language=language)]
    assert f'"{words}" tells of one firm, exports is of all' in said
    all_ = {
        "en": "Goods sold by companies to Syldavia in 2019 were worth $5 billion.",
        "it": "Nel 2019 i prodotti venduti alla Sildavia valevano 5 miliardi di euro.",
        "ru": "Проданное в Сильдавию в 2019 году составило 5 млрд долларов.",
    }[language]
    said = [fault for _, fault, _ in told(all_, figure, language=language)]
    assert not any("one firm" in fault for fault in said)
