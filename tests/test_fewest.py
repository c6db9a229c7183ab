"""The fewest that have to be wrong, held against exact oracles that share no code with them.

Of etl/reconcile/find: fewest; etl/reconcile/solve: demands.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Figure
from etl.reconcile import Report, as_text, cards, reconcile
from etl.reconcile.find import conflicts, fewest
from etl.reconcile.find.fewest import Demand, Search
from tests.elimination import possible
from tests.test_independence import contested
from tests.worlds import book, figure

Places = frozenset[int]

MANY = 8
demands = st.lists(
    st.lists(
        st.frozensets(st.integers(0, MANY - 1), min_size=1, max_size=2), min_size=1, max_size=4
    ),
    max_size=9,
)


def lightest(every: list[Demand], weights: list[int]) -> list[Places]:
    """All lightest choices that meet every demand, by trying each."""
    met = [
        frozenset(some)
        for size in range(MANY + 1)
        for some in combinations(range(MANY), size)
        if all(any(a <= set(some) for a in d) for d in every)
    ]
    least = min(sum(weights[n] for n in some) for some in met)
    return [some for some in met if sum(weights[n] for n in some) == least]


@given(
    every=demands,
    weights=st.lists(st.integers(1, 3), min_size=MANY, max_size=MANY),
    block=st.integers(1, 6),
)
def test_what_is_in_every_lightest_choice_and_in_some_is_what_trying_all_finds(
    every: list[list[Places]], weights: list[int], block: int
) -> None:
    asked = [tuple(d) for d in every]

    def unmet(believed: Places) -> Places | None:
        """The first demand that is not met, by its place among some that are never believed."""
        out = frozenset(range(MANY)) - believed
        return next(
            (frozenset({n}) for n, d in enumerate(asked) if not any(a <= out for a in d)), None
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fewest, "_BLOCK", block)
        found = Search(frozenset(range(MANY)), weights, unmet, lambda core: asked[min(core)]).find(
            []
        )

    right = lightest(asked, weights)
    assert found is not None
    assert found.chosen in right
    assert found.every == frozenset(range(MANY)).intersection(*right)
    assert found.some == frozenset().union(*right)
    assert frozenset().union(*found.doubtful) == found.some - found.every
    assert all(choice & each for each in found.doubtful for choice in right)


Stated = dict[str, tuple[int, int, int]]
"""Figure -> year (-1: the window), lowest and highest, in hundredths."""


def fewest_wrong(stated: Stated, years: int, out: str = "", kept: str = "") -> int:
    """The fewest of a window and its years that are wrong, year by year in whole numbers.

    Of sums that cost as much only those are kept that no other contains.
    """
    _, low, high = stated["window"]
    sums: dict[int, set[tuple[int, int | None]]] = {0: {(0, 0)}}
    for year in range(years):
        names = [n for n, (y, _, _) in stated.items() if y == year]
        grown: dict[int, set[tuple[int, int | None]]] = {}
        for size in range(len(names) + 1):
            for some in combinations(names, size):
                if kept in set(names) - set(some) or out in some:
                    continue
                least = max((stated[n][1] for n in some), default=0)
                most = min((stated[n][2] for n in some), default=None)
                if most is not None and most < least:
                    continue
                for cost, ends in sums.items():
                    for a, b in ends:
                        total = None if b is None or most is None else b + most
                        grown.setdefault(cost + len(names) - size, set()).add((a + least, total))
        sums = {cost: widest(ends) for cost, ends in grown.items()}
    fits = [c for c, ends in sums.items() for a, b in ends if a <= high and (b is None or b >= low)]
    apart = [c + 1 for c in sums]
    return min([*(fits if out != "window" else []), *(apart if kept != "window" else [])])


def widest(ends: set[tuple[int, int | None]]) -> set[tuple[int, int | None]]:
    return {
        (a, b)
        for a, b in ends
        if not any(
            (c, d) != (a, b) and c <= a and (d is None or (b is not None and b <= d))
            for c, d in ends
        )
    }


def window_world(years: int, random: Random) -> tuple[list[Figure], Stated]:
    """Each year told by two or three, the time by another; some of the years told wrong."""
    truth = [random.randint(20, 90) for _ in range(years)]
    made: list[tuple[str, int, str]] = []
    wrong = set(random.sample(range(2 * years), random.randint(1, 3)))
    everywhere = random.random() < 0.3  # one source is wrong all the time
    third = random.random() < 0.3  # and often at odds with both
    for year, true in enumerate(truth):
        for k, source in enumerate("abd" if third else "ab"):
            is_wrong = 2 * year + k in wrong or (everywhere and source == "b")
            is_wrong |= source == "d" and random.random() < 0.3
            told = true + (random.choice((-9, -4, 5, 10)) if is_wrong else 0)
            made.append((f"{source}{year}", year, f"{Decimal(told) / 10:.1f}"))
    total = sum(truth) + random.choice((0, 0, 0, 1, 7, -12))
    first = 1990
    figures = [
        figure(name, "sales", str(first + year), f"{value} thousand", source=name[0])
        for name, year, value in made
    ]
    window = f"{Decimal(total) / 10:.1f} thousand"
    figures.append(figure("window", "sales", f"{first}/{first + years - 1}", window, source="c"))
    stated = {
        name: (year, int(Decimal(value) * 100) - 5, int(Decimal(value) * 100) + 5)
        for name, year, value in made
    }
    stated["window"] = (-1, total * 10 - 5, total * 10 + 5)
    return figures, stated


def accused(report: Report) -> tuple[frozenset[str], frozenset[str]]:
    """Who has to be wrong whoever else is, and who may be, where the fewest are."""
    open_ = union(list(map(frozenset, report.alternatives)))
    every = report.suspects - open_
    return every, every | open_


@pytest.mark.parametrize(
    ("years", "seed"),
    [*product((5, 6, 8, 10, 12), range(4)), *product((16, 20, 25), range(2)), (25, 4), (30, 3)],
)
def test_in_long_windows_the_fewest_are_the_fewest(years: int, seed: int) -> None:
    figures, stated = window_world(years, Random(100 * years + seed))

    report = reconcile(book(*figures))

    least = fewest_wrong(stated, years)
    every = [n for n in stated if fewest_wrong(stated, years, kept=n) > least]
    some = [n for n in stated if fewest_wrong(stated, years, out=n) == least]
    assert report.proven
    assert accused(report) == (frozenset(every), frozenset(some)), seed


def lightest_by_elimination(figures: list[Figure]) -> list[frozenset[str]]:
    """All smallest sets without which the rest is possible, by trying each."""
    names = [f.id for f in figures]
    for size in range(len(names)):
        found = [
            frozenset(some)
            for some in combinations(names, size)
            if possible([f for f in figures if f.id not in some])
        ]
        if found:
            return found
    raise AssertionError(names)


def test_where_not_every_conflict_is_known_the_fewest_are_proven_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conflicts, "LIMIT", 1)
    several = 0
    for seed in range(60):
        figures = contested(Random(seed))
        right = lightest_by_elimination(figures)
        every, some = frozenset(f.id for f in figures).intersection(*right), union(right)
        assert accused(reconcile(book(*figures))) == (every, some), seed
        several += len(right) > 1
    assert several > 10


def union(sets: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def years_told_by_two(years: int) -> list[Figure]:
    """One source is wrong in every year; the other makes what is said of the whole time."""
    told = [
        figure(f"{source}{2010 + n}", "sales", str(2010 + n), f"{value} billion", source=source)
        for n in range(years)
        for source, value in (("a", "5.0"), ("b", "6.0"))
    ]
    window = figure("all", "sales", f"2010/{2009 + years}", f"{5 * years}.0 billion", source="c")
    return [*told, window]


def test_seven_errors_under_one_window_are_seven_cards() -> None:
    report = reconcile(book(*years_told_by_two(7)))

    wrong = [f"b{year}" for year in range(2010, 2017)]
    assert sorted(report.suspects) == wrong
    assert sorted(card.figures for card in cards(report)) == [(name,) for name in wrong]
    assert "If as few as possible are wrong, these are\n- b2010, b2011," in as_text(report)


def test_what_is_not_proven_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fewest, "QUESTIONS", 0)
    figures = years_told_by_two(10)

    report = reconcile(book(*figures))

    assert not report.proven
    assert report.alternatives == (tuple(sorted(f.id for f in figures)),)
    assert report.deduced == ()
    text = as_text(report)
    assert "these are" not in text
    assert (
        "\n- Which figures would have to be wrong, if as few as possible are, is not proven" in text
    )
    assert reconcile(book(*years_told_by_two(5))).proven  # all its conflicts are known


def test_one_source_that_is_wrong_twice_about_one_year_is_one_card() -> None:
    told = [
        figure(f"{kind}-{source}", kind, "2020", f"{value} billion", source=source)
        for kind, values in (("sales", "3.0 3.0 4.0"), ("trade", "5.0 5.0 6.5"))
        for source, value in zip("abc", values.split(), strict=True)
    ]
    more = figure("purchases", "purchases", "2020", "2.0 billion", source="d")

    report = reconcile(book(*told, more))

    assert report.roots == (("sales-c", "trade-c"),)
    assert [card.figures for card in cards(report)] == [("sales-c", "trade-c")]
