"""Kinds of indicators: one row a kind, and everything that depends on the kind is asked of it.

Nobody else compares a kind with a name: a question that no column answers is a new column here,
and a kind that a room has forgotten fails `tests/test_kinds.py`. Must not know figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from etl.core.model import IndicatorKind

UnitKind = Literal["currency", "percent", "rank", "count", "times", "index", "measure"]
"""What numbers count; `measure` is a unit that the data set declares (tonnes, kilowatt hours)."""
Periods = Literal["span", "day", "any"]
"""Whether a number covers a span, is counted on a day, or takes after what it is measured on."""
Need = Literal["no", "may", "must"]
"""Whether a key may or must stand in an entry."""
Tested = Literal["amount", "level", "ratio", "growth", "difference", "mean", "place", "no"]
"""How a number is tested against others.

amount: a sum over time, areas and parts; level: the same, but counted on one day; ratio: one
amount is so many times another; growth: the same less 100 %; difference: one amount less
another; mean: an amount by the length of its span; place: an order among partners; no: never.
"""
Says = Literal["level", "change", "neither"]
"""What words of change beside a number mean: "rose to" leads to a level, "rose by" to a change."""
Drawn = Literal["amounts", "levels", "rates", "places"]
"""How numbers are drawn: amounts over years and spans, levels over days, rates and places."""


class Kind(NamedTuple):
    """What numbers of a kind are, and how they behave."""

    noun: str
    """As a message calls it, with its article."""
    units: tuple[UnitKind, ...]
    """Units that an indicator of this kind may have."""
    tested: Tested
    drawn: Drawn
    periods: Periods = "span"
    floor: Decimal | None = Decimal(0)
    """Lowest possible value; None where there is none."""
    ceiling: Decimal | None = None
    """Highest possible value; None where there is none."""
    whole_numbers: bool = False
    """Whether numbers are whole in every unit, as a rank is (see `is_whole`)."""
    sums: tuple[IndicatorKind, ...] = ()
    """Kinds of indicators that may add up to it (`sum_of`), or be taken from it (`minus`)."""
    of: Need = "no"
    """Whether it names the indicator that it is measured on."""
    measures: tuple[IndicatorKind, ...] = ()
    """Kinds of indicators that it may be measured on."""
    whole: bool = False
    """Whether it names what is 100 %: an area (`whole`) or another indicator (`within`)."""
    minus: bool = False
    """Whether it is a sum less another (`sum_of` and `minus`)."""
    base: Need = "no"
    """Whether a figure names the period that it is measured against."""
    says: Says = "level"
    """Whether it is a level ("rose to") or a change ("rose by")."""
    among: bool = False
    """Whether a figure may say among whom."""
    per: bool = False
    """Whether it names what one is counted for: a month, an inhabitant."""

    @property
    def signed(self) -> bool:
        """Whether a number may be negative, and is written with its sign."""
        return self.floor is None or self.floor < 0

    def is_whole(self, unit: str) -> bool:
        """Whether numbers in a unit are whole, and exact where they are printed to the unit.

        An average of counts is neither.
        """
        counted = unit == "count" and self.tested in ("amount", "level", "difference")
        return self.whole_numbers or counted

    @property
    def against(self) -> bool:
        """Whether it compares two periods: its own, and the base or the year before."""
        return self.base != "no"

    @property
    def is_amount(self) -> bool:
        """Whether numbers are amounts of their own, which add up over areas and parts."""
        return self.tested in ("amount", "level")

    @property
    def adds_over_time(self) -> bool:
        """Whether the numbers of two spans that follow one another add up to that of both."""
        return self.tested == "amount"


_AMOUNT: Final[tuple[UnitKind, ...]] = ("currency", "count", "measure")
_AMOUNTS: Final[tuple[IndicatorKind, ...]] = ("flow", "stock", "net_flow", "balance", "average")
_LEVELS: Final[tuple[IndicatorKind, ...]] = (*_AMOUNTS, "share", "ratio", "index")

_GROSS: Final[tuple[IndicatorKind, ...]] = ("flow",)

KINDS: Final[Mapping[IndicatorKind, Kind]] = {
    "flow": Kind("a flow", _AMOUNT, "amount", "amounts", sums=("flow",)),
    "stock": Kind("a stock", _AMOUNT, "level", "levels", periods="day", sums=("stock",)),
    "net_flow": Kind("a net flow", _AMOUNT, "amount", "amounts", floor=None, sums=("net_flow",)),
    "balance": Kind("a balance", _AMOUNT, "amount", "amounts", floor=None, sums=_GROSS, minus=True),
    "growth": Kind(
        *("a growth", ("percent",), "growth", "rates", "any"),
        says="change",
        floor=Decimal(-100),
        of="must",
        measures=_AMOUNTS,
        base="may",
    ),
    "share": Kind(
        *("a share", ("percent",), "ratio", "rates", "any"),
        ceiling=Decimal(100),
        of="must",
        measures=("flow", "stock"),
        whole=True,
    ),
    "rank": Kind(
        *("a rank", ("rank",), "place", "places", "any"),
        says="neither",
        floor=Decimal(1),
        whole_numbers=True,
        of="may",
        measures=_LEVELS,
        among=True,
    ),
    "multiple": Kind(
        *("a multiple", ("times",), "ratio", "rates", "any"),
        says="neither",
        of="must",
        measures=_AMOUNTS,
        base="may",
    ),
    "change": Kind(
        *("a change", (*_AMOUNT, "percent"), "difference", "rates", "any"),
        says="change",
        floor=None,
        of="must",
        measures=_LEVELS,
        base="may",
    ),
    "average": Kind(
        *("an average", _AMOUNT, "mean", "rates", "any"),
        of="may",
        measures=("flow", "stock", "net_flow"),
        per=True,
    ),
    "ratio": Kind("a ratio", ("percent",), "no", "rates", "any", floor=None),
    "index": Kind(
        *("an index", ("index",), "ratio", "rates", "any"),
        of="may",
        measures=_AMOUNTS,
        base="must",
    ),
}
"""Every kind that an indicator may have. A new one is a row here and a name in `IndicatorKind`."""
