"""One large group: what is looked for is limited, told, and does not grow with its square."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from etl.core.model import Figure
from etl.reconcile import Report, reconcile
from etl.reconcile.find import deduce, remainders
from tests.worlds import book, figure


def windows(count: int) -> list[Figure]:
    """Windows of one flow of a unit a day that overlap in a chain; every third only a bound."""
    made: list[Figure] = []
    for n in range(count):
        start = date(2000, 1, 1) + timedelta(days=17 * n)
        end = start + timedelta(days=100 + n % 7)
        days = (end - start).days + 1
        qualifier = ("exact", "more_than", "exact")[n % 3]
        value = days - 1 if qualifier == "more_than" else days
        made.append(
            figure(f"w{n:03d}", "inflow", f"{start}/{end}", f"{value} million", qualifier)  # type: ignore[arg-type]
        )
    return made


def growing(count: int) -> list[Figure]:
    """Windows that all begin on one day."""
    return [
        figure(f"g{n:03d}", "inflow", f"2000/{2000 + n}", f"{10 * (n + 1)}.0 billion")
        for n in range(1, count)
    ]


def test_only_what_is_left_between_neighbouring_windows_is_looked_for() -> None:
    report = reconcile(book(*growing(8)))

    assert [d.period.text for d in report.deduced if d.indicator == "inflow"] == [
        str(year) for year in range(2002, 2008)
    ]
    assert report.not_sought == 0


@pytest.mark.parametrize("module", [deduce, remainders])
def test_what_was_not_looked_for_is_counted(
    module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = [
        *growing(6),
        figure("most", "inflow", "2000/2006", "90 billion", "more_than"),
    ]
    everything = reconcile(book(*figures))
    monkeypatch.setattr(module, "LIMIT", 2)
    some = reconcile(book(*figures))

    assert everything.not_sought == 0
    assert some.not_sought > 0


def seconds(figures: list[Figure]) -> tuple[float, Report]:
    start = time.process_time()
    report = reconcile(book(*figures))
    return time.process_time() - start, report


def test_three_hundred_windows_that_overlap_take_seconds() -> None:
    spent, report = seconds(windows(300))

    assert report.conflicts == ()
    assert spent < 20  # some five on an idle core
