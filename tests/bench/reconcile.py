"""How fast reconciliation is, and that it raises no false alarm in ten thousand random worlds.

`python -m tests.bench.reconcile [WORLDS]`; the number of worlds may be lowered for a quick look.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from random import Random
from typing import Final

from etl.book.load import load
from etl.core.model import Area, Figure
from etl.reconcile import Cache, reconcile
from tests.worlds import AREAS, World, book, figure

WORLDS: Final = 10_000
RELATIONS: Final = (125, 250, 500)
_DATA: Final = Path(__file__).parents[2] / "data"
_YEARS: Final = range(2015, 2020)
_RUNS: Final = 20


def relation(partner: str, random: Random) -> list[Figure]:
    """Twenty true figures of the trade and investment with one partner; one in ten is wrong."""
    made: list[Figure] = []
    sales = {y: random.randint(100, 900) / 10 for y in range(2014, 2020)}
    purchases = {y: random.randint(100, 900) / 10 for y in range(2014, 2020)}

    def say(indicator: str, period: str, value: float, unit: str = "billion USD") -> None:
        name = f"{partner.lower()}-{len(made):02d}"
        made.append(figure(name, indicator, period, f"{value:.1f} {unit}", partner=partner))

    for y in _YEARS:
        say("trade", f"{y}", sales[y] + purchases[y])
        say("sales", f"{y}", sales[y])
        say("purchases", f"{y}", purchases[y])
        before = sales[y - 1] + purchases[y - 1]
        say("trade_growth", f"{y}", 100 * ((sales[y] + purchases[y]) / before - 1), "%")
    if random.random() < 0.1:
        wrong = random.randrange(len(made))
        number = made[wrong].quantity
        digits = number.digits + 30
        number = number._replace(digits=digits)
        made[wrong] = made[wrong]._replace(quantity=number, value=number.base)
    return made


def _many(relations: int) -> list[Figure]:
    random = Random(relations)
    return [f for n in range(relations) for f in relation(f"P{n:03d}", random)]


def _areas(relations: int) -> dict[str, Area]:
    return AREAS | {f"P{n:03d}": Area(f"P{n:03d}", f"Partner {n}") for n in range(relations)}


def _the_real_ones() -> None:
    own = load((_DATA / "figures.yaml").read_bytes()).book
    assert own is not None
    table = load((_DATA / "reference.yaml").read_bytes(), own).book
    for name, reference in (("alone", None), ("against the official figures", table)):
        seconds = []
        for _ in range(_RUNS):
            start = time.perf_counter()
            reconcile(own, reference)
            seconds.append(time.perf_counter() - start)
        middle = 1_000 * statistics.median(seconds)
        print(f"{len(own.figures)} figures {name}: {middle:.0f} ms after import")


def _the_many() -> None:
    for relations in RELATIONS:
        figures, areas = _many(relations), _areas(relations)
        cache: Cache = {}
        start = time.perf_counter()
        report = reconcile(book(*figures, areas=areas), cache=cache)
        first = time.perf_counter() - start
        changed = figures[0]._replace(precision=figures[0].quantity.step * 2)
        start = time.perf_counter()
        again = reconcile(book(changed, *figures[1:], areas=areas), cache=cache)
        second = time.perf_counter() - start
        print(
            f"{len(figures):,} figures in {relations} relations: {first:.1f} s"
            f" ({1_000 * first / relations:.1f} ms a relation, {len(report.conflicts)} conflicts);"
            f" one figure changed: {second:.2f} s, {again.solved} of {again.groups} groups solved"
        )


def _the_worlds(worlds: int) -> None:
    alarms = []
    start = time.perf_counter()
    for seed in range(worlds):
        count = Random(seed).randint(2, 24)
        if reconcile(book(*World(seed).figures(count))).conflicts:
            alarms.append(seed)
    seconds = time.perf_counter() - start
    print(f"{worlds:,} random worlds: {len(alarms)} false alarms {alarms[:5]} ({seconds:.0f} s)")


def main() -> None:
    """Print what was measured."""
    _the_real_ones()
    _the_many()
    _the_worlds(int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS)


if __name__ == "__main__":
    main()
