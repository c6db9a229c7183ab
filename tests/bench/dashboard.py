"""How fast the dashboard is for one reader and for fifty, beside other apps, in one run.

`python -m tests.bench.dashboard [quick]`: everything, or a look with few repeats. Loopback only;
ends with exit code 1 where a goal is missed.
"""

from __future__ import annotations

import asyncio
import os
import platform
import re
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.view import state, topics
from etl.book.load import load
from etl.core.model import Book
from tests.bench import browser, servers
from tests.bench.browser import Seen
from tests.bench.readers import Readers, Recorded
from tests.bench.servers import DASH, OURS, App, Server, running, wait

_FIGURES: Final = servers.ROOT / "data" / "figures.yaml"
_EVERY: Final = 3.0
"""Seconds between two changes of one reader."""
_GROWTH: Final = 5
"""Megabytes that memory may wander by between two looks."""
_PACKAGES: Final = ("streamlit", "dash", "plotly", "pandas")


class Size(NamedTuple):
    """How often everything is done."""

    repeats: int
    changes: int
    rounds: int
    """Changes by each of many readers."""
    reruns: int


FULL: Final = Size(repeats=3, changes=50, rounds=10, reruns=10_000)
QUICK: Final = Size(repeats=1, changes=10, rounds=3, reruns=1_000)


class Crowd(NamedTuple):
    """Many readers at once."""

    seconds: list[float]
    """Of each change, sorted."""
    cpu: float
    """Seconds of processor time a change."""
    memory: float
    """Megabytes with all of them."""


class Held(NamedTuple):
    """What a server does with many."""

    ten: Crowd
    fifty: Crowd

    @property
    def session(self) -> float:
        """Megabytes a session, from the eleventh to the fiftieth."""
        return (self.fifty.memory - self.ten.memory) / 40


class Reruns(NamedTuple):
    """Very many reruns."""

    seen: float
    """Seconds of processor time for a view that was asked for before."""
    new: float
    """The same for one that was never asked for."""
    took: list[float]
    """Seconds at the server for such a view, sorted."""
    early: float
    """Megabytes after a tenth of them."""
    late: float


def percentile(times: Sequence[float], part: float) -> float:
    """The time that this part of them does not exceed; times: sorted."""
    return times[min(len(times) - 1, int(part * len(times)))]


async def crowd(server: Server, recorded: Recorded, count: int, rounds: int) -> Crowd:
    """So many readers, each with a change every three seconds."""
    async with Readers(server.address, recorded, count) as readers:
        used = server.cpu()
        took = sorted(await readers.change(rounds, _EVERY))
        return Crowd(took, (server.cpu() - used) / len(took), server.memory())


def held(app: App, recorded: Recorded, size: Size) -> Held:
    """Ten readers, then fifty, on a fresh server."""
    with running(app) as server:
        wait(server)
        return Held(
            asyncio.run(crowd(server, recorded, 10, size.rounds)),
            asyncio.run(crowd(server, recorded, 50, size.rounds)),
        )


def views(recorded: Recorded, slider: bytes, book: Book) -> list[bytes]:
    """Changes to views that nobody has asked for: each partner with every long range of years.

    A short range holds few figures, or none: it would make the mean look better than it is.
    """
    first = min(figure.period.start.year for figure in book.figures.values())
    last = max(figure.period.end.year for figure in book.figures.values())
    made = []
    for start in range(first, last):
        for end in range(start + 3 * (last - first) // 4, last + 1):
            for change in recorded.changes:
                message = BackMsg.FromString(change)
                years = message.rerun_script.widget_states.widgets.add(id=slider.decode())
                years.double_array_value.data.extend((start, end))
                made.append(message.SerializeToString())
    return made


async def _reruns(server: Server, recorded: Recorded, book: Book, total: int) -> Reruns:
    async with Readers(server.address, recorded, 10) as readers:
        part = total // 100  # a tenth of them, by ten readers
        await readers.change(part)
        used, early = server.cpu(), server.memory()
        await readers.change(9 * part)
        seen, late = (server.cpu() - used) / (90 * part), server.memory()
        slider = readers.widget(b"years")
    new = views(recorded, slider, book)
    async with Readers(server.address, recorded._replace(changes=tuple(new)), 1) as reader:
        used = server.cpu()
        took = sorted(await reader.change(len(new)))
        return Reruns(seen, (server.cpu() - used) / len(new), took, early, late)


def reruns(app: App, recorded: Recorded, book: Book, total: int) -> Reruns:
    """So many reruns by ten readers without a pause, on a fresh server."""
    with running(app) as server:
        wait(server)
        return asyncio.run(_reruns(server, recorded, book, total))


def table(found: dict[str, tuple[Seen, Held]]) -> list[str]:
    """The results side by side, as Markdown."""
    lines = [f"| | {' | '.join(found)} |", f"|---|{'---:|' * len(found)}"]
    for name, shown in _ROWS.items():
        lines.append(f"| {name} | {' | '.join(shown(*each) for each in found.values())} |")
    return lines


def _times(crowd: Crowd) -> str:
    return " / ".join(f"{percentile(crowd.seconds, part):.2f}" for part in (0.5, 0.95))


_ROWS: Final[dict[str, Callable[[Seen, Held], str]]] = {
    "start of the server to first chart, s": lambda seen, _: f"{seen.start:.2f}",
    "cold page, s": lambda seen, _: f"{seen.cold.seconds:.2f}",
    "cold page, MB": lambda seen, _: f"{seen.cold.bytes / 1e6:.2f}",
    "cold page on 10 Mbit/s and 40 ms, s": lambda seen, _: f"{seen.slow.seconds:.2f}",
    "warm page, s": lambda seen, _: f"{seen.warm.seconds:.2f}",
    "warm page, MB": lambda seen, _: f"{seen.warm.bytes / 1e6:.2f}",
    "change to chart, median / p95, s": lambda seen, _: " / ".join(
        f"{percentile(seen.change, part):.2f}" for part in (0.5, 0.95)
    ),
    "server CPU a change, ms": lambda seen, _: f"{seen.cpu * 1e3:.0f}",
    "10 readers, median / p95, s": lambda _, held: _times(held.ten),
    "50 readers, median / p95, s": lambda _, held: _times(held.fifty),
    "50 readers, server CPU a change, ms": lambda _, held: f"{held.fifty.cpu * 1e3:.0f}",
    "memory with 50 readers, MB": lambda _, held: f"{held.fifty.memory:.0f}",
    "memory a session, MB": lambda _, held: f"{held.session:.2f}",
}


def goals(ours: Seen, dash: Seen, held: Held, run: Reruns) -> list[tuple[str, float, float]]:
    """Each goal: what, what was measured, and what it may be at most."""
    change, other = percentile(ours.change, 0.5), percentile(dash.change, 0.5)
    return [
        ("change to chart to Dash's", change / other, 0.9),
        ("server CPU a rerun, ms", ours.cpu * 1e3, 40),
        ("the same, view not seen before, ms", run.new * 1e3, 40),
        ("first start to first chart, s", ours.start, 3.2),
        ("cold page, MB", ours.cold.bytes / 1e6, 3),
        ("cold page on 10 Mbit/s and 40 ms, s", ours.slow.seconds, 5),
        ("50 readers, p95, s", percentile(held.fifty.seconds, 0.95), 1),
        ("a session, MB", held.session, 1),
        ("growth over the later nine tenths of the reruns, MB", run.late - run.early, _GROWTH),
    ]


def machine() -> str:
    """What the numbers depend on."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    info = Path("/proc/cpuinfo").read_text("utf-8")
    model = re.search(r"model name\s*: (.*)", info)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), Python "
        f"{platform.python_version()}, {versions}; load {load}"
    )


def measure(size: Size) -> bool:
    """Print everything; whether every goal is reached."""
    book = load(_FIGURES.read_bytes()).book
    assert book is not None, "the figures file has problems: run the check first"
    (topic, *_) = topics.of(book)
    first, second, *_ = state.pair_names(book).values()
    compared = servers.apps((first, second), f"/{topic}")
    print(f"Before: {machine()}", flush=True)
    with browser.launched() as chromium:
        seen = {}
        for app in compared:
            seen[app.name] = browser.see(chromium, app, size.repeats, size.changes)
            print(f"{app.name}: seen", file=sys.stderr, flush=True)
        print(f"Chromium {chromium.version}, every app in turn", flush=True)
    found = {
        app.name: (seen[app.name], held(app, seen[app.name].recorded, size)) for app in compared
    }
    print("\n".join(table(found)), flush=True)
    ours, crowds = found[OURS]
    run = reruns(compared[-1], ours.recorded, book, size.reruns)
    print(
        f"\n{size.reruns:,} reruns by ten readers: {run.seen * 1e3:.0f} ms of CPU each; "
        f"{run.early:.0f} MB after a tenth, {run.late:.0f} MB after all. Views never asked for "
        f"before: {run.new * 1e3:.0f} ms of CPU, {percentile(run.took, 0.5) * 1e3:.0f} ms at the "
        "server.\n"
    )
    reached = True
    for what, measured, most in goals(ours, seen[DASH], crowds, run):
        reached &= measured <= most
        print(f"{'reached' if measured <= most else 'MISSED '} {what}: {measured:.2f} of {most}")
    print(f"After: {machine()}")
    return reached


if __name__ == "__main__":
    sys.exit(not measure(QUICK if sys.argv[1:] == ["quick"] else FULL))
