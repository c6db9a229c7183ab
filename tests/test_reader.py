"""The one reader of quantities: `etl.reading.reader`, by way of what it is made of.

`marks`, `lexing`, `wordbook`, `numbers`, `amounts`, `joining`, `ratios`, `wording`, `readings`;
with `language`, `render`, the tables `etl.words.forms*` and `cldr_*`.

Of etl/reading: amounts, carrying, changes, items, joining, language, lexing, marks, mixed, naming,
numbers, qualifying, ratios, readings, render, statuses, surroundings, things, wordbook, wording.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones

from __future__ import annotations

import io
import json
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from etl.cli import main
from etl.core.model import Unit
from etl.core.problems import Refused
from etl.core.schema import LANGUAGES
from etl.reading.language import language_of
from etl.reading.numerals import scan
from etl.reading.passages import folded, paragraphs
from etl.reading.reader import KINDS, phrase, read
from etl.reading.render import as_json
from etl.reading.wordbook import wordbook
from tests import cldr
from tests.bench.quantities import examine, f1


def test_readings_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "Turnover reached $20 billion in 2019.\n\nIt is the third partner."
    readings = read(text, "en")
    assert [(r.paragraph, r.text, r.kind) for r in readings] == [
        (1, "$20 billion", "money"),
        (1, "in 2019", "period"),
        (2, "third", "ordinal"),
    ]
    assert [text.split("\n\n")[r.paragraph - 1][r.start : r.end] for r in readings] == [
        r.text for r in readings
    ]
    assert {r.kind for r in readings} <= set(KINDS)


def test_json_has_every_key_and_amounts_as_text() -> None:
    (row,) = json.loads(as_json(read("Turnover was $16.40 billion.", "en")))
    assert {name: row[name] for name in ("value", "low", "high", "unit")} == {
        "value": "16400000000",
        "low": None,
        "high": None,
        "unit": "USD",
    }
    assert list(row)[:13] == [
        *("paragraph", "start", "end", "text", "kind", "value", "low", "high", "unit"),
        *("qualifier", "change", "status", "place"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Exports of the country rose to 5 billion dollars.", "en"),
        ("Le esportazioni della regione sono salite a 5 miliardi di euro.", "it"),
        ("Экспорт вырос до 5 млрд долларов (USD 5 bn).", "ru"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    assert language_of(text, short="en")[0] == language


def test_the_command_reads_a_file_and_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Gli scambi hanno raggiunto i 5 miliardi di euro."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    first = capsys.readouterr().out
    assert "money 5,000,000,000 EUR" in first
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert main(["read", "-", "--language", "it"]) == 0
    assert capsys.readouterr().out == first


def test_the_command_refuses_what_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"5 \xff")
    assert main(["read", str(tmp_path / "a.txt")]) == 1
    assert capsys.readouterr().err.endswith("is no UTF-8 text (byte 3): save it as UTF-8\n")
    assert main(["read", str(tmp_path / "b.txt")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def spans_of(text: str, language: str) -> list[tuple[int, int]]:
    return [(reading.start, reading.end) for reading in read(text, language)]


def numbers(random: Random) -> str:
    """A number in any writing: marks, signs, letters and units at random places."""
    digits = "".join(random.choice("0123456789") for _ in range(random.randint(1, 4)))
    for _ in range(random.randint(0, 3)):
        digits += random.choice(
            (".", ",", "'", " ", "-", "/", ":", "\N{EN DASH}", "\N{NO-BREAK SPACE}", "")
        )
        digits += "".join(random.choice("0123456789") for _ in range(random.randint(1, 3)))
    before = (
        "",
        "$",
        "USD ",
        "USD mn",
        "US$mn",
        "\N{EURO SIGN}",
        "G",
        "No. ",
        "+",
        "-",
        "A$",
        "Rs ",
    )
    after = (
        "",
        "%",
        " %",
        "bn",
        " млрд",
        " million",
        "th",
        "x",
        "\N{VULGAR FRACTION ONE HALF}",
        "+",
    )
    units = (
        "",
        " USD",
        " dollars",
        " tonnes",
        " a month",
        " \u0440\u0443\u0431.",
        " euro",
        "-plus",
        " or more",
    )
    return random.choice(before) + digits + random.choice(after) + random.choice(units)


@pytest.mark.no_cover  # counting lines takes longer than the test
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_digit_stands_in_exactly_one_reading_and_numeral(language: str) -> None:
    random = Random(11)
    joins = (
        " ",
        ", ",
        " and ",
        " to ",
        "-",
        " - ",
        " of ",
        ". In ",
        "; ",
        " (",
        ") ",
        " from ",
        "/",
    )
    for _ in range(1_000):
        text = random.choice(("Sales: ", "", "From ", "Between "))
        for _ in range(random.randint(1, 4)):
            text += numbers(random) + random.choice(joins)
        text = paragraphs(text.encode())[0]
        numerals = scan(text, folded(text), language).numerals
        for spans in (spans_of(text, language), [(n.start, n.end) for n in numerals]):
            assert all(end <= start for (_, end), (start, _) in pairwise(spans)), text
            held = {at for span in spans for at in range(*span)}
            lost = [at for at, sign in enumerate(text) if sign.isdecimal() and at not in held]
            assert lost == [], text


@pytest.mark.parametrize(
    ("language", "text", "unit", "value"),
    [
        ("en", "It shipped 1.2 million bales of cotton.", "bale", "1200000"),
        ("en", "It shipped 5 running metres.", "running_metre", "5"),
        ("en", "It shipped 5 running metres of wire each year.", "running_metre", "5"),
        ("it", "Ha spedito 1,2 milioni di balle.", "bale", "1200000"),
        ("ru", "Отгружено 1,2 млн кипами и тюками.", "bale", "1200000"),
        # Not declared, but known to Unicode; people are no unit.
        ("en", "It shipped 5 tonnes.", "tonne", "5"),
        ("ru", "Отгружено 5 тыс. тонн.", "tonne", "5000"),
        ("en", "Some 5 people came.", "", "5"),
    ],
)
def test_units_are_those_declared_and_those_of_unicode(
    language: str, text: str, unit: str, value: str
) -> None:
    words = {"en": ("bale",), "it": ("balla", "balle"), "ru": ("кипа", "кипами")}
    bale = Unit("bale", "Bales", "", Decimal(1), "bale", words)
    metre = Unit("running_metre", "", "", Decimal(1), "", {"en": ("running metre",)})
    (reading,) = read(text, language, (bale, metre))
    assert (reading.unit, reading.value) == (unit, Decimal(value))
    assert reading.kind == ("measure" if unit else "count")


@pytest.mark.parametrize(
    ("text", "unit", "is_taken"),
    [
        ("It rose to $640 from 550.", "USD", True),
        ("It rose to 640 from 550.", "", False),
        # Thousands of what comes in billions are said.
        ("It rose to $5 billion from 4 in 2018.", "", False),
    ],
)
def test_what_a_change_began_with_takes_a_unit_that_is_printed(
    text: str, unit: str, is_taken: bool
) -> None:
    _, began, *_ = read(text, "en")
    assert (began.unit, "unit" in began.unsure) == (unit, is_taken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examination_is_passed(language: str) -> None:
    result = examine()
    names = [f"{language} money", f"{language} percent"]
    right, missed, invented = (
        sum(counter[name] for name in names)
        for counter in (result.right, result.missed, result.invented)
    )
    assert right > 60
    assert f1(right, missed, invented) >= 0.95
    assert sum(result.other.values()) <= 0.03 * sum(result.right.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_currencies_are_those_of_unicode(language: str) -> None:
    written = (cldr.FOLDER / f"cldr_{language}.py").read_text("utf-8")
    assert written == cldr.module(language), "run python -m tests.cldr"


def test_former_currencies_are_those_of_cldr() -> None:
    written = (cldr.FOLDER.parent / "core" / "former.py").read_text("utf-8")
    assert written == cldr.former_module(), "run python -m tests.cldr"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "over 7.60 billion US dollars", "money 7.60 9 more_than"),
        ("en", "fell by 3%", "percent 3 0 fall"),
        ("en", "$16-20 billion", "money 16 9 to 20000000000"),
        ("en", "between $4bn and $5bn", "money 4 9 to 5000000000"),
        ("en", "minus $1.2 billion", "money -1.2 9"),
        ("en", "two-thirds", "fraction 66.7 0"),
        ("en", "doubled", "multiple 2 0 rise"),
        ("en", "2.5 times", "multiple 2.5 0"),
        ("en", "the second largest", "ordinal 2 0"),
        ("en", "one of the top five", "ordinal 5 0 at_most"),
        ("en", "3.40 percentage points", "points 3.40 0"),
        ("it", "da 5 a 6 miliardi", "count 5 9 to 6000000000"),
        ("it", "raddoppiato", "multiple 2 0 rise"),
        ("it", "un quinto", "fraction 20.0 0"),
        ("it", "al terzo posto", "ordinal 3 0"),
        ("ru", "от 5 до 6 млрд долларов", "money 5 9 to 6000000000"),
        # By itself it tells no way: what fell вдвое is half of what it was.
        ("ru", "вдвое", "multiple 2 0"),
        ("ru", "треть", "fraction 33.3 0"),
        ("ru", "темп роста 124%", "percent 24 0 rise"),
        ("en", "in the first five", "ordinal 5 0 at_most"),
        ("it", "il più grande", "ordinal 1 0"),
        ("ru", "в первой пятерке", "ordinal 5 0 at_most"),
        ("ru", "16.425 млрд", "count 16.425 9"),
    ],
)
def test_a_phrase_is_one_reading(language: str, text: str, said: str) -> None:
    reading = phrase(text, language)
    low, high = reading.quantity, reading.quantity_high
    assert low is not None
    ends = f"{low.digits} {low.scale}" + (f" to {high.base:f}" if high else "")
    words = [reading.kind, ends, reading.qualifier, reading.change]
    assert " ".join(word for word in words if word != "exact").strip() == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mere 250", '"mere" is no number, scale, unit or qualifier'),
        ("5 another 6", "two numbers"),
        ("5 of", '"of" without a number after it'),
        ("a ship", '"ship" is no number, scale, unit or qualifier'),
        ("1.2.3", "its marks make no number"),
    ],
)
def test_what_is_no_quantity_alone_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        phrase(text, "en")
    assert refused.value.rule == "stated-unreadable"
    assert refused.value.found.endswith(f"cannot be read: {why}")


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        # May is a month, and a verb only in small letters.
        ("en", "In January-May it was $4 million.", "4000000 USD exact actual level"),
        ("en", "Sales may reach $4 million.", "4000000 USD exact forecast level"),
        # "And more" goes with the number before it, unless another follows.
        ("en", "6 billion and more than 300 firms", "6000000000  exact actual level"),
        ("en", "$5 billion and more was spent", "5000000000 USD at_least actual level"),
        ("it", "270 mila visti e oltre duecentotrenta imprese", "270000  exact actual level"),
        ("ru", "6 млрд в год и более тесные связи", "6000000000  exact actual level"),
        # A clause between ends a change.
        ("it", "Scambi cresciuti, che hanno un valore di 6 milioni", "6000000  exact actual level"),
        # A country tells which of several currencies is meant; without one it is asked.
        ("en", "Nepal lent 5 million rupees.", "5000000 NPR exact actual level"),
        ("en", "It lent 5 million rupees.", "5000000 INR exact actual level unit"),
        ("ru", "Киргизия дала 5 млн сомов.", "5000000 KGS exact actual level"),
        # An amount without a unit takes that of the one before, and says so.
        (
            "en",
            "Sales fell to £2 million from 3 million.",
            "3000000 GBP exact actual level unit",
        ),
        ("it", "Sono 7 milioni di euro, poi 6 milioni.", "6000000 EUR exact actual level unit"),
        ("en", "$5 million came from 3 million people.", "3000000  exact actual level"),
        # Marks.
        ("ru", "Всего 16.425 млрд евро.", "16425000000 EUR exact actual level"),
        ("ru", "Всего 16.425 евро.", "16425 EUR exact actual level value"),
        ("it", "Sono 16.425 euro.", "16425 EUR exact actual level"),
        ("it", "Sono 1.200 miliardi di euro.", "1200000000000 EUR exact actual level value"),
        ("en", "It has 12,34,567 euros.", "1234567 EUR exact actual level"),
        ("en", "It has 1'200 euros.", "1200 EUR exact actual level"),
        ("en", "Some .001 euros.", "0.001 EUR approximately actual level"),
        ("en", "It fell to 5,2 million euros.", "5200000 EUR exact actual change_to"),
        # A change is no level.
        ("en", "Sales rose $5 million.", "5000000 USD exact actual change_by"),
        ("en", "Sales rose to $5 million.", "5000000 USD exact actual change_to"),
        (
            "en",
            "Less than a year before by 8.5 percent.",
            "8.5 percent exact actual change_by",
        ),
        ("ru", "Выпуск составил 76% от уровня 2022 года.", "24 percent exact actual change_by"),
        # What shrank to a half is a half, however it is said.
        ("ru", "Экспорт сократился вдвое.", "0.5  exact actual change_by"),
        ("en", "Exports halved.", "0.5  exact actual change_by"),
        ("en", "Exports doubled.", "2  exact actual change_by"),
        # Qualifiers wherever they stand.
        (
            "en",
            "It passed the symbolic $5 billion mark.",
            "5000000000 USD more_than actual level",
        ),
        ("en", "Trade did not reach $5 billion.", "5000000000 USD less_than actual level"),
        ("en", "Trade should reach $5 billion.", "5000000000 USD exact target level"),
        ("en", "Trade is to reach $5 billion.", "5000000000 USD exact target level"),
        ("en", "The two want to bring trade to $5 billion.", "5000000000 USD exact target level"),
    ],
)
def test_words_around_a_number_say_what_it_is(language: str, text: str, said: str) -> None:
    numbers = [r for r in read(text, language) if r.kind not in ("date", "period")]
    last = text.endswith(("3 million.", "3 million people.", "6 milioni.")) or "The two" in text
    reading = numbers[-1 if last else 0]
    assert reading.value is not None
    words = [f"{reading.value:f}", reading.unit, reading.qualifier, reading.status, reading.place]
    assert " ".join([*words, *reading.unsure]) == said


@pytest.mark.no_cover  # counting lines takes longer than the test
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_words_in_any_order_are_read_or_refused(language: str) -> None:
    random, book = Random(7), wordbook(language)
    words = [*book.single, *(" ".join(p) for known in book.phrases.values() for p, _ in known)]
    words += [
        "5",
        "2.5",
        "1/2",
        "\N{VULGAR FRACTION ONE HALF}",
        "$",
        "%",
        ".",
        ",",
        "-",
        "(",
        "1,234.5",
    ]
    for _ in range(1_000):
        text = " ".join(random.choice(words) for _ in range(random.randint(1, 7)))
        for reading in read(text, language):
            assert text[reading.start : reading.end] == reading.text
        with suppress(Refused):
            assert phrase(text, language).kind in KINDS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("9" * 5000, 1),
        ("5 " * 2000, 2000),
        ("1." * 500, 1),
        ("a third of " * 500, 500),
        ("\N{ROMAN NUMERAL EIGHT}\N{SUPERSCRIPT TWO}", 0),
    ],
)
def test_what_nobody_writes_is_read_without_a_fault(text: str, count: int) -> None:
    assert len(read(text, "en")) == count


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            *("en", "Sales fell from $3.4 billion in 2018 to $2.9 billion in 2019."),
            [("$3.4 billion", "3400000000"), ("$2.9 billion", "2900000000")],
        ),
        (
            *("en", "Sales rose from 7 billion dollars in 2021 to 8.5 billion dollars last year."),
            [("7 billion dollars", "7000000000"), ("8.5 billion dollars", "8500000000")],
        ),
        (
            *("en", "Guests rose from 31,200 in 2021 to 52,000 in 2022."),
            [("31,200", "31200"), ("52,000", "52000")],
        ),
        (
            *("it", "Il fatturato è salito nel 2021 a 33,5 miliardi di euro."),
            [("33,5 miliardi di euro", "33500000000")],
        ),
        (
            *("it", "Il fatturato è salito dal 2011 al 2021 fino a 12,4 miliardi di euro."),
            [("12,4 miliardi di euro", "12400000000")],
        ),
        (
            *("it", "Da 7,5 miliardi di dollari nel 2020 a 7,9 miliardi nel 2021."),
            [("7,5 miliardi di dollari", "7500000000"), ("7,9 miliardi", "7900000000")],
        ),
        (
            *("ru", "Рост с 7,5 млрд долларов в 2020 году до 7,9 млрд долларов в 2021 году."),
            [("7,5 млрд долларов", "7500000000"), ("7,9 млрд долларов", "7900000000")],
        ),
    ],
)
def test_a_year_is_no_end_of_a_range(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    amounts = [r for r in read(text, language) if r.kind in ("money", "count")]
    found = [(r.text, str(int(r.value))) for r in amounts if r.value is not None and not r.high]
    assert found == expected
    assert not [r.text for r in amounts if r.high is not None]


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "It needs $2000-2500.", "2000", "2500"),
        ("en", "It needs from 2000 to 3000 dollars.", "2000", "3000"),
        ("en", "It needs 2000-2500 million dollars.", "2000000000", "2500000000"),
        ("en", "It needs between 2 and 3 billion dollars.", "2000000000", "3000000000"),
        ("it", "Servono da 5 a 6 miliardi di euro.", "5000000000", "6000000000"),
        ("it", "Servono da 2000 a 3000 euro.", "2000", "3000"),
        ("ru", "Нужно от 2000 до 3000 долларов.", "2000", "3000"),
    ],
)
def test_ends_of_a_range_may_be_as_long_as_years(
    language: str, text: str, low: str, high: str
) -> None:
    (reading,) = read(text, language)
    assert (str(int(reading.low or 0)), str(int(reading.high or 0))) == (low, high)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Write to room 417, please.", "417"),
        ("en", "The house stands at 23 Willow Street, near the park.", "23"),
        ("en", "Flight QX 815 was late.", "815"),
        ("it", "La sede è in via Manzoni 23, vicino al parco.", "23"),
        ("it", "Si rivolga alla stanza 417.", "417"),
        ("it", "Il volo QX 815 era in ritardo.", "815"),
        ("ru", "Адрес: ул. Гоголя 23, каб. 417.", "23"),
        ("ru", "Вылетел рейс QX 815.", "815"),
    ],
)
def test_the_number_of_a_place_or_a_flight_counts_nothing(
    language: str, text: str, number: str
) -> None:
    kinds = {r.text: r.kind for r in read(text, language)}
    assert kinds[number] == "other"
    assert "count" not in kinds.values()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In this room 40 firms met."),
        ("en", "It has 12 Silk Road countries."),
        ("it", "In piazza 40 imprese hanno protestato."),
        ("ru", "За рейс 40 компаний заплатили."),
    ],
)
def test_a_noun_after_a_number_is_what_it_counts(language: str, text: str) -> None:
    assert [r.kind for r in read(text, language)] == ["count"]


@pytest.mark.parametrize("printed", ["1e999 billion dollars", "1E7 %", "2.5e3"])
def test_powers_of_a_computer_are_not_read_as_their_last_digits(printed: str) -> None:
    readings = read(f"It was {printed}.", "en")
    assert [(r.kind, r.value) for r in readings] == [("other", None)]
    with pytest.raises(Refused):
        phrase(printed, "en")


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "Sales were 13 billion, of which 2 billion dollars at sea.", "USD"),
        ("it", "Le vendite sono state di 13 miliardi, di cui 2 miliardi di euro in mare.", "EUR"),
        ("ru", "Продажи – 13 млрд, закупки – 2 млрд долларов.", "USD"),
    ],
)
def test_a_currency_is_carried_back_in_its_sentence_and_unsure(
    language: str, text: str, unit: str
) -> None:
    first, second = read(text, language)
    assert (first.kind, first.unit, first.unsure) == ("money", unit, ("unit",))
    assert (second.unit, second.unsure) == (unit, ())


def test_a_bare_amount_beside_the_money_of_another_sentence_is_unsure() -> None:
    first, second = read("Sales were 13 billion. Of them 2 billion dollars were at sea.", "en")
    assert (first.kind, first.unit, first.unsure) == ("count", "", ("unit",))
    assert second.unsure == ()
    (alone,) = read("It has 13 million.", "en")
    assert alone.unsure == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n", "the text is empty\n"),
        (
            "Der Handel stieg um 12 Prozent und ist auf dem Weg.",
            "the text is in none of the languages that are read: "
            "allowed are en, it, ru: name one with --language\n",
        ),
    ],
)
def test_read_says_what_it_cannot_read(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(text, "utf-8")
    assert main(["read", str(file)]) == 1
    assert capsys.readouterr().err == said


def test_a_text_of_few_words_is_read_as_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("12%", "utf-8")
    assert main(["read", str(file)]) == 0
    assert capsys.readouterr().out == "1:1 percent 12 percent: 12%\n"


@pytest.mark.parametrize(
    ("language", "words", "last"),
    [
        ("en", "twenty-one million three hundred and ", "three hundred and twenty-one million"),
        ("ru", "двадцать один миллион и ", "двадцать один миллион"),
        ("it", "ventuno milioni e ", "ventuno milioni"),
    ],
)
def test_number_words_without_end_are_read_and_not_gone_into_without_end(
    language: str, words: str, last: str
) -> None:
    readings = read(words * 1_000, language)
    assert len(readings) > 900  # one of three words is a number of its own, or part of the next
    assert last in {r.text for r in readings}
