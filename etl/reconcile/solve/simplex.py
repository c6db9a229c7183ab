"""The simplex method in rational arithmetic: what it says of a system holds to the last digit.

Bounds come and go while the table of rows stays, so one question costs little after another
(the general simplex of Dutertre and de Moura 2006, with Bland's rule against cycles). A row of the
table is kept as whole numbers over one denominator, which is several times as fast as a table of
fractions. Knows rows, not statements.

Why this and no solver in floating point: HiGHS, which was used before, gave no answer for some
random worlds, missed gaps below its tolerance and put bounds like 8000000080 for 8 billion into
tables. z3 is exact too, but 87 MB to install.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd, lcm
from typing import Final, NamedTuple

Number = int | Fraction
Pair = tuple[int, int]
"""A number within: whole numbers without a common divisor, the second one positive. Python's own
fractions take several times as long."""

Terms = Mapping[int, Number]
"""Unknown -> coefficient, not zero."""

PIVOTS: Final = 20_000
"""Steps that one question may take; far more than any system of a few hundred rows needs."""

_PATIENCE: Final = 200
"""Steps that are chosen to keep the table small, before Bland's rule makes sure of an end."""


_NOTHING: Final[Pair] = (0, 1)


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
    if type(top) is int and type(bottom) is int:
        quotient, left = divmod(top, bottom)
        return Fraction(top, bottom) if left else quotient
    return tidy(Fraction(top) / bottom)


class Simplex:
    """Rows over non-negative unknowns, each row between bounds that may be changed."""

    def __init__(self, width: int, rows: Sequence[Terms], free: Iterable[int] = ()) -> None:
        """width: number of unknowns; rows: their terms; free: unknowns that may be negative."""
        self._width = width
        size = width + len(rows)
        self._low: list[Pair | None] = [_NOTHING] * width + [None] * len(rows)
        self._high: list[Pair | None] = [None] * size
        for unknown in free:
            self._low[unknown] = None
        self._at: list[Pair] = [_NOTHING] * size
        self._rows: dict[int, dict[int, int]] = {}
        """Basic variable -> the others that it is a sum of, times `_under` of it."""
        self._under: dict[int, int] = {}
        """Basic variable -> denominator of its row."""
        self._columns: list[set[int]] = [set() for _ in range(size)]
        """Variable that is not basic -> the basic ones that it stands in."""
        for n, terms in enumerate(rows):
            under = lcm(*(c.denominator for c in terms.values()))
            self._under[width + n] = under
            self._rows[width + n] = {
                u: c.numerator * (under // c.denominator) for u, c in terms.items()
            }
            for unknown in terms:
                self._columns[unknown].add(width + n)
        self._queue: list[int] = []
        """Basic variables that may be out of their bounds, and some that are no more: a heap."""
        self._doubted: set[int] = set()
        """What is in the queue."""
        self._left = 0

    def hold(self, row: int, low: Number | None, high: Number | None) -> None:
        """Put a row between bounds; None for no bound."""
        self._bound(self._width + row, _pair(low), _pair(high))

    def limit(self, unknown: int, high: Number, low: Number = 0) -> None:
        """The ends of one unknown."""
        self._bound(unknown, _pair(low), _pair(high))

    def _bound(self, variable: int, low: Pair | None, high: Pair | None) -> None:
        self._low[variable], self._high[variable] = low, high
        if variable in self._rows:
            self._doubt(variable)
            return
        at = self._at[variable]
        if low is not None and _less(at, low):
            self._move(variable, low)
        elif high is not None and _less(high, at):
            self._move(variable, high)

    def contradiction(self) -> dict[int, Number] | None:
        """Rows that cannot all hold, with weights that prove it (Farkas); None if they can."""
        self._left = PIVOTS
        while (basic := self._first_wrong()) is not None:
            low, high = self._low[basic], self._high[basic]
            at = self._at[basic]
            up = low is not None and _less(at, low)
            target = low if up else high
            assert target is not None
            entering = self._entering(basic, up=up)
            if entering is None:
                row = {**self._rows[basic], basic: -self._under[basic]}
                return self._named(row, self._under[basic] if up else -self._under[basic])
            self._count()
            times = self._under[basic], self._rows[basic][entering]
            self._move(entering, _plus(self._at[entering], _plus(target, at, (-1, 1)), times))
            self._pivot(basic, entering)
        return None

    def most(self, aim: Terms, enough: Number | None = None) -> Answer:
        """The most that a sum can be; asked only where `contradiction` has just found none.

        enough: stop as soon as the sum is more.
        """
        self._left = PIVOTS
        costs, under = self._expressed(aim)
        while True:
            if enough is not None and self.value(aim) > enough:
                return Answer(self.value(aim), {})
            entering = self._chosen(costs, up=True)
            if entering is None:
                return Answer(self.value(aim), self._named(costs, under))
            up = costs[entering] > 0
            step, leaving = self._room(entering, up=up)
            if step is None and enough is None:
                return Answer(None, {}, (entering, 1 if up else -1))
            if step is None:  # as far as is enough, and one more
                far = over(((enough or 0) - self.value(aim)) * under, abs(costs[entering])) + 1
                step = far.numerator, far.denominator
            self._count()
            self._move(entering, _plus(self._at[entering], step, (1 if up else -1, 1)))
            if leaving is not None:
                self._pivot(leaving, entering)
                costs, under = _replaced(
                    costs, under, entering, self._rows[entering], self._under[entering]
                )

    def rate(self, aim: Terms, ray: tuple[int, int]) -> Number:
        """How fast a sum grows along a ray."""
        costs, under = self._expressed(aim)
        return over(costs.get(ray[0], 0) * ray[1], under)

    def value(self, aim: Terms) -> Number:
        """A sum in the point that was found last."""
        total = _NOTHING
        for unknown, times in aim.items():
            total = _plus(total, self._at[unknown], (times.numerator, times.denominator))
        return over(*total)

    def _first_wrong(self) -> int | None:
        """The first basic variable out of its bounds."""
        while self._queue:
            basic = self._queue[0]
            if basic in self._rows and self._is_out(basic):
                return basic
            heappop(self._queue)
            self._doubted.discard(basic)
        return None

    def _doubt(self, basic: int) -> None:
        """Note that a basic variable may be out of its bounds."""
        if basic not in self._doubted:
            self._doubted.add(basic)
            heappush(self._queue, basic)

    def _is_out(self, variable: int) -> bool:
        low, high, at = self._low[variable], self._high[variable], self._at[variable]
        return (low is not None and _less(at, low)) or (high is not None and _less(high, at))

    def _entering(self, basic: int, *, up: bool) -> int | None:
        """A variable whose move brings a basic one back towards its bounds."""
        return self._chosen(self._rows[basic], up=up)

    def _chosen(self, costs: Mapping[int, int], *, up: bool) -> int | None:
        """A variable that is not basic whose move makes a sum more (`up`) or less."""
        able: list[int] = []
        for variable, coefficient in costs.items():
            bound = (self._high if (coefficient > 0) is up else self._low)[variable]
            if bound is None or bound != self._at[variable]:  # it is never beyond
                able.append(variable)
        if not able:
            return None
        if self._left > PIVOTS - _PATIENCE:
            columns = self._columns
            return min(able, key=lambda v: (len(columns[v]), v))
        return min(able)

    def _room(self, entering: int, *, up: bool) -> tuple[Pair | None, int | None]:
        """How far a variable can move, and the basic one that stops it; None: its own bound."""
        own = self._high[entering] if up else self._low[entering]
        step = None if own is None else _size(_plus(own, self._at[entering], (-1, 1)))
        leaving: int | None = None
        rows, under, ats = self._rows, self._under, self._at
        for basic in self._columns[entering]:
            coefficient = rows[basic][entering]
            bound = (self._high if (coefficient > 0) is up else self._low)[basic]
            if bound is None:
                continue
            at = ats[basic]
            top = abs(bound[0] * at[1] - at[0] * bound[1]) * under[basic]
            bottom = bound[1] * at[1] * abs(coefficient)
            if step is not None:
                one, other = top * step[1], step[0] * bottom
                if one > other or (one == other and (leaving or -1) <= basic):
                    continue
            step, leaving = (top, bottom), basic
        if step is None or leaving is None:
            return step, leaving
        common = gcd(*step)
        return (step[0] // common, step[1] // common), leaving

    def _move(self, variable: int, to: Pair) -> None:
        """Set a variable that is not basic, and all that follow it."""
        at = self._at
        top, bottom = _plus(to, at[variable], (-1, 1))
        at[variable] = to
        if not top:
            return
        rows, under = self._rows, self._under
        for basic in self._columns[variable]:
            # As `_plus`, without the calls: this is done more often than anything else.
            old, old_bottom = at[basic]
            times = bottom * under[basic]
            new = old * times + top * rows[basic][variable] * old_bottom
            new_bottom = old_bottom * times
            if new_bottom != 1:
                common = gcd(new, new_bottom)
                if common != 1:
                    new, new_bottom = new // common, new_bottom // common
            at[basic] = new, new_bottom
            if self._is_out(basic):
                self._doubt(basic)

    def _count(self) -> None:
        """One more step; before it is begun, as what is asked next goes on from here."""
        self._left -= 1
        if self._left < 0:
            raise Undecided(f"more than {PIVOTS:,} steps")

    def _pivot(self, leaving: int, entering: int) -> None:
        """Exchange a basic variable with one that is not."""
        columns = self._columns
        row, under = self._rows.pop(leaving), self._under.pop(leaving)
        pivot = row.pop(entering)
        sign = 1 if pivot > 0 else -1
        solved = {v: -sign * c for v, c in row.items()}
        solved[leaving] = sign * under
        solved_under = abs(pivot)
        if solved_under != 1:
            solved, solved_under = _shortened(solved, solved_under)
        users = columns[entering]
        users.discard(leaving)
        columns[entering], columns[leaving] = set(), set()
        for variable in row:
            columns[variable].discard(leaving)
        for basic in users:
            self._substitute(basic, entering, solved, solved_under)
        self._rows[entering], self._under[entering] = solved, solved_under
        for variable in solved:
            columns[variable].add(entering)
        if self._is_out(entering):
            self._doubt(entering)

    def _substitute(
        self, basic: int, entering: int, solved: dict[int, int], solved_under: int
    ) -> None:
        """Put what the entering variable is into the row of a basic one."""
        row, columns = self._rows[basic], self._columns
        times, grows = row.pop(entering), solved_under
        if grows != 1:
            common = gcd(times, grows)
            times, grows = times // common, grows // common
            if grows != 1:
                for variable in row:
                    row[variable] *= grows
        for variable, coefficient in solved.items():
            old = row.get(variable)
            if old is None:
                row[variable] = times * coefficient
                columns[variable].add(basic)
            elif total := old + times * coefficient:
                row[variable] = total
            else:
                del row[variable]
                columns[variable].discard(basic)
        if grows != 1:  # else its numbers are over what they were over
            self._rows[basic], self._under[basic] = _shortened(row, self._under[basic] * grows)

    def _expressed(self, aim: Terms) -> tuple[dict[int, int], int]:
        """A sum of unknowns in variables that are not basic, over one denominator."""
        under = lcm(*(Fraction(c).denominator * self._under.get(u, 1) for u, c in aim.items()))
        costs: dict[int, int] = {}
        for unknown, times in aim.items():
            own = times.numerator * (under // (times.denominator * self._under.get(unknown, 1)))
            for variable, c in self._rows.get(unknown, {unknown: 1}).items():
                costs[variable] = costs.get(variable, 0) + own * c
        return {v: c for v, c in costs.items() if c}, under

    def _named(self, weights: Mapping[int, int], under: int) -> dict[int, Number]:
        """Weights of rows; that an unknown is not negative needs no reason."""
        return {
            v - self._width: over(c, under) for v, c in weights.items() if c and v >= self._width
        }


def _shortened(row: dict[int, int], under: int) -> tuple[dict[int, int], int]:
    common = gcd(under, *row.values())
    if common == 1:
        return row, under
    return {v: c // common for v, c in row.items()}, under // common


def _replaced(
    costs: dict[int, int], under: int, variable: int, row: dict[int, int], row_under: int
) -> tuple[dict[int, int], int]:
    """A sum in which a variable is replaced by what it is."""
    times = costs.pop(variable)
    total = {v: c * row_under for v, c in costs.items()}
    for other, coefficient in row.items():
        total[other] = total.get(other, 0) + times * coefficient
    return _shortened({v: c for v, c in total.items() if c}, under * row_under)


def _pair(number: Number | None) -> Pair | None:
    return None if number is None else (number.numerator, number.denominator)


def _less(one: Pair, other: Pair) -> bool:
    return one[0] * other[1] < other[0] * one[1]


def _plus(one: Pair, other: Pair, times: tuple[int, int]) -> Pair:
    """One number and so many times another: `one + other * times[0] / times[1]`."""
    top, bottom = other[0] * times[0], other[1] * times[1]
    if bottom < 0:
        top, bottom = -top, -bottom
    top, bottom = one[0] * bottom + top * one[1], one[1] * bottom
    if bottom == 1:
        return top, 1
    common = gcd(top, bottom)
    return (top // common, bottom // common) if common != 1 else (top, bottom)


def _size(number: Pair) -> Pair:
    return abs(number[0]), number[1]
