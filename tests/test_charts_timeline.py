"""The axis of years: what is spoken of has its place, what is not folds.

Of dashboard/charts: timeline.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.charts.timeline import FOLD, WIDEST, timeline


def test_years_that_are_spoken_of_stand_side_by_side() -> None:
    years = timeline([2020, 2021])
    assert (years.lefts, years.end, years.folds) == ({2020: 0.0, 2021: 1.0}, 2.0, ())
    assert list(years.span(date(2020, 1, 1), date(2020, 12, 31))) == pytest.approx([0, 1])
    assert years.at(datetime(2021, 7, 2, 12)) == pytest.approx(1.5)


def test_a_run_that_nobody_speaks_of_folds_and_a_single_year_does_not() -> None:
    years = timeline([2013, 2020, 2022])
    (fold,) = years.folds
    assert (fold.first, fold.last, fold.left, fold.right) == (2014, 2019, 1.0, 1.0 + FOLD)
    assert years.quiet == (2021,)
    assert list(years.lefts) == [2013, 2020, 2021, 2022]
    assert years.lefts[2020] == fold.right
    assert fold.left < years.at(datetime(2017, 1, 1)) < fold.right


def test_a_year_of_many_statements_is_wider_but_not_without_end() -> None:
    years = timeline([2020, 2021, 2022], {2020: 2.5, 2021: 900, 2022: 0.4})
    assert years.widths == {2020: 2.5, 2021: WIDEST, 2022: 1.0}


@pytest.mark.parametrize(
    ("most", "named"), [(5, ["2020", "2021", "2022", "2023", "2024"]), (2, ["2021", "2024"])]
)
def test_the_last_year_is_always_named(most: int, named: list[str]) -> None:
    ticks = timeline(range(2020, 2025)).ticks(most)
    assert [name for _, name in ticks] == named
    assert ticks[-1][0] == 4.5
