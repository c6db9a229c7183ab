"""What the README shows is what happens."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from etl.cli import main


def counted(text: str) -> str:
    """The same without what grows with the data: a curator who adds a figure breaks no test."""
    return re.sub(r"(?<=figures\.yaml:)\d+|\d+(?= (?:figures|sources)\b)", "N", text)


def test_it_is_short(root: Path) -> None:
    assert len((root / "README.md").read_text("utf-8").splitlines()) <= 120


def test_the_examples_of_check_are_real(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = counted((root / "README.md").read_text("utf-8"))
    path = root / "data" / "figures.yaml"
    assert main(["check", str(path)]) == 0
    assert counted(f"$ python -m etl check\n{capsys.readouterr().out}") in shown

    wrong = tmp_path / "figures.yaml"
    text = path.read_text("utf-8")
    assert text.count("value: 20 billion USD") == 1
    wrong.write_text(text.replace("value: 20 billion USD", "value: 21 billion USD"), "utf-8")
    assert main(["check", str(wrong)]) == 1
    told = capsys.readouterr().out.replace(str(wrong), "data/figures.yaml")
    assert counted(told) in shown


def test_the_examples_of_read_and_compare_are_real(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "release.txt"
    text.write_text("In 2024, exports to Italy were $19.9 billion.\n", "utf-8")
    figures = str(root / "data" / "figures.yaml")
    assert main(["compare", str(text), "--published", "2025-06-01", figures]) == 0
    shown = (root / "README.md").read_text("utf-8")
    assert f"--published 2025-06-01\n{capsys.readouterr().out}" in shown
    assert main(["read", str(text)]) == 0
    assert f"in three languages\n{capsys.readouterr().out}$ python" in shown


def test_the_example_of_a_draft_is_real(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "release.txt"
    text.write_text("In 2024, exports to Italy were $19.9 billion.\n", "utf-8")
    figures = str(root / "data" / "figures.yaml")
    options = ["draft", str(text), "--published", "2025-06-01", "--format", "json", figures]
    assert main(options) == 0
    shown = (root / "README.md").read_text("utf-8")
    (line,) = [row for row in shown.splitlines() if row.startswith('{"indicator"')]
    figure = json.loads(capsys.readouterr().out)["figures"][0]
    told = json.loads(line)
    assert told == {key: figure[key] for key in told}
    names = re.search(r"\.figures\[0\] \| \{(.*?)\}", shown)
    assert names
    assert names[1].split(", ") == list(told)


def test_every_target_and_command_that_it_names_is_there(root: Path) -> None:
    shown = (root / "README.md").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"make ([a-z-]+)", shown)) - {"for"} <= set(targets)
    for command in re.findall(r"python -m etl ([a-z]+)", shown):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
