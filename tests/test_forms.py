"""Each form of the dictionary in three languages: its phrase is read, its wrong neighbour refused.

Of etl/book: stated; etl/tables/export: forms. What only a text can tell (a period, an area, words
of a heading) is held against texts elsewhere: see `_ELSEWHERE`.
"""
# ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, and dashes like hyphens

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple, cast

import pytest

from etl.core.model import Qualifier, Status, Unit
from etl.tables.export.forms import FORMS
from tests.conftest import ROOT
from tests.stating import rule, stated

_TONNE: Final = Unit(
    "tonne",
    "Tonne",
    "t",
    Decimal(1),
    "tonne",
    {"en": ("tonnes",), "it": ("tonnellate",), "ru": ("тонн",)},
)


class Said(NamedTuple):
    """One form as three languages print it."""

    value: str
    wrong: str
    """A value that the phrases do not state."""
    en: str
    it: str
    ru: str
    keys: dict[str, str] = {}  # noqa: RUF012 - read only


_SAID: Final[dict[str, Said]] = {
    "range": Said("16 to 20 billion USD", "20 billion USD", "$16-20 billion",
                  "da 16 a 20 miliardi di dollari", "от 16 до 20 млрд долларов"),
    "low-tens": Said("10 to 40 million USD", "10 million USD", "low tens of millions of dollars",
                     "10-40 milioni di dollari", "10–40 млн долларов"),
    "none": Said("0 USD", "1 USD", "no", "nessuna", "нет"),
    "fraction": Said("1/3", "33 %", "A third", "un terzo", "треть"),
    "share-within": Said("90 %", "9 %", "90%", "il 90 per cento", "90 процентов"),
    "multiple": Said("1.5", "15", "grew 1.5 times", "cresciuto di 1,5 volte", "вырос в 1,5 раза"),
    "multiple-of-base": Said("2", "20", "doubled", "raddoppiato", "вырос вдвое"),
    "rank-among": Said("2", "3", "second largest", "secondo", "второе место"),
    "rank-range": Said("4 to 6", "4", "fourth to sixth", "dal quarto al sesto posto",
                       "с четвёртого по шестое место"),
    "deficit": Said("-400 million USD", "400 million USD", "trade deficit of $400 million",
                    "disavanzo di 400 milioni di dollari", "дефицит 400 млн долларов"),
    "rank-at-most": Said("5", "4", "one of the top five", "tra i primi cinque", "в первую пятёрку",
                         {"qualifier": "at_most"}),
    "rank-more-than": Said("20", "19", "not figure among the top 20", "non è tra i primi venti",
                           "не входит в первую двадцатку", {"qualifier": "more_than"}),
    "below": Said("-2 million USD", "-20 million USD", "$2 million below",
                  "2 milioni di dollari in meno", "на 2 млн долларов меньше"),
    "brackets": Said("-80 million USD", "80 million USD", "USD (80)m", "(80) milioni di dollari",
                     "(80) млн долларов"),
    "change": Said("300 million USD", "-300 million USD", "rose by $300 million",
                   "aumentate di 300 milioni di dollari", "вырос на 300 млн долларов"),
    "change-points": Said("2 %", "0.2 %", "2 percentage points", "2 punti percentuali",
                          "2 процентных пункта"),
    "balance": Said("-1.2 billion USD", "1.2 billion USD", "minus $1.2 billion",
                    "-1,2 miliardi di dollari", "минус 1,2 млрд долларов"),
    "net-flow": Said("-250 million USD", "250 million USD", "minus $250 million",
                     "meno 250 milioni di dollari", "минус 250 млн долларов"),
    "average": Said("600 million USD", "60 million USD", "$600 million a month",
                    "600 milioni di dollari al mese", "600 млн долларов в месяц",
                    {"per": "month"}),
    "ratio": Said("9 %", "0.9 %", "9%", "9 per cento", "9 процентов"),
    "measure": Said("5.2 million tonne", "5.2 thousand tonne", "5.2 million tonnes",
                    "5,2 milioni di tonnellate", "5,2 млн тонн"),
    "target": Said("30 billion USD", "3 billion USD", "$30 billion", "30 miliardi di dollari",
                   "30 млрд долларов", {"status": "target"}),
    "forecast": Said("15 billion USD", "1.5 billion USD", "$15 billion", "15 miliardi di dollari",
                     "15 млрд долларов", {"status": "forecast"}),
    "estimate": Said("1.4 billion USD", "14 billion USD", "$1.4 billion",
                     "1,4 miliardi di dollari", "1,4 млрд долларов", {"status": "estimate"}),
    "several-partners": Said("20 billion USD", "2 billion USD", "about $20 billion",
                             "circa 20 miliardi di dollari", "около 20 млрд долларов",
                             {"qualifier": "approximately"}),
    "growth-of-base": Said("40 %", "-40 %", "up 40%", "in aumento del 40%", "выросли на 40%"),
    "stock": Said("270", "27", "270", "270", "270"),
    "growth-of-stock": Said("35 %", "3.5 %", "35% more", "il 35% in più", "на 35% больше"),
    "index": Said("112.4", "11.24", "112.4", "112,4", "112,4"),
    "named-start": Said("7 billion USD", "8 billion USD", "more than $7 billion",
                        "oltre 7 miliardi di dollari", "более 7 млрд долларов",
                        {"qualifier": "more_than"}),
    "no-start": Said("3.5 billion USD", "3.5 million USD", "$3.5 billion",
                     "3,5 miliardi di dollari", "3,5 млрд долларов"),
    "shared-unit": Said("2.4 billion USD", "2.4 million USD", "2.4, 2.2 and 2.9 billion dollars",
                        "2,4, 2,2 e 2,9 miliardi di dollari", "2,4, 2,2 и 2,9 млрд долларов"),
    "window": Said("41500", "4150", "41,500", "41.500", "41 500"),
    "correction": Said("2.5 billion USD", "2.4 billion USD", "$2.5 billion",
                       "2,5 miliardi di dollari", "2,5 млрд долларов"),
    "taken-back": Said("2.4 billion USD", "2.5 billion USD", "2.4 billion", "2,4 miliardi",
                       "2,4 млрд"),
    "share-of-stock": Said("35 %", "3.5 %", "35%", "il 35%", "35%"),
    "share-together": Said("1/2", "50 %", "half", "metà", "половина"),
    "share-other-side": Said("12 %", "1.2 %", "12%", "il 12%", "12%"),
    "per-inhabitant": Said("90 USD", "900 USD", "$90 per inhabitant", "90 dollari per abitante",
                           "90 долларов на душу населения", {"per": "inhabitant"}),
    "shared-percent": Said("12 %", "1.2 %", "12 and 15%", "12 e 15%", "12 и 15%"),
    "multiple-range": Said("1.5 to 2", "2", "grew 1.5 to 2 times", "cresciuto di 1,5-2 volte",
                           "вырос в 1,5–2 раза"),
    "multiple-fall": Said("0.5", "2", "halved", "dimezzato", "сократился вдвое"),
}  # fmt: skip
_ELSEWHERE: Final = {"table-row": "test_audit_tables.py", "earlier-scale": "test_audit_elided.py"}
"""Forms whose unit other words of a text print, and what tests them in three languages."""
_KIND: Final = {form.figure: form.kind for form in FORMS}


def _read(name: str, language: str, value: str) -> str:
    """The rule by which a phrase refuses a value; "" where it states it."""
    said = _SAID[name]
    phrase = {"en": said.en, "it": said.it, "ru": said.ru}[language]
    unit = "percent" if name == "change-points" else ""
    return rule(
        stated(
            value,
            phrase,
            kind=_KIND[name],
            language=language,
            unit=unit,
            qualifier=cast("Qualifier", said.keys.get("qualifier", "exact")),
            per=said.keys.get("per", ""),
            status=cast("Status", said.keys.get("status", "actual")),
            units=(_TONNE,) if name == "measure" else (),
        )
    )


def test_every_form_of_the_dictionary_is_read_in_three_languages() -> None:
    assert {form.figure for form in FORMS} == _SAID.keys() | _ELSEWHERE.keys()
    for form in FORMS:
        if form.figure in _SAID:
            assert form.printed in _SAID[form.figure]
    for name, module in _ELSEWHERE.items():
        assert name
        assert (ROOT / "tests" / module).is_file()


@pytest.mark.parametrize("language", ["en", "it", "ru"])
@pytest.mark.parametrize("name", _SAID)
def test_a_phrase_of_each_form_states_its_value_and_no_other(name: str, language: str) -> None:
    said = _SAID[name]
    assert _read(name, language, said.value) == ""
    assert _read(name, language, said.wrong) != ""
