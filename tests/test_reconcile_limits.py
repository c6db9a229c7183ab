"""One large group: what is looked for is limited, told, and does not grow with its square.

Of etl/reconcile: large; etl/reconcile/find: deduce, near, remainders.
"""

from __future__ import annotations

from collections import UserDict
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest

from etl.core.model import Area, Figure, Membership
from etl.reconcile import Cache, Report, Verdict, as_text, large, reconcile
from etl.reconcile.find import deduce, remainders
from etl.reconcile.findings import GroupFindings
from etl.reconcile.model.relations import Relations
from tests.worlds import AREAS, book, figure


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


def test_three_hundred_windows_that_overlap_are_held_against_the_nearest() -> None:
    report = reconcile(book(*windows(300)))

    assert report.conflicts == ()
    assert report.is_sure
    assert report.nearby == 300


def two_sources(years: range) -> list[Figure]:
    """Each year told by two that differ, all joined by one long window."""
    made = [
        figure(f"{source}{y}", "trade", f"{y}", f"{value} billion", source=source)
        for y in years
        for source, value in (("paper", 16), ("ministry", 18))
    ]
    return [*made, figure("all", "trade", f"{years[0]}/{years[-1]}", "400 billion", "at_most")]


def test_twenty_independent_contradictions_are_all_found() -> None:
    report = reconcile(book(*two_sources(range(2000, 2020))))

    pairs = {frozenset(m.figure_id for m in c.members) for c in report.conflicts}
    assert pairs >= {frozenset({f"paper{y}", f"ministry{y}"}) for y in range(2000, 2020)}
    assert len(report.alternatives) == 20


def test_contested_figures_of_many_partners_under_one_total_are_all_that_there_is() -> None:
    figures, areas = joined_by_the_world(70)
    second = [
        f._replace(id=f"second-{f.id}", source="bureau", value=f.value and f.value * 2)
        for f in figures
        if f.indicator == "sales"
    ]
    second = [
        f._replace(quantity=f.quantity._replace(digits=f.quantity.digits * 2)) for f in second
    ]
    world = figures[-1]
    wide = world.quantity._replace(digits=Decimal(2_000))
    world = world._replace(quantity=wide, value=wide.base, qualifier="at_most")

    report = reconcile(book(*figures[:-1], *second, world, areas=areas))

    assert report.groups == 1
    assert report.complete  # 2 ** 70 ways to mend them
    pairs = {frozenset(m.figure_id for m in c.members) for c in report.conflicts}
    assert pairs >= {frozenset({f"sales-P{n:02d}", f"second-sales-P{n:02d}"}) for n in range(70)}


def of(report: Report, name: str) -> Verdict:
    return next(v for v in report.verdicts if v.figure_id == name)


def joined_by_the_world(partners: int) -> tuple[list[Figure], dict[str, Area]]:
    """A small file for each partner, with one that clashes, and totals of the world."""
    names = [f"P{n:02d}" for n in range(partners)]
    made = [
        figure(f"{kind}-{name}", kind, "2023", value, partner=name)
        for name in names
        for kind, value in (("sales", "3.0 billion"), ("purchases", "2.0 billion"))
    ]
    made += [
        figure(f"trade-{name}", "trade", "2023", value, partner=name, source="ministry")
        for name, value in zip(
            names, ["5.0 billion"] * (partners - 1) + ["7.0 billion"], strict=True
        )
    ]
    world = figure("world", "trade", "2023", f"{5 * partners + 9} billion", partner="WLD")
    areas = {name: Area(name, f"Partner {name}", (Membership("WLD"),)) for name in names}
    return [*made, world], {**AREAS, **areas}


def test_totals_of_the_world_hide_nothing_that_a_small_file_tells() -> None:
    figures, areas = joined_by_the_world(70)  # 211 statements: more than are solved at once

    report = reconcile(book(*figures, areas=areas))

    assert report.groups == 1
    (conflict,) = report.conflicts
    assert [m.figure_id for m in conflict.members] == ["purchases-P69", "sales-P69", "trade-P69"]
    # 2.95 + 1.95 to 3.05 + 2.05, whether or not the others are looked at too
    first = of(report, "trade-P00")
    assert (first.verdict, first.implied_low, first.implied_high) == (
        "supported",
        Decimal(4_900_000_000),
        Decimal(5_100_000_000),
    )
    assert report.nearby == 211
    assert "211 figures of large groups were held against the nearest figures only." in as_text(
        report
    )


def test_a_large_group_says_of_each_figure_what_a_small_one_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figures, areas = joined_by_the_world(12)
    whole = reconcile(book(*figures, areas=areas))
    monkeypatch.setattr(large, "LARGE", 5)
    parts = reconcile(book(*figures, areas=areas))

    assert (whole.nearby, parts.nearby) == (0, 37)
    assert parts.conflicts == whole.conflicts
    assert parts.alternatives == whole.alternatives
    for wide, narrow in zip(parts.verdicts, whole.verdicts, strict=True):
        assert (wide.figure_id, wide.verdict) == (narrow.figure_id, narrow.verdict)
        assert wide.implied_low == narrow.implied_low
        # What the conflict leaves of the world is narrower where all other partners are known.
        same = wide.implied_high == narrow.implied_high
        assert same or wide.figure_id in ("purchases-P11", "sales-P11")
        assert same or (wide.implied_high or 0) > (narrow.implied_high or 0)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_groups_are_solved_in_any_executor_with_the_same_answer(
    pool: type[ThreadPoolExecutor] | type[ProcessPoolExecutor],
) -> None:
    figures = [
        figure(f"{side}-{partner}", "trade", "2023", value, partner=partner, source=side)
        for partner in ("BEL", "CHE", "DNK")
        for side, value in (("a", "5 billion"), ("b", "9 billion"))
    ]
    cache: Cache = {}
    with pool(2) as executor:
        report = reconcile(book(*figures), cache=cache, executor=executor)
        again = reconcile(book(*figures), cache=cache, executor=executor)

    assert report == reconcile(book(*figures))
    assert len(report.conflicts) == 3
    assert (again.solved, again._replace(solved=3)) == (0, report)


def test_a_changed_figure_of_a_large_group_solves_its_neighbourhood_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solved: list[frozenset[str]] = []
    solve = large.solve_part

    def counted(part: large.Part, declared: Relations) -> GroupFindings:
        solved.append(part.core)
        return solve(part, declared)

    monkeypatch.setattr(large, "solve_part", counted)
    figures, areas = joined_by_the_world(70)
    cache: Cache = {}
    first = reconcile(book(*figures, areas=areas), cache=cache)
    every = len(solved)
    assert frozenset().union(*solved) == {f.id for f in figures}

    solved.clear()
    at = next(n for n, f in enumerate(figures) if f.id == "sales-P11")
    figures[at] = figures[at]._replace(precision=figures[at].quantity.step * 2)
    again = reconcile(book(*figures, areas=areas), cache=cache)

    # The world is held against the nearest of its partners' figures, of which this is none.
    assert solved == [frozenset({"purchases-P11", "sales-P11", "trade-P11"})]
    assert every == 71
    assert again == reconcile(book(*figures, areas=areas))
    assert again.conflicts == first.conflicts
    assert of(again, "trade-P11") != of(first, "trade-P11")


def test_blocks_of_a_large_group_are_solved_in_any_executor_with_the_same_answer() -> None:
    figures, areas = joined_by_the_world(60)
    with ProcessPoolExecutor(2) as executor:
        report = reconcile(book(*figures, areas=areas), executor=executor)

    assert report == reconcile(book(*figures, areas=areas))
    assert report.nearby == len(figures)


def test_blocks_of_an_unchanged_group_stay_in_a_cache_that_keeps_what_is_used() -> None:
    figures, areas = joined_by_the_world(60)
    cache: Cache = {}
    reconcile(book(*figures, areas=areas), cache=cache)
    used: set[str] = set()

    class Used(UserDict[str, GroupFindings]):
        def __getitem__(self, name: str) -> GroupFindings:
            used.add(name)
            return super().__getitem__(name)

    reconcile(book(*figures, areas=areas), cache=Used(cache))

    assert used == set(cache)
