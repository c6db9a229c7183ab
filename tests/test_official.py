"""Official tables become files of official figures: every digit, nothing guessed, all told.

Of etl/book: official; etl/cli: importing.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from etl.book.load import load
from etl.cli import main
from etl.core.intervals import of_figure
from tests.exporting import SMALL, book

TABLE: Final = """\
flow,country,year,amount,remark,twice,twice
X,Syldavia,2018,"3,412,345,678",
X,syl,2019,3 500 000 000.5,"Revised, ""second"" edition"
M,Syldavia,2019,1,
X,Ruritania,2019,12,
X,Ruritania,2018,11,
X,World,2019,,
"""
OPTIONS: Final = (
    *("--map", "indicator=flow", "--map", "partner=country", "--map", "period=year"),
    *("--map", "value=amount", "--map", "note=remark", "--set", "unit=USD"),
    *("--code", "indicator:X=exports", "--code", "indicator:M=turnover"),
    *("--source", "office-2021", "--title", "Trade by country", "--published", "2021-03"),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, "utf-8")
    return path


def run(table: Path, *options: str) -> tuple[int, Path]:
    out = table.with_name("reference.yaml")
    command = ["import-reference", str(table), "--within", str(SMALL), "--out", str(out)]
    return main([*command, *options]), out


def test_each_row_becomes_a_figure_with_all_its_digits(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(table, *OPTIONS)
    printed = capsys.readouterr()
    assert code == 0
    assert printed.out == f"3 figures from 1 sources in {out}\n"
    assert printed.err == (
        "left out, no value: lines 7\n"
        f"left out, areas that {SMALL} does not declare: Ruritania (2)\n"
    )
    made = load(out.read_bytes(), book()).book
    assert made is not None
    assert [
        (f.id, f.indicator, f.partner, f.period.text, f.value, f.unit, f.note)
        for f in made.figures.values()
    ] == [
        ("office-2021-exports-syl-2018", "exports", "SYL", "2018", 3412345678, "USD", ""),
        (
            *("office-2021-exports-syl-2019", "exports", "SYL", "2019"),
            *(Decimal("3500000000.5"), "USD", 'Revised, "second" edition'),
        ),
        ("office-2021-turnover-syl-2019", "turnover", "SYL", "2019", 1, "USD", ""),
    ]
    (source,) = made.sources.values()
    assert (source.id, source.title) == ("office-2021", "Trade by country")
    assert (source.published_as, source.is_official) == ("2021-03", True)


def test_a_tolerance_is_a_range_around_each_value(table: Path) -> None:
    _, out = run(table, *OPTIONS, "--tolerance", "2%")
    made = load(out.read_bytes(), book()).book
    assert made is not None
    figure = made.figures["office-2021-exports-syl-2018"]
    assert of_figure(figure) == (
        figure.quantity.base * Decimal("0.98"),
        figure.quantity.base * Decimal("1.02"),
    )
    assert figure.precision_reason == "Later editions of the table may move it by 2 %."


def test_values_in_thousands_keep_their_digits(table: Path) -> None:
    table.write_text("indicator,partner,period,value\nexports,SYL,2018,3412345.678\n")
    named = ("--source", "o", "--title", "T", "--published", "2021-03-01", "--set", "unit=USD")
    code, out = run(table, *named, "--scale", "thousand")
    made = load(out.read_bytes(), book()).book
    assert code == 0
    assert made is not None
    assert [figure.value for figure in made.figures.values()] == [3412345678]


def test_rows_may_name_several_sources(table: Path) -> None:
    table.write_text(
        "indicator,partner,period,value,unit,title,published\n"
        "exports,SYL,2018,1,USD,First,2020\nexports,SYL,2019,2,USD,Second: part,2021-05-01\n"
        "growth,SYL,2019,4.40,%,First,2020\ncompanies,SYL,2019-12-31,270,count,First,2020\n"
    )
    code, out = run(table, "--source", "office")
    made = load(out.read_bytes(), book()).book
    assert code == 0
    assert made is not None
    assert [(s.id, s.title, s.published_as) for s in made.sources.values()] == [
        ("office-1", "First", "2020"),
        ("office-2", "Second: part", "2021-05-01"),
    ]
    assert [(f.source, str(f.value), f.unit) for f in made.figures.values()] == [
        ("office-1", "1", "USD"),
        ("office-2", "2", "USD"),
        ("office-1", "4.40", "percent"),
        ("office-1", "270", "count"),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("imports,SYL,2018,1,USD", 'no indicator is called "imports"; did you mean exports?'),
        ("exports,SYL,last,1,USD", '"last" is no period'),
        ("exports,SYL,2018,1.234.5,USD", '"1.234.5" is no number: 1234.5, 1,234.5 or 1 234.5'),
        ("exports,SYL,2018,12e3,USD", '"12e3" is no number'),
        ('exports,SYL,2018,"1,2,3",USD', '"1,2,3" is no number'),
        ("exports,SYL,2018,(3),USD", '"(3)" is no number'),
        ("exports,SYL,2018,c,USD", '"c" is no number'),
        ("exports,SYL,2018,14.21),USD", '"14.21)" is no number'),
        ("exports,SYL,2018,1,234,USD", "6 cells below 5 columns: put quotation marks around"),
        ("exports,SYL,2018,1,", "nothing says the currency of an amount: --set unit=USD"),
        ("exports,SYL,2017,1,USD", "says the same thing as line 2 (o-exports-syl-2017)"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_nothing_is_written(
    table: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
) -> None:
    table.write_text(f"indicator,partner,period,value,unit\nexports,SYL,2017,1,USD\n{row}\n")
    code, out = run(table, "--source", "o", "--title", "T", "--published", "2021")
    assert (code, out.exists()) == (1, False)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"{table}:3: {told}")
    assert lines[-1] == "nothing is written"


def test_what_the_check_refuses_is_not_written(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text("indicator,partner,period,value,unit\nexports,SYL,2018,1,XXX\n")
    code, out = run(table, "--source", "o", "--title", "T", "--published", "2021")
    assert (code, out.exists()) == (1, False)
    told = capsys.readouterr().err
    assert told.startswith(f"{out}:15:12: XXX is no currency; allowed are the codes of ISO 4217")
    assert told.endswith("nothing is written\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (OPTIONS[2:], "nothing says the indicator of a row: --map indicator=COLUMN, or"),
        ((*OPTIONS, "--map", "value=sum"), 'the table has no column "sum": flow, country, year'),
        (OPTIONS[:-2], "nothing says the published of a row"),
        ((*OPTIONS, "--map", "unit=twice"), 'the table has 2 columns "twice": one of them needs'),
    ],
)
def test_a_column_that_is_needed_is_asked_for(
    table: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], told: str
) -> None:
    code, out = run(table, *options)
    assert (code, out.exists()) == (1, False)
    assert capsys.readouterr().err.startswith(f"{table}: {told}")


def test_a_file_that_is_there_is_not_overwritten(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, *OPTIONS)[0] == 0
    before = table.with_name("reference.yaml").read_bytes()
    assert run(table, *OPTIONS)[0] == 1
    assert table.with_name("reference.yaml").read_bytes() == before
    assert "is there already: name another file with --out" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--map", "value"),
        ("--code", "X=exports"),
        ("--tolerance", "much"),
        ("--tolerance", "51"),
        ("--fill", "value"),
        ("--footnote", " "),
    ],
)
def test_options_of_another_form_are_wrong_usage(table: Path, wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(table, *OPTIONS, *wrong)
    assert ended.value.code == 2


NAMED: Final = ("--source", "o", "--title", "T", "--published", "2021", "--set", "unit=USD")


def values(out: Path) -> list[tuple[str, str]]:
    """Period and value of each figure, as they are written."""
    made = load(out.read_bytes(), book()).book
    assert made is not None
    return [(figure.period.text, str(figure.value)) for figure in made.figures.values()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("indicator;partner;period;value\nexports;SYL;2018;1.234,5\n", "1234.5"),
        ("indicator;partner;period;value\nexports;SYL;2018;1234,56\n", "1234.56"),
        ("indicator\tpartner\tperiod\tvalue\nexports\tSYL\t2018\t1'234.50\n", "1234.50"),
        ("indicator|partner|period|value\nexports|SYL|2018|1\N{NO-BREAK SPACE}234,5\n", "1234.5"),
        ('indicator,partner,period,value\nexports,SYL,2018,"1,234.5"\n', "1234.5"),
        ('indicator,partner,period,value\nexports,SYL,2018,"1,234,567"\n', "1234567"),
        ("indicator,partner,period,value\nexports,SYL,2018,\N{MINUS SIGN}5\n", "-5"),
        ("Table 3. Exports\n\nindicator,partner,period,value\n\nexports,SYL,2018,5\n", "5"),
    ],
)
def test_a_table_is_read_as_its_publisher_cuts_and_writes_it(
    table: Path, text: str, expected: str
) -> None:
    table.write_text(text, "utf-8")
    options = ("--map", "indicator=indicator")
    code, out = run(table, *NAMED, *options)
    assert (code, values(out)) == (0, [("2018", expected)])


def test_a_number_that_can_be_read_in_two_ways_is_asked_about(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "indicator;partner;period;value\n"
    table.write_text(f"{head}exports;SYL;2018;1.234\nexports;SYL;2019;999\n")
    code, out = run(table, *NAMED)
    assert (code, out.exists()) == (1, False)
    assert capsys.readouterr().err == (
        f"{table}: a number of the table can be 1.234 as well as 1234: --decimal . or --decimal ,\n"
    )
    for mark, first in ((".", "1.234"), (",", "1234")):
        code, out = run(table, *NAMED, "--decimal", mark)
        assert (code, values(out)) == (0, [("2018", first), ("2019", "999")])
        out.unlink()
    table.write_text(f"{head}exports;SYL;2018;1.234\nexports;SYL;2019;999,5\n")
    code, out = run(table, *NAMED)
    assert (code, values(out)) == (0, [("2018", "1234"), ("2019", "999.5")]), "another row tells"


def test_a_mark_of_a_footnote_is_no_digit_and_stands_in_the_note(table: Path) -> None:
    table.write_text(
        "indicator,partner,period,value,note\n"
        "exports,SYL,2018,13.1*,\nexports,SYL,2019,14.2 1),Revised\n"
        "exports,SYL,2020 (prov.),15.2¹,\nexports,SYL,2021,16.3 (p),\n"
    )
    code, out = run(table, *NAMED)
    made = load(out.read_bytes(), book()).book
    assert code == 0
    assert made is not None
    assert [(str(f.value), f.note) for f in made.figures.values()] == [
        ("13.1", "Marked in the table: *"),
        ("14.2", "Revised; Marked in the table: 1)"),
        ("15.2", "Marked in the table: (prov.); Marked in the table: ¹"),
        ("16.3", "Marked in the table: (p)"),
    ]


def test_a_mark_of_the_tables_own_is_named(table: Path) -> None:
    table.write_text("indicator,partner,period,value\nexports,SYL,2018 (x),13.1 (tbc)\n")
    assert run(table, *NAMED)[0] == 1
    code, out = run(table, *NAMED, "--footnote", "(tbc)", "--footnote", "(x)")
    assert (code, values(out)) == (0, [("2018", "13.1")])


def test_a_sign_for_no_value_is_left_out_and_told(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signs = ("..", "-", "\N{EN DASH}", "…", ":", "N/A", "n.a.", "")
    rows = "".join(f"exports,SYL,{2001 + n},{sign}\n" for n, sign in enumerate(signs))
    table.write_text(f"indicator,partner,period,value\n{rows}exports,SYL,2018,0\n", "utf-8")
    code, out = run(table, *NAMED)
    assert (code, values(out)) == (0, [("2018", "0")]), "nought is a value"
    assert capsys.readouterr().err == "left out, no value: lines 2, 3, 4, 5, 6, 7, 8, 9\n"


def test_merged_cells_are_filled_where_it_is_said(table: Path) -> None:
    table.write_text(
        "indicator,partner,period,value\nexports,SYL,2018,1\ncompanies,SYL,,2\n"
        "exports,SYL,2019,3\ncompanies,SYL,,4\n"
    )
    assert run(table, *NAMED)[0] == 1
    code, out = run(table, *NAMED, "--code", "indicator:companies=turnover", "--fill", "period")
    assert code == 0
    assert values(out) == [("2018", "1"), ("2018", "2"), ("2019", "3"), ("2019", "4")]


def test_each_period_of_a_wide_table_is_a_figure(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(
        "Country,Code,2018,2019*,Q1 2020,Change\nSyldavia,1,10,11,12,13\nWorld,2,..,21,22,23\n"
    )
    options = ("--map", "partner=Country", "--set", "indicator=exports", "--wide")
    code, out = run(table, *NAMED, *options, "--code", "period:Q1 2020=2020-Q1")
    printed = capsys.readouterr().err
    assert code == 0
    assert values(out)[:3] == [("2018", "10"), ("2019", "11"), ("2020-Q1", "12")]
    assert printed == (
        "left out, no value: lines 3\n"
        "left out, columns whose head is no sure period (--code period:HEAD=PERIOD): Code, Change\n"
    )


def test_a_table_in_another_encoding_is_read_where_it_is_named(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Показатель;partner;period;value\nexports;SYL;2018;1,5\n"
    options = (*NAMED, "--map", "indicator=Показатель")
    for encoding in ("cp1251", "utf-16"):
        table.write_text(text, encoding)
        assert run(table, *options)[0] == 1
        assert capsys.readouterr().err == (
            f"{table}: no text in utf-8-sig: name another with --encoding\n"
        )
        code, out = run(table, *options, "--encoding", encoding)
        assert (code, values(out)) == (0, [("2018", "1.5")])
        out.unlink()
    with pytest.raises(SystemExit):
        run(table, *options, "--encoding", "rot13")
