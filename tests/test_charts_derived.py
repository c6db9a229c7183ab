"""What all statements together allow, behind them: where it lies, and that it is no statement.

Of dashboard/charts: derived.
"""

from __future__ import annotations

import pandas as pd

from dashboard import charts
from dashboard.charts.derived import Band, bands, not_known, summary
from dashboard.charts.marks import FAINT
from tests.charting import BILLION, LABELS, statements, traces


def known(*given: tuple[int, float | None, float | None], unit: str = "USD") -> pd.DataFrame:
    """Rows of the table of ranges: year, low, high."""
    return pd.DataFrame(
        [
            {
                "coverage": "full_year",
                "period_end": pd.Timestamp(year, 12, 31),
                "low": low,
                "high": high,
                "unit": unit,
                "period": str(year),
                "not_known": None,
            }
            for year, low, high in given
        ]
    )


def laid(frame: pd.DataFrame) -> list[tuple[float, float, float, float]]:
    """Left, right, low and high of each band of a chart of 2020 and 2021."""
    figure = charts.by_year(statements({}, {"period": "2021"}), LABELS, known=frame)
    return [
        (x - width / 2, x + width / 2, low, low + high)
        for trace in traces(figure, "bar")
        if trace.marker.color == FAINT
        for x, width, low, high in zip(trace.x, trace.width, trace.base, trace.y, strict=True)
    ]


def test_a_band_lies_over_its_year_between_its_ends() -> None:
    ((left, right, low, high),) = laid(known((2021, 4 * BILLION, 9 * BILLION)))
    assert (low, high) == (4, 9)
    assert 1 < left < right < 2


def test_an_open_end_reaches_to_the_edge_of_the_panel() -> None:
    ((*_, low, high),) = laid(known((2020, 4 * BILLION, None)))
    assert (low, high) == (4, 10 * charts.years.ROOM)
    ((*_, low, high),) = laid(known((2020, None, 4 * BILLION)))
    assert (low, high) == (0, 4)


def test_years_and_units_that_are_not_shown_have_no_band() -> None:
    assert laid(known((2019, 1.0, 2.0))) == []
    assert laid(known((2020, 1.0, 2.0), unit="EUR")) == []
    stock = known((2020, 1.0, 2.0)).assign(coverage="point")
    assert laid(stock) == []


def test_a_band_lies_behind_the_bars_says_that_it_is_derived_and_opens_nothing() -> None:
    frame = known((2020, 4 * BILLION, 9 * BILLION))
    figure = charts.by_year(statements({}), LABELS, known=frame)
    band = figure.data[0]
    assert band.marker.color == FAINT
    assert band.customdata == ([""],)
    assert band.hovertext[0] == (
        "<b>$4\xa0bn to $9\xa0bn</b><br>what all statements together allow for<br>"
        "2020; derived, stated by nobody"
    )
    assert "band: what all statements together allow (derived)" in [
        entry["label"] for entry in figure.layout.meta["key"]
    ]


def test_bands_are_told_the_newest_first() -> None:
    assert summary(bands(known((2020, BILLION, 2 * BILLION), (2021, None, BILLION)))) == (
        "Derived, stated by nobody: all statements together allow $1\xa0bn or less in 2021; "
        "$1\xa0bn to $2\xa0bn in 2020."
    )
    assert summary([]) == ""
    assert bands(None) == []
    assert bands(known((2020, None, 5.0))) == [Band(2020, None, 5.0, "USD")]


def test_a_year_whose_range_could_not_be_found_has_no_band_and_says_why() -> None:
    frame = known((2020, None, None), (2021, 1.0, 2.0), (2022, None, None))
    frame.loc[[0, 2], "not_known"] = "What all statements together allow is not known: why."

    assert [band.year for band in bands(frame)] == [2021]
    assert not_known(frame) == ("2020; 2022: What all statements together allow is not known: why.")
    assert not_known(frame.iloc[[1]]) == not_known(None) == ""
