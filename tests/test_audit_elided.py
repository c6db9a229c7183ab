"""Scale, unit and money that the words around a number state, and not its own.

Of etl/audit/judge: table, currency, corrected; etl/reading: money_names.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from etl.audit import audit
from etl.book.load import load
from etl.reading.money_names import names_money
from etl.reading.spans import spans
from tests.one_paragraph import entry, remarks, told

ELIDED = [
    ("en", "In 2019 exports were $620 million: 248 million to Syldavia and 190 to Ruritania.",
     "190", "million", "$620 million"),
    ("it", "Nel 2019 le esportazioni erano di 620 milioni di dollari, di cui 248 milioni verso la "
     "Sildavia e 190 verso la Ruritania.", "190", "milioni di dollari", "620 milioni di dollari"),
    ("ru", "В 2019 году экспорт составил 620 млн долларов, в том числе 248 млн в Сильдавию и 190 в "
     "Руританию.", "190", "млн долларов", "620 млн долларов"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "phrase", "words", "before"), ELIDED)
def test_a_scale_that_an_earlier_number_prints_is_named(
    language: str, text: str, phrase: str, words: str, before: str
) -> None:
    def said(value: str, named: str = "") -> list[tuple[str, str]]:
        keys = {"unit_as_stated": named} if named else {}
        figure = entry("exports", value, phrase, partner="RUR", **keys)
        return remarks(text, figure, language=language)

    assert said("190 million USD", words) == []
    assert said("190 USD") == [("unit", f'"{before}" before it has a scale, the number none')]
    for value in ("190 thousand USD", "190 billion USD"):
        assert [rule for rule, _ in said(value, words)] == ["stated-value"]
    (refused,) = told(text, entry("exports", "190 million USD", phrase, partner="RUR"),
                      language=language)  # fmt: skip
    assert refused[2].endswith(
        "or name the words before it, or of a heading, in unit_as_stated: USD million"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2018 gifts were 4 billion dollars; in 2019 exports were 7 million euros, "
         "imports 190."),
        ("it", "Nel 2018 le merci valevano 4 miliardi di dollari; nel 2019 le esportazioni erano "
         "di 7 milioni di euro, le importazioni 190."),
        ("ru", "В 2018 году всего было 4 миллиарда долларов; в 2019 году экспорт составил 7 "
         "миллионов евро, импорт 190."),
    ],
)  # fmt: skip
def test_the_nearest_amount_gives_the_unit(language: str, text: str) -> None:
    far = {"en": "billion dollars", "it": "miliardi di dollari", "ru": "миллиарда долларов"}
    near = {"en": "million euros", "it": "milioni di euro", "ru": "миллионов евро"}
    right = entry("imports", "190 million EUR", "190", unit_as_stated=near[language])
    assert "unit" not in [rule for rule, _ in remarks(text, right, language=language)]
    wrong = entry("imports", "190 billion USD", "190", unit_as_stated=far[language])
    said = [fault for rule, fault in remarks(text, wrong, language=language) if rule == "unit"]
    assert len(said) == 1
    assert said[0].endswith(f"before it has another scale or unit than {far[language]} gives it")


@pytest.mark.parametrize(
    ("language", "text", "phrase", "indicator", "value", "words"),
    [
        ("en", "The share of Syldavia fell to 17% in 2019 from 29 in 2018.", "29", "share", "29 %",
         "%"),
        ("it", "La quota della Sildavia è scesa al 17% nel 2019 dal 29 del 2018.", "29", "share",
         "29 %", "%"),
        ("ru", "Доля Сильдавии снизилась до 17% в 2019 году с 29 в 2018 году.", "29", "share",
         "29 %", "%"),
        ("en", "Freight came to 83.8 million tonnes in 2019 and to 69.6 million in 2018.",
         "69.6 million", "freight", "69.6 million tonne", "tonnes"),
        ("it", "Le merci erano 83,8 milioni di tonnellate nel 2019 e 69,6 milioni nel 2018.",
         "69,6 milioni", "freight", "69.6 million tonne", "tonnellate"),
        ("ru", "Груз составил 83,8 млн тонн в 2019 году и 69,6 млн в 2018 году.", "69,6 млн",
         "freight", "69.6 million tonne", "тонн"),
    ],
)  # fmt: skip
def test_percent_and_declared_units_are_named_as_well(
    language: str, text: str, phrase: str, indicator: str, value: str, words: str
) -> None:
    named = entry(indicator, value, phrase, period="2018", unit_as_stated=words)
    assert remarks(text, named, language=language) == []
    other = value.replace("69.6 million", "69.6 thousand").replace("29", "2.9")
    wrong = entry(indicator, other, phrase, period="2018", unit_as_stated=words)
    assert [rule for rule, _ in remarks(text, wrong, language=language)] == ["stated-value"]


@pytest.mark.parametrize(
    ("language", "text", "money", "phrase"),
    [
        ("en", "In 2019 turnover was 5 billion Swiss francs, 14% more.", "CHF", "14% more"),
        ("it", "Nel 2019 l'interscambio era di 5 miliardi di franchi svizzeri, il 14% in più.",
         "CHF", "14% in più"),
        ("ru", "В 2019 году товарооборот составил 5 млрд долларов США, увеличившись на 14%.",
         "USD", "14%"),
    ],
)  # fmt: skip
def test_the_country_of_a_currency_is_no_partner(
    language: str, text: str, money: str, phrase: str
) -> None:
    amount = text[text.index("5 ") : text.index(",")]
    figures = entry("turnover", f"5 billion {money}", amount), entry("growth", "14 %", phrase)
    assert remarks(text, *figures, language=language) == []
    abroad = {
        "en": "In 2019 exports to Switzerland were $5 billion.",
        "it": "Nel 2019 le esportazioni verso la Svizzera erano di 5 miliardi di dollari.",
        "ru": "В 2019 году экспорт в США составил 5 млрд долларов.",
    }[language]
    phrase = {"en": "$5 billion", "it": "5 miliardi di dollari", "ru": "5 млрд долларов"}[language]
    said = remarks(abroad, entry("exports", "5 billion USD", phrase), language=language)
    assert [rule for rule, _ in said] == ["area"]


@pytest.mark.parametrize(
    ("text", "name", "territory", "expected"),
    [
        ("5 млрд долларов США", "США", "US", True),
        ("5 млрд евро Италии", "Италии", "IT", False),
        ("5 miliardi di euro italiani", "italiani", "IT", True),
        ("5 billion Swiss francs", "Swiss", "CH", True),
        ("Swiss exports", "Swiss", "CH", False),
        ("5 billion dollars Italy", "Italy", "IT", False),
        # The sentence goes on: to Canada, what Canada lent.
        ("20 млн долларов Канады", "Канады", "CA", True),
        ("20 млн долларов Канаде", "Канаде", "CA", False),
        ("20 млн долларов Канада", "Канада", "CA", False),
        ("20 млн долларов Австралии", "Австралии", "AU", False),
        ("20 million dollars Canadian", "Canadian", "CA", True),
        ("20 million dollars Canada had lent", "Canada", "CA", False),
        ("20 million dollars Hong Kong had lent", "Hong Kong", "HK", False),
        ("20 milioni di dollari USA", "USA", "US", True),
        ("20 milioni di dollari canadesi", "canadesi", "CA", True),
        ("20 milioni di dollari Canada", "Canada", "CA", False),
    ],
)
def test_a_noun_behind_money_is_its_country_where_several_have_money_of_that_name(
    text: str, name: str, territory: str, expected: bool
) -> None:
    at = text.index(name)
    assert names_money(text, text.lower(), (at, at + len(name)), territory) is expected


_RUPEES = """\
format: 2
dataset: {{name: small, title: Small, description: Not true., reporter: NPL, licence: CC-BY-4.0,
  version: 1.0.0}}
areas: [{{id: NPL, name: Nepal}}, {{id: IND, name: India}}]
indicators: [{{id: imports, name: Imports, topic: a, kind: flow, unit: currency, definition: D,
  statement: 'Imports of {{reporter}} from {{partner}}', words: {{en: [import]}}}}]
sources: [{{id: note, title: Note, kind: press_release, published: 2020-02-11, language: en,
  document: note.txt, sha256: {digest}}}]
figures:
  - {{id: f, indicator: imports, partner: IND, period: 2019, value: 83 billion {money},
     as_stated: Rs 83 billion, source: note, paragraph: 1}}
"""


@pytest.mark.parametrize(
    ("money", "said"),
    [("NPR", []), ("INR", ["NPL has money of that name as well: NPR"]), ("LKR", None)],
)
def test_rupees_are_those_of_the_country_that_speaks(money: str, said: list[str] | None) -> None:
    text = b"In 2019 imports from India were Rs 83 billion."
    loaded = load(_RUPEES.format(digest=sha256(text).hexdigest(), money=money).encode())
    assert loaded.book is not None, loaded.problems
    found = [finding.found for finding in audit(loaded.book, {"note.txt": text}).findings]
    assert found == said if said is not None else found != []


def test_money_whose_name_one_country_alone_has_is_not_asked_about() -> None:
    text = "In 2019 imports from India were 83 billion tugriks."
    file = _RUPEES.replace("NPL", "MNG").replace("Rs 83 billion", "83 billion tugriks")
    digest = sha256(text.encode()).hexdigest()
    loaded = load(file.format(digest=digest, money="MNT").encode())
    assert loaded.book is not None, loaded.problems
    assert [f.found for f in audit(loaded.book, {"note.txt": text.encode()}).findings] == []


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Correction: we wrote that exports in 2019 were $5 billion.", "$5 billion"),
        ("it", "Rettifica: avevamo scritto che nel 2019 le esportazioni erano di 5 miliardi di "
         "dollari.", "5 miliardi di dollari"),
        ("ru", "Исправление: мы писали, что экспорт в 2019 году составил 5 млрд долларов.",
         "5 млрд долларов"),
    ],
)  # fmt: skip
def test_what_a_correction_says_was_written_is_taken_back(
    language: str, text: str, phrase: str
) -> None:
    figure = entry("exports", "5 billion USD", phrase)
    assert [rule for rule, _ in remarks(text, figure, language=language)] == ["corrected"]
    back = figure | {"retracted": "2020-02-11", "retracted_reason": "As the text says."}
    assert remarks(text, back, language=language) == []


def test_a_cell_is_repeated_where_prose_prints_it_with_its_unit() -> None:
    text = "Exports to Syldavia in 2019 were $412.5 million.\n\nExports, USD million\n\n"
    text += "2019 | 412.5 | 88.1"

    def said(phrase: str) -> list[str]:
        row = f"[{{source: note, paragraph: 3, phrase: '{phrase}', reason: repeated}}]"
        return [rule for rule, _, _ in told(text, dismissed=row) if rule == "reason"]

    assert said("412.5") == []
    assert said("88.1") == ["reason"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Il ministro ha detto che nel 2019 le esportazioni erano di 5 miliardi.", "covers"),
        ("Le esportazioni erano maggiori che nel 2019.", "base"),
        ("Sono 10 milioni di euro in più di merci che nel 2019.", "base"),
    ],
)
def test_that_opens_a_clause_where_nothing_compares(text: str, role: str) -> None:
    (span,) = spans(text, "it", date(2020, 2, 11))
    assert (span.role, span.text.removeprefix("che ")) == (role, "nel 2019")


BOTH = "In 2019 exports to Syldavia were 248 million dollars and exports to Ruritania "


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("were 190", []),
        ("were nearly 190", ["qualifier"]),
        ("of 190 are planned", ["status"]),
        ("were not 190", ["value"]),
        ("were erroneously put at 190", ["status", "corrected"]),
        ("rose by 190", ["change"]),
        ("were 190 per month", ["indicator"]),
        ("were 180 to 190", ["range"]),
    ],
)
def test_all_else_is_asked_of_a_number_whose_unit_other_words_give(
    end: str, said: list[str]
) -> None:
    keys = {"partner": "RUR", "unit_as_stated": "million dollars"}
    found = told(f"{BOTH}{end}.", entry("exports", "190 million USD", "190", **keys))
    assert [rule for rule, _, _ in found if rule != "pending"] == said
    if said == ["range"]:
        assert "value: 180 to 190 million USD" in found[0][2]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("it", "Nel 2019 le esportazioni verso la Sildavia erano di 248 milioni di dollari e verso "
         "la Ruritania quasi 190.", "milioni di dollari"),
        ("ru", "В 2019 году экспорт в Сильдавию составил 248 млн долларов и в Руританию – почти "
         "190.", "млн долларов"),
    ],
)  # fmt: skip
def test_a_qualifier_is_asked_about_in_each_language(language: str, text: str, words: str) -> None:
    keys = {"partner": "RUR", "unit_as_stated": words}
    exact = entry("exports", "190 million USD", "190", **keys)
    assert [rule for rule, _ in remarks(text, exact, language=language)] == ["qualifier"]


def test_a_percentage_gives_no_scale_and_a_curator_may_know_better() -> None:
    keys = {"partner": "RUR", "unit_as_stated": "million dollars"}
    figure = entry("exports", "190 million USD", "190", **keys)
    text = "In 2019 exports to Syldavia were 248 million dollars (up 5%) and to Ruritania 190."
    assert remarks(text, figure) == []
    text = "In 2019 exports to Syldavia were 248 million dollars, gifts 5 billion euros, exports "
    text += "to Ruritania 190."
    fault = '"5 billion euros" before it has another scale or unit than million dollars gives it'
    assert remarks(text, figure) == [("unit", fault)]
    assert remarks(text, figure | {"meant": ["unit 190000000"]}) == []


def test_prose_is_repeated_where_a_cell_states_it_with_its_heading() -> None:
    text = "Exports to Syldavia in 2019 were $412.5 million, to Ruritania $41 million.\n\n"
    text += "Exports, USD million\n\n2019 | 412.5 | 88.1"
    cell = entry("exports", "412.5 million USD", "412.5", paragraph=3, unit_as_stated="USD million")

    def said(phrase: str) -> list[str]:
        row = f"[{{source: note, paragraph: 1, phrase: '{phrase}', reason: repeated}}]"
        return [rule for rule, _, _ in told(text, cell, dismissed=row) if rule == "reason"]

    assert said("$412.5 million") == []
    assert said("$41 million") == ["reason"]
