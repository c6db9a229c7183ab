"""From the start of a server to its first chart in a browser, several times, in turn with Dash.

One start alone may be off by a second: the median counts. Must not know what else is measured.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tests.bench.servers import ROOT, App, Server, apps, as_usual, running, wait
from tests.e2e.conftest import free_port

ROUNDS: Final = 3
SHIPPED: Final = 36
"""Figures that the project has."""
_LARGEST: Final = 100_000
"""Figures with which one start takes as long as three of the others: timed once."""
_SHOWN: Final = "!!document.querySelector('.js-plotly-plot .main-svg')"


@contextmanager
def serving(figures: Path, cache: Path) -> Iterator[Server]:
    """A server of that file."""
    port = free_port()
    command = [sys.executable, "-m", "etl", "serve", str(figures), f"--port={port}"]
    environment = {**as_usual(), "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, "--address=127.0.0.1"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Server(App("Attested", (), ROOT, "/", ("", ""), _SHOWN), process, port)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _first_chart(chromium: Browser, starting: AbstractContextManager[Server]) -> float:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    page = context.new_page()
    started = time.perf_counter()
    with starting as server:
        wait(server)
        page.goto(server.address, wait_until="commit")
        page.wait_for_function(f"() => {_SHOWN}")
        took = time.perf_counter() - started
        context.close()
    return took


def first_chart(chromium: Browser, figures: Path, cache: Path) -> float:
    """Seconds from the start of the process to the first chart drawn."""
    return _first_chart(chromium, serving(figures, cache))


def dash_first_chart(chromium: Browser, figures: Path | None = None) -> float:
    """The same of Dash, which keeps nothing; with the shipped figures without a file."""
    (app,) = [app for app in apps(("Italy", "European Union"), "/") if app.dash]
    settings = {"ATTESTED_FIGURES": str(figures)} if figures else {}
    return _first_chart(chromium, running(app, settings))


def rounds(figures: int) -> int:
    """How often a start with so many is timed."""
    return ROUNDS if figures < _LARGEST else 1


def first_charts(
    chromium: Browser, paths: dict[int, Path]
) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
    """Seconds to the first chart of a file never shown, of each round, by size; and Dash's.

    All of a round follow one another, so that what slows the machine slows each of them. Dash
    always with the shipped figures; with others, one start, which is for comparison alone.
    """
    took: dict[int, list[float]] = {figures: [] for figures in paths}
    dash: dict[int, list[float]] = {SHIPPED: []}
    for number in range(ROUNDS):
        dash[SHIPPED].append(dash_first_chart(chromium))
        for figures, path in paths.items():
            if number == 0 and figures != SHIPPED:
                dash[figures] = [dash_first_chart(chromium, path)]
            if number < rounds(figures):
                took[figures].append(first_chart(chromium, path, cache(path, number)))
    return took, dash


def cache(path: Path, number: int) -> Path:
    """The folder of caches of one start: not in that of the file, which would look changed."""
    return path.parent.with_name(f"{path.parent.name}-cache-{number}")
