"""In which currency a growth or a share is held against amounts that are stated in several.

Of etl/reconcile/find: currencies; etl/reconcile/model: joined.
"""

from __future__ import annotations

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, reconcile
from tests.worlds import book, figure

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
