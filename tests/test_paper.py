"""Tables on paper: every column stands on some sheet, beside the one that names its row.

Of dashboard/screens: paper.
"""

from __future__ import annotations

import pandas as pd

from dashboard.screens.paper import cell, sheets, written


def test_columns_that_do_not_fit_stand_on_a_further_sheet_with_the_first_again() -> None:
    # Ten letters a column and two between: ten of them have room.
    frame = pd.DataFrame({f"c{n}": ["x" * 10] for n in range(21)})
    assert sheets(frame) == [
        ["c0", *(f"c{n}" for n in range(1, 10))],
        ["c0", *(f"c{n}" for n in range(10, 19))],
        ["c0", "c19", "c20"],
    ]


def test_a_column_needs_its_longest_word_and_no_more() -> None:
    frame = pd.DataFrame({f"c{n}": ["five letters of more words"] for n in range(11)})
    frame["c0"] = ["x"]
    assert sheets(frame) == [list(frame)], "letters: seven, and two between, eleven times"


def test_a_column_of_sentences_takes_the_place_of_several() -> None:
    frame = pd.DataFrame({f"c{n}": ["x" * 8] for n in range(10)})
    frame["c9"] = ["A note that says at some length where the number comes from and why."]
    assert sheets(frame) == [["c0", *(f"c{n}" for n in range(1, 9))], ["c0", "c9"]]


def test_a_word_that_no_sheet_has_room_for_is_broken() -> None:
    assert cell("0123456789" * 4) == f"<td class='broken'>{'0123456789' * 4}</td>"
    assert cell("16.216 billion") == "<td>16.216 billion</td>"


def test_a_number_is_aligned_with_or_without_the_mark_of_official_tables() -> None:
    assert cell(1234.5) == "<td class='number'>1,234.5</td>"
    assert written(16.0801, official=True) == "16.08 \N{DAGGER}"
    assert written(None, official=True) == ""
    assert cell("16.08 \N{DAGGER}") == "<td class='number'>16.08 \N{DAGGER}</td>"


def test_a_table_of_one_column_or_none_has_one_sheet_or_none() -> None:
    assert sheets(pd.DataFrame({"only": [1]})) == [["only"]]
    assert sheets(pd.DataFrame()) == []
