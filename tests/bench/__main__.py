"""Every bench, or those that are named: `python -m tests.bench [NAME...]`.

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
)


def main(names: list[str]) -> int:
    """Run the benches in order; 1 where one of them has missed a limit, 2 for an unknown name."""
    if unknown := [name for name in names if name not in NAMES]:
        print(f"no bench {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or NAMES:
        print(f"\n## {name}\n", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nmissed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
