"""Partners beside one another: bars of one period, the rest counted, the largest at the top.

Of dashboard/charts: ranking.
"""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard import charts
from tests.charting import BILLION, LABELS, notes, statements, traces


def partners(figure: go.Figure) -> list[str]:
    """Who is drawn, from the top, with the number beside the name."""
    return [note.split(" <span")[0] for note in notes(figure) if "<span" in note]


def test_the_largest_stands_at_the_top_with_its_number() -> None:
    frame = statements({}, {"partner": "SYL", "value": 30 * BILLION, "source_id": "second"})
    figure = charts.ranking(frame, LABELS)
    assert partners(figure) == ["Syldavia <b>$30\xa0bn</b>", "Borduria <b>$10\xa0bn</b>"]
    (bars,) = traces(figure, "bar")
    assert list(bars.x) == [30 * BILLION, 10 * BILLION]
    assert [custom[0] for custom in bars.customdata] == ["f1", "f0"]
    assert figure.layout.meta["sources"] == [["B", "second"], ["A", "first"]]


def test_ranks_begin_with_the_first_and_names_with_a() -> None:
    ranks = [
        {"indicator": "rank", "unit": "rank", "value": value, "partner": partner}
        for value, partner in ((3, "BOR"), (1, "SYL"))
    ]
    assert partners(charts.ranking(statements(*ranks), LABELS))[0].startswith("Syldavia")
    named = charts.ranking(statements(*ranks), LABELS, by_name=True)
    assert partners(named)[0].startswith("Borduria")


def test_of_two_hundred_the_first_ten_are_drawn_and_the_others_counted() -> None:
    many = [{"partner": f"P{n:03}", "value": (n + 1) * BILLION} for n in range(200)]
    figure = charts.ranking(statements(*many), LABELS)
    assert len(partners(figure)) == 10
    assert partners(figure)[0] == "P199 <b>$200\xa0bn</b>"
    left = "190 more, from $1\xa0bn to $190\xa0bn, are in<br>the table below"
    assert left in notes(figure)
    fifty = charts.ranking(statements(*many), LABELS, most=50)
    assert len(partners(fifty)) == 50


def test_nothing_looks_intended() -> None:
    assert notes(charts.ranking(statements(), LABELS)) == ["No statement for this choice"]
    assert charts.rankings.summary(statements({}), LABELS) == "Stated: Borduria: $10\xa0bn (2020)."


def test_official_values_among_stated_ones_are_told_apart_in_the_key() -> None:
    official = {"paragraph": None, "source_id": "second", "partner": "SYL"}
    key = charts.ranking(statements({}, official), LABELS).layout.meta["key"]
    assert [sign["label"] for sign in key] == ["stated in documents", "official statistics"]
    assert charts.ranking(statements({}), LABELS).layout.meta["key"] == []


def test_parts_of_an_amount_lie_below_it_paler_and_named() -> None:
    frame = statements(
        {"indicator": "exports", "period": "2024-01/2024-05", "value": 9_600 * BILLION},
        {"indicator": "turnover", "period": "2024-01/2024-05", "value": 12_210 * BILLION},
    )
    names = {"turnover": "Turnover", "exports": "of these: exports"}
    figure = charts.shares(frame, {**LABELS, "indicator": names}, "turnover")
    first, second = partners(figure)
    assert first.startswith("Turnover <b>")
    assert second.startswith("of these: exports <b>")
    (bars,) = traces(figure, "bar")
    assert list(bars.x) == [12_210 * BILLION, 9_600 * BILLION]
    assert list(bars.base or [0, 0]) == [0, 0], "both from one foot"
    assert bars.marker.pattern.solidity[0] > bars.marker.pattern.solidity[1]
    assert [sign["label"] for sign in figure.layout.meta["key"]] == ["hatched: part of a year"]
