"""Waiting in tests for what happens in another thread or process, never for a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def until(happened: Callable[[], object], seconds: float = 60) -> None:
    """Look again and again; fails where it has not happened within so many seconds."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def awaited(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """What it returns, in a thread of its own: in this one a browser's loop may be running."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, coroutine).result()
