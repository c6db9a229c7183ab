"""Large answers: one is made at a time, and once for all who ask for it meanwhile.

Twelve workbooks of 20,000 figures at once took a gigabyte. Must not know what is made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field


@dataclass
class _Answer:
    lock: threading.Lock = field(default_factory=threading.Lock)
    asking: int = 0
    data: bytes | None = None


class Large:
    """What is being made, by name; nothing is held once all who asked for it have it."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, _Answer] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def of(self, name: Hashable, make: Callable[[], bytes]) -> bytes:
        """What has the name; who asks for the same meanwhile waits, and makes it if that fails."""
        with self._lock:
            answer = self._answers.setdefault(name, _Answer())
            answer.asking += 1
        try:
            with answer.lock:
                if answer.data is None:
                    with self._turn:
                        answer.data = make()
                return answer.data
        finally:
            with self._lock:
                answer.asking -= 1
                if not answer.asking:
                    del self._answers[name]
