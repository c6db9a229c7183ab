"""`attested serve` says in one sentence what cannot be, and ends within seconds when told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dashboard.server import command, remembered
from dashboard.server.settings import WrongSettingError
from tests.conftest import ROOT
from tests.e2e.conftest import await_figures, await_healthy, free_port


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        flags = ["--port", str(port), "--address", "127.0.0.1"]
        assert command.main([str(ROOT / "data" / "figures.yaml"), *flags]) == 2
    told = f"port {port} at 127.0.0.1 cannot be used: address already in use; name another"
    assert capsys.readouterr().err == f"{told} with --port\n"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--port", "99999"], "--port is '99999': give a whole number from 1 to 65535"),
        (["--address", "no-such.invalid"], "--address no-such.invalid is not known here: "),
        (["--address", "192.0.2.1"], "port 8501 at 192.0.2.1 cannot be used: cannot assign"),
        (["dashboard"], "dashboard is no file: name a figures file"),
        (["--documents", "none"], "--documents none is no folder: name the one of the texts"),
        (["--settings", "/dev/zero"], "the file of settings /dev/zero cannot be read: it is no f"),
        (["nothing.yaml"], "nothing.yaml does not exist: name a figures file, or make one to st"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    flags: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert command.main(flags) == 2
    error = capsys.readouterr().err
    assert error.startswith(told)
    assert error.count("\n") == 1


def test_a_file_that_was_shown_before_may_come_back(tmp_path: Path) -> None:
    cache, flags = tmp_path / "cache", [str(tmp_path / "figures.yaml"), f"--cache={tmp_path}/cache"]
    with pytest.raises(WrongSettingError, match="does not exist"):
        command._settings(flags)
    (cache / "versions" / "0123456789abcdef").mkdir(parents=True)
    remembered.note_shown(cache, tmp_path / "figures.yaml", "0123456789abcdef")
    assert command._settings(flags).figures == tmp_path / "figures.yaml"


def test_every_address_of_this_machine_is_one_socket() -> None:
    try:
        listening = command.listen("::", free_port())
    except WrongSettingError:  # a machine without the newer kind of address
        listening = command.listen("0.0.0.0", free_port())
    with listening:
        port = listening.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), 5).close()


@pytest.fixture
def heard() -> Iterator[None]:
    """Whoever runs the tests by `nohup` ignores SIGHUP, and so would what they start."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_told_to_and_says_where_it_serves(
    tmp_path: Path, told: signal.Signals
) -> None:
    """Whatever the user has set for other applications of Streamlit's."""
    others = tmp_path / ".streamlit"
    others.mkdir()
    (others / "config.toml").write_text('[server]\nbaseUrlPath = "elsewhere"\n', "utf-8")
    (others / "secrets.toml").mkdir()  # as one that may not be read
    port = free_port()
    started = [sys.executable, "-m", "etl", "serve", "data/figures.yaml", f"--port={port}"]
    log = tmp_path / "log"
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            [*started, "--address=127.0.0.1"],
            cwd=ROOT,
            env={**os.environ, "HOME": str(tmp_path)},
            stdout=sink,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            await_healthy(process, f"http://127.0.0.1:{port}", sink)
            await_figures(process, f"http://127.0.0.1:{port}", sink)  # all is loaded
            process.send_signal(told)
            # What a supervisor takes for a clean end.
            assert process.wait(20) == (-told if told is signal.SIGTERM else 0)
        finally:
            process.kill()  # nobody waits for one that does not end
    text = log.read_text("utf-8")
    assert f"http://127.0.0.1:{port}" in text.splitlines()[0]
    assert text.splitlines()[-1].endswith(" INFO end")
    assert "Traceback" not in text


@contextmanager
def loading(folder: Path, then: str) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """A server that loads its pages until its input ends: its process, its port and its log.

    then: what Python does instead of loading plotly.
    """
    (folder / "plotly.py").write_text(f"import os\nos.read(0, 1)\n{then}\n", "utf-8")
    port, log = free_port(), folder / "log"
    flags = [f"--port={port}", "--address=127.0.0.1", f"--cache={folder}/cache"]
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "etl",
                "serve",
                "data/figures.yaml",
                *flags,
                "--log-format=json",
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            await_healthy(process, f"http://127.0.0.1:{port}", sink)
            yield process, port, log
        finally:
            process.kill()


SESSION = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
    b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
)


@pytest.mark.parametrize("fails", [False, True])
def test_who_waits_for_the_pages_is_told_that_they_do_not_come(tmp_path: Path, fails: bool) -> None:
    """Where the server is told to end meanwhile, and where they cannot be loaded."""
    told = "This server is just being ended. Try again soon."
    with (
        loading(tmp_path, "raise ImportError('no plotly here')") as (process, port, log),
        socket.create_connection(("127.0.0.1", port), 60) as session,
        ExitStack() as stack,
    ):
        session.sendall(SESSION)
        *readers, last = (
            stack.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=60)))
            for _ in range(4)
        )
        for reader, accept in zip(readers, ("text/html,*/*", "*/*", "text/csv"), strict=True):
            reader.request("GET", "/api/figures.csv", headers={"Accept": accept})
        last.request("GET", "/live")  # answered after those were taken
        assert last.getresponse().read() == b"live\n"
        if fails:
            assert process.stdin
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        answers = [reader.getresponse() for reader in readers]
        bodies = [answer.read().decode() for answer in answers]
        assert [(a.status, a.headers["retry-after"]) for a in answers] == [(503, "10")] * 3
        assert [a.headers["content-type"].partition(";")[0] for a in answers] == [
            "text/html",
            "text/plain",
            "text/plain",
        ]
        assert {a.headers["x-content-type-options"] for a in answers} == {"nosniff"}
        assert f"<p>{told}</p>" in bodies[0]
        assert bodies[1:] == [f"{told}\n"] * 2
        head, frame = session.makefile("rb").read().split(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 ")
        assert b"\r\nSec-WebSocket-Protocol: streamlit" in head
        assert frame == b"\x88\x02" + (1012).to_bytes(2, "big"), "closed, as before a restart"
        assert process.wait(20) == (1 if fails else -signal.SIGTERM)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    worse = [line for line in lines if line["level"] not in ("info", "warning")]
    if fails:
        (mistake,) = worse
        assert mistake["event"] == "the pages cannot be loaded: no plotly here"
        assert "ImportError: no plotly here" in mistake["traceback"]
    else:
        assert worse == []
    assert sum(line.get("status") == 503 for line in lines) == 3


def test_nobody_looks_for_garbage_while_the_pages_are_loaded(tmp_path: Path) -> None:
    """It was a tenth of a start: what is loaded stays."""
    told = tmp_path / "told"
    then = f"import gc\nopen({str(told)!r}, 'w').write(f'{{gc.isenabled()}}')\nraise ImportError()"
    with loading(tmp_path, then) as (process, _, _):
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 1
    assert told.read_text("utf-8") == "False"
