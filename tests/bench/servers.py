"""The apps that the bench compares, and what the kernel says of a running one.

Reads /proc, so it needs Linux. Must not open a browser.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
APPS: Final = Path(__file__).resolve().parent / "apps"
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_SECONDS: Final = 60
_KEEPS_NOTHING: Final = "PYTHONDONTWRITEBYTECODE"


class App(NamedTuple):
    """One of the compared apps."""

    name: str
    command: tuple[str, ...]
    """After the interpreter; {port} stands for the port."""
    folder: Path
    path: str
    choices: tuple[str, str]
    """What is chosen in turn; the first is what the page opens with."""
    shown: str
    """JavaScript, true once the choice {new} is drawn in place of {old}."""
    slider: bool = False
    """The choice is made with the arrow keys on a slider, not in a list."""
    dash: bool = False


def _streamlit(script: str) -> tuple[str, ...]:
    address = ("--server.address=127.0.0.1", "--server.port={port}")
    quiet = ("--server.headless=true", "--browser.gatherUsageStats=false")
    return ("-m", "streamlit", "run", script, *address, *quiet)


# A chart has its title in the picture that is saved of it alone.
_TITLES: Final = (
    "[...document.querySelectorAll('.js-plotly-plot:has(.main-svg)')]"
    ".map(g => (g.layout?.meta?.picture?.layout.title.text ?? '')"
    ".replaceAll('<br>', ' ').replaceAll(/<[^>]*>/g, ''))"
)
_CHARTS: Final = (
    f"(titles => titles.some(t => t.includes('{{new}}'))"
    f" && !titles.some(t => t.includes('{{old}}')))({_TITLES})"
)
_TEXT: Final = "(document.body?.innerText ?? '').includes('{new}')"

OURS: Final = "Attested"
DASH: Final = "Dash"


def apps(partners: tuple[str, str], path: str) -> list[App]:
    """The compared apps. partners: two that both have charts; path: of the page that shows them."""
    return [
        App(
            "Streamlit, bare",
            _streamlit("bare.py"),
            APPS,
            "/",
            ("One", "Two"),
            "(document.body?.innerText ?? '').includes('Shown: {new}')",
        ),
        App(
            "Streamlit, GDP template",
            _streamlit("gdp.py"),
            APPS,
            "/",
            ("2022", "2021"),
            "(document.body?.innerText ?? '').includes('GDP in {new}')"
            " && !!document.querySelector('.stVegaLiteChart canvas, .stVegaLiteChart svg')",
            slider=True,
        ),
        # From the root, where the colours of the charts are set.
        App(DASH, (str(APPS / "in_dash.py"), "{port}"), ROOT, "/", partners, _CHARTS, dash=True),
        App(OURS, _streamlit("dashboard/app.py"), ROOT, path, partners, _CHARTS),
    ]


class Server:
    """A running app, and the processes that it consists of."""

    def __init__(self, app: App, process: subprocess.Popen[bytes], port: int) -> None:
        self.app = app
        self.process = process
        self.address = f"http://127.0.0.1:{port}"

    def cpu(self) -> float:
        """Seconds of processor time that it has used so far."""
        ticks = 0
        for pid in self._tree():
            # The name, in brackets, may hold blanks; the times are the 12th and 13th behind it.
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / _TICKS

    def memory(self) -> float:
        """Megabytes that stand in memory."""
        pages = [
            int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) for pid in self._tree()
        ]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _tree(self) -> Iterator[int]:
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            yield pid
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8")
            waiting += map(int, children.split())


def as_usual() -> dict[str, str]:
    """The environment of a usual machine: Python keeps the modules that it has compiled."""
    return {name: value for name, value in os.environ.items() if name != _KEEPS_NOTHING}


@contextmanager
def running(app: App, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start an app on a free port; it may not answer yet. settings: beside the environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [part.format(port=port) for part in app.command]
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=app.folder,
        env={**as_usual(), **(settings or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Server(app, process, port)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait(server: Server) -> None:
    """Until it accepts connections."""
    host, port = server.address.removeprefix("http://").split(":")
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        assert server.process.poll() is None, f"{server.app.name} has ended"
        try:
            with socket.create_connection((host, int(port)), 1):
                return
        except OSError:
            time.sleep(0.005)
    raise TimeoutError(f"{server.app.name} does not answer after {_SECONDS} s")
