"""Random figures of every relation, and all their minimal conflicts by trying every subset.

The rows are written here anew, from the figures alone; whether some of them are possible is asked
of the rational simplex, which `test_simplex` holds against elimination.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Final

from etl.core.intervals import of_figure
from etl.core.model import Figure, Qualifier
from etl.reconcile.solve.simplex import Number, Simplex
from tests.test_relations import said

PARTNERS: Final = ("BEL", "CLUB", "WLD")
YEARS: Final = (2022, 2023)
FLOWS: Final = ("sales", "purchases")
CELLS: Final = [
    (partner, flow, year)
    for partner in PARTNERS
    for flow in (*FLOWS, "oil", "gas")
    for year in YEARS
]
AT: Final = {cell: n for n, cell in enumerate(CELLS)}
SOMETHING: Final = len(CELLS)
RATIOS: Final = ("trade_growth", "trade_times", "trade_share", "sales_within")
KINDS: Final = (
    *("sales", "purchases", "trade", "trade", "surplus", "oil", "gas"),
    *("trade_rise", "monthly_sales", *RATIOS),
)

MOST: Final = 100_000
"""Per cent: the highest growth of a wide world."""

Sum = dict[int, Number]
Row = tuple[Sum, Number | None, Number | None]


def figures(seed: int, count: int) -> list[Figure]:
    """True figures of one history, of which one or two may have another number."""
    random = Random(seed)
    size = 10 ** random.choice((0, 0, 3, 13))
    history = _added({AT[cell]: random.randint(0, 30) * size for cell in CELLS})
    drawn = (_figure(f"f{n}", random, history, PARTNERS[:2]) for n in range(count))
    made = [figure for figure in drawn if figure is not None]
    for n in random.sample(range(len(made)), min(len(made), random.randint(0, 2))):
        number = made[n].quantity
        digits = number.digits + random.choice((-9, -3, -1, 1, 3, 9)) * number.digits / 10
        digits = digits.quantize(Decimal(1).scaleb(number.digits.as_tuple().exponent))  # type: ignore[arg-type]
        made[n] = _restated(made[n], digits)
    return made


def wide(seed: int, count: int) -> list[Figure]:
    """The same of a history whose amounts are nothing, or 1 to 1e15, side by side.

    Growth is from -100 % to 100,000 %, shares are 0 to 100 %; a wrong number may be so by three
    powers of ten.
    """
    random = Random(seed)
    history = _added(
        {
            AT[cell]: random.choice((0, 1, random.randint(2, 99))) * 10 ** random.randint(0, 13)
            for cell in CELLS
        }
    )
    drawn = (_figure(f"f{n}", random, history, PARTNERS) for n in range(count))
    made = [f for f in drawn if f is not None and (f.unit != "percent" or f.point <= MOST)]
    for n in random.sample(range(len(made)), min(len(made), random.randint(0, 2))):
        digits = made[n].quantity.digits * random.choice(
            (Decimal("0.001"), Decimal("0.1"), Decimal("0.9"), Decimal("1.1"), 10, 1_000)
        )
        made[n] = _restated(made[n], digits.quantize(Decimal("0.1")))
    return made


def _added(history: dict[int, int]) -> dict[int, int]:
    """A history in which larger areas hold smaller ones, and wholes their parts."""
    for year in YEARS:
        for inner, outer in (("BEL", "CLUB"), ("CLUB", "WLD")):
            for flow in (*FLOWS, "oil", "gas"):
                history[AT[outer, flow, year]] += history[AT[inner, flow, year]]
        for partner in PARTNERS:
            parts = history[AT[partner, "oil", year]] + history[AT[partner, "gas", year]]
            history[AT[partner, "sales", year]] += parts
    return history


def _restated(figure: Figure, digits: Decimal) -> Figure:
    if digits <= 0 and figure.qualifier in ("at_most", "less_than"):
        return figure  # leaves nothing to be said
    number = figure.quantity._replace(digits=digits)
    return figure._replace(quantity=number, value=number.base)


def _figure(
    name: str, random: Random, history: dict[int, int], partners: tuple[str, ...]
) -> Figure | None:
    kind, partner = random.choice(KINDS), random.choice(partners)
    if kind == "trade_share" and partner == "WLD":
        partner = "CLUB"  # of itself it would be everything
    year = 2023 if kind in ("trade_growth", "trade_times", "trade_rise") else random.choice(YEARS)
    top, bottom, factor, less = _sides(kind, partner, year)
    value = Fraction(_total(top, history))
    if bottom:
        whole = _total(bottom, history)
        if not whole:
            return None
        value = value / whole
    value = value * factor - less
    digits = Decimal(round(value * 10)) / 10 if bottom else Decimal(round(value))
    qualifier: Qualifier = random.choice(
        ("exact",) * 4 + ("approximately", "at_least", "at_most", "more_than", "less_than")
    )
    if (qualifier in ("at_most", "less_than") and digits <= 0) or (digits < 0 and bottom):
        qualifier = "exact"
    unit = {"trade_times": "", "trade_growth": " %", "trade_share": " %", "sales_within": " %"}
    return said(name, kind, str(year), f"{digits}{unit.get(kind, ' USD')}", qualifier, partner)


def _total(terms: Sum, history: dict[int, int]) -> Fraction:
    return sum((Fraction(c) * history[u] for u, c in terms.items()), Fraction(0))


def _of(partner: str, year: int, **flows: int) -> Sum:
    return {AT[partner, flow, year]: sign for flow, sign in flows.items()}


def _sides(kind: str, partner: str, year: int) -> tuple[Sum, Sum, Fraction, int]:
    """What is stated, what it is divided by, and how it is shown: times a factor, less a number."""
    one, hundred, nothing = Fraction(1), Fraction(100), Sum()
    trade = _of(partner, year, sales=1, purchases=1)
    sales = _of(partner, year, sales=1)
    then = _of(partner, 2022, sales=1, purchases=1)
    sides: dict[str, tuple[Sum, Sum, Fraction, int]] = {
        "trade": (trade, nothing, one, 0),
        "surplus": (_of(partner, year, sales=1, purchases=-1), nothing, one, 0),
        "trade_rise": ({**trade, **{u: -c for u, c in then.items()}}, nothing, one, 0),
        "monthly_sales": (sales, nothing, one / 12, 0),
        "trade_growth": (trade, then, hundred, 100),
        "trade_times": (trade, then, one, 0),
        "trade_share": (trade, _of("WLD", year, sales=1, purchases=1), hundred, 0),
        "sales_within": (sales, trade, hundred, 0),
    }
    return sides.get(kind) or (_of(partner, year, **{kind: 1}), nothing, one, 0)


def sides_of(figure: Figure) -> tuple[Sum, Sum, Fraction, int]:
    """What a figure is about (see `_sides`)."""
    return _sides(figure.indicator, figure.partner, figure.period.start.year)


def rows(figure: Figure) -> list[Row]:
    """What a figure says of the amounts, as rows of a system."""
    top, bottom, factor, less = sides_of(figure)
    low, high = of_figure(figure)
    made: list[Row] = [({**bottom, SOMETHING: -1}, 0, None)] if bottom else []
    for end, sign, strict in ((low, 1, "more_than"), (high, -1, "less_than")):
        if end is None:
            continue
        bound = (Fraction(end) + less) / factor
        terms: Sum = {u: sign * c for u, c in top.items()}
        for unknown, coefficient in bottom.items():
            terms[unknown] = terms.get(unknown, 0) - sign * bound * coefficient
        if figure.qualifier == strict:
            terms[SOMETHING] = -1
        made.append(({u: c for u, c in terms.items() if c}, 0 if bottom else sign * bound, None))
    return made


def always() -> list[Row]:
    """What holds by definition: larger areas hold smaller ones, and wholes their parts."""
    made: list[Row] = []
    for year in YEARS:
        for inner, outer in (("BEL", "CLUB"), ("CLUB", "WLD")):
            made += [
                ({AT[inner, f, year]: 1, AT[outer, f, year]: -1}, None, 0)
                for f in (*FLOWS, "oil", "gas")
            ]
        for partner in PARTNERS:
            made.append((_of(partner, year, oil=1, gas=1, sales=-1), None, 0))
    return made


def possible(some: list[Figure]) -> bool:
    """Whether these figures can all be true."""
    every = [*always(), *(row for figure in some for row in rows(figure))]
    every = [row for row in every if row[0] or (row[1] or 0) > 0]
    simplex = Simplex(SOMETHING + 1, [terms for terms, _, _ in every])
    simplex.limit(SOMETHING, 1)
    for n, (_, low, high) in enumerate(every):
        simplex.hold(n, low, high)
    if simplex.contradiction() is not None:
        return False
    most = simplex.most({SOMETHING: 1}).value
    return most is None or most > 0


def every_minimal_conflict(made: list[Figure]) -> set[frozenset[str]]:
    """By trying every subset, the smaller ones first."""
    found: list[frozenset[str]] = []
    for size in range(1, len(made) + 1):
        for some in combinations(made, size):
            names = frozenset(f.id for f in some)
            if not any(known <= names for known in found) and not possible(list(some)):
                found.append(names)
    return set(found)
