"""Where no word near a number names what it is of, the paragraphs before it and the heading do.

Of etl/audit/judge: areas, far, wholes, currency, growth.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import pytest

from etl.audit import audit
from etl.book.load import load
from tests import one_paragraph
from tests.one_paragraph import book_text, entry, told

_EXPORTS = {"period_as_stated": "2019", "paragraph": 3}
_PHRASES = {"en": "$6 billion", "it": "6 miliardi di dollari", "ru": "6 млрд долларов"}


def found(text: str, figure: dict[str, object], language: str = "en", **more: str) -> list[str]:
    """What is found."""
    return [said for _, said, _ in told(text, figure, language=language, **more)]


def exports(language: str, **keys: object) -> dict[str, object]:
    """Six billion dollars of exports in 2019, told in the third paragraph."""
    return entry("exports", "6 billion USD", _PHRASES[language], **{**_EXPORTS, **keys})


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        ("en", "Trade with Ruritania fell.", "Exports were $6 billion in 2019."),
        ("it", "L'interscambio con la Ruritania è calato.",
         "Nel 2019 le esportazioni: 6 miliardi di dollari."),
        ("ru", "Товарооборот с Руританией снизился.", "В 2019 году экспорт - 6 млрд долларов."),
    ],
)  # fmt: skip
def test_the_paragraph_before_names_the_partner_where_its_own_does_not(
    language: str, before: str, text: str
) -> None:
    name = {"en": "Syldavia", "it": "Sildavia", "ru": "Сильдавия"}[language]
    whole = f"{name}\n\n{before}\n\n{text}"
    there = f"Borduria\n\n{before}\n\n{text}\n\n{name}"
    assert found(whole, exports(language), language) == []  # the heading may be meant as well
    asked = "the words near it name RUR, the partner is {}"
    assert found(there, exports(language), language) == [asked.format("SYL")]
    assert found(there, exports(language, partner="WLD"), language) == [asked.format("WLD")]
    assert found(there, exports(language, partner="RUR"), language) == []


def test_a_number_that_only_the_curator_knows_the_partner_of_is_answered() -> None:
    text = "Borduria\n\nTrade with Ruritania fell.\n\nExports were $6 billion in 2019."
    assert found(text, exports("en", meant=["area SYL"])) == []
    assert len(found(text, exports("en"))) == 1


@pytest.mark.parametrize(
    ("language", "text", "below", "both"),
    [
        ("en", "Exports were $6 billion in 2019.", "Syldavia, Ruritania",
         "Bilateral exports were $6 billion in 2019."),
        ("it", "Nel 2019 le esportazioni: 6 miliardi di dollari.", "Sildavia, Ruritania",
         "Nel 2019 le esportazioni bilaterali: 6 miliardi di dollari."),
        ("ru", "В 2019 году экспорт - 6 млрд долларов.", "Сильдавия, Руритания",
         "В 2019 году двусторонний экспорт - 6 млрд долларов."),
    ],
)  # fmt: skip
def test_words_below_name_no_partner_but_for_a_text_of_one(
    language: str, text: str, below: str, both: str
) -> None:
    before = "Borduria\n\n1\n\n"
    asked = ["no words here or before it name SYL, the partner"]
    one = below.partition(",")[0]

    def said(sentence: str, names: str, **keys: object) -> list[str]:
        whole = f"{before}{sentence}\n\n{names}"
        every = found(whole, exports(language, **keys), language)
        return [fault for fault in every if "is pending" not in fault]

    assert said(text, below) == asked
    assert said(text, below, partner="WLD") == []
    assert said(text, one) == []
    assert len(said(text, one, partner="WLD")) == 1
    assert said(both, below) == []


def test_members_of_a_group_may_be_rows_of_a_table() -> None:
    text = "Exports in 2019\n\nSyldavia: 1\n\nRuritania: 2\n\nTogether, exports were $6 billion."
    figure = exports("en", paragraph=4, partner="BOTH")
    assert "BOTH" not in str(found(text, figure))
    assert "the words near it name RUR, the partner is SYL" in found(
        text, exports("en", paragraph=4)
    )


def test_what_one_economy_has_alone_is_of_no_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Borduria\n\nTrade with Ruritania fell.\n\nExports were $6 billion in 2019."
    world = exports("en", partner="WLD")
    assert len(found(text, world)) == 1
    monkeypatch.setitem(one_paragraph._STATEMENTS, "exports", "Exports of {reporter}")
    assert found(text, world) == []
    assert len(found(text, exports("en"))) == 1


def test_an_unusual_reporter_is_named_in_the_paragraphs_before() -> None:
    text = "Syldavia\n\nSyldavia met Ruritania.\n\nExports to Ruritania were $6 billion in 2019."
    figure = exports("en", reporter="SYL", partner="RUR", paragraph=3)
    asked = "no words here name SYL, the reporter"
    assert asked in found(text, figure)
    assert asked not in found(text.replace("Exports to", "Syldavia's exports to"), figure)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Syldavia\n\nTurnover fell.\n\nRuritania and Syldavia: $6 billion in 2019.",
         "Turnover"),
        ("it", "Sildavia\n\nInterscambio in calo.\n\nCon la Sildavia 6 miliardi di dollari nel 2019"
         ".", "Interscambio"),
        ("ru", "Сильдавия\n\nТоварооборот снизился.\n\nС Сильдавией 6 млрд долларов в 2019 году.",
         "Товарооборот"),
    ],
)  # fmt: skip
def test_the_paragraph_before_names_what_is_measured(language: str, text: str, word: str) -> None:
    asked = f'no word for exports stands near; "{word}" in paragraph 2 names turnover'
    assert asked in found(text, exports(language), language)
    own = entry("turnover", "6 billion USD", _PHRASES[language], **_EXPORTS)
    assert not any("no word for" in said for said in found(text, own, language))


def test_a_heading_may_name_what_is_measured() -> None:
    text = "Exports to Syldavia\n\nTurnover fell.\n\nSyldavia took $6 billion in 2019."
    assert found(text, exports("en")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2019 Syldavia's turnover was $6 billion (15%)."),
        ("it", "Nel 2019 la Sildavia ha un interscambio di 6 miliardi di dollari (15%)."),
        ("ru", "В 2019 году у Сильдавии товарооборот 6 млрд долларов (15%)."),
    ],
)
def test_a_bare_percentage_is_no_growth(language: str, text: str) -> None:
    period = {"en": "In 2019", "it": "Nel 2019", "ru": "В 2019 году"}[language]
    growth = entry("growth", "15 %", "15%", period_as_stated=period)
    asked = "no word of its sentence tells a change, the figure is a growth"
    assert asked in found(text, growth, language)
    signed = text.replace("15%", "+15%")
    assert asked not in found(signed, {**growth, "as_stated": "+15%"}, language)
    share = entry("share", "15 %", "15%", period_as_stated=period)
    assert asked not in found(text, share, language)


@pytest.mark.parametrize("rest", [", up on the year (15%)", " (15% y/y)"])
def test_a_percentage_beside_a_change_or_a_base_is_one(rest: str) -> None:
    growth = entry("growth", "15 %", "15%", period_as_stated="In 2019")
    text = f"In 2019 turnover with Syldavia was $6 billion{rest}."
    assert not any("tells a change" in said for said in found(text, growth))


def test_a_currency_that_only_another_paragraph_prints() -> None:
    text = "Exports to Syldavia in euros\n\nTable\n\nIn 2019 exports: 6 billion."
    euros = entry("exports", "6 billion EUR", "6 billion", **_EXPORTS)
    assert found(text, euros) == []
    dollars = {**euros, "value": "6 billion USD"}
    assert found(text, dollars) == ["the document prints EUR, the figure is in USD"]


def test_a_dismissed_name_does_not_hide_the_other_names() -> None:
    text = "Exports in 2019 were $6 billion, ahead of Ruritania, said the Bordurian minister."
    dismissed = "[{source: note, paragraph: 1, phrase: Ruritania, reason: not_a_statistic}]"
    figure = entry("exports", "6 billion USD", "$6 billion", period_as_stated="in 2019")
    assert found(text, figure) == ["the words near it name RUR, the partner is SYL"]
    assert found(text, figure, dismissed=dismissed) == []
    more = text.replace("ahead of", "ahead of Europe and")
    assert found(more, figure, dismissed=dismissed) == [
        "the words near it name EUR, the partner is SYL"
    ]


def test_a_dismissed_word_does_not_hide_what_others_measure() -> None:
    text = "In 2019 imports from Syldavia met their quota: $6 billion."
    dismissed = "[{source: note, paragraph: 1, phrase: quota, reason: not_a_statistic}]"
    figure = entry("gifts", "6 billion USD", "$6 billion", period_as_stated="In 2019")
    assert any('"imports" near it names' in said for said in found(text, figure))
    more = text.replace("quota", "share")
    hides = dismissed.replace("quota", "share")
    assert any('"share" near it names' in said for said in found(more, figure))
    assert any('"imports" near it names' in said for said in found(more, figure, dismissed=hides))


def test_a_reporter_without_words_in_the_language_is_known_by_its_name() -> None:
    def said(text: str, **keys: object) -> list[str]:
        figure = {**entry("exports", "6 billion USD", "6 млрд долларов"), **keys}
        file = book_text(text, figure, language="ru")
        file = file.replace("areas: [", "areas: [{id: DEU, name: Germany}, ")
        book = load(file.encode()).book
        assert book
        return [one.found for one in audit(book, {"note.txt": text.encode()}).findings]

    text = "В 2019 году экспорт в Сильдавию составил 6 млрд долларов."
    assert said(text) == []
    assert said(text, reporter="DEU") == ["no words here name DEU, the reporter"]
    assert said(text.replace("экспорт", "экспорт Германии"), reporter="DEU") == []
