"""Rows whose cells commas or semicolons set apart are read as those with tabs.

Of etl/reading: separated, passages.
"""

from __future__ import annotations

import pytest

from etl.reading.reader import read
from etl.reading.separated import tabulated
from tests.one_paragraph import entry, told


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("area,2018,2019\nSyldavia,412,395\nRuritania,331,274",
         [["area", "2018", "2019"], ["Syldavia", "412", "395"], ["Ruritania", "331", "274"]]),
        ("area;2018;2019\nSyldavia;41,2;-\nRuritania;-3,1;1 274,5",
         [["area", "2018", "2019"], ["Syldavia", "41,2", "-"], ["Ruritania", "-3,1", "1 274,5"]]),
        (",2018,2019\nSyldavia,412,395", [["", "2018", "2019"], ["Syldavia", "412", "395"]]),
        ("year, exports\n2018, 41.2\n2019, 39", [["year", "exports"], ["2018", "41.2"],
         ["2019", "39"]]),
        ('area,"exports, USD"\nSyldavia,"1,412.5"', [["area", "exports, USD"],
         ["Syldavia", "1,412.5"]]),
    ],
)  # fmt: skip
def test_a_mark_between_the_cells_of_a_table_is_a_tab(text: str, cells: list[list[str]]) -> None:
    tabbed = tabulated(text)
    assert [[cell.strip() for cell in line.split("\t")] for line in tabbed.split("\n")] == cells
    assert len(tabbed) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        # Two readings are possible without heads, or with another number of them.
        "Syldavia,412,395\nRuritania,331,274",
        "area,2019\nSyldavia,412,395\nRuritania,331,274",
        # Prose, and heads without rows.
        "In 2019, trade, it is said,\nrose to 1,200, to 5, and to 6.",
        "Exports, imports\nand trade, 412",
        "area,2018,2019\n",
    ],
)
def test_commas_of_numbers_and_prose_stay(text: str) -> None:
    assert tabulated(text) == text


def test_lines_before_and_behind_a_table_stay() -> None:
    rows = "area,2018,2019\nSyldavia,412,395"
    text = f"Visas, as counted,\n{rows}\nIn all, 807, it is said."
    assert tabulated(text) == text.replace(rows, rows.replace(",", "\t"))


def test_a_tab_stands_inside_no_number() -> None:
    assert [one.value for one in read("412\t395\t1 200", "en")] == [412, 395, 1200]


_HEADS = {
    "en": ("year", "buyer", "exports USD million", "imports USD million"),
    "it": ("anno", "cliente", "esportazioni milioni USD", "importazioni milioni USD"),
    "ru": ("год", "покупатель", "экспорт млн USD", "импорт млн USD"),
}
_NAMES = {
    "en": ("Syldavia", "Ruritania"),
    "it": ("Sildavia", "Ruritania"),
    "ru": ("Сильдавия", "Руритания"),
}
_UNITS = {"en": "USD million", "it": "milioni USD", "ru": "млн USD"}
CELLS = (("exports", 0, "41.2"), ("imports", 0, "39.5"), ("exports", 1, "33"), ("imports", 1, "27"))


@pytest.mark.parametrize("mark", [",", ";", "\t", ", "])
@pytest.mark.parametrize("language", ["en", "it", "ru"])
def test_each_cell_is_held_against_its_heads(mark: str, language: str) -> None:
    names = _NAMES[language]
    rows = (_HEADS[language], ("2019", names[0], "41.2", "39.5"), ("2018", names[1], "33", "27"))
    text = "\n".join(map(mark.join, rows))

    def rules(**changed: str) -> set[str]:
        figures = []
        for indicator, row, digits in CELLS:
            keys = {
                "partner": ("SYL", "RUR")[row],
                "period": ("2019", "2018")[row],
                "unit_as_stated": _UNITS[language],
                **(changed if digits == "41.2" else {}),
            }
            own = keys.pop("indicator", indicator)
            value = keys.pop("value", f"{digits} million USD")
            figures.append(entry(own, value, digits, **keys))
        return {rule for rule, _, _ in told(text, *figures, language=language)}

    assert rules() == set()
    assert rules(partner="RUR") == {"area"}
    assert rules(indicator="imports") == {"indicator"}
    assert rules(period="2018") == {"period"}
    assert rules(value="41.2 thousand USD") != set()
