"""Who sells and who buys, as verbs and nouns tell it: the other way round is refused.

Of etl/audit/judge: sides, owners; etl/words: trading.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import re

import pytest

from tests import one_paragraph
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


# Whose exports or imports a text tells of: those of BOR, the economy of the book, or of SYL.
NOUNS = [
    ("en", "exports", "BOR", "In 2019 exports to Syldavia were $6 billion."),
    ("en", "imports", "BOR", "In 2019 imports from Syldavia were $6 billion."),
    ("en", "exports", "SYL", "In 2019 Syldavian exports to Borduria were $6 billion."),
    ("en", "imports", "SYL", "In 2019 Syldavia's annual and record imports were $6 billion."),
    ("en", "exports", "SYL", "In 2019 exports from Syldavia to Borduria were $6 billion."),
    ("en", "imports", "BOR", "In 2019 Bordurian purchases in Syldavia were $6 billion."),
    ("en", "exports", "SYL", "In 2019 the exports of Syldavia were $6 billion."),
    ("en", "exports", "BOR", "In 2019 exports of Bordurian oil were $6 billion."),
    ("en", "imports", "SYL", "In 2019 imports of Bordurian oil to Syldavia were $6 billion."),
    ("it", "exports", "BOR", "Nel 2019 l'export verso la Sildavia: 6 miliardi di dollari."),
    ("it", "exports", "SYL", "Nel 2019 l'export sildavo: 6 miliardi di dollari."),
    ("it", "imports", "BOR", "Nel 2019 le importazioni dalla Sildavia: 6 miliardi di dollari."),
    ("it", "imports", "SYL", "Nel 2019 le importazioni della Sildavia: 6 miliardi di dollari."),
    ("ru", "exports", "BOR", "В 2019 году экспорт в Сильдавию составил 6 млрд долларов."),
    ("ru", "exports", "SYL", "В 2019 году сильдавский экспорт составил 6 млрд долларов."),
    ("ru", "exports", "SYL", "В 2019 году экспорт Сильдавии составил 6 млрд долларов."),
    ("ru", "imports", "BOR", "В 2019 году импорт из Сильдавии составил 6 млрд долларов."),
    ("ru", "imports", "BOR", "В 2019 году импорт сильдавских машин составил 6 млрд долларов."),
]
PHRASES = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}


def stated(indicator: str, language: str, **keys: str) -> dict[str, object]:
    """Six billion dollars of 2019."""
    period = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}[language]
    phrase = PHRASES[language]
    return entry(indicator, "6 billion USD", phrase, period_as_stated=period, **keys)


@pytest.mark.parametrize(("language", "indicator", "owner", "text"), NOUNS)
def test_a_noun_and_what_stands_with_it_tell_whose_it_is(
    language: str, indicator: str, owner: str, text: str
) -> None:
    other = "SYL" if owner == "BOR" else "BOR"
    figure = stated(indicator, language, reporter=owner, partner=other)
    assert told(text, figure, language=language) == []
    exchanged = stated(indicator, language, reporter=other, partner=owner)
    found = [f for _, f, _ in told(text, exchanged, language=language) if "tells of what" in f]
    gives, not_ = (owner, other) if indicator == "exports" else (other, owner)
    expected = f"tells of what {gives} gives, {indicator} is what {not_} gives"
    assert [f[f.index("tells") :] for f in found] == [expected]


INVESTED = [
    ("en", "In 2019 Syldavian investment in Borduria was $6 billion.", "SYL"),
    ("en", "In 2019 Syldavia invested $6 billion in Borduria.", "SYL"),
    ("en", "In 2019 Borduria's investment in Syldavia was $6 billion.", "BOR"),
    ("it", "Nel 2019 gli investimenti sildavi in Borduria: 6 miliardi di dollari.", "SYL"),
    ("it", "Nel 2019 la Borduria ha investito 6 miliardi di dollari in Sildavia.", "BOR"),
    ("ru", "В 2019 году сильдавские инвестиции в Бордурию составили 6 млрд долларов.", "SYL"),
    ("ru", "В 2019 году инвестиции Бордурии в Сильдавию составили 6 млрд долларов.", "BOR"),
    ("ru", "В 2019 году Бордурия инвестировала 6 млрд долларов в Сильдавию.", "BOR"),
]


@pytest.mark.parametrize(("language", "text", "giver"), INVESTED)
def test_whose_investment_it_is_tells_which_side_gives(
    language: str, text: str, giver: str
) -> None:
    figure = stated("fdi", language)
    found = [f for _, f, _ in told(text, figure, language=language) if "tells of what" in f]
    expected = "tells of what BOR gives, fdi is what SYL gives"
    assert [f[f.index("tells") :] for f in found] == ([] if giver == "SYL" else [expected])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 growth was strong in exports, said the Syldavian minister: $6 billion."),
        ("en", "In 2019 Syldavia's share in exports fell, and they were $6 billion."),
        ("en", "In 2019 the Syldavian ambassador said that exports were $6 billion."),
        ("en", "In 2019 exports and a visit to Syldavia, worth $6 billion."),
        ("it", "Nel 2019 l'ambasciatore sildavo ha detto: export di 6 miliardi di dollari."),
        ("ru", "В 2019 году в Сильдавии экспорт составил 6 млрд долларов."),
        ("ru", "В 2019 году сильдавский посол сказал: экспорт составил 6 млрд долларов."),
    ],
)
def test_an_area_that_stands_with_another_word_tells_nothing_of_it(
    language: str, text: str
) -> None:
    for indicator in ("exports", "imports"):
        found = [f for _, f, _ in told(text, stated(indicator, language), language=language)]
        assert not [f for f in found if "tells of what" in f]


def test_a_rank_is_among_the_partners_of_its_owner() -> None:
    text = "In 2019 Borduria was the third largest trading partner of Syldavia."
    figure = entry("rank", "3", "third largest", period_as_stated="In 2019")
    ((rule, found, _),) = [one for one in told(text, figure) if "tells of" in one[1]]
    assert rule == "indicator"
    assert found.endswith("tells of what SYL has, rank is what BOR has")
    text = "In 2019 Syldavia was Borduria's third largest trading partner."
    assert told(text, figure) == []


def test_the_economy_of_the_book_is_a_partner_only_where_words_say_so() -> None:
    sides = {"reporter": "SYL", "partner": "BOR"}
    period = {"period_as_stated": "In 2019"}
    figure = entry("turnover", "6 billion USD", "$6 billion", **period, **sides)
    ((rule, found, todo),) = told("In 2019 turnover with Syldavia was $6 billion.", figure)
    assert rule == "area"
    assert found == "no words here tell that it is of SYL and its partner BOR"
    assert todo == "exchange reporter and partner"
    assert told("In 2019 Syldavia's turnover with Borduria was $6 billion.", figure) == []
    dismissed = "[{source: note, paragraph: 1, phrase: Syldavia, reason: not_a_statistic}]"
    text = "In 2019 turnover with Syldavia was $6 billion."
    assert told(text, figure, dismissed=dismissed) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 Syldavia exported goods worth $6 billion to Borduria."),
        ("en", "In 2019 exports from Syldavia to Borduria were $6 billion."),
        ("it", "Nel 2019 la Sildavia ha esportato in Borduria merci per 6 miliardi di dollari."),
        ("ru", "В 2019 году Сильдавия экспортировала в Бордурию товаров на 6 млрд долларов."),
    ],
)
def test_exports_of_one_with_the_other_are_what_it_gives(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    loose = {"exports": "Exports of {reporter} with {partner}",
             "imports": "Imports of {reporter} with {partner}"}  # fmt: skip
    monkeypatch.setattr(one_paragraph, "_STATEMENTS", {**one_paragraph._STATEMENTS, **loose})
    rows = tuple((*row[:-1], re.sub(", mirror: .*", "", row[-1]))
                 for row in one_paragraph._INDICATORS)  # fmt: skip
    monkeypatch.setattr(one_paragraph, "_INDICATORS", rows)
    (found,) = [said for rule, said, _ in told(text, stated("exports", language), language=language)
                if rule == "indicator"]  # fmt: skip
    assert found.endswith("of what SYL gives, exports is what BOR gives")
    turned = stated("exports", language, reporter="SYL", partner="BOR")
    assert told(text, turned, language=language) == []
