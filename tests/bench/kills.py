"""Kill `build` at random moments: the tables on disk are always the old or the new set, whole."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from etl.cli import main as etl_main
from tests.bench.figures_file import text

KILLS: Final = 200
_SEED: Final = 20260101


def _build(path: Path, out: Path) -> int:
    """A build in a process of its own that has everything imported; returns its id."""
    child = os.fork()
    if child:
        return child
    with Path(os.devnull).open("w") as quiet:
        os.dup2(quiet.fileno(), 1)
        os._exit(etl_main(["build", str(path), "--out", str(out)]))


def _content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def main() -> None:
    """Print how often the old and the new tables stood there after a kill, and nothing else."""
    random.seed(_SEED)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{size}.yaml" for size in (40, 60)]
        sets = []
        seconds = 0.0
        for path, size in zip(paths, (40, 60), strict=True):
            path.write_text(text(size), "utf-8")
            start = time.perf_counter()
            os.waitpid(_build(path, path.with_suffix("")), 0)
            seconds = time.perf_counter() - start
            sets.append(_content(path.with_suffix("")))
        out = Path(folder) / "tables"
        os.waitpid(_build(paths[0], out), 0)
        now = 0
        for _ in range(KILLS):
            child = _build(paths[1 - now], out)
            time.sleep(random.uniform(0, 1.2) * seconds)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            made = _content(out)
            if made == sets[1 - now]:
                now = 1 - now
                counts["new"] += 1
            else:
                counts["old" if made == sets[now] else "broken"] += 1
    print(
        f"{KILLS} kills: {counts['old']} old sets, {counts['new']} new, {counts['broken']} broken"
    )
    if counts["broken"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
