"""Every property of the suite on inputs that nobody has tried: new seeds for ten minutes.

`make test` tries the same inputs each time. A failure here prints the seed that repeats it:
`ATTESTED_SEARCH=300 python -m pytest --hypothesis-seed=SEED TEST`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from secrets import randbelow
from typing import Final

from tests.conftest import ROOT, SEARCH

_SECONDS: Final = 600
_EXAMPLES: Final = 300
_SEEDS: Final = 2**32


def main(seconds: float = _SECONDS) -> int:
    """Run all tests that hypothesis feeds, seed after seed; 1 where one of them failed."""
    end = time.monotonic() + seconds
    runs = 0
    while time.monotonic() < end:
        seed = randbelow(_SEEDS)
        marked = "hypothesis" if runs else "hypothesis or whole"  # the whole is the same each time
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-m", f"({marked}) and not e2e"),
                f"--hypothesis-seed={seed}",
                "tests",
            ],
            cwd=ROOT,
            env={**os.environ, SEARCH: str(_EXAMPLES)},
            capture_output=True,
            text=True,
            check=False,
        )
        runs += 1
        if done.returncode:
            print(done.stdout)
            print(f"seed {seed} fails after {runs} runs of {_EXAMPLES} examples a property")
            return 1
    print(f"{runs} seeds, {_EXAMPLES} examples a property each: nothing fails")
    return 0


if __name__ == "__main__":
    sys.exit(main())
