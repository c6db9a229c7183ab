"""Fuzzing of the reader: every input gives a book or problems, in two seconds and 500 MB at most.

`python -m tests.bench.fuzz [SECONDS]`. Inputs are mutations of the real file and piles of what
YAML finds hard, up to 1 MB. The same seed gives the same inputs.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from etl.book.load import load
from etl.core.problems import render

SECONDS: Final = 600
SLOWEST: Final = 2.0
LARGEST: Final = 1_000_000
MEMORY: Final = 500_000_000
_SEED: Final = 20260101
_REAL: Final = (Path(__file__).parents[2] / "data" / "figures.yaml").read_bytes()
_TOKENS: Final = [
    *(b"- ", b": ", b"? ", b"| ", b"> ", b"[", b"]", b"{", b"}", b", ", b"#", b"\n", b"\n  "),
    *(b"'", b'"', b"\\", b"\\u202e", b"\\x00", b"&a ", b"*a ", b"!!str ", b"!<tag:x> ", b"%TAG"),
    *(
        b"---\n",
        b"...\n",
        b"<<: ",
        b"\t",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
    ),
    *(b"NaN", b".inf", b"1_000", b"1e999", b"0x1F", b"010", b"12:30:00", b"no", b"~", b"=1+1"),
    *(
        b"99999999999999999999 billion USD",
        b"2024-02-30",
        b"2024/2023",
        b"-0",
        b"id: ",
        b"figures:",
    ),
]


class Worst(NamedTuple):
    """How the slowest input did."""

    seconds: float
    bytes: int


def inputs(random: Random) -> Iterator[bytes]:
    """Inputs without an end."""
    while True:
        kind = random.random()
        if kind < 0.7:
            yield _mutated(random)
        elif kind < 0.9:
            yield b"".join(random.choices(_TOKENS, k=random.randint(1, 2_000)))
        elif kind < 0.97:
            token = random.choice(_TOKENS)
            yield (token * (random.choice((10, 1_000, LARGEST)) // len(token)))[:LARGEST]
        else:
            yield random.randbytes(random.randint(0, 20_000))


def _mutated(random: Random) -> bytes:
    data = bytearray(_REAL)
    for _ in range(random.choice((1, 1, 1, 2, 3, 10, 100))):
        at = random.randrange(len(data) + 1)
        change = random.random()
        if change < 0.3:
            data[at:at] = random.choice(_TOKENS)
        elif change < 0.5:
            del data[at : at + random.choice((1, 2, 10, 1_000))]
        elif change < 0.7 and data:
            data[min(at, len(data) - 1)] = random.randrange(256)
        elif change < 0.85:
            start = random.randrange(len(data) + 1)
            data[at:at] = data[start : start + random.choice((10, 100, 2_000))]
        else:
            data[at:at] = random.choice(_TOKENS) * random.choice((2, 50, 5_000))
    return bytes(data[:LARGEST])


def run(tries: Iterator[bytes], until: float | int, *, timed: bool) -> tuple[int, Worst]:
    """Read inputs; until: seconds if timed, else how many. Raises AssertionError for a bad one."""
    worst = Worst(0.0, 0)
    start = time.perf_counter()
    count = 0
    while (time.perf_counter() - start if timed else count) < until:
        data = next(tries)
        before = time.perf_counter()
        book, problems = load(data)
        lines = data.decode("utf-8", errors="replace").split("\n")
        shown = [render(problem, "figures.yaml", lines) for problem in problems]
        seconds = time.perf_counter() - before
        assert (book is None) == bool(problems), data[:1_000]
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems), data[:1_000]
        assert all("Traceback" not in text for text in shown)
        worst = max(worst, Worst(seconds, len(data)))
        count += 1
    return count, worst


def main() -> None:
    """Print how many inputs were read and how the slowest did."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    count, worst = run(inputs(Random(_SEED)), seconds, timed=True)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - held
    print(
        f"{count:,} inputs in {seconds:.0f} s, none raised; slowest {worst.seconds:.2f} s for "
        f"{worst.bytes:,} bytes; memory grew by {grown / 1e6:.0f} MB"
    )
    if worst.seconds > SLOWEST or grown > MEMORY:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
