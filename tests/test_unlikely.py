"""What is possible but unlikely, and what is counted in two ways: each rule and its neighbours.

Of etl/reconcile/find: different, events, limits, revisions; etl/reconcile/model: drift.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from etl.core.days import parse_period
from etl.core.model import Book, Event, Figure
from etl.reconcile import Unlikely, as_dict, as_text, reconcile
from etl.reconcile.find import unlikely
from etl.reconcile.find.limits import BESIDE, LIMITS
from etl.reconcile.find.unlikely import amount_of
from etl.reconcile.model import relations
from etl.reconcile.model.points import of_books
from tests.test_relations import indicator
from tests.worlds import AREAS, HERE, INDICATORS, book, figure, table

OTHERS = {
    **INDICATORS,
    "sales": INDICATORS["sales"]._replace(mirror="purchases"),
    "purchases": INDICATORS["purchases"]._replace(mirror="sales"),
    "rank": INDICATORS["rank"]._replace(of="trade", among="all"),
    "euro": indicator("euro", "average", per="EUR"),
}


def own(*figures: Figure, events: Iterable[Event] = ()) -> Book:
    made = book(*figures, indicators=OTHERS)
    return made._replace(events={e.id: e for e in events})


def told(*figures: Figure, official: Book | None = None) -> list[Unlikely]:
    report = reconcile(own(*figures), official)
    assert not [c for c in report.conflicts if not official]  # no conflict is made of any of it
    return list(report.unlikely)


def inflow(name: str, period: str, value: str, *args: Any) -> Figure:
    return figure(name, "inflow", period, value, *args)


def firms(name: str, day: str, value: str, *args: Any) -> Figure:
    return figure(name, "firms", day, value, *args)


def ranked(name: str, place: str, partner: str, period: str = "2023", **keys: Any) -> Figure:
    return figure(name, "rank", period, place, partner=partner)._replace(**keys)


def trade(partner: str, value: str, period: str = "2023") -> Figure:
    return figure(f"trade-{partner}", "trade", period, value, partner=partner)


@dataclass
class Example:
    """Figures that one rule tells of, and what it says."""

    rule: str
    figures: list[Figure]
    members: tuple[str, ...]
    measured: str
    sentence: str


TOLD = [
    Example(
        "neighbours",
        [
            inflow("a", "2022", "1.20 billion"),
            inflow("x", "2023", "1300 billion"),
            inflow("b", "2024", "1.30 billion"),
        ],
        ("x", "a", "b"),
        "1000",
        "Beland: Inflow of 1,300 billion USD in 2023, beside inflow of 1.20 in 2022 and inflow of"
        " 1.30 in 2024: 1,000 times as much.",
    ),
    Example(
        "neighbours",
        [
            inflow("a", "2022", "1.20 billion"),
            inflow("x", "2023", "1.3 million"),
            inflow("b", "2024", "1.30 billion"),
        ],
        ("x", "a", "b"),
        "923",
        "Beland: Inflow of 1.3 million USD in 2023, beside inflow of 1.20 billion USD in 2022 and"
        " inflow of 1.30 in 2024: 923 times less.",
    ),
    Example(
        "neighbours",
        [inflow("a", "2022", "13 million"), inflow("x", "2023", "1.3 billion")],
        ("x", "a"),
        "100",
        "Beland: Inflow of 1.3 billion USD in 2023, beside inflow of 13 million USD in 2022: 100"
        " times as much.",
    ),
    Example(
        "pace",
        [inflow("x", "2024", "7.60 billion"), inflow("a", "2005/2024", "7.61 billion")],
        ("x", "a"),
        "19.93",
        "Beland: Inflow of 7.60 billion USD in 2024, beside inflow of 7.61 from 2005 to 2024: 19"
        " times as much a day.",
    ),
    Example(
        "remainder",
        [inflow("x", "2005/2024", "160 billion"), inflow("a", "2005/2023", "76 billion")],
        ("x", "a"),
        "20.56",  # 83 in 366 days, 76.5 in 6,939
        "Beland: Inflow of 160 billion USD from 2005 to 2024 and inflow of 76 from 2005 to 2023 can"
        " both be true only if the 366 days that only the first covers held at least 83, 20 times"
        " as much a day as those of the second.",
    ),
    Example(
        "remainder",
        [
            inflow("x", "2005/2024", "160 billion", "more_than"),
            inflow("a", "2005/2023", "76 billion", "more_than"),
        ],
        ("x", "a"),
        "20.95",  # 84 in 366 days, 76 in 6,939
        "Beland: Inflow of more than 160 billion USD from 2005 to 2024 and inflow of more than 76"
        " from 2005 to 2023: if the second is no more than that, the 366 days that only the first"
        " covers held at least 84, 20 times as much a day as those of the second.",
    ),
    Example(
        "early",
        [
            inflow("x", "1995/2024", "15 billion", "more_than"),
            inflow("a", "2005/2024", "7.6 billion", "at_most"),
        ],
        ("x", "a"),
        "1.947",  # 7.4 in 3,653 days, 7.6 in 7,305
        "Beland: Inflow of more than 15 billion USD from 1995 to 2024 and inflow of at most 7.6"
        " from 2005 to 2024 can both be true only if the 3,653 days before 1 January 2005 held at"
        " least 7.4, 1.9 times as much a day as those after.",
    ),
    Example(
        "count",
        [firms("a", "2025-05-01", "270", "approximately"), firms("x", "2025-05-20", "1350")],
        ("x", "a"),
        "5",
        "Beland: 1,350 firms on 20 May 2025 and about 270 firms on 1 May 2025: 5 times as many, 19"
        " days apart.",
    ),
    Example(
        "same_rank",
        [ranked("a", "3", "BEL"), ranked("b", "3", "CHE")],
        ("a", "b"),
        "2",
        "Beland and Celand are both said to be third in 2023 (rank).",
    ),
]


@pytest.mark.parametrize(
    ("first", "second", "one", "other"),
    [
        ("3", "5", "30 billion", "20 billion"),
        ("3", "5", "20 billion", "20 billion"),
        ("3", "5", "20 billion", "20.4 billion"),
    ],
)
def test_places_in_the_order_of_the_amounts_are_nothing_unlikely(
    first: str, second: str, one: str, other: str
) -> None:
    figures = ranked("a", first, "BEL"), ranked("b", second, "CHE")
    assert told(*figures, trade("BEL", one), trade("CHE", other)) == []


@pytest.mark.parametrize("example", TOLD, ids=lambda e: e.rule)
def test_each_rule_tells_what_it_is_for(example: Example) -> None:
    (found,) = told(*example.figures)

    assert (found.rule, found.members) == (example.rule, example.members)
    assert found.sentence == example.sentence
    assert found.measured == Decimal(example.measured)
    assert found.nature == "unlikely"
    assert found.least == LIMITS[found.rule].least


NOT_TOLD = {
    "a level that grows tenfold": [
        inflow("a", "2022", "1.20 billion"),
        inflow("x", "2023", "12.0 billion"),
    ],
    "a level twenty years later": [
        inflow("a", "1995", "10 million"),
        inflow("x", "2023", "2 billion"),
    ],
    "a bound from above says nothing of more": [
        inflow("a", "2022", "13 million"),
        inflow("x", "2023", "1.3 billion", "at_most"),
    ],
    "of another partner": [
        inflow("a", "2022", "13 million"),
        figure("x", "inflow", "2023", "1.3 billion", partner="CHE"),
    ],
    "in another currency": [
        inflow("a", "2022", "13 million"),
        figure("x", "inflow", "2023", "1.3 billion EUR"),
    ],
    "a good year among twenty": [
        inflow("x", "2024", "2.0 billion"),
        inflow("a", "2005/2024", "7.61 billion"),
    ],
    "growth long after the years that are summed": [
        inflow("a", "1995/2004", "1 billion"),
        inflow("x", "2012", "3 billion"),
    ],
    "a month of a season": [
        figure("x", "permits", "2023-07", "250"),
        figure("a", "permits", "2023", "1000"),
    ],
    "sums that an ordinary year explains": [
        inflow("x", "2005/2024", "84 billion"),
        inflow("a", "2005/2023", "76 billion"),
    ],
    "early years at the pace of the later ones": [
        inflow("x", "1995/2024", "11 billion", "more_than"),
        inflow("a", "2005/2024", "7.6 billion", "at_most"),
    ],
    "little more than two years before decades": [
        inflow("x", "2003/2024", "15 billion", "more_than"),  # 9.7 times the pace
        inflow("a", "2005/2024", "7.6 billion", "at_most"),
    ],
    "years before a sum that is none of decades": [
        inflow("x", "2010/2024", "11 billion", "more_than"),  # 1.8 times the pace
        inflow("a", "2016/2024", "5 billion", "at_most"),
    ],
    "a poor year among twenty": [
        inflow("x", "2005/2024", "10 billion"),
        inflow("a", "2024", "10 million"),
    ],
    "counts some years apart": [firms("a", "2022-05-01", "270"), firms("x", "2025-05-20", "1350")],
    "counts that grow": [firms("a", "2025-05-01", "270"), firms("x", "2025-05-20", "320")],
    "more than a count is that count": [
        firms("a", "2025-05-01", "270", "approximately"),
        firms("x", "2025-05-20", "250", "more_than"),
    ],
    "one rank in two years": [ranked("a", "3", "BEL"), ranked("b", "3", "CHE", "2024")],
    "one rank of one partner": [ranked("a", "3", "BEL"), ranked("b", "3", "BEL")],
    "two ranks": [ranked("a", "3", "BEL"), ranked("b", "4", "CHE")],
    "ranks among others": [ranked("a", "3", "BEL"), ranked("b", "3", "CHE", among="CLUB")],
    "a partner and the group that it is in": [ranked("a", "3", "BEL"), ranked("b", "3", "CLUB")],
    "a group and the one that it is in": [ranked("a", "3", "CLUB"), ranked("b", "3", "WLD")],
    "a plan": [ranked("a", "3", "BEL"), ranked("b", "3", "CHE", status="target")],
    "within the first three is no place": [
        ranked("a", "3", "BEL", qualifier="at_most"),
        ranked("b", "3", "CHE", qualifier="at_most"),
    ],
    "a rank that fits": [
        ranked("r", "2", "BEL"),
        trade("BEL", "20 billion"),
        trade("CHE", "30 billion"),
        trade("DNK", "10 billion"),
    ],
    "amounts that may be the other way round": [
        ranked("r", "1", "BEL"),
        trade("BEL", "20 billion"),
        trade("CHE", "20.5 billion"),
    ],
    "a larger group is no partner before it": [
        ranked("r", "1", "BEL"),
        trade("BEL", "20 billion"),
        trade("CLUB", "30 billion"),
    ],
    "third, where others may be larger": [ranked("r", "3", "BEL"), trade("BEL", "20 billion")],
    "third of those that are named, where the world leaves room": [
        ranked("r", "3", "BEL"),
        trade("BEL", "20 billion"),
        trade("CHE", "15 billion"),
        trade("WLD", "90 billion"),
    ],
    "a rank among those of another area": [
        ranked("r", "1", "BEL", among="CLUB"),
        trade("BEL", "20 billion"),
        trade("EST", "30 billion"),
    ],
}


@pytest.mark.parametrize("figures", NOT_TOLD.values(), ids=NOT_TOLD)
def test_what_is_not_told(figures: list[Figure]) -> None:
    assert told(*figures) == []


def test_numbers_are_exact_and_can_be_repeated_by_hand() -> None:
    (found,) = told(
        inflow("x", "1995/2024", "15 billion", "more_than"),
        inflow("a", "2005/2024", "7.6 billion", "at_most"),
    )

    assert (found.amount, found.days) == (Decimal("7.4e9"), 3653)
    assert (found.beside, found.beside_days) == (Decimal("7.6e9"), 7305)
    assert found.measured == Decimal("1.947")  # 7.4 / 3653 * 7305 / 7.6 is 1.9471


def test_what_would_have_to_be_wrong_is_told_as_a_conflict_only() -> None:
    report = reconcile(
        own(inflow("x", "2023", "1300 billion"), inflow("a", "2022", "1.2 billion")),
        table(inflow("o", "2023", "1300000000")),
    )

    assert [v.figure_id for v in report.verdicts if v.suspect] == ["x"]
    assert report.unlikely == ()


def test_what_one_rule_tells_of_a_figure_no_later_rule_tells_again() -> None:
    (found,) = told(
        inflow("x", "2023", "1300 billion"),
        inflow("a", "2022", "1.2 billion"),
        inflow("sum", "2003/2022", "20 billion"),  # 1,300 times the pace as well
    )

    assert (found.rule, found.members) == ("neighbours", ("x", "a"))


def test_two_official_rows_are_not_told_of() -> None:
    official = table(inflow("o", "2022", "1200000"), inflow("p", "2023", "1300000000"))

    assert told(firms("f", "2024-01-01", "3"), official=official) == []


def test_the_same_said_twice_is_told_once() -> None:
    twice = [inflow(name, "2023", "1.3 billion") for name in ("x", "y")]

    (found,) = told(inflow("a", "2022", "13 million"), *twice)

    assert found.members == ("x", "a")


def day(name: str, date: str, title: str = "Relations begin", partner: str = "") -> Event:
    return Event(name, parse_period(date), title, "diplomatic", "paper", 1, date, 1, partner)


def test_two_dates_of_one_event() -> None:
    events = [day("a", "1992-06-12"), day("b", "1992-08-21")]

    (found,) = reconcile(own(firms("f", "2024-01-01", "3"), events=events)).unlikely

    assert (found.rule, found.members, found.measured) == ("dates", ("a", "b"), Decimal(70))
    assert found.sentence == (
        "Relations begin: 12 June 1992 in one place and 21 August 1992 in another, 70 days apart."
    )


@pytest.mark.parametrize(
    "other",
    [
        day("b", "1992-06"),  # the same, less exact
        day("b", "1993-06-12"),  # what happens every year
        day("b", "1992-08-21", "Embassy opens"),
        day("b", "1992-08-21", partner="BEL"),
    ],
)
def test_what_is_one_date_or_two_events(other: Event) -> None:
    events = [day("a", "1992-06-12"), other]

    assert reconcile(own(firms("f", "2024-01-01", "3"), events=events)).unlikely == ()


def theirs(name: str, kind: str, value: str, period: str = "2023") -> Figure:
    return figure(name, kind, period, value, partner=HERE)._replace(reporter="BEL")


def test_mirror_figures() -> None:
    (found,) = told(
        figure("ours", "sales", "2023", "14.8 billion"),
        theirs("theirs", "purchases", "13.1 billion"),
    )

    assert (found.nature, found.rule, found.members) == ("different", "mirror", ("ours", "theirs"))
    assert found.measured == Decimal("10.84")  # 14.75 and 13.15
    assert found.sentence == (
        "Sales of 14.8 billion USD as Hereland has it, purchases of 13.1 as Beland has it in 2023:"
        " at least 10.8 % apart, as each side counts by its own rules."
    )


@pytest.mark.parametrize(
    "other",
    [
        theirs("theirs", "purchases", "14.76 billion"),  # the same within rounding
        theirs("theirs", "sales", "13.1 billion"),  # the other direction
        theirs("theirs", "purchases", "13.1 billion", "2022"),
        theirs("theirs", "purchases", "13.1 billion EUR"),
        figure("theirs", "purchases", "2023", "13.1 billion", partner="CHE"),
    ],
)
def test_what_mirrors_nothing(other: Figure) -> None:
    assert told(figure("ours", "sales", "2023", "14.8 billion"), other) == []


def rates(value: str = "1.0800 USD", per: str = "euro", period: str = "2023") -> Book:
    rate = figure("rate", "trade", period, value, partner="WLD")
    made = table(rate._replace(indicator=per, kind=OTHERS[per].kind))
    return made._replace(indicators=OTHERS)


EUROS = figure("euros", "trade", "2023", "16.40 billion EUR")
DOLLARS = figure("dollars", "trade", "2023", "16.425 billion USD")


def test_another_currency_at_the_official_rate_of_the_year() -> None:
    (found,) = told(EUROS, DOLLARS, official=rates())

    assert (found.nature, found.rule) == ("different", "currency")
    assert found.members == ("euros", "dollars", "rate")
    assert found.measured == Decimal("7.23")  # 16.395 at 1.07995 is 17.7058; 16.4255
    assert found.sentence == (
        "Beland, 2023: Trade of 16.40 billion EUR, at the official 1.0800 USD for one EUR 17.705"
        " to 17.719 billion USD, beside the 16.425 that is stated: at least 7.23 % apart."
    )


@pytest.mark.parametrize(
    ("figures", "official"),
    [
        ((EUROS, figure("dollars", "trade", "2023", "17.400 billion USD")), rates()),  # 2 % apart
        ((EUROS, DOLLARS), None),
        ((EUROS, DOLLARS), rates(period="2022")),
        ((EUROS, DOLLARS), rates("1.0800 CHF")),
        ((EUROS, DOLLARS), table(figure("rate", "trade", "2023", "1.08", partner="WLD"))),
    ],
)
def test_another_currency_without_a_rate_or_within_its_band(
    figures: tuple[Figure, Figure], official: Book | None
) -> None:
    assert told(*figures, official=official) == []


def test_the_report_as_text_counts_them_apart() -> None:
    report = reconcile(own(*TOLD[0].figures, firms("f", "2024-01-01", "3")))

    text = as_text(report)

    assert "Nothing contradicts anything." in text
    assert "\nPossible, but unlikely: no conflicts\n- Beland: Inflow of 1,300 billion USD" in text
    assert as_dict(report)["unlikely"] == [
        {
            "unlikely_id": report.unlikely[0].unlikely_id,
            "nature": "unlikely",
            "rule": "neighbours",
            "members": ["x", "a", "b"],
            "amount": 1_300_000_000_000,
            "days": None,
            "beside": 1_300_000_000,
            "beside_days": None,
            "measured": 1000,
            "least": 100,
            "sentence": TOLD[0].sentence,
        }
    ]


def test_areas_of_the_examples_are_those_of_the_worlds() -> None:
    assert all(f.partner in AREAS for example in TOLD for f in example.figures)


def test_a_flow_that_mirrors_itself_is_told_once() -> None:
    both = {**OTHERS, "trade": OTHERS["trade"]._replace(mirror="trade")}
    figures = [
        figure("ours", "trade", "2023", "16.0 billion"),
        theirs("theirs", "trade", "14.3 billion"),
    ]

    (found,) = reconcile(book(*figures, indicators=both)).unlikely

    assert found.members == ("ours", "theirs")


def overlapping(count: int) -> list[Figure]:
    """Windows over one another at nearly one pace; every fortieth holds twelve times it."""
    random = Random(count)
    made = []
    for n in range(count):
        year, month = random.randrange(1950, 2005), random.randrange(1, 13)
        years, last = random.randrange(1, 20), random.randrange(1, 13)
        months = max(1, 12 * years + last - month + 1)
        value = months * random.uniform(0.9, 1.1) * (12 if n % 40 == 0 else 1)
        period = f"{year}-{month:02d}/{year + years}-{last:02d}"
        made.append(inflow(f"w{n:04d}", period, f"{value:.3f} billion"))
    return made


def test_the_pace_of_many_windows_is_the_slowest_beside_each_and_seldom_asked() -> None:
    figures = overlapping(400)
    declared = relations.of_books(own(), None)
    made = of_books(own(*figures), None, declared).statements
    asked: list[Decimal] = []
    with pytest.MonkeyPatch.context() as patch:
        quotient = unlikely._quotient

        def counted(one: Decimal, other: Decimal) -> Decimal:
            asked.append(one)
            return quotient(one, other)

        patch.setattr(unlikely, "_quotient", counted)
        paces = [d for d in unlikely._amounts(list(made)) if d.rule == "pace"]

    amounts = [amount_of(s) for s in made]
    for departure in paces:
        short, long = departure.amounts
        others = [
            short.least * a.days / (a.most * short.days)
            for a in amounts
            if a.days >= 2 * short.days and short.before(a) <= BESIDE
        ]
        assert departure.times == pytest.approx(max(others), rel=Decimal("0.001"))
        assert long in amounts
    assert len(paces) > 3
    assert len(asked) < 10 * len(figures)
