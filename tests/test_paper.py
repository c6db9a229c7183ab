"""Tables on paper: every column stands on some sheet, beside the one that names its row.

Of dashboard/screens: paper.
"""

from __future__ import annotations

import pandas as pd

from dashboard.screens.paper import _sheet, cell, sheets, written


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


def test_columns_that_tell_rows_apart_stand_on_every_sheet() -> None:
    frame = pd.DataFrame(
        {
            "what": ["Exports", "Exports", "Imports"],
            "value": [1.5, 2.5, 1.5],
            "of": ["2023", "2024", "2024"],
            "note": ["A note that says at some length where the number comes from and why."] * 3,
            **{f"c{n}": ["x" * 28] * 3 for n in range(3)},
        }
    )
    own = ["what", "value"]
    assert sheets(frame) == [[*own, "of", "note", "c0"], [*own, "c1", "c2"]]
    alike = pd.concat([frame, frame])
    assert [sheet[:3] for sheet in sheets(alike)] == [["what", "value", "of"]] * 2


def test_a_day_is_not_broken_and_takes_its_room() -> None:
    day = pd.Timestamp("2014-04-18")
    assert cell(day) == "<td class='day'>2014-04-18</td>" == cell("2014-04-18")
    frame = pd.DataFrame({f"c{n}": [day] for n in range(11)})
    assert sheets(frame) == [[f"c{n}" for n in range(10)], ["c0", "c10"]]


def test_the_head_of_a_column_of_numbers_stands_over_them() -> None:
    shown = pd.DataFrame({"of": ["2023"], "value": [1.5], "low": ["16.08 \N{DAGGER}"]})
    assert _sheet(shown).startswith(
        "<table><thead><tr><th scope='col'>of</th><th scope='col' class='number'>value</th>"
        "<th scope='col' class='number'>low</th>"
    )
