"""Independent conflicts are proven so; one across them is found, or all is not called known.

Of etl/reconcile/solve: bearing.
"""

from __future__ import annotations

from random import Random

import pytest

from etl.core.model import Figure, Qualifier
from etl.reconcile import reconcile
from etl.reconcile.find import conflicts
from etl.reconcile.solve import independence
from tests.test_reconcile_limits import two_sources
from tests.test_reconcile_worlds import conflicts_of, every_minimal_conflict
from tests.worlds import book, figure

WORLDS = 160


def contested(random: Random) -> list[Figure]:
    """Two years, each told by two that differ, and what joins them: a window, a growth, a part."""
    made = []
    for year in (2021, 2022):
        first = random.randint(5, 40)
        for source, value in (("a", first), ("b", first + random.choice((-4, 2, 3, 9)))):
            made.append(
                figure(f"{source}{year}", "trade", f"{year}", f"{value} thousand", source=source)
            )
    qualifiers: tuple[Qualifier, ...] = ("at_most", "at_least", "exact", "more_than", "less_than")
    for n in range(random.randint(1, 3)):
        qualifier = random.choice(qualifiers)
        match random.randrange(3):
            case 0:
                both = random.randint(10, 90)
                made.append(figure(f"w{n}", "trade", "2021/2022", f"{both} thousand", qualifier))
            case 1:
                rise = random.randint(-60, 200)
                word: Qualifier = "exact" if rise <= 0 else qualifier
                made.append(figure(f"g{n}", "trade_growth", "2022", f"{rise} %", word))
            case _:
                sold = random.randint(1, 40)
                made.append(figure(f"s{n}", "sales", "2022", f"{sold} thousand", qualifier))
    return made


@pytest.mark.no_cover  # see test_audit_mutations
@pytest.mark.parametrize("part", range(4))
def test_where_it_is_called_complete_brute_force_finds_no_more(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    proven = independence.proven

    def noted(*question: object) -> bool:
        asked.append(proven(*question))  # type: ignore[arg-type]
        return asked[-1]

    monkeypatch.setattr("etl.reconcile.group.proven", noted)
    monkeypatch.setattr(conflicts, "REPAIRS", 3)  # of two pairs there are four ways
    missed = 0
    for seed in range(part, WORLDS, 4):
        figures = contested(Random(seed))
        report, right = reconcile(book(*figures)), every_minimal_conflict(figures)
        assert conflicts_of(report) <= right, seed
        if report.complete:
            assert conflicts_of(report) == right, seed
        missed += conflicts_of(report) != right
    assert {True, False} <= set(asked)
    assert asked.count(True) > 2


def test_twenty_contested_years_under_one_long_window_are_all_that_there_is() -> None:
    report = reconcile(book(*two_sources(range(2000, 2020))))

    assert report.complete  # 2 ** 20 ways to mend them
    assert len(report.conflicts) == 20


def test_a_window_that_only_the_higher_of_each_year_breaks_is_not_called_complete() -> None:
    # The lower of each year add up to 320, the higher to 360: each alone may be believed.
    figures = two_sources(range(2000, 2020))
    window = figures[-1]._replace(
        quantity=figures[-1].quantity._replace(digits=figures[-1].quantity.digits - 70)
    )
    report = reconcile(book(*figures[:-1], window._replace(value=window.quantity.base)))

    assert not report.complete
    assert len(report.conflicts) >= 20
