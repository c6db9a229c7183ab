"""Official tables become files of official figures: every digit, nothing guessed, all told.

Of etl/cli: importing.
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
flow,country,year,amount,remark
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
        ('exports,SYL,2018,"1,23",USD', '"1,23" is no number'),
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
    [("--map", "value"), ("--code", "X=exports"), ("--tolerance", "much"), ("--tolerance", "51")],
)
def test_options_of_another_form_are_wrong_usage(table: Path, wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(table, *OPTIONS, *wrong)
    assert ended.value.code == 2
