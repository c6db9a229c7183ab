"""The command line as its users meet it: what is printed, where, and with which exit code.

Of etl/cli: arguments, commands, drafting.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from etl.book.load import load
from etl.cli import commands, main
from etl.cli.files import read_bytes
from etl.reconcile.solve.simplex import Undecided
from etl.tables.export.csv import csv_bytes
from etl.tables.frames import tables
from tests.conftest import ROOT

FIGURES = ROOT / "data" / "figures.yaml"
TEXT = b"Exports reached 5 billion dollars in 2019.\n"
SMALL = """\
dataset:
  name: small
  title: Small
  description: A data set for a test.
  reporter: AAA
  licence: CC-BY-4.0
  version: 1.0.0
areas:
  - {id: AAA, name: Aland}
  - {id: BBB, name: Beland}
indicators:
  - id: exports
    name: Exports
    topic: trade
    kind: flow
    unit: currency
    statement: Exports of {reporter} to {partner}
    definition: Goods sold.
sources:
  - id: report
    title: A report
    kind: news_report
    published: 2020-03-01
    language: en
    document: report.txt
    sha256: SHA
figures:
  - id: exports-2019
    indicator: exports
    partner: BBB
    period: 2019
    value: 5 billion USD
    as_stated: 5 billion dollars
    source: report
    paragraph: 1
""".replace("SHA", sha256(TEXT).hexdigest())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A figures file with one figure, and the folder of its document."""
    path = tmp_path / "figures.yaml"
    path.write_text(SMALL, "utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.txt").write_bytes(TEXT)
    return path


def test_check_says_that_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(FIGURES)]) == 0
    book = load(FIGURES.read_bytes()).book
    assert book is not None
    counted = f"{len(book.figures)} figures from {len(book.sources)} sources"
    assert capsys.readouterr().out == f"{counted}: no problems\n"


def test_check_of_one_figure_counts_in_the_singular(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(small)]) == 0
    assert capsys.readouterr().out == "1 figure from 1 source: no problems\n"


def test_check_asks_about_areas_that_are_no_country(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    areas = "".join(f"  - {{id: {a}, name: {a}, part_of: [IOS]}}\n" for a in ("SYD", "RUT"))
    areas += "  - {id: IOS, name: The Isles}\n"
    figure = SMALL[SMALL.index("  - id: exports-2019") :]
    second = figure.replace("id: exports-2019", "id: two").replace("partner: BBB", "partner: SYD")
    third = figure.replace("id: exports-2019", "id: three").replace("partner: BBB", "partner: RUT")
    text = SMALL.replace("indicators:\n", f"{areas}indicators:\n") + second + third
    small.write_text(text, "utf-8")

    assert main(["check", str(small)]) == 0

    out, err = capsys.readouterr()
    assert out == "3 figures from 1 source: no problems\n"
    assert err == (
        "note: RUT is no country of ISO 3166 and is taken to overlap SYD: with them it never adds"
        " up to a group. Where it does not overlap, write `outside: [SYD]` at RUT\n"
    )


def test_check_prints_every_problem_in_the_order_of_the_file(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = SMALL.replace("period: 2019", "period: 2019-13").replace(
        "partner: BBB", "partner: BBC"
    )
    small.write_text(broken, "utf-8")
    assert main(["check", str(small)]) == 1
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith(f'{small}:30:14: "BBC" is not in areas; did you mean BBB?;')
    assert lines[0].endswith("[unknown-reference]")
    assert lines[1] == "      partner: BBC"
    assert lines[2] == " " * 15 + "^"
    assert lines[3].startswith(f'{small}:31:13: "2019-13" is no period;')
    assert err == "2 problems\n"


def test_check_of_thousands_of_problems_prints_a_thousand_and_counts_the_rest(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text(f"{SMALL}events: [{'a,' * 1_234}]\n", "utf-8")
    assert main(["check", str(small)]) == 1
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert sum(line.endswith("[wrong-shape]") for line in lines) == 1_000
    assert lines[-1] == "... and 234 problems more"
    assert err == "1,234 problems\n"


def test_check_shows_the_line_that_it_counts(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Old editors end lines by CR alone."""
    small.write_bytes(SMALL.replace("period: 2019", "period: 2019-13").replace("\n", "\r").encode())
    assert main(["check", str(small)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f'{small}:31:13: "2019-13" is no period;')
    assert lines[1:] == ["      period: 2019-13", " " * 14 + "^"]


def test_check_of_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.yaml"
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{path}:1:1: the file cannot be read: No such file or directory;")
    assert out.endswith("[file-missing]\n")


def test_official_figures_are_checked_within_others(capsys: pytest.CaptureFixture[str]) -> None:
    reference = str(FIGURES.with_name("reference.yaml"))
    assert main(["check", reference, "--within", str(FIGURES)]) == 0
    assert re.fullmatch(r"\d+ figures from \d+ sources: no problems\n", capsys.readouterr().out)
    assert main(["check", reference]) == 1
    assert "dataset is missing" in capsys.readouterr().out
    assert main(["check", reference, "--within", "none.yaml"]) == 1


def test_build_writes_the_tidy_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tables"
    assert main(["build", str(FIGURES), "--out", str(out)]) == 0
    made = {path.name for path in out.iterdir()}
    assert capsys.readouterr().out == f"{len(made)} files in {out}\n"
    assert {
        *(f"{name}.csv" for name in ("figures", "trade", "investment", "companies", "visas")),
        *(f"{name}.csv" for name in ("sources", "indicators", "areas", "events")),
        *("reconciliation.csv", "conflicts.csv", "deduced.csv", "datapackage.json"),
    } <= made
    book = load(FIGURES.read_bytes()).book
    assert book is not None
    for name, rows in tables(book).items():
        assert (out / f"{name}.csv").read_bytes() == csv_bytes(rows)


def test_a_failed_build_leaves_the_old_tables(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tables"
    assert main(["build", str(small), "--out", str(out)]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    small.write_text(SMALL + "  - id: x\n", "utf-8")
    assert main(["build", str(small), "--out", str(out)]) == 1
    assert "[missing-key]" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_build_without_official_figures(small: Path, tmp_path: Path) -> None:
    assert main(["build", str(small), "--out", str(tmp_path / "tables")]) == 0
    text = (tmp_path / "tables" / "figures.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["figure_id"], row["value"]) for row in rows] == [("exports-2019", "5000000000")]


def test_build_stops_at_broken_official_figures(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.with_name("reference.yaml").write_text("sources: []\nfigures: [x]\n", "utf-8")
    assert main(["build", str(small), "--out", str(tmp_path / "tables")]) == 1
    assert "reference.yaml:2:11:" in capsys.readouterr().out
    assert not (tmp_path / "tables").exists()


def test_build_says_where_it_cannot_write(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["build", str(small), "--out", str(tmp_path / "file" / "tables")]) == 1
    assert capsys.readouterr().err == f"{tmp_path}/file/tables cannot be written: File exists\n"


def test_audit_accounts_for_everything(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = ["audit", str(small), "--documents", str(small.parent / "documents")]
    assert main(flags) == 0
    assert "report.txt (report): complete: 2 numerals: 1 figure" in capsys.readouterr().out
    assert not small.with_name("coverage.csv").exists(), "nothing is written unless asked for"
    assert main([*flags, "--write-coverage"]) == 0
    (row,) = csv.DictReader(io.StringIO(small.with_name("coverage.csv").read_text("utf-8")))
    assert (row["source_id"], row["numerals"], row["figures"]) == ("report", "2", "1")
    assert (row["dates"], row["pending"], row["wrong"]) == ("1", "0", "0")
    assert (row["not_held"], row["dismissed_unclear"]) == ("0", "0")


def test_build_refuses_coverage_of_other_documents(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(small.parent / "documents")
    assert main(["audit", str(small), "--documents", folder, "--write-coverage"]) == 0
    text = small.read_text("utf-8")
    digest = text.split("sha256: ")[1].split()[0]
    small.write_text(text.replace(digest, "0" * 64), "utf-8")
    capsys.readouterr()
    out = small.parent / "tables"
    assert main(["build", str(small), "--out", str(out)]) == 1
    assert capsys.readouterr().err == (
        f"{small.with_name('coverage.csv')} is of other documents than {small} names (report): "
        "audit them again with --write-coverage, or remove it\n"
    )
    assert not out.exists()


def test_audit_fails_on_what_is_pending(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = small.parent / "documents" / "report.txt"
    document.write_bytes(TEXT + b"\nImports were 3 billion dollars.\n")
    folder = str(document.parent)
    assert main(["audit", str(small), "--documents", folder, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    text = json.dumps(report)
    assert "3 billion dollars" in text
    assert "document-changed" in text


def test_audit_of_a_broken_figures_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.write_text("figures: []\n", "utf-8")
    assert main(["audit", str(small), "--documents", str(small.parent / "documents")]) == 1
    assert "the section dataset is missing" in capsys.readouterr().out
    assert not small.with_name("coverage.csv").exists()


def test_audit_for_machines_prints_json_or_nothing(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text("figures: []\n", "utf-8")
    folder = str(small.parent / "documents")
    assert main(["audit", str(small), "--documents", folder, "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "the section dataset is missing" in printed.err


def test_audit_keeps_the_row_of_a_document_that_is_missing(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small.parent / "documents"
    assert main(["audit", str(small), "--documents", str(folder), "--write-coverage"]) == 0
    noted = small.with_name("coverage.csv").read_bytes()
    (folder / "report.txt").unlink()
    assert main(["audit", str(small), "--documents", str(folder), "--write-coverage"]) == 1
    assert "[document-missing]" in capsys.readouterr().out
    assert small.with_name("coverage.csv").read_bytes() == noted


def test_audit_of_a_missing_folder(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(small), "--documents", "nowhere"]) == 1
    assert capsys.readouterr().err == "nowhere is no folder: name the folder of the texts\n"


@pytest.mark.parametrize("name", ["reference.yaml", "coverage.csv"])
def test_build_says_which_file_beside_the_figures_cannot_be_read(
    small: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small.with_name(name).mkdir()
    out = small.parent / "tables"
    assert main(["build", str(small), "--out", str(out)]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{small.with_name(name)}:1:1: the file cannot be read: Is a directory;")
    assert said.count("\n") == 1
    assert not out.exists()


def test_audit_says_when_its_own_table_is_in_the_way(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coverage = small.with_name("coverage.csv")
    coverage.mkdir()
    folder = str(small.parent / "documents")
    assert main(["audit", str(small), "--documents", folder, "--write-coverage"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{coverage}:1:1: the file cannot be read: Is a directory;")
    assert said.count("\n") == 1


def test_audit_says_which_document_it_cannot_read(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = os.open

    def locked(path: Path, *more: int) -> int:
        if str(path).endswith(".txt"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *more)

    monkeypatch.setattr(os, "open", locked)
    assert main(["audit", str(small), "--documents", str(small.parent / "documents")]) == 1
    document = small.parent / "documents" / "report.txt"
    said = capsys.readouterr().out
    assert said.startswith(f"{document}:1:1: the file cannot be read: Permission denied;")
    assert not small.with_name("coverage.csv").exists()


def test_reconcile_prints_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(FIGURES)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "11.5 % of the official 139.6 with the world, not 14.4 %." in out
    assert main(["reconcile", str(FIGURES), "--strict"]) == 1


def test_strict_minds_no_conflict_that_is_only_unlikely(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.yaml"
    head, figures, rest = re.split(r"(?m)^(?=figures:|events:)", FIGURES.read_text("utf-8"))
    sure = [f for f in re.split(r"(?m)^(?=  - id:)", figures) if "indicator: partner_rank" not in f]
    path.write_text(head + "".join(sure) + rest, "utf-8")
    assert main(["reconcile", str(path), "--strict"]) == 0
    assert "\nPossible, but unlikely: no conflicts\n- Italy: " in capsys.readouterr().out


def test_strict_fails_on_ranks_of_which_too_little_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.yaml"
    path.write_bytes(FIGURES.read_bytes())
    assert main(["reconcile", str(path)]) == 0
    assert "\nNot tested\n- A rank is only held against" in capsys.readouterr().out
    assert main(["reconcile", str(path), "--strict"]) == 1


def test_reconcile_for_machines(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(small), "--format", "json", "--strict"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["conflicts"] == []
    assert [v["verdict"] for v in report["verdicts"]] == ["alone"]


def test_strict_fails_where_what_can_be_known_has_no_answer(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def undecided(*_: object) -> None:
        raise Undecided("more than 20,000 steps")

    monkeypatch.setattr("etl.reconcile.find.ranges.of_windows", undecided)

    assert main(["reconcile", str(small)]) == 0
    assert "Not known" not in capsys.readouterr().out
    assert main(["reconcile", str(small), "--strict"]) == 1
    assert "is not known: more than 20,000 steps. [" in capsys.readouterr().out


def test_reconcile_against_a_named_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(small), "--against", str(small.parent / "none.yaml")]) == 1
    assert "[file-missing]" in capsys.readouterr().out


def test_a_named_file_of_official_figures_must_exist(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = small.parent / "elsewhere" / "reference.yaml"
    assert main(["reconcile", str(small), "--against", str(named)]) == 1
    assert f"{named}:1:1: " in capsys.readouterr().out


def test_an_id_of_both_files_is_a_problem_of_the_official_figure(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = small.read_text()
    official = small.with_name("reference.yaml")
    official.write_text(
        text[text.index("sources:") :].replace("news_report", "official_statistics")
    )

    for arguments in (
        ["reconcile", str(small)],
        ["build", str(small), "--out", str(tmp_path / "x")],
    ):
        assert main(arguments) == 1
        line = official.read_text().split("\n").index("  - id: exports-2019") + 1
        out = capsys.readouterr().out
        assert (
            f'{official}:{line}:9: the id "exports-2019" a second time: it is in both files' in out
        )
        assert "[duplicate-id]" in out


def test_generate_writes_the_derived_files(tmp_path: Path) -> None:
    assert main(["generate", "--out", str(tmp_path)]) == 0
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (ROOT / "data" / path.name).read_bytes()


@pytest.mark.parametrize("arguments", [[], ["chek"], ["build"], ["check", "a", "b"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m etl" in capsys.readouterr().err


def test_the_usage_names_the_command_as_it_was_called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["/opt/somewhere/bin/attested"])
    with pytest.raises(SystemExit):
        main(["build"])
    assert "usage: attested build" in capsys.readouterr().err


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "read_bytes", interrupted)
    assert main(["check", str(FIGURES)]) == 130


def test_a_file_that_vanishes_while_read_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = os.open

    def vanished(path: Path, *more: int) -> int:
        if path == FIGURES:
            raise OSError(errno.ESTALE, "Stale file handle")
        return real(path, *more)

    monkeypatch.setattr(os, "open", vanished)
    assert main(["check", str(FIGURES)]) == 1
    assert "the file cannot be read: Stale file handle" in capsys.readouterr().out


def test_a_reader_that_stops_early_ends_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(path: Path) -> bytes:
        raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(commands, "read_bytes", stopped)
    assert main(["check", str(FIGURES)]) == 1
    assert sys.stderr.closed, "or Python would complain about the pipe once more at its end"


def test_a_reader_that_stops_early_is_no_traceback() -> None:
    """As in `python -m etl reconcile | head -1`."""
    run = subprocess.run(
        f"{sys.executable} -m etl reconcile data/figures.yaml | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in run.stderr
    assert re.match(r"\d+ figures", run.stdout)


def test_check_loads_no_heavy_library() -> None:
    """Its start-up is that of YAML: see tests/bench."""
    code = (
        "import sys; from etl.cli import main; main(['check', 'data/figures.yaml']);"
        "heavy = {'pandas', 'numpy', 'pyarrow', 'highspy', 'streamlit', 'plotly', 'babel'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"


def test_read_bytes_reads(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\0x")
    assert read_bytes(tmp_path / "x") == b"\0x"


def test_build_delivers_official_figures_and_coverage(tmp_path: Path) -> None:
    """What findings name must be found in the same build."""
    out = tmp_path / "tables"
    assert main(["build", str(FIGURES), "--out", str(out)]) == 0
    made = {
        name: list(csv.DictReader(io.StringIO((out / f"{name}.csv").read_text("utf-8"))))
        for name in ("figures", "reference", "reference_sources", "coverage", "conflicts")
    }
    assert len(made["reference"]) == 57
    world = next(r for r in made["reference"] if r["figure_id"] == "official-wld-turnover-2023")
    assert (world["value"], world["partner"]) == ("139551208000", "WLD")
    assert {r["source_id"] for r in made["reference"]} == {
        r["source_id"] for r in made["reference_sources"]
    }
    assert sum(int(row["figures"]) for row in made["coverage"]) == 36
    known = {row["figure_id"] for name in ("figures", "reference") for row in made[name]}
    assert {row["figure_id"] for row in made["conflicts"]} <= known


def test_publish_checks_and_then_replaces_in_one_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = Path(__file__).with_name("small.yaml").read_bytes()
    shown, new = tmp_path / "shown.yaml", tmp_path / "new.yaml"
    new.write_bytes(small)
    assert main(["publish", str(new), "--to", str(shown)]) == 0
    assert capsys.readouterr().out == f"{shown}: 5 figures published\n"
    assert (shown.read_bytes(), new.read_bytes()) == (small, small)

    new.write_bytes(small.replace(b"period: 2019", b"period: 2019-13"))
    assert main(["publish", str(new), "--to", str(shown)]) == 1
    assert "[bad-period]" in capsys.readouterr().out
    assert shown.read_bytes() == small, "what is shown stays"

    place = small.rindex(b"  - id: syl-companies")
    new.write_bytes(small[:place])
    held = shown.open("rb")
    assert main(["publish", str(new), "--to", str(shown)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{shown}: 4 figures published; gone: syl-companies")
    with held:
        assert held.read() == small, "who reads the old one reads all of it"
    assert main(["publish", str(tmp_path / "none.yaml"), "--to", str(shown)]) == 1
    assert shown.read_bytes() == small[:place]
