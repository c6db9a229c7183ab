"""Wrong entries that an audit once passed in silence, each with a neighbour that is right.

Of etl/audit/judge: beside, growth, named, signs; etl/audit/read: names.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

from hashlib import sha256

import pytest

from etl.audit import AuditReport, audit
from tests.audit_world import book, lone, wrong

_FILE = """\
format: 2
dataset: {{name: small, title: Small, description: Not true., reporter: BOR, licence: CC-BY-4.0,
  version: 1.0.0}}
areas: [{{id: BOR, name: Borduria}}, {{id: SYL, name: Syldavia}}]
units:
  - {{id: tonne, name: Tonne, symbol: t, scale: 1, base: tonne,
     words: {{en: [tonne, tonnes], it: [tonnellate], ru: [тонн]}}}}
indicators:
  - {{id: exports, name: Exports, topic: a, kind: flow, unit: currency, statement: S, definition: D,
     words: {{en: [export]}}}}
  - {{id: imports, name: Imports, topic: a, kind: flow, unit: currency, statement: S, definition: D,
     words: {{en: [import]}}}}
  - {{id: visas, name: Visas, topic: a, kind: flow, unit: count, statement: S, definition: D}}
  - {{id: freight, name: Freight, topic: a, kind: flow, unit: tonne, statement: S, definition: D}}
  - {{id: balance, name: Balance, topic: a, kind: balance, unit: currency, statement: S,
     definition: D, sum_of: [exports], minus: [imports]}}
  - {{id: net, name: Net investment, topic: a, kind: net_flow, unit: currency, statement: S,
     definition: D}}
  - {{id: deficit, name: Deficit, topic: a, kind: net_flow, unit: currency, statement: S,
     definition: D, words: {{en: [deficit]}}}}
  - {{id: gap, name: Trade gap, topic: a, kind: balance, unit: currency, statement: S,
     definition: D, sum_of: [exports], minus: [imports], words: {{en: [gap, shortfall, surplus],
     it: [saldo, disavanz], ru: [сальдо, дефицит, профицит]}}}}
  - {{id: change, name: Change, topic: a, kind: change, unit: currency, statement: S,
     definition: D, of: exports}}
  - {{id: growth, name: Growth, topic: a, kind: growth, unit: percent, statement: S,
     definition: D, of: exports}}
  - {{id: average, name: Average, topic: a, kind: average, unit: currency, statement: S,
     definition: D, of: exports, per: month}}
sources:
  - {{id: note, title: Note, kind: press_release, published: 2020-02-11, language: {language},
     document: note.txt, sha256: {digest}}}
figures: {figures}
dismissed: {dismissed}
"""


def told(
    text: str, *figures: tuple[str, str, str], language: str = "en", dismissed: str = "[]"
) -> AuditReport:
    """The audit of one text; figures: indicator, value and as_stated of each."""
    rows = "".join(
        f"\n  - {{id: f-{number}, indicator: {indicator}, partner: SYL, period: 2019, "
        f"period_basis: inferred, period_reason: So., value: {value}, "
        f"as_stated: '{as_stated}', source: note, paragraph: 1}}"
        for number, (indicator, value, as_stated) in enumerate(figures, 1)
    )
    digest = sha256(text.encode()).hexdigest()
    file = _FILE.format(language=language, digest=digest, figures=rows or "[]", dismissed=dismissed)
    return audit(book(file), {"note.txt": text.encode()})


@pytest.mark.parametrize(
    ("language", "text", "figure", "rest"),
    [
        ("en", "It sold 5.2 million tonnes.", ("exports", "5.2 million EUR", "5.2 million"),
         "tonnes"),
        ("en", "Sold: 5.2 million barrels.", ("visas", "5.2 million", "5.2 million"), "barrels"),
        ("en", "Sold: 5.2 million dollars.", ("visas", "5.2 million", "5.2 million"), "dollars"),
        ("it", "Venduti 2 milioni di tonnellate.", ("visas", "2 million", "2 milioni"),
         "di tonnellate"),
        ("ru", "Продано 1,3 млн тонн.", ("exports", "1.3 million USD", "1,3 млн"), "тонн"),
        ("en", "Sold: 5.2 million tonnes.", ("freight", "5.2 million tonne", "5.2 million tonnes"),
         ""),
        ("en", "Sold: $5.2 million.", ("exports", "5.2 million USD", "$5.2 million"), ""),
        ("en", "Issued: 5.2 million visas.", ("visas", "5.2 million", "5.2 million"), ""),
    ],
)  # fmt: skip
def test_a_unit_after_the_phrase_is_that_of_the_figure(
    language: str, text: str, figure: tuple[str, str, str], rest: str
) -> None:
    expected = [("cut-off", f'the text goes on: "{rest}"')] if rest else []
    assert wrong(told(text, figure, language=language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "figure", "word"),
    [
        ("ru", "Чистый отток составил 250 млн долларов.",
         ("net", "250 million USD", "250 млн долларов"), "отток"),
        ("ru", "Сальдо было отрицательное — 1,2 млрд долларов.",
         ("balance", "1.2 billion USD", "1,2 млрд долларов"), "отрицательное"),
        ("en", "The trade deficit was $700 million.",
         ("balance", "700 million USD", "$700 million"), "deficit"),
        ("en", "There was a $700 million trade deficit.",
         ("balance", "700 million USD", "$700 million"), "deficit"),
        ("it", "Il deficit commerciale era di 0,8 miliardi di euro.",
         ("balance", "0.8 billion EUR", "0,8 miliardi di euro"), "deficit"),
        ("it", "I flussi sono stati negativi per 90 milioni di euro.",
         ("net", "90 million EUR", "90 milioni di euro"), "negativi"),
    ],
)  # fmt: skip
def test_a_deficit_is_negative_and_a_surplus_positive(
    language: str, text: str, figure: tuple[str, str, str], word: str
) -> None:
    indicator, value, phrase = figure
    found = ("fall", f'"{word}" tells a negative amount, the value is positive')
    assert wrong(told(text, figure, language=language)) == [found]
    assert wrong(told(text, (indicator, f"-{value}", phrase), language=language)) == []


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("The deficit turned into a surplus of $700 million.", "balance", "700 million USD"),
        ("The deficit was $700 million.", "deficit", "700 million USD"),
        ("An outflow of $700 million of exports.", "exports", "700 million USD"),
        ("It was $700 million after an outflow of $3 million.", "net", "700 million USD"),
        ("After an outflow of $3 million, it was $700 million.", "net", "700 million USD"),
        ("With a deficit of $3 and exports of one, it was exports less $700 million.", "balance",
         "700 million USD"),
    ],
)  # fmt: skip
def test_no_deficit_is_seen_where_none_is_told(text: str, indicator: str, value: str) -> None:
    rules = [rule for rule, _ in wrong(told(text, (indicator, value, "$700 million")))]
    assert "fall" not in rules


@pytest.mark.parametrize(
    ("language", "text", "phrase", "wrong_value", "word"),
    [
        ("en", "The shortfall widened to $1.2 billion.", "$1.2 billion", "1.2", "shortfall"),
        ("en", "A surplus of $1.2 billion was booked.", "$1.2 billion", "-1.2", "surplus"),
        ("it", "Il disavanzo era di 1,2 miliardi di dollari.", "1,2 miliardi di dollari", "1.2",
         "disavanzo"),
        ("ru", "Дефицит составил 1,2 млрд долларов.", "1,2 млрд долларов", "1.2", "Дефицит"),
        ("ru", "Профицит составил 1,2 млрд долларов.", "1,2 млрд долларов", "-1.2", "Профицит"),
    ],
)  # fmt: skip
def test_words_that_an_indicator_is_found_by_do_not_turn_its_sign(
    language: str, text: str, phrase: str, wrong_value: str, word: str
) -> None:
    """A balance is exports less imports, also where "deficit" is among its words."""
    right_value = wrong_value.removeprefix("-") if wrong_value[0] == "-" else f"-{wrong_value}"
    (finding,) = wrong(told(text, ("gap", f"{wrong_value} billion USD", phrase), language=language))
    assert finding[0] == "fall"
    assert finding[1].startswith(f'"{word}" tells a ')
    right = told(text, ("gap", f"{right_value} billion USD", phrase), language=language)
    assert wrong(right) == []


def test_a_surplus_is_no_negative_balance() -> None:
    report = told("A surplus of $700 million.", ("balance", "-700 million USD", "$700 million"))
    found = '"surplus" tells a positive amount, the value is negative'
    assert wrong(report) == [("fall", found)]


@pytest.mark.parametrize(
    ("language", "text", "sign", "phrase"),
    [
        ("ru", "Экспорт сократился на 80 млн долларов.", "-", "80 млн долларов"),
        ("en", "Exports decreased by $80 million.", "-", "$80 million"),
        ("en", "Exports rose by $80 million.", "", "$80 million"),
        ("it", "Le esportazioni sono calate di 80 milioni di dollari.", "-",
         "80 milioni di dollari"),
    ],
)  # fmt: skip
def test_a_change_has_the_sign_of_its_words(
    language: str, text: str, sign: str, phrase: str
) -> None:
    other = "" if sign else "-"
    right = told(text, ("change", f"{sign}80 million USD", phrase), language=language)
    turned = told(text, ("change", f"{other}80 million USD", phrase), language=language)
    assert wrong(right) == []
    assert [rule for rule, _ in wrong(turned)] == ["fall"]


@pytest.mark.parametrize(
    ("language", "text", "value", "phrase"),
    [
        ("ru", "Экспорт оказался меньше, чем годом ранее, на 8,5 процента.", "8.5",
         "8,5 процента"),
        ("en", "Exports were less than a year before by 8.5 percent.", "8.5", "8.5 percent"),
        ("en", "Exports were 8.5 percent lower than a year before.", "8.5",
         "8.5 percent lower"),
    ],
)  # fmt: skip
def test_a_fall_whose_words_stand_apart_is_negative(
    language: str, text: str, value: str, phrase: str
) -> None:
    assert wrong(told(text, ("growth", f"-{value} %", phrase), language=language)) == []
    if "lower" not in phrase:
        report = told(text, ("growth", f"{value} %", phrase), language=language)
        assert [rule for rule, _ in wrong(report)] == ["fall"]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "indicator", "word"),
    [
        ("en", "Exports averaged $300 million a month.", "$300 million", "exports", "a month"),
        ("it", "In media 300 milioni di dollari al mese.", "300 milioni di dollari", "exports",
         "al mese"),
        ("ru", "В среднем 300 млн долларов в месяц.", "300 млн долларов", "exports", "в месяц"),
        ("en", "Exports per inhabitant were $300 million.", "$300 million", "exports",
         "per inhabitant"),
        ("ru", "В среднем 300 млн долларов в год.", "300 млн долларов", "exports", "в год"),
        ("ru", "Экспорт 300 млн долларов в год.", "300 млн долларов", "exports", ""),
        ("en", "Exports were $300 million a month earlier.", "$300 million", "exports", ""),
        ("en", "Exports were $300 million in a month.", "$300 million", "exports", ""),
        ("en", "Costs per inhabitant were $2; exports $300 million.", "$300 million", "exports",
         ""),
    ],
)  # fmt: skip
def test_an_amount_each_is_no_whole(
    language: str, text: str, phrase: str, indicator: str, word: str
) -> None:
    report = told(text, (indicator, "300 million USD", phrase), language=language)
    assert [rule for rule, _ in wrong(report)] == (["indicator"] if word else [])
    assert all(f'"{word}"' in found for _, found in wrong(report))


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Oil was 90% of exports.", "90%"),
        ("en", "It was 90% of firms.", "90%"),
        ("it", "Il petrolio era il 90% delle esportazioni.", "90%"),
        ("ru", "Доля нефти составила 90 %.", "90 %"),
    ],
)
def test_a_share_is_no_growth(language: str, text: str, phrase: str) -> None:
    found = "the words tell a share of something, the figure is a growth"
    report = told(text, ("growth", "90 %", phrase), language=language)
    assert wrong(report) == [("change", found)]


def test_a_growth_of_a_part_is_one() -> None:
    assert wrong(told("A growth of 90% of exports.", ("growth", "90 %", "90%"))) == []
    assert wrong(told("Growth: the figure is 90% in Borduria.", ("growth", "90 %", "90%"))) == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "It was $400 million more than a year earlier.", "$400 million", "more"),
        ("it", "Erano 400 milioni di dollari in più rispetto all'anno precedente.",
         "400 milioni di dollari", "in più"),
        ("ru", "Это 400 млн долларов больше, чем годом ранее.", "400 млн долларов", "больше"),
    ],
)  # fmt: skip
def test_so_much_more_than_before_is_no_level(
    language: str, text: str, phrase: str, word: str
) -> None:
    found = f'"{word}" makes it a difference from before, the figure is a flow'
    report = told(text, ("imports", "400 million USD", phrase), language=language)
    assert ("change", found) in wrong(report)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "word"),
    [
        ("en", "Imports were $85 million, $4 million more.", "$4 million", "more"),
        ("en", "Imports were $4 million less than planned.", "$4 million", "less"),
        ("it", "Erano importazioni per 4 milioni di dollari in più.", "4 milioni di dollari",
         "in più"),
    ],
)  # fmt: skip
def test_so_much_more_is_no_level_without_a_year_either(
    language: str, text: str, phrase: str, word: str
) -> None:
    found = f'"{word}" makes it a difference from before, the figure is a flow'
    report = told(text, ("imports", "4 million USD", phrase), language=language)
    assert found in [said for rule, said in wrong(report) if rule == "change"]


def test_a_level_that_is_more_than_before_is_a_level() -> None:
    text = "It was $400 million, more than a year earlier."
    assert wrong(told(text, ("imports", "400 million USD", "$400 million"))) == []


def test_an_indicator_after_and_belongs_to_the_next_number() -> None:
    text = "Exports to Syldavia stood at $2 billion and imports at $1 billion."
    right = (("exports", "2 billion USD", "$2 billion"), ("imports", "1 billion USD", "$1 billion"))
    assert wrong(told(text, *right)) == []
    turned = told(text, ("imports", "2 billion USD", "$2 billion"), right[1])
    assert [rule for rule, _ in wrong(turned)] == ["indicator"]


def test_a_currency_that_only_the_reader_knows_is_printed() -> None:
    text = "From one A$50 million, and from another 75 million zlotys."
    figures = (
        ("imports", "50 million AUD", "A$50 million"),
        ("imports", "75 million PLN", "75 million zlotys"),
    )
    assert wrong(told(text, *figures)) == []
    other = told(
        text.replace(" zlotys", ""), figures[0], ("imports", "75 million USD", "75 million")
    )
    assert [rule for rule, _ in wrong(other)] == ["currency"]


@pytest.mark.parametrize(
    ("text", "phrase", "value", "whole"),
    [
        ("Exports of 3 to 4 billion dollars.", "4 billion dollars", "4 billion USD",
         "3 to 4 billion USD"),
        ("Exports of 800 million to 1.2 billion dollars.", "1.2 billion dollars",
         "1.2 billion USD", "800 million to 1.2 billion USD"),
    ],
)  # fmt: skip
def test_the_whole_range_is_told(text: str, phrase: str, value: str, whole: str) -> None:
    report = lone(text, (value, phrase))
    todo = [finding.todo for finding in report.findings if finding.rule == "range"]
    assert todo == [f"write the whole range: value: {whole}, with as_stated as printed"]


def _reasons(text: str, *dismissed: tuple[str, str, int], language: str = "en") -> list[str]:
    rows = ", ".join(
        f"{{source: note, paragraph: 1, phrase: '{phrase}', reason: {reason}, "
        f"occurrence: {occurrence}}}"
        for phrase, reason, occurrence in dismissed
    )
    report = told(text, language=language, dismissed=f"[{rows}]")
    assert {rule for rule, _ in wrong(report)} <= {"reason"}
    return [found for _, found in wrong(report)]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "reason", "found"),
    [
        ("en", "Imports were $700 million.", "$700 million", "plain_count", "an amount of money"),
        ("en", "Imports were $700 million.", "$700 million", "idiom", "an amount of money"),
        ("it", "Importati 700 milioni di euro.", "700 milioni di euro", "anniversary",
         "an amount of money"),
        ("ru", "Импорт составил 700 млн долларов.", "700 млн долларов", "historical_date",
         "an amount of money"),
        ("en", "Imports rose by 7%.", "7%", "plain_count", "a percentage"),
        ("en", "Imports were $700 million.", "$700 million", "out_of_scope", ""),
        ("en", "Ten singers came.", "Ten", "plain_count", ""),
    ],
)  # fmt: skip
def test_money_is_no_plain_count_and_no_idiom(
    language: str, text: str, phrase: str, reason: str, found: str
) -> None:
    expected = [f'"{phrase}" is {found}, the reason is {reason}'] if found else []
    assert _reasons(text, (phrase, reason, 1), language=language) == expected


def test_what_is_dismissed_as_repeated_stands_twice() -> None:
    once = '"$700 million" is dismissed as repeated, and stands nowhere else'
    money, unclear = ("$700 million", "repeated", 1), ("$700 million", "unclear", 2)
    assert _reasons("Imports were $700 million.", money) == [once]
    twice = "Imports were $700 million. Of these $700 million all were paid."
    assert _reasons(twice, money, unclear) == []
    assert _reasons(twice, money, ("$700 million", "repeated", 2)) == [once, once]
    rounded = "Imports were $0.7 billion, or exactly $701 million."
    assert _reasons(rounded, ("$0.7 billion", "repeated", 1), ("$701 million", "unclear", 1)) == []
    other = "Imports were $0.7 billion, exports $800 million."
    found = '"$0.7 billion" is dismissed as repeated, and stands nowhere else'
    numbers = ("$0.7 billion", "repeated", 1), ("$800 million", "unclear", 1)
    assert _reasons(other, *numbers) == [found]
