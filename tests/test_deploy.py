"""What operators are given is what the rules of its tools ask for, and what the server knows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.server import command, settings
from tests.conftest import ROOT

DEPLOY = ROOT / "dashboard" / "server" / "deploy"
MOST_EXPOSED = 2.0
"""Of ten, as systemd counts: below, it is "OK"."""


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the Containerfile with what follows it, on one line."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_the_container_keeps_the_rules_of_hadolint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTESTED_PORT", raising=False)
    told = instructions()
    names = [name for name, _ in told]
    of = dict(told)
    assert names[0] == "FROM"
    for name, rest in told:
        if name == "FROM":
            assert re.match(r"\S+:\d[\w.-]+( AS \w+)?$", rest), f"DL3006, DL3007: {rest}"
        if name == "RUN":
            assert " | " not in rest, "DL4006"
            assert "sudo" not in rest, "DL3004"
            assert "pip install" not in rest or rest.count("--no-cache-dir") == rest.count(
                "pip install"
            ), "DL3042"
            assert not rest.startswith("cd "), "DL3003"
    assert "ADD" not in names, "DL3020"
    assert "MAINTAINER" not in names, "DL4000"
    assert of["WORKDIR"].startswith("/"), "DL3000"
    assert names.count("ENTRYPOINT") == 1, "DL4004"
    assert of["ENTRYPOINT"].startswith("["), "DL3025"
    last = len(names) - 1 - names[::-1].index("FROM")
    assert "USER" in names[last:], "DL3002"
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", of["USER"]), "no root"
    assert names.count("HEALTHCHECK") == 1
    assert "/live" in of["HEALTHCHECK"]
    program = json.loads(of["HEALTHCHECK"].partition("CMD ")[2])[2]
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda address, timeout: asked.append(address))
    exec(program)  # what the container would run
    monkeypatch.setenv("ATTESTED_PORT", "9000")
    exec(program)
    assert asked == ["http://127.0.0.1:8501/live", "http://127.0.0.1:9000/live"]


def test_the_container_names_settings_and_files_that_there_are() -> None:
    told = instructions()
    variables = re.findall(r"ATTESTED_\w+", " ".join(rest for _, rest in told))
    known = {setting.variable for setting in settings.SETTINGS}
    assert variables
    assert set(variables) <= known
    for name, rest in told:
        if name == "COPY" and not rest.startswith("--from"):
            *sources, _ = rest.split()
            for source in sources:
                assert (ROOT / source).exists(), source


def test_settings_that_are_shown_can_be_read() -> None:
    for name in ("nginx.conf", "README.md", "attested.service"):
        text = (DEPLOY / name).read_text("utf-8")
        for flag in re.findall(r"(?<=\s)--([a-z-]+)(?=[\s`])", text):
            known = {setting.name for setting in settings.SETTINGS} | {"settings", "to", "now"}
            assert flag in known | {"help"}, f"{name}: --{flag}"


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that is on this machine."""
    text = (DEPLOY / "attested.service").read_text("utf-8")
    assert text.count("/opt/attested/bin/attested") == 1
    path = tmp_path / "attested.service"
    path.write_text(text.replace("/opt/attested/bin/attested", sys.executable), "utf-8")
    return path


def analyzed(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    path = shutil.which("systemd-analyze")
    if path is None:
        pytest.fail("no systemd-analyze found (Debian: apt install systemd)", pytrace=False)
    return subprocess.run(
        [path, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_systemd_knows_every_line_of_the_unit(unit: Path) -> None:
    done = analyzed("verify", "--man=no", unit)
    assert [line for line in done.stderr.splitlines() if "attested.service" in line] == []


def test_a_wrong_setting_does_not_start_the_unit_again_and_again(unit: Path) -> None:
    assert "RestartPreventExitStatus=2" in unit.read_text("utf-8").splitlines()
    with pytest.raises(SystemExit) as stopped:
        command.main(["--no-such-setting"])
    assert stopped.value.code == 2
    assert command.main(["no-such-figures.yaml"]) == 2


def test_the_unit_is_hardened(unit: Path) -> None:
    done = analyzed("security", "--offline=yes", "--no-pager", unit)
    found = re.search(r"Overall exposure level for attested\.service: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= MOST_EXPOSED
