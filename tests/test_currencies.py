"""In which currency a growth or a share is held against amounts that are stated in several.

Of etl/reconcile/find: currencies; etl/reconcile/model: joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.days import parse_period
from etl.core.model import Figure, Period
from etl.reconcile import Report, reconcile
from tests.conftest import examples
from tests.worlds import INDICATORS, TinyWorld, World, book, figure

THEN = figure("then", "trade", "2023", "16.0 billion USD")
NOW = figure("now", "trade", "2024", "20.0 billion USD")
ROSE = figure("rose", "trade_growth", "2024", "40 %", source="gazette")


def members(report: Report) -> set[frozenset[str]]:
    return {frozenset(m.figure_id for m in c.members) for c in report.conflicts}


def euros(*stated: str) -> list[Figure]:
    """`sales 2023 at_least 1 million`, each a figure of its own; a fifth word is the partner."""
    figures = []
    for n, words in enumerate(stated):
        indicator, period, qualifier, digits, scale, *partner = words.split()
        figures.append(
            figure(
                f"eur-{n}",
                indicator,
                period,
                f"{digits} {scale} EUR",
                qualifier,  # type: ignore[arg-type] # one of them
                *partner,
                source="bulletin",
            )
        )
    return figures


UNINFORMATIVE = {
    "a window over both years": ["trade 2005/2024 exact 250 billion"],
    "another indicator over both": ["sales 2005/2024 at_least 1 million"],
    "a floor of each": ["trade 2023 at_least 1 million", "trade 2024 at_least 1 million"],
    "far ends of each": [
        f"trade {year} {bound}"
        for year in (2023, 2024)
        for bound in ("at_least 1 million", "at_most 900 billion")
    ],
    "a part of each": ["sales 2023 exact 3.0 billion", "purchases 2024 exact 0.3 billion"],
    "one year": ["trade 2023 exact 15.0 billion"],
    "another year": ["trade 2010 exact 3.0 billion"],
    "another partner": ["trade 2010 exact 3.0 billion CHE"],
}


@pytest.mark.parametrize("stated", UNINFORMATIVE.values(), ids=UNINFORMATIVE)
@pytest.mark.parametrize("source", ["bulletin", "gazette"])
def test_what_another_currency_does_not_know_is_no_excuse(stated: list[str], source: str) -> None:
    others = [f._replace(source=source) for f in euros(*stated)]

    assert members(reconcile(book(THEN, NOW, ROSE, *others))) == {
        frozenset({"then", "now", "rose"})
    }


KNOWN = {
    "both years": ["trade 2023 exact 14.0 billion", "trade 2024 exact 19.6 billion"],
    "from both sides": [
        "trade 2023 at_least 13 billion",
        "trade 2023 at_most 15 billion",
        "trade 2024 exact 19.6 billion",
    ],
    "parts": [
        "trade 2023 exact 14.0 billion",
        "sales 2024 exact 12.0 billion",
        "purchases 2024 exact 7.6 billion",
    ],
    "halves": [
        "trade 2023-S1 exact 8.0 billion",
        "trade 2023-S2 exact 6.0 billion",
        "trade 2024 exact 19.6 billion",
    ],
    "what is left of a window": [
        "trade 2023/2024 exact 33.6 billion",
        "trade 2023 exact 14.0 billion",
    ],
}


@pytest.mark.parametrize("stated", KNOWN.values(), ids=KNOWN)
def test_a_growth_that_fits_in_a_currency_that_has_both_years_is_not_contradicted(
    stated: list[str],
) -> None:
    report = reconcile(book(THEN, NOW, ROSE, *euros(*stated)))

    assert members(report) == set()
    slower = euros(*(words.replace("19.6", "17.0").replace("33.6", "31.0") for words in stated))
    if slower != euros(*stated) and "12.0" not in "".join(stated):
        told = members(reconcile(book(THEN, NOW, ROSE, *slower)))
        assert frozenset({"then", "now", "rose"}) in told


def test_what_fits_by_two_years_but_not_beside_all_others_does_not_fit() -> None:
    rose = figure("rose", "trade_growth", "2024", "40.0 %", source="gazette")
    # 13.95 * 1.3995 is 19.52; the club leaves 33.46 - 13.95 = 19.51
    close = euros(
        "trade 2023 exact 14.0 billion",
        "trade 2024 exact 20 billion",
        "trade 2024 exact 14.0 billion CHE",
        "trade 2024 at_most 33.46 billion CLUB",
    )
    dollars = figure("now", "trade", "2024", "22.4 billion USD")

    alone = members(reconcile(book(rose, *close)))
    assert alone == {frozenset({"rose", *(f.id for f in close if f.id != "eur-1")})}
    assert members(reconcile(book(rose, *close, THEN, dollars))) == set()


RATIOS = {
    "two growths": [
        figure("one", "trade_growth", "2023", "14 %"),
        figure("two", "trade_growth", "2023", "20 %", source="gazette"),
    ],
    "two shares": [
        figure("one", "trade_share", "2023", "14.0 %"),
        figure("two", "trade_share", "2023", "20.0 %", source="gazette"),
    ],
    "shares of one whole": [
        figure("one", "trade_share", "2023", "60.0 %"),
        figure("two", "trade_share", "2023", "45.0 %", partner="CHE"),
    ],
}


@pytest.mark.parametrize("ratios", RATIOS.values(), ids=RATIOS)
def test_ratios_alone_are_held_against_one_another_whatever_is_counted_elsewhere(
    ratios: list[Figure],
) -> None:
    elsewhere = [
        *euros("sales 2010 exact 1 billion EST"),
        figure("dollars", "trade", "2011", "1 billion USD", partner="EST"),
        figure("euros", "trade", "2011", "1 billion EUR", partner="EST"),
    ]
    for others in ([], elsewhere[:1], elsewhere):
        report = reconcile(book(*ratios, *others))
        assert members(report) == {frozenset({"one", "two"})}
        assert len(report.conflicts) == 1
        assert {v.figure_id for v in report.verdicts} == {f.id for f in (*ratios, *others)}


def test_a_chain_of_growths_holds_though_another_currency_touches_its_middle() -> None:
    chain = [
        figure("start", "trade", "2021", "10.0 billion USD"),
        figure("first", "trade_growth", "2022", "20.0 %"),
        figure("second", "trade_growth", "2023", "20.0 %"),
        figure("end", "trade", "2023", "18.0 billion USD"),
    ]
    for others in ([], euros("trade 2022 exact 11.0 billion")):
        assert members(reconcile(book(*chain, *others))) == {frozenset(f.id for f in chain)}


def test_a_share_is_held_against_both_its_amounts_in_each_currency() -> None:
    share = figure("share", "trade_share", "2023", "20.0 %", source="gazette")
    dollars = [
        figure("part", "trade", "2023", "16.0 billion USD"),
        figure("all", "trade", "2023", "100.0 billion USD", partner="WLD"),
    ]
    fits = euros("trade 2023 exact 20.0 billion", "trade 2023 exact 100.0 billion WLD")
    own = [f._replace(source="gazette") for f in fits]

    for others in ([], fits, own):
        assert members(reconcile(book(share, *dollars, *others))) == {
            frozenset({"share", "part", "all"})
        }


def test_a_share_of_several_years_may_be_another_in_another_currency() -> None:
    share = figure("share", "trade_share", "2020/2023", "20.0 %", source="gazette")
    dollars = [
        figure("part", "trade", "2020/2023", "16.0 billion USD"),
        figure("all", "trade", "2020/2023", "100.0 billion USD", partner="WLD"),
    ]
    fits = euros("trade 2020/2023 exact 20.0 billion", "trade 2020/2023 exact 100.0 billion WLD")

    assert members(reconcile(book(share, *dollars, *fits[:1]))) == {
        frozenset({"share", "part", "all"})
    }
    assert members(reconcile(book(share, *dollars, *fits))) == set()


def test_a_currency_without_both_years_mends_nothing_in_another() -> None:
    chain = [
        *euros("trade 2022 exact 10.0 billion", "trade 2024 exact 18.0 billion"),
        figure("first", "trade_growth", "2023", "20.0 %", source="herald"),
    ]
    slow = figure("rose", "trade_growth", "2024", "10 %", source="gazette")
    report = reconcile(book(THEN, NOW, slow, *chain))

    assert report.alternatives == (
        ("eur-0", "eur-1", "first", "rose"),
        ("now", "rose", "then"),
    )
    assert all("to fit in one of them" not in c.sentence for c in report.conflicts)


def test_what_is_said_of_shares_in_several_currencies_is_told_once() -> None:
    report = reconcile(
        book(
            figure("one", "trade_share", "2023", "14 %", "at_least"),
            figure("two", "trade_share", "2023", "14 %", "at_most", source="gazette"),
            figure("usd", "trade", "2023", "16.0 billion USD"),
            *euros("trade 2023 exact 15.0 billion"),
        )
    )

    assert [t.members for t in report.tight] == [("one", "two")]
    assert [d.measured_in for d in report.deduced if d.partner == "WLD"] == ["EUR", "USD"]


# Random worlds


def with_a_wrong_growth(seed: int) -> list[Figure]:
    """Two years in dollars and a growth that is not theirs, among figures of which one is wrong."""
    random = Random(seed)
    before, now = random.randint(10, 40), random.randint(10, 40)
    growth = round(100 * now / before - 100) + random.choice((-20, 20, 45))
    return [
        *TinyWorld(seed).figures_with_an_error(random.randint(1, 3)),
        figure("before", "trade", "2021", f"{before} thousand USD"),
        figure("now", "trade", "2022", f"{now} thousand USD"),
        figure("growth", "trade_growth", "2022", f"{growth} %", source="gazette"),
    ]


def of_no_known_year(seed: int) -> list[Figure]:
    """Euros of which no year is bounded closely: floors, below a ceiling of twenty years."""
    random = Random(seed)
    floors = [
        figure(
            f"floor-{n}",
            random.choice(("trade", "sales", "purchases")),
            random.choice(("2019", "2021", "2022", "2021/2022", "2005/2024", "2021-S1", "2022-07")),
            f"{random.randint(1, 60)} million EUR",
            random.choice(("at_least", "more_than")),
            random.choice(("BEL", "CHE", "WLD")),
            source=random.choice(("paper", "gazette", "bulletin")),
        )
        for n in range(random.randint(1, 5))
    ]
    ceiling = figure("ceiling", "trade", "2005/2024", "900 billion EUR", "at_most")
    return [*floors, ceiling._replace(source="bulletin")]


@examples(40)
@given(seed=st.integers(0, 2**32))
def test_what_is_said_in_another_currency_takes_no_conflict_away(seed: int) -> None:
    figures = with_a_wrong_growth(seed)
    expected = members(reconcile(book(*figures)))

    assert any("growth" in names for names in expected)
    assert members(reconcile(book(*figures, *of_no_known_year(seed)))) == expected


class Rated(World):
    """A history in two currencies, whose rate is another one each year.

    Where a growth is stated, both its years are in the currency that it is measured in.
    """

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._rates = [Decimal(self.random.randint(60, 140)) / 100 for _ in range(3)]
        self._unit, self._speaker = "USD", "paper"

    def value(self, indicator: str, partner: str, period: Period) -> Decimal:
        """In the currency at hand: what flowed in each year at the rate of the year."""
        if INDICATORS[indicator].unit != "currency":
            return super().value(indicator, partner, period)
        years = range(period.start.year, period.end.year + 1)
        return sum((self._in(y, indicator, partner, period) for y in years), Decimal(0))

    def _in(self, year: int, indicator: str, partner: str, period: Period) -> Decimal:
        first = period.start.month - 1 if period.start.year == year else 0
        last = period.end.month - 1 if period.end.year == year else 11
        n = year - 2020
        rate = self._rates[n] if self._unit == "EUR" else 1
        return self.amount(indicator, partner, 12 * n + first, 12 * n + last) * Decimal(rate)

    def stated(self, count: int) -> Iterator[Figure]:
        """True figures in either currency; the unit of an amount is that of the moment."""
        for n in range(count):
            self._unit = self.random.choice(("USD", "EUR"))
            self._speaker = self.random.choice(("paper", "gazette"))
            kind = self.random.choice(("trade", "sales", "trade", "growth", "share"))
            yield from self._said(f"f{n:02d}", kind, self.random.choice(("BEL", "CHE", "CLUB")))

    def _said(self, name: str, kind: str, partner: str) -> Iterator[Figure]:
        year = self.random.choice((2021, 2022))
        now, then = parse_period(str(year)), parse_period(str(year - 1))
        if kind == "growth":
            before, after = (self.value("trade", partner, p) for p in (then, now))
            yield self._rounded(f"{name}-then", "trade", then, partner, before)
            yield self._rounded(f"{name}-now", "trade", now, partner, after)
            rise = 100 * (after / before - 1)
            self._speaker = self.random.choice((self._speaker, "herald"))  # who has no levels
            yield self._rounded(name, "trade_growth", now, partner, rise)
        elif kind == "share":
            share = 100 * self.value("trade", partner, now) / self.value("trade", "WLD", now)
            yield self._rounded(name, "trade_share", now, partner, share)
        else:
            period = self.random.choice((now, then, parse_period("2020/2022"), _HALF))
            yield self._rounded(name, kind, period, partner, self.value(kind, partner, period))

    def _rounded(
        self, name: str, indicator: str, period: Period, partner: str, true: Decimal
    ) -> Figure:
        is_amount = INDICATORS[indicator].unit == "currency"
        value = f"{true:.0f} {self._unit}" if is_amount else f"{true:.1f} %"
        source = self._speaker
        return figure(name, indicator, period.text, value, partner=partner, source=source)


_HALF = parse_period("2021-S1")


@examples(40)
@given(seed=st.integers(0, 2**32), count=st.integers(3, 10))
def test_what_is_true_in_one_of_two_currencies_never_conflicts(seed: int, count: int) -> None:
    figures = list(Rated(seed).stated(count))

    assert [c.sentence for c in reconcile(book(*figures)).conflicts] == []
