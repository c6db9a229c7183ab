"""The fewest statements that have to be wrong, proven, and which of them in every such choice.

A choice that hits every contradiction known so far is tried; where it leaves a contradiction, that
is one more; where it leaves none, no lighter one can (implicit hitting sets: Chandrasekaran, Karp,
Moreno-Centeno and Vempala 2011). So it is proven without knowing every contradiction. Whether a
statement is in every choice or only in some is asked in the same way, with that statement believed
or left out. Works on places in a group; knows nothing of amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

Places = frozenset[int]
Demand = tuple[Places, ...]
"""Of these sets of statements one has to be left out as a whole."""

NOBODY: Final[Places] = frozenset()

QUESTIONS: Final = 400
"""Choices that are tried in one group; bounds time. What is not proven by then is told as such."""

STEPS: Final = 20_000
"""Steps of all searches among demands in one group."""

MANY: Final = 12
"""Sets of which one at least has to be wrong that are told, where they overlap."""

_BLOCK: Final = 12
"""Statements of a block: those that the narrowest demands bind, solved in full."""


class Exhausted(Exception):
    """More questions or steps than are allowed."""


class Fewest(NamedTuple):
    """What is proven about the lightest ways to mend a group."""

    chosen: Places
    """One of them."""
    every: Places
    """Statements in every one of them."""
    some: Places
    """Statements in some of them, or of which it is not proven that they are in none."""
    doubtful: tuple[Places, ...]
    """Of which only some have to be wrong, one of each set at least."""


class _Taste(NamedTuple):
    """Which of two choices is tried first."""

    weights: Sequence[int]
    known: Places
    """A choice that mends everything: what is near to it is likely to do so too."""

    def weight(self, places: Places) -> int:
        """The voices of all."""
        return sum(self.weights[n] for n in places)

    def rank(self, places: Places) -> tuple[int, int]:
        """The lighter first, then the nearer to the known."""
        return self.weight(places), len(places - self.known)


class _Steps:
    """How many more there may be."""

    def __init__(self, left: int) -> None:
        self._left = left

    def take(self) -> None:
        """One more."""
        self._left -= 1
        if self._left < 0:
            raise Exhausted


class Search:
    """Lightest choices of one group."""

    def __init__(
        self,
        everyone: Places,
        weights: Sequence[int],
        contradiction: Callable[[Places], Places | None],
        demand: Callable[[Places], Demand],
    ) -> None:
        """contradiction: a minimal one among the believed, if any; demand: what it asks for."""
        self._everyone, self._weights = everyone, weights
        self._contradiction, self._demand = contradiction, demand
        self._questions, self._steps = _Steps(QUESTIONS), _Steps(STEPS)
        self._taste = _Taste(weights, NOBODY)
        self._parts: list[_Part] = []

    def find(self, known: Iterable[Places]) -> Fewest | None:
        """The lightest choices, from contradictions that are known; None where none is proven."""
        for conflict in known:
            self._add(self._demand(conflict))
        try:
            chosen = self._proven(NOBODY, NOBODY, None)
        except Exhausted:
            return None
        assert chosen is not None  # to leave out everyone mends everything
        self._taste = _Taste(self._weights, chosen)
        self._parts = [_Part(part.demands, self._taste) for part in self._parts]
        every, some = set(chosen), set(chosen)
        most = self._taste.weight(chosen)
        for n in sorted(chosen):
            self._ask(NOBODY, frozenset({n}), most, every, some, n)
        for n in sorted({n for part in self._parts for n in part.members} - chosen):
            if n not in some:
                self._ask(frozenset({n}), NOBODY, most, every, some, n)
        return Fewest(
            chosen, frozenset(every), frozenset(some), self._doubtful(chosen, every, some)
        )

    def _ask(
        self, out: Places, kept: Places, most: int, every: set[int], some: set[int], n: int
    ) -> None:
        """Whether some lightest choice leaves a statement out, or one believes it."""
        if kept and n not in every:
            return
        try:
            other = self._proven(out, kept, most)
        except Exhausted:  # what is not proven is not said of it
            some.add(n)
            every.discard(n)
            return
        if other is not None:
            every &= other
            some |= other

    def _proven(self, out: Places, kept: Places, most: int | None) -> Places | None:
        """A lightest choice of those with some and without others; None if it weighs too much."""
        while True:
            chosen = self._candidate(out, kept)
            if chosen is None or (most is not None and self._taste.weight(chosen) > most):
                return None
            self._questions.take()
            conflict = self._contradiction(self._everyone - chosen)
            if conflict is None:
                return chosen
            self._add(self._demand(conflict))

    def _candidate(self, out: Places, kept: Places) -> Places | None:
        chosen = out
        for part in self._parts:
            lightest = part.lightest(out & part.members, kept & part.members, self._steps)
            if lightest is None:
                return None
            chosen |= lightest
        return chosen

    def _add(self, demand: Demand) -> None:
        """Take in one more demand: parts that it binds become one."""
        members = frozenset().union(*demand)
        bound = [p for p in self._parts if p.members & members]
        self._parts = [p for p in self._parts if p not in bound]
        demands = [d for p in bound for d in p.demands]
        self._parts.append(_Part([*demands, demand], self._taste))

    def _doubtful(self, chosen: Places, every: set[int], some: set[int]) -> tuple[Places, ...]:
        """What may be wrong and need not be, in sets of which one at least has to be."""
        clauses: list[Places] = []
        for demand in (d for part in self._parts for d in part.demands):
            left = [a - every for a in demand if a <= some]
            if left and NOBODY not in left:
                clauses.append(NOBODY.union(*left))
        return one_each(clauses, frozenset(some - every), len(chosen - every))


def one_each(clauses: Iterable[Places], doubtful: Places, wrong: int) -> tuple[Places, ...]:
    """Sets of which one at least has to be wrong, apart from one another as far as that goes.

    clauses: all such sets that are known; doubtful: statements that may be wrong and need not be,
    each of which is in one of the sets that are told; wrong: how many of them are. One window over
    two years of two sources each so leaves a set for each year, and not one for both. Where sets
    that are apart are fewer than have to be wrong, all are told, unless they are many: of three of
    which each contradicts the others, no one is enough.
    """
    every = sorted(set(clauses), key=lambda c: (len(c), sorted(c)))
    known = [c for c in every if not any(other < c for other in every)]
    told: list[Places] = []
    for clause in known:
        if not any(clause & t for t in told):
            told.append(clause)
    if len(told) < wrong and len(known) <= MANY:
        told = known
    for n in sorted(doubtful):
        if not any(n in t for t in told):
            of_it = next((c for c in known if n in c), None)
            if of_it is None:  # in a choice that no clause asks for: weaker, but true
                of_it = (told.pop() if told else doubtful) | {n}
            told.append(of_it)
    return tuple(sorted(told, key=sorted))


class _Part:
    """Demands that hang together by their statements."""

    def __init__(self, demands: list[Demand], taste: _Taste) -> None:
        self.demands = demands
        self.members: Places = frozenset(n for d in demands for a in d for n in a)
        self._taste = taste
        self._blocks = _blocks(demands, taste)
        inside = {id(d) for b in self._blocks for d in b.demands}
        self._wide = [d for d in demands if id(d) not in inside]
        self._known: dict[tuple[Places, Places], Places | None] = {}

    def lightest(self, out: Places, kept: Places, steps: _Steps) -> Places | None:
        """The lightest choice with some statements and without others; None if there is none."""
        if (out, kept) not in self._known:
            self._known[out, kept] = self._sought(out, kept, steps)
        return self._known[out, kept]

    def _sought(self, out: Places, kept: Places, steps: _Steps) -> Places | None:
        least = self._least(out, kept, steps)
        if least is None or any(all(a & kept for a in d) for d in self.demands):
            return None
        most = self._taste.weight(least)
        while True:  # the budget grows by one: it prunes best where it is just too small
            choice = self._within(most, out, kept, steps)
            if choice is not None:
                return choice
            most += 1

    def _within(self, most: int, out: Places, kept: Places, steps: _Steps) -> Places | None:
        """A choice of at most so much."""
        steps.take()
        least = self._least(out, kept, steps)
        if least is None or self._taste.weight(least) > most:
            return None
        narrowest: list[Places] | None = None
        for demand in self._wide:
            if any(a <= least for a in demand):
                continue
            able = [a for a in demand if not a & kept and self._fits(out | a, kept, most, steps)]
            if not able:
                return None
            if narrowest is None or len(able) < len(narrowest):
                narrowest = able
        if narrowest is None:
            return least
        for some in sorted(narrowest, key=self._taste.rank):
            choice = self._within(most, out | some, kept, steps)
            if choice is not None:
                return choice
            if len(some) == 1:
                kept |= some
        return None

    def _fits(self, out: Places, kept: Places, most: int, steps: _Steps) -> bool:
        least = self._least(out, kept, steps)
        return least is not None and self._taste.weight(least) <= most

    def _least(self, out: Places, kept: Places, steps: _Steps) -> Places | None:
        """The lightest choice as far as single blocks tell; None where there is none."""
        chosen = set(out)
        for block in self._blocks:
            lightest = block.lightest(out & block.members, kept & block.members, steps)
            if lightest is None:
                return None
            chosen |= lightest
        return frozenset(chosen)


class _Block:
    """A few statements and the demands among them."""

    def __init__(self, demands: list[Demand], taste: _Taste) -> None:
        self.demands = demands
        self.members: Places = frozenset(n for d in demands for a in d for n in a)
        self._taste = taste
        self._known: dict[tuple[Places, Places], Places | None] = {}

    def lightest(self, out: Places, kept: Places, steps: _Steps) -> Places | None:
        """The lightest choice with some statements and without others, by trying all."""
        if (out, kept) not in self._known:
            steps.take()
            self._known[out, kept] = self._tried(out, kept, steps)
        return self._known[out, kept]

    def _tried(self, out: Places, kept: Places, steps: _Steps) -> Places | None:
        unmet = [d for d in self.demands if not any(a <= out for a in d)]
        if not unmet:
            return out
        demand = min(unmet, key=len)
        best, rank = None, self._taste.rank
        for some in demand:
            if some & kept:
                continue
            choice = self.lightest(out | some, kept, steps)
            if choice is not None and (best is None or rank(choice) < rank(best)):
                best = choice
        return best


def _blocks(demands: Sequence[Demand], taste: _Taste) -> list[_Block]:
    """The narrowest demands in blocks that share no statement."""
    blocks: list[_Block] = []
    for demand in sorted(demands, key=lambda d: len(frozenset().union(*d))):
        members = frozenset().union(*demand)
        touched = [b for b in blocks if b.members & members]
        if len(members.union(*(b.members for b in touched))) <= _BLOCK:
            blocks = [b for b in blocks if b not in touched]
            own = [d for b in touched for d in b.demands]
            blocks.append(_Block([*own, demand], taste))
    return blocks
