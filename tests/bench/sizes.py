"""How the dashboard does with 36, 2,000, 20,000 and 100,000 figures: `python -m tests.bench.sizes`.

One reader's browser and sessions without one; loopback only. Numbers after the name choose sizes.
Starts are timed several times, in turn with Dash's: the median of each counts.
Prints each size as it is measured, then every goal beside what was measured. Seconds of the clock
mean something on a quiet machine only, seconds of CPU nearly always.
"""

from __future__ import annotations

import json
import math
import os
import signal
import statistics
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.bench import browser, world
from tests.bench.readers import Readers, Recorded
from tests.bench.servers import ROOT, Server, wait
from tests.bench.starts import (
    ROUNDS,
    SHIPPED,
    cache,
    first_chart,
    first_charts,
    rounds,
    serving,
)
from tests.conftest import finished
from tests.sessions import run, session

SIZES: Final = (SHIPPED, 2_000, 20_000, 100_000)
_CHANGES: Final = 30
_READERS: Final = 50
_AT_ONCE: Final = 12
_TESTED_WITHIN: Final = 300.0
"""Seconds; what is not tested by then has no workbook to measure."""
_MOST_TESTED: Final = 20_000
"""Figures whose workbook is measured."""
_TIMES_DASH: Final = 1.5
"""A restart may take so much longer than the first start of Dash; so may 100,000 figures."""
_IDLE: Final = 0.03
"""Seconds of CPU in a second; a server that uses more has still something to do."""
_IDLE_WITHIN: Final = 60.0
"""Seconds; what is measured of a server that is busy for longer is measured while it is."""


class Result(NamedTuple):
    """What was measured at one size."""

    figures: int
    first: float
    """Seconds from the start, with an empty cache folder, to the first chart; the median."""
    restart: float
    """The same with what the first starts have kept."""
    page: float
    """Milliseconds of CPU of a new session's first page."""
    change: float
    """Milliseconds of CPU of a change of the partner."""
    readers: float
    """Seconds: 95th percentile of fifty readers with a change every three seconds."""
    memory: float
    """Megabytes with those readers."""
    table: float
    """Seconds of one workbook of all figures, made as it is asked for."""
    download: float
    """Seconds of the slowest of twelve at once, of everything or of one table made for them."""
    grown: float
    """Megabytes more than before, at their highest."""
    ended: float
    """Seconds from SIGTERM, while it reconciles, to the end."""


def ready(server: Server) -> dict[str, Any]:
    """What `/ready` says."""
    try:
        with urllib.request.urlopen(f"{server.address}/ready", timeout=60) as answer:
            told: dict[str, Any] = json.load(answer)
            return told
    except urllib.error.HTTPError:
        return {"ready": False}


def until(server: Server, name: str, seconds: float = 120) -> bool:
    """Whether `/ready` says so in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready(server).get(name):
            return True
        time.sleep(0.25)
    return False


def own_cpu(server: Server) -> float:
    """Seconds of processor time of the server alone, without what is computed beside."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def own_memory(server: Server, name: str = "VmRSS") -> float:
    """Megabytes of the server alone, now, or (VmHWM) at their highest."""
    status = Path(f"/proc/{server.process.pid}/status").read_text("utf-8")
    (line,) = [line for line in status.splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) / 1_000


def idle(server: Server) -> None:
    """Until the server itself does nothing: some work follows what `/ready` tells of."""
    deadline = time.monotonic() + _IDLE_WITHIN
    used, before = own_cpu(server), -math.inf
    while used - before > _IDLE and time.monotonic() < deadline:
        time.sleep(1)
        before, used = used, own_cpu(server)


def recorded(names: list[str]) -> Recorded:
    """What a browser sends: the first page, then one partner after the other."""
    opening = BackMsg()
    opening.rerun_script.query_string = ""
    changes = []
    for name in names:
        message = BackMsg()
        message.rerun_script.query_string = f"partner={name}".replace(" ", "+")
        changes.append(message.SerializeToString())
    return Recorded(opening.SerializeToString(), tuple(changes), dash=False)


def pages(server: Server, names: list[str]) -> tuple[float, float]:
    """Milliseconds of CPU of a new session's first page, and of a change of the partner."""
    with session(server.address) as connection:  # the server's first time is the start's
        run(connection)
    opened = []
    for _ in range(10):
        used = own_cpu(server)
        with session(server.address) as connection:
            run(connection)
        opened.append(own_cpu(server) - used)
    with session(server.address) as connection:
        run(connection)
        used = own_cpu(server)
        for number in range(_CHANGES):
            message = BackMsg()
            message.rerun_script.query_string = f"partner={names[number % len(names)]}"
            connection.send(message.SerializeToString())
            run(connection)
        changed = (own_cpu(server) - used) / _CHANGES
    return 1_000 * statistics.mean(opened), 1_000 * changed


async def _crowd(server: Server, what: Recorded) -> float:
    async with Readers(server.address, what, _READERS) as readers:
        took = sorted(await readers.change(10, 3.0))
    return took[int(0.95 * len(took))]


def workbooks(server: Server, stem: str) -> tuple[float, float, float]:
    """Seconds of one table, of the slowest of twelve workbooks at once, and megabytes more.

    Twelve are asked for of everything, which lies ready, and then of the table, which does not.
    """
    before = own_memory(server)

    def fetch(name: str) -> float:
        started = time.perf_counter()
        with urllib.request.urlopen(f"{server.address}/api/{name}.xlsx", timeout=300) as answer:
            answer.read()
        return time.perf_counter() - started

    _made(server, stem)
    single = fetch("figures")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        took = max(max(pool.map(fetch, [name] * _AT_ONCE)) for name in (stem, "figures"))
    return single, took, own_memory(server, "VmHWM") - before


def _made(server: Server, stem: str) -> None:
    """Until what is made beside is there: until then the server asks to come again."""
    deadline = time.monotonic() + _TESTED_WITHIN
    while time.monotonic() < deadline:
        try:
            request = urllib.request.Request(f"{server.address}/api/{stem}.xlsx", method="HEAD")
            with urllib.request.urlopen(request, timeout=60):
                return
        except urllib.error.HTTPError:
            time.sleep(0.5)


def ended(figures: Path, cache: Path) -> float:
    """Seconds from SIGTERM to the end, while it reconciles."""
    with serving(figures, cache) as server:
        wait(server)
        until(server, "ready")
        started = time.perf_counter()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(60)
        return time.perf_counter() - started


def files(sizes: list[int], folder: Path) -> dict[int, Path]:
    """A figures file of each size."""
    made = {}
    real = ROOT / "data" / "figures.yaml"
    for figures in sizes:
        path = made[figures] = folder / f"{figures}" / "figures.yaml"
        path.parent.mkdir()
        path.write_bytes(real.read_bytes() if figures == SHIPPED else world.text(figures).encode())
    return made


def measure(chromium: Browser, figures: int, path: Path, first: float) -> Result:
    """Everything at one size but the first chart, which is known."""
    kept = cache(path, 0)
    end = ended(path, cache(path, ROUNDS))
    names = ["Italy", "European Union"]
    if figures != SHIPPED:
        names = [f"Partner {code}" for code in world.partners(_CHANGES)]
    with serving(path, kept) as server:
        wait(server)
        until(server, "ready")
        tested = figures <= _MOST_TESTED and until(server, "reconciled", _TESTED_WITHIN)
        idle(server)
        page, change = pages(server, names)
        crowd = finished(_crowd(server, recorded(names)))  # the browser keeps a loop here
        memory = own_memory(server)
        nothing = (math.nan, math.nan, math.nan)
        single, took, grown = workbooks(server, "kazakhstan-italy-eu") if tested else nothing
    restart = statistics.median(first_chart(chromium, path, kept) for _ in range(rounds(figures)))
    return Result(figures, first, restart, page, change, crowd, memory, single, took, grown, end)


def goals(found: Result, dash: float) -> list[tuple[str, float, float]]:
    """Each goal: what, what was measured, and what it may be at most; dash: its first chart."""
    return [
        ("CPU of a new page, ms", found.page, 150),
        ("CPU of a change, ms", found.change, 40),
        ("first chart, s (Dash with 36, and 6 s with 100,000)", found.first,
         6 if found.figures >= SIZES[-1] else dash),
        ("first chart after a restart, s", found.restart,
         6 if found.figures >= SIZES[-1] else _TIMES_DASH * dash),
        ("50 readers, p95, s", found.readers, 0.3),
        ("memory, MB", found.memory, 200 + 0.004 * found.figures),
        ("one workbook of all figures, s", found.table, 5),
        ("twelve workbooks at once, s", found.download, 5),
        ("twelve workbooks at once, MB", found.grown, 300),
        ("end after SIGTERM, s", found.ended, 10),
    ]  # fmt: skip


def compared(every: list[Result], dash: float) -> tuple[list[str], bool]:
    """Each goal beside what was measured at each size, and whether all are reached."""
    sizes = " | ".join(f"{found.figures:,}" for found in every)
    lines = [f"| goal | {sizes} |", f"|---|{'---:|' * len(every)}"]
    reached = True
    for row in zip(*(goals(found, dash) for found in every), strict=True):
        cells = []
        for _, measured, most in row:
            missed = measured > most
            reached = reached and not missed
            told = "not measured" if math.isnan(measured) else f"{measured:.4g} of {most:.4g}"
            cells.append(f"**{told}**" if missed else told)
        lines.append(f"| {row[0][0]} | {' | '.join(cells)} |")
    return lines, reached


def _each(took: list[float]) -> str:
    return ", ".join(f"{seconds:.2f}" for seconds in took)


def main(sizes: list[int]) -> bool:
    """Print what was measured; whether every goal is reached."""
    every: list[Result] = []
    print("| figures | first chart, s | restart, s | new page, ms | change, ms | 50 readers p95, s"
          " | memory, MB | xlsx, s | 12 xlsx, s | 12 xlsx, MB | SIGTERM, s |")  # fmt: skip
    print(f"|{'---:|' * len(Result._fields)}", flush=True)
    with tempfile.TemporaryDirectory() as folder, browser.launched() as chromium:
        paths = files(sizes, Path(folder))
        first, by_dash = first_charts(chromium, paths)
        for figures, path in paths.items():
            found = measure(chromium, figures, path, statistics.median(first[figures]))
            print("| " + " | ".join(f"{value:,.2f}".removesuffix(".00") for value in found) + " |",
                  flush=True)  # fmt: skip
            every.append(found)
    dash = statistics.median(by_dash[SHIPPED])
    lines, reached = compared(every, dash)
    print("\n".join(["", *lines, "", "First charts of each round, s; the median counts:"]))
    for figures, took in by_dash.items():
        print(f"Dash, {figures:,} figures: {_each(took)}")
    for figures, took in first.items():
        print(f"{figures:,} figures: {_each(took)}")
    if largest := first.get(SIZES[-1]):
        told = f"{statistics.median(largest):.2f} s, where 6 s are allowed and 1.5 times Dash's is"
        print(f"{SIZES[-1]:,} figures: {told} {_TIMES_DASH * dash:.2f} s")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"load of the machine at the end: {load}")
    return reached


if __name__ == "__main__":
    sys.exit(not main([int(size) for size in sys.argv[1:]] or [*SIZES]))
