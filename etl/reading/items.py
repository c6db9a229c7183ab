"""The items of one paragraph, asked by place: beyond its ends nothing stands.

Must not know what they make together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.reading.lexing import Item


class Items:
    """What stands at each place."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items

    def _kind(self, at: int) -> str:
        return self.items[at].kind if 0 <= at < len(self.items) else ""

    def _fact(self, at: int, kind: str) -> Any:
        return self.items[at].facts.get(kind) if 0 <= at < len(self.items) else None

    def _text(self, at: int) -> str:
        return self.items[at].text if 0 <= at < len(self.items) else ""

    def _is_glued(self, at: int) -> bool:
        """Whether nothing stands between an item and the next one."""
        return at + 1 < len(self.items) and self.items[at].end == self.items[at + 1].start
