"""Processes beside the server: of the same modules, from wherever those are, and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import etl
from dashboard.server import processes

_HOME = Path(etl.__file__).parents[1]


def _said(module: str) -> str:
    with processes.started(module) as process:
        assert process.stdout
        said = process.stdout.read().decode()
    assert process.returncode == 0
    return said


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that tells where it has the library from, in a folder with a colon."""
    folder = tmp_path / "at 10:30"
    folder.mkdir()
    (folder / "telling.py").write_text("import etl; print(etl.__file__, __name__, end='')\n")
    monkeypatch.syspath_prepend(folder)
    # Beside it a working directory with modules of other code.
    for name in ("etl", "dashboard", "runpy", "importlib"):
        (tmp_path / "work" / name).mkdir(parents=True)
        (tmp_path / "work" / name / "__init__.py").write_text("raise SystemExit('run')\n")
    monkeypatch.chdir(tmp_path / "work")
    return "telling"


def test_a_process_runs_nothing_of_the_working_directory(told: str) -> None:
    assert _said(told) == f"{etl.__file__} __main__"


def test_what_was_found_in_the_working_directory_is_found_after_it_has_changed(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a program that `-c` runs, whose first folder has no name."""
    others = [folder for folder in sys.path if folder and Path(folder) != _HOME]
    monkeypatch.setattr(sys, "path", ["", *others])
    assert _said(told) == f"{etl.__file__} __main__"
