"""Changes in points: held against the shares of their two periods, or told as not tested."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, as_text, reconcile
from tests.test_relations import MORE, indicator, members, of
from tests.worlds import INDICATORS, book, figure

ROSE = indicator("share_rise", "change", "percent", of="trade_share")
EVERY = {**INDICATORS, **MORE, "share_rise": ROSE}


def rise(name: str, period: str, value: str, *args: Any, **keys: Any) -> Figure:
    made = figure(name, "trade_growth", period, value, *args, **keys)
    return made._replace(indicator="share_rise", kind="change")


def share(name: str, period: str, value: str, *args: Any, **keys: Any) -> Figure:
    return figure(name, "trade_share", period, value, *args, **keys)


def told(*figures: Figure) -> Report:
    return reconcile(book(*figures, indicators=EVERY))


THEN, NOW = share("then", "2022", "20 %"), share("now", "2023", "25 %")


@pytest.mark.parametrize(
    ("value", "qualifier", "fits"),
    [
        # 24.5 to 25.5 less 19.5 to 20.5
        ("5 %", "exact", True),
        ("4.0 %", "exact", True),
        ("3.9 %", "exact", False),
        ("6.1 %", "exact", False),
        ("-5 %", "exact", False),
        ("6 %", "more_than", False),
        ("6 %", "at_least", True),
    ],
)
def test_points_are_what_lies_between_two_shares(value: str, qualifier: Any, fits: bool) -> None:
    report = told(THEN, NOW, rise("rose", "2023", value, qualifier))

    assert members(report) == (set() if fits else {frozenset({"then", "now", "rose"})})
    assert report.not_known == ()
    ends = [(v.implied_low, v.implied_high) for v in report.verdicts if v.figure_id == "rose"]
    ends += [(m.fit_low, m.fit_high) for c in report.conflicts for m in c.members[1:2]]
    assert ends[-1] == (Decimal(4), Decimal(6))


def test_points_are_told_as_points() -> None:
    (conflict,) = told(THEN, NOW, rise("rose", "2023", "2 %")).conflicts

    assert conflict.sentence == (
        "Beland: Trade share of 25 % in 2023 after trade share of 20 % in 2022 is a change of 5"
        " points, not 2 points."
    )
    assert {m.figure_id: m.would_mend for m in conflict.members}["rose"] == (
        "Beland, 2023: Share rise would have to be 4 to 6 points, at least 1.5 points more"
        " than the 2.5 points that 2 points can mean."
    )


def test_a_change_since_a_base_and_of_half_years_is_tested_too() -> None:
    since = rise("rose", "2023", "2 %")._replace(base=figure("b", "trade", "2019", "1").period)
    halves = (
        share("h22", "2022-S1", "10 %"),
        share("h23", "2023-S1", "12 %"),
        rise("half", "2023-S1", "5 %"),
    )

    report = told(share("old", "2019", "30 %"), NOW, since, *halves)

    assert members(report) == {
        frozenset({"old", "now", "rose"}),
        frozenset({"h22", "h23", "half"}),
    }


def test_shares_that_a_change_pins_down_are_supported_and_never_add_up_over_time_or_areas() -> None:
    report = told(
        THEN,
        rise("rose", "2023", "5.0 %"),
        share("now", "2023", "25.0 %"),
        share("half", "2023-S1", "60 %"),
        share("club", "2022", "45 %", partner="CLUB"),
        rise("club-rose", "2023", "1 %", partner="CLUB"),
        share("club-now", "2023", "46 %", partner="CLUB"),
    )

    assert {c.conflict_id for c in report.conflicts} == set()
    assert of(report, "now").verdict == "supported"
    assert of(report, "now").sentence == (
        "Beland: With share rise of 5.0 points in 2023 and trade share of 20 % in 2022, trade share"
        " in 2023 must be 24.4 to 25.6 %; stated is 25.0 %."
    )


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([NOW], "Trade share is not stated of 2022"),
        ([THEN], "Trade share is not stated of 2023"),
        ([], "Trade share is not stated of 2023"),
    ],
)
def test_points_without_both_shares_are_not_known_and_no_silence_is_agreement(
    others: list[Figure], why: str
) -> None:
    report = told(*others, rise("rose", "2023", "2 %"))

    assert of(report, "rose").verdict == "not_tested"
    assert of(report, "rose").sentence.startswith(why)
    assert [(u.figure_id, u.question) for u in report.not_known] == [("rose", "conflicts")]
    assert why in report.not_known[0].reason
    assert not report.is_sure
    assert "No contradiction was found, but not everything could be tested." in as_text(report)


def test_what_a_share_says_of_amounts_is_still_told_once() -> None:
    report = told(THEN, NOW, share("other", "2023", "30 %"), rise("rose", "2023", "10 %"))

    assert members(report) == {
        frozenset({"now", "other"}),
        frozenset({"then", "now", "rose"}),
    }
    assert len(report.conflicts) == len({c.conflict_id for c in report.conflicts})
    assert "now" in report.suspects
