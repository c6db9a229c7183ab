"""Random query strings on the pages, without a browser: each gives a page and never an exception.

`python -m tests.bench.addresses [COUNT]`. The API's ten thousand are in tests/test_api_hostile.py.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from random import Random
from typing import Final

from dashboard.screens import mishap
from tests.queries import opened, queries

COUNT: Final = 10_000
_SEED: Final = 20260101
_VIEWS: Final = ("", "trade", "investment", "companies", "visas", "documents", "agree", "tables")
"""Addresses of pages."""


def main() -> None:
    """Print how many addresses gave a page; exit code 1 if one gave an exception."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    random = Random(_SEED)
    made = queries(random)
    shown: Counter[str] = Counter()
    failed = []
    mishap.CAUGHT.clear()
    start = time.perf_counter()
    for _ in range(count):
        query, view = next(made), random.choice(_VIEWS)
        app = opened(query, view)
        if app.exception or not app.title:
            failed.append(f"{view}?{query[:200]}: {[item.message for item in app.exception]}")
        shown[view] += 1
    seconds = time.perf_counter() - start
    print(f"{count:,} addresses in {seconds:.0f} s, {len(failed)} without a page: {dict(shown)}")
    for line in failed[:10]:
        print(line)
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
