"""Disjoint sets: what hangs together through others."""

from __future__ import annotations


class Joined:
    """Disjoint sets (union by path halving)."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}

    def root(self, item: object) -> object:
        """A name for the set that an item is in."""
        parent = self._parent
        at = parent.setdefault(item, item)
        while at != item:
            parent[item] = parent[at]
            item, at = parent[item], parent[parent[item]]
        return item

    def join(self, one: object, other: object) -> None:
        """Put the sets of two items together."""
        self._parent[self.root(one)] = self.root(other)
