"""How fast and how large reading, checking, tidying and writing CSV are.

Against the floor (libyaml's event stream, the physical limit) and against the plain way
(`yaml.safe_load`, a data frame, `to_csv`), in one run, each in a process of its own.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path
from typing import Final

from tests.bench.figures_file import text
from tests.bench.servers import as_usual

SIZES: Final = (40, 1_000, 10_000, 100_000)
RUNS: Final = 5
_LARGE: Final = 10_000
_PLAIN_UP_TO: Final = 10_000  # beyond, the plain way takes minutes

_PROLOGUE: Final = """
import gc, json, resource, sys, time
from pathlib import Path
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
def report(start, before):
    print(json.dumps({"seconds": time.perf_counter() - start, "memory": peak() - before}))
path = Path(sys.argv[1])
"""
_WAYS: Final = {
    "floor": """
from yaml._yaml import CParser
from yaml.events import StreamEndEvent
gc.disable()
before = peak(); start = time.perf_counter()
next_event = CParser(path.read_bytes()).get_event
while type(next_event()) is not StreamEndEvent:
    pass
report(start, before)
""",
    "etl": """
from etl.tables.export.csv import csv_bytes
from etl.book.load import load
from etl.tables.frames import tables
before = peak(); start = time.perf_counter()
book, problems = load(path.read_bytes())
assert book, problems[:3]
made = {name: csv_bytes(frame) for name, frame in tables(book).items()}
report(start, before)
""",
    "errors": """
from etl.book.load import load
from etl.core.problems import render
data = path.read_bytes().replace(b"value: 1", b"value: x1").replace(b"source-1\\n", b"sourc-1\\n")
before = peak(); start = time.perf_counter()
book, problems = load(data)
lines = data.decode().split("\\n")
shown = [render(problem, "figures.yaml", lines) for problem in problems]
assert len(shown) > 3
report(start, before)
""",
    "plain": """
import pandas, yaml
before = peak(); start = time.perf_counter()
frame = pandas.DataFrame(yaml.safe_load(path.read_bytes())["figures"])
frame.to_csv(index=False)
report(start, before)
""",
}


def _median(way: str, path: Path, runs: int = RUNS) -> tuple[float, float]:
    """Median seconds and bytes of peak memory over the imports."""
    made = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _PROLOGUE + _WAYS[way], str(path)],
            capture_output=True,
            check=True,
        )
        made.append(json.loads(done.stdout))
    return tuple(statistics.median(run[key] for run in made) for key in ("seconds", "memory"))


def _startup(code: list[str]) -> float:
    """Median milliseconds of a whole Python process."""
    script = (
        "import subprocess, sys, time; start = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(time.perf_counter() - start)"
    )
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", script, sys.executable, *code],
                env=as_usual(),
                capture_output=True,
                check=True,
            ).stdout
        )
        for _ in range(2 * RUNS + 1)
    ]
    return statistics.median(runs) * 1000


def main() -> bool:
    """Print the table, the growth and the start-up time of `check`; whether every goal is met."""
    goals: list[tuple[str, float, float]] = []
    took: dict[int, float] = {}
    print("| figures | seconds | to the floor | to the plain way | errors, seconds | kB a figure |")
    print("|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.yaml"
            path.write_text(text(size), "utf-8")
            seconds, memory = _median("etl", path)
            floor, _ = _median("floor", path)
            errors, _ = _median("errors", path)
            plain = _median("plain", path, 1)[0] / seconds if size <= _PLAIN_UP_TO else None
            to_plain = f"1/{plain:.0f}" if plain else "-"
            print(
                f"| {size:,} | {seconds:.3f} | {seconds / floor:.2f} | "
                f"{to_plain} | {errors:.3f} | {memory / size / 1000:.1f} |",
                flush=True,
            )
            took[size] = seconds
            if size >= _LARGE:
                goals.append((f"{size:,} figures to the floor", seconds / floor, 3.5))
                goals.append((f"{size:,} figures, kB each", memory / size / 1000, 6))
    few, many = SIZES[-2:]
    goals.append(("exponent", log(took[many] / took[few]) / log(many / few), 1.05))
    bare = _startup(["-c", "import yaml"])
    check = _startup(["-m", "etl", "check"])
    print(f"\n`import yaml` {bare:.0f} ms, `python -m etl check` of the real file {check:.0f} ms\n")
    goals.append(("check of the real file, ms", check, 1.3 * bare + 60))
    reached = True
    for what, measured, most in goals:
        reached &= measured <= most
        print(
            f"{'reached' if measured <= most else 'MISSED '} {what}: {measured:.2f} of {most:.4g}"
        )
    return reached


if __name__ == "__main__":
    sys.exit(not main())
