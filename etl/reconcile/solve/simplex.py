"""The simplex method in rational arithmetic: what it says of a system holds to the last digit.

Bounds come and go while the table of rows stays, so one question costs little after another
(the general simplex of Dutertre and de Moura 2006, with Bland's rule against cycles). Numbers
are whole where they can be: sums of amounts need no fractions. Knows rows, not statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

Number = int | Fraction
Terms = Mapping[int, Number]
"""Unknown -> coefficient, not zero."""

PIVOTS: Final = 20_000
"""Steps that one question may take; far more than any system of a few hundred rows needs."""

_PATIENCE: Final = 200
"""Steps that are chosen to keep the table small, before Bland's rule makes sure of an end."""


class Undecided(ArithmeticError):
    """A question took more steps than it may."""


class Answer(NamedTuple):
    """What is known of a sum of unknowns, with the rows that are the reason."""

    value: Number | None
    """The most that it can be; None where nothing stops it."""
    weights: dict[int, Number]
    """Row -> weight: the rows, so weighted, add up to the sum. Above zero for upper ends."""
    ray: tuple[int, int] = (-1, 0)
    """Where nothing stops it: the variable that can grow (1) or shrink (-1) without end."""


def tidy(number: Number) -> Number:
    """A whole number as an int, which is faster."""
    return number.numerator if number.denominator == 1 else number


def over(top: Number, bottom: Number) -> Number:
    """The exact quotient."""
    return tidy(Fraction(top) / bottom)


class Simplex:
    """Rows over non-negative unknowns, each row between bounds that may be changed."""

    def __init__(self, width: int, rows: Sequence[Terms], free: Iterable[int] = ()) -> None:
        """width: number of unknowns; rows: their terms; free: unknowns that may be negative."""
        self._width = width
        size = width + len(rows)
        self._low: list[Number | None] = [0] * width + [None] * len(rows)
        self._high: list[Number | None] = [None] * size
        for unknown in free:
            self._low[unknown] = None
        self._at: list[Number] = [0] * size
        self._rows: dict[int, dict[int, Number]] = {}
        """Basic variable -> the others that it is a sum of."""
        self._columns: list[set[int]] = [set() for _ in range(size)]
        """Variable that is not basic -> the basic ones that it stands in."""
        for n, terms in enumerate(rows):
            self._rows[width + n] = dict(terms)
            for unknown in terms:
                self._columns[unknown].add(width + n)
        self._wrong: set[int] = set()
        """Basic variables that may be out of their bounds."""
        self._left = 0

    def hold(self, row: int, low: Number | None, high: Number | None) -> None:
        """Put a row between bounds; None for no bound."""
        self._bound(self._width + row, low, high)

    def limit(self, unknown: int, high: Number) -> None:
        """An upper end of one unknown."""
        self._bound(unknown, self._low[unknown], high)

    def _bound(self, variable: int, low: Number | None, high: Number | None) -> None:
        self._low[variable], self._high[variable] = low, high
        if variable in self._rows:
            self._wrong.add(variable)
            return
        at = self._at[variable]
        if low is not None and at < low:
            self._move(variable, low)
        elif high is not None and at > high:
            self._move(variable, high)

    def contradiction(self) -> dict[int, Number] | None:
        """Rows that cannot all hold, with weights that prove it (Farkas); None if they can."""
        self._left = PIVOTS
        while (basic := self._first_wrong()) is not None:
            low, high = self._low[basic], self._high[basic]
            at = self._at[basic]
            up = low is not None and at < low
            target = low if up else high
            assert target is not None
            entering = self._entering(basic, up=up)
            if entering is None:
                return self._named({**self._rows[basic], basic: -1}, 1 if up else -1)
            change = over(target - at, self._rows[basic][entering])
            self._move(entering, tidy(self._at[entering] + change))
            self._pivot(basic, entering)
        return None

    def most(self, aim: Terms, enough: Number | None = None) -> Answer:
        """The most that a sum can be; asked only where `contradiction` has just found none.

        enough: stop as soon as the sum is more.
        """
        self._left = PIVOTS
        costs = self._expressed(aim)
        while True:
            if enough is not None and self.value(aim) > enough:
                return Answer(self.value(aim), {})
            entering = self._improving(costs)
            if entering is None:
                return Answer(self.value(aim), self._named(costs, 1))
            up = costs[entering] > 0
            step, leaving = self._room(entering, up=up)
            if step is None and enough is None:
                return Answer(None, {}, (entering, 1 if up else -1))
            if step is None:  # as far as is enough, and one more
                step = over((enough or 0) - self.value(aim), _size(costs[entering])) + 1
            self._move(entering, tidy(self._at[entering] + (step if up else -step)))
            if leaving is not None:
                self._pivot(leaving, entering)
                costs = _replaced(costs, entering, self._rows[entering])

    def rate(self, aim: Terms, ray: tuple[int, int]) -> Number:
        """How fast a sum grows along a ray."""
        return tidy(self._expressed(aim).get(ray[0], 0) * ray[1])

    def value(self, aim: Terms) -> Number:
        """A sum in the point that was found last."""
        return tidy(sum((c * self._at[u] for u, c in aim.items()), Fraction(0)))

    def _first_wrong(self) -> int | None:
        """The first basic variable out of its bounds."""
        for basic in sorted(self._wrong):
            if basic in self._rows and self._is_out(basic):
                return basic
            self._wrong.discard(basic)
        return None

    def _is_out(self, variable: int) -> bool:
        low, high, at = self._low[variable], self._high[variable], self._at[variable]
        return (low is not None and at < low) or (high is not None and at > high)

    def _entering(self, basic: int, *, up: bool) -> int | None:
        """A variable whose move brings a basic one back towards its bounds."""
        able = [v for v, c in self._rows[basic].items() if self._can(v, up=(c > 0) is up)]
        if not able:
            return None
        if self._left > PIVOTS - _PATIENCE:
            return min(able, key=lambda v: (len(self._columns[v]), v))
        return min(able)

    def _can(self, variable: int, *, up: bool) -> bool:
        bound = self._high[variable] if up else self._low[variable]
        at = self._at[variable]
        return bound is None or (at < bound if up else at > bound)

    def _improving(self, costs: dict[int, Number]) -> int | None:
        able = [v for v, c in costs.items() if c and self._can(v, up=c > 0)]
        if not able:
            return None
        if self._left > PIVOTS - _PATIENCE:
            return min(able, key=lambda v: (len(self._columns[v]), v))
        return min(able)

    def _room(self, entering: int, *, up: bool) -> tuple[Number | None, int | None]:
        """How far a variable can move, and the basic one that stops it; None: its own bound."""
        own = self._high[entering] if up else self._low[entering]
        step = None if own is None else _size(own - self._at[entering])
        leaving: int | None = None
        for basic in self._columns[entering]:
            coefficient = self._rows[basic][entering]
            bound = self._high[basic] if (coefficient > 0) is up else self._low[basic]
            if bound is None:
                continue
            room = over(_size(bound - self._at[basic]), _size(coefficient))
            if step is None or room < step or (room == step and (leaving or -1) > basic):
                step, leaving = room, basic
        return step, leaving

    def _move(self, variable: int, to: Number) -> None:
        """Set a variable that is not basic, and all that follow it."""
        change = to - self._at[variable]
        self._at[variable] = to
        if not change:
            return
        for basic in self._columns[variable]:
            moved = self._at[basic] + self._rows[basic][variable] * change
            self._at[basic] = moved if type(moved) is int else tidy(moved)
            self._wrong.add(basic)

    def _pivot(self, leaving: int, entering: int) -> None:
        """Exchange a basic variable with one that is not."""
        self._left -= 1
        if self._left < 0:
            raise Undecided(f"more than {PIVOTS:,} steps")
        row = self._rows.pop(leaving)
        inverse = over(1, row.pop(entering))
        for variable in row:
            self._columns[variable].discard(leaving)
        made = {v: _times(-inverse, c) for v, c in row.items()}
        made[leaving] = inverse
        users = self._columns[entering]
        users.discard(leaving)
        self._columns[entering] = set()
        self._columns[leaving] = set()
        for basic in users:
            self._add(basic, self._rows[basic], self._rows[basic].pop(entering), made)
        self._rows[entering] = made
        for variable in made:
            self._columns[variable].add(entering)
        self._wrong.discard(leaving)
        self._wrong.add(entering)

    def _add(
        self, basic: int, row: dict[int, Number], times: Number, other: dict[int, Number]
    ) -> None:
        for variable, coefficient in other.items():
            more = times * coefficient
            old = row.get(variable)
            if old is None:
                row[variable] = more if type(more) is int else tidy(more)
                self._columns[variable].add(basic)
                continue
            total = old + more
            if total:
                row[variable] = total if type(total) is int else tidy(total)
            else:
                del row[variable]
                self._columns[variable].discard(basic)

    def _expressed(self, aim: Terms) -> dict[int, Number]:
        """A sum of unknowns in variables that are not basic."""
        costs: dict[int, Number] = {}
        for unknown, times in aim.items():
            for variable, c in self._rows.get(unknown, {unknown: 1}).items():
                costs[variable] = tidy(costs.get(variable, 0) + times * c)
        return costs

    def _named(self, weights: Mapping[int, Number], sign: int) -> dict[int, Number]:
        """Weights of rows; that an unknown is not negative needs no reason."""
        return {v - self._width: sign * c for v, c in weights.items() if c and v >= self._width}


def _size(number: Number) -> Number:
    return number if number >= 0 else -number


def _times(one: Number, other: Number) -> Number:
    product = one * other
    return product if type(product) is int else tidy(product)


def _replaced(costs: dict[int, Number], variable: int, row: dict[int, Number]) -> dict[int, Number]:
    times = costs.pop(variable)
    for other, coefficient in row.items():
        total = tidy(costs.get(other, 0) + times * coefficient)
        if total:
            costs[other] = total
        else:
            costs.pop(other, None)
    return costs
