"""A server for as long as you like: `python -m tests.bench.soak [MINUTES [READERS [SLOW]]]`.

Two hundred readers change something now and then, a tenth of them leaves every minute and others
come, and some clients send their requests one byte at a time. Every minute it prints memory,
descriptors, threads and sessions; at the end, whether memory and descriptors were flat.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.readers import Readers
from tests.bench.servers import ROOT, Server, wait
from tests.bench.sizes import own_cpu, own_memory, ready, recorded, until
from tests.bench.starts import serving

_MINUTES: Final = 30
_READERS: Final = 200
_SLOW: Final = 100
_EVERY: Final = 60.0
"""Seconds between two changes of a reader."""
_GROUPS: Final = 10
_DRIP: Final = 2.0
"""Seconds between two bytes of a slow client."""
_ROOM: Final = 1.05
"""Of memory: what may be added between the first half and the second."""
_NAMES: Final = ["Italy", "European Union"]
_SEED: Final = 7


class Minute(NamedTuple):
    """What one minute has left."""

    memory: float
    """Megabytes."""
    descriptors: int
    threads: int
    sessions: int
    p95: float
    """Seconds of a change, the 95th percentile of the minute."""
    closed: int
    """Slow clients that the server has closed."""


class Slow:
    """Clients that send a head one byte after the other; each comes again when it is closed."""

    def __init__(self, address: str, count: int) -> None:
        self._host, port = address.removeprefix("http://").split(":")
        self._port = int(port)
        self._tasks = [asyncio.create_task(self._drip(number)) for number in range(count)]
        self.closed = 0

    async def _drip(self, number: int) -> None:
        head = b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"a" * 10_000
        await asyncio.sleep(number * _DRIP / len(head))
        while True:
            reader, writer = await asyncio.open_connection(self._host, self._port)
            try:
                for at in range(len(head)):
                    writer.write(head[at : at + 1])
                    await writer.drain()
                    ended = asyncio.create_task(reader.read(1))
                    done, _ = await asyncio.wait({ended}, timeout=_DRIP)
                    if done:
                        ended.exception()  # looked at: to be reset is an end too
                        break
                    ended.cancel()
            except ConnectionError:
                pass
            finally:
                writer.close()
            self.closed += 1

    async def stop(self) -> None:
        """Be gone."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def soak(server: Server, minutes: float, readers: int, slow: int) -> list[Minute]:
    """What each minute has left, printed as it passes."""
    generator = random.Random(_SEED)
    groups = [Readers(server.address, recorded(_NAMES), readers // _GROUPS) for _ in range(_GROUPS)]
    for group in groups:
        await group.__aenter__()
    dripping = Slow(server.address, slow)
    found: list[Minute] = []
    ends = time.monotonic() + 60 * minutes
    while time.monotonic() < ends:
        started = time.monotonic()
        each = max(1, round(60 / _EVERY))
        took = sorted(
            seconds
            for group in await asyncio.gather(*(group.change(each, _EVERY) for group in groups))
            for seconds in group
        )
        leaving = generator.randrange(len(groups))
        await groups[leaving].__aexit__()
        groups[leaving] = Readers(server.address, recorded(_NAMES), readers // _GROUPS)
        await groups[leaving].__aenter__()
        found.append(await asyncio.to_thread(_looked, server, took, dripping.closed))
        print(
            f"| {len(found)} | {found[-1].memory:.0f} | {found[-1].descriptors} "
            f"| {found[-1].threads} | {found[-1].sessions} | {found[-1].p95:.2f} "
            f"| {found[-1].closed} | {time.monotonic() - started:.0f} |",
            flush=True,
        )
    await dripping.stop()
    for group in groups:
        await group.__aexit__()
    return found


def _looked(server: Server, took: list[float], closed: int) -> Minute:
    process = Path(f"/proc/{server.process.pid}")
    return Minute(
        own_memory(server),
        len(list((process / "fd").iterdir())),
        len(list((process / "task").iterdir())),
        int(ready(server).get("sessions", -1)),
        took[int(0.95 * len(took))],
        closed,
    )


def flat(found: list[Minute]) -> list[str]:
    """What has grown from the first half to the second, in sentences; the first tenth warms up."""
    later = found[max(1, len(found) // 10) :]
    half = len(later) // 2
    if not half:
        return ["too short to tell: give more minutes"]
    grown = []
    for name in ("memory", "descriptors", "threads"):
        first, last = (
            statistics.mean(getattr(minute, name) for minute in part)
            for part in (later[:half], later[-half:])
        )
        print(f"{name}: {first:.1f} in the first half, {last:.1f} in the second")
        if last > _ROOM * first:
            grown.append(f"{name} grew from {first:.1f} to {last:.1f}")
    return grown


def main(minutes: float = _MINUTES, readers: float = _READERS, slow: float = _SLOW) -> bool:
    """Print every minute; whether nothing has grown."""
    with tempfile.TemporaryDirectory() as folder:
        figures = ROOT / "data" / "figures.yaml"
        with serving(figures, Path(folder)) as server:
            wait(server)
            until(server, "reconciled")
            print(f"{readers:.0f} readers, {slow:.0f} slow clients, {minutes:g} minutes")
            print("| minute | MB | descriptors | threads | sessions | p95, s | slow closed | s |")
            print(f"|{'---:|' * 8}", flush=True)
            used = own_cpu(server)
            found = asyncio.run(soak(server, minutes, int(readers), int(slow)))
            print(f"{own_cpu(server) - used:.0f} s of CPU")
    grown = flat(found)
    print("\n".join(grown))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"load of the machine at the end: {load}")
    return not grown


if __name__ == "__main__":
    sys.exit(not main(*(float(each) for each in sys.argv[1:])))
