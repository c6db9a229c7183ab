"""Every bench but the soak, or those that are named: `python -m tests.bench [NAME...]`.

After a single name stand its own arguments: `make bench BENCH="soak 10"` takes ten minutes.

Each runs in a process of its own, so that none profits from what another has loaded.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

NAMES: Final = (
    "etl",
    "audit",
    "drafts",
    "reconcile",
    "kills",
    "fuzz",
    "search",
    "addresses",
    "spreadsheet",
    "dashboard",
    "sizes",
    "soak",
)
_ONLY_NAMED: Final = ("soak",)
"""Half an hour: run where it is asked for."""


def main(names: list[str]) -> int:
    """Run the benches in order; 1 where one of them has missed a limit, 2 for an unknown name."""
    named, given = [name for name in names if name in NAMES], []
    if len(named) == 1:
        # What follows the name of a single bench is its own.
        names, given = names[:1], names[1:]
    if unknown := [name for name in names if name not in NAMES]:
        print(f"no bench {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or [name for name in NAMES if name not in _ONLY_NAMED]:
        print(f"\n## {name}\n", flush=True)
        command = [sys.executable, "-m", f"tests.bench.{name}", *given]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nmissed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
