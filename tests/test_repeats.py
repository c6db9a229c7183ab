"""Figures of a form found sound before: what the checks would say of them, without the checks.

Of etl/book: repeats.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from decimal import Decimal
from random import Random
from typing import Final

import pytest

from etl.book.load import Loaded, load
from etl.book.repeats import Repeats
from etl.book.rows import Row
from etl.core.model import Figure
from tests.bench import world
from tests.conftest import ROOT
from tests.small import SMALL

_HEAD: Final = SMALL[: SMALL.index("\nfigures:\n") + len("\nfigures:\n")].replace(
    "sources:\n",
    """sources:
  - id: spoken
    title: A speech
    kind: press_release
    published: 2020-02-11
    language: en
  - id: table
    title: A table without a document
    kind: official_statistics
    published: 2019-12-31
    language: en
  - id: office
    title: A table
    kind: official_statistics
    published: 2020-02-11
    language: en
    document: office.csv
    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a10
  - id: ministero
    title: Un comunicato
    kind: press_release
    published: 2020-02-11
    language: it
    document: comunicato.txt
    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a11
  - id: gazzetta
    title: Un giornale
    kind: news_report
    published: 2021-05
    language: it
    document: gazzetta.txt
    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a09
""",
)
_SOUND: Final = {
    "exports": ("5{} million USD", "over $5{} million", "more_than"),
    "turnover": ("1{}.5 billion EUR", "1{},5 miliardi di euro", ""),
    "growth": ("1{}.2 %", "up 1{}.2%", ""),
    "share": ("8{} %", "8{}%", ""),
    "rank": ("{}", "No. {}", ""),
    "companies": ("3,{}71", "about 3,{}71", "approximately"),
}
_ODD: Final = [
    ("period", "2031"),
    ("period", "2019-06-30"),
    ("period", "../2018"),
    ("source", "table"),
    ("source", "spoken"),
    ("source", "gazzetta"),
    ("partner", "BOR"),
    ("reporter", "SYL"),
    ("value", "1{} %"),
    ("value", "-5{} million USD"),
    ("value", "05{} million USD"),
    ("value", "5{}.0 million USD"),
    ("value", "5{} million DEM"),
    ("as_stated", "fell by 1{}.2%"),
    ("as_stated", "5{}.0 million dollars"),
    ("as_stated", "$5{} million and more"),
    ("as_stated", "2 of 5{} million dollars"),
    ("qualifier", "at_least"),
    ("status", "forecast"),
    ("period_basis", "inferred"),
    ("period_reason", "Present tense."),
    ("paragraph", "0"),
    ("paragraph", "12"),
    ("note", "A note of {}."),
    ("note", "=1+{}"),
    ("among", "SYL"),
    ("precision", "1 million USD"),
    ("occurrence", "2"),
    ("unit_as_stated", "USD million"),
    ("period_as_stated", "by 2031"),
    ("id", "figure-1"),
    ("id", "Figure {}"),
    ("unknown", "{}"),
]


def figures(random: Random, count: int, odd: float) -> str:
    """A file of figures in few forms, some of which are odd in one key."""
    text = _HEAD
    for number in range(count):
        indicator = random.choice([*_SOUND])
        value, phrase, qualifier = _SOUND[indicator]
        digit = random.randrange(0 if odd else 1, 10)  # no rank is 0
        values = {
            "id": f"figure-{number}",
            "indicator": indicator,
            "partner": "SYL",
            "period": "2020-02-11" if indicator == "companies" else random.choice(("2018", "2019")),
            "value": value.replace(",", "").format(digit),
            "as_stated": phrase.format(digit),
            "source": "gazzetta" if indicator == "turnover" else "ministry-2020-02-11",
            "paragraph": f"{number % 9 + 1}",
        }
        if qualifier:
            values["qualifier"] = qualifier
        if random.random() < odd:
            key, changed = random.choice(_ODD)
            values[key] = changed.format(random.choice((digit, random.randrange(10))))
        if random.random() < odd / 3:
            del values[random.choice([*values][1:])]
        text += "  - " + "\n    ".join(f"{key}: {each}" for key, each in values.items()) + "\n"
    return text


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, *, checked: bool) -> Iterator[list[str]]:
    """Ids of the figures that were taken as repeats; checked: none are, and all are checked."""
    taken: list[str] = []
    of = Repeats.of

    def noted(self: Repeats, row: Row, known: Container[str]) -> Figure | None:
        figure = None if checked else of(self, row, known)
        if figure:
            taken.append(figure.id)
        return figure

    with monkeypatch.context() as patched:
        patched.setattr(Repeats, "of", noted)
        yield taken


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Loaded, list[str]]:
    """What is loaded, which is the same as with every check; and which figures were repeats."""
    with counted(monkeypatch, checked=True):
        expected = load(text.encode())
    with counted(monkeypatch, checked=False) as taken:
        loaded = load(text.encode())
    assert repr(loaded) == repr(expected)  # 3.40 is not 3.4
    return loaded, taken


@pytest.mark.parametrize("seed", range(30))
def test_a_file_says_the_same_as_with_every_check(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, taken = both(figures(Random(seed), 200, 0.3), monkeypatch)
    assert loaded.problems
    assert len(taken) > 50


@pytest.mark.parametrize("seed", range(3))
def test_sound_files_are_the_same_books(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded, taken = both(figures(Random(seed), 200, 0), monkeypatch)
    assert loaded.problems == []
    assert len(taken) > 150


def test_the_shipped_file_and_a_large_one_are_the_same_books(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both((ROOT / "data" / "figures.yaml").read_text("utf-8"), monkeypatch)
    loaded, taken = both(world.text(2_000), monkeypatch)
    assert loaded.book is not None
    assert len(loaded.book.figures) == 2_000
    assert len(taken) > 1_500, "most figures repeat a form"


def _entry(name: str, **changed: str) -> str:
    values = {
        "indicator": "share",
        "partner": "SYL",
        "period": "2019",
        "value": "12 %",
        "as_stated": "12%",
        "source": "ministry-2020-02-11",
        "paragraph": "5",
        **changed,
    }
    return f"  - id: {name}\n" + "".join(f"    {key}: {each}\n" for key, each in values.items())


def test_numbers_of_a_form_are_read_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        _entry("first", value="1234.50 million USD", as_stated="$1,234.50 million"),
        _entry("second", value="5678.90 million USD", as_stated="$5,678.90 million"),
        _entry("third", value="1234.5 million USD", as_stated="1234,5 milioni di dollari"),
        _entry("fourth", value="6789.1 million USD", as_stated="6789,1 milioni di dollari"),
        _entry("fifth", value="12000 million USD", as_stated="12.000 milioni di dollari"),
        _entry("sixth", value="37000 million USD", as_stated="37.000 milioni di dollari"),
    ]
    text = "".join(entries).replace("indicator: share", "indicator: exports")
    at = text.index("  - id: third")
    text = text[:at] + text[at:].replace("ministry-2020-02-11", "gazzetta")
    loaded, taken = both(_HEAD + text, monkeypatch)
    assert loaded.problems == []
    assert loaded.book is not None
    digits = {name: figure.quantity.digits for name, figure in loaded.book.figures.items()}
    assert [str(digits[name]) for name in ("fourth", "sixth")] == ["6789.1", "37000"]
    assert loaded.book.figures["fourth"].value == Decimal("6789100000")
    assert taken == ["fourth", "sixth"], "two marks in one number are left to the checks"


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"value": "17 %"}, "stated-value"),
        ({"as_stated": "71%"}, "stated-value"),
        ({"value": "200 %", "as_stated": "200%"}, "share-over-100"),
        ({"period": "2021"}, "period-future"),
        ({"partner": "BOR"}, "same-area"),
        ({"qualifier": "at_most"}, "stated-qualifier"),
        ({"period": "2020"}, "period-future"),
        ({"source": "table"}, "paragraph"),
        ({"source": "spoken"}, "paragraph"),
        ({"precision": "2 million USD", "precision_reason": "Rounded."}, "unit"),
        ({"indicator": "exports", "value": "7 million DEM", "as_stated": "DEM 7 million"}, "unit"),
        ({"id": "first"}, "duplicate-id"),
        ({"note": "=1+1"}, "formula"),
        ({"indicator": "growth", "among": "SYL"}, "among"),
        ({"value": "17 million USD"}, "unit"),
        ({"base": "2018"}, "base"),
    ],
)
def test_what_is_wrong_in_a_known_form_is_told(
    changed: dict[str, str], rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After figures of the form, of its period and with more digits."""
    money = {"indicator": "exports", "value": "5 million USD", "as_stated": "USD 5 million"}
    marks = {"indicator": "exports", "value": "5 million DEM", "as_stated": "DEM 5 million"}
    sound = [
        _entry("first"),
        _entry("later", period="2020", source="gazzetta"),
        _entry("rounded", precision="2 %", precision_reason="Rounded."),
        _entry("money", **money),
        _entry("marks", **{**marks, "period": "1999"}),
        _entry("second", value="100 %", as_stated="100%"),
        _entry("third", period="2019-06-30"),
    ]
    name = changed.pop("id", "last")
    loaded, _ = both(_HEAD + "".join(sound) + _entry(name, **changed), monkeypatch)
    assert [problem.rule for problem in loaded.problems] == [rule]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (  # in a table a number alone may be a rank
            {"indicator": "rank", "value": "5", "as_stated": '"5"', "source": "office"},
            {"indicator": "rank", "value": "7", "as_stated": '"7"'},
            "stated-unit",
        ),
        (  # a point parts thousands in Italian
            {"value": "12.500 %", "as_stated": "12.500%"},
            {"value": "13.500 %", "as_stated": "13.500%", "source": "ministero"},
            "stated-value",
        ),
        (
            {"indicator": "rank", "value": "4", "as_stated": "No. 4"},
            {"indicator": "rank", "value": '"7 "', "as_stated": "No. 7"},
            "bad-number",
        ),
        (
            {"value": "4 %", "as_stated": "4%"},
            {"value": '"7 % "', "as_stated": "7%"},
            "bad-number",
        ),
    ],
)
def test_the_same_words_are_no_repeat_elsewhere_or_with_a_space_more(
    before: dict[str, str], after: dict[str, str], rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of another kind of source, or in another language: sound there, and not here."""
    text = _HEAD + _entry("before", **before)
    assert both(text, monkeypatch)[0].problems == []
    loaded, taken = both(text + _entry("after", **after), monkeypatch)
    assert [problem.rule for problem in loaded.problems] == [rule]
    assert taken == []
