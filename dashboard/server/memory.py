"""How this process holds memory: what readers leave behind is used again or given back.

Leans on the C library (glibc), by names that others do not have. Must load nothing.
"""

from __future__ import annotations

import ctypes
import os
from typing import Final

_ARENA_MAX: Final = -8
"""M_ARENA_MAX of mallopt(3)."""
_POOL: Final = "ARROW_DEFAULT_MEMORY_POOL"


def share() -> None:
    """One heap for all threads and for Arrow; before there are threads, and before it is loaded.

    By itself each thread gets a heap of its own, up to eight for each core, and Arrow one more:
    what one has let go of is of no use to the others. Of 20,000 figures it was a fifth of all.
    Python runs one thread at a time, so that none waits for the heap.
    """
    os.environ.setdefault(_POOL, "system")
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give the system what was let go of and the C library keeps for later."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
