"""Small books built by hand, and random ones whose every figure follows from a known history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from random import Random
from typing import Final

from etl.core.days import parse_period
from etl.core.model import (
    OFFICIAL,
    Area,
    Book,
    Dataset,
    Figure,
    Indicator,
    IndicatorKind,
    Membership,
    Period,
    Qualifier,
    Quantity,
    Source,
)

HERE: Final = "AAA"
_SCALES: Final = {"": 0, "thousand": 3, "million": 6, "billion": 9}


def _indicator(
    name: str,
    *,
    kind: IndicatorKind = "flow",
    unit: str = "currency",
    sum_of: tuple[str, ...] = (),
    part_of: str = "",
    of: str = "",
    whole: str = "",
) -> Indicator:
    label = name.replace("_", " ").capitalize()
    statement = f"{label} of {{reporter}} with {{partner}}"
    return Indicator(name, label, "topic", kind, unit, statement, label, sum_of, part_of, of, whole)


INDICATORS: Final = {
    i.id: i
    for i in (
        _indicator("trade", sum_of=("sales", "purchases")),
        _indicator("sales"),
        _indicator("purchases"),
        _indicator("trade_growth", kind="growth", unit="percent", of="trade"),
        _indicator("trade_share", kind="share", unit="percent", of="trade", whole="WLD"),
        _indicator("rank", kind="rank", unit="rank"),
        _indicator("inflow"),
        _indicator("firms", kind="stock", unit="count"),
        _indicator("permits", unit="count"),
        _indicator("tourist_permits", unit="count", part_of="permits"),
        _indicator("permits_growth", kind="growth", unit="percent", of="permits"),
    )
}

AREAS: Final = {
    a.id: a
    for a in (
        Area(HERE, "Hereland", (Membership("WLD"),)),
        Area("BEL", "Beland", (Membership("CLUB"),)),
        Area("CHE", "Celand", (Membership("CLUB"),)),
        Area("DNK", "Deland", (Membership("CLUB", since=date(2020, 7, 1)),)),
        Area("EST", "Eland", (Membership("CLUB", until=date(2019, 12, 31)), Membership("WLD"))),
        Area("CLUB", "The Club", (Membership("WLD"),)),
        Area("WLD", "World"),
    )
}


def quantity(text: str) -> Quantity:
    """`14.8 billion USD`, `24 %`, `270`: digits, scale word and unit."""
    digits, *words = text.split()
    scale = _SCALES[words.pop(0)] if words and words[0] in _SCALES else 0
    return Quantity(Decimal(digits), scale, {"%": "percent"}.get("".join(words), "".join(words)))


def figure(
    figure_id: str,
    indicator: str,
    period: str,
    value: str,
    qualifier: Qualifier = "exact",
    partner: str = "BEL",
    *,
    source: str = "paper",
    precision: str = "",
) -> Figure:
    """A figure as the loader would make it; money without a currency is in USD."""
    number = quantity(value)
    declared = INDICATORS[indicator].unit
    unit = (number.unit or "USD") if declared == "currency" else declared
    return Figure(
        id=figure_id,
        indicator=indicator,
        reporter=HERE,
        partner=partner,
        period=parse_period(period),
        quantity=number,
        value=number.base,
        unit=unit,
        qualifier=qualifier,
        as_stated=value,
        source=source,
        paragraph=1,
        occurrence=1,
        authority="",
        period_basis="stated",
        period_reason="",
        precision=Decimal(precision) if precision else None,
        precision_reason="",
        note="",
        line=1,
        kind=INDICATORS[indicator].kind,
    )


def book(
    *figures: Figure,
    official: bool = False,
    areas: Mapping[str, Area] = AREAS,
    indicators: Mapping[str, Indicator] = INDICATORS,
) -> Book:
    """The figures with everything that they refer to, each source published on one day."""
    kind = OFFICIAL if official else "news_report"
    sources = {
        f.source: Source(f.source, f.source, kind, date(2025, 6, 1), "stated", "en")
        for f in figures
    }
    return Book(
        dataset=Dataset("invented", "Invented", "Invented", HERE, "CC0-1.0", "1.0.0"),
        areas=dict(areas),
        indicators=dict(indicators),
        sources=sources,
        figures={f.id: f for f in figures},
        events={},
        dismissals=(),
    )


def table(*figures: Figure) -> Book:
    """An official table to test against."""
    return book(*(f._replace(source="bureau") for f in figures), official=True)


# A random world is a history: what flowed in each month, drawn first. Figures then say of it
# what a document might say, rounded as documents round, so all of them are true together.

_MONTHS: Final = 36
_FIRST_YEAR: Final = 2020
_PARTNERS: Final = ("BEL", "CHE", "DNK", "CLUB", "WLD")
_FLOWS: Final = ("sales", "purchases")


class World:
    """A known history of three years, by month, and figures that are true of it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.truth: dict[str, Decimal] = {}
        """True value of each figure that was made, in its own unit."""
        self._size = 10 ** self.random.randint(3, 9)
        self._months = {
            (partner, flow): [self._amount() for _ in range(_MONTHS)]
            for partner in ("BEL", "CHE", "DNK", "rest of CLUB", "rest of WLD")
            for flow in (*_FLOWS, "permits")
        }
        self._tourists = {
            partner: [self.random.randint(0, n) for n in self._months[partner, "permits"]]
            for partner in ("BEL", "CHE", "DNK", "rest of CLUB", "rest of WLD")
        }
        self._firms = {p: self.random.randint(0, 500) for p in ("BEL", "CHE", "DNK", "CLUB")}

    def _amount(self) -> int:
        if self.random.random() < 0.1:  # months without anything
            return 0
        return self.random.randint(1, self._size)

    def amount(self, indicator: str, partner: str, first: int, last: int) -> int:
        """True amount of a flow from month to month, both counted from the first."""
        return sum(self._month(indicator, partner, m) for m in range(first, last + 1))

    def _month(self, indicator: str, partner: str, month: int) -> int:
        if indicator == "trade":
            return sum(self._month(flow, partner, month) for flow in _FLOWS)
        if partner == "WLD":
            return self._month(indicator, "CLUB", month) + sum(
                self._own(indicator, p, month)
                for p in ("rest of WLD", *(() if _joined(month) else ("DNK",)))
            )
        if partner == "CLUB":
            members = ("BEL", "CHE", "rest of CLUB", *(("DNK",) if _joined(month) else ()))
            return sum(self._own(indicator, p, month) for p in members)
        return self._own(indicator, partner, month)

    def _own(self, indicator: str, partner: str, month: int) -> int:
        if indicator == "tourist_permits":
            return self._tourists[partner][month]
        return self._months[partner, indicator][month]

    def value(self, indicator: str, partner: str, period: Period) -> Decimal:
        """True value of a flow, a growth or a share in a period of whole months, or of a stock."""
        if indicator == "firms":
            return Decimal(self._firm_total(partner))
        first, last = (12 * (d.year - _FIRST_YEAR) + d.month - 1 for d in period[1:3])
        declared = INDICATORS[indicator]
        amount = Decimal(self.amount(declared.of or indicator, partner, first, last))
        if declared.kind == "growth":
            return 100 * (amount / self.amount(declared.of, partner, first - 12, last - 12) - 1)
        if declared.kind == "share":
            return 100 * amount / self.amount(declared.of, declared.whole, first, last)
        return amount

    def figures(self, count: int) -> list[Figure]:
        """True figures of all kinds."""
        made = (self._figure(f"f{n:03d}") for n in range(count))
        return [f for f in made if f is not None]

    def _figure(self, name: str) -> Figure | None:
        kind = self.random.choice(("flow",) * 6 + ("growth", "growth", "share", "firms"))
        partner = self.random.choice(_PARTNERS)
        first, last = self._span()
        if kind == "firms":
            return self._firm_count(name)
        if kind == "growth":
            return self._growth(
                name, partner, first % 12, last % 12 if first // 12 == last // 12 else 11
            )
        if kind == "share":
            whole = self.amount("trade", "WLD", first, last)
            part = self.amount("trade", partner, first, last)
            value = Decimal(100 * part) / whole if whole else None
            return self._percent(name, "trade_share", _text(first, last), partner, value)
        indicator = self.random.choice((*_FLOWS, "trade", "trade", "permits", "tourist_permits"))
        true = Decimal(self.amount(indicator, partner, first, last))
        return self._stated(name, indicator, _text(first, last), partner, true)

    def _span(self) -> tuple[int, int]:
        if self.random.random() < 0.5:
            year = self.random.randrange(_MONTHS // 12)
            return 12 * year, 12 * year + 11
        first = self.random.randrange(_MONTHS)
        return first, self.random.randrange(first, _MONTHS)

    def _growth(self, name: str, partner: str, first: int, last: int) -> Figure | None:
        indicator, of = self.random.choice(
            (("trade_growth", "trade"), ("permits_growth", "permits"))
        )
        first, last = min(first, last), max(first, last)
        year = self.random.choice((1, 2))
        now = self.amount(of, partner, 12 * year + first, 12 * year + last)
        before = self.amount(of, partner, 12 * (year - 1) + first, 12 * (year - 1) + last)
        value = Decimal(100 * (now - before)) / before if before else None
        return self._percent(
            name, indicator, _text(12 * year + first, 12 * year + last), partner, value
        )

    def _percent(
        self, name: str, indicator: str, period: str, partner: str, value: Decimal | None
    ) -> Figure | None:
        if value is None:
            return None
        return self._stated(name, indicator, period, partner, value, unit=" %")

    def _firm_count(self, name: str) -> Figure | None:
        partner = self.random.choice(("BEL", "CHE", "DNK", "CLUB"))
        true = Decimal(self._firm_total(partner))
        return self._stated(name, "firms", "2021-12-31", partner, true)

    def _firm_total(self, partner: str) -> int:
        return sum(self._firms.values()) if partner == "CLUB" else self._firms[partner]

    def _stated(
        self, name: str, indicator: str, period: str, partner: str, true: Decimal, unit: str = ""
    ) -> Figure | None:
        """`true` as a document might say it; None where no such wording is true."""
        qualifier: Qualifier = self.random.choice(
            ("exact",) * 5 + ("approximately", "more_than", "at_least", "less_than", "at_most")
        )
        digits = self.random.randint(1, 4)
        step = Decimal(1).scaleb((true.adjusted() if true else 0) - digits + 1)
        if not unit:
            step = max(step, Decimal(1))
        below = (true / step).to_integral_value(ROUND_FLOOR) * step
        if qualifier in ("more_than", "at_least"):
            value = below - step * self.random.randrange(2)
            if value < 0 or (qualifier == "more_than" and value == true):
                return None
        elif qualifier in ("less_than", "at_most"):
            value = below + step * self.random.randint(1, 2)
            if value < 0 or true < 0 <= value:  # "up to 5 %" speaks of a rise
                return None
        else:
            value = (true / step).to_integral_value(ROUND_HALF_EVEN) * step
        if step > 1:  # printed with a scale word, so that the last digit has a place
            scale = step.adjusted()
            number = Quantity(value.scaleb(-scale).quantize(Decimal(1)), scale, "")
        else:
            number = Quantity(value.quantize(step), 0, "")
        made = figure(name, indicator, period, f"{value:f}{unit}", qualifier, partner)
        number = number._replace(unit=made.quantity.unit)
        self.truth[name] = true
        return made._replace(quantity=number, value=number.base, source=self._source())

    def _source(self) -> str:
        return self.random.choice(("paper", "ministry"))


class TinyWorld:
    """Two flows in two years, and figures of which one may be wrong (see `elimination`)."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._flows = {
            (flow, year): self._random.randint(0, 40) for flow in _FLOWS for year in (2021, 2022)
        }

    def figures_with_an_error(self, count: int) -> list[Figure]:
        """True figures, then one of them with another number."""
        figures = [self._figure(f"t{n}") for n in range(count)]
        wrong = self._random.randrange(count)
        error = self._random.choice((-15, -5, -2, -1, 1, 2, 5, 15))
        digits = figures[wrong].quantity.digits + error
        if digits > 0 or (digits == 0 and figures[wrong].qualifier != "less_than"):
            number = figures[wrong].quantity._replace(digits=digits)
            figures[wrong] = figures[wrong]._replace(quantity=number, value=number.base)
        return figures

    def _figure(self, name: str) -> Figure:
        years = self._random.choice(((2021,), (2022,), (2021, 2022)))
        indicator = self._random.choice((*_FLOWS, "trade", "trade_growth"))
        if indicator == "trade_growth":
            return self._growth(name)
        flows = _FLOWS if indicator == "trade" else (indicator,)
        true = sum(self._flows[flow, year] for flow in flows for year in years)
        period = "/".join(str(year) for year in years)
        return self._worded(name, indicator, period, true, " thousand")

    def _growth(self, name: str) -> Figure:
        before, now = (sum(self._flows[f, year] for f in _FLOWS) for year in (2021, 2022))
        true = round(100 * (now - before) / before) if before else 0
        return self._worded(name, "trade_growth", "2022", true, " %")

    def _worded(self, name: str, indicator: str, period: str, true: int, unit: str) -> Figure:
        wordings: tuple[tuple[Qualifier, int], ...] = (
            *(("exact", 0), ("exact", 0), ("at_least", 0), ("at_most", 0)),
            *(("more_than", -1), ("less_than", 1), ("approximately", 0)),
        )
        qualifier, shift = self._random.choice(wordings)
        if qualifier == "less_than" and true + shift == 0:  # leaves nothing to be said
            qualifier, shift = "exact", 0
        return figure(name, indicator, period, f"{true + shift}{unit}", qualifier)


def _joined(month: int) -> bool:
    """Whether DNK is in the CLUB, as AREAS declares it: from July 2020."""
    return month >= 6


def _text(first: int, last: int) -> str:
    start, end = (f"{_FIRST_YEAR + m // 12}-{m % 12 + 1:02d}" for m in (first, last))
    if start.endswith("-01") and end.endswith("-12"):
        start, end = start[:4], end[:4]
    return start if start == end else f"{start}/{end}"


def shuffled(figures: Iterable[Figure], seed: int) -> list[Figure]:
    """The same figures in another order."""
    order = list(figures)
    Random(seed).shuffle(order)
    return order
