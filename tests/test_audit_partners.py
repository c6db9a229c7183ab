"""Areas that stand with a number and are not its entry's are told, declared or not.

Of etl/audit/judge: partners.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from tests import one_paragraph
from tests.one_paragraph import entry, told

PHRASES = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}


def areas(text: str, language: str = "en", **keys: str) -> list[str]:
    """What is found of the areas of six billion dollars of exports in 2019."""
    period = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}[language]
    figure = entry("exports", "6 billion USD", PHRASES[language], period_as_stated=period, **keys)
    return [found for rule, found, _ in told(text, figure, language=language) if rule == "area"]


@pytest.mark.parametrize(
    ("language", "text", "word", "code"),
    [
        ("en", "In 2019 exports to France were $6 billion.", "France", "FRA"),
        ("en", "In 2019 exports of oil and gas to France were $6 billion.", "France", "FRA"),
        ("en", "In 2019 exports were made to Syldavia. French exports were $6 billion.", "French",
         "FRA"),
        ("it", "Nel 2019 le esportazioni verso la Francia: 6 miliardi di dollari.", "Francia",
         "FRA"),
        ("it", "Nel 2019 le esportazioni dalla Germania: 6 miliardi di dollari.", "Germania",
         "DEU"),
        ("ru", "В 2019 году экспорт во Францию составил 6 млрд долларов.", "Францию", "FRA"),
        ("ru", "В 2019 году экспорт Германии составил 6 млрд долларов.", "Германии", "DEU"),
    ],
)  # fmt: skip
def test_an_economy_that_the_book_does_not_declare_is_no_partner_of_it(
    language: str, text: str, word: str, code: str
) -> None:
    assert areas(text, language) == [f'"{word}" beside it is {code}, the partner is SYL']


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "In 2019 exports to Strelsau were $6 billion.", "Strelsau"),
        ("en", "In 2019 exports to the whole of Asia were $6 billion.", "Asia"),
        ("it", "Nel 2019 le esportazioni verso l'Asia: 6 miliardi di dollari.", "Asia"),
        ("it", "Nel 2019 le esportazioni a Strelsau: 6 miliardi di dollari.", "Strelsau"),
        ("ru", "В 2019 году экспорт в Азию составил 6 млрд долларов.", "Азию"),
        ("ru", "В 2019 году экспорт в Стрельсау составил 6 млрд долларов.", "Стрельсау"),
    ],
)
def test_a_name_behind_to_that_is_no_area_is_asked_about(
    language: str, text: str, word: str
) -> None:
    assert areas(text, language) == [f'"{word}" beside it is no area that the data set declares']


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 exports from Strelsau to Syldavia were $6 billion."),
        ("en", "In 2019 exports to Syldavia were $6 billion, ahead of France."),
        ("en", "In 2019 the French minister said that exports were $6 billion."),
        ("en", "In 2019, with France at war, exports were $6 billion."),
        ("en", "In 2019 exports to May were $6 billion."),
        ("en", "In 2019 exports to the world market were $6 billion."),
        ("en", "In 2019 $6 billion of exports went to Syldavia, exports to France stopped."),
        ("it", "Nel 2019 le esportazioni della Borduria: 6 miliardi di dollari."),
        ("ru", "В 2019 году экспорт в первом полугодии составил 6 млрд долларов."),
        ("ru", "В 2019 году экспорт в Сильдавию составил 6 млрд долларов, в Германию ничего."),
    ],
)
def test_an_area_of_another_noun_or_beside_the_partner_is_not(language: str, text: str) -> None:
    assert areas(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2019 exports to Syldavia and France were $6 billion.", "Syldavia and France"),
        ("en", "In 2019 exports to Syldavia and to France were $6 billion, up 5%.",
         "Syldavia and to France"),
        ("en", "In 2019 it was $6 billion of exports to Germany, Syldavia and France.",
         "Germany, Syldavia and France"),
        ("it", "Nel 2019 l'export verso la Sildavia e la Francia: 6 miliardi di dollari.",
         "Sildavia e la Francia"),
        ("ru", "В 2019 году экспорт в Сильдавию и Францию составил 6 млрд долларов.",
         "Сильдавию и Францию"),
    ],
)  # fmt: skip
def test_one_number_of_several_areas_is_not_that_of_one(
    language: str, text: str, words: str
) -> None:
    found = f'"{words}" are named together, the partner is SYL alone'
    assert areas(text, language) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 exports to Syldavia and France were $6 billion and $7 billion.",
        "In 2019 exports to Syldavia and France were $6 billion each.",
        "In 2019 Syldavia and France met, and exports were $6 billion.",
        "In 2019 exports to Syldavia and France grew, those to Syldavia were $6 billion.",
        "In 2019 exports of Borduria to Syldavia were $6 billion, France and Germany said.",
    ],
)
def test_areas_that_share_numbers_out_or_are_no_partners_are_not_together(text: str) -> None:
    assert [found for found in areas(text) if "together" in found] == []


def test_a_member_named_in_the_sentence_is_not_the_group_of_another_sentence() -> None:
    text = "In 2019 trade with Syldavia and Ruritania fell. Exports to Syldavia were $6 billion."
    assert areas(text, partner="BOTH") == ["the words near it name SYL of BOTH alone"]
    assert areas(text) == []
    whole = "In 2019 trade with Syldavia and Ruritania fell. Exports were $6 billion."
    assert areas(whole, partner="BOTH") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Nel 2019 le esportazioni verso la Sildavia: 6 miliardi di dollari."),
        ("ru", "В 2019 году экспорт в Сильдавию составил 6 млрд долларов."),
    ],
)
def test_a_group_and_the_world_need_no_words_of_their_own(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    areas = tuple(area.replace(", words: {it: [mondo], ru: [мир]}", "") for area in
                  one_paragraph._AREAS)  # fmt: skip
    assert areas != one_paragraph._AREAS
    monkeypatch.setattr(one_paragraph, "_AREAS", areas)
    # Named after its members, which have words; the world is what no words name.
    assert areas_of(text, language, "BOTH") == ["the words near it name SYL of BOTH alone"]
    assert areas_of(text, language, "WLD") == ["the words near it name SYL, the partner is WLD"]
    assert areas_of(text, language, "SYL") == []


def test_an_economy_without_words_is_not_the_one_that_the_words_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    france = "{id: FRA, name: France, part_of: [WLD]}"
    monkeypatch.setattr(one_paragraph, "_AREAS", (*one_paragraph._AREAS, france))
    text = "Nel 2019 le esportazioni verso la Sildavia: 6 miliardi di dollari."
    assert areas_of(text, "it", "FRA") == ["the words near it name SYL, the partner is FRA"]
    assert areas_of(text.replace("Sildavia", "Francia"), "it", "FRA") == []


def areas_of(text: str, language: str, partner: str) -> list[str]:
    """What is found of the areas where the partner is another."""
    return areas(text, language, partner=partner)


def test_total_exports_beside_one_partner_are_still_those_of_all() -> None:
    text = "In 2019 trade with Syldavia fell. Total exports of Borduria were $6 billion."
    assert areas(text, partner="WLD") == []
    assert areas("In 2019 exports to Syldavia were $6 billion.", partner="WLD") == [
        "the words near it name SYL, the partner is WLD"
    ]


def test_the_stem_of_an_adjective_does_not_take_the_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    first = one_paragraph._AREAS[0].replace("[bordurian]", "[bordur]")
    monkeypatch.setattr(one_paragraph, "_AREAS", (first, *one_paragraph._AREAS[1:]))
    figure = entry("imports", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    assert told("In 2019 imports of Borduria from Syldavia were $6 billion.", figure) == []
    assert told("In 2019 imports of Borduria were $6 billion.", figure) == []


def test_what_totals_so_much_is_no_total_and_a_share_has_its_own_whole() -> None:
    text = "Trade with Syldavia fell. In 2019 exports totaled $6 billion."
    assert areas(text) == []
    assert areas(text, partner="WLD") == ["the words near it name SYL, the partner is WLD"]
    share = entry("share", "9 %", "9%", partner="WLD", period_as_stated="In 2019")
    said = told("In 2019 the share of Syldavia in total turnover was 9%.", share)
    assert [found for _, found, _ in said] == ["the words near it name SYL, the partner is WLD"]
