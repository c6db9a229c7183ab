"""Tables on paper: every column stands on some sheet, beside the one that names its row.

Of dashboard/screens: tables.
"""

from __future__ import annotations

import pandas as pd

from dashboard.screens.tables import sheets


def test_columns_that_do_not_fit_stand_on_a_further_sheet_with_the_first_again() -> None:
    frame = pd.DataFrame({f"c{n}": ["x"] for n in range(25)})
    assert sheets(frame) == [
        ["c0", *(f"c{n}" for n in range(1, 12))],
        ["c0", *(f"c{n}" for n in range(12, 23))],
        ["c0", "c23", "c24"],
    ]


def test_a_column_of_sentences_takes_the_place_of_four() -> None:
    frame = pd.DataFrame({f"c{n}": ["x"] for n in range(10)})
    frame["c9"] = ["A note that says at some length where the number comes from and why."]
    assert sheets(frame) == [["c0", *(f"c{n}" for n in range(1, 9))], ["c0", "c9"]]


def test_a_table_of_one_column_or_none_has_one_sheet_or_none() -> None:
    assert sheets(pd.DataFrame({"only": [1]})) == [["only"]]
    assert sheets(pd.DataFrame()) == []
