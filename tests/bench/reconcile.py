"""How fast reconciliation is, and whether it agrees with brute force on new random worlds.

`python -m tests.bench.reconcile [WORLDS]`; the number of worlds may be lowered for a quick look.
Prints the table of scale, and the seed of every world that differs.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random, SystemRandom
from typing import Final

from etl.book.load import load
from etl.core.model import Area, Figure, Membership
from etl.reconcile import Cache, reconcile
from tests import every_relation
from tests.test_relations import members, reported
from tests.worlds import AREAS, World, book, figure

WORLDS: Final = 10_000
RELATIONS: Final = (125, 250, 500)
SCALES: Final = ((50, True), (150, True), (500, True), (500, False))
"""Partners with twenty figures each, and whether totals of the world join them to one group."""

WRONG: Final = "planted"
GROWTH: Final = "trade_growth"
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
        say(GROWTH, f"{y}", 100 * ((sales[y] + purchases[y]) / before - 1), "%")
    if random.random() < 0.1:
        wrong = random.randrange(len(made))
        number = made[wrong].quantity
        digits = number.digits + 30
        number = number._replace(digits=digits)
        made[wrong] = made[wrong]._replace(quantity=number, value=number.base, note=WRONG)
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


def _scale() -> None:
    """Figures in one group and in many, alone and in two processes, each run by itself.

    Planted: wrong figures that others speak against; found: those of them that are suspects.
    Nobody does where the growth of the first year is wrong: of the year before nothing is stated.
    """
    print(
        "figures  groups  processes  seconds  CPU  MB  planted  found  beside  conflicts  all known"
        "  one changed (CPU)"
    )
    for partners, joined in SCALES:
        for processes in (1, 2):
            # Memory is that of a process of its own.
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                print(alone.submit(_measured, partners, joined, processes).result(), flush=True)


def _measured(partners: int, joined: bool, processes: int) -> str:
    figures, areas = _many(partners), _areas(partners)
    wrong = [f for f in figures if f.note == WRONG]
    planted = {f.id for f in wrong if f.indicator != GROWTH or f.period.start.year > _YEARS[0]}
    if joined:
        inside = (Membership("WLD"),)
        areas = {n: a._replace(part_of=inside) if n[0] == "P" else a for n, a in areas.items()}
        most = f"{200 * partners} billion"
        figures += [
            figure(f"w-{y}", "trade", f"{y}", most, "at_most", partner="WLD") for y in _YEARS
        ]
    whole = book(*figures, areas=areas)
    cache: Cache = {}
    start, cpu = time.perf_counter(), _cpu()
    if processes == 1:
        report = reconcile(whole, cache=cache)
    else:
        with ProcessPoolExecutor(processes) as executor:
            report = reconcile(whole, cache=cache, executor=executor)
    seconds, cpu = time.perf_counter() - start, _cpu() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    suspects = {v.figure_id for v in report.verdicts if v.suspect}
    changed = figures[0]._replace(precision=figures[0].quantity.step * 2)
    again = _cpu()
    reconcile(book(changed, *figures[1:], areas=areas), cache=cache)
    again = _cpu() - again
    return (
        f"{len(figures):7,} {report.groups:7,} {processes:10} {seconds:8.1f} {cpu:5.1f} {memory:4}"
        f" {len(planted):8} {len(planted & suspects):6} {len(wrong) - len(planted):7}"
        f" {len(report.conflicts):10}"
        f" {report.complete!s:>10} {again:18.1f}"
    )


def _cpu() -> float:
    """Seconds of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _against_brute_force(worlds: int) -> None:
    """New worlds with every relation (see `tests.every_relation`)."""
    first = SystemRandom().randrange(10**9)
    differ, clashing, unanswered = [], 0, 0
    start = time.perf_counter()
    for seed in range(first, first + worlds):
        make = every_relation.wide if seed % 2 else every_relation.figures
        made = make(seed, 3 + seed % 5)
        report = reported(*made)
        names = {r: m.figure_id for c in report.conflicts for m in c.members for r in m.repeats}
        conflicts = every_relation.every_minimal_conflict(made)
        right = {frozenset(names.get(f, f) for f in c) for c in conflicts}
        clashing += bool(right)
        unanswered += bool(report.not_known)
        if members(report) != right:
            differ.append(seed)
    seconds = time.perf_counter() - start
    print(
        f"{worlds:,} new worlds with every relation, {clashing:,} with conflicts: {len(differ)}"
        f" differ from brute force {differ[:10]}, {unanswered} without an answer ({seconds:.0f} s)"
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
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS
    _against_brute_force(worlds)
    _the_worlds(worlds)
    _scale()


if __name__ == "__main__":
    main()
