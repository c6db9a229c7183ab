"""Cells, heads and rows of official tables: what is sure is read, what is not is told.

Of etl/book: official_cells, official_plan, official_table.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import pytest

from etl.book.load import load
from etl.book.official import Official, official
from etl.book.official_cells import decimal_mark, digits, marked
from etl.book.official_plan import Plan
from etl.core.problems import Refused
from tests.exporting import book

FIXED: Final = {"indicator": "exports", "title": "T", "published": "2021", "unit": "USD"}
HEAD: Final = "partner,period,value\n"
Codes = Mapping[tuple[str, str], str]
NO_CODES: Final[Codes] = MappingProxyType({})


def read(
    text: str, fixed: Mapping[str, str] = FIXED, codes: Codes = NO_CODES, **plan: Any
) -> Official:
    return official(text.encode(), Plan("o", {}, fixed, codes, **plan), book())


def values(made: Official) -> list[tuple[str, str, str]]:
    """Period, value and note of each figure."""
    loaded = load(made.text.encode(), book()).book
    assert loaded is not None, made
    return [(f.period.text, str(f.value), f.note) for f in loaded.figures.values()]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('SYL,2019,"5,0', 2),
        ('SYL,2019,5,"18 rings\nSYL,2020,6,\nSYL,2021,7,', 2),
        ('SYL,2019,5,x\r\nSYL,2020,5,"18 rings\r\nSYL,2021,7,"19 rings\r\n', 3),
    ],
)
def test_a_quotation_mark_that_is_not_closed_hides_no_rows(text: str, line: int) -> None:
    """They would be one cell of a column that nobody reads, or a number that was cut."""
    with pytest.raises(Refused, match=f"line {line} begins a cell with a quotation mark"):
        read(f"{HEAD.rstrip()},remark\n{text}")


def test_quotation_marks_that_pair_may_hold_lines() -> None:
    rows = '"SYL",2019,5,"two\nlines and ""19"" rings"\nSYL,2020,6,18"\n"SYL" ,2021,7,'
    made = read(f"{HEAD.rstrip()},remark\n{rows}")
    assert [value[:2] for value in values(made)] == [("2019", "5"), ("2020", "6"), ("2021", "7")]


@pytest.mark.parametrize(
    "cell",
    [
        *("2018 (first half)", "2018 (январь)", "2018 (Jan. to June)", "2018 (I)", "2018 (m)"),
        *("2018 (H)", "2018 (1)", "2018(2)", "2018 (12)"),
    ],
)
def test_what_may_be_a_part_of_a_year_is_no_footnote(cell: str) -> None:
    told = read(f"{HEAD}SYL,{cell},5\n").problems
    assert [line for line, _ in told] == [2]
    assert told[0][1].startswith(f'"{cell}" is no period (allowed are 2023, ')
    assert told[0][1].endswith(f'; write --code "period:{cell}=PERIOD"')
    codes = {("period", cell): "2018-S1"}
    assert values(read(f"{HEAD}SYL,{cell},5\n", codes=codes)) == [("2018-S1", "5", "")]
    wide = f"partner,2017,{cell}\nSYL,9,5\n"
    assert values(read(wide, wide=True)) == [("2017", "9", "")]
    assert read(wide, wide=True).unread == (cell,)
    coded = values(read(wide, codes=codes, wide=True))
    assert coded == [("2017", "9", ""), ("2018-S1", "5", "")]


@pytest.mark.parametrize("cell", ["0.123456789", "1234567890123456789012"])
def test_a_number_that_no_file_may_hold_is_told_at_its_line_of_the_table(cell: str) -> None:
    made = read(f"{HEAD}SYL,2018,5\nSYL,2019,{cell}\n")
    ((line, told),) = made.problems
    assert (line, made.text) == (3, "")
    assert told.startswith(f'"{cell} USD" is no number (at most 18 digits and 5 decimals are ')


def test_a_code_is_asked_with_the_whole_cell_first_and_then_without_its_mark() -> None:
    rows = f"{HEAD}SYL,FY18 (p),5\nSYL,FY18,6\n"
    codes = {("period", "FY18 (p)"): "2018-S1", ("period", "FY18"): "2018"}
    assert values(read(rows, codes=codes)) == [("2018-S1", "5", ""), ("2018", "6", "")]
    del codes["period", "FY18 (p)"]
    first = read(f"{HEAD}SYL,FY18 (p),5\n", codes=codes)
    assert values(first) == [("2018", "5", "Marked in the table: (p)")]


@pytest.mark.parametrize(
    ("cell", "behind"),
    [
        *(("16.4 (bn)", "(bn)"), ("900 (mln)", "(mln)"), ("16.4 (EUR)", "(EUR)")),
        *(("16.4 (m)", "(m)"), ("16.4 (B)", "(B)"), ("12 (12)", "(12)"), ("123(45)", "(45)")),
        *(("12 bn)", "bn)"), ("12 m)", "m)"), ("12 (млн)", "(млн)"), ("12 (млрд.)", "(млрд.)")),
        ("10\N{SUPERSCRIPT SIX}", "\N{SUPERSCRIPT SIX}"),
        ("3.10\N{SUPERSCRIPT SIX}", "\N{SUPERSCRIPT SIX}"),
    ],
)
def test_what_may_be_a_scale_or_a_unit_is_no_footnote(cell: str, behind: str) -> None:
    ((line, told),) = read(f"{HEAD}SYL,2018,{cell}\n").problems
    assert line == 2
    assert told.startswith(f'"{cell}" is no number: 1234.5, ')
    assert f'"{behind}" may be a scale or a unit: --footnote "{behind}" where it' in told
    made = read(f"{HEAD}SYL,2018,{cell}\n", footnotes=(behind,))
    number = cell.removesuffix(behind).strip()
    assert values(made) == [("2018", number, f"Marked in the table: {behind}")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *(("13.1*", "13.1"), ("14 1)", "14"), ("14 b)", "14"), ("15\N{SUPERSCRIPT TWO}", "15")),
        *(("16 (p)", "16"), ("16(r)", "16"), ("16 (b)", "16"), ("16 (e)", "16"), ("17†", "17")),
        *(("18 (3)", "18"), ("2018 (prov.)", "2018"), ("2018 (Revised)", "2018")),
        *(("2018 (provvisorio)", "2018"), ("2018 (предв.)", "2018"), (": (c)", ":")),
        *(
            ("110\N{SUPERSCRIPT SIX}", "110"),
            ("3.10\N{SUPERSCRIPT SIX}", "3.10\N{SUPERSCRIPT SIX}"),
        ),
        *(("10\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}",) * 2, ("10 \N{SUPERSCRIPT SIX}",) * 2),
        *(("- (5)", "- (5)"), ("(p)", "(p)")),
    ],
)
def test_a_mark_is_cut_where_it_surely_leads_to_a_footnote(cell: str, text: str) -> None:
    assert marked(cell).text == text
    assert marked(cell).mark == cell.removeprefix(text).strip()


def test_a_mark_that_begins_with_a_digit_is_not_cut_out_of_a_number() -> None:
    assert marked("14.21)", ("1)",)).text == "14.21)"
    assert marked("14.2 1]", ("1]",)) == ("14.2", "1]")


@pytest.mark.parametrize(
    ("text", "is_wide"),
    [
        ("partner,period,value,\nSYL,2018,1,234\n", False),
        ("partner,2017,2018,\nSYL,5,1,234\n", True),
        ("partner,value,,period\nSYL,1,234,2018\n", False),
        ("partner,period,value,note\nSYL,2018,1,234,\n", False),
        (",partner,period,value\n0,SYL,2018,1,234\n", False),
    ],
)
def test_a_number_that_was_cut_at_its_comma_is_told(text: str, is_wide: bool) -> None:
    made = read(text, wide=is_wide)
    ((line, told),) = made.problems
    assert (line, made.text) == (2, "")
    assert " columns: put quotation marks around a number that has commas" in told


def test_empty_columns_and_a_column_of_row_numbers_are_no_cut_numbers() -> None:
    assert values(read("partner,period,value,\nSYL,2018,5,\n")) == [("2018", "5", "")]
    assert values(read(",partner,period,value\n0,SYL,2018,5\n")) == [("2018", "5", "")]


def test_a_ratio_of_years_is_no_period_unless_a_code_says_so() -> None:
    table = "partner,2017,2018,2017/2018\nSYL,5,6,120\n"
    made = read(table, wide=True)
    assert [value[:2] for value in values(made)] == [("2017", "5"), ("2018", "6")]
    assert made.unread == ("2017/2018",)
    codes = {("period", "2017/2018"): "2017/2018"}
    assert values(read(table, codes=codes, wide=True))[2] == ("2017/2018", "120", "")
    row = f"{HEAD}SYL,2017/2018,5\n"
    assert read(row).problems == (
        (
            2,
            '"2017/2018" may be a ratio or a fiscal year: write --code "period:2017/2018=PERIOD"',
        ),
    )
    assert values(read(row, codes=codes)) == [("2017/2018", "5", "")]
    assert values(read(f"{HEAD}SYL,2017-07/2018-06,5\n")) == [("2017-07/2018-06", "5", "")]


@pytest.mark.parametrize("number", ["1" * 18, "1" * 18 + ".11111"])
def test_a_tolerance_of_the_longest_number_is_reckoned(number: str) -> None:
    made = read(f"{HEAD}SYL,2018,{number}\n", tolerance=Decimal(50))
    assert f"value: {number} USD\n" in made.text
    assert f"precision: {number} USD\n" in made.text, "50 % on both sides is the number itself"


@pytest.mark.parametrize("cell", [": (c)", "- 1)", "... (c)", "..\N{SUPERSCRIPT ONE}", ": (1)"])
def test_a_sign_for_no_value_may_have_a_footnote(cell: str) -> None:
    made = read(f"{HEAD}SYL,2018,{cell}\nSYL,2019,5\n")
    assert (made.problems, made.empty, values(made)) == ((), (2,), [("2019", "5", "")])


@pytest.mark.parametrize("table", ["2017;2018\n1,5;2,5\n", "2017;2018\n15;25\n"])
def test_a_wide_table_of_periods_alone_is_cut_where_its_head_has_periods(table: str) -> None:
    made = read(table, {**FIXED, "partner": "SYL"}, wide=True)
    first, second = ("1.5", "2.5") if "," in table else ("15", "25")
    assert values(made) == [("2017", first, ""), ("2018", second, "")]


def test_a_title_called_like_a_column_is_no_head_of_a_wide_table() -> None:
    made = read("partner\npartner,2017,2018\nSYL,5,6\n", wide=True)
    assert values(made) == [("2017", "5", ""), ("2018", "6", "")]
    coded = read("Exports\npartner,Q1 17,Q2 17\nSYL,5,6\n", wide=True)
    assert coded.unread == ("Q1 17", "Q2 17"), "its head is found, though no period is sure"


@pytest.mark.parametrize("cell", ["0.250", "-0.250", "0.125"])
def test_nothing_is_grouped_behind_a_lone_nought(cell: str) -> None:
    assert digits(cell, ".") == cell
    assert decimal_mark([cell]) == "."
    assert decimal_mark([cell.replace(".", ",")]) == ","
    with pytest.raises(ValueError, match=r"is no number: 1234,5, 1\.234,5 or 1 234,5"):
        digits(cell, ",")


@pytest.mark.parametrize("cell", ["0250", "0 250", "00", "01.5"])
def test_a_number_that_begins_with_nought_is_told(cell: str) -> None:
    ((line, told),) = read(f"{HEAD}SYL,2018,{cell}\n").problems
    assert (line, told) == (2, f'"{cell}" is no number: 1234.5, 1,234.5 or 1 234.5')
