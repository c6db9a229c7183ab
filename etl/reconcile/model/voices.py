"""Equal statements are one with a multiplicity, and copies of one text are one voice.

Must not solve anything.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.reconcile.model.joined import Joined
from etl.reconcile.model.statements import Statement

OFFICIAL: Final = 3
"""An official figure weighs as much as so many independent statements in prose: one or two of
them do not outweigh it, but where more agree against it, it is the one that may be wrong."""

_EXCLUDING: Final = ("more_than", "less_than")


class Node(NamedTuple):
    """One or several equal statements."""

    statement: Statement
    """The first of them, by figure; one that is tested if there is any."""
    members: tuple[Statement, ...]
    """All, by figure."""
    weight: int
    """Voices, or what an official figure weighs."""

    @property
    def voices(self) -> frozenset[str]:
        """Whose texts say so."""
        return frozenset(m.voice for m in self.members)

    def untested(self) -> Node:
        """The same, but none of it gets a verdict."""
        return self._replace(
            statement=self.statement._replace(tested=False),
            members=tuple(m._replace(tested=False) for m in self.members),
        )

    def other(self, member: Statement) -> Statement | None:
        """Somebody else who says the same: not the same text, nor the same authority again."""
        return next((m for m in self.members if not _alike(m, member)), None)


def merged(group: tuple[Statement, ...]) -> list[Node]:
    """The statements of a group, those that say the very same as one; sorted by figure."""
    equal: dict[object, list[Statement]] = {}
    for s in group:
        excluded = s.figure.qualifier if s.figure.qualifier in _EXCLUDING else ""
        said = s.part, s.whole, s.low, s.high, excluded, s.official, s.measure
        equal.setdefault(said, []).append(s)
    nodes = [
        Node(
            min(members, key=lambda s: (not s.tested, s.figure.id)),
            tuple(members),
            _weight(members),
        )
        for members in equal.values()
    ]
    return sorted(nodes, key=lambda node: node.statement.figure.id)


def _weight(members: list[Statement]) -> int:
    """How many speak for themselves; a number of one authority that is repeated counts once."""
    joined = Joined()
    for n, member in enumerate(members):
        joined.join(n, ("voice", member.voice))
        if member.figure.authority:
            joined.join(n, ("authority", member.figure.authority))
    voices = len({joined.root(n) for n in range(len(members))})
    return voices * OFFICIAL if members[0].official else voices


def _alike(one: Statement, other: Statement) -> bool:
    authority = one.figure.authority
    same = bool(authority) and authority == other.figure.authority
    return one.voice == other.voice or same
