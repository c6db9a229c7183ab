"""The wheel is the product: installed in an empty folder, it does all that the checkout does.

Of etl/cli: example.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.e2e.conftest import await_figures, await_healthy, free_port, stop
from tests.sessions import exceptions, run, session


def usual() -> dict[str, str]:
    """The environment without what would lead back to the checkout."""
    ours = ("PYTHONPATH", "ATTESTED_", "STREAMLIT_")
    return {name: text for name, text in os.environ.items() if not name.startswith(ours)}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a new environment with the wheel in it; what it needs is that of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    pip: list[Any] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "--disable-pip-version-check",
    ]
    install: list[Any] = [*pip, "install", "--quiet", "--no-index", "--no-deps", wheel]
    subprocess.run(install, check=True, env=usual())
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python.parent


def ran(command: list[Any], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=usual(), capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def serving(command: list[Any], folder: Path, port: int, **environment: str) -> Iterator[str]:
    """The address of a server that was started in that folder; its log is `server.log` there."""
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(
            command,
            cwd=folder,
            env=usual() | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            await_healthy(process, address, log)
            await_figures(process, address, log)
            yield address
        finally:
            stop(process)


def test_what_it_holds(installed: Path) -> None:
    (packages,) = installed.parent.glob("lib/python*/site-packages")
    for name in ("etl/py.typed", "dashboard/py.typed", "dashboard/.streamlit/config.toml"):
        assert (packages / name).is_file(), name
    assert not (packages / "tests").exists()


def test_commands_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    attested = installed / "attested"
    assert re.fullmatch(r"attested \d+\.\d+\.\d+\n", ran([attested, "--version"], tmp_path).stdout)
    assert ran([attested, "example", "mine"], tmp_path).returncode == 0
    for name in ("figures.yaml", "reference.yaml", "coverage.csv", "README.md"):
        assert (tmp_path / "mine" / name).read_bytes() == (ROOT / "data" / name).read_bytes()
    again = ran([attested, "example", "mine"], tmp_path)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "mine/README.md is there already: name another folder\n"

    checked = ran([attested, "check", "mine/figures.yaml"], tmp_path)
    assert checked.stdout.endswith(": no problems\n")
    built = ran([attested, "build", "mine/figures.yaml", "--out", "tables"], tmp_path)
    assert (built.returncode, built.stderr) == (0, "")
    rows = (tmp_path / "tables" / "figures.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("figure_id,indicator,topic,")
    assert len(rows) > 30


@pytest.mark.parametrize("way", ["attested serve", "streamlit run"])
def test_the_dashboard_wherever_it_is_started_from(
    installed: Path, tmp_path: Path, way: str
) -> None:
    figures = tmp_path / "a b" / "figures.yaml"
    assert ran([installed / "attested", "example", figures.parent], tmp_path).returncode == 0
    port = free_port()
    (packages,) = installed.parent.glob("lib/python*/site-packages")
    command: list[Any]
    if way == "attested serve":
        command = [installed / "attested", "serve", figures.relative_to(tmp_path)]
        command += [f"--port={port}", "--address=127.0.0.1"]
        where = {}
    else:
        command = [
            installed / "python",
            "-m",
            "streamlit",
            "run",
            packages / "dashboard/app.py",
        ]
        command += [f"--server.port={port}", "--server.address=127.0.0.1"]
        where = {"ATTESTED_FIGURES": str(figures)}
    with serving(command, tmp_path, port, **where) as address:
        with session(address) as connection:
            messages = run(connection)
        with urllib.request.urlopen(f"{address}/api/figures.csv", timeout=30) as answer:
            assert len(answer.read().splitlines()) > 30
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert exceptions(messages) == []
    (started,) = [m.new_session for m in messages if m.HasField("new_session")]
    assert started.config.gather_usage_stats is False
    assert started.custom_theme.light.primary_color == "#0b5c8f"
    charts = [m for m in messages if m.delta.new_element.WhichOneof("type") == "plotly_chart"]
    assert charts, "the first page has a chart"
    assert '"#0b446b"' in charts[0].delta.new_element.plotly_chart.spec
    log = (tmp_path / "server.log").read_text("utf-8")
    assert "Traceback" not in log
    assert not (tmp_path / ".streamlit").exists()
